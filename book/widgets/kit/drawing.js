/* Drawings: axes, curves, regions, marks, and points that can be dragged. A drawing is in units of its `viewBox`, which
are CSS pixels at its largest. */

/* --- marks --- */

/** The mark of a class: its shape and its text tell it from the others, its colour only helps. */
export function mark(k, text = String(k)) {
  const shapes = [
    ["circle", { r: 8 }],
    ["rect", { x: -7.5, y: -7.5, width: 15, height: 15 }],
    ["path", { d: "M0-10 9.5 7.5H-9.5Z" }],
    ["path", { d: "M0-10.5 10.5 0 0 10.5-10.5 0Z" }],
    ["path", { d: "M-10-5H10L6 8H-6Z" }],
  ];
  const [tag, attributes] = shapes[k % shapes.length];
  const digit = makeSvg("text", { "text-anchor": "middle", y: k === 2 ? 6 : 4.5 }, text);
  return makeSvg("g", { class: `kit-class-${k % 3}` }, makeSvg(tag, attributes), digit);
}

/** The mark of a class as a small picture beside a text. */
export function pictureOfMark(k) {
  return makeSvg("svg", { viewBox: "-12 -12 24 24", width: 22, "aria-hidden": "true" }, mark(k));
}

/** A mark that stands for no class: a disc in the colour of the text, with a letter. */
export function letterMark(letter) {
  return makeSvg("g", { class: "kit-letter" }, makeSvg("circle", { r: 9 }), makeSvg("text", { "text-anchor": "middle", y: 4.5 }, letter));
}

/** A sample of a class: its mark without a text, half as large. */
export function dot(k) {
  return makeSvg("g", { class: "kit-dot" }, makeSvg("g", { transform: "scale(0.55)" }, mark(k, "")));
}

/** On which floor each mark of a line stands, so that none hides another. */
export function apart(values, width = 1.4) {
  const floors = [];
  values.forEach((value, k) => {
    const taken = floors.filter((_, other) => Math.abs(values[other] - value) < width);
    floors[k] = values.findIndex((_, floor) => !taken.includes(floor));
  });
  return floors;
}

/* --- axes --- */

/** From values to units of the drawing; `back` is the other way. */
export function scale([from, to], [start, end]) {
  const at = (value) => start + ((value - from) / (to - from)) * (end - start);
  at.back = (place) => from + ((place - start) / (end - start)) * (to - from);
  return at;
}

const MARGIN = { left: 34, right: 12, top: 22 };

/** A plot with axes. `{ x: { range, ticks, label, decimals }, y: { … }, width, height, moved, bottom }`; `moved` says that
it holds points that can be dragged, `bottom` is the room for what is said about x. Returned is `{ node, svg, x, y, range,
inside, say }`: `x` and `y` are scales, `inside` is the group for what is cut off at the frame, `svg` takes what may stand
over it, `say` describes the picture. */
export function plot({ x, y, width = 320, height = 260, moved = false, bottom = 36 }) {
  const box = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - bottom };
  const across = scale(x.range, [box.left, box.right]);
  const up = scale(y.range, [box.bottom, box.top]);
  const title = makeSvg("title");
  const clip = newId();
  const inside = makeSvg("g", { "clip-path": `url(#${clip})` });
  const svg = makeSvg("svg", { viewBox: `0 0 ${width} ${height}`, role: moved ? "group" : "img" }, ...(moved ? [] : [title]),
    makeSvg("clipPath", { id: clip }, frame(box)), ...axisAcross(x, across, box), ...axisUp(y, up, box), inside);
  const say = (text) => (moved ? place(svg, { "aria-label": text }) : write(title, text));
  return { node: make("div", { class: "kit-plot" }, svg), svg, x: across, y: up, range: { x: x.range, y: y.range }, box, size: { width, height }, inside, say };
}

const frame = ({ left, right, top, bottom }) => makeSvg("rect", { x: left, y: top, width: right - left, height: bottom - top });

function axisAcross({ range, ticks = [], label = "", decimals = 0 }, x, { left, right, top, bottom }) {
  const zero = range[0] < 0 && range[1] > 0 ? `M${x(0)} ${top}V${bottom}` : "";
  return [
    makeSvg("path", { d: `M${left} ${bottom}H${right}${ticks.map((tick) => `M${x(tick)} ${bottom}v5`).join("")}`, class: "kit-axis" }),
    makeSvg("path", { d: zero, class: "kit-zero" }),
    ...ticks.map((tick) => makeSvg("text", { x: x(tick), y: bottom + 17, "text-anchor": "middle" }, fixed(tick, decimals))),
    makeSvg("text", { x: (left + right) / 2, y: bottom + 32, "text-anchor": "middle", class: "kit-heading" }, label),
  ];
}

