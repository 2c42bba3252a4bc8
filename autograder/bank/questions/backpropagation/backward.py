"""The reader's own network, backward."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Numeric, WrongValue

from .reference import GRAD_A, GRAD_B1, GRAD_B2, GRAD_W1, GRAD_W2, LABEL, TARGETS, W2, A, H, P, X

PAGE = "backpropagation#backpropagation-"

ERRORS = Numeric(
    "backprop_errors",
    GRAD_B2,
    why="Probability minus smoothed target: only the true class is to rise.",
    hints=(
        "What do the four targets sum to, and what do the four probabilities?",
        "Add up your four numbers: what one class gains the others lose.",
        "Probabilities (0.7, 0.2, 0.1) and targets (0.1, 0.8, 0.1) give $(0.6, -0.6, 0)$.",
    ),
    wrong=(
        WrongValue(
            "the targets are not smoothed",
            (P - LABEL)[0],
            ("At which probability of the true class should the gradient be 0?",),
            PAGE + "output",
            source="seeds: smoothing-forgotten",
        ),
        WrongValue(
            "probabilities and targets have changed places",
            (TARGETS - P)[0],
            ("If the true score rises, does the loss grow?",),
            PAGE + "output",
            source="misconceptions: DLG01-y-minus-p",
        ),
        WrongValue(
            "the share is spread over the wrong classes only",
            (P - np.where(LABEL > 0, 0.8, 0.2 / 3))[0],
            ("Does the true class get a part of the share, too?",),
            PAGE + "numbers",
            source="seeds: smooth-over-wrong-classes-only",
        ),
        WrongValue(
            "the targets are not subtracted",
            P[0],
            ("Which of your numbers is negative?",),
            PAGE + "output",
        ),
    ),
    covers=("mlp-grad-output-bias",),
)

SECOND_ROW = Numeric(
    "backprop_second_row",
    GRAD_W2[1],
    why="The activation of unit 1, 0.3, times the four errors.",
    hints=(
        "What was each of these four weights multiplied by on the way forward?",
        "Try your rule on unit 2, which is closed: its row must be 0.",
        "A unit with the activation 2 and the errors (0.5, −0.5) has the row $(1, -1)$.",
    ),
    wrong=(
        WrongValue(
            "the activation is left out",
            GRAD_B2,
            ("Whose gradient has no factor besides the error: a weight's or a bias's?",),
            PAGE + "layer",
        ),
        WrongValue(
            "an input of the network is taken for the activation",
            X[0, 1] * GRAD_B2,
            ("What was the second layer fed with?",),
            PAGE + "layer",
        ),
        WrongValue(
            "only one output is taken to have a weight from unit 1",
            np.array([0.0, GRAD_W2[1, 1], 0.0, 0.0]),
            ("How many weights leave unit 1?",),
            PAGE + "indices",
            source="seeds: scalar-activation-in-output-gradient",
        ),
    ),
    covers=("mlp-grad-output-weights", "mlp-output-gradients-numeric"),
)

BACK = Numeric(
    "backprop_back",
    GRAD_A,
    why="Row $j$ of $W_2$ times the errors: a unit collects from every class that it reaches.",
    hints=(
        "Through which weights does unit 0 reach the four classes?",
        "Let only one error be 1 and the others 0: what comes back is one column of $W_2$.",
        "A unit with the weights (2, −1, 0) and the errors (0.5, −0.3, −0.2) hears $1 + 0.3 + 0 = 1.3$.",
    ),
    wrong=(
        WrongValue(
            "each unit hears of one class only",
            np.diag(W2) * GRAD_B2[:3],
            ("Through how many classes does unit 0 reach the loss?",),
            PAGE + "indices",
            source="seeds: output-and-hidden-index-conflated",
        ),
        WrongValue(  # the errors sum to 0
            "the weights are left out",
            np.zeros(3) + GRAD_B2.sum(),
            ("Should a unit with a large weight hear more than one with a small one?",),
            PAGE + "activations",
            source="misconceptions: DXA05-no-weights",
        ),
        WrongValue(
            "the paths are averaged, not added up",
            GRAD_A / 4,
            ("Are contributions that meet added up or averaged?",),
            PAGE + "activations",
        ),
        WrongValue(
            "the sign is turned",
            -GRAD_A,
            ("Did the sign of the errors change on the way?",),
            PAGE + "activations",
        ),
    ),
    covers=("mlp-grad-activations", "mlp-regression-multi-output"),
)

BIAS = Numeric(
    "backprop_hidden_bias",
    GRAD_B1,
    why="What has come back passes the open units, and a bias has no further factor.",
    hints=(
        "Which units let the gradient pass, and by what is a bias multiplied in its sum?",
        "Move the bias of the closed unit by 0.1 in your mind: what does the network give then?",
        "If (0.5, −0.4) comes back to the sums (3, −1), the biases get $(0.5, 0)$.",
    ),
    wrong=(
        WrongValue(
            "the closed unit passes on what comes back",
            GRAD_A,
            ("If the sum of a closed unit moves a little, what does the loss do?",),
            PAGE + "relu",
            source="misconceptions: REL03-no-mask",
        ),
        WrongValue(
            "the bias gradient is multiplied by an input, $x_1$",
            X[0, 1] * GRAD_B1,
            ("How fast does a sum grow with its bias?", "By your rule a bias would never learn where $x_1$ is 0."),
            PAGE + "mistakes",
            source="seeds: bias-gradient-times-input",
        ),
        WrongValue(
            "the value of ReLU is taken for its slope",
            A[0] * GRAD_A,
            ("How steep is ReLU at 0.3?",),
            PAGE + "relu",
            source="misconceptions: REL02-value-for-slope",
        ),
        WrongValue(
            "the gradient is multiplied by the sums",
            H[0] * GRAD_A,
            ("How steep is ReLU at a negative sum?",),
            PAGE + "relu",
        ),
    ),
    covers=("mlp-grad-hidden-bias",),
)

WEIGHTS = Numeric(
    "backprop_hidden_weights",
    GRAD_W1,
    why="Each input times what has come back to the sums: the second row is twice the first.",
    hints=(
        "By what is the weight in row $i$ multiplied on the way forward?",
        "One input is twice the other here. What does that say about the two rows of your table?",
        "Inputs (3, −1) and (0.5, 0) at the sums give the rows $(1.5, 0)$ and $(-0.5, 0)$.",
    ),
    wrong=(
        WrongValue(
            "rows and columns have changed places",
            GRAD_W1.T,
            ("What is the shape of $W_1$?",),
            PAGE + "shapes",
        ),
        WrongValue(
            "the closed unit passes on what comes back",
            np.outer(X[0], GRAD_A),
            ("If the sum of a closed unit moves a little, what does the loss do?",),
            PAGE + "relu",
        ),
        WrongValue(
            "the inputs are left out",
            np.outer(np.ones(2), GRAD_B1),
            ("Should the weight of a large input get the same as that of a small one?",),
            PAGE + "layer",
        ),
        WrongValue(
            "each unit is taken to read one input only",
            GRAD_W1 * np.eye(2, 3),
            ("How many weights does unit 0 have?",),
            PAGE + "indices",
            source="seeds: input-component-instead-of-vector",
        ),
    ),
    covers=("mlp-grad-hidden-weights",),
)
