"""Where samples, outputs and derivatives stand, and what a sum in place of a mean does to a step."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

PAGE = "notation#notation-"
SAMPLES, INPUTS, OUTPUTS = 5, 2, 3
TABLE = np.array([[4.0, 0.0, 1.0], [5.0, 2.0, 0.0]])
BOOKS_SAMPLES, BOOKS_RATE = 4, 0.1

COLUMNS = Numeric(
    "notation_columns",
    np.array([[INPUTS, SAMPLES], [OUTPUTS, INPUTS], [OUTPUTS, SAMPLES]]),
    why="Everything is transposed: ours would be (5, 2), (2, 3) and (5, 3).",
    tolerance=EXACT,
    hints=(
        "Which axis of a table counts what stands in its columns?",
        "Multiply the shapes, weights first. Does what stands side by side agree, and what is left?",
        "For 7 samples of 4 inputs and 6 outputs they are (4, 7), (6, 4) and (6, 7).",
    ),
    wrong=(
        WrongValue(
            "samples stand in rows, as in this course",
            np.array([[SAMPLES, INPUTS], [INPUTS, OUTPUTS], [SAMPLES, OUTPUTS]]),
            ("If a sample is a column, how many columns are there?",),
            PAGE + "layouts",
        ),
        WrongValue(
            "the weights are left as they are in this course",
            np.array([[INPUTS, SAMPLES], [INPUTS, OUTPUTS], [OUTPUTS, SAMPLES]]),
            ("Can your weights be multiplied by your samples, with the inputs side by side?",),
            PAGE + "layouts",
            source="misconceptions: LIN01-transposed",
        ),
        WrongValue(
            "the sums keep their samples in rows",
            np.array([[INPUTS, SAMPLES], [OUTPUTS, INPUTS], [SAMPLES, OUTPUTS]]),
            ("Which two sizes are left when weights and samples are multiplied?",),
            PAGE + "layouts",
        ),
    ),
)

TRANSLATED = Choice(
    "notation_translated",
    (
        Option(
            "$X^\\top G$", "That is ours. Here $X^\\top$ has a column for each input, and $G$ a row for each output."
        ),
        Option("$G X^\\top$", "The shapes fit, but the result has a row for each output: it is the transpose."),
        Option(
            "$X G^\\top$",
            "Inputs times samples, samples times outputs: the samples disappear, and the shape of $W$ is left.",
            right=True,
        ),
        Option("$G^\\top X$", "Side by side stand outputs and inputs. They need not even be equally many."),
    ),
    PAGE + "layouts",
)

NUMERATOR = Numeric(
    "notation_numerator",
    TABLE.T,
    why="A row for each of the three results, a column for each of the two inputs: it is $W^\\top$.",
    tolerance=EXACT,
    hints=(
        "How many results are there, and how many inputs?",
        "Let the first input grow by 1 and the other rest. By how much do the three results grow?",
        "For one input, two results and $W = (6, 7)$ it is a column with 6 above 7.",
    ),
    wrong=(
        WrongValue(
            "it is the denominator layout",
            TABLE,
            ("Do the results go down the rows or along the columns?",),
            PAGE + "jacobians",
            source="misconceptions: LIN01-transposed",
        ),
        WrongValue(
            "each result is added up over the inputs",
            TABLE.sum(axis=0),
            ("How many numbers say how three results react to two inputs?",),
            PAGE + "jacobians",
        ),
    ),
)

RATE = Numeric(
    "notation_rate",
    BOOKS_RATE * BOOKS_SAMPLES,
    why="The gradient of the mean is a quarter, so the rate has to be four times as large.",
    tolerance=EXACT,
    hints=(
        "Which of the two gradients is larger, and how many times?",
        "Let all samples be alike. The sum's gradient is that of one sample, times what?",
        "With 10 samples and the rate 0.03 it would be 0.3.",
    ),
    wrong=(
        WrongValue(
            "the rate is divided by the number of samples",
            BOOKS_RATE / BOOKS_SAMPLES,
            ("Which gradient is smaller: that of the mean or of the sum?",),
            PAGE + "mean",
        ),
        WrongValue(
            "the rate stays as it is",
            BOOKS_RATE,
            ("Are the gradients of a sum and of a mean equally long?",),
            PAGE + "mean",
        ),
    ),
)
