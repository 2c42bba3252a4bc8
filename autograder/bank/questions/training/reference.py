"""The reference, with types, and the numbers that several questions share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

import solutions.training
from autograder.student.judge import Tolerance

Array = NDArray[np.float64]
Pair = tuple[Array, Array]
class_probabilities: Callable[..., Array] = solutions.training.class_probabilities
training_loss: Callable[..., float] = solutions.training.training_loss
parameter_gradients: Callable[..., Pair] = solutions.training.parameter_gradients
descent_step: Callable[..., Array] = solutions.training.descent_step
train: Callable[..., Pair] = solutions.training.train
standardise: Callable[..., Array] = solutions.training.standardise

RATE = 0.1
THREE = Tolerance(rtol=0.0, atol=0.0011, reason="three decimals, with four or more on the way")


def cut(values: Array, decimals: int = 2) -> Array:
    """Cut digits off, as those do who do not round."""
    scale = 10.0**decimals
    return np.trunc(scale * values) / scale
