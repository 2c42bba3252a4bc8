"""The network on its way back."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import BY_HAND, EXACT, Numeric, WrongValue

from .reference import (
    ERRORS,
    GRAD_V,
    GRAD_W,
    PULL,
    SLOPES,
    SUMS,
    SWAPPED_OUTPUTS,
    TARGETS,
    THREE,
    UNITS,
    Array,
    V,
    X,
)

LINK = "computation_graphs#graphs-network-back"
_PULL_SWAPPED = 2 * (SWAPPED_OUTPUTS - TARGETS)
_RESIDUALS = "the difference is taken the wrong way round"
_SWAPPED = "units are taken for samples"


def _table(by_output: Array, weights: Array, slopes: Array) -> Array:
    """Return the table of the hidden weights from what arrives, the output weights and the slopes."""
    return np.asarray(X.T @ (by_output * weights * slopes))


OUTPUT_PULL = Numeric(
    "graphs_output_pull",
    PULL,
    why="All outputs are too small. Raising them lowers the loss, and that is what a negative derivative says.",
    tolerance=THREE,
    hints=(
        "If an output grows a little, does its squared error grow or fall?",
        "Compute the first squared error again for an output that is larger by 0.01.",
        "An output of 0.1 with the target 5 has the derivative $2 \\cdot (0.1 - 5) = -9.8$.",
    ),
    wrong=(
        WrongValue(
            "the difference is taken the wrong way round, and units are taken for samples",
            -_PULL_SWAPPED,
            ("Does raising an output make the loss larger?",),
            LINK,
            source="seeds: residual-sign",
        ),
        WrongValue(
            _RESIDUALS,
            -PULL,
            ("Does raising an output make the loss larger?",),
            LINK,
            source="seeds: residual-sign-only",
        ),
        WrongValue("the 2 of the square is left out", PULL / 2, ("What is the derivative of a square?",), LINK),
    ),
    covers=("network-loss-gradient",),
)

UNIT_SLOPES = Numeric(
    "graphs_unit_slopes",
    SLOPES[:, 0],
    why="The slope is $a(1 - a)$, close to a quarter, since the sums are close to 0.",
    tolerance=THREE,
    hints=(
        "The slope is a product of two factors. From which of the numbers above do they come?",
        "What is the slope at the sum 0? Yours should be close to it.",
        "The activation 0.6 has the slope $0.6 \\cdot 0.4 = 0.24$.",
    ),
    wrong=(
        WrongValue(
            "the slopes are computed from the sums",
            SUMS[:, 0] * (1 - SUMS[:, 0]),
            ("What does your rule give at the sum 0, where the curve is steepest?",),
            LINK,
            source="seeds: slope-from-preactivation",
        ),
        WrongValue("only one factor is kept", UNITS[:, 0], ("Can a slope of the sigmoid exceed a quarter?",), LINK),
    ),
    covers=("network-sigmoid-slope",),
)


def _by_v(units: Array, pull: Array) -> Array:
    return np.array([pull.sum(), *(units.T @ pull)])


OUTPUT_WEIGHTS = Numeric(
    "graphs_output_weights",
    GRAD_V,
    why="The bias adds up what arrives; a weight adds up what arrives times its unit's activations.",
    tolerance=THREE,
    hints=(
        "What is the derivative of the output of sample $i$ by the weight of unit $j$?",
        "The bias is a weight whose unit is always 1. So what is the first entry?",
        "With −2 and −4 arriving, and the activations 0.5 and 0.6 of a unit: $-1 - 2.4 = -3.4$.",
    ),
    wrong=(
        WrongValue(
            "units are taken for samples, and the difference is taken the wrong way round",
            -_by_v(UNITS.T, _PULL_SWAPPED),
            ("Does raising the bias make the loss larger?",),
            LINK,
            source="seeds: dv-sign-and-swap",
        ),
        WrongValue(
            _RESIDUALS,
            -GRAD_V,
            ("Does raising the bias make the loss larger?",),
            LINK,
            source="seeds: dv-sign-only",
        ),
        WrongValue(
            _SWAPPED,
            _by_v(UNITS.T, _PULL_SWAPPED),
            ("What is added up here: samples or units?",),
            LINK,
            source="seeds: dv-swap-only",
        ),
    ),
    covers=("network-output-weight-gradient",),
)

_UNIT = 1
_JACOBIAN = 100 * SLOPES[:, [_UNIT]] * X  # times 100, so that two decimals tell the slips apart
_PAIRED = 100 * SLOPES[:, _UNIT] * X[_UNIT]

UNIT_TABLE = Numeric(
    "graphs_unit_table",
    _JACOBIAN,
    why="Row $i$ is the slope at sample $i$ times the whole sample $i$.",
    tolerance=BY_HAND,
    hints=(
        "How many activations does unit 2 have here, and how many weights?",
        "Sample 1 meets all three weights. So how many entries has its row?",
        "A slope of 0.2 and the sample (1, 4, 5) make the row (0.2, 0.8, 1), so you write 20, 80, 100.",
    ),
    wrong=(
        WrongValue(
            "the slopes at three samples are paired with the three features of one of them",
            _PAIRED,
            ("Does the number of samples have anything to do with the number of features?",),
            LINK,
            source="seeds: sample-index-paired-with-feature-index",
        ),
        WrongValue(
            "samples are paired with features, and a slope is copied from its neighbour",
            np.array([24.96, 24.95, 74.85]),
            ("Does the number of samples have anything to do with the number of features?",),
            LINK,
            source="seeds: slope-entries-copied",
        ),
        WrongValue("samples stand in columns", _JACOBIAN.T, ("What does a row stand for?",), LINK),
    ),
    covers=("network-hidden-jacobians",),
)

_ALL = PULL[:, None]
_PRINTED = np.array([[0.06, 0.02, 0.03], [0.06, 0.03, 0.04], [0.12, 0.05, 0.07]])

HIDDEN_WEIGHTS = Numeric(
    "graphs_hidden_weights",
    GRAD_W,
    why="Per sample: what arrives, times the unit's output weight, times the slope, times the input; all added up.",
    tolerance=THREE,
    hints=(
        "For one sample, one unit, one input: which four factors lie on the path?",
        "The three entries of the first row belong to the units' biases. Check one of them with a central difference.",
        "One sample (1, 4, 5), with −2 arriving, the output weight 0.5 and the slope 0.2: $(-0.2, -0.8, -1)$.",
    ),
    wrong=(
        WrongValue(
            "what arrives is added up over the samples before it is used",
            _table(PULL.sum(), V[1:], SLOPES),
            ("Does every sample have the same error?",),
            LINK,
            source="seeds: residuals-summed-before-use",
        ),
        WrongValue(
            "the output weights go with the samples, not with the units",
            _table(_ALL, V[1:, None], SLOPES),
            ("What does each of the output weights belong to?",),
            LINK,
            source="seeds: output-weights-indexed-by-sample",
        ),
        WrongValue(
            "each unit gets a single number",
            -PULL.sum() * np.array([V[1:] @ (SLOPES[:, j] * X[j]) for j in range(3)]),
            ("How many weights does a unit have?",),
            LINK,
            source="seeds: gradient-collapsed-by-dot",
        ),
        WrongValue(
            _RESIDUALS,
            -GRAD_W,
            ("Does raising an output make the loss larger?",),
            LINK,
            source="seeds: dW-sign",
        ),
        WrongValue(
            "the slopes are computed from the sums",
            _table(_ALL, V[1:], SUMS * (1 - SUMS)),
            ("What does your rule give at the sum 0, where the curve is steepest?",),
            LINK,
            source="seeds: dW-slope-from-preactivation",
        ),
        WrongValue(
            "units stand in rows",
            GRAD_W.T,
            ("What is the shape of $W$, and where do its units stand?",),
            LINK,
            source="seeds: dW-transposed",
        ),
        WrongValue(
            "the output's bias is taken for the weight of the first unit",
            _table(_ALL, V[:3], SLOPES),
            ("Which entry of $v$ belongs to no unit?",),
            LINK,
            source="seeds: dW-bias-kept",
        ),
        WrongValue(
            "the squared errors themselves are sent back",
            _table(ERRORS[:, None], V[1:], SLOPES),
            ("What is the first local derivative on the path?",),
            LINK,
            source="seeds: loss-in-place-of-its-derivative",
        ),
        WrongValue(  # as printed
            "what arrives is added up first, and multiplied by a table of rounded products",
            57.6568 * _PRINTED,
            ("Which path does each of your factors belong to?",),
            LINK,
            source="seeds: unexplained-matrix",
        ),
    ),
    covers=("network-hidden-weight-gradient",),
)

AXES_BACK = Numeric(
    "graphs_axes_back",
    np.array([1.0, 3.0, 4.0]),
    why="Axes add up: (3), then (3) and (3, 3), then (3, 3) and (3, 3). Most of the entries are 0.",
    tolerance=EXACT,
    hints=(
        "How many axes do $\\hat y$, $A$ and $W$ have?",
        "Give each of them its indices: $\\hat y_i$, $A_{ip}$, $W_{rp}$. Count those of both.",
        "The derivative of a table by a vector has three, that of a loss by a table two.",
    ),
    wrong=(
        WrongValue(
            "each gets the axes of what it is taken by",
            np.array([1.0, 2.0, 2.0]),
            ("Is $\\hat y$ a single number?",),
            "computation_graphs#graphs-shapes",
        ),
        WrongValue(
            "samples that do not meet are left out",
            np.array([1.0, 2.0, 3.0]),
            ("Does a derivative that is 0 have a place in the table?",),
            "computation_graphs#graphs-shapes",
        ),
    ),
    covers=("network-jacobian-backward",),
)
