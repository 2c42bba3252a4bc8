"""What many layers do to what goes back through them."""

from __future__ import annotations

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "backpropagation#backpropagation-"
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0006, reason="three decimals, rounded")
FLAT = 0.5 * (1 - 0.5)  # the slope of a sigmoid that gave one half

CHAIN = Numeric(
    "backprop_chain_of_sigmoids",
    FLAT**4,
    why="Four units stand between the last sum and the first, each with the factor $1 \\cdot 0.25$: $1/256$.",
    tolerance=THREE_DECIMALS,
    hints=(
        "By what is the derivative multiplied on its way from one sum to the one before it, and how often?",
        "Do it for two units: one factor. Then for three.",
        "Three units with the weight 2 give two factors of $2 \\cdot 0.25$, together one quarter.",
    ),
    wrong=(
        WrongValue(
            "a factor for every unit",
            FLAT**5,
            ("How many steps lead from the fifth sum to the first?",),
            PAGE + "depth",
        ),
        WrongValue(
            "the activation is taken for the slope",
            0.5**4,
            ("Is 0.5 what the unit gave, or how steep it is there?",),
            PAGE + "sigmoid",
        ),
        WrongValue(
            "the factors are added up",
            4 * FLAT,
            ("One unit feeds the next. Are derivatives along a path added or multiplied?",),
            PAGE + "depth",
        ),
        WrongValue("only one step is taken", FLAT, ("How many units lie on the way?",), PAGE + "depth"),
    ),
)

KEEPING = Numeric(
    "backprop_weight_that_keeps",
    1 / FLAT,
    why="Weight times slope is then $4 \\cdot 0.25 = 1$. But a slope is 0.25 only where the sum is 0.",
    tolerance=EXACT,
    hints=(
        "Which product should be 1?",
        "Try the weights 1, 2 and 8: does the gradient shrink or grow along the chain?",
        "For the hyperbolic tangent, whose slope at 0 is 1, it is the weight 1.",
    ),
    wrong=(
        WrongValue("the slope is left out", 1.0, ("What else multiplies besides the weight?",), PAGE + "depth"),
        WrongValue("the activation is taken for the slope", 2.0, ("How steep is a sigmoid at 0?",), PAGE + "sigmoid"),
        WrongValue("it is the slope", FLAT, ("By which weight must the slope be *multiplied*?",), PAGE + "depth"),
    ),
)

OPEN_CHAIN = Choice(
    "backprop_open_chain",
    (
        Option("The same: the slope of an open ReLU is 1.", "The slopes are 1, but the weights multiply, too."),
        Option("Almost nothing, as with sigmoids.", "Each factor is $1.5 \\cdot 1$, which is more than 1."),
        Option("About 2000 times as much.", "$1.5^{19} = 2217$. One says that the gradient *explodes*.", right=True),
        Option("About 30 times as much.", "This adds the factors up. Along a path they multiply."),
    ),
    PAGE + "depth",
)
