"""The graphs of the seeds' questions with their numbers, and the values that follow from them.

The network: three samples (rows, with a 1 in front), three sigmoid units (columns), one linear output, and the sum of
the squared errors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from autograder.student.judge import Tolerance

Array = NDArray[np.float64]
THREE = Tolerance(rtol=0.0, atol=5.1e-4, reason="three decimals, rounded; a digit more is welcome")


def sigmoid(z: Array) -> Array:
    """Return the sigmoid of moderate numbers."""
    return np.asarray(1 / (1 + np.exp(-z)))


X: Array = np.array([[1.0, 1.0, 2.0], [1.0, 1.0, 3.0], [1.0, 2.0, 2.0]])
W: Array = np.array([[0.01, 0.03, 0.02], [0.02, 0.01, 0.03], [0.03, 0.02, 0.01]])
V: Array = np.array([0.01, 0.02, 0.03, 0.04])  # the output's bias, then a weight for each unit
TARGETS: Array = np.array([8.0, 11.0, 10.0])

SUMS = X @ W
UNITS = sigmoid(SUMS)
SLOPES = UNITS * (1 - UNITS)
OUTPUTS = V[0] + UNITS @ V[1:]
ERRORS = (OUTPUTS - TARGETS) ** 2
PULL = 2 * (OUTPUTS - TARGETS)  # the gradient of the loss by the outputs
GRAD_V = np.array([PULL.sum(), *(UNITS.T @ PULL)])
GRAD_W = X.T @ (PULL[:, None] * V[1:] * SLOPES)

# slips of the seeds on the way forward
SLIPPED = UNITS.copy()  # the first activation of unit 3 is copied from its last
SLIPPED[0, 2] = UNITS[2, 2]
SWAPPED_OUTPUTS = V[0] + UNITS.T @ V[1:]  # units taken for samples
SLIPPED_OUTPUTS = V[0] + SLIPPED.T @ V[1:]
