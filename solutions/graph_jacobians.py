"""Jacobians of a composition, and a small network node by node: computation graphs whose nodes are arrays."""

import numpy as np


def composition_jacobian(a, b):
    """Find the Jacobian of one function after another.

    The first takes a and b and gives c = a - 5b, d = ab and e = a - b.
    The second takes c, d and e and gives 3cd and d - e.

    Parameters
    ----------
    a, b : float

    Returns
    -------
    array of shape (2, 2)
        A row for each result, 3cd and d - e; a column for each input, a
        and b.
    """
    c, d = a - 5 * b, a * b
    outer = np.array([[3 * d, 3 * c, 0.0], [0.0, 1.0, -1.0]])
    inner = np.array([[1.0, -5.0], [b, a], [1.0, -1.0]])
    return outer @ inner


def forward_pass(X, W, v):
    """Take inputs forward through a network, and keep all nodes.

    Its hidden units are sigmoids, and its one output is linear.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs + 1)
        The samples, each with a 1 in front.
    W : array of shape (n_inputs + 1, n_hidden)
        The weights of the hidden units; their biases are row 0.
    v : array of shape (n_hidden + 1,)
        The weights of the output; its bias comes first.

    Returns
    -------
    tuple
        The sums of the hidden units and their activations, both of
        shape (n_samples, n_hidden), and the outputs, of shape
        (n_samples,).
    """
    sums = X @ W
    activations = (1 + np.tanh(sums / 2)) / 2  # the sigmoid, written so that it never overflows
    return sums, activations, v[0] + activations @ v[1:]


def backward_pass(X, W, v, y):
    """Find the gradients of the network's loss by every node.

    The loss is the sum of the squared errors over the samples.

    Parameters
    ----------
    X, W, v : arrays
        As forward_pass takes them.
    y : array of shape (n_samples,)
        What the outputs should be.

    Returns
    -------
    tuple
        The gradients by the outputs, by v, by the activations, by the
        sums and by W: in this order, each in the shape of what it
        belongs to. Use your forward_pass.
    """
    _, activations, outputs = forward_pass(X, W, v)
    grad_outputs = 2 * (outputs - y)
    grad_v = np.append(np.sum(grad_outputs), activations.T @ grad_outputs)
    grad_activations = np.outer(grad_outputs, v[1:])
    grad_sums = grad_activations * activations * (1 - activations)
    return grad_outputs, grad_v, grad_activations, grad_sums, X.T @ grad_sums
