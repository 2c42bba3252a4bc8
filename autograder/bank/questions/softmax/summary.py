"""Asked again at the end of the chapter."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue

UNSURE = Numeric(
    "softmax_unsure_loss",
    -np.log(1 / 4),
    why="Equal scores give 1/4 each, so the loss is $\\ln 4$, whichever class is the true one.",
    hints=(
        "Which probability does each of the four classes get?",
        "Is your number larger than the loss for a probability of 0.5, which is 0.69? It should be.",
        f"With ten classes and equal scores the loss is $\\ln 10 = {np.log(10):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "it is the probability that is given, not its logarithm",
            0.25,
            ("What does the loss do with the probability?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the minus sign is left out",
            np.log(1 / 4),
            ("Can a loss be negative?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the logarithm has base 10",
            np.log10(4),
            ("Which key is the *natural* logarithm: `log` or `ln`?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the logarithm has base 2",
            np.log2(4),
            ("What is the logarithm of $e$ in your rule?",),
            "softmax#softmax-by-hand",
        ),
    ),
)

AGAIN_P, AGAIN_Y = np.array([0.1, 0.7, 0.2]), np.array([0.0, 0.0, 1.0])

GRADIENT_AGAIN = Numeric(
    "softmax_gradient_again",
    AGAIN_P - AGAIN_Y,
    why="$P - Y$: only the true class's score rises, and it gains what the two others lose.",
    hints=(
        "Which entry is negative when the {term}`one-hot` target is subtracted, and what do the three sum to?",
        "Take a step against your gradient. Does the true class gain?",
        "With probabilities (0.6, 0.4) and true class 1 the gradient is $(0.6, -0.6)$.",
    ),
    wrong=(
        WrongValue(
            "probabilities and targets change places ($Y - P$)",
            AGAIN_Y - AGAIN_P,
            ("Would a step against it raise the true score?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the target is not subtracted",
            AGAIN_P,
            ("What must the three numbers sum to?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "it is the derivative by the *probabilities* that is taken",
            -AGAIN_Y / AGAIN_P,
            ("By what do you differentiate: by the probabilities or by the scores?",),
            "softmax#softmax-jvp",
        ),
        WrongValue(
            "only the true class gets a gradient",
            (AGAIN_P - AGAIN_Y) * AGAIN_Y,
            ("What must the three numbers sum to?",),
            "softmax#softmax-jvp",
        ),
        WrongValue(
            "class 1 is taken for the true class (counting from 1 makes class 2 the second)",
            AGAIN_P - np.array([0.0, 1.0, 0.0]),
            ("Which is the first class: 0 or 1?",),
            "softmax#softmax-by-hand",
        ),
    ),
)

WHICH_JACOBIAN = Choice(
    "softmax_which_jacobian",
    (
        Option(
            "$\\begin{bmatrix} 0.24 & 0 \\\\ 0 & 0.24 \\end{bmatrix}$",
            "Its columns do not sum to 0: this is the diagonal alone.",
        ),
        Option(
            "$\\begin{bmatrix} 0.24 & 0.24 \\\\ 0.24 & 0.24 \\end{bmatrix}$",
            "By this table both probabilities rise when one score rises.",
        ),
        Option(
            "$\\begin{bmatrix} 0.24 & -0.24 \\\\ -0.24 & 0.24 \\end{bmatrix}$",
            "Symmetric, columns that sum to 0, and a positive diagonal: the probabilities are 0.4 and 0.6.",
            right=True,
        ),
        Option(
            "$\\begin{bmatrix} 0.4 & -0.6 \\\\ -0.4 & 0.6 \\end{bmatrix}$",
            "Its columns sum to 0, but it is not symmetric, and $p_k p_j$ is.",
        ),
    ),
    "softmax#softmax-jacobian",
)
