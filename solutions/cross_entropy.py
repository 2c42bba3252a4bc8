"""Cross-entropy: what a prediction costs, from the likelihood of the labels to the gradients of a regression."""

import numpy as np


def one_hot(labels, n_classes):
    """Turn each label into a row with a single 1.

    Parameters
    ----------
    labels : array of int, of shape (n_samples,)
        The true classes, counted from 0.
    n_classes : int

    Returns
    -------
    array of shape (n_samples, n_classes)
        The 1 stands in the column of the label, and zeros in the others.
    """
    return np.eye(n_classes)[labels]


def likelihood(probabilities, labels):
    """Find how probable just these labels were, for independent samples.

    Parameters
    ----------
    probabilities : array of shape (n_samples, n_classes)
    labels : array of int, of shape (n_samples,)
        The true classes, counted from 0.

    Returns
    -------
    float
    """
    return float(np.prod(probabilities[np.arange(len(labels)), labels]))


def negative_log_likelihood(probabilities, labels):
    """Average the negative logarithms of what the labels got.

    Parameters
    ----------
    probabilities : array of shape (n_samples, n_classes)
    labels : array of int, of shape (n_samples,)
        The true classes, counted from 0.

    Returns
    -------
    float
        Finite for any number of samples, if no label got 0.
    """
    return float(-np.mean(np.log(probabilities[np.arange(len(labels)), labels])))


def binary_cross_entropy(probabilities, labels):
    """Average what the predictions cost when there are two classes.

    Parameters
    ----------
    probabilities : array of shape (n_samples,)
        Of class 1.
    labels : array of int, of shape (n_samples,)
        0 or 1.

    Returns
    -------
    float
        Finite, also for predictions that are certain and right.
    """
    return float(-np.mean(np.log(np.where(labels == 1, probabilities, 1 - probabilities))))


def binary_cross_entropy_gradient(probabilities, labels):
    """Tell how fast this mean cost changes with each probability.

    Parameters
    ----------
    probabilities : array of shape (n_samples,)
        Of class 1.
    labels : array of int, of shape (n_samples,)
        0 or 1.

    Returns
    -------
    array of shape (n_samples,)
    """
    return np.where(labels == 1, -1, 1) / np.where(labels == 1, probabilities, 1 - probabilities) / len(labels)


def logistic_loss(scores, labels):
    """Compute the mean binary cross-entropy straight from the scores.

    Parameters
    ----------
    scores : array of shape (n_samples,)
        The log-odds of class 1.
    labels : array of int, of shape (n_samples,)
        0 or 1.

    Returns
    -------
    float
        Finite and right for scores of any size.
    """
    return float(np.mean(np.logaddexp(0, np.where(labels == 1, -scores, scores))))


def logistic_loss_gradient(scores, labels):
    """Tell how fast the logistic loss changes with each score.

    Parameters
    ----------
    scores : array of shape (n_samples,)
    labels : array of int, of shape (n_samples,)
        0 or 1.

    Returns
    -------
    array of shape (n_samples,)
        Finite for scores of any size.
    """
    probabilities = np.exp(-np.logaddexp(0, -scores))
    return (probabilities - labels) / len(labels)


def logistic_gradients(X, labels, w, b):
    """Find the gradients of the logistic loss by weights and bias.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    labels : array of int, of shape (n_samples,)
        0 or 1.
    w : array of shape (n_inputs,)
    b : float

    Returns
    -------
    tuple
        The gradient by the weights, of shape (n_inputs,), and that by
        the bias. Use your logistic_loss_gradient.
    """
    grad_scores = logistic_loss_gradient(X @ w + b, labels)
    return X.T @ grad_scores, float(np.sum(grad_scores))


