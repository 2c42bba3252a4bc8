/* What the widget computes. Equal to solutions/softmax.py, and tested against it. */

function standing(scores, scale, shift) {
  return scores.map((score) => scale * score + shift);
}

function softmax(scores) {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

function jacobian(p) {
  return p.map((pk, k) => p.map((pj, j) => (k === j ? pk * (1 - pk) : -pk * pj)));
}

/** The gradient of the cross-entropy by the scores: probabilities minus the one-hot row of the true class. */
function gradient(p, target) {
  return p.map((pk, k) => pk - (k === target ? 1 : 0));
}

/** The rules that readers use in place of the right one for row k, column j, each with what it gives and a reply. */
function otherRules(p, k, j) {
  const own = p[k] * (1 - p[k]);
  const [pk, pj] = [name(k), name(j)];
  if (k === j) {
    return [
      [-own, `The size is right. When score ${k} rises, does ${pk} rise or fall?`],
      [-p[k] * p[k], `This is −${pk}·${pk}, the rule for the score of another class. Score ${k} also stands in the numerator of ${pk}.`],
      [p[k] * p[k], `This is ${pk}·${pk}. One of the two factors should be what ${pk} still lacks to make 1.`],
      [p[k], `This is ${pk} itself. It would grow like this if the sum below it stood still.`],
      [1 - p[k], `This is 1 − ${pk}, one of two factors. What does a probability of nearly 0 lose or gain?`],
    ];
  }
  return [
    [p[k] * p[j], `The size is right. When score ${j} rises, class ${j} takes from the others: does ${pk} rise or fall?`],
    [own, `This is ${pk}·(1 − ${pk}), the rule for ${pk}’s own score. Score ${j} stands only in the sum below ${pk}.`],
    [p[j] * (1 - p[j]), `This is ${pj}·(1 − ${pj}): how ${pj} reacts to score ${j}. Here ${pk} reacts to it.`],
    [p[j], `This is ${pj} itself. The more ${pk} has, the more it can lose: where is ${pk} in your rule?`],
    [p[k], `This is ${pk} itself. How much it loses depends on ${pj}, too.`],
    [p[k] * (1 - p[j]), `This is ${pk}·(1 − ${pj}). The numerator of ${pk} does not hold score ${j}, so nothing is gained.`],
    [0, `You say that ${pk} does not react to score ${j}. But the sum below ${pk} holds it.`],
  ];
}

/** Say what stands behind a typed entry of the Jacobian; silence is better than a wrong name. */
function judgeEntry(text, p, k, j) {
  const typed = number(text);
  if (text.trim() === "") return { right: false, reply: "Still empty." };
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like −0.25." };
  const right = jacobian(p)[k][j];
  if (agrees(typed, right)) return { right: true, reply: "Right." };
  const fitting = otherRules(p, k, j).filter(([value]) => agrees(typed, value));
  if (fitting.length === 1) return { right: false, reply: fitting[0][1] };
  if (fitting.length > 1) return { right: false, reply: "Not yet. More than one rule gives this number here: move a score and try again." };
  if (Math.abs(typed - right) <= 0.02) return { right: false, reply: "Close. Is it rounded to two decimals, and only at the end?" };
  return { right: false, reply: `Not yet. Move score ${j} up a little and watch ${name(k)}: which way does it go, and how far?` };
}

/** Say what a typed difference of scores does to the ratio of two probabilities. */
function judgeDifference(text) {
  const typed = number(text);
  if (typed === null) return { right: false, reply: "I cannot read this as a number. Write it like 1.25." };
  if (agrees(typed, TWICE)) {
    return { right: true, reply: "Right: e to the power of 0.69 is 2. Class 2 has no say in this ratio. Move its score and see." };
  }
  const does = `With a difference of ${fixed(typed, 2)} class 1 is ${significant(Math.exp(typed))} times as likely as class 0, and 2 times is wanted.`;
  if (agrees(typed, -TWICE)) return { right: false, reply: `${does} The number is right: who should have the higher score?` };
  if (Math.abs(typed - 0.7) < 1e-9) return { right: false, reply: `${does} Close: one more decimal.` };
  if (typed === 2) return { right: false, reply: `${does} Twice the probability is twice the power of e. How far apart are the exponents?` };
  return { right: false, reply: `${does} Try smaller and larger ones, or ask which power of e is 2.` };
}
