"""What single steps pass back, and in which order."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

PAGE = "computation_graphs#graphs-"
X1, X2, K, G = 2.0, -4.0, 5.0, 3.0
PAIRS = np.array([[2.0, -4.0], [-4.0, 2.0], [1.0, 1.0]])
FIRST_LARGER = PAIRS[:, 0] >= PAIRS[:, 1]
FIRST_SMALLER = PAIRS[:, 0] <= PAIRS[:, 1]
MAX = G * np.column_stack([FIRST_LARGER, ~FIRST_LARGER])
MIN = G * np.column_stack([FIRST_SMALLER, ~FIRST_SMALLER])
SHARED = "ties are shared between the two"
BOTH = "both operands get what arrives"

EDGES = (("x", "a"), ("W1", "a"), ("a", "p"), ("W2", "p"), ("p", "L"), ("y", "L"))
ORDERS = sum(
    all(order.index(first) < order.index(then) for first, then in EDGES)
    for order in permutations(("x", "W1", "a", "W2", "p", "y", "L"))
)

SUM_AND_PRODUCT = Numeric(
    "graphs_sum_and_product",
    np.array([[G, G], [G * X2, G * X1]]),
    why="A sum passes on what arrives. A product multiplies it, for each operand, by the *other* one.",
    tolerance=EXACT,
    hints=(
        "If the first operand grows by a little, how much does the result grow?",
        "Compute $2.1 + (-4)$ and $2.1 \\cdot (-4)$, and compare with what they are at 2.",
        "With the operands 7 and 5, and 10 arriving: the sum passes on 10 and 10, the product 50 and 70.",
    ),
    wrong=(
        WrongValue(
            "each factor gets its own number",
            np.array([[G, G], [G * X1, G * X2]]),
            ("If one factor is 0, does the product change when the *other* one moves?",),
            PAGE + "gates",
            source="seeds: multiply-not-swapped",
        ),
        WrongValue(
            "what arrives is left out",
            np.array([[1.0, 1.0], [X2, X1]]),
            ("How much does the *loss* change when the result changes by one?",),
            PAGE + "gates",
        ),
        WrongValue(
            "the two steps have changed places",
            np.array([[G * X2, G * X1], [G, G]]),
            ("Which of the two steps needs to know its operands?",),
            PAGE + "gates",
        ),
    ),
    covers=("gate-add", "gate-multiply"),
)

CONSTANTS = Numeric(
    "graphs_constants",
    np.array([[G, G], [K * G, X1 * G]]),
    why="A constant has a derivative like any other operand. We do not use it, but it is not zero.",
    tolerance=EXACT,
    hints=(
        "If somebody changed the constant, would the result change?",
        "Compute $2 + 5.1$ and $2 \\cdot 5.1$, and compare with what they are at 5.",
        "With $x = 7$, $k = 10$ and 4 arriving: the sum gives 4 and 4, the product 40 and 28.",
    ),
    wrong=(
        WrongValue(
            "the derivative by a constant is taken as zero",
            np.array([[G, 0.0], [K * G, 0.0]]),
            (
                "Nobody means to change the constant. Does that mean it has no effect?",
                "Put 6 in place of 5: do the results stay as they were?",
            ),
            PAGE + "gates",
            source="seeds: constant-derivative-zero-add, constant-derivative-zero-mul",
        ),
        WrongValue(
            "each factor gets its own number",
            np.array([[G, G], [X1 * G, K * G]]),
            ("If $k$ is 0, does the product change when $x$ moves?",),
            PAGE + "gates",
        ),
        WrongValue(
            "what arrives is left out",
            np.array([[1.0, 1.0], [K, X1]]),
            ("How much does the *loss* change when the result changes by one?",),
            PAGE + "gates",
        ),
    ),
    covers=("gate-add-constant", "gate-multiply-constant"),
)

_ROUTE = (
    "For each pair: which of the two operands would change the result if it moved a little?",
    "Raise the first operand of the first pair by 0.1, then the second one. Look at the result each time.",
)

LARGER = Numeric(
    "graphs_larger",
    MAX,
    why="The larger operand *is* the result, so it gets everything. At a tie somebody has to decide.",
    tolerance=EXACT,
    hints=(*_ROUTE, "For the pair (7, 5) with 10 arriving, 7 gets 10 and 5 gets nothing."),
    wrong=(
        WrongValue(BOTH, np.full((3, 2), G), ("Does the result notice when the smaller one moves?",), PAGE + "max"),
        WrongValue(
            SHARED,
            np.where(PAIRS[:, :1] == PAIRS[:, 1:], G / 2, MAX),
            ("Which operand gets everything at a tie?",),
            PAGE + "max",
        ),
        WrongValue("the smaller operand gets it", MIN, ("Which of the two is the result?",), PAGE + "max"),
        WrongValue(
            "what arrives is multiplied by the operand",
            MAX * PAIRS,
            ("If the result is $x_1$ itself, what is its derivative by $x_1$?",),
            PAGE + "max",
        ),
    ),
    covers=("gate-max",),
)

SMALLER = Numeric(
    "graphs_smaller",
    MIN,
    why="The same rule with the other operand: whoever is the result gets everything.",
    tolerance=EXACT,
    hints=(*_ROUTE, "For the pair (7, 5) with 10 arriving, 5 gets 10 and 7 gets nothing."),
    wrong=(
        WrongValue(BOTH, np.full((3, 2), G), ("Does the result notice when the larger one moves?",), PAGE + "max"),
        WrongValue("the larger operand gets it", MAX, ("Which of the two is the result?",), PAGE + "max"),
        WrongValue(
            SHARED,
            np.where(PAIRS[:, :1] == PAIRS[:, 1:], G / 2, MIN),
            ("Which operand gets everything at a tie?",),
            PAGE + "max",
        ),
    ),
    covers=("gate-min",),
)

SWEEP = Numeric(
    "graphs_sweep",
    np.array([-4.0, -4.0, 3.0]),
    why="The product passes −4 to the sum, and to $z$ the value of the sum, 3. The sum passes its −4 on to both.",
    tolerance=EXACT,
    hints=(
        "What does the product pass to its two operands, the sum and $z$?",
        "Raise $x$ from −2 to −1 and compute $f$ again. How much did it change?",
        "For $(1 + 2) \\cdot 7$ the three derivatives are 7, 7 and 3.",
    ),
    wrong=(
        WrongValue(
            "each factor gets its own number",
            np.array([3.0, 3.0, -4.0]),
            ("If $z$ is 0, does $f$ change when $x$ moves?",),
            PAGE + "gates",
        ),
        WrongValue(
            "the sum multiplies as a product does",
            np.array([-20.0, 8.0, 3.0]),
            ("If $x$ grows by 1, by how much does $x + y$ grow?",),
            PAGE + "gates",
        ),
        WrongValue(
            "what arrives at the sum is not passed on",
            np.array([1.0, 1.0, 3.0]),
            ("How much does $f$ change when the sum changes by one?",),
            PAGE + "chain",
        ),
    ),
    covers=("graph-forward-backward-roles",),
)

KEEPS = Choice(
    "graphs_keeps",
    (
        Option("nothing: the backward pass computes all it needs", "The derivative of a product needs its factors."),
        Option("the whole graph", "A step needs its own operands. How they were made does not matter to it."),
        Option(
            "the values that its local derivative needs",
            "A product keeps its two factors, and a sigmoid its result. A sum needs nothing.",
            right=True,
        ),
        Option("the derivative of the loss by its result", "That arrives only later, on the way back."),
    ),
    PAGE + "gates",
    covers=("graph-forward-backward-roles",),
)

HOW_MANY_ORDERS = Numeric(
    "graphs_orders",
    float(ORDERS),
    why="$L$ comes last. Two orders for $x$ and $W_1$ before $a$, four places for $W_2$ before $\\hat y$, six for $y$: "
    f"$2 \\cdot 4 \\cdot 6 = {ORDERS}$.",
    tolerance=EXACT,
    hints=(
        "Which node must come last, and which must come just somewhere before another?",
        "Begin at the end: $L$ is last; $y$ can stand anywhere among the six before it.",
        "For $a, b \\to c$ and $c, d \\to e$: the last is $e$, $d$ has four places, $a$ and $b$ two orders: 8.",
    ),
    wrong=(
        WrongValue("any order is allowed", 5040.0, ("Can $L$ be computed first?",), PAGE + "order"),
        WrongValue(
            "all inputs must come before the first step",
            24.0,
            ("Does $a$ have to wait for the label $y$?",),
            PAGE + "order",
        ),
        WrongValue(
            "only $x$ and $W_1$ may change places", 2.0, ("Who has to wait for the label $y$?",), PAGE + "order"
        ),
    ),
    covers=("topological-order",),
)

NO_ORDER = Choice(
    "graphs_no_order",
    (
        Option("$x, W_1, a, W_2, \\hat y, y, L$", "Each node comes after its operands: this is one."),
        Option("$x, a, W_1, W_2, y, \\hat y, L$", "$a$ needs $W_1$, which comes after it.", right=True),
        Option("$y, W_2, W_1, x, a, \\hat y, L$", "The label may come first. It only has to come before $L$."),
    ),
    PAGE + "order",
    covers=("topological-order",),
)
