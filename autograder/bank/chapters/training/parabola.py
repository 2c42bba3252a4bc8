"""Steps with a pencil: three on a parabola."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Grid, Right, Wrong
from autograder.student.judge import Tolerance

PAGE = "training#training-step"


def _walk(bottom, start, rate, slope):
    points = [float(start[0])]
    for _ in range(3):
        points.append(points[-1] - float(rate[0]) * slope(points[-1] - float(bottom[0])))
    return np.array(points[1:])


def descent_by_hand(bottom, start, rate):
    return _walk(bottom, start, rate, lambda distance: 2 * distance)


def climbing(bottom, start, rate):
    return _walk(bottom, start, rate, lambda distance: -2 * distance)


def without_the_two(bottom, start, rate):
    return _walk(bottom, start, rate, lambda distance: distance)


def by_the_height(bottom, start, rate):
    return _walk(bottom, start, rate, lambda distance: distance**2)


def slope_of_the_start(bottom, start, rate):
    first = 2 * (float(start[0]) - float(bottom[0]))
    return _walk(bottom, start, rate, lambda distance: first)


def steps_alone(bottom, start, rate):
    points = [float(start[0])]
    for _ in range(3):
        points.append(-float(rate[0]) * 2 * (points[-1] - float(bottom[0])))
    return np.array(points[1:])


def shrinking_distances(bottom, start, rate):
    return float(bottom[0]) + (float(start[0]) - float(bottom[0])) * (1 - 2 * float(rate[0])) ** np.arange(1, 4)


def with_two_decimals(bottom, start, rate):
    return np.round(descent_by_hand(bottom, start, rate), 2)


def _from_zero(answer, rate=0.1, start=0.0):
    """Return three steps of a walk to the bottom at 3."""
    return answer(bottom=np.array([3.0]), start=np.array([start]), rate=np.array([rate]))


DESCENT_BY_HAND = Exercise(
    name="descent_by_hand",
    kind="value",
    reference=descent_by_hand,
    numbers={
        "bottom": Grid((1.0, 2.0, 3.0, 4.0, 5.0), (1,), [3.0]),
        "start": Grid((-4.0, -3.0, -2.0, -1.0), (1,), [0.0]),
        "rate": Grid((0.1, 0.2, 0.3, 0.4), (1,), [0.1]),
    },
    tolerance=Tolerance(rtol=0.0, atol=0.006, reason="two decimals, rounded; the exact values have up to three"),
    wrong=(
        Wrong(
            "goes uphill",
            climbing,
            "the gradient is added, and the point leaves the bottom behind",
            "Is your third point nearer to the bottom than the start?",
            PAGE,
            "seeds: gradient-ascent",
            confrontation=Confrontation(
                "from 0, with the bottom at 3, the first step leads below 0",
                lambda answer: _from_zero(answer)[0] < 0,
            ),
        ),
        Wrong(
            "forgets the two of the slope",
            without_the_two,
            "the slope of a square is twice what is squared",
            "What is the derivative of a square?",
            PAGE,
            "misconceptions: MSE02-no-two",
            confrontation=Confrontation(
                "the rate 1/2, which leads to the bottom at once, leads half-way only",
                lambda answer: np.isclose(_from_zero(answer, 0.5)[0], 1.5),
            ),
        ),
        Wrong(
            "steps by the loss in place of its slope",
            by_the_height,
            "the height says nothing about the direction",
            "On a flat plateau with a high loss, should the point move?",
            PAGE,
            "misconceptions: GDS04-loss-for-gradient",
            confrontation=Confrontation(
                "left of the bottom the steps lead further left, and right of it they would too",
                lambda answer: (
                    _from_zero(answer)[1] < _from_zero(answer)[0] - 1 < -1 and _from_zero(answer, 0.1, 6.0)[0] < 6
                ),
            ),
        ),
        Wrong(
            "keeps the slope of the start",
            slope_of_the_start,
            "nearer to the bottom it is less steep, so the steps get shorter",
            "Is the slope at your second point the same as at the start?",
            PAGE,
            "misconceptions: TRN02-same-gradient",
            confrontation=Confrontation(
                "with the rate 0.2 the third step leads past the bottom and away from it",
                lambda answer: _from_zero(answer, 0.2)[2] > 3 + 0.5,
            ),
        ),
        Wrong(
            "forgets where it stood",
            steps_alone,
            "the new point is the step alone, as if every step began at zero",
            "If the slope is zero, where should the point be?",
            PAGE,
            "misconceptions: GDS02-assign",
            confrontation=Confrontation(
                "a walk that starts at the bottom leaves it",
                lambda answer: _from_zero(answer, start=3.0)[0] != 3,
            ),
        ),
    ),
    right=(Right("by shrinking distances", shrinking_distances), Right("with two decimals", with_two_decimals)),
    hints=(
        "What is the slope of the parabola at the start, and which way is downhill?",
        "Measure how far each of your points lies from the bottom. From point to point that must shrink by the same "
        "factor.",
        "With the bottom at 10, the start 0 and the rate 0.25 the slopes are −20, −10 and −5, and the points 5, 7.5 "
        "and 8.75.",
    ),
    covers=("gradient-descent-update-rule", "learning-rate-regimes"),
    minutes=6,
    difficulty=1,
)
