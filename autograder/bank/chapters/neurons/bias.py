"""The bias as the weight of an input that is always 1."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.neurons import add_ones, weighted_sum_gradient

PAGE = "neurons#neurons-"
SMALL = np.array([[2.0, 5.0], [3.0, 7.0], [4.0, 9.0]])  # three samples, two inputs
PULL = np.array([1.0, -1.0, 2.0])  # what the loss asks of their sums


def ones_behind(inputs):
    return np.hstack([inputs, np.ones_like(inputs[:, :1])])


def zeros_in_front(inputs):
    return np.hstack([np.zeros_like(inputs[:, :1]), inputs])


def one_added_to_all(inputs):
    return inputs + 1


def a_row_of_ones(inputs):
    return np.vstack([np.ones_like(inputs[:1]), inputs])


def into_an_empty_table(inputs):
    table = np.empty((inputs.shape[0], inputs.shape[1] + 1))
    table[:, 0] = 1
    table[:, 1:] = inputs
    return table


def row_by_row(inputs):
    return [[1.0, *row] for row in inputs.tolist()]


def padded(inputs):
    return np.pad(inputs, ((0, 0), (1, 0)), constant_values=1)


def _table(n_samples: int, n_inputs: int) -> Draw:
    return lambda rng: {"args": [2 + 2 * rng.normal(size=(n_samples, n_inputs))]}


ADD_ONES = Exercise(
    name="add_ones",
    kind="function",
    reference=add_ones,
    covers=("bias-trick",),
    minutes=5,
    difficulty=1,
    hints=(
        "Which shape has the answer for three samples with two inputs?",
        "Multiply your answer by θ, the bias first. Do you get the weighted sums, bias included?",
        "The samples (4, 6) and (5, 8) become (1, 4, 6) and (1, 5, 8).",
    ),
    ladder=(
        Rung("one sample", _table(1, 3)),
        Rung("two samples", _table(2, 3), cases=3),
        Rung("more samples than inputs", _table(5, 4)),
        Rung("as many samples as inputs", _table(3, 3)),
        Rung("one input", _table(4, 1)),
    ),
    wrong=(
        Wrong(
            "puts the ones behind the inputs",
            ones_behind,
            "the bias comes first in θ, so its input must come first, too",
            "Which entry of θ meets your ones: the first or the last?",
            PAGE + "bias-trick",
            "seeds: bias-trick",
            confrontation=Confrontation(
                "with the bias 10 and weights of 0 the sums differ from sample to sample",
                lambda f: len(set(f(SMALL) @ np.array([10.0, 0.0, 0.0]))) == 3,
            ),
        ),
        Wrong(
            "puts zeros in front",
            zeros_in_front,
            "the bias is multiplied by 0, so it has no say",
            "By which number should the bias be multiplied?",
            PAGE + "bias-trick",
            "surviving mutant",
            confrontation=Confrontation(
                "a bias of 10 adds nothing to any sum",
                lambda f: not np.any(f(SMALL) @ np.array([10.0, 0.0, 0.0])),
            ),
        ),
        Wrong(
            "adds 1 to every input",
            one_added_to_all,
            "the inputs change, and there is no new one",
            "Which shape should the answer have?",
            PAGE + "bias-trick",
            "seeds: bias-trick",
            confrontation=Confrontation(
                "there is no place for the bias: θ has three entries, and each sample still has two",
                lambda f: f(SMALL).shape[1] == 2,
            ),
        ),
        Wrong(
            "adds a row of ones",
            a_row_of_ones,
            "there is one sample more, whose inputs are all 1",
            "Which axis counts the inputs?",
            PAGE + "bias-trick",
            "surviving mutant",
            confrontation=Confrontation("three samples go in, four come out", lambda f: len(f(SMALL)) == 4),
        ),
    ),
    right=(
        Right("into an empty table", into_an_empty_table),
        Right("row by row", row_by_row),
        Right("by padding", padded),
    ),
)


def first_sample_only(inputs, grad_sums):
    return add_ones(inputs)[0] * grad_sums[0]


def mean_over_the_samples(inputs, grad_sums):
    return add_ones(inputs).T @ grad_sums / len(inputs)


def one_row_for_each_sample(inputs, grad_sums):
    return add_ones(inputs) * grad_sums[:, None]


def without_the_bias(inputs, grad_sums):
    return inputs.T @ grad_sums


def mean_for_the_bias(inputs, grad_sums):
    return np.append(np.mean(grad_sums), inputs.T @ grad_sums)


def added_up_in_a_loop(inputs, grad_sums):
    total = np.zeros(inputs.shape[1] + 1)
    for row, grad in zip(inputs, grad_sums, strict=True):
        total[0] += grad
        total[1:] += grad * row
    return total


def bias_by_itself(inputs, grad_sums):
    return np.concatenate([[np.sum(grad_sums)], np.sum(inputs * grad_sums[:, None], axis=0)])


def _samples_and_gradients(n_samples: int, n_inputs: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [1 + 2 * rng.normal(size=(n_samples, n_inputs)), rng.normal(size=n_samples)]}

    return draw


WEIGHTED_SUM_GRADIENT = Exercise(
    name="weighted_sum_gradient",
    kind="function",
    reference=weighted_sum_gradient,
    covers=("bias-trick",),
    minutes=10,
    difficulty=2,
    hints=(
        "If one weight grows by a little, how much does the sum of each sample grow?",
        "Move the bias from 0 to 0.001 and add up each sample's `grad_sums` times the change of its sum. What is it?",
        "For the inputs 4 and 5 of two samples and gradients 1 and −3: bias 1 − 3 = −2, weight 4 · 1 + 5 · (−3) = −11.",
    ),
    ladder=(
        Rung("two samples", _samples_and_gradients(2, 3), cases=3),
        Rung("more samples than inputs", _samples_and_gradients(6, 4)),
        Rung("as many samples as entries of the answer", _samples_and_gradients(4, 3)),
        Rung("one input", _samples_and_gradients(5, 1)),
    ),
    wrong=(
        Wrong(
            "looks at the first sample only",
            first_sample_only,
            "every sample pulls at the same weights, and all pulls add up",
            "Change the gradient of the second sample. Does your answer change?",
            PAGE + "gradient",
            "misconceptions: LIN06-one-sample-only",
            confrontation=Confrontation(
                "the second sample's gradient goes from −1 to 1000, and nothing changes",
                lambda f: np.array_equal(f(SMALL, PULL), f(SMALL, np.array([1.0, 1000.0, 2.0]))),
            ),
        ),
        Wrong(
            "takes the mean over the samples",
            mean_over_the_samples,
            "where the loss is a mean, its 1/n is in `grad_sums` already",
            "Where does the 1/n of a mean loss enter first?",
            PAGE + "gradient",
            "misconceptions: BIA04-mean-again",
            confrontation=Confrontation(
                "a second sample pulls just as hard as the first, and the answer stays as it was",
                lambda f: np.allclose(f(SMALL[:1], PULL[:1]), f(SMALL[[0, 0]], PULL[[0, 0]])),
            ),
        ),
        Wrong(
            "does not add up the samples",
            one_row_for_each_sample,
            "there is a row for each sample, and only one bias and one set of weights",
            "How many biases are there? How many numbers do you return for it?",
            PAGE + "gradient",
            "misconceptions: BIA01-not-summed",
            confrontation=Confrontation(
                "three parameters get nine derivatives", lambda f: np.size(f(SMALL, PULL)) == 9
            ),
        ),
        Wrong(
            "leaves out the bias",
            without_the_bias,
            "the derivative by the bias is missing in front",
            "Which input belongs to the bias?",
            PAGE + "gradient",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation("three parameters get two derivatives", lambda f: np.size(f(SMALL, PULL)) == 2),
        ),
        Wrong(
            "takes the mean for the bias",
            mean_for_the_bias,
            "the weights' derivatives are sums over the samples, and the bias is a weight like any other",
            "Is the bias anything but the weight of an input that is always 1?",
            PAGE + "gradient",
            "surviving mutant",
            confrontation=Confrontation(
                "with a single input that is always 1, weight and bias get different derivatives",
                lambda f: not np.isclose(*f(np.ones((3, 1)), PULL)),
            ),
        ),
    ),
    right=(Right("added up in a loop", added_up_in_a_loop), Right("the bias by itself", bias_by_itself)),
)
