"""The network of the reader's own turn, with types: two inputs, three hidden units, four classes, one sample.

The numbers are those of the seeds' catalogue for the label-smoothed ReLU network.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

import solutions.backpropagation

Array = NDArray[np.float64]
network_forward: Callable[..., tuple[Array, ...]] = solutions.backpropagation.network_forward
gradients_with_relu: Callable[..., tuple[Array, ...]] = solutions.backpropagation.gradients_with_relu
sigmoid_backward: Callable[..., Array] = solutions.backpropagation.sigmoid_backward

X: Array = np.array([[1.0, 2.0]])
W1: Array = np.array([[0.5, -0.3, -0.6], [0.2, 0.4, 0.1]])
B1: Array = np.array([0.1, -0.2, -0.3])
W2: Array = np.array([[0.3, -0.5, 0.2, 0.7], [-0.4, 0.6, 0.1, -0.2], [0.5, 0.2, -0.3, 0.4]])
B2: Array = np.array([0.05, -0.1, 0.0, 0.2])
LABEL: Array = np.array([[0.0, 0.0, 1.0, 0.0]])
TARGETS: Array = np.array([[0.05, 0.05, 0.85, 0.05]])

H, A, Z, P = network_forward(X, W1, B1, W2, B2)
GRAD_W1, GRAD_B1, GRAD_W2, GRAD_B2 = gradients_with_relu(X, H, A, P, TARGETS, W2)
GRAD_A: Array = W2 @ GRAD_B2
