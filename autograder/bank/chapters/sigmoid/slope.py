"""The slope of the sigmoid."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.sigmoid import sigmoid, sigmoid_gradient

from .draws import far_out, sums_of

PAGE = "sigmoid#sigmoid-"
ZERO, LEFT, RIGHT = np.zeros(1), np.full(1, -30.0), np.full(1, 2.0)


def sum_for_activation(sums):
    return sums * (1 - sums)


def sign_turned(sums):
    return -sigmoid(sums) * (1 - sigmoid(sums))


def one_factor_only(sums):
    return 1 - sigmoid(sums)


def rule_of_tanh(sums):
    return 1 - sigmoid(sums) ** 2


def sigmoid_of_a_sigmoid(sums):
    twice = sigmoid(sigmoid(sums))
    return twice * (1 - twice)


def plus_between(sums):
    return sigmoid(sums) * (1 + sigmoid(sums))


def by_the_quotient_rule(sums):
    powers = np.exp(-np.abs(sums))  # the slope is the same on both sides
    return powers / (1 + powers) ** 2


def through_cosh(sums):
    with np.errstate(over="ignore"):
        return 1 / (2 + 2 * np.cosh(sums))


def both_outcomes(sums):
    return 1 / (1 + np.exp(-np.clip(sums, -700, 700))) / (1 + np.exp(np.clip(sums, -700, 700)))


SIGMOID_GRADIENT = Exercise(
    name="sigmoid_gradient",
    kind="function",
    reference=sigmoid_gradient,
    uses=("sigmoid",),
    covers=("log-sigmoid-derivative",),
    equivalent={
        "activations = sigmoid(sums) -> activations = sigmoid(-sums)": (
            "the two factors change places: the slope is the same on both sides of 0"
        ),
    },
    minutes=10,
    difficulty=2,
    hints=(
        "Where is the curve of the sigmoid steepest, and where is it flat?",
        "Compute (sigmoid(0.001) − sigmoid(−0.001)) / 0.002 and compare it with your slope at 0.",
        "At the sum ln 4 the sigmoid is 0.8, and its slope is 0.8 · 0.2 = 0.16.",
    ),
    ladder=(
        Rung("four sums", sums_of(4), cases=3),
        Rung("a table of sums", sums_of(3, 2)),
        Rung("sums near 1000 and beyond", far_out, share=0.25),
    ),
    wrong=(
        Wrong(
            "takes the sum for the activation",
            sum_for_activation,
            "the rule is right for what comes *out* of the sigmoid, and was fed with what goes in",
            "Can a curve that always rises have a negative slope at 2?",
            PAGE + "slope",
            "misconceptions: SIG01-z-times-1-minus-z",
            confrontation=Confrontation(
                "the curve rises everywhere, and its slope at 2 is −2", lambda f: f(RIGHT)[0] == -2
            ),
        ),
        Wrong(
            "turns the sign",
            sign_turned,
            "the inner derivative, that of −z, brings a second minus",
            "Does the sigmoid rise or fall?",
            PAGE + "slope",
            "misconceptions: SIG02-sign",
            confrontation=Confrontation("the curve rises everywhere with a negative slope", lambda f: f(ZERO)[0] < 0),
        ),
        Wrong(
            "keeps one factor only",
            one_factor_only,
            "this is the slope of the sigmoid's *logarithm*",
            "Far to the left the curve is flat. What is your slope there?",
            PAGE + "slope",
            "misconceptions: SIG03-only-1-minus-s",
            confrontation=Confrontation(
                "far to the left, where the curve is flat, its slope is 1", lambda f: f(LEFT)[0] > 0.99
            ),
        ),
        Wrong(
            "uses the rule for the hyperbolic tangent",
            rule_of_tanh,
            "the square belongs to a curve that runs from −1 to 1",
            "The sigmoid is steepest at 0, with a slope of a quarter. What is yours?",
            PAGE + "slope",
            "misconceptions: SIG04-tanh-rule",
            confrontation=Confrontation(
                "far to the left, where the curve is flat, its slope is 1", lambda f: f(LEFT)[0] > 0.99
            ),
        ),
        Wrong(
            "takes the sigmoid of a sigmoid",
            sigmoid_of_a_sigmoid,
            "a function that applies the sigmoid itself was fed with an activation",
            "Does your helper expect a sum or an activation?",
            PAGE + "slope",
            "misconceptions: SIG05-sigmoid-of-sigmoid",
            confrontation=Confrontation(
                "far to the left, where the curve is flat, its slope is a quarter", lambda f: f(LEFT)[0] > 0.2
            ),
        ),
        Wrong(
            "adds instead of subtracting",
            plus_between,
            "the second factor is what is left to 1",
            "Far to the right the curve is flat. What is your slope there?",
            PAGE + "slope",
            "surviving mutant",
            confrontation=Confrontation(
                "far to the right, where the curve is flat, its slope is 2", lambda f: f(-LEFT)[0] > 1.9
            ),
        ),
    ),
    right=(
        Right("by the quotient rule", by_the_quotient_rule),
        Right("through the hyperbolic cosine", through_cosh),
        Right("as a product of both outcomes", both_outcomes),
    ),
)
