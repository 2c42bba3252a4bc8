"""The questions of the chapter on softmax.

Right values come from ``solutions/`` or from NumPy, wrong values from wrong rules that are run here.  Most wrong rules
were seen: in the seeds of the course (a transposed table of gradients, biases cut off instead of rounded), in forum
threads and issues collected in ``learning/misconceptions.yaml`` (its ids stand beside the rule), or in mutants that
earlier checks let through.  The worked steps are computed as well, from numbers of their own.
"""

from autograder.bank.question import Question

from .concepts import (
    AXIS,
    FALLING_LOSS,
    GRADIENT_SIGN,
    LAYOUT,
    LOGISTIC,
    OTHER_SLOPE,
    OVERFLOW,
    OWN_SLOPE,
    RELATIVE,
    SCALE,
    SHIFT,
)
from .jacobian import DIAGONAL, PRODUCT, ROW
from .large_scores import LOG_SUM_EXP, SHIFTED, TABLE, TWO_CLASSES
from .one_step import (
    BIAS_UPDATE_BY_HAND,
    LOSS_BY_HAND,
    POWERS_BY_HAND,
    PROBABILITIES_BY_HAND,
    SCORE_GRADIENT_BY_HAND,
    SCORES_BY_HAND,
    WEIGHT_GRADIENT_BY_HAND,
)
from .recall import (
    BLAME_RECALLED,
    LOG_SLOPE_RECALLED,
    ODDS_RECALLED,
    SHAPES_RECALLED,
    SURE_RECALLED,
    TENFOLD_RECALLED,
)
from .shapes import BATCH_SHAPE, ROW_LAYOUT
from .summary import GRADIENT_AGAIN, UNSURE, WHICH_JACOBIAN

QUESTIONS: tuple[Question, ...] = (
    SCORES_BY_HAND,
    POWERS_BY_HAND,
    PROBABILITIES_BY_HAND,
    LOSS_BY_HAND,
    SCORE_GRADIENT_BY_HAND,
    WEIGHT_GRADIENT_BY_HAND,
    BIAS_UPDATE_BY_HAND,
    SHIFTED,
    LOG_SUM_EXP,
    TABLE,
    TWO_CLASSES,
    DIAGONAL,
    ROW,
    PRODUCT,
    SHIFT,
    SCALE,
    OVERFLOW,
    LOGISTIC,
    LAYOUT,
    ROW_LAYOUT,
    BATCH_SHAPE,
    GRADIENT_SIGN,
    OWN_SLOPE,
    OTHER_SLOPE,
    FALLING_LOSS,
    AXIS,
    RELATIVE,
    UNSURE,
    GRADIENT_AGAIN,
    WHICH_JACOBIAN,
    SHAPES_RECALLED,
    TENFOLD_RECALLED,
    BLAME_RECALLED,
    ODDS_RECALLED,
    SURE_RECALLED,
    LOG_SLOPE_RECALLED,
)
