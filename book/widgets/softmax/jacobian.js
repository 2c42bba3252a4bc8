/* The Jacobian: a table that is moved along, a row that is asked for, and what its rows sum to. */

function jacobianPanel(model) {
  const count = model.get("scores").length;
  const table = jacobianTable(model, count);
  const sums = prediction(model, SUMS);
  const row = rowQuestion(model, table);
  const node = make("div", {}, table.node, cards(row.node, sums.node));
  return { node, draw: (now) => [table, sums, row].forEach((one) => one.draw(now)) };
}

/** Row k holds the reactions of one probability, column j those to one score. */
function jacobianTable(model, count) {
  const classes = Array.from({ length: count }, (_, k) => k);
  const heads = classes.map((j) => columnHead(model, j));
  const rows = classes.map((k) => classes.map((j) => cell(k, j)));
  const sums = classes.map(() => make("td"));
  const lines = rows.map((cells, k) => make("tr", {}, make("th", { scope: "row" }, name(k)), ...cells.map(({ node }) => node)));
  const node = scrolled(make("table", { class: "kit-table softmax-jacobian", "data-link": "softmax-jacobian" },
    make("caption", {}, "How each probability reacts to each score. Choose a score: its column is marked. ",
      part("On the diagonal", "softmax-jacobian-diagonal"), " a score meets its own probability, ", part("off it", "softmax-jacobian-off"), " another's."),
    make("thead", {}, make("tr", {}, make("td"), ...heads.map((head) => head.node))),
    make("tbody", {}, ...lines),
    make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, "sum"), ...sums))));
  const draw = (now) => {
    heads.forEach((head, j) => head.draw(now.chosen === j));
    rows.forEach((cells, k) => cells.forEach((one, j) => one.draw(now.slopes[k][j], { lit: now.chosen === j, asked: asks(now, k) })));
    sums.forEach((one, j) => {
      one.classList.toggle("kit-lit", now.chosen === j);
      write(one, "sums" in now.predictions ? fixed(columnSum(now.slopes, j), 3) : "?");
    });
  };
  return { node, rows, draw };
}

/** The name of a part of the table, by which a keyboard lights it and its formula. */
const part = (text, link) => make("span", { class: "linked", tabindex: 0, role: "group", "data-link": link }, text);

const asks = (now, k) => k === now.row && !now.row_shown;

function columnHead(model, j) {
  const chooser = button("", () => change(model, { chosen: j }));
  const node = make("th", { scope: "col" }, chooser);
  const draw = (chosen) => {
    node.classList.toggle("kit-lit", chosen);
    place(chooser, { "aria-pressed": chosen });
    write(chooser, `${chosen ? "▼ " : ""}score ${j}`);
  };
  return { node, draw };
}

/** One slope: its number, a bar to the left or right of the middle, and a field while the reader is asked for it. */
function cell(k, j) {
  const value = make("span");
  const bar = slopeBar(100);
  const field = make("input", { type: "text", autocomplete: "off", spellcheck: "false", size: 5, "aria-label": `Reaction of p ${k} to score ${j}` });
  const node = make("td", { "data-link": k === j ? "softmax-jacobian-diagonal" : "softmax-jacobian-off" }, value, bar.node, field);
  const draw = (slope, { lit, asked }) => {
    node.classList.toggle("kit-lit", lit);
    value.hidden = asked;
    bar.node.style.display = asked ? "none" : "";
    field.hidden = !asked;
    if (asked) delete node.dataset.value;
    else node.dataset.value = slope;
    write(value, asked ? "" : signed(slope, 3));
    bar.draw(slope);
  };
  return { node, field, draw };
}

/** One row is the reader's to fill; each wrong entry is told which rule gives it. */
function rowQuestion(model, table) {
  const k = model.get("row");
  const fields = table.rows[k].map(({ field }) => field);
  const parts = rowParts(k, () => check(), () => change(model, { filled: [], row_shown: true }));
  const judged = { entries: "", at: "" }; // what the replies are about
  const draw = (now) => {
    for (const one of [parts.prompt, parts.buttons]) one.hidden = now.row_shown;
    parts.show.hidden = !now.filled.length; // first a try, then the telling
    if (now.row_shown) return tellRow(parts, now);
    silence(parts.right);
    const [entries, at] = [JSON.stringify(now.filled), now.standing.join()];
    if (entries !== judged.entries) replyToRow(parts, fields, now);
    else if (at !== judged.at) clearReplies(parts, fields);
    Object.assign(judged, { entries, at });
  };
  const check = () => {
    const now = read(model);
    const filled = fields.map((field) => field.value);
    judged.entries = ""; // the same entries may be right or wrong elsewhere: judge them again
    change(model, { filled, row_shown: filled.every((text, j) => judgeEntry(text, now.p, k, j).right) });
    draw(read(model));
    fields.find((field) => !field.hidden && field.getAttribute("aria-invalid") === "true")?.focus();
  };
  fields.forEach((field) => field.addEventListener("keydown", (event) => event.key === "Enter" && check()));
  return { node: parts.node, draw };
}

function rowParts(k, check, show) {
  const showing = button("Show me the row", show);
  showing.classList.add("kit-quiet");
  const prompt = make("p", {}, `Fill in the row of ${name(k)}, to two decimals. The probabilities stand beside the bars; the other rows may give you an idea.`);
  const below = buttons(button("Check the row", check), showing);
  const replies = make("div", { class: "softmax-replies", role: "status" });
  const right = verdict();
  const node = card("Your row", { "data-task": "row" }, prompt, below, replies, right);
  return { node, prompt, buttons: below, show: showing, replies, right };
}

function replyToRow({ replies }, fields, now) {
  const judged = now.filled.map((text, j) => judgeEntry(text, now.p, now.row, j));
  fields.forEach((field, j) => {
    field.value = now.filled[j] ?? "";
    place(field, { "aria-invalid": judged.length > 0 && !judged[j].right });
  });
  replies.replaceChildren(...judged.map(({ right, reply }, j) => make("p", {}, `${right ? "✓" : "✗"} Score ${j}: ${reply}`)));
}

function clearReplies({ replies }, fields) {
  replies.replaceChildren();
  fields.forEach((field) => place(field, { "aria-invalid": false }));
}

function tellRow({ replies, right }, { filled }) {
  replies.replaceChildren();
  if (!filled.length) return tell(right, false, "Here it is. Which rule makes these numbers out of the probabilities, on the diagonal and off it?");
  return tell(right, true, "Right. Only the entry on the diagonal is positive, and the table mirrors itself at its diagonal.");
}
