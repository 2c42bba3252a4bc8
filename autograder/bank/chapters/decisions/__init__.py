"""Decisions: the exercises of the chapter and what commonly goes wrong in them."""

from .by_hand import UTILITY_BY_HAND
from .concepts import EXPLAIN_THRESHOLD, PROBABILITY_OR_DECISION, SUM_OF_MANY
from .distances import CLASS_DISTANCES
from .pairs import N_PAIRS
from .sigmoids import SUM_OF_SIGMOIDS
from .templates import BEST_TEMPLATE
from .threshold import BEST_THRESHOLD
from .utilities import EXPECTED_UTILITIES, UTILITY_DECISION
from .worth import MEAN_UTILITY

EXERCISES = (
    N_PAIRS,
    BEST_TEMPLATE,
    CLASS_DISTANCES,
    SUM_OF_SIGMOIDS,
    SUM_OF_MANY,
    UTILITY_DECISION,
    EXPECTED_UTILITIES,
    UTILITY_BY_HAND,
    BEST_THRESHOLD,
    PROBABILITY_OR_DECISION,
    EXPLAIN_THRESHOLD,
    MEAN_UTILITY,
)
