"""The questions of the chapter on neurons.

Wrong values come from wrong rules that are run here: those that were seen in the seeds of the course (a bias counted
into the length of a normal, a length without squares) and those of ``learning/misconceptions.yaml`` (NEU03 to NEU05).
"""

from autograder.bank.question import Question

from .again import AGAIN_BLAME, AGAIN_DISTANCE, AGAIN_LAYERS, AGAIN_MOVES, AGAIN_PARAMETERS, AGAIN_SUM
from .boundary import ALONG, BIAS_MOVES, NORMAL, OFFSET, SIDES, XOR
from .layers import NARROW, PARAMETERS, ROW_LAYOUT, SHAPES, SOFTMAX_LAYER, TRIANGLE, WIDE
from .sums import GRADIENT, GROWS, ONE_MORE_INPUT, SUM
from .turn import TURN_DISTANCES, TURN_FOOT, TURN_SUMS

QUESTIONS: tuple[Question, ...] = (
    SUM,
    SIDES,
    ALONG,
    NORMAL,
    OFFSET,
    BIAS_MOVES,
    TURN_SUMS,
    TURN_DISTANCES,
    TURN_FOOT,
    XOR,
    ONE_MORE_INPUT,
    GROWS,
    GRADIENT,
    SHAPES,
    WIDE,
    TRIANGLE,
    NARROW,
    ROW_LAYOUT,
    PARAMETERS,
    SOFTMAX_LAYER,
    AGAIN_SUM,
    AGAIN_DISTANCE,
    AGAIN_MOVES,
    AGAIN_PARAMETERS,
    AGAIN_BLAME,
    AGAIN_LAYERS,
)
