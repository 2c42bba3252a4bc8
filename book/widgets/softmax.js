/* Softmax, moved by the reader: three scores, one handle that shifts them all, one that scales them, the powers on the
way to the probabilities, the Jacobian, and the gradient of the loss. */

const {
  number, fixed, signed, listed, indexed, agrees,
  make, makeSvg, write, place, slider, group, choice, button, buttons, card, cards, inCards, pictured, verdict, tell, silence,
  prediction, handlePanel, numberTask, numberTable, scrolled, slopeBar, mark, pictureOfMark, apart,
  readTraits, change, changedAt, widget,
} = kit;

const SCORES = { min: -3, max: 3, step: 0.1 };
const LINE_END = 10; // the largest score that the handles can make: 2 * 3 + 4
const TWICE = Math.log(2);

/* --- the mathematics: equal to solutions/softmax.py, and tested against it ---------------------------------------- */

function standing(scores, scale, shift) {
  return scores.map((score) => scale * score + shift);
}

function softmax(scores) {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

function jacobian(p) {
  return p.map((pk, k) => p.map((pj, j) => (k === j ? pk * (1 - pk) : -pk * pj)));
}

/** The gradient of the cross-entropy by the scores: probabilities minus the one-hot row of the true class. */
function gradient(p, target) {
  return p.map((pk, k) => pk - (k === target ? 1 : 0));
}

/** The rules that readers use in place of the right one for row k, column j, each with what it gives and a reply. */
function otherRules(p, k, j) {
  const own = p[k] * (1 - p[k]);
  const [pk, pj] = [name(k), name(j)];
  if (k === j) {
    return [
      [-own, `The size is right. When score ${k} rises, does ${pk} rise or fall?`],
      [-p[k] * p[k], `This is −${pk}·${pk}, the rule for the score of another class. Score ${k} also stands in the numerator of ${pk}.`],
      [p[k] * p[k], `This is ${pk}·${pk}. One of the two factors should be what ${pk} still lacks to make 1.`],
      [p[k], `This is ${pk} itself. It would grow like this if the sum below it stood still.`],
      [1 - p[k], `This is 1 − ${pk}, one of two factors. What does a probability of nearly 0 lose or gain?`],
    ];
  }
  return [
    [p[k] * p[j], `The size is right. When score ${j} rises, class ${j} takes from the others: does ${pk} rise or fall?`],
    [own, `This is ${pk}·(1 − ${pk}), the rule for ${pk}’s own score. Score ${j} stands only in the sum below ${pk}.`],
    [p[j] * (1 - p[j]), `This is ${pj}·(1 − ${pj}): how ${pj} reacts to score ${j}. Here ${pk} reacts to it.`],
    [p[j], `This is ${pj} itself. The more ${pk} has, the more it can lose: where is ${pk} in your rule?`],
    [p[k], `This is ${pk} itself. How much it loses depends on ${pj}, too.`],
    [p[k] * (1 - p[j]), `This is ${pk}·(1 − ${pj}). The numerator of ${pk} does not hold score ${j}, so nothing is gained.`],
    [0, `You say that ${pk} does not react to score ${j}. But the sum below ${pk} holds it.`],
  ];
}

/** Say what stands behind a typed entry of the Jacobian; silence is better than a wrong name. */
function judgeEntry(text, p, k, j) {
  const typed = number(text);
  if (text.trim() === "") return { right: false, reply: "Still empty." };
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like −0.25." };
  const right = jacobian(p)[k][j];
  if (agrees(typed, right)) return { right: true, reply: "Right." };
  const fitting = otherRules(p, k, j).filter(([value]) => agrees(typed, value));
  if (fitting.length === 1) return { right: false, reply: fitting[0][1] };
  if (fitting.length > 1) return { right: false, reply: "Not yet. More than one rule gives this number here: move a score and try again." };
  if (Math.abs(typed - right) <= 0.02) return { right: false, reply: "Close. Is it rounded to two decimals, and only at the end?" };
  return { right: false, reply: `Not yet. Move score ${j} up a little and watch ${name(k)}: which way does it go, and how far?` };
}

/** Say what a typed difference of scores does to the ratio of two probabilities. */
function judgeDifference(text) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like 1.25." };
  if (agrees(typed, TWICE)) {
    return { right: true, reply: "Right: e to the power of 0.69 is 2. Class 2 has no say in this ratio. Move its score and see." };
  }
  const does = `With a difference of ${fixed(typed, 2)} class 1 is ${significant(Math.exp(typed))} times as likely as class 0, and 2 times is wanted.`;
  if (agrees(typed, -TWICE)) return { right: false, reply: `${does} The number is right: who should have the higher score?` };
  if (Math.abs(typed - 0.7) < 1e-9) return { right: false, reply: `${does} Close: one more decimal.` };
  if (typed === 2) return { right: false, reply: `${does} Twice the probability is twice the power of e. How far apart are the exponents?` };
  return { right: false, reply: `${does} Try smaller and larger ones, or ask which power of e is 2.` };
}

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

/* --- the Jacobian --------------------------------------------------------------------------------------------------- */

function jacobianPanel(model) {
  const count = model.get("scores").length;
  const table = jacobianTable(model, count);
  const sums = prediction(model, SUMS);
  const row = rowQuestion(model, table);
  const node = make("div", {}, table.node, cards(row.node, sums.node));
  return { node, draw: (now) => [table, sums, row].forEach((one) => one.draw(now)) };
}

