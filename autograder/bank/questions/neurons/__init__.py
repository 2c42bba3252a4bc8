"""The questions of the chapter on neurons.

Wrong values come from wrong rules that are run here: those that were seen in the seeds of the course (a bias counted
into the length of a normal, a length without squares) and those of ``learning/misconceptions.yaml`` (NEU03 to NEU05).
"""

from autograder.bank.question import Question

from .boundary import BIAS_MOVES, NORMAL, OFFSET, SIDES
from .layers import NARROW, PARAMETERS, SHAPES, SOFTMAX_LAYER, WIDE
from .sums import GRADIENT, ONE_MORE_INPUT, SUM

QUESTIONS: tuple[Question, ...] = (
    SUM,
    SIDES,
    ONE_MORE_INPUT,
    GRADIENT,
    NORMAL,
    OFFSET,
    BIAS_MOVES,
    SHAPES,
    PARAMETERS,
    SOFTMAX_LAYER,
    WIDE,
    NARROW,
)
