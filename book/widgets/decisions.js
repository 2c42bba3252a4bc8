/* Decisions: three probabilities to drag on a triangle, a table of utilities to edit, what each action is worth on
average, and where on the triangle it is chosen. */

const {
  number, fixed, listed, agrees, make, makeSvg, write, place, pictured, together, inCards, prediction, predicted, handlePanel, numberTask,
  scrolled, numberCell, mark, letterMark, pictureOfMark, plot, polyline, regions, handle, readTraits, change, changedAt, widget,
} = kit;

const TRAITS = ["probabilities", "utilities", "bonus", "ask", "predictions", "answer"];
const CLASSES = ["healthy", "mild", "grave"];
const ACTIONS = ["send home", "give pills", "to hospital"];
const SHORT = ["home", "pills", "hospital"];
const ASK = 3; // the fourth action: its worth depends on nothing
const GRAVE = 2; // the class whose row of utilities gets the bonus
const MOST = 10; // no utility is larger, or smaller than −10
const HIGH = Math.sqrt(3) / 2; // of a triangle whose sides are 1

/* --- the mathematics: equal to solutions/decisions.py, and tested against it ---------------------------------------- */

const expectedUtilities = (p, U) => U[0].map((_, action) => p.reduce((sum, pk, k) => sum + pk * U[k][action], 0));
const bestOf = (worth) => worth.indexOf(Math.max(...worth));
const utilityDecision = (p, u) => bestOf(p.map((pk, k) => pk * u[k]));
const bestThreshold = (falseAlarm, miss) => falseAlarm / (falseAlarm + miss);

/** On the triangle: class 0 below left, class 1 below right, class 2 above. */
const placeOf = ([, p1, p2]) => [p1 + p2 / 2, p2 * HIGH];

/** The way back; what lies outside is brought to the nearest edge or corner, and the three sum to 1. */
function probabilitiesAt([x, y]) {
  const p2 = y / HIGH;
  const p1 = x - p2 / 2;
  return sumToOne([1 - p1 - p2, p1, p2]);
}

function sumToOne(p) {
  const kept = p.map((pk) => Math.max(0, pk));
  const sum = kept.reduce((a, b) => a + b);
  return sum > 0 ? kept.map((pk) => pk / sum) : p.map(() => 1 / p.length);
}

/** The costs of the two mistakes between sending home and to hospital, if "mild" is out of the question. */
const mistakes = (U) => ({ alarm: U[0][0] - U[0][2], miss: U[GRAVE][2] - U[GRAVE][0] });

function judgeThreshold(text, U) {
  const typed = number(text);
  const { alarm, miss } = mistakes(U);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like 0.25." };
  if (!(alarm > 0 && miss > 0)) return { right: false, reply: "With this table one of the two is better whatever the truth is: there is no threshold." };
  if (agrees(typed, bestThreshold(alarm, miss))) return { right: true, reply: `Right: a needless stay costs ${fixed(alarm, 0)}, a missed illness ${fixed(miss, 0)}, and ${fixed(alarm, 0)}\u00a0/\u00a0(${fixed(alarm, 0)}\u00a0+\u00a0${fixed(miss, 0)}) is the threshold.` };
  const fitting = otherThresholds(alarm, miss).filter(([value]) => agrees(typed, value));
  if (fitting.length === 1) return { right: false, reply: fitting[0][1] };
  return { right: false, reply: "Not yet. What does a needless stay cost against sending home, and what does a missed illness cost? Two decimals." };
}

/** What comes out by the rules that the bank knows, each with its question. */
const otherThresholds = (alarm, miss) => [
  [miss / (alarm + miss), "If a miss is dearer, should the alarm come earlier or later?"],
  [0.5, "Do both mistakes cost the same?"],
  [alarm / miss, "Odds of 1 to 1 are a probability of one half. Which probability are these odds?"],
];

/* --- what the model says -------------------------------------------------------------------------------------------- */

const within = (value, most = MOST) => Math.max(-most, Math.min(most, value));

