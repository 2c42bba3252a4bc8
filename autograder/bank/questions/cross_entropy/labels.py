"""From the likelihood of labels to their cost."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "cross_entropy#cross-entropy-"
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0006, reason="three decimals, rounded")

# The second forecaster: probabilities of rain, and whether it rained.
P, RAIN = np.array([0.7, 0.4, 0.9]), np.array([1, 0, 1])
GOT = np.where(RAIN == 1, P, 1 - P)

LIKELIHOOD = Numeric(
    "ce_likelihood",
    np.prod(GOT),
    why="What really happened got 0.7, 0.6 and 0.9, and independent events multiply.",
    tolerance=THREE_DECIMALS,
    hints=(
        "Which probability did the dry day get?",
        "Say that the forecaster had been certain, and right, on all three days. Your rule must give 1.",
        "For two days with 0.5 for rain, which came, and 0.2 for rain, which did not: $0.5 \\cdot 0.8 = 0.4$.",
    ),
    wrong=(
        WrongValue(
            "the dry day counts with its probability of rain",
            np.prod(P),
            (
                "What is left for a dry day if rain has 0.4?",
                "A certain and right forecast of a dry day would make it 0.",
            ),
            PAGE + "likelihood",
        ),
        WrongValue(
            "the probabilities are added up",
            np.sum(GOT),
            ("Can a probability be larger than 1?",),
            PAGE + "likelihood",
        ),
        WrongValue(
            "the mean of the probabilities is taken",
            np.mean(GOT),
            ("How probable are three heads in a row?", "By your rule three coins show three heads every second time."),
            PAGE + "likelihood",
        ),
    ),
    covers=("bce-from-likelihood", "cce-from-likelihood"),
)

MEAN_COST = Numeric(
    "ce_mean_cost",
    -np.mean(np.log(GOT)),
    why="The mean of $-\\ln 0.7$, $-\\ln 0.6$ and $-\\ln 0.9$. The first forecaster costs less: 0.280.",
    tolerance=THREE_DECIMALS,
    hints=(
        "Which three logarithms do you need, and by how many do you divide?",
        "You have their likelihood: take minus its logarithm, and share it among the three days.",
        f"For two days that got 0.5 and 0.8 the cost is $(0.693 + 0.223) / 2 = {-np.log(0.4) / 2:.3f}$.",
    ),
    wrong=(
        WrongValue(
            "the three costs are added up",
            -np.sum(np.log(GOT)),
            ("Should a forecaster who works longer cost more?",),
            PAGE + "mean",
        ),
        WrongValue(
            "the dry day costs nothing",
            -np.sum(RAIN * np.log(P)) / 3,
            ("What would 0.99 for rain cost on a dry day?",),
            PAGE + "binary",
            source="misconceptions: BCE03-half",
        ),
        WrongValue(
            "the dry day is charged for its probability of rain",
            -np.mean(np.log(P)),
            ("What is left for a dry day if rain has 0.4?",),
            PAGE + "binary",
        ),
        WrongValue(
            "the term of the dry day is subtracted",
            -np.sum(np.where(RAIN == 1, 1, -1) * np.log(GOT)) / 3,
            ("Is the cost of the dry day positive by your rule?",),
            PAGE + "binary",
            source="misconceptions: BCE05-sign-between",
        ),
        WrongValue(
            "the logarithms have base 10",
            -np.mean(np.log10(GOT)),
            ("Which key is the *natural* logarithm: `log` or `ln`?",),
            PAGE + "definition",
            source="misconceptions: CE10-log10",
        ),
        WrongValue(
            "the minus is left out",
            np.mean(np.log(GOT)),
            ("Can a cost be negative?",),
            PAGE + "definition",
            source="misconceptions: CE01-no-minus",
        ),
    ),
    covers=("bce-from-likelihood", "two-class-delta-loss"),
)

TWICE_THE_COST = Choice(
    "ce_twice_the_cost",
    (
        Option("0.25", "$-\\ln 0.25 = -\\ln 0.5^2 = 2 \\cdot (-\\ln 0.5)$: squares cost twice as much.", right=True),
        Option("0", "A label that was impossible costs more than twice as much: infinitely much."),
        Option("0.125", "$0.5^3$ costs three times as much."),
        Option("1", "That is twice the probability, and it costs nothing."),
    ),
    PAGE + "definition",
    covers=("two-class-delta-loss",),
)

MANY_SAMPLES = Choice(
    "ce_many_samples",
    (
        Option(
            "about 693", "That is $-1000 \\ln 0.5$. `np.prod` is never asked for a logarithm before it is too late."
        ),
        Option(
            "about 1386",
            "That is what the sum of the logarithms gives, $2000 \\ln 2$. The product comes first here, and ruins it.",
        ),
        Option(
            "`inf`",
            "$0.5^{2000}$ is below the smallest number, so the product is 0, and $-\\ln 0$ is infinite.",
            right=True,
        ),
        Option("an error that stops the program", "NumPy warns, and goes on with infinity."),
    ),
    PAGE + "likelihood",
    covers=("cce-from-likelihood",),
)

NO_LOGARITHM_OF_ZERO = Choice(
    "ce_no_logarithm_of_zero",
    (
        Option("0, as the prediction is perfect", "On paper. The computer has to multiply 0 by infinity on the way."),
        Option("`nan`", "$0 \\cdot \\ln 0$ is 0 times minus infinity, and that is not a number.", right=True),
        Option("`inf`", "The logarithm of 0 is infinite, but it is still multiplied by the target 0."),
        Option("1", "Nothing in the sum is 1: $-1 \\cdot \\ln 1$ is 0."),
    ),
    PAGE + "zero",
)

GUESSING = Numeric(
    "ce_guessing",
    np.log(3),
    why="Each species gets 1/3, so each label costs $\\ln 3$. A trained classifier has to be below that.",
    tolerance=THREE_DECIMALS,
    hints=(
        "Which probability does every label get?",
        "Is your number above that of two classes, which is 0.693? It should be.",
        f"With ten classes guessing costs $\\ln 10 = {np.log(10):.3f}$.",
    ),
    wrong=(
        WrongValue(
            "it is the probability, not its logarithm", 1 / 3, ("Where is the logarithm?",), PAGE + "definition"
        ),
        WrongValue("the minus is left out", -np.log(3), ("Can a cost be negative?",), PAGE + "definition"),
        WrongValue(
            "the logarithm has base 10", np.log10(3), ("Which key is the natural logarithm?",), PAGE + "definition"
        ),
        WrongValue(
            "the mean is taken over the classes as well",
            np.log(3) / 3,
            ("How many of the three terms of a row are not 0?",),
            PAGE + "mean",
            source="misconceptions: CE03-mean-over-classes-too",
        ),
        WrongValue(
            "the nine flowers are added up",
            9 * np.log(3),
            ("Should a longer table cost more?",),
            PAGE + "mean",
            source="misconceptions: CE02-sum-not-mean",
        ),
    ),
    covers=("batch-loss-mean",),
)

WHICH_COLUMN = Choice(
    "ce_which_column",
    (
        Option(
            "`P[np.arange(4), labels]`", "Row 0 with label 0, row 1 with label 1, and so on: four numbers.", right=True
        ),
        Option("`P[:, labels]`", "Every row with every label: a table of 16 numbers, whose mean looks innocent."),
        Option("`P[labels]`", "This picks whole *rows*, by numbers that were meant for columns."),
        Option("`P * labels`", "The shapes (4, 3) and (4,) do not fit, and a label is a name and no factor."),
    ),
    PAGE + "one-hot",
    covers=("one-hot-encoding",),
)
