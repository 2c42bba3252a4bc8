"""The reference on one row, with types."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

import solutions.softmax

Array = NDArray[np.float64]
softmax: Callable[..., Array] = solutions.softmax.softmax
softmax_jvp: Callable[..., Array] = solutions.softmax.softmax_jvp


def probabilities(scores: ArrayLike) -> Array:
    """Return the softmax of one row of scores."""
    row: Array = softmax(np.asarray(scores, dtype=float)[None, :])[0]
    return row
