/* What is asked of a graph: the order of its sweep, a gradient, what arrives twice; and its code. */

/* --- the order as a puzzle ------------------------------------------------------------------------------------------ */

/** Why a node may not report now; "" if it may. */
function whyNot(now, name) {
  const node = named(now.graph, name);
  if (!node) return `There is no ${name} in this graph.`;
  if (!now.complete) return "The way forward is not done: its local derivatives need the values. Step on until all nodes have one.";
  if (now.order.includes(node.id)) return `${name} has reported already. To report once more would send its part twice.`;
  const missing = consumers(now.graph, node.id).filter((id) => !now.order.includes(id)).map((id) => now.graph.nodes[id].name);
  if (missing.length && now.arrived[node.id].length) return `Not yet: its other consumer, ${missing.join(" and ")}, has not reported. What ${name} passed on now would be a part of its gradient only.`;
  if (missing.length) return `Not yet: nothing has arrived at ${name}. ${missing.join(" and ")}, which ${missing.length > 1 ? "use" : "uses"} it, must report first.`;
  return node.op === "input" ? `${name} is complete, but an input was made from nothing: it has nobody to pass on to.` : "";
}

function press(model, name) {
  const now = read(model);
  if (whyNot(now, name)) return change(model, { pressed: name });
  change(model, { swept: namesIn(now, [...now.order, named(now.graph, name).id]), pressed: "" });
}

function orderPanel(model) {
  const reply = verdict();
  const again = button("Sweep anew", () => change(model, { computed: MOST_STEPS, swept: "", pressed: "" }));
  const so = make("p", { class: "kit-chosen" });
  const text = "Sweep back yourself: press the nodes of the graph in an order in which they can report. The inputs only collect.";
  const node = card("In which order?", { "data-task": "order" }, make("p", {}, text), so, reply, buttons(again));
  const draw = (now) => {
    write(so, now.order.length ? `So far: ${namesIn(now, now.order).replaceAll(" ", ", ")}.` : "");
    const wrong = now.pressed && whyNot(now, now.pressed);
    if (wrong) tell(reply, false, wrong);
    else if (now.finished) tell(reply, true, `Complete: every gradient is there. ${countOf(now.graph)}`);
    else silence(reply);
  };
  return { node, draw };
}

function countOf(graph) {
  graph.orders ??= orders(graph);
  if (graph.orders === 1) return "It was the only order.";
  return graph.orders < MANY ? `This graph has ${graph.orders} such orders.` : "This graph has very many such orders.";
}

const MANY = 999;

/** In how many orders the steps can report; `MANY` if there are more. */
function orders(graph, order = []) {
  if (order.length === graph.steps.length) return 1;
  const next = backwards(graph).filter((id) => !order.includes(id) && mayReport(graph, order, id));
  let count = 0;
  for (const id of next) if (count < MANY) count += orders(graph, [...order, id]);
  return Math.min(count, MANY);
}

/* --- questions ------------------------------------------------------------------------------------------------------ */

const shared = ({ nodes, steps }) => nodes.filter(({ id }) => steps.flatMap(({ operands }) => operands).filter((one) => one.id === id).length > 1);

const TWICE = {
  key: "twice",
  title: "Used twice",
  question: "A value is used by two steps. On the way back, both report to it. Which gradient does it get?",
  options: { sum: "The sum of both.", last: "The one that arrives last.", larger: "The larger one.", mean: "Their mean." },
  right: "sum",
  moved: (now) => now.finished && shared(now.graph).length > 0,
  next: (now) => (shared(now.graph).length ? "Now step on, to the end of the way back." : `Now draw a graph with such a value, for instance ${FIRST}, and step to the end.`),
  seen: (now) => shared(now.graph).slice(0, 1).map(({ id, name }) => `At ${name}: ${sumOf(now.arrived[id], 20)}.`).join(""),
  because: {
    sum: "Move it a little, and the output feels it both ways: the contributions add up.",
    last: "It would, if an arrival were written over the one before. Move the value a little, and the output feels it both ways.",
    larger: "That is how a maximum treats values on the way forward. Here the output feels a small move both ways: they add up.",
    mean: "No part is diluted by the other: the output feels the whole of each way. They add up.",
  },
};

