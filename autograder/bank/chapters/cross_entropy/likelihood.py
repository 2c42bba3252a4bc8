"""How probable it was that the samples would have just these labels."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.cross_entropy import likelihood

from .draws import predicted

PAGE = "cross_entropy#cross-entropy-"

HALF, FIRST = np.array([[0.5, 0.5]]), np.array([0])  # one sample of class 0, given one half
CERTAIN, TWICE = np.array([[1.0, 0.0]]), np.array([0, 0])


def _of_labels(P, labels):
    return P[np.arange(len(labels)), labels]


def _targets(P, labels):
    return np.eye(P.shape[1])[labels]


def one_factor_each(P, labels):
    return _of_labels(P, labels)


def every_row_with_every_label(P, labels):
    return np.prod(P[:, labels])


def logarithm_of_it(P, labels):
    return np.sum(np.log(_of_labels(P, labels)))


def labels_from_one(P, labels):
    return np.prod(P[np.arange(len(labels)), labels - 1])


def with_indicator_exponents(P, labels):
    return np.prod(P ** _targets(P, labels))


def factor_by_factor(P, labels):
    product = 1.0
    for row, label in zip(P, labels, strict=True):
        product = product * row[label]
    return product


LIKELIHOOD = Exercise(
    name="likelihood",
    kind="function",
    reference=likelihood,
    covers=("cce-from-likelihood", "bce-from-likelihood"),
    equivalent={
        "return float(np.prod(probabilities[np.arange(len(labels)), labels])) "
        "-> return np.prod(probabilities[np.arange(len(labels)), labels])": "the same number",
    },
    minutes=5,
    difficulty=1,
    hints=(
        "How probable are two heads in a row with a fair coin, and what did you do with the two halves?",
        "Give every label the probability 1. Then give one of them the probability 0: what must come out?",
        "Two samples whose labels got 0.5 and 0.4: together that is 0.5 · 0.4 = 0.2.",
    ),
    ladder=(
        Rung("two samples", predicted(2, 3), cases=3),
        Rung("one sample", predicted(1, 4)),
        Rung("more samples than classes", predicted(5, 4)),
        Rung("two classes", predicted(6, 2)),
    ),
    wrong=(
        Wrong(
            "leaves out the product",
            one_factor_each,
            "these are the factors; one number is asked for all samples together",
            "How many numbers should come out for two samples?",
            PAGE + "likelihood",
            "two surviving mutants",
            confrontation=Confrontation(
                "two samples have two likelihoods",
                lambda f: np.shape(f(np.repeat(HALF, 2, axis=0), TWICE)) == (2,),
            ),
        ),
        Wrong(
            "takes every row with every label",
            every_row_with_every_label,
            "P[:, labels] is a table: each row meets the labels of the other samples as well",
            "What is the shape of P[:, labels]?",
            PAGE + "one-hot",
            "misconceptions: CE05-all-pairs-index",
            confrontation=Confrontation(
                "two coins that both show heads have one chance in sixteen",
                lambda f: np.isclose(f(np.repeat(HALF, 2, axis=0), TWICE), 1 / 16),
            ),
        ),
        Wrong(
            "takes the logarithm",
            logarithm_of_it,
            "this is the logarithm of what was asked",
            "Can a probability be negative?",
            PAGE + "likelihood",
            "seeds: cce-from-likelihood",
            confrontation=Confrontation(
                "a fair coin shows heads with a negative probability", lambda f: f(HALF, FIRST) < 0
            ),
        ),
        Wrong(
            "counts the classes from 1",
            labels_from_one,
            "label 0 is the first column",
            "Which column belongs to label 0?",
            PAGE + "one-hot",
            "misconceptions: OHT02-labels-from-1",
            confrontation=Confrontation(
                "a label that was certain has the likelihood 0", lambda f: f(CERTAIN, FIRST) == 0
            ),
        ),
    ),
    right=(
        Right("with indicators as exponents", with_indicator_exponents),
        Right("factor by factor", factor_by_factor),
    ),
)
