"""The questions of the chapter on backpropagation.

Right values come from ``solutions/`` or from NumPy, wrong values from wrong rules that are run here: those of the seeds
(bias gradients times an input, indices that stand for two things, transposed tables) and of
``learning/misconceptions.yaml``, whose ids stand beside the rule.
"""

from autograder.bank.question import Question

from .backward import BACK, BIAS, ERRORS, SECOND_ROW, WEIGHTS
from .concepts import ALL_OPEN, CANCELS, HEARS, ONLY_THE_SLOPE, ROUNDED
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
)