const askedOf = (graph) => shared(graph).find(({ op }) => op === "input") ?? graph.inputs[0];

/** Gradients that other rules give at a node, each with a reply. */
function otherGradients(graph, values, { id }) {
  const slopes = localSlopes(graph, values);
  const found = arrivals(graph, slopes, backwards(graph))[id];
  const by = (rule) => total(arrivals(graph, graph.nodes.map((node) => rule(node, slopes[node.id])), backwards(graph))[id]);
  const operand = numberOf(values);
  const sum = total(found);
  return [
    ...found.map(({ value, from }) => [value, `This comes by way of ${graph.nodes[from]?.name} alone. Another way leads here: add what it brings.`]),
    [-sum, "The size is right. Look at the signs along the way once more."],
    [by((node, own) => (node.op === "mul" ? node.operands.map(operand) : own)), "A product passes to each operand the gradient times the other operand."],
    [by((node, own) => (node.operands.length === 1 || node.op === "pow" ? own.map(() => 1) : own)), "A step on the way has passed on what it got: multiply by its own local derivative, too."],
    [found.reduce((all, { from, place }) => all + (slopes[from]?.[place] ?? 1), 0), "These are local derivatives alone: each is multiplied by what arrived at its step."],
  ];
}

function judgeGradient(text, graph, values) {
  const typed = number(text);
  const node = askedOf(graph);
  const right = gradients(graph, values)[node.id];
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like −0.25." };
  if (![...values, right].every(Number.isFinite)) return { right: false, reply: "Here the graph has a value that is not defined: move an input." };
  if (agrees(typed, right)) return { right: true, reply: "Right. Step through the way back, and compare." };
  const fitting = [...new Set(otherGradients(graph, values, node).filter(([value]) => agrees(typed, value) && !agrees(right, value)).map(([, reply]) => reply))];
  if (fitting.length === 1) return { right: false, reply: fitting[0] };
  return { right: false, reply: "Not yet. Multiply the local derivatives along each way from the output, and add the ways." };
}

function gradientPanel(model) {
  const about = {
    trait: "answer",
    key: "gradient",
    title: "Before you sweep",
    text: "The local derivatives stand at the arrows. What is the derivative of the output by this input? Two decimals.",
    label: "derivative =",
    judge: (text, now) => judgeGradient(text, now.graph, now.values),
    at: (now) => [now.program, ...now.values].join(),
  };
  const task = numberTask(model, about);
  const label = task.node.querySelector("label");
  const draw = (now) => {
    write(label, `derivative by ${askedOf(now.graph).name} =`);
    task.draw(now);
  };
  return { node: task.node, draw };
}

/* --- code ----------------------------------------------------------------------------------------------------------- */

function codePanel(model) {
  const pre = make("pre", { class: "computation_graph-code", tabindex: 0, role: "group", "aria-label": "the code of the graph" });
  const text = (now) => codeOf(now.graph, now.given).map((line) => line.text).join("\n");
  const put = button("Put it into the field above", () => change(model, replaced(model, text(read(model))).traits));
  const ask = "One line for each node, forward and then back. Spoil a line of the way back in the field above, draw again, and see whether it is found.";
  const node = card("The same as NumPy code", { "data-panel": "code" }, make("p", {}, ask), pre, buttons(put));
  let shown = "";
  const draw = (now) => {
    const lines = codeOf(now.graph, now.given);
    if (text(now) !== shown) pre.replaceChildren(...lines.map((line) => make("span", { "data-way": line.way }, `${line.text}\n`)));
    shown = text(now);
    const way = now.order.length ? "backward" : "forward";
    lines.forEach((line, i) => (pre.children[i].dataset.active = line.id !== null && line.id === now.active && line.way === way));
  };
  return { node, draw };
}
