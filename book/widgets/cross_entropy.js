/* Cross-entropy against squared error: the score of one sample's true class, what each cost asks for it and how hard it
pulls; descent on both from the same score; a target that is smoothed. */

const {
  number, fixed, signed, agrees, make, makeSvg, place, write, slider, button, group, pictured, together, inCards, dot,
  prediction, predicted, handlePanel, numberTask, numberTable, plot, polyline, curve, scatter, handle, letterMark, readTraits, change, widget, player,
} = kit;

const TRAITS = ["score", "smoothing", "steps", "predictions", "answer"];
const REACH = 5; // scores from −5 to 5
const RATE = 0.5;
const LAST = 100; // steps
const ASKED = 0.3; // the smoothing of the task

/* --- the mathematics: equal to solutions/softmax.py and solutions/cross_entropy.py, and tested against them -------- */

/** The probability of the true class of two; no exponent is positive, so nothing overflows. */
function probability(z) {
  const q = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : q) / (1 + q);
}

const smoothed = (epsilon) => 1 - epsilon / 2;
const crossEntropy = (z, target) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))) - target * z;
const crossEntropySlope = (z, target) => probability(z) - target;
const squaredError = (z, target) => 2 * (probability(z) - target) ** 2; // both classes miss by the same
const squaredErrorSlope = (z, target) => 4 * (probability(z) - target) * probability(z) * probability(-z);
const lowest = (target) => Math.log(target / (1 - target));

const COSTS = [
  { name: "cross-entropy", cost: crossEntropy, slope: crossEntropySlope },
  { name: "squared error", cost: squaredError, slope: squaredErrorSlope },
];

/** Where so many steps of descent lead, on each cost. */
function walks(score, target, steps, rate = RATE) {
  return COSTS.map(({ slope }) => {
    let z = score;
    for (let step = 0; step < steps; step += 1) z -= rate * slope(z, target);
    return z;
  });
}

/** Numbers that come out by another rule for the cheapest probability, each with a reply. */
const OTHERS = [
  [1 - ASKED, "What is taken goes to both classes, and the true one gets its share back."],
  [ASKED / 2, "This is what the other class gets. The true one keeps the larger part."],
  [1, "So it is without smoothing, and no score gets there. What is the target now?"],
  [1 + ASKED / 2, "What do your two targets sum to? Before something is given back, it is taken away."],
  [1 - (2 * ASKED) / 3, "That would be right for three classes. Here there are two."],
  [lowest(smoothed(ASKED)), "This is the score. Which probability belongs to it?"],
];

function judgeBest(text) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like 0.75." };
  if (agrees(typed, smoothed(ASKED))) return { right: true, reply: "Right: 0.7 remains of the 1, and half of 0.3 comes back. The cost is lowest where the probability is the target." };
  const fitting = OTHERS.find(([value]) => agrees(typed, value));
  return { right: false, reply: fitting ? fitting[1] : "Not yet. The slope is 0 there: set ε to 0.3 and look for the score." };
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

const within = (value, low, high) => Math.max(low, Math.min(high, value));

function read(model) {
  const now = readTraits(model, TRAITS);
  now.score = within(now.score, -REACH, REACH); // a link may say anything
  now.smoothing = within(now.smoothing, 0, 0.5);
  now.steps = Math.round(within(now.steps, 0, LAST));
  now.open = predicted(now, "pull"); // the slopes wait for this
  now.target = smoothed(now.smoothing);
  now.at = walks(now.score, now.target, now.steps);
  now.costs = COSTS.map(({ cost }, i) => cost(now.at[i], now.target));
  now.slopes = COSTS.map(({ slope }, i) => slope(now.at[i], now.target));
  return now;
}

/* --- the curves ----------------------------------------------------------------------------------------------------- */

const ACROSS = { range: [-REACH, REACH], ticks: [-4, -2, 0, 2, 4], label: "score z of the true class" };
const COST = { range: [-0.12, 5.2], ticks: [0, 1, 2, 3, 4, 5], label: "cost" };
const SLOPE = { range: [-1.08, 0.4], ticks: [-1, -0.5, 0], decimals: 1, label: "slope of the cost by the score" };

