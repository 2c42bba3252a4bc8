/* The network of the widget: forward, backward, its samples and starts, and its training.
Equal to solutions/backpropagation.py, and tested against it. */

const zeros = (count) => new Array(count).fill(0);
const transposed = (A) => A[0].map((_, j) => A.map((row) => row[j]));
const columnSums = (A) => A[0].map((_, k) => A.reduce((sum, row) => sum + row[k], 0));
const both = (A, B, f) => A.map((row, i) => row.map((a, j) => f(a, B[i][j])));

/** A product of two tables, plus a row of biases. */
function product(A, B, bias = zeros(B[0].length)) {
  return A.map((row) => {
    const sums = [...bias];
    for (let j = 0; j < row.length; j += 1) for (let k = 0; k < sums.length; k += 1) sums[k] += row[j] * B[j][k];
    return sums;
  });
}

function sigmoid(z) {
  const q = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : q) / (1 + q);
}

/** What a hidden unit makes of its sum, and its slope there: at exactly 0 ReLU counts as closed. */
const UNITS = {
  relu: { of: (sum) => Math.max(sum, 0), slope: (sum) => Number(sum > 0) },
  sigmoid: { of: sigmoid, slope: (_, activation) => activation * (1 - activation) },
};

function softmax(scores) {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

function forward(X, [W1, b1, W2, b2], kind) {
  const sums = product(X, W1, b1);
  const activations = sums.map((row) => row.map(UNITS[kind].of));
  const scores = product(activations, W2, b2);
  return { sums, activations, scores, probabilities: scores.map(softmax) };
}

/** The mean cross-entropy; the targets of a sample sum to 1. */
function lossOf(scores, targets) {
  const losses = scores.map((row, i) => {
    const largest = Math.max(...row);
    const logSum = largest + Math.log(row.reduce((sum, score) => sum + Math.exp(score - largest), 0));
    return row.reduce((sum, score, k) => sum + targets[i][k] * (logSum - score), 0);
  });
  return losses.reduce((a, b) => a + b) / losses.length;
}

const slopes = ({ sums, activations }, kind) => both(sums, activations, UNITS[kind].slope);

/** The gradients by W₁, b₁, W₂ and b₂: the way back, from prediction minus target. */
function gradients(X, values, targets, [, , W2], kind) {
  const errors = both(values.probabilities, targets, (p, y) => (p - y) / X.length);
  const hidden = both(product(errors, transposed(W2)), slopes(values, kind), (back, slope) => back * slope);
  return [product(transposed(X), hidden), columnSums(hidden), product(transposed(values.activations), errors), columnSums(errors)];
}

const moved = (old, gradient, rate) => old.map((value, i) => (Array.isArray(value) ? moved(value, gradient[i], rate) : value - rate * gradient[i]));

/** One step of descent on all samples: all four gradients are taken first. */
function step(X, targets, theta, rate, kind) {
  const all = gradients(X, forward(X, theta, kind), targets, theta, kind);
  return theta.map((parameter, i) => moved(parameter, all[i], rate));
}

/* --- data and start; two_layers.py draws the same ------------------------------------------------------------------- */

const count = (n) => Array.from({ length: n }, (_, i) => i);
const ring = (n, radius, k) => count(n).map((i) => [(i + 0.5) * 2 * Math.PI / n, radius, k]);
const arm = (k) => count(20).map((i) => {
  const radius = 0.2 + (1.3 * i) / 19;
  return [(2 * Math.PI * k) / 3 + 3 * radius, radius, k];
});
const around = (turns) => turns.map(([angle, radius, k]) => [radius * Math.cos(angle), radius * Math.sin(angle), k]);

/** Each sample as [x₁, x₂, class]. */
const DATA = {
  xor: [[-1, -1, 0], [-1, 1, 1], [1, -1, 1], [1, 1, 0]],
  circles: around([...ring(12, 0.5, 0), ...ring(24, 1.4, 1)]),
  spiral: around([0, 1, 2].flatMap(arm)),
};

/** Numbers from the normal distribution, always the same for a seed: Mulberry32, then Box and Muller. */
function normals(seed, many) {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const drawn = [];
  while (drawn.length < many) {
    const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - uniform())), 2 * Math.PI * uniform()];
    drawn.push(radius * Math.cos(angle), radius * Math.sin(angle));
  }
  return drawn;
}

/** W₁, b₁, W₂ and b₂ before the first step. */
function startOf({ data, units, start, seed }) {
  const classes = 1 + Math.max(...DATA[data].map(([, , k]) => k));
  const drawn = start === "equal" ? zeros((3 + classes) * units).fill(0.5) : normals(seed, (3 + classes) * units);
  const [size, rest] = { random: [1, 0.5], large: [20, 0.5], equal: [1, 1] }[start];
  const next = (many, factor) => drawn.splice(0, many).map((value) => factor * value);
  return [count(2).map(() => next(units, size)), next(units, size * rest), count(units).map(() => next(classes, rest)), zeros(classes)];
}

/* --- training: a function of the settings and the number of steps, so that a link restores it ----------------------- */

const runs = new WeakMap(); // of each model, as far as it has come

function trained(model, now) {
  const key = JSON.stringify([now.data, now.units, now.kind, now.start, now.rate, now.seed]);
  let run = runs.get(model);
  if (run?.key !== key || run.losses.length > now.steps + 1) {
    const samples = DATA[now.data];
    const first = startOf(now);
    run = { key, X: samples.map(([x, y]) => [x, y]), targets: samples.map(([, , k]) => first[3].map((_, j) => Number(j === k))), first, theta: first, losses: [] };
    run.values = forward(run.X, first, now.kind);
    run.losses.push(lossOf(run.values.scores, run.targets));
    runs.set(model, run);
  }
  while (run.losses.length <= now.steps) {
    run.theta = step(run.X, run.targets, run.theta, now.rate, now.kind);
    run.values = forward(run.X, run.theta, now.kind);
    run.losses.push(lossOf(run.values.scores, run.targets));
  }
  return run;
}

const mean = (values) => values.reduce((a, b) => a + b) / values.length;
const largestOf = (row) => row.indexOf(Math.max(...row));

/** By how many degrees the lines of the hidden units have turned since the start, on average. */
function turnOf(first, last) {
  return mean(transposed(first).map((v, j) => {
    const w = transposed(last)[j];
    return (180 / Math.PI) * Math.abs(Math.atan2(v[0] * w[1] - v[1] * w[0], v[0] * w[0] + v[1] * w[1]));
  }));
}
