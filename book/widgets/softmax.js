/* Softmax, moved by the reader: three scores, one handle that shifts them all, one that scales them, the powers on the
way to the probabilities, the Jacobian, and the gradient of the loss.
What it computes, and the Jacobian, stand in softmax/, in the same scope. */

const {
  number, fixed, signed, listed, indexed, agrees,
  make, makeSvg, write, place, slider, group, choice, button, buttons, card, cards, inCards, pictured, verdict, tell, silence,
  prediction, handlePanel, numberTask, numberTable, scrolled, slopeBar, mark, pictureOfMark, apart,
  readTraits, change, changedAt, widget,
} = kit;

const SCORES = { min: -3, max: 3, step: 0.1 };
const LINE_END = 10; // the largest score that the handles can make: 2 * 3 + 4
const TWICE = Math.log(2);

/* --- text ----------------------------------------------------------------------------------------------------------- */

const name = (k) => indexed("p", k);
const significant = (value) => (value >= 1000 ? "more than 1000" : value.toFixed(value < 10 ? 2 : 0));
const power = (value) => (value > 1e6 ? "over a million" : fixed(value, 3));

/* --- what the model says -------------------------------------------------------------------------------------------- */

const TRAITS = ["scores", "shift", "scale", "target", "chosen", "show", "row", "filled", "row_shown", "predictions", "answer"];

function read(model) {
  const now = readTraits(model, TRAITS);
  now.standing = standing(now.scores, now.scale, now.shift);
  now.p = softmax(now.standing);
  now.before = softmax(now.scores);
  now.powers = now.standing.map(Math.exp);
  now.slopes = jacobian(now.p);
  now.target = now.target in now.p ? now.target : 0; // a link may say anything
  now.gradient = gradient(now.p, now.target);
  return now;
}

/* --- scores: sliders and pictures ----------------------------------------------------------------------------------- */

function scoresPanel(model) {
  const sliders = model.get("scores").map((_, j) =>
    slider([pictureOfMark(j), `class ${j}`], SCORES, (value) => change(model, { scores: changedAt(model.get("scores"), j, value), chosen: j })));
  sliders.forEach(({ input }, j) => {
    input.setAttribute("aria-label", `score of class ${j}`);
    input.addEventListener("focus", () => change(model, { chosen: j }));
    sliders[j].node.dataset.link = "softmax-z";
  });
  const pictures = [shareBars(sliders.length)];
  if (model.get("show").includes("handles")) pictures.unshift(scoreLine(sliders.length));
  const scores = group("Scores", ...sliders.map(({ node }) => node));
  scores.classList.add("softmax-scores");
  const draw = (now) => {
    sliders.forEach((one, j) => one.draw(now.scores[j], fixed(now.scores[j], 1), `${fixed(now.scores[j], 1)}, probability ${fixed(now.p[j], 2)}`));
    pictures.forEach((picture) => picture.draw(now));
  };
  return { node: pictured(pictures.map(({ node }) => node), scores), draw };
}

/** Scores as marks on a number line: a shift moves them as one body, a scale draws them together or apart. */
function scoreLine(count) {
  const at = (z) => 160 + 14.5 * Math.max(-LINE_END, Math.min(LINE_END, z));
  const title = makeSvg("title");
  const ticks = [-10, -5, 0, 5, 10].flatMap((z) => [
    makeSvg("path", { d: `M${at(z)} 75v6`, class: "kit-axis" }),
    makeSvg("text", { x: at(z), y: 94, "text-anchor": "middle" }, fixed(z, 0)),
  ]);
  const marks = Array.from({ length: count }, (_, k) => mark(k));
  const heading = makeSvg("text", { x: 0, y: 11, class: "kit-heading" }, "scores, as they stand");
  const node = makeSvg("svg", { viewBox: "0 0 320 98", role: "img", "data-link": "softmax-z" }, title,
    heading, makeSvg("path", { d: "M10 78H310", class: "kit-axis" }), ...ticks, ...marks);
  const draw = ({ standing }) => {
    const floors = apart(standing);
    marks.forEach((one, k) => {
      place(one, { transform: `translate(${at(standing[k])} ${64 - 19 * floors[k]})` });
      one.dataset.value = standing[k];
    });
    write(title, `Scores as they stand: ${listed(standing, 1)}`);
  };
  return { node, draw };
}

