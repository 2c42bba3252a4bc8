"""Computation graphs: the exercises of the chapter and what commonly goes wrong in them."""

from .descend import DESCEND
from .gradient_check import GRADIENT_CHECK
from .initial_weights import INITIAL_WEIGHTS
from .numerical_gradient import NUMERICAL_GRADIENT
from .value import VALUE

EXERCISES = (NUMERICAL_GRADIENT, GRADIENT_CHECK, VALUE, DESCEND, INITIAL_WEIGHTS)
