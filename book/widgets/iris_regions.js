/* Softmax regression on the petals of nine irises: the regions of the classes, weights and biases to move, steps of
descent, a factor for all weights and a number for all biases. */

const {
  number, fixed, agrees, make, write, slider, group, choice, button, pictured, together, inCards, handlePanel,
  numberTask, numberTable, dot, letterMark, plot, boundary, scatter, regions, handle, readTraits, change, changedAt, widget, player,
} = kit;

const TRAITS = ["flowers", "weights", "bias", "factor", "shift", "rate", "chosen", "flower", "answer", "predictions"];
const CLASSES = [0, 1, 2];
const PAIRS = [[0, 1], [0, 2], [1, 2]];
const INPUTS = ["length", "width"];
const RATES = [0.03, 0.1, 0.3, 1];
const REACH = 4; // of a weight's slider, and of a bias's
const FAR = 50; // no parameter is larger
const PLANE = { x: [0, 7], y: [0, 3] }; // cm

/* --- the mathematics: equal to solutions/training.py, and tested against it ----------------------------------------- */

const scoresOf = (x, W, b) => b.map((bias, k) => x.reduce((sum, xi, i) => sum + xi * W[i][k], bias));

function softmax(scores) {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((a, c) => a + c);
  return powers.map((power) => power / sum);
}

const classProbabilities = (X, W, b) => X.map((x) => softmax(scoresOf(x, W, b)));
const mean = (values) => values.reduce((a, c) => a + c, 0) / values.length;

function trainingLoss(X, labels, W, b) {
  return mean(X.map((x, i) => {
    const scores = scoresOf(x, W, b);
    const largest = Math.max(...scores);
    return Math.log(scores.reduce((sum, score) => sum + Math.exp(score - largest), 0)) - (scores[labels[i]] - largest);
  }));
}

/** The gradients by the weights and by the biases: input times error, a mean over the samples. */
function parameterGradients(X, P, labels) {
  const errors = P.map((row, i) => row.map((p, k) => p - Number(labels[i] === k)));
  return [X[0].map((_, j) => P[0].map((_, k) => mean(errors.map((row, i) => X[i][j] * row[k])))), P[0].map((_, k) => mean(errors.map((row) => row[k])))];
}

const largestOf = (row) => row.indexOf(Math.max(...row));
const accuracy = (P, labels) => mean(P.map((row, i) => Number(largestOf(row) === labels[i])));

/** So many steps of gradient descent on all samples. */
function descended(X, labels, W, b, rate, steps) {
  for (let t = 0; t < steps; t += 1) {
    const [gradW, gradB] = parameterGradients(X, classProbabilities(X, W, b), labels);
    [W, b] = [W.map((row, i) => row.map((w, k) => w - rate * gradW[i][k])), b.map((bias, k) => bias - rate * gradB[k])];
  }
  return [W, b];
}

/** Where two classes have the same score: [w₁, w₂, b] of the line w·x + b = 0. */
const lineBetween = (W, b, [j, k]) => [W[0][j] - W[0][k], W[1][j] - W[1][k], b[j] - b[k]];
const offset = ([w1, w2, b]) => Math.abs(b) / Math.hypot(w1, w2);

function judgeSum(text) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like −0.25." };
  if (agrees(typed, 0, 3)) return { right: true, reply: "Right: the errors p − y of each flower sum to 0, as p and y both sum to 1. So descent never moves all biases together, and the same holds for each row of weights." };
  if (agrees(typed, 1)) return { right: false, reply: "The probabilities sum to 1, and so do the targets. The gradients come from their differences." };
  return { right: false, reply: "Not yet. What do the probabilities of a flower sum to, and what do its targets?" };
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

const within = (value, [low, high]) => Math.max(low, Math.min(high, value));
const near = (value) => within(value, [-FAR, FAR]);
const nearest = (value) => RATES.reduce((best, rate) => (Math.abs(rate - value) < Math.abs(best - value) ? rate : best));

function read(model) {
  const now = readTraits(model, TRAITS); // a link may say anything
  Object.assign(now, { factor: within(now.factor, [0.5, 2]), shift: within(now.shift, [-5, 5]), rate: nearest(now.rate), chosen: within(Math.round(now.chosen), [0, 2]) });
  Object.assign(now, { weights: now.weights.map((row) => row.map(near)), bias: now.bias.map(near), flower: [within(now.flower[0], PLANE.x), within(now.flower[1], PLANE.y)] });
  const [X, labels] = [now.flowers.map((one) => one.slice(0, 2)), now.flowers.map((one) => one[2])];
  const [W, b] = [now.weights.map((row) => row.map((w) => now.factor * w)), now.bias.map((bias) => bias + now.shift)];
  const P = classProbabilities(X, W, b);
  const scores = scoresOf(now.flower, W, b);
  return Object.assign(now, {
    X, labels, W, b, scores, P, probabilities: softmax(scores), loss: trainingLoss(X, labels, W, b),
    wrong: P.map((row, i) => largestOf(row) !== labels[i]), accuracy: accuracy(P, labels), gradients: parameterGradients(X, P, labels),
  });
}

