"""Tables of which no two sizes agree and no number is zero, unless a rung is about zeros."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank import draws
from autograder.bank.draws import labels, numbers
from autograder.bank.exercise import Draw
from autograder.student.kinds import Request


def probabilities(rng: np.random.Generator, n_samples: int, n_classes: int) -> Any:
    """Draw rows of probabilities, none of them near 0 or 1."""
    return draws.probabilities(rng, n_samples, n_classes, spread=0.8)


def one_hot_rows(rng: np.random.Generator, n_samples: int, n_classes: int) -> Any:
    """Draw targets with a single 1 in each row."""
    return np.eye(n_classes)[labels(rng, n_samples, n_classes)]


def soft_rows(rng: np.random.Generator, n_samples: int, n_classes: int) -> Any:
    """Draw targets that are spread over all classes, no two of a row alike."""
    return probabilities(rng, n_samples, n_classes)


def predicted(n_samples: int, n_classes: int) -> Draw:
    """Draw probabilities and labels."""

    def draw(rng: np.random.Generator) -> Request:
        return {"args": [probabilities(rng, n_samples, n_classes), labels(rng, n_samples, n_classes)]}

    return draw


def binary(n_samples: int) -> Draw:
    """Draw probabilities of class 1, and labels of both classes where there is more than one sample."""

    def draw(rng: np.random.Generator) -> Request:
        return {"args": [rng.uniform(0.1, 0.9, n_samples), labels(rng, n_samples, 2)]}

    return draw


def log_odds(n_samples: int, size: float = 1.0) -> Draw:
    """Draw scores of one class, and labels; the scores grow with ``size``."""

    def draw(rng: np.random.Generator) -> Request:
        return {"args": [size * numbers(rng, n_samples), labels(rng, n_samples, 2)]}

    return draw


def scored(n_samples: int, n_classes: int, targets: Any = one_hot_rows, size: float = 1.0) -> Draw:
    """Draw a table of scores and one of targets; the scores grow with ``size``."""

    def draw(rng: np.random.Generator) -> Request:
        scores = size * numbers(rng, n_samples, n_classes)
        return {"args": [scores, targets(rng, n_samples, n_classes)]}

    return draw


def scores(n_samples: int, n_classes: int, centre: float = 0.0, size: float = 1.0) -> Draw:
    """Draw a table of scores alone."""

    def draw(rng: np.random.Generator) -> Request:
        return {"args": [centre + size * numbers(rng, n_samples, n_classes)]}

    return draw
