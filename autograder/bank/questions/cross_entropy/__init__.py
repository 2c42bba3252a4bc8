"""The questions of the chapter on cross-entropy.

Values come from NumPy, wrong values from wrong rules that are run here.  The rules were seen in the seeds of the course
or in ``learning/misconceptions.yaml``; the ids stand beside them.
"""

from autograder.bank.question import Question

from .again import (
    CONSTANT_RECALLED,
    DISTANCE_RECALLED,
    FLOOR_AGAIN,
    GRADIENT_AGAIN,
    LOSS_AGAIN,
    SCALE_RECALLED,
    SLOPE_RECALLED,
    SQUARED_AGAIN,
)
from .calibration import TEMPERATURE, TEMPERATURE_KEEPS
from .gradients import (
    BY_PROBABILITIES,
    BY_SCORES,
    CERTAIN_AND_WRONG,
    NOT_ROUNDED,
    OTHER_TERMS,
    OWN_TERM,
    SHARED_BIAS,
    WHICH_LAYOUT,
)
from .information import DIVERGENCE, FINISHED, HONEST, LOWEST_LOSS
from .labels import (
    GUESSING,
    LIKELIHOOD,
    MANY_SAMPLES,
    MEAN_COST,
    NO_LOGARITHM_OF_ZERO,
    TWICE_THE_COST,
    WHICH_COLUMN,
)
from .scores import COMMON_FACTOR, LOSSES_BY_HAND, SMOOTHED
from .squares import BOTH_TERMS, BRACKET, FOUR_PROGRAMS, MOVES_MOST, ONE_VALLEY, SQUARED_SLOPE

QUESTIONS: tuple[Question, ...] = (
    LIKELIHOOD,
    MANY_SAMPLES,
    TWICE_THE_COST,
    MEAN_COST,
    WHICH_COLUMN,
    GUESSING,
    NO_LOGARITHM_OF_ZERO,
    COMMON_FACTOR,
    LOSSES_BY_HAND,
    BY_PROBABILITIES,
    OWN_TERM,
    OTHER_TERMS,
    BY_SCORES,
    CERTAIN_AND_WRONG,
    SMOOTHED,
    WHICH_LAYOUT,
    SHARED_BIAS,
    NOT_ROUNDED,
    BOTH_TERMS,
    HONEST,
    LOWEST_LOSS,
    DIVERGENCE,
    FINISHED,
    TEMPERATURE_KEEPS,
    TEMPERATURE,
    FOUR_PROGRAMS,
    BRACKET,
    SQUARED_SLOPE,
    MOVES_MOST,
    ONE_VALLEY,
    LOSS_AGAIN,
    GRADIENT_AGAIN,
    FLOOR_AGAIN,
    SQUARED_AGAIN,
    DISTANCE_RECALLED,
    SLOPE_RECALLED,
    SCALE_RECALLED,
    CONSTANT_RECALLED,
)