/* --- the plane ------------------------------------------------------------------------------------------------------ */

function planePanel(model) {
  const plane = plot({ x: { range: PLANE.x, ticks: [0, 2, 4, 6], label: "length of the petal, cm" }, y: { range: PLANE.y, ticks: [0, 1, 2, 3], label: "width, cm" }, height: 270, moved: true });
  const sides = regions(plane, 90);
  const lines = PAIRS.map(() => boundary(plane, "kit-thin kit-ink"));
  const { flowers } = read(model);
  const points = scatter(plane, flowers.map(([, , k]) => dot(k)));
  points.draw(flowers);
  const point = handle(plane, { name: "flower F", mark: letterMark("F"), change: (flower) => change(model, { flower }) });
  const draw = (now) => {
    sides.draw(chooser(now));
    PAIRS.map((pair) => lineBetween(now.W, now.b, pair)).forEach(([w1, w2, b], i) => lines[i].draw([w1, w2], b));
    points.nodes.forEach((node, i) => node.classList.toggle("iris_regions-wrong", now.wrong[i]));
    point.draw(now.flower, `length ${fixed(now.flower[0], 1)}, width ${fixed(now.flower[1], 1)}: class ${largestOf(now.scores)}, probability ${fixed(Math.max(...now.probabilities), 2)}`);
    plane.say(`Nine flowers in the plane of length and width of their petals, ${right(now)} of them in the region of their class, and the lines where two classes have the same score.`);
  };
  return { node: plane.node, draw };
}

const right = (now) => now.wrong.filter((one) => !one).length;

/** The class of a place and how sure it is; it is asked thousands of times for a picture. */
function chooser({ W, b }) {
  const [z, answer] = [[0, 0, 0], [0, 0]];
  return (x, y) => {
    let best = 0;
    for (let k = 0; k < 3; k += 1) {
      z[k] = x * W[0][k] + y * W[1][k] + b[k];
      if (z[k] > z[best]) best = k;
    }
    const p = 1 / (Math.exp(z[0] - z[best]) + Math.exp(z[1] - z[best]) + Math.exp(z[2] - z[best]));
    answer[0] = best;
    answer[1] = 0.15 + 1.275 * (p - 1 / 3);
    return answer;
  };
}

/* --- parameters ----------------------------------------------------------------------------------------------------- */

function parametersPanel(model) {
  const chosen = choice("Class", Object.fromEntries(CLASSES.map((k) => [k, String(k)])), (value) => change(model, { chosen: Number(value) }));
  const at = () => read(model).chosen;
  const range = { min: -REACH, max: REACH, step: 0.1 };
  const weights = INPUTS.map((name, i) => slider(`weight, ${name}`, range, (value) =>
    change(model, { weights: changedAt(model.get("weights"), i, changedAt(model.get("weights")[i], at(), value)) })));
  const bias = slider("bias", range, (value) => change(model, { bias: changedAt(model.get("bias"), at(), value) }));
  const rate = slider("learning rate", { min: 0, max: RATES.length - 1, step: 1 }, (place) => change(model, { rate: RATES[place] }));
  const state = make("p", { class: "iris_regions-state" });
  const run = descentButtons(model);
  const node = group("Parameters", chosen.node, ...weights.map((one) => one.node), bias.node, rate.node, run.node, state);
  const draw = (now) => {
    chosen.draw(now.chosen);
    weights.forEach((one, i) => one.draw(now.weights[i][now.chosen], fixed(now.weights[i][now.chosen], 1)));
    bias.draw(now.bias[now.chosen], fixed(now.bias[now.chosen], 1));
    rate.draw(RATES.indexOf(now.rate), String(now.rate));
    state.dataset.value = now.loss;
    write(state, `Loss ${fixed(now.loss, 3)}, accuracy ${right(now)} of ${now.X.length}`);
    run.draw(now);
  };
  return { node, draw, stop: run.stop };
}

const CHAPTER = { weights: [[0.1, -0.1, 0.1], [0.2, 0.2, -0.1]], bias: [0.1, 0.05, -0.1], factor: 1, shift: 0 };

function descentButtons(model) {
  const run = player({
    step: (steps) => {
      const now = read(model);
      const [weights, bias] = descended(now.X, now.labels, now.W, now.b, now.rate, steps);
      change(model, { weights, bias, factor: 1, shift: 0 }); // what was multiplied and added is in them
    },
    labels: ["Start", "Pause", "One step"],
  });
  run.node.append(button("Reset", () => {
    run.stop();
    change(model, CHAPTER);
  }));
  return run;
}

