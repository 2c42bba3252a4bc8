"""The gradient of the hidden layer with a pencil."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Grid, Right, Wrong
from autograder.student.judge import Tolerance

PAGE = "backpropagation#backpropagation-"


def hidden_by_hand(inputs, weights, errors, open_sums, closed_sum):
    """Return the gradient by W1; unit 1 is the closed one."""
    return np.outer(inputs, (weights @ errors) * [1.0, 0.0, 1.0])


def without_the_mask(inputs, weights, errors, open_sums, closed_sum):
    return np.outer(inputs, weights @ errors)


def value_for_slope(inputs, weights, errors, open_sums, closed_sum):
    return np.outer(inputs, (weights @ errors) * [open_sums[0], 0.0, open_sums[1]])


def own_output_only(inputs, weights, errors, open_sums, closed_sum):
    return np.outer(inputs, [weights[0, 0] * errors[0], 0.0, 0.0])


def without_weights(inputs, weights, errors, open_sums, closed_sum):
    return np.outer(inputs, np.sum(errors) * np.array([1.0, 0.0, 1.0]))


def without_inputs(inputs, weights, errors, open_sums, closed_sum):
    return np.outer([1.0, 1.0], (weights @ errors) * [1.0, 0.0, 1.0])


def turned(inputs, weights, errors, open_sums, closed_sum):
    return np.outer(inputs, (weights @ errors) * [-1.0, 0.0, -1.0])


def transposed(inputs, weights, errors, open_sums, closed_sum):
    return np.outer((weights @ errors) * [1.0, 0.0, 1.0], inputs)


def unit_by_unit(inputs, weights, errors, open_sums, closed_sum):
    sums = [open_sums[0], closed_sum, open_sums[1]]
    columns = [inputs * (row @ errors if h > 0 else 0.0) for row, h in zip(weights, sums, strict=True)]
    return np.array(columns).T


def to_two_decimals(inputs, weights, errors, open_sums, closed_sum):
    back = np.round(weights[:, 0] * errors[0] + weights[:, 1] * errors[1], 2)
    back[1] = 0.0
    return np.round([inputs[0] * back, inputs[1] * back], 2)


# both inputs 1, output 0 right and output 1 too high by 1
PLAIN = {
    "inputs": np.array([1.0, 1.0]),
    "weights": np.array([[2.0, 3.0], [4.0, -5.0], [6.0, -7.0]]),
    "errors": np.array([0.0, 1.0]),
    "open_sums": np.array([2.0, 2.0]),
    "closed_sum": np.array(-2.0),
}


def _first_row(answer, **others):
    return np.asarray(answer(**(PLAIN | others)))[0].tolist()


HIDDEN_BY_HAND = Exercise(
    name="hidden_by_hand",
    kind="value",
    reference=hidden_by_hand,
    covers=("mlp-hidden-gradients-numeric", "mlp-grad-activations", "relu-derivative"),
    minutes=10,
    difficulty=1,
    hints=(
        "Which of the three units was closed, and what is left of the error there?",
        "Look at the column of the closed unit. Would the loss change if one of its weights moved a little?",
        "Inputs (1, 2), one open unit with the weights (3, −1), errors (0.4, 0.2): back comes 3 · 0.4 − 0.2 = 1, "
        "so its "
        "column is (1, 2).",
    ),
    # no two errors stand in a ratio of two of the weights, or a closed unit might get 0 by chance
    numbers={
        "inputs": Grid((-2.0, -1.0, 1.0, 2.0, 3.0), (2,), [2.0, -1.0]),
        "weights": Grid((-4.0, -3.0, -2.0, -1.0, 2.0, 3.0, 4.0, 5.0), (3, 2), [[2.0, -1.0], [4.0, 3.0], [-3.0, 5.0]]),
        "errors": Grid((-1.1, -0.7, 0.5, 1.3), (2,), [0.5, -1.1]),
        "open_sums": Grid((0.5, 2.0, 3.0), (2,), [3.0, 0.5]),
        "closed_sum": Grid((-3.0, -2.0, -1.0), (), -2.0),
    },
    tolerance=Tolerance(rtol=0.0, atol=0.006, reason="short decimals; two of them are enough"),
    wrong=(
        Wrong(
            "lets everything pass",
            without_the_mask,
            "the closed unit gives 0 whatever its sum is, so its weights have no part in the error",
            "If the sum of the closed unit moves a little, what does the loss do?",
            PAGE + "relu",
            "seeds: relu-mask-forgotten",
            confrontation=Confrontation(
                "a unit that gives 0 has a gradient of −5", lambda answer: _first_row(answer) == [3, -5, -7]
            ),
        ),
        Wrong(
            "takes the value for the slope",
            value_for_slope,
            "the slope of ReLU is 0 or 1; its value is another thing",
            "How steep is ReLU at 2, and how steep at 3?",
            PAGE + "relu",
            "misconceptions: REL02-value-for-slope",
            confrontation=Confrontation(
                "a unit with the sum 2 makes 6 of 3", lambda answer: _first_row(answer) == [6, 0, -14]
            ),
        ),
        Wrong(
            "lets each unit hear of one output only",
            own_output_only,
            "a unit acts on every output, so the contributions of all outputs add up",
            "Through how many outputs does the first unit reach the loss?",
            PAGE + "indices",
            "seeds: output-and-hidden-index-conflated",
            confrontation=Confrontation(
                "output 1 is wrong, and no unit is told", lambda answer: _first_row(answer) == [0, 0, 0]
            ),
        ),
        Wrong(
            "shares the errors out without the weights",
            without_weights,
            "a unit answers for an error as far as its weight carries it there",
            "Where in your answer are the weights?",
            PAGE + "activations",
            "misconceptions: DXA05-no-weights",
            confrontation=Confrontation(
                "units with the weights 3 and −7 are told the same", lambda answer: _first_row(answer) == [1, 0, 1]
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
                "the weights of an input that is 0 have a gradient",
                lambda answer: _first_row(answer, inputs=np.zeros(2)) == [3, 0, -7],
            ),
        ),
        Wrong(
            "turns the sign",
            turned,
            "the gradient says where the loss grows, and the step turns it round",
            "If a sum with a positive gradient rises, what does the loss do?",
            PAGE + "layer",
            "seeds: dW-sign",
            confrontation=Confrontation(
                "an output is too high, and a unit that raises it is told to grow",
                lambda answer: _first_row(answer) == [-3, 0, 7],
            ),
        ),
        Wrong(
            "transposes the weights' gradient",
            transposed,
            "rows and columns have changed places: a gradient has the shape of its weights",
            "What is the shape of W1, and that of your table?",
            PAGE + "shapes",
            "seeds: dW-transposed",
            confrontation=Confrontation(
                "two inputs and three units give a table of three rows",
                lambda answer: np.shape(answer(**PLAIN)) == (3, 2),
            ),
        ),
    ),
    right=(Right("unit by unit", unit_by_unit), Right("to two decimals", to_two_decimals)),
)
