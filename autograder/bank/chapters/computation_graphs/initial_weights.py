"""Weights to start from."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.judge import Tolerance
from autograder.student.kinds import Request
from solutions.computation_graphs import initial_weights

PAGE = "computation_graphs#graphs-"


def variance_as_spread(n_inputs, n_outputs, rng):
    return rng.normal(0.0, 2 / n_inputs, (n_inputs, n_outputs))


def from_the_outputs(n_inputs, n_outputs, rng):
    return rng.normal(0.0, np.sqrt(2 / n_outputs), (n_inputs, n_outputs))


def all_zero(n_inputs, n_outputs, rng):
    return np.zeros((n_inputs, n_outputs))


def outputs_in_rows(n_inputs, n_outputs, rng):
    return rng.normal(0.0, np.sqrt(2 / n_inputs), (n_outputs, n_inputs))


def one_for_two(n_inputs, n_outputs, rng):
    return rng.normal(0.0, np.sqrt(1 / n_inputs), (n_inputs, n_outputs))


def scaled_standard_normal(n_inputs, n_outputs, rng):
    return rng.standard_normal((n_inputs, n_outputs)) * (2 / n_inputs) ** 0.5


def uniform_of_the_same_variance(n_inputs, n_outputs, rng):
    limit = np.sqrt(6 / n_inputs)
    return rng.uniform(-limit, limit, size=(n_inputs, n_outputs))


def _layer(rng: np.random.Generator) -> Request:
    n_inputs, n_outputs = (int(n) for n in (rng.integers(120, 140), rng.integers(70, 80)))
    seed = int(rng.integers(1, 1000))
    return {"args": [n_inputs, n_outputs], "seeds": [seed, seed, seed + 1]}


def _weights(answer, n_inputs, n_outputs):
    return np.asarray(answer(n_inputs, n_outputs, np.random.default_rng(0)))


def _after_ten_layers(answer):
    """Return the mean square that is left of ones after ten layers of ReLU units."""
    rng, activations = np.random.default_rng(0), np.ones(200)
    for _ in range(10):
        activations = np.maximum(activations @ np.asarray(answer(200, 200, rng)), 0)
    return np.mean(activations**2)


INITIAL_WEIGHTS = Exercise(
    name="initial_weights",
    kind="initialiser",
    reference=initial_weights,
    ladder=(Rung("a wide layer", _layer, cases=3),),
    tolerance=Tolerance(0.02, 0.01, "9000 draws or more: two means differ by 0.002, two spreads by 0.0013"),
    wrong=(
        Wrong(
            "takes the variance for the spread",
            variance_as_spread,
            "the standard deviation is the square root of the variance",
            "Which of the two does the generator ask for?",
            PAGE + "initialisation",
            "surviving mutant",
            confrontation=Confrontation(
                "a unit that adds up 800 ones gets hardly anything",
                lambda answer: np.std(np.ones(800) @ _weights(answer, 800, 40)) < 0.2,
            ),
        ),
        Wrong(
            "divides by the number of outputs",
            from_the_outputs,
            "a unit sums over its inputs, so their number decides",
            "What does one unit add up: numbers from where?",
            PAGE + "initialisation",
            "surviving mutant",
            confrontation=Confrontation(
                "with 40 outputs, a unit that adds up 800 ones gets 6 or so",
                lambda answer: np.std(np.ones(800) @ _weights(answer, 800, 40)) > 4,
            ),
        ),
        Wrong(
            "starts with zeros",
            all_zero,
            "all units compute the same and get the same gradient, for ever",
            "What makes two hidden units different from each other?",
            PAGE + "initialisation",
            "seeds: weight-initialisation-symmetry",
            confrontation=Confrontation(
                "no unit differs from any other",
                lambda answer: not np.ptp(_weights(answer, 8, 5), axis=1).any(),
            ),
        ),
        Wrong(
            "puts the outputs in rows",
            outputs_in_rows,
            "the table is transposed: inputs in rows, outputs in columns",
            "Which shape makes X @ W possible?",
            PAGE + "initialisation",
            "seeds: dW-transposed",
            confrontation=Confrontation(
                "a sample of 8 inputs cannot be multiplied by it",
                lambda answer: len(_weights(answer, 8, 5)) != 8,
            ),
        ),
        Wrong(
            "forgets the half that ReLU closes",
            one_for_two,
            "ReLU stops half of the numbers, and a variance of one over the inputs does not make up for it",
            "Which part of the sums does ReLU let through?",
            PAGE + "initialisation",
            "surviving mutant",
            confrontation=Confrontation(
                "ten layers of ReLU units leave a thousandth of the squares of their inputs",
                lambda answer: _after_ten_layers(answer) < 0.01,
            ),
        ),
    ),
    right=(
        Right("scaling standard normal numbers", scaled_standard_normal),
        Right("uniform numbers of the same variance", uniform_of_the_same_variance),
    ),
    hints=(
        "What does a unit add up, and how does the spread of that sum grow with the number of inputs?",
        "Draw weights for 800 inputs and look at `np.ones(800) @ W`: its variance should be near 2, also for 8 inputs.",
        "With 50 inputs the variance is $2 / 50 = 0.04$, so the standard deviation is 0.2.",
    ),
    equivalent={
        "return rng.normal(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs)) -> "
        "return -rng.normal(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs))": (
            "the numbers lie around zero, so their negatives are drawn alike"
        ),
    },
    covers=("weight-initialisation-symmetry",),
    minutes=6,
    difficulty=1,
)
