"""Probabilities from scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.softmax import softmax


def over_the_whole_table(scores):
    powers = np.exp(scores - np.max(scores))
    return powers / np.sum(powers)


def over_the_samples(scores):
    powers = np.exp(scores - np.max(scores, axis=0, keepdims=True))
    return powers / np.sum(powers, axis=0, keepdims=True)


def without_the_shift(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers, axis=1, keepdims=True)


def divided_without_powers(scores):
    return scores / np.sum(scores, axis=1, keepdims=True)


def powers_left_alone(scores):
    return np.exp(scores - np.max(scores, axis=1, keepdims=True))


def sigmoid_of_each(scores):
    return 1 / (1 + np.exp(-scores))


def sign_of_the_scores(scores):
    powers = np.exp(np.min(scores, axis=1, keepdims=True) - scores)
    return powers / np.sum(powers, axis=1, keepdims=True)


def divided_by_the_largest(scores):
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.max(powers, axis=1, keepdims=True)


def over_the_samples_unshifted(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers, axis=0)


def over_the_whole_table_unshifted(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers)


def bare_powers(scores):
    return np.exp(scores)


def shifted_by_columns(scores):
    powers = np.exp(scores - np.max(scores, axis=0))
    return powers / np.sum(powers, axis=1, keepdims=True)


def scaled_by_the_largest(scores):
    powers = np.exp(scores / np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def row_by_row(scores):
    rows = []
    for row in scores:
        powers = np.exp(row - row.max())
        rows.append(powers / powers.sum())
    return np.array(rows)


def through_the_logarithm(scores):
    largest = scores.max(axis=-1)[:, None]
    logarithm = largest + np.log(np.exp(scores - largest).sum(axis=-1))[:, None]
    return np.exp(scores - logarithm)


def by_pairs(scores):
    differences = scores[:, None, :] - scores[:, :, None]
    return 1 / np.exp(np.minimum(differences, 700)).sum(axis=2)


def _scores(n_samples: int, n_classes: int, centre: float = 0.0, spread: float = 2.0) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [centre + spread * rng.normal(size=(n_samples, n_classes))]}

    return draw


def _equal_scores(rng: np.random.Generator) -> Request:
    return {"args": [np.repeat(rng.normal(size=(3, 1)), 4, axis=1)]}


def _far_apart(rng: np.random.Generator) -> Request:
    return {"args": [rng.choice([-1.0, 1.0], size=(3, 5)) * rng.uniform(800, 2000, size=(3, 5))]}


SOFTMAX = Exercise(
    name="softmax",
    kind="function",
    reference=softmax,
    ladder=(
        Rung("one row of scores", _scores(1, 3)),
        Rung("two rows of scores", _scores(2, 3), cases=3),
        Rung("more rows than classes", _scores(5, 4)),
        Rung("as many rows as classes", _scores(4, 4)),
        Rung("equal scores", _equal_scores, cases=1),
        Rung("a single class", _scores(3, 1), cases=1),
        Rung("scores near 1000", _scores(2, 5, centre=1000.0), share=0.25),
        Rung("scores far apart", _far_apart, share=0.25, public=False),
    ),
    wrong=(
        Wrong(
            "normalises over the whole table",
            over_the_whole_table,
            "all numbers of the table together sum to 1, instead of those of each row",
            "What should the probabilities of one sample sum to?",
            "softmax#softmax-rows",
            "misconceptions: SMX01-whole-table",
        ),
        Wrong(
            "normalises over the samples",
            over_the_samples,
            "each column sums to 1, so that samples compete instead of classes",
            "Which axis disappears when you sum over the classes?",
            "softmax#softmax-rows",
            "misconceptions: SMX02-axis-0",
        ),
        Wrong(
            "does not shift the scores",
            without_the_shift,
            "the exponential of a large score is infinite, and infinity divided by infinity is nan",
            "What is the exponential of 1000, and what could you subtract first?",
            "softmax#softmax-overflow",
            "misconceptions: SMX09-overflow",
        ),
        Wrong(
            "divides the scores by their sum",
            divided_without_powers,
            "without the exponential, negative scores give negative probabilities",
            "What makes every score positive and keeps their order?",
            "softmax#softmax-definition",
            "misconceptions: SMX04-no-exp",
        ),
        Wrong(
            "leaves out the division",
            powers_left_alone,
            "the powers are positive, but they do not sum to 1",
            "What do your probabilities sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
            ties=("divides by the largest power",),
        ),
        Wrong(
            "takes the sigmoid of each score",
            sigmoid_of_each,
            "each class is judged alone, so the probabilities need not sum to 1",
            "Should one probability change when another class's score does?",
            "softmax#softmax-definition",
            "misconceptions: SMX05-sigmoid-per-class",
        ),
        Wrong(
            "turns the sign of the scores",
            sign_of_the_scores,
            "the highest score gets the lowest probability",
            "Which class should be the most probable?",
            "softmax#softmax-definition",
            "surviving mutant",
        ),
        Wrong(
            "divides by the largest power",
            divided_by_the_largest,
            "the largest probability of each row becomes 1, and the others are measured against it",
            "What do the numbers of one row sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
            ties=("leaves out the division",),
        ),
        Wrong(
            "normalises over the samples and does not shift",
            over_the_samples_unshifted,
            "each column sums to 1, and a large score gives infinity divided by infinity",
            "Which axis disappears when you sum over the classes?",
            "softmax#softmax-rows",
            "misconceptions: SMX02-axis-0",
        ),
        Wrong(
            "normalises over the whole table and does not shift",
            over_the_whole_table_unshifted,
            "all numbers of the table together sum to 1, and a large score gives nan",
            "What should the probabilities of one sample sum to?",
            "softmax#softmax-rows",
            "misconceptions: SMX01-whole-table",
        ),
        Wrong(
            "stops at the powers",
            bare_powers,
            "the powers are positive, but they do not sum to 1, and those of large scores are infinite",
            "What do the numbers of one row sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
        ),
        Wrong(
            "shifts each column by its largest score",
            shifted_by_columns,
            "each class loses another amount, so the shift does not cancel within a row",
            "Within one row, did every score lose the same amount?",
            "softmax#softmax-shift",
            "misconceptions: SMX08-column-max",
        ),
        Wrong(
            "divides the scores by the largest before the powers",
            scaled_by_the_largest,
            "softmax stays as it is under a shift, and not when the scores are scaled",
            "Do (1, 2) and (10, 20) have the same probabilities?",
            "softmax#softmax-shift",
            "misconceptions: SMX07-divide-by-max",
        ),
    ),
    right=(
        Right("row by row", row_by_row),
        Right("through the logarithm of the sum", through_the_logarithm),
        Right("from the differences of all pairs", by_pairs),
    ),
)
