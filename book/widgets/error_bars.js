/* Probability minus target for a small batch, as bars: pull the end of one and its score follows, and with the score the
other two bars of the sample. Labels can be changed, and the mean over the samples is a switch. */

const {
  fixed, listed, makeSvg, write, place, group, choice, toggle, pictured, together, inCards, prediction, predicted, numberTable,
  mark, plot, handle, readTraits, change, changedAt, widget,
} = kit;

const TRAITS = ["scores", "labels", "mean", "predictions"];
const NAMES = ["A", "B", "C"];
const CLASSES = [0, 1, 2];
const SURE = 0.99; // no probability is pulled beyond it, nor below the rest to 1
const FARTHEST = 9; // a score

/* --- the mathematics: equal to solutions/cross_entropy.py, and tested against it ----------------------------------- */

function softmax(scores) {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** The gradient of the cross-entropy by the scores, for the mean over the samples or for their sum. */
function gradient(scores, labels, mean) {
  const share = mean ? 1 / scores.length : 1;
  return scores.map((row, s) => softmax(row).map((p, k) => share * (p - Number(k === labels[s]))));
}

/** The score with which class k gets the probability p while the other scores stay. */
function scoreFor(p, k, scores) {
  const others = scores.filter((_, j) => j !== k);
  const largest = Math.max(...others);
  return Math.log(p / (1 - p)) + largest + Math.log(others.reduce((sum, score) => sum + Math.exp(score - largest), 0));
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

const within = (value, low, high) => Math.max(low, Math.min(high, value));

function read(model) {
  const now = readTraits(model, TRAITS);
  now.labels = now.labels.map((label) => (CLASSES.includes(label) ? label : 0)); // a link may say anything
  now.scores = now.scores.map((row) => row.map((score) => within(score, -FARTHEST, FARTHEST)));
  now.p = now.scores.map(softmax);
  now.bars = gradient(now.scores, now.labels, now.mean);
  now.sums = now.bars.map((row) => row.reduce((a, b) => a + b));
  return now;
}

/** The scores after the end of a bar has been pulled to `to`. */
function pulled(now, s, k, to) {
  const p = within((now.mean ? NAMES.length : 1) * to + Number(k === now.labels[s]), 1 - SURE, SURE);
  return changedAt(now.scores, s, changedAt(now.scores[s], k, scoreFor(p, k, now.scores[s])));
}

/* --- the bars ------------------------------------------------------------------------------------------------------- */

const across = (s, k) => 1 + 3.6 * s + k;
const each = (make) => NAMES.flatMap((_, s) => CLASSES.map((k) => make(s, k)));

function barsPanel(model) {
  const bars = plot({ x: { range: [0.2, 11] }, y: { range: [-1.3, 1.3], ticks: [-1, 0, 1], label: "" }, width: 360, height: 278, moved: true });
  const { box, x } = bars;
  const names = NAMES.map((name, s) => makeSvg("text", { x: x(across(s, 1)), y: 11, "text-anchor": "middle" }, `sample ${name}`));
  const rows = ["p", "y"].map((text, row) => makeSvg("text", { x: box.left - 16, y: box.bottom + 16 + 15 * row, "text-anchor": "middle", class: "error_bars-row" }, text));
  bars.svg.append(...names, ...rows);
  const all = each((s, k) => oneBar(bars, s, k));
  const handles = each((s, k) => handle(bars, {
    name: `bar of sample ${NAMES[s]}, class ${k}`, mark: makeSvg("g", { transform: "scale(0.85)" }, mark(k)), step: 0.02, along: "y",
    change: ([, to]) => change(model, { scores: pulled(read(model), s, k, to) }),
  }));
  const draw = (now) => {
    all.forEach((one) => one.draw(now));
    each((s, k) => handles[3 * s + k].draw([across(s, k), now.bars[s][k]], spoken(now, s, k)));
    bars.say(`Probability minus target as bars${now.mean ? ", divided by the 3 samples" : ""}. ${NAMES.map((name, s) => `Sample ${name}: ${listed(now.bars[s], 2)}.`).join(" ")}`);
  };
  return { node: bars.node, draw };
}

/** A bar, its number beyond its end, and below it the probability and the target. */
function oneBar(bars, s, k) {
  const { box, x, y, svg } = bars;
  const middle = x(across(s, k));
  const rect = makeSvg("rect", { x: middle - 9, width: 18, class: `kit-class-${k} error_bars-bar` });
  const [value, p, target] = [0, 16, 31].map((down) => makeSvg("text", { x: middle, y: box.bottom + down, "text-anchor": "middle", class: "error_bars-number" }));
  svg.append(rect, value, p, target);
  const draw = (now) => {
    const bar = now.bars[s][k];
    rect.dataset.value = bar;
    place(rect, { y: y(Math.max(0, bar)), height: Math.abs(y(0) - y(bar)) });
    place(value, { y: y(bar) + (bar < 0 ? 29 : -20) });
    write(value, fixed(bar, 2));
    write(p, fixed(now.p[s][k], 2));
    write(target, String(Number(k === now.labels[s])));
    target.classList.toggle("error_bars-label", k === now.labels[s]);
  };
  return { draw };
}

const spoken = (now, s, k) => `${fixed(now.bars[s][k], 2)}; probability ${fixed(now.p[s][k], 2)}, target ${Number(k === now.labels[s])}`;

/* --- controls ------------------------------------------------------------------------------------------------------- */

function controlsPanel(model) {
  const labels = NAMES.map((name, s) =>
    choice(`Label of sample ${name}`, Object.fromEntries(CLASSES.map((k) => [k, `class ${k}`])), (k) => change(model, { labels: changedAt(read(model).labels, s, Number(k)) })));
  const mean = toggle("mean over the samples: times 1/n, here 1/3", (on) => change(model, { mean: on }));
  const table = numberTable({
    caption: "The scores behind the bars.",
    rows: NAMES,
    waits: (now) => !predicted(now, "sum"),
    columns: [
      { head: "scores", of: (now) => now.scores, text: (row) => listed(row, 1) },
      { head: "bars’ sum", of: (now) => now.sums, text: (sum) => fixed(sum, 2), waits: true },
    ],
  });
  const draw = (now) => {
    labels.forEach((one, s) => one.draw(now.labels[s]));
    mean.draw(now.mean);
    table.draw(now);
  };
  return { node: group("Labels and loss", ...labels.map(({ node }) => node), mean.node, table.node), draw };
}

/* --- predictions ---------------------------------------------------------------------------------------------------- */

const SUM = {
  key: "sum",
  title: "Three bars",
  question: "You pull the end of one bar, and the other two of its sample move. What do the three sum to?",
  options: { zero: "To 0, wherever I pull.", one: "To 1, as probabilities do.", depends: "That depends on where I pull." },
  right: "zero",
  moved: () => true,
  next: () => "",
  seen: (now) => `The sums are ${listed(now.sums, 2)}. Pull, and they stay.`,
  because: {
    zero: "The probabilities sum to 1, the targets as well, and the bars are the difference.",
    one: "The probabilities do. But the targets sum to 1 as well, and they are subtracted.",
    depends: "The probabilities sum to 1 and the targets as well, wherever you pull: the difference sums to 0.",
  },
};

const NEGATIVE = {
  key: "negative",
  title: "Another label",
  question: "Sample A is going to get the label 2, and its scores stay. Which of its bars is negative then?",
  options: { label: "That of class 2.", likely: "That of its most probable class.", unlikely: "That of its least probable class, whatever the label is." },
  right: "label",
  moved: (now) => now.labels[0] === 2,
  next: () => "Now change the label of sample A, and watch its bars.",
  seen: (now) => `The bars of sample A are ${listed(now.bars[0], 2)}.`,
  because: {
    label: "Its target is 1, and no probability is larger: its score has to rise, so the bar, the gradient, is negative. All others have to fall.",
    likely: "A probability minus 0 is positive. Only where the target is 1 something negative comes out.",
    unlikely: "It is only because it is the label’s. With any other label this bar is positive: a probability minus 0.",
  },
};

const MEAN = {
  key: "mean",
  title: "One over n",
  question: "The loss becomes the mean of the samples’ losses. What changes in the bars?",
  options: { length: "Their lengths, all by one factor.", turn: "Some change their direction.", rows: "They even out between the samples." },
  right: "length",
  moved: (now) => now.mean,
  next: () => "Now switch to the mean, and watch.",
  seen: (now) => `The bar of sample A’s label went from ${fixed(3 * now.bars[0][now.labels[0]], 2)} to ${fixed(now.bars[0][now.labels[0]], 2)}.`,
  because: {
    length: "Each is a third of what it was. A step of descent goes the same way, a third as far; twice as many samples do not make it twice as long.",
    turn: "A factor of 1/3 changes no sign and no ratio: every bar is a third of what it was.",
    rows: "No sample hears of another here: every bar is a third of what it was.",
  },
};

function questionsPanel(model) {
  return inCards(...[SUM, NEGATIVE, MEAN].map((about) => prediction(model, about)));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const [bars, controls] = [barsPanel(model), controlsPanel(model)];
  return together(pictured([bars.node], controls.node), [bars, controls]);
}

const aloud = (now) => NAMES.map((name, s) => `Sample ${name}, label ${now.labels[s]}: bars ${listed(now.bars[s], 2)}.`).join(" ");

const render = widget({ name: "error_bars", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { softmax, gradient, scoreFor } };
