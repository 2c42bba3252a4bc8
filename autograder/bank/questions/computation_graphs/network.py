"""The network on its way forward."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import BY_HAND, EXACT, Choice, Numeric, Option, WrongValue

from .reference import (
    ERRORS,
    OUTPUTS,
    SLIPPED,
    SLIPPED_OUTPUTS,
    SUMS,
    SWAPPED_OUTPUTS,
    TARGETS,
    THREE,
    UNITS,
    V,
    W,
    X,
)

LINK = "computation_graphs#graphs-network"
SWAPPED = "units are taken for samples"
SLIP = "units are taken for samples, and the first activation of unit 3 is copied from its last"

PARAMETERS = Numeric(
    "graphs_parameters",
    13.0,
    why="$3 \\cdot 3$ for the units, each with its bias, and $3 + 1$ for the output.",
    tolerance=EXACT,
    hints=(
        "How many numbers belong to one hidden unit, and how many to the output?",
        "Write down the shapes of $W$ and $v$, and multiply out.",
        "With 4 features and 2 units there are $5 \\cdot 2$ and 3.",
    ),
    wrong=(
        WrongValue("the biases are left out", 9.0, ("What belongs to the 1 in front of each sample?",), LINK),
        WrongValue("the output's bias is left out", 12.0, ("What is $v_0$?",), LINK),
        WrongValue("the units' biases are left out", 10.0, ("How many columns has $X$?",), LINK),
        WrongValue("the numbers of the data are counted, too", 22.0, ("Which numbers does training change?",), LINK),
    ),
    covers=("network-graph-structure",),
)

_WRONG_ROW = np.vstack([SUMS[:2], X[2] @ W + (X[1] - X[2])[2] * W[2]])

ROW_OF_SUMS = Numeric(
    "graphs_sums",
    SUMS,
    why="Row by row: sample $i$ times each column of weights.",
    tolerance=EXACT,
    hints=(
        "Which three numbers of a sample meet which three of a unit?",
        "Begin with sample 1 and unit 1: $1 \\cdot 0.01 + 1 \\cdot 0.02 + 2 \\cdot 0.03$.",
        "The sample (1, 4, 5) would give unit 1 the sum $0.01 + 0.08 + 0.15 = 0.24$.",
    ),
    wrong=(
        WrongValue(
            "the last feature of sample 3 is copied from the sample above",
            _WRONG_ROW,
            ("What is the last number of the third sample?",),
            LINK,
            source="seeds: third-row-working",
        ),
        WrongValue(SWAPPED, SUMS.T, ("Is a sample a row or a column of the answer?",), LINK),
        WrongValue("the biases are left out", X[:, 1:] @ W[1:], ("What does the 1 in front do?",), LINK),
    ),
    covers=("network-preactivations",),
)

ACTIVATIONS = Numeric(
    "graphs_activations",
    UNITS[:, 2],
    why="Near 0 the sigmoid is nearly straight: for a small sum $h$ it gives about $0.5 + h / 4$.",
    tolerance=THREE,
    hints=(
        "Which column of the sums belongs to unit 3?",
        "All three sums are a little above 0. So where must the activations lie?",
        "For the sum 0.2 it is $1 / (1 + e^{-0.2}) = 0.5498$.",
    ),
    wrong=(
        WrongValue(
            "the first activation is copied from the last",
            SLIPPED[:, 2],
            ("Are the sums 1 and 3 equal?",),
            LINK,
            source="seeds: z3-first-entry",
        ),
        WrongValue("the sums are handed on as they are", SUMS[:, 2], ("What is the sigmoid of 0?",), LINK),
        WrongValue(
            "it is sample 3, not unit 3", UNITS[2], ("Is a unit a row or a column of the table of sums?",), LINK
        ),
    ),
    covers=("network-hidden-activations",),
)

CUT_OFF = Choice(
    "graphs_cut_off",
    (
        Option(
            "0.51998",
            "The rest, 0.0000093, is nearly a whole 0.00001: the digits were cut off, not rounded.",
            source="seeds: truncated-activations",
        ),
        Option("0.51999", "The nearest number with five decimals.", right=True),
        Option("0.52000", "That is rounded to four decimals."),
    ),
    LINK,
    covers=("network-hidden-activations",),
)

OUTPUT = Numeric(
    "graphs_output",
    100 * OUTPUTS,
    why="For each sample, the bias and *its* three activations times the three weights.",
    tolerance=THREE,
    hints=(
        "Which three activations belong to sample 1?",
        "The weights differ from unit to unit. Do yours go with the units, or with the samples?",
        "With the activations 0.5, 0.6 and 0.7: $0.01 + 0.01 + 0.018 + 0.028 = 0.066$, so you write 6.6.",
    ),
    wrong=(
        WrongValue(
            SWAPPED,
            100 * SWAPPED_OUTPUTS,
            ("Are the weights $v$ one for each sample?",),
            LINK,
            source="seeds: hidden-units-as-samples",
        ),
        WrongValue(
            SLIP,
            100 * SLIPPED_OUTPUTS,
            ("Are the weights $v$ one for each sample?",),
            LINK,
            source="seeds: z3-slip-propagated",
        ),
        WrongValue("the bias is left out", 100 * (OUTPUTS - V[0]), ("What does $v_0$ belong to?",), LINK),
    ),
    covers=("network-output",),
)

SQUARED_ERRORS = Numeric(
    "graphs_squared_errors",
    ERRORS,
    why="All outputs are near 0.057, so the errors are nearly the squares of 8, 11 and 10.",
    tolerance=BY_HAND,
    hints=(
        "How far is each output from its target?",
        "If all outputs were 0 you would get 64, 121 and 100. Are yours a little less?",
        "An output of 0.1 with the target 5 has the squared error $4.9^2 = 24.01$.",
    ),
    wrong=(
        WrongValue(
            SWAPPED,
            (SWAPPED_OUTPUTS - TARGETS) ** 2,
            ("Are the weights $v$ one for each sample?",),
            LINK,
            source="seeds: loss-from-swapped-output",
        ),
        WrongValue(
            "units are taken for samples, and a digit of the last square is misread",
            np.array([63.0841, 119.7482, 98.9643]),
            ("Are the weights $v$ one for each sample?", "And what is 9.943 times 9.943?"),
            LINK,
            source="seeds: digit-slip-98",
        ),
        WrongValue("the errors are not squared", OUTPUTS - TARGETS, ("Which loss is it?",), LINK),
    ),
    covers=("network-squared-errors",),
)

TOTAL = Numeric(
    "graphs_total",
    float(ERRORS.sum()),
    why="It is the sum of the three squared errors, a single number.",
    tolerance=THREE,
    hints=(
        "What becomes of the three squared errors?",
        "Add up your three numbers roughly, in whole numbers, before you add the decimals.",
        "If the squared errors were 24.01, 1.44 and 0.25 it would be 25.7.",
    ),
    wrong=(
        WrongValue(
            "units are taken for samples, and a 1 of the sum is read as a 7",
            287.694,
            ("Is 63 + 120 + 99 so large?",),
            LINK,
            source="seeds: total-digit-slip",
        ),
        WrongValue(
            SLIP,
            float(((SLIPPED_OUTPUTS - TARGETS) ** 2).sum()),
            ("Are the weights $v$ one for each sample?",),
            LINK,
            source="seeds: total-from-swapped-output",
        ),
        WrongValue(
            SWAPPED,
            float(((SWAPPED_OUTPUTS - TARGETS) ** 2).sum()),
            ("Are the weights $v$ one for each sample?",),
            LINK,
        ),
        WrongValue("the mean is taken", float(ERRORS.mean()), ("Which loss is it: a sum or a mean?",), LINK),
    ),
    covers=("network-total-loss",),
)
