/* The graph of a program, forward and backward. A node is `{ id, op, operands, name }`, inputs first; an operand is
`{ id }` or `{ constant }`. Equal to solutions/computation_graphs.py, and tested against it. */

const MOST_INPUTS = 6;
const MOST_STEPS = 14;
const REACH = 5; // inputs go from −5 to 5

/** What each step computes, and its local derivatives by its operands; at a tie the first operand has everything. */
const STEPS = {
  add: [(a, b) => a + b, () => [1, 1]],
  sub: [(a, b) => a - b, () => [1, -1]],
  mul: [(a, b) => a * b, (y, a, b) => [b, a]],
  div: [(a, b) => a / b, (y, a, b) => [1 / b, -a / b ** 2]],
  pow: [(a, b) => a ** b, (y, a, b) => [b * a ** (b - 1), y * Math.log(a)]],
  max: [(a, b) => (a >= b ? a : b), (y, a, b) => (a >= b ? [1, 0] : [0, 1])],
  min: [(a, b) => (a <= b ? a : b), (y, a, b) => (a <= b ? [1, 0] : [0, 1])],
  neg: [(a) => -a, () => [-1]],
  exp: [Math.exp, (y) => [y]],
  log: [Math.log, (y, a) => [1 / a]],
  sqrt: [Math.sqrt, (y) => [0.5 / y]],
  tanh: [Math.tanh, (y) => [1 - y * y]],
  sigmoid: [(a) => (a < 0 ? Math.exp(a) / (1 + Math.exp(a)) : 1 / (1 + Math.exp(-a))), (y) => [y * (1 - y)]],
  relu: [(a) => Math.max(a, 0), (y, a) => [a > 0 ? 1 : 0]],
};

/** The graph of a text: `{ nodes, inputs, steps, output, start, slopes }`; `start` has the inputs' values that the text
gives, `slopes` its lines `d_name = …`. Throws `Misread`. */
function graphOf(text) {
  const lines = parsed(text);
  const graph = { inputs: [], steps: [], start: {}, slopes: lines.filter(isSlope) };
  const known = new Map();
  const forward = lines.filter((line) => !isSlope(line));
  let last = {};
  forward.forEach((line, i) => {
    if (!line.name && i < forward.length - 1) throw new Misread("Only the last line may be without a name: write name = …", line.line, line.column);
    last = added(graph, known, line);
  });
  if (!last.step) throw refusal(forward.at(-1) ?? lines[0], "There is no step here: type an operation, such as x*y.");
  return finished(graph, last.step, forward);
}

const isSlope = ({ name }) => name.startsWith("d_");
const refusal = ({ line, column }, says) => new Misread(says, line, column);

/** Add a line to a graph, and return what it stands for: `{ step }`, `{ input }` or `{ constant }`. */
function added(graph, known, line) {
  if (line.adds) throw refusal(line, "Only gradients, d_…, are collected by +=.");
  if (known.has(line.name)) throw refusal(line, `${line.name} has been used or made before this line: each name is made once, before it is used.`);
  const count = graph.steps.length;
  let found = operandOf(line.tree, graph, known, line);
  if (line.name && "constant" in found) {
    graph.start[line.name] = within(found.constant, line);
    found = inputNamed(line.name, graph, known, line);
  }
  if (line.name) known.set(line.name, found);
  if (graph.steps.length > count && line.name) found.step.name = line.name;
  return found;
}

function within(value, line) {
  if (Math.abs(value) <= REACH) return value;
  throw refusal(line, `An input goes from −${REACH} to ${REACH}.`);
}

function inputNamed(name, graph, known, line) {
  if (graph.inputs.length === MOST_INPUTS) throw refusal(line, `These are more than ${MOST_INPUTS} inputs: ${name} is one too many.`);
  const input = { op: "input", operands: [], name };
  graph.inputs.push(input);
  known.set(name, { input });
  return known.get(name);
}

function operandOf(tree, graph, known, line) {
  if (typeof tree === "number") return { constant: tree };
  if (typeof tree === "string") return known.get(tree) ?? inputNamed(tree, graph, known, line);
  const [op, ...trees] = tree;
  if (!(op in STEPS)) throw refusal(line, "A comparison is no step of a graph.");
  const operands = trees.map((one) => operandOf(one, graph, known, line));
  if (operands.every((one) => "constant" in one)) return { constant: STEPS[op][0](...operands.map(({ constant }) => constant)) };
  if (graph.steps.length === MOST_STEPS) throw refusal(line, `These are more than ${MOST_STEPS} steps: take a shorter expression.`);
  const step = { op, operands, name: "" };
  graph.steps.push(step);
  return { step };
}

/** Number the nodes, name those without a name, and refuse what does not lead to the output. */
function finished({ inputs, steps, start, slopes }, output, lines) {
  const nodes = [...inputs, ...steps];
  nodes.forEach((node, id) => (node.id = id));
  const letter = ["v", "u", "h", "q"].find((one) => !nodes.some(({ name }) => new RegExp(`^${one}\\d+$`).test(name))) ?? "node_";
  steps.filter(({ name }) => !name).forEach((step) => (step.name = `${letter}${steps.indexOf(step) + 1}`));
  for (const step of steps) step.operands = step.operands.map((one) => ("constant" in one ? one : { id: (one.step ?? one.input).id }));
  const graph = { nodes, inputs, steps, output: output.id, start, slopes };
  const idle = nodes.find(({ id }) => id !== output.id && !consumers(graph, id).length);
  if (idle) throw refusal(lines.find(({ name }) => name === idle.name) ?? lines[0], `${idle.name} is used nowhere: the last line should need it.`);
  return graph;
}

const consumers = ({ steps }, id) => steps.filter(({ operands }) => operands.some((one) => one.id === id)).map((step) => step.id);
const numberOf = (values) => (one) => ("constant" in one ? one.constant : values[one.id]);

/** The value of every node, given those of the inputs. */
function forward({ inputs, steps }, given) {
  const values = given.slice(0, inputs.length);
  for (const { id, op, operands } of steps) values[id] = STEPS[op][0](...operands.map(numberOf(values)));
  return values;
}

/** For every node, its local derivatives by its operands. */
function localSlopes({ nodes }, values) {
  return nodes.map(({ id, op, operands }) => (op === "input" ? [] : STEPS[op][1](values[id], ...operands.map(numberOf(values)))));
}

/** What has arrived at every node once the steps in `order` have reported: `{ from, place, value }` for each arrival. */
function arrivals(graph, slopes, order) {
  const found = graph.nodes.map(() => []);
  found[graph.output].push({ from: null, place: 0, value: 1 });
  for (const from of order) {
    const gradient = total(found[from]);
    graph.nodes[from].operands.forEach(({ id }, place) => {
      if (id !== undefined) found[id].push({ from, place, value: gradient * slopes[from][place] });
    });
  }
  return found;
}

const total = (list) => list.reduce((sum, { value }) => sum + value, 0);
const backwards = ({ steps }) => steps.map(({ id }) => id).reverse();
const gradients = (graph, values) => arrivals(graph, localSlopes(graph, values), backwards(graph)).map(total);
