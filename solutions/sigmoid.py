"""Sigmoid: from log-odds to probabilities and back, and how each of them answers to a change of the other."""

import numpy as np


def step(sums):
    """Fire or stay silent.

    Parameters
    ----------
    sums : array of any shape

    Returns
    -------
    array of the same shape
        1 for a positive sum, 0 for any other.
    """
    return (sums > 0).astype(float)


def log_odds(probabilities):
    """Turn probabilities into the natural logarithm of the odds.

    Parameters
    ----------
    probabilities : array of shape (n_samples,)
        Between 0 and 1, neither of them included.

    Returns
    -------
    array of shape (n_samples,)
    """
    return np.log(probabilities) - np.log1p(-probabilities)


def log_odds_gradient(probabilities):
    """Tell how fast the log-odds change with the probability.

    Parameters
    ----------
    probabilities : array of shape (n_samples,)
        Between 0 and 1, neither of them included.

    Returns
    -------
    array of shape (n_samples,)
    """
    return 1 / (probabilities * (1 - probabilities))


def sigmoid(sums):
    """Turn weighted sums, taken for log-odds, into probabilities.

    Parameters
    ----------
    sums : array of any shape

    Returns
    -------
    array of the same shape
        Between 0 and 1, and right for sums of any size.
    """
    powers = np.exp(-np.abs(sums))
    return np.where(sums >= 0, 1, powers) / (1 + powers)


def sigmoid_gradient(sums):
    """Tell how fast the sigmoid changes with the sum.

    Parameters
    ----------
    sums : array of any shape

    Returns
    -------
    array of the same shape
    """
    activations = sigmoid(sums)
    return activations * (1 - activations)


def log_sigmoid(sums):
    """Compute the natural logarithm of the sigmoid.

    Parameters
    ----------
    sums : array of any shape

    Returns
    -------
    array of the same shape
        Never positive; finite and right for sums of any size.
    """
    return -np.logaddexp(0, -sums)


def log_sigmoid_gradient(sums):
    """Tell how fast the logarithm of the sigmoid changes with the sum.

    Parameters
    ----------
    sums : array of any shape

    Returns
    -------
    array of the same shape
    """
    return np.exp(-np.logaddexp(0, sums))


def predict_doses(doses, well, ill, new_doses):
    """Fit a line to log-odds; tell the probability at other doses.

    Parameters
    ----------
    doses : array of shape (n_groups,)
        What each group of patients was given, in mg; not all the same.
    well : array of shape (n_groups,)
        How many of the group got well, at least one.
    ill : array of shape (n_groups,)
        How many stayed ill, at least one.
    new_doses : array of shape (n_samples,)

    Returns
    -------
    array of shape (n_samples,)
        The probability of getting well.
    """
    heights = log_odds(well / (well + ill))
    offsets = doses - np.mean(doses)
    slope = np.sum(offsets * heights) / np.sum(offsets**2)
    return sigmoid(np.mean(heights) + slope * (new_doses - np.mean(doses)))
