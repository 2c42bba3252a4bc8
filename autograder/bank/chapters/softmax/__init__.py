"""Softmax: the exercises of the chapter and what commonly goes wrong in them."""

from .by_hand import BY_HAND
from .concepts import EXPLAIN_OVERFLOW, SHIFT_INVARIANCE
from .jacobian import SOFTMAX_JVP
from .probabilities import SOFTMAX
from .project import ATTEND
from .table import SOFTMAX_JACOBIAN
from .temperature import PLOT_TEMPERATURE
from .theta import PREDICT_WITH_THETA, TWO_CLASS_PARAMETERS
from .weights import LOG_WEIGHT_JACOBIAN, WEIGHT_JACOBIAN

EXERCISES = (
    SOFTMAX,
    SOFTMAX_JACOBIAN,
    SOFTMAX_JVP,
    WEIGHT_JACOBIAN,
    LOG_WEIGHT_JACOBIAN,
    PREDICT_WITH_THETA,
    TWO_CLASS_PARAMETERS,
    BY_HAND,
    SHIFT_INVARIANCE,
    PLOT_TEMPERATURE,
    EXPLAIN_OVERFLOW,
    ATTEND,
)
