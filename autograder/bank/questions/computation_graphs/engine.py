"""What an engine has to mind: long chains, and arrays that were stretched."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

PAGE = "computation_graphs#graphs-"
ARRIVES = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])

LONG_CHAIN = Choice(
    "graphs_long_chain",
    (
        Option("Its gradients are rounded away.", "Each of the additions passes on exactly what arrives."),
        Option(
            "Each node waits inside the call of the next: Python stops at about 1000 calls within each other.",
            "A list of nodes and a loop have no such limit.",
            right=True,
        ),
        Option("Such a graph has a cycle.", "A chain has none. And a value is computed before it is used."),
        Option("It is slow, but nothing goes wrong.", "It ends with a RecursionError."),
    ),
    PAGE + "engine",
)

BIAS = Numeric(
    "graphs_broadcast_bias",
    ARRIVES.sum(axis=0),
    why="Each entry of the bias stands in every row, and what comes back from its copies adds up.",
    tolerance=EXACT,
    hints=(
        "In how many rows does the first entry of the bias take part?",
        "Raise the first entry of the bias by 1. Which entries of $X + b$ change?",
        "If (0, 1) and (2, 5) come back to two rows, the bias gets $(2, 6)$.",
    ),
    wrong=(
        WrongValue(
            "the copies are averaged",
            ARRIVES.mean(axis=0),
            ("If one value is used three times, are its gradients averaged or added?",),
            PAGE + "broadcasting",
        ),
        WrongValue("only the last copy counts", ARRIVES[-1], ("And the other rows?",), PAGE + "broadcasting"),
        WrongValue("only the first copy counts", ARRIVES[0], ("And the other rows?",), PAGE + "broadcasting"),
    ),
)

COLUMN = Numeric(
    "graphs_broadcast_column",
    ARRIVES.sum(axis=1, keepdims=True),
    why="An entry of the column was used once for each column of the table: add along the rows, keep the shape.",
    tolerance=EXACT,
    hints=(
        "Along which axis was the column repeated?",
        "Raise the first entry of the column by 1. Which entries of the sum change?",
        "If (0, 1) and (2, 5) come back to two rows, the column gets 1 above 7.",
    ),
    wrong=(
        WrongValue(
            "the copies are averaged",
            ARRIVES.mean(axis=1, keepdims=True),
            ("Are the gradients of copies averaged or added?",),
            PAGE + "broadcasting",
        ),
        WrongValue("only the last copy counts", ARRIVES[:, -1:], ("And the first column?",), PAGE + "broadcasting"),
        WrongValue("only the first copy counts", ARRIVES[:, :1], ("And the second column?",), PAGE + "broadcasting"),
    ),
)