function axisUp({ range, ticks = [], label = "", decimals = 0 }, y, { left, right, top, bottom }) {
  const zero = range[0] < 0 && range[1] > 0 ? `M${left} ${y(0)}H${right}` : "";
  return [
    makeSvg("path", { d: `M${left} ${top}V${bottom}${ticks.map((tick) => `M${left} ${y(tick)}h-5`).join("")}`, class: "kit-axis" }),
    makeSvg("path", { d: zero, class: "kit-zero" }),
    ...ticks.map((tick) => makeSvg("text", { x: left - 8, y: y(tick) + 4, "text-anchor": "end" }, fixed(tick, decimals))),
    makeSvg("text", { x: 0, y: 12, class: "kit-heading" }, label),
  ];
}

/* --- what stands in a plot; each has `draw` --- */

/** Points joined by lines. Styles: `kit-line-0`, `-1`, `-2` (full, dashed, dotted), `kit-thin`. */
export function polyline(plot, style) {
  const node = makeSvg("path", { class: `kit-line ${style}` });
  plot.inside.append(node);
  const draw = (points) => place(node, { d: points.map(([a, b], i) => `${i ? "L" : "M"}${pixel(plot.x(a))} ${pixel(plot.y(b))}`).join("") });
  return { node, draw };
}

const pixel = (place) => Math.max(-1e4, Math.min(1e4, place)).toFixed(1); // what is infinitely far away can be drawn, too

/** A function of x over the whole width of a plot. */
export function curve(plot, style, count = 120) {
  const line = polyline(plot, style);
  const [from, to] = plot.range.x;
  const across = Array.from({ length: count + 1 }, (_, i) => from + (i / count) * (to - from));
  return { node: line.node, draw: (f) => line.draw(across.map((x) => [x, f(x)])) };
}

/** The line w₁x + w₂y + b = 0, with short strokes on its positive side; nothing if both weights are 0. */
export function boundary(plot, style) {
  const line = polyline(plot, style);
  const strokes = makeSvg("path", { class: "kit-line kit-thin" });
  plot.inside.append(strokes);
  const draw = (w, b) => {
    const length = Math.hypot(...w);
    if (!length) return [line.node, strokes].forEach((node) => place(node, { d: "" }));
    const reach = Math.max(...[...plot.range.x, ...plot.range.y].map(Math.abs)) * 3;
    const [n, foot] = [w.map((wi) => wi / length), w.map((wi) => (-b * wi) / length ** 2)];
    line.draw([-reach, reach].map((t) => [foot[0] - n[1] * t, foot[1] + n[0] * t]));
    place(strokes, { d: sideStrokes(plot, foot, n, reach) });
  };
  return { node: line.node, draw };
}

function sideStrokes({ x, y }, foot, n, reach) {
  const step = reach / 30;
  return Array.from({ length: 61 }, (_, i) => (i - 30) * step).map((t) => {
    const [a, b] = [foot[0] - n[1] * t, foot[1] + n[0] * t];
    const [dx, dy] = [x(a + n[0]) - x(a), y(b + n[1]) - y(b)];
    const far = 7 / Math.hypot(dx, dy); // 7 pixels, whatever the scales are
    return `M${pixel(x(a))} ${pixel(y(b))}l${pixel(dx * far)} ${pixel(dy * far)}`;
  }).join("");
}

/** Marks at points: `draw([[x, y], …])`; each node keeps its exact place in `data-value`. */
export function scatter(plot, marks) {
  const nodes = marks.map((one) => makeSvg("g", {}, one));
  plot.inside.append(...nodes);
  const draw = (points) => nodes.forEach((node, i) => {
    node.dataset.value = points[i].join(" ");
    place(node, { transform: `translate(${pixel(plot.x(points[i][0]))} ${pixel(plot.y(points[i][1]))})` });
  });
  return { nodes, draw };
}

