"""The way forward: sums, activations, scores, probabilities."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.backpropagation import network_forward

from .draws import network

PAGE = "backpropagation#backpropagation-"


def shares(scores):
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def without_relu(X, W1, b1, W2, b2):
    sums = X @ W1 + b1
    return sums, sums, sums @ W2 + b2, shares(sums @ W2 + b2)


def closed_for_open(X, W1, b1, W2, b2):
    sums = X @ W1 + b1
    activations = np.minimum(sums, 0)
    return sums, activations, activations @ W2 + b2, shares(activations @ W2 + b2)


def without_the_first_bias(X, W1, b1, W2, b2):
    return network_forward(X, W1, 0 * b1, W2, b2)


def without_the_second_bias(X, W1, b1, W2, b2):
    return network_forward(X, W1, b1, W2, 0 * b2)


def second_layer_fed_with_sums(X, W1, b1, W2, b2):
    sums = X @ W1 + b1
    return sums, np.maximum(sums, 0), sums @ W2 + b2, shares(sums @ W2 + b2)


def over_the_samples(X, W1, b1, W2, b2):
    sums, activations, scores, _ = network_forward(X, W1, b1, W2, b2)
    powers = np.exp(scores - np.max(scores, axis=0))
    return sums, activations, scores, powers / np.sum(powers, axis=0)


def over_the_whole_table(X, W1, b1, W2, b2):
    sums, activations, scores, _ = network_forward(X, W1, b1, W2, b2)
    powers = np.exp(scores - np.max(scores))
    return sums, activations, scores, powers / np.sum(powers)


def without_the_shift(X, W1, b1, W2, b2):
    sums, activations, scores, _ = network_forward(X, W1, b1, W2, b2)
    return sums, activations, scores, np.exp(scores) / np.sum(np.exp(scores), axis=1, keepdims=True)


def without_the_division(X, W1, b1, W2, b2):
    sums, activations, scores, _ = network_forward(X, W1, b1, W2, b2)
    return sums, activations, scores, np.exp(scores - np.max(scores, axis=1, keepdims=True))


def sigmoid_of_each(X, W1, b1, W2, b2):
    sums, activations, scores, _ = network_forward(X, W1, b1, W2, b2)
    return sums, activations, scores, 1 / (1 + np.exp(-scores))


def sample_by_sample(X, W1, b1, W2, b2):
    rows = []
    for x in X:
        h = W1.T @ x + b1
        a = h * (h > 0)
        z = W2.T @ a + b2
        rows.append((h, a, z, np.exp(z - np.logaddexp.reduce(z))))
    return tuple(np.array(part) for part in zip(*rows, strict=True))


def with_columns_of_ones(X, W1, b1, W2, b2):
    ones = np.ones((len(X), 1))
    H = np.hstack([ones, X]) @ np.vstack([b1, W1])
    A = (np.abs(H) + H) / 2
    Z = np.hstack([ones, A]) @ np.vstack([b2, W2])
    return H, A, Z, 1 / np.exp(np.minimum(Z[:, None, :] - Z[:, :, None], 700)).sum(axis=2)


# --- one input of 1, two units with the sums 1 and -2, two classes ---------------------------------------------------

ONE = [np.ones((1, 1)), np.array([[0.0, -3.0]]), np.array([1.0, 1.0]), np.array([[0.0, 2.0], [1.0, 1.0]])]


def _parts(answer, size=1.0, times=1):
    X, W1, b1, W2 = ONE
    return [np.asarray(part) for part in answer(np.repeat(X, times, axis=0), W1, b1, size * W2, np.array([3.0, 0.0]))]


NETWORK_FORWARD = Exercise(
    name="network_forward",
    kind="function",
    reference=network_forward,
    ladder=(
        Rung("one sample", network(1, 2, 3, 4)),
        Rung("several samples", network(5, 3, 4, 2), cases=3),
        Rung("more classes than units", network(4, 3, 2, 5)),
        Rung("large scores", network(3, 2, 5, 4, size=1000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "leaves out the ReLU",
            without_relu,
            "without it two layers are no more than one",
            "What becomes of a negative sum on its way to the next layer?",
            PAGE + "forward",
            "surviving mutant",
            confrontation=Confrontation(
                "a unit whose sum is −2 hands on −2", lambda answer: _parts(answer)[1].min() == -2
            ),
        ),
        Wrong(
            "keeps the negative sums",
            closed_for_open,
            "it is the positive sums that pass, and negative ones that become 0",
            "What is the ReLU of 3, and of −3?",
            PAGE + "forward",
            "surviving mutant",
            confrontation=Confrontation(
                "no activation is positive", lambda answer: bool((_parts(answer)[1] <= 0).all())
            ),
        ),
        Wrong(
            "forgets the bias of the hidden layer",
            without_the_first_bias,
            "each layer adds a bias of its own to its sums",
            "What are the sums of a sample whose inputs are all 0?",
            PAGE + "forward",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "a unit with the weight 0 and the bias 1 has the sum 0", lambda answer: _parts(answer)[0][0, 0] == 0
            ),
        ),
        Wrong(
            "forgets the bias of the output layer",
            without_the_second_bias,
            "each layer adds a bias of its own to its sums",
            "What are the scores when no hidden unit is open?",
            PAGE + "forward",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "with all weights of the second layer at 0, no class has a lead, although one bias is 3",
                lambda answer: np.ptp(_parts(answer, size=0.0)[2]) == 0,
            ),
        ),
        Wrong(
            "feeds the sums to the second layer",
            second_layer_fed_with_sums,
            "the second layer is fed with activations, and a closed unit hands on 0",
            "Which of your four values does the second layer take?",
            PAGE + "forward",
            "misconceptions: LIN05-pre-activation",
            confrontation=Confrontation(
                "a closed unit lowers a score from 3 to 1", lambda answer: _parts(answer)[2][0, 0] == 1
            ),
        ),
        Wrong(
            "normalises over the samples",
            over_the_samples,
            "the probabilities of one sample sum to 1, those of a class need not",
            "Which axis disappears when you sum over the classes?",
            "softmax#softmax-rows",
            "misconceptions: SMX02-axis-0",
            confrontation=Confrontation(
                "one sample alone gets the probability 1 for both classes",
                lambda answer: bool((_parts(answer)[3] == 1).all()),
            ),
        ),
        Wrong(
            "normalises over the whole table",
            over_the_whole_table,
            "all numbers of the table together sum to 1, instead of those of each row",
            "What should the probabilities of one sample sum to?",
            "softmax#softmax-rows",
            "misconceptions: SMX01-whole-table",
            confrontation=Confrontation(
                "a sample shown twice has half the probabilities",
                lambda answer: np.allclose(2 * _parts(answer, times=2)[3][0], _parts(answer)[3][0]),
            ),
        ),
        Wrong(
            "does not shift the scores",
            without_the_shift,
            "the exponential of a large score is infinite, and infinity divided by infinity is nan",
            "What is the exponential of 1000, and what could you subtract first?",
            "softmax#softmax-overflow",
            "misconceptions: SMX09-overflow",
            confrontation=Confrontation(
                "a score of 2000 has no probability, but nan",
                lambda answer: bool(np.isnan(_parts(answer, size=1000.0)[3]).any()),
            ),
        ),
        Wrong(
            "leaves out the division",
            without_the_division,
            "the powers are positive, but they do not sum to 1",
            "What do the probabilities of one sample sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
            confrontation=Confrontation(
                "the probabilities of a sample sum to more than 1", lambda answer: _parts(answer)[3].sum() > 1.01
            ),
        ),
        Wrong(
            "takes the sigmoid of each score",
            sigmoid_of_each,
            "each class is judged alone, so the probabilities need not sum to 1",
            "Should one probability change when another class's score does?",
            "softmax#softmax-definition",
            "misconceptions: SMX05-sigmoid-per-class",
            confrontation=Confrontation(
                "the scores 3 and 2 both get more than 0.85",
                lambda answer: bool((_parts(answer)[3] > 0.85).all() and _parts(answer)[3].sum() < 1.9),
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("with columns of ones", with_columns_of_ones)),
    hints=(
        "Which shape has each of the four values, for 5 samples?",
        "Print the sums and the activations of one sample side by side: they differ where a sum is negative.",
        "Inputs (1, 2), weights (3, −1) and (0, −2) of two units, biases 1 and 1: the sums are 1·3 + 2·0 + 1 = 4 and "
        "1·(−1) + 2·(−2) + 1 = −4, so the activations are 4 and 0.",
    ),
    equivalent={
        "activations = np.maximum(sums, 0) "
        "-> activations = np.maximum(0, sums)": "the larger of two is the same in either order",
        "powers = np.exp(scores - np.max(scores, axis=1, keepdims=True)) "
        "-> powers = -np.exp(scores - np.max(scores, axis=1, keepdims=True))": (
            "the sign of all powers cancels in the quotient"
        ),
    },
    covers=("mlp-forward-numeric", "mlp-layer-shapes"),
    minutes=12,
    difficulty=1,
)
