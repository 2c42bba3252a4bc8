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
        Positive numbers; each row sums to 1. Finite for scores of any size.
    """
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def softmax_jvp(scores, direction):
    """Multiply the Jacobian of softmax at each row of scores by that row's direction.

    Parameters
    ----------
    scores : array of shape (n_samples, n_classes)
    direction : array of shape (n_samples, n_classes)

    Returns
    -------
    array of shape (n_samples, n_classes)
        How fast each probability changes when the scores move along the direction. No Jacobian is built.
    """
    probabilities = softmax(scores)
    mean = np.sum(probabilities * direction, axis=1, keepdims=True)
    return probabilities * (direction - mean)


def plot_temperature(ax, scores, temperatures):
    """Draw how the probabilities depend on the temperature by which the scores are divided.

    Parameters
    ----------
    ax : Axes
        Where to draw: one line for each class, in order, labelled "class 0", "class 1", ...; both axes are labelled.
    scores : array of shape (n_classes,)
    temperatures : array of shape (n_temperatures,)
        Positive numbers, for the horizontal axis.
    """
    probabilities = softmax(scores[None, :] / temperatures[:, None])
    for k in range(len(scores)):
        ax.plot(temperatures, probabilities[:, k], label=f"class {k}")
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")
