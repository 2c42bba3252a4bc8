"""The cost when the target is a row of probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.cross_entropy import cross_entropy

from .draws import one_hot_rows, probabilities, soft_rows

PAGE = "cross_entropy#cross-entropy-"
DEFINITION, MEAN = PAGE + "definition", PAGE + "mean"

HALF, FIRST = np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]])
SURE = np.array([[0.999, 0.001]])


def without_the_minus(P, Y):
    return -cross_entropy(P, Y)


def summed(P, Y):
    return len(Y) * cross_entropy(P, Y)


def over_the_classes_too(P, Y):
    return cross_entropy(P, Y) / Y.shape[1]


def binary_formula(P, Y):
    return -np.mean(np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P), axis=1))


def exchanged(P, Y):
    return -np.mean(np.sum(P * np.log(Y), axis=1))


def squared_error(P, Y):
    return np.mean(np.sum((P - Y) ** 2, axis=1))


def base_ten(P, Y):
    return cross_entropy(P, Y) / np.log(10)


def hardened(P, Y):
    return -np.mean(np.log(P[np.arange(len(Y)), np.argmax(Y, axis=1)]))


def nothing_times_infinity(P, Y):
    return -np.mean(np.sum(Y * np.log(P), axis=1))


def number_by_number(P, Y):
    total = 0.0
    for p_row, y_row in zip(P, Y, strict=True):
        total += sum(y * -np.log(p) for p, y in zip(p_row, y_row, strict=True) if y > 0)
    return total / len(Y)


def kept_from_zero(P, Y):
    return np.sum(Y * np.log(np.clip(P, 1e-300, 1))) / -len(Y)


def by_powers(P, Y):
    return -np.mean(np.log(np.prod(P**Y, axis=1)))


def _predicted(n_samples: int, n_classes: int, targets: Any) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [probabilities(rng, n_samples, n_classes), targets(rng, n_samples, n_classes)]}

    return draw


def _impossible_classes(rng: np.random.Generator) -> Request:
    """Draw one-hot targets, and in two rows a probability of 0 where the target is 0."""
    P, Y = probabilities(rng, 4, 3), one_hot_rows(rng, 4, 3)
    for row in (1, 2):
        P[row, (np.argmax(Y[row]) + 1) % 3] = 0
    return {"args": [P / P.sum(axis=1, keepdims=True), Y]}


LADDER = (
    Rung("two samples, soft targets", _predicted(2, 3, soft_rows), cases=3),
    Rung("one-hot targets", _predicted(5, 4, one_hot_rows)),
    Rung("one sample", _predicted(1, 4, soft_rows)),
    Rung("more classes than samples", _predicted(3, 6, soft_rows)),
    Rung("impossible classes", _impossible_classes, share=0.25),
)

CROSS_ENTROPY = Exercise(
    name="cross_entropy",
    kind="function",
    reference=cross_entropy,
    covers=("label-smoothing-targets", "one-hot-encoding"),
    equivalent={
        "logarithms = np.log(np.where(targets > 0, probabilities, 1)) "
        "-> logarithms = np.log(np.where(targets > 0, probabilities, 2))": "it is multiplied by the target 0",
        "return float(-np.mean(np.sum(targets * logarithms, axis=1))) "
        "-> return -np.mean(np.sum(targets * logarithms, axis=1))": "the same number",
    },
    minutes=8,
    difficulty=2,
    hints=(
        "What does a class cost whose target is 0, whatever its probability?",
        "Give the one-hot rows themselves as probabilities: the cost must be 0, and no warning may come.",
        "Probabilities (0.5, 0.25, 0.25), targets (0.8, 0, 0.2): 0.8 · 0.693 + 0.2 · 1.386 = 0.832.",
    ),
    ladder=LADDER,
    wrong=(
        Wrong(
            "leaves out the minus",
            without_the_minus,
            "the logarithm of a number below 1 is negative, and a cost is not",
            "Can a cost be negative?",
            DEFINITION,
            "misconceptions: CE01-no-minus",
            confrontation=Confrontation("to be unsure costs less than nothing", lambda f: f(HALF, FIRST) < 0),
        ),
        Wrong(
            "adds the samples up",
            summed,
            "it is the sum over the samples, and not their mean",
            "If every sample were shown twice, should the cost double?",
            MEAN,
            "misconceptions: CE02-sum-not-mean",
            confrontation=Confrontation(
                "the same sample shown ten times costs ten times as much",
                lambda f: np.isclose(f(np.repeat(HALF, 10, axis=0), np.repeat(FIRST, 10, axis=0)), 10 * np.log(2)),
            ),
        ),
        Wrong(
            "takes the mean over the classes as well",
            over_the_classes_too,
            "the classes of a sample add up, only samples are averaged",
            "Which axis is summed, and which is averaged?",
            MEAN,
            "misconceptions: CE03-mean-over-classes-too",
            confrontation=Confrontation(
                "with two idle classes added the same prediction costs half",
                lambda f: np.isclose(
                    2 * f(np.array([[0.5, 0.3, 0.1, 0.1]]), np.array([[1.0, 0, 0, 0]])), f(HALF, FIRST)
                ),
            ),
        ),
        Wrong(
            "applies the formula for two classes to each class",
            binary_formula,
            "each class is judged as if it were a question of its own",
            "How many labels does one sample have?",
            PAGE + "binary",
            "misconceptions: CE04-binary-on-softmax",
            confrontation=Confrontation(
                "a fair coin costs ln 4 = 1.39, although the label got 1/2",
                lambda f: np.isclose(f(HALF, FIRST), np.log(4)),
            ),
        ),
        Wrong(
            "exchanges probabilities and targets",
            exchanged,
            "the logarithm is to be taken of the prediction; a target may be 0",
            "Which of the two may be exactly 0?",
            DEFINITION,
            "misconceptions: CE07-swapped",
            confrontation=Confrontation(
                "a fair coin with a known outcome costs infinitely much", lambda f: np.isinf(f(HALF, FIRST))
            ),
        ),
        Wrong(
            "takes squared errors",
            squared_error,
            "squared distances measure something else; a logarithm is wanted here",
            "Where in your formula is a logarithm?",
            DEFINITION,
            "misconceptions: CE09-squared-error",
            confrontation=Confrontation(
                "a class that was given one in a million costs no more than 2",
                lambda f: f(np.array([[1e-6, 1 - 1e-6]]), FIRST) <= 2,
            ),
        ),
        Wrong(
            "takes logarithms to base 10",
            base_ten,
            "every cost is too small by the factor 2.3026",
            "Which logarithm belongs to the number e?",
            DEFINITION,
            "misconceptions: CE10-log10",
            confrontation=Confrontation(
                "a class that got 1/e costs 0.43 instead of 1",
                lambda f: np.isclose(f(np.array([[1 / np.e, 1 - 1 / np.e]]), FIRST), 0.4343, atol=1e-3),
            ),
        ),
        Wrong(
            "looks at the largest target only",
            hardened,
            "the other targets are soft, not zero: their classes count as well",
            "Which targets of a smoothed row may be left out?",
            PAGE + "smoothing",
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "for the targets 0.6 and 0.4 it is best to be certain",
                lambda f: f(SURE, np.array([[0.6, 0.4]])) < 0.01,
            ),
        ),
        Wrong(
            "multiplies 0 by infinity",
            nothing_times_infinity,
            "a target of 0 meets the logarithm of 0, and the product is nan",
            "What is 0 times infinity, for a computer?",
            PAGE + "zero",
            "misconceptions: CE12-log-of-zero",
            confrontation=Confrontation("a perfect prediction costs nan", lambda f: np.isnan(f(FIRST, FIRST))),
        ),
    ),
    right=(
        Right("number by number", number_by_number),
        Right("kept away from 0", kept_from_zero),
        Right("by powers", by_powers),
    ),
)
