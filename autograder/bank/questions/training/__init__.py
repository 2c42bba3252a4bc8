"""The questions of the chapter on training.

Right values come from ``solutions/`` or from NumPy, wrong values from wrong rules that are run here: those of the seeds
(sums in place of means, missing brackets, flipped targets, digits cut off) and of ``learning/misconceptions.yaml``,
whose ids stand beside the rule.
"""

from autograder.bank.question import Question

from .again import (
    COUNT_RECALLED,
    ODDS_RECALLED,
    RISES_AGAIN,
    SHARES_RECALLED,
    STEP_AGAIN,
    STEPS_AGAIN,
    SUM_AGAIN,
    SURE_AND_WRONG,
)
from .batches import LOSS_AT_ZERO, MEAN_GRADIENTS, NEW_PARAMETERS, THREE_IRISES
from .descent import AT_THE_LIMIT, BEST_RATE, LOSS_CHANGES, MISTAKES_BY_THRESHOLD, THREE_STEPS, TWO_STEPS
from .epochs import ACCURACY_STANDS, LEAK, SHUFFLED, STANDARDISED, STEPS, WHY_HIGHER
from .memory import ADAM_FIRST, ADAM_SCALE, LONG_RUN, MOMENTUM
from .networks import SMOOTHED_BIAS, TWIN_GRADIENTS, ZERO_ABOVE
from .noise import BATCH_SPREAD, FIRST_ORDER, HALVED_RATE, HELD_OUT, NEVER_RESTS, SUM_SPREAD
from .one_step import ERRORS, EVERYONE, LAYOUT, ONE_IRIS, OUTER, ROUNDED_BIAS

QUESTIONS: tuple[Question, ...] = (
    MISTAKES_BY_THRESHOLD,
    THREE_STEPS,
    TWO_STEPS,
    BEST_RATE,
    AT_THE_LIMIT,
    LOSS_CHANGES,
    ERRORS,
    EVERYONE,
    OUTER,
    LAYOUT,
    ROUNDED_BIAS,
    ONE_IRIS,
    MEAN_GRADIENTS,
    NEW_PARAMETERS,
    THREE_IRISES,
    LOSS_AT_ZERO,
    STEPS,
    WHY_HIGHER,
    SHUFFLED,
    STANDARDISED,
    LEAK,
    ACCURACY_STANDS,
    SMOOTHED_BIAS,
    TWIN_GRADIENTS,
    ZERO_ABOVE,
    FIRST_ORDER,
    BATCH_SPREAD,
    NEVER_RESTS,
    HALVED_RATE,
    HELD_OUT,
    SUM_SPREAD,
    MOMENTUM,
    LONG_RUN,
    ADAM_FIRST,
    ADAM_SCALE,
    STEP_AGAIN,
    STEPS_AGAIN,
    SUM_AGAIN,
    RISES_AGAIN,
    COUNT_RECALLED,
    ODDS_RECALLED,
    SHARES_RECALLED,
    SURE_AND_WRONG,
)
