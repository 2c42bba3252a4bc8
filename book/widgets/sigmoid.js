/* The step against the logistic curve: one weighted sum to move, the probability that each makes of it, the odds and
their logarithm, and the slope at the point. */

const {
  number, fixed, agrees, place, slider, group, pictured, together, inCards, prediction, predicted, numberTask, readout,
  makeSvg, plot, polyline, curve, handle, letterMark, readTraits, change, widget,
} = kit;

const TRAITS = ["sum", "predictions", "answer"];
const REACH = 6; // sums from −6 to 6
const SURE = 0.9; // the probability that the task asks for

/* --- the mathematics: equal to solutions/sigmoid.py, and tested against it ----------------------------------------- */

const step = (z) => (z > 0 ? 1 : 0);

/** The logistic function; no exponent is positive, so nothing overflows. */
function sigmoid(z) {
  const q = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : q) / (1 + q);
}

const logOdds = (p) => Math.log(p) - Math.log1p(-p);

function sigmoidSlope(z) {
  const s = sigmoid(z);
  return s * (1 - s);
}

/** Numbers that come out when the probability is turned into a sum by another rule, each with a reply. */
const OTHER_SUMS = [
  [-logOdds(SURE), "The size is right. A neuron that is sure of class 1 has a sum on the positive side."],
  [SURE, "This is the probability itself. Which odds does it give, and what is their logarithm?"],
  [SURE / (1 - SURE), "These are the odds. The sum is their logarithm."],
  [Math.log10(SURE / (1 - SURE)), "This is the logarithm to base 10. Take the natural one."],
  [Math.log(SURE), "This is the logarithm of the probability. Divide by the rest to 1 first."],
  [sigmoid(SURE), "You went the other way: this is the sigmoid of the probability."],
];

function judgeSum(text) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like −1.25." };
  const right = logOdds(SURE);
  if (agrees(typed, right)) return { right: true, reply: "Right: the odds are 9 to 1, and the logarithm of 9 is 2.197. The step would be content with any positive sum." };
  const fitting = OTHER_SUMS.filter(([value]) => agrees(typed, value));
  if (fitting.length === 1) return { right: false, reply: fitting[0][1] };
  const is = `A sum of ${fixed(typed, 2)} gives the probability ${fixed(sigmoid(typed), 3)}.`;
  return { right: false, reply: `${is} ${Math.abs(typed - right) < 0.05 ? "Close: two decimals are asked for." : "Move the point there and see which way to go."}` };
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

function read(model) {
  const now = readTraits(model, TRAITS);
  now.sum = Math.max(-REACH, Math.min(REACH, now.sum)); // a link may say anything
  now.p = sigmoid(now.sum);
  now.odds = Math.exp(now.sum);
  now.slope = sigmoidSlope(now.sum);
  return now;
}

/* --- the curves ----------------------------------------------------------------------------------------------------- */

const AXES = {
  x: { range: [-REACH, REACH], ticks: [-6, -4, -2, 0, 2, 4, 6], label: "weighted sum z, the log-odds" },
  y: { range: [-0.06, 1.06], ticks: [0, 0.5, 1], label: "probability of class 1", decimals: 1 },
};

function curvesPanel(model) {
  const curves = plot({ ...AXES, width: 340, height: 250, moved: true });
  polyline(curves, "kit-line-1").draw([[-REACH, 0], [0, 0], [0, 1], [REACH, 1]]);
  curve(curves, "kit-line-0").draw(sigmoid);
  const tangent = polyline(curves, "sigmoid-tangent");
  const stepped = makeSvg("circle", { r: 5, class: "sigmoid-stepped" });
  curves.inside.append(stepped);
  const point = handle(curves, { name: "point on the curve", mark: letterMark("z"), along: "x", change: ([sum]) => change(model, { sum }) });
  const names = [[2.1, 0.62, "sigmoid"], [-3.4, 0.08, "step"]].map(([x, y, text]) => makeSvg("text", { x: curves.x(x), y: curves.y(y), "text-anchor": "middle" }, text));
  curves.svg.append(...names);
  const draw = (now) => {
    const reach = predicted(now, "steepest") ? 1.6 : 0; // the tangent gives the answer away
    tangent.draw([-reach, reach].map((far) => [now.sum + far, now.p + far * now.slope]));
    place(stepped, { cx: curves.x(now.sum), cy: curves.y(step(now.sum)) });
    point.draw([now.sum, now.p], `sum ${fixed(now.sum, 1)}: sigmoid ${fixed(now.p, 3)}, step ${step(now.sum)}`);
    curves.say("The step as a dashed line, and the sigmoid as a full one that rises smoothly from 0 to 1, one half at the sum 0.");
  };
  return { node: curves.node, draw };
}

