"""The questions of the chapter on backpropagation.

Right values come from ``solutions/`` or from NumPy, wrong values from wrong rules that are run here: those of the seeds
(bias gradients times an input, indices that stand for two things, transposed tables) and of
``learning/misconceptions.yaml``, whose ids stand beside the rule.
"""

from autograder.bank.question import Question

from .again import (
    CLOSED_AGAIN,
    JACOBIAN_RECALLED,
    SHAPE_AGAIN,
    SMOOTHED_RECALLED,
    STEP_FUNCTION_RECALLED,
    STEP_RECALLED,
    TRUST_AGAIN,
    WEIGHT_AGAIN,
)
from .backward import BACK, BIAS, ERRORS, SECOND_ROW, WEIGHTS
from .concepts import ALL_OPEN, CANCELS, HEARS, ONLY_THE_SLOPE, ROUNDED
from .depth import CHAIN, KEEPING, OPEN_CHAIN
from .forward import SCORES, SUMS
from .recovered import INPUT, SMOOTHING
from .shapes import COUNT, HIDDEN_SHAPE, SECOND_SHAPE
from .slopes import BY_WEIGHTS, RELU_SLOPES, SIGMOID_BACK

QUESTIONS: tuple[Question, ...] = (
    HIDDEN_SHAPE,
    SECOND_SHAPE,
    COUNT,
    INPUT,
    SMOOTHING,
    CANCELS,
    BY_WEIGHTS,
    HEARS,
    RELU_SLOPES,
    ROUNDED,
    SIGMOID_BACK,
    ONLY_THE_SLOPE,
    SUMS,
    SCORES,
    ERRORS,
    SECOND_ROW,
    BACK,
    BIAS,
    WEIGHTS,
    ALL_OPEN,
    CHAIN,
    KEEPING,
    OPEN_CHAIN,
    WEIGHT_AGAIN,
    SHAPE_AGAIN,
    CLOSED_AGAIN,
    TRUST_AGAIN,
    STEP_RECALLED,
    SMOOTHED_RECALLED,
    JACOBIAN_RECALLED,
    STEP_FUNCTION_RECALLED,
)
