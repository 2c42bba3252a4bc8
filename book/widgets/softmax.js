/* Softmax, moved by the reader: three scores, one handle that shifts them all, one that scales them, the powers on the
way to the probabilities, the Jacobian, and the gradient of the loss.

One ES module for two places: JupyterLab, where anywidget loads it as it is, and the book's pages, where `widgets.py`
wraps it into a classic script (a page opened as a file may not load modules) and `widget_host.js` gives it a model.
So it has no import, and its one export is the object at the end. What belongs to the page (the link to a state,
what is kept for the next visit) is the host's; what the reader has done is in the model, trait by trait.

A panel is `{ node, draw(now) }`. Whatever changes, `render` draws all panels once in the next frame. */

const SCORES = { min: -3, max: 3, step: 0.1 };
const LINE_END = 10; // the largest score that the handles can make: 2 * 3 + 4
const TWICE = Math.log(2);
const HALF_A_DIGIT = 0.005 + 1e-9; // answers are asked for to two decimals
const QUIET = 400; // milliseconds without a change before a screen reader is told the state

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
  if (Math.abs(typed - right) <= HALF_A_DIGIT) return { right: true, reply: "Right." };
  const fitting = otherRules(p, k, j).filter(([value]) => Math.abs(typed - value) <= HALF_A_DIGIT);
  if (fitting.length === 1) return { right: false, reply: fitting[0][1] };
  if (fitting.length > 1) return { right: false, reply: "Not yet. More than one rule gives this number here: move a score and try again." };
  if (Math.abs(typed - right) <= 0.02) return { right: false, reply: "Close. Is it rounded to two decimals, and only at the end?" };
  return { right: false, reply: `Not yet. Move score ${j} up a little and watch ${name(k)}: which way does it go, and how far?` };
}

/** Say what a typed difference of scores does to the ratio of two probabilities. */
function judgeDifference(text) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like 1.25." };
  if (Math.abs(typed - TWICE) <= HALF_A_DIGIT) {
    return { right: true, reply: "Right: e to the power of 0.69 is 2. Class 2 has no say in this ratio. Move its score and see." };
  }
  const does = `With a difference of ${fixed(typed, 2)} class 1 is ${significant(Math.exp(typed))} times as likely as class 0, and 2 times is wanted.`;
  if (Math.abs(typed + TWICE) <= HALF_A_DIGIT) return { right: false, reply: `${does} The number is right: who should have the higher score?` };
  if (Math.abs(typed - 0.7) < 1e-9) return { right: false, reply: `${does} Close: one more decimal.` };
  if (typed === 2) return { right: false, reply: `${does} Twice the probability is twice the power of e. How far apart are the exponents?` };
  return { right: false, reply: `${does} Try smaller and larger ones, or ask which power of e is 2.` };
}

