"""All gradients of a network with sigmoids in the middle: the steps before, put together."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers, probabilities
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.backpropagation import (
    gradients_with_sigmoid,
    layer_backward,
    layer_gradients,
    output_gradient,
    sigmoid_backward,
)

from .draws import smoothed

PAGE = "backpropagation#backpropagation-"


def classes_as_hidden_targets(X, activations, predictions, targets, W2):
    hidden_targets = np.zeros(activations.shape)
    width = min(activations.shape[1], targets.shape[1])
    hidden_targets[:, :width] = targets[:, :width]
    errors = (activations - hidden_targets) / len(X)
    return *layer_gradients(X, errors), *layer_gradients(activations, output_gradient(predictions, targets))


def gradient_of_the_weights(X, activations, predictions, targets, W2):
    grad_scores = output_gradient(predictions, targets)
    grad_W2, grad_b2 = layer_gradients(activations, grad_scores)
    grad_sums = sigmoid_backward(activations, layer_backward(grad_W2, grad_scores))
    return *layer_gradients(X, grad_sums), grad_W2, grad_b2


def output_slope_on_the_way(X, activations, predictions, targets, W2):
    grad_scores = output_gradient(predictions, targets)
    sloped = grad_scores * predictions * (1 - predictions)
    grad_sums = sigmoid_backward(activations, layer_backward(W2, sloped))
    return *layer_gradients(X, grad_sums), *layer_gradients(activations, grad_scores)


def one_input_for_each_unit(X, activations, predictions, targets, W2):
    grad_W1, *others = gradients_with_sigmoid(X, activations, predictions, targets, W2)
    return (grad_W1 * np.eye(*grad_W1.shape), *others)


def one_activation_for_each_output(X, activations, predictions, targets, W2):
    grad_W1, grad_b1, grad_W2, grad_b2 = gradients_with_sigmoid(X, activations, predictions, targets, W2)
    return grad_W1, grad_b1, grad_W2 * np.eye(*grad_W2.shape), grad_b2


def hidden_bias_times_an_input(X, activations, predictions, targets, W2):
    grad_sums = sigmoid_backward(activations, layer_backward(W2, output_gradient(predictions, targets)))
    grad_W1, _, *others = gradients_with_sigmoid(X, activations, predictions, targets, W2)
    return grad_W1, X[:, -1] @ grad_sums, *others


def sample_by_sample(X, activations, predictions, targets, W2):
    found = [0.0, 0.0, 0.0, 0.0]
    for x, a, p, t in zip(X, activations, predictions, targets, strict=True):
        g = (p - t) / len(X)
        d = W2 @ g * a * (1 - a)
        found = [sum(pair) for pair in zip(found, (np.outer(x, d), d, np.outer(a, g), g), strict=True)]
    return tuple(found)


def with_einsum(X, activations, predictions, targets, W2):
    G = (predictions - targets) / len(X)
    D = np.einsum("nk,jk,nj->nj", G, W2, activations - activations**2)
    return np.einsum("ni,nj->ij", X, D), np.einsum("nj->j", D), np.einsum("nj,nk->jk", activations, G), G.sum(0)


def _fed(rng: np.random.Generator, n_samples: int, n_inputs: int, n_hidden: int) -> list[np.ndarray]:
    return [numbers(rng, n_samples, n_inputs), rng.uniform(0.1, 0.9, size=(n_samples, n_hidden))]


def _classes(n_samples: int, n_inputs: int, n_hidden: int, n_classes: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        outputs = [probabilities(rng, n_samples, n_classes), smoothed(rng, n_samples, n_classes)]
        return {"args": [*_fed(rng, n_samples, n_inputs, n_hidden), *outputs, numbers(rng, n_hidden, n_classes)]}

    return draw


def _numbers(n_samples: int, n_inputs: int, n_hidden: int, n_outputs: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        outputs = [numbers(rng, n_samples, n_outputs), numbers(rng, n_samples, n_outputs)]
        return {"args": [*_fed(rng, n_samples, n_inputs, n_hidden), *outputs, numbers(rng, n_hidden, n_outputs)]}

    return draw


def _one_probability(rng: np.random.Generator) -> Request:
    labels = rng.permutation(np.resize([0.0, 1.0], 6))
    outputs = [rng.uniform(0.1, 0.9, size=(6, 1)), labels[:, None]]
    return {"args": [*_fed(rng, 6, 2, 3), *outputs, numbers(rng, 3, 1)]}


# --- two samples, two inputs, three units at 1/2, two outputs that are all but one exactly right ----------------------

INPUTS, UNITS, W2 = (
    np.array([[1.0, 0.0], [1.0, 0.0]]),
    np.full((2, 3), 0.5),
    np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
)
RIGHT = np.array([[1.0, 0.0], [0.0, 1.0]])
CERTAIN = np.array([[0.0, 1.0], [0.0, 1.0]])
MISSED = np.array([[0.5, 0.5], [0.0, 1.0]])


def _first(answer, predictions=MISSED, W2=W2):
    return np.asarray(answer(INPUTS, UNITS, predictions, RIGHT, W2)[0])


def _part(answer, i, predictions=MISSED):
    return np.asarray(answer(INPUTS, UNITS, predictions, RIGHT, W2)[i])


GRADIENTS_WITH_SIGMOID = Exercise(
    name="gradients_with_sigmoid",
    kind="function",
    reference=gradients_with_sigmoid,
    uses=("output_gradient", "layer_gradients", "layer_backward", "sigmoid_backward"),
    ladder=(
        Rung("one sample", _classes(1, 2, 3, 4), cases=1),
        Rung("several samples of several classes", _classes(5, 3, 4, 2), cases=2),
        Rung("numbers to predict", _numbers(4, 3, 2, 5), cases=1),
        Rung("one probability for each sample", _one_probability, cases=1),
        Rung("as many samples as units and outputs", _numbers(3, 2, 3, 3), cases=3),
    ),
    wrong=(
        Wrong(
            "takes the classes for targets of the hidden units",
            classes_as_hidden_targets,
            "a hidden unit stands for no class: nobody says what it should give, and its gradient comes from behind",
            "Which hidden unit belongs to class 0?",
            PAGE + "why",
            "seeds: hidden-activation-unknown",
            confrontation=Confrontation(
                "all predictions are exactly right, and the hidden layer is still corrected",
                lambda answer: _first(answer, RIGHT).any(),
            ),
        ),
        Wrong(
            "sends the error back through the gradient of the weights",
            gradient_of_the_weights,
            "the error goes back along the weights that carried the activations forward",
            "Which table did the activations meet on the way forward?",
            PAGE + "activations",
            "misconceptions: HID07-gradient-of-weights",
            confrontation=Confrontation(
                "with all weights of the second layer at 0 the first layer is still corrected",
                lambda answer: _first(answer, W2=0 * W2).any(),
            ),
        ),
        Wrong(
            "applies the slope of the output on the way back",
            output_slope_on_the_way,
            "the slope of the output is in prediction minus target already",
            "How often does the error pass the output's slope?",
            PAGE + "output",
            "misconceptions: HID11-output-slope-too",
            confrontation=Confrontation(
                "a prediction that is wrong with certainty corrects the second layer and not the first",
                lambda answer: not _first(answer, CERTAIN).any() and _part(answer, 2, CERTAIN).any(),
            ),
        ),
        Wrong(
            "gives each hidden unit one input",
            one_input_for_each_unit,
            "every unit has a weight for every input; j numbers units, not inputs",
            "How many weights has the first hidden unit?",
            PAGE + "indices",
            "seeds: input-component-instead-of-vector",
            confrontation=Confrontation(
                "three units read the same input, and only one of them learns",
                lambda answer: np.count_nonzero(_first(answer)[0]) == 1,
            ),
        ),
        Wrong(
            "gives each output one hidden unit",
            one_activation_for_each_output,
            "every output has a weight for every hidden unit",
            "How many weights has the first output?",
            PAGE + "indices",
            "seeds: scalar-activation-in-output-gradient-softmax",
            confrontation=Confrontation(
                "three units are equally active, and only two of six weights learn",
                lambda answer: np.count_nonzero(_part(answer, 2)) == 2,
            ),
        ),
        Wrong(
            "multiplies the hidden bias gradient by an input",
            hidden_bias_times_an_input,
            "the bias is added to the sum as it is: its factor is 1, whatever the inputs are",
            "How fast does a hidden sum grow with its bias?",
            PAGE + "layer",
            "seeds: bias-gradient-times-input",
            confrontation=Confrontation(
                "where the last input is always 0, the hidden biases never learn",
                lambda answer: not _part(answer, 1).any() and _first(answer).any(),
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("with einsum", with_einsum)),
    hints=(
        "Which of your four functions comes first, and what does each of the others need from it?",
        "Set W2 to 0: the gradients of the first layer must be 0, and those of the second must not.",
        "One sample, one unit: input 2, activation 0.5, weight 3, prediction 0.9, target 1. The error is −0.1, "
        "back through "
        "the weight −0.3, through the slope −0.3 · 0.25 = −0.075; so W1 gets −0.15, b1 −0.075, W2 −0.05 and b2 −0.1.",
    ),
    covers=(
        "mlp-regression-single-output",
        "mlp-regression-multi-output",
        "mlp-binary-classification",
        "mlp-multiclass-classification",
        "hidden-update-needs-backprop",
    ),
    minutes=20,
    difficulty=2,
)
