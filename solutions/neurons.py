"""Neurons: a weighted sum, the side of a boundary that it tells, and how far away that boundary is."""

import numpy as np


def weighted_sum(inputs, weights, bias):
    """Weigh and add up a neuron's inputs, for all samples at once.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)
    weights : array of shape (n_inputs,)
    bias : float

    Returns
    -------
    array of shape (n_samples,)
    """
    return inputs @ weights + bias


def side(inputs, weights, bias):
    """Tell on which side of a neuron's boundary each sample lies.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)
    weights : array of shape (n_inputs,)
    bias : float

    Returns
    -------
    array of shape (n_samples,)
        1 on the side that the weights point to, -1 on the other,
        and 0 on the boundary itself.
    """
    return np.sign(weighted_sum(inputs, weights, bias))


def add_ones(inputs):
    """Put one more input in front of each sample, which is always 1.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)

    Returns
    -------
    array of shape (n_samples, 1 + n_inputs)
    """
    return np.insert(inputs, 0, 1, axis=1)


def weighted_sum_gradient(inputs, grad_sums):
    """Carry a loss's gradient from the weighted sums to the parameters.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)
    grad_sums : array of shape (n_samples,)
        The derivative of the loss by each sample's weighted sum.

    Returns
    -------
    array of shape (1 + n_inputs,)
        The derivative by the bias, then those by the weights.
    """
    return np.append(np.sum(grad_sums), inputs.T @ grad_sums)


def unit_normal(theta):
    """Find the direction of length 1 in which the sum grows fastest.

    Parameters
    ----------
    theta : array of shape (1 + n_inputs,)
        The bias, then the weights; not all of the weights are 0.

    Returns
    -------
    array of shape (n_inputs,)
    """
    return theta[1:] / np.linalg.norm(theta[1:])


def signed_distance(inputs, theta):
    """Measure how far each sample is from a neuron's boundary.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)
    theta : array of shape (1 + n_inputs,)
        The bias, then the weights; not all of the weights are 0.

    Returns
    -------
    array of shape (n_samples,)
        In the unit of the inputs; positive on the side that the
        weights point to, negative on the other.
    """
    return (inputs @ theta[1:] + theta[0]) / np.linalg.norm(theta[1:])


def layer_by_rows(inputs, theta):
    """Compute a layer whose neurons are rows, as in many books.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)
    theta : array of shape (n_outputs, 1 + n_inputs)
        One row for each neuron: its bias, then its weights.

    Returns
    -------
    array of shape (n_samples, n_outputs)
        The weighted sums: one row for each sample.
    """
    return inputs @ theta[:, 1:].T + theta[:, 0]


def n_parameters(widths):
    """Count the weights and biases of a network.

    Parameters
    ----------
    widths : list of int
        How wide each layer is: first the inputs, last the outputs.

    Returns
    -------
    int
    """
    return sum((widths[i] + 1) * widths[i + 1] for i in range(len(widths) - 1))


def inside(inputs, weights, bias):
    """Tell which points lie inside a region, by a network of two layers.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)
    weights : array of shape (n_inputs, n_sides)
        One neuron for each side: its weights point inwards.
    bias : array of shape (n_sides,)

    Returns
    -------
    array of shape (n_samples,)
        1 for a point inside, 0 for any other.
    """
    hidden = (inputs @ weights + bias > 0).astype(float)
    return (np.sum(hidden, axis=1) > len(bias) - 0.5).astype(float)
