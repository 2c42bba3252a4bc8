/* A computation graph that the reader types: forward and backward node by node, as code, and the order as a puzzle.
What it is made of stands in computation_graph/: parser, engine, code,
layout, picture, questions; all in one scope. */

const {
  number, fixed, agrees, make, makeSvg, write, place, newId, slider, group, button, buttons, card, inCards, verdict, tell, silence,
  prediction, numberTask, readTraits, change, changedAt, widget, player,
} = kit;

const TRAITS = ["program", "values", "computed", "swept", "pressed", "answer", "predictions", "show"];
const FIRST = "3*(x*y + x)";
const EXAMPLES = [FIRST, "(2*x + 3*y)**2", "log(sigmoid(w*x + b))", "max(x, y*z)", "a = x*y\ns = a + x\nL = a*s"];

/* --- what the model says -------------------------------------------------------------------------------------------- */

const graphs = new Map(); // of the last texts: a graph is made once, not in every frame

function readProgram(text) {
  if (!graphs.has(text)) {
    if (graphs.size > 20) graphs.clear();
    graphs.set(text, attempt(() => ({ graph: graphOf(text) })));
  }
  return graphs.get(text);
}

function attempt(what) {
  try {
    return what();
  } catch (error) {
    if (error instanceof Misread) return { trouble: error };
    throw error;
  }
}

function read(model) {
  const now = readTraits(model, TRAITS);
  const { graph, trouble } = readProgram(now.program);
  now.trouble = trouble;
  now.graph = graph ?? readProgram(FIRST).graph; // a link may say anything
  now.given = now.values.map((value) => Math.max(-REACH, Math.min(REACH, value)));
  now.values = forward(now.graph, now.given);
  now.slopes = localSlopes(now.graph, now.values);
  now.count = Math.max(0, Math.min(now.graph.steps.length, Math.round(now.computed)));
  now.complete = now.count === now.graph.steps.length;
  now.order = now.complete ? possibleOrder(now.graph, now.swept.split(" ")) : [];
  now.finished = now.order.length === now.graph.steps.length;
  now.known = now.graph.nodes.map(({ id }) => id < now.graph.inputs.length + now.count);
  now.arrived = now.order.length ? arrivals(now.graph, now.slopes, now.order) : now.graph.nodes.map(() => []);
  now.active = now.order.at(-1) ?? (now.count && !now.complete ? now.graph.steps[now.count - 1].id : null);
  const refused = now.pressed && !now.show.includes("order") && whyNot(now, now.pressed); // else its card says why
  now.said = refused || story(now);
  return now;
}

const named = (graph, name) => graph.nodes.find((node) => node.name === name);
const mayReport = (graph, order, id) => consumers(graph, id).every((one) => order.includes(one));

/** The names as node numbers, up to the first that may not report yet. */
function possibleOrder(graph, names) {
  const order = [];
  for (const name of names) {
    const node = named(graph, name);
    if (!node || node.op === "input" || order.includes(node.id) || !mayReport(graph, order, node.id)) break;
    order.push(node.id);
  }
  return order;
}

const namesIn = (now, order) => order.map((id) => now.graph.nodes[id].name).join(" ");

/** One step on: the next value, and then the next report. */
function onward(now) {
  if (!now.complete) return { computed: now.count + 1, swept: "", pressed: "" };
  const next = backwards(now.graph).find((id) => !now.order.includes(id) && mayReport(now.graph, now.order, id));
  return { swept: namesIn(now, next === undefined ? now.order : [...now.order, next]), pressed: "" };
}

function back(now) {
  if (now.order.length) return { swept: namesIn(now, now.order.slice(0, -1)), pressed: "" };
  return { computed: Math.max(0, now.count - 1), pressed: "" };
}

/* --- what happens, in words ----------------------------------------------------------------------------------------- */