/** Read a number as people write it, or return null. */
function number(text) {
  const plain = text.trim().replace(/[−–]/, "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/* --- text ----------------------------------------------------------------------------------------------------------- */

const name = (k) => "p" + [..."" + k].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join("");
const scoreName = (j) => name(j).replace("p", "z");

/** Write a number with so many decimals, a true minus sign, and no minus before zero. */
function fixed(value, decimals) {
  const rounded = Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value;
  return rounded.toFixed(decimals).replace("-", "−");
}

const signed = (value, decimals) => (fixed(value, decimals).startsWith("−") || !Number(value.toFixed(decimals)) ? "" : "+") + fixed(value, decimals);
const significant = (value) => (value >= 1000 ? "more than 1000" : value.toFixed(value < 10 ? 2 : 0));
const power = (value) => (value > 1e6 ? "over a million" : fixed(value, 3));
const listed = (values, decimals) => values.map((value) => fixed(value, decimals)).join(", ");

/* --- elements ------------------------------------------------------------------------------------------------------- */

let made = 0;
const newId = () => `softmax-${(made += 1)}`;

function make(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

function makeSvg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** Change the page only where it differs: an unchanged text is not read out again, and costs no layout. */
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function place(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
}

/** A native slider with its label and its value: keyboard, touch and screen readers work as they do everywhere. */
function slider(label, range, change) {
  const id = newId();
  const input = make("input", { type: "range", id, ...range });
  const output = make("output", { for: id });
  input.addEventListener("input", () => change(Number(input.value)));
  const node = make("div", { class: "softmax-slider" }, make("label", { for: id }, ...label), input, output);
  const draw = (value, shown, spoken) => {
    if (Number(input.value) !== value) input.value = value;
    write(output, shown);
    place(input, { "aria-valuetext": spoken ?? shown });
  };
  return { node, input, draw };
}

/** A text field for one number and a button that checks it; Enter checks, too. */
function checkedField(label, button, check) {
  const id = newId();
  const input = make("input", { type: "text", id, inputmode: "text", autocomplete: "off", spellcheck: "false", size: 7 });
  const node = make("form", { class: "softmax-field" }, make("label", { for: id }, label), input, make("button", {}, button));
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    check(input.value);
  });
  return { node, input };
}

const verdict = () => make("p", { class: "softmax-verdict", role: "status" });

/** Show whether an answer was right by a sign and a word, and not by a colour only. */
function tell(node, right, text) {
  node.dataset.right = right;
  write(node, `${right ? "✓" : "✗"} ${text}`);
}

function silence(node) {
  delete node.dataset.right;
  write(node, "");
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

const TRAITS = ["scores", "shift", "scale", "target", "chosen", "show", "row", "filled", "row_shown", "predictions", "answer"];

function read(model) {
  const now = Object.fromEntries(TRAITS.map((trait) => [trait, model.get(trait)]));
  now.standing = standing(now.scores, now.scale, now.shift);
  now.p = softmax(now.standing);
  now.before = softmax(now.scores);
  now.powers = now.standing.map(Math.exp);
  now.slopes = jacobian(now.p);
  now.target = now.target in now.p ? now.target : 0; // a link may say anything
  now.gradient = gradient(now.p, now.target);
  return now;
}

function change(model, traits) {
  for (const [trait, value] of Object.entries(traits)) model.set(trait, value);
  model.save_changes();
}

function changedAt(list, index, value) {
  return list.map((old, place) => (place === index ? value : old));
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
  const group = make("fieldset", { class: "softmax-scores" }, make("legend", {}, "Scores"), ...sliders.map(({ node }) => node));
  const shown = make("div", { class: "softmax-pictures" }, ...pictures.map(({ node }) => node));
  const draw = (now) => {
    sliders.forEach((one, j) => one.draw(now.scores[j], fixed(now.scores[j], 1), `${fixed(now.scores[j], 1)}, probability ${fixed(now.p[j], 2)}`));
    pictures.forEach((picture) => picture.draw(now));
  };
  return { node: make("div", { class: "softmax-top" }, shown, group), draw };
}

/** The mark of a class: its shape and its number tell it from the others, its colour only helps. */
function mark(k) {
  const shapes = [
    ["circle", { r: 8 }],
    ["rect", { x: -7.5, y: -7.5, width: 15, height: 15 }],
    ["path", { d: "M0-10 9.5 7.5H-9.5Z" }],
    ["path", { d: "M0-10.5 10.5 0 0 10.5-10.5 0Z" }],
    ["path", { d: "M-10-5H10L6 8H-6Z" }],
  ];
  const [tag, attributes] = shapes[k % shapes.length];
  const digit = makeSvg("text", { "text-anchor": "middle", y: k === 2 ? 6 : 4.5 }, String(k));
  return makeSvg("g", { class: `softmax-class-${k % 3}` }, makeSvg(tag, attributes), digit);
}

function pictureOfMark(k) {
  return makeSvg("svg", { viewBox: "-12 -12 24 24", width: 22, "aria-hidden": "true" }, mark(k));
}

/** Scores as marks on a number line: a shift moves them as one body, a scale draws them together or apart. */
function scoreLine(count) {
  const at = (z) => 160 + 14.5 * Math.max(-LINE_END, Math.min(LINE_END, z));
  const title = makeSvg("title");
  const ticks = [-10, -5, 0, 5, 10].flatMap((z) => [
    makeSvg("path", { d: `M${at(z)} 75v6`, class: "softmax-axis" }),
    makeSvg("text", { x: at(z), y: 94, "text-anchor": "middle" }, fixed(z, 0)),
  ]);
  const marks = Array.from({ length: count }, (_, k) => mark(k));
  const heading = makeSvg("text", { x: 0, y: 11, class: "softmax-heading" }, "scores, as they stand");
  const node = makeSvg("svg", { viewBox: "0 0 320 98", role: "img", "data-link": "softmax-z" }, title,
    heading, makeSvg("path", { d: "M10 78H310", class: "softmax-axis" }), ...ticks, ...marks);
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

/** Marks that would hide one another stand on different floors. */
function apart(values) {
  const floors = [];
  values.forEach((value, k) => {
    const taken = floors.filter((_, other) => Math.abs(values[other] - value) < 1.4);
    floors[k] = [0, 1, 2, 3, 4].find((floor) => !taken.includes(floor));
  });
  return floors;
}

/** Probabilities as bars; a thin frame keeps what they were before the two handles were touched. */
function shareBars(count) {
  const [left, full, row] = [28, 205, 30];
  const title = makeSvg("title");
  const heading = makeSvg("text", { x: 0, y: 12, class: "softmax-heading" }, "probabilities");
  const rows = Array.from({ length: count }, (_, k) => {
    const bar = makeSvg("rect", { class: `softmax-bar softmax-class-${k % 3}`, x: left, y: 4, height: 18 });
    const frame = makeSvg("rect", { class: "softmax-frame", x: left, y: 1.5, height: 23 });
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
  label: "Add to every score",
  range: { min: -4, max: 4, step: 0.1 },
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
  label: "Multiply every score by",
  range: { min: 0.1, max: 2, step: 0.1 },
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

/** A question with its options; after the choice, what was chosen; after the move, what happened. */
function prediction(model, about, after) {
  const group = newId();
  const options = Object.entries(about.options).map(([value, text]) =>
    make("label", { class: "softmax-option" }, make("input", { type: "radio", name: group, value, required: "" }), make("span", {}, text)));
  const form = make("form", {}, ...options, make("button", {}, "That is my prediction"));
  const chosen = make("p", { class: "softmax-chosen" });
  const reply = verdict();
  let wasSeen = false; // once compared, the comparison stays, also when the handle goes home
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = new FormData(form).get(group);
    if (value) change(model, { predictions: { ...model.get("predictions"), [about.key]: value } });
    after();
  });
  const draw = (now) => {
    const value = now.predictions[about.key];
    const asked = value in about.options;
    form.hidden = asked;
    chosen.hidden = !asked;
    wasSeen = asked && (wasSeen || about.moved(now));
    if (asked) write(chosen, `You predicted: ${about.options[value]} ${wasSeen ? "" : about.next(now)}`);
    if (!wasSeen) return silence(reply);
    const lead = value === about.right ? "As you said." : "It came out differently.";
    tell(reply, value === about.right, `${lead} ${about.moved(now) ? about.seen(now) + " " : ""}${about.because[value]}`);
  };
  const heading = newId();
  const node = make("div", { class: "softmax-card", role: "group", "aria-labelledby": heading, "data-prediction": about.key },
    make("p", { class: "softmax-title", id: heading }, about.title), make("p", {}, about.question), form, chosen, reply);
  return { node, draw };
}

/** A handle that acts on all scores, locked until its question is answered. */
function handlePanel(model, about) {
  const handle = slider([about.label], about.range, (value) => change(model, { [about.key]: value }));
  const question = prediction(model, about, () => requestAnimationFrame(() => handle.input.focus()));
  handle.node.dataset.link = `softmax-${about.key}`;
  question.node.querySelector("form").after(handle.node);
  const draw = (now) => {
    question.draw(now);
    handle.input.disabled = !(about.key in now.predictions);
    handle.node.classList.toggle("softmax-locked", handle.input.disabled);
    handle.draw(now[about.key], about.key === "shift" ? signed(now.shift, 1) : fixed(now.scale, 1));
  };
  return { node: question.node, draw };
}

function handlesPanel(model) {
  const handles = [SHIFT, SCALE].map((about) => handlePanel(model, about));
  return { node: make("div", { class: "softmax-cards" }, ...handles.map(({ node }) => node)), draw: (now) => handles.forEach((one) => one.draw(now)) };
}

/* --- the task ------------------------------------------------------------------------------------------------------- */

function taskPanel(model) {
  const reply = verdict();
  const ratio = make("p", { class: "softmax-ratio", "data-link": "softmax-ratio" });
  const field = checkedField("z₁ − z₀ =", "Check", (text) => change(model, { answer: text }));
  let drawn = null;
  const draw = (now) => {
    const [a, b] = now.standing;
    write(ratio, `Now z₁ − z₀ = ${fixed(b - a, 1)}, and p₁ is ${significant(now.p[1] / now.p[0])} times p₀.`);
    if (now.answer === drawn) return;
    drawn = now.answer;
    field.input.value = now.answer;
    if (now.answer.trim() === "") return silence(reply);
    const { right, reply: text } = judgeDifference(now.answer);
    tell(reply, right, text);
  };
  const task = "Make class 1 twice as likely as class 0 without touching the score of class 0. Which difference of the two scores do you need, to two decimals?";
  const node = make("div", { class: "softmax-card", "data-task": "ratio" }, make("p", { class: "softmax-title" }, "Task"), make("p", {}, task), ratio, field.node, reply);
  return { node, draw };
}

/* --- a row for each class: powers, gradient ------------------------------------------------------------------------- */

/** A column is `{ head, link, of(now), text, waits, sum, bar }`; one that `waits` is shown after its prediction. A head is
a stop of the Tab key, and so is a sum that has a link of its own: there a keyboard lights what belongs to it. */
function classTable(model, key, caption, columns) {
  const classes = model.get("scores").map((_, k) => k);
  const cells = columns.map((column) => classes.map(() => numberCell(column.link, column)));
  const sums = columns.map((column) => numberCell(column.sum, { stop: true }));
  const heads = columns.map(({ head, link }) => make("th", { scope: "col", ...focusable(link) }, head));
  const lines = classes.map((k) => make("tr", {}, make("th", { scope: "row" }, `class ${k}`), ...cells.map((column) => column[k].node)));
  const node = make("div", { class: "softmax-scroll" }, make("table", { class: "softmax-table" },
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, make("td"), ...heads)),
    make("tbody", {}, ...lines),
    make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, "sum"), ...sums.map((one) => one.node)))));
  const draw = (now) => columns.forEach(({ of, text, waits, sum }, c) => {
    const values = of(now);
    const shown = !waits || key in now.predictions;
    cells[c].forEach((one, k) => one.draw(values[k], text, shown));
    if (sum) sums[c].draw(values.reduce((a, b) => a + b), text, shown);
  });
  return { node, draw };
}

