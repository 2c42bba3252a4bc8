"""What a printed example leaves out, found from what it prints (seed 001, problem 2)."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Numeric, WrongValue

W1 = np.array([[-5.0, 2.0, 2.0], [-5.0, 2.0, -1.0]])
B1, SUMS = np.array([-3.0, -2.0, -3.0]), np.array([-13.0, 2.0, -5.0])
TRUE, OTHERS = 0.8, 0.1
LINK = "backpropagation#backpropagation-numbers"

INPUT = Numeric(
    "backprop_recovered_input",
    np.round(np.linalg.lstsq(W1.T, SUMS - B1, rcond=None)[0], 12) + 0.0,
    why="The sums without their biases are $(-10, 4, -2)$: three equations for two inputs, and they agree.",
    hints=(
        "What is left of each of the three sums when its bias is taken away?",
        "Compare the columns of $W_1$ of units 1 and 2: the difference of their equations has a single unknown.",
        "Weights (3, 3) and (3, −1) with the sums 12 and 8, biases taken away: $4 x_1 = 4$, so $x_1 = 1$, and the "
        "other input is 3.",
    ),
    wrong=(
        WrongValue(
            "the two inputs have changed places",
            np.array([2.0, 0.0]),
            ("Which row of $W_1$ belongs to which input?", "Put your inputs in: is the last sum right?"),
            LINK,
        ),
        WrongValue(
            "the biases of units 1 and 2 are added, not taken away",
            np.linalg.solve(W1.T[1:], SUMS[1:] + B1[1:]),
            (
                "If a sum is 2 and its bias −2, what did the inputs contribute?",
                "Put your inputs in: is the first sum right?",
            ),
            LINK,
        ),
        WrongValue(
            "the biases of units 1 and 2 are left out",
            np.linalg.solve(W1.T[1:], SUMS[1:]),
            ("What else is in a sum besides weights and inputs?", "Put your inputs in: is the first sum right?"),
            LINK,
        ),
    ),
    covers=("mlp-recover-inputs",),
)

SMOOTHING = Numeric(
    "backprop_recovered_smoothing",
    3 * OTHERS,
    why="The share is spread over all three classes, the true one among them: $0.1$ each, and $1 - 0.3 + 0.1 = 0.8$.",
    hints=(
        "How much of the share does each of the three classes get?",
        "Try your number: is the target of the true class $1 - \\epsilon + \\epsilon / 3$?",
        "Targets of 0.85 and three times 0.05 have $\\epsilon = 4 \\cdot 0.05 = 0.2$.",
    ),
    wrong=(
        WrongValue(
            "the share is spread over the wrong classes only",
            1 - TRUE,
            ("Does the true class get a part of the share, too?",),
            LINK,
            source="seeds: eps-from-other-convention",
        ),
        WrongValue(
            "it is the part of a single class",
            OTHERS,
            ("Over how many classes is the share spread?",),
            LINK,
        ),
    ),
    covers=("mlp-recover-inputs",),
)
