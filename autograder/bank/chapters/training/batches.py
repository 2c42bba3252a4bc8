"""An epoch, cut into batches."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.training import minibatches

PAGE = "training#training-epochs"


def without_the_rest(order, size):
    n_batches = int(len(order) / size)
    return [order[i * size : (i + 1) * size] for i in range(n_batches)]


def growing(order, size):
    n_batches = int(np.ceil(len(order) / size))
    return [order[: (i + 1) * size] for i in range(n_batches)]


def overlapping(order, size):
    n_batches = int(np.ceil(len(order) / size))
    return [order[i * size : (i + 2) * size] for i in range(n_batches)]


def shrinking(order, size):
    n_batches = int(np.ceil(len(order) / size))
    return [order[i * size :] for i in range(n_batches)]


def by_splitting(order, size):
    return np.split(order, range(size, len(order), size))


def one_by_one(order, size):
    batches: list[list[int]] = []
    for i, row in enumerate(order):
        if i % size == 0:
            batches.append([])
        batches[-1].append(int(row))
    return batches


def _order(n_samples: int, size: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [rng.permutation(n_samples), size]}

    return draw


FIVE = np.arange(5)


def _rows(answer):
    return [list(batch) for batch in answer(FIVE, 2)]


def _count(answer):
    return sum(len(batch) for batch in answer(FIVE, 2))


MINIBATCHES = Exercise(
    name="minibatches",
    kind="function",
    reference=minibatches,
    ladder=(
        Rung("batches of three, and a rest", _order(8, 3), cases=3),
        Rung("many batches", _order(11, 2)),
        Rung("a rest of one", _order(13, 4)),
        Rung("batches that fit", _order(12, 4), cases=1),
        Rung("single rows", _order(9, 1), cases=1),
        Rung("a batch larger than the epoch", _order(10, 17), cases=1, share=0.25),
    ),
    wrong=(
        Wrong(
            "drops the rows that are left over",
            without_the_rest,
            "the last batch may be smaller, but its rows count",
            "Where do the last rows go if the size does not divide their number?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "of five rows in batches of two only four are ever seen", lambda answer: _count(answer) == 4
            ),
        ),
        Wrong(
            "lets the batches grow",
            growing,
            "every batch begins at the first row, so early rows are seen again and again",
            "Where does the second batch begin?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "of five rows in batches of two the first is seen three times",
                lambda answer: sum(0 in batch for batch in _rows(answer)) == 3,
            ),
        ),
        Wrong(
            "lets the batches overlap",
            overlapping,
            "every batch runs into the next one",
            "Is any row in two of your batches?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation("batches of two have four rows", lambda answer: len(_rows(answer)[0]) == 4),
        ),
        Wrong(
            "lets the batches run to the end",
            shrinking,
            "every batch begins in the right place and never ends",
            "How many rows are in your first batch?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "the first batch of two rows has five", lambda answer: len(_rows(answer)[0]) == 5
            ),
        ),
    ),
    right=(Right("by splitting", by_splitting), Right("one by one", one_by_one)),
    hints=(
        "In which batch, and at which place of it, is row number i of the order?",
        "Put your batches end to end: you must get the order back, with nothing missing and nothing twice.",
        "The order 4, 0, 3, 1, 2 in batches of two gives (4, 0), (3, 1) and (2).",
    ),
    covers=("sgd-algorithm-steps",),
    minutes=10,
    difficulty=2,
)
