"""What sigmoids of several classes sum to."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from solutions.decisions import sum_of_sigmoids

PAGE = "decisions#decisions-"


def _sigmoid(scores):
    return 0.5 + 0.5 * np.tanh(scores / 2)


def sum_of_softmax(scores):
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return np.sum(powers / np.sum(powers, axis=1, keepdims=True), axis=1)


def over_the_samples(scores):
    return np.sum(_sigmoid(scores), axis=0)


def over_the_table(scores):
    return np.sum(_sigmoid(scores))


def sigmoid_of_the_sum(scores):
    return _sigmoid(np.sum(scores, axis=1))


def sign_lost(scores):
    return np.sum(_sigmoid(-scores), axis=1)


def with_powers(scores):
    powers = np.exp(-np.abs(scores))
    return (np.where(scores > 0, 1, powers) / (1 + powers)).sum(axis=1)


def class_after_class(scores):
    total = np.zeros(len(scores))
    for k in range(scores.shape[1]):
        total = total + np.exp(-np.logaddexp(0, -scores[:, k]))
    return total


def _scores(n_samples: int, n_classes: int, centre: float = 0.0) -> Draw:
    return lambda rng: {"args": [centre + 2 * rng.normal(size=(n_samples, n_classes))]}


SUM_OF_SIGMOIDS = Exercise(
    name="sum_of_sigmoids",
    kind="function",
    reference=sum_of_sigmoids,
    covers=("sigmoid-versus-softmax-outputs",),
    minutes=6,
    difficulty=1,
    hints=(
        "How many numbers should come out for four samples with three classes?",
        "Try three scores of 0, then three scores of −5. Do both sums make 1?",
        "For the scores ln 4 and ln 4: two sigmoids of 0.8 sum to 1.6. For −ln 4 and −ln 4 it is 0.4.",
    ),
    ladder=(
        Rung("two samples", _scores(2, 3), cases=3),
        Rung("low scores", _scores(5, 4, centre=-4.0)),
        Rung("as many samples as classes", _scores(3, 3)),
    ),
    wrong=(
        Wrong(
            "lets the classes compete",
            sum_of_softmax,
            "this is softmax, whose probabilities always sum to 1; sigmoids do not know of each other",
            "Does one class's sigmoid change when another class's score does?",
            PAGE + "sigmoids",
            "seeds: sigmoid-versus-softmax-outputs",
            confrontation=Confrontation(
                "a third class, no less likely than the others, adds nothing to the sum",
                lambda f: np.isclose(f(np.zeros((1, 2)))[0], f(np.zeros((1, 3)))[0]),
            ),
        ),
        Wrong(
            "adds up the samples",
            over_the_samples,
            "there is a sum for each class, instead of one for each sample",
            "Which axis disappears when you sum over the classes?",
            PAGE + "sigmoids",
            "misconceptions: SMX02-axis-0",
            confrontation=Confrontation(
                "one sample with three classes gets three sums", lambda f: np.size(f(np.zeros((1, 3)))) == 3
            ),
        ),
        Wrong(
            "adds up the whole table",
            over_the_table,
            "the samples get mixed into one number",
            "How many samples are there, and how many sums?",
            PAGE + "sigmoids",
            "misconceptions: SMX01-whole-table",
            confrontation=Confrontation("four samples get a single sum", lambda f: np.size(f(np.zeros((4, 3)))) == 1),
        ),
        Wrong(
            "takes the sigmoid of the sum",
            sigmoid_of_the_sum,
            "first each score is squashed, then the results are added",
            "Can your sum exceed 1?",
            PAGE + "sigmoids",
            "seeds: sigmoid-versus-softmax-outputs",
            confrontation=Confrontation(
                "ten classes, each of them all but certain, sum to less than 2",
                lambda f: f(np.full((1, 10), 9.0))[0] < 2,
            ),
        ),
        Wrong(
            "loses the minus in the exponent",
            sign_lost,
            "these are the probabilities of the other outcomes",
            "If all scores are very low, what should the sum be?",
            PAGE + "sigmoids",
            "seeds: logistic-sign",
            confrontation=Confrontation(
                "three classes, each of them all but impossible, sum to nearly 3",
                lambda f: f(np.full((1, 3), -9.0))[0] > 2.9,
            ),
        ),
    ),
    right=(Right("with powers", with_powers), Right("class after class", class_after_class)),
)
