"""The gradient from differences."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Exercise, Right, Rung, Wrong
from autograder.student.judge import Tolerance
from solutions.computation_graphs import numerical_gradient

from .named_functions import SEPARATE, TOGETHER, named_function

PAGE = "computation_graphs#graphs-"


def forward_difference(f, x, step=1e-5):
    return np.array([(f(x + step * unit) - f(x)) / step for unit in np.eye(len(x))])


def without_the_two(f, x, step=1e-5):
    return np.array([(f(x + step * unit) - f(x - step * unit)) / step for unit in np.eye(len(x))])


def all_inputs_together(f, x, step=1e-5):
    return np.array([(f(x + step) - f(x - step)) / (2 * step) for _ in x])


def the_other_way_round(f, x, step=1e-5):
    return np.array([(f(x - step * unit) - f(x + step * unit)) / (2 * step) for unit in np.eye(len(x))])


def summed_up(f, x, step=1e-5):
    return float(sum((f(x + step * unit) - f(x - step * unit)) / (2 * step) for unit in np.eye(len(x))))


def differences_not_divided(f, x, step=1e-5):
    return np.array([f(x + step * unit) - f(x - step * unit) for unit in np.eye(len(x))])


def not_put_back(f, x, step=1e-5):
    moved, gradient = np.array(x, dtype=float), []
    for i in range(moved.size):
        moved[i] += step
        above = f(moved)
        moved[i] -= 2 * step
        gradient.append((above - f(moved)) / (2 * step))
    return np.array(gradient)


def with_unit_vectors(f, x, step=1e-5):
    return np.array([(f(x + step * unit) - f(x - step * unit)) / (2 * step) for unit in np.eye(len(x))])


def on_a_copy(f, x, step=1e-5):
    moved, gradient = np.array(x, dtype=float), []
    for i in range(moved.size):
        here = moved[i]
        moved[i] = here + step
        above = f(moved)
        moved[i] = here - step
        below = f(moved)
        moved[i] = here
        gradient.append((above - below) / step / 2)
    return gradient


NUMERICAL_GRADIENT = Exercise(
    name="numerical_gradient",
    kind="function",
    reference=numerical_gradient,
    ladder=(
        Rung("one input", named_function(1, SEPARATE), cases=2),
        Rung("two inputs", named_function(2, SEPARATE), cases=3),
        Rung("inputs that act together", named_function(3, TOGETHER), cases=2),
        Rung("seven inputs", named_function(7, (*SEPARATE, "bowl")), cases=2),
    ),
    tolerance=Tolerance(1e-6, 1e-7, "differences with a step of 1e-5 are right to about ten digits"),
    wrong=(
        Wrong(
            "steps to one side only",
            forward_difference,
            "the slope between x and x + step is that of a point half a step further",
            "Is the slope that you measure the one at x, or at a point beside it?",
            PAGE + "numerical-gradient",
            "surviving mutant",
        ),
        Wrong(
            "forgets that the points are two steps apart",
            without_the_two,
            "the difference is divided by one step, so every slope comes out twice as large",
            "How far apart are your two points?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM01-divide-by-h",
        ),
        Wrong(
            "moves all inputs together",
            all_inputs_together,
            "each entry is the slope along the diagonal, which is the sum of all partial derivatives",
            "Which inputs stand still while you measure one slope?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM03-all-at-once",
        ),
        Wrong(
            "takes the points the other way round",
            the_other_way_round,
            "the sign of every slope is turned",
            "For a rising function, should the slope be positive or negative?",
            PAGE + "numerical-gradient",
            "surviving mutant",
        ),
        Wrong(
            "adds the slopes up",
            summed_up,
            "a single number comes back, and the gradient has one entry for each input",
            "What shape should a gradient have?",
            PAGE + "numerical-gradient",
            "surviving mutant",
        ),
        Wrong(
            "does not divide by the step",
            differences_not_divided,
            "these are differences, and a slope is a difference over a distance",
            "What turns a difference into a slope?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM02-not-divided",
        ),
        Wrong(
            "does not put an input back",
            not_put_back,
            "the inputs that were measured first stay moved while the next one is measured",
            "Where do the earlier inputs stand while you measure the next one?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM04-not-put-back",
        ),
    ),
    right=(Right("with unit vectors", with_unit_vectors), Right("moving one entry of a copy", on_a_copy)),
)
