/* Where the nodes of a graph stand: columns from left to right, each step right of its operands, few crossings. */

/** `{ columns, ways }`: columns of entries `{ id }` or, where an edge passes, `{ from, to, place }`; a way is the list
of entries from an operand to the step that uses it: `{ from, to, place, entries }`. */
function layout(graph) {
  const levels = levelsOf(graph);
  const columns = Array.from({ length: levels[graph.output] + 1 }, () => []);
  const entries = graph.nodes.map(({ id }) => ({ id }));
  const ways = [];
  const visit = (id) => {
    if (columns[levels[id]].includes(entries[id])) return;
    graph.nodes[id].operands.forEach((operand, place) => {
      if (operand.id === undefined) return;
      visit(operand.id);
      const passed = Array.from({ length: levels[id] - levels[operand.id] - 1 }, (_, i) => ({ from: operand.id, to: id, place, level: levels[operand.id] + 1 + i }));
      passed.forEach((entry) => columns[entry.level].push(entry));
      ways.push({ from: operand.id, to: id, place, entries: [entries[operand.id], ...passed, entries[id]] });
    });
    columns[levels[id]].push(entries[id]);
  };
  visit(graph.output); // a tree drawn in this order has no crossing
  return { columns: untangled(columns, ways), ways };
}

/** Each step as far left as it can; an input right before the first step that uses it. */
function levelsOf({ nodes, inputs, steps }) {
  const levels = nodes.map(() => 0);
  for (const { id, operands } of steps) levels[id] = 1 + Math.max(0, ...operands.map((one) => levels[one.id] ?? 0));
  for (const { id } of inputs) levels[id] = Math.min(...steps.filter(({ operands }) => operands.some((one) => one.id === id)).map((step) => levels[step.id])) - 1;
  return levels;
}

/** Sort each column by the middle of what its entries lead to, forward and back; keep the order with fewest crossings. */
function untangled(columns, ways) {
  const links = ways.flatMap(({ entries }) => entries.slice(1).map((entry, i) => [entries[i], entry]));
  let best = columns;
  let now = columns;
  for (let round = 0; round < 8 && crossings(best, links); round += 1) {
    now = swept(now, links, round % 2);
    if (crossings(now, links) < crossings(best, links)) best = now;
  }
  return best;
}

function swept(columns, links, toLeft) {
  const next = columns.map((column) => [...column]);
  for (let step = 1; step < next.length; step += 1) {
    const [here, before] = toLeft ? [next.length - 1 - step, next.length - step] : [step, step - 1];
    const middle = new Map(next[here].map((entry, i) => {
      const others = links.filter((link) => link[toLeft ? 0 : 1] === entry).map((link) => next[before].indexOf(link[toLeft ? 1 : 0]));
      return [entry, others.length ? others.reduce((a, b) => a + b) / others.length : i];
    }));
    next[here].sort((a, b) => middle.get(a) - middle.get(b));
  }
  return next;
}

/** How many pairs of edges cross between neighbouring columns. */
function crossings(columns, links) {
  const rank = new Map(columns.flatMap((column) => column.map((entry, i) => [entry, i])));
  const column = new Map(columns.flatMap((list, i) => list.map((entry) => [entry, i])));
  const ends = links.map(([a, b]) => [column.get(a), rank.get(a), rank.get(b)]);
  return ends.reduce((count, [c, a, b], i) => count + ends.slice(i + 1).filter(([d, e, f]) => c === d && (a - e) * (b - f) < 0).length, 0);
}
