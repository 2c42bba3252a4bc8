"""Networks take the same step; where they may begin is another question."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.bank.questions.numbers import show

from .reference import RATE, THREE, Array, descent_step

PAGE = "training#training-"

# --- a step of a network ----------------------------------------------------------------------------------------------

SHARES = np.array([0.2654, 0.0132, 0.7214])
SMOOTHED, ONE_HOT = np.array([0.8, 0.1, 0.1]), np.array([1.0, 0.0, 0.0])
BIAS = np.array([4.0, 5.0, 5.0])

SMOOTHED_BIAS = Numeric(
    "training_smoothed_bias",
    descent_step(BIAS, SHARES - SMOOTHED, RATE),
    why="The step is the same as ever; only the targets are 0.8, 0.1 and 0.1 in place of 1, 0 and 0.",
    tolerance=THREE,
    hints=(
        "Which three targets does the smoothing make of 1, 0 and 0, and what do they sum to?",
        "The gradient of the biases is probability minus target. Its three numbers must sum to 0. Do yours?",
        "With smoothing 0.1 and two classes the targets are 0.95 and 0.05. Probabilities 0.6 and 0.4 give the gradient "
        f"(−0.35, 0.35), and biases (1, 2) become {show([1.035, 1.965])}.",
    ),
    wrong=(
        WrongValue(
            "the targets are not smoothed",
            BIAS - RATE * (SHARES - ONE_HOT),
            ("Which target does a wrong class have here?",),
            "cross_entropy#cross-entropy-smoothing",
            source="seeds: smoothing-forgotten-update",
        ),
        WrongValue(
            "the gradient is added",
            BIAS + RATE * (SHARES - SMOOTHED),
            ("Does the bias of the true class rise in your step?",),
            PAGE + "step",
            source="seeds: gradient-ascent-update",
        ),
        WrongValue(
            "the smoothed share is dealt out to the wrong classes only",
            BIAS - RATE * (SHARES - np.array([0.7, 0.15, 0.15])),
            ("Among how many classes is the share of 0.3 divided?",),
            "cross_entropy#cross-entropy-smoothing",
        ),
        WrongValue(
            "the learning rate is left out",
            BIAS - (SHARES - SMOOTHED),
            ("By what is the gradient multiplied before it is subtracted?",),
            PAGE + "step",
        ),
    ),
    covers=("mlp-label-smoothing-update",),
)

# --- the start --------------------------------------------------------------------------------------------------------


def hidden_gradient(X: Array, targets: Array, W: Array, V: Array) -> Array:
    """Return the gradient of the hidden weights (units in rows) of a network of sigmoids with a softmax on top."""
    hidden = 1 / (1 + np.exp(-X @ W.T))
    powers = np.exp(hidden @ V.T)
    errors = powers / powers.sum(axis=1, keepdims=True) - targets
    gradient: Array = ((errors @ V) * hidden * (1 - hidden)).T @ X
    return gradient


# The catalogue's network: four samples, two inputs, three hidden units that all start alike, three classes, no biases.
SAMPLES, CLASSES = np.array([[0.5, -1.0], [1.5, 0.2], [-0.3, 0.8], [0.9, 1.1]]), np.eye(3)[[0, 2, 1, 2]]
ALIKE, ABOVE = np.tile([0.3, -0.2], (3, 1)), np.repeat([[0.2], [0.1], [-0.1]], 3, axis=1)
TWINS = hidden_gradient(SAMPLES, CLASSES, ALIKE, ABOVE)
DIFFERENT = np.array([[0.4, -0.6], [-0.2, 0.3], [0.7, 0.5]])

TWIN_GRADIENTS = Numeric(
    "training_twins",
    TWINS,
    why="Units that start alike compute alike and get alike gradients, so they also stay alike.",
    tolerance=THREE,
    hints=(
        "In what does unit 1 differ from unit 0 before the first step?",
        "Exchange units 0 and 1 in your head, with all their weights. Does anything change?",
        "If two units start alike and unit 0 has the gradient (0.3, −0.2), unit 1 has (0.3, −0.2) as well.",
    ),
    wrong=(
        WrongValue(
            "the gradient is shared out among the three units",
            TWINS / 3,
            ("You were given the gradient of one unit. What is it a third of?",),
            PAGE + "start",
        ),
        WrongValue(
            "units 1 and 2 are thought to get nothing",
            TWINS * np.array([[1.0], [0.0], [0.0]]),
            ("Why should unit 0 learn and its twins not?",),
            PAGE + "start",
        ),
        WrongValue(
            "the signs alternate",
            TWINS * np.array([[1.0], [-1.0], [1.0]]),
            ("What would push two equal units in opposite directions?",),
            PAGE + "start",
        ),
    ),
    covers=("weight-initialisation-symmetry",),
)

ZERO_ABOVE = Choice(
    "training_zero_above",
    (
        Option("They are all 0.", "The errors pass through the upper weights on their way down: times 0.", right=True),
        Option(
            "They are equal for all units, but not 0.",
            "That is what happens if all upper weights are equal, but not 0.",
        ),
        Option("They are different: the hidden weights are.", "The hidden weights are; what comes back to them is 0."),
    ),
    PAGE + "start",
    covers=("weight-initialisation-symmetry",),
)
