"""Asked again at the end of the chapter: three questions about it, three about neurons."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE, BEFORE = "sigmoid#sigmoid-", "neurons#neurons-"
SHORT = Tolerance(rtol=0.0, atol=1e-3, reason="short decimals")

AGAIN_LOG_ODDS = Numeric(
    "sigmoid_again_log_odds",
    np.log(0.2 / 0.8),
    why="The odds are 1 to 4, and $-\\ln 4$ is their logarithm: unlikely, so negative.",
    hints=(
        "What are the odds, and is their logarithm positive or negative?",
        "The log-odds of 0.2 and of 0.8 should cancel. Do yours?",
        "For 0.25 they are $\\ln(0.25 / 0.75) = -1.10$.",
    ),
    wrong=(
        WrongValue("the odds are upside down", np.log(0.8 / 0.2), ("Is it likelier than not?",), PAGE + "log-odds"),
        WrongValue(
            "the logarithm is missing", 0.2 / 0.8, ("Are these the odds, or their logarithm?",), PAGE + "log-odds"
        ),
        WrongValue(
            "it is the logarithm of the probability",
            np.log(0.2),
            ("What should come out for an even chance?",),
            PAGE + "log-odds",
        ),
        WrongValue(
            "the logarithm has base 10",
            np.log10(0.2 / 0.8),
            ("Which key is the *natural* logarithm?",),
            PAGE + "log-odds",
        ),
    ),
)

AGAIN_REST = Numeric(
    "sigmoid_again_rest",
    1 - 0.7,
    why="The sign of the log-odds says for which outcome they are: $\\sigma(-z) = 1 - \\sigma(z)$.",
    tolerance=SHORT,
    hints=(
        "The sum has changed its sign. Which outcome is now the likelier one?",
        "Try the sum 0: both should be one half.",
        "$\\sigma(3) = 0.953$ and $\\sigma(-3) = 0.047$.",
    ),
    wrong=(
        WrongValue(
            "the minus is taken out of the function", -0.7, ("Can a probability be negative?",), PAGE + "definition"
        ),
        WrongValue(
            "the sign of the sum has no effect", 0.7, ("Is the sigmoid the same on both sides?",), PAGE + "definition"
        ),
        WrongValue("one is divided by it", 1 / 0.7, ("Can a probability exceed 1?",), PAGE + "definition"),
    ),
)

AGAIN_SLOPE = Numeric(
    "sigmoid_again_slope",
    0.4 * 0.6,
    why="$0.4 \\cdot 0.6$, nearly a quarter, since 0.4 is not far from the middle.",
    tolerance=SHORT,
    hints=(
        "Two factors: the activation, and which other one?",
        "Is your slope at most a quarter? It should be.",
        "Where the activation is 0.8 the slope is $0.8 \\cdot 0.2 = 0.16$.",
    ),
    wrong=(
        WrongValue(
            "only one factor is kept",
            0.6,
            ("Can a slope of the sigmoid exceed a quarter?",),
            PAGE + "slope",
            source="misconceptions: SIG03-only-1-minus-s",
        ),
        WrongValue(
            "the rule for the hyperbolic tangent is used",
            1 - 0.4**2,
            ("Can a slope of the sigmoid exceed a quarter?",),
            PAGE + "slope",
            source="misconceptions: SIG04-tanh-rule",
        ),
        WrongValue(
            "the sign is turned",
            -0.4 * 0.6,
            ("Does the sigmoid rise or fall?",),
            PAGE + "slope",
            source="misconceptions: SIG02-sign",
        ),
    ),
)

NORMAL, OFFSET, POINT = np.array([-3.0, 4.0]), 5.0, np.array([3.0, -1.0])
HEIGHT = OFFSET + POINT @ NORMAL

RECALL_DISTANCE = Numeric(
    "sigmoid_recall_distance",
    HEIGHT / np.linalg.norm(NORMAL),
    why="The sum is $5 - 9 - 4 = -8$, and the weights have the length 5.",
    hints=(
        "What is the sum of the point, and how long are the weights?",
        "Double all three parameters. Does your distance stay?",
        "For the weights (8, −6), the bias 2 and the point (1, 0): $(2 + 8) / 10 = 1$.",
    ),
    wrong=(
        WrongValue(
            "the sign is lost",
            -HEIGHT / np.linalg.norm(NORMAL),
            ("On which side of the boundary is the point?",),
            BEFORE + "distance",
        ),
        WrongValue(
            "the bias is counted into the length",
            HEIGHT / np.linalg.norm([OFFSET, *NORMAL]),
            ("Does the boundary turn when the bias changes?",),
            BEFORE + "normal",
            source="seeds: bias-in-norm",
        ),
        WrongValue(
            "the sum is not divided by the length of the weights",
            HEIGHT,
            ("Double all three parameters: does the point move?",),
            BEFORE + "distance",
        ),
        WrongValue(
            "the bias is left out of the sum",
            POINT @ NORMAL / np.linalg.norm(NORMAL),
            ("What is the sum of the origin?",),
            BEFORE + "weighted-sum",
            source="misconceptions: NEU03-bias-forgotten",
        ),
    ),
)

RECALL_TRIPLED = Choice(
    "sigmoid_recall_tripled",
    (
        Option(
            "The boundary moves outwards, and the probabilities stay.",
            "Where a sum is 0, three times the sum is 0 as well.",
        ),
        Option("Both stay.", "The boundary does. But every sum, and so every logarithm of odds, is tripled."),
        Option(
            "The boundary stays, and every probability other than one half moves away from one half.",
            "Normal and offset are quotients, in which the factor cancels. The log-odds grow with it.",
            right=True,
        ),
        Option(
            "The boundary stays, and every probability moves towards one half.",
            "That is what *smaller* parameters do.",
        ),
    ),
    BEFORE + "distance",
)

BLAME, INPUT = np.array([-0.3, 0.1]), np.array([2.0, 5.0])

RECALL_BLAME = Numeric(
    "sigmoid_recall_blame",
    np.array([BLAME.sum(), BLAME @ INPUT]),
    why="$-0.3 + 0.1$ for the bias, and $-0.3 \\cdot 2 + 0.1 \\cdot 5$ for the weight: every sample has a say.",
    tolerance=EXACT,
    hints=(
        "By what is a weight multiplied in each sum, and by what is the bias?",
        "Set the second entry of $\\delta$ to 0. What does the first sample ask for alone?",
        "For $\\delta = (1, 2)$ and the inputs 4 and 3 they are 3 and $4 + 6 = 10$.",
    ),
    wrong=(
        WrongValue(
            "only the first sample is used",
            BLAME[0] * np.array([1.0, INPUT[0]]),
            ("Does the second sample pull at the same weight?",),
            BEFORE + "gradient",
            source="misconceptions: LIN06-one-sample-only",
        ),
        WrongValue(
            "the mean over the samples is taken",
            np.array([BLAME.sum(), BLAME @ INPUT]) / 2,
            ("If the loss is a mean, its 1/n is in $\\delta$ already. What is left to divide by?",),
            BEFORE + "gradient",
            source="misconceptions: BIA04-mean-again",
        ),
        WrongValue(
            "both are added up first and multiplied afterwards",
            np.array([BLAME.sum(), BLAME.sum() * INPUT.sum()]),
            ("Which input belongs to which entry of $\\delta$?",),
            BEFORE + "gradient",
        ),
    ),
)