function costsPanel(model) {
  const costs = plot({ x: { range: ACROSS.range }, y: COST, width: 340, height: 158, bottom: 8, moved: true });
  const lines = COSTS.map((_, i) => curve(costs, `kit-line-${i}`));
  const marks = scatter(costs, [dot(0), dot(1)]);
  const point = handle(costs, { name: "point on the curve", mark: letterMark("z"), along: "x", change: ([score]) => change(model, { score, steps: 0 }) });
  const names = COSTS.map(({ name }) => makeSvg("text", {}, name));
  costs.svg.append(...names);
  const draw = (now) => {
    COSTS.forEach(({ cost }, i) => lines[i].draw((z) => cost(z, now.target)));
    marks.draw(now.at.map((z, i) => [z, now.costs[i]]));
    point.draw([now.score, crossEntropy(now.score, now.target)], spoken(now));
    place(names[0], { x: costs.x(-2.1), y: costs.y(crossEntropy(-2.6, now.target)) });
    place(names[1], { x: costs.x(-4.9), y: costs.y(squaredError(-4.9, now.target)) + 24 });
    costs.say("Cost over the score of the true class. The cross-entropy, full, comes down like a straight line; the squared error, dashed, is flat at both ends.");
  };
  return { node: costs.node, draw };
}

function slopesPanel() {
  const slopes = plot({ x: ACROSS, y: SLOPE, width: 340, height: 118 });
  const lines = COSTS.map((_, i) => curve(slopes, `kit-line-${i}`));
  const stems = COSTS.map(() => polyline(slopes, "cross_entropy-stem"));
  const marks = scatter(slopes, [dot(0), dot(1)]);
  const waits = makeSvg("text", { x: slopes.x(0), y: slopes.y(-0.5), "text-anchor": "middle" }, "Predict first: the question is below.");
  slopes.svg.append(waits);
  const draw = (now) => {
    slopes.inside.style.display = now.open ? "" : "none";
    waits.style.display = now.open ? "none" : "";
    COSTS.forEach(({ slope }, i) => lines[i].draw((z) => slope(z, now.target)));
    now.at.forEach((z, i) => stems[i].draw([[z, 0], [z, now.slopes[i]]]));
    marks.draw(now.at.map((z, i) => [z, now.slopes[i]]));
    slopes.say(now.open ? "Slope of each cost. That of the cross-entropy, full, goes from −1 up to 0; that of the squared error, dashed, is near 0 at both ends." : "The slopes, shown after the first prediction.");
  };
  return { node: slopes.node, draw };
}

const spoken = (now) => `score ${fixed(now.score, 1)}, probability ${fixed(probability(now.score), 3)}`;

/* --- numbers, and descent ------------------------------------------------------------------------------------------- */

function numbersPanel(model) {
  const control = slider("score z", { min: -REACH, max: REACH, step: 0.1 }, (score) => change(model, { score, steps: 0 }));
  const text = (value) => fixed(value, 3);
  const numbers = numberTable({
    caption: "What the sample costs:",
    rows: COSTS.map(({ name }) => name),
    waits: (now) => !now.open,
    columns: [
      { head: "p", of: (now) => now.at.map(probability), text },
      { head: "cost", of: (now) => now.costs, text },
      { head: "slope", of: (now) => now.slopes, text: (slope) => signed(slope, 3), waits: true, bar: 25 },
    ],
  });
  const descent = descentPanel(model);
  const draw = (now) => {
    control.draw(now.score, fixed(now.score, 1), spoken(now));
    numbers.draw(now);
    descent.draw(now);
  };
  return { node: group("One sample of two classes", control.node, numbers.node, descent.node), draw, stop: descent.stop };
}