/** Row k holds the reactions of one probability, column j those to one score. */
function jacobianTable(model, count) {
  const classes = Array.from({ length: count }, (_, k) => k);
  const heads = classes.map((j) => columnHead(model, j));
  const rows = classes.map((k) => classes.map((j) => cell(k, j)));
  const sums = classes.map(() => make("td"));
  const lines = rows.map((cells, k) => make("tr", {}, make("th", { scope: "row" }, name(k)), ...cells.map(({ node }) => node)));
  const node = scrolled(make("table", { class: "kit-table softmax-jacobian", "data-link": "softmax-jacobian" },
    make("caption", {}, "How each probability reacts to each score. Choose a score: its column is marked. ",
      part("On the diagonal", "softmax-jacobian-diagonal"), " a score meets its own probability, ", part("off it", "softmax-jacobian-off"), " another's."),
    make("thead", {}, make("tr", {}, make("td"), ...heads.map((head) => head.node))),
    make("tbody", {}, ...lines),
    make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, "sum"), ...sums))));
  const draw = (now) => {
    heads.forEach((head, j) => head.draw(now.chosen === j));
    rows.forEach((cells, k) => cells.forEach((one, j) => one.draw(now.slopes[k][j], { lit: now.chosen === j, asked: asks(now, k) })));
    sums.forEach((one, j) => {
      one.classList.toggle("kit-lit", now.chosen === j);
      write(one, "sums" in now.predictions ? fixed(columnSum(now.slopes, j), 3) : "?");
    });
  };
  return { node, rows, draw };
}

/** The name of a part of the table, by which a keyboard lights it and its formula. */
const part = (text, link) => make("span", { class: "linked", tabindex: 0, role: "group", "data-link": link }, text);

const asks = (now, k) => k === now.row && !now.row_shown;

function columnHead(model, j) {
  const chooser = button("", () => change(model, { chosen: j }));
  const node = make("th", { scope: "col" }, chooser);
  const draw = (chosen) => {
    node.classList.toggle("kit-lit", chosen);
    place(chooser, { "aria-pressed": chosen });
    write(chooser, `${chosen ? "▼ " : ""}score ${j}`);
  };
  return { node, draw };
}

/** One slope: its number, a bar to the left or right of the middle, and a field while the reader is asked for it. */
function cell(k, j) {
  const value = make("span");
  const bar = slopeBar(100);
  const field = make("input", { type: "text", autocomplete: "off", spellcheck: "false", size: 5, "aria-label": `Reaction of p ${k} to score ${j}` });
  const node = make("td", { "data-link": k === j ? "softmax-jacobian-diagonal" : "softmax-jacobian-off" }, value, bar.node, field);
  const draw = (slope, { lit, asked }) => {
    node.classList.toggle("kit-lit", lit);
    value.hidden = asked;
    bar.node.style.display = asked ? "none" : "";
    field.hidden = !asked;
    if (asked) delete node.dataset.value;
    else node.dataset.value = slope;
    write(value, asked ? "" : signed(slope, 3));
    bar.draw(slope);
  };
  return { node, field, draw };
}

/** One row is the reader's to fill; each wrong entry is told which rule gives it. */
function rowQuestion(model, table) {
  const k = model.get("row");
  const fields = table.rows[k].map(({ field }) => field);
  const parts = rowParts(k, () => check(), () => change(model, { filled: [], row_shown: true }));
  const judged = { entries: "", at: "" }; // what the replies are about
  const draw = (now) => {
    for (const one of [parts.prompt, parts.buttons]) one.hidden = now.row_shown;
    parts.show.hidden = !now.filled.length; // first a try, then the telling
    if (now.row_shown) return tellRow(parts, now);
    silence(parts.right);
    const [entries, at] = [JSON.stringify(now.filled), now.standing.join()];
    if (entries !== judged.entries) replyToRow(parts, fields, now);
    else if (at !== judged.at) clearReplies(parts, fields);
    Object.assign(judged, { entries, at });
  };
  const check = () => {
    const now = read(model);
    const filled = fields.map((field) => field.value);
    judged.entries = ""; // the same entries may be right or wrong elsewhere: judge them again
    change(model, { filled, row_shown: filled.every((text, j) => judgeEntry(text, now.p, k, j).right) });
    draw(read(model));
    fields.find((field) => !field.hidden && field.getAttribute("aria-invalid") === "true")?.focus();
  };
  fields.forEach((field) => field.addEventListener("keydown", (event) => event.key === "Enter" && check()));
  return { node: parts.node, draw };
}

function rowParts(k, check, show) {
  const showing = button("Show me the row", show);
  showing.classList.add("kit-quiet");
  const prompt = make("p", {}, `Fill in the row of ${name(k)}, to two decimals. The probabilities stand beside the bars; the other rows may give you an idea.`);
  const below = buttons(button("Check the row", check), showing);
  const replies = make("div", { class: "softmax-replies", role: "status" });
  const right = verdict();
  const node = card("Your row", { "data-task": "row" }, prompt, below, replies, right);
  return { node, prompt, buttons: below, show: showing, replies, right };
}

function replyToRow({ replies }, fields, now) {
  const judged = now.filled.map((text, j) => judgeEntry(text, now.p, now.row, j));
  fields.forEach((field, j) => {
    field.value = now.filled[j] ?? "";
    place(field, { "aria-invalid": judged.length > 0 && !judged[j].right });
  });
  replies.replaceChildren(...judged.map(({ right, reply }, j) => make("p", {}, `${right ? "✓" : "✗"} Score ${j}: ${reply}`)));
}

function clearReplies({ replies }, fields) {
  replies.replaceChildren();
  fields.forEach((field) => place(field, { "aria-invalid": false }));
}

function tellRow({ replies, right }, { filled }) {
  replies.replaceChildren();
  if (!filled.length) return tell(right, false, "Here it is. Which rule makes these numbers out of the probabilities, on the diagonal and off it?");
  return tell(right, true, "Right. Only the entry on the diagonal is positive, and the table mirrors itself at its diagonal.");
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
