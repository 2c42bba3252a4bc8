"""Softmax: scores to probabilities, and how they answer to a change of the scores."""

import numpy as np


def softmax(scores):
    """Turn each row of scores into probabilities.

    Parameters
    ----------
    scores : array of shape (n_samples, n_classes)

    Returns
    -------
    array of shape (n_samples, n_classes)
        Positive numbers; each row sums to 1.
        Finite for scores of any size.
    """
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def softmax_jvp(scores, direction):
    """Multiply each row's Jacobian of softmax by the row's direction.

    Parameters
    ----------
    scores : array of shape (n_samples, n_classes)
    direction : array of shape (n_samples, n_classes)

    Returns
    -------
    array of shape (n_samples, n_classes)
        How fast each probability changes when the scores move along the
        direction. No Jacobian is built.
    """
    probabilities = softmax(scores)
    mean = np.sum(probabilities * direction, axis=1, keepdims=True)
    return probabilities * (direction - mean)


def softmax_jacobian(scores):
    """Build the Jacobian of softmax for the scores of one sample.

    Parameters
    ----------
    scores : array of shape (n_classes,)

    Returns
    -------
    array of shape (n_classes, n_classes)
        Row k holds how fast probability k changes with each score.
    """
    probabilities = softmax(scores[None, :])[0]
    return np.diag(probabilities) - np.outer(probabilities, probabilities)


def weight_jacobian(inputs, weights):
    """Tell how one sample's probabilities answer to each weight.

    Parameters
    ----------
    inputs : array of shape (n_inputs,)
    weights : array of shape (n_inputs, n_classes)
        Scores are the products of inputs and weights, without biases.

    Returns
    -------
    array of shape (n_classes, n_inputs, n_classes)
        Entry [k, i, j] is the derivative of probability k by the weight
        of input i and class j.
    """
    probabilities = softmax((inputs @ weights)[None, :])[0]
    slopes = np.diag(probabilities) - np.outer(probabilities, probabilities)
    return slopes[:, None, :] * inputs[:, None]


def log_weight_jacobian(inputs, weights):
    """Tell how the logarithms of the probabilities answer to each weight.

    Parameters
    ----------
    inputs : array of shape (n_inputs,)
    weights : array of shape (n_inputs, n_classes)
        Scores are the products of inputs and weights, without biases.

    Returns
    -------
    array of shape (n_classes, n_inputs, n_classes)
        Entry [k, i, j] is the derivative of ln p of class k by the weight
        of input i and class j.
        Finite for scores of any size.
    """
    probabilities = softmax((inputs @ weights)[None, :])[0]
    return (np.eye(len(probabilities)) - probabilities)[:, None, :] * inputs[:, None]


def predict_with_theta(inputs, theta):
    """Turn inputs into probabilities, with the biases inside the table.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)
    theta : array of shape (1 + n_inputs, n_classes)
        The biases of the classes in row 0, their weights below.

    Returns
    -------
    array of shape (n_samples, n_classes)
        Each row sums to 1.
    """
    return softmax(theta[0] + inputs @ theta[1:])


def two_class_parameters(weights, bias):
    """Write a logistic regression as a softmax of two classes.

    Parameters
    ----------
    weights : array of shape (n_inputs,)
    bias : float
        The logistic regression takes the sigmoid of the weighted sum for
        the probability of class 1.

    Returns
    -------
    array of shape (n_inputs, 2)
        Weights of the softmax classifier; those of class 0 are 0.
    array of shape (2,)
        Its biases; that of class 0 is 0.
    """
    return np.stack([np.zeros_like(weights), weights], axis=1), np.array([0.0, bias])


def plot_temperature(ax, scores, temperatures):
    """Draw how the probabilities depend on the temperature.

    Parameters
    ----------
    ax : Axes
        Where to draw: one line for each class, in order, labelled
        "class 0", "class 1", ...; both axes are labelled.
    scores : array of shape (n_classes,)
    temperatures : array of shape (n_temperatures,)
        Positive numbers, for the horizontal axis.
    """
    probabilities = softmax(scores[None, :] / temperatures[:, None])
    for k in range(len(scores)):
        ax.plot(temperatures, probabilities[:, k], label=f"class {k}")
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")


def attend(queries, keys, values, temperature):
    """Answer each query by a mean of the values, weighted by their fit.

    Parameters
    ----------
    queries : array of shape (n_queries, n_features)
    keys : array of shape (n_items, n_features)
        The score of an item for a query is the product of the query with
        the item's key.
    values : array of shape (n_items, n_outputs)
    temperature : float
        Positive; the scores are divided by it.

    Returns
    -------
    array of shape (n_queries, n_outputs)
    """
    return softmax(queries @ keys.T / temperature) @ values
