"""All gradients of a network with ReLU in the middle and softmax at the end."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.backpropagation import (
    gradients_with_relu,
    layer_backward,
    layer_gradients,
    network_forward,
    output_gradient,
    relu_backward,
)

from .draws import with_targets

PAGE = "backpropagation#backpropagation-"


def weights_fed_with_sums(X, sums, activations, probabilities, targets, W2):
    grad_W1, grad_b1, _, _ = gradients_with_relu(X, sums, activations, probabilities, targets, W2)
    return grad_W1, grad_b1, *layer_gradients(sums, output_gradient(probabilities, targets))


def gradient_of_the_weights(X, sums, activations, probabilities, targets, W2):
    grad_scores = output_gradient(probabilities, targets)
    grad_W2, grad_b2 = layer_gradients(activations, grad_scores)
    grad_sums = relu_backward(sums, layer_backward(grad_W2, grad_scores))
    return *layer_gradients(X, grad_sums), grad_W2, grad_b2


def classes_as_hidden_targets(X, sums, activations, probabilities, targets, W2):
    hidden_targets = np.zeros(activations.shape)
    width = min(activations.shape[1], targets.shape[1])
    hidden_targets[:, :width] = targets[:, :width]
    errors = relu_backward(sums, (activations - hidden_targets) / len(X))
    return *layer_gradients(X, errors), *layer_gradients(activations, output_gradient(probabilities, targets))


def output_slope_on_the_way(X, sums, activations, probabilities, targets, W2):
    grad_scores = output_gradient(probabilities, targets)
    sloped = grad_scores * probabilities * (1 - probabilities)
    grad_sums = relu_backward(sums, layer_backward(W2, sloped))
    return *layer_gradients(X, grad_sums), *layer_gradients(activations, grad_scores)


def output_gradient_transposed(X, sums, activations, probabilities, targets, W2):
    grad_W1, grad_b1, grad_W2, grad_b2 = gradients_with_relu(X, sums, activations, probabilities, targets, W2)
    return grad_W1, grad_b1, grad_W2.T, grad_b2


def hidden_bias_times_an_input(X, sums, activations, probabilities, targets, W2):
    grad_W1, _, *others = gradients_with_relu(X, sums, activations, probabilities, targets, W2)
    grad_sums = relu_backward(sums, layer_backward(W2, output_gradient(probabilities, targets)))
    return grad_W1, X[:, -1] @ grad_sums, *others


def rounded_before_use(X, sums, activations, probabilities, targets, W2):
    grad_scores = output_gradient(probabilities, targets)
    grad_sums = np.round(relu_backward(sums, layer_backward(W2, grad_scores)), 2)
    return *layer_gradients(X, grad_sums), *layer_gradients(activations, grad_scores)


def sample_by_sample(X, sums, activations, probabilities, targets, W2):
    found = [0.0, 0.0, 0.0, 0.0]
    for x, h, a, p, t in zip(X, sums, activations, probabilities, targets, strict=True):
        g = (p - t) / len(X)
        d = np.where(h > 0, W2 @ g, 0)
        found = [sum(pair) for pair in zip(found, (np.outer(x, d), d, np.outer(a, g), g), strict=True)]
    return tuple(found)


def with_columns_of_ones(X, sums, activations, probabilities, targets, W2):
    G = (probabilities - targets) / len(X)
    D = np.einsum("nk,jk,nj->nj", G, W2, np.sign(activations))
    ones = np.ones((len(X), 1))
    first = np.einsum("ni,nj->ij", np.hstack([ones, X]), D)
    second = np.einsum("nj,nk->jk", np.hstack([ones, activations]), G)
    return first[1:], first[0], second[1:], second[0]


def _halfway(*sizes: int) -> Draw:
    """Draw what has been computed when the way back begins."""
    draw_network = with_targets(*sizes)

    def draw(rng: np.random.Generator) -> Request:
        X, targets, W1, b1, W2, b2 = draw_network(rng)["args"]
        sums, activations, _, probabilities = network_forward(X, W1, b1, W2, b2)
        return {"args": [X, sums, activations, probabilities, targets, W2]}

    return draw


# --- one sample, two inputs, two units with the sums 2 and -3, two classes --------------------------------------------

X, SUMS, W2 = np.array([[1.0, 0.0]]), np.array([[2.0, -3.0]]), np.array([[1.0, -1.0], [4.0, 4.0]])
FIRST, MISSED = np.array([[1.0, 0.0]]), np.array([[0.5, 0.5]])


def _parts(answer, probabilities=MISSED, W2=W2):
    return [np.asarray(part) for part in answer(X, SUMS, np.maximum(SUMS, 0), probabilities, FIRST, W2)]


GRADIENTS_WITH_RELU = Exercise(
    name="gradients_with_relu",
    kind="function",
    reference=gradients_with_relu,
    uses=("output_gradient", "layer_gradients", "layer_backward", "relu_backward"),
    ladder=(
        Rung("one sample", _halfway(1, 2, 3, 4), cases=1),
        Rung("several samples", _halfway(5, 3, 4, 2), cases=2),
        Rung("more classes than units", _halfway(4, 3, 2, 5), cases=1),
        Rung("as many samples as units and classes", _halfway(3, 2, 3, 3), cases=3),
    ),
    wrong=(
        Wrong(
            "feeds the sums to the second layer's weights",
            weights_fed_with_sums,
            "the second layer was fed with activations, so they are its inputs on the way back, too",
            "What did the second layer take on the way forward?",
            PAGE + "layer",
            "misconceptions: LIN05-pre-activation",
            confrontation=Confrontation(
                "a closed unit, which gave 0, has its outgoing weights corrected",
                lambda answer: _parts(answer)[2][1].any(),
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
                lambda answer: _parts(answer, W2=0 * W2)[0].any(),
            ),
        ),
        Wrong(
            "takes the classes for targets of the hidden units",
            classes_as_hidden_targets,
            "a hidden unit stands for no class: nobody says what it should give, and its gradient comes from behind",
            "Which hidden unit belongs to class 0?",
            PAGE + "why",
            "seeds: hidden-activation-unknown",
            confrontation=Confrontation(
                "all predictions are exactly right, and the hidden layer is still corrected",
                lambda answer: _parts(answer, FIRST)[0].any(),
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
                lambda answer: not _parts(answer, 1 - FIRST)[0].any() and _parts(answer, 1 - FIRST)[2].any(),
            ),
        ),
        Wrong(
            "transposes the gradient of the second weights",
            output_gradient_transposed,
            "rows and columns have changed places: a gradient has the shape of its weights",
            "In which row of W2 do the weights of the first hidden unit stand?",
            PAGE + "shapes",
            "seeds: dW2-transposed",
            confrontation=Confrontation(
                "a closed unit, which gave 0, has a weight corrected", lambda answer: _parts(answer)[2][1, 0] != 0
            ),
        ),
        Wrong(
            "multiplies the hidden bias gradient by an input",
            hidden_bias_times_an_input,
            "the bias is added to the sum as it is: its factor is 1, whatever the inputs are",
            "How fast does a hidden sum grow with its bias?",
            PAGE + "layer",
            "seeds: bias-gradient-times-input-r2",
            confrontation=Confrontation(
                "where the last input is 0, the hidden biases do not learn",
                lambda answer: not _parts(answer)[1].any() and _parts(answer)[0].any(),
            ),
        ),
        Wrong(
            "rounds on the way",
            rounded_before_use,
            "what is rounded before it is multiplied is wrong in more digits afterwards: round once, at the end",
            "In which digit does your answer part from the right one?",
            PAGE + "numbers",
            "seeds: rounded-before-doubling",
            confrontation=Confrontation(
                "an error of 0.004 corrects nothing in the first layer",
                lambda answer: (
                    not _parts(answer, np.array([[0.998, 0.002]]))[0].any()
                    and _parts(answer, np.array([[0.998, 0.002]]))[2].any()
                ),
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("with columns of ones", with_columns_of_ones)),
    hints=(
        "Walk back from the loss: which value do you pass first, and which of your functions takes you past it?",
        "Close one unit for all samples with a bias of −100: its column of the gradient by W1 must be 0, and its "
        "row of the "
        "gradient by W2 as well.",
        "One sample, one unit: input 2, sum 0.5, weights (1, −1) to two classes, probabilities (0.6, 0.4), class "
        "1. The "
        "errors are (0.6, −0.6), back through the weights 1.2, through the open unit 1.2; W1 gets 2.4 and b1 1.2.",
    ),
    covers=(
        "mlp-grad-hidden-weights",
        "mlp-grad-hidden-bias",
        "mlp-grad-output-weights",
        "mlp-hidden-gradients-numeric",
        "mlp-output-gradients-numeric",
    ),
    minutes=15,
    difficulty=2,
)
