"""Computation graphs: the exercises of the chapter and what commonly goes wrong in them."""

from .backward_pass import BACKWARD_PASS
from .composition import COMPOSITION_JACOBIAN
from .descend import DESCEND
from .forward_pass import FORWARD_PASS
from .gate import GATE
from .gradient_check import GRADIENT_CHECK
from .initial_weights import INITIAL_WEIGHTS
from .numerical_gradient import NUMERICAL_GRADIENT
from .project import GRADIENT_OF_EXPRESSION
from .undo_broadcast import UNDO_BROADCAST
from .value import VALUE

EXERCISES = (
    NUMERICAL_GRADIENT,
    GRADIENT_CHECK,
    GATE,
    VALUE,
    UNDO_BROADCAST,
    COMPOSITION_JACOBIAN,
    FORWARD_PASS,
    BACKWARD_PASS,
    DESCEND,
    INITIAL_WEIGHTS,
    GRADIENT_OF_EXPRESSION,
)
