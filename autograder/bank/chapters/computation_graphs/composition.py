"""The Jacobian of one function after another."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.graph_jacobians import composition_jacobian

LINK = "computation_graphs#graphs-jacobians"


def outer_jacobian(c, d):
    return np.array([[3 * d, 3 * c, 0.0], [0.0, 1.0, -1.0]])


def inner_jacobian(a, b):
    return np.array([[1.0, -5.0], [b, a], [1.0, -1.0]])


def path_counted_twice(a, b):
    outer = outer_jacobian(a - 5 * b, a * b)
    outer[0, 2] = 3 * a * b  # c = (a - b) - 4b, differentiated by a - b
    return outer @ inner_jacobian(a, b)


def wrong_order(a, b):
    return inner_jacobian(a, b) @ outer_jacobian(a - 5 * b, a * b)


def transposed(a, b):
    return composition_jacobian(a, b).T


def taken_at_the_slopes(a, b):
    inner = inner_jacobian(a, b)
    return np.column_stack([outer_jacobian(column[0], column[1]) @ column for column in inner.T])


def taken_at_the_inputs(a, b):
    return outer_jacobian(a, b) @ inner_jacobian(a, b)


def one_path_each(a, b):
    return np.array([[3 * a * b, -15 * a * b], [b, a]])


def outer_alone(a, b):
    return outer_jacobian(a - 5 * b, a * b)


def substituted(a, b):
    return [[6 * a * b - 15 * b**2, 3 * a**2 - 30 * a * b], [b - 1, a + 1]]


def path_by_path(a, b):
    c, d = a - 5 * b, a * b
    by_inner = [{"c": 3 * d, "d": 3 * c, "e": 0}, {"c": 0, "d": 1, "e": -1}]
    of_inner = {"c": (1, -5), "d": (b, a), "e": (1, -1)}
    paths = [[sum(row[m] * of_inner[m][i] for m in "cde") for i in (0, 1)] for row in by_inner]
    return np.array(paths, dtype=float)


def along_each_input(a, b):
    columns = []
    for da, db in ((1.0, 0.0), (0.0, 1.0)):
        dc, dd, de = da - 5 * db, da * b + a * db, da - db
        columns.append([3 * (dc * a * b + (a - 5 * b) * dd), dd - de])
    return np.transpose(columns)


def _point(rng: np.random.Generator) -> Request:
    """Draw a point off the lines where a row is zero or two rules agree."""
    a, b = rng.uniform(0.5, 3.0, size=2) * rng.choice([-1.0, 1.0], size=2)
    return {"args": [float(a), float(b)]}


def _short_decimals(rng: np.random.Generator) -> Request:
    a, b = rng.choice(np.arange(21, 90), size=2, replace=False) * rng.choice([-1, 1], size=2)
    return {"args": [float(a) / 10, float(b) / 10]}


COMPOSITION_JACOBIAN = Exercise(
    name="composition_jacobian",
    kind="function",
    reference=composition_jacobian,
    ladder=(Rung("short decimals", _short_decimals), Rung("any numbers", _point, cases=3)),
    wrong=(
        Wrong(
            "counts a path twice",
            path_counted_twice,
            "3cd does not contain e: that c can be written with e is the business of the first function",
            "Does 3cd change when e moves, and c and d stay?",
            LINK,
            "seeds: inner-variable-counted-twice",
            confrontation=Confrontation(
                "at b = 1 the first result is 3a² − 15a, and its slope at a = 1 comes out as −6, not 6 − 15",
                lambda answer: answer(1.0, 1.0)[0][0] == -6,
            ),
        ),
        Wrong(
            "multiplies the Jacobians in the wrong order",
            wrong_order,
            "what acts first stands on the right",
            "Two inputs and two results: what shape has your product?",
            LINK,
            "seeds: jacobians-in-wrong-order",
            confrontation=Confrontation(
                "a function of two inputs has a Jacobian of three columns",
                lambda answer: np.shape(answer(1.0, 1.0)) == (3, 3),
            ),
        ),
        Wrong(
            "swaps rows and columns",
            transposed,
            "a row belongs to a result, a column to an input",
            "Which result does your first row belong to?",
            LINK,
            "seeds: jacobian-transposed",
            confrontation=Confrontation(
                "at b = 0 the second result, ab − (a − b), is −a, and its slope in a comes out as 3",
                lambda answer: answer(1.0, 0.0)[1][0] == 3,
            ),
        ),
        Wrong(
            "takes the outer derivative at the inner derivative",
            taken_at_the_slopes,
            "the second function is used at c and d, so its derivatives are taken there",
            "Which numbers go into the second function?",
            LINK,
            "seeds: df-of-dg",
            confrontation=Confrontation(
                "at b = 1 the first result is 3 (a − 5) a, and it rises when a grows from 0",
                lambda answer: answer(0.0, 1.0)[0][0] == 6,
            ),
        ),
        Wrong(
            "takes the outer derivative at the inputs",
            taken_at_the_inputs,
            "the second function never sees a and b: its derivatives are taken at c and d",
            "Which numbers go into the second function?",
            LINK,
            "two surviving mutants",
            confrontation=Confrontation(
                "at b = 1 the first result is 3 (a − 5) a, and it rises by 3 when a grows from 0",
                lambda answer: answer(0.0, 1.0)[0][0] == 3,
            ),
        ),
        Wrong(
            "follows one path to each result",
            one_path_each,
            "every inner result that a result depends on is a path, and the paths add up",
            "The result 3cd contains c and d. Where is the path through d?",
            LINK,
            "misconceptions: GRF06-one-path",
            confrontation=Confrontation(
                "at b = 0 the first result, 3 a² b − 15 a b², has no slope in b",
                lambda answer: answer(1.0, 0.0)[0][1] == 0,
            ),
        ),
        Wrong(
            "forgets the inner derivative",
            outer_alone,
            "that is how the results change with c, d and e, and nobody has said how these change",
            "What are the inputs of the whole, and what do your columns belong to?",
            LINK,
            "misconceptions: JVP03-jacobian-not-applied",
            confrontation=Confrontation(
                "a function of two inputs has a Jacobian of three columns",
                lambda answer: np.shape(answer(1.0, 1.0)) == (2, 3),
            ),
        ),
    ),
    right=(
        Right("substituted first", substituted),
        Right("path by path", path_by_path),
        Right("along each input", along_each_input),
    ),
    hints=(
        "Which Jacobian has two rows and three columns, and at which numbers is it taken?",
        "Raise a by 0.001 and compute both results again. By how much do they grow, divided by 0.001?",
        "For $u = (x y, x)$ and then $u_1 u_2$ at (2, 5): the outer row is $(u_2, u_1) = (2, 10)$, the inner rows are "
        "(5, 2) and (1, 0), and the product is $(2 \\cdot 5 + 10, 2 \\cdot 2) = (20, 4)$.",
    ),
    equivalent={
        "outer = np.array([[3 * d, 3 * c, 0.0], [0.0, 1.0, -1.0]]) -> "
        "outer = [[3 * d, 3 * c, 0.0], [0.0, 1.0, -1.0]]": "the other factor is an array, which multiplies lists, too",
        "inner = np.array([[1.0, -5.0], [b, a], [1.0, -1.0]]) -> inner = [[1.0, -5.0], [b, a], [1.0, -1.0]]": (
            "the other factor is an array, which multiplies lists, too"
        ),
    },
    covers=("jacobian-of-composition", "vector-chain-rule"),
    minutes=15,
    difficulty=2,
)
