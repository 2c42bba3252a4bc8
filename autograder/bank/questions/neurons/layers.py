"""Layers: shapes, numbers of parameters, and what a width is good for."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

PAGE = "neurons#neurons-"

SHAPES = Numeric(
    "neurons_shapes",
    np.array([[4, 5], [4, 8]]),
    why="Every layer keeps a row for each of the 4 samples, and has a column for each of its units.",
    tolerance=EXACT,
    covers=("layer-widths-expand",),
    hints=(
        "How many rows has a table of 4 samples, in every layer?",
        "Multiply shapes: `(4, 2) @ (2, 5)` has the shape of which table?",
        "For 7 samples and the widths 3, 6, 2 the shapes are (7, 6) and (7, 2).",
    ),
    wrong=(
        WrongValue(
            "these are the shapes of the weights",
            np.array([[2, 5], [5, 8]]),
            ("What comes out of a layer: its weights or its units' values?",),
            PAGE + "layers",
        ),
        WrongValue(
            "samples and units have changed places",
            np.array([[5, 4], [8, 4]]),
            ("Which axis counts the samples, in this course?",),
            PAGE + "layouts",
        ),
    ),
)

PARAMETERS = Numeric(
    "neurons_parameters",
    (8 + 1) * 3 + (3 + 1) * 1,
    why="Three neurons own 8 weights and a bias each, and the last one 3 weights and a bias.",
    tolerance=EXACT,
    covers=("layer-widths-reduce",),
    hints=(
        "How many numbers does one neuron of the middle layer own?",
        "Draw the widths 2, 1 and count: arrows first, then what each neuron adds by itself.",
        "The widths 2, 5, 8 have $(2 + 1) \\cdot 5 + (5 + 1) \\cdot 8 = 63$ parameters.",
    ),
    wrong=(
        WrongValue(
            "the biases are left out",
            8 * 3 + 3 * 1,
            ("What does a neuron own besides its weights?",),
            PAGE + "parameters",
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "each input gets a bias instead of each neuron",
            8 * (3 + 1) + 3 * (1 + 1),
            ("Who adds the bias: the one that sends, or the one that sums?",),
            PAGE + "parameters",
            source="misconceptions: NEU05-bias-per-input",
        ),
        WrongValue(
            "each layer has a single bias",
            8 * 3 + 1 + 3 * 1 + 1,
            ("Do the three neurons of a layer share a bias?",),
            PAGE + "parameters",
            source="misconceptions: BIA02-one-number",
        ),
        WrongValue(
            "the inputs get biases, too",
            8 + (8 + 1) * 3 + (3 + 1) * 1,
            ("Do inputs compute anything?",),
            PAGE + "parameters",
        ),
    ),
)

SOFTMAX_LAYER = Numeric(
    "neurons_softmax_layer",
    np.array([5, 3]),
    why="A row for the constant 1 and one for each of the 4 inputs, a column for each class: 15 parameters.",
    tolerance=EXACT,
    covers=("softmax-layer-size",),
    hints=(
        "Which row of $\\Theta$ does the constant 1 need?",
        "Write down the shapes of the samples, their constant 1 included, and of the scores. Which shape fits between?",
        "For 2 inputs and 7 classes the shape is (3, 7).",
    ),
    wrong=(
        WrongValue(
            "the row of the biases is missing",
            np.array([4, 3]),
            ("Where do the biases stand?",),
            PAGE + "bias-trick",
        ),
        WrongValue(
            "classes and inputs have changed places",
            np.array([3, 5]),
            ("Samples times table: which axis of the table must fit the inputs?",),
            PAGE + "layouts",
        ),
        WrongValue(
            "the bias is counted as a class",
            np.array([4, 4]),
            ("Is the constant 1 an input or an output?",),
            PAGE + "bias-trick",
        ),
    ),
)

WIDE = Choice(
    "neurons_wide",
    (
        Option(
            "It makes room for combinations of the inputs that a later layer can separate.",
            "Each of its neurons draws a line of its own. What no single line can separate, several together may.",
            right=True,
        ),
        Option(
            "It copies the inputs, so that none gets lost.", "Its units compute new things; copies would add nothing."
        ),
        Option("It summarises the inputs in fewer numbers.", "That is what a *narrower* layer does."),
        Option(
            "It makes the training data larger.",
            "The samples stay as many as they were. Only the number of columns grows.",
        ),
    ),
    PAGE + "layers",
    covers=("layer-widths-expand",),
)

NARROW = Choice(
    "neurons_narrow",
    (
        Option("Nothing: information cannot get lost in a network.", "In general eight numbers do not fit into three."),
        Option(
            "It has to summarise: keep what the output needs, and let the rest go.",
            "Such a layer is called a bottleneck. In the extreme everything ends in one number.",
            right=True,
        ),
        Option(
            "It separates classes that no line can separate.", "For that a layer needs room, that is, more neurons."
        ),
        Option("It only makes the network faster.", "It may do that. But less passes through it, too."),
    ),
    PAGE + "layers",
    covers=("layer-widths-reduce",),
)

INWARDS, PLACE = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [4.0, -1.0, -1.0]]), np.array([1.0, 3.0, 2.0])
ANSWERS = (INWARDS @ PLACE > 0).astype(float)

TRIANGLE = Numeric(
    "neurons_triangle",
    np.array([*ANSWERS, ANSWERS.sum() - 2.5]),
    why="The sums are 3, 2 and −1, so the third one says 0, and $1 + 1 + 0 - 2.5$ is below 0: the point is outside.",
    tolerance=EXACT,
    hints=(
        "What are the three sums, and which of them are above 0?",
        "Mark the point in the figure. How many of the three arrows point to its side?",
        "For (5, −1) the three say 1, 0 and 0, and the fourth sum is −1.5.",
    ),
    wrong=(
        WrongValue(
            "the sums are passed on, not 1 or 0",
            np.array([*(INWARDS @ PLACE), (INWARDS @ PLACE).sum() - 2.5]),
            ("What does a neuron of this network say if its sum is 3?",),
            PAGE + "layers",
        ),
        WrongValue(
            "the fourth bias is left out",
            np.array([*ANSWERS, ANSWERS.sum()]),
            ("With how many votes should the fourth neuron say yes?",),
            PAGE + "layers",
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "the third neuron points outwards",
            np.array([1.0, 1.0, 1.0, 0.5]),
            ("Is $4 - x_1 - x_2$ above 0 at (3, 2)?",),
            PAGE + "layers",
        ),
    ),
)

ROWS, ROW_SAMPLE = np.array([[1.0, 2.0, -1.0], [0.0, -3.0, 4.0]]), np.array([2.0, 3.0])

ROW_LAYOUT = Numeric(
    "neurons_row_layout",
    ROWS @ np.array([1.0, *ROW_SAMPLE]),
    why="$1 + 2 \\cdot 2 - 3$ and $0 - 3 \\cdot 2 + 4 \\cdot 3$: each row of $\\Theta$ meets $(1, 2, 3)$.",
    tolerance=EXACT,
    hints=(
        "Which number of each row is multiplied by the constant 1?",
        "Put in the sample (0, 0). Two biases should be left.",
        "For the rows (5, 1, 1) and (0, 2, −1) the sample (4, 6) gives 15 and 2.",
    ),
    wrong=(
        WrongValue(
            "the bias is looked for behind the weights",
            ROWS @ np.array([*ROW_SAMPLE, 1.0]),
            ("Where does this book keep its biases: in front or behind?",),
            PAGE + "layouts",
        ),
        WrongValue(
            "the biases are left out",
            ROWS[:, 1:] @ ROW_SAMPLE,
            ("What is the sum of a sample whose inputs are all 0?",),
            PAGE + "bias-trick",
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "the weights of a neuron are looked for in a column",
            ROWS[:, 1:].T @ ROW_SAMPLE + ROWS[:, 0],
            ("Do the weights of a neuron stand in a row or in a column here?",),
            PAGE + "layouts",
            source="misconceptions: LIN01-transposed",
        ),
    ),
)