/** Probabilities as bars; a thin frame keeps what they were before the two handles were touched. */
function shareBars(count) {
  const [left, full, row] = [28, 205, 30];
  const title = makeSvg("title");
  const heading = makeSvg("text", { x: 0, y: 12, class: "kit-heading" }, "probabilities");
  const rows = Array.from({ length: count }, (_, k) => {
    const bar = makeSvg("rect", { class: `softmax-bar kit-class-${k % 3}`, x: left, y: 4, height: 18 });
    const frame = makeSvg("rect", { class: "kit-frame", x: left, y: 1.5, height: 23 });
    const value = makeSvg("text", { y: 18 });
    const sign = makeSvg("g", { transform: "translate(11 13)" }, mark(k));
    const node = makeSvg("g", { transform: `translate(0 ${18 + row * k})`, "data-link": "softmax-p" }, sign, bar, frame, value);
    return { node, bar, frame, value };
  });
  const node = makeSvg("svg", { viewBox: `0 0 320 ${20 + row * count}`, role: "img" }, title, heading, ...rows.map((one) => one.node));
  const draw = (now) => {
    rows.forEach((one, k) => {
      place(one.bar, { width: full * now.p[k] });
      place(one.frame, { width: full * now.before[k], visibility: now.show.includes("handles") ? "visible" : "hidden" });
      place(one.value, { x: left + full * Math.max(now.p[k], now.before[k]) + 8 });
      write(one.value, fixed(now.p[k], 3) + slopeSign(now, k));
      one.node.dataset.value = now.p[k];
    });
    write(title, `Probabilities: ${now.p.map((share, k) => `class ${k} ${fixed(share, 3)}`).join(", ")}. They sum to 1.`);
  };
  return { node, draw };
}

/** Beside the Jacobian, an arrow says where the chosen score would send each probability. */
function slopeSign({ show, chosen, slopes }, k) {
  if (!show.includes("jacobian") || chosen < 0) return "";
  return slopes[k][chosen] > 0 ? " ▲" : " ▼";
}

/* --- predictions: ask, then let it happen, then compare ------------------------------------------------------------- */

const FATES = {
  rise: "They all rise.",
  still: "They stand still.",
  equal: "They become more equal.",
  peak: "The largest grows, the others shrink.",
};

const SHIFT = {
  key: "shift",
  title: "Shift",
  link: "softmax-shift",
  label: "Add to every score",
  range: { min: -4, max: 4, step: 0.1 },
  text: (now) => signed(now.shift, 1),
  question: "The same number is added to every score. What will the probabilities do?",
  options: FATES,
  right: "still",
  moved: (now) => Math.abs(now.shift) >= 0.5,
  next: () => "Now move the handle, and watch the bars.",
  seen: (now) => `Every score moved by ${signed(now.shift, 1)}; the probabilities are still ${listed(now.p, 3)}.`,
  because: {
    still: "All powers grow by one common factor, and it cancels when you divide. Only the differences of scores count.",
    rise: "All of them cannot rise: together they make 1.",
    equal: "They would if the scores drew closer together. A shift leaves every difference as it was.",
    peak: "It would if the scores moved apart. A shift leaves every difference as it was.",
  },
};

