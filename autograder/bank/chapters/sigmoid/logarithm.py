"""The logarithm of the sigmoid, and its slope."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.sigmoid import log_sigmoid, log_sigmoid_gradient

from .draws import far_out, sums_of

PAGE = "sigmoid#sigmoid-"
ZERO, LEFT, RIGHT = np.zeros(1), np.full(1, -30.0), np.full(1, 30.0)


def _activations(sums):
    return np.exp(-np.logaddexp(0, -sums))


def logarithm_of_zero(sums):
    return np.log(_activations(sums))


def minus_forgotten(sums):
    return np.logaddexp(0, -sums)


def other_outcome(sums):
    return -np.logaddexp(0, sums)


def base_ten(sums):
    return -np.logaddexp(0, -sums) / np.log(10)


def sigmoid_itself(sums):
    return _activations(sums)


def shifted_by_the_larger(sums):
    return np.minimum(sums, 0) - np.log1p(np.exp(-np.abs(sums)))


def each_side_by_itself(sums):
    answers = []
    for z in np.ravel(sums):
        answers.append(z - np.log(1 + np.exp(z)) if z < 0 else -np.log(1 + np.exp(-z)))
    return np.reshape(answers, np.shape(sums))


LOG_SIGMOID = Exercise(
    name="log_sigmoid",
    kind="function",
    reference=log_sigmoid,
    covers=("log-sigmoid-derivative",),
    equivalent={
        "return -np.logaddexp(0, -sums) -> return -np.logaddexp(-sums, 0)": "a sum does not depend on the order",
    },
    minutes=12,
    difficulty=2,
    hints=(
        "Which number is rounded to 0 before its logarithm is taken?",
        "Print your answers for −10, −100 and −1000. They should come close to the sums themselves.",
        "For the sum −ln 9: the odds are 1 to 9, the sigmoid is 0.1, and its logarithm −2.303.",
    ),
    ladder=(
        Rung("four sums", sums_of(4), cases=3),
        Rung("a table of sums", sums_of(3, 2)),
        Rung("sums near 1000 and beyond", far_out, share=0.25),
    ),
    wrong=(
        Wrong(
            "takes the logarithm of 0",
            logarithm_of_zero,
            "for a sum of −1000 the sigmoid is rounded to 0, and the logarithm of 0 is infinite",
            "What is left of the sigmoid at −1000, and what is the logarithm of that?",
            PAGE + "stable",
            "misconceptions: CE12-log-of-zero",
            confrontation=Confrontation(
                "the sums −1000 and −2000 get the same answer, minus infinity",
                lambda f: f(np.array([-1000.0]))[0] == f(np.array([-2000.0]))[0] == -np.inf,
            ),
        ),
        Wrong(
            "forgets the minus",
            minus_forgotten,
            "the logarithm of a probability is never positive",
            "Can the logarithm of a number below 1 be positive?",
            PAGE + "logarithm",
            "misconceptions: CE01-no-minus",
            confrontation=Confrontation("the logarithm of one half is positive", lambda f: f(ZERO)[0] > 0),
        ),
        Wrong(
            "looks at the other outcome",
            other_outcome,
            "this is the logarithm of 1 minus the sigmoid",
            "For a large sum the sigmoid is nearly 1. What is the logarithm of 1?",
            PAGE + "logarithm",
            "surviving mutant",
            confrontation=Confrontation(
                "at 30, where the sigmoid is nearly 1, its logarithm is −30", lambda f: np.isclose(f(RIGHT)[0], -30)
            ),
        ),
        Wrong(
            "takes the logarithm with base 10",
            base_ten,
            "the natural logarithm is meant",
            "What is the logarithm of e in your rule?",
            PAGE + "logarithm",
            "misconceptions: CE10-log10",
            confrontation=Confrontation(
                "e to the power of the answer, at 0, is not one half but 0.74",
                lambda f: np.isclose(np.exp(f(ZERO)[0]), 0.74, atol=1e-3),
            ),
        ),
        Wrong(
            "leaves out the logarithm",
            sigmoid_itself,
            "this is the sigmoid",
            "Can the logarithm of a number below 1 be positive?",
            PAGE + "logarithm",
            "seeds: log-sigmoid-derivative",
            confrontation=Confrontation("the logarithm of one half is one half", lambda f: np.isclose(f(ZERO)[0], 0.5)),
        ),
    ),
    right=(
        Right("shifted by the larger exponent", shifted_by_the_larger),
        Right("each side by itself", each_side_by_itself),
    ),
)


def slope_sign_lost(sums):
    return _activations(sums)


def slope_of_the_sigmoid(sums):
    return _activations(sums) * _activations(-sums)


def one_by_the_sigmoid(sums):
    return 1 / _activations(np.maximum(sums, -600))


def sign_turned(sums):
    return -_activations(-sums)


def slope_base_ten(sums):
    return _activations(-sums) / np.log(10)


def what_is_left(sums):
    return 1 - (1 + np.tanh(sums / 2)) / 2


def chain_rule(sums):
    powers = np.exp(-np.abs(sums))
    return np.where(sums > 0, powers, 1) / (1 + powers)


LOG_SIGMOID_GRADIENT = Exercise(
    name="log_sigmoid_gradient",
    kind="function",
    reference=log_sigmoid_gradient,
    covers=("log-sigmoid-derivative",),
    equivalent={
        "return np.exp(-np.logaddexp(0, sums)) -> return np.exp(-np.logaddexp(sums, 0))": (
            "a sum does not depend on the order"
        ),
    },
    minutes=8,
    difficulty=2,
    hints=(
        "What is the derivative of ln s, and by what is it multiplied?",
        "Compare (log_sigmoid(0.001) − log_sigmoid(−0.001)) / 0.002 with your slope at 0.",
        "At the sum ln 4 the sigmoid is 0.8, its slope 0.16, and 0.16/0.8 = 0.2.",
    ),
    ladder=(
        Rung("four sums", sums_of(4), cases=3),
        Rung("a table of sums", sums_of(3, 2)),
        Rung("sums near 1000 and beyond", far_out, share=0.25),
    ),
    wrong=(
        Wrong(
            "gives the sigmoid itself",
            slope_sign_lost,
            "the slope is what is left to 1",
            "The logarithm flattens far to the right. Does your slope?",
            PAGE + "logarithm",
            "seeds: logistic-sign",
            confrontation=Confrontation(
                "at 30, where the logarithm stays at 0, its slope is 1", lambda f: f(RIGHT)[0] > 0.99
            ),
        ),
        Wrong(
            "gives the slope of the sigmoid",
            slope_of_the_sigmoid,
            "the outer derivative, that of the logarithm, is missing",
            "Far to the left the logarithm is a straight line with slope 1. What is yours?",
            PAGE + "logarithm",
            "seeds: log-sigmoid-derivative",
            confrontation=Confrontation(
                "at −30 the logarithm falls by 1 with every step, and its slope is 0", lambda f: f(LEFT)[0] < 1e-9
            ),
        ),
        Wrong(
            "gives one divided by the sigmoid",
            one_by_the_sigmoid,
            "the inner derivative, that of the sigmoid, is missing",
            "The derivative of ln s is 1/s. By what is it still to be multiplied?",
            PAGE + "logarithm",
            "misconceptions: CHN02-inner-forgotten",
            confrontation=Confrontation(
                "at −30 the logarithm falls by 1 with every step, and its slope is in the trillions",
                lambda f: f(LEFT)[0] > 1e12,
            ),
        ),
        Wrong(
            "turns the sign",
            sign_turned,
            "the logarithm of the sigmoid rises",
            "Does the logarithm of the sigmoid rise or fall?",
            PAGE + "logarithm",
            "misconceptions: SIG02-sign",
            confrontation=Confrontation("a curve that rises everywhere has a negative slope", lambda f: f(ZERO)[0] < 0),
        ),
        Wrong(
            "takes the logarithm with base 10",
            slope_base_ten,
            "the natural logarithm is meant",
            "What is the derivative of the natural logarithm?",
            PAGE + "logarithm",
            "misconceptions: CE10-log10",
            confrontation=Confrontation(
                "at −30 the logarithm falls by 1 with every step, and its slope is 0.43",
                lambda f: np.isclose(f(LEFT)[0], 0.434, atol=1e-3),
            ),
        ),
    ),
    right=(Right("what the sigmoid leaves to 1", what_is_left), Right("by the chain rule", chain_rule)),
)