/** Colour a plane by class: `draw(f)` with `f(x, y) = [class, strength]`, strength from 0 to 1, for `cells` × `cells`
places. Class 1 is hatched and class 2 dotted, so that nothing is said by a colour alone. */
export function regions(plot, cells = 110) {
  const canvas = make("canvas", { width: cells, height: cells, style: overBox(plot), "aria-hidden": "true" });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const image = context.createImageData(cells, cells);
  plot.node.prepend(canvas);
  const middles = (range) => Array.from({ length: cells }, (_, i) => scale([-0.5, cells - 0.5], range)(i));
  const [across, up] = [middles(plot.range.x), middles(plot.range.y).reverse()];
  const draw = (f) => {
    const colours = ["--blue", "--orange", "--teal"].map((name) => rgb(canvas, name));
    for (let at = 0, row = 0; row < cells; row += 1) {
      for (let column = 0; column < cells; column += 1, at += 4) { // no array for each place: it is drawn while a point is dragged
        const [k, strength] = f(across[column], up[row]);
        for (let part = 0; part < 3; part += 1) image.data[at + part] = colours[k % 3][part];
        image.data[at + 3] = 255 * Math.min(1, strength) * (0.2 + 0.16 * texture(k, column, row));
      }
    }
    context.putImageData(image, 0, 0);
  };
  return { node: canvas, draw };
}

function overBox({ box: { left, right, top, bottom }, size: { width, height } }) {
  const parts = { left: left / width, top: top / height, width: (right - left) / width, height: (bottom - top) / height };
  return Object.entries(parts).map(([key, part]) => `${key}:${100 * part}%`).join(";");
}

function texture(k, column, row) {
  if (k % 3 === 1) return (column + row) % 6 < 2;
  return k % 3 === 2 && column % 5 < 2 && row % 5 < 2;
}

const seen = new Map();

/** A colour of the style sheet as three numbers; in the dark it is another one. */
function rgb(node, name) {
  const text = getComputedStyle(node).getPropertyValue(name).trim() || "#888";
  if (!seen.has(text)) {
    const context = make("canvas", { width: 1, height: 1 }).getContext("2d");
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    seen.set(text, [...context.getImageData(0, 0, 1, 1).data].slice(0, 3));
  }
  return seen.get(text);
}

/* --- dragging --- */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** A point that is moved by pointer, finger or arrow keys (with Shift, five steps at once).

`{ name, mark, step, along, change([x, y]) }`; `along` is "x" or "y" for a point that moves in one direction only. Its
`draw([x, y], spoken)` shows it, and says its state to a screen reader. */
export function handle(plot, { name, mark, step = 0.1, along = "xy", change }) {
  const node = makeSvg("g", { class: "kit-handle", role: "slider", tabindex: 0, "aria-label": name, "aria-roledescription": "point, moved with the arrow keys" },
    makeSvg("circle", { r: 17, class: "kit-hit" }), mark);
  plot.svg.append(node);
  let at = [0, 0];
  const move = (to) => {
    const next = ["x", "y"].map((axis, i) => (along.includes(axis) ? snapped(to[i], step, plot.range[axis]) : at[i]));
    if (next.every((value, i) => value === at[i])) return;
    at = next; // a second key may come before the next frame
    change(next);
  };
  dragged(plot, node, move);
  node.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    const far = step * (event.shiftKey ? 5 : 1);
    move(at.map((value, i) => value + far * (along === "xy" ? way[i] : way[0] + way[1]))); // on a line up is right, as on any slider
  });
  const draw = (to, spoken) => {
    at = to;
    const [axis, value] = along === "y" ? ["y", to[1]] : ["x", to[0]];
    node.dataset.value = to.join(" ");
    place(node, { transform: `translate(${pixel(plot.x(to[0]))} ${pixel(plot.y(to[1]))})`,
      "aria-valuemin": plot.range[axis][0], "aria-valuemax": plot.range[axis][1], "aria-valuenow": value, "aria-valuetext": spoken });
  };
  return { node, draw };
}

function snapped(value, step, [low, high]) {
  return Number(Math.max(low, Math.min(high, Math.round(value / step) * step)).toFixed(6));
}

/** Follow a pointer from where it takes hold of a node, in the plot's own values. */
function dragged({ svg, size, x, y }, node, move) {
  const to = ({ clientX, clientY }) => {
    const { left, top, width } = svg.getBoundingClientRect();
    const unit = size.width / width;
    move([x.back((clientX - left) * unit), y.back((clientY - top) * unit)]);
  };
  node.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // no text is selected, no page is scrolled
    node.setPointerCapture(event.pointerId);
    node.focus();
  });
  node.addEventListener("pointermove", (event) => node.hasPointerCapture(event.pointerId) && to(event));
}
