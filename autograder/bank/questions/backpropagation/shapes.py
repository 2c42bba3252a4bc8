"""Shapes and sizes, before any number is computed."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Numeric, WrongValue

SAMPLES, INPUTS, UNITS, CLASSES = 6, 2, 3, 4
LINK = "backpropagation#backpropagation-shapes"
OTHER = "With 10 samples, 7 inputs, 8 units and 9 classes"

HIDDEN_SHAPE = Numeric(
    "backprop_hidden_shape",
    np.array([SAMPLES, UNITS], dtype=float),
    why="One row for each sample, one column for each hidden unit.",
    tolerance=EXACT,
    hints=(
        "How many sums are there for one sample?",
        "Write down the shapes of $X$ and $W_1$ side by side: the inner sizes agree and disappear.",
        f"{OTHER} it is 10 by 8.",
    ),
    wrong=(
        WrongValue(
            "the hidden layer is given the size of the output layer",
            np.array([SAMPLES, CLASSES], dtype=float),
            ("Which layer has a number for each class?",),
            LINK,
            source="seeds: hidden-in-Rq",
        ),
        WrongValue(
            "samples stand in columns",
            np.array([UNITS, SAMPLES], dtype=float),
            ("Is a sample a row or a column of $X$?",),
            LINK,
        ),
        WrongValue(
            "it is the shape of the weights",
            np.array([INPUTS, UNITS], dtype=float),
            ("Does the table of weights grow with the number of samples?",),
            LINK,
        ),
    ),
    covers=("mlp-layer-shapes",),
)

SECOND_SHAPE = Numeric(
    "backprop_second_shape",
    np.array([UNITS, CLASSES], dtype=float),
    why="A gradient has the shape of what it belongs to, here that of $W_2$.",
    tolerance=EXACT,
    hints=(
        "Which table is this gradient going to be subtracted from?",
        "Count the weights that leave one hidden unit: they stand in one row of $W_2$.",
        f"{OTHER} it is 8 by 9.",
    ),
    wrong=(
        WrongValue(
            "rows and columns have changed places",
            np.array([CLASSES, UNITS], dtype=float),
            ("In which direction do the weights of one hidden unit run: along a row or down a column?",),
            LINK,
            source="seeds: n-q-swapped-in-dW2",
        ),
        WrongValue(
            "it is the gradient of the scores",
            np.array([SAMPLES, CLASSES], dtype=float),
            ("Does the table of weights grow with the number of samples?",),
            LINK,
        ),
        WrongValue(
            "it is the shape of the first layer's weights",
            np.array([INPUTS, UNITS], dtype=float),
            ("Which layer lies between the hidden units and the classes?",),
            LINK,
        ),
    ),
    covers=("mlp-layer-shapes", "mlp-grad-output-weights"),
)

COUNT = Numeric(
    "backprop_count",
    float((INPUTS + 1) * UNITS + (UNITS + 1) * CLASSES),
    why="Each unit has a weight for every value that it reads, and a bias: $3 \\cdot 3$ and $4 \\cdot 4$.",
    tolerance=EXACT,
    hints=(
        "How many numbers belong to one hidden unit, and how many to one class?",
        "Write down the four shapes and multiply out each of them.",
        "With 7 inputs, 8 units and 9 classes there are $56 + 8 + 72 + 9 = 145$.",
    ),
    wrong=(
        WrongValue(
            "the biases are left out",
            float(INPUTS * UNITS + UNITS * CLASSES),
            ("What is added to the weighted sum of each unit?",),
            LINK,
        ),
        WrongValue(
            "each layer has a single bias",
            float(INPUTS * UNITS + UNITS * CLASSES + 2),
            ("Do the units of a layer share their bias?",),
            LINK,
        ),
        WrongValue(
            "the inputs are counted as parameters",
            float((INPUTS + 1) * UNITS + (UNITS + 1) * CLASSES + INPUTS),
            ("Which of the numbers does training change?",),
            LINK,
        ),
    ),
    covers=("mlp-layer-shapes",),
)
