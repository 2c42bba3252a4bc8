"""Neurons: the exercises of the chapter and what commonly goes wrong in them."""

from .bias import ADD_ONES, WEIGHTED_SUM_GRADIENT
from .boundary import SIGNED_DISTANCE, UNIT_NORMAL
from .by_hand import BOUNDARY_BY_HAND
from .concepts import DOUBLED_PARAMETERS, EXPLAIN_BIAS_TRICK
from .layers import LAYER_BY_ROWS, N_PARAMETERS
from .region import INSIDE
from .sums import SIDE, WEIGHTED_SUM

EXERCISES = (
    WEIGHTED_SUM,
    SIDE,
    ADD_ONES,
    EXPLAIN_BIAS_TRICK,
    WEIGHTED_SUM_GRADIENT,
    BOUNDARY_BY_HAND,
    UNIT_NORMAL,
    SIGNED_DISTANCE,
    DOUBLED_PARAMETERS,
    LAYER_BY_ROWS,
    N_PARAMETERS,
    INSIDE,
)
