/* A neuron of two inputs and its boundary: weights, bias and three points to move, a factor for all parameters at once,
and a distance to measure. */

const {
  number, fixed, signed, indexed, agrees, make, write, slider, group, pictured, together, inCards,
  handlePanel, numberTask, numberTable, plot, polyline, boundary, regions, handle, letterMark, readTraits, change, changedAt, widget,
} = kit;

const TRAITS = ["weights", "bias", "factor", "points", "predictions", "answer"];
const NAMES = ["A", "B", "C"];
const REACH = 4; // weights, bias and x₂ go from −4 to 4
const ACROSS = 5; // and x₁ from −5 to 5
const MEASURED = 1; // point B is the one whose distance is asked for

/* --- the mathematics: equal to solutions/neurons.py, and tested against it ----------------------------------------- */

const weightedSum = (x, w, b) => w.reduce((sum, wi, i) => sum + wi * x[i], b);
const length = (w) => Math.hypot(...w);
const unitNormal = ([, ...w]) => w.map((wi) => wi / length(w));
const signedDistance = (x, [b, ...w]) => weightedSum(x, w, b) / length(w);

/** Numbers that come out when the distance is measured by another rule, each with a reply. */
function otherDistances(x, [b, ...w]) {
  const sum = weightedSum(x, w, b);
  return [
    [-sum / length(w), "The size is right. Does the point lie in front of the boundary, where the short strokes are, or behind it?"],
    [sum, "This is the sum itself. One step of length 1 changes it by the length of the weights."],
    [sum / length([b, ...w]), "The bias is in your length. It moves the boundary, but has no direction."],
    [sum / length(w) ** 2, "You divided by the square of the length: take its root."],
    [(sum - b) / length(w), "This is the distance from a parallel through the origin: the bias is missing in the sum."],
    [sum / w.reduce((all, wi) => all + wi, 0), "The length of the weights is the root of the sum of their squares, not their sum."],
  ];
}

function judgeDistance(text, x, theta) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like −0.25." };
  if (!length(theta.slice(1))) return { right: false, reply: "Both weights are 0, so there is no boundary: move one of them first." };
  if (agrees(typed, signedDistance(x, theta))) return { right: true, reply: "Right. Move the point or the boundary, and measure again if you like." };
  const fitting = otherDistances(x, theta).filter(([value]) => agrees(typed, value));
  if (fitting.length === 1) return { right: false, reply: fitting[0][1] };
  return { right: false, reply: "Not yet. Divide the sum at the point by the length of the weights, and round at the end." };
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

const within = (value, low, high) => Math.max(low, Math.min(high, value));
const inReach = (value) => within(value, -REACH, REACH);

function read(model) {
  const now = readTraits(model, TRAITS);
  now.factor = within(now.factor, 0.5, 2); // a link may say anything
  now.weights = now.weights.map(inReach);
  now.points = now.points.map(([x, y]) => [within(x, -ACROSS, ACROSS), inReach(y)]);
  now.w = now.weights.map((w) => now.factor * w);
  now.b = now.factor * now.bias;
  now.theta = [now.b, ...now.w];
  now.sums = now.points.map((x) => weightedSum(x, now.w, now.b));
  now.distances = now.points.map((x) => signedDistance(x, now.theta));
  now.flat = !length(now.w);
  return now;
}

/* --- the plane ------------------------------------------------------------------------------------------------------ */

function planePanel(model) {
  const axis = (reach, label) => ({ range: [-reach, reach], ticks: [-4, -2, 0, 2, 4], label });
  const plane = plot({ x: axis(ACROSS, "input x₁"), y: axis(REACH, "input x₂"), height: 277, moved: true }); // equal units: right angles look right
  const sides = regions(plane);
  const line = boundary(plane, "kit-ink");
  const arrow = polyline(plane, "neuron-arrow");
  const tip = handle(plane, { name: "tip of the weights", mark: letterMark("w"), change: (to) => change(model, { weights: to.map(inReach) }) });
  const points = NAMES.map((name, i) =>
    handle(plane, { name: `point ${name}`, mark: letterMark(name), change: (to) => change(model, { points: changedAt(model.get("points"), i, to) }) }));
  const draw = (now) => {
    sides.draw((x, y) => shade(weightedSum([x, y], now.w, now.b)));
    line.draw(now.w, now.b);
    arrow.draw([[0, 0], now.w]);
    tip.draw(now.weights, `weights ${fixed(now.weights[0], 1)} and ${fixed(now.weights[1], 1)}`);
    points.forEach((point, i) => point.draw(now.points[i], spoken(now, i)));
    plane.say(described(now));
  };
  return { node: plane.node, draw };
}

