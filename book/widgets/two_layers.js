/* A network of two layers, trained while one looks on: its regions, the line of each hidden unit, the loss after each
step, and what comes back to each layer.
What it computes stands in two_layers/network.js, in the same scope. */

const {
  fixed, make, makeSvg, write, place, slider, group, choice, button, pictured, together, inCards, prediction,
  mark, dot, plot, polyline, boundary, scatter, regions, readTraits, change, widget, player,
} = kit;

const TRAITS = ["data", "units", "kind", "start", "rate", "seed", "steps", "predictions"];
const MOST = 1500; // steps
const MOST_UNITS = 12;
const RATES = [0.01, 0.03, 0.1, 0.3, 1, 3];
const KINDS = { relu: "ReLU", sigmoid: "sigmoid" };
const STARTS = { random: "small, random", large: "20 times as large", equal: "all equal" };
const SETS = { xor: "XOR", circles: "circles", spiral: "spiral" };

/* --- what the model says -------------------------------------------------------------------------------------------- */

const oneOf = (value, known) => (value in known ? value : Object.keys(known)[0]);
const whole = (value, low, high) => Math.max(low, Math.min(high, Math.round(value)));
const nearest = (value) => RATES.reduce((best, rate) => (Math.abs(rate - value) < Math.abs(best - value) ? rate : best));

function read(model) {
  const now = readTraits(model, TRAITS); // a link may say anything
  Object.assign(now, { data: oneOf(now.data, SETS), kind: oneOf(now.kind, KINDS), start: oneOf(now.start, STARTS), rate: nearest(now.rate) });
  Object.assign(now, { units: whole(now.units, 1, MOST_UNITS), seed: whole(now.seed, 1, 9), steps: whole(now.steps, 0, MOST) });
  const { X, targets, first, theta, losses, values } = trained(model, now);
  const sizes = gradients(X, values, targets, theta, now.kind).map((table) => mean(table.flat().map(Math.abs)));
  const chosen = values.probabilities.map(largestOf);
  return Object.assign(now, {
    theta, losses, loss: losses.at(-1), classes: theta[3].length, samples: X.length,
    wrong: chosen.map((k, i) => !targets[i][k]), right: chosen.filter((k, i) => targets[i][k]).length,
    slopes: transposed(slopes(values, now.kind)).map(mean), back: [sizes[0], sizes[2]], turn: turnOf(first[0], theta[0]),
  });
}

/* --- the plane ------------------------------------------------------------------------------------------------------ */

function planePanel() {
  const axis = (reach, label) => ({ range: [-reach, reach], ticks: [-1, 0, 1], label });
  const plane = plot({ x: axis(2.1, "input x₁"), y: axis(1.68, "input x₂"), height: 277 }); // equal units
  plane.node.classList.add("two_layers-plane");
  const sides = regions(plane, 72);
  const lines = count(MOST_UNITS).map(() => boundary(plane, "kit-thin kit-ink"));
  const sets = Object.entries(DATA).map(([name, samples]) => ({ name, samples, points: scatter(plane, samples.map(([, , k]) => (name === "xor" ? mark(k) : dot(k)))) }));
  sets.forEach(({ samples, points }) => points.draw(samples));
  const draw = (now) => {
    sides.draw(chooser(now));
    lines.forEach((line, j) => line.draw(j < now.units ? [now.theta[0][0][j], now.theta[0][1][j]] : [0, 0], now.theta[1][j]));
    for (const { name, points } of sets) points.nodes.forEach((node, i) => {
      node.style.display = name === now.data ? "" : "none";
      node.classList.toggle("two_layers-wrong", name === now.data && now.wrong[i]);
    });
    plane.say(`${SETS[now.data]}: ${now.right} of ${now.samples} samples lie in the region of their class. ${now.units === 1 ? "The line of the hidden unit is" : `The lines of the ${now.units} hidden units are`} drawn, with short strokes on the positive side.`);
  };
  return { node: plane.node, draw };
}

/** The class of a place and how sure the network is, from 0 to 1; it is asked thousands of times for a picture. */
function chooser({ theta: [W1, b1, W2, b2], kind, units, classes }) {
  const [of, scores, answer] = [UNITS[kind].of, zeros(classes), [0, 0]];
  return (x, y) => {
    for (let k = 0; k < classes; k += 1) scores[k] = b2[k];
    for (let j = 0; j < units; j += 1) {
      const activation = of(x * W1[0][j] + y * W1[1][j] + b1[j]);
      for (let k = 0; k < classes; k += 1) scores[k] += activation * W2[j][k];
    }
    let best = 0;
    for (let k = 1; k < classes; k += 1) if (scores[k] > scores[best]) best = k;
    let powers = 0;
    for (let k = 0; k < classes; k += 1) powers += Math.exp(scores[k] - scores[best]);
    answer[0] = best;
    answer[1] = 0.15 + (0.85 * (1 / powers - 1 / classes)) / (1 - 1 / classes);
    return answer;
  };
}

/* --- the loss, and what comes back ---------------------------------------------------------------------------------- */

const SHOWN = 150; // points of the curve; more cannot be told apart

