"""Columns on one scale."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.training import standardise

PAGE = "training#training-scale"


def centred_only(X_train, X_new):
    return X_new - np.mean(X_train, axis=0)


def scaled_only(X_train, X_new):
    return X_new / np.std(X_train, axis=0)


def centre_added(X_train, X_new):
    return (X_new + np.mean(X_train, axis=0)) / np.std(X_train, axis=0)


def multiplied(X_train, X_new):
    return (X_new - np.mean(X_train, axis=0)) * np.std(X_train, axis=0)


def one_mean_for_all(X_train, X_new):
    return (X_new - np.mean(X_train)) / np.std(X_train, axis=0)


def one_spread_for_all(X_train, X_new):
    return (X_new - np.mean(X_train, axis=0)) / np.std(X_train)


def column_by_column(X_train, X_new):
    columns = []
    for known, new in zip(X_train.T, X_new.T, strict=True):
        mean = sum(known) / len(known)
        variance = sum((value - mean) ** 2 for value in known) / len(known)
        columns.append((new - mean) / variance**0.5)
    return np.stack(columns, axis=1)


def through_the_second_moment(X_train, X_new):
    mean, square = X_train.mean(0), (X_train**2).mean(0)
    return X_new / np.sqrt(square - mean**2) - mean / np.sqrt(square - mean**2)


def _rows(n_train: int, n_new: int, n_inputs: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        centre, spread = numbers(rng, n_inputs), rng.uniform(2.0, 5.0, size=n_inputs)
        return {"args": [centre + spread * numbers(rng, n, n_inputs) for n in (n_train, n_new)]}

    return draw


def _same_rows(rng: np.random.Generator) -> Request:
    X = _rows(7, 1, 2)(rng)["args"][0]
    return {"args": [X, X.copy()]}


# Two columns: one of 1 and 3, one a hundred times as large.
X = np.array([[1.0, 100.0], [3.0, 300.0]])


def _done(answer):
    return np.asarray(answer(X, X))


STANDARDISE = Exercise(
    name="standardise",
    kind="function",
    reference=standardise,
    ladder=(
        Rung("training rows", _same_rows, cases=2),
        Rung("new rows", _rows(6, 4, 3), cases=3),
        Rung("more new rows than training rows", _rows(5, 8, 2)),
        Rung("one new row", _rows(7, 1, 4), share=0.25),
    ),
    wrong=(
        Wrong(
            "subtracts the mean and goes no further",
            centred_only,
            "the columns still have different spreads",
            "How large are the numbers of each column afterwards?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "of two columns, in metres and in centimetres, one is still a hundred times as large",
                lambda answer: np.allclose(_done(answer), [[-1, -100], [1, 100]]),
            ),
        ),
        Wrong(
            "divides without subtracting the mean",
            scaled_only,
            "the columns are not centred",
            "What is the mean of each column afterwards?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "all values are positive, so their mean is not 0",
                lambda answer: np.allclose(_done(answer), [[1, 1], [3, 3]]),
            ),
        ),
        Wrong(
            "adds the mean",
            centre_added,
            "the mean is moved away from zero instead of onto it",
            "What should a value become that equals the mean?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "a column of 1 and 3 becomes 3 and 5", lambda answer: np.allclose(_done(answer)[:, 0], [3, 5])
            ),
        ),
        Wrong(
            "multiplies by the standard deviation",
            multiplied,
            "large columns become larger still",
            "What should a value become that is one standard deviation above the mean?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "a column a hundred times as large becomes ten thousand times as large",
                lambda answer: np.allclose(_done(answer)[1], [1, 10_000]),
            ),
        ),
        Wrong(
            "takes one mean for all columns",
            one_mean_for_all,
            "each column has a mean of its own",
            "What is the mean of each column afterwards?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "no value of the smaller column is above its mean",
                lambda answer: (_done(answer)[:, 0] < 0).all(),
            ),
        ),
        Wrong(
            "takes one standard deviation for all columns",
            one_spread_for_all,
            "each column has a spread of its own",
            "How large are the numbers of each column afterwards?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "of two columns one is still a hundred times as large",
                lambda answer: np.isclose(*(_done(answer)[1] * [100, 1])) and abs(_done(answer)[1, 0]) < 0.1,
            ),
        ),
    ),
    right=(
        Right("column by column", column_by_column),
        Right("through the second moment", through_the_second_moment),
    ),
    hints=(
        "How many means do you need for a table of 7 rows and 4 columns?",
        "Standardise the training rows themselves and print the mean and the standard deviation of each column.",
        "Training values 2, 4 and 6 have the mean 4 and the standard deviation 1.633. A new value 8 becomes "
        "4 / 1.633 = 2.449.",
    ),
    equivalent={
        "return (X_new - centre) / np.std(X_train, axis=0) "
        "-> return (X_new - centre) / np.std(-X_train, axis=0)": "turned round, a column spreads as far",
    },
    uncovered="the documents scale no feature; the project cannot train on the raw ones with one learning rate for all",
    minutes=8,
    difficulty=2,
)
