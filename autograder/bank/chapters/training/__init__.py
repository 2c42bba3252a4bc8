"""Training: the exercises of the chapter and what commonly goes wrong in them."""

from .accuracy import ACCURACY
from .batches import MINIBATCHES
from .concepts import (
    EXPLAIN_STEP_SIZE,
    RESIDUAL_TARGET,
    WHEN_TO_STOP,
    WHO_CONTRIBUTES,
    WHY_NOT_COUNT_ERRORS,
    ZERO_START,
)
from .gradients import PARAMETER_GRADIENTS
from .layouts import UPDATE_BY_HAND
from .loss import TRAINING_LOSS
from .parabola import DESCENT_BY_HAND
from .probabilities import CLASS_PROBABILITIES
from .project import TRAIN
from .scale import STANDARDISE
from .step import DESCENT_STEP

EXERCISES = (
    WHY_NOT_COUNT_ERRORS,
    DESCENT_BY_HAND,
    DESCENT_STEP,
    CLASS_PROBABILITIES,
    TRAINING_LOSS,
    RESIDUAL_TARGET,
    WHO_CONTRIBUTES,
    PARAMETER_GRADIENTS,
    UPDATE_BY_HAND,
    MINIBATCHES,
    STANDARDISE,
    ACCURACY,
    WHEN_TO_STOP,
    ZERO_START,
    TRAIN,
    EXPLAIN_STEP_SIZE,
)