/* --- numbers -------------------------------------------------------------------------------------------------------- */

const small = (value) => (value >= 100 ? value.toFixed(0) : fixed(value, value < 0.1 ? 4 : 3));

function numbersPanel(model) {
  const control = slider("sum z", { min: -REACH, max: REACH, step: 0.1 }, (sum) => change(model, { sum }));
  const waits = (key) => (now) => !predicted(now, key);
  const numbers = readout("What becomes of it:", [
    { name: "step", of: (now) => step(now.sum), text: String },
    { name: "probability p = σ(z)", of: (now) => now.p, text: small },
    { name: "odds p\u00a0/\u00a0(1\u00a0−\u00a0p)", of: (now) => now.odds, text: small, waits: waits("odds") },
    { name: "slope of p", of: (now) => now.slope, text: small, waits: waits("steepest") },
  ]);
  const draw = (now) => {
    control.draw(now.sum, fixed(now.sum, 1), `${fixed(now.sum, 1)}, probability ${fixed(now.p, 3)}`);
    numbers.draw(now);
  };
  return { node: group("One weighted sum", control.node, numbers.node), draw };
}

/* --- questions ------------------------------------------------------------------------------------------------------ */

const STEEPEST = {
  key: "steepest",
  title: "The slope",
  question: "Where does the probability answer most to a small change of the sum?",
  options: { middle: "At the sum 0, where it is one half.", sure: "At a large sum, where the neuron is sure.", same: "Everywhere alike." },
  right: "middle",
  moved: (now) => Math.abs(now.sum) < 0.15,
  next: () => "Now move the point to the sum 0, and watch the slope on the way.",
  seen: (now) => `At the sum ${fixed(now.sum, 1)} the slope is ${fixed(now.slope, 3)}; at 4 it is only ${fixed(sigmoidSlope(4), 3)}.`,
  because: {
    middle: "The slope is p·(1 − p), and the two factors are largest together when they are equal.",
    sure: "A neuron that is nearly certain hardly reacts any more: in p·(1 − p) one factor is nearly 0.",
    same: "A line would. This curve has to stay between 0 and 1, so it flattens at both ends.",
  },
};

const ODDS = {
  key: "odds",
  title: "The odds",
  question: "The sum grows by 1, wherever the point is. What becomes of the odds p\u00a0/\u00a0(1\u00a0−\u00a0p)?",
  options: { add: "They grow by 1.", times: "They are multiplied by e, about 2.72.", depends: "That depends on where the point is." },
  right: "times",
  moved: () => true,
  next: () => "",
  seen: (now) => `From the sum ${fixed(now.sum, 1)} to ${fixed(now.sum + 1, 1)} the odds go from ${small(now.odds)} to ${small(Math.E * now.odds)}.`,
  because: {
    times: "The sum is the logarithm of the odds, so what is added to the one multiplies the other.",
    add: "The sum grows by 1, and it is the logarithm of the odds: they are multiplied.",
    depends: "What is gained in probability depends on it. The odds are e to the power of the sum, and so get one factor everywhere.",
  },
};

const SURE_TASK = {
  key: "sure",
  trait: "answer",
  title: "Nine times out of ten",
  text: "Which sum makes the neuron 90 per cent sure of class 1? Two decimals; the point moves in tenths only.",
  label: "z =",
  judge: judgeSum,
};

function questionsPanel(model) {
  return inCards(prediction(model, STEEPEST), prediction(model, ODDS), numberTask(model, SURE_TASK));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const [curves, numbers] = [curvesPanel(model), numbersPanel(model)];
  return together(pictured([curves.node], numbers.node), [curves, numbers]);
}

function aloud(now) {
  const said = [`Sum ${fixed(now.sum, 1)}: step ${step(now.sum)}, probability ${fixed(now.p, 3)}.`];
  if (predicted(now, "odds")) said.push(`Odds ${small(now.odds)}.`);
  if (predicted(now, "steepest")) said.push(`Slope ${small(now.slope)}.`);
  return said.join(" ");
}

const render = widget({ name: "sigmoid", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { step, sigmoid, logOdds, sigmoidSlope, judgeSum } };
