/* The drawing of a graph: nodes that can be pressed, inputs that can be pulled up and down, edges with local derivatives
and with what has come back. */

const ROW = 74;
const BOX = 42; // the height of a node
const GAP = 60; // between two columns
const EDGE = 26; // beside the first and the last column
const PULL = 20; // pixels up or down for a change by 1

function picturePanel(press, give) {
  const svg = makeSvg("svg", { role: "group" });
  const box = make("div", { class: "computation_graph-box kit-scroll", role: "group", tabindex: 0, "aria-label": "the graph" }, svg);
  let shown = { draw: () => {} };
  let latest = null;
  const draw = (now) => {
    if (now.graph !== latest) {
      latest = now.graph;
      shown = drawingOf(now.graph, svg, press, give);
    }
    shown.draw(now);
    const node = now.active === null ? null : shown.nodes[now.active].node;
    if (node && box.dataset.active !== String(now.active)) intoView(box, node);
    box.dataset.active = now.active;
  };
  return { node: box, draw };
}

/** Scroll the box, and nothing else, so far that a node stands in its middle. */
function intoView(box, node) {
  const [outer, inner] = [box, node].map((one) => one.getBoundingClientRect());
  box.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
  box.scrollTop += (inner.top + inner.bottom - outer.top - outer.bottom) / 2;
}

function drawingOf(graph, svg, press, give) {
  const { columns, ways } = layout(graph);
  const width = Math.max(62, ...graph.nodes.map((node) => (node.op === "input" ? 36 : 14) + 7.2 * titleOf(graph, node).length));
  const rows = Math.max(...columns.map(({ length }) => length));
  const places = new Map(columns.flatMap((column, c) => column.map((entry, i) => [entry, [EDGE + c * (width + GAP), (i + (rows - column.length) / 2) * ROW + 8 + BOX / 2]])));
  const size = [2 * EDGE + columns.length * (width + GAP) - GAP, rows * ROW + 4];
  const nodes = graph.nodes.map((node) => nodePart(graph, node, width, press, give));
  const edges = ways.map((way) => edgePart(graph, way, portOf(way, ways, places), places, width));
  for (const entry of columns.flat()) if (entry.id !== undefined) place(nodes[entry.id].node, { transform: `translate(${places.get(entry)})` });
  place(svg, { viewBox: `0 0 ${size.join(" ")}`, style: `min-width:${0.88 * size[0]}px;max-width:${1.2 * size[0]}px` });
  svg.replaceChildren(...edges.map(({ node }) => node), ...nodes.map(({ node }) => node), ...edges.map(({ label }) => label));
  const draw = (now) => {
    place(svg, { "aria-label": `Graph of ${graph.steps.length} steps; ${now.said}` });
    [...nodes, ...edges].forEach((part) => part.draw(now));
  };
  return { nodes, draw };
}

const PLAIN = { add: "+", sub: "−", mul: "×", div: "÷", pow: "**", neg: "−" };

/** What a node does, with its constant, as it stands in the node: `3 ×`, `** 2`, `log`. */
function symbolOf({ op, operands }) {
  const constants = operands.map(({ constant }) => (constant === undefined ? "" : compact(constant)));
  const parts = op in PLAIN ? [constants[0], PLAIN[op], constants[1]] : [op, ...constants];
  return parts.filter(Boolean).join(" ");
}

const titleOf = (graph, node) => (node.op === "input" ? node.name : `${node.name}: ${symbolOf(node)}`);

function nodePart(graph, node, width, press, give) {
  const middle = { x: width / 2, "text-anchor": "middle" };
  const value = makeSvg("text", { ...middle, y: 14 });
  const back = makeSvg("text", { ...middle, y: BOX / 2 + 15, class: "computation_graph-back" });
  const shape = makeSvg("rect", { y: -BOX / 2, width, height: BOX, rx: node.op === "input" ? BOX / 2 : 5 });
  const part = makeSvg("g", { class: "computation_graph-node", role: "button", tabindex: 0, "data-lm-suppress-shortcuts": "true", "data-node": node.name },
    shape, makeSvg("text", { ...middle, y: -3, class: "computation_graph-name" }, titleOf(graph, node)), value, back);
  const pull = node.op === "input" ? pulled(part, width, (value) => give(graph.inputs.indexOf(node), value)) : null;
  part.addEventListener("click", () => pull?.ended() || press(node.name));
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press(node.name);
  });
  const draw = (now) => {
    const [known, list] = [now.known[node.id], now.arrived[node.id]];
    write(value, known ? compact(now.values[node.id]) : "?");
    write(back, collectedAt(list));
    part.dataset.value = known ? now.values[node.id] : "";
    pull?.draw(now.values[node.id]);
    part.dataset.gradient = list.length ? total(list) : "";
    part.dataset.state = now.active === node.id ? "active" : now.order.includes(node.id) ? "reported" : "";
    place(part, { "aria-label": spokenNode(graph, node, known, list, now) });
  };
  return { node: part, draw };
}

