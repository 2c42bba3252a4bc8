"""The questions of the chapter on decisions.

Wrong values come from wrong rules that are run here; most were seen in the seeds (pairs counted with repetition, sums
of sigmoids believed to exceed 1, probabilities or utilities looked at alone).
"""

from autograder.bank.question import Question

from .classes import DISTANCES, PAIRS, SIGMOIDS, TEMPLATES, WHEN_THEY_AGREE
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
)
