"""The sum, the bias as a weight, and the way back."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

PAGE = "neurons#neurons-"
INPUT, WEIGHTS, BIAS = np.array([4.0, 3.0]), np.array([0.5, -2.0]), 1.0

SUM = Numeric(
    "neurons_sum",
    BIAS + INPUT @ WEIGHTS,
    why="$1 + 4 \\cdot 0.5 + 3 \\cdot (-2) = 1 + 2 - 6$.",
    tolerance=EXACT,
    covers=("neuron-weighted-sum",),
    hints=(
        "Three numbers are added. Which of them has no input?",
        "Set both inputs to 0. What is left of your sum?",
        "For the inputs 1 and 5, the weights 2 and 4 and the bias 7: $7 + 2 + 20 = 29$.",
    ),
    wrong=(
        WrongValue(
            "the bias is left out",
            INPUT @ WEIGHTS,
            ("If every input is 0, what should the neuron answer?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "the bias is added once for each input",
            np.sum(INPUT * WEIGHTS + BIAS),
            ("If there were 100 inputs, how often would your bias be counted?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU05-bias-per-input",
        ),
        WrongValue(
            "the products are not added up",
            INPUT * WEIGHTS + BIAS,
            ("How many numbers does one neuron give for one sample?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU04-no-sum",
        ),
        WrongValue(
            "the minus of the second weight is lost",
            BIAS + INPUT @ abs(WEIGHTS),
            ("Does the second input raise the sum or lower it?",),
            PAGE + "weighted-sum",
        ),
    ),
)

TABLE, THETA = np.array([[1.0, 2.0], [1.0, 3.0], [2.0, 2.0]]), np.array([0.01, 0.02, 0.03])
ONES = np.ones((3, 1))

ONE_MORE_INPUT = Numeric(
    "neurons_one_more_input",
    np.hstack([ONES, TABLE]) @ THETA,
    why="Each row starts with a 1, which fetches 0.01; then come $0.02\\,x_1$ and $0.03\\,x_2$.",
    tolerance=EXACT,
    covers=("bias-trick",),
    hints=(
        "By which number is the first entry of $\\theta$ multiplied, in every row?",
        "Multiply $\\theta$ by a row of zeros with its 1 in front. Do you get the bias?",
        "For the sample (5, 7): $0.01 + 0.02 \\cdot 5 + 0.03 \\cdot 7 = 0.32$.",
    ),
    wrong=(
        WrongValue(
            "the ones stand behind the inputs",
            np.hstack([TABLE, ONES]) @ THETA,
            ("Which entry of $\\theta$ is the bias: the first or the last?",),
            PAGE + "bias-trick",
        ),
        WrongValue(
            "the bias is left out",
            TABLE @ THETA[1:],
            ("What does the 1 in front of each row fetch?",),
            PAGE + "bias-trick",
        ),
    ),
)

SAMPLES, PULL = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([1.0, -2.0])
ROWS = np.hstack([np.ones((2, 1)), SAMPLES])

GRADIENT = Numeric(
    "neurons_gradient",
    ROWS.T @ PULL,
    why="Each sample pulls with its own gradient times its inputs, the 1 among them, and the pulls add up.",
    tolerance=EXACT,
    hints=(
        "If one weight grows by a little, how much does the sum of each sample grow?",
        "Set the second gradient to 0. What does the first sample ask for alone?",
        "For one sample (4, 5) with the gradient 3 the answer is (3, 12, 15).",
    ),
    wrong=(
        WrongValue(
            "only the first sample is used",
            ROWS[0] * PULL[0],
            ("Does the second sample pull at the same weights?",),
            PAGE + "gradient",
            source="misconceptions: LIN06-one-sample-only",
        ),
        WrongValue(
            "the mean over the samples is taken",
            ROWS.T @ PULL / 2,
            ("If the loss is a mean, its 1/n is in $\\delta$ already. What is left to divide by?",),
            PAGE + "gradient",
            source="misconceptions: BIA04-mean-again",
        ),
        WrongValue(
            "the derivative by the bias is missing",
            SAMPLES.T @ PULL,
            ("Which input belongs to the bias?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "the signs of the gradients are lost",
            ROWS.T @ abs(PULL),
            ("In which direction does the second sample pull?",),
            PAGE + "gradient",
        ),
    ),
)

GROWS = Choice(
    "neurons_grows",
    (
        Option("by $h$", "The weight is not alone in its product: what is it multiplied by?"),
        Option("by $h\\,x_{ni}$", "The product $w_i x_{ni}$ becomes $(w_i + h)\\,x_{ni}$.", right=True),
        Option(
            "by $h\\,w_i$",
            "That is what a growing *input* would do. Here the weight grows, and the input is its factor.",
            source="misconceptions: LIN04-weights-not-inputs",
        ),
        Option("by $h \\sum_i x_{ni}$", "The other weights stay as they are, so their inputs have no part in it."),
    ),
    PAGE + "weighted-sum",
)
