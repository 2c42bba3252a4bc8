/* The graph as NumPy code, one line for each node, forward and backward; and what is pasted compared with the sweep. */

const SIGNS = { add: "+", sub: "-", mul: "*", div: "/", pow: "**" };
const NUMPY = { max: "np.maximum", min: "np.minimum", exp: "np.exp", log: "np.log", sqrt: "np.sqrt", tanh: "np.tanh", sigmoid: "sigmoid", relu: "relu" };

const literal = (number) => (number < 0 ? `(${number})` : String(number));

function called({ op, operands }, names) {
  if (op === "neg") return `-${names[0]}`;
  return op in SIGNS ? names.join(` ${SIGNS[op]} `) : `${NUMPY[op]}(${names.join(", ")})`;
}

const namesOf = ({ nodes }, { operands }) => operands.map((one) => ("constant" in one ? literal(one.constant) : nodes[one.id].name));
const formulaOf = (graph, node) => called(node, namesOf(graph, node));

/** The local derivative by operand `place`, in the names of the code; "" is 1. */
const SLOPES = {
  add: ["", ""], sub: ["", "-1"], mul: ["b", "a"], div: ["1 / b", "(-a) / b**2"], pow: ["b * a**(b - 1)", "y * np.log(a)"],
  max: ["(a >= b)", "(a < b)"], min: ["(a <= b)", "(a > b)"], neg: ["-1"], exp: ["y"], log: ["1 / a"], sqrt: ["0.5 / y"],
  tanh: ["(1 - y**2)"], sigmoid: ["y * (1 - y)"], relu: ["(a > 0)"],
};

function slopeOf(graph, node, place) {
  const exponent = node.op === "pow" && node.operands[1].constant;
  const names = { a: namesOf(graph, node)[0], b: namesOf(graph, node)[1], y: node.name };
  if (exponent) return `${literal(exponent)} * ${names.a}${exponent === 2 ? "" : `**${literal(exponent - 1)}`}`;
  return SLOPES[node.op][place].replace(/\b[aby]\b/g, (letter) => names[letter]);
}

/** Lines as `{ id, way, text }`. */
function codeOf(graph, given) {
  const heads = HEADS.filter((head, i) => !i || graph.steps.some(({ op }) => head.startsWith(`def ${op}(`)));
  const back = [...graph.nodes].reverse().filter(({ id }) => id !== graph.output);
  return [
    ...heads.map((text) => ({ id: null, way: "head", text })),
    ...graph.inputs.map(({ id, name }) => ({ id, way: "input", text: `${name} = ${given[id]}` })),
    ...graph.steps.map((step) => ({ id: step.id, way: "forward", text: `${step.name} = ${formulaOf(graph, step)}` })),
    { id: graph.output, way: "backward", text: `d_${graph.nodes[graph.output].name} = 1` },
    ...back.map(({ id, name }) => ({ id, way: "backward", text: `d_${name} = ${collected(graph, id)}` })),
  ];
}

function collected(graph, id) {
  const ways = consumers(graph, id).flatMap((from) => graph.nodes[from].operands.map((one, place) => [one.id, from, place])).filter(([to]) => to === id);
  return ways.reverse().map(([, from, place]) => {
    const slope = slopeOf(graph, graph.nodes[from], place);
    return `d_${graph.nodes[from].name}${slope && ` * ${slope}`}`;
  }).join(" + ");
}

const COMPARED = { ge: (a, b) => a >= b, le: (a, b) => a <= b, gt: (a, b) => a > b, lt: (a, b) => a < b };

function valueOf(tree, known, line) {
  if (typeof tree === "number") return tree;
  if (typeof tree === "string") return known.get(tree) ?? fallsShort(tree, line);
  const [op, ...operands] = tree;
  return Number((COMPARED[op] ?? STEPS[op][0])(...operands.map((one) => valueOf(one, known, line))));
}

function fallsShort(name, line) {
  throw refusal(line, `${name} has no value yet when this line needs it.`);
}

/** The first pasted line d_name = … whose gradient is not that of the sweep: `{ line, name, got, right, alone }`, where
`alone` says that it is the last arrival alone; null if all agree. Throws `Misread` for a name that is not there. */
function firstWrongLine(graph, values) {
  const known = new Map(graph.nodes.map(({ id, name }) => [name, values[id]]));
  for (const line of graph.slopes) {
    if (!known.has(line.name.slice(2))) throw refusal(line, `There is no ${line.name.slice(2)} in the graph.`);
    known.set(line.name, (line.adds ? known.get(line.name) ?? 0 : 0) + valueOf(line.tree, known, line));
  }
  const found = arrivals(graph, localSlopes(graph, values), backwards(graph));
  const wrong = graph.slopes.find((line) => !near(known.get(line.name), total(arrived(line))));
  function arrived({ name }) {
    return found[graph.nodes.find((node) => `d_${node.name}` === name).id];
  }
  if (!wrong) return null;
  const got = known.get(wrong.name);
  return { line: wrong.line, name: wrong.name, got, right: total(arrived(wrong)), alone: arrived(wrong).some(({ value }) => near(value, got)) };
}

const near = (a, b) => Object.is(a, b) || Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));
