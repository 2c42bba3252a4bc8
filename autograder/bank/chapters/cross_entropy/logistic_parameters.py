"""How the loss of logistic regression answers to its weights and to its bias."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import labels as draw_labels
from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.cross_entropy import logistic_gradients, logistic_loss_gradient

PAGE = "cross_entropy#cross-entropy-"
PARAMETERS = PAGE + "parameters"


def _errors(X, labels, w, b):
    return logistic_loss_gradient(X @ w + b, labels)


def input_missing(X, labels, w, b):
    errors = _errors(X, labels, w, b)
    return np.full(X.shape[1], np.sum(errors)), np.sum(errors)


def averaged_again(X, labels, w, b):
    errors = _errors(X, labels, w, b)
    return X.T @ errors / len(X), np.sum(errors)


def bias_averaged_again(X, labels, w, b):
    errors = _errors(X, labels, w, b)
    return X.T @ errors, np.mean(errors)


def bias_for_each_sample(X, labels, w, b):
    errors = _errors(X, labels, w, b)
    return X.T @ errors, errors


def weights_for_inputs(X, labels, w, b):
    errors = _errors(X, labels, w, b)
    return w * np.sum(errors), np.sum(errors)


def bias_not_in_the_scores(X, labels, w, b):
    errors = _errors(X, labels, w, 0.0)
    return X.T @ errors, np.sum(errors)


def first_sample_only(X, labels, w, b):
    errors = _errors(X, labels, w, b)
    return X[0] * errors[0], np.sum(errors)


def with_a_column_of_ones(X, labels, w, b):
    ones = np.column_stack([np.ones(len(X)), X])
    gradient = ones.T @ (0.5 + 0.5 * np.tanh(ones @ np.append(b, w) / 2) - labels) / len(X)
    return gradient[1:], gradient[0]


def sample_by_sample(X, labels, w, b):
    grad_w, grad_b = np.zeros(len(w)), 0.0
    for x, label in zip(X, labels, strict=True):
        error = np.exp(-np.logaddexp(0, -(x @ w + b))) - label
        grad_w, grad_b = grad_w + error * x / len(X), grad_b + error / len(X)
    return grad_w, grad_b


def _labelled(n_samples: int, n_inputs: int, size: float = 1.0) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        X, known = numbers(rng, n_samples, n_inputs), draw_labels(rng, n_samples, 2)
        return {"args": [X, known, size * numbers(rng, n_inputs), float(size * numbers(rng, 1)[0])]}

    return draw


X, W, ONE = np.array([[2.0]]), np.zeros(1), np.array([1])  # one sample of class 1 with the input 2, a weight of 0
X10, ONES = np.repeat(X, 10, axis=0), np.repeat(ONE, 10)


def _weight(answer):
    return np.ravel(answer(X, ONE, W, 0.0)[0])[0]


LOGISTIC_GRADIENTS = Exercise(
    name="logistic_gradients",
    kind="function",
    reference=logistic_gradients,
    uses=("logistic_loss_gradient",),
    covers=("bce-gradient-logistic",),
    equivalent={
        "return (X.T @ grad_scores, float(np.sum(grad_scores))) "
        "-> return (X.T @ grad_scores, np.sum(grad_scores))": "the same number",
    },
    minutes=12,
    difficulty=2,
    hints=(
        "If an input is 0 for every sample, can its weight change the loss?",
        "Move the bias by 0.001 up and down, and divide the difference of the loss by 0.002. Then one weight.",
        "Two samples with the inputs (1, 4) and (3, −2) and the score gradients 0.1 and −0.3: the weights get "
        "0.1 − 0.9 = −0.8 and 0.4 + 0.6 = 1.0, the bias −0.2.",
    ),
    ladder=(
        Rung("two samples", _labelled(2, 3), cases=3),
        Rung("one sample", _labelled(1, 4)),
        Rung("more samples than inputs", _labelled(7, 4)),
        Rung("large weights", _labelled(5, 2, size=1000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "leaves out the input",
            input_missing,
            "this is the gradient of the bias; a weight feels the error times its input",
            "If an input is 0, how much can its weight change the loss?",
            PARAMETERS,
            "seeds: bias-gradient-labelled-weight",
            confrontation=Confrontation(
                "the weight of an input that is always 0 is told to move",
                lambda f: np.abs(f(0 * X, ONE, W, 0.0)[0]).max() > 0,
            ),
        ),
        Wrong(
            "averages the weights' gradient again",
            averaged_again,
            "the score gradients have been divided by the number of samples already",
            "How often do you divide by the number of samples?",
            PAGE + "mean",
            "misconceptions: LIN03-extra-1-over-n",
            confrontation=Confrontation(
                "the same sample shown ten times has a tenth of the gradient",
                lambda f: np.isclose(10 * np.ravel(f(X10, ONES, W, 0.0)[0])[0], _weight(f)),
            ),
        ),
        Wrong(
            "averages the bias gradient again",
            bias_averaged_again,
            "the score gradients have been divided by the number of samples already",
            "How often do you divide by the number of samples?",
            PAGE + "mean",
            "misconceptions: BIA04-mean-again",
            confrontation=Confrontation(
                "the same sample shown ten times has a tenth of the bias gradient",
                lambda f: np.isclose(10 * f(X10, ONES, W, 0.0)[1], f(X, ONE, W, 0.0)[1]),
            ),
        ),
        Wrong(
            "keeps a bias gradient for each sample",
            bias_for_each_sample,
            "all samples share the one bias, so its gradients add up",
            "How many biases are there, and how many gradients have you?",
            PARAMETERS,
            "misconceptions: BIA01-not-summed",
            confrontation=Confrontation("one bias has ten gradients", lambda f: np.size(f(X10, ONES, W, 0.0)[1]) == 10),
        ),
        Wrong(
            "multiplies by the weights in place of the inputs",
            weights_for_inputs,
            "the derivative of input times weight by the weight is the input",
            "What is the derivative of x · w by w?",
            PARAMETERS,
            "misconceptions: LIN04-weights-not-inputs",
            confrontation=Confrontation("a weight of 0 can never move", lambda f: _weight(f) == 0),
        ),
        Wrong(
            "leaves the bias out of the scores",
            bias_not_in_the_scores,
            "the scores are those without a bias",
            "What do your gradients do when the bias is a thousand?",
            PARAMETERS,
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "a bias of 1000, which makes the sample certain, changes no gradient",
                lambda f: f(X, ONE, W, 1000.0)[1] == f(X, ONE, W, 0.0)[1],
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
                lambda f: np.isclose(10 * np.ravel(f(X10, ONES, W, 0.0)[0])[0], _weight(f)),
            ),
        ),
    ),
    right=(Right("with a column of ones", with_a_column_of_ones), Right("sample by sample", sample_by_sample)),
)
