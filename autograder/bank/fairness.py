"""Transformations that leave a right answer right: none of them may cost a mark.

Each takes an answer (a function, a class, or for by-hand values a function of the numbers) and returns one that gives
the same in another way.  It applies to some kinds of exercise and to some sorts of result; to the others it does not,
and ``unless`` says why.
"""

from __future__ import annotations

import copy
import functools
import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from autograder.student.kinds import perform

from .exercise import Exercise

Answer = Any
Change = Callable[[Any], Any]


@dataclass(frozen=True)
class Transformation:
    """One way to write a right answer differently.

    Parameters
    ----------
    kinds : tuple of str
        The kinds of exercise it applies to.
    results : tuple of str
        The sorts of result it applies to, see ``sort_of``.
    unless : str
        Why it does not apply to the others.
    """

    name: str
    apply: Callable[[Answer], Answer]
    kinds: tuple[str, ...]
    results: tuple[str, ...]
    unless: str

    def applies(self, exercise: Exercise, result: str) -> bool:
        """Return whether an answer to ``exercise`` whose result is of this sort can be transformed."""
        return exercise.kind in self.kinds and result in self.results


def sort_of(exercise: Exercise, value: Any) -> str:
    """Return the sort of an expected value: array, number, letter, nodes (of a class), drawing, or parts.

    Parts are what is compared one by one: several arrays in a tuple, a list or a dict.
    """
    if exercise.kind in ("class", "plot", "choice"):
        return {"class": "nodes", "plot": "drawing", "choice": "letter"}[exercise.kind]
    if exercise.kind == "function" and _has_parts(value):
        return "parts"
    return "array" if exercise.kind == "initialiser" or np.ndim(value) else "number"


def _has_parts(value: Any) -> bool:
    several = isinstance(value, (list, tuple)) and any(np.ndim(item) for item in value)
    return several or isinstance(value, dict)


def result_of(exercise: Exercise) -> str:
    """Return the sort of result that answers to ``exercise`` have."""
    if exercise.kind in ("choice", "value"):
        return sort_of(exercise, exercise.reference if exercise.kind == "choice" else _by_hand(exercise))
    request = exercise.ladder[0].draw(np.random.default_rng(0))
    return sort_of(exercise, perform(exercise.kind, exercise.reference, request)["value"])


def _by_hand(exercise: Exercise) -> Any:
    return exercise.reference(**{name: np.array(grid.practice) for name, grid in exercise.numbers.items()})


# --- how an answer is wrapped ---------------------------------------------------------------------------------------


def _result(change: Change) -> Callable[[Answer], Answer]:
    """Return the transformation that changes what comes back."""

    def transform(answer: Answer) -> Answer:
        if not callable(answer):
            return change(answer)

        @functools.wraps(answer)
        def changed(*args: Any, **kwargs: Any) -> Any:
            return change(answer(*args, **kwargs))

        return changed

    return transform


def _data(change: Change) -> Callable[[Answer], Answer]:
    """Return the transformation that changes the number which an object of a class is made from."""

    def transform(answer: Answer) -> Answer:
        class Changed(answer):  # type: ignore[misc] # the class is whatever the answer is
            def __init__(self, data: Any, *rest: Any) -> None:
                super().__init__(change(data), *rest)

        return Changed

    return transform


def _side_effect(effect: Callable[[], None]) -> Callable[[Answer], Answer]:
    """Return the transformation that does something beside answering."""

    def same(value: Any) -> Any:
        effect()
        return value

    def transform(answer: Answer) -> Answer:
        return _data(same)(answer) if isinstance(answer, type) else _result(same)(answer)

    return transform


# --- other ways to give the same numbers ----------------------------------------------------------------------------


def _each(change: Change) -> Change:
    """Return the change of every single number, in nested lists."""

    def changed(value: Any) -> Any:
        return [changed(item) for item in value] if np.ndim(value) else change(float(value))

    return changed


def _as_array(value: Any) -> np.ndarray:
    return np.asarray(value, dtype=float)


def _as_tuples(value: Any) -> Any:
    return tuple(_as_tuples(item) for item in value) if np.ndim(value) else float(value)


def _as_lists(parts: Any) -> Any:
    if isinstance(parts, dict):
        return {key: _each(float)(part) for key, part in parts.items()}
    return [_each(float)(part) for part in parts]


