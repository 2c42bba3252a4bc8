"""Why wrong directions lead down, and how far apart two gradients are."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "wrong_gradients#wrong-gradients-"
THREE = Tolerance(rtol=0.0, atol=0.0011, reason="three decimals")

TRUE, CLAIMED, RATE = np.array([3.0, -4.0]), np.array([2.0, 1.0]), 0.1

FIRST_CHANGE = Numeric(
    "wrong_gradients_first_change",
    -RATE * TRUE @ CLAIMED,
    why="One of its two entries has the wrong sign. The other one is worth more here, so the loss falls all the same.",
    tolerance=THREE,
    hints=(
        "By how much does each parameter move, and which *true* slope meets that move?",
        "Put the true gradient in for the claimed one. Your rule must give −2.5.",
        "With the true slopes (1, 3), the claim (4, −1) and the rate 0.1 the change is −0.1 · (4 − 3) = −0.1.",
    ),
    wrong=(
        WrongValue(
            "the claimed gradient is taken for the slope as well",
            -RATE * CLAIMED @ CLAIMED,
            ("Does the loss change by what is claimed, or by what is true?",),
            PAGE + "why",
        ),
        WrongValue(
            "the step is taken along the true gradient",
            -RATE * TRUE @ TRUE,
            ("Which of the two vectors does the step follow?",),
            PAGE + "why",
        ),
        WrongValue(
            "the claimed gradient is added",
            RATE * TRUE @ CLAIMED,
            ("What does a step do with a gradient: add or subtract?",),
            PAGE + "why",
        ),
        WrongValue(
            "the signs are left out",
            -RATE * np.abs(TRUE) @ np.abs(CLAIMED),
            ("What does the second parameter's move do to the loss?",),
            PAGE + "why",
        ),
    ),
)

KEEPS_SIGNS = Choice(
    "wrong_gradients_keeps_signs",
    (
        Option(
            "a factor left out that is always positive, such as the slope of a sigmoid",
            "Every entry keeps its sign, so every term of the sum is a gain. Only the proportions are wrong.",
            right=True,
        ),
        Option("rows and columns exchanged", "Entries land at other places, where their sign may be the wrong one."),
        Option(
            "the number of the class is subtracted, in place of a one-hot row",
            "For class 2 every score would get a negative entry. Those of the wrong classes are positive.",
        ),
        Option("targets and predictions exchanged", "That turns every sign: the worst direction there is."),
    ),
    PAGE + "why",
)

TWICE = Numeric(
    "wrong_gradients_twice",
    1 / 3,
    why="The difference is the gradient itself, once; the two lengths are one and two of it.",
    tolerance=THREE,
    hints=(
        "How long is the difference, measured in lengths of the gradient?",
        "Invent a gradient of length 1. How long is the claim, and how long the difference?",
        "For a claim three times the gradient the difference is 2, the sum of the lengths 4, and the distance 0.5.",
    ),
    wrong=(
        WrongValue(
            "the difference is divided by the length of the gradient only",
            1.0,
            ("Which two lengths stand below?",),
            PAGE + "check",
        ),
        WrongValue(
            "the difference is divided by the length of the claim only",
            0.5,
            ("Which two lengths stand below?",),
            PAGE + "check",
        ),
        WrongValue(
            "the factor is given",
            2.0,
            ("How large can this distance become at all?",),
            PAGE + "check",
        ),
    ),
)

WHERE_TO_CHECK = Choice(
    "wrong_gradients_where",
    (
        Option(
            "all weights at 0, one sample",
            "Through a second layer of zeros nothing comes back to the first, whatever the formula. "
            "And one sample is its own mean and its own sum.",
        ),
        Option(
            "random weights, several samples, smoothed targets, sizes that all differ, and once more after some steps",
            "Every formula has a place there where it matters.",
            right=True,
        ),
        Option(
            "random weights, several samples, one-hot targets, as many units as classes",
            "A forgotten smoothing passes, and a transpose has a shape that fits.",
        ),
        Option(
            "the end of a successful training",
            "Everything is nearly 0 there, and so is much of what could tell two formulas apart.",
        ),
    ),
    PAGE + "pass",
)