def cross_entropy(probabilities, targets):
    """Average what the predictions cost when targets are rows.

    Parameters
    ----------
    probabilities : array of shape (n_samples, n_classes)
    targets : array of shape (n_samples, n_classes)
        Each row sums to 1; no number is negative.

    Returns
    -------
    float
        Finite where a probability is 0, if the target is 0 there too.
    """
    logarithms = np.log(np.where(targets > 0, probabilities, 1))
    return float(-np.mean(np.sum(targets * logarithms, axis=1)))


def cross_entropy_gradient(probabilities, targets):
    """Tell how fast this mean loss changes with each probability.

    Parameters
    ----------
    probabilities : array of shape (n_samples, n_classes)
        None of them 0 where the target is not.
    targets : array of shape (n_samples, n_classes)

    Returns
    -------
    array of shape (n_samples, n_classes)
    """
    return -targets / np.where(targets > 0, probabilities, 1) / len(targets)


def smooth_labels(targets, smoothing):
    """Take a part of every target and share it among all classes alike.

    Parameters
    ----------
    targets : array of shape (n_samples, n_classes)
    smoothing : float
        The part, between 0 and 1.

    Returns
    -------
    array of shape (n_samples, n_classes)
    """
    return (1 - smoothing) * targets + smoothing / targets.shape[1]


def log_sum_exp(scores):
    """Compute the natural logarithm of the sum of each row's powers.

    Parameters
    ----------
    scores : array of shape (n_samples, n_classes)

    Returns
    -------
    array of shape (n_samples,)
        Finite and right for scores of any size.
    """
    largest = np.max(scores, axis=1)
    return largest + np.log(np.sum(np.exp(scores - largest[:, None]), axis=1))


def log_sum_exp_gradient(scores):
    """Tell how fast a row's log-sum-exp changes with each of its scores.

    Parameters
    ----------
    scores : array of shape (n_samples, n_classes)

    Returns
    -------
    array of shape (n_samples, n_classes)
        Finite for scores of any size.
    """
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def softmax_loss(scores, targets):
    """Compute the mean loss of softmax straight from the scores.

    Parameters
    ----------
    scores : array of shape (n_samples, n_classes)
    targets : array of shape (n_samples, n_classes)
        Each row sums to 1.

    Returns
    -------
    float
        Finite for scores of any size. Use your log_sum_exp.
    """
    return float(np.mean(log_sum_exp(scores) - np.sum(targets * scores, axis=1)))


def softmax_loss_gradient(scores, targets):
    """Tell how fast the softmax loss changes with each score.

    Parameters
    ----------
    scores : array of shape (n_samples, n_classes)
    targets : array of shape (n_samples, n_classes)

    Returns
    -------
    array of shape (n_samples, n_classes)
        Finite for scores of any size. Use your log_sum_exp_gradient.
    """
    return (log_sum_exp_gradient(scores) - targets) / len(scores)


def regression_gradients(X, targets, W, b):
    """Find the gradients of softmax regression by weights and biases.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    targets : array of shape (n_samples, n_classes)
    W : array of shape (n_inputs, n_classes)
    b : array of shape (n_classes,)

    Returns
    -------
    tuple
        The gradients by W and by b, each in the shape of its parameter.
        Use your softmax_loss_gradient.
    """
    grad_scores = softmax_loss_gradient(X @ W + b, targets)
    return X.T @ grad_scores, np.sum(grad_scores, axis=0)


def smoothed_regression(X, targets, W, b, smoothing):
    """Find the loss with smoothed labels, and its gradients by W and b.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    targets : array of shape (n_samples, n_classes)
        One-hot rows, not smoothed yet.
    W : array of shape (n_inputs, n_classes)
    b : array of shape (n_classes,)
    smoothing : float
        Between 0 and 1.

    Returns
    -------
    tuple
        The loss and its gradients by W and by b. Use your smooth_labels,
        softmax_loss and regression_gradients.
    """
    smoothed = smooth_labels(targets, smoothing)
    loss = softmax_loss(X @ W + b, smoothed)
    return loss, *regression_gradients(X, smoothed, W, b)
