"""Shapes of derivatives, and derivatives that are tables."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Numeric, WrongValue

PAGE = "computation_graphs#graphs-"
_COUNT = "Write $y$ and the other one with all their indices, and count the letters."


def _table(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, dtype=float)


OF_A_NUMBER = Numeric(
    "graphs_axes_of_a_number",
    np.array([0.0, 1.0, 1.0]),
    why="$y$ is a number and adds no axis, so each derivative is shaped like what it is taken by.",
    tolerance=EXACT,
    hints=("How many partial derivatives are there by each of the three?", _COUNT, "By a matrix it would have 2 axes."),
    wrong=(
        WrongValue(
            "$y$ is taken for a vector",
            np.array([1.0, 2.0, 2.0]),
            ("What comes out of $w \\cdot x$: a vector or a number?",),
            PAGE + "shapes",
        ),
        WrongValue(
            "all derivatives are numbers because $y$ is one",
            np.zeros(3),
            ("How many weights could you move one at a time?",),
            PAGE + "shapes",
        ),
    ),
    covers=("tensor-ranks-scalar-output",),
)

OF_A_VECTOR = Numeric(
    "graphs_axes_of_a_vector",
    _table((1, 2, 2), (2, 3, 2), (1, 2, 1)),
    why="Axes add up: those of what is differentiated and those of what it is differentiated by. A loss has none.",
    tolerance=EXACT,
    hints=(
        "In each row: how many axes does $y$ or $L$ have, and how many the other three?",
        _COUNT,
        "The derivative of a table by a table has 4 axes, that of a loss by a table 2.",
    ),
    wrong=(
        WrongValue(
            "the layer's $b$ and $W$ get the axes of a gradient of the loss",
            _table((1, 2, 2), (1, 2, 2), (1, 2, 1)),
            ("Is $y$ a number in the second row?",),
            PAGE + "shapes",
            source="seeds: jacobian-has-parameter-rank",
        ),
        WrongValue(
            "every row gets the axes of the parameters alone",
            _table((0, 1, 1), (1, 2, 1), (1, 2, 1)),
            ("Is $y$ a number in the first two rows?",),
            PAGE + "shapes",
        ),
        WrongValue(
            "the loss is taken for a vector",
            _table((1, 2, 2), (2, 3, 2), (2, 3, 2)),
            ("How many losses are there?",),
            PAGE + "shapes",
        ),
    ),
    covers=("tensor-ranks-vector-output",),
)

OF_A_BATCH = Numeric(
    "graphs_axes_of_a_batch",
    _table((0, 2, 2), (1, 2, 3)),
    why="The whole sum is one number. A batch has one for each sample, which adds an axis to every derivative.",
    tolerance=EXACT,
    hints=(
        "Is $y$ a number or a vector, in the first case and in the second?",
        _COUNT,
        "The derivative of a vector by a vector has 2 axes, that of a number by a vector 1.",
    ),
    wrong=(
        WrongValue(
            "the axis of the samples is forgotten",
            _table((0, 2, 2), (0, 1, 2)),
            ("How many numbers come out of $X w$?",),
            PAGE + "shapes",
        ),
        WrongValue(
            "the sum over all entries is taken for a table",
            _table((2, 4, 4), (1, 2, 3)),
            ("What is left of a table when all its entries are added up?",),
            PAGE + "shapes",
        ),
    ),
    covers=("tensor-ranks-matrix-input",),
)

SQUARE = Numeric(
    "graphs_square",
    _table((32, 48), (-2, -3)),
    why="$2 (2x + 3y)$ arrives, times 2 for $x$ and times 3 for $y$.",
    tolerance=EXACT,
    hints=(
        "What does the square pass back to $2x + 3y$?",
        "Compute $f(1, 2)$ and $f(1.01, 2)$: the change, times 100, should be near your first number.",
        "For $(5x + y)^2$ at (1, 1) it is $12 \\cdot 5 = 60$ and 12.",
    ),
    wrong=(
        WrongValue(
            "the inner derivatives are left out",
            _table((16, 16), (-1, -1)),
            ("By how much does $2x + 3y$ grow when $x$ grows by 1?",),
            PAGE + "jacobians",
        ),
        WrongValue(
            "the 2 of the square is left out",
            _table((16, 24), (-1, -1.5)),
            ("What is the derivative of a square?",),
            PAGE + "jacobians",
        ),
    ),
    covers=("gradient-of-square",),
)

AT_A_POINT = Numeric(
    "graphs_jacobian_at_a_point",
    _table((2, 2), (3, 16)),
    why="A row for each result, a column for each input: $(2x, 2)$ and $(3, 8y)$, at (1, 2).",
    tolerance=EXACT,
    hints=(
        "Which partial derivatives belong in the first row: those of the first result, or those by $x$?",
        "Move $y$ alone, and see which entries describe what happens.",
        "For $(xy,\\ x + 5)$ at (7, 4) the rows are (4, 7) and (1, 0).",
    ),
    wrong=(
        WrongValue(
            "rows and columns have changed places",
            _table((2, 3), (2, 16)),
            ("Does a row of a Jacobian belong to a result or to an input?",),
            PAGE + "jacobians",
            source="seeds: jacobian-transposed",
        ),
        WrongValue(
            "the terms themselves are put in, not their derivatives",
            _table((1, 4), (3, 16)),
            ("What is the derivative of $2y$ by $y$?",),
            PAGE + "jacobians",
        ),
    ),
    covers=("jacobian-at-point",),
)

OUTER, INNER = _table((1, 2, 0), (0, -1, 3)), _table((2, 1), (0, 4), (-1, 1))
PRODUCT = Numeric(
    "graphs_jacobian_product",
    OUTER @ INNER,
    why="$F(G(x)) = A(Bx)$: what acts first stands on the right.",
    tolerance=EXACT,
    hints=(
        "How many inputs does $F(G(x))$ have, and how many results?",
        "Put (1, 0) into $G$, and what comes out into $F$: that is the first column.",
        "For $A = (1\\ 2)$ and $B$ the column (3, 4) it is $1 \\cdot 3 + 2 \\cdot 4 = 11$.",
    ),
    wrong=(
        WrongValue(
            "the inner table stands on the left",
            INNER @ OUTER,
            ("How many inputs does $F(G(x))$ have, and how many columns does your answer have?",),
            PAGE + "jacobians",
            source="seeds: jacobians-in-wrong-order",
        ),
        WrongValue(
            "rows and columns have changed places",
            (OUTER @ INNER).T,
            ("What comes out if (1, 0) goes in?",),
            PAGE + "jacobians",
        ),
    ),
    covers=("vector-chain-rule",),
)

POINT_A, POINT_B = 2.0, 3.0
C, D = POINT_A - 5 * POINT_B, POINT_A * POINT_B
JG = _table((1, -5), (POINT_B, POINT_A), (1, -1))
JF = _table((3 * D, 3 * C, 0), (0, 1, -1))
COMPOSITION = Numeric(
    "graphs_composition",
    JF @ JG,
    why="$F$'s table at $G(2, 3) = (-13, 6, -1)$, times $G$'s table at (2, 3).",
    tolerance=EXACT,
    hints=(
        "At which point do you need the derivatives of $F$?",
        "Substitute first: $3 (a - 5b) ab$ and $ab - a + b$. Do both ways agree?",
        "For $G(a) = (a, a^2)$ and $F(c, d) = cd$ at $a = 2$: $(4, 2)$ times $(1, 4)$ is $4 + 8 = 12$.",
    ),
    wrong=(
        WrongValue(
            "$c$ counts again as a part of $e$, so that one path is walked twice",
            (JF + _table((0, 0, 3 * D), (0, 0, 0))) @ JG,
            ("Does the formula $3cd$ contain $e$?",),
            PAGE + "jacobians",
            source="seeds: inner-variable-counted-twice",
        ),
        WrongValue(
            "the outer table is taken at $(2, 3)$, not at $G(2, 3)$",
            _table((3 * POINT_B, 3 * POINT_A, 0), (0, 1, -1)) @ JG,
            ("Which numbers does $F$ receive?",),
            PAGE + "jacobians",
        ),
        WrongValue(
            "rows and columns have changed places",
            (JF @ JG).T,
            ("Does a row of a Jacobian belong to a result or to an input?",),
            PAGE + "jacobians",
        ),
    ),
    covers=("jacobian-of-composition",),
)


def _by_chain(at: tuple[float, float], inner: tuple[float, float]) -> np.ndarray:
    return np.asarray(_table((2 * at[0], 2), (3, 8 * at[1])) @ np.array(inner))


TWO_WAYS = Numeric(
    "graphs_two_ways",
    np.array([_by_chain((x, x**2), (1, 2 * x)) for x in (0.5, 3.0)]),
    why="By substitution, $(x^2 + 2x^2,\\ 3x + 4x^4)$ has the derivative $(6x,\\ 3 + 16x^3)$.",
    tolerance=EXACT,
    hints=(
        "At which point do you need the table of $F$: at $G(x)$, or at the derivative of $G$?",
        "Substitute first, then differentiate. Do both ways agree?",
        "At $x = 1$ the table of $F$ has the rows (2, 2) and (3, 8); times (1, 2) this is (6, 19).",
    ),
    wrong=(
        WrongValue(
            "the table of $F$ is taken at the derivative of $G$",
            np.array([_by_chain((1, 2 * x), (1, 2 * x)) for x in (0.5, 3.0)]),
            ("Which numbers does $F$ receive?",),
            PAGE + "jacobians",
            source="seeds: df-of-dg",
        ),
        WrongValue(
            "the derivative of $x^2$ is taken as 1",
            np.array([_by_chain((x, x**2), (1, 1)) for x in (0.5, 3.0)]),
            ("How fast does the second entry of $G$ change?",),
            PAGE + "jacobians",
        ),
    ),
    covers=("chain-rule-two-ways",),
)