function tablesPanel() {
  const rows = CLASSES.map((k) => `class ${k}`);
  const [short, three] = [(value) => fixed(value, 2), (value) => fixed(value, 3)];
  const parameters = numberTable({
    caption: "Weights and biases; score and probability p of flower F.",
    rows,
    columns: [
      ...INPUTS.map((head, i) => ({ head, of: (now) => now.W[i], text: short })),
      { head: "bias", of: (now) => now.b, text: short },
      { head: "score", of: (now) => now.scores, text: short },
      { head: "p", of: (now) => now.probabilities, text: three },
    ],
  });
  const gradients = numberTable({
    caption: "The gradients by them: a step subtracts the learning rate times these.",
    rows,
    columns: [
      ...INPUTS.map((head, i) => ({ head, of: (now) => now.gradients[0][i], text: three })),
      { head: "bias", of: (now) => now.gradients[1], text: three },
    ],
  });
  return inCards(parameters, gradients);
}

/* --- questions ------------------------------------------------------------------------------------------------------ */

const SHIFT = {
  key: "shift",
  title: "One number for all biases",
  label: "Add to all three biases",
  range: { min: -5, max: 5, step: 0.5 },
  text: (now) => fixed(now.shift, 1),
  question: "The same number is added to all three biases. What do the boundaries between the classes do?",
  options: { still: "They stand still.", parallel: "Each moves, parallel to itself.", grow: "The region of one class grows at the others' cost.", turn: "They turn." },
  right: "still",
  moved: (now) => Math.abs(now.shift) > 1.9,
  next: () => "Now move the handle, and watch the lines and the scores of flower F.",
  seen: (now) => `The score of class 0 for flower F went from ${fixed(now.scores[0] - now.shift, 2)} to ${fixed(now.scores[0], 2)}, and its probability is still ${fixed(now.probabilities[0], 3)}.`,
  because: {
    still: "A boundary lies where two scores are equal. What is added to both leaves them equal, and every probability as it was.",
    parallel: "It would if one bias alone changed. A boundary depends on the difference of two biases, and that stays.",
    grow: "It would if one bias grew more than the others. All scores gain the same here, so none overtakes another.",
    turn: "Only weights turn a boundary: they make its direction. Biases shift it, and equal shifts cancel.",
  },
};

const DOUBLE = {
  key: "double",
  trait: "factor",
  title: "Twice the weights",
  label: "Multiply all six weights by",
  range: { min: 0.5, max: 2, step: 0.1 },
  text: (now) => fixed(now.factor, 1),
  question: "All six weights are doubled, and the biases stay. What do the boundaries do?",
  options: { near: "Each moves towards the origin, parallel to itself.", away: "Each moves away from the origin, parallel to itself.", still: "They stand still.", turn: "They turn." },
  right: "near",
  moved: (now) => now.factor > 1.95,
  next: () => "Now move the handle to 2. The origin is the corner on the left, below.",
  seen: (now) => {
    const [line, before] = [now.W, now.weights].map((W) => offset(lineBetween(W, now.b, [0, 1])));
    return Number.isFinite(line) ? `The boundary of the classes 0 and 1 lay ${fixed(before, 2)} cm from the origin, and now ${fixed(line, 2)}.` : "";
  },
  because: {
    near: "The distance from the origin is the difference of the biases divided by the length of the difference of the weights, and that length has doubled.",
    away: "The weights stand in the denominator of the distance: larger weights bring the boundary nearer.",
    still: "They would if the biases were doubled, too. Here half the way is enough to make up for the biases.",
    turn: "They would if the weights grew by different factors. One factor for all keeps every direction.",
  },
};

const SUM = {
  key: "sum",
  trait: "answer",
  title: "The three gradients of the biases",
  text: "What do the gradients of the three biases sum to, wherever the parameters stand?",
  label: "sum =",
  judge: judgeSum,
};

function questionsPanel(model) {
  return inCards(handlePanel(model, SHIFT), handlePanel(model, DOUBLE), numberTask(model, SUM));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const [plane, parameters] = [planePanel(model), parametersPanel(model)];
  return together(pictured([plane.node], parameters.node), [plane, parameters]);
}

function aloud(now) {
  const flower = now.probabilities.map((p, k) => `class ${k} ${fixed(p, 3)}`).join(", ");
  return `Loss ${fixed(now.loss, 3)}, ${right(now)} of ${now.X.length} flowers right. Flower F: ${flower}.`;
}

const render = widget({ name: "iris_regions", traits: TRAITS, read, panels: (model) => [topPanel(model), tablesPanel(), questionsPanel(model)], aloud });

export default { render, mathematics: { scoresOf, classProbabilities, trainingLoss, parameterGradients, accuracy, descended, lineBetween } };
