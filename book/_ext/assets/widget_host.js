/* Gives each widget of a page what JupyterLab would give it: an element, and a model that holds its traits.

A state can be taken along as a link (`#ID?trait=JSON&...`, only what differs from the start), and the last one is kept
in this browser for the next visit. Both are read with care: a trait is restored only if it is the reader's and its value
has the form of the trait's own. Nothing is sent anywhere. */

(() => {
  "use strict";
  const REST = 300; // milliseconds without a change before the state is kept
  const LONGEST = 2000; // characters of a text

  /** The part of an ipywidgets model that anywidgets use. */
  class PageModel {
    constructor(state) {
      this.state = structuredClone(state);
      this.listeners = new Map();
    }

    get(trait) {
      return this.state[trait];
    }

    set(trait, value) {
      if (same(this.state[trait], value)) return;
      this.state[trait] = value;
      for (const event of [`change:${trait}`, "change"]) for (const listener of this.listeners.get(event) ?? []) listener(this, value);
    }

    save_changes() {}

    on(event, listener) {
      this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    }

    off(event, listener) {
      this.listeners.set(event, (this.listeners.get(event) ?? []).filter((other) => other !== listener));
    }
  }

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  function start(host) {
    const { state: initial, reader } = JSON.parse(host.querySelector("script").textContent);
    const place = { key: `widget ${location.pathname}#${host.id}`, host, initial, reader };
    const model = new PageModel(initial);
    restore(model, place, fromAddress(place) ?? fromStorage(place) ?? {});
    const el = document.createElement("div");
    const controls = controlsOf(model, place);
    host.append(el, controls.node);
    bookWidgets[host.dataset.widget].render({ model, el });
    let timer = 0;
    model.on("change", () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(model, place, controls), REST);
    });
    addEventListener("pagehide", () => keep(model, place, controls));
    addEventListener("hashchange", () => {
      const linked = fromAddress(place);
      if (linked) restore(model, place, linked);
    });
    controls.draw();
    if (fromAddress(place)) host.scrollIntoView();
  }

  /* --- a state, and what may be restored of it --- */

  /** What the reader has changed, or everything that is the reader's to begin with. */
  function changes(model, { initial, reader }) {
    return Object.fromEntries(reader.filter((trait) => !same(model.get(trait), initial[trait])).map((trait) => [trait, model.get(trait)]));
  }

  function restore(model, { initial, reader }, state) {
    for (const trait of reader) {
      const value = state[trait];
      model.set(trait, value !== undefined && hasForm(value, initial[trait]) ? value : structuredClone(initial[trait]));
    }
  }

  /** A list takes the length and the kind of the first one's entries; an empty one, and a mapping, take texts. */
  function hasForm(value, like) {
    if (Array.isArray(like)) {
      if (!Array.isArray(value) || (like.length && value.length !== like.length)) return false;
      return value.length <= 16 && value.every((entry) => hasForm(entry, like.length ? like[0] : ""));
    }
    if (like !== null && typeof like === "object") {
      return value !== null && typeof value === "object" && !Array.isArray(value) && Object.values(value).every((entry) => hasForm(entry, ""));
    }
    if (typeof value !== typeof like) return false;
    return typeof value === "number" ? Math.abs(value) <= 1e6 : typeof value !== "string" || value.length <= LONGEST;
  }

  /* --- links and the browser's own memory --- */

  function address(model, place) {
    const query = new URLSearchParams();
    for (const [trait, value] of Object.entries(changes(model, place))) query.set(trait, JSON.stringify(value));
    return `#${place.host.id}?${query}`;
  }

  function fromAddress({ host }) {
    const [id, query] = location.hash.slice(1).split("?", 2);
    if (id !== host.id || query === undefined) return null;
    return Object.fromEntries([...new URLSearchParams(query)].map(([trait, text]) => [trait, parsed(text)]));
  }

  function fromStorage({ key }) {
    try {
      const kept = parsed(localStorage.getItem(key) ?? "");
      return kept && typeof kept === "object" ? kept : undefined;
    } catch {
      return undefined; // a browser may refuse to remember anything
    }
  }

  function keep(model, place, controls) {
    try {
      localStorage.setItem(place.key, JSON.stringify(changes(model, place)));
    } catch {
      // not kept, and nothing else is lost
    }
    controls.draw();
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  /* --- the two controls below a widget --- */

  function controlsOf(model, place) {
    const node = Object.assign(document.createElement("p"), { className: "widget-controls" });
    const link = Object.assign(document.createElement("a"), { textContent: "Link to this state" });
    const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Start again" });
    again.addEventListener("click", () => {
      if (fromAddress(place)) history.replaceState(null, "", `#${place.host.id}`);
      restore(model, place, {});
    });
    link.addEventListener("click", () => (link.href = address(model, place))); // the state of now, not of a moment ago
    node.append(link, again);
    const draw = () => {
      link.href = address(model, place);
      again.hidden = !Object.keys(changes(model, place)).length;
    };
    return { node, draw };
  }

  for (const host of document.querySelectorAll("[data-widget]")) start(host);
})();
