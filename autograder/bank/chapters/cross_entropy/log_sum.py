"""The logarithm of a sum of powers."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.cross_entropy import log_sum_exp

from .draws import scores as draw_scores

PAGE = "cross_entropy#cross-entropy-"
LINK = PAGE + "log-sum-exp"

ZEROS = np.zeros((1, 2))  # two scores of 0: the powers sum to 2


def without_the_shift(scores):
    return np.log(np.sum(np.exp(scores), axis=1))


def over_the_whole_table(scores):
    largest = np.max(scores)
    return largest + np.log(np.sum(np.exp(scores - largest)))


def over_the_samples(scores):
    return log_sum_exp(scores.T)


def only_the_largest(scores):
    return np.max(scores, axis=1)


def shift_not_undone(scores):
    return log_sum_exp(scores) - np.max(scores, axis=1)


def shift_as_a_factor(scores):
    largest = np.max(scores, axis=1)
    return largest * np.log(np.sum(np.exp(scores / largest[:, None]), axis=1))


def base_ten(scores):
    return log_sum_exp(scores) / np.log(10)


def pair_by_pair(scores):
    return np.logaddexp.reduce(scores, axis=1)


def row_by_row(scores):
    return np.array([row.max() + np.log(sum(np.exp(z - row.max()) for z in row)) for row in scores])


LADDER = (
    Rung("two rows of scores", draw_scores(2, 3), cases=3),
    Rung("one row of scores", draw_scores(1, 4)),
    Rung("more rows than classes", draw_scores(6, 4)),
    Rung("scores near 1000", draw_scores(3, 5, centre=1000.0), share=0.15),
    Rung("scores of thousands, of both signs", draw_scores(4, 3, size=3000.0), share=0.15, public=False),
)

LOG_SUM_EXP = Exercise(
    name="log_sum_exp",
    kind="function",
    reference=log_sum_exp,
    covers=("mlp-smoothed-loss-numeric",),
    minutes=8,
    difficulty=1,
    hints=(
        "If every score goes up by 5, what becomes of the logarithm of the sum of the powers?",
        "Try (1000, 1000): the answer must be 1000.693. Then (0, −1000), which must give 0.",
        "For the scores 3 and 5: 5 + ln(e⁻² + 1) = 5 + ln 1.135 = 5.127.",
    ),
    ladder=LADDER,
    wrong=(
        Wrong(
            "does not shift the scores",
            without_the_shift,
            "the exponential of a large score is infinite, and that of a very low one is 0",
            "What is the exponential of 1000, and what could you subtract first?",
            LINK,
            "misconceptions: SMX09-overflow",
            confrontation=Confrontation(
                "the scores 1000 and 1000 give infinity", lambda f: np.isinf(f(ZEROS + 1000)[0])
            ),
        ),
        Wrong(
            "sums over the whole table",
            over_the_whole_table,
            "all samples are thrown together; each row has a sum of its own",
            "How many numbers should come out for two samples?",
            LINK,
            "misconceptions: SMX01-whole-table",
            confrontation=Confrontation(
                "ten samples give a single number", lambda f: np.size(f(np.zeros((10, 2)))) == 1
            ),
        ),
        Wrong(
            "sums over the samples",
            over_the_samples,
            "there is a number for each class instead of one for each sample",
            "Which axis disappears when you sum over the classes?",
            LINK,
            "misconceptions: SMX02-axis-0",
            confrontation=Confrontation(
                "one sample with two classes gives two numbers", lambda f: np.size(f(ZEROS)) == 2
            ),
        ),
        Wrong(
            "keeps the largest score only",
            only_the_largest,
            "the logarithm of the shifted sum is missing",
            "What is the logarithm of 1 + 1?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation("the logarithm of 1 + 1 is 0", lambda f: f(ZEROS)[0] == 0),
        ),
        Wrong(
            "does not put back what it has subtracted",
            shift_not_undone,
            "unlike the probabilities, the logarithm of the sum moves with the scores",
            "If every score goes up by 5, what does the answer do?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "scores of 7 give the same as scores of 0", lambda f: np.isclose(f(ZEROS)[0], f(ZEROS + 7)[0])
            ),
        ),
        Wrong(
            "divides by the largest score",
            shift_as_a_factor,
            "a power turns a sum into a product, so the largest score is to be subtracted",
            "Is e⁶ divided by e² equal to e³?",
            LINK,
            "misconceptions: SMX07-divide-by-max",
            confrontation=Confrontation("for two scores of 7 the answer lies above 11", lambda f: f(ZEROS + 7)[0] > 11),
        ),
        Wrong(
            "takes the logarithm to base 10",
            base_ten,
            "the answer is too small by the factor 2.3026",
            "Which logarithm belongs to the number e?",
            LINK,
            "misconceptions: CE10-log10",
            confrontation=Confrontation(
                "a single score of 1000 gives 434", lambda f: np.isclose(f(np.array([[1000.0]]))[0], 434, atol=1)
            ),
        ),
    ),
    right=(Right("pair by pair", pair_by_pair), Right("row by row", row_by_row)),
)
