"""Log-odds to probabilities with a pencil."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Grid, Right, Wrong
from autograder.student.judge import Tolerance

PAGE = "sigmoid#sigmoid-"
SURE = {"log_odds": np.array([4.0])}


def probability_by_hand(log_odds):
    return 1 / (1 + np.exp(-log_odds))


def other_outcome(log_odds):
    return 1 / (1 + np.exp(log_odds))


def odds(log_odds):
    return np.exp(log_odds)


def power_of_the_bracket(log_odds):
    return (1 + np.e) ** log_odds


def one_by_the_odds(log_odds):
    return np.exp(-log_odds)


def odds_to_two_decimals(log_odds):
    odds = np.round(np.exp(log_odds), 2)
    return odds / (1 + odds)


def to_two_decimals(log_odds):
    return np.round(np.exp(log_odds) / (np.exp(log_odds) + 1), 2)


PROBABILITY_BY_HAND = Exercise(
    name="probability_by_hand",
    kind="value",
    reference=probability_by_hand,
    covers=("logistic-from-log-odds",),
    minutes=5,
    difficulty=1,
    hints=(
        "What are the odds, and which share of all cases is that?",
        "Put your second probability p back: is ln(p / (1 − p)) the log-odds that you were given?",
        "For log-odds 1: the odds are 2.718 to 1, and 2.718/3.718 = 0.731.",
    ),
    # from -2.5, since the odds of lower ones lose too much when they are rounded to two digits
    numbers={"log_odds": Grid((-2.5, -2.0, -1.6, -1.3, -0.9, 0.7, 1.2, 1.5, 1.8, 2.4), (3,), [-2.0, 0.0, 1.5])},
    tolerance=Tolerance(rtol=0.0, atol=0.008, reason="two decimals by hand, with the odds rounded on the way"),
    wrong=(
        Wrong(
            "loses the minus in the exponent",
            other_outcome,
            "this is the probability of the other outcome",
            "Are positive log-odds more or less than an even chance?",
            PAGE + "definition",
            "seeds: logistic-sign",
            confrontation=Confrontation("log-odds of 4 are a chance of one in fifty", lambda f: f(**SURE)[0] < 0.02),
        ),
        Wrong(
            "stops at the odds",
            odds,
            "odds of 3 to 1 are a probability of 3/4, not of 3",
            "Can a probability exceed 1?",
            PAGE + "definition",
            "seeds: logistic-from-log-odds",
            confrontation=Confrontation("a probability exceeds 50", lambda f: f(**SURE)[0] > 50),
        ),
        Wrong(
            "raises the whole bracket to the power",
            power_of_the_bracket,
            "the log-odds are the exponent of e alone, not of 1 + e",
            "What do you get for log-odds of 0, where the chance is even?",
            PAGE + "definition",
            "misconceptions: NEU02-bracket",
            confrontation=Confrontation("a probability exceeds 100", lambda f: f(**SURE)[0] > 100),
        ),
        Wrong(
            "inverts the odds",
            one_by_the_odds,
            "these are the odds of the other outcome",
            "Can a probability exceed 1?",
            PAGE + "definition",
            "seeds: logistic-from-log-odds",
            confrontation=Confrontation(
                "negative log-odds of 4 have a probability above 50", lambda f: f(log_odds=np.array([-4.0]))[0] > 50
            ),
        ),
    ),
    right=(Right("with the odds to two decimals", odds_to_two_decimals), Right("to two decimals", to_two_decimals)),
)
