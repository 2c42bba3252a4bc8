"""The gradient from differences."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
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


def _of(answer, x, f, step):
    return np.asarray(answer(f, np.atleast_1d(x), step))


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
            "two surviving mutants",
            confrontation=Confrontation(
                "with a step of one half, the bottom of a parabola is not flat",
                lambda answer: _of(answer, 0.0, lambda x: x[0] ** 2, 0.5)[0] == 0.5,
            ),
        ),
        Wrong(
            "forgets that the points are two steps apart",
            without_the_two,
            "the difference is divided by one step, so every slope comes out twice as large",
            "How far apart are your two points?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM01-divide-by-h",
            confrontation=Confrontation(
                "x itself grows twice as fast as x",
                lambda answer: _of(answer, 2.0, lambda x: x[0], 0.5)[0] == 2,
            ),
        ),
        Wrong(
            "moves all inputs together",
            all_inputs_together,
            "each entry is the slope along the diagonal, which is the sum of all partial derivatives",
            "Which inputs stand still while you measure one slope?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM03-all-at-once",
            confrontation=Confrontation(
                "the first input alone has a slope in the second one",
                lambda answer: _of(answer, (1.0, 4.0), lambda x: x[0], 0.5)[1] == 1,
            ),
        ),
        Wrong(
            "takes the points the other way round",
            the_other_way_round,
            "the sign of every slope is turned",
            "For a rising function, should the slope be positive or negative?",
            PAGE + "numerical-gradient",
            "surviving mutant",
            confrontation=Confrontation(
                "x itself falls when x grows",
                lambda answer: _of(answer, 2.0, lambda x: x[0], 0.5)[0] < 0,
            ),
        ),
        Wrong(
            "does not divide by the step",
            differences_not_divided,
            "these are differences, and a slope is a difference over a distance",
            "What turns a difference into a slope?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM02-not-divided",
            confrontation=Confrontation(
                "half the step, half the slope, for a straight line",
                lambda answer: (
                    _of(answer, 2.0, lambda x: x[0], 0.25)[0] == _of(answer, 2.0, lambda x: x[0], 0.5)[0] / 2
                ),
            ),
        ),
        Wrong(
            "does not put an input back",
            not_put_back,
            "the inputs that were measured first stay moved while the next one is measured",
            "Where do the earlier inputs stand while you measure the next one?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM04-not-put-back",
            confrontation=Confrontation(
                "at (3, 5), with steps of 1, the slope of x times y in y is 2, and x is 3",
                lambda answer: _of(answer, (3.0, 5.0), lambda x: x[0] * x[1], 1.0)[1] == 2,
            ),
        ),
    ),
    right=(Right("with unit vectors", with_unit_vectors), Right("moving one entry of a copy", on_a_copy)),
    hints=(
        "Which points do you need to measure the slope in one input, and what do the other inputs do meanwhile?",
        "Try `f(x) = x[0]` at a point with two inputs: the slopes must be 1 and 0, whatever the step.",
        "For $x_0^2 x_1$ at (2, 7) with the step 0.1, input 0: $(2.1^2 \\cdot 7 - 1.9^2 \\cdot 7) / 0.2 = 28$.",
    ),
    equivalent={
        "def numerical_gradient(f, x, step=1e-05): -> "
        "def numerical_gradient(f, x, step=2e-05):": "a step twice as long is as good: its error stays below 1e-8",
        "gradient = np.zeros(len(x)) -> gradient = -np.zeros(len(x))": "every entry is written over",
        "gradient = np.zeros(len(x)) -> gradient = np.ones(len(x))": "every entry is written over",
        "shift = np.zeros(len(x)) -> shift = -np.zeros(len(x))": "minus zero is zero",
    },
    uncovered="the documents estimate no gradient; the course checks every one of theirs with this estimate",
    minutes=10,
    difficulty=1,
)
