"""Layers of neurons: the layout of their parameters, and how many there are."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.judge import Tolerance
from autograder.student.kinds import Request
from solutions.neurons import layer_by_rows, n_parameters

PAGE = "neurons#neurons-"
SQUARE = np.array([[0.0, 1.0, 2.0], [0.0, 3.0, 4.0]])  # two neurons with two inputs and no bias


def bias_in_the_last_column(inputs, theta):
    return inputs @ theta[:, :-1].T + theta[:, -1]


def without_the_bias(inputs, theta):
    return inputs @ theta[:, 1:].T


def without_the_transpose(inputs, theta):
    return inputs @ theta[:, 1:] + theta[:, 0]


def samples_in_columns(inputs, theta):
    return theta[:, 1:] @ inputs.T + theta[:, :1]


def first_neuron_only(inputs, theta):
    return inputs @ theta[0, 1:] + theta[0, 0]


def neuron_by_neuron(inputs, theta):
    columns = [np.dot(inputs, weights) + bias for bias, *weights in theta]
    return np.stack(columns, axis=1)


def with_ones(inputs, theta):
    ones = np.ones((len(inputs), 1))
    return np.concatenate([ones, inputs], axis=1) @ theta.T


def one_sum_at_a_time(inputs, theta):
    return [[row[0] + sum(row[1:] * sample) for row in theta] for sample in inputs]


def _layer(n_samples: int, n_inputs: int, n_outputs: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {
            "args": [1.5 * rng.normal(size=(n_samples, n_inputs)), 1.5 * rng.normal(size=(n_outputs, 1 + n_inputs))]
        }

    return draw


LAYER_BY_ROWS = Exercise(
    name="layer_by_rows",
    kind="function",
    reference=layer_by_rows,
    covers=("bias-trick", "template-matching"),
    minutes=10,
    difficulty=2,
    hints=(
        "Which entries of the book's table belong to the first neuron?",
        "Write down the shapes of the samples, the weights and the answer. Which product fits?",
        "θ = ((1, 2, 3), (4, 5, 6)) and the sample (10, 20): neuron 0 gives 1 + 20 + 60 = 81, neuron 1 gives 174.",
    ),
    ladder=(
        Rung("two neurons", _layer(4, 3, 2), cases=3),
        Rung("more neurons than inputs", _layer(3, 2, 5)),
        Rung("as many neurons as inputs", _layer(4, 3, 3)),
        Rung("one sample", _layer(1, 2, 3)),
    ),
    wrong=(
        Wrong(
            "takes the last column for the bias",
            bias_in_the_last_column,
            "the bias of each neuron stands first in its row",
            "Which number of a row is added without an input?",
            PAGE + "layouts",
            "seeds: theta3-label",
            confrontation=Confrontation(
                "two neurons without a bias answer (2, 4) to a sample of zeros",
                lambda f: f(np.zeros((1, 2)), SQUARE).tolist() == [[2, 4]],
            ),
        ),
        Wrong(
            "forgets the bias",
            without_the_bias,
            "the first column of the table is never used",
            "Which column of the table does your answer not depend on?",
            PAGE + "weighted-sum",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "every neuron answers 0 to a sample of zeros, whatever its bias",
                lambda f: not np.any(f(np.zeros((1, 2)), SQUARE + 7)),
            ),
        ),
        Wrong(
            "forgets the transpose",
            without_the_transpose,
            "a column of the table is taken for the weights of a neuron; with other sizes there is an error",
            "Where do the weights of one neuron stand: in a row or in a column?",
            PAGE + "layouts",
            "seeds: theta-shape-generalisation",
            confrontation=Confrontation(
                "changing the second neuron's weights changes the first neuron's answer",
                lambda f: f(np.ones((1, 2)), SQUARE)[0, 0] != f(np.ones((1, 2)), SQUARE + np.array([[0], [5]]))[0, 0],
            ),
        ),
        Wrong(
            "puts the samples into columns",
            samples_in_columns,
            "the answer is transposed: each sample should have a row",
            "Which axis of the answer counts the samples?",
            PAGE + "layouts",
            "seeds: theta-shape-generalisation",
            confrontation=Confrontation(
                "three samples go in, two rows come out", lambda f: len(f(np.ones((3, 2)), SQUARE)) == 2
            ),
        ),
        Wrong(
            "uses the first neuron only",
            first_neuron_only,
            "each sample gets one number, and there are several neurons",
            "How many numbers should each sample get?",
            PAGE + "layouts",
            "misconceptions: LIN06-one-sample-only",
            confrontation=Confrontation(
                "two neurons give one number for one sample", lambda f: np.size(f(np.ones((1, 2)), SQUARE)) == 1
            ),
        ),
    ),
    right=(
        Right("neuron by neuron", neuron_by_neuron),
        Right("with a column of ones", with_ones),
        Right("one sum at a time", one_sum_at_a_time),
    ),
)


def weights_alone(widths):
    return sum(widths[i] * widths[i + 1] for i in range(len(widths) - 1))


def a_bias_for_each_input(widths):
    return sum(widths[i] * (widths[i + 1] + 1) for i in range(len(widths) - 1))


def one_bias_for_each_layer(widths):
    return sum(widths[i] * widths[i + 1] + 1 for i in range(len(widths) - 1))


def one_too_few(widths):
    return sum((widths[i] - 1) * widths[i + 1] for i in range(len(widths) - 1))


def weights_then_biases(widths):
    before, after = np.array(widths[:-1]), np.array(widths[1:])
    return int(before @ after) + int(after.sum())


def by_building_the_arrays(widths):
    total, n_inputs = 0, widths[0]
    for n_outputs in widths[1:]:
        total += np.zeros((n_inputs, n_outputs)).size + np.zeros(n_outputs).size
        n_inputs = n_outputs
    return total


def _widths(n_layers: int) -> Draw:
    return lambda rng: {"args": [[int(n) for n in rng.permutation(np.arange(2, 100))[:n_layers]]]}


N_PARAMETERS = Exercise(
    name="n_parameters",
    kind="function",
    tolerance=Tolerance(rtol=0.0, atol=0.1, reason="whole numbers"),
    reference=n_parameters,
    covers=("layer-widths-expand", "layer-widths-reduce", "softmax-layer-size"),
    minutes=8,
    difficulty=2,
    hints=(
        "How many numbers does one neuron of the second layer own?",
        "Draw a network with the widths 2, 3 and count the arrows. What is there besides the arrows?",
        "Widths 3, 4, 2: the four hidden neurons own 3 + 1 numbers each, the two outputs 4 + 1, and 16 + 10 = 26.",
    ),
    ladder=(
        Rung("one layer of neurons", _widths(2), cases=3),
        Rung("two layers of neurons", _widths(3), cases=3),
        Rung("four layers of neurons", _widths(5)),
    ),
    wrong=(
        Wrong(
            "forgets the biases",
            weights_alone,
            "only the weights are counted",
            "What does a neuron own besides its weights?",
            PAGE + "parameters",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "a neuron with one input, a line with slope and height, has one parameter", lambda f: f([1, 1]) == 1
            ),
        ),
        Wrong(
            "gives each input a bias",
            a_bias_for_each_input,
            "each neuron has one bias, however many inputs it has",
            "Does a neuron have one bias, or one for each of its inputs?",
            PAGE + "parameters",
            "misconceptions: NEU05-bias-per-input",
            confrontation=Confrontation(
                "one neuron with a hundred inputs has 200 parameters", lambda f: f([100, 1]) == 200
            ),
        ),
        Wrong(
            "gives each layer one bias",
            one_bias_for_each_layer,
            "the neurons of a layer do not share a bias",
            "How many entries has the bias of a layer with five neurons?",
            PAGE + "parameters",
            "misconceptions: BIA02-one-number",
            confrontation=Confrontation(
                "100 neurons with one input each have 101 parameters", lambda f: f([1, 100]) == 101
            ),
        ),
        Wrong(
            "subtracts the input of the bias",
            one_too_few,
            "the bias is one number more for each neuron, not one fewer",
            "How many numbers does a neuron with one input own?",
            PAGE + "parameters",
            "surviving mutant",
            confrontation=Confrontation("a neuron with one input has no parameter", lambda f: f([1, 1]) == 0),
        ),
    ),
    right=(
        Right("weights, then biases", weights_then_biases),
        Right("by building the arrays", by_building_the_arrays),
    ),
)
