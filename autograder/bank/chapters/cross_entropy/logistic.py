"""The cost of a prediction between two classes, straight from its score."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.cross_entropy import binary_cross_entropy, logistic_loss

from .draws import log_odds

PAGE = "cross_entropy#cross-entropy-"

ONE, ZERO = np.array([1]), np.array([0])


def _sigmoid(scores):
    return np.exp(-np.logaddexp(0, -scores))


def through_the_probability(scores, labels):
    p = 1 / (1 + np.exp(-scores))
    return -np.mean(np.log(np.where(labels == 1, p, 1 - p)))


def turned(scores, labels):
    return logistic_loss(-scores, labels)


def summed(scores, labels):
    return len(labels) * logistic_loss(scores, labels)


def without_the_minus(scores, labels):
    return -logistic_loss(scores, labels)


def only_class_one(scores, labels):
    return np.mean(labels * np.logaddexp(0, -scores))


def sigmoid_twice(scores, labels):
    return binary_cross_entropy(_sigmoid(_sigmoid(scores)), labels)


def without_the_labels(scores, labels):
    return np.mean(np.logaddexp(0, scores))


def label_times_score(scores, labels):
    return np.mean(np.logaddexp(0, scores) - labels * scores)


def positive_part_first(scores, labels):
    losses = []
    for z, label in zip(scores, labels, strict=True):
        margin = z if label == 1 else -z
        losses.append(max(-margin, 0) + np.log1p(np.exp(-abs(margin))))
    return np.mean(losses)


LOGISTIC_LOSS = Exercise(
    name="logistic_loss",
    kind="function",
    reference=logistic_loss,
    covers=("bce-gradient-logistic",),
    equivalent={
        "return float(np.mean(np.logaddexp(0, np.where(labels == 1, -scores, scores)))) "
        "-> return np.mean(np.logaddexp(0, np.where(labels == 1, -scores, scores)))": "the same number",
        "return float(np.mean(np.logaddexp(0, np.where(labels == 1, -scores, scores)))) "
        "-> return float(np.mean(np.logaddexp(np.where(labels == 1, -scores, scores), 0)))": "sums have no order",
    },
    minutes=12,
    difficulty=2,
    hints=(
        "What is minus the logarithm of 1 / (1 + e⁻ᶻ), written without a fraction?",
        "Try the score 1000 with the labels 1 and 0: about 0, and 1000. Look up np.logaddexp.",
        "For the score 2 and the label 0 the label got 1 / (1 + e²) = 0.119, and the cost is ln(1 + e²) = 2.127.",
    ),
    ladder=(
        Rung("two samples", log_odds(2), cases=3),
        Rung("one sample", log_odds(1)),
        Rung("seven samples", log_odds(7)),
        Rung("scores of thousands", log_odds(6, size=3000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "goes through the probability",
            through_the_probability,
            "for a large score the probability becomes 0 or 1, and its logarithm is lost",
            "What is the logarithm of a probability that the computer has rounded to 0?",
            PAGE + "scores",
            "misconceptions: CE12-log-of-zero",
            confrontation=Confrontation(
                "a score of −1000 for a sample of class 1 costs infinitely much",
                lambda f: np.isinf(f(np.array([-1000.0]), ONE)),
            ),
        ),
        Wrong(
            "turns the sign of the scores",
            turned,
            "a high score should be cheap for a sample of class 1",
            "Should a score of 5 cost more for label 1 or for label 0?",
            PAGE + "scores",
            "misconceptions: NEU01-sign-of-z",
            confrontation=Confrontation(
                "a score of 5 is dearer than one of −5, for a sample of class 1",
                lambda f: f(np.array([5.0]), ONE) > f(np.array([-5.0]), ONE),
            ),
        ),
        Wrong(
            "adds the samples up",
            summed,
            "it is the sum over the samples, and not their mean",
            "If every sample were shown twice, should the loss double?",
            PAGE + "mean",
            "misconceptions: CE02-sum-not-mean",
            confrontation=Confrontation(
                "the same sample shown ten times costs ten times as much",
                lambda f: np.isclose(f(np.zeros(10), np.repeat(ONE, 10)), 10 * np.log(2)),
            ),
        ),
        Wrong(
            "leaves out the minus",
            without_the_minus,
            "the logarithm of a number below 1 is negative, and a loss is not",
            "Can a loss be negative?",
            PAGE + "binary",
            "misconceptions: CE01-no-minus",
            confrontation=Confrontation("to be unsure costs less than nothing", lambda f: f(np.zeros(1), ONE) < 0),
        ),
        Wrong(
            "forgets the samples of class 0",
            only_class_one,
            "a sample of class 0 costs nothing, whatever its score",
            "What does a score of 10 cost for a sample of class 0?",
            PAGE + "binary",
            "misconceptions: BCE03-half",
            confrontation=Confrontation(
                "a score of 1000 for a sample of class 0 costs nothing", lambda f: f(np.array([1000.0]), ZERO) == 0
            ),
        ),
        Wrong(
            "takes the sigmoid twice",
            sigmoid_twice,
            "a probability is taken for a score, so nothing can come out below one half",
            "What does a score of 1000 cost for a sample of class 1?",
            PAGE + "scores",
            "misconceptions: NEU06-activation-twice",
            confrontation=Confrontation(
                "a sample that is right beyond doubt costs 0.31", lambda f: f(np.array([1000.0]), ONE) > 0.3
            ),
        ),
        Wrong(
            "does not look at the labels",
            without_the_labels,
            "every sample is treated as one of class 0",
            "Which term of your formula changes when a label does?",
            PAGE + "scores",
            "surviving mutant",
            confrontation=Confrontation(
                "the loss is the same whatever the labels are",
                lambda f: f(np.array([3.0]), ONE) == f(np.array([3.0]), ZERO),
            ),
        ),
    ),
    right=(Right("label times score", label_times_score), Right("the positive part first", positive_part_first)),
)