function descentPanel(model) {
  const said = make("p");
  const run = player({ step: (count) => change(model, { steps: model.get("steps") + count }), perSecond: 12, done: (now) => !now.open || now.steps >= LAST, labels: ["Descend", "Pause", "One step"] });
  const back = button("Back", () => {
    run.stop();
    change(model, { steps: 0 });
  });
  run.node.append(back);
  const draw = (now) => {
    run.draw(now);
    back.disabled = !now.steps;
    write(said, now.steps ? `After ${now.steps} ${now.steps === 1 ? "step" : "steps"}: score ${fixed(now.at[0], 2)} by cross-entropy, ${fixed(now.at[1], 2)} by squared error.` : `A step changes the score by ${RATE} times the slope, downhill.`);
  };
  return { node: make("div", {}, run.node, said), draw, stop: run.stop };
}

/* --- questions ------------------------------------------------------------------------------------------------------ */

const PULL = {
  key: "pull",
  title: "Wrong, and sure of it",
  question: "A neuron gives the true class almost no probability. Which cost pulls its score up harder, that is, has the steeper slope?",
  options: { cross: "The cross-entropy.", square: "The squared error: a large error, squared.", same: "Both about alike." },
  right: "cross",
  moved: (now) => now.score <= -3,
  next: () => "Now drag the point to the score −4, compare the slopes, and let both descend.",
  seen: (now) => `At the score ${fixed(now.score, 1)} the slopes are ${COSTS.map(({ slope }) => fixed(slope(now.score, now.target), 3)).join(" and ")}.`,
  because: {
    cross: "That of the cross-entropy is probability minus target: the whole error. The other one has the slope of p itself as a factor, p·(1 − p), which is nearly 0.",
    square: "The error is large, but the score moves it through p only, and there p is flat: its slope p·(1 − p) is nearly 0. In the cross-entropy the logarithm outweighs it.",
    same: "They are alike at the score 0. Further out the squared error has the slope of p itself, p·(1 − p), as a factor, and that goes to 0.",
  },
};

const LEAST = {
  key: "least",
  trait: "smoothing",
  title: "A smoothed target",
  label: "smoothing ε",
  range: { min: 0, max: 0.5, step: 0.05 },
  text: (now) => fixed(now.smoothing, 2),
  question: "The cross-entropy falls for ever as the score rises. Now a share ε of the target is taken away and spread over both classes. Where is the cost lowest?",
  options: { ever: "Still at an endless score; only the height changes.", finite: "At some finite score; beyond it the cost rises.", zero: "At the score 0, where both classes are alike." },
  right: "finite",
  moved: (now) => now.smoothing > 0.04,
  next: () => "Now raise ε, and watch the right end of the full curve.",
  seen: (now) => `The targets are ${fixed(now.target, 3)} and ${fixed(1 - now.target, 3)}, and the slope is 0 at the score ${fixed(lowest(now.target), 2)}.`,
  because: {
    finite: "The slope is probability minus target, and a target below 1 is reached at a finite score.",
    ever: "That is so with a target of 1, which no probability reaches. Now the other class has a target, too, and its probability must not go to 0.",
    zero: "It would be if all were taken away. A part of it leaves the true class the larger target.",
  },
};

const BEST = {
  key: "best",
  trait: "answer",
  title: "The best probability",
  text: "With ε = 0.3, which probability of the true class costs least? Two decimals.",
  label: "p =",
  judge: judgeBest,
};

function questionsPanel(model) {
  return inCards(prediction(model, PULL), handlePanel(model, LEAST), numberTask(model, BEST));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const parts = [costsPanel(model), slopesPanel(), numbersPanel(model)];
  const [costs, slopes, numbers] = parts;
  return together(pictured([costs.node, slopes.node], numbers.node), parts);
}

function aloud(now) {
  const said = COSTS.map(({ name }, i) => `${name} ${fixed(now.costs[i], 2)}${now.open ? `, slope ${fixed(now.slopes[i], 3)}` : ""}`);
  const where = now.steps ? `After ${now.steps} steps: scores ${now.at.map((z) => fixed(z, 2)).join(" and ")}` : spoken(now);
  return `${where}. Smoothing ${fixed(now.smoothing, 2)}. ${said.join("; ")}.`;
}

const render = widget({ name: "cross_entropy", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { probability, smoothed, crossEntropy, crossEntropySlope, squaredError, squaredErrorSlope, walks } };
