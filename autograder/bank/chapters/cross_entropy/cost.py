"""The mean of the negative logarithms of what the labels got."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import labels as draw_labels
from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.cross_entropy import likelihood, negative_log_likelihood

from .draws import predicted

PAGE = "cross_entropy#cross-entropy-"
COST, MEAN = PAGE + "definition", PAGE + "mean"

HALF, FIRST = np.array([[0.5, 0.5]]), np.array([0])  # one sample of class 0, given one half
CERTAIN = np.array([[1.0, 0.0]])


def _of_labels(P, labels):
    return P[np.arange(len(labels)), labels]


def _targets(P, labels):
    return np.eye(P.shape[1])[labels]


def without_the_minus(P, labels):
    return np.mean(np.log(_of_labels(P, labels)))


def summed(P, labels):
    return -np.sum(np.log(_of_labels(P, labels)))


def over_the_classes_too(P, labels):
    return -np.mean(_targets(P, labels) * np.log(P))


def binary_formula(P, labels):
    targets = _targets(P, labels)
    return -np.mean(np.sum(targets * np.log(P) + (1 - targets) * np.log(1 - P), axis=1))


def every_row_with_every_label(P, labels):
    return -np.mean(np.log(P[:, labels]))


def softmax_again(P, labels):
    powers = np.exp(P)
    return -np.mean(np.log(_of_labels(powers / powers.sum(axis=1, keepdims=True), labels)))


def miss_itself(P, labels):
    return np.mean(1 - _of_labels(P, labels))


def squared_error(P, labels):
    return np.mean(np.sum((P - _targets(P, labels)) ** 2, axis=1))


def base_ten(P, labels):
    return -np.mean(np.log10(_of_labels(P, labels)))


def label_as_weight(P, labels):
    return -np.mean(np.sum(labels[:, None] * np.log(P), axis=1))


def labels_from_one(P, labels):
    return -np.mean(np.log(P[np.arange(len(labels)), labels - 1]))


def through_the_product(P, labels):
    return -np.log(likelihood(P, labels)) / len(labels)


def term_by_term(P, labels):
    return sum(-np.log(row[label]) for row, label in zip(P, labels, strict=True)) / len(labels)


def with_one_hot_rows(P, labels):
    return np.sum(_targets(P, labels) * np.log(P)) / -len(P)


def _many_improbable_labels(rng: np.random.Generator) -> Request:
    known = draw_labels(rng, 90, 3)
    P = rng.uniform(0.2, 0.4, size=(90, 3))
    P[np.arange(90), known] = rng.uniform(2e-5, 2e-4, size=90)
    return {"args": [P / P.sum(axis=1, keepdims=True), known]}


NEGATIVE_LOG_LIKELIHOOD = Exercise(
    name="negative_log_likelihood",
    kind="function",
    reference=negative_log_likelihood,
    covers=("cce-from-likelihood", "two-class-delta-loss", "batch-loss-mean"),
    equivalent={
        "return float(-np.mean(np.log(probabilities[np.arange(len(labels)), labels]))) "
        "-> return -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))": "the same number",
    },
    minutes=8,
    difficulty=1,
    hints=(
        "Which single number of each row does the cost look at?",
        "Give every label the probability 1: the cost must be 0. Then show every sample twice: it must stay the same.",
        "Two samples whose labels got 0.5 and 0.25 cost ln 2 = 0.693 and ln 4 = 1.386, on average 1.040.",
    ),
    ladder=(
        Rung("two samples", predicted(2, 3), cases=3),
        Rung("one sample", predicted(1, 4)),
        Rung("more samples than classes", predicted(7, 4)),
        Rung("two classes", predicted(5, 2)),
        Rung("ninety improbable labels", _many_improbable_labels, share=0.25),
    ),
    wrong=(
        Wrong(
            "leaves out the minus",
            without_the_minus,
            "the logarithm of a number below 1 is negative, and a cost is not",
            "Can a cost be negative?",
            COST,
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
                lambda f: np.isclose(f(np.repeat(HALF, 10, axis=0), np.repeat(FIRST, 10)), 10 * np.log(2)),
            ),
        ),
        Wrong(
            "takes the mean over the classes as well",
            over_the_classes_too,
            "of each row only one term counts, so you divide by too many",
            "How many terms of a row are not 0, and by how many do you divide?",
            MEAN,
            "misconceptions: CE03-mean-over-classes-too",
            confrontation=Confrontation(
                "with an idle class added the same prediction costs less",
                lambda f: f(np.array([[0.5, 0.4, 0.1]]), FIRST) < 0.9 * f(HALF, FIRST),
            ),
        ),
        Wrong(
            "applies the formula for two classes to each class",
            binary_formula,
            "each class is judged as if it were a question of its own; only the label's counts",
            "How many labels does one sample have?",
            PAGE + "binary",
            "misconceptions: CE04-binary-on-softmax",
            confrontation=Confrontation(
                "a fair coin costs ln 4 = 1.39, although the label got 1/2",
                lambda f: np.isclose(f(HALF, FIRST), np.log(4)),
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
                "two predictions that are nearly certain, and right, cost more than guessing",
                lambda f: f(np.array([[0.99, 0.01], [0.01, 0.99]]), np.array([0, 1])) > np.log(2),
            ),
        ),
        Wrong(
            "takes softmax of the probabilities",
            softmax_again,
            "they are probabilities already, and softmax levels them",
            "What does your cost give for a perfect prediction?",
            PAGE + "scores",
            "misconceptions: CE06-softmax-twice",
            confrontation=Confrontation("a perfect prediction costs 0.31", lambda f: f(CERTAIN, FIRST) > 0.3),
        ),
        Wrong(
            "takes the miss without a logarithm",
            miss_itself,
            "it never exceeds 1, however sure the mistake was",
            "Compare 0.01 with 0.0001 for the true class: should they cost about the same?",
            COST,
            "misconceptions: CE08-one-minus-p",
            confrontation=Confrontation(
                "a label that was given one in a million costs less than 1",
                lambda f: f(np.array([[1e-6, 1 - 1e-6]]), FIRST) < 1,
            ),
        ),
        Wrong(
            "takes squared errors",
            squared_error,
            "squared distances measure something else; a logarithm is wanted here",
            "Where in your formula is a logarithm?",
            COST,
            "misconceptions: CE09-squared-error",
            confrontation=Confrontation(
                "a label that was given one in a million costs no more than 2",
                lambda f: f(np.array([[1e-6, 1 - 1e-6]]), FIRST) <= 2,
            ),
        ),
        Wrong(
            "takes logarithms to base 10",
            base_ten,
            "every cost is too small by the factor 2.3026",
            "Which logarithm belongs to the number e?",
            COST,
            "misconceptions: CE10-log10",
            confrontation=Confrontation(
                "a label that got 1/e costs 0.43 instead of 1",
                lambda f: np.isclose(f(np.array([[1 / np.e, 1 - 1 / np.e]]), FIRST), 0.4343, atol=1e-3),
            ),
        ),
        Wrong(
            "uses the number of the class as a weight",
            label_as_weight,
            "a label is a name: it picks one column, and is no factor",
            "What does your rule charge for a sample of class 0?",
            PAGE + "one-hot",
            "misconceptions: CE11-label-as-weight",
            confrontation=Confrontation(
                "a sample of class 0 costs nothing, however wrong the prediction", lambda f: f(HALF, FIRST) == 0
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
                "a label that got 0.99 costs more than one that got 0.01",
                lambda f: f(np.array([[0.99, 0.01]]), FIRST) > f(np.array([[0.01, 0.99]]), FIRST),
            ),
        ),
        Wrong(
            "multiplies before it takes the logarithm",
            through_the_product,
            "the product of many small numbers is 0 for a computer, and its logarithm infinite",
            "What is 0.0001 to the power of 90, for a computer?",
            PAGE + "likelihood",
            "misconceptions: CE12-log-of-zero",
            confrontation=Confrontation(
                "two thousand fair coins cost infinitely much",
                lambda f: np.isinf(f(np.repeat(HALF, 2000, axis=0), np.repeat(FIRST, 2000))),
            ),
        ),
    ),
    right=(Right("term by term", term_by_term), Right("with one-hot rows", with_one_hot_rows)),
)