function story(now) {
  if (now.order.length) return reportOf(now, now.order.at(-1));
  if (!now.count) return "Only the inputs have values. Step on: each node is computed from its operands.";
  const step = now.graph.steps[now.count - 1];
  const told = `${step.name} = ${formulaOf(now.graph, step)} = ${compact(now.values[step.id])}.`;
  const local = step.operands.flatMap(({ id }, k) => (id === undefined ? [] : [`by ${now.graph.nodes[id].name} ${compact(now.slopes[step.id][k])}`]));
  return `${told} Its local ${local.length > 1 ? "derivatives stand at the arrows" : "derivative stands at the arrow"}: ${local.join(", ")}.${now.complete ? " Now the way back." : ""}`;
}

function reportOf(now, from) {
  const { name, operands } = now.graph.nodes[from];
  const gradient = compact(total(now.arrived[from]));
  const lead = from === now.graph.output ? `${name} receives 1, because its derivative by itself is 1.` : `${name} is complete: ${gradient}.`;
  const parts = operands.flatMap(({ id }, k) => (id === undefined ? [] : [passed(now, from, id, k, gradient)]));
  return `${lead} It passes on ${parts.join("; ")}.`;
}

function passed(now, from, to, k, gradient) {
  const list = now.arrived[to];
  const slope = now.slopes[from][k];
  const sum = list.length > 1 ? `, together ${sumOf(list, 6)}` : "";
  return `${gradient} × ${slope < 0 ? `(${compact(slope)})` : compact(slope)} = ${compact(list.find((one) => one.from === from && one.place === k).value)} to ${now.graph.nodes[to].name}${sum}`;
}

/* --- typing --------------------------------------------------------------------------------------------------------- */

const STARTS = [2, -4, 1, -3, 0.5, 3];

/** The traits for another program: inputs keep their values by their names, unless the text gives some. */
function replaced(model, text) {
  const { graph, trouble } = readProgram(text);
  if (trouble) return { trouble };
  const now = read(model);
  const old = Object.fromEntries(now.graph.inputs.map(({ name, id }) => [name, now.given[id]]));
  const values = STARTS.map((start, i) => graph.start[graph.inputs[i]?.name] ?? old[graph.inputs[i]?.name] ?? start);
  return { traits: { program: text, values, computed: 0, swept: "", pressed: "", answer: "" } };
}

function typingPanel(model) {
  const id = newId();
  const field = make("textarea", { id, rows: 1, spellcheck: "false", autocapitalize: "off", autocomplete: "off", "data-lm-suppress-shortcuts": "true" });
  const reply = verdict();
  let shown = {};
  const submit = (text) => {
    const { traits, trouble } = replaced(model, text.trim());
    shown = { ...shown, refused: trouble };
    if (trouble) return refuse(field, reply, trouble);
    silence(reply);
    shown = {};
    change(model, traits);
    draw(read(model)); // the same text again changes nothing, and is answered all the same
  };
  const examples = EXAMPLES.map((text) => button(text.replaceAll("\n", "; "), () => submit(text)));
  const form = make("form", { class: "computation_graph-form" }, make("label", { for: id }, "An expression, or lines of code:"), field, make("button", {}, "Draw the graph"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(field.value);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || field.value.includes("\n")) return; // in several lines it begins a new one
    event.preventDefault();
    submit(field.value);
  });
  const node = make("div", {}, form, reply, make("div", { class: "computation_graph-examples" }, make("span", {}, "Or one of these:"), ...examples));
  const draw = (now) => {
    const values = now.given.join();
    if (now.program !== shown.program) {
      shown = {};
      field.value = now.program;
      field.rows = Math.min(8, Math.max(1, now.program.split("\n").length));
    } // else it may hold what is being typed
    if (now.trouble && !shown.program) refuse(field, reply, now.trouble);
    else if (!shown.refused && !now.trouble && shown.values !== values) compared(reply, now);
    shown = { ...shown, program: now.program, values };
  };
  return { node, draw };
}

/** Say what cannot be read, and where, and put the cursor there. */
function refuse(field, reply, { says, line, column }) {
  tell(reply, false, `Line ${line}, column ${column}: ${says}`);
  const start = field.value.split(/[;\n]/).slice(0, line - 1).join(" ").length + (line > 1) + column - 1;
  field.setSelectionRange(start, start + 1);
}

