/* The whole widget: a model in, panels out, one drawing for each frame in which something has changed. */

const QUIET = 400; // milliseconds without a change before a screen reader is told the state

export function readTraits(model, traits) {
  return Object.fromEntries(traits.map((trait) => [trait, model.get(trait)]));
}

export function change(model, traits) {
  for (const [trait, value] of Object.entries(traits)) model.set(trait, value);
  model.save_changes();
}

export const changedAt = (list, index, value) => list.map((old, place) => (place === index ? value : old));

/** Tell screen readers the state when it has come to rest, not at every step of a drag. */
function announcer(aloud) {
  const node = make("p", { class: "kit-said", role: "status" });
  let timer = 0;
  let first = true;
  const draw = (now) => {
    clearTimeout(timer);
    if (!first) timer = setTimeout(() => write(node, aloud(now)), QUIET);
    first = false;
  };
  return { node, draw, stop: () => clearTimeout(timer) };
}

/** JupyterLab takes arrow keys and Enter for its own, unless the very element that has the focus says otherwise. */
function keepKeys(el) {
  for (const control of el.querySelectorAll("input, button, select, textarea, [tabindex]")) control.dataset.lmSuppressShortcuts = "true";
}

/** A canvas keeps its colours when light and dark change places: call back, so that it is drawn anew. */
function watchTheme(changed) {
  const watcher = new MutationObserver(changed);
  watcher.observe(document.documentElement, { attributeFilter: ["data-theme"] }); // the book's page
  watcher.observe(document.body, { attributeFilter: ["data-jp-theme-light"] }); // JupyterLab
  return () => watcher.disconnect();
}

/** Return the `render` of a widget. `{ name, traits, read(model), panels(model), aloud(now) }`: `read` makes of the
traits all that is drawn (`now`), a panel is `{ node, draw(now), stop() }`, `aloud` says the state in words. */
export function widget({ name, traits, read, panels, aloud }) {
  return ({ model, el }) => {
    const all = [...panels(model), announcer(aloud)];
    el.classList.add("kit-widget", `${name}-widget`);
    el.replaceChildren(...all.map(({ node }) => node));
    keepKeys(el);
    let frame = 0;
    const draw = () => {
      frame = 0;
      const now = read(model);
      all.forEach((panel) => panel.draw(now));
    };
    const ask = () => {
      frame ||= requestAnimationFrame(draw);
    };
    traits.forEach((trait) => model.on(`change:${trait}`, ask));
    const unwatched = watchTheme(ask);
    draw();
    return () => {
      unwatched();
      traits.forEach((trait) => model.off(`change:${trait}`, ask));
      cancelAnimationFrame(frame);
      all.forEach((panel) => panel.stop?.());
    };
  };
}

/** Start, pause and single steps. `step(count)` does so many steps, `done(now)` says when there is nothing left to do.
With reduced motion nothing runs by itself: the first button does `perSecond` steps at once. */
export function player({ step, perSecond = 30, done = () => false, labels = ["Start", "Pause", "One step"] }) {
  let frame = 0;
  let last = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    write(start, labels[0]);
  };
  const tick = (time) => {
    const count = Math.floor(((time - last) * perSecond) / 1000);
    if (count) last = time;
    frame = requestAnimationFrame(tick);
    if (count) step(Math.min(count, Math.ceil(perSecond / 20))); // no frame grows long: a slow machine, or a hidden tab, does not catch up
  };
  const start = button(labels[0], () => {
    if (frame) return stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return step(perSecond);
    last = performance.now();
    write(start, labels[1]);
    frame = requestAnimationFrame(tick);
  });
  const once = button(labels[2], () => {
    stop();
    step(1);
  });
  const draw = (now) => {
    const ended = done(now);
    if (ended) stop();
    for (const one of [start, once]) one.disabled = ended;
  };
  return { node: buttons(start, once), draw, stop };
}
