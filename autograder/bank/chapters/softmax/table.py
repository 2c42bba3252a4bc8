"""The Jacobian of softmax as a table, for one sample."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.softmax import softmax, softmax_jacobian

PAGE = "softmax#softmax-jacobian"


def _shares(scores):
    return softmax(scores[None, :])[0]


def only_the_diagonal(scores):
    p = _shares(scores)
    return np.diag(p * (1 - p))


def a_vector(scores):
    p = _shares(scores)
    return p * (1 - p)


def without_the_diagonal_term(scores):
    p = _shares(scores)
    return -np.outer(p, p)


def plus_off_the_diagonal(scores):
    p = _shares(scores)
    return np.diag(p) + np.outer(p, p) - 2 * np.diag(p**2)


def turned_sign(scores):
    p = _shares(scores)
    return np.outer(p, p) - np.diag(p)


def delta_of_the_first_class(scores):
    p = _shares(scores)
    return p[:, None] * (np.eye(len(p))[0] - p)


def scores_for_probabilities(scores):
    p = _shares(scores)
    return np.diag(p * (1 - scores)) - (1 - np.eye(len(p))) * np.outer(p, scores)


def entry_by_entry(scores):
    p = _shares(scores)
    return np.array([[p[j] * ((j == k) - p[k]) for k in range(len(p))] for j in range(len(p))])


def by_columns(scores):
    p = _shares(scores)
    columns = [p * (np.arange(len(p)) == k) - p * p[k] for k in range(len(p))]
    return np.stack(columns, axis=1)


def _scores(n_classes: int, centre: float = 0.0) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [centre + 1.5 * rng.normal(size=n_classes)]}

    return draw


EQUAL = np.zeros(2)

SOFTMAX_JACOBIAN = Exercise(
    name="softmax_jacobian",
    kind="function",
    reference=softmax_jacobian,
    uses=("softmax",),
    ladder=(
        Rung("three classes", _scores(3), cases=3),
        Rung("two classes", _scores(2)),
        Rung("five classes", _scores(5)),
        Rung("scores near 1000", _scores(4, centre=1000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "keeps only the diagonal",
            only_the_diagonal,
            "each probability is treated as if it depended on its own score alone",
            "Does this probability change when another class's score moves?",
            PAGE,
            "seeds: softmax-jacobian-diagonal-only",
            confrontation=Confrontation(
                "a score rises, one of two probabilities rises, and the other stays as it was",
                lambda answer: np.allclose(answer(EQUAL)[:, 0], [0.25, 0]),
            ),
        ),
        Wrong(
            "gives a vector in place of a table",
            a_vector,
            "every probability depends on every score, so there is an entry for each pair",
            "How many pairs of a probability and a score are there?",
            PAGE,
            "misconceptions: JAC05-vector",
            confrontation=Confrontation(
                "two classes have four slopes, and two are given",
                lambda answer: np.size(answer(EQUAL)) == 2,
            ),
        ),
        Wrong(
            "leaves out the term of the diagonal",
            without_the_diagonal_term,
            "a class's own score stands in the numerator too, which adds its probability",
            "Does a probability rise or fall with its own score?",
            PAGE,
            "misconceptions: JAC06-no-diagonal-term",
            confrontation=Confrontation(
                "a score rises, and all probabilities fall",
                lambda answer: bool((np.asarray(answer(EQUAL)) < 0).all()),
            ),
        ),
        Wrong(
            "takes the entries off the diagonal as positive",
            plus_off_the_diagonal,
            "a probability falls when another class's score rises, so those entries are negative",
            "If another class's score rises, what does this probability do?",
            PAGE,
            "misconceptions: JAC04-plus-off-diagonal",
            confrontation=Confrontation(
                "a score rises, and all probabilities rise",
                lambda answer: bool((np.asarray(answer(EQUAL)) > 0).all()),
            ),
        ),
        Wrong(
            "turns the sign",
            turned_sign,
            "a probability rises with its own score, so the diagonal is positive",
            "If only one score rises, does its own probability rise or fall?",
            PAGE,
            "misconceptions: JAC03-sign",
            confrontation=Confrontation(
                "a class whose score rises becomes less probable",
                lambda answer: answer(EQUAL)[0][0] < 0,
            ),
        ),
        Wrong(
            "adds the term of the diagonal to the first column",
            delta_of_the_first_class,
            "the 1 belongs where probability and score are of the same class, and not always to the first",
            "In which entries of row 1 do the two indices agree?",
            PAGE,
            "seeds: delta-with-fixed-one",
            confrontation=Confrontation(
                "the second probability falls when its own score rises",
                lambda answer: answer(EQUAL)[1][1] < 0,
            ),
        ),
        Wrong(
            "puts scores where probabilities belong",
            scores_for_probabilities,
            "the rule is written in the probabilities; the scores came in as their second factor",
            "Which numbers does the rule p(1 − p) speak of: scores or probabilities?",
            PAGE,
            "misconceptions: JAC02-inputs-for-outputs",
            confrontation=Confrontation(
                "the scores 5 and 5 give another table than 0 and 0",
                lambda answer: not np.allclose(answer(EQUAL + 5), answer(EQUAL)),
            ),
        ),
    ),
    right=(Right("entry by entry", entry_by_entry), Right("column by column", by_columns)),
    hints=(
        "What must each column of the table sum to, if the probabilities always sum to 1?",
        "Move one score by 1e-6 and see how each probability changes: that is one column, times 1e-6.",
        "For the probabilities 0.8 and 0.2 the rows are (0.8 · 0.2, −0.8 · 0.2) = (0.16, −0.16) and (−0.16, 0.16).",
    ),
    equivalent={
        "probabilities = softmax(scores[None, :])[0] -> probabilities = softmax(scores[None, :])[-1]": (
            "there is a single row, the first and the last"
        ),
    },
    covers=("softmax-jacobian-quotient-rule", "softmax-jacobian-delta-form", "two-class-softmax-jacobian"),
    minutes=12,
    difficulty=2,
)
