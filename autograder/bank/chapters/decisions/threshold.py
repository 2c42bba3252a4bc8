"""The probability from which on an alarm pays."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.decisions import best_threshold

PAGE = "decisions#decisions-"


def costs_exchanged(false_alarm, miss):
    return miss / (false_alarm + miss)


def always_one_half(false_alarm, miss):
    return 0.5


def odds_instead(false_alarm, miss):
    return false_alarm / miss


def costs_subtracted(false_alarm, miss):
    return 1 - miss / (false_alarm - miss)


def from_the_odds(false_alarm, miss):
    odds = false_alarm / miss
    return odds / (1 + odds)


def from_both_lines(false_alarm, miss):
    # (1 - p) false_alarm = p miss, as a line through p = 0 and p = 1
    at_zero, at_one = float(false_alarm), -float(miss)
    return -at_zero / (at_one - at_zero)


def _costs(low: float, high: float) -> Draw:
    """Draw a cost of a false alarm, and one of a miss that is ``low`` to ``high`` times as much."""

    def draw(rng: np.random.Generator) -> Request:
        false_alarm = float(rng.uniform(0.5, 20.0))
        return {"args": [false_alarm, false_alarm * float(rng.uniform(low, high))]}

    return draw


BEST_THRESHOLD = Exercise(
    name="best_threshold",
    kind="function",
    reference=best_threshold,
    covers=("utility-decision",),
    minutes=10,
    difficulty=2,
    hints=(
        "At the threshold both actions cost the same on average. What does each of them cost?",
        "Let a miss cost a thousand times as much as a false alarm. Should the threshold be high or low?",
        "Costs 2 and 6: at p = 1/4 an alarm costs 3/4 · 2 = 1.5 on average, and none 1/4 · 6 = 1.5.",
    ),
    ladder=(
        Rung("a miss is worse", _costs(1.5, 30.0), cases=3),
        Rung("a false alarm is worse", _costs(0.05, 0.7)),
    ),
    wrong=(
        Wrong(
            "exchanges the two costs",
            costs_exchanged,
            "the dearer a miss, the higher this threshold, and the later the alarm",
            "If a miss is terrible, should the alarm come early or late?",
            PAGE + "threshold",
            "surviving mutant",
            confrontation=Confrontation(
                "a miss costs 999 times as much, and the alarm waits until it is 99.9 per cent sure",
                lambda f: np.isclose(f(1.0, 999.0), 0.999),
            ),
        ),
        Wrong(
            "always takes one half",
            always_one_half,
            "that is right only if both mistakes cost the same",
            "Do the costs matter to your answer?",
            PAGE + "threshold",
            "seeds: most-probable-class",
            confrontation=Confrontation(
                "a miss gets a million times dearer, and nothing changes", lambda f: f(1.0, 1.0) == f(1.0, 1e6)
            ),
        ),
        Wrong(
            "gives the odds",
            odds_instead,
            "odds of 1 to 3 are a probability of 1/4",
            "If both mistakes cost the same, what should the threshold be?",
            PAGE + "threshold",
            "seeds: logistic-from-log-odds",
            confrontation=Confrontation("the threshold is a probability of 2", lambda f: f(2.0, 1.0) == 2),
        ),
        Wrong(
            "subtracts the costs",
            costs_subtracted,
            "the share of one cost is its part of the sum of both",
            "Is your threshold between 0 and 1?",
            PAGE + "threshold",
            "surviving mutant",
            confrontation=Confrontation("the threshold is a probability of 2.5", lambda f: f(1.0, 3.0) == 2.5),
        ),
    ),
    right=(Right("from the odds", from_the_odds), Right("where both lines meet", from_both_lines)),
)
