"""One number that says how wrong the classifier is."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.training import class_probabilities, training_loss

from .draws import labelled

PAGE = "training#training-loss"


def _true(X, labels, W, b):
    return class_probabilities(X, W, b)[np.arange(len(labels)), labels]


def without_the_minus(X, labels, W, b):
    return np.mean(np.log(_true(X, labels, W, b)))


def summed(X, labels, W, b):
    return -np.sum(np.log(_true(X, labels, W, b)))


def averaged_over_classes_too(X, labels, W, b):
    return -np.sum(np.log(_true(X, labels, W, b))) / (len(labels) * len(b))


def with_base_ten(X, labels, W, b):
    return -np.mean(np.log10(_true(X, labels, W, b)))


def logarithm_of_zero(X, labels, W, b):
    return -np.mean(np.log(_true(X, labels, W, b)))


def one_minus_the_probability(X, labels, W, b):
    return np.mean(1 - _true(X, labels, W, b))


def every_pair(X, labels, W, b):
    return -np.mean(np.log(class_probabilities(X, W, b)[:, labels]))


def classes_from_one(X, labels, W, b):
    return training_loss(X, labels - 1, W, b)


def without_the_bias(X, labels, W, b):
    return training_loss(X, labels, W, np.zeros(len(b)))


def sample_by_sample(X, labels, W, b):
    total = 0.0
    for x, label in zip(X, labels, strict=True):
        scores = x @ W + b
        total += max(scores) + np.log(sum(np.exp(score - max(scores)) for score in scores)) - scores[label]
    return total / len(X)


def with_one_hot_targets(X, labels, W, b):
    scores = X @ W + b
    targets = np.eye(len(b))[labels]
    return np.mean(np.logaddexp.reduce(scores, axis=1) - (targets * scores).sum(axis=1))


X1, X2, TWO = np.array([[1.0]]), np.array([[1.0], [1.0]]), np.zeros((1, 2))
FIRST, BOTH = np.array([0]), np.array([0, 1])


def _of_equal(answer, samples=1):
    """Return the loss of samples of class 0 for two classes with equal scores; it is ln 2."""
    return answer(np.ones((samples, 1)), np.zeros(samples, dtype=int), TWO, np.zeros(2))


TRAINING_LOSS = Exercise(
    name="training_loss",
    kind="function",
    reference=training_loss,
    ladder=(
        Rung("one sample", labelled(1, 2, 3)),
        Rung("two samples", labelled(2, 4, 3), cases=3),
        Rung("five samples", labelled(5, 2, 4)),
        Rung("more classes than samples", labelled(4, 3, 6)),
        Rung("scores far apart", labelled(3, 2, 4, size=3000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "leaves out the minus sign",
            without_the_minus,
            "the logarithm of a probability is negative, and a loss is not",
            "Can a loss be negative?",
            PAGE,
            "misconceptions: CE01-no-minus",
            confrontation=Confrontation(
                "two classes with equal scores have a loss below 0", lambda answer: _of_equal(answer) < 0
            ),
        ),
        Wrong(
            "adds the samples up",
            summed,
            "it is the sum over the samples, not their mean",
            "If every sample were shown twice, should the loss double?",
            PAGE,
            "misconceptions: CE02-sum-not-mean",
            confrontation=Confrontation(
                "the same sample shown ten times has ten times the loss",
                lambda answer: np.isclose(_of_equal(answer, 10), 10 * _of_equal(answer)),
            ),
        ),
        Wrong(
            "divides by the number of classes as well",
            averaged_over_classes_too,
            "the mean runs over the samples only",
            "Over what is the mean taken?",
            PAGE,
            "misconceptions: CE03-mean-over-classes-too",
            confrontation=Confrontation(
                "a sample is given 1/2 for its true class, and its loss is 0.35 instead of ln 2",
                lambda answer: np.isclose(_of_equal(answer), np.log(2) / 2),
            ),
        ),
        Wrong(
            "takes the logarithm with base 10",
            with_base_ten,
            "the natural logarithm belongs here",
            "What is the logarithm of e in your answer?",
            PAGE,
            "misconceptions: CE10-log10",
            confrontation=Confrontation(
                "a probability of 1/10 costs exactly 1",
                lambda answer: np.isclose(answer(X1, FIRST, TWO, np.log([1.0, 9.0])), 1.0),
            ),
        ),
        Wrong(
            "takes the logarithm of a probability that is 0",
            logarithm_of_zero,
            "a tiny probability is rounded to 0, and its logarithm is infinite",
            "Which two numbers could you subtract instead of dividing them and taking the logarithm?",
            PAGE,
            "misconceptions: CE12-log-of-zero",
            confrontation=Confrontation(
                "scores of 0 and 1000 have an infinite loss",
                lambda answer: np.isinf(answer(X1, FIRST, TWO, np.array([0.0, 1000.0]))),
            ),
        ),
        Wrong(
            "subtracts the probability from 1",
            one_minus_the_probability,
            "the logarithm is missing",
            "How large should the loss be for a true class of probability 0.0001?",
            PAGE,
            "misconceptions: CE08-one-minus-p",
            confrontation=Confrontation(
                "a true class that is a million times less likely costs less than 1",
                lambda answer: answer(X1, FIRST, TWO, np.array([0.0, np.log(1e6)])) < 1,
            ),
        ),
        Wrong(
            "pairs every sample with every label",
            every_pair,
            "each sample needs its own label only",
            "How many probabilities should go into the mean?",
            PAGE,
            "misconceptions: CE05-all-pairs-index",
            confrontation=Confrontation(
                "a second sample that is predicted rightly, like the first, makes the loss large",
                lambda answer: answer(np.array([[1.0], [-1.0]]), BOTH, np.array([[9.0, -9.0]]), np.zeros(2)) > 1,
            ),
        ),
        Wrong(
            "counts the classes from 1",
            classes_from_one,
            "label 0 is the first class",
            "Which column belongs to label 0?",
            PAGE,
            "misconceptions: OHT02-labels-from-1",
            confrontation=Confrontation(
                "a sample of class 0 that is predicted with certainty has a large loss",
                lambda answer: answer(X1, FIRST, np.array([[9.0, -9.0]]), np.zeros(2)) > 1,
            ),
        ),
        Wrong(
            "leaves out the biases",
            without_the_bias,
            "every score needs its class's bias",
            "What would the scores be if all inputs were 0?",
            PAGE,
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "with all weights 0 the biases make no difference",
                lambda answer: np.isclose(answer(X1, FIRST, TWO, np.array([5.0, 0.0])), _of_equal(answer)),
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("with one-hot targets", with_one_hot_targets)),
    hints=(
        "Which one probability of each sample counts?",
        "Set all weights and biases to 0. The loss must be the logarithm of the number of classes, for any labels.",
        "Two samples give their true classes the probabilities 0.5 and 0.25. The losses are 0.693 and 1.386, and their "
        "mean is 1.040.",
    ),
    equivalent={
        "return float(np.mean(log_sums - shifted[np.arange(len(labels)), labels])) "
        "-> return np.mean(log_sums - shifted[np.arange(len(labels)), labels])": "the same number, as an array scalar",
    },
    covers=("sgd-algorithm-steps", "row-class-weight-update"),
    minutes=12,
    difficulty=2,
)
