/* A network of two layers with every number on the drawing: the values forward, and each gradient typed before it is
shown; then the two factors past a unit as switches, a gradient check and a step of descent.
What it computes stands in backward_pass/network.js, in the same scope. */

const {
  number, fixed, listed, indexed, make, makeSvg, write, place, slider, group, choice, toggle, button, checkedField, card, pictured,
  verdict, tell, silence, prediction, predicted, readout, readTraits, change, widget,
} = kit;

const TRAITS = ["inputs", "targets", "network", "mistakes", "done", "answer", "samples", "back", "slope", "rate", "predictions"];
const BATCHES = [1, 4];
const NEAR = 0.005; // who rounds on the way to three decimals is still right

/* --- what the model says -------------------------------------------------------------------------------------------- */

const within = (value, low, high) => Math.max(low, Math.min(high, value));

function read(model) {
  const now = readTraits(model, TRAITS);
  const { inputs: x, targets: y, network } = now;
  now.done = within(Math.round(now.done), 0, STEPS.length); // a link may say anything
  now.samples = BATCHES.includes(now.samples) ? now.samples : 1;
  now.rate = within(now.rate, 0, 1);
  const right = backward(x, y, network, now.samples);
  const used = backward(x, y, network, now.samples, now.back, now.slope);
  const onDrawing = ({ gz, ga, gh, W1, b1, W2, b2 }) => ({ gz, ga, gh, gW1: W1, gb1: b1, gW2: W2, gb2: b2 });
  now.right = { x, y, ...network, ...forward(x, network), ...onDrawing(right), samples: now.samples };
  now.values = { ...now.right, ...onDrawing(used) };
  now.distance = checkDistance(x, y, network, used.W1, now.samples);
  now.loss = loss(x, y, network);
  now.after = loss(x, y, descended(network, used, now.rate));
  return now;
}

const isKnown = (now, spot) => STEPS.slice(0, now.done).some(({ at, shows }) => shows.includes(spot[0]) || same(at, spot));
const same = (a, b) => a.join() === b.join();

/* --- the drawing ---------------------------------------------------------------------------------------------------- */

const ROW = (k) => 52 + 84 * k;
const INPUT = (i) => 94 + 84 * i;
const [LEFT, HIDDEN, END] = [26, 84, 242]; // where the layers' boxes end or begin
const [INTO_HIDDEN, INTO_END] = [HIDDEN - 22, END - 25]; // where their weights stand
const [CELL, SECOND, THIRD] = [22, 66, 99]; // the middles of a box's parts

/** Where each number stands: `[group, ...places]`, x, y, anchor. Gradients stand below what they belong to. */
function spots() {
  const three = [0, 1, 2];
  const all = three.flatMap((k) => [
    [["h", k], HIDDEN + CELL, ROW(k) - 7], [["gh", k], HIDDEN + CELL, ROW(k) + 10],
    [["a", k], HIDDEN + SECOND, ROW(k) - 7], [["ga", k], HIDDEN + SECOND, ROW(k) + 10],
    [["b1", k], HIDDEN + CELL, ROW(k) + 28], [["gb1", k], HIDDEN + SECOND, ROW(k) + 28],
    [["z", k], END + CELL, ROW(k) - 7], [["gz", k], END + CELL, ROW(k) + 10],
    [["p", k], END + 62, ROW(k) - 7], [["y", k], END + THIRD, ROW(k) - 7],
    [["b2", k], END + CELL, ROW(k) + 28], [["gb2", k], END + 62, ROW(k) + 28],
    ...three.flatMap((j) => stacked(["W2", j, k], INTO_END, port2(j, k))),
    ...[0, 1].flatMap((i) => stacked(["W1", i, k], INTO_HIDDEN, port1(i, k))),
  ]);
  return [...all, ...[0, 1].map((i) => [["x", i], LEFT / 2, INPUT(i) + 4])];
}

