"""One neuron, one sample: from the sum to what each parameter has to say; and what the size of parameters does."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE, BEFORE = "sigmoid#sigmoid-", "neurons#neurons-"
WEIGHTS, BIAS, SAMPLE = np.array([0.8, 0.3]), -0.5, np.array([2.0, -1.0])
SUM = SAMPLE @ WEIGHTS + BIAS
P = 1 / (1 + np.exp(-SUM))
SLOPE = P * (1 - P)
PARTS = np.array([1.0, *SAMPLE])
THREE = Tolerance(rtol=0.0, atol=6e-4, reason="three decimals, rounded")

TURN_SUM = Numeric(
    "sigmoid_turn_sum",
    SUM,
    why="$0.8 \\cdot 2 + 0.3 \\cdot (-1) - 0.5 = 1.6 - 0.3 - 0.5$.",
    tolerance=EXACT,
    hints=(
        "Which two products are added, and what else?",
        "Set both inputs to 0. The bias should be left.",
        "For the sample (1, 5), the weights (2, −1) and the bias 7 it is $2 - 5 + 7 = 4$.",
    ),
    wrong=(
        WrongValue(
            "the bias is left out",
            SAMPLE @ WEIGHTS,
            ("If every input is 0, what should the neuron answer?",),
            BEFORE + "weighted-sum",
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "the bias is added once for each input",
            np.sum(SAMPLE * WEIGHTS + BIAS),
            ("If there were 100 inputs, how often would your bias be counted?",),
            BEFORE + "weighted-sum",
            source="misconceptions: NEU05-bias-per-input",
        ),
        WrongValue(
            "the minus of the second input is lost",
            abs(SAMPLE) @ WEIGHTS + BIAS,
            ("Does the second input raise the sum or lower it?",),
            BEFORE + "weighted-sum",
        ),
    ),
)

TURN_PROBABILITY = Numeric(
    "sigmoid_turn_probability",
    P,
    why=f"$e^{{-0.8}} = {np.exp(-SUM):.3f}$, and $1 / {1 + np.exp(-SUM):.3f} = {P:.3f}$.",
    hints=(
        "Is the sum positive? Then is the probability above or below one half?",
        "Put your probability back: is $\\ln(p / (1 - p))$ equal to the sum?",
        "For the sum 2: $e^{-2} = 0.135$ and $1 / 1.135 = 0.881$.",
    ),
    wrong=(
        WrongValue(
            "the minus in the exponent is lost",
            1 / (1 + np.exp(SUM)),
            ("Does a positive sum speak for class 1 or against it?",),
            PAGE + "definition",
            source="seeds: logistic-sign",
        ),
        WrongValue("it stops at the odds", np.exp(SUM), ("Can a probability exceed 1?",), PAGE + "definition"),
        WrongValue(
            "the whole bracket is raised to the power",
            (1 + np.e) ** SUM,
            ("Which number has the exponent: $e$, or the bracket?",),
            PAGE + "definition",
            source="misconceptions: NEU02-bracket",
        ),
    ),
)

TURN_SLOPE = Numeric(
    "sigmoid_turn_slope",
    SLOPE,
    why=f"${P:.3f} \\cdot {1 - P:.3f}$, from the probability itself.",
    tolerance=THREE,
    hints=(
        "Two factors: the probability, and which other one?",
        "Is your slope at most a quarter? It should be.",
        "Where the probability is 0.8 the slope is $0.8 \\cdot 0.2 = 0.16$.",
    ),
    wrong=(
        WrongValue(
            "the rule is fed with the sum, not with the probability",
            SUM * (1 - SUM),
            ("What does your rule give at the sum 2, and can a rising curve have such a slope?",),
            PAGE + "slope",
            source="misconceptions: SIG01-z-times-1-minus-z",
        ),
        WrongValue(
            "only one factor is kept",
            1 - P,
            ("Far to the left the curve is flat. Is your slope?",),
            PAGE + "slope",
            source="misconceptions: SIG03-only-1-minus-s",
        ),
        WrongValue(
            "the rule for the hyperbolic tangent is used",
            1 - P**2,
            ("What is your rule's slope in the middle, where the probability is one half?",),
            PAGE + "slope",
            source="misconceptions: SIG04-tanh-rule",
        ),
    ),
)

TURN_SAY = Numeric(
    "sigmoid_turn_say",
    SLOPE * PARTS,
    why="The slope, times what each parameter is multiplied by: 1, 2 and −1. The first weight has the strongest hold.",
    tolerance=THREE,
    hints=(
        "How fast does the *sum* grow with each of the three, and how fast the probability with the sum?",
        "Raise the bias by 0.1 and compute the probability again. By how much did it grow?",
        "With the slope 0.16 and the sample (5, −3) the three are 0.16, 0.8 and −0.48.",
    ),
    wrong=(
        WrongValue(
            "the slope of the sigmoid is left out",
            PARTS,
            ("What stands between the sum and the probability?",),
            PAGE + "slope",
            source="misconceptions: CHN02-inner-forgotten",
        ),
        WrongValue(
            "the weights are taken in place of the inputs",
            SLOPE * np.array([1.0, *WEIGHTS]),
            ("What is a weight multiplied by?",),
            BEFORE + "gradient",
            source="misconceptions: LIN04-weights-not-inputs",
        ),
        WrongValue(
            "the bias comes last",
            SLOPE * np.array([*SAMPLE, 1.0]),
            ("In which order are the three asked for?",),
            PAGE + "your-turn",
        ),
    ),
)

DOUBLED = Numeric(
    "sigmoid_doubled",
    16 / 17,
    why="The odds 4 to 1 are the power of the sum. Twice the sum squares them: 16 to 1.",
    tolerance=THREE,
    hints=(
        "What are the odds of 0.8, and what becomes of them when their logarithm is doubled?",
        "An even chance has the log-odds 0. What should doubling do to it?",
        "From 0.75 the odds 3 become 9, and the probability 0.9.",
    ),
    wrong=(
        WrongValue(
            "nothing changes, as nothing does for the boundary",
            0.8,
            ("Is it the sign of the sum that counts here, or its size?",),
            PAGE + "size",
        ),
        WrongValue(
            "the odds are doubled, not their logarithm",
            8 / 9,
            ("What is doubled: the sum or its power?",),
            PAGE + "size",
        ),
        WrongValue("the probability is doubled", 1.6, ("Can a probability exceed 1?",), PAGE + "size"),
        WrongValue(
            "the parameters are halved",
            2 / 3,
            ("Is a neuron surer or less sure with larger sums?",),
            PAGE + "size",
        ),
    ),
)

CHAIN = Choice(
    "sigmoid_chain",
    (
        Option("$1/s$", "That is by $s$. The sum moves $s$ first, at the rate of its slope."),
        Option("$1 - s$", "$1/s$ times the slope $s(1 - s)$, and $s$ cancels.", right=True),
        Option(
            "$s\\,(1 - s)$",
            "That is the slope of $s$. The logarithm around it has a derivative too.",
            source="misconceptions: CHN02-inner-forgotten",
        ),
        Option("$s^2 (1 - s)$", "The outer derivative is $1/s$, not $s$."),
    ),
    PAGE + "slope",
)
