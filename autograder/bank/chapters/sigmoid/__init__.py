"""Sigmoid: the exercises of the chapter and what commonly goes wrong in them."""

from .by_hand import PROBABILITY_BY_HAND
from .concepts import EXPLAIN_LOG_ODDS, NEAR_THE_BOUNDARY
from .doses import PREDICT_DOSES
from .logarithm import LOG_SIGMOID, LOG_SIGMOID_GRADIENT
from .odds import LOG_ODDS, LOG_ODDS_GRADIENT
from .slope import SIGMOID_GRADIENT
from .squash import SIGMOID, STEP

EXERCISES = (
    STEP,
    NEAR_THE_BOUNDARY,
    LOG_ODDS,
    LOG_ODDS_GRADIENT,
    SIGMOID,
    PROBABILITY_BY_HAND,
    EXPLAIN_LOG_ODDS,
    SIGMOID_GRADIENT,
    LOG_SIGMOID,
    LOG_SIGMOID_GRADIENT,
    PREDICT_DOSES,
)
