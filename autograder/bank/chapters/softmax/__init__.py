"""Softmax: the exercises of the chapter and what commonly goes wrong in them."""

from .by_hand import BY_HAND
from .concepts import EXPLAIN_OVERFLOW, SHIFT_INVARIANCE
from .jacobian import SOFTMAX_JVP
from .probabilities import SOFTMAX
from .temperature import PLOT_TEMPERATURE

EXERCISES = (SOFTMAX, SOFTMAX_JVP, BY_HAND, SHIFT_INVARIANCE, PLOT_TEMPERATURE, EXPLAIN_OVERFLOW)