const SCALE = {
  key: "scale",
  title: "Scale",
  link: "softmax-scale",
  label: "Multiply every score by",
  range: { min: 0.1, max: 2, step: 0.1 },
  text: (now) => fixed(now.scale, 1),
  question: "Every score is multiplied by the same number below 1. What will the probabilities do?",
  options: FATES,
  right: "equal",
  moved: (now) => now.scale <= 0.81 && spread(now.scores) > 0.05,
  next: (now) => scaleHint(now),
  seen: (now) => `Times ${fixed(now.scale, 1)}, the largest went from ${fixed(Math.max(...now.before), 3)} to ${fixed(Math.max(...now.p), 3)}, the smallest from ${fixed(Math.min(...now.before), 3)} to ${fixed(Math.min(...now.p), 3)}.`,
  because: {
    equal: "The differences shrink, so the classifier is less sure. Above 1 they grow: try that, too.",
    rise: "All of them cannot rise: together they make 1.",
    still: "That is what a shift does. A scale changes the differences of the scores.",
    peak: "That is what a number above 1 does. Below 1 the differences shrink.",
  },
};

const SUMS = {
  key: "sums",
  title: "Sum of a column",
  question: "One score rises a little, and every probability reacts. What do the reactions sum to?",
  options: { one: "To 1.", zero: "To 0.", depends: "That depends on the scores." },
  right: "zero",
  moved: () => true,
  next: () => "",
  seen: (now) => `The sums are ${listed(now.slopes[0].map((_, j) => columnSum(now.slopes, j)), 3)}.`,
  because: {
    zero: "The probabilities always sum to 1, so what one gains, the others lose.",
    one: "The probabilities sum to 1 before and after. So how much have they changed altogether?",
    depends: "Move the scores as you like: the probabilities sum to 1 before and after, so altogether nothing changes.",
  },
};

const POWERS = {
  key: "powers",
  title: "Powers",
  question: "A score rises by exactly 1. What becomes of its power?",
  options: { add: "It rises by 1.", times: "It is multiplied by e, about 2.72.", depends: "That depends on the other scores." },
  right: "times",
  moved: () => true,
  next: () => "",
  seen: ({ standing: [z] }) => `From ${fixed(z, 1)} to ${fixed(z + 1, 1)}, the power goes from ${power(Math.exp(z))} to ${power(Math.exp(z + 1))}.`,
  because: {
    times: "To add 1 to the exponent is to multiply by e. So a lead in scores becomes a factor.",
    add: "To add 1 to the exponent is to multiply by e, wherever you start.",
    depends: "The other scores have a say in the sum, and so in the probability. A power knows its own score only.",
  },
};

const GRADIENT = {
  key: "gradient",
  title: "Probability minus target",
  question: "The score of the true class rises until its probability is nearly 1. What becomes of its p − y?",
  options: { grows: "It goes to 1.", zero: "It goes to 0 from below.", crosses: "It becomes positive in the end." },
  right: "zero",
  moved: (now) => now.p[now.target] >= 0.9,
  next: (now) => `Now raise score ${now.target} until the probability is above 0.9, and watch p − y.`,
  seen: (now) => `At ${name(now.target)} = ${fixed(now.p[now.target], 3)} it is ${fixed(now.gradient[now.target], 3)}.`,
  because: {
    zero: "The surer the classifier is of the true class, the less there is to mend.",
    grows: "The probability goes to 1. But the target, which is 1, is subtracted.",
    crosses: "It would if the probability exceeded its target. The target is 1, and no probability does.",
  },
};

const spread = (values) => Math.max(...values) - Math.min(...values);
const columnSum = (table, j) => table.reduce((sum, row) => sum + row[j], 0);

function scaleHint(now) {
  if (spread(now.scores) <= 0.05) return "The scores are all equal, so nothing can happen: move one of them first.";
  if (now.scale > 1) return "You went above 1. The question was about a number below 1.";
  return "Now move the handle below 1, and watch the bars.";
}

function handlesPanel(model) {
  const handles = [SHIFT, SCALE].map((about) => handlePanel(model, about));
  return inCards(...handles);
}

/* --- the task ------------------------------------------------------------------------------------------------------- */

const RATIO = {
  key: "ratio",
  trait: "answer",
  title: "Task",
  text: "Make class 1 twice as likely as class 0 without touching the score of class 0. Which difference of the two scores do you need, to two decimals?",
  label: "z₁ − z₀ =",
  judge: judgeDifference,
};

