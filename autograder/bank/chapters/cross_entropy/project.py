"""The chapter put together: softmax regression with smoothed labels, its loss and its gradients."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.cross_entropy import regression_gradients, smooth_labels, smoothed_regression, softmax_loss

from .draws import one_hot_rows

PAGE = "cross_entropy#cross-entropy-"
SMOOTHING, PARAMETERS = PAGE + "smoothing", PAGE + "parameters"


def only_the_loss_smoothed(X, targets, W, b, smoothing):
    loss = smoothed_regression(X, targets, W, b, smoothing)[0]
    return loss, *regression_gradients(X, targets, W, b)


def only_the_gradients_smoothed(X, targets, W, b, smoothing):
    _, *gradients = smoothed_regression(X, targets, W, b, smoothing)
    return softmax_loss(X @ W + b, targets), *gradients


def not_smoothed(X, targets, W, b, smoothing):
    return smoothed_regression(X, targets, W, b, 0.0)


def loss_without_biases(X, targets, W, b, smoothing):
    smoothed = smooth_labels(targets, smoothing)
    return softmax_loss(X @ W, smoothed), *regression_gradients(X, smoothed, W, b)


def in_one_table(X, targets, W, b, smoothing):
    ones, theta = np.column_stack([np.ones(len(X)), X]), np.vstack([b, W])
    scores = ones @ theta
    logarithms = scores - np.logaddexp.reduce(scores, axis=1)[:, None]
    smoothed = (1 - smoothing) * targets + smoothing / len(b)
    gradient = ones.T @ (np.exp(logarithms) - smoothed) / len(X)
    return -np.sum(smoothed * logarithms) / len(X), gradient[1:], gradient[0]


def as_a_mixture_of_two_losses(X, targets, W, b, smoothing):
    parts = []
    for table in (targets, np.full(targets.shape, 1 / len(b))):
        loss, grad_W, grad_b = 0.0, np.zeros(W.shape), np.zeros(b.shape)
        for x, y in zip(X, table, strict=True):
            scores = x @ W + b
            level = np.logaddexp.reduce(scores)
            error = np.exp(scores - level) - y
            loss, grad_W, grad_b = loss + level - y @ scores, grad_W + np.outer(x, error), grad_b + error
        parts.append((loss / len(X), grad_W / len(X), grad_b / len(X)))
    return tuple((1 - smoothing) * sharp + smoothing * level for sharp, level in zip(*parts, strict=True))


def _problem(n_samples: int, n_inputs: int, n_classes: int, size: float = 1.0) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        X, targets = numbers(rng, n_samples, n_inputs), one_hot_rows(rng, n_samples, n_classes)
        start = [size * numbers(rng, n_inputs, n_classes), size * numbers(rng, n_classes)]
        return {"args": [X, targets, *start, float(rng.uniform(0.1, 0.4))]}

    return draw


def _without_smoothing(rng: np.random.Generator) -> Request:
    return {"args": [*_problem(5, 3, 4)(rng)["args"][:-1], 0.0]}


# One sample of class 0 with the input 1 and two classes; a score of 20 makes it right beyond doubt.
X, FIRST, W, SURE = np.array([[1.0]]), np.array([[1.0, 0.0]]), np.zeros((1, 2)), np.array([20.0, 0.0])

SMOOTHED_REGRESSION = Exercise(
    name="smoothed_regression",
    kind="function",
    reference=smoothed_regression,
    uses=(
        "smooth_labels",
        "softmax_loss",
        "log_sum_exp",
        "regression_gradients",
        "softmax_loss_gradient",
        "log_sum_exp_gradient",
    ),
    covers=(
        "label-smoothing-dloss-dz",
        "mlp-smoothed-loss-numeric",
        "cce-gradient",
        "softmax-regression-gradient-parameters",
    ),
    minutes=25,
    difficulty=3,
    hints=(
        "Which two of your functions need the same targets, and which of them are smoothed?",
        "Move one weight by 0.001 up and down, and divide the difference of the loss by 0.002: is it your gradient?",
        "One sample with the input 1, two classes, all parameters 0, targets (1, 0), smoothing 0.2: they "
        "become (0.9, 0.1), the loss is ln 2 = 0.693, and both gradients are (−0.4, 0.4).",
    ),
    ladder=(
        Rung("two samples", _problem(2, 4, 3), cases=3),
        Rung("one sample", _problem(1, 4, 3)),
        Rung("more samples than classes", _problem(7, 3, 5)),
        Rung("two classes", _problem(5, 3, 2)),
        Rung("no smoothing", _without_smoothing, cases=1),
        Rung("large weights", _problem(4, 2, 3, size=1000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "smooths the loss but not the gradients",
            only_the_loss_smoothed,
            "these are the gradients of another loss than the one that is returned",
            "Do your gradients agree with central differences of your loss?",
            SMOOTHING,
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "the loss is dear at 20, and yet the bias is told to stay",
                lambda f: f(X, FIRST, W, SURE, 0.4)[0] > 3 and np.abs(f(X, FIRST, W, SURE, 0.4)[2]).max() < 1e-6,
            ),
            ties=("softmax_loss_gradient:looks at the largest target only",),
        ),
        Wrong(
            "smooths the gradients but not the loss",
            only_the_gradients_smoothed,
            "this is the loss of another problem than the one whose gradients are returned",
            "Do your gradients agree with central differences of your loss?",
            SMOOTHING,
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "the loss is as good as nothing at 20, and yet the bias is told to move",
                lambda f: f(X, FIRST, W, SURE, 0.4)[0] < 1e-6 and np.abs(f(X, FIRST, W, SURE, 0.4)[2]).max() > 0.1,
            ),
            ties=("softmax_loss:looks at the largest target only",),
        ),
        Wrong(
            "does not smooth at all",
            not_smoothed,
            "loss and gradients fit each other, but the labels are still hard",
            "What changes in your answer when the smoothing does?",
            SMOOTHING,
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "with full smoothing the label still matters",
                lambda f: f(X, FIRST, W, SURE, 1.0)[0] != f(X, 1 - FIRST, W, SURE, 1.0)[0],
            ),
        ),
        Wrong(
            "leaves the biases out of the loss",
            loss_without_biases,
            "the scores of the loss are those without biases",
            "What does your loss do when a bias is a thousand?",
            PARAMETERS,
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "a bias of 20 for the true class changes nothing in the loss",
                lambda f: f(X, FIRST, W, SURE, 0.1)[0] == f(X, FIRST, W, 0 * SURE, 0.1)[0],
            ),
        ),
    ),
    right=(
        Right("in one table", in_one_table),
        Right("as a mixture of two losses", as_a_mixture_of_two_losses),
    ),
)
