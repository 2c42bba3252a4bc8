"""The first step of training is a prediction."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.training import class_probabilities

from .draws import classifier

PAGE = "training#training-predict"


def _shares(scores, axis=1):
    powers = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    return powers / np.sum(powers, axis=axis, keepdims=True)


def without_the_bias(X, W, b):
    return _shares(X @ W)


def without_powers(X, W, b):
    scores = X @ W + b
    return scores / np.sum(scores, axis=1, keepdims=True)


def over_the_samples(X, W, b):
    return _shares(X @ W + b, axis=0)


def over_the_whole_table(X, W, b):
    return _shares(X @ W + b, axis=None)


def sigmoid_of_each(X, W, b):
    return 1 / (1 + np.exp(-(X @ W + b)))


def without_the_shift(X, W, b):
    powers = np.exp(X @ W + b)
    return powers / np.sum(powers, axis=1, keepdims=True)


def sample_by_sample(X, W, b):
    rows = []
    for x in X:
        scores = [float(x @ W[:, k] + b[k]) for k in range(len(b))]
        powers = [np.exp(score - max(scores)) for score in scores]
        rows.append([power / sum(powers) for power in powers])
    return rows


def through_the_logarithm(X, W, b):
    scores = np.column_stack([np.ones(len(X)), X]) @ np.vstack([b, W])
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1)[:, None])


ONE, TWO = np.array([[1.0]]), np.array([[1.0], [1.0]])
EQUAL, LEANING, HUGE = np.zeros((1, 2)), np.array([[1.0, 2.0]]), np.array([[1000.0, 0.0]])


CLASS_PROBABILITIES = Exercise(
    name="class_probabilities",
    kind="function",
    reference=class_probabilities,
    ladder=(
        Rung("one sample", classifier(1, 2, 3)),
        Rung("two samples", classifier(2, 4, 3), cases=3),
        Rung("five samples", classifier(5, 2, 4)),
        Rung("more classes than samples and inputs", classifier(4, 3, 5)),
        Rung("scores far apart", classifier(3, 2, 4, size=3000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "leaves out the biases",
            without_the_bias,
            "every score needs its class's bias",
            "What would your probabilities be if all inputs were 0?",
            PAGE,
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "with all weights 0 and the biases 0 and 3 both classes get the probability 1/2",
                lambda answer: np.allclose(answer(ONE, EQUAL, np.array([0.0, 3.0])), 0.5),
            ),
        ),
        Wrong(
            "divides the scores by their sum",
            without_powers,
            "the exponential is missing",
            "What makes every score positive and keeps their order?",
            PAGE,
            "misconceptions: SMX04-no-exp",
            confrontation=Confrontation(
                "the scores −1 and 2 give a probability below 0",
                lambda answer: np.min(answer(ONE, np.array([[-1.0, 2.0]]), np.zeros(2))) < 0,
            ),
        ),
        Wrong(
            "normalises each class over the samples",
            over_the_samples,
            "the probabilities of a class sum to 1 instead of those of a sample",
            "Which numbers should sum to 1: those of a row or those of a column?",
            PAGE,
            "seeds: softmax-over-wrong-axis",
            confrontation=Confrontation(
                "a single sample gets the probability 1 for both of its classes",
                lambda answer: np.allclose(answer(ONE, LEANING, np.zeros(2)), 1.0),
            ),
        ),
        Wrong(
            "normalises over the whole table",
            over_the_whole_table,
            "all numbers of the table together sum to 1, instead of those of each row",
            "What should the probabilities of one sample sum to?",
            PAGE,
            "misconceptions: SMX01-whole-table",
            confrontation=Confrontation(
                "the same sample shown twice gets half the probabilities",
                lambda answer: np.allclose(
                    2 * np.asarray(answer(TWO, LEANING, np.zeros(2)))[0], answer(ONE, LEANING, np.zeros(2))
                ),
            ),
        ),
        Wrong(
            "takes the sigmoid of each score",
            sigmoid_of_each,
            "the classes do not compete, so a row need not sum to 1",
            "Should one class's probability change when another class's score does?",
            PAGE,
            "misconceptions: SMX05-sigmoid-per-class",
            confrontation=Confrontation(
                "two classes with the scores 1 and 2 get probabilities that sum to 1.6",
                lambda answer: np.sum(answer(ONE, LEANING, np.zeros(2))) > 1.6,
            ),
        ),
        Wrong(
            "takes the powers of the scores as they are",
            without_the_shift,
            "the powers of large scores are infinite",
            "What is the exponential of 1000, and what can you subtract from every score?",
            PAGE,
            "misconceptions: SMX09-overflow",
            confrontation=Confrontation(
                "a class with the score 1000 gets the probability nan",
                lambda answer: np.isnan(answer(ONE, HUGE, np.zeros(2))).any(),
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("through the logarithm", through_the_logarithm)),
    hints=(
        "Which number belongs to sample i and class k before the softmax?",
        "Set all weights to 0 and print your answer: every row must be the softmax of the biases, and sum to 1.",
        "For the inputs (1, 2), the weights (3, 1) of one class and its bias 0.5 the score is 3 + 2 + 0.5 = 5.5; with "
        "a second score of 4.5 the probabilities are 0.731 and 0.269.",
    ),
    equivalent={
        "powers = np.exp(scores - np.max(scores, axis=1, keepdims=True)) "
        "-> powers = -np.exp(scores - np.max(scores, axis=1, keepdims=True))": "the sign cancels in the fraction",
    },
    covers=("sgd-algorithm-steps",),
    minutes=8,
    difficulty=1,
)
