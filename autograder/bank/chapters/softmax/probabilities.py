"""Probabilities from scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.softmax import softmax

from . import wrong_probabilities as rules

EQUAL, LEANING, TWICE, HUGE = ([[0.0, 0.0]], [[1.0, 2.0]], [[1.0, 2.0], [1.0, 2.0]], [[1000.0, 0.0]])


def row_by_row(scores):
    rows = []
    for row in scores:
        powers = np.exp(row - row.max())
        rows.append(powers / powers.sum())
    return np.array(rows)


def through_the_logarithm(scores):
    largest = scores.max(axis=-1)[:, None]
    logarithm = largest + np.log(np.exp(scores - largest).sum(axis=-1))[:, None]
    return np.exp(scores - logarithm)


def by_pairs(scores):
    differences = scores[:, None, :] - scores[:, :, None]
    return 1 / np.exp(np.minimum(differences, 700)).sum(axis=2)


def _scores(n_samples: int, n_classes: int, centre: float = 0.0, spread: float = 2.0) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [centre + spread * rng.normal(size=(n_samples, n_classes))]}

    return draw


def _equal_scores(rng: np.random.Generator) -> Request:
    return {"args": [np.repeat(rng.normal(size=(3, 1)), 4, axis=1)]}


def _far_apart(rng: np.random.Generator) -> Request:
    return {"args": [rng.choice([-1.0, 1.0], size=(3, 5)) * rng.uniform(800, 2000, size=(3, 5))]}


SOFTMAX = Exercise(
    name="softmax",
    kind="function",
    reference=softmax,
    ladder=(
        Rung("one row of scores", _scores(1, 3)),
        Rung("two rows of scores", _scores(2, 3), cases=3),
        Rung("more rows than classes", _scores(5, 4)),
        Rung("as many rows as classes", _scores(4, 4)),
        Rung("equal scores", _equal_scores, cases=1),
        Rung("a single class", _scores(3, 1), cases=1),
        Rung("scores near 1000", _scores(2, 5, centre=1000.0), share=0.25),
        Rung("scores far apart", _far_apart, share=0.25, public=False),
    ),
    wrong=(
        Wrong(
            "normalises over the whole table",
            rules.over_the_whole_table,
            "all numbers of the table together sum to 1, instead of those of each row",
            "What should the probabilities of one sample sum to?",
            "softmax#softmax-rows",
            "misconceptions: SMX01-whole-table",
            confrontation=Confrontation(
                "the same sample shown twice gets half the probabilities",
                lambda answer: np.allclose(np.sum(answer(np.array(TWICE)), axis=1), 0.5),
            ),
        ),
        Wrong(
            "normalises over the samples",
            rules.over_the_samples,
            "each column sums to 1, so that samples compete instead of classes",
            "Which axis disappears when you sum over the classes?",
            "softmax#softmax-rows",
            "seeds: softmax-over-wrong-axis",
            confrontation=Confrontation(
                "a sample that comes alone gets the probability 1 for both of its classes",
                lambda answer: np.allclose(answer(np.array(LEANING)), 1),
            ),
        ),
        Wrong(
            "does not shift the scores",
            rules.without_the_shift,
            "the exponential of a large score is infinite, and infinity divided by infinity is nan",
            "What is the exponential of 1000, and what could you subtract first?",
            "softmax#softmax-overflow",
            "misconceptions: SMX09-overflow",
            confrontation=Confrontation(
                "a class with the score 1000 gets the probability nan",
                lambda answer: np.isnan(answer(np.array(HUGE))).any(),
            ),
        ),
        Wrong(
            "divides the scores by their sum",
            rules.divided_without_powers,
            "without the exponential, negative scores give negative probabilities",
            "What makes every score positive and keeps their order?",
            "softmax#softmax-definition",
            "misconceptions: SMX04-no-exp",
            confrontation=Confrontation(
                "the scores −1 and 2 give a probability below 0",
                lambda answer: np.min(answer(np.array([[-1.0, 2.0]]))) < 0,
            ),
        ),
        Wrong(
            "leaves out the division",
            rules.powers_left_alone,
            "the powers are positive, but they do not sum to 1",
            "What do your probabilities sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
            ties=("divides by the largest power",),
            confrontation=Confrontation(
                "two equal scores get the probability 1 each",
                lambda answer: np.allclose(answer(np.array(EQUAL)), 1),
            ),
        ),
        Wrong(
            "takes the sigmoid of each score",
            rules.sigmoid_of_each,
            "each class is judged alone, so the probabilities need not sum to 1",
            "Should one probability change when another class's score does?",
            "softmax#softmax-definition",
            "misconceptions: SMX05-sigmoid-per-class",
            confrontation=Confrontation(
                "the scores 1 and 2 get probabilities that sum to 1.6",
                lambda answer: np.sum(answer(np.array(LEANING))) > 1.6,
            ),
        ),
        Wrong(
            "turns the sign of the scores",
            rules.sign_of_the_scores,
            "the highest score gets the lowest probability",
            "Which class should be the most probable?",
            "softmax#softmax-definition",
            "two surviving mutants",
            confrontation=Confrontation(
                "of the scores 1 and 2 the higher gets the lower probability",
                lambda answer: np.argmax(answer(np.array(LEANING))) == 0,
            ),
        ),
        Wrong(
            "divides by the largest power",
            rules.divided_by_the_largest,
            "the largest probability of each row becomes 1, and the others are measured against it",
            "What do the numbers of one row sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
            ties=("leaves out the division",),
            confrontation=Confrontation(
                "two equal scores get the probability 1 each",
                lambda answer: np.allclose(answer(np.array(EQUAL)), 1),
            ),
        ),
        Wrong(
            "normalises over the samples and does not shift",
            rules.over_the_samples_unshifted,
            "each column sums to 1, and a large score gives infinity divided by infinity",
            "Which axis disappears when you sum over the classes?",
            "softmax#softmax-rows",
            "misconceptions: SMX02-axis-0",
            confrontation=Confrontation(
                "a sample that comes alone gets the probability 1 for both of its classes",
                lambda answer: np.allclose(answer(np.array(LEANING)), 1),
            ),
        ),
        Wrong(
            "normalises over the whole table and does not shift",
            rules.over_the_whole_table_unshifted,
            "all numbers of the table together sum to 1, and a large score gives nan",
            "What should the probabilities of one sample sum to?",
            "softmax#softmax-rows",
            "misconceptions: SMX01-whole-table",
            confrontation=Confrontation(
                "the same sample shown twice gets half the probabilities",
                lambda answer: np.allclose(np.sum(answer(np.array(TWICE)), axis=1), 0.5),
            ),
        ),
        Wrong(
            "stops at the powers",
            rules.bare_powers,
            "the powers are positive, but they do not sum to 1, and those of large scores are infinite",
            "What do the numbers of one row sum to?",
            "softmax#softmax-definition",
            "two surviving mutants",
            confrontation=Confrontation(
                "a class with the score 2 gets a probability above 7",
                lambda answer: np.max(answer(np.array(LEANING))) > 7,
            ),
        ),
        Wrong(
            "shifts each column by its largest score",
            rules.shifted_by_columns,
            "each class loses another amount, so the shift does not cancel within a row",
            "Within one row, did every score lose the same amount?",
            "softmax#softmax-shift",
            "misconceptions: SMX08-column-max",
            confrontation=Confrontation(
                "the scores 0 and 0 get unequal probabilities when another sample has the scores 5 and 0",
                lambda answer: answer(np.array([[0.0, 0.0], [5.0, 0.0]]))[0, 0] < 0.01,
            ),
        ),
        Wrong(
            "puts the first class into every numerator",
            rules.first_class_in_every_numerator,
            "each class has a power of its own, and only the denominator is common to all",
            "Which score stands in the numerator of the second probability?",
            "softmax#softmax-definition",
            "seeds: second-softmax-numerator",
            confrontation=Confrontation(
                "two classes with the scores 1 and 2 get the same probability, 0.27",
                lambda answer: np.ptp(answer(np.array(LEANING))) == 0,
            ),
        ),
        Wrong(
            "cuts off after four digits",
            rules.cut_off_after_four_digits,
            "digits are cut off in place of being kept; round what you print, and compute with all digits",
            "What do three equal probabilities sum to, with four digits each?",
            "softmax#softmax-mistakes",
            "seeds: truncated-forward-3c, truncated-probability-mb",
            confrontation=Confrontation(
                "three equal classes get probabilities that sum to 0.9999",
                lambda answer: np.sum(answer(np.zeros((1, 3)))) < 0.99995,
            ),
        ),
        Wrong(
            "divides the scores by the largest before the powers",
            rules.scaled_by_the_largest,
            "softmax stays as it is under a shift, and not when the scores are scaled",
            "Do (1, 2) and (10, 20) have the same probabilities?",
            "softmax#softmax-shift",
            "misconceptions: SMX07-divide-by-max",
            confrontation=Confrontation(
                "of the scores −2 and −1 the lower gets the higher probability",
                lambda answer: np.argmax(answer(np.array([[-2.0, -1.0]]))) == 0,
            ),
        ),
    ),
    right=(
        Right("row by row", row_by_row),
        Right("through the logarithm of the sum", through_the_logarithm),
        Right("from the differences of all pairs", by_pairs),
    ),
    hints=(
        "What must the numbers of each row of your answer sum to?",
        "Print the sums of your rows, for a table of two rows and three classes. Then add 1000 to all scores: nothing "
        "may change.",
        "For the scores 5 and 3 subtract 5: 0 and −2 have the powers 1 and 0.135. Their sum is 1.135, so the "
        "probabilities are 0.881 and 0.119.",
    ),
    equivalent={
        "powers = np.exp(scores - np.max(scores, axis=1, keepdims=True)) "
        "-> powers = -np.exp(scores - np.max(scores, axis=1, keepdims=True))": "the sign cancels in the fraction",
    },
    covers=(
        "row-class-probabilities",
        "softmax-properties",
        "two-class-softmax-formulas",
        "minibatch-three-class-forward",
    ),
    minutes=10,
    difficulty=1,
)
