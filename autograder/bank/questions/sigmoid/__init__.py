"""The questions of the chapter on the sigmoid.

Wrong values come from wrong rules that are run here: the lost minus of the seeds, and those of
``learning/misconceptions.yaml`` (NEU02, SIG01 to SIG04, CHN02; the ids stand beside the rules).
"""

from autograder.bank.question import Question

from .odds import ODDS, PROBABILITY, RULE, SOLVED, STEPS
from .slopes import INNER, LOG_OF_REST, SLOPE, STABLE, STEEPEST

QUESTIONS: tuple[Question, ...] = (
    STEPS,
    ODDS,
    SOLVED,
    PROBABILITY,
    RULE,
    STABLE,
    INNER,
    SLOPE,
    STEEPEST,
    LOG_OF_REST,
)
