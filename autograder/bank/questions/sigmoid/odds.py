"""From sums to odds and probabilities."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "sigmoid#sigmoid-"
Z = 0.4
SHORT = Tolerance(rtol=0.0, atol=1e-3, reason="short decimals")

STEPS = Numeric(
    "sigmoid_steps",
    np.array([0, 0, 1, 1]),
    why="Only the side counts: a ten-thousandth is as good as 3.",
    tolerance=EXACT,
    covers=("step-versus-logistic",),
    hints=(
        "Which of the four sums are positive?",
        "Multiply all four sums by a thousand. Does any answer change?",
        "The sums 5, −0.1 and 0 become 1, 0 and 0.",
    ),
    wrong=(
        WrongValue(
            "the negative sums get −1",
            np.array([-1, -1, 1, 1]),
            ("Which number does a silent neuron send?",),
            PAGE + "step",
        ),
        WrongValue(
            "sums near 0 are taken for 0",
            np.array([0, 0, 0, 1]),
            ("Is 0.0001 positive?",),
            PAGE + "step",
        ),
        WrongValue(
            "the sides have changed places",
            np.array([1, 1, 0, 0]),
            ("If everything speaks for firing, is the sum positive or negative?",),
            PAGE + "step",
        ),
    ),
)

ODDS = Numeric(
    "sigmoid_odds",
    0.8 / 0.2,
    why="0.8 against 0.2: four times as likely as not.",
    tolerance=SHORT,
    hints=(
        "How probable is it that it does *not* happen?",
        "Try an even chance. The odds should be 1.",
        "For the probability 0.75 the odds are $0.75 / 0.25 = 3$.",
    ),
    wrong=(
        WrongValue("the odds are upside down", 0.2 / 0.8, ("Is it likelier than not?",), PAGE + "log-odds"),
        WrongValue("the difference is taken", 0.8 - 0.2, ("Are odds a difference or a quotient?",), PAGE + "log-odds"),
        WrongValue("it is divided by 1, not by the rest", 0.8, ("With what is 0.8 compared?",), PAGE + "log-odds"),
        WrongValue(
            "the logarithm is taken already", np.log(4), ("Are these the odds, or their logarithm?",), PAGE + "log-odds"
        ),
    ),
)

SOLVED = Choice(
    "sigmoid_solved",
    (
        Option("$p = o - 1$", "For odds of 1, an even chance, that would be 0."),
        Option("$p = 1 / o$", "For odds of 4, likely, that would be a quarter."),
        Option(
            "$p = o / (1 + o)$",
            "$p = o(1 - p)$, so $p + op = o$. Odds of 4 are 4 parts of 5.",
            right=True,
        ),
        Option("$p = o / (1 - o)$", "A sign has changed on the way: for odds of 4 that is negative."),
    ),
    PAGE + "definition",
    covers=("logistic-from-log-odds",),
)

PROBABILITY = Numeric(
    "sigmoid_probability",
    1 / (1 + np.exp(-Z)),
    why="$e^{-0.4} = 0.670$, and $1 / 1.670 = 0.599$: a little more likely than not.",
    covers=("logistic-from-log-odds", "step-versus-logistic"),
    hints=(
        "Is the sum positive? Then is the probability above or below one half?",
        "Put your probability back: is $\\ln(p / (1 - p))$ equal to the sum?",
        "For the sum 2: $e^{-2} = 0.135$ and $1 / 1.135 = 0.881$.",
    ),
    wrong=(
        WrongValue(
            "the minus in the exponent is lost",
            1 / (1 + np.exp(Z)),
            ("Does a positive sum speak for class 1 or against it?",),
            PAGE + "definition",
            source="seeds: logistic-sign",
        ),
        WrongValue("it stops at the odds", np.exp(Z), ("Can a probability exceed 1?",), PAGE + "definition"),
        WrongValue(
            "the whole bracket is raised to the power",
            (1 + np.e) ** Z,
            ("Which number has the exponent: $e$, or the bracket?",),
            PAGE + "definition",
            source="misconceptions: NEU02-bracket",
        ),
        WrongValue(
            "the hyperbolic tangent is taken", np.tanh(Z), ("What should come out for the sum 0?",), PAGE + "definition"
        ),
        WrongValue(
            "the odds of the other outcome are given",
            np.exp(-Z),
            ("What is still to be done with the power?",),
            PAGE + "definition",
        ),
    ),
)

RULE = Choice(
    "sigmoid_rule",
    (
        Option(
            "odds above 1, probability above one half",
            "$z > 0$, $e^z > 1$ and $e^z / (1 + e^z) > 1/2$ say the same.",
            right=True,
        ),
        Option("odds above one half, probability above one half", "Even odds are 1 to 1, that is 1."),
        Option("odds above 0, probability above 0", "Odds and probabilities are always above 0."),
        Option("odds above 1, probability above 0", "Odds of 1 are an even chance: one half."),
    ),
    PAGE + "definition",
    covers=("logistic-from-log-odds",),
)
