"""Training: predict, measure the loss, take gradients, step, and repeat on one batch after another."""

import numpy as np


def class_probabilities(X, W, b):
    """Predict the probability of each class with softmax regression.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    W : array of shape (n_inputs, n_classes)
    b : array of shape (n_classes,)

    Returns
    -------
    array of shape (n_samples, n_classes)
        The softmax of each sample's scores; finite for scores of any size.
    """
    scores = X @ W + b
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def training_loss(X, labels, W, b):
    """Measure softmax regression by its cross-entropy, averaged over the samples.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    labels : array of int, of shape (n_samples,)
        The true classes, counted from 0.
    W : array of shape (n_inputs, n_classes)
    b : array of shape (n_classes,)

    Returns
    -------
    float
        Finite for scores of any size.
    """
    scores = X @ W + b
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    log_sums = np.log(np.sum(np.exp(shifted), axis=1))
    return float(np.mean(log_sums - shifted[np.arange(len(labels)), labels]))


def parameter_gradients(X, P, labels):
    """Find the gradients of the mean cross-entropy by the weights and by the biases.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    P : array of shape (n_samples, n_classes)
        The probabilities that the samples were given.
    labels : array of int, of shape (n_samples,)
        The true classes, counted from 0.

    Returns
    -------
    tuple
        The gradient by the weights, an array of shape (n_inputs, n_classes), and the one by the biases, of shape
        (n_classes,).
    """
    targets = np.eye(P.shape[1])[labels]
    grad_scores = (P - targets) / len(X)
    return X.T @ grad_scores, np.sum(grad_scores, axis=0)


def descent_step(parameter, gradient, rate):
    """Take one step of gradient descent.

    Parameters
    ----------
    parameter : array of any shape
        It is the same afterwards.
    gradient : array of the same shape
    rate : float
        The learning rate.

    Returns
    -------
    array of the same shape
        Where the step leads.
    """
    return parameter - rate * gradient


def minibatches(order, size):
    """Cut one epoch into batches.

    Parameters
    ----------
    order : array of int, of shape (n_samples,)
        The numbers of the rows, in the order in which they are to be seen.
    size : int
        How many rows make a batch.

    Returns
    -------
    list of arrays of int
        The batches in their order. Each row is in exactly one of them; only the last may be smaller than the others.
    """
    n_batches = int(np.ceil(len(order) / size))
    return [order[i * size : (i + 1) * size] for i in range(n_batches)]


def standardise(X_train, X_new):
    """Bring the columns of a table to the scale that the training rows call for.

    Parameters
    ----------
    X_train : array of shape (n_train, n_inputs)
        The rows from which the mean and the standard deviation of each column are taken.
    X_new : array of shape (n_new, n_inputs)
        The rows to be changed: training rows, or others.

    Returns
    -------
    array of shape (n_new, n_inputs)
        If X_new is X_train, each column has the mean 0 and the standard deviation 1.
    """
    centre = np.mean(X_train, axis=0)
    return (X_new - centre) / np.std(X_train, axis=0)


def accuracy(P, labels):
    """Find the share of samples whose most probable class is the true one.

    Parameters
    ----------
    P : array of shape (n_samples, n_classes)
    labels : array of int, of shape (n_samples,)
        The true classes, counted from 0.

    Returns
    -------
    float
        Between 0 and 1.
    """
    return float(np.mean(np.argmax(P, axis=1) == labels))


def train(X, labels, W, b, rate, batches):
    """Train softmax regression: one step of descent for each batch, in order.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    labels : array of int, of shape (n_samples,)
    W : array of shape (n_inputs, n_classes)
        The weights to start from. They are the same afterwards.
    b : array of shape (n_classes,)
        The biases to start from. They are the same afterwards.
    rate : float
        The learning rate.
    batches : list of lists of int
        For each step, the numbers of the rows of X that it looks at.

    Returns
    -------
    tuple
        The new weights and the new biases. Use your class_probabilities, parameter_gradients and descent_step.
    """
    for rows in batches:
        P = class_probabilities(X[rows], W, b)
        grad_W, grad_b = parameter_gradients(X[rows], P, labels[rows])
        W, b = descent_step(W, grad_W, rate), descent_step(b, grad_b, rate)
    return W, b
