"""Shapes and layouts: where a class, an input and a sample stand."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Numeric, WrongValue

LINK = "softmax#softmax-layouts"
INPUTS, ROWS = np.array([1.0, 2.0]), np.array([[0.5, 1.0], [-1.0, 0.25]])

ROW_LAYOUT = Numeric(
    "softmax_row_layout",
    ROWS @ INPUTS,
    why="Score $k$ is *row* $k$ of this $W$ times the inputs, so the product is $Wx$.",
    tolerance=EXACT,
    hints=(
        "Which two numbers of $W$ belong to class 0 here?",
        "Set the second input to 0 in your head. Only the first weight of each class may still count.",
        "With $x = (3, 1)$ and the row $(2, -1)$ the score of that class is $3 \\cdot 2 - 1 \\cdot 1 = 5$.",
    ),
    wrong=(
        WrongValue(
            "the columns of $W$ are taken for the classes ($W^\\top x$)",
            ROWS.T @ INPUTS,
            ("Do the weights of a class stand in a row or in a column here?", "With another size the shapes clash."),
            LINK,
            source="seeds: transpose-in-formula",
        ),
    ),
    covers=("row-class-logits",),
)

BATCH_SHAPE = Numeric(
    "softmax_batch_shape",
    np.array([9.0, 5.0]),
    why="A row for each sample, and in it a 1 for the biases and the four inputs. The classes have no say in it.",
    tolerance=EXACT,
    hints=(
        "What does one row of the table hold?",
        "Write down the row of one iris. How many numbers are there, with the 1 in front?",
        "Six samples of two inputs each make a table of 6 rows and $1 + 2 = 3$ columns.",
    ),
    wrong=(
        WrongValue(
            "the inputs are counted by the classes",
            np.array([9.0, 3.0]),
            ("Would one more class need one more measurement?", "A new class adds a column to $\\Theta$, not here."),
            LINK,
            source="seeds: features-counted-by-classes",
        ),
        WrongValue(
            "the 1 in front of the inputs is left out",
            np.array([9.0, 4.0]),
            ("What fetches the biases from $\\Theta$?",),
            LINK,
        ),
        WrongValue(
            "samples stand in columns",
            np.array([5.0, 9.0]),
            ("Where does a sample stand in this course: in a row or in a column?",),
            LINK,
        ),
    ),
    covers=("feature-and-class-ranges", "theta-shape-generalisation"),
)
