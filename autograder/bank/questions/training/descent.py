"""Descent itself: what it needs, how far it steps, when it ends."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.bank.question import BY_HAND, EXACT, Choice, Numeric, Option, WrongValue

from .reference import RATE, THREE, Array

PAGE = "training#training-"

# --- why not the number of mistakes -----------------------------------------------------------------------------------

samples, classes = np.array([-2, -1, 1, 2]), np.array([0, 1, 0, 1])
thresholds = np.array([-2.5, -1.5, 0.0, 1.5, 2.5])[:, None]
mistakes = ((samples > thresholds) != classes).sum(axis=1).astype(float)

MISTAKES_BY_THRESHOLD = Numeric(
    "training_mistakes",
    mistakes,
    why="Between two samples the count stands still, so its slope is 0: it does not say in which direction to go.",
    tolerance=EXACT,
    hints=(
        "Which samples lie above the threshold, and which of those are of class 1?",
        "With the threshold below all samples every sample is called class 1. How many of them are?",
        "The samples −3, 0 and 5 of the classes 1, 0, 1, with the threshold 1: only 5 is called class 1, so −3 is the "
        "one mistake.",
    ),
    wrong=(
        WrongValue(
            "the samples that are classified rightly are counted",
            len(samples) - mistakes,
            ("Is a good classifier one with a large or with a small number?",),
            PAGE + "count-errors",
            ties=("what lies below the threshold is called class 1",),
        ),
        WrongValue(
            "what lies below the threshold is called class 1",
            ((samples <= thresholds) != classes).sum(axis=1).astype(float),
            ("Is a sample above the threshold called class 1 or class 0?",),
            PAGE + "count-errors",
            ties=("the samples that are classified rightly are counted",),
        ),
        WrongValue(
            "all samples above the threshold are counted",
            (samples > thresholds).sum(axis=1).astype(float),
            ("When is a sample above the threshold no mistake?",),
            PAGE + "count-errors",
        ),
    ),
    covers=("zero-one-loss-flat",),
)

# --- the rule ---------------------------------------------------------------------------------------------------------

BOTTOM, START, LONG_RATE = 4.0, 0.0, 0.25


def walk(slope: Callable[[float], float], rate: float = LONG_RATE, forget: float = 1.0) -> Array:
    """Return three points of a descent whose slope depends on the distance to the bottom."""
    points = [START]
    for _ in range(3):
        points.append(forget * points[-1] - rate * slope(points[-1] - BOTTOM))
    return np.array(points[1:])


THREE_STEPS = Numeric(
    "training_three_steps",
    walk(lambda distance: 2 * distance),
    why="The distance to the bottom is halved by every step, as the slope gets smaller with it.",
    hints=(
        "What is the slope of the parabola at the start, and what sign has it?",
        "Measure the distance of each of your points to the bottom. It must shrink by the same factor each time.",
        "With the bottom at 10 and the same start and rate the slopes are −20, −10, −5, and the points 5, 7.5, 8.75.",
    ),
    wrong=(
        WrongValue(
            "the gradient is added",
            walk(lambda distance: -2 * distance),
            ("Are you nearer to the bottom after the first step?", "Your points run away, and the loss grows."),
            PAGE + "step",
            source="seeds: gradient-ascent",
        ),
        WrongValue(
            "the 2 of the derivative is left out",
            walk(lambda distance: distance),
            ("What is the derivative of a square?",),
            PAGE + "step",
            source="misconceptions: MSE02-no-two",
        ),
        WrongValue(
            "the slope of the start is kept",
            walk(lambda distance: 2 * (START - BOTTOM)),
            ("Is it as steep at your second point as at the start?", "Your third point lies beyond the bottom."),
            PAGE + "step",
            source="misconceptions: TRN02-same-gradient",
        ),
        WrongValue(
            "the loss is taken in place of its slope",
            walk(lambda distance: distance**2),
            ("Does the height tell you which way is down?",),
            PAGE + "step",
            source="misconceptions: GDS04-loss-for-gradient",
        ),
        WrongValue(
            "the old point is forgotten",
            walk(lambda distance: 2 * distance, forget=0.0),
            ("Where does the second step start?",),
            PAGE + "step",
            source="misconceptions: GDS02-assign",
        ),
    ),
    covers=("gradient-descent-update-rule",),
)

# --- the rate ---------------------------------------------------------------------------------------------------------

CURVATURE = 5.0


def two_steps(factor: float) -> Array:
    """Return where one step and two lead from 1, if each multiplies by a factor."""
    return np.array([factor, factor**2])


TWO_STEPS = Numeric(
    "training_two_steps",
    two_steps(1 - RATE * CURVATURE),
    why="The slope is 5 at first, then 2.5: each step goes half of the way that is left.",
    tolerance=THREE,
    hints=(
        "What is the slope at 1, and what is it where the first step leads?",
        "Start at 0, the bottom. Both steps must leave you there.",
        "For the curvature 2 and the rate 0.1 the slopes are 2 and 1.6, and the steps lead to 0.8 and 0.64.",
    ),
    wrong=(
        WrongValue(
            "the slope of the start is kept",
            np.array([1 - RATE * CURVATURE, 1 - 2 * RATE * CURVATURE]),
            ("Is it as steep at your second point as at the start?",),
            PAGE + "step",
            source="misconceptions: TRN02-same-gradient",
        ),
        WrongValue(
            "the gradient is added",
            two_steps(1 + RATE * CURVATURE),
            ("Are you nearer to the bottom after the first step?",),
            PAGE + "step",
            source="seeds: gradient-ascent",
        ),
        WrongValue(
            "the loss is taken in place of its slope",
            np.array([0.75, 0.75 - RATE * CURVATURE * 0.75**2 / 2]),
            ("Does the height tell you which way is down?",),
            PAGE + "step",
            source="misconceptions: GDS04-loss-for-gradient",
        ),
    ),
    covers=("learning-rate-regimes",),
)

BEST_RATE = Numeric(
    "training_best_rate",
    1 / CURVATURE,
    why="The factor of a step is 1 minus rate times curvature, and it is 0 for the rate 1/5.",
    hints=(
        "By which factor does one step multiply the distance to the bottom?",
        "Put your rate into one step from θ = 1. It must lead to 0 at once.",
        "With the curvature 8 the slope at 1 is 8, and the rate 0.125 leads to 1 − 0.125 · 8 = 0.",
    ),
    wrong=(
        WrongValue(
            "it is the rate from which on the steps no longer shrink",
            2 / CURVATURE,
            ("Where does your rate lead from θ = 1: to 0, or to the other side?",),
            PAGE + "rate",
        ),
        WrongValue(
            "the curvature itself is given",
            CURVATURE,
            ("Should steep losses have large rates, or small ones?", "Your rate leads from 1 to −24."),
            PAGE + "rate",
        ),
        WrongValue(
            "the slope is taken to be twice the curvature",
            1 / (2 * CURVATURE),
            ("What is the derivative of half a square?",),
            PAGE + "rate",
        ),
    ),
    covers=("learning-rate-regimes",),
)

AT_THE_LIMIT = Choice(
    "training_rate_limit",
    (
        Option("It arrives at 0 in one step.", "That is what the rate 0.25 does, where the factor is 0."),
        Option("It comes nearer to 0, more slowly than with 0.4.", "With 0.4 the factor is −0.6. Here it is −1."),
        Option(
            "It jumps from 1 to −1 and back for ever.",
            "The factor is 1 − 0.5 · 4 = −1: the distance stays, and the side changes.",
            right=True,
        ),
        Option("It runs away.", "That begins above 0.5: with 0.6 the factor is −1.4."),
    ),
    PAGE + "rate",
    covers=("learning-rate-regimes",),
)

# --- the end ----------------------------------------------------------------------------------------------------------

STEEP, FLAT = 1000 * (1.00**2 - 0.99**2), 1e-4 * (10.0**2 - 9.0**2)

LOSS_CHANGES = Numeric(
    "training_loss_changes",
    np.array([STEEP, FLAT]),
    why="On the steep loss the tiny step still pays; on the flat one the long step no longer does.",
    tolerance=BY_HAND,
    hints=(
        "How high is each loss before the step, and how high after it?",
        "Compute 1000 times the square of 1, and 1000 times the square of 0.99. By how much does it fall?",
        "On 50 times the square, from 2 to 1.98, the loss falls by 200 − 196.02 = 3.98.",
    ),
    wrong=(
        WrongValue(
            "the moves of the parameter are given",
            np.array([0.01, 1.0]),
            ("Which of the two is to become small: the move or the loss?",),
            PAGE + "stop",
        ),
        WrongValue(
            "the slope at the start is multiplied by the move",
            np.array([2 * 1000 * 1.0 * 0.01, 2e-4 * 10.0 * 1.0]),
            ("Is the slope the same at the beginning and at the end of the step?",),
            PAGE + "stop",
        ),
        WrongValue(
            "the difference is squared, not the squares subtracted",
            np.array([1000 * 0.01**2, 1e-4]),
            ("What is the loss at the first point, and what at the second?",),
            PAGE + "stop",
        ),
    ),
    covers=("gradient-descent-stopping",),
)
