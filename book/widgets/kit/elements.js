/* Elements of a page. A control is `{ node, input, draw }`: `draw` shows a value and never calls back. */

let made = 0;
export const newId = () => `kit-${(made += 1)}`;

export function make(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

export function makeSvg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(node, attributes, children) {
  place(node, attributes);
  node.append(...children);
  return node;
}

/** Change the page only where it differs: an unchanged text is not read out again, and costs no layout. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function place(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
}

/** A native slider with its label and its value: keyboard, touch and screen readers work as they do everywhere. */
export function slider(label, range, change) {
  const id = newId();
  const input = make("input", { type: "range", id, ...range });
  const output = make("output", { for: id });
  input.addEventListener("input", () => change(Number(input.value)));
  const node = make("div", { class: "kit-slider" }, make("label", { for: id }, ...[label].flat()), input, output);
  const draw = (value, shown, spoken) => {
    if (Number(input.value) !== value) input.value = value;
    write(output, shown);
    place(input, { "aria-valuetext": spoken ?? shown });
  };
  return { node, input, draw };
}

/** Sliders, or other controls, under one heading. */
export const group = (legend, ...nodes) => make("fieldset", { class: "kit-group" }, make("legend", {}, legend), ...nodes);

/** One of several options, `{ value: text }`, as radio buttons; values are texts. */
export function choice(legend, options, change) {
  const name = newId();
  const inputs = Object.keys(options).map((value) => make("input", { type: "radio", name, value }));
  inputs.forEach((input) => input.addEventListener("change", () => change(input.value)));
  const labels = inputs.map((input) => option(input, options[input.value]));
  const node = make("fieldset", { class: "kit-choice" }, make("legend", {}, legend), ...labels);
  return { node, draw: (value) => inputs.forEach((input) => (input.checked = input.value === String(value))) };
}

/** A switch. */
export function toggle(label, change) {
  const input = make("input", { type: "checkbox" });
  input.addEventListener("change", () => change(input.checked));
  return { node: option(input, label), input, draw: (value) => (input.checked = value) };
}

export const option = (input, text) => make("label", { class: "kit-option" }, input, make("span", {}, text));

export function button(text, click) {
  const node = make("button", { type: "button" }, text);
  node.addEventListener("click", click);
  return node;
}

export const buttons = (...nodes) => make("div", { class: "kit-buttons" }, ...nodes);

/** A text field for one number and a button that checks it; Enter checks, too. */
export function checkedField(label, name, check) {
  const id = newId();
  const input = make("input", { type: "text", id, inputmode: "text", autocomplete: "off", spellcheck: "false", size: 7 });
  const node = make("form", { class: "kit-field" }, make("label", { for: id }, label), input, make("button", {}, name));
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    check(input.value);
  });
  return { node, input };
}

/** A titled part of a widget; `data` are its attributes. */
export function card(title, data, ...children) {
  const id = newId();
  return make("div", { class: "kit-card", role: "group", "aria-labelledby": id, ...data }, make("p", { class: "kit-title", id }, title), ...children);
}

/** Cards side by side where there is room. */
export const cards = (...nodes) => make("div", { class: "kit-cards" }, ...nodes);

/** Pictures beside controls; on a narrow page above them, where they stay in view while the reader moves something. */
export function pictured(pictures, ...controls) {
  return make("div", { class: "kit-top" }, make("div", { class: "kit-pictures" }, ...pictures), ...controls);
}

/* --- replies --- */

export const verdict = () => make("p", { class: "kit-verdict", role: "status" });

/** Show whether an answer was right by a sign and a word, and not by a colour only. */
export function tell(node, right, text) {
  node.dataset.right = right;
  write(node, `${right ? "✓" : "✗"} ${text}`);
}

export function silence(node) {
  delete node.dataset.right;
  write(node, "");
}

/** Several parts in one node as one panel: they are drawn and stopped together. */
export const together = (node, parts) => ({
  node,
  draw: (now) => parts.forEach((part) => part.draw(now)),
  stop: () => parts.forEach((part) => part.stop?.()),
});

/** Parts as one panel, a card for each. */
export const inCards = (...parts) => together(cards(...parts.map(({ node }) => node)), parts);
