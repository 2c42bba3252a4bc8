"""Expected utilities with a pencil."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Grid, Right, Wrong
from autograder.student.judge import Tolerance

PAGE = "decisions#decisions-"
PICNIC = {"p": np.array(0.9), "utilities": np.array([[10.0, 1.0, 3.0], [-20.0, 2.0, 4.0]])}  # rain with 90 per cent


def utility_by_hand(p, utilities):
    return utilities[1] + (1 - p) * (utilities[0] - utilities[1])


def rows_exchanged(p, utilities):
    return p * utilities[0] + (1 - p) * utilities[1]


def plain_mean(p, utilities):
    return (utilities[0] + utilities[1]) / 2


def most_probable_row(p, utilities):
    return utilities[1] if p > 0.5 else utilities[0]


def second_row_in_full(p, utilities):
    return utilities[1] + (1 - p) * utilities[0]


def by_a_product(p, utilities):
    return np.array([1 - p, p]) @ utilities


def to_two_decimals(p, utilities):
    return [round(float(a + p * (b - a)), 2) for a, b in zip(*utilities, strict=True)]


UTILITY_BY_HAND = Exercise(
    name="utility_by_hand",
    kind="value",
    reference=utility_by_hand,
    covers=("utility-decision",),
    minutes=6,
    difficulty=1,
    hints=(
        "With which probability is the first row true?",
        "Set p to 0. Which row of the table should come out?",
        "For p = 0.4 and a column (5, 10): 0.6 · 5 + 0.4 · 10 = 7.",
    ),
    numbers={
        "p": Grid((0.1, 0.15, 0.2, 0.25, 0.3, 0.7, 0.8, 0.9), (), 0.3),
        "utilities": Grid(
            (-9.0, -7.0, -5.0, -4.0, -2.0, 1.0, 2.0, 3.0, 5.0, 6.0, 8.0), (2, 3), [[5.0, 2.0, 1.0], [-9.0, 3.0, 6.0]]
        ),
    },
    tolerance=Tolerance(rtol=0.0, atol=0.006, reason="two decimals by hand"),
    wrong=(
        Wrong(
            "exchanges the rows",
            rows_exchanged,
            "p is the probability of the second row",
            "Which row has the probability p?",
            PAGE + "table",
            "surviving mutant",
            confrontation=Confrontation(
                "at 90 per cent of rain the picnic is the best of the three", lambda f: np.argmax(f(**PICNIC)) == 0
            ),
        ),
        Wrong(
            "takes the plain mean",
            plain_mean,
            "both rows count alike, whatever p is",
            "Does your answer change when p does?",
            PAGE + "table",
            "seeds: largest-utility",
            confrontation=Confrontation(
                "the picnic is worth as much in certain rain as in certain sunshine",
                lambda f: f(**PICNIC | {"p": np.array(0.0)})[0] == f(**PICNIC | {"p": np.array(1.0)})[0],
            ),
        ),
        Wrong(
            "believes in the more probable row",
            most_probable_row,
            "the other row is treated as impossible",
            "Does a danger of 30 per cent count for nothing?",
            PAGE + "table",
            "seeds: most-probable-class",
            confrontation=Confrontation(
                "at 49 per cent of rain the picnic is worth as much as in certain sunshine",
                lambda f: f(**PICNIC | {"p": np.array(0.49)})[0] == 10,
            ),
        ),
        Wrong(
            "counts the second row in full",
            second_row_in_full,
            "both rows are weighed, with probabilities that sum to 1",
            "What is the picnic worth if it surely does not rain?",
            PAGE + "table",
            "surviving mutant",
            confrontation=Confrontation(
                "in certain sunshine the rain counts in full",
                lambda f: f(**PICNIC | {"p": np.array(0.0)})[0] == -10,
            ),
        ),
    ),
    right=(Right("by a product", by_a_product), Right("to two decimals", to_two_decimals)),
)
