/* Many classes from classifiers of two: each against the rest, by whoever claims a place, by score or by distance; and
each against each, by votes. A point to drag, and a classifier to stretch. */

const {
  fixed, signed, make, choice, group, pictured, together, inCards, prediction, handlePanel, numberTable, letterMark, pictureOfMark, plot, boundary, regions, handle,
  readTraits, change, widget,
} = kit;

const TRAITS = ["weights", "bias", "duels", "rule", "factor", "point", "predictions"];
const CLASSES = [0, 1, 2];
const PAIRS = [[0, 1], [0, 2], [1, 2]];
const RULES = { claims: "the only claim", scores: "largest score", distances: "largest distance", votes: "most votes of the pairs" };
const ACROSS = 3; // x₁ goes from −3 to 3
const UP = 2.4;

/* --- the mathematics: equal to solutions/decisions.py, and tested against it ---------------------------------------- */

const scoresOf = (x, W, b) => b.map((bias, k) => x.reduce((sum, xi, i) => sum + xi * W[i][k], bias));
const classDistances = (scores, W) => scores.map((score, k) => score / Math.hypot(...W.map((row) => row[k])));
const largestOf = (values) => values.indexOf(Math.max(...values));
const bestTemplate = (x, W, b) => largestOf(scoresOf(x, W, b));

/** How many duels each class wins at a place; a duel is [w₁, w₂, b], positive for the first of its pair. */
function votesOf([x, y], duels) {
  const votes = [0, 0, 0];
  PAIRS.forEach(([first, second], i) => (votes[duels[i][0] * x + duels[i][1] * y + duels[i][2] > 0 ? first : second] += 1));
  return votes;
}

/** The place of the one number that is larger than all others, or −1. */
function onlyLargest(values) {
  const best = largestOf(values);
  return values.filter((value) => value === values[best]).length === 1 ? best : -1;
}

