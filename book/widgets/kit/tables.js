/* Tables of numbers. */

/** A table with a row for each name. `{ caption, rows, columns, waits(now) }`, and a column is `{ head, link, of(now),
text(value), waits, sum, bar }`: one that `waits` is shown once `waits(now)` is false. A head is a stop of the Tab key,
and so is a sum that has a link of its own: there a keyboard lights what belongs to it. */
export function numberTable({ caption, rows, columns, waits = () => false }) {
  const cells = columns.map((column) => rows.map(() => numberCell(column.link, column)));
  const sums = columns.map((column) => numberCell(column.sum, { stop: true }));
  const heads = columns.map(({ head, link }) => make("th", { scope: "col", ...focusable(link) }, head));
  const lines = rows.map((name, k) => make("tr", {}, make("th", { scope: "row" }, name), ...cells.map((column) => column[k].node)));
  const foot = make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, "sum"), ...sums.map((one) => one.node)));
  const node = scrolled(make("table", { class: "kit-table" }, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, make("td"), ...heads)), make("tbody", {}, ...lines), ...(columns.some(({ sum }) => sum) ? [foot] : [])));
  const draw = (now) => columns.forEach(({ of, text, waits: late, sum }, c) => {
    const values = of(now);
    const shown = !late || !waits(now);
    cells[c].forEach((one, k) => one.draw(values[k], text, shown));
    if (sum) sums[c].draw(values.reduce((a, b) => a + b), text, shown);
  });
  return { node, draw };
}

/** One number in a line: `{ name, of(now), text(value), waits(now), link }` for each. */
export function readout(caption, lines) {
  const cells = lines.map(({ link }) => numberCell(link, {}));
  const rows = lines.map(({ name }, k) => make("tr", {}, make("th", { scope: "row" }, name), cells[k].node));
  const node = scrolled(make("table", { class: "kit-table" }, make("caption", {}, caption), make("tbody", {}, ...rows)));
  const draw = (now) => lines.forEach(({ of, text, waits }, k) => cells[k].draw(of(now), text, !waits?.(now)));
  return { node, draw };
}

/** A table that scrolls by itself where the page is narrower, and then takes the focus: arrow keys scroll it. */
export function scrolled(table) {
  const node = make("div", { class: "kit-scroll" }, table);
  const wide = { tabindex: 0, role: "group", "aria-label": "Table, wider than the page: scroll with the arrow keys" };
  const watch = new ResizeObserver(() => {
    const isWide = node.scrollWidth > node.clientWidth + 1; // a pixel is rounding
    for (const [name, value] of Object.entries(wide)) isWide ? node.setAttribute(name, value) : node.removeAttribute(name);
  });
  [node, table].forEach((each) => watch.observe(each));
  return node;
}

const linked = (link) => (typeof link === "string" ? { "data-link": link } : {});
const focusable = (link) => (typeof link === "string" ? { ...linked(link), tabindex: 0 } : {});

/** A number in a table, exact in `data-value`, and a bar if its column has one. */
export function numberCell(link, { bar, stop }) {
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

/** A bar to the left of the middle for a negative number, to the right for a positive one; `scale` px for 1, 25 at most. */
export function slopeBar(scale) {
  const bar = makeSvg("rect", { y: 0, height: 6 });
  const node = makeSvg("svg", { viewBox: "-25 0 50 6", class: "kit-slope", "aria-hidden": "true" }, makeSvg("path", { d: "M0 0v6", class: "kit-axis" }), bar);
  const draw = (value) => place(bar, { x: Math.min(0, scale * value), width: Math.abs(scale * value), class: value < 0 ? "kit-falls" : "kit-rises" });
  return { node, draw };
}
