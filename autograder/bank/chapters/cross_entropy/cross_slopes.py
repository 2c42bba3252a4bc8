"""How the cost answers to the predicted probabilities."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Wrong
from solutions.cross_entropy import cross_entropy_gradient

from .cross import FIRST, HALF, LADDER

PAGE = "cross_entropy#cross-entropy-"
MEAN = PAGE + "mean"


def sum_in_every_place(P, Y):
    total = np.sum(cross_entropy_gradient(P, Y), axis=1, keepdims=True)
    return np.repeat(total, Y.shape[1], axis=1)


def turned(P, Y):
    return -cross_entropy_gradient(P, Y)


def of_the_sum(P, Y):
    return len(Y) * cross_entropy_gradient(P, Y)


def by_the_scores(P, Y):
    return (P - Y) / len(Y)


def upside_down(P, Y):
    return -P / Y / len(Y)


def logarithm_kept(P, Y):
    return -Y * np.log(np.where(Y > 0, P, 1)) / len(Y)


def of_the_largest_target(P, Y):
    return cross_entropy_gradient(P, np.eye(Y.shape[1])[np.argmax(Y, axis=1)])


def nothing_by_nothing(P, Y):
    return -Y / P / len(Y)


def over_the_classes_too(P, Y):
    return cross_entropy_gradient(P, Y) / Y.shape[1]


def entry_by_entry(P, Y):
    gradient = np.zeros(P.shape)
    for place in np.ndindex(P.shape):
        if Y[place] > 0:
            gradient[place] = -Y[place] / (P[place] * len(Y))
    return gradient


def with_divide(P, Y):
    return np.divide(Y, -len(Y) * P, out=np.zeros(P.shape), where=Y > 0)


THIRDS = np.full((1, 3), 1 / 3)
FIRST_OF_THREE = np.array([[1.0, 0.0, 0.0]])

CROSS_ENTROPY_GRADIENT = Exercise(
    name="cross_entropy_gradient",
    kind="function",
    reference=cross_entropy_gradient,
    covers=("label-smoothing-dloss-dyhat", "delta-loss-chain"),
    equivalent={
        "return -targets / np.where(targets > 0, probabilities, 1) / len(targets) "
        "-> return -targets / np.where(targets > 0, probabilities, 2) / len(targets)": "the target 0 is divided by it",
    },
    minutes=8,
    difficulty=2,
    hints=(
        "In how many terms of the sum does one particular probability stand?",
        "Move one probability by 0.001 up and down, leave the others, and divide the difference of the cost by 0.002.",
        "One sample, probabilities (0.5, 0.25, 0.25), targets (0.8, 0, 0.2): −0.8 / 0.5 = −1.6, then 0, then −0.8.",
    ),
    ladder=LADDER,
    wrong=(
        Wrong(
            "keeps the sum over the classes",
            sum_in_every_place,
            "the sum is gone: of all its terms only one contains this probability",
            "In how many terms does the probability of class 0 stand?",
            PAGE + "probabilities",
            "seeds: sum-survives-partial-derivative",
            confrontation=Confrontation(
                "the cost is said to change with the probability of a class whose target is 0",
                lambda f: f(THIRDS, FIRST_OF_THREE)[0, 2] != 0,
            ),
        ),
        Wrong(
            "turns the sign",
            turned,
            "a higher probability of the true class makes the cost smaller",
            "If the true class becomes more probable, does the cost rise or fall?",
            PAGE + "probabilities",
            "misconceptions: DLG01-y-minus-p",
            confrontation=Confrontation(
                "the cost is said to grow with the probability of the true class",
                lambda f: f(THIRDS, FIRST_OF_THREE)[0, 0] > 0,
            ),
        ),
        Wrong(
            "forgets that the cost is a mean",
            of_the_sum,
            "it is the gradient of the sum over the samples",
            "By which whole number does yours differ from a numerical gradient?",
            MEAN,
            "misconceptions: DLG02-no-1-over-n",
            confrontation=Confrontation(
                "one of ten samples moves the mean as much as if it were alone",
                lambda f: (
                    f(np.repeat(THIRDS, 10, axis=0), np.repeat(FIRST_OF_THREE, 10, axis=0))[0, 0]
                    == f(THIRDS, FIRST_OF_THREE)[0, 0]
                ),
            ),
        ),
        Wrong(
            "divides by the number of classes as well",
            over_the_classes_too,
            "only the samples are averaged",
            "Over what is the mean of the cost taken?",
            MEAN,
            "misconceptions: DLG03-over-n-and-k",
            confrontation=Confrontation(
                "a true class at 1/3 has the slope −1, as if it were certain",
                lambda f: np.isclose(f(THIRDS, FIRST_OF_THREE)[0, 0], -1),
            ),
        ),
        Wrong(
            "gives the gradient by the scores",
            by_the_scores,
            "the softmax is not yet in it: here the probabilities themselves are moved",
            "By what do you differentiate: by the probabilities or by the scores?",
            PAGE + "probabilities",
            "seeds: delta-loss-chain",
            confrontation=Confrontation(
                "the cost is said to change with the probability of a class whose target is 0",
                lambda f: f(THIRDS, FIRST_OF_THREE)[0, 2] > 0,
            ),
        ),
        Wrong(
            "divides the probabilities by the targets",
            upside_down,
            "numerator and denominator have changed places",
            "What is the derivative of the logarithm?",
            PAGE + "probabilities",
            "misconceptions: CE07-swapped",
            confrontation=Confrontation(
                "the slope at a class whose target is 0 is infinite",
                lambda f: np.isinf(f(THIRDS, FIRST_OF_THREE)[0, 2]),
            ),
        ),
        Wrong(
            "keeps the logarithm",
            logarithm_kept,
            "these are the terms of the cost; their derivatives are wanted",
            "What is the derivative of the logarithm?",
            PAGE + "probabilities",
            "seeds: label-smoothing-dloss-dyhat",
            confrontation=Confrontation(
                "the cost is said to grow with the probability of the true class",
                lambda f: f(THIRDS, FIRST_OF_THREE)[0, 0] > 0,
            ),
        ),
        Wrong(
            "looks at the largest target only",
            of_the_largest_target,
            "the other targets are soft, not zero: their classes count as well",
            "Which targets of a smoothed row may be left out?",
            PAGE + "smoothing",
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "a class with the target 0.4 has no influence on the cost",
                lambda f: f(HALF, np.array([[0.6, 0.4]]))[0, 1] == 0,
            ),
        ),
        Wrong(
            "divides 0 by 0",
            nothing_by_nothing,
            "where target and probability are both 0 the quotient is nan",
            "What is 0 divided by 0, for a computer?",
            PAGE + "zero",
            "misconceptions: CE12-log-of-zero",
            confrontation=Confrontation(
                "a perfect prediction has the slope nan", lambda f: np.isnan(f(FIRST, FIRST)).any()
            ),
        ),
    ),
    right=(Right("entry by entry", entry_by_entry), Right("with np.divide", with_divide)),
)
