/* One function after another: two inputs, three values in between, two results. The derivatives stand on the lines of a
graph and in two Jacobians; an entry of their product is a row times a column, and a sum over paths. */

const {
  number, fixed, agrees, make, makeSvg, write, place, slider, group, choice, button, pictured, together, inCards, prediction, predicted, numberTask,
  readout, scrolled, readTraits, change, changedAt, widget,
} = kit;

const TRAITS = ["point", "entry", "answer", "found", "mistakes", "predictions"];
const [INPUTS, BETWEEN, RESULTS] = [["a", "b"], ["c", "d", "e"], ["u", "v"]];
const LAWS = { c: "c = a − 5b", d: "d = ab", e: "e = a − b", u: "u = 3cd", v: "v = d − e" };
const REACH = 3; // a and b go from −3 to 3
const STEP = 1e-3; // how far an input is moved to either side

/* --- the mathematics: equal to solutions/graph_jacobians.py and to the bank's wrong formulas, and tested against both - */

const inner = ([a, b]) => [a - 5 * b, a * b, a - b];
const outer = ([c, d, e]) => [3 * c * d, d - e];
const innerJacobian = ([a, b]) => [[1, -5], [b, a], [1, -1]];
const outerJacobian = ([c, d]) => [[3 * d, 3 * c, 0], [0, 1, -1]];
const times = (A, B) => A.map((row) => B[0].map((_, i) => row.reduce((sum, one, j) => sum + one * B[j][i], 0)));
const transposed = (A) => A[0].map((_, i) => A.map((row) => row[i]));

const composed = (point) => times(outerJacobian(inner(point)), innerJacobian(point));

/** By how much a result changes for a small step of an input to either side, divided by the step. */
function quotient(point, k, i) {
  const at = (by) => outer(inner(changedAt(point, i, point[i] + by)))[k];
  return (at(STEP) - at(-STEP)) / (2 * STEP);
}

/** What the bank's wrong formulas of the right shape give, by their names there. */
function wrongJacobians([a, b]) {
  const first = innerJacobian([a, b]);
  const second = outerJacobian(inner([a, b]));
  return {
    path_counted_twice: times([changedAt(second[0], 2, 3 * a * b), second[1]], first),
    transposed: transposed(composed([a, b])),
    taken_at_the_slopes: transposed(transposed(first).map((column) => transposed(times(outerJacobian(column), column.map((one) => [one])))[0])),
    taken_at_the_inputs: times(outerJacobian([a, b]), first),
    one_path_each: [[3 * a * b, -15 * a * b], [b, a]],
  };
}

function judgeEntry(text, point, [k, i], mistakes) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like −0.25." };
  if (agrees(typed, composed(point)[k][i])) return { right: true, reply: "Right. Now move a and b: the product follows." };
  const wrong = Object.entries(wrongJacobians(point)).filter(([name, table]) => name in mistakes && agrees(typed, table[k][i]));
  if (wrong.length === 1) {
    const [name, why, hint] = mistakes[wrong[0][0]];
    return { right: false, reply: `This is the value you get if the answer ${name}: ${why}. ${hint}` };
  }
  const three = `the row of ${RESULTS[k]} times the column of ${INPUTS[i]}, three products`;
  if (wrong.length) return { right: false, reply: `More than one rule gives this number here. Add up ${three}.` };
  return { right: false, reply: `Not yet. Add up ${three}: one for each of c, d and e.` };
}

/* --- what the model says -------------------------------------------------------------------------------------------- */

const inReach = (value) => Math.max(-REACH, Math.min(REACH, value));

function read(model) {
  const now = readTraits(model, TRAITS);
  now.point = now.point.map(inReach); // a link may say anything
  now.entry = [0, 1, 2, 3].includes(now.entry) ? now.entry : 0;
  [now.k, now.i] = [now.entry >> 1, now.entry & 1];
  now.between = inner(now.point);
  now.results = outer(now.between);
  now.first = innerJacobian(now.point);
  now.second = outerJacobian(now.between);
  now.product = composed(now.point);
  now.multiplied = predicted(now, "shape") && predicted(now, "order");
  return now;
}

const short = (value) => fixed(value, Number.isInteger(value) ? 0 : value * 10 === Math.round(value * 10) ? 1 : 2);
const factor = (value) => (short(value).startsWith("−") ? `(${short(value)})` : short(value));

/* --- the graph ------------------------------------------------------------------------------------------------------ */

const [AT_A, AT_C, AT_U] = [2, 122, 270]; // left ends of the boxes
const [WIDE, HIGH] = [72, 36];
const TOPS = { a: 58, b: 130, c: 22, d: 94, e: 166, u: 58, v: 130 }; // the middles of the boxes

