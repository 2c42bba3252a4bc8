"""How the loss of logistic regression answers to its scores."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.cross_entropy import logistic_loss_gradient

from .draws import log_odds

PAGE = "cross_entropy#cross-entropy-"
GRADIENT = PAGE + "gradient"

ONE, ZERO = np.array([1]), np.array([0])
UNSURE = np.zeros(1)


def _sigmoid(scores):
    return np.exp(-np.logaddexp(0, -scores))


def turned(scores, labels):
    return -logistic_loss_gradient(scores, labels)


def of_the_sum(scores, labels):
    return _sigmoid(scores) - labels


def slope_of_the_sigmoid_again(scores, labels):
    p = _sigmoid(scores)
    return (p - labels) * p * (1 - p) / len(labels)


def by_the_probabilities(scores, labels):
    p = 1 / (1 + np.exp(-scores))
    return (p - labels) / (p * (1 - p)) / len(labels)


def labels_exchanged(scores, labels):
    return (_sigmoid(scores) - (1 - labels)) / len(labels)


def without_the_labels(scores, labels):
    return _sigmoid(scores) / len(labels)


def infinity_by_infinity(scores, labels):
    powers = np.exp(scores)
    return (powers / (1 + powers) - labels) / len(labels)


def with_half_a_tangent(scores, labels):
    return (0.5 + 0.5 * np.tanh(scores / 2) - labels) / len(scores)


def one_by_one(scores, labels):
    slopes = []
    for z, label in zip(scores, labels, strict=True):
        small = np.exp(-abs(z))
        p = 1 / (1 + small) if z > 0 else small / (1 + small)
        slopes.append((p - label) / len(scores))
    return np.array(slopes)


LOGISTIC_LOSS_GRADIENT = Exercise(
    name="logistic_loss_gradient",
    kind="function",
    reference=logistic_loss_gradient,
    covers=("bce-gradient-logistic",),
    equivalent={
        "probabilities = np.exp(-np.logaddexp(0, -scores)) "
        "-> probabilities = np.exp(-np.logaddexp(-scores, 0))": "sums have no order",
    },
    minutes=10,
    difficulty=2,
    hints=(
        "How far is the prediction from what it should be?",
        "Move one score by 0.001 up and down, and divide the difference of your logistic_loss by 0.002.",
        "Two samples, the first with the score 0 and the label 1: its probability is 0.5, so (0.5 − 1) / 2 = −0.25.",
    ),
    ladder=(
        Rung("two samples", log_odds(2), cases=3),
        Rung("one sample", log_odds(1)),
        Rung("seven samples", log_odds(7)),
        Rung("scores of thousands", log_odds(6, size=3000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "subtracts the probability from the label",
            turned,
            "the gradient points uphill, and this one downhill",
            "A higher score of a sample of class 1 makes the loss smaller: which sign is that?",
            GRADIENT,
            "seeds: gradient-sign",
            confrontation=Confrontation(
                "for a sample of class 1 the loss is said to grow with the score", lambda f: f(UNSURE, ONE)[0] > 0
            ),
        ),
        Wrong(
            "forgets that the loss is a mean",
            of_the_sum,
            "it is the gradient of the sum over the samples",
            "By which whole number does yours differ from a numerical gradient?",
            PAGE + "mean",
            "misconceptions: DLG02-no-1-over-n",
            confrontation=Confrontation(
                "one of ten samples moves the mean as much as if it were alone",
                lambda f: f(np.zeros(10), np.repeat(ONE, 10))[0] == f(UNSURE, ONE)[0],
            ),
        ),
        Wrong(
            "multiplies by the slope of the sigmoid again",
            slope_of_the_sigmoid_again,
            "that factor has cancelled already: the sigmoid is accounted for",
            "How fast should a sample learn that is certain and wrong?",
            GRADIENT,
            "misconceptions: DLG04-softmax-slope-twice",
            confrontation=Confrontation(
                "a mistake beyond doubt pulls less than a small one",
                lambda f: abs(f(np.array([10.0]), ZERO)[0]) < abs(f(np.array([1.0]), ZERO)[0]),
            ),
        ),
        Wrong(
            "stops at the derivative by the probability",
            by_the_probabilities,
            "the sigmoid lies between the score and the probability",
            "By what do you differentiate: by the probability or by the score?",
            PAGE + "probabilities",
            "misconceptions: DLG08-derivative-by-p",
            confrontation=Confrontation(
                "a prediction of one half pulls with the force 2, where 1 is the most",
                lambda f: f(UNSURE, ONE)[0] == -2,
            ),
        ),
        Wrong(
            "exchanges the labels",
            labels_exchanged,
            "the score should rise for label 1, and fall for label 0",
            "Which probability should become 1?",
            GRADIENT,
            "seeds: indicator-flipped",
            confrontation=Confrontation(
                "a sample that is right beyond doubt pulls with all its force",
                lambda f: np.isclose(f(np.array([50.0]), ONE)[0], 1),
            ),
        ),
        Wrong(
            "does not subtract the labels",
            without_the_labels,
            "the probability alone is no error",
            "Which sign has your gradient for a sample of class 1?",
            GRADIENT,
            "surviving mutant",
            confrontation=Confrontation(
                "every score should fall, whatever the labels are",
                lambda f: f(UNSURE, ONE)[0] == f(UNSURE, ZERO)[0] > 0,
            ),
        ),
        Wrong(
            "divides infinity by infinity",
            infinity_by_infinity,
            "the exponential of a large score is infinite, and infinity divided by infinity is nan",
            "What is the exponential of 1000, and of −1000?",
            PAGE + "scores",
            "misconceptions: SMX09-overflow",
            confrontation=Confrontation(
                "the score 1000 pulls by nan", lambda f: np.isnan(f(np.array([1000.0]), ONE)[0])
            ),
        ),
    ),
    right=(Right("with half a tangent", with_half_a_tangent), Right("one by one", one_by_one)),
)