def _as_whole(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < 1e9 else value


class _Subclass(np.ndarray):
    """An array of a class of its own."""


# --- other ways to work ---------------------------------------------------------------------------------------------


def _copied(answer: Answer) -> Answer:
    """Return the answer that takes copies of its arguments, and spoils them at the end."""

    @functools.wraps(answer)
    def copied(*args: Any) -> Any:
        copies = [arg.copy() if isinstance(arg, np.ndarray) else arg for arg in args]
        result = copy.deepcopy(answer(*copies))  # which may hold the copies
        for array in (item for item in copies if isinstance(item, np.ndarray)):
            array[...] = np.nan if array.dtype.kind == "f" else -1
        return result

    return copied


def _remembered(answer: Answer) -> Answer:
    known: dict[str, Any] = {}

    @functools.wraps(answer)
    def remembered(*args: Any) -> Any:
        key = repr([arg.tolist() if isinstance(arg, np.ndarray) else arg for arg in args])
        if key not in known:
            known[key] = answer(*args)
        return known[key]

    return remembered


def _typed(answer: Answer) -> Answer:
    @functools.wraps(answer)
    def typed(*args: np.ndarray, **kwargs: object) -> np.ndarray:
        result: np.ndarray = answer(*args, **kwargs)
        return result

    return typed


def _warn() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = lambda *_: None
        warnings.warn("a warning of the student's own", stacklevel=2)


_ARRAYS, _VALUES = ("function", "initialiser", "value"), ("function", "value")
_CALLS, _CALLED = ("function", "plot", "initialiser"), ("array", "number", "drawing", "parts")
_RUNS, _ANY = (*_CALLS, "class"), (*_CALLED, "nodes")
_NO_ARRAY = "what comes back is not an array of numbers"
_NO_NUMBER = "what comes back is not a single number"
_TOO_MANY = "what comes back is not a few numbers"
_NOT_NUMBERS = "what comes back is not numbers"
_NO_CALL = "the answer is not called with arguments of its own"
_NO_RUN = "the answer is a value, which does nothing"

TRANSFORMATIONS: tuple[Transformation, ...] = (
    Transformation("returns nested lists", _result(_each(float)), _ARRAYS, ("array",), _NO_ARRAY),
    Transformation("returns nested tuples", _result(_as_tuples), _ARRAYS, ("array",), _NO_ARRAY),
    Transformation(
        "returns a generator of rows",
        _result(lambda value: (row for row in _as_array(value).tolist())),
        ("function", "initialiser"),
        ("array",),
        "what comes back is not a sequence that a call makes",
    ),
    Transformation(
        "returns column order", _result(lambda value: np.asfortranarray(value)), _ARRAYS, ("array",), _NO_ARRAY
    ),
    Transformation(
        "returns a view with strides",
        _result(lambda value: np.repeat(_as_array(value), 2, axis=0)[::2]),
        _ARRAYS,
        ("array",),
        _NO_ARRAY,
    ),
    Transformation(
        "returns a subclass of array",
        _result(lambda value: _as_array(value).view(_Subclass)),
        _ARRAYS,
        ("array",),
        _NO_ARRAY,
    ),
    Transformation("returns lists of array scalars", _result(_each(np.float64)), _VALUES, ("array",), _TOO_MANY),
    Transformation("returns whole numbers as integers", _result(_each(_as_whole)), _VALUES, ("array",), _TOO_MANY),
    Transformation(
        "returns single precision",
        _result(lambda value: np.float32(value) if np.ndim(value) == 0 else np.asarray(value, dtype=np.float32)),
        _ARRAYS,
        ("array", "number"),
        _NOT_NUMBERS + " of a type of its own",
    ),
    Transformation("returns fractions", _result(_each(Fraction)), _VALUES, ("array", "number"), _NOT_NUMBERS),
    Transformation(
        "returns an array scalar", _result(lambda value: np.float64(value)), _VALUES, ("number",), _NO_NUMBER
    ),
    Transformation("returns an array without axes", _result(_as_array), _VALUES, ("number",), _NO_NUMBER),
    Transformation(
        "holds an array scalar of text", _result(np.str_), ("choice",), ("letter",), "the answer is no text"
    ),
    Transformation("holds array scalars", _data(np.float64), ("class",), ("nodes",), "the answer holds no numbers"),
    Transformation("holds fractions", _data(Fraction), ("class",), ("nodes",), "the answer holds no numbers"),
    Transformation(
        "gives its parts as lists",
        _result(_as_lists),
        ("function",),
        ("parts",),
        "what comes back is not several arrays",
    ),
    Transformation("works on a copy in place", _copied, _CALLS, _CALLED, _NO_CALL),
    Transformation("prints", _side_effect(lambda: print("thinking")), _RUNS, _ANY, _NO_RUN),
    Transformation("writes to stderr", _side_effect(lambda: print("thinking", file=sys.stderr)), _RUNS, _ANY, _NO_RUN),
    Transformation("warns", _side_effect(_warn), _RUNS, _ANY, _NO_RUN),
    Transformation(
        "keeps what it has computed",
        _remembered,
        ("function",),
        ("array", "number", "parts"),
        "its second answer may differ from its first, or is not what comes back",
    ),
    Transformation("has type hints and a decorator", _typed, _CALLS, _CALLED, _NO_CALL),
)


def applicable(exercise: Exercise, result: str) -> tuple[Transformation, ...]:
    """Return the transformations that apply to answers of ``exercise`` whose result is of the sort ``result``."""
    return tuple(each for each in TRANSFORMATIONS if each.applies(exercise, result))


def inapplicable(exercise: Exercise, result: str) -> Mapping[str, str]:
    """Return the others, each with the reason."""
    return {each.name: each.unless for each in TRANSFORMATIONS if not each.applies(exercise, result)}