const linked = (link) => (typeof link === "string" ? { "data-link": link } : {});
const focusable = (link) => (typeof link === "string" ? { ...linked(link), tabindex: 0 } : {});

/** A number in a table, exact in `data-value`, and a bar if its column has one. */
function numberCell(link, { bar, stop }) {
  const value = make("span");
  const picture = bar ? slopeBar(bar) : null;
  const node = make("td", stop ? focusable(link) : linked(link), value, ...(picture ? [picture.node] : []));
  const draw = (exact, text, shown) => {
    if (shown) node.dataset.value = exact;
    else delete node.dataset.value;
    write(value, shown ? text(exact) : "?");
    if (picture) picture.node.style.visibility = shown ? "" : "hidden"; // its middle line would look like a comma
    picture?.draw(shown ? exact : 0);
  };
  return { node, draw };
}

function powersPanel(model) {
  const table = classTable(model, "powers", "From scores to probabilities: each power, divided by the sum of the powers.", [
    { head: "score z", link: "softmax-z", of: (now) => now.standing, text: (z) => fixed(z, 1) },
    { head: "power eᶻ", link: "softmax-power", of: (now) => now.powers, text: power, waits: true, sum: "softmax-sum" },
    { head: "probability p", link: "softmax-p", of: (now) => now.p, text: (p) => fixed(p, 3), sum: true },
  ]);
  const asked = prediction(model, POWERS, () => {});
  const node = make("div", { class: "softmax-cards" }, asked.node, table.node);
  return { node, draw: (now) => [table, asked].forEach((one) => one.draw(now)) };
}

