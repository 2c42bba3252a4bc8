// Answer boxes, steps of a derivation, find-the-mistake boxes. The pages are complete without this script: it reads what
// is typed, compares, and shows the text that fits. No request, no eval; a classic script, so that it runs from file://.
(() => {
  "use strict";

  // --- reading numbers: a small grammar, the one of Python's arithmetic ------------------------------------------------

  class Unreadable extends Error {}

  const FUNCTIONS = { exp: Math.exp, ln: Math.log, log: Math.log, log2: Math.log2, log10: Math.log10, sqrt: Math.sqrt };
  const CONSTANTS = { e: Math.E, pi: Math.PI, "π": Math.PI };
  const TOKEN = /\s*((?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[A-Za-zπ_][\w.]*|\*\*|[-+*/^()])/y;
  const LONGEST = 2000, DEEPEST = 40;

  /** Return the number that an expression stands for; throw Unreadable with what is wrong with it. */
  function readNumber(text) {
    const tokens = tokensOf(text);
    let at = 0, depth = 0;

    const take = (...wanted) => (wanted.includes(tokens[at]) ? tokens[at++] : null);

    function sum() {
      let value = product();
      for (let sign; (sign = take("+", "-")); ) value = sign === "+" ? value + product() : value - product();
      return value;
    }
    function product() {
      let value = signed();
      for (let sign; (sign = take("*", "/")); ) value = sign === "*" ? value * signed() : quotient(value, signed());
      return value;
    }
    function signed() {
      deeper();
      const sign = take("+", "-");
      const value = sign ? (sign === "-" ? -signed() : signed()) : power();
      depth--;
      return value;
    }
    function power() {
      const base = atom();
      return take("**", "^") ? base ** signed() : base;
    }
    function atom() {
      const token = tokens[at++];
      if (token === undefined) throw new Unreadable("The expression stops too early: a number is missing at its end.");
      if (token === "(") return bracket();
      if (/^[\d.]/.test(token)) return Number(token);
      if (/^[A-Za-zπ_]/.test(token)) return named(token);
      throw new Unreadable(`A number is missing before “${token}”.`);
    }
    function bracket() {
      deeper();
      const value = sum();
      if (!take(")")) throw new Unreadable("A bracket is opened and not closed.");
      depth--;
      return value;
    }
    function named(token) {
      const name = token.replace(/^(np|numpy|math)\./, "");
      if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name];
      if (!Object.hasOwn(FUNCTIONS, name)) {
        throw new Unreadable(`The name “${token}” is not known here. Known are exp, ln, log, sqrt, e and pi.`);
      }
      if (!take("(")) throw new Unreadable(`Write ${name} with brackets: ${name}(2).`);
      return FUNCTIONS[name](bracket());
    }
    function deeper() {
      if (++depth > DEEPEST) throw new Unreadable("That is nested too deeply to read.");
    }

    const value = sum();
    if (at < tokens.length) throw new Unreadable(leftOver(tokens[at - 1], tokens[at]));
    if (!Number.isFinite(value)) throw new Unreadable("That is no finite number: it is too large, or has no real value.");
    return value;
  }

  function tokensOf(text) {
    const tokens = [];
    TOKEN.lastIndex = 0;
    for (let from = 0; text.slice(from).trim(); from = TOKEN.lastIndex) {
      TOKEN.lastIndex = from;
      const found = TOKEN.exec(text);
      if (!found) throw new Unreadable(strange(text.slice(from).trim()));
      tokens.push(found[1]);
    }
    if (!tokens.length) throw new Unreadable("A number is missing.");
    return tokens;
  }

  function strange(rest) {
    if (rest[0] === "%") return "Write a share such as 0.25 in place of 25%.";
    if (rest[0] === "=") return "Write the value alone, without “=”.";
    if (rest[0] === "\\" || rest[0] === "$") return "Write plain numbers, 1/3 or exp(-2), in place of TeX.";
    return `“${[...rest][0]}” is no part of a number.`;
  }

  function leftOver(before, token) {
    if (token === ")") return "The brackets do not fit together.";
    return `Between “${before}” and “${token}” something is missing: *, a comma, or an operator.`;
  }

  function quotient(value, by) {
    if (by === 0) throw new Unreadable("That divides by zero.");
    return value / by;
  }

  // --- reading vectors and matrices ------------------------------------------------------------------------------------

  /** Return a number, a list, or a list of lists; rows stand on lines, between ";" or in brackets. */
  function readAnswer(text) {
    const tidy = tidied(text);
    if (!tidy) throw new Unreadable("Type an answer first.");
    for (const [left, right] of ["()", "[]"]) {
      const open = tidy.split(left).length - tidy.split(right).length;
      if (open) throw new Unreadable(`A bracket is ${open > 0 ? "opened and not closed" : "closed that was never opened"}.`);
    }
    if (tidy.length > LONGEST) throw new Unreadable("That is too long to be an answer.");
    if (/[[\];\n]/.test(tidy) || isTuple(tidy) || pieces(tidy, ",").length > 1) return readArray(tidy);
    try {
      return readNumber(tidy);
    } catch (error) {
      const row = words(tidy);
      if (row.length < 2 || row.some((word) => !readable(word))) throw error;
      return row.map(readNumber);
    }
  }

  function tidied(text) {
    const plain = text.trim().replace(/[−–]/g, "-").replace(/[×·⋅]/g, "*").replace(/÷/g, "/").replace(/\r\n?/g, "\n");
    const call = /^(?:(?:np|numpy)\.)?(?:array|asarray)\s*\(([^]*)\)$/.exec(plain);
    return call ? call[1].replace(/,\s*dtype\s*=\s*[\w.]+\s*$/, "").trim() : plain;
  }

  function readArray(text) {
    if (/[[\]]/.test(text)) return readBrackets(text, 1);
    if (isTuple(text)) return readRow(text.slice(1, -1));
    const rows = pieces(text, ";\n").map((row) => row.trim()).filter(Boolean).map(readRow);
    return rows.length > 1 ? sameLength(rows) : rows[0];
  }

  function readBrackets(text, depth) {
    if (text[0] !== "[" || closing(text) !== text.length - 1) {
      throw new Unreadable("The brackets do not fit together: each “[” needs its “]”, and nothing outside them.");
    }
    const inside = text.slice(1, -1).trim();
    if (inside[0] !== "[") return readRow(inside);
    if (depth > 1) throw new Unreadable("There are more brackets than a table of numbers has.");
    const rows = [];
    for (let rest = inside; rest; rest = rest.replace(/^[\s,;]+/, "")) {
      const end = closing(rest);
      rows.push(readBrackets(rest.slice(0, end + 1), depth + 1));
      rest = rest.slice(end + 1);
    }
    return sameLength(rows);
  }

  function readRow(text) {
    let parts = pieces(text, ",").map((part) => part.trim());
    if (parts.length > 1 && parts.at(-1) === "") parts.pop();
    else if (parts.length === 1) parts = words(text);
    if (!parts.length || parts.includes("")) throw new Unreadable("An entry is missing: two commas, or an empty list.");
    return parts.map((part) => {
      if (/^[-+*/^]+$/.test(part)) throw new Unreadable("Put commas between the numbers, to show where each one ends.");
      return readNumber(part);
    });
  }

  function sameLength(rows) {
    const odd = rows.findIndex((row) => row.length !== rows[0].length);
    if (odd > 0) throw new Unreadable(`Row ${odd} has ${count(rows[odd].length, "number")}, row 0 has ${rows[0].length}.`);
    return rows;
  }

  /** Split at characters that stand outside all brackets. */
  function pieces(text, separators) {
    const found = [""];
    let depth = 0;
    for (const letter of text) {
      depth += "([".includes(letter) ? 1 : ")]".includes(letter) ? -1 : 0;
      if (depth === 0 && separators.includes(letter)) found.push("");
      else found[found.length - 1] += letter;
    }
    return found;
  }

  function words(text) {
    return pieces(text.replace(/\s/g, " "), " ").filter(Boolean);
  }

  function closing(text) {
    let depth = 0;
    for (let at = 0; at < text.length; at++) {
      depth += text[at] === "[" ? 1 : text[at] === "]" ? -1 : 0;
      if (depth === 0) return at;
    }
    return -1;
  }

  function isTuple(text) {
    const whole = text[0] === "(" && text.at(-1) === ")" && pieces(text.slice(0, -1) + " ", " ").length === 1;
    return whole && pieces(text.slice(1, -1), ",").length > 1;
  }

  function readable(text) {
    try {
      readNumber(text);
      return true;
    } catch {
      return false;
    }
  }

  // --- comparing -------------------------------------------------------------------------------------------------------

  const shapeOf = (value) => (Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : []);
  const flat = (value) => (Array.isArray(value) ? value.flat() : [value]);
  const NEARLY = 5; // times the tolerance: right in the rule, careless in the rounding

  /** Give an answer the shape that is asked, where only the way of writing differs: a row, or a column of lines. */
  function fitted(value, shape, typed) {
    const own = shapeOf(value), numbers = flat(value);
    if (own.join() === shape.join()) return value;
    if (shape.length === 0 && numbers.length === 1) return numbers[0];
    const line = own.length === 2 && (own[0] === 1 || (own[1] === 1 && !typed.includes("[")));
    if (shape.length === 1 && line && numbers.length === shape[0]) return numbers;
    if (shape.length === 2 && shape[0] === 1 && own.length === 1 && own[0] === shape[1]) return [value];
    return null;
  }

  function offBy(question, value, wanted) {
    const got = flat(value);
    return flat(wanted).map((want, i) => Math.abs(got[i] - want) / (question.atol + question.rtol * Math.abs(want)));
  }

  function agrees(question, value, wanted, typed) {
    const fit = fitted(value, shapeOf(wanted), typed);
    return fit !== null && offBy(question, fit, wanted).every((off) => off <= 1);
  }

  /** Return what there is to say: {right, message, texts}, where texts are the keys of replies in the page. */
  function judge(question, typed) {
    const value = readAnswer(typed);
    if (agrees(question, value, question.value, typed)) return { right: true, message: "Right.", texts: ["right"] };
    const rules = question.wrong.flatMap((wrong, i) => (agrees(question, value, wrong, typed) ? [`wrong-${i}`] : []));
    const tie = rules.length > 1 ? " More than one rule gives these numbers, and they alone cannot tell which it was." : "";
    const gap = gapBetween(question, value, typed);
    return { right: false, message: `Not yet${gap.text}${tie}${rules.length ? "" : gap.unknown}`, texts: rules };
  }

  function gapBetween(question, value, typed) {
    const shape = shapeOf(question.value), fit = fitted(value, shape, typed);
    const unknown = " No mistake that is known here gives this; the hints may help.";
    if (fit === null) {
      const comma = /\d,\d/.test(typed) ? " If a comma stands for the decimal point, write a point: 0.5." : "";
      return { text: `: ${inWords(shape)} asked, and you gave ${inWords(shapeOf(value), true)}.${comma}`, unknown: "" };
    }
    const off = offBy(question, fit, question.value);
    if (off.every((each) => each <= NEARLY)) {
      return { text: ", but very close. Round once, at the end, and keep a digit more.", unknown: "" };
    }
    if (off.length === 1) return { text: ".", unknown };
    const right = off.filter((each) => each <= 1).length;
    const wrong = off.flatMap((each, i) => (each > 1 ? [place(i, shape)] : []));
    const which = right && wrong.length <= 4 ? ` Not right: ${wrong.join("; ")}.` : "";
    return { text: `: ${right || "none"} of ${off.length} entries ${right === 1 ? "is" : "are"} right.${which}`, unknown };
  }

  function place(i, shape) {
    return shape.length === 1 ? `entry ${i}` : `row ${Math.floor(i / shape[1])}, column ${i % shape[1]}`;
  }

  function inWords(shape, bare = false) {
    const verb = bare ? "" : shape[0] > 1 ? " are" : " is";
    if (shape.length < 2) return count(shape[0] ?? 1, "number") + verb;
    return `${count(shape[0], "row")} of ${count(shape[1], "number")}${verb}`;
  }

  const count = (n, noun) => `${n === 1 ? "one" : n} ${noun}${n === 1 ? "" : "s"}`;

  // --- what is kept: in this browser only ------------------------------------------------------------------------------

  const PREFIX = "backprop-by-hand/";
  const store = {
    get(name) {
      try {
        return JSON.parse(localStorage.getItem(PREFIX + name)) ?? {};
      } catch {
        return {}; // no storage in this browser, or not ours
      }
    },
    set(name, values) {
      try {
        localStorage.setItem(PREFIX + name, JSON.stringify({ ...this.get(name), ...values }));
      } catch {
        // the page works without
      }
    },
    remove(name) {
      try {
        localStorage.removeItem(PREFIX + name);
      } catch {
        // nothing was kept
      }
    },
  };

  // --- one box ---------------------------------------------------------------------------------------------------------

  class Box {
    constructor(root) {
      this.root = root;
      this.name = root.dataset.name;
      this.data = JSON.parse(root.querySelector(':scope > script[type="application/json"]').textContent);
      this.form = root.querySelector("form");
      this.reply = root.querySelector(".question-reply");
      this.clear = root.querySelector("button[type=reset]");
      this.opens = root.querySelector(":scope > .opens") ?? stepBody(root);
      root.querySelector(".question-answer")?.remove(); // here answers are checked, not copied
      this.form.hidden = this.form.querySelector(".question-entry").hidden = false;
      this.solved = label("span", "question-solved", "✓ solved");
      root.querySelector(".question-title").append(this.solved);
      if (this.opens) this.addGoOn();
      this.form.addEventListener("submit", (event) => (event.preventDefault(), this.check()));
      this.clear.addEventListener("click", (event) => (event.preventDefault(), this.forget(), this.focus()));
      this.restore();
      this.reply.setAttribute("role", "status"); // only now: what is restored needs no announcement
    }

    addGoOn() {
      this.goOn = label("button", "question-go-on", this.data.mistake ? "Show the mistake" : "Go on anyway");
      this.goOn.type = "button";
      this.goOn.addEventListener("click", () => this.open());
      this.form.querySelector(".question-entry").append(this.goOn);
    }

    restore() {
      const kept = store.get(this.name);
      this.shut();
      if (typeof kept.answer === "string" && this.fill(kept.answer)) this.show(this.judged(kept.answer));
      if (kept.solved) this.solved.hidden = false;
      if (kept.opened || kept.solved) this.open(false);
    }

    check() {
      const answer = this.typed();
      const result = this.judged(answer);
      this.show(result);
      if (result.unreadable) return this.focus();
      store.set(this.name, { answer, ...(result.right && { solved: true }) });
      if (result.right) this.open();
      this.tell();
    }

    judged(answer) {
      try {
        return this.judge(answer);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        return { unreadable: true, right: false, message: error.message, texts: [] };
      }
    }

    show({ right, unreadable, message, texts }) {
      this.reply.dataset.verdict = right ? "right" : unreadable ? "unreadable" : "not-yet";
      this.reply.querySelector(".question-verdict").textContent = message;
      for (const text of this.reply.querySelectorAll("[data-reply]")) text.hidden = !texts.includes(text.dataset.reply);
      if (right) this.solved.hidden = false;
      this.mark(unreadable);
      this.clear.hidden = Boolean(unreadable);
      if (this.goOn) this.goOn.hidden = right || unreadable || !this.opens.hidden;
    }

    open(keep = true) {
      if (!this.opens) return;
      this.opens.hidden = false;
      this.goOn.hidden = true;
      if (keep) store.set(this.name, { opened: true });
      this.tell();
    }

    shut() {
      delete this.reply.dataset.verdict;
      this.reply.querySelector(".question-verdict").textContent = "";
      for (const text of this.reply.querySelectorAll("[data-reply]")) text.hidden = true;
      this.solved.hidden = this.clear.hidden = true;
      if (this.opens) this.opens.hidden = this.goOn.hidden = true;
    }

    forget() {
      store.remove(this.name);
      this.form.reset();
      this.mark(false);
      this.shut();
      this.tell();
    }

    tell() {
      this.root.dispatchEvent(new CustomEvent("question-changed", { bubbles: true, detail: { name: this.name } }));
    }
  }

  class NumericBox extends Box {
    get field() {
      return this.form.querySelector("input, textarea");
    }
    typed() {
      return this.field.value;
    }
    fill(answer) {
      this.field.value = answer;
      return true;
    }
    judge(answer) {
      return judge(this.data, answer);
    }
    mark(unreadable) {
      this.field.toggleAttribute("aria-invalid", Boolean(unreadable));
      if (unreadable) this.field.setAttribute("aria-invalid", "true");
    }
    focus() {
      this.field.focus();
    }
  }

  class ChoiceBox extends Box {
    get buttons() {
      return [...this.form.querySelectorAll("input[type=radio]")];
    }
    typed() {
      return this.buttons.find((button) => button.checked)?.value ?? "";
    }
    fill(answer) {
      const button = this.buttons.find((each) => each.value === answer);
      if (button) button.checked = true;
      return Boolean(button);
    }
    judge(answer) {
      if (!answer) throw new Unreadable(this.data.mistake ? "Choose a line first." : "Choose an option first.");
      const right = Number(answer) === this.data.right;
      const sign = this.buttons[answer].nextElementSibling.textContent;
      const [yes, no] = this.data.mistake ? [`Found: line ${sign}.`, `Line ${sign} is right.`] : [`Right: ${sign}.`, `Not ${sign}.`];
      return { right, message: right ? yes : no, texts: [`option-${answer}`] };
    }
    mark() {}
    focus() {
      (this.buttons.find((button) => button.checked) ?? this.buttons[0]).focus();
    }
  }

  function label(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    made.hidden = true;
    return made;
  }

  // --- derivations -----------------------------------------------------------------------------------------------------

  function stepBody(root) {
    const next = root.nextElementSibling;
    return root.parentElement.classList.contains("step") && next?.classList.contains("opens") ? next : null;
  }

  /** Let each step wait for the one before it, and offer all of them at once to those who come back to read. */
  function derive(root, boxes) {
    const steps = [...root.querySelectorAll(":scope > .step")];
    const own = steps.map((step) => boxes.find((box) => box.root.parentElement === step));
    const all = label("button", "derivation-all", "Open all steps");
    all.type = "button";
    all.addEventListener("click", () => {
      own.forEach((box) => box.open());
      const first = own[0].root;
      first.tabIndex = -1;
      first.focus(); // the button is gone: keep the reader's place
    });
    if (steps.length > 1) root.append(all);
    const update = () => {
      steps.forEach((step, i) => step.toggleAttribute("data-waiting", i > 0 && own[i - 1].opens.hidden));
      all.hidden = own.every((box) => !box.opens.hidden);
    };
    root.addEventListener("question-changed", update);
    update();
  }

  /** Open what hides the place that the address names. */
  function openForAddress(boxes) {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place?.closest(".opens, .step")) return;
    const derivation = place.closest(".derivation");
    for (const box of boxes) {
      if (!box.opens) continue;
      const before = derivation?.contains(box.root) && box.root.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (box.opens.contains(place) || (before && !box.root.parentElement.contains(place))) box.open(false);
    }
    place.scrollIntoView();
  }

  // --- the page --------------------------------------------------------------------------------------------------------

  function addProgress(boxes) {
    const line = document.createElement("div");
    line.className = "question-progress";
    const text = document.createElement("span");
    text.setAttribute("role", "status");
    const button = label("button", "", "Forget my answers on this page");
    button.type = "button";
    button.addEventListener("click", () => {
      boxes.forEach((box) => box.forget());
      text.textContent = "All answers on this page are forgotten.";
      line.tabIndex = -1;
      line.focus();
    });
    line.append(text, " ", button);
    const update = () => {
      const solved = boxes.filter((box) => !box.solved.hidden).length;
      button.hidden = boxes.every((box) => box.clear.hidden && (box.opens?.hidden ?? true));
      text.textContent = `${solved} of the ${boxes.length} questions on this page solved. Answers stay in this browser.`;
    };
    document.addEventListener("question-changed", update);
    update();
    (document.querySelector("article") ?? document.body).append(line);
  }

  function start() {
    const kinds = { numeric: NumericBox, choice: ChoiceBox, mistake: ChoiceBox };
    const boxes = [...document.querySelectorAll("[data-question]")].map((root) => new kinds[root.dataset.question](root));
    for (const root of document.querySelectorAll(".derivation")) derive(root, boxes);
    if (boxes.length) addProgress(boxes);
    addEventListener("hashchange", () => openForAddress(boxes));
    if (location.hash) openForAddress(boxes);
    document.documentElement.dataset.answers = "ready";
  }

  globalThis.backpropAnswers = { readNumber, readAnswer, judge };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
