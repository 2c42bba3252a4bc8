"""The chapter's project: a neuron found from counts, by a straight line through log-odds."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.judge import Tolerance
from autograder.student.kinds import Request
from solutions.sigmoid import log_odds, predict_doses, sigmoid

PAGE = "sigmoid#sigmoid-"
# the odds are 1 to 2, 1 to 1 and 2 to 1, so the log-odds lie on a line through (2, 0)
LINE = (np.array([1.0, 2.0, 3.0]), np.array([5, 6, 8]), np.array([10, 6, 4]))


def line_through_probabilities(doses, well, ill, new_doses):
    slope, start = np.polyfit(doses, well / (well + ill), 1)
    return sigmoid(start + slope * new_doses)


def log_odds_returned(doses, well, ill, new_doses):
    slope, start = np.polyfit(doses, log_odds(well / (well + ill)), 1)
    return start + slope * new_doses


def straight_line_all_the_way(doses, well, ill, new_doses):
    slope, start = np.polyfit(doses, well / (well + ill), 1)
    return start + slope * new_doses


def start_forgotten(doses, well, ill, new_doses):
    slope, _ = np.polyfit(doses, log_odds(well / (well + ill)), 1)
    return sigmoid(slope * new_doses)


def by_the_normal_equations(doses, well, ill, new_doses):
    heights = np.log(well / ill)
    table = np.column_stack([np.ones(len(doses)), doses])
    theta = np.linalg.solve(table.T @ table, table.T @ heights)
    return 1 / (1 + np.exp(-(theta[0] + theta[1] * new_doses)))


def with_polyfit(doses, well, ill, new_doses):
    odds = np.exp(np.polyval(np.polyfit(doses, np.log(well) - np.log(ill), 1), new_doses))
    return odds / (1 + odds)


def _groups(n_groups: int, n_samples: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        doses = np.cumsum(rng.uniform(0.5, 1.5, n_groups))
        chances = 1 / (1 + np.exp(2.0 - 1.1 * doses))
        well = 1 + rng.binomial(rng.integers(20, 40, n_groups), chances)
        ill = 1 + rng.binomial(rng.integers(20, 40, n_groups), 1 - chances)
        return {"args": [doses, well.astype(float), ill.astype(float), rng.uniform(0.2, 5.0, n_samples)]}

    return draw


PREDICT_DOSES = Exercise(
    name="predict_doses",
    kind="function",
    reference=predict_doses,
    uses=("log_odds", "sigmoid"),
    covers=("logistic-from-log-odds",),
    minutes=25,
    difficulty=3,
    hints=(
        "Which of these can lie on a straight line for ever: probabilities, odds, or log-odds?",
        "Predict the doses that you fitted, and compare with the share of each group that got well.",
        "Doses 0 and 2, odds 1 to 9 and 9 to 1: log-odds −2.197 and 2.197, slope 2.197, and at dose 1 one half.",
    ),
    ladder=(
        Rung("four groups", _groups(4, 3), cases=3),
        Rung("six groups", _groups(6, 4)),
    ),
    tolerance=Tolerance(rtol=1e-6, atol=1e-8, reason="a line can be fitted in several ways, which lose a few digits"),
    wrong=(
        Wrong(
            "fits the line to the probabilities",
            line_through_probabilities,
            "the sigmoid expects log-odds, and gets probabilities",
            "What does the sigmoid expect: log-odds or probabilities?",
            PAGE + "log-odds",
            "surviving mutant",
            confrontation=Confrontation(
                "the middle group, half of whom got well, is predicted to get well with 0.6",
                lambda f: np.isclose(f(*LINE, np.array([2.0]))[0], 0.62, atol=0.01),
            ),
        ),
        Wrong(
            "returns log-odds",
            log_odds_returned,
            "the line gives log-odds; the question was for probabilities",
            "Which numbers can a probability be?",
            PAGE + "definition",
            "surviving mutant",
            confrontation=Confrontation(
                "at a dose of 0 the probability is negative", lambda f: f(*LINE, np.zeros(1))[0] < -1
            ),
        ),
        Wrong(
            "lets the probabilities lie on a line",
            straight_line_all_the_way,
            "a straight line leaves the range from 0 to 1",
            "What does your line say at ten times the dose?",
            PAGE + "log-odds",
            "misconceptions: SMX04-no-exp",
            confrontation=Confrontation(
                "at ten times the dose the probability is far above 1", lambda f: f(*LINE, np.full(1, 20.0))[0] > 3
            ),
        ),
        Wrong(
            "forgets where the line starts",
            start_forgotten,
            "every line then goes through an even chance at the dose 0",
            "What does your rule say at a dose of 0, whatever the counts are?",
            "neurons#neurons-weighted-sum",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "without any medicine the chance is even, whatever the counts are",
                lambda f: f(*LINE, np.zeros(1))[0] == 0.5,
            ),
        ),
    ),
    right=(
        Right("by the normal equations", by_the_normal_equations),
        Right("with polyfit", with_polyfit),
    ),
)
