"""Large scores, tables of scores, and two classes."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Numeric, WrongValue
from autograder.student.judge import Tolerance

from .reference import softmax

LARGE = np.array([800.0, 803.0, 799.0])

SHIFTED = Numeric(
    "softmax_shifted_scores",
    LARGE - LARGE.max(),
    why="Subtracting the largest score makes the largest exponent 0, so no power exceeds 1.",
    tolerance=Tolerance(rtol=0.0, atol=0.002, reason="whole numbers; wrong ones with three decimals are to be named"),
    hints=(
        "Which number, subtracted from every score, makes the largest of them 0?",
        "Look at the largest of your three exponents. Can a computer raise $e$ to it, or does it {term}`overflow`?",
        "For the scores 50, 52 and 41 the exponents are $50 - 52 = -2$, $52 - 52 = 0$ and $41 - 52 = -11$.",
    ),
    wrong=(
        WrongValue(
            "the smallest score is subtracted",
            LARGE - LARGE.min(),
            ("What happens if the largest score is 5000 and the smallest 0?", "For scores 0 and 5000 it overflows."),
            "softmax#softmax-overflow",
        ),
        WrongValue(
            "the scores are divided by the largest one",
            LARGE / LARGE.max(),
            (
                "Does dividing the scores leave the differences as they are?",
                "Try it on (1, 2) and on (11, 12).",
            ),
            "softmax#softmax-shift",
            source="misconceptions: SMX07-divide-by-max",
        ),
        WrongValue(
            "each score is subtracted from the largest",
            LARGE.max() - LARGE,
            ("Which class has the largest exponent in your answer?",),
            "softmax#softmax-overflow",
        ),
        WrongValue(
            "the mean is subtracted",
            LARGE - LARGE.mean(),
            ("How large is the largest exponent for the scores 0, 0 and 6000?",),
            "softmax#softmax-overflow",
        ),
    ),
)

LOG_SUM_EXP = Numeric(
    "softmax_log_sum_exp",
    1000 + np.log(2),
    why="Take 1000 out: $\\ln(e^{1000} + e^{1000}) = 1000 + \\ln(e^0 + e^0)$, and the last logarithm is $\\ln 2$.",
    hints=(
        "What is left inside the logarithm when $e^{1000}$ is taken out of the sum?",
        "Try your rule on the scores 0 and 0. The sum of the powers is 2, so their {term}`log-sum-exp` is $\\ln 2$.",
        f"For the scores 500, 500 and 500 it is $500 + \\ln 3 = {500 + np.log(3):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "the logarithm of the sum is taken for the sum of the logarithms",
            2000.0,
            ("Is $\\ln(1 + 1)$ the same as $\\ln 1 + \\ln 1$?", "For the scores 0 and 0 your rule gives 0."),
            "softmax#softmax-overflow",
        ),
        WrongValue(
            "the largest score is not added back",
            np.log(2),
            ("What became of the factor that was taken out?",),
            "softmax#softmax-overflow",
        ),
        WrongValue(
            "only the largest score counts",
            1000.0,
            ("Does the second score count at all?", "For the scores 0 and 0 your rule gives 0."),
            "softmax#softmax-overflow",
        ),
    ),
)

LOGARITHMS = np.log(np.array([[1.0, 1.0], [3.0, 1.0], [1.0, 4.0]]))  # powers that divide well
TABLE_POWERS = np.exp(LOGARITHMS)

TABLE = Numeric(
    "softmax_table",
    softmax(LOGARITHMS),
    why="Each row is divided by its own sum: 2, 4 and 5.",
    hints=(
        "What should the probabilities of one sample sum to?",
        "Add up each of your rows, then each of your columns. Which of them is one sample?",
        "A row with the powers 1 and 9 has the sum 10 and the shares 0.1 and 0.9, whatever the other rows hold.",
    ),
    wrong=(
        WrongValue(  # Stack Overflow 34968722
            "the powers are divided by the sum of the whole table",
            TABLE_POWERS / TABLE_POWERS.sum(),
            ("What does one of your rows sum to?",),
            "softmax#softmax-rows",
            source="misconceptions: SMX01-whole-table",
        ),
        WrongValue(  # deeplearning4j issue 345
            "each column is divided by its sum",
            TABLE_POWERS / TABLE_POWERS.sum(axis=0),
            ("Should one sample's probabilities depend on another sample?",),
            "softmax#softmax-rows",
            source="misconceptions: SMX02-axis-0",
        ),
        WrongValue(
            "the powers are not divided",
            TABLE_POWERS,
            ("What does one of your rows sum to?",),
            "softmax#softmax-rows",
        ),
        WrongValue(
            "samples stand in columns",
            softmax(LOGARITHMS).T,
            ("How many samples are there, and does each have a row?",),
            "softmax#softmax-rows",
        ),
    ),
)

TWO = np.array([1.2, 0.2])

TWO_CLASSES = Numeric(
    "softmax_two_classes",
    1 / (1 + np.exp(-(TWO[0] - TWO[1]))),
    why="With two classes only the difference counts, and it is 1: the probability is the logistic function of 1.",
    hints=(
        "What is the only thing about two scores that counts, by {term}`shift invariance`?",
        "Shift both scores until the second is 0. What is the first one then?",
        f"For the scores 3 and 1 the difference is 2, and $1 / (1 + e^{{-2}}) = {1 / (1 + np.exp(-2)):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "the logistic function is taken of the first score, not of the difference",
            1 / (1 + np.exp(-TWO[0])),
            ("What would change if both scores were 10 higher?", "By your rule the second score has no say."),
            "softmax#softmax-two-classes",
        ),
        WrongValue(
            "the difference is taken the other way round",
            1 / (1 + np.exp(TWO[0] - TWO[1])),
            ("Which class has the higher score?",),
            "softmax#softmax-two-classes",
        ),
        WrongValue(
            "the scores are divided by their sum, without powers",
            TWO[0] / TWO.sum(),
            ("What would your rule give for the scores 1 and $-1$?",),
            "softmax#softmax-definition",
        ),
    ),
)