/** The class that a rule gives a place, or −1 where it gives none. */
function winner(rule, x, { W, b, duels }) {
  if (rule === "votes") return onlyLargest(votesOf(x, duels));
  const scores = scoresOf(x, W, b);
  if (rule === "claims") return scores.filter((score) => score > 0).length === 1 ? largestOf(scores) : -1;
  return rule === "scores" ? largestOf(scores) : largestOf(classDistances(scores, W));
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

const within = (value, low, high) => Math.max(low, Math.min(high, value));

function read(model) {
  const now = readTraits(model, TRAITS); // a link may say anything
  Object.assign(now, { rule: now.rule in RULES ? now.rule : "claims", factor: within(now.factor, 0.25, 4), point: [within(now.point[0], -ACROSS, ACROSS), within(now.point[1], -UP, UP)] });
  const stretched = (row) => row.map((value, k) => (k === 0 ? now.factor * value : value));
  Object.assign(now, { W: now.weights.map(stretched), b: stretched(now.bias) });
  now.scores = scoresOf(now.point, now.W, now.b);
  now.distances = classDistances(now.scores, now.W);
  now.votes = votesOf(now.point, now.duels);
  now.claims = now.scores.filter((score) => score > 0).length;
  now.winner = winner(now.rule, now.point, now);
  return now;
}

/* --- the plane ------------------------------------------------------------------------------------------------------ */

function planePanel(model) {
  const plane = plot({ x: { range: [-ACROSS, ACROSS], ticks: [-2, 0, 2], label: "input x₁" }, y: { range: [-UP, UP], ticks: [-2, 0, 2], label: "input x₂" }, height: 277, moved: true });
  const sides = regions(plane, 72);
  const lines = CLASSES.map(() => boundary(plane, "kit-thin kit-ink"));
  const point = handle(plane, { name: "sample A", mark: letterMark("A"), change: (to) => change(model, { point: to }) });
  const draw = (now) => {
    sides.draw(chooser(now));
    lines.forEach((line, k) => (now.rule === "votes" ? line.draw(now.duels[k].slice(0, 2), now.duels[k][2]) : line.draw(now.W.map((row) => row[k]), now.b[k])));
    point.draw(now.point, `${now.point.map((x) => fixed(x, 1)).join(", ")}: ${told(now)}`);
    plane.say(`The plane of two inputs, coloured by the class that wins there: ${RULES[now.rule]}. Where no class wins there is no colour.`);
  };
  return { node: plane.node, draw };
}

/** The class that wins at a place, for `regions`; it is asked thousands of times for a picture. */
function chooser({ rule, W, b, duels }) {
  const [answer, place] = [[0, 0], [0, 0]];
  const length = rule === "distances" ? classDistances([1, 1, 1], W) : [1, 1, 1]; // a distance is a score of shorter weights
  const scaled = { W: W.map((row) => row.map((w, k) => w * length[k])), b: b.map((bias, k) => bias * length[k]), duels };
  const by = rule === "distances" ? "scores" : rule;
  return (x, y) => {
    [place[0], place[1]] = [x, y];
    const k = winner(by, place, scaled);
    answer[0] = Math.max(k, 0);
    answer[1] = k < 0 ? 0 : 0.9; // no colour where none wins
    return answer;
  };
}

const told = (now) => (now.winner < 0 ? "no class wins" : `class ${now.winner} wins`);

function rulesPanel(model) {
  const rule = choice("What decides", RULES, (value) => change(model, { rule: value }));
  const table = numberTable({
    caption: "What is said of sample A.",
    rows: CLASSES.map((k) => make("span", {}, pictureOfMark(k), ` class ${k}`)),
    columns: [
      { head: "score", of: (now) => now.scores, text: (value) => signed(value, 2) },
      { head: "distance", of: (now) => now.distances, text: (value) => signed(value, 2) },
      { head: "votes", of: (now) => now.votes, text: String },
    ],
  });
  const draw = (now) => {
    rule.draw(now.rule);
    table.draw(now);
  };
  return { node: group("Three classes", rule.node, table.node), draw };
}

/* --- questions ------------------------------------------------------------------------------------------------------ */

const CLAIMS = {
  key: "claims",
  title: "Whose is it?",
  question: "Each class has a classifier against the rest, and claims a sample if its score is positive. What happens somewhere in the plane?",
  options: { one: "Every place is claimed by exactly one class.", some: "Some places are claimed by several classes, others by none." },
  right: "some",
  moved: (now) => now.rule === "claims" && now.claims !== 1,
  next: () => "Now choose the only claim, and drag sample A to a place without colour.",
  seen: (now) => `Sample A is claimed by ${now.claims ? now.claims : "no"} classes.`,
  because: {
    some: "Nothing ties the three boundaries together: their positive sides overlap, and leave gaps.",
    one: "It would if the three shared out the plane. They were trained apart, so their positive sides overlap, and leave gaps.",
  },
};

const STRETCH = {
  key: "stretch",
  trait: "factor",
  title: "A classifier that shouts",
  label: "Multiply the weights and the bias of class 0 by",
  range: { min: 0.25, max: 4, step: 0.25 },
  text: (now) => fixed(now.factor, 2),
  question: "Weights and bias of class 0's classifier are multiplied by 4. Its boundary stays where it is. By which rule does class 0 win more of the plane?",
  options: { score: "By the largest score only.", distance: "By the largest distance only.", both: "By both.", neither: "By neither: the boundary has not moved." },
  right: "score",
  moved: (now) => now.factor > 3.9 && ["scores", "distances"].includes(now.rule),
  next: () => "Now choose the largest score, move the handle to 4, and change over to the largest distance.",
  seen: (now) => `The score of class 0 at A went from ${fixed(now.scores[0] / now.factor, 2)} to ${fixed(now.scores[0], 2)}; its distance is ${fixed(now.distances[0], 2)}, as before.`,
  because: {
    score: "A score grows with the weights. A distance is the score divided by the length of the weights, and that has grown as much.",
    distance: "The length of the weights has grown as much as the score, so the distance stays.",
    both: "The score grows, and so does the length by which it is divided: the distance stays.",
    neither: "The boundary stays, but on both sides of it the scores are four times as large, and the scores of the others are not.",
  },
};

const VOTES = {
  key: "votes",
  title: "Nobody wins",
  question: "Three classifiers of two classes each, one for each pair; every one has a vote. Can it happen that no class has the most votes?",
  options: { yes: "Yes.", no: "No: three votes cannot be shared out evenly." },
  right: "yes",
  moved: (now) => now.rule === "votes" && now.winner < 0,
  next: () => "Now choose the votes of the pairs, and drag sample A to a place without colour.",
  seen: (now) => `At A each class has ${now.votes[0]} vote.`,
  because: {
    yes: "There 0 beats 2, 2 beats 1, and 1 beats 0, as with paper, scissors and stone. Larger margins, or probabilities, have to decide.",
    no: "They can: one for each. There 0 beats 2, 2 beats 1, and 1 beats 0, as with paper, scissors and stone.",
  },
};

function questionsPanel(model) {
  return inCards(prediction(model, CLAIMS), handlePanel(model, STRETCH), prediction(model, VOTES));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const [plane, rules] = [planePanel(model), rulesPanel(model)];
  return together(pictured([plane.node], rules.node), [plane, rules]);
}

const aloud = (now) => `Sample A, ${RULES[now.rule]}: ${told(now)}. Scores ${now.scores.map((score) => fixed(score, 2)).join(", ")}; votes ${now.votes.join(", ")}.`;

const render = widget({ name: "many_classes", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { scoresOf, classDistances, bestTemplate, votesOf, winner } };
