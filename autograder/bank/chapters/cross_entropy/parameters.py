"""How the loss of softmax regression answers to its weights and biases."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.cross_entropy import regression_gradients, softmax_loss_gradient

from .draws import one_hot_rows, soft_rows

PAGE = "cross_entropy#cross-entropy-"
PARAMETERS, MEAN = PAGE + "parameters", PAGE + "mean"


def _errors(X, targets, W, b):
    return softmax_loss_gradient(X @ W + b, targets)


def classes_in_rows(X, targets, W, b):
    errors = _errors(X, targets, W, b)
    return errors.T @ X, np.sum(errors, axis=0)


def summed_over_the_classes(X, targets, W, b):
    errors = _errors(X, targets, W, b)
    total = np.sum(errors, axis=1, keepdims=True) * np.ones(len(b))
    return X.T @ total, np.sum(total, axis=0)


def input_missing(X, targets, W, b):
    grad_b = np.sum(_errors(X, targets, W, b), axis=0)
    return np.tile(grad_b, (X.shape[1], 1)), grad_b


def one_bias_for_all(X, targets, W, b):
    errors = _errors(X, targets, W, b)
    return X.T @ errors, np.full(len(b), np.sum(errors))


def averaged_again(X, targets, W, b):
    errors = _errors(X, targets, W, b)
    return X.T @ errors / len(X), np.sum(errors, axis=0)


def bias_averaged_again(X, targets, W, b):
    errors = _errors(X, targets, W, b)
    return X.T @ errors, np.mean(errors, axis=0)


def bias_for_each_sample(X, targets, W, b):
    errors = _errors(X, targets, W, b)
    return X.T @ errors, errors


def weights_for_inputs(X, targets, W, b):
    errors = _errors(X, targets, W, b)
    return W * np.sum(errors, axis=0), np.sum(errors, axis=0)


def biases_not_in_the_scores(X, targets, W, b):
    errors = _errors(X, targets, W, 0 * b)
    return X.T @ errors, np.sum(errors, axis=0)


def first_sample_only(X, targets, W, b):
    errors = _errors(X, targets, W, b)
    return np.outer(X[0], errors[0]), np.sum(errors, axis=0)


def with_a_column_of_ones(X, targets, W, b):
    ones, theta = np.column_stack([np.ones(len(X)), X]), np.vstack([b, W])
    scores = ones @ theta
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    gradient = ones.T @ (powers / powers.sum(axis=1, keepdims=True) - targets) / len(X)
    return gradient[1:], gradient[0]


def sample_by_sample(X, targets, W, b):
    grad_W, grad_b = np.zeros(W.shape), np.zeros(b.shape)
    for x, y in zip(X, targets, strict=True):
        scores = x @ W + b
        error = (np.exp(scores - np.logaddexp.reduce(scores)) - y) / len(X)
        grad_W, grad_b = grad_W + np.outer(x, error), grad_b + error
    return grad_W, grad_b


def _problem(n_samples: int, n_inputs: int, n_classes: int, targets: Any = one_hot_rows, size: float = 1.0) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        X, Y = numbers(rng, n_samples, n_inputs), targets(rng, n_samples, n_classes)
        return {"args": [X, Y, size * numbers(rng, n_inputs, n_classes), size * numbers(rng, n_classes)]}

    return draw


# One sample of class 0 with the input 2, and two classes that seem equally likely.
X, Y, W, B = np.array([[2.0]]), np.array([[1.0, 0.0]]), np.zeros((1, 2)), np.zeros(2)
X10, Y10 = np.repeat(X, 10, axis=0), np.repeat(Y, 10, axis=0)


def _weights(answer, X=X, Y=Y, W=W, b=B):
    return np.asarray(answer(X, Y, W, b)[0])


def _biases(answer, X=X, Y=Y, W=W, b=B):
    return np.asarray(answer(X, Y, W, b)[1])


REGRESSION_GRADIENTS = Exercise(
    name="regression_gradients",
    kind="function",
    reference=regression_gradients,
    uses=("softmax_loss_gradient", "log_sum_exp_gradient"),
    covers=(
        "row-class-weight-gradient",
        "cce-gradient",
        "one-feature-gradients",
        "stochastic-gradient-general",
        "sgd-three-class-gradient",
        "one-hot-gradient-summary",
        "softmax-regression-gradient-parameters",
    ),
    minutes=15,
    difficulty=2,
    hints=(
        "Which shape must the gradient of the weights have, and which product of two tables gives it?",
        "Set one input to 0 for all samples: its row of the gradient must be 0. Then show every sample twice: nothing "
        "may change.",
        "One sample with the inputs (2, 5) and the score gradients (0.6, −0.6): the weights get the rows (1.2, −1.2) "
        "and (3, −3), the biases (0.6, −0.6).",
    ),
    ladder=(
        Rung("two samples", _problem(2, 4, 3), cases=3),
        Rung("one sample", _problem(1, 4, 3)),
        Rung("soft targets", _problem(6, 3, 5, soft_rows)),
        Rung("two classes", _problem(5, 3, 2)),
        Rung("large weights", _problem(4, 2, 3, size=1000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "puts the gradient of a class into a row",
            classes_in_rows,
            "rows and columns have changed places: here the weights of a class stand in a column",
            "What is the shape of the weights, and that of your gradient?",
            PARAMETERS,
            "seeds: rows-forward-columns-gradient",
            confrontation=Confrontation(
                "one input and two classes give a gradient of two rows, where there is one row of weights",
                lambda f: _weights(f).shape == (2, 1),
            ),
        ),
        Wrong(
            "sums the errors over the classes",
            summed_over_the_classes,
            "the errors of a sample cancel: a class is to keep its own",
            "What do the errors of one sample sum to?",
            PARAMETERS,
            "seeds: stray-sum-over-classes",
            confrontation=Confrontation(
                "nothing ever moves, however wrong the predictions are", lambda f: np.allclose(_weights(f), 0)
            ),
        ),
        Wrong(
            "leaves out the input",
            input_missing,
            "this is the gradient of the biases; a weight feels the error times its input",
            "If an input is 0, how much can its weights change the loss?",
            PARAMETERS,
            "seeds: bias-gradient-labelled-weight",
            confrontation=Confrontation(
                "the weights of an input that is always 0 are told to move",
                lambda f: np.abs(_weights(f, X=0 * X)).max() > 0,
            ),
        ),
        Wrong(
            "lets all classes share one bias",
            one_bias_for_all,
            "a bias that all classes share shifts all scores alike, and changes nothing",
            "How many biases has a classifier of three classes?",
            PARAMETERS,
            "seeds: shared-bias",
            confrontation=Confrontation(
                "the biases never move, however wrong the predictions are", lambda f: np.allclose(_biases(f), 0)
            ),
        ),
        Wrong(
            "averages the weights' gradient again",
            averaged_again,
            "the score gradients have been divided by the number of samples already",
            "How often do you divide by the number of samples?",
            MEAN,
            "misconceptions: LIN03-extra-1-over-n",
            confrontation=Confrontation(
                "the same sample shown ten times has a tenth of the gradient",
                lambda f: np.allclose(10 * _weights(f, X=X10, Y=Y10), _weights(f)),
            ),
        ),
        Wrong(
            "averages the bias gradient again",
            bias_averaged_again,
            "the score gradients have been divided by the number of samples already",
            "How often do you divide by the number of samples?",
            MEAN,
            "misconceptions: BIA04-mean-again",
            confrontation=Confrontation(
                "the same sample shown ten times has a tenth of the bias gradient",
                lambda f: np.allclose(10 * _biases(f, X=X10, Y=Y10), _biases(f)),
            ),
        ),
        Wrong(
            "keeps a bias gradient for each sample",
            bias_for_each_sample,
            "the samples share one bias a class, so its gradients add up",
            "How many biases are there, and how many gradients have you?",
            PARAMETERS,
            "misconceptions: BIA01-not-summed",
            confrontation=Confrontation(
                "two biases have twenty gradients", lambda f: _biases(f, X=X10, Y=Y10).size == 20
            ),
        ),
        Wrong(
            "multiplies by the weights in place of the inputs",
            weights_for_inputs,
            "the derivative of input times weight by the weight is the input",
            "What is the derivative of x · w by w?",
            PARAMETERS,
            "misconceptions: LIN04-weights-not-inputs",
            confrontation=Confrontation("weights of 0 can never move", lambda f: np.allclose(_weights(f), 0)),
        ),
        Wrong(
            "leaves the biases out of the scores",
            biases_not_in_the_scores,
            "the scores are those without biases",
            "What do your gradients do when a bias is a thousand?",
            PARAMETERS,
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "a bias of 1000, which makes the sample certain, changes no gradient",
                lambda f: np.allclose(_biases(f, b=1000 * Y[0]), _biases(f)),
            ),
        ),
        Wrong(
            "looks at the first sample only",
            first_sample_only,
            "every sample has a part in the gradient of the weights",
            "What if the first sample has only zeros as inputs?",
            PARAMETERS,
            "misconceptions: LIN06-one-sample-only",
            confrontation=Confrontation(
                "ten samples of one kind pull a tenth as much as one does",
                lambda f: np.allclose(10 * _weights(f, X=X10, Y=Y10), _weights(f)),
            ),
        ),
    ),
    right=(Right("with a column of ones", with_a_column_of_ones), Right("sample by sample", sample_by_sample)),
)
