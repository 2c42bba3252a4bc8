"""How probabilities and their logarithms answer to the weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.softmax import log_weight_jacobian, softmax, softmax_jacobian, weight_jacobian

PAGE, LAYOUTS = "softmax#softmax-jacobian", "softmax#softmax-layouts"


def _shares(inputs, weights):
    return softmax((inputs @ weights)[None, :])[0]


# --- the probabilities ------------------------------------------------------------------------------------------------


def weights_of_its_own_class(inputs, weights):
    return np.eye(weights.shape[1])[:, None, :] * weight_jacobian(inputs, weights)


def without_the_inputs(inputs, weights):
    return softmax_jacobian(inputs @ weights)[:, None, :]


def weights_for_inputs(inputs, weights):
    return softmax_jacobian(inputs @ weights)[:, None, :] * weights


def a_class_in_each_row(inputs, weights):
    return weight_jacobian(inputs, weights).transpose(0, 2, 1)


def times_the_probability(inputs, weights):
    return _shares(inputs, weights)[:, None, None] * weight_jacobian(inputs, weights)


def outer_products(inputs, weights):
    return np.multiply.outer(softmax_jacobian(inputs @ weights), inputs).swapaxes(1, 2)


def entry_by_entry(inputs, weights):
    p, n_classes = _shares(inputs, weights), weights.shape[1]
    found = np.empty((n_classes, len(inputs), n_classes))
    for j, i, k in np.ndindex(found.shape):
        found[j, i, k] = p[j] * ((1.0 if j == k else 0.0) - p[k]) * inputs[i]
    return found


# --- their logarithms -------------------------------------------------------------------------------------------------


def probability_of_the_row(inputs, weights):
    p = _shares(inputs, weights)
    return (np.eye(len(p)) - p[:, None])[:, None, :] * inputs[:, None]


def without_the_diagonal(inputs, weights):
    p = _shares(inputs, weights)
    return np.tile((-p * inputs[:, None]), (len(p), 1, 1))


def turned_sign(inputs, weights):
    return -log_weight_jacobian(inputs, weights)


def logarithm_inputs_left_out(inputs, weights):
    p = _shares(inputs, weights)
    return (np.eye(len(p)) - p)[:, None, :]


def probabilities_over_themselves(inputs, weights):
    p = _shares(inputs, weights)
    return weight_jacobian(inputs, weights) / p[:, None, None]


def one_minus_the_mean(inputs, weights):
    rows = []
    for j in range(weights.shape[1]):
        errors = -_shares(inputs, weights)
        errors[j] += 1
        rows.append(np.outer(inputs, errors))
    return rows


def _classifier(n_inputs: int, n_classes: int) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        inputs = rng.choice([-1.0, 1.0], size=n_inputs) * rng.uniform(0.5, 2.0, size=n_inputs)
        return {"args": [inputs, 0.8 * rng.normal(size=(n_inputs, n_classes))]}

    return draw


LADDER = (
    Rung("two inputs, three classes", _classifier(2, 3), cases=3),
    Rung("four inputs, two classes", _classifier(4, 2)),
    Rung("three of each", _classifier(3, 3)),
)
SINGLE_ROW = {
    "probabilities = softmax((inputs @ weights)[None, :])[0] "
    "-> probabilities = softmax((inputs @ weights)[None, :])[-1]": "there is a single row, the first and the last",
}
ONE = np.array([1.0])
EQUAL = np.zeros((1, 2))


WEIGHT_JACOBIAN = Exercise(
    name="weight_jacobian",
    kind="function",
    reference=weight_jacobian,
    uses=("softmax",),
    ladder=LADDER,
    wrong=(
        Wrong(
            "lets a class answer to its own weights only",
            weights_of_its_own_class,
            "a weight of another class moves that class's score, and so this probability too",
            "Does this probability change when a weight of another class does?",
            PAGE,
            "seeds: extra-kronecker-delta",
            confrontation=Confrontation(
                "a weight moves, one of two probabilities rises, and the other stays as it was",
                lambda answer: np.allclose(answer(ONE, EQUAL)[:, 0, 0], [0.25, 0]),
            ),
        ),
        Wrong(
            "leaves out the inputs",
            without_the_inputs,
            "a weight acts on its score through the input that it multiplies",
            "What has a weight to say whose input is 0?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "a weight whose input is 0 moves the probabilities",
                lambda answer: bool(np.any(answer(np.zeros(1), EQUAL))),
            ),
        ),
        Wrong(
            "multiplies by the weights in place of the inputs",
            weights_for_inputs,
            "the derivative of a product by one factor is the other factor",
            "What is the derivative of input times weight by the weight?",
            PAGE,
            "misconceptions: LIN04-weights-not-inputs",
            confrontation=Confrontation(
                "with all weights 0 no probability would ever move",
                lambda answer: not np.any(answer(ONE, EQUAL)),
            ),
        ),
        Wrong(
            "puts the weights of a class into a row",
            a_class_in_each_row,
            "the last two axes have changed places: inputs come first, as in the weights",
            "Which shape have the weights, and which has one of your tables?",
            LAYOUTS,
            "misconceptions: LIN01-transposed",
            confrontation=Confrontation(
                "for one input and two classes the derivatives of a probability have two rows, the weights one",
                lambda answer: np.shape(answer(ONE, EQUAL)[0]) == (2, 1),
            ),
        ),
        Wrong(
            "multiplies by the probability once more",
            times_the_probability,
            "the function itself is no factor of its derivative",
            "Which factors does the chain rule ask for?",
            PAGE,
            "seeds: product-with-the-function-itself",
            confrontation=Confrontation(
                "the changes of the probabilities 1/4 and 3/4 do not cancel",
                lambda answer: abs(np.sum(answer(ONE, np.array([[0.0, np.log(3)]]))[:, 0, 0])) > 0.01,
            ),
        ),
    ),
    right=(Right("by outer products", outer_products), Right("entry by entry", entry_by_entry)),
    hints=(
        "Through which score does a weight act, and how much does that score move with it?",
        "Move a single weight by 1e-6 and see how all probabilities change. Then do so where the input is 0.",
        "With the probabilities 0.8 and 0.2 and the input 3, the weight of class 1 moves probability 0 at the rate "
        "−0.8 · 0.2 · 3 = −0.48, and probability 1 at the rate 0.48.",
    ),
    equivalent=SINGLE_ROW,
    covers=("softmax-parameter-jacobian",),
    minutes=15,
    difficulty=2,
)

LOG_WEIGHT_JACOBIAN = Exercise(
    name="log_weight_jacobian",
    kind="function",
    reference=log_weight_jacobian,
    uses=("softmax",),
    ladder=LADDER,
    wrong=(
        Wrong(
            "takes the probability of the class that is asked for",
            probability_of_the_row,
            "what is subtracted is the probability of the class whose weights move",
            "Which class's score rises: that of the row or that of the column?",
            PAGE,
            "seeds: softmax-index-swapped",
            confrontation=Confrontation(
                "all scores rise alike, and the logarithm of the probability 1/4 falls",
                lambda answer: np.sum(answer(ONE, np.array([[0.0, np.log(3)]]))[1]) < -0.1,
            ),
        ),
        Wrong(
            "leaves out the 1 of a class's own weights",
            without_the_diagonal,
            "the logarithm of the power is the score itself, and that has the derivative 1",
            "What is the derivative of ln p by its own score, if nothing else moved?",
            PAGE,
            "misconceptions: JAC06-no-diagonal-term",
            confrontation=Confrontation(
                "a class becomes less probable when its own score rises",
                lambda answer: answer(ONE, EQUAL)[0][0][0] < 0,
            ),
        ),
        Wrong(
            "turns the sign",
            turned_sign,
            "that is the derivative of the loss, minus the logarithm",
            "If a class's own score rises, does its probability rise?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "a class becomes less probable when its own score rises",
                lambda answer: answer(ONE, EQUAL)[0][0][0] < 0,
            ),
        ),
        Wrong(
            "leaves out the inputs",
            logarithm_inputs_left_out,
            "a weight acts on its score through the input that it multiplies",
            "What has a weight to say whose input is 0?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "a weight whose input is 0 moves the probabilities",
                lambda answer: bool(np.any(answer(np.zeros(1), EQUAL))),
            ),
        ),
    ),
    right=(
        Right("through the probabilities", probabilities_over_themselves),
        Right("class by class", one_minus_the_mean),
    ),
    hints=(
        "Write the logarithm of a fraction as a difference. What is the derivative of each part by one score?",
        "Add up the derivatives by all classes' weights of one input: a shift of all scores changes nothing.",
        "With the probabilities 0.8 and 0.2 and the input 3: ln 0.8 moves with the weight of class 0 at the rate "
        "(1 − 0.8) · 3 = 0.6, with that of class 1 at (0 − 0.2) · 3 = −0.6.",
    ),
    equivalent=SINGLE_ROW,
    covers=("log-softmax-parameter-gradient",),
    minutes=12,
    difficulty=2,
)
