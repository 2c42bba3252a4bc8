"""Classifiers around softmax: biases inside the table, and a logistic regression in other clothes."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.softmax import predict_with_theta, softmax, two_class_parameters

LAYOUTS, TWO = "softmax#softmax-layouts", "softmax#softmax-two-classes"


# --- predict_with_theta -----------------------------------------------------------------------------------------------


def theta_transposed(inputs, theta):
    return softmax(theta.T[0] + inputs @ theta.T[1:])


def biases_in_the_last_row(inputs, theta):
    return softmax(inputs @ theta[:-1] + theta[-1])


def biases_left_out(inputs, theta):
    return softmax(inputs @ theta[1:])


def scores_alone(inputs, theta):
    return theta[0] + inputs @ theta[1:]


def with_a_column_of_ones(inputs, theta):
    return softmax(np.column_stack([np.ones(len(inputs)), inputs]) @ theta)


def sample_by_sample(inputs, theta):
    rows = []
    for row in inputs:
        scores = [theta[0, k] + sum(x * w for x, w in zip(row, theta[1:, k], strict=True)) for k in range(len(theta.T))]
        rows.append(softmax(np.array([scores]))[0])
    return np.array(rows)


def _problem(n_samples: int, n_inputs: int, n_classes: int) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        inputs = rng.choice([-1.0, 1.0], size=(n_samples, n_inputs)) * rng.uniform(0.5, 2, size=(n_samples, n_inputs))
        return {"args": [inputs, rng.normal(size=(1 + n_inputs, n_classes))]}

    return draw


AT_ZERO, BIASED = np.zeros((1, 1)), np.array([[0.0, np.log(3)], [0.0, 0.0]])

PREDICT_WITH_THETA = Exercise(
    name="predict_with_theta",
    kind="function",
    reference=predict_with_theta,
    uses=("softmax",),
    ladder=(
        Rung("two samples, three inputs", _problem(2, 3, 5), cases=3),
        Rung("as many classes as rows of the table", _problem(4, 2, 3)),
        Rung("five samples, one input", _problem(5, 1, 3)),
    ),
    wrong=(
        Wrong(
            "transposes the table",
            theta_transposed,
            "a class is a column of the table, and row 0 holds all the biases",
            "Which shape has the table, and what does its row 0 hold?",
            LAYOUTS,
            "seeds: theta-not-transposed",
            confrontation=Confrontation(
                "where all inputs are 0, weights decide",
                lambda answer: not np.allclose(answer(AT_ZERO, np.array([[0.0, 0.0], [3.0, 0.0]])), 0.5),
            ),
        ),
        Wrong(
            "takes the last row for the biases",
            biases_in_the_last_row,
            "the biases stand in row 0, above the weights",
            "Which row of the table meets the 1 in front of the inputs?",
            LAYOUTS,
            "seeds: theta-shape-generalisation",
            confrontation=Confrontation(
                "where all inputs are 0, weights decide",
                lambda answer: not np.allclose(answer(AT_ZERO, np.array([[0.0, 0.0], [3.0, 0.0]])), 0.5),
            ),
        ),
        Wrong(
            "leaves out the biases",
            biases_left_out,
            "every score needs its class's bias",
            "What would your probabilities be if all inputs were 0?",
            LAYOUTS,
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "the biases 0 and ln 3 alone give equal probabilities",
                lambda answer: np.allclose(answer(AT_ZERO, BIASED), 0.5),
            ),
        ),
        Wrong(
            "stops at the scores",
            scores_alone,
            "scores are no probabilities yet",
            "What do your rows sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
            confrontation=Confrontation(
                "a probability is 0 and another 1.1: they sum to more than 1",
                lambda answer: np.sum(answer(AT_ZERO, BIASED)) > 1.09,
            ),
        ),
    ),
    right=(Right("with a column of ones", with_a_column_of_ones), Right("sample by sample", sample_by_sample)),
    hints=(
        "Which input, the same for every sample, would make a bias an ordinary weight?",
        "Set all inputs to 0: your rows must be the softmax of row 0 of the table.",
        "With the table ((1, 0), (2, −1)) and the input 3 the scores are 1 + 3 · 2 = 7 and 0 + 3 · (−1) = −3.",
    ),
    covers=(
        "row-class-logits",
        "one-feature-forward",
        "theta-shape-generalisation",
        "sgd-three-class-forward",
        "minibatch-three-class-forward",
        "two-class-forward-matrix",
    ),
    minutes=10,
    difficulty=1,
)


# --- two_class_parameters ---------------------------------------------------------------------------------------------


def opposite(weights, bias):
    return np.stack([-weights, weights], axis=1), np.array([-bias, bias])


def class_exchanged(weights, bias):
    return np.stack([weights, np.zeros_like(weights)], axis=1), np.array([bias, 0.0])


def bias_left_out(weights, bias):
    return np.stack([np.zeros_like(weights), weights], axis=1), np.zeros(2)


def a_class_in_each_row(weights, bias):
    return np.stack([np.zeros_like(weights), weights]), np.array([0.0, bias])


def filled_in(weights, bias):
    table = np.zeros((len(weights), 2))
    table[:, 1] = weights
    return table, [0, bias]


def by_outer_product(weights, bias):
    return np.outer(weights, [0, 1]), bias * np.array([0.0, 1.0])


def _logistic(n_inputs: int) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        sign = rng.choice([-1.0, 1.0], size=1 + n_inputs)
        drawn = sign * rng.uniform(0.3, 2.0, size=1 + n_inputs)
        return {"args": [drawn[1:], float(drawn[0])]}

    return draw


def _probability(answer, weight=0.0, bias=0.0):
    """Return the probability of class 1 for the input 1."""
    table, biases = answer(np.array([weight]), bias)
    return softmax(np.array([1.0]) @ np.reshape(table, (1, 2)) + np.asarray(biases)[None, :])[0, 1]


TWO_CLASS_PARAMETERS = Exercise(
    name="two_class_parameters",
    kind="function",
    reference=two_class_parameters,
    ladder=(
        Rung("three inputs", _logistic(3), cases=3),
        Rung("one input", _logistic(1)),
        Rung("two inputs", _logistic(2)),
    ),
    wrong=(
        Wrong(
            "gives the classes opposite parameters",
            opposite,
            "the scores then differ by twice the weighted sum",
            "By how much must the two scores differ?",
            TWO,
            "seeds: symmetric-weights",
            confrontation=Confrontation(
                "where the logistic regression says 3/4, the softmax says 9/10",
                lambda answer: np.isclose(_probability(answer, bias=np.log(3)), 0.9),
            ),
        ),
        Wrong(
            "exchanges the classes",
            class_exchanged,
            "the logistic regression gives the probability of class 1",
            "Which class's probability grows with the weighted sum?",
            TWO,
            "seeds: logistic-as-two-way-softmax",
            confrontation=Confrontation(
                "where the logistic regression says 3/4, the softmax says 1/4",
                lambda answer: np.isclose(_probability(answer, bias=np.log(3)), 0.25),
            ),
        ),
        Wrong(
            "leaves out the bias",
            bias_left_out,
            "without a bias, inputs of 0 always get the probability 1/2",
            "What does the logistic regression say where all inputs are 0?",
            TWO,
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "the bias may be whatever it likes, the probabilities stay 1/2",
                lambda answer: np.isclose(_probability(answer, bias=5.0), 0.5),
            ),
        ),
        Wrong(
            "puts the weights of a class into a row",
            a_class_in_each_row,
            "a class is a column of the weights",
            "Which shape have the weights of three inputs and two classes?",
            LAYOUTS,
            "surviving mutant",
            confrontation=Confrontation(
                "for one input the weights have two rows",
                lambda answer: np.shape(answer(np.array([1.0]), 1.0)[0]) == (2, 1),
            ),
        ),
    ),
    right=(Right("filled in", filled_in), Right("by an outer product", by_outer_product)),
    hints=(
        "The sigmoid takes one number, the softmax two. Which difference of scores must that number be?",
        "Compare 1 / (1 + np.exp(-(inputs @ weights + bias))) with column 1 of softmax of your scores.",
        "The weighted sum 2 has the sigmoid 1 / (1 + 0.135) = 0.881, and the scores 0 and 2 have the shares "
        "1 / 8.389 = 0.119 and 7.389 / 8.389 = 0.881.",
    ),
    equivalent={
        "return (np.stack([np.zeros_like(weights), weights], axis=1), np.array([0.0, bias])) "
        "-> return (np.stack([np.zeros_like(-weights), weights], axis=1), np.array([0.0, bias]))": (
            "zeros have the shape of the weights, whatever their sign"
        ),
        "return (np.stack([np.zeros_like(weights), weights], axis=1), np.array([0.0, bias])) "
        "-> return (np.stack([np.zeros_like(weights), weights], axis=1), [0.0, bias])": "a list is right too",
    },
    covers=("logistic-as-two-way-softmax",),
    minutes=8,
    difficulty=2,
)
