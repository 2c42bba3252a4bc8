"""The reader's own network, forward."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Numeric, WrongValue

from .reference import B1, B2, W1, W2, A, H, X, Z

LINK = "backpropagation#backpropagation-forward"

SUMS = Numeric(
    "backprop_sums",
    H[0],
    why="Each sum is the row of inputs times one column of $W_1$, plus that unit's bias.",
    hints=(
        "Which three numbers does the first unit have of its own?",
        "For unit 0 the products are 0.5 and 0.4. What is still to be added?",
        "Inputs (3, 1), weights (0.2, −0.5), bias 0.4: $0.6 - 0.5 + 0.4 = 0.5$.",
    ),
    wrong=(
        WrongValue(
            "the biases are left out",
            (X @ W1)[0],
            ("What is the sum of a sample whose inputs are all 0?",),
            LINK,
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "the ReLU has been applied already",
            A[0],
            ("Can a sum be negative?",),
            LINK,
        ),
        WrongValue(
            "the inputs are all taken to be 1",
            W1.sum(axis=0) + B1,
            ("By what is a weight multiplied?",),
            LINK,
        ),
    ),
    covers=("mlp-forward-numeric",),
)

SCORES = Numeric(
    "backprop_scores",
    Z[0],
    why="Only the open units contribute, unit 0 with 1 and unit 1 with 0.3.",
    hints=(
        "Which of the three units is closed, and what does it hand on?",
        "Cover the row of $W_2$ that belongs to the closed unit: you do not need it.",
        "Activations (2, 0) and the weights (0.5, 9) to a class, bias 0.1: $2 \\cdot 0.5 + 0 + 0.1 = 1.1$.",
    ),
    wrong=(
        WrongValue(
            "the second layer is fed with the sums, not with the activations",
            (H @ W2 + B2)[0],
            ("What becomes of a negative sum on its way to the next layer?",),
            LINK,
            source="misconceptions: LIN05-pre-activation",
        ),
        WrongValue(
            "the biases are left out",
            (A @ W2)[0],
            ("What would the scores be if all units were closed?",),
            LINK,
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "an open unit hands on 1",
            (np.sign(A) @ W2 + B2)[0],
            ("What does ReLU make of 0.3?",),
            LINK,
        ),
    ),
    covers=("mlp-forward-numeric",),
)
