"""Slopes of one step: a sum by its weights, ReLU, the sigmoid."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Numeric, WrongValue

from .reference import sigmoid_backward

PAGE = "backpropagation#backpropagation-"
X, SUMS = np.array([1.0, 2.0]), np.array([-13.0, 2.0, -5.0])
OWN = np.array([0.0, 1.0, 0.0])

BY_WEIGHTS = Numeric(
    "backprop_by_weights",
    np.outer(X, OWN),
    why="Unit 1 reads its own column of weights and no other; each weight is multiplied by its input.",
    tolerance=EXACT,
    hints=(
        "Which of the six weights does the sum of unit 1 contain?",
        "Write out $h_1$ with all its terms, and move one weight at a time by 0.1.",
        "For the inputs (4, 5), two units and the sum of unit 0 the table is $(4, 0)$ above $(5, 0)$.",
    ),
    wrong=(
        WrongValue(
            "every unit's weights are taken to act on this sum",
            np.outer(X, np.ones(3)),
            ("Does $h_1$ change when a weight of unit 0 does?",),
            PAGE + "layer",
        ),
        WrongValue(
            "the inputs are left out",
            np.outer(np.ones(2), OWN),
            ("By what is a weight multiplied in the sum?",),
            PAGE + "layer",
        ),
        WrongValue(
            "the table is transposed",
            np.outer(OWN, X),
            ("What is the shape of $W_1$?",),
            PAGE + "shapes",
        ),
        WrongValue(
            "the table belongs to another unit",
            np.outer(X, [1.0, 0.0, 0.0]),
            ("Is the first unit number 0 or number 1?",),
            PAGE + "layer",
        ),
    ),
    covers=("mlp-grad-preactivation-weights",),
)

RELU_SLOPES = Numeric(
    "backprop_relu_slopes",
    np.where(SUMS > 0, 1.0, 0.0),
    why="1 where the unit is open, 0 where it is closed; how far open or closed does not matter.",
    tolerance=EXACT,
    hints=(
        "If a sum grows by 0.1, by how much does its ReLU grow?",
        "Compute the ReLU of $-13$ and of $-12.9$, of 2 and of 2.1.",
        "For the sums (4, 6, −1) the slopes are $(1, 1, 0)$.",
    ),
    wrong=(
        WrongValue(
            "the values are taken for the slopes",
            np.maximum(SUMS, 0),
            ("How steep is a line that rises by 1 for every 1?",),
            PAGE + "relu",
            source="misconceptions: REL02-value-for-slope",
        ),
        WrongValue(
            "open and closed are exchanged",
            np.where(SUMS > 0, 0.0, 1.0),
            ("What does ReLU make of $-13$, and of $-12$?",),
            PAGE + "relu",
        ),
        WrongValue(
            "every unit counts as open",
            np.ones(3),
            ("If a closed unit's sum moves a little, does its activation move?",),
            PAGE + "relu",
            source="misconceptions: REL03-no-mask",
        ),
        WrongValue(
            "a closed unit is given the slope $-1$",
            np.sign(SUMS),
            ("Does ReLU fall anywhere?",),
            PAGE + "relu",
        ),
    ),
    covers=("relu-derivative",),
)

ACTIVATION, WEIGHT, ERROR = 0.8, 2.0, -0.5
UP = WEIGHT * ERROR

SIGMOID_BACK = Numeric(
    "backprop_sigmoid_back",
    float(sigmoid_backward(np.array([[ACTIVATION]]), np.array([[UP]]))[0, 0]),
    why="Back through the weight: $-1$. Back through the unit: times $0.8 \\cdot 0.2$.",
    hints=(
        "Through which two things does the error pass on its way back to the sum?",
        "How steep is the sigmoid at its steepest? Your factor for the slope must not exceed that, 1/4.",
        "With the activation 0.5, the weight 3 and the error 0.4: $0.4 \\cdot 3 \\cdot 0.25 = 0.3$.",
    ),
    wrong=(
        WrongValue(
            "the slope of the sigmoid is left out",
            UP,
            ("If the sum moves by 0.1, does the activation move by 0.1?",),
            PAGE + "sigmoid",
            source="misconceptions: HID01-no-slope",
        ),
        WrongValue(
            "only one factor of the slope is kept",
            UP * (1 - ACTIVATION),
            ("How many factors has the slope of the sigmoid?",),
            PAGE + "sigmoid",
            source="misconceptions: HID08-half-slope",
        ),
        WrongValue(
            "the slope is that of tanh",
            UP * (1 - ACTIVATION**2),
            ("Whose slope is $1 - a^2$?",),
            PAGE + "sigmoid",
            source="misconceptions: HID09-tanh-slope",
        ),
        WrongValue(
            "the weight is left out",
            ERROR * ACTIVATION * (1 - ACTIVATION),
            ("How far does the output move when the activation does?",),
            PAGE + "activations",
        ),
    ),
    covers=("mlp-regression-single-output",),
)