function graphPanel() {
  const title = makeSvg("title");
  const [ins, mids, outs] = [
    INPUTS.map((name) => node(AT_A, 36, name, name)),
    BETWEEN.map((name) => node(AT_C, WIDE, name, LAWS[name])),
    RESULTS.map((name) => node(AT_U, WIDE, name, LAWS[name])),
  ];
  const firsts = BETWEEN.flatMap((name, j) => INPUTS.map((from, i) => line([AT_A + 36, TOPS[from]], [AT_C, TOPS[name] + 20 * (i - 0.5)], j, (now) => now.first[j][i], (now) => i === now.i)));
  const seconds = RESULTS.flatMap((name, k) => BETWEEN.map((from, j) => line([AT_C + WIDE, TOPS[from]], [AT_U, TOPS[name] + 20 * (j - 1)], j, (now) => now.second[k][j], (now) => k === now.k)));
  const all = [...firsts, ...seconds];
  const svg = makeSvg("svg", { viewBox: "0 0 344 188", role: "img" }, title, ...all.map((one) => one.node), ...[...ins, ...mids, ...outs].map((one) => one.node));
  const draw = (now) => {
    all.forEach((one) => one.draw(now));
    [[ins, now.point], [mids, now.between], [outs, now.results]].forEach(([nodes, values]) => nodes.forEach((one, at) => one.draw(values[at])));
    write(title, described(now));
  };
  return { node: svg, draw };
}

function node(x, width, name, law) {
  const value = makeSvg("text", { x: x + width / 2, y: TOPS[name] + 13, "text-anchor": "middle" });
  const group = makeSvg("g", { "data-node": name },
    makeSvg("rect", { x, y: TOPS[name] - HIGH / 2, width, height: HIGH, rx: 5, class: "composition-box" }),
    makeSvg("text", { x: x + width / 2, y: TOPS[name] - 3, "text-anchor": "middle", class: "kit-heading" }, law), value);
  const draw = (exact) => {
    group.dataset.value = exact;
    write(value, short(exact));
  };
  return { node: group, draw };
}

/** A line with its derivative at its end; those on the three paths of the lit entry are full, dashed, dotted. */
function line([x1, y1], [x2, y2], j, of, isOn) {
  const path = makeSvg("path", { d: `M${x1} ${y1}L${x2 - 40} ${y2}` });
  const value = makeSvg("text", { x: x2 - 20, y: y2 + 4, "text-anchor": "middle" });
  const draw = (now) => {
    const lit = now.multiplied && isOn(now);
    place(path, { class: lit ? `kit-line kit-line-${j} composition-lit` : "composition-line" });
    value.classList.toggle("composition-strong", lit);
    write(value, short(of(now)));
  };
  return { node: makeSvg("g", {}, path, value), draw };
}

const rowsOf = (table) => table.map((row) => row.map(short).join(", ")).join("; ");
const described = (now) => `Lines from a and b to c, d and e, with the derivatives ${rowsOf(now.first)}; from c, d and e to u and v, with the derivatives ${rowsOf(now.second)}.`;

/* --- the product: what acts first stands on top of the columns, what acts second beside the rows -------------------- */

function productPanel() {
  const cell = (data = {}) => make("td", data);
  const first = BETWEEN.map(() => INPUTS.map(() => cell()));
  const second = RESULTS.map(() => BETWEEN.map(() => cell()));
  const whole = RESULTS.map((_, k) => INPUTS.map((__, i) => cell({ "data-entry": 2 * k + i })));
  const head = (text, scope = "row") => make("th", { scope }, text);
  const blank = (count) => make("td", { colspan: count, class: "composition-blank" });
  const rows = [
    make("tr", {}, blank(5), ...INPUTS.map((name) => head(name, "col"))),
    ...BETWEEN.map((name, j) => make("tr", {}, blank(4), head(name), ...first[j])),
    make("tr", { class: "composition-between" }, blank(1), ...BETWEEN.map((name) => head(name, "col")), blank(3)),
    ...RESULTS.map((name, k) => make("tr", {}, head(name), ...second[k], blank(1), ...whole[k])),
  ];
  const caption = "J of the first function on top, J of the second to the left: a row times a column is an entry of the product.";
  const table = scrolled(make("table", { class: "kit-table composition-scheme" }, make("caption", {}, caption), make("tbody", {}, ...rows)));
  const draw = (now) => {
    table.hidden = !now.multiplied;
    each(first, (one, j, i) => fill(one, now.first[j][i], i === now.i));
    each(second, (one, k, j) => fill(one, now.second[k][j], k === now.k));
    each(whole, (one, k, i) => fill(one, now.product[k][i], k === now.k && i === now.i, now.found));
  };
  return { node: table, draw };
}

const each = (cells, act) => cells.forEach((row, r) => row.forEach((one, c) => act(one, r, c)));

function fill(cell, value, lit, shown = true) {
  cell.classList.toggle("composition-on", lit);
  if (shown) cell.dataset.value = value;
  else delete cell.dataset.value;
  write(cell, shown ? short(value) : "?");
}

/* --- controls and questions ----------------------------------------------------------------------------------------- */