function taskPanel(model) {
  const ratio = make("p", { class: "softmax-ratio", "data-link": "softmax-ratio" });
  const task = numberTask(model, RATIO, ratio);
  const draw = (now) => {
    const [a, b] = now.standing;
    write(ratio, `Now z₁ − z₀ = ${fixed(b - a, 1)}, and p₁ is ${significant(now.p[1] / now.p[0])} times p₀.`);
    task.draw(now);
  };
  return { node: task.node, draw };
}

/* --- a row for each class: powers, gradient ------------------------------------------------------------------------- */

/** A table with a row for each class; what `waits` waits for the prediction with the key. */
function classTable(model, key, caption, columns) {
  const rows = model.get("scores").map((_, k) => `class ${k}`);
  return numberTable({ caption, rows, columns, waits: (now) => !(key in now.predictions) });
}

function powersPanel(model) {
  const table = classTable(model, "powers", "From scores to probabilities: each power, divided by the sum of the powers.", [
    { head: "score z", link: "softmax-z", of: (now) => now.standing, text: (z) => fixed(z, 1) },
    { head: "power eᶻ", link: "softmax-power", of: (now) => now.powers, text: power, waits: true, sum: "softmax-sum" },
    { head: "probability p", link: "softmax-p", of: (now) => now.p, text: (p) => fixed(p, 3), sum: true },
  ]);
  const asked = prediction(model, POWERS);
  const node = cards(asked.node, table.node);
  return { node, draw: (now) => [table, asked].forEach((one) => one.draw(now)) };
}

function gradientPanel(model) {
  const table = classTable(model, "gradient", "How fast the loss grows with each score: p\u00a0−\u00a0y.", [
    { head: "p", link: "softmax-p", of: (now) => now.p, text: (p) => fixed(p, 3) },
    { head: "y", link: "softmax-y", of: (now) => now.p.map((_, k) => (k === now.target ? 1 : 0)), text: String },
    { head: "p − y", link: "softmax-gradient", of: (now) => now.gradient, text: (g) => signed(g, 3), waits: true, sum: true, bar: 25 },
  ]);
  const asked = prediction(model, GRADIENT);
  const classes = Object.fromEntries(model.get("scores").map((_, k) => [k, `class ${k}`]));
  const chooser = choice("The true class", classes, (k) => change(model, { target: Number(k) }));
  const loss = make("p", { "data-link": "softmax-loss" });
  const node = cards(asked.node, make("div", {}, chooser.node, table.node, loss));
  const draw = (now) => {
    [table, asked].forEach((one) => one.draw(now));
    chooser.draw(now.target);
    loss.dataset.value = -Math.log(now.p[now.target]);
    write(loss, `The loss is −ln ${name(now.target)} = ${fixed(-Math.log(now.p[now.target]), 3)}.`);
  };
  return { node, draw };
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

/** The state in words, and nothing that still waits for a prediction. */
function aloud({ show, standing, p, powers, predictions, chosen, slopes, row, row_shown, target, gradient }) {
  const said = [`Scores ${listed(standing, 1)}.`, `Probabilities ${listed(p, 3)}.`];
  if (show.includes("powers") && "powers" in predictions) said.push(`Powers ${powers.map(power).join(", ")}.`);
  if (show.includes("jacobian") && chosen in slopes) {
    const column = slopes.map((slopesOf, k) => (k === row && !row_shown ? "to be filled in" : signed(slopesOf[chosen], 3)));
    said.push(`Reactions to score ${chosen}: ${column.join(", ")}.`);
  }
  if (show.includes("gradient") && "gradient" in predictions) said.push(`p − y with true class ${target}: ${listed(gradient, 3)}.`);
  return said.join(" ");
}

const PANELS = { handles: handlesPanel, task: taskPanel, powers: powersPanel, jacobian: jacobianPanel, gradient: gradientPanel };

const render = widget({
  name: "softmax",
  traits: TRAITS,
  read,
  panels: (model) => [scoresPanel(model), ...model.get("show").map((panel) => PANELS[panel](model))],
  aloud,
});

export default { render, mathematics: { standing, softmax, jacobian, gradient, judgeEntry, judgeDifference } };
