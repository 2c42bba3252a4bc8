"""Rules that people use in place of the network's way back; each gives all five nodes."""

from __future__ import annotations

import numpy as np

from solutions.graph_jacobians import forward_pass


def swept(X, v, activations, grad_outputs, grad_activations=None, slopes=None):
    """Return the five nodes; what a rule does not change is as it should be."""
    if grad_activations is None:
        grad_activations = np.outer(grad_outputs, v[1:])
    grad_sums = grad_activations * (activations * (1 - activations) if slopes is None else slopes)
    grad_v = np.append(np.sum(grad_outputs), activations.T @ grad_outputs)
    return grad_outputs, grad_v, grad_activations, grad_sums, X.T @ grad_sums


def sign_turned(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    return swept(X, v, activations, 2 * (y - outputs))


def without_the_two(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    return swept(X, v, activations, outputs - y)


def loss_for_its_derivative(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    return swept(X, v, activations, (outputs - y) ** 2)


def averaged(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    return swept(X, v, activations, 2 * (outputs - y) / len(X))


def slope_from_the_sums(X, W, v, y):
    sums, activations, outputs = forward_pass(X, W, v)
    return swept(X, v, activations, 2 * (outputs - y), slopes=sums * (1 - sums))


def without_the_slope(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    return swept(X, v, activations, 2 * (outputs - y), slopes=1.0)


def summed_too_early(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    pull = 2 * (outputs - y)
    return swept(X, v, activations, pull, np.outer(np.full(len(X), pull.sum()), v[1:]))


def weights_by_sample(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    pull = 2 * (outputs - y)
    spread = np.repeat((pull * np.resize(v[1:], len(X)))[:, None], len(v) - 1, axis=1)
    return swept(X, v, activations, pull, spread)


def bias_kept(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    pull = 2 * (outputs - y)
    return swept(X, v, activations, pull, np.outer(pull, v[:-1]))


def without_the_weights(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    pull = 2 * (outputs - y)
    return swept(X, v, activations, pull, np.repeat(pull[:, None], len(v) - 1, axis=1))


def units_for_samples(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    grad_outputs, grad_v, *others = swept(X, v, activations, 2 * (outputs - y))
    return grad_outputs, np.append(grad_v[0], activations @ grad_outputs), *others


def transposed(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    *others, grad_W = swept(X, v, activations, 2 * (outputs - y))
    return *others, grad_W.T


def without_the_bias(X, W, v, y):
    _, activations, outputs = forward_pass(X, W, v)
    grad_outputs, grad_v, *others = swept(X, v, activations, 2 * (outputs - y))
    return grad_outputs, grad_v * np.append(0.0, np.ones(len(v) - 1)), *others
