"""Transformations that leave a right answer right: none of them may cost a mark.

Each takes an implementation and returns one that gives the same answer in another way.  ``applies`` says to which
exercises it can be applied; where it cannot, ``unless`` gives the reason.
"""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .exercise import Exercise

Implementation = Callable[..., Any]


@dataclass(frozen=True)
class Transformation:
    """One way to write a right answer differently.

    ``kinds`` are the kinds of exercise it can be applied to, ``unless`` says why not to the others.
    """

    name: str
    apply: Callable[[Implementation], Implementation]
    kinds: tuple[str, ...]
    unless: str

    def applies(self, exercise: Exercise) -> bool:
        """Return whether an answer to ``exercise`` can be transformed this way."""
        return exercise.kind in self.kinds


class _Subclass(np.ndarray):
    """An array of a class of its own."""


def _result(change: Callable[[Any], Any]) -> Callable[[Implementation], Implementation]:
    """Return the transformation that changes what comes back."""

    def transform(answer: Implementation) -> Implementation:
        @functools.wraps(answer)
        def changed(*args: Any) -> Any:
            return change(answer(*args))

        return changed

    return transform


def _arguments(change: Callable[[Any], Any]) -> Callable[[Implementation], Implementation]:
    """Return the transformation that changes copies of the arguments first."""

    def transform(answer: Implementation) -> Implementation:
        @functools.wraps(answer)
        def changed(*args: Any) -> Any:
            return answer(*(change(arg) for arg in args))

        return changed

    return transform


def _side_effect(effect: Callable[[], None]) -> Callable[[Implementation], Implementation]:
    """Return the transformation that does something beside answering."""

    def transform(answer: Implementation) -> Implementation:
        @functools.wraps(answer)
        def noisy(*args: Any) -> Any:
            effect()
            return answer(*args)

        return noisy

    return transform


def _as_list(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _as_tuples(value: Any) -> Any:
    return (
        tuple(_as_tuples(item) for item in value) if isinstance(value, (list, np.ndarray)) and np.ndim(value) else value
    )


def _as_type(dtype: type) -> Callable[[Any], Any]:
    return lambda value: value.astype(dtype) if isinstance(value, np.ndarray) else value


def _in_columns(value: Any) -> Any:
    return np.asfortranarray(value) if isinstance(value, np.ndarray) and value.ndim else value


def _as_zero_d(value: Any) -> Any:
    return np.asarray(value) if isinstance(value, (int, float)) else value


def _as_subclass(value: Any) -> Any:
    return value.view(_Subclass) if isinstance(value, np.ndarray) else value


def _as_generator(value: Any) -> Any:
    return (row for row in value.tolist()) if isinstance(value, np.ndarray) and value.ndim else value


def _as_strided(value: Any) -> Any:
    return np.repeat(value, 2, axis=0)[::2] if isinstance(value, np.ndarray) and value.ndim else value


def _copy(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value


def _cached(answer: Implementation) -> Implementation:
    known: dict[str, Any] = {}

    @functools.wraps(answer)
    def cached(*args: Any) -> Any:
        key = repr([arg.tolist() if isinstance(arg, np.ndarray) else arg for arg in args])
        if key not in known:
            known[key] = answer(*args)
        return known[key]

    return cached


def _typed(answer: Implementation) -> Implementation:
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


_VALUES, _CALLS = ("function",), ("function", "plot", "initialiser")
_NOT_ARRAYS = "its answer is not an array that comes back"
_NOT_CALLED = "its answer is not a function"

TRANSFORMATIONS: tuple[Transformation, ...] = (
    Transformation("returns nested lists", _result(_as_list), _VALUES, _NOT_ARRAYS),
    Transformation("returns nested tuples", _result(_as_tuples), _VALUES, _NOT_ARRAYS),
    Transformation("returns a generator of rows", _result(_as_generator), _VALUES, _NOT_ARRAYS),
    Transformation("returns column order", _result(_in_columns), _VALUES, _NOT_ARRAYS),
    Transformation("returns a view with strides", _result(_as_strided), _VALUES, _NOT_ARRAYS),
    Transformation("returns a subclass of array", _result(_as_subclass), _CALLS, _NOT_CALLED),
    Transformation("returns array scalars", _result(_as_zero_d), _VALUES, _NOT_ARRAYS),
    Transformation("returns single precision", _result(_as_type(np.float32)), _CALLS, _NOT_CALLED),
    Transformation("works on a copy in place", _arguments(_copy), _CALLS, _NOT_CALLED),
    Transformation("prints", _side_effect(lambda: print("thinking")), _CALLS, _NOT_CALLED),
    Transformation("writes to stderr", _side_effect(lambda: print("thinking", file=sys.stderr)), _CALLS, _NOT_CALLED),
    Transformation("warns", _side_effect(_warn), _CALLS, _NOT_CALLED),
    Transformation("keeps what it has computed", _cached, _VALUES, _NOT_ARRAYS),
    Transformation("has type hints and a decorator", _typed, _CALLS, _NOT_CALLED),
)


def applicable(exercise: Exercise) -> tuple[Transformation, ...]:
    """Return the transformations that apply to answers of ``exercise``."""
    return tuple(each for each in TRANSFORMATIONS if each.applies(exercise))


def inapplicable(exercise: Exercise) -> Mapping[str, str]:
    """Return the others, each with the reason."""
    return {each.name: each.unless for each in TRANSFORMATIONS if not each.applies(exercise)}
