"""The way back through the sigmoid."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.backpropagation import sigmoid_backward

LINK = "backpropagation#backpropagation-sigmoid"


def without_the_slope(activations, grad_activations):
    return 1.0 * grad_activations


def slope_of_the_gradient(activations, grad_activations):
    return grad_activations * (1 - grad_activations)


def matrix_product(activations, grad_activations):
    return grad_activations @ (activations * (1 - activations)).T


def averaged(activations, grad_activations):
    return grad_activations * activations * (1 - activations) / len(activations)


def only_one_minus(activations, grad_activations):
    return grad_activations * (1 - activations)


def only_the_activation(activations, grad_activations):
    return grad_activations * activations


def slope_of_tanh(activations, grad_activations):
    return grad_activations * (1 - activations**2)


def sigmoid_again(activations, grad_activations):
    again = 1 / (1 + np.exp(-activations))
    return grad_activations * again * (1 - again)


def plus_for_minus(activations, grad_activations):
    return grad_activations * activations * (1 + activations)


def slope_alone(activations, grad_activations):
    return activations * (1 - activations)


def turned_slope(activations, grad_activations):
    return grad_activations * activations * (activations - 1)


def from_a_difference(activations, grad_activations):
    return np.multiply(grad_activations, np.asarray(activations) - np.asarray(activations) ** 2)


def through_the_sums(activations, grad_activations):
    sums = np.log(activations / (1 - activations))
    return grad_activations / (2 + np.exp(sums) + np.exp(-sums))


def _activations(n_samples: int, n_hidden: int, low: float = 0.1, high: float = 0.9) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [rng.uniform(low, high, size=(n_samples, n_hidden)), numbers(rng, n_samples, n_hidden)]}

    return draw


# one sample, two units: one undecided, one nearly certain
ACTIVE, BACK = np.array([[0.5, 1.0]]), np.array([[4.0, 4.0]])


def _unit(answer, activations=ACTIVE, upstream=BACK):
    return np.asarray(answer(activations, upstream))[0].tolist()


CERTAIN_MOVES = "a unit that is stuck at 1 still passes on what comes back"

SIGMOID_BACKWARD = Exercise(
    name="sigmoid_backward",
    kind="function",
    reference=sigmoid_backward,
    ladder=(
        Rung("one sample", _activations(1, 4)),
        Rung("several samples", _activations(5, 3), cases=3),
        Rung("units near 0 and near 1", _activations(3, 2, 0.01, 0.99)),
    ),
    wrong=(
        Wrong(
            "leaves out the slope",
            without_the_slope,
            "the activation moves less than the sum does, and the slope says by how much",
            "If the sum moves by 0.1, does the activation move by 0.1?",
            LINK,
            "misconceptions: HID01-no-slope",
            confrontation=Confrontation(CERTAIN_MOVES, lambda answer: _unit(answer) == [4, 4]),
        ),
        Wrong(
            "takes the slope of the gradient",
            slope_of_the_gradient,
            "the slope belongs to the unit, and not to the error that comes back",
            "Does your answer change when the activations do?",
            LINK,
            "misconceptions: HID03-slope-of-the-error",
            confrontation=Confrontation(
                "all activations give the same gradient",
                lambda answer: _unit(answer) == _unit(answer, np.array([[0.1, 0.3]])),
            ),
        ),
        Wrong(
            "multiplies matrices",
            matrix_product,
            "each unit has one slope and one gradient; a matrix product mixes the samples",
            "Which shape should the answer have?",
            LINK,
            "misconceptions: HID04-matrix-product-with-slope",
            confrontation=Confrontation(
                "one sample with two units has a single gradient", lambda answer: len(_unit(answer)) == 1
            ),
        ),
        Wrong(
            "averages over the samples again",
            averaged,
            "the gradient that comes back has the mean in it already",
            "How often do you divide by the number of samples?",
            LINK,
            "misconceptions: HID05-extra-1-over-n",
            confrontation=Confrontation(
                "a sample's gradient is halved because another sample is there",
                lambda answer: (
                    2 * _unit(answer, np.repeat(ACTIVE, 2, axis=0), np.repeat(BACK, 2, axis=0))[0] == _unit(answer)[0]
                ),
            ),
        ),
        Wrong(
            "takes only 1 − a",
            only_one_minus,
            "the slope of the sigmoid has two factors",
            "How steep is the sigmoid far to the left, where it is nearly 0?",
            LINK,
            "misconceptions: HID08-half-slope",
            confrontation=Confrontation(
                "the sigmoid is steepest where it gives 0 for ever",
                lambda answer: _unit(answer, np.array([[0.0, 1.0]])) == [4, 0],
            ),
        ),
        Wrong(
            "takes only a",
            only_the_activation,
            "the slope of the sigmoid has two factors",
            "How steep is the sigmoid far to the right, where it is nearly 1?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "the sigmoid is steepest where it gives 1 for ever",
                lambda answer: _unit(answer, np.array([[0.0, 1.0]])) == [0, 4],
            ),
        ),
        Wrong(
            "takes the slope of tanh",
            slope_of_tanh,
            "1 − a² belongs to tanh, whose activations lie between −1 and 1",
            "Whose slope is 1 − a²?",
            LINK,
            "misconceptions: HID09-tanh-slope",
            confrontation=Confrontation(
                "a unit with the activation 1/2 has a slope of 3/4, where the sigmoid never exceeds 1/4",
                lambda answer: _unit(answer)[0] == 3,
            ),
        ),
        Wrong(
            "applies the sigmoid once more",
            sigmoid_again,
            "the activations have been through the sigmoid already",
            "What did you get: the sums, or what the sigmoid made of them?",
            LINK,
            "misconceptions: SIG05-sigmoid-of-sigmoid",
            confrontation=Confrontation(CERTAIN_MOVES, lambda answer: 0.7 < _unit(answer)[1] < 0.9),
        ),
        Wrong(
            "adds where it should subtract",
            plus_for_minus,
            "the slope is the activation times what is missing to 1",
            "How steep is a unit that is stuck at 1?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(CERTAIN_MOVES, lambda answer: _unit(answer)[1] == 8),
        ),
        Wrong(
            "returns the slope alone",
            slope_alone,
            "the slope is a factor: what comes back is still to be multiplied by it",
            "Does your answer change when the gradient that comes back does?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "where nothing comes back, a gradient appears", lambda answer: _unit(answer, upstream=0 * BACK)[0] > 0
            ),
        ),
        Wrong(
            "turns the sign",
            turned_slope,
            "the sigmoid rises everywhere, so no slope of it is negative",
            "If the sum grows, does the sigmoid grow or fall?",
            LINK,
            "misconceptions: JAC03-sign",
            confrontation=Confrontation(
                "the activation should fall, and the sum is told to rise", lambda answer: _unit(answer)[0] < 0
            ),
        ),
    ),
    right=(Right("from a difference", from_a_difference), Right("through the sums", through_the_sums)),
    hints=(
        "How steep is the sigmoid where it gives 1/2, and how steep where it gives nearly 1?",
        "Let 1 come back for activations of 0.5, 0.9 and 0.99: the slope must get smaller, and never exceed 1/4.",
        "For the activation 0.8 and the gradient −5: −5 · 0.8 · 0.2 = −0.8.",
    ),
    covers=("mlp-regression-single-output",),
    minutes=6,
    difficulty=1,
)
