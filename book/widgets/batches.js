/* Single flowers, batches of three and all nine at once: the same softmax regression, the same start, the same passes.
The losses over the passes, with the order and the rate to change. */

const {
  number, fixed, agrees, make, makeSvg, slider, choice, button, group, pictured, together, inCards, dot,
  prediction, predicted, numberTask, numberTable, plot, polyline, scatter, readTraits, change, widget, player,
} = kit;

const TRAITS = ["flowers", "seen", "rate", "order", "seed", "predictions", "answer"];
const N = 9; // flowers
const PASSES = 6;
const SIZES = [1, 3, 9];
const NAMES = ["single flowers", "threes", "all nine"];
const START = { W: [[0.1, -0.1, 0.1], [0.2, 0.2, -0.1]], b: [0.1, 0.05, -0.1] };
const RATES = [0.01, 0.15];
const ASKED = 0.1; // the rate of the predictions
const LARGEST = 0.06; // the answer of the task: 0.07 ends above the start

/* --- the mathematics: equal to solutions/training.py, and tested against it. A flower is [length, width, species]. -- */

const scores = ([x1, x2], { W, b }) => b.map((bias, k) => bias + x1 * W[0][k] + x2 * W[1][k]);

function classProbabilities(flower, parameters) {
  const z = scores(flower, parameters);
  const top = Math.max(...z);
  const powers = z.map((score) => Math.exp(score - top));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** The mean cross-entropy, straight from the scores. */
function trainingLoss(flowers, parameters) {
  const losses = flowers.map((flower) => {
    const z = scores(flower, parameters);
    const top = Math.max(...z);
    return Math.log(z.reduce((sum, score) => sum + Math.exp(score - top), 0)) + top - z[flower[2]];
  });
  return losses.reduce((a, b) => a + b) / flowers.length;
}

function parameterGradients(flowers, parameters) {
  const [W, b] = [[[0, 0, 0], [0, 0, 0]], [0, 0, 0]];
  for (const flower of flowers) {
    classProbabilities(flower, parameters).forEach((p, k) => {
      const error = (p - (flower[2] === k ? 1 : 0)) / flowers.length;
      b[k] += error;
      for (const i of [0, 1]) W[i][k] += flower[i] * error;
    });
  }
  return { W, b };
}

function descentStep({ W, b }, grad, rate) {
  const stepped = (row, g) => row.map((value, k) => value - rate * g[k]);
  return { W: W.map((row, i) => stepped(row, grad.W[i])), b: stepped(b, grad.b) };
}

/** Numbers from 0 to 1 that a seed decides: mulberry32. */
function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The row numbers in the order in which a pass shows them. */
function orderOf(kind, seed, pass) {
  const rows = Array.from({ length: N }, (_, i) => (kind === "turns" ? (i % 3) * 3 + Math.floor(i / 3) : i));
  if (kind !== "shuffled") return rows;
  const random = randomFrom(1000 * seed + pass);
  for (let last = N - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [rows[last], rows[other]] = [rows[other], rows[last]];
  }
  return rows;
}

/** The mean loss at the start and after each step, for so many flowers shown in batches of a size. */
function run(flowers, kind, seed, size, rate, seen) {
  let parameters = START;
  const losses = [trainingLoss(flowers, parameters)];
  for (let first = 0; first + size <= seen; first += size) {
    const rows = orderOf(kind, seed, Math.floor(first / N)).slice(first % N, (first % N) + size);
    parameters = descentStep(parameters, parameterGradients(rows.map((row) => flowers[row]), parameters), rate);
    losses.push(trainingLoss(flowers, parameters));
  }
  return losses;
}

function judgeRate(text, flowers) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like 0.02." };
  if (typed < RATES[0] || typed > RATES[1]) return { right: false, reply: "The slider goes from 0.01 to 0.15. Try there." };
  const losses = run(flowers, "table", 0, 1, typed, N);
  const is = `With ${fixed(typed, 2)} the first pass ends at ${fixed(losses[N], 3)}`;
  if (agrees(typed, LARGEST)) return { right: true, reply: `Right. ${is}, and with 0.07 above 1.259. Single flowers need shorter steps than a batch.` };
  return { right: false, reply: losses[N] < losses[0] ? `${is}, below the start. So does a larger rate.` : `${is}, above the start.` };
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

const within = (value, low, high) => Math.max(low, Math.min(high, value));

function read(model) {
  const now = readTraits(model, TRAITS);
  now.open = predicted(now, "first");
  now.most = now.open ? PASSES * N : N - 1; // the end of the first pass is what the first question asks for
  now.seen = Math.round(within(now.seen, 0, now.most)); // a link may say anything
  now.rate = within(now.rate, ...RATES);
  now.free = predicted(now, "turns");
  if (!now.free) now.order = "table";
  now.runs = SIZES.map((size) => run(now.flowers, now.order, now.seed, size, now.rate, now.seen));
  now.losses = now.runs.map((losses) => losses[losses.length - 1]);
  now.asked = Math.abs(now.rate - ASKED) < 1e-9 && now.seen >= N;
  return now;
}

/* --- the losses ----------------------------------------------------------------------------------------------------- */

function lossesPanel() {
  const picture = plot({
    x: { range: [0, PASSES + 0.15], ticks: [0, 1, 2, 3, 4, 5, 6], label: "passes over the nine flowers" },
    y: { range: [0.7, 2.4], ticks: [1, 1.5, 2], decimals: 1, label: "mean loss of all nine" },
    width: 340, height: 270,
  });
  const start = polyline(picture, "batches-start");
  const lines = SIZES.map((_, k) => polyline(picture, `kit-line-${k}`));
  const marks = SIZES.map((_, k) => scatter(picture, Array.from({ length: PASSES + 1 }, () => dot(k))));
  const draw = (now) => {
    start.draw([[0, now.runs[0][0]], [PASSES, now.runs[0][0]]]);
    now.runs.forEach((losses, k) => {
      const points = losses.map((loss, step) => [(step * SIZES[k]) / N, loss]);
      lines[k].draw(points);
      const ends = points.filter((_, step) => (step * SIZES[k]) % N === 0);
      marks[k].draw(Array.from({ length: PASSES + 1 }, (_, pass) => ends[Math.min(pass, ends.length - 1)]));
    });
    picture.say(`Losses over the passes: single flowers as a full line with discs, threes dashed with squares, all nine dotted with triangles; a thin line at the start, ${fixed(now.runs[0][0], 3)}.`);
  };
  return { node: picture.node, draw };
}

/** A name with a piece of its line in front. */
function named(name, k) {
  const sample = makeSvg("svg", { viewBox: "-16 -8 32 16", width: 32, class: "batches-sample", "aria-hidden": "true" }, makeSvg("path", { d: "M-16 0H16", class: `kit-line kit-line-${k}` }), dot(k));
  return make("span", {}, sample, name);
}

/* --- controls ------------------------------------------------------------------------------------------------------- */

function controlsPanel(model) {
  const seen = slider("flowers shown", { min: 0, max: PASSES * N, step: 1 }, (value) => change(model, { seen: value }));
  const rate = slider("learning rate", { min: RATES[0], max: RATES[1], step: 0.01 }, (value) => change(model, { rate: value }));
  const order = choice("Order", { table: "as in the table", turns: "one of each species in turn", shuffled: "shuffled" }, (value) => change(model, { order: value }));
  const again = button("Shuffle again", () => change(model, { seed: model.get("seed") + 1 }));
  const train = player({ step: (count) => change(model, { seen: model.get("seen") + count }), perSecond: 6, done: (now) => now.seen >= now.most, labels: ["Train", "Pause", "One flower"] });
  const back = button("To the start", () => {
    train.stop();
    change(model, { seen: 0 });
  });
  train.node.append(back);
  const numbers = numberTable({
    caption: "What each has come to:",
    rows: NAMES.map(named),
    columns: [
      { head: "steps", of: (now) => now.runs.map((losses) => losses.length - 1), text: String },
      { head: "loss", of: (now) => now.losses, text: (loss) => fixed(loss, 3) },
    ],
  });
  const draw = (now) => {
    seen.input.max = now.most;
    seen.draw(now.seen, String(now.seen), `${now.seen} flowers, ${said(now)}`);
    rate.draw(now.rate, fixed(now.rate, 2));
    order.node.disabled = !now.free;
    order.node.classList.toggle("kit-locked", !now.free);
    order.draw(now.order);
    again.hidden = now.order !== "shuffled";
    train.draw(now);
    back.disabled = !now.seen;
    numbers.draw(now);
  };
  return { node: group("Six passes over nine flowers", rate.node, seen.node, train.node, order.node, again, numbers.node), draw, stop: train.stop };
}

const said = (now) => now.losses.map((loss, k) => `${NAMES[k]} ${fixed(loss, 3)}`).join(", ");

/* --- questions ------------------------------------------------------------------------------------------------------ */

const afterOne = (now) => `After the first pass: ${now.runs.map((losses, k) => `${NAMES[k]} ${fixed(losses[N / SIZES[k]], 3)}`).join(", ")}.`;

const FIRST = {
  key: "first",
  title: "The first pass",
  question: "Rate 0.1, in the order of the table: three flowers of a species, then of the next. Every step goes down the loss of its own batch. Where does the mean loss of all nine end above its start?",
  options: { none: "Nowhere: every step goes down.", single: "With single flowers only.", both: "With single flowers and with threes.", all: "With all three sizes." },
  right: "both",
  moved: (now) => now.asked && now.order === "table",
  next: () => "Now train at the rate 0.1 until all nine flowers are shown.",
  seen: afterOne,
  because: {
    none: "A gradient of one batch is right for its own loss. It points elsewhere than the gradient of the mean, and with these long petals it is long.",
    single: "A batch of three of a kind has nothing to average: all three pull in one direction, as three single flowers do.",
    both: "A batch of three of a kind has nothing to average. In the nine together what the species disagree on cancels before the step.",
    all: "In all nine at once what the species disagree on cancels before the step, and the step is short enough.",
  },
};

const TURNS = {
  key: "turns",
  title: "Mixed",
  question: "Now one of each species in turn, so that every batch of three has all species. Who ends the first pass below the start, and did not before?",
  options: { nobody: "Nobody: they are the same nine flowers.", threes: "The threes.", both: "The threes and the single flowers." },
  right: "threes",
  moved: (now) => now.asked && now.order === "turns",
  next: () => "Now choose this order, at the rate 0.1, and show all nine flowers.",
  seen: afterOne,
  because: {
    nobody: "The same flowers, and other batches: in each of the threes what the species disagree on cancels now.",
    threes: "In each of the threes what the species disagree on cancels now. A single flower has nobody to cancel with, whoever comes next.",
    both: "A single flower has nobody to cancel with, whoever comes next. Its steps are too long at this rate.",
  },
};

const RATE = {
  key: "rate",
  trait: "answer",
  title: "Shorter steps",
  text: "Single flowers, in the order of the table: which is the largest rate, in hundredths, with which the first pass ends below the start?",
  label: "rate =",
};

function questionsPanel(model) {
  return inCards(prediction(model, FIRST), prediction(model, TURNS), numberTask(model, { ...RATE, judge: (text, now) => judgeRate(text, now.flowers) }));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const [losses, controls] = [lossesPanel(), controlsPanel(model)];
  return together(pictured([losses.node], controls.node), [losses, controls]);
}

const aloud = (now) => `${now.seen} flowers shown at the rate ${fixed(now.rate, 2)}. Losses: ${said(now)}; at the start ${fixed(now.runs[0][0], 3)}.`;

const render = widget({ name: "batches", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { classProbabilities, trainingLoss, parameterGradients, descentStep, orderOf, run } };
