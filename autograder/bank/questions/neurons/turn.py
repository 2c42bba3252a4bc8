"""A second neuron, worked by the reader: sums, distances, and the way to the boundary."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Numeric, WrongValue

PAGE = "neurons#neurons-"
BIAS, WEIGHTS = 10.0, np.array([-6.0, 8.0])
POINTS = np.array([[1.0, 1.0], [3.0, 1.0], [5.0, -1.0]])
SUMS, LENGTH = POINTS @ WEIGHTS + BIAS, np.linalg.norm(WEIGHTS)
FOOT = POINTS[0] - SUMS[0] / LENGTH * WEIGHTS / LENGTH

TURN_SUMS = Numeric(
    "neurons_turn_sums",
    SUMS,
    why="$10 - 6 + 8$, $10 - 18 + 8$ and $10 - 30 - 8$: in front of the boundary, on it, and behind it.",
    tolerance=EXACT,
    hints=(
        "Which three numbers are added for each point?",
        "Put in the origin. Is its sum 10?",
        "For the point (2, 2) it is $10 - 12 + 16 = 14$.",
    ),
    wrong=(
        WrongValue(
            "the bias is left out",
            POINTS @ WEIGHTS,
            ("What is the sum of the origin?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "the bias is added once for each input",
            POINTS @ WEIGHTS + 2 * BIAS,
            ("What is the sum of the origin?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU05-bias-per-input",
        ),
        WrongValue(
            "the minus of the first weight is lost",
            POINTS @ abs(WEIGHTS) + BIAS,
            ("Does the first input raise the sum or lower it?",),
            PAGE + "weighted-sum",
        ),
    ),
)

TURN_DISTANCES = Numeric(
    "neurons_turn_distances",
    SUMS / LENGTH,
    why="The weights have the length $\\sqrt{36 + 64} = 10$, and each sum is divided by it.",
    hints=(
        "How long are the weights?",
        "Double all three parameters in your head. Do your distances stay?",
        "For a neuron with the weights (3, 4) and a point with the sum 20 the distance is 4.",
    ),
    wrong=(
        WrongValue(
            "the bias is counted into the length",
            SUMS / np.linalg.norm([BIAS, *WEIGHTS]),
            ("Does the boundary turn when the bias changes?",),
            PAGE + "normal",
            source="seeds: bias-in-norm",
        ),
        WrongValue(
            "the weights are added up in place of their squares",
            SUMS / np.sum(WEIGHTS),
            ("What is the length of (3, 4)?",),
            PAGE + "normal",
        ),
        WrongValue(
            "the sums are not divided by the length",
            SUMS,
            ("How much does the sum grow in one step of length 1 along the weights?",),
            PAGE + "distance",
        ),
        WrongValue(
            "the signs are lost",
            abs(SUMS) / LENGTH,
            ("Are all three points on the same side?",),
            PAGE + "distance",
        ),
    ),
)

TURN_FOOT = Numeric(
    "neurons_turn_foot",
    FOOT,
    why="From (1, 1) it is 1.2 *against* the unit normal (−0.6, 0.8). Put the point in: its sum is 0.",
    hints=(
        "In which direction is the shortest way, and how long is it?",
        "Put your point into the formula. Is its sum 0?",
        "For the weights (3, 4), from the point (5, 5) at the distance 2: $(5 - 1.2,\\ 5 - 1.6) = (3.8,\\ 3.4)$.",
    ),
    wrong=(
        WrongValue(
            "the walk goes with the normal, away from the boundary",
            2 * POINTS[0] - FOOT,
            ("Is the point in front of the boundary or behind it?", "The sum of your point is larger than before."),
            PAGE + "distance",
        ),
        WrongValue(
            "the whole weights are walked, not the unit normal",
            POINTS[0] - SUMS[0] / LENGTH * WEIGHTS,
            ("How long is the step that you take 1.2 times?",),
            PAGE + "normal",
        ),
        WrongValue(
            "it is the walk, not the point where it ends",
            FOOT - POINTS[0],
            ("Where did the walk begin?",),
            PAGE + "distance",
        ),
    ),
)
