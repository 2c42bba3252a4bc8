"""What a release tells students of the ways in which a right answer may be written, and of those that cannot be."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.bank import fairness
from autograder.bank.exercise import Exercise

from .fair_notebooks import NOTEBOOK_CHANGES
from .fair_sources import SOURCE_CHANGES

GRADE_ID = "what_counts"

_TEXT = """\
## What counts

Only what your answers do counts, not how they are written. Before this assignment was released, right answers to it
were written in other ways and graded: with loops, recursion, helper functions, lambdas, type hints, lists, single
precision; between cells of your own, prints, warnings, plots and cells that fail; with tests deleted, edited or moved.
Each way that fits an exercise earned full marks:

{lines}

A value other than a number, a text, a list, a tuple, a dict or an array of numbers (a masked array, for example, or an
array of objects) is refused, with a message that says what to return."""

_WHY = {
    "function": "the others are for answers that are a class, a text or another sort of value",
    "class": "the others are for answers that are called and return something",
    "plot": "what is drawn counts, and the others change what comes back",
    "initialiser": "the numbers are random, so the others would change what they are judged by",
    "value": "the answer is a number or a list, which has no source and is not called",
    "choice": "the answer is a letter, which has no source and is not called",
}


def what_counts(exercises: Iterable[Exercise]) -> str:
    """Return the Markdown text for an assignment with these exercises."""
    alike: dict[str, list[str]] = {}
    for exercise in exercises:
        alike.setdefault(_ways(exercise), []).append(f"`{exercise.name}`")
    return _TEXT.format(lines="\n".join(f"- {', '.join(names)}: {ways}" for ways, names in alike.items()))


def left_out(exercise: Exercise) -> dict[str, str]:
    """Return the ways that do not fit answers to ``exercise``, each with the reason."""
    source = {change.name: change.unless for change in SOURCE_CHANGES if exercise.kind not in change.kinds}
    return {**source, **fairness.inapplicable(exercise, fairness.result_of(exercise))}


def _ways(exercise: Exercise) -> str:
    if exercise.kind == "text":
        return "a person reads it."
    count = len(SOURCE_CHANGES) + len(NOTEBOOK_CHANGES) + len(fairness.TRANSFORMATIONS)
    return f"{count - len(left_out(exercise))} of {count} ways; {_WHY[exercise.kind]}."
