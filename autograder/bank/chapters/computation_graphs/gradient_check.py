"""How far a claimed gradient is from the numerical one."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Exercise, Right, Rung, Wrong
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


def with_squares(f, gradient, x):
    claimed, estimated = gradient(x), numerical_gradient(f, x)
    return float(np.sum((claimed - estimated) ** 2) / (np.sum(claimed**2) + np.sum(estimated**2)))


def of_the_sums(f, gradient, x):
    claimed, estimated = gradient(x), numerical_gradient(f, x)
    size = np.linalg.norm(claimed) + np.linalg.norm(estimated)
    return float(abs(np.sum(claimed) - np.sum(estimated)) / size)


def of_the_lengths(f, gradient, x):
    claimed, estimated = np.linalg.norm(gradient(x)), np.linalg.norm(numerical_gradient(f, x))
    return float(abs(claimed - estimated) / (claimed + estimated))


def with_square_roots(f, gradient, x):
    claimed, estimated = np.asarray(gradient(x)), np.asarray(numerical_gradient(f, x))
    lengths = [np.sqrt(np.sum(v * v)) for v in (claimed - estimated, claimed, estimated)]
    return lengths[0] / (lengths[1] + lengths[2])


def with_dot_products(f, gradient, x):
    estimated = np.asarray(numerical_gradient(f, x))
    gap = gradient(x) - estimated
    return float((gap @ gap) ** 0.5 / ((gradient(x) @ gradient(x)) ** 0.5 + (estimated @ estimated) ** 0.5))


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
        ),
        Wrong(
            "divides by the claimed gradient only",
            relative_to_the_claim,
            "the two gradients are not treated alike, and a claim of zero cannot be checked",
            "What happens if the claimed gradient is zero?",
            PAGE + "gradient-check",
            "surviving mutant",
        ),
        Wrong(
            "squares the lengths",
            with_squares,
            "without the square roots a small error looks much smaller",
            "What is the length of (3, 4)?",
            PAGE + "gradient-check",
            "surviving mutant",
        ),
        Wrong(
            "compares the sums of the entries",
            of_the_sums,
            "errors of opposite sign cancel in the sums",
            "Can two different gradients have the same sum?",
            PAGE + "gradient-check",
            "surviving mutant",
        ),
        Wrong(
            "compares the lengths",
            of_the_lengths,
            "a gradient that points the other way has the same length",
            "Can two different gradients have the same length?",
            PAGE + "gradient-check",
            "surviving mutant",
        ),
    ),
    right=(Right("with square roots", with_square_roots), Right("with dot products", with_dot_products)),
)