function gradientPanel(model) {
  const table = classTable(model, "gradient", "How fast the loss grows with each score: p\u00a0−\u00a0y.", [
    { head: "p", link: "softmax-p", of: (now) => now.p, text: (p) => fixed(p, 3) },
    { head: "y", link: "softmax-y", of: (now) => now.p.map((_, k) => (k === now.target ? 1 : 0)), text: String },
    { head: "p − y", link: "softmax-gradient", of: (now) => now.gradient, text: (g) => signed(g, 3), waits: true, sum: true, bar: 25 },
  ]);
  const asked = prediction(model, GRADIENT, () => {});
  const chooser = targetChooser(model);
  const loss = make("p", { "data-link": "softmax-loss" });
  const node = make("div", { class: "softmax-cards" }, asked.node, make("div", {}, chooser.node, table.node, loss));
  const draw = (now) => {
    [table, asked, chooser].forEach((one) => one.draw(now));
    loss.dataset.value = -Math.log(now.p[now.target]);
    write(loss, `The loss is −ln ${name(now.target)} = ${fixed(-Math.log(now.p[now.target]), 3)}.`);
  };
  return { node, draw };
}

/** Which class is the true one. */
function targetChooser(model) {
  const group = newId();
  const inputs = model.get("scores").map((_, k) => make("input", { type: "radio", name: group, value: k }));
  inputs.forEach((input, k) => input.addEventListener("change", () => change(model, { target: k })));
  const labels = inputs.map((input, k) => make("label", { class: "softmax-option" }, input, make("span", {}, `class ${k}`)));
  const node = make("fieldset", { class: "softmax-target" }, make("legend", {}, "The true class"), ...labels);
  return { node, draw: (now) => inputs.forEach((input, k) => (input.checked = k === now.target)) };
}