function read(model) {
  const now = readTraits(model, TRAITS); // a link may say anything
  Object.assign(now, { probabilities: sumToOne(now.probabilities), bonus: within(now.bonus, 5), ask: within(now.ask) });
  now.utilities = now.utilities.map((row) => row.map((u) => within(u)));
  now.U = now.utilities.map((row, k) => [...row.map((u) => u + (k === GRAVE ? now.bonus : 0)), now.ask]);
  now.worth = expectedUtilities(now.probabilities, now.U);
  now.best = bestOf(now.worth);
  now.likely = bestOf(now.probabilities);
  now.open = predicted(now, "chosen"); // before that, what each action is worth is not shown
  return now;
}

/* --- the triangle --------------------------------------------------------------------------------------------------- */

function trianglePanel(model) {
  const plane = plot({ x: { range: [-0.08, 1.08] }, y: { range: [-0.07, 0.96] }, width: 310, height: 268, moved: true });
  plane.node.classList.add("decisions-triangle");
  const sides = regions(plane, 96);
  polyline(plane, "kit-ink kit-thin").draw([[0, 0], [1, 0], [0.5, HIGH], [0, 0]]);
  const corners = [[0, 0], [1, 0], [0.5, HIGH]].map(([x, y], k) => makeSvg("g", { transform: `translate(${plane.x(x)} ${plane.y(y)})` }, mark(k),
    makeSvg("text", { y: k === 2 ? -16 : 24, "text-anchor": "middle" }, CLASSES[k])));
  plane.svg.append(...corners);
  const point = handle(plane, { name: "the probabilities", mark: letterMark("p"), step: 0.01, change: (to) => change(model, { probabilities: probabilitiesAt(to) }) });
  const draw = (now) => {
    sides.draw(now.open ? chooser(now.U) : () => HIDDEN);
    point.draw(placeOf(now.probabilities), spoken(now));
    plane.say(now.open ? "All probabilities of three classes, as a triangle, and which action is best where." : "All probabilities of three classes, as a triangle: at a corner its class is certain.");
  };
  return { node: plane.node, draw };
}

const HIDDEN = [0, 0];
const spoken = (now) => CLASSES.map((name, k) => `${name} ${fixed(now.probabilities[k], 2)}`).join(", ");

/** The action that is best at a place of the plane, and how far it leads; where asking is best nothing is coloured. */
function chooser(U) {
  const answer = [0, 0];
  return (x, y) => {
    const p2 = y / HIGH;
    const p1 = x - p2 / 2;
    const p0 = 1 - p1 - p2;
    if (p0 < 0 || p1 < 0 || p2 < 0) return HIDDEN;
    let [best, most, second] = [0, -Infinity, -Infinity];
    for (let a = 0; a < ASK; a += 1) {
      const worth = p0 * U[0][a] + p1 * U[1][a] + p2 * U[2][a];
      if (worth > most) [best, most, second] = [a, worth, most];
      else if (worth > second) second = worth;
    }
    answer[0] = best;
    answer[1] = U[0][ASK] > most ? 0 : Math.min(1, 0.6 + (most - second) / 10);
    return answer;
  };
}

/* --- the table of utilities, and the bars --------------------------------------------------------------------------- */

function tablePanel(model) {
  const heads = SHORT.map((name, a) => make("th", { scope: "col" }, pictureOfMark(a), ` ${name}`));
  const rows = CLASSES.map((name, k) => {
    const p = numberCell(undefined, {});
    const cells = ACTIONS.map((action, a) => utilityCell(`utility: ${action}, if ${name}`, (value) =>
      change(model, { utilities: changedAt(model.get("utilities"), k, changedAt(model.get("utilities")[k], a, value)) })));
    return { p, cells, node: make("tr", {}, make("th", { scope: "row" }, name), p.node, ...cells.map((cell) => cell.node)) };
  });
  const worth = ACTIONS.map(() => numberCell(undefined, {}));
  const node = scrolled(make("table", { class: "kit-table decisions-table" }, make("caption", {}, "Probabilities p, and what each action is worth, by what is true."),
    make("thead", {}, make("tr", {}, make("td"), make("th", { scope: "col" }, "p"), ...heads)),
    make("tbody", {}, ...rows.map((row) => row.node)),
    make("tfoot", {}, make("tr", {}, make("th", { scope: "row", colspan: 2 }, "on average"), ...worth.map((cell) => cell.node)))));
  const draw = (now) => {
    rows.forEach(({ p, cells }, k) => {
      p.draw(now.probabilities[k], (value) => fixed(value, 2), true);
      cells.forEach((cell, a) => cell.draw(now.utilities[k][a]));
    });
    worth.forEach((cell, a) => cell.draw(now.worth[a], (value) => fixed(value, 2), now.open));
  };
  return { node, draw };
}

