/* The network of the widget, forward and backward, and the steps of the way back.
Equal to solutions/backpropagation.py, and tested against it. */

const dot = (a, b) => a.reduce((sum, one, i) => sum + one * b[i], 0);
const column = (table, k) => table.map((row) => row[k]);
const outer = (a, b) => a.map((one) => b.map((other) => one * other));
const layer = (x, W, b) => b.map((bias, k) => bias + dot(x, column(W, k)));

function forward(x, { W1, b1, W2, b2 }) {
  const h = layer(x, W1, b1);
  const a = h.map((sum) => Math.max(sum, 0));
  const z = layer(a, W2, b2);
  const largest = Math.max(...z);
  const powers = z.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((one, other) => one + other);
  return { h, a, z, p: powers.map((power) => power / sum), log: largest + Math.log(sum) };
}

/** The cross-entropy of one sample. */
function loss(x, y, network) {
  const { z, log } = forward(x, network);
  return dot(y, z.map((score) => log - score));
}

/** All gradients: one sample's part in those of a batch. Past the hidden units two factors meet, and each can be left
out: what comes `back`, and the unit's own `slope`. */
function backward(x, y, network, samples = 1, back = true, slope = true) {
  const { h, a, p } = forward(x, network);
  const gz = p.map((pk, k) => (pk - y[k]) / samples);
  const ga = network.W2.map((row) => dot(row, gz));
  const gh = h.map((sum, j) => (back ? ga[j] : 1) * (slope ? Number(sum > 0) : 1));
  return { gz, ga, gh, W1: outer(x, gh), b1: gh, W2: outer(a, gz), b2: gz };
}

/** How far a claimed gradient by the first weights is from central differences of the loss, between 0 and 1. */
function checkDistance(x, y, network, claimed, samples = 1, step = 1e-5) {
  const slopes = network.W1.flatMap((row, i) => row.map((_, j) => {
    const at = (by) => loss(x, y, { ...network, W1: moved(network.W1, claimed.map((r, m) => r.map((__, n) => Number(m === i && n === j))), by) });
    return (at(step) - at(-step)) / (2 * step * samples);
  }));
  const all = claimed.flat();
  return Math.hypot(...all.map((one, i) => one - slopes[i])) / (Math.hypot(...all) + Math.hypot(...slopes));
}

const moved = (table, by, far) => table.map((row, i) => (Array.isArray(row) ? moved(row, by[i], far) : row + far * by[i]));

/** The network after one step of descent. */
const descended = (network, gradients, rate) =>
  Object.fromEntries(Object.keys(network).map((name) => [name, moved(network[name], gradients[name], -rate)]));

/* --- the steps of the way back -------------------------------------------------------------------------------------- */

const short = (value) => fixed(value, Number.isInteger(value) ? 0 : 3);
const factor = (value) => (value < 0 ? `(${short(value)})` : short(value));
const product = (a, b) => `${factor(a)} · ${factor(b)}`;

/** `at`: the group and place of the number that is asked for; `shows`: what the drawing shows afterwards; `way`: how it
comes about; `rule`: why. */
const STEPS = [
  {
    at: ["gz", 0], shows: ["gz", "gb2"], name: "∂L/∂z₀",
    asks: () => "The way back begins at the scores. What is ∂L/∂z₀, the gradient of the loss by the score of class 0?",
    way: ({ p, y, samples }) => (samples > 1 ? `(${short(p[0])} − ${short(y[0])}) / ${samples}` : `${short(p[0])} − ${short(y[0])}`),
    rule: "Probability minus target, divided by the number of samples. The bias of a class has the same gradient as its score.",
  },
  {
    at: ["gW2", 1, 0], shows: [], name: "∂L/∂W₂[1, 0]",
    asks: ({ a }) => `Hidden unit 1 gave ${short(a[1])}. What is the gradient by its weight to class 0?`,
    way: ({ a, gz }) => product(a[1], gz[0]),
    rule: "Input times error.",
  },
  {
    at: ["gW2", 0, 2], shows: ["gW2"], name: "∂L/∂W₂[0, 2]",
    asks: ({ h }) => `Hidden unit 0 had the sum ${short(h[0])}. What is the gradient by its weight to class 2?`,
    way: ({ a, gz }) => product(a[0], gz[2]),
    rule: "Input times error again, and what the layer was fed is the activation. What gave nothing has no part in the mistake.",
  },
  {
    at: ["ga", 1], shows: ["ga"], name: "∂L/∂a₁",
    asks: () => "What comes back to the activation of hidden unit 1, through its three weights?",
    way: ({ W2, gz }) => W2[1].map((w, k) => product(gz[k], w)).join(" + "),
    rule: "Its own row of weights times the errors: contributions that meet add up.",
  },
  {
    at: ["gh", 2], shows: ["gh"], name: "∂L/∂h₂",
    asks: ({ ga, h }) => `${short(ga[2])} comes back to the activation of hidden unit 2, more than to any other. Its sum was ${short(h[2])}. What arrives at the sum?`,
    way: ({ ga }) => product(ga[2], 0),
    rule: "What comes back times the unit’s own slope. A closed unit stands on the flat part of ReLU.",
  },
  {
    at: ["gW1", 1, 1], shows: ["gW1"], name: "∂L/∂W₁[1, 1]",
    asks: ({ x }) => `Input x₁ is ${short(x[1])}. What is the gradient by its weight to hidden unit 1?`,
    way: ({ x, gh }) => product(x[1], gh[1]),
    rule: "Input times error. Of six weights in the first layer this one alone has a part in the mistake.",
  },
  {
    at: ["gb1", 1], shows: ["gb1"], name: "∂L/∂b₁[1]",
    asks: () => "And by the bias of hidden unit 1?",
    way: ({ gh }) => product(1, gh[1]),
    rule: "A bias is added as it is: its factor is 1.",
  },
];

const reached = (values, [name, ...places]) => places.reduce((inside, one) => inside[one], values[name]);
const isNear = (a, b) => Math.abs(a - b) <= NEAR + 1e-9;

/** Say which rule gives a number: the bank's wrong formulas were run on this network when the page was made. */
function judgeGradient(text, right, mistakes, samples) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like −0.25." };
  if (isNear(typed, right)) return { right: true, reply: "Right." };
  const batch = BATCHES.indexOf(samples);
  const fitting = mistakes.filter(({ values }) => values[batch] !== null && isNear(typed, values[batch]));
  if (fitting.length === 1) return { right: false, reply: `This is the value you get if the answer ${fitting[0].name}: ${fitting[0].why}. ${fitting[0].hint}` };
  if (fitting.length) return { right: false, reply: `This value comes from one of these rules, which cannot be told apart here: ${fitting.map(({ name }) => name).join("; ")}. ${fitting[0].hint}` };
  if (right && isNear(typed, -right)) return { right: false, reply: "The size is right, the sign is not: if this number of the network rises, does the loss rise or fall?" };
  return { right: false, reply: Math.abs(typed - right) < 0.03 ? "Close. Is it rounded only at the end? Two decimals are enough." : "Not yet, and it is none of the mistakes I know. Which numbers of the drawing did you multiply?" };
}
