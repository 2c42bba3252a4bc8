"""The questions of the chapter on decisions.

Wrong values come from wrong rules that are run here; most were seen in the seeds (pairs counted with repetition, sums
of sigmoids believed to exceed 1, probabilities or utilities looked at alone).
"""

from autograder.bank.question import Question

from .again import (
    BEST_AGAIN,
    COST_RECALLED,
    COUNTS_AGAIN,
    DOUBLED_AGAIN,
    RELU_RECALLED,
    SOFTMAX_RECALLED,
    STEP_RECALLED,
    THRESHOLD_AGAIN,
)
from .classes import DISTANCES, PAIRS, SIGMOIDS, TEMPLATES, WHEN_THEY_AGREE
from .costs import (
    EARNED,
    REJECT_BAND,
    REJECT_BELOW,
    REJECT_NEVER,
    ROW_SHIFT,
    THRESHOLD_SCORE,
    TWO_COSTS,
)
from .pictures import CYCLE, NOBODY, PICTURES, REST_LABELS, VISITS
from .utilities import CHOSEN, COSTS_CHANGE, PICNIC, THRESHOLD, WHEN_ARGMAX, WORTH

QUESTIONS: tuple[Question, ...] = (
    PAIRS,
    TEMPLATES,
    DISTANCES,
    WHEN_THEY_AGREE,
    SIGMOIDS,
    WORTH,
    CHOSEN,
    WHEN_ARGMAX,
    PICNIC,
    THRESHOLD,
    COSTS_CHANGE,
    PICTURES,
    REST_LABELS,
    NOBODY,
    VISITS,
    CYCLE,
    ROW_SHIFT,
    TWO_COSTS,
    THRESHOLD_SCORE,
    REJECT_BELOW,
    REJECT_NEVER,
    REJECT_BAND,
    EARNED,
    COUNTS_AGAIN,
    DOUBLED_AGAIN,
    BEST_AGAIN,
    THRESHOLD_AGAIN,
    SOFTMAX_RECALLED,
    COST_RECALLED,
    STEP_RECALLED,
    RELU_RECALLED,
)