function lossPanel() {
  const picture = plot({ x: { range: [0, 1] }, y: { range: [0, 1.5], ticks: [0, 0.5, 1, 1.5], decimals: 1, label: "loss" }, height: 150 });
  const line = polyline(picture, "kit-line-0");
  const label = makeSvg("text", { x: picture.box.right, y: picture.box.bottom + 17, "text-anchor": "end" });
  picture.svg.append(label);
  const draw = ({ losses, steps, loss }) => {
    const [far, every] = [Math.max(100, steps), Math.ceil(losses.length / SHOWN)];
    const kept = losses.map((value, i) => [i / far, value]).filter((_, i) => i % every === 0 || i === steps);
    line.draw(kept.map(([x, value]) => [x, Number.isFinite(value) ? value : 1e4]));
    write(label, `0 to ${far} steps`);
    picture.say(`The loss after each step: ${fixed(losses[0], 3)} at the start, ${fixed(loss, 3)} after ${steps} steps.`);
  };
  return { node: picture.node, draw };
}

const BACK = { width: 320, top: 16, low: 60, left: 62, right: 256 };

/** A bar for the mean slope of each hidden unit, and one for the mean gradient of each layer. */
function backPanel() {
  const { left, right, top, low } = BACK;
  const title = makeSvg("title");
  const units = count(MOST_UNITS).map(() => makeSvg("rect", { class: "kit-class-0" }));
  const most = makeSvg("text", { x: left - 6, y: top + 4, "text-anchor": "end" });
  const layers = [1, 0].map((layer, row) => {
    const y = low + 12 + 20 * row;
    const [bar, value] = [makeSvg("rect", { x: left, y, height: 12, class: "kit-class-1" }), makeSvg("text", { y: y + 11 })];
    return { layer, bar, value, name: makeSvg("text", { x: left - 6, y: y + 11, "text-anchor": "end" }, `layer ${layer + 1}`) };
  });
  const svg = makeSvg("svg", { viewBox: `0 0 ${BACK.width} 108`, role: "img" }, title,
    makeSvg("path", { d: `M${left} ${top}H${right}`, class: "kit-frame" }), makeSvg("path", { d: `M${left} ${low}H${right}`, class: "kit-axis" }),
    makeSvg("text", { x: left - 6, y: low + 3, "text-anchor": "end" }, "0"), most, ...units, ...layers.flatMap(({ bar, value, name }) => [bar, value, name]));
  const text = make("p", { class: "two_layers-note" }, "Slope of each hidden unit, a mean over the samples; below, the mean size of a gradient in each layer.");
  const draw = (now) => {
    const steepest = now.kind === "relu" ? 1 : 0.25;
    write(most, now.kind === "relu" ? "1" : "¼");
    units.forEach((bar, j) => unitBar(bar, j, j < now.units ? now.slopes[j] : 0, now.slopes[j] / steepest || 0, now.units));
    layers.forEach((one) => layerBar(one, now.back));
    write(title, `Mean slopes of the hidden units: ${now.slopes.map((slope) => fixed(slope, 3)).join(", ")}; the most is ${fixed(steepest, 2)}.`);
  };
  return { node: make("div", { class: "kit-plot two_layers-back" }, svg, text), draw };
}

function unitBar(bar, j, slope, share, units) {
  const { left, right, top, low } = BACK;
  const room = (right - left) / units;
  bar.dataset.value = slope;
  place(bar, { x: left + room * (j + 0.15), width: 0.7 * room, y: low - share * (low - top), height: share * (low - top) });
}

function layerBar({ layer, bar, value }, back) {
  const long = (back[layer] / Math.max(...back, 1e-12)) * (BACK.right - BACK.left) || 0;
  place(bar, { width: long });
  place(value, { x: BACK.left + long + 5 });
  value.dataset.value = back[layer];
  write(value, small(back[layer]));
}

const small = (value) => (value >= 0.00005 || value === 0 ? fixed(value, 4) : value.toExponential(0).replace("e-", "·10⁻").replace(/\d+$/, (digits) => [...digits].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("")));

/* --- training and settings ------------------------------------------------------------------------------------------ */

function trainingPanel(model) {
  const run = player({
    step: (more) => change(model, { steps: Math.min(MOST, whole(model.get("steps"), 0, MOST) + more) }),
    perSecond: 60,
    done: (now) => now.steps >= MOST,
  });
  run.node.append(button("Reset", () => {
    run.stop();
    change(model, { steps: 0 });
  }));
  const state = make("p", { class: "two_layers-state" });
  const parts = [run, lossPanel(), backPanel()];
  const node = group("Training", run.node, state, parts[1].node, parts[2].node);
  node.classList.add("two_layers-training");
  const draw = (now) => {
    state.dataset.value = now.loss;
    write(state, `Step ${now.steps}: loss ${fixed(now.loss, 3)}, ${now.right} of ${now.samples} right`);
    parts.forEach((part) => part.draw(now));
  };
  return { node, draw, stop: run.stop };
}

