"""The cost of a prediction between two classes."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.cross_entropy import binary_cross_entropy

from .draws import binary

PAGE = "cross_entropy#cross-entropy-"

HALF, ONE, ZERO = np.array([0.5]), np.array([1]), np.array([0])
TEN_TIMES = (np.repeat(HALF, 10), np.repeat(ONE, 10))


def without_the_minus(p, labels):
    return -binary_cross_entropy(p, labels)


def summed(p, labels):
    return len(labels) * binary_cross_entropy(p, labels)


def only_class_one(p, labels):
    return -np.sum(np.log(p[labels == 1])) / len(p)


def minus_between(p, labels):
    return -np.mean(labels * np.log(p) - (1 - labels) * np.log(1 - p))


def every_label_with_every_probability(p, labels):
    table = labels[:, None] * np.log(p) + (1 - labels)[:, None] * np.log(1 - p)
    return -np.sum(table) / len(labels)


def difference(p, labels):
    return p - labels


def labels_exchanged(p, labels):
    return binary_cross_entropy(1 - p, labels)


def base_ten(p, labels):
    return binary_cross_entropy(p, labels) / np.log(10)


def squared_error(p, labels):
    return np.mean((p - labels) ** 2)


def both_terms_always(p, labels):
    return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))


def by_powers(p, labels):
    return -np.mean(np.log(p**labels * (1 - p) ** (1 - labels)))


def sample_by_sample(p, labels):
    costs = [-np.log(q) if label else -np.log1p(-q) for q, label in zip(p, labels, strict=True)]
    return sum(costs) / len(costs)


def kept_from_zero(p, labels):
    q = np.clip(p, 1e-15, 1 - 1e-15)
    return -(labels @ np.log(q) + (1 - labels) @ np.log(1 - q)) / len(labels)


def _some_certain(rng: np.random.Generator) -> Request:
    request = binary(5)(rng)
    p, known = request["args"]
    p[:2] = known[:2]
    return request


BINARY_CROSS_ENTROPY = Exercise(
    name="binary_cross_entropy",
    kind="function",
    reference=binary_cross_entropy,
    covers=("bce-from-likelihood",),
    equivalent={
        "return float(-np.mean(np.log(np.where(labels == 1, probabilities, 1 - probabilities)))) "
        "-> return -np.mean(np.log(np.where(labels == 1, probabilities, 1 - probabilities)))": "the same",
    },
    minutes=8,
    difficulty=1,
    hints=(
        "What probability did the label get: when it is 1, and when it is 0?",
        "Show one sample of class 0 with p = 0.9, then with p = 0.1. Which should cost more?",
        "For p = 0.8 and label 0 the label got 0.2, and the cost is −ln 0.2 = 1.609.",
    ),
    ladder=(
        Rung("two samples", binary(2), cases=3),
        Rung("one sample", binary(1)),
        Rung("seven samples", binary(7)),
        Rung("predictions that are certain and right", _some_certain, share=0.25),
    ),
    wrong=(
        Wrong(
            "leaves out the minus",
            without_the_minus,
            "the logarithm of a number below 1 is negative, and a cost is not",
            "Can a cost be negative?",
            PAGE + "binary",
            "misconceptions: CE01-no-minus",
            confrontation=Confrontation("to be unsure costs less than nothing", lambda f: f(HALF, ONE) < 0),
        ),
        Wrong(
            "adds the samples up",
            summed,
            "it is the sum over the samples, and not their mean",
            "If every sample were shown twice, should the cost double?",
            PAGE + "mean",
            "misconceptions: CE02-sum-not-mean",
            confrontation=Confrontation(
                "the same sample shown ten times costs ten times as much",
                lambda f: np.isclose(f(*TEN_TIMES), 10 * np.log(2)),
            ),
        ),
        Wrong(
            "forgets the samples of class 0",
            only_class_one,
            "the second term is missing, so a sample of class 0 costs nothing",
            "What does 0.99 cost for a sample of class 0?",
            PAGE + "binary",
            "misconceptions: BCE03-half",
            confrontation=Confrontation(
                "0.999 for a sample of class 0 costs nothing", lambda f: f(np.array([0.999]), ZERO) == 0
            ),
        ),
        Wrong(
            "subtracts the second term",
            minus_between,
            "the terms are subtracted, so that samples of class 0 reward mistakes",
            "Take a sample of class 0 alone: is its cost positive?",
            PAGE + "binary",
            "misconceptions: BCE05-sign-between",
            confrontation=Confrontation(
                "the worse the prediction for a sample of class 0, the lower the cost",
                lambda f: f(np.array([0.9]), ZERO) < f(np.array([0.1]), ZERO),
            ),
        ),
        Wrong(
            "multiplies every label with every probability",
            every_label_with_every_probability,
            "a column times a row is a table, and its sum is a number that looks fine",
            "How many products do you want for five samples: 5 or 25?",
            PAGE + "mean",
            "misconceptions: BCE01-multiplication-table",
            confrontation=Confrontation(
                "two predictions that are nearly certain, and right, cost more than guessing",
                lambda f: f(np.array([0.99, 0.01]), np.array([1, 0])) > np.log(2),
            ),
        ),
        Wrong(
            "gives probability minus label",
            difference,
            "this belongs to the gradient; the cost is one number",
            "Is the cost one number or many, and where is the logarithm?",
            PAGE + "binary",
            "misconceptions: BCE04-cost-is-a-minus-y",
            confrontation=Confrontation("ten samples have ten costs", lambda f: np.shape(f(*TEN_TIMES)) == (10,)),
        ),
        Wrong(
            "exchanges the labels",
            labels_exchanged,
            "the probability is that of class 1, and the label 1 is to be charged with it",
            "Which label is charged with p itself?",
            PAGE + "binary",
            "seeds: indicator-flipped",
            confrontation=Confrontation(
                "0.99 for a sample of class 1 costs more than 0.01",
                lambda f: f(np.array([0.99]), ONE) > f(np.array([0.01]), ONE),
            ),
        ),
        Wrong(
            "takes logarithms to base 10",
            base_ten,
            "every cost is too small by the factor 2.3026",
            "Which logarithm belongs to the number e?",
            PAGE + "definition",
            "misconceptions: CE10-log10",
            confrontation=Confrontation(
                "a label that got 1/e costs 0.43 instead of 1",
                lambda f: np.isclose(f(np.array([1 / np.e]), ONE), 0.4343, atol=1e-3),
            ),
        ),
        Wrong(
            "takes squared errors",
            squared_error,
            "squared distances measure something else; a logarithm is wanted here",
            "Where in your formula is a logarithm?",
            PAGE + "definition",
            "misconceptions: CE09-squared-error",
            confrontation=Confrontation(
                "a label that was given one in a million costs no more than 1",
                lambda f: f(np.array([1e-6]), ONE) <= 1,
            ),
        ),
        Wrong(
            "multiplies 0 by infinity",
            both_terms_always,
            "the term that does not count is 0 times the logarithm of 0, which is nan",
            "What are the two factors of the term that should not count, when p is 1?",
            PAGE + "zero",
            "misconceptions: CE12-log-of-zero",
            confrontation=Confrontation(
                "a prediction that is certain and right costs nan", lambda f: np.isnan(f(np.array([1.0]), ONE))
            ),
        ),
    ),
    right=(
        Right("by powers", by_powers),
        Right("sample by sample", sample_by_sample),
        Right("kept away from 0", kept_from_zero),
    ),
)