function inputsPanel(model) {
  const sliders = INPUTS.map((name, i) => slider(`input ${name}`, { min: -REACH, max: REACH, step: 0.1 }, (value) => change(model, { point: changedAt(read(model).point, i, value) })));
  const wait = make("p", {}, "The derivatives stand on the lines. Say below what becomes of them together; then they are multiplied here.");
  const entries = choice("Entry of the product", Object.fromEntries([0, 1, 2, 3].map((at) => [at, `${RESULTS[at >> 1]} by ${INPUTS[at & 1]}`])), (at) => change(model, { entry: Number(at) }));
  const product = productPanel();
  const draw = (now) => {
    sliders.forEach((one, i) => one.draw(now.point[i], fixed(now.point[i], 1)));
    wait.hidden = now.multiplied;
    entries.node.hidden = !now.multiplied;
    entries.draw(now.entry);
    product.draw(now);
  };
  return { node: group("Inputs", ...sliders.map(({ node }) => node), wait, entries.node, product.node), draw };
}

const SHAPE = {
  key: "shape",
  title: "The shape",
  question: "Two inputs, three values in between, two results. Which shape has the Jacobian of it all, from a and b to u and v?",
  options: { "2x2": "2 × 2", "2x3": "2 × 3", "3x2": "3 × 2", "3x3": "3 × 3" },
  right: "2x2",
  moved: () => true,
  next: () => "",
  seen: () => "",
  because: {
    "2x2": "A row for each result, a column for each input. What lies in between is summed over and leaves no trace in the shape.",
    "2x3": "That is the Jacobian of the second function alone, by c, d and e. Who moves a and b asks for two columns.",
    "3x2": "That is the Jacobian of the first function alone. The results are u and v: two rows.",
    "3x3": "What lies in between is summed over. A row belongs to a result, a column to an input: two of each.",
  },
};

const ORDER = {
  key: "order",
  title: "The order",
  question: "It is a product of the two Jacobians. Call that of the first function G and that of the second F. Which product?",
  options: { FG: "F times G", GF: "G times F, in the order in which they act", either: "Either: the sizes fit both ways." },
  right: "FG",
  moved: () => true,
  next: () => "",
  seen: () => "",
  because: {
    FG: "What acts first stands on the right: (2 × 3) times (3 × 2) gives 2 × 2.",
    GF: "(3 × 2) times (2 × 3) is 3 × 3, a table for three inputs and three results. What acts first stands on the right.",
    either: "They do, and give two different tables: 2 × 2, or 3 × 3. What acts first stands on the right.",
  },
};

const ENTRY = {
  key: "entry",
  trait: "answer",
  title: "An entry of the product",
  text: "Which number is the lit entry? It is the lit row times the lit column, and the three thick paths of the graph, added up. Two decimals.",
  label: "entry =",
  judge: (text, now) => judgeEntry(text, now.point, [now.k, now.i], now.mistakes),
  at: (now) => [...now.point, now.entry].join(),
};

function entryPanel(model) {
  const show = button("Show it", () => change(model, { found: true }));
  show.classList.add("kit-quiet");
  const way = make("p", { class: "composition-way" });
  const numbers = readout("The same, asked of the function itself:", [
    { name: "entry of the product", of: (now) => now.product[now.k][now.i], text: (value) => fixed(value, 3), waits: (now) => !now.found },
    { name: "difference quotient", of: (now) => quotient(now.point, now.k, now.i), text: (value) => fixed(value, 3), waits: (now) => !now.found },
  ]);
  const task = numberTask(model, ENTRY);
  task.node.append(show, way, numbers.node);
  task.node.querySelector("form").addEventListener("submit", () => {
    const now = read(model);
    if (ENTRY.judge(now.answer, now).right) change(model, { found: true });
  });
  const draw = (now) => {
    task.node.hidden = !now.multiplied;
    task.draw(now);
    show.hidden = now.found;
    write(way, now.found ? wayTo(now) : "");
    numbers.draw(now);
  };
  return { node: task.node, draw };
}

function wayTo({ k, i, second, first, product }) {
  const parts = BETWEEN.map((_, j) => `${factor(second[k][j])} · ${factor(first[j][i])}`);
  return `${RESULTS[k]} by ${INPUTS[i]}: ${parts.join(" + ")} = ${short(product[k][i])}, by way of c, d and e.`;
}

function questionsPanel(model) {
  return inCards(prediction(model, SHAPE), prediction(model, ORDER), entryPanel(model));
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

function topPanel(model) {
  const [graph, inputs] = [graphPanel(), inputsPanel(model)];
  return together(pictured([graph.node], inputs.node), [graph, inputs]);
}

function aloud(now) {
  const said = [`a ${fixed(now.point[0], 1)}, b ${fixed(now.point[1], 1)}: u is ${short(now.results[0])}, v is ${short(now.results[1])}.`];
  if (now.multiplied && now.found) said.push(wayTo(now));
  return said.join(" ");
}

const render = widget({ name: "composition", traits: TRAITS, read, panels: (model) => [topPanel(model), questionsPanel(model)], aloud });

export default { render, mathematics: { composed, quotient, wrongJacobians, judgeEntry } };
