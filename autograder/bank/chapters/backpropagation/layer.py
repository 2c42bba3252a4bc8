"""One layer on the way back: the gradients of its weights and biases."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.backpropagation import layer_gradients

from .draws import pair_of_tables

PAGE = "backpropagation#backpropagation-"


def transposed(inputs, grad_sums):
    return grad_sums.T @ inputs, np.sum(grad_sums, axis=0)


def weights_averaged_again(inputs, grad_sums):
    return inputs.T @ grad_sums / len(inputs), np.sum(grad_sums, axis=0)


def first_sample_only(inputs, grad_sums):
    return np.outer(inputs[0], grad_sums[0]), np.sum(grad_sums, axis=0)


def summed_before_use(inputs, grad_sums):
    return np.outer(np.sum(inputs, axis=0), np.sum(grad_sums, axis=0)), np.sum(grad_sums, axis=0)


def one_component_of_the_inputs(inputs, grad_sums):
    grad_W = inputs.T @ grad_sums
    return grad_W * np.eye(*grad_W.shape), np.sum(grad_sums, axis=0)


def bias_times_an_input(inputs, grad_sums):
    return inputs.T @ grad_sums, inputs[:, -1] @ grad_sums


def bias_not_summed(inputs, grad_sums):
    return inputs.T @ grad_sums, grad_sums


def one_bias_for_all(inputs, grad_sums):
    return inputs.T @ grad_sums, np.sum(grad_sums)


def bias_over_the_units(inputs, grad_sums):
    return inputs.T @ grad_sums, np.sum(grad_sums, axis=1)


def bias_averaged(inputs, grad_sums):
    return inputs.T @ grad_sums, np.mean(grad_sums, axis=0)


def without_inputs(inputs, grad_sums):
    return np.tile(np.sum(grad_sums, axis=0), (inputs.shape[1], 1)), np.sum(grad_sums, axis=0)


def sample_by_sample(inputs, grad_sums):
    grad_W, grad_b = np.zeros((inputs.shape[1], grad_sums.shape[1])), np.zeros(grad_sums.shape[1])
    for x, g in zip(inputs, grad_sums, strict=True):
        grad_W += np.outer(x, g)
        grad_b += g
    return grad_W, grad_b


def with_a_column_of_ones(inputs, grad_sums):
    both = np.einsum("ni,nk->ik", np.column_stack([np.ones(len(inputs)), inputs]), grad_sums)
    return both[1:], both[0]


# --- two samples with the inputs (2, 0) and (3, 0), one unit, gradients 1 and 10 --------------------------------------

TWO, BACK = np.array([[2.0, 0.0], [3.0, 0.0]]), np.array([[1.0], [10.0]])


def _weights(answer, inputs=TWO, grad_sums=BACK):
    return np.asarray(answer(inputs, grad_sums)[0])


def _bias(answer, inputs=TWO, grad_sums=BACK):
    return np.asarray(answer(inputs, grad_sums)[1])


LAYER_GRADIENTS = Exercise(
    name="layer_gradients",
    kind="function",
    reference=layer_gradients,
    ladder=(
        Rung("one sample", pair_of_tables((1, 2), (1, 3))),
        Rung("several samples", pair_of_tables((5, 3), (5, 4)), cases=3),
        Rung("more inputs than units", pair_of_tables((3, 5), (3, 2))),
        Rung("as many inputs as units", pair_of_tables((4, 3), (4, 3))),
    ),
    wrong=(
        Wrong(
            "transposes the weights' gradient",
            transposed,
            "rows and columns have changed places: a gradient has the shape of its weights",
            "What is the shape of the weights, and that of your gradient?",
            PAGE + "shapes",
            "seeds: n-q-swapped-in-dW2",
            confrontation=Confrontation(
                "two inputs and one unit give a gradient of one row, where the weights have two",
                lambda answer: _weights(answer).shape == (1, 2),
            ),
        ),
        Wrong(
            "averages the weights' gradient again",
            weights_averaged_again,
            "the gradient that comes back has the mean in it already",
            "How often do you divide by the number of samples?",
            PAGE + "layer",
            "misconceptions: LIN03-extra-1-over-n",
            confrontation=Confrontation(
                "a second sample whose inputs are all 0 halves the gradient",
                lambda answer: np.isclose(
                    _weights(answer, np.array([[2.0], [0.0]]))[0, 0],
                    _weights(answer, np.array([[2.0]]), BACK[:1])[0, 0] / 2,
                ),
            ),
        ),
        Wrong(
            "uses the first sample only",
            first_sample_only,
            "all samples share the weights, so their contributions add up",
            "Does your gradient change when the second sample does?",
            PAGE + "layer",
            "misconceptions: LIN06-one-sample-only",
            confrontation=Confrontation(
                "the second sample may be anything at all",
                lambda answer: (_weights(answer) == _weights(answer, TWO * [[1.0], [7.0]])).all(),
            ),
        ),
        Wrong(
            "adds the samples up before they meet",
            summed_before_use,
            "the input of one sample must meet its own gradient, and not that of another",
            "Which input belongs to which gradient?",
            PAGE + "layer",
            "seeds: residuals-summed-before-use",
            confrontation=Confrontation(
                "opposite inputs with opposite gradients pull the same way, and their gradient is 0",
                lambda answer: not _weights(answer, np.array([[1.0], [-1.0]]), np.array([[1.0], [-1.0]])).any(),
            ),
        ),
        Wrong(
            "keeps one component of the inputs for each unit",
            one_component_of_the_inputs,
            "a unit has a weight for every input, and j numbers units, not inputs",
            "How many weights has the first unit?",
            PAGE + "indices",
            "seeds: scalar-activation-in-output-gradient",
            confrontation=Confrontation(
                "of the six weights of two units and three inputs only two ever move",
                lambda answer: np.count_nonzero(_weights(answer, np.ones((1, 3)), np.ones((1, 2)))) == 2,
            ),
        ),
        Wrong(
            "multiplies the bias gradient by an input",
            bias_times_an_input,
            "the bias is added to the sum as it is: its factor is 1, whatever the inputs are",
            "How fast does a sum grow with its bias?",
            PAGE + "layer",
            "seeds: bias-gradient-times-input",
            confrontation=Confrontation(
                "where the last input is always 0, the bias never learns", lambda answer: not _bias(answer).any()
            ),
        ),
        Wrong(
            "keeps a bias gradient for each sample",
            bias_not_summed,
            "the samples share one bias a unit, so their gradients add up",
            "How many biases are there, and how many gradients have you?",
            PAGE + "shapes",
            "misconceptions: BIA01-not-summed",
            confrontation=Confrontation(
                "two samples and one unit give two gradients for one bias",
                lambda answer: _bias(answer).shape == (2, 1),
            ),
        ),
        Wrong(
            "sums the bias gradient over the units too",
            one_bias_for_all,
            "each unit has a bias of its own",
            "How many biases has the layer?",
            PAGE + "shapes",
            "misconceptions: BIA02-one-number",
            confrontation=Confrontation(
                "three units get one number for their three biases",
                lambda answer: _bias(answer, TWO, np.ones((2, 3))).shape == (),
            ),
        ),
        Wrong(
            "sums the bias gradient over the units",
            bias_over_the_units,
            "what is left must be one number a unit, and here it is one a sample",
            "Which axis should be left: the samples or the units?",
            PAGE + "shapes",
            "misconceptions: BIA03-wrong-axis",
            confrontation=Confrontation(
                "two samples and three units give two gradients for three biases",
                lambda answer: _bias(answer, TWO, np.ones((2, 3))).shape == (2,),
            ),
        ),
        Wrong(
            "averages the bias gradient again",
            bias_averaged,
            "the gradient that comes back has the mean in it already",
            "How often do you divide by the number of samples?",
            PAGE + "layer",
            "misconceptions: BIA04-mean-again",
            confrontation=Confrontation(
                "a second sample that is already right halves the bias gradient",
                lambda answer: np.isclose(
                    2 * _bias(answer, TWO, np.array([[1.0], [0.0]]))[0], _bias(answer, TWO[:1], BACK[:1])[0]
                ),
            ),
        ),
        Wrong(
            "leaves out the inputs",
            without_inputs,
            "a weight acts on its sum through its input, and that is a factor",
            "Can the weight of an input that is 0 be at fault?",
            PAGE + "layer",
            "seeds: input-factor-missing",
            confrontation=Confrontation(
                "the weight of an input that is always 0 moves", lambda answer: _weights(answer)[1, 0] != 0
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("with a column of ones", with_a_column_of_ones)),
    hints=(
        "Through which sum does a weight act on the loss, and by what is it multiplied there?",
        "Set one input to 0 for all samples: its row of the gradient must be 0, and the bias gradient must not change.",
        "Inputs (2, 5) and (1, 0), gradients 3 and 4 of one unit: the weights get 2·3 + 1·4 = 10 and 5·3 + 0·4 = "
        "15, the "
        "bias 3 + 4 = 7.",
    ),
    covers=(
        "mlp-grad-output-weights",
        "mlp-grad-output-bias",
        "mlp-output-gradients-numeric",
        "mlp-grad-preactivation-weights",
        "mlp-grad-hidden-bias",
    ),
    minutes=15,
    difficulty=2,
)