function utilityCell(name, set) {
  const input = make("input", { type: "number", min: -MOST, max: MOST, step: 1, "aria-label": name });
  input.addEventListener("input", () => input.value !== "" && Number.isFinite(Number(input.value)) && set(within(Number(input.value))));
  const draw = (value) => {
    if (input !== document.activeElement || Number(input.value) !== value) input.value = value; // "−" alone is being typed
  };
  return { node: make("td", {}, input), draw };
}

const BARS = { left: 100, zero: 178, unit: 7.5, row: 26 };

function barsPanel() {
  const names = [...ACTIONS, "ask a colleague"];
  const title = makeSvg("title");
  const rows = names.map((name, a) => {
    const y = 10 + BARS.row * a;
    const [bar, value] = [makeSvg("rect", { y, height: 14, class: a === ASK ? "kit-letter" : `kit-class-${a}` }), makeSvg("text", { y: y + 12 })];
    return { bar, value, node: makeSvg("g", {}, makeSvg("text", { x: BARS.left, y: y + 12, "text-anchor": "end" }, name), bar, value) };
  });
  const svg = makeSvg("svg", { viewBox: "0 0 310 116", role: "img" }, title, makeSvg("path", { d: `M${BARS.zero} 4V112`, class: "kit-axis" }), ...rows.map(({ node }) => node));
  const law = make("p", { class: "decisions-law" });
  const draw = (now) => {
    rows.forEach(({ bar, value }, a) => worthBar(bar, value, now.worth[a], now.open && (a !== ASK || predicted(now, "ask")), a === now.best));
    const told = now.open ? names.slice(0, predicted(now, "ask") ? 4 : 3).map((name, a) => `${name} ${fixed(now.worth[a], 2)}`).join(", ") : "hidden until you have predicted";
    write(title, `What each action is worth on average: ${told}.`);
    write(law, now.open ? `Best on average: ${names[now.best]}. Most probable: ${CLASSES[now.likely]}.` : "What each action is worth on average is shown once you have made the first prediction.");
  };
  return { node: make("div", { class: "kit-plot decisions-bars" }, svg, law), draw };
}

function worthBar(bar, value, worth, shown, best) {
  const long = shown ? BARS.unit * Math.max(-11, Math.min(11, worth)) : 0;
  place(bar, { x: BARS.zero + Math.min(0, long), width: Math.abs(long) });
  place(value, { x: BARS.zero + Math.max(0, long) + 5, "font-weight": best && shown ? 700 : 400 });
  value.dataset.value = shown ? worth : "";
  write(value, shown ? `${fixed(worth, 2)}${best ? " ◂ best" : ""}` : "?");
}

/* --- questions ------------------------------------------------------------------------------------------------------ */

const CHOSEN = {
  key: "chosen",
  title: "Which action?",
  question: "Healthy 0.6, mild 0.3, grave 0.1, and the table as it stood at first. Which action is worth most on average?",
  options: { home: "Send home: healthy is the most probable.", pills: "Give pills.", hospital: "To hospital: there is most to lose if it is grave." },
  right: "pills",
  moved: () => true,
  next: () => "",
  seen: () => "It is 3.2 for sending home, 3.8 for pills, 2.6 for the hospital.",
  because: {
    pills: "Mild is not the most probable class, and pills are not the best for anybody who is grave. They are never far wrong.",
    home: "The most probable class is the best choice only if all mistakes cost the same. Sending home a grave case costs a lot: 0.1 · (−10).",
    hospital: "The largest prize is only half of it: it is paid in one case of ten. Weigh each utility by its probability.",
  },
};