const port2 = (j, k) => ROW(k) + 26 * (j - 1) + 2;
const port1 = (i, k) => ROW(k) + 30 * (i - 0.5) + 2;
const stacked = ([name, ...places], x, y) => [[[name, ...places], x, y - 3], [["g" + name, ...places], x, y + 9]];

function networkPanel() {
  const title = makeSvg("title");
  const edges = [
    ...[0, 1, 2].flatMap((k) => [0, 1].map((i) => edge(["gW1", i, k], [LEFT, INPUT(i)], [INTO_HIDDEN - 18, port1(i, k)], ({ h }) => h[k] > 0))),
    ...[0, 1, 2].flatMap((k) => [0, 1, 2].map((j) => edge(["gW2", j, k], [HIDDEN + 88, ROW(j)], [INTO_END - 19, port2(j, k)], ({ a }) => a[j] > 0))),
  ];
  const units = [0, 1, 2].map((j) => box(HIDDEN, ROW(j), 88));
  const boxes = [...units, ...[0, 1, 2].map((k) => box(END, ROW(k), 117.5)), ...[0, 1].map((i) => makeSvg("rect", { x: 0.5, y: INPUT(i) - 14, width: LEFT - 1, height: 28, rx: 5, class: "backward_pass-box" }))];
  const frame = makeSvg("rect", { width: 44, height: 15, rx: 3, class: "backward_pass-asked" });
  const texts = spots().map(([spot, x, y]) => ({ spot, x, y, node: makeSvg("text", { x, y, "text-anchor": "middle", class: spot[0].startsWith("g") ? "backward_pass-back" : "" }) }));
  const heads = [[LEFT / 2 + 2, "input"], [HIDDEN + 44, "sum → ReLU"], [END + 59, "score → p, target"]].map(([x, text]) => makeSvg("text", { x, y: 12, "text-anchor": "middle", class: "kit-heading" }, text));
  const named = [[LEFT / 2, INPUT, "x", 2], [HIDDEN + 44, ROW, "unit ", 3], [END + 59, ROW, "class ", 3]].flatMap(([x, y, text, count]) =>
    Array.from({ length: count }, (_, k) => makeSvg("text", { x, y: y(k) - (count > 2 ? 24 : 18), "text-anchor": "middle", class: "kit-heading" }, count > 2 ? text + k : indexed(text, k))));
  const node = makeSvg("svg", { viewBox: "0 0 360 252", role: "img", class: "backward_pass-network" }, title, ...heads, ...named,
    makeSvg("g", {}, ...edges.map((one) => one.node)), ...boxes, frame, makeSvg("g", {}, ...texts.map((one) => one.node)));
  const draw = (now) => {
    const asked = STEPS[now.done]?.at ?? [""];
    edges.forEach((one) => one.draw(now));
    units.forEach((unit, j) => unit.classList.toggle("backward_pass-closed", now.values.h[j] <= 0));
    texts.forEach((one) => drawNumber(one, now, asked));
    const there = texts.find(({ spot }) => same(spot, asked));
    place(frame, there ? { x: there.x - 22, y: there.y - 11.5, visibility: "visible" } : { visibility: "hidden" });
    write(title, described(now));
  };
  return { node, draw };
}

function drawNumber({ spot, node }, now, asked) {
  const shown = !spot[0].startsWith("g") || isKnown(now, spot);
  const value = reached(now.values, spot);
  if (shown) node.dataset.value = value;
  else delete node.dataset.value;
  node.dataset.spot = spot.join(" ");
  write(node, shown ? (spot[0].startsWith("b") ? "b " : "") + short(value) : same(spot, asked) ? "?" : "");
}

/** A line between two units: dashed where the unit it belongs to is closed, thick once its weight has a gradient. */
function edge(spot, [x1, y1], [x2, y2], isOpen) {
  const node = makeSvg("path", { d: `M${x1} ${y1}L${x2} ${y2}` });
  const draw = (now) => {
    const blamed = isKnown(now, spot) && reached(now.values, spot) !== 0;
    place(node, { class: `backward_pass-edge ${isOpen(now.values) ? "" : "backward_pass-closed"} ${blamed ? "backward_pass-blamed" : ""}` });
  };
  return { node, draw };
}