/* --- the Jacobian --------------------------------------------------------------------------------------------------- */

function jacobianPanel(model) {
  const count = model.get("scores").length;
  const table = jacobianTable(model, count);
  const sums = prediction(model, SUMS, () => {});
  const row = rowQuestion(model, table);
  const node = make("div", {}, table.node, make("div", { class: "softmax-cards" }, row.node, sums.node));
  return { node, draw: (now) => [table, sums, row].forEach((one) => one.draw(now)) };
}

/** Row k holds the reactions of one probability, column j those to one score. */
function jacobianTable(model, count) {
  const classes = Array.from({ length: count }, (_, k) => k);
  const heads = classes.map((j) => columnHead(model, j));
  const rows = classes.map((k) => classes.map((j) => cell(k, j)));
  const sums = classes.map(() => make("td"));
  const lines = rows.map((cells, k) => make("tr", {}, make("th", { scope: "row" }, name(k)), ...cells.map(({ node }) => node)));
  const node = make("div", { class: "softmax-scroll" }, make("table", { class: "softmax-jacobian", "data-link": "softmax-jacobian" },
    make("caption", {}, "How each probability reacts to each score. Choose a score: its column is marked. ",
      part("On the diagonal", "softmax-jacobian-diagonal"), " a score meets its own probability, ", part("off it", "softmax-jacobian-off"), " another's."),
    make("thead", {}, make("tr", {}, make("td"), ...heads.map((head) => head.node))),
    make("tbody", {}, ...lines),
    make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, "sum"), ...sums))));
  const draw = (now) => {
    heads.forEach((head, j) => head.draw(now.chosen === j));
    rows.forEach((cells, k) => cells.forEach((one, j) => one.draw(now.slopes[k][j], { lit: now.chosen === j, asked: asks(now, k) })));
    sums.forEach((one, j) => {
      one.classList.toggle("softmax-lit", now.chosen === j);
      write(one, "sums" in now.predictions ? fixed(columnSum(now.slopes, j), 3) : "?");
    });
  };
  return { node, rows, draw };
}

