"""The questions of the chapter on the sigmoid.

Wrong values come from wrong rules that are run here: the lost minus of the seeds, and those of
``learning/misconceptions.yaml`` (the ids stand beside the rules).
"""

from autograder.bank.question import Question

from .again import AGAIN_LOG_ODDS, AGAIN_REST, AGAIN_SLOPE, RECALL_BLAME, RECALL_DISTANCE, RECALL_TRIPLED
from .odds import ODDS, PROBABILITY, RULE, SOLVED, STEPS
from .slopes import INNER, LOG_OF_REST, SLOPE, STABLE, STEEPEST
from .turn import CHAIN, DOUBLED, TURN_PROBABILITY, TURN_SAY, TURN_SLOPE, TURN_SUM

QUESTIONS: tuple[Question, ...] = (
    STEPS,
    ODDS,
    SOLVED,
    PROBABILITY,
    RULE,
    DOUBLED,
    STABLE,
    INNER,
    SLOPE,
    STEEPEST,
    TURN_SUM,
    TURN_PROBABILITY,
    TURN_SLOPE,
    TURN_SAY,
    CHAIN,
    LOG_OF_REST,
    AGAIN_LOG_ODDS,
    AGAIN_REST,
    AGAIN_SLOPE,
    RECALL_DISTANCE,
    RECALL_TRIPLED,
    RECALL_BLAME,
)