function settingsPanel(model) {
  const set = (traits) => change(model, { ...traits, steps: 0 }); // other settings: from the start
  const units = slider("hidden units", { min: 1, max: MOST_UNITS, step: 1 }, (value) => set({ units: value }));
  const rate = slider("learning rate", { min: 0, max: RATES.length - 1, step: 1 }, (place) => set({ rate: RATES[place] }));
  const seed = slider("seed", { min: 1, max: 9, step: 1 }, (value) => set({ seed: value }));
  const data = choice("Samples", SETS, (value) => set({ data: value }));
  const kind = choice("Hidden units are", KINDS, (value) => set({ kind: value }));
  const start = choice("Weights of layer 1 start", STARTS, (value) => set({ start: value }));
  const node = group("Settings", units.node, rate.node, seed.node, data.node, kind.node, start.node);
  const draw = (now) => {
    units.draw(now.units, String(now.units));
    rate.draw(RATES.indexOf(now.rate), String(now.rate));
    seed.draw(now.seed, String(now.seed));
    Object.entries({ data, kind, start }).forEach(([trait, control]) => control.draw(now[trait]));
  };
  return { node, draw };
}

/* --- questions ------------------------------------------------------------------------------------------------------ */

const FEWEST = {
  key: "fewest",
  title: "How many does XOR need?",
  question: "How many hidden units does a network need at least, to get all four corners of XOR right?",
  options: { one: "One.", two: "Two.", four: "Four, one for each corner." },
  right: "two",
  moved: (now) => now.data === "xor" && now.right === 4 && now.units <= 2,
  next: () => "Now look for the fewest: set a number of units, press Start, and try a few seeds before you call it stuck.",
  seen: (now) => `With ${now.units} units and the seed ${now.seed} all four are right after ${now.steps} steps.`,
  because: {
    two: "Two lines can part the corners. That descent finds them only from some seeds is another matter: with 8 units it nearly always does.",
    one: "One unit has one line, and no line leaves both corners of a class on one side: one corner stays wrong.",
    four: "A corner needs no unit of its own: two lines leave a band between them, and the band is a class. More units only make it easier to find.",
  },
};

const TWINS = {
  key: "twins",
  title: "Twins",
  question: "All weights start equal, and there are several hidden units. What do their lines do in training?",
  options: { part: "Each finds a place of its own.", together: "They move together, as one line.", still: "Nothing moves: all gradients are 0." },
  right: "together",
  moved: (now) => now.start === "equal" && now.units > 1 && now.steps >= 30,
  next: () => "Now let the weights start all equal, with more than one unit, and take 30 steps or more.",
  seen: (now) => `After ${now.steps} steps all ${now.units} units have the same weights, ${fixed(now.theta[0][0][0], 3)} and ${fixed(now.theta[0][1][0], 3)}.`,
  because: {
    together: "Equal units hear the same and take the same step. So they do the work of one, whatever their number.",
    part: "Nothing tells them apart: equal weights have equal gradients, so they stay equal. Random numbers at the start are what parts them.",
    still: "The first step does not move layer 1, but it moves layer 2, and from then on gradients come back: the same for each unit.",
  },
};

const FLAT = {
  key: "flat",
  title: "Large weights",
  question: "The hidden units are sigmoids, and the weights of layer 1 start 20 times as large. What do the lines do in training?",
  options: { faster: "They move faster: large weights, large steps.", hardly: "They hardly move.", same: "They move as from small weights." },
  right: "hardly",
  moved: (now) => now.kind === "sigmoid" && now.start === "large" && now.rate >= 1 && now.steps >= 100,
  next: () => "Now choose sigmoids and the learning rate 1. Take 100 steps from a small start, then 100 from one 20 times as large, and watch lines and bars.",
  seen: (now) => `In ${now.steps} steps the lines turned by ${fixed(now.turn, 1)}° on average. The mean slope is ${fixed(mean(now.slopes), 4)}, and it could be 0.25.`,
  because: {
    hardly: "A sigmoid is flat far from 0, and what comes back to layer 1 is multiplied by its slope. If the loss falls all the same, layer 2 has done it alone.",
    faster: "A step is as long as the gradient, not as the weight. What comes back is multiplied by the sigmoid's slope, and that is near 0 here.",
    same: "Large weights make large sums, and there a sigmoid is flat: what comes back to layer 1 is multiplied by a slope near 0.",
  },
};

function questionsPanel(model) {
  return inCards(...[FEWEST, TWINS, FLAT].map((about) => prediction(model, about)));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const parts = [planePanel(), trainingPanel(model), settingsPanel(model)];
  const [plane, training, settings] = parts.map(({ node }) => node);
  return together(pictured([plane], training, settings), parts);
}

function aloud(now) {
  return `${SETS[now.data]}, ${now.units} hidden ${now.units === 1 ? "unit" : "units"}. Step ${now.steps}: loss ${fixed(now.loss, 3)}, ${now.right} of ${now.samples} right. Mean slope of the units ${fixed(mean(now.slopes), 4)}.`;
}

const render = widget({ name: "two_layers", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { forward, lossOf, gradients, step, normals, startOf, turnOf, DATA: (name) => DATA[name] } };