/** A unit: its values above, their gradients below in a tinted half. */
function box(x, y, width) {
  return makeSvg("g", {},
    makeSvg("rect", { x, y: y - 2.5, width, height: 16, class: "backward_pass-lower" }),
    makeSvg("rect", { x, y: y - 20, width, height: 34, rx: 5, class: "backward_pass-box" }));
}

function described({ values, done, back, slope }) {
  const parts = [`A network. Inputs ${listed(values.x, 0)}; hidden sums ${listed(values.h, 0)}, activations ${listed(values.a, 0)}; scores ${listed(values.z, 0)}, probabilities ${listed(values.p, 3)}, targets ${listed(values.y, 1)}.`];
  const weights = ["W1", "W2"].map((name) => values[name].map((row) => listed(row, 0)).join("; "));
  parts.push(`Weights to the hidden units, input by input: ${weights[0]}, biases ${listed(values.b1, 0)}. To the classes, unit by unit: ${weights[1]}, biases ${listed(values.b2, 0)}.`);
  if (done) parts.push(`Gradients so far: ${STEPS.slice(0, done).map(({ name, at }) => `${name} ${short(reached(values, at))}`).join(", ")}.`);
  if (!back || !slope) parts.push("A factor past the hidden units is left out.");
  return parts.join(" ");
}

/* --- the next gradient ---------------------------------------------------------------------------------------------- */

function stepPanel(model) {
  const batch = choice("Samples in the batch", { 1: "only this one", 4: "4, this is one of them" }, (value) => change(model, { samples: Number(value), answer: "" }));
  const note = make("p", { class: "backward_pass-note" }, "Of the gradients of weights and biases you see this sample’s part.");
  const question = make("p");
  const reply = verdict();
  let found = false; // the last number was typed, and right
  let latest = {};
  const field = checkedField("", "Check", (text) => {
    const { right } = judged(latest, text);
    found = right;
    change(model, right ? { done: latest.done + 1, answer: "" } : { answer: text });
    if (right) field.input.value = "";
    else if (text === latest.answer) draw(latest);
  });
  const label = field.node.querySelector("label");
  const show = button("Show it", () => {
    found = false;
    change(model, { done: latest.done + 1, answer: "" });
    field.input.value = "";
    field.input.focus({ preventScroll: true });
  });
  show.classList.add("kit-quiet");
  field.node.append(show);
  const log = make("ol", { class: "backward_pass-log" });
  const task = card("", { "data-task": "gradient" }, question, field.node, reply, log);
  const title = task.querySelector(".kit-title");
  const draw = (now) => {
    latest = now;
    const step = STEPS[now.done];
    batch.draw(now.samples);
    note.hidden = now.samples === 1;
    field.node.hidden = !step;
    write(title, step ? `Gradient ${now.done + 1} of ${STEPS.length}` : "All gradients are on the drawing");
    write(question, step ? step.asks(now.right) : ENDING);
    if (step) write(label, `${step.name} =`);
    if (now.answer) field.input.value = now.answer;
    answer(reply, now, found);
    drawLog(log, now);
  };
  return { node: make("div", {}, task, batch.node, note), draw };
}

const ENDING = "From the loss to the first weight, and each of them from numbers that were there before. Follow the thick lines: they are the way of the blame.";

function judged(now, text) {
  return judgeGradient(text, reached(now.right, STEPS[now.done].at), now.mistakes[now.done] ?? [], now.samples);
}

function answer(reply, now, found) {
  if (now.answer.trim() && STEPS[now.done]) {
    const { right, reply: said } = judged(now, now.answer);
    tell(reply, right, said);
    return;
  }
  silence(reply);
  const rule = STEPS[now.done - 1]?.rule ?? "";
  if (found) tell(reply, true, `Right. ${rule}`);
  else write(reply, rule);
}

