/* Questions: ask, then let it happen, then compare. What was said is in the traits `predictions` (by key) and, for a
typed number, in a trait of its own. */

/** A question with its options; after the choice, what was chosen; after the move, what happened.

`about`: `{ key, title, question, options: { value: text }, right, moved(now), next(now), seen(now), because: { value:
text } }`. `moved` says when the state shows the answer, `next` what to do until then, `seen` what has happened. `right`
may be a function of the state. */
export function prediction(model, about, after = () => {}) {
  const name = newId();
  const options = Object.entries(about.options).map(([value, text]) => option(make("input", { type: "radio", name, value, required: "" }), text));
  const form = make("form", {}, ...options, make("button", {}, "That is my prediction"));
  const chosen = make("p", { class: "kit-chosen" });
  const reply = verdict();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = new FormData(form).get(name);
    if (value) change(model, { predictions: { ...model.get("predictions"), [about.key]: value } });
    after();
  });
  let wasSeen = false; // once compared, the comparison stays, also when the handle goes home
  const draw = (now) => {
    const value = now.predictions[about.key];
    const asked = value in about.options;
    form.hidden = asked;
    chosen.hidden = !asked;
    wasSeen = asked && (wasSeen || about.moved(now));
    if (asked) write(chosen, `You predicted: ${about.options[value]} ${wasSeen ? "" : about.next(now)}`);
    if (wasSeen) compare(reply, about, value, now);
    else silence(reply);
  };
  return { node: card(about.title, { "data-prediction": about.key }, make("p", {}, about.question), form, chosen, reply), draw };
}

function compare(reply, about, value, now) {
  const right = value === (typeof about.right === "function" ? about.right(now) : about.right);
  const lead = right ? "As you said." : "It came out differently.";
  tell(reply, right, `${lead} ${about.moved(now) ? about.seen(now) + " " : ""}${about.because[value]}`);
}

/** Whether the reader has made a prediction. */
export const predicted = (now, key) => key in now.predictions;

/** A prediction with a slider that is locked until the question is answered.

`about` as above, and `label`, `range`, `text(now)` (the slider's value in words); the trait is `about.trait` or the
key; `about.link` is the `data-link`. */
export function handlePanel(model, about) {
  const trait = about.trait ?? about.key;
  const handle = slider(about.label, about.range, (value) => change(model, { [trait]: value }));
  const question = prediction(model, about, () => requestAnimationFrame(() => handle.input.focus()));
  if (about.link) handle.node.dataset.link = about.link;
  question.node.querySelector("form").after(handle.node);
  const draw = (now) => {
    question.draw(now);
    handle.input.disabled = !predicted(now, about.key);
    handle.node.classList.toggle("kit-locked", handle.input.disabled);
    handle.draw(now[trait], about.text(now));
  };
  return { node: question.node, draw };
}

/** A task that is answered by a number. `about`: `{ trait, key, title, text, label, judge(text, now), at(now) }`, where
`judge` returns `{ right, reply }` and `at` the part of the state that it looks at: when that changes, the reply goes. */
export function numberTask(model, about, ...between) {
  const at = about.at ?? (() => "");
  const reply = verdict();
  let judged = {};
  let latest = {};
  const field = checkedField(about.label, "Check", (text) => {
    judged = {}; // the same answer may be right or wrong elsewhere: judge it again
    change(model, { [about.trait]: text });
    draw({ ...latest, [about.trait]: text });
  });
  const draw = (now) => {
    const [answer, place] = [now[about.trait], at(now)];
    if (answer !== judged.answer) {
      field.input.value = answer;
      answered(reply, answer, about.judge, now);
    } else if (place !== judged.at) silence(reply);
    judged = { answer, at: place };
    latest = now;
  };
  const node = card(about.title, { "data-task": about.key }, make("p", {}, about.text), ...between, field.node, reply);
  return { node, draw };
}

function answered(node, answer, judge, now) {
  if (answer.trim() === "") return silence(node);
  const { right, reply } = judge(answer, now);
  tell(node, right, reply);
}
