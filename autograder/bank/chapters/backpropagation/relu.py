"""The way back through ReLU."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.backpropagation import relu_backward

from .draws import pair_of_tables

LINK = "backpropagation#backpropagation-relu"


def mask_of_the_gradient(sums, grad_activations):
    return np.where(grad_activations > 0, grad_activations, 0)


def value_for_slope(sums, grad_activations):
    return grad_activations * np.maximum(sums, 0)


def without_the_mask(sums, grad_activations):
    return 1.0 * grad_activations


def closed_units_pass(sums, grad_activations):
    return np.where(sums < 0, grad_activations, 0)


def slope_alone(sums, grad_activations):
    return np.where(sums > 0, 1.0, 0.0)


def open_at_zero(sums, grad_activations):
    return np.where(sums >= 0, grad_activations, 0)


def sums_for_slopes(sums, grad_activations):
    return grad_activations * sums


def multiplied_by_a_mask(sums, grad_activations):
    return np.asarray(grad_activations) * (np.asarray(sums) > 0)


def set_to_zero_in_a_copy(sums, grad_activations):
    gradient = np.array(grad_activations, dtype=float)
    gradient[~(sums > 0)] = 0.0
    return gradient


def _with_zeros(rng: np.random.Generator) -> Request:
    sums, upstream = numbers(rng, 3, 4), numbers(rng, 3, 4)
    sums[rng.integers(3), rng.integers(4)] = 0.0
    return {"args": [sums, upstream]}


# one sample, two units: one open with the sum 3, one closed with the sum -2
SUMS, UP = np.array([[3.0, -2.0]]), np.array([[-1.0, 5.0]])


def _through(answer, sums=SUMS, upstream=UP):
    return np.asarray(answer(sums, upstream))[0].tolist()


RELU_BACKWARD = Exercise(
    name="relu_backward",
    kind="function",
    reference=relu_backward,
    ladder=(
        Rung("one sample", pair_of_tables((1, 4), (1, 4))),
        Rung("several samples", pair_of_tables((5, 3), (5, 3)), cases=3),
        Rung("a sum that is exactly 0", _with_zeros, share=0.25),
    ),
    wrong=(
        Wrong(
            "looks at the sign of the gradient",
            mask_of_the_gradient,
            "the unit was open or closed on the way forward, whatever comes back",
            "Whose sign decides whether a unit was open?",
            LINK,
            "misconceptions: REL01-mask-on-error",
            confrontation=Confrontation(
                "an open unit whose sum should rise is never told", lambda answer: _through(answer)[0] == 0
            ),
        ),
        Wrong(
            "takes the value for the slope",
            value_for_slope,
            "the slope of ReLU is 0 or 1; its value is another thing",
            "How steep is ReLU at 3, and how steep at 5?",
            LINK,
            "misconceptions: REL02-value-for-slope",
            confrontation=Confrontation(
                "a unit with the sum 3 makes three of one", lambda answer: _through(answer) == [-3, 0]
            ),
        ),
        Wrong(
            "lets everything pass",
            without_the_mask,
            "a closed unit gives 0 whatever its sum is, so it has no part in the error",
            "If the sum of a closed unit moves a little, what does the loss do?",
            LINK,
            "seeds: relu-mask-forgotten",
            confrontation=Confrontation(
                "a closed unit, which gives 0 all the time, has a gradient of 5",
                lambda answer: _through(answer) == [-1, 5],
            ),
        ),
        Wrong(
            "lets the closed units pass",
            closed_units_pass,
            "it is the open units that pass on what comes back",
            "Which units does ReLU let through: those with positive sums or the others?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "the open unit has no gradient, and the closed one has", lambda answer: _through(answer) == [0, 5]
            ),
        ),
        Wrong(
            "returns the slope alone",
            slope_alone,
            "the slope is a factor: what comes back is still to be multiplied by it",
            "Does your answer change when the gradient that comes back does?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "where nothing comes back, a gradient appears",
                lambda answer: _through(answer, upstream=0 * UP)[0] == 1,
            ),
        ),
        Wrong(
            "counts a sum of exactly 0 as open",
            open_at_zero,
            "at 0 the slope does not exist, so it is a matter of convention, and here such a unit counts as closed",
            "Which slope does the exercise give ReLU at exactly 0?",
            LINK,
            "seeds: relu-index-mix",
            confrontation=Confrontation(
                "a unit whose weights and bias are all 0 learns although it gives 0",
                lambda answer: _through(answer, 0 * SUMS) == [-1, 5],
            ),
        ),
        Wrong(
            "multiplies by the sums",
            sums_for_slopes,
            "the slope of ReLU is 0 or 1, and never the sum itself",
            "How steep is ReLU at 3, and how steep at −2?",
            LINK,
            "seeds: slope-from-preactivation",
            confrontation=Confrontation(
                "a closed unit has a gradient of −10", lambda answer: _through(answer) == [-3, -10]
            ),
        ),
    ),
    right=(
        Right("multiplied by a mask", multiplied_by_a_mask),
        Right("set to zero in a copy", set_to_zero_in_a_copy),
    ),
    hints=(
        "If the sum of a unit moves a little, how much does its activation move?",
        "Try one open and one closed unit, and let 7 come back for both. Which of them passes it on?",
        "Sums (4, −1, 0.5) and the gradient (−2, 3, 6) give (−2, 0, 6).",
    ),
    covers=("relu-derivative", "mlp-grad-hidden-weights"),
    minutes=6,
    difficulty=1,
)
