"""The questions of the page on notation: the same numbers in the layouts of other books.

The wrong values that have a source are those of the seeds and of ``learning/misconceptions.yaml`` (LIN01).
"""

from autograder.bank.question import Question

from .layouts import COLUMNS, NUMERATOR, RATE, TRANSLATED

QUESTIONS: tuple[Question, ...] = (COLUMNS, TRANSLATED, NUMERATOR, RATE)
