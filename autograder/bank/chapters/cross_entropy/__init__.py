"""Cross-entropy: the exercises of the chapter and what commonly goes wrong in them."""

from .binary import BINARY_CROSS_ENTROPY
from .concepts import COST_OF_GUESSING, EXPLAIN_CROSS_ENTROPY, WHERE_THE_TARGETS_GO
from .cost import NEGATIVE_LOG_LIKELIHOOD
from .cross import CROSS_ENTROPY
from .cross_slopes import CROSS_ENTROPY_GRADIENT
from .gradient_by_hand import GRADIENT_BY_HAND
from .likelihood import LIKELIHOOD
from .likelihood_by_hand import LIKELIHOOD_BY_HAND
from .log_sum import LOG_SUM_EXP
from .log_sum_slopes import LOG_SUM_EXP_GRADIENT
from .logistic import LOGISTIC_LOSS
from .logistic_parameters import LOGISTIC_GRADIENTS
from .logistic_slopes import LOGISTIC_LOSS_GRADIENT
from .parameters import REGRESSION_GRADIENTS
from .project import SMOOTHED_REGRESSION
from .softmax_loss import SOFTMAX_LOSS
from .softmax_slopes import SOFTMAX_LOSS_GRADIENT
from .targets import ONE_HOT, SMOOTH_LABELS

EXERCISES = (
    LIKELIHOOD_BY_HAND,
    LIKELIHOOD,
    NEGATIVE_LOG_LIKELIHOOD,
    EXPLAIN_CROSS_ENTROPY,
    BINARY_CROSS_ENTROPY,
    ONE_HOT,
    CROSS_ENTROPY,
    SMOOTH_LABELS,
    CROSS_ENTROPY_GRADIENT,
    LOG_SUM_EXP,
    LOG_SUM_EXP_GRADIENT,
    WHERE_THE_TARGETS_GO,
    SOFTMAX_LOSS,
    COST_OF_GUESSING,
    SOFTMAX_LOSS_GRADIENT,
    GRADIENT_BY_HAND,
    LOGISTIC_LOSS,
    LOGISTIC_LOSS_GRADIENT,
    LOGISTIC_GRADIENTS,
    REGRESSION_GRADIENTS,
    SMOOTHED_REGRESSION,
)
