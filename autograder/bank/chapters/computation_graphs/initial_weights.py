"""Weights to start from."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Exercise, Right, Rung, Wrong
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


def other_generator(n_inputs, n_outputs, rng, calls=[]):  # noqa: B006  (what differs from call to call is the mistake)
    calls.append(None)
    return np.random.default_rng(len(calls) % 3).normal(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs))


def own_seed(n_inputs, n_outputs, rng):
    return np.random.default_rng(0).normal(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs))


def outputs_in_rows(n_inputs, n_outputs, rng):
    return rng.normal(0.0, np.sqrt(2 / n_inputs), (n_outputs, n_inputs))


def positive_only(n_inputs, n_outputs, rng):
    return rng.uniform(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs))


def scaled_standard_normal(n_inputs, n_outputs, rng):
    return rng.standard_normal((n_inputs, n_outputs)) * (2 / n_inputs) ** 0.5


def uniform_of_the_same_variance(n_inputs, n_outputs, rng):
    limit = np.sqrt(6 / n_inputs)
    return rng.uniform(-limit, limit, size=(n_inputs, n_outputs))


def _layer(rng: np.random.Generator) -> Request:
    n_inputs, n_outputs = (int(n) for n in (rng.integers(120, 140), rng.integers(70, 80)))
    seed = int(rng.integers(1, 1000))
    return {"args": [n_inputs, n_outputs], "seeds": [seed, seed, seed + 1]}


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
        ),
        Wrong(
            "divides by the number of outputs",
            from_the_outputs,
            "a unit sums over its inputs, so their number decides",
            "What does one unit add up: numbers from where?",
            PAGE + "initialisation",
            "surviving mutant",
        ),
        Wrong(
            "starts with zeros",
            all_zero,
            "all units compute the same and get the same gradient, for ever",
            "What makes two hidden units different from each other?",
            PAGE + "initialisation",
            "seeds: weight-initialisation-symmetry",
        ),
        Wrong(
            "draws from a generator of its own",
            other_generator,
            "the result cannot be repeated, since the generator given is not used",
            "Does the same generator give you the same weights again?",
            PAGE + "initialisation",
            "surviving mutant",
        ),
        Wrong(
            "fixes the seed itself",
            own_seed,
            "every layer gets the same weights, whatever generator it is given",
            "Do two different generators give you different weights?",
            PAGE + "initialisation",
            "surviving mutant",
        ),
        Wrong(
            "puts the outputs in rows",
            outputs_in_rows,
            "the table is transposed: inputs in rows, outputs in columns",
            "Which shape makes X @ W possible?",
            PAGE + "initialisation",
            "seeds: dW-transposed",
        ),
        Wrong(
            "draws positive numbers only",
            positive_only,
            "the mean is not zero, so that all units start by agreeing",
            "What should the mean of the weights be?",
            PAGE + "initialisation",
            "surviving mutant",
        ),
    ),
    right=(
        Right("scaling standard normal numbers", scaled_standard_normal),
        Right("uniform numbers of the same variance", uniform_of_the_same_variance),
    ),
)
