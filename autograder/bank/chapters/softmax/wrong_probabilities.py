"""Wrong rules for probabilities from scores."""

from __future__ import annotations

import numpy as np

from solutions.softmax import softmax


def over_the_whole_table(scores):
    powers = np.exp(scores - np.max(scores))
    return powers / np.sum(powers)


def over_the_samples(scores):
    powers = np.exp(scores - np.max(scores, axis=0, keepdims=True))
    return powers / np.sum(powers, axis=0, keepdims=True)


def without_the_shift(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers, axis=1, keepdims=True)


def divided_without_powers(scores):
    return scores / np.sum(scores, axis=1, keepdims=True)


def powers_left_alone(scores):
    return np.exp(scores - np.max(scores, axis=1, keepdims=True))


def sigmoid_of_each(scores):
    return 1 / (1 + np.exp(-scores))


def sign_of_the_scores(scores):
    powers = np.exp(np.min(scores, axis=1, keepdims=True) - scores)
    return powers / np.sum(powers, axis=1, keepdims=True)


def divided_by_the_largest(scores):
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.max(powers, axis=1, keepdims=True)


def over_the_samples_unshifted(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers, axis=0)


def over_the_whole_table_unshifted(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers)


def bare_powers(scores):
    return np.exp(scores)


def shifted_by_columns(scores):
    powers = np.exp(scores - np.max(scores, axis=0))
    return powers / np.sum(powers, axis=1, keepdims=True)


def scaled_by_the_largest(scores):
    powers = np.exp(scores / np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def first_class_in_every_numerator(scores):
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return np.repeat(powers[:, :1] / np.sum(powers, axis=1, keepdims=True), scores.shape[1], axis=1)


def cut_off_after_four_digits(scores):
    return np.floor(1e4 * softmax(scores)) / 1e4
