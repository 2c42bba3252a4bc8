"""What several chapters draw: numbers, classes and probabilities, none of them zero."""

from __future__ import annotations

from typing import Any

import numpy as np


def numbers(rng: np.random.Generator, *shape: int) -> Any:
    """Draw numbers of both signs between a half and two in size."""
    signs = rng.permutation(np.resize([-1.0, 1.0], int(np.prod(shape)))).reshape(shape)
    return signs * rng.uniform(0.5, 2.0, size=shape)


def labels(rng: np.random.Generator, n_samples: int, n_classes: int) -> Any:
    """Draw true classes: as many different ones as there can be."""
    return rng.permutation(np.resize(rng.permutation(n_classes), n_samples))


def probabilities(rng: np.random.Generator, n_samples: int, n_classes: int, spread: float = 1.0) -> Any:
    """Draw rows of probabilities, none of them near 0 or 1; their scores have the standard deviation ``spread``."""
    powers = np.exp(spread * rng.normal(size=(n_samples, n_classes)))
    return powers / powers.sum(axis=1, keepdims=True)
