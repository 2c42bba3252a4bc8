"""The loss of a network of two layers."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.backpropagation import network_forward, network_loss

from .draws import with_targets

HERE = "backpropagation#backpropagation-forward"


def log_probabilities(scores):
    largest = np.max(scores, axis=1, keepdims=True)
    return scores - largest - np.log(np.sum(np.exp(scores - largest), axis=1, keepdims=True))


def summed(X, targets, W1, b1, W2, b2):
    scores = network_forward(X, W1, b1, W2, b2)[2]
    return -float(np.sum(targets * log_probabilities(scores)))


def over_the_classes_too(X, targets, W1, b1, W2, b2):
    scores = network_forward(X, W1, b1, W2, b2)[2]
    return -float(np.mean(targets * log_probabilities(scores)))


def without_the_minus(X, targets, W1, b1, W2, b2):
    scores = network_forward(X, W1, b1, W2, b2)[2]
    return float(np.mean(np.sum(targets * log_probabilities(scores), axis=1)))


def without_the_scores(X, targets, W1, b1, W2, b2):
    scores = network_forward(X, W1, b1, W2, b2)[2]
    return float(np.mean(np.max(scores, axis=1) - np.max(log_probabilities(scores), axis=1)))


def without_the_shift(X, targets, W1, b1, W2, b2):
    scores = network_forward(X, W1, b1, W2, b2)[2]
    log_sums = np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return float(np.mean(np.sum(targets * (log_sums - scores), axis=1)))


def true_class_only(X, targets, W1, b1, W2, b2):
    scores = network_forward(X, W1, b1, W2, b2)[2]
    return -float(np.mean(log_probabilities(scores)[np.arange(len(X)), np.argmax(targets, axis=1)]))


def sample_by_sample(X, targets, W1, b1, W2, b2):
    total = 0.0
    for scores, t in zip(network_forward(X, W1, b1, W2, b2)[2], targets, strict=True):
        total += np.logaddexp.reduce(scores) - scores @ t
    return total / len(X)


def of_the_differences(X, targets, W1, b1, W2, b2):
    scores = np.asarray(network_forward(X, W1, b1, W2, b2)[2])
    below = scores - np.max(scores, axis=1)[:, None]
    return float(-np.einsum("nk,nk->", targets, below - np.log(np.exp(below).sum(axis=1))[:, None]) / len(X))


# --- one sample of class 0: its single unit is 1, the scores are (0, size) --------------------------------------------


def _loss(answer, size=0.0, target=1.0, times=1):
    X, W2 = np.ones((times, 1)), np.array([[0.0, size]])
    targets = np.repeat([[target, 1 - target]], times, axis=0)
    return answer(X, targets, np.ones((1, 1)), np.zeros(1), W2, np.zeros(2))


NETWORK_LOSS = Exercise(
    name="network_loss",
    kind="function",
    reference=network_loss,
    uses=("network_forward",),
    ladder=(
        Rung("one sample", with_targets(1, 2, 3, 4)),
        Rung("several samples", with_targets(5, 3, 4, 2), cases=3),
        Rung("more classes than units", with_targets(4, 3, 2, 5)),
        Rung("large scores", with_targets(3, 2, 5, 4, size=1000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "adds the samples up",
            summed,
            "the loss is a mean, so that it does not grow with the number of samples",
            "If every sample were shown twice, should the loss be twice as large?",
            HERE,
            "misconceptions: CE02-sum-not-mean",
            confrontation=Confrontation(
                "the same sample shown ten times has ten times the loss",
                lambda answer: np.isclose(_loss(answer, times=10), 10 * _loss(answer)),
            ),
        ),
        Wrong(
            "averages over the classes as well",
            over_the_classes_too,
            "the terms of one sample are added up, and the mean runs over the samples",
            "By which number do you divide: samples, or samples times classes?",
            HERE,
            "misconceptions: CE03-mean-over-classes-too",
            confrontation=Confrontation(
                "two equally probable classes cost 0.35 and not ln 2",
                lambda answer: np.isclose(_loss(answer), np.log(2) / 2),
            ),
        ),
        Wrong(
            "leaves out the minus",
            without_the_minus,
            "logarithms of probabilities are negative, and a loss is not",
            "Can a loss be negative?",
            HERE,
            "misconceptions: CE01-no-minus",
            confrontation=Confrontation("the loss is negative", lambda answer: _loss(answer) < 0),
        ),
        Wrong(
            "leaves out the scores of the true classes",
            without_the_scores,
            "the logarithm of the sum is there, and what the targets weigh is missing",
            "Does your loss change when the targets do?",
            HERE,
            "surviving mutant",
            confrontation=Confrontation(
                "it is the same whichever class is the true one",
                lambda answer: _loss(answer, 2.0, 1.0) == _loss(answer, 2.0, 0.0),
            ),
        ),
        Wrong(
            "does not shift the scores",
            without_the_shift,
            "the exponential of a large score is infinite",
            "What is the exponential of 1000, and what could you subtract first?",
            "softmax#softmax-overflow",
            "misconceptions: SMX09-overflow",
            confrontation=Confrontation(
                "a score of 1000 makes the loss infinite", lambda answer: not np.isfinite(_loss(answer, 1000.0))
            ),
        ),
        Wrong(
            "forgets the smoothing",
            true_class_only,
            "smoothed targets give every class a share of the loss, not the true one alone",
            "Which classes have a target above 0?",
            HERE,
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "the targets (0.9, 0.1) and (0.6, 0.4) have the same loss",
                lambda answer: _loss(answer, 2.0, 0.9) == _loss(answer, 2.0, 0.6),
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("of the differences", of_the_differences)),
    hints=(
        "The loss of a sample weighs the logarithms of its probabilities. By what?",
        "Set all parameters to 0: every class gets the same probability, and the loss is the logarithm of their "
        "number.",
        "Scores (0, ln 3) have the probabilities (1/4, 3/4). With the targets (0.9, 0.1) the loss is "
        "−0.9 · ln(1/4) − 0.1 · ln(3/4) = 1.276.",
    ),
    equivalent={
        "return float(np.mean(np.sum(targets * (log_sums - scores), axis=1))) "
        "-> return np.mean(np.sum(targets * (log_sums - scores), axis=1))": "a NumPy number is a number",
    },
    covers=("mlp-smoothed-loss-numeric",),
    minutes=10,
    difficulty=2,
)
