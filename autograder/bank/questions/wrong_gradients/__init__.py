"""The questions of the chapter on wrong gradients that still train.

The predictions are about ``autograder/bank/experiment.py``; what their reasons say is held by
``tests/book/test_numbers_of_wrong_gradients.py``.
"""

from autograder.bank.question import Question

from .again import (
    DISTANCE_AGAIN,
    FITS_AGAIN,
    LIMIT_RECALLED,
    RISES_AGAIN,
    SCORES_RECALLED,
    SHAPE_RECALLED,
    SMOOTHED_RECALLED,
)
from .directions import FIRST_CHANGE, KEEPS_SIGNS, TWICE, WHERE_TO_CHECK
from .predictions import HOW_MANY, MEAN_ERROR, NO_MASK, NOT_DIVIDED, TURNED

QUESTIONS: tuple[Question, ...] = (
    HOW_MANY,
    NO_MASK,
    NOT_DIVIDED,
    MEAN_ERROR,
    TURNED,
    FIRST_CHANGE,
    KEEPS_SIGNS,
    TWICE,
    WHERE_TO_CHECK,
    DISTANCE_AGAIN,
    FITS_AGAIN,
    RISES_AGAIN,
    SHAPE_RECALLED,
    LIMIT_RECALLED,
    SMOOTHED_RECALLED,
    SCORES_RECALLED,
)
