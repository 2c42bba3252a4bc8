"""Asked again at the end of the chapter: half of it from this one, half from the chapters before."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "computation_graphs#graphs-"
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0006, reason="three decimals, rounded")

X, ARRIVES = 3.0, 2.0

TWICE_AGAIN = Numeric(
    "graphs_again_twice",
    ARRIVES * (2 * X + 1),
    why="Three arrivals: 6 and 6 from the two sides of the product, 2 straight from the addition.",
    tolerance=EXACT,
    hints=(
        "How many arrows leave $x$?",
        "Give the three uses of $x$ three names, find what each gets, and add.",
        "For $y = x \\cdot x + x$ at $x = 1$ with 10 arriving: $10 + 10 + 10 = 30$.",
    ),
    wrong=(
        WrongValue("each arrival replaces the one before", ARRIVES, ("Which arrivals are lost?",), PAGE + "accumulate"),
        WrongValue(
            "the product passes on to one side only",
            ARRIVES * (X + 1),
            ("How many operands does the product have?",),
            PAGE + "gates",
        ),
        WrongValue("what arrives is left out", 2 * X + 1, ("What is multiplied by what arrives?",), PAGE + "chain"),
        WrongValue(
            "the use in the addition is left out", ARRIVES * 2 * X, ("How many arrows leave $x$?",), PAGE + "accumulate"
        ),
    ),
    covers=("gate-multiply",),
)

MAXIMUM_AGAIN = Numeric(
    "graphs_again_maximum",
    np.array([0.0, 3.0, 2.0]),
    why="The product, 6, is larger than 1, so it gets everything, and passes on to each operand the other one.",
    tolerance=EXACT,
    hints=(
        "Which operand of the maximum is the larger one?",
        "Move $x$ by 0.1. Does the result change?",
        "At (5, 1, 2) the gradients are $(1, 0, 0)$.",
    ),
    wrong=(
        WrongValue(
            "the smaller operand gets it", np.array([1.0, 0.0, 0.0]), ("Which one *is* the result?",), PAGE + "max"
        ),
        WrongValue(
            "each factor gets itself",
            np.array([0.0, 2.0, 3.0]),
            ("If $y$ grows by 1, by how much does $y z$ grow?",),
            PAGE + "gates",
            source="seeds: multiply-not-swapped",
        ),
        WrongValue("both operands get it", np.array([1.0, 3.0, 2.0]), ("Does $x$ matter here?",), PAGE + "max"),
    ),
    covers=("gate-multiply",),
)

SHAPE_AGAIN = Numeric(
    "graphs_again_shape",
    np.array([2.0, 4.0]),
    why="2 by 3 times 3 by 4: a row for each result, a column for each input.",
    tolerance=EXACT,
    hints=(
        "How many numbers go into the composition, and how many come out?",
        "Write the shapes of both Jacobians in the order of the product. Which sizes disappear?",
        "From 5 numbers to 1 to 6 numbers, the Jacobian is 6 by 5.",
    ),
    wrong=(
        WrongValue("it is transposed", np.array([4.0, 2.0]), ("Is there a row for each result?",), PAGE + "jacobians"),
        WrongValue(
            "the inner size is kept", np.array([3.0, 3.0]), ("Which sizes disappear in a product?",), PAGE + "jacobians"
        ),
        WrongValue(
            "it is the Jacobian of the second function",
            np.array([2.0, 3.0]),
            ("By what is the composition differentiated?",),
            PAGE + "jacobians",
        ),
    ),
    covers=("vector-chain-rule",),
)

ORDER_AGAIN = Choice(
    "graphs_again_order",
    (
        Option("$s, t, a, x$", "Nothing has arrived at $s$ yet. The sweep begins at $L$."),
        Option("$L, s, a, t, x$", "$a$ passes on before $t$ has reported to it."),
        Option("$L, t, s, a, x$", "Both that use $a$ have reported before it, and $a$ before $x$.", right=True),
        Option("$x, a, s, t, L$", "That is the way forward."),
    ),
    PAGE + "order",
)

# --- from the chapters before ----------------------------------------------------------------------------------------

ACTIVATIONS, ERRORS = np.array([2.0, 0.0, 3.0]), np.array([0.1, -0.3])

ROW_RECALLED = Numeric(
    "graphs_recall_row",
    ACTIVATIONS[0] * ERRORS,
    why="Input times error: the activation 2 times each of the two errors.",
    tolerance=EXACT,
    hints=(
        "What is multiplied by what in the delta rule?",
        "Let the activation be 0. What must the row of a unit that gave 0 be?",
        "The activation 0.5 and the errors (2, 4) give the row (1, 2).",
    ),
    wrong=(
        WrongValue("the activation is left out", ERRORS, ("Is this a bias?",), "backpropagation#backpropagation-layer"),
        WrongValue(
            "it is another unit's row",
            ACTIVATIONS[2] * ERRORS,
            ("Are units counted from 0?",),
            "backpropagation#backpropagation-layer",
        ),
        WrongValue(
            "the activations of all units are added up",
            ACTIVATIONS.sum() * ERRORS,
            ("Which activation does this row's weight multiply?",),
            "backpropagation#backpropagation-layer",
        ),
    ),
    covers=("mlp-grad-output-weights",),
)

STEPS_RECALLED = Numeric(
    "graphs_recall_steps",
    3.0,
    why="Batches of 4, 4 and 2: the two that are left over make a batch, too.",
    tolerance=EXACT,
    hints=(
        "How many samples are in the last batch?",
        "Deal ten cards out in fours. How many piles are there?",
        "Nine samples in batches of two: five steps.",
    ),
    wrong=(
        WrongValue(
            "what is left over is dropped", 2.0, ("Who learns from the last two?",), "training#training-batches"
        ),
        WrongValue("the quotient is not rounded", 2.5, ("Are there half steps?",), "training#training-batches"),
        WrongValue("one step a sample", 10.0, ("What is a batch of 1?",), "training#training-batches"),
        WrongValue("one step an epoch", 1.0, ("When does a full batch move?",), "training#training-epochs"),
    ),
)

COUNT_RECALLED = Numeric(
    "graphs_recall_count",
    7850.0,
    why="784 weights and a bias for each of the ten units.",
    tolerance=EXACT,
    hints=(
        "How many numbers belong to *one* unit?",
        "Count for 2 inputs and 3 units with a pencil.",
        "5 inputs and 4 units: $4 \\cdot 6 = 24$.",
    ),
    wrong=(
        WrongValue("the biases are left out", 7840.0, ("Does a unit have a bias?",), "neurons#neurons-parameters"),
        WrongValue("one bias for the layer", 7841.0, ("Whose bias is it?",), "neurons#neurons-parameters"),
        WrongValue("a bias for each input", 8624.0, ("Does a bias belong to an input?",), "neurons#neurons-parameters"),
    ),
)

ODDS_RECALLED = Numeric(
    "graphs_recall_log_odds",
    np.log(4),
    why="The odds are 0.8 to 0.2, that is 4 to 1.",
    tolerance=THREE_DECIMALS,
    hints=(
        "What are the odds?",
        "Put your number into the sigmoid. Is 0.8 what comes out?",
        "For the probability 0.9 it is $\\ln 9 = 2.197$.",
    ),
    wrong=(
        WrongValue(
            "it is the logarithm of the probability", np.log(0.8), ("And the odds?",), "sigmoid#sigmoid-log-odds"
        ),
        WrongValue(
            "the logarithm has base 10", np.log10(4), ("Which base has $\\sigma$?",), "sigmoid#sigmoid-log-odds"
        ),
        WrongValue("it is the odds", 4.0, ("What goes into the sigmoid?",), "sigmoid#sigmoid-log-odds"),
        WrongValue(
            "numerator and denominator change places",
            -np.log(4),
            ("Is 0.8 above one half?",),
            "sigmoid#sigmoid-log-odds",
        ),
    ),
)
