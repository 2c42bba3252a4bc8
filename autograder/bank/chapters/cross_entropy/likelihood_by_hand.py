"""Likelihood and cost with a pencil, for three samples with the labels 1, 0 and 1."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Grid, Right, Wrong
from autograder.student.judge import Tolerance

PAGE = "cross_entropy#cross-entropy-"
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0011, reason="three decimals, with three or more on the way")

COINS = {"probabilities": np.full(3, 0.5)}
CLEAR = {"probabilities": np.array([0.9, 0.1, 0.9])}  # right and nearly certain for all three labels


def _of_labels(p):
    return np.array([p[0], 1 - p[1], p[2]])


def likelihood_by_hand(probabilities):
    got = _of_labels(probabilities)
    return np.array([np.prod(got), -np.mean(np.log(got))])


def class_one_for_every_label(probabilities):
    return np.array([np.prod(probabilities), -np.mean(np.log(probabilities))])


def labels_exchanged(probabilities):
    return likelihood_by_hand(1 - probabilities)


def class_zero_for_nothing(probabilities):
    return np.array([np.prod(_of_labels(probabilities)), -np.log(probabilities[0] * probabilities[2]) / 3])


def summed(probabilities):
    return likelihood_by_hand(probabilities) * [1, 3]


def base_ten(probabilities):
    return likelihood_by_hand(probabilities) / [1, np.log(10)]


def without_the_minus(probabilities):
    return likelihood_by_hand(probabilities) * [1, -1]


def from_the_likelihood(probabilities):
    product = probabilities[0] * (1 - probabilities[1]) * probabilities[2]
    return [product, -np.log(product) / 3]


def with_three_decimals(probabilities):
    logarithms = np.round(np.log(_of_labels(probabilities)), 3)
    return np.round([np.prod(_of_labels(probabilities)), -logarithms.sum() / 3], 3)


LIKELIHOOD_BY_HAND = Exercise(
    name="likelihood_by_hand",
    kind="value",
    reference=likelihood_by_hand,
    covers=("bce-from-likelihood", "two-class-delta-loss"),
    equivalent={
        "return np.array([np.prod(got), -np.mean(np.log(got))]) "
        "-> return [np.prod(got), -np.mean(np.log(got))]": "a list of the same two numbers",
    },
    minutes=6,
    difficulty=1,
    hints=(
        "Which probability did each of the three labels get?",
        "Raise e to minus three times your second number. Do you get your first one?",
        "With 0.7, 0.5 and 0.4 for the labels 1, 0, 1: 0.7 · 0.5 · 0.4 = 0.14, and −ln 0.14 / 3 = 0.655.",
    ),
    numbers={
        "probabilities": Grid((0.11, 0.26, 0.37, 0.43, 0.59, 0.68, 0.78, 0.82, 0.94), (3,), [0.9, 0.2, 0.6]),
    },
    tolerance=THREE_DECIMALS,
    wrong=(
        Wrong(
            "takes the probability of class 1 for every label",
            class_one_for_every_label,
            "a label 0 got what is left: 1 minus the probability of class 1",
            "If class 1 has 0.2, what did the label 0 get?",
            PAGE + "binary",
            "seeds: bce-from-likelihood",
            confrontation=Confrontation(
                "0.9, 0.1, 0.9 for 1, 0, 1 are less likely than three fair coins",
                lambda f: f(**CLEAR)[0] < f(**COINS)[0],
            ),
        ),
        Wrong(
            "exchanges the labels",
            labels_exchanged,
            "the given probability is that of class 1",
            "Which label is charged with p itself?",
            PAGE + "binary",
            "seeds: indicator-flipped",
            confrontation=Confrontation(
                "0.9, 0.1, 0.9 for 1, 0, 1 have one chance in a thousand",
                lambda f: np.isclose(f(**CLEAR)[0], 0.001),
            ),
        ),
        Wrong(
            "lets the label 0 cost nothing",
            class_zero_for_nothing,
            "the second term of the cost is missing",
            "What does a label 0 cost when class 1 was given 0.99?",
            PAGE + "binary",
            "misconceptions: BCE03-half",
            confrontation=Confrontation(
                "of three fair coins one costs nothing",
                lambda f: np.isclose(f(**COINS)[1], 2 * np.log(2) / 3),
            ),
        ),
        Wrong(
            "adds the costs up",
            summed,
            "the cost is the mean of the three, and this is their sum",
            "If every sample were shown twice, should the cost double?",
            PAGE + "mean",
            "misconceptions: CE02-sum-not-mean",
            confrontation=Confrontation("three fair coins cost more than 2 on average", lambda f: f(**COINS)[1] > 2),
        ),
        Wrong(
            "takes logarithms to base 10",
            base_ten,
            "the cost is too small by the factor 2.3026",
            "Which key is the natural logarithm: log or ln?",
            PAGE + "definition",
            "misconceptions: CE10-log10",
            confrontation=Confrontation(
                "a fair coin costs 0.30, as if it had shown its side with three chances in four",
                lambda f: np.isclose(f(**COINS)[1], 0.301, atol=1e-3),
            ),
        ),
        Wrong(
            "leaves out the minus",
            without_the_minus,
            "the logarithm of a number below 1 is negative, and a cost is not",
            "Can a cost be negative?",
            PAGE + "definition",
            "misconceptions: CE01-no-minus",
            confrontation=Confrontation("to be unsure costs less than nothing", lambda f: f(**COINS)[1] < 0),
        ),
    ),
    right=(Right("from the likelihood", from_the_likelihood), Right("with three decimals", with_three_decimals)),
)
