"""How far a claimed gradient is from the numerical one."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.functions import TABLE, WRONG_GRADIENTS
from autograder.student.judge import Tolerance
from solutions.computation_graphs import gradient_check, numerical_gradient

from .named_functions import SEPARATE, TOGETHER, named_function

PAGE = "computation_graphs#graphs-"


def not_relative(f, gradient, x):
    return float(np.linalg.norm(gradient(x) - numerical_gradient(f, x)))


def relative_to_the_claim(f, gradient, x):
    claimed = gradient(x)
    return float(np.linalg.norm(claimed - numerical_gradient(f, x)) / np.linalg.norm(claimed))


def relative_to_the_numerical(f, gradient, x):
    estimated = numerical_gradient(f, x)
    return float(np.linalg.norm(gradient(x) - estimated) / np.linalg.norm(estimated))


def multiplied(f, gradient, x):
    claimed, estimated = gradient(x), numerical_gradient(f, x)
    return float(np.linalg.norm(claimed - estimated) * (np.linalg.norm(claimed) + np.linalg.norm(estimated)))


def with_square_roots(f, gradient, x):
    claimed, estimated = np.asarray(gradient(x)), np.asarray(numerical_gradient(f, x))
    lengths = [np.sqrt(np.sum(v * v)) for v in (claimed - estimated, claimed, estimated)]
    return lengths[0] / (lengths[1] + lengths[2])


def with_dot_products(f, gradient, x):
    estimated = np.asarray(numerical_gradient(f, x))
    gap = gradient(x) - estimated
    return float((gap @ gap) ** 0.5 / ((gradient(x) @ gradient(x)) ** 0.5 + (estimated @ estimated) ** 0.5))


def _for(answer, slope, claim):
    """Return what is said of a claim about the slope of a straight line."""
    return answer(lambda x: slope * x[0], lambda x: np.array([claim]), np.array([2.0]))


GRADIENT_CHECK = Exercise(
    name="gradient_check",
    kind="function",
    reference=gradient_check,
    uses=("numerical_gradient",),
    ladder=(
        # each claim has a rung of its own: left to chance, some course would get no gradient that points another way
        Rung("a right gradient", named_function(2, SEPARATE, ("right",))),
        Rung("a gradient that is too short", named_function(2, SEPARATE, ("half",)), cases=1),
        Rung("a gradient that points the other way", named_function(2, SEPARATE, ("sign",)), cases=1),
        Rung("entries in another order", named_function(3, TOGETHER, ("shifted",)), cases=3),
        Rung("six inputs", named_function(6, tuple(TABLE), tuple(WRONG_GRADIENTS)), cases=5),
    ),
    tolerance=Tolerance(1e-6, 1e-7, "differences with a step of 1e-5 are right to about ten digits"),
    wrong=(
        Wrong(
            "leaves out the division",
            not_relative,
            "the difference is not compared with the size of the gradients",
            "Is a difference of 0.01 large? Compared with what?",
            PAGE + "gradient-check",
            "surviving mutant",
            confrontation=Confrontation(
                "a slope of 999 in place of 1000 is as bad as an opposite one",
                lambda answer: _for(answer, 1000.0, 999.0) > 0.9,
            ),
        ),
        Wrong(
            "divides by the claimed gradient only",
            relative_to_the_claim,
            "the two gradients are not treated alike, and a claim of zero cannot be checked",
            "What happens if the claimed gradient is zero?",
            PAGE + "gradient-check",
            "surviving mutant",
            confrontation=Confrontation(
                "a claim that is far too short is a hundred times as bad as an opposite one",
                lambda answer: _for(answer, 1.0, 0.01) > 90,
            ),
        ),
        Wrong(
            "divides by the numerical gradient only",
            relative_to_the_numerical,
            "the two gradients are not treated alike, and the answer may exceed 1",
            "What happens if the claimed gradient is a hundred times too long?",
            PAGE + "gradient-check",
            "surviving mutant",
            confrontation=Confrontation(
                "a claim that is far too long is a hundred times as bad as an opposite one",
                lambda answer: _for(answer, 1.0, 100.0) > 90,
            ),
        ),
        Wrong(
            "multiplies by the lengths",
            multiplied,
            "the larger the gradients are, the worse a small difference looks",
            "If both gradients are ten times as long, should the answer change?",
            PAGE + "gradient-check",
            "surviving mutant",
            confrontation=Confrontation(
                "two opposite gradients of length 10 get 400, where 1 is all there is",
                lambda answer: _for(answer, 10.0, -10.0) > 399,
            ),
        ),
    ),
    right=(Right("with square roots", with_square_roots), Right("with dot products", with_dot_products)),
    hints=(
        "By what must a difference be divided, so that it says the same for large gradients and for small ones?",
        "Check a right gradient, an opposite one, and one of zeros. You should get about 0, 1 and 1.",
        "The gradients (3, 4) and (0, 0) differ by a vector of length 5; the lengths are 5 and 0: $5 / (5 + 0) = 1$.",
    ),
    equivalent={
        "return float(np.linalg.norm(claimed - estimated) / size) -> "
        "return np.linalg.norm(claimed - estimated) / size": "NumPy's number is as good as Python's",
    },
    uncovered="the documents check no gradient; the course calls one right when it passes this check",
    minutes=8,
    difficulty=2,
)
