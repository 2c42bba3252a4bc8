"""Derivatives along the paths of small graphs."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue

from .reference import THREE, sigmoid

PAGE = "computation_graphs#graphs-"
W1, W2, X, Y = 0.7, -1.3, 1.5, 0.4
A = float(sigmoid(np.array(W1 * X)))
INNER = A * (1 - A) * X  # the derivative of a by w1
PULL = 2 * (W2 * A - Y)
P = float(sigmoid(np.array(W2 * A)))

SQUARED = Numeric(
    "graphs_two_layers",
    np.array([PULL * W2 * INNER, PULL * A]),
    why="The path to $w_1$ goes through $a$; the path to $w_2$ leaves before it. They share the first factor only.",
    hints=(
        "Which arrows lead from $L$ back to $w_2$, and which to $w_1$?",
        "Write the local derivative beside every arrow, and multiply along each path.",
        "If $L$ passes −2 to $\\hat y = w_2 a$, with $w_2 = 3$ and $a = 0.5$: $w_2$ gets −1, and $a$ gets −6.",
    ),
    wrong=(
        WrongValue(
            "the derivative of $a$ by $w_1$ is a factor for $w_2$, too",
            np.array([PULL * W2 * INNER, PULL * A * INNER]),
            ("Does the path from $L$ to $w_2$ pass through $a$?",),
            PAGE + "two-layers",
            source="seeds: extra-inner-factor",
        ),
        WrongValue(
            "the sigmoid's slope is left out",
            np.array([PULL * W2 * X, PULL * A]),
            ("Which step lies between $w_1 x$ and $a$?",),
            PAGE + "two-layers",
        ),
        WrongValue(
            "the factor 2 of the square is left out",
            np.array([PULL * W2 * INNER, PULL * A]) / 2,
            ("What is the derivative of a square?",),
            PAGE + "two-layers",
        ),
        WrongValue(
            "the signs are turned",
            -np.array([PULL * W2 * INNER, PULL * A]),
            ("The output is too small. Does raising it make the loss larger or smaller?",),
            PAGE + "two-layers",
        ),
    ),
    covers=("two-layer-chain-rule-l2", "output-weight-gradient-path"),
)

LOSS_OF_A_ZERO = Numeric(
    "graphs_loss_of_a_zero",
    np.array([-np.log(1 - P), 1 / (1 - P)]),
    why="For $y = 0$ the loss is $-\\ln(1 - \\hat y)$, and it rises with $\\hat y$.",
    hints=(
        "Which of the two terms in the bracket is left for $y = 0$?",
        "Let $\\hat y$ go towards 1, which is quite wrong. Does your loss grow?",
        "For $\\hat y = 0.5$ the loss is 0.69, and its derivative 2.",
    ),
    wrong=(
        WrongValue(
            "the minus reaches the first term only",
            np.array([np.log(1 - P), -1 / (1 - P)]),
            ("Can a sample be so wrong that its loss is negative?",),
            PAGE + "two-layers",
            source="seeds: minus-sign-not-distributed",
        ),
        WrongValue(
            "the term for $y = 1$ is taken",
            np.array([-np.log(P), -1 / P]),
            ("Which of the two terms does $y = 0$ remove?",),
            PAGE + "two-layers",
        ),
        WrongValue(
            "the inner derivative of $1 - \\hat y$ is left out",
            np.array([-np.log(1 - P), -1 / (1 - P)]),
            ("Does the loss rise or fall with $\\hat y$?",),
            PAGE + "two-layers",
        ),
    ),
    covers=("two-layer-chain-rule-bce",),
)

CROSS_ENTROPY = Numeric(
    "graphs_cross_entropy",
    np.array([P * W2 * INNER, P * A]),
    why="$\\frac{1}{1 - \\hat y} \\cdot \\hat y (1 - \\hat y)$ is $\\hat y$: prediction minus target arrives.",
    hints=(
        "What arrives at the sum $w_2 a$, after the loss and the output's sigmoid?",
        "Multiply your derivative of the loss by $\\hat y (1 - \\hat y)$: something cancels.",
        "If 0.5 arrives at $w_2 a$ with $w_2 = 3$ and $a = 0.5$: $w_2$ gets 0.25, and $a$ gets 1.5.",
    ),
    tolerance=THREE,
    wrong=(
        WrongValue(
            "the slope of the output's sigmoid is left out",
            np.array([W2 * INNER, A]) / (1 - P),
            ("Which step lies between $w_2 a$ and $\\hat y$?",),
            PAGE + "two-layers",
        ),
        WrongValue(
            "the slope of the output's sigmoid is counted twice",
            np.array([W2 * INNER, A]) * P * P * (1 - P),
            ("What cancels against the denominator in the derivative of the loss?",),
            PAGE + "two-layers",
        ),
        WrongValue(
            "the minus of the loss reaches the first term only",
            -np.array([P * W2 * INNER, P * A]),
            ("The prediction is too high. Should $\\hat y$ go up or down?",),
            PAGE + "two-layers",
        ),
    ),
    covers=("two-layer-chain-rule-bce",),
)

# two units: d = w1 x1, e = w2 x2, f = d + e, g = f + b, a = sigmoid(g), h = v a, l = h + c; their l add up
XS, BIASES, VS = np.array([0.5, -1.5]), np.array([0.1, -0.3]), np.array([1.2, -0.6])
WEIGHTS = np.array([[0.2, -0.4], [0.7, 0.1]])  # row i for unit i
ACTIVATIONS = sigmoid(WEIGHTS @ XS + BIASES)
FROM_LOSS = 2 * (VS @ ACTIVATIONS + 0.05 + 0.15 - 0.8)
GRAD_B = FROM_LOSS * VS * ACTIVATIONS * (1 - ACTIVATIONS)

BIAS_PATHS = Numeric(
    "graphs_bias_paths",
    GRAD_B,
    why="The path ends at $g_i = f_i + b_i$, and its last factor is 1.",
    tolerance=THREE,
    hints=(
        "Which nodes lie between $L$ and $b_i$, and which lie behind it?",
        "Move $b_1$ a little. Does $f_1$ change?",
        "If −0.5 arrives at $a_i = 0.8$: the sigmoid turns it into $-0.5 \\cdot 0.16 = -0.08$, which $b_i$ gets.",
    ),
    wrong=(
        WrongValue(
            "the path runs on to the second weight",
            GRAD_B * XS[1],
            ("Is the bias multiplied by an input?",),
            PAGE + "two-layers",
            source="seeds: bias-chain-through-weights",
        ),
        WrongValue(
            "the sigmoid's slope is left out",
            FROM_LOSS * VS,
            ("Which step lies between $g_i$ and $a_i$?",),
            PAGE + "two-layers",
        ),
        WrongValue(
            "the path ends before the factor $v_i$",
            FROM_LOSS * ACTIVATIONS * (1 - ACTIVATIONS),
            ("By what is $a_i$ multiplied on its way to the output?",),
            PAGE + "two-layers",
        ),
    ),
    covers=("node-level-graph-paths",),
)

NOT_NEEDED = Choice(
    "graphs_not_needed",
    (
        Option("$\\partial h_i / \\partial a_i$", "All parameters before $a_i$ are reached through it."),
        Option("$\\partial f_i / \\partial d_i$", "It is 1, and $w_{i1}$ is reached through it."),
        Option("$\\partial d_i / \\partial x_1$", "The data stay as they are. Only parameters move.", right=True),
        Option("$\\partial l_i / \\partial c_i$", "$c_i$ is a parameter; its gradient leaves here."),
    ),
    PAGE + "two-layers",
    covers=("node-level-graph-paths",),
)

# h = w1 x, a = sigmoid(h), z = w2 a, prediction = sigmoid(z), half the squared error
IN, FIRST, SECOND, TARGET = 1.5, 0.4, -0.8, 1.0
H1 = FIRST * IN
A1 = float(sigmoid(np.array(H1)))
Z1 = SECOND * A1
OUT = float(sigmoid(np.array(Z1)))
RIGHT = (OUT - TARGET) * OUT * (1 - OUT) * SECOND * A1 * (1 - A1) * IN
BY_SUMS = (OUT - TARGET) * Z1 * (1 - Z1) * SECOND * H1 * (1 - H1)

TWO_SIGMOIDS = Numeric(
    "graphs_two_sigmoids",
    RIGHT,
    why="Five factors, one for each arrow between $L$ and $w_1$: error, slope, $w_2$, slope, input.",
    tolerance=THREE,
    hints=(
        "How many arrows lie between $L$ and $w_1$?",
        "The slope of the sigmoid is largest at 0, where it is a quarter. Are both of yours below that, and positive?",
        "With an error of −0.5, the outputs 0.5 and 0.8, $w_2 = 2$ and the input 3: "
        "$-0.5 \\cdot 0.25 \\cdot 2 \\cdot 0.16 \\cdot 3 = -0.12$.",
    ),
    wrong=(
        WrongValue(
            "the slopes are computed from the sums, not from the results of the sigmoids",
            BY_SUMS * IN,
            ("Can a slope of the sigmoid be negative?",),
            PAGE + "two-layers",
            source="seeds: slopes-from-preactivations",
        ),
        WrongValue(
            "the slopes are computed from the sums, and the input is left out",
            BY_SUMS,
            ("Can a slope of the sigmoid be negative?",),
            PAGE + "two-layers",
            source="seeds: input-factor-missing",
        ),
        WrongValue(
            "the slopes are computed from the sums, the input is left out, and it is divided by $(1 - h)^2$",
            BY_SUMS / (1 - H1) ** 2,
            ("Which arrow does each of your factors belong to?",),
            PAGE + "two-layers",
            source="seeds: stray-denominator",
        ),
        WrongValue(
            "the input is left out",
            RIGHT / IN,
            ("What is the derivative of $w_1 x$ by $w_1$?",),
            PAGE + "two-layers",
            source="seeds: slopes-right-input-missing",
        ),
    ),
    covers=("scalar-chain-two-sigmoids",),
)
