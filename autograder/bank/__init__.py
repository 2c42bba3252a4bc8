"""The bank: what is right, what is commonly wrong, and how to tell.  One module a chapter."""

from __future__ import annotations

import importlib
from functools import cache

from autograder.errors import AuthoringError

from .exercise import Exercise

CHAPTERS = ("softmax", "computation_graphs")


@cache
def chapter(name: str) -> tuple[Exercise, ...]:
    """Return the exercises of one chapter's module."""
    entries: tuple[Exercise, ...] = importlib.import_module(f"{__name__}.{name}").EXERCISES
    return entries


@cache
def exercises() -> dict[str, Exercise]:
    """Return every exercise of the course by name, in the order of the chapters."""
    return {exercise.name: exercise for name in CHAPTERS for exercise in chapter(name)}


def find(name: str) -> Exercise:
    """Return the exercise called ``name``; raise ``AuthoringError`` when the bank has none."""
    try:
        return exercises()[name]
    except KeyError:
        raise AuthoringError(
            f"the bank has no exercise {name!r}",
            f"add it to a module of autograder/bank, or use one of {', '.join(exercises())}",
        ) from None
