"""Asked again at the end of the chapter: half of it from this one, half from the chapters before."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

from .depth import THREE_DECIMALS

PAGE = "backpropagation#backpropagation-"

SUM, INPUT, TO_OUTPUTS, ERRORS = 0.7, 4.0, np.array([3.0, -1.0]), np.array([0.2, 0.5])
BACK = float(TO_OUTPUTS @ ERRORS)

WEIGHT_AGAIN = Numeric(
    "backprop_again_weight",
    BACK * INPUT,
    why="What comes back is $3 \\cdot 0.2 - 1 \\cdot 0.5 = 0.1$. It passes the open unit and meets the input 4.",
    tolerance=EXACT,
    hints=(
        "Which three factors make the gradient by a weight of the first layer?",
        "Close the unit: let its sum be $-0.7$. What must your rule give then?",
        "With the weights 1 and 2, the errors 0.3 and 0.1 and the input 2: $(0.3 + 0.2) \\cdot 1 \\cdot 2 = 1$.",
    ),
    wrong=(
        WrongValue(
            "the value of ReLU stands in for its slope",
            BACK * SUM * INPUT,
            ("How much does the activation grow when the sum grows by 0.1?",),
            PAGE + "relu",
        ),
        WrongValue(
            "the input is left out", BACK, ("Is this the gradient of the weight, or of the bias?",), PAGE + "layer"
        ),
        WrongValue(
            "only the first output is heard",
            TO_OUTPUTS[0] * ERRORS[0] * INPUT,
            ("Which outputs change when this unit does?",),
            PAGE + "activations",
        ),
        WrongValue(
            "weights and errors are summed before they meet",
            TO_OUTPUTS.sum() * ERRORS.sum() * INPUT,
            ("Which weight belongs to which error?",),
            PAGE + "activations",
        ),
    ),
    covers=("mlp-grad-hidden-weights",),
)

SHAPE_AGAIN = Numeric(
    "backprop_again_shape",
    np.array([5.0, 3.0]),
    why="One number for each activation of each sample: $G$ is 5 by 2, $W_2^\\top$ is 2 by 3.",
    tolerance=EXACT,
    hints=(
        "What is the shape of the table of the activations themselves?",
        "Write the shapes of $G$ and $W_2^\\top$ beside each other. Which inner sizes disappear?",
        "For 7 samples and 6 hidden units it is 7 by 6, whatever the other sizes are.",
    ),
    wrong=(
        WrongValue(
            "it is the shape of $G$",
            np.array([5.0, 2.0]),
            ("Is that the gradient by the scores or by the activations?",),
            PAGE + "shapes",
        ),
        WrongValue("it is transposed", np.array([3.0, 5.0]), ("Do samples stand in rows?",), PAGE + "shapes"),
        WrongValue(
            "it is the shape of the weights", np.array([3.0, 2.0]), ("Has every sample its own?",), PAGE + "shapes"
        ),
        WrongValue(
            "it is the shape of the inputs",
            np.array([5.0, 4.0]),
            ("Are we before the first layer, or after it?",),
            PAGE + "shapes",
        ),
    ),
)

CLOSED_AGAIN = Choice(
    "backprop_again_closed",
    (
        Option("They move as the other weights do.", "A closed unit passes on 0, whatever comes back to it."),
        Option(
            "They stay as they are: every gradient is 0.",
            "And if nothing else moves the unit's sums, it stays closed. Such a unit is called *dead*.",
            right=True,
        ),
        Option("They are set to 0.", "A gradient of 0 changes nothing."),
        Option("They grow until the unit opens.", "Nothing pushes them: the loss does not depend on them here."),
    ),
    PAGE + "relu",
)

TRUST_AGAIN = Choice(
    "backprop_again_trust",
    (
        Option("The first: its loss is lower.", "One step downhill proves little. The first one may be wrong."),
        Option(
            "Neither yet: compare both with differences of the loss.",
            "A wrong gradient can lead downhill, even faster. A gradient check tells.",
            right=True,
        ),
        Option("The second: it is more careful.", "A smaller step is no sign of being right, either."),
        Option("Both are right: both losses fell.", "Two different gradients of one loss cannot both be right."),
    ),
    PAGE + "check",
)

# --- from the chapters before ----------------------------------------------------------------------------------------

W, SLOPES, RATE = 0.5, np.array([0.3, -0.6, 0.9]), 0.5

STEP_RECALLED = Numeric(
    "backprop_recall_step",
    W - RATE * SLOPES.mean(),
    why="The mean of the three slopes is 0.2, and half of it is subtracted.",
    tolerance=EXACT,
    hints=(
        "What is the slope of the *mean* loss, and in which direction does a step go?",
        "Let all three slopes be 0.2. Then three samples must move the weight as one does.",
        "For the weight 1, the slopes 0.5 and 0.1 and the rate 0.1: $1 - 0.1 \\cdot 0.3 = 0.97$.",
    ),
    wrong=(
        WrongValue(
            "the slopes are added up",
            W - RATE * SLOPES.sum(),
            ("Is the loss a sum or a mean?",),
            "training#training-gradient",
        ),
        WrongValue(
            "the step goes uphill", W + RATE * SLOPES.mean(), ("Should the loss rise?",), "training#training-step"
        ),
        WrongValue(
            "only the first sample is used",
            W - RATE * SLOPES[0],
            ("Is this a batch of one?",),
            "training#training-batches",
        ),
        WrongValue(
            "the learning rate is left out", W - SLOPES.mean(), ("How long is the step?",), "training#training-rate"
        ),
    ),
    covers=("gradient-descent-update-rule",),
)

P, HARD = np.array([0.1, 0.2, 0.6, 0.1]), np.array([0.0, 0.0, 1.0, 0.0])

SMOOTHED_RECALLED = Numeric(
    "backprop_recall_smoothed",
    P - (0.8 * HARD + 0.05),
    why="The targets are (0.05, 0.05, 0.85, 0.05).",
    tolerance=THREE_DECIMALS,
    hints=(
        "Which targets does the smoothing make?",
        "Your four numbers must sum to 0.",
        "Three classes, $\\epsilon = 0.3$, the label 0, the probabilities (0.5, 0.3, 0.2): $(-0.3, 0.2, 0.1)$.",
    ),
    wrong=(
        WrongValue(
            "the targets are not smoothed",
            P - HARD,
            ("At which probabilities is your gradient 0?",),
            "cross_entropy#cross-entropy-smoothing",
            source="seeds: smoothing-forgotten",
        ),
        WrongValue(
            "targets and probabilities change places",
            0.8 * HARD + 0.05 - P,
            ("Should the score of the true class fall?",),
            "cross_entropy#cross-entropy-gradient",
        ),
        WrongValue(
            "the true class loses all that was taken from it",
            P - np.array([0.2 / 3, 0.2 / 3, 0.8, 0.2 / 3]),
            ("Among how many classes is the share spread?",),
            "cross_entropy#cross-entropy-smoothing",
            source="seeds: smooth-over-wrong-classes-only",
        ),
    ),
    covers=("label-smoothing-dloss-dz",),
)

SHARES = np.array([0.5, 0.3, 0.2])

JACOBIAN_RECALLED = Numeric(
    "backprop_recall_jacobian",
    -SHARES[0] * SHARES[1],
    why="A higher score of class 1 takes from class 0: $-p_0\\,p_1$.",
    tolerance=EXACT,
    hints=(
        "Is it an entry on the diagonal of the Jacobian?",
        "Raise the score of class 1. Does the probability of class 0 rise or fall?",
        "For the probabilities (0.6, 0.4) it is $-0.24$.",
    ),
    wrong=(
        WrongValue(
            "the sign is lost", SHARES[0] * SHARES[1], ("Can both probabilities rise?",), "softmax#softmax-jacobian"
        ),
        WrongValue(
            "it is the slope by the class's own score",
            SHARES[0] * (1 - SHARES[0]),
            ("Whose score moves?",),
            "softmax#softmax-jacobian",
        ),
        WrongValue(
            "the rule of the diagonal is used with two classes",
            SHARES[0] * (1 - SHARES[1]),
            ("When is the 1 there, and when a 0?",),
            "softmax#softmax-jacobian",
        ),
        WrongValue("classes do not touch each other", 0.0, ("What do the three sum to?",), "softmax#softmax-jacobian"),
    ),
    covers=("softmax-jacobian-quotient-rule",),
)

STEP_FUNCTION_RECALLED = Choice(
    "backprop_recall_step_function",
    (
        Option(
            "A step function cannot say how sure it is.", "True, but that does not prevent training. Its slope does."
        ),
        Option(
            "A step function has the slope 0 wherever it has one.",
            "So what comes back is multiplied by 0. A sigmoid has a slope everywhere.",
            right=True,
        ),
        Option("A step function is too steep.", "At the jump it has no slope, and everywhere else its slope is 0."),
        Option("Its values are not between 0 and 1.", "They are 0 and 1, which is no obstacle."),
    ),
    "sigmoid#sigmoid-step",
)