/** What has been found, with the way to it. */
function drawLog(log, now) {
  const lines = STEPS.slice(0, now.done).map(({ name, at, way }) => `${name} = ${way(now.right)} = ${short(reached(now.right, at))}`);
  while (log.childElementCount > lines.length) log.lastElementChild.remove();
  lines.forEach((line, i) => write(log.children[i] ?? log.appendChild(make("li")), line));
}

/* --- the two factors ------------------------------------------------------------------------------------------------ */

const FACTORS = {
  key: "slope",
  title: "Two factors",
  question: "Past a hidden unit two factors meet: what comes back, and the unit’s own slope. Somebody forgets the slope. What notices?",
  options: {
    both: "Both: the loss falls less, and a gradient check fails.",
    check: "Only the gradient check: the loss falls as far as before.",
    neither: "Neither.",
  },
  right: "check",
  moved: (now) => !now.slope && now.back,
  next: () => "Now switch the slope off, and compare.",
  seen: (now) => `The check’s distance went from 0 to ${fixed(now.distance, 2)}; the loss after one step is still ${fixed(now.after, 4)}.`,
  because: {
    check: "Only closed units got a wrong gradient, and what they give is 0 before and after the step. A falling loss proves nothing.",
    both: "The loss noticed nothing: only closed units got a wrong gradient, and what they give is 0 before and after the step.",
    neither: "The check compares every weight with what the loss itself answers. The loss noticed nothing: only closed units got a wrong gradient.",
  },
};

function factorsPanel(model) {
  const question = prediction(model, FACTORS);
  const switches = [["back", "what comes back"], ["slope", "the unit’s own slope"]].map(([trait, label]) => [trait, toggle(label, (on) => change(model, { [trait]: on }))]);
  const rate = slider("learning rate of one step", { min: 0, max: 1, step: 0.1 }, (value) => change(model, { rate: value }));
  const waits = (now) => !predicted(now, FACTORS.key);
  const numbers = readout("With these factors, the distance in the gradient check, and the loss:", [
    { name: "gradient check", of: (now) => now.distance, text: (value) => fixed(value, 2), waits },
    { name: "loss now", of: (now) => now.loss, text: (value) => fixed(value, 4) },
    { name: "loss after a step", of: (now) => now.after, text: (value) => fixed(value, 4), waits },
  ]);
  const parts = group("Factors past a hidden unit", ...switches.map(([, one]) => one.node));
  question.node.append(parts, rate.node, numbers.node);
  const draw = (now) => {
    question.draw(now);
    parts.disabled = waits(now);
    parts.classList.toggle("kit-locked", parts.disabled);
    switches.forEach(([trait, one]) => one.draw(now[trait]));
    rate.draw(now.rate, fixed(now.rate, 1));
    numbers.draw(now);
  };
  return { node: question.node, draw };
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const [network, step] = [networkPanel(), stepPanel(model)];
  return { node: pictured([network.node], step.node), draw: (now) => [network, step].forEach((one) => one.draw(now)) };
}

function aloud(now) {
  const step = STEPS[now.done];
  const said = [now.done ? `${STEPS[now.done - 1].name} is ${short(reached(now.right, STEPS[now.done - 1].at))}.` : "The values forward are on the drawing."];
  said.push(step ? `Next: ${step.asks(now.right)}` : "All gradients are on the drawing.");
  if (predicted(now, FACTORS.key)) said.push(`Distance in the gradient check ${fixed(now.distance, 2)}, loss after one step ${fixed(now.after, 4)}.`);
  return said.join(" ");
}

const render = widget({ name: "backward_pass", traits: TRAITS, read, panels: (model) => [topPanel(model), factorsPanel(model)], aloud });

export default { render, mathematics: { forward, loss, backward, checkDistance, descended, judgeGradient } };
