"""Rules that people use in place of the gradients of softmax regression."""

from __future__ import annotations

import numpy as np


def _targets(P, labels):
    return np.eye(P.shape[1])[labels]


def _with(X, grad_scores):
    return X.T @ grad_scores, np.sum(grad_scores, axis=0)


def summed(X, P, labels):
    return _with(X, P - _targets(P, labels))


def first_sample_only_divided(X, P, labels):
    errors = P - _targets(P, labels)
    errors[0] /= len(X)
    return _with(X, errors)


def class_picks_the_input(X, P, labels):
    errors = (P - _targets(P, labels)) / len(X)
    grad_row = np.array([np.sum(X[:, k] * errors[:, k]) for k in range(P.shape[1])])
    return np.tile(grad_row, (X.shape[1], 1)), np.sum(errors, axis=0)


def flipped_targets(X, P, labels):
    return _with(X, (P - (1 - _targets(P, labels))) / len(X))


def turned(X, P, labels):
    return _with(X, (_targets(P, labels) - P) / len(X))


def over_classes_too(X, P, labels):
    return _with(X, (P - _targets(P, labels)) / P.size)


def hard_predictions(X, P, labels):
    return _with(X, (np.eye(P.shape[1])[np.argmax(P, axis=1)] - _targets(P, labels)) / len(X))


def misclassified_only(X, P, labels):
    missed = np.argmax(P, axis=1) != labels
    return _with(X, missed[:, None] * (P - _targets(P, labels)) / len(X))


def classes_from_one(X, P, labels):
    return _with(X, (P - _targets(P, labels - 1)) / len(X))


def without_targets(X, P, labels):
    return _with(X, P / len(X))


def labels_as_numbers(X, P, labels):
    return _with(X, (P - labels[:, None]) / len(X))


def by_the_probabilities(X, P, labels):
    return _with(X, -_targets(P, labels) / P / len(X))


def transposed(X, P, labels):
    grad_W, grad_b = _with(X, (P - _targets(P, labels)) / len(X))
    return grad_W.T, grad_b


def bias_not_summed(X, P, labels):
    errors = (P - _targets(P, labels)) / len(X)
    return X.T @ errors, errors


def bias_over_classes(X, P, labels):
    errors = (P - _targets(P, labels)) / len(X)
    return X.T @ errors, np.sum(errors, axis=1)


def bias_averaged_again(X, P, labels):
    errors = (P - _targets(P, labels)) / len(X)
    return X.T @ errors, np.mean(errors, axis=0)


def weights_averaged_again(X, P, labels):
    errors = (P - _targets(P, labels)) / len(X)
    return X.T @ errors / len(X), np.sum(errors, axis=0)
