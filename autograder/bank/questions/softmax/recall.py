"""Asked at the end of the chapter about the two chapters before it: neurons and the sigmoid."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

SHORT = Tolerance(rtol=0.0, atol=1e-3, reason="short decimals")
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0006, reason="three decimals, rounded")

SHAPES_RECALLED = Numeric(
    "softmax_recall_shapes",
    np.array([[3.0, 5.0], [7.0, 5.0]]),
    why="A column of weights for each neuron, and a row of results for each sample.",
    tolerance=EXACT,
    hints=(
        "How many weights has each neuron, and how many neurons are there?",
        "Write both shapes side by side, samples times inputs and then $W$. The two numbers in the middle must agree.",
        "Nine samples with two inputs and four neurons: $W$ has the shape (2, 4), the result (9, 4).",
    ),
    wrong=(
        WrongValue(
            "each neuron has a row of $W$",
            np.array([[5.0, 3.0], [7.0, 5.0]]),
            ("Where does this course keep a neuron's weights: in a row or in a column?",),
            "neurons#neurons-layers",
        ),
        WrongValue(
            "the samples stand in columns of the result",
            np.array([[3.0, 5.0], [5.0, 7.0]]),
            ("Where do samples stand in this course?",),
            "neurons#neurons-layers",
        ),
        WrongValue(
            "the result has the shape of the inputs",
            np.array([[3.0, 5.0], [7.0, 3.0]]),
            ("How many numbers does the layer say about one sample?",),
            "neurons#neurons-layers",
        ),
    ),
    covers=("layer-widths-expand",),
)

TENFOLD_RECALLED = Choice(
    "softmax_recall_tenfold",
    (
        Option(
            "Both stay as they are.", "The boundary does. But the sums are ten times as large, and so are log-odds."
        ),
        Option(
            "The boundary stays, and the probabilities move away from one half.",
            "The sum is 0 where it was 0. Everywhere else its size has grown.",
            right=True,
        ),
        Option(
            "The boundary moves away from the origin.",
            "Its offset is $-b / \\lVert w \\rVert$, and the factor cancels.",
        ),
        Option(
            "The boundary stays, and the probabilities move towards one half.",
            "That is what a factor *below* 1 does.",
        ),
    ),
    "neurons#neurons-distance",
    covers=("discriminant-parameters-geometry",),
)

X, DELTA = np.array([2.0, 3.0]), np.array([0.5, -1.0])

BLAME_RECALLED = Numeric(
    "softmax_recall_blame",
    np.array([DELTA.sum(), X @ DELTA]),
    why="$0.5 - 1$, and $2 \\cdot 0.5 - 3 \\cdot 1$. A bias is the weight of an input that is always 1.",
    tolerance=EXACT,
    hints=(
        "By what is each slope multiplied on its way back to the weight, and to the bias?",
        "Let the first input be 0. Then the first sample should have no say in the weight.",
        "The inputs 1 and 4 and the slopes 2 and 1: the bias gets $2 + 1 = 3$, the weight $2 + 4 = 6$.",
    ),
    wrong=(
        WrongValue(
            "bias and weight have changed places",
            np.array([X @ DELTA, DELTA.sum()]),
            ("Which of the two was asked for first?",),
            "neurons#neurons-gradient",
        ),
        WrongValue(
            "the mean is taken",
            np.array([DELTA.mean(), X @ DELTA / 2]),
            ("Do the slopes that you were given belong to the loss already?",),
            "neurons#neurons-gradient",
        ),
        WrongValue(
            "the bias is multiplied by the inputs, too",
            np.array([X @ DELTA, X @ DELTA]),
            ("Which input does the bias have?",),
            "neurons#neurons-gradient",
            source="seeds: bias-gradient-times-input",
        ),
        WrongValue(
            "the inputs and the slopes are added up first, and then multiplied",
            np.array([DELTA.sum(), X.sum() * DELTA.sum()]),
            ("Which input belongs to which slope?",),
            "neurons#neurons-gradient",
        ),
    ),
)

ODDS_RECALLED = Numeric(
    "softmax_recall_odds",
    np.array([1 / 4, -np.log(3)]),
    why="One case of four, and $\\ln (1/3)$. What is less likely than not has negative log-odds.",
    tolerance=THREE_DECIMALS,
    hints=(
        "Of how many cases does one belong to it?",
        "Put your log-odds into the sigmoid. Your probability must come out.",
        f"Odds of 1 to 9 are the probability 0.1 and the log-odds $-\\ln 9 = {-np.log(9):.3f}$.",
    ),
    wrong=(
        WrongValue(
            "the odds are taken for the probability",
            np.array([1 / 3, -np.log(3)]),
            ("One against three: how many cases is that together?",),
            "sigmoid#sigmoid-log-odds",
        ),
        WrongValue(
            "the log-odds are those of the other outcome",
            np.array([1 / 4, np.log(3)]),
            ("Is it more or less likely than not?",),
            "sigmoid#sigmoid-log-odds",
            source="seeds: logistic-sign",
        ),
        WrongValue(
            "it is the logarithm of the probability, not of the odds",
            np.array([1 / 4, np.log(1 / 4)]),
            ("What are the log-odds of an even chance?",),
            "sigmoid#sigmoid-log-odds",
        ),
        WrongValue(
            "both belong to the other outcome",
            np.array([3 / 4, np.log(3)]),
            ("Is it more or less likely than not?",),
            "sigmoid#sigmoid-log-odds",
        ),
    ),
    covers=("logistic-from-log-odds",),
)

SURE_RECALLED = Choice(
    "softmax_recall_sure",
    (
        Option("nearly 1", "The *probability* is nearly 1. It cannot grow much more."),
        Option("a quarter", "That is the steepest place, at one half."),
        Option(
            "nearly 0",
            "$0.999 \\cdot 0.001$: a sigmoid that is nearly certain hardly reacts any more.",
            right=True,
        ),
        Option("−0.001", "A sigmoid rises everywhere."),
    ),
    "sigmoid#sigmoid-slope",
    covers=("log-sigmoid-derivative",),
)

LOG_SLOPE_RECALLED = Numeric(
    "softmax_recall_log_slope",
    0.8,
    why="$1 - s$: the $1/s$ of the logarithm cancels against the $s$ in $s(1 - s)$.",
    tolerance=SHORT,
    hints=(
        "What is the derivative of the logarithm, and by what does the chain rule multiply it?",
        "Let the neuron be nearly certain of class 1. By your rule the logarithm should then hardly change.",
        "At the activation 0.7 it is $(1 / 0.7) \\cdot 0.7 \\cdot 0.3 = 0.3$.",
    ),
    wrong=(
        WrongValue(
            "it is the slope of the sigmoid itself",
            0.2 * 0.8,
            ("Of which of the two is the slope asked: of $s$ or of $\\ln s$?",),
            "sigmoid#sigmoid-logarithm",
        ),
        WrongValue(
            "the chain stops after the logarithm",
            1 / 0.2,
            ("What does $s$ do when the *sum* grows?",),
            "sigmoid#sigmoid-logarithm",
        ),
        WrongValue(
            "it is the slope of the other outcome's logarithm",
            -0.2,
            ("Does $\\ln s$ rise or fall with the sum?",),
            "sigmoid#sigmoid-logarithm",
        ),
    ),
    covers=("log-sigmoid-derivative",),
)