const BONUS = {
  key: "bonus",
  title: "More, whatever is done",
  label: "Add to every action, if it is grave",
  range: { min: -5, max: 5, step: 0.5 },
  text: (now) => fixed(now.bonus, 1),
  question: "If the case is grave, every action is worth 5 more than the table says. What do the regions on the triangle do?",
  options: { still: "They stand still.", hospital: "The hospital's region grows.", home: "Sending home gains." },
  right: "still",
  moved: (now) => now.bonus > 4.9,
  next: () => "Now move the handle to 5, and watch the regions and the bars.",
  seen: (now) => `Each of the three actions is worth ${fixed(5 * now.probabilities[GRAVE], 2)} more on average, and none overtakes another.`,
  because: {
    still: "What all actions gain decides nothing: only the differences within a row count. (Asking, if it were in the race, does not gain.)",
    hospital: "Its worth grows, and so does that of the others, by the same amount at every place.",
    home: "Its worth grows, and so does that of the others, by the same amount at every place.",
  },
};

/** Where on the triangle the best of the three actions is worth least, and on which share of it asking beats them. */
function doubts(U) {
  const grid = [];
  for (let i = 0; i <= 40; i += 1) for (let j = 0; j <= 40 - i; j += 1) grid.push([i / 40, j / 40, (40 - i - j) / 40]);
  const most = grid.map((p) => Math.max(...expectedUtilities(p, U).slice(0, ASK)));
  return { share: most.filter((worth) => worth < U[0][ASK]).length / grid.length, least: grid[most.indexOf(Math.min(...most))] };
}

const ASKING = {
  key: "ask",
  title: "When to ask",
  label: "Asking a colleague is worth",
  range: { min: -MOST, max: MOST, step: 0.1 },
  text: (now) => fixed(now.ask, Math.abs(now.ask) < MOST ? 1 : 0),
  question: "A fourth action: ask a colleague. It is worth the same whatever is true. Its worth rises slowly. Where on the triangle does it win first?",
  options: { corner: "Near a corner, where one class is nearly certain.", middle: "In the very middle, where all three are equally probable.", border: "At a border between two regions." },
  right: "border",
  moved: (now) => doubts(now.U).share > 0,
  next: () => "Now raise it, tenth by tenth, until a part of the triangle loses its colour.",
  seen: (now) => {
    const { share, least } = doubts(now.U);
    return `Asking now wins on ${fixed(100 * share, 0)} per cent of the triangle; the best of the others is worth least near ${listed(least, 2)}.`;
  },
  because: {
    border: "At a border two actions are worth the same, and neither much: a little more knowledge would help most there.",
    corner: "Where a class is certain, the best action for it is worth more than anywhere: there is nothing to ask.",
    middle: "The classes are in doubt there, but not the decision. Asking pays where the decision is in doubt and much is at stake.",
  },
};

const THRESHOLD = {
  key: "threshold",
  trait: "answer",
  title: "The threshold",
  text: "Suppose that it is not mild: healthy or grave. From which probability of grave on is the hospital worth more than sending home? Two decimals.",
  label: "p =",
  judge: (text, now) => judgeThreshold(text, now.U),
  at: (now) => now.U.flat().join(),
};

function questionsPanel(model) {
  return inCards(prediction(model, CHOSEN), handlePanel(model, BONUS), handlePanel(model, ASKING), numberTask(model, THRESHOLD));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const parts = [trianglePanel(model), tablePanel(model), barsPanel()];
  const [triangle, table, bars] = parts.map(({ node }) => node);
  return together(pictured([triangle], make("div", {}, table, bars)), parts);
}

function aloud(now) {
  const best = now.open ? ` Best on average: ${[...ACTIONS, "ask a colleague"][now.best]}, worth ${fixed(now.worth[now.best], 2)}.` : "";
  return `Probabilities: ${spoken(now)}.${best}`;
}

const render = widget({ name: "decisions", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { expectedUtilities, utilityDecision, bestThreshold, probabilitiesAt, placeOf, doubts } };
