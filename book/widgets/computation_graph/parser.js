/* Reads what is typed: one expression, or lines `name = expression`. A tree is a number, a name, or an array of an
operation and its operands. Nothing of the text is ever run. */

const LONGEST = 2000; // characters
const MOST_PARTS = 300; // of a line: no expression is so deep that reading it fills the stack
const FUNCTIONS = { exp: 1, log: 1, sqrt: 1, tanh: 1, sigmoid: 1, relu: 1, max: 2, min: 2 };
const SPELLINGS = { "np.maximum": "max", "np.minimum": "min", ...Object.fromEntries(["exp", "log", "sqrt", "tanh"].map((name) => [`np.${name}`, name])) };
const INFIX = { "+": "add", "-": "sub", "*": "mul", "/": "div", "**": "pow", ">=": "ge", "<=": "le", ">": "gt", "<": "lt" };
const TOKEN = /[ \t]*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_][\w.]*)|(\*\*|\+=|[<>]=?|[-+*/(),=])|(#.*|$))/y;
const HEADS = ["import numpy as np", "def sigmoid(z): return 1 / (1 + np.exp(-z))", "def relu(z): return np.maximum(z, 0)"];

/** What could not be read, and where: line and column count from 1. */
class Misread extends Error {
  constructor(says, line, column) {
    super(says);
    Object.assign(this, { says, line, column });
  }
}

/** The lines of a program as `{ name, adds, tree, line, column }`; a name of "" where there is none. */
function parsed(text) {
  if (text.length > LONGEST) throw new Misread(`This is longer than ${LONGEST} characters: leave something out.`, 1, LONGEST + 1);
  const lines = text.split(/[;\n]/).map((line, i) => [line.replaceAll("−", "-").replace(/[·×]/g, "*").trimEnd(), i + 1]);
  const read = lines.filter(([line]) => !HEADS.includes(line.trim()) && !/^\s*(#|$)/.test(line)).map(([line, i]) => parsedLine(line, i));
  if (!read.length) throw new Misread("There is nothing to read: type an expression, such as 3*(x*y + x).", 1, 1);
  return read;
}

function tokensOf(text, line) {
  const found = [];
  for (TOKEN.lastIndex = 0; ; ) {
    const start = TOKEN.lastIndex;
    const [all, number, name, sign] = TOKEN.exec(text) ?? [];
    const column = start + 1 + text.slice(start).search(/[^ \t]|$/);
    if (all === undefined) throw new Misread(unknownSign(text[column - 1]), line, column);
    found.push(number ? { number: Number(number), text: number, column } : name ? { name, text: name, column } : { sign, text: sign ?? "the end", column });
    if (!number && !name && !sign) return found;
  }
}

const unknownSign = (sign) => (sign === "^" ? "^ is no power in Python: write **." : `I do not know the sign “${sign}”.`);

/** One line, by recursive descent: sums of products of signed powers, as in Python. */
function parsedLine(text, line) {
  const tokens = tokensOf(text, line);
  let i = 0;
  const fail = (says, token = tokens[i]) => {
    throw new Misread(says, line, token.column);
  };
  if (tokens.length > MOST_PARTS) fail("This line is too long: write it as several lines, name = …", tokens[MOST_PARTS]);
  const take = (sign) => tokens[i].sign === sign && tokens[i++];
  const expect = (sign, why) => take(sign) || fail(`Here stands ${quoted(tokens[i])}; I expect “${sign}”${why}.`);
  const chain = (signs, part) => {
    let left = part();
    while (signs.includes(tokens[i].sign)) left = [INFIX[tokens[i++].sign], left, part()];
    return left;
  };
  const compared = () => chain([">=", "<=", ">", "<"], sum);
  const sum = () => chain(["+", "-"], product);
  const product = () => chain(["*", "/"], signedPower);
  const signedPower = () => (take("-") ? ["neg", signedPower()] : take("+") ? signedPower() : power());
  const power = () => {
    const base = atom();
    return take("**") ? ["pow", base, signedPower()] : base;
  };
  const atom = () => {
    const token = tokens[i];
    if (take("(")) {
      const inside = compared();
      expect(")", `: the bracket of column ${token.column} is open`);
      return inside;
    }
    if (token.number === undefined && !token.name) fail(`Here stands ${quoted(token)}; I expect a number, a name or “(”.`);
    i += 1;
    if (token.number !== undefined) return token.number;
    return tokens[i].sign === "(" || token.name in FUNCTIONS || token.name in SPELLINGS ? call(token) : variable(token);
  };
  const call = (token) => {
    const name = SPELLINGS[token.name] ?? token.name;
    const count = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : fail(`I know no function ${token.name}. I know ${Object.keys(FUNCTIONS).join(", ")}.`, token);
    expect("(", `, because ${token.name} is a function`);
    const operands = [sum()];
    while (take(",")) operands.push(sum());
    expect(")", `: the bracket of ${token.name} is open`);
    if (operands.length !== count) fail(`${token.name} takes ${count === 1 ? "one number" : "two numbers"}, and here are ${operands.length}.`, token);
    return [name, ...operands];
  };
  const variable = (token) => (/\.|^(d_)?.{9}/.test(token.name) ? fail(`“${token.name}” is no name for a number: at most eight letters and digits, no dot.`, token) : token.name);
  const made = tokens[0].name && ["=", "+="].includes(tokens[1].sign) ? { name: variable(tokens[0]), adds: tokens[1].sign === "+=" } : { name: "", adds: false };
  if (made.name) i = 2;
  if (made.name in FUNCTIONS) fail(`${made.name} is the name of a function.`, tokens[0]);
  const tree = sum();
  if (tokens[i].text !== "the end") fail(`Here stands ${quoted(tokens[i])}; I expect an operation or the end. A product is written 2*x.`);
  return { ...made, tree, line, column: tokens[0].column };
}

const quoted = ({ text }) => (text === "the end" ? text : `“${text}”`);
