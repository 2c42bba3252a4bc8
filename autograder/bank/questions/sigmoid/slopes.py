"""Slopes, and numbers that are too large."""

from __future__ import annotations

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "sigmoid#sigmoid-"
S, REST = 0.9, 0.3
SHORT = Tolerance(rtol=0.0, atol=1e-3, reason="short decimals")

STABLE = Choice(
    "sigmoid_stable",
    (
        Option("−1000, as it should", "It should. But $\\sigma(-1000)$ is rounded to 0 before the logarithm sees it."),
        Option(
            "minus infinity",
            "$e^{-1000}$ is smaller than the smallest number above 0 that the computer holds, so $\\sigma$ becomes 0.",
            right=True,
        ),
        Option("`nan`", "0 has a logarithm, of a sort: minus infinity. `nan` would come from infinity by infinity."),
        Option("0", "The logarithm of 1 is 0, and $\\sigma(-1000)$ is at the other end."),
    ),
    PAGE + "stable",
    covers=("log-sigmoid-derivative",),
)

INNER = Choice(
    "sigmoid_inner",
    (
        Option("$e^{-z}$", "The inner derivative of $-z$ is $-1$, and it comes with the power."),
        Option("$-e^{-z}$", "The power stays, and the inner derivative of $-z$ gives the minus.", right=True),
        Option("$-z\\,e^{-z-1}$", "That is the rule for $z^n$, where the exponent stands still. Here it moves."),
        Option("$1 - e^{-z}$", "The 1 is a constant; its derivative is 0."),
    ),
    PAGE + "slope",
)

SLOPE = Numeric(
    "sigmoid_slope",
    S * (1 - S),
    why="$0.9 \\cdot 0.1$: near the end of its range the curve is nearly flat.",
    tolerance=SHORT,
    covers=("log-sigmoid-derivative",),
    hints=(
        "Two factors: the activation, and which other one?",
        "Try your rule where the activation is nearly 1. The curve is flat there.",
        "Where the activation is 0.8 the slope is $0.8 \\cdot 0.2 = 0.16$.",
    ),
    wrong=(
        WrongValue(
            "only one factor is kept", 1 - S, ("Far to the left the curve is flat. Is your slope?",), PAGE + "slope"
        ),
        WrongValue(
            "the rule for the hyperbolic tangent is used",
            1 - S**2,
            ("What is your rule's slope in the middle, where the activation is one half?",),
            PAGE + "slope",
            source="misconceptions: SIG04-tanh-rule",
        ),
        WrongValue(
            "the sign is turned",
            -S * (1 - S),
            ("Does the sigmoid rise or fall?",),
            PAGE + "slope",
            source="misconceptions: SIG02-sign",
        ),
        WrongValue(
            "the second factor is the sum, not the difference",
            S * (1 + S),
            ("Can a slope of the sigmoid exceed a quarter?",),
            PAGE + "slope",
        ),
    ),
)

STEEPEST = Choice(
    "sigmoid_steepest",
    (
        Option("At large sums, where the activation is near 1.", "There the curve is flat: $s(1 - s)$ is nearly 0."),
        Option("At the sum 0, with the slope 1.", "The place is right. The slope is $0.5 \\cdot 0.5$."),
        Option("At the sum 0, with the slope a quarter.", "$s(1 - s)$ is largest for $s = 0.5$.", right=True),
        Option(
            "It has the same slope everywhere.", "Then it would be a straight line, and leave the range from 0 to 1."
        ),
    ),
    PAGE + "slope",
    covers=("log-sigmoid-derivative",),
)

LOG_OF_REST = Numeric(
    "sigmoid_log_of_rest",
    -REST,
    why="$-\\sigma'/(1 - \\sigma) = -\\sigma(1 - \\sigma)/(1 - \\sigma)$, and the rest cancels.",
    tolerance=SHORT,
    covers=("log-sigmoid-derivative",),
    hints=(
        "As the sum rises, does the logarithm of the rest rise or fall?",
        "Far to the left the rest is nearly 1 and stays so. What is your slope there?",
        "Where the activation is 0.8 the slope is $-0.16 / 0.2 = -0.8$.",
    ),
    wrong=(
        WrongValue(
            "the minus is left out", REST, ("When the activation rises, what does the rest do?",), PAGE + "logarithm"
        ),
        WrongValue(
            "it is the slope of the logarithm of the activation",
            1 - REST,
            ("Of which logarithm is this the slope?",),
            PAGE + "logarithm",
        ),
        WrongValue(
            "the slope of the sigmoid is left out",
            -1 / (1 - REST),
            ("By which inner derivative is the outer one to be multiplied?",),
            PAGE + "logarithm",
            source="misconceptions: CHN02-inner-forgotten",
        ),
        WrongValue(
            "the outer derivative, that of the logarithm, is left out",
            -REST * (1 - REST),
            ("What is the derivative of $\\ln u$ by $u$?",),
            PAGE + "logarithm",
        ),
    ),
)
