"""Scores of different classes, measured by the same yardstick."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.decisions import class_distances

PAGE = "decisions#decisions-"


def lengths_of_the_rows(scores, weights):
    return scores / np.linalg.norm(weights, axis=1)


def length_of_the_table(scores, weights):
    return scores / np.linalg.norm(weights)


def not_divided(scores, weights):
    return scores


def multiplied(scores, weights):
    return scores * np.linalg.norm(weights, axis=0)


def without_squares(scores, weights):
    return scores / np.sqrt(np.sum(weights, axis=0))


def column_by_column(scores, weights):
    columns = [scores[:, k] / np.sqrt(weights[:, k] @ weights[:, k]) for k in range(weights.shape[1])]
    return np.stack(columns, axis=1)


def with_squares(scores, weights):
    return scores * (weights**2).sum(axis=0) ** -0.5


def _scores_and_weights(n_samples: int, n_inputs: int, n_classes: int, signs: tuple[float, ...] = (-1.0, 1.0)) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        weights = rng.choice(signs, (n_inputs, n_classes)) * rng.uniform(0.4, 3.0, (n_inputs, n_classes))
        return {"args": [2 * rng.normal(size=(n_samples, n_classes)), weights]}

    return draw


CLASS_DISTANCES = Exercise(
    name="class_distances",
    kind="function",
    reference=class_distances,
    covers=("one-vs-rest-decision",),
    minutes=8,
    difficulty=2,
    hints=(
        "Which weights belong to class 0: a row or a column?",
        "Double the weights of one class, and its scores with them. Its boundary stays: do your distances?",
        "Scores (10, 9) and columns (6, 8) and (0, 3): the lengths are 10 and 3, the distances 1 and 3.",
    ),
    ladder=(
        Rung("positive weights", _scores_and_weights(4, 2, 3, signs=(1.0,)), cases=2),
        Rung("three classes", _scores_and_weights(4, 2, 3), cases=3),
        Rung("as many classes as inputs", _scores_and_weights(2, 3, 3)),
        Rung("two classes", _scores_and_weights(3, 4, 2)),
    ),
    wrong=(
        Wrong(
            "takes the lengths of the rows",
            lengths_of_the_rows,
            "a row holds what one *input* is worth to all classes; with other sizes there is an error",
            "Which axis of the weights disappears when each class gets its length?",
            PAGE + "distances",
            "surviving mutant",
            confrontation=Confrontation(
                "the weights of class 1 are changed, and the distance of class 0 changes",
                lambda f: f(np.ones((1, 2)), np.eye(2))[0, 0] != f(np.ones((1, 2)), np.array([[1.0, 5], [0, 1]]))[0, 0],
            ),
        ),
        Wrong(
            "takes the length of the whole table",
            length_of_the_table,
            "all scores are divided by the same number, so the decision cannot change",
            "Should one class's weights change another class's distance?",
            PAGE + "distances",
            "surviving mutant",
            confrontation=Confrontation(
                "a class moves away when another one's weights grow",
                lambda f: f(np.ones((1, 2)), np.diag([1.0, 9.0]))[0, 0] < 0.2,
            ),
        ),
        Wrong(
            "does not divide",
            not_divided,
            "these are the scores, which grow with the weights though no boundary moves",
            "Double the parameters of one class. Does its boundary move?",
            PAGE + "distances",
            "surviving mutant",
            confrontation=Confrontation(
                "a class gets ten times farther away though its boundary stays",
                lambda f: f(np.full((1, 1), 10.0), np.full((1, 1), 10.0))[0, 0] == 10,
            ),
        ),
        Wrong(
            "multiplies by the lengths",
            multiplied,
            "longer weights then count twice",
            "Which score is exaggerated: that of long weights or of short ones?",
            PAGE + "distances",
            "surviving mutant",
            confrontation=Confrontation(
                "a class gets a hundred times farther away though its boundary stays",
                lambda f: f(np.full((1, 1), 10.0), np.full((1, 1), 10.0))[0, 0] == 100,
            ),
        ),
        Wrong(
            "adds up the weights without squaring them",
            without_squares,
            "a length comes from squares; a sum can be negative, and then its root is nan",
            "What is the length of (3, 4)?",
            PAGE + "distances",
            "seeds: norm-without-squares",
            confrontation=Confrontation(
                "the input 1 is 3 away from the boundary at 0",
                lambda f: np.isclose(f(np.full((1, 1), 9.0), np.full((1, 1), 9.0))[0, 0], 3),
            ),
        ),
    ),
    right=(Right("column by column", column_by_column), Right("with squares", with_squares)),
)
