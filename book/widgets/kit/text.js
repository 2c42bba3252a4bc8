/* Numbers as readers write and read them. */

/** Read a number as people write it, or return null. */
export function number(text) {
  const plain = text.trim().replace(/[−–]/, "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** Write a number with so many decimals, a true minus sign, and no minus before zero. */
export function fixed(value, decimals) {
  const rounded = Math.abs(value) < 0.5 * 10 ** -decimals ? 0 : value;
  return rounded.toFixed(decimals).replace("-", "−");
}

export const signed = (value, decimals) => (fixed(value, decimals).startsWith("−") || !Number(value.toFixed(decimals)) ? "" : "+") + fixed(value, decimals);
export const listed = (values, decimals) => values.map((value) => fixed(value, decimals)).join(", ");

/** A letter with a number below it, as p₁. */
export const indexed = (letter, k) => letter + [..."" + k].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join("");

/** Answers are asked for to so many decimals: whether a typed number is the right one, rounded. */
export const agrees = (typed, right, decimals = 2) => Math.abs(typed - right) <= 0.5 * 10 ** -decimals + 1e-9;
