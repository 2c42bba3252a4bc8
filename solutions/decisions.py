"""Decisions: from scores and probabilities to the choice that is worth most."""

import numpy as np


def n_pairs(n_classes):
    """Count the classifiers that set each class against each other one.

    Parameters
    ----------
    n_classes : int

    Returns
    -------
    int
    """
    return n_classes * (n_classes - 1) // 2


def best_template(inputs, weights, bias):
    """Find for each sample the class whose template matches it best.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)
    weights : array of shape (n_inputs, n_classes)
        Each column is the template of a class.
    bias : array of shape (n_classes,)

    Returns
    -------
    array of shape (n_samples,)
        Classes, counted from 0.
    """
    return np.argmax(inputs @ weights + bias, axis=1)


def class_distances(scores, weights):
    """Turn scores into signed distances from the boundaries of the classes.

    Parameters
    ----------
    scores : array of shape (n_samples, n_classes)
    weights : array of shape (n_inputs, n_classes)
        The weights that gave the scores; no column is all 0.

    Returns
    -------
    array of shape (n_samples, n_classes)
        In the unit of the inputs; positive on the side of the class.
    """
    return scores / np.linalg.norm(weights, axis=0)


def sum_of_sigmoids(scores):
    """Add up, for each sample, the sigmoids of the scores of its classes.

    Parameters
    ----------
    scores : array of shape (n_samples, n_classes)

    Returns
    -------
    array of shape (n_samples,)
    """
    return np.sum((1 + np.tanh(scores / 2)) / 2, axis=1)


def utility_decision(probabilities, utilities):
    """Choose for each sample the class that is worth most on average.

    Parameters
    ----------
    probabilities : array of shape (n_samples, n_classes)
    utilities : array of shape (n_classes,)
        What choosing a class is worth if it is the true one;
        otherwise the choice is worth nothing.

    Returns
    -------
    array of shape (n_samples,)
        Classes, counted from 0.
    """
    return np.argmax(probabilities * utilities, axis=1)


def expected_utilities(probabilities, utilities):
    """Tell what each action is worth on average.

    Parameters
    ----------
    probabilities : array of shape (n_samples, n_classes)
    utilities : array of shape (n_classes, n_actions)
        What an action is worth when a class is the true one.

    Returns
    -------
    array of shape (n_samples, n_actions)
    """
    return probabilities @ utilities


def best_threshold(false_alarm, miss):
    """Find the probability above which an alarm costs less than silence.

    Parameters
    ----------
    false_alarm : float
        The positive cost of an alarm when nothing is wrong.
    miss : float
        The positive cost of no alarm when something is.

    Returns
    -------
    float
    """
    return 1 - miss / (false_alarm + miss)


def mean_utility(probabilities, utilities, labels):
    """Tell what the actions that seemed best were really worth.

    Parameters
    ----------
    probabilities : array of shape (n_samples, n_classes)
    utilities : array of shape (n_classes, n_actions)
        What an action is worth when a class is the true one.
    labels : array of shape (n_samples,)
        The true classes, counted from 0.

    Returns
    -------
    float
        The mean over all samples of what the action that is worth
        most on average was worth for the true class.
    """
    actions = np.argmax(expected_utilities(probabilities, utilities), axis=1)
    return np.mean(utilities[labels, actions])