/** The name of a part of the table, by which a keyboard lights it and its formula. */
const part = (text, link) => make("span", { class: "linked", tabindex: 0, role: "group", "data-link": link }, text);

const asks = (now, k) => k === now.row && !now.row_shown;

function columnHead(model, j) {
  const button = make("button", { type: "button" });
  const node = make("th", { scope: "col" }, button);
  button.addEventListener("click", () => change(model, { chosen: j }));
  const draw = (chosen) => {
    node.classList.toggle("softmax-lit", chosen);
    place(button, { "aria-pressed": chosen });
    write(button, `${chosen ? "▼ " : ""}score ${j}`);
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
    node.classList.toggle("softmax-lit", lit);
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

/** A bar to the left of the middle for a negative number, to the right for a positive one. */
function slopeBar(scale) {
  const bar = makeSvg("rect", { y: 0, height: 6 });
  const node = makeSvg("svg", { viewBox: "-25 0 50 6", class: "softmax-slope", "aria-hidden": "true" }, makeSvg("path", { d: "M0 0v6", class: "softmax-axis" }), bar);
  const draw = (value) => place(bar, { x: Math.min(0, scale * value), width: Math.abs(scale * value), class: value < 0 ? "softmax-falls" : "softmax-rises" });
  return { node, draw };
}

/** One row is the reader's to fill; each wrong entry is told which rule gives it. */
function rowQuestion(model, table) {
  const k = model.get("row");
  const fields = table.rows[k].map(({ field }) => field);
  const parts = rowParts(k);
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
  parts.check.addEventListener("click", check);
  parts.show.addEventListener("click", () => change(model, { filled: [], row_shown: true }));
  fields.forEach((field) => field.addEventListener("keydown", (event) => event.key === "Enter" && check()));
  return { node: parts.node, draw };
}

function rowParts(k) {
  const check = make("button", { type: "button" }, "Check the row");
  const show = make("button", { type: "button", class: "softmax-quiet" }, "Show me the row");
  const prompt = make("p", {}, `Fill in the row of ${name(k)}, to two decimals. The probabilities stand beside the bars; the other rows may give you an idea.`);
  const buttons = make("div", { class: "softmax-buttons" }, check, show);
  const replies = make("div", { class: "softmax-replies", role: "status" });
  const right = verdict();
  const heading = newId();
  const node = make("div", { class: "softmax-card", role: "group", "aria-labelledby": heading, "data-task": "row" },
    make("p", { class: "softmax-title", id: heading }, "Your row"), prompt, buttons, replies, right);
  return { node, prompt, buttons, check, show, replies, right };
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

/** Tell screen readers the state when it has come to rest, not at every step of a drag. */
function announcer() {
  const node = make("p", { class: "softmax-said", role: "status" });
  let timer = 0;
  let first = true;
  const draw = (now) => {
    clearTimeout(timer);
    if (!first) timer = setTimeout(() => write(node, aloud(now)), QUIET);
    first = false;
  };
  return { node, draw, stop: () => clearTimeout(timer) };
}

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

/** JupyterLab takes arrow keys and Enter for its own, unless the very element that has the focus says otherwise. */
function keepKeys(el) {
  for (const control of el.querySelectorAll("input, button")) control.dataset.lmSuppressShortcuts = "true";
}

function render({ model, el }) {
  const said = announcer();
  const panels = [scoresPanel(model), ...model.get("show").map((panel) => PANELS[panel](model)), said];
  el.classList.add("softmax-widget");
  el.replaceChildren(...panels.map(({ node }) => node));
  keepKeys(el);
  let frame = 0;
  const draw = () => {
    frame = 0;
    const now = read(model);
    panels.forEach((panel) => panel.draw(now));
  };
  const ask = () => {
    frame ||= requestAnimationFrame(draw);
  };
  TRAITS.forEach((trait) => model.on(`change:${trait}`, ask));
  draw();
  return () => {
    TRAITS.forEach((trait) => model.off(`change:${trait}`, ask));
    cancelAnimationFrame(frame);
    said.stop();
  };
}

export default { render, mathematics: { standing, softmax, jacobian, gradient, judgeEntry, judgeDifference } };
