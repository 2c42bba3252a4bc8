"""Where the boundary lies, and which way it points."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue

PAGE = "neurons#neurons-"
THETA = np.array([26.0, 5.0, 12.0])
LENGTH = np.linalg.norm(THETA[1:])

SIDES = Choice(
    "neurons_sides",
    (
        Option("(1, 1) only", "Put in (2, −1) as well: $1 + 2 \\cdot 2 + 3 \\cdot (-1) = 2$, and 2 is positive."),
        Option(
            "(1, 1) and (2, −1)",
            "Their sums are 6 and 2. That of (−1, −1) is −4, and (1, −1) is on the boundary itself.",
            right=True,
        ),
        Option("(1, 1), (2, −1) and (1, −1)", "The sum of (1, −1) is exactly 0: it is on the boundary, on no side."),
        Option("all but (1, 1)", "You have the sides exchanged: the weights point to the positive one."),
    ),
    PAGE + "boundary",
    covers=("discriminant-sign-regions",),
)

NORMAL = Numeric(
    "neurons_normal",
    THETA[1:] / LENGTH,
    why="$\\sqrt{5^2 + 12^2} = 13$, and each weight is divided by it. The bias has no say in a direction.",
    covers=("hyperplane-normal-and-distance",),
    hints=(
        "Which two of the three parameters make up the normal, and how long is it?",
        "Square your two numbers and add them up. The sum should be 1.",
        "For $7 + 3x_1 + 4x_2$ the length is 5 and the unit normal (0.6, 0.8).",
    ),
    wrong=(
        WrongValue(
            "the bias is counted into the length",
            THETA[1:] / np.linalg.norm(THETA),
            ("Does the boundary turn when the bias changes?", "Your two numbers are shorter than 1."),
            PAGE + "normal",
            source="seeds: bias-in-norm",
        ),
        WrongValue(
            "the parameters are added up without squaring them",
            THETA[1:] / np.sqrt(np.sum(THETA)),
            ("What is the length of (3, 4)?", "Your two numbers are longer than 1."),
            PAGE + "normal",
            source="seeds: norm-without-squares",
        ),
        WrongValue(
            "the first component is copied, and nothing is squared",
            np.full(2, THETA[1] / np.sqrt(np.sum(THETA))),
            ("Is your answer parallel to the weights?",),
            PAGE + "normal",
            source="seeds: normal-component-copied",
        ),
        WrongValue(
            "the weights are not divided by their length",
            THETA[1:],
            ("How long is your answer?",),
            PAGE + "normal",
        ),
    ),
)

OFFSET = Numeric(
    "neurons_offset",
    -THETA[0] / LENGTH,
    why="$-26/13$: the bias is positive, so the origin is on the positive side, and the boundary lies behind it.",
    covers=("hyperplane-normal-and-distance", "discriminant-parameters-geometry"),
    hints=(
        "On which side is the origin: what is its sum?",
        "Take your number times the unit normal, and put that point into the formula. Is the sum 0?",
        "For $7 + 3x_1 + 4x_2$ the offset is $-7/5 = -1.4$.",
    ),
    wrong=(
        WrongValue(
            "the sign is that of the bias",
            THETA[0] / LENGTH,
            ("If the origin is on the positive side, do you meet the boundary ahead or behind?",),
            PAGE + "distance",
        ),
        WrongValue(
            "the bias is counted into the length",
            -THETA[0] / np.linalg.norm(THETA),
            ("If the bias grows to a million, can the boundary stay closer than 1?",),
            PAGE + "normal",
            source="seeds: bias-in-norm",
        ),
        WrongValue(
            "the parameters are added up without squaring them",
            -THETA[0] / np.sqrt(np.sum(THETA)),
            ("What is the length of (3, 4)?",),
            PAGE + "normal",
            source="seeds: norm-without-squares",
        ),
        WrongValue(
            "the bias is not divided by the length",
            -THETA[0],
            ("Double all parameters: the boundary stays. Does your number?",),
            PAGE + "distance",
        ),
    ),
)

BIAS_MOVES = Choice(
    "neurons_bias_moves",
    (
        Option("It turns.", "The direction belongs to the weights alone, and they stay."),
        Option(
            "It moves towards the side that the weights point to.",
            "There the sum was positive and is now more so: the points with the sum 0 lie further back.",
        ),
        Option(
            "It moves away from the side that the weights point to, and stays parallel.",
            "The offset $-\\theta_0 / \\lVert w \\rVert$ falls. Points that were just behind the boundary are now in "
            "front of it.",
            right=True,
        ),
        Option(
            "It stays: only the sums change.", "The boundary is where the sum is 0, and these are other points now."
        ),
    ),
    PAGE + "distance",
    covers=("discriminant-parameters-geometry",),
)

ALONG = Choice(
    "neurons_along",
    (
        Option("It rises.", "The first input falls by 3, which takes 6 from the sum. What does the second one add?"),
        Option("It falls.", "The second input rises by 2, which adds 6 to the sum. What does the first one take?"),
        Option(
            "It stays 0 all the way.",
            "Each part of the way takes as much through the first input as it adds through the second.",
            right=True,
        ),
        Option("It is 0 at both ends and something else between them.", "The way is straight, and $g$ has no bends."),
    ),
    PAGE + "boundary",
)

XOR = Choice(
    "neurons_xor",
    (
        Option("The first two make more, so the wishes can be met.", "Add them up once more, with all four letters."),
        Option(
            "They make the same.",
            "$2b + w_1 + w_2$ both times, and it cannot be above 0 and not above 0.",
            right=True,
        ),
        Option(
            "It depends on the weights.", "Write both totals down. Which letters stand in one and not in the other?"
        ),
        Option("The second two make more.", "Each pair has two biases and each weight once."),
    ),
    PAGE + "one-line",
)
