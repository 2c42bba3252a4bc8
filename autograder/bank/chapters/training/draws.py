"""Tables, labels and parameters of which no two sizes agree and no number is zero."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import labels, numbers, probabilities
from autograder.bank.exercise import Draw
from autograder.student.kinds import Request


def classifier(n_samples: int, n_inputs: int, n_classes: int, size: float = 1.0) -> Draw:
    """Draw X, W and b; the scores grow with ``size``."""

    def draw(rng: np.random.Generator) -> Request:
        X, W, b = numbers(rng, n_samples, n_inputs), numbers(rng, n_inputs, n_classes), numbers(rng, n_classes)
        return {"args": [X, size * W, b]}

    return draw


def labelled(n_samples: int, n_inputs: int, n_classes: int, size: float = 1.0) -> Draw:
    """Draw X, labels, W and b; where scores are large, the class of the last sample is the least probable one."""
    draw_classifier = classifier(n_samples, n_inputs, n_classes, size)

    def draw(rng: np.random.Generator) -> Request:
        X, W, b = draw_classifier(rng)["args"]
        known = labels(rng, n_samples, n_classes)
        if size > 1:
            known[-1] = (X[-1] @ W + b).argmin()
        return {"args": [X, known, W, b]}

    return draw


def predicted(n_samples: int, n_inputs: int, n_classes: int, shown: int | None = None) -> Draw:
    """Draw X, P and labels, the first sample classified rightly and the last one wrongly.

    Only the classes below ``shown`` are labels, where it is given.
    """

    def draw(rng: np.random.Generator) -> Request:
        P = probabilities(rng, n_samples, n_classes)
        known = labels(rng, n_samples, shown or n_classes)
        known[0] = P[0, : shown or n_classes].argmax()
        known[-1] = P[-1, : shown or n_classes].argmin()
        return {"args": [numbers(rng, n_samples, n_inputs), P, known]}

    return draw


def judged(n_samples: int, n_classes: int) -> Draw:
    """Draw P and labels, most samples classified rightly; to the others an offset of two classes is given."""

    def draw(rng: np.random.Generator) -> Request:
        P = probabilities(rng, n_samples, n_classes)
        wrong = rng.permutation(n_samples) < n_samples // 3
        return {"args": [P, (P.argmax(axis=1) + 2 * wrong) % n_classes]}

    return draw