/** A side is told by its class, that is by colour and hatching, and how large the sum is by how strong they are. */
const shade = (sum) => [sum > 0 ? 0 : 1, 0.25 + Math.abs(sum) / 16];

const spoken = (now, i) => `${now.points[i].map((x) => fixed(x, 1)).join(", ")}; sum ${fixed(now.sums[i], 1)}`;

function described(now) {
  const law = `${fixed(now.b, 1)} ${now.w.map((w, i) => `${w < 0 ? "−" : "+"} ${fixed(Math.abs(w), 1)}\u00a0${indexed("x", i + 1)}`).join(" ")}`;
  return now.flat ? "A plane without a boundary: both weights are 0." : `The plane of two inputs, and the boundary ${law} = 0. The side with short strokes is positive.`;
}

/* --- controls, table, questions ------------------------------------------------------------------------------------- */

function parametersPanel(model) {
  const range = { min: -REACH, max: REACH, step: 0.1 };
  const weights = [0, 1].map((i) =>
    slider(`weight ${indexed("w", i + 1)}`, range, (value) => change(model, { weights: changedAt(model.get("weights"), i, value) })));
  const bias = slider("bias b", range, (value) => change(model, { bias: value }));
  const law = make("p", { class: "neuron-law" });
  const table = pointsTable();
  const node = group("Parameters", ...weights.map((one) => one.node), bias.node, law, table.node);
  const draw = (now) => {
    weights.forEach((one, i) => one.draw(now.weights[i], fixed(now.weights[i], 1)));
    bias.draw(now.bias, fixed(now.bias, 1));
    write(law, now.factor === 1 ? "" : `All of them are multiplied by ${fixed(now.factor, 1)}.`);
    table.draw(now);
  };
  return { node, draw };
}

function pointsTable() {
  const distance = (value) => (Number.isFinite(value) ? signed(value, 2) : "none");
  return numberTable({
    caption: "What the neuron says of each point.",
    rows: NAMES,
    waits: (now) => !judgeDistance(now.answer, now.points[MEASURED], now.theta).right,
    columns: [
      { head: "sum", of: (now) => now.sums, text: (sum) => signed(sum, 2) },
      { head: "side", of: (now) => now.sums.map(Math.sign), text: (side) => ["behind", "on it", "in front"][side + 1] },
      { head: "distance", of: (now) => now.distances, text: distance, waits: true },
    ],
  });
}

const DOUBLE = {
  key: "double",
  trait: "factor",
  title: "Twice everything",
  label: "Multiply both weights and the bias by",
  range: { min: 0.5, max: 2, step: 0.1 },
  text: (now) => fixed(now.factor, 1),
  question: "Both weights and the bias are doubled. What does the boundary do?",
  options: { still: "It stands still.", away: "It moves away from the origin.", near: "It moves towards the origin.", turns: "It turns." },
  right: "still",
  moved: (now) => now.factor > 1.95,
  next: () => "Now move the handle to 2, and watch the boundary and the sums.",
  seen: (now) => `The sum at A went from ${fixed(now.sums[0] / now.factor, 2)} to ${fixed(now.sums[0], 2)}, and the boundary is where it was.`,
  because: {
    still: "Where a sum is 0, twice the sum is 0, too. Only the sums grow: what lies in front of the boundary lies there still.",
    away: "It would if the bias alone grew. The weights grow with it: the quotient of the two, the offset, stays.",
    near: "It would if the weights alone grew. The bias grows with them: the quotient of the two, the offset, stays.",
    turns: "It would if one weight grew more than the other. Both grow by one factor, so their direction stays.",
  },
};

const DISTANCE = {
  key: "distance",
  trait: "answer",
  title: "How far away?",
  text: "How far is point B from the boundary, with a sign that tells the side? Two decimals; the table has the sum.",
  label: "distance of B =",
  judge: (text, now) => judgeDistance(text, now.points[MEASURED], now.theta),
  at: (now) => [...now.points[MEASURED], ...now.theta].join(),
};

function questionsPanel(model) {
  return inCards(handlePanel(model, DOUBLE), numberTask(model, DISTANCE));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const [plane, parameters] = [planePanel(model), parametersPanel(model)];
  return together(pictured([plane.node], parameters.node), [plane, parameters]);
}

function aloud(now) {
  const sums = NAMES.map((name, i) => `${name} ${fixed(now.sums[i], 2)}`).join(", ");
  return `Weights ${now.w.map((w) => fixed(w, 1)).join(" and ")}, bias ${fixed(now.b, 1)}. Sums: ${sums}.${now.flat ? " No boundary." : ""}`;
}

const render = widget({ name: "neuron", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { weightedSum, unitNormal, signedDistance, judgeDistance } };
