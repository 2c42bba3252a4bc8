"""One sample, or two, and one step."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

from .reference import RATE, THREE, class_probabilities, cut, descent_step, parameter_gradients, train

PAGE = "training#training-"

# --- errors -----------------------------------------------------------------------------------------------------------

P, Y = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.0, 0.0, 1.0, 0.0])

ERRORS = Numeric(
    "training_errors",
    P - Y,
    why="Probability minus target: only the true class has a negative error, and the four sum to 0.",
    tolerance=EXACT,
    hints=(
        "What is the target of the true class, and what that of the others?",
        "Add your four numbers up. All scores may rise together without any change, so what must the sum be?",
        "With probabilities 0.7 and 0.3 and the true class 1 the errors are 0.7 and −0.7.",
    ),
    wrong=(
        WrongValue(
            "the target is 0 for the true class and 1 for the others",
            P - (1 - Y),
            ("Which probability should become 1?", "Descent would lower the score of the true class."),
            PAGE + "targets",
            source="seeds: indicator-flipped",
        ),
        WrongValue(
            "the number of the class is subtracted",
            P - 2,
            ("What would change if the classes had other numbers?",),
            PAGE + "targets",
            source="misconceptions: DLG06-labels-not-one-hot",
        ),
        WrongValue(
            "probabilities and targets change places",
            Y - P,
            ("Descent subtracts this. Would the true score rise or fall?",),
            PAGE + "targets",
            source="misconceptions: DLG01-y-minus-p",
        ),
        WrongValue(
            "the classes are counted from 1",
            P - np.array([0.0, 1.0, 0.0, 0.0]),
            ("Which is the first class: 0 or 1?",),
            PAGE + "targets",
            source="misconceptions: OHT02-labels-from-1",
        ),
        WrongValue(
            "the decision is compared, not the probabilities",
            np.array([0.0, 0.0, -1.0, 1.0]),
            ("How sure is the classifier of the class that it chooses?",),
            PAGE + "targets",
        ),
    ),
    covers=("cce-update-rule",),
)

RESIDUALS = np.array([-0.569546, 0.246011, -0.157095, 0.539915, -0.519989])
MISSED, HARD = np.array([1.0, 0, 0, 1, 1]), np.array([-1.0, 0, 0, 1, -1])

EVERYONE = Numeric(
    "training_everyone",
    -0.2 - RATE * RESIDUALS.sum(),
    why="All five errors enter the sum, also the small ones of the two samples that are classified rightly.",
    tolerance=THREE,
    hints=(
        "How many of the five samples have an error that is not 0?",
        "Leave out one sample whose class is decided rightly. Does your bias change?",
        "With the errors 0.3, −0.1 and 0.2, the bias 1 and the rate 0.1 the new bias is 1 − 0.1 · 0.4 = 0.96.",
    ),
    wrong=(
        WrongValue(
            "each error is rounded to a decision: −1, 0 or 1",
            -0.2 - RATE * HARD.sum(),
            ("Is a true class of probability 0.84 finished?",),
            PAGE + "targets",
            source="seeds: correct-samples-contribute-nothing",
        ),
        WrongValue(
            "only the samples that are classified wrongly are added up",
            -0.2 - RATE * (MISSED * RESIDUALS).sum(),
            ("Has a sample that is classified rightly no error at all?",),
            PAGE + "targets",
            source="seeds: only-misclassified-residuals",
        ),
        WrongValue(
            "the gradient is added",
            -0.2 + RATE * RESIDUALS.sum(),
            ("Most errors are negative: should the bias rise or fall?",),
            PAGE + "step",
        ),
        WrongValue(
            "the mean is taken, where the loss here is a sum",
            -0.2 - RATE * RESIDUALS.mean(),
            ("Is the loss of this example a mean or a sum?",),
            PAGE + "batches",
        ),
    ),
    covers=("bce-update-and-contributions",),
)

# --- one row times one row of errors ----------------------------------------------------------------------------------

ROW, ROW_ERRORS = np.array([1.0, 1.4]), np.array([-0.385, 0.385])

OUTER = Numeric(
    "training_outer",
    np.outer(ROW, ROW_ERRORS),
    why="A column times a row: every input meets every error, and the table has the shape of the parameters.",
    tolerance=THREE,
    hints=(
        "How many parameters are there, and so how many derivatives?",
        "The row of the biases belongs to the input 1. It must be the errors themselves.",
        "With the row (1, 3) and the errors (0.2, −0.2) the table has the rows (0.2, −0.2) and (0.6, −0.6).",
    ),
    wrong=(
        WrongValue(
            "the inner product is taken, a single number",
            ROW @ ROW_ERRORS,
            ("How many numbers has a gradient of four parameters?",),
            PAGE + "layouts",
            source="seeds: row-and-column-convention-mixed",
        ),
        WrongValue(
            "rows and columns change places",
            np.outer(ROW_ERRORS, ROW),
            ("Where do the biases stand here: in a row or in a column?",),
            PAGE + "layouts",
        ),
        WrongValue(
            "the sign is turned",
            -np.outer(ROW, ROW_ERRORS),
            ("Would a step against your gradient raise the true score?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "the inputs are left out",
            np.outer([1, 1], ROW_ERRORS),
            ("By what is the weight multiplied on its way into the score?",),
            PAGE + "gradient",
        ),
    ),
    covers=("vectorised-gradient-convention", "zero-based-example"),
)

LAYOUT = Choice(
    "training_layout",
    (
        Option("$x^\\top (\\hat y - y)$", "A row times a column: one number, where a table is needed."),
        Option(
            "$x (\\hat y - y)^\\top$", "A column times a row has a row for each input, as $\\theta$ has.", right=True
        ),
        Option("$(\\hat y - y)\\, x^\\top$", "It has a row for each class, and $\\theta$ has a column for each."),
        Option("$x \\odot (\\hat y - y)$", "Inputs and classes differ in number, and each input acts on every class."),
    ),
    PAGE + "layouts",
    covers=("vectorised-gradient-convention",),
)

# --- biases, rounded --------------------------------------------------------------------------------------------------

BIAS_GRADIENT = np.array([0.8991, -0.9396, 0.0405])
NEW_BIAS = descent_step(np.full(3, 0.1), BIAS_GRADIENT, RATE)

ROUNDED_BIAS = Numeric(
    "training_rounded_bias",
    NEW_BIAS,
    why="0.09595 is 0.096 to three decimals and 0.10 to two; cutting it off would give 0.09.",
    tolerance=THREE,
    hints=(
        "Which way does the bias of class 1 go, whose gradient is negative?",
        "The three changes must sum to 0, as the gradients do. Do yours?",
        "A bias of 0.5 with the gradient 0.1237 becomes 0.48763, that is 0.488.",
    ),
    wrong=(
        WrongValue(
            "digits are cut off after two decimals",
            cut(NEW_BIAS),
            ("How many decimals are asked for, and is the last one rounded?",),
            PAGE + "mistakes",
            source="seeds: truncated-bias",
        ),
        WrongValue(
            "the gradient is added",
            0.1 + RATE * BIAS_GRADIENT,
            ("Should the bias of the true class, class 1, rise or fall?",),
            PAGE + "step",
        ),
        WrongValue(
            "the learning rate is left out",
            0.1 - BIAS_GRADIENT,
            ("By what is the gradient multiplied before it is subtracted?",),
            PAGE + "step",
        ),
        WrongValue(
            "the old biases are left out",
            -RATE * BIAS_GRADIENT,
            ("Where does the step start?",),
            PAGE + "step",
        ),
    ),
    covers=("row-class-bias-update",),
)

# --- one iris ---------------------------------------------------------------------------------------------------------

IRIS, IRIS_LABEL = np.array([[1.4, 0.2]]), np.array([0])
W_START, B_START = np.array([[0.1, -0.1, 0.1], [0.2, 0.2, -0.1]]), np.array([0.1, 0.05, -0.1])
IRIS_P = class_probabilities(IRIS, W_START, B_START)
IRIS_GRADIENT = parameter_gradients(IRIS, IRIS_P, IRIS_LABEL)[0]
IRIS_W = train(IRIS, IRIS_LABEL, W_START, B_START, RATE, [[0]])[0]

ONE_IRIS = Numeric(
    "training_one_iris",
    IRIS_W,
    why="Row 0 moves seven times as far as row 1: its input is 1.4, the other 0.2.",
    tolerance=THREE,
    hints=(
        "Which weights belong to the input 1.4: a row or a column?",
        "Each row of the changes must sum to 0, as the errors do.",
        "A weight of 0.5 with the input 3, the error −0.2 and the rate 0.1 becomes 0.5 + 0.06 = 0.56.",
    ),
    wrong=(
        WrongValue(
            "the gradient is added",
            W_START + RATE * IRIS_GRADIENT,
            ("Its inputs are positive: do the weights of the true class rise?",),
            PAGE + "step",
        ),
        WrongValue(
            "the inputs are left out",
            W_START - RATE * (IRIS_P - [1.0, 0.0, 0.0]),
            ("By what is the weight multiplied on its way into the score?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "the learning rate is left out",
            W_START - IRIS_GRADIENT,
            ("By what is the gradient multiplied before it is subtracted?",),
            PAGE + "step",
        ),
        WrongValue(
            "the target is not subtracted",
            W_START - RATE * IRIS.T @ IRIS_P,
            ("What must the changes of a row sum to?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "a row for each class is written down",
            IRIS_W.T,
            ("What is the shape of the weights that you were given?",),
            PAGE + "layouts",
        ),
    ),
    covers=("sgd-three-class-update",),
)