/** Let an input follow the pointer up and down; its slider is there for the keyboard. */
function pulled(part, width, change) {
  let [from, at, moved] = [null, 0, false];
  part.append(makeSvg("path", { class: "computation_graph-pull", d: `M${width - 13} -5l4 -4l4 4M${width - 13} 5l4 4l4 -4`, "aria-hidden": "true" }));
  part.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // no page is scrolled, no text selected
    part.setPointerCapture(event.pointerId);
    part.focus();
    [from, moved] = [{ y: event.clientY, value: at }, false];
  });
  part.addEventListener("pointermove", ({ pointerId, clientY }) => {
    if (!part.hasPointerCapture(pointerId)) return;
    const value = Math.max(-REACH, Math.min(REACH, Math.round(10 * from.value + 10 * (from.y - clientY) / PULL) / 10));
    moved ||= Math.abs(from.y - clientY) > 3; // a hand that presses is not quite still
    if (moved && value !== at) change(value);
  });
  return { draw: (value) => { at = value; }, ended: () => moved };
}

/** What stands below a node; its arrows bear the parts of a sum that is too long for it. */
function collectedAt(list) {
  const sum = sumOf(list, 2);
  if (list.length < 2) return list.length ? `← ${sum}` : "";
  return list.length > 2 || sum.length > 17 ? `Σ ${compact(total(list))}` : sum;
}

function spokenNode(graph, node, known, list, now) {
  const made = node.op === "input" ? "input" : formulaOf(graph, node);
  return `${node.name}, ${made}: ${known ? compact(now.values[node.id]) : "not computed"}${list.length ? `; arrived ${sumOf(list, 6)}` : ""}${now.order.includes(node.id) ? "; has reported" : ""}`;
}

/** "−12 + 3 = −9": what has arrived, written out for `most` arrivals. */
function sumOf(list, most) {
  const sum = compact(total(list));
  if (list.length < 2 || list.length > most) return list.length < 2 ? sum : `${list.length} add up to ${sum}`;
  return `${list.map(({ value }) => compact(value)).join(" + ").replaceAll("+ −", "− ")} = ${sum}`;
}

/** How far from the middle of its step an edge ends: edges end in the order in which they come. */
function portOf(way, ways, places) {
  const height = ({ entries }) => places.get(entries.at(-2))[1];
  const others = ways.filter(({ to }) => to === way.to).sort((a, b) => height(a) - height(b));
  return 18 * (others.indexOf(way) - (others.length - 1) / 2);
}

function edgePart(graph, { from, to, place: operand, entries }, port, places, width) {
  const spots = entries.map((entry) => places.get(entry));
  const twice = graph.nodes[to].operands.filter(({ id }) => id === from).length > 1 ? port * 2.4 : 0; // x*x: two edges, bowed apart
  const path = spots.slice(1).map(([x, y], i) => {
    const last = i === spots.length - 2;
    const [a, b] = [spots[i][0] + width, spots[i][1]];
    const bend = (x - a) / 2;
    return `${i ? `H${a}` : `M${a} ${b}`}C${a + bend} ${b + twice} ${x - bend} ${y + (last ? port + twice : 0)} ${x - (last ? 3 : 0)} ${y + (last ? port : 0)}`;
  }).join("");
  const [x, y] = [spots.at(-1)[0] - GAP / 2, (spots.at(-2)[1] + spots.at(-1)[1] + port) / 2 + 0.75 * twice];
  const tip = `M${spots.at(-1)[0] - 8} ${spots.at(-1)[1] + port - 4}l7 4l-7 4`;
  const local = makeSvg("text", { x, y: y - 2, "text-anchor": "middle" });
  const back = makeSvg("text", { x, y: y + 12, "text-anchor": "middle", class: "computation_graph-back" });
  const node = makeSvg("path", { d: path + tip, class: "computation_graph-edge" });
  const label = makeSvg("g", { class: "computation_graph-label", "aria-hidden": "true", "data-edge": `${graph.nodes[from].name} ${graph.nodes[to].name} ${operand}` }, local, back);
  const draw = (now) => {
    const arrival = now.arrived[from].find((one) => one.from === to && one.place === operand);
    write(local, now.known[to] ? compact(now.slopes[to][operand]) : "");
    write(back, arrival ? `← ${compact(arrival.value)}` : "");
    label.dataset.value = now.known[to] ? now.slopes[to][operand] : "";
    label.dataset.arrival = arrival ? arrival.value : "";
    node.dataset.state = arrival ? "reported" : "";
  };
  return { node, label, draw };
}

/** A number with two decimals at most, or in powers of ten where that says nothing. */
function compact(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "undefined" : value < 0 ? "−∞" : "∞";
  const size = Math.abs(value);
  if (size && (size < 0.005 || size >= 1e5)) return value.toExponential(1).replaceAll("-", "−").replace("+", "");
  return fixed(value, 2).replace(/\.?0+$/, "");
}