/** What pasted lines of the way back are worth. */
function compared(reply, { graph, values }) {
  if (!graph.slopes.length) return silence(reply);
  const { wrong, trouble } = attempt(() => ({ wrong: firstWrongLine(graph, values) }));
  if (trouble) return tell(reply, false, `Line ${trouble.line}: ${trouble.says}`);
  if (!wrong) return tell(reply, true, `Your ${graph.slopes.length} lines of the way back agree with the sweep.`);
  const why = wrong.alone ? " It is one arrival alone: a gradient adds up what comes from every step that uses the value." : "";
  tell(reply, false, `Line ${wrong.line}: ${wrong.name} becomes ${compact(wrong.got)}, and the sweep gets ${compact(wrong.right)}.${why}`);
}

/* --- the graph, its steps and its inputs ---------------------------------------------------------------------------- */

function graphPanel(model) {
  const give = (i, value) => change(model, { values: changedAt(model.get("values"), i, value) });
  const picture = picturePanel((name) => press(model, name), give);
  const steps = player({ step: (count) => Array.from({ length: count }, () => change(model, onward(read(model)))), perSecond: 1.4, done: (now) => now.finished, labels: ["Play", "Pause", "Step on"] });
  const others = [button("Step back", () => change(model, back(read(model)))), button("To the beginning", () => change(model, { computed: 0, swept: "", pressed: "" }))];
  steps.node.append(...others);
  const told = make("p", { class: "computation_graph-story" });
  const inputs = inputsPanel(give);
  const node = make("div", { class: "kit-top computation_graph-top" }, make("div", { class: "kit-pictures" }, picture.node, told), steps.node, inputs.node);
  const draw = (now) => {
    [picture, steps, inputs].forEach((part) => part.draw(now));
    write(told, now.said);
    for (const one of others) one.disabled = !now.count;
  };
  return { node, draw, stop: steps.stop };
}

function inputsPanel(give) {
  const labels = STARTS.map(() => make("span"));
  const sliders = labels.map((label, i) => slider(label, { min: -REACH, max: REACH, step: 0.1 }, (value) => give(i, value)));
  const node = group("Inputs, here or pulled up and down in the graph", ...sliders.map((one) => one.node));
  node.classList.add("computation_graph-inputs");
  const draw = (now) => sliders.forEach((one, i) => {
    const input = now.graph.inputs[i];
    one.node.hidden = !input;
    one.input.disabled = !input;
    write(labels[i], input?.name ?? "unused");
    one.draw(now.given[i], compact(now.given[i]));
  });
  return { node, draw };
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

const CARDS = { twice: (model) => prediction(model, TWICE), gradient: gradientPanel, order: orderPanel, code: codePanel };

function cardsPanel(model) {
  return inCards(...model.get("show").filter((name) => name in CARDS).map((name) => CARDS[name](model)));
}

const render = widget({
  name: "computation_graph", traits: TRAITS, read, aloud: (now) => now.said,
  panels: (model) => [typingPanel(model), graphPanel(model), cardsPanel(model)],
});

const run = (text, given) => {
  const graph = graphOf(text);
  const values = forward(graph, given);
  return { names: graph.nodes.map(({ name }) => name), values, gradients: gradients(graph, values), code: codeOf(graph, given).map((line) => line.text).join("\n") };
};
const shapeOf = (text) => graphOf(text).nodes;
const troubleOf = (text) => (readProgram(text).trouble ? { ...readProgram(text).trouble } : null);
const tangle = (text) => {
  const { columns, ways } = layout(graphOf(text));
  return { crossings: crossings(columns, ways.flatMap(({ entries }) => entries.slice(1).map((entry, i) => [entries[i], entry]))), rows: columns.map(({ length }) => length) };
};

export default { render, mathematics: { run, shapeOf, troubleOf, tangle } };
