"""Softmax with a pencil."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Grid, Right, Wrong
from autograder.student.judge import Tolerance


def softmax_by_hand(scores):
    powers = np.exp(scores)
    return np.round(powers / np.sum(powers), 3)


def with_two_digits_on_the_way(scores):
    powers = np.round(np.exp(scores), 2)
    return powers / np.sum(powers)


def with_two_digits_everywhere(scores):
    return np.round(with_two_digits_on_the_way(scores), 2)


def powers_by_hand(scores):
    return np.exp(scores)


def shares_of_the_scores(scores):
    return scores / np.sum(scores)


def powers_of_two(scores):
    return 2.0**scores / np.sum(2.0**scores)


def lowest_first(scores):
    return np.exp(-scores) / np.sum(np.exp(-scores))


BY_HAND = Exercise(
    name="softmax_by_hand",
    kind="value",
    reference=softmax_by_hand,
    # from -1, since powers of lower scores lose too much when they are rounded to two digits
    numbers={"scores": Grid((-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0), (3,), [0.7, -2.0, -2.4])},
    tolerance=Tolerance(rtol=0.0, atol=0.006, reason="two decimals by hand, with powers rounded on the way"),
    wrong=(
        Wrong(
            "leaves out the division",
            powers_by_hand,
            "these are the powers, which do not sum to 1",
            "What do your three numbers sum to?",
            "softmax#softmax-by-hand",
            "seeds: row-class-probabilities",
            confrontation=Confrontation(
                "three equal scores get the probability 1 each",
                lambda answer: np.allclose(answer(scores=np.zeros(3)), 1),
            ),
        ),
        Wrong(
            "divides the scores by their sum",
            shares_of_the_scores,
            "the exponential is missing",
            "What makes every score positive and keeps their order?",
            "softmax#softmax-definition",
            "misconceptions: SMX04-no-exp",
            confrontation=Confrontation(
                "the scores −1, 1 and 2 give a probability below 0",
                lambda answer: np.min(answer(scores=np.array([-1.0, 1.0, 2.0]))) < 0,
            ),
        ),
        Wrong(
            "takes powers of two",
            powers_of_two,
            "the base is 2 instead of e",
            "Which number is raised to the scores?",
            "softmax#softmax-definition",
            "surviving mutant",
            confrontation=Confrontation(
                "a score that is higher by 1 makes a class twice as probable, not e times",
                lambda answer: np.isclose(np.divide(*answer(scores=np.array([1.0, 0.0, 0.0]))[:2]), 2),
            ),
        ),
        Wrong(
            "turns the sign of the scores",
            lowest_first,
            "the lowest score gets the highest probability",
            "Which class should be the most probable?",
            "softmax#softmax-definition",
            "surviving mutant",
            confrontation=Confrontation(
                "the class with the highest score gets the lowest probability",
                lambda answer: np.argmin(answer(scores=np.array([2.0, 1.0, 0.0]))) == 0,
            ),
        ),
    ),
    right=(
        Right("with two digits on the way", with_two_digits_on_the_way),
        Right("with two digits everywhere", with_two_digits_everywhere),
    ),
    hints=(
        "What makes every score positive, and what makes the three numbers sum to 1?",
        "Add your three numbers up: the sum must be 1. The highest score must have the highest number.",
        "For the scores 1, 0 and −2 the powers are 2.718, 1 and 0.135; their sum is 3.853, and the probabilities are "
        "0.705, 0.260 and 0.035.",
    ),
    equivalent={
        "powers = np.exp(scores) -> powers = -np.exp(scores)": "the sign cancels in the fraction",
        "return np.round(powers / np.sum(powers), 3) -> return powers / np.sum(powers)": "more digits are welcome",
        "return np.round(powers / np.sum(powers), 3) -> return np.round(powers / np.sum(powers), 2)": "two digits do",
        "return np.round(powers / np.sum(powers), 3) -> return np.round(powers / np.sum(powers), 4)": "so do four",
    },
    covers=("row-class-probabilities",),
    minutes=5,
    difficulty=1,
)
