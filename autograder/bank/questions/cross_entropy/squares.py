"""Cross-entropy beside the squared error, its curvature, and its logarithms on a computer."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "cross_entropy#cross-entropy-"
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0006, reason="three decimals, rounded")

SURE = 0.9  # the probability of class 1, for a sample of class 0
SLOPE = SURE * (1 - SURE)

BOTH_TERMS = Choice(
    "ce_both_terms",
    (
        Option("$p^{\\,y}$", "For a label 0 it is 1, whatever was said: such a sample would count for nothing."),
        Option(
            "$p^{\\,y}\\,(1 - p)^{1 - y}$",
            "The exponent 1 keeps a factor, and the exponent 0 makes it 1.",
            right=True,
        ),
        Option("$(1 - p)^{\\,y}\\,p^{1 - y}$", "For a label 1 it is $1 - p$: the two classes have changed places."),
        Option("$p^{\\,y} + (1 - p)^{1 - y}$", "For a label 1 it is $p + 1$, and no probability exceeds 1."),
    ),
    PAGE + "binary",
    covers=("bce-from-likelihood",),
)

BRACKET = Choice(
    "ce_bracket",
    (
        Option("1", "They are the targets of all classes, and targets sum to 1, smoothed or not.", right=True),
        Option("0", "It is the *gradient* that sums to 0. Targets sum to something else."),
        Option("$1 - y_j$", "That is the sum over the *other* classes. The class itself is in the brackets, too."),
        Option("$y_j$", "The sum over the other classes is 0 for a one-hot row of class $j$ only."),
    ),
    PAGE + "gradient",
    covers=("one-hot-dloss-dz",),
)

SQUARED_SLOPE = Numeric(
    "ce_squared_slope",
    np.array([SURE * SLOPE, SURE]),
    why="The error is 0.9 for both. The squared error multiplies it by $p(1-p) = 0.09$.",
    tolerance=THREE_DECIMALS,
    hints=(
        "Through what does the score act on the squared error?",
        "Let $p$ come closer to 1. One of your slopes should vanish, although the mistake grows.",
        f"For $p = 0.6$ and the label 0: $0.6 \\cdot 0.24 = {0.6 * 0.24:.3f}$, and 0.6.",
    ),
    wrong=(
        WrongValue(
            "the slope of the sigmoid is left out",
            np.array([SURE, SURE]),
            ("By what does the probability change when the *score* does?",),
            "sigmoid#sigmoid-slope",
        ),
        WrongValue(
            "the slope of the sigmoid is in both",
            np.array([SURE * SLOPE, SURE * SLOPE]),
            ("What cancels against $1/(1-p)$?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "the half in front of the square is forgotten",
            np.array([2 * SURE * SLOPE, SURE]),
            ("What is the derivative of $\\frac12 u^2$?",),
            PAGE + "squared",
        ),
        WrongValue(
            "the signs are turned",
            np.array([-SURE * SLOPE, -SURE]),
            ("Does the loss grow or fall when this score rises?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "the first is the slope of the sigmoid alone",
            np.array([SLOPE, SURE]),
            ("Where is the error?",),
            PAGE + "squared",
        ),
    ),
)

MOVES_MOST = Choice(
    "ce_moves_most",
    (
        Option(
            "the one with 0.001, as it is the most wrong",
            "By cross-entropy, yes. The squared error moves it by $0.999 \\cdot 0.001 \\cdot 0.999$, almost nothing.",
        ),
        Option("the one with 0.1", "$0.9 \\cdot 0.09 = 0.081$. Compute the one with 0.5."),
        Option(
            "the one with 0.5, which is merely undecided",
            "$0.5 \\cdot 0.25 = 0.125$, against 0.081 and 0.001: the worse the mistake, the smaller the step.",
            right=True,
        ),
        Option("all alike, as all have the same label", "The error is larger for some, and so is the sigmoid's slope."),
    ),
    PAGE + "squared",
)

ONE_VALLEY = Choice(
    "ce_one_valley",
    (
        Option(
            "$p\\,(1 - p)$, which is never negative",
            "A label is a constant, so only $p$ changes, at the slope of the sigmoid.",
            right=True,
        ),
        Option("$1$, as $p$ has the slope 1", "By $p$ itself. By the *score* it has the slope of the sigmoid."),
        Option("$p\\,(1 - p) - y$", "The label does not change with the score."),
        Option("$1 - 2p$, which changes its sign", "That is the slope of $p(1 - p)$ by $p$. Here $p - y$ changes."),
    ),
    PAGE + "valley",
)

FOUR_PROGRAMS = Choice(
    "ce_four_programs",
    (
        Option(
            "`-np.log(softmax(z)[1])`",
            "A softmax that takes the largest score out first gives 0 for class 1, and its logarithm is infinite.",
        ),
        Option(
            "`np.log(np.exp(z).sum()) - z[1]`",
            "$e^{800}$ is infinite, and so is everything after it.",
        ),
        Option(
            "`-np.log(softmax(z)[1] + 1e-12)`",
            "It gives 27.6, a number that looks innocent. Its slope is 0: the sample can teach nothing.",
        ),
        Option(
            "`np.logaddexp(z[0], z[1]) - z[1]`",
            "It takes the largest score out: $800 + \\ln(1 + e^{-800}) - 0$.",
            right=True,
        ),
    ),
    PAGE + "log-sum-exp",
    covers=("softmax-regression-gradient-logits",),
)
