"""Networks, layers and batches of which no two sizes agree, no number is zero, and units are open and closed."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.draws import labels, numbers
from autograder.bank.exercise import Draw
from autograder.student.kinds import Request

TRIES = 1000


def smoothed(rng: np.random.Generator, n_samples: int, n_classes: int) -> Any:
    """Draw smoothed targets, of as many different classes as there can be."""
    classes = labels(rng, n_samples, n_classes)
    share = rng.uniform(0.1, 0.3)
    return (1 - share) * np.eye(n_classes)[classes] + share / n_classes


def first_layer(rng: np.random.Generator, n_samples: int, n_inputs: int, n_hidden: int) -> Any:
    """Draw X, W1 and b1: every sample opens a unit, some unit stays closed, and no sum is near the kink of ReLU."""
    for _ in range(TRIES):
        X, W1, b1 = numbers(rng, n_samples, n_inputs), numbers(rng, n_inputs, n_hidden), numbers(rng, n_hidden)
        sums = X @ W1 + b1
        if np.abs(sums).min() > 0.05 and (sums > 0).any(axis=1).all() and (sums < 0).any():
            break
    return X, W1, b1


def network(n_samples: int, n_inputs: int, n_hidden: int, n_classes: int, size: float = 1.0) -> Draw:
    """Draw X, W1, b1, W2 and b2; the scores grow with ``size``."""

    def draw(rng: np.random.Generator) -> Request:
        first = first_layer(rng, n_samples, n_inputs, n_hidden)
        return {"args": [*first, size * numbers(rng, n_hidden, n_classes), numbers(rng, n_classes)]}

    return draw


def with_targets(n_samples: int, n_inputs: int, n_hidden: int, n_classes: int, size: float = 1.0) -> Draw:
    """Draw X, smoothed targets, W1, b1, W2 and b2."""
    draw_network = network(n_samples, n_inputs, n_hidden, n_classes, size)

    def draw(rng: np.random.Generator) -> Request:
        X, *parameters = draw_network(rng)["args"]
        return {"args": [X, smoothed(rng, n_samples, n_classes), *parameters]}

    return draw


def pair_of_tables(one: tuple[int, int], other: tuple[int, int]) -> Draw:
    """Draw two tables of these shapes."""

    def draw(rng: np.random.Generator) -> Request:
        return {"args": [numbers(rng, *one), numbers(rng, *other)]}

    return draw
