"""The bank: what is right, what is commonly wrong, and how to tell."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from autograder.errors import AuthoringError

from .exercise import Exercise

CHAPTERS = (
    "neurons",
    "sigmoid",
    "softmax",
    "cross_entropy",
    "training",
    "backpropagation",
    "computation_graphs",
    "decisions",
)


@cache
def chapter(name: str) -> tuple[Exercise, ...]:
    """Return the exercises of one chapter, in the order of its assignment."""
    entries: tuple[Exercise, ...] = importlib.import_module(f"{__name__}.chapters.{name}").EXERCISES
    return entries


def modules(name: str) -> list[ModuleType]:
    """Return the modules of one chapter's folder."""
    package = importlib.import_module(f"{__name__}.chapters.{name}")
    found = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    return [importlib.import_module(each.name) for each in found]


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
            f"add it to a chapter of autograder/bank/chapters, or use one of {', '.join(exercises())}",
        ) from None
