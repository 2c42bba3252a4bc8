/* My progress: what answers.js keeps of this browser's answers, page by page; saved to a file, taken in, forgotten.

   A file holds {"format": "backprop-by-hand/progress", "version": 1, "answers": {NAME: {answer, solved, opened}}}. What
   is taken in is merged: a question solved in either place is solved, and a right answer here is never replaced. */
(() => {
  "use strict";

  const PREFIX = "backprop-by-hand/"; // as in answers.js
  const FORMAT = "backprop-by-hand/progress";
  const LARGEST = 2e6; // bytes of a file, some twenty times what all answers of the book take
  const LONGEST = 4000; // characters of an answer

  const rows = [...document.querySelectorAll(".progress-chapters > li")];
  const tools = document.querySelector(".progress-tools");
  const known = new Set(rows.flatMap(boxes));

  function boxes(row) {
    return row.dataset.boxes.split(" ");
  }

  // --- what is kept ------------------------------------------------------------------------------------------------------

  const isText = (value) => typeof value === "string" && value.length <= LONGEST;
  const isFlag = (value) => typeof value === "boolean";
  const FIELDS = { answer: isText, solved: isFlag, opened: isFlag };

  /** Tell whether a value is what answers.js keeps of one question. */
  function isKept(value) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
    return Object.entries(value).every(([field, each]) => Object.hasOwn(FIELDS, field) && FIELDS[field](each));
  }

  function kept(name) {
    try {
      const value = JSON.parse(localStorage.getItem(PREFIX + name));
      return isKept(value) ? value : {};
    } catch {
      return {}; // no storage, or not ours
    }
  }

  function all() {
    const answers = {};
    for (const name of known) {
      const value = kept(name);
      if (Object.keys(value).length) answers[name] = value;
    }
    return answers;
  }

  /** Return what is kept when both places are taken together. */
  function merged(here, there) {
    const answer = here.solved || !there.solved ? (here.answer ?? there.answer) : (there.answer ?? here.answer);
    return {
      ...(answer !== undefined && { answer }),
      ...((here.solved || there.solved) && { solved: true }),
      ...((here.opened || there.opened) && { opened: true }),
    };
  }

  // --- the list ----------------------------------------------------------------------------------------------------------

  function show() {
    for (const row of rows) {
      const names = boxes(row);
      const open = names.findIndex((name) => !kept(name).solved);
      const done = names.filter((name) => kept(name).solved).length;
      row.querySelector(".progress-count").textContent = `${done} of ${names.length} done`;
      row.classList.toggle("progress-done", open < 0);
      const next = row.querySelector(".progress-next");
      next.hidden = open < 0;
      if (open < 0) continue;
      next.href = `${row.dataset.page}#question-${names[open]}`;
      next.firstChild.textContent = done ? "Go on" : "Begin";
    }
  }

  // --- the tools ---------------------------------------------------------------------------------------------------------

  const input = tools?.querySelector("input");
  const sure = tools?.querySelector(".progress-sure");

  function say(text) {
    tools.querySelector(".progress-said").textContent = text;
  }

  function save() {
    const content = JSON.stringify({ format: FORMAT, version: 1, answers: all() }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = "my_progress.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // not before the browser has read it
    say("Saved as my_progress.json, where your browser keeps downloads.");
  }

  /** Return the answers in a file's text, or null when it is anything else. */
  function read(text) {
    try {
      const { format, version, answers } = JSON.parse(text);
      if (format !== FORMAT || version !== 1 || answers === null || typeof answers !== "object") return null;
      return !Array.isArray(answers) && Object.values(answers).every(isKept) ? answers : null;
    } catch {
      return null;
    }
  }

  async function load() {
    const [file] = input.files;
    if (!file) return;
    const answers = file.size <= LARGEST ? read(await file.text()) : null;
    input.value = ""; // so that the same file can be chosen again
    if (answers === null) {
      say("This is not a file that this page saved, so nothing was changed. Choose a my_progress.json.");
      return;
    }
    const names = Object.keys(answers).filter((name) => known.has(name));
    try {
      for (const name of names) localStorage.setItem(PREFIX + name, JSON.stringify(merged(kept(name), answers[name])));
    } catch {
      say("Your browser does not let this page keep anything, so the file could not be taken in.");
      return;
    }
    show();
    const left = Object.keys(answers).length - names.length;
    const rest = left ? ` ${left} belong to questions that this edition of the book does not ask.` : "";
    say(`Taken in: ${names.length} ${names.length === 1 ? "answer" : "answers"}.${rest}`);
  }

  function ask(asking) {
    sure.hidden = !asking;
    tools.querySelector(asking ? '[data-do="keep"]' : '[data-do="forget"]').focus();
  }

  function forget() {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    } catch {
      // nothing was kept
    }
    ask(false);
    show();
    say("All answers are forgotten.");
  }

  const ACTIONS = { save, load: () => input.click(), forget: () => ask(true), really: forget, keep: () => ask(false) };

  function start() {
    show();
    addEventListener("storage", show); // an answer in another tab
    addEventListener("pageshow", show); // back from a chapter
    if (tools) {
      tools.hidden = false;
      tools.addEventListener("click", (event) => ACTIONS[event.target.dataset.do]?.());
      input.addEventListener("change", load);
    }
    document.documentElement.dataset.progress = "ready";
  }

  start(); // deferred: the page is read
})();
