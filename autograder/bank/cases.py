"""Cases of an exercise: the same ladder drawn from a public seed, or from the course secret."""

from __future__ import annotations

import hashlib
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from autograder.errors import AuthoringError
from autograder.student.judge import Case
from autograder.student.kinds import Reply, Request, perform
from autograder.student.numbers import PRACTICE, draw_numbers

from .exercise import Exercise, Grid

PUBLIC_SEED = b"public"
BY_HAND = "your own numbers"
CHOSEN = "the option chosen"


def public_cases(exercise: Exercise, upstream: Mapping[str, Exercise]) -> list[Case]:
    """Return the cases that travel with the assignment."""
    if exercise.kind == "value":
        return _by_hand(exercise, PRACTICE)
    if exercise.kind in ("choice", "text"):
        return []
    public = {rung.name for rung in exercise.ladder if rung.public}
    return [case for case in _drawn(exercise, PUBLIC_SEED, upstream) if case.rung in public]


def secret_cases(exercise: Exercise, secret: bytes, upstream: Mapping[str, Exercise]) -> list[Case]:
    """Return the cases of a course; by-hand values are drawn for each student, see ``student_cases``."""
    if exercise.kind == "choice":
        return [_case(exercise, CHOSEN, {}, exercise.reference, {wrong.name: wrong.answer for wrong in exercise.wrong})]
    if exercise.kind in ("value", "text"):
        return []
    return _drawn(exercise, secret, upstream)


def student_cases(exercise: Exercise, student_id: str) -> list[Case]:
    """Return the one case of a by-hand exercise that belongs to a student."""
    return _by_hand(exercise, student_id)


def following(exercise: Exercise, upstream: Mapping[str, Exercise]) -> Iterator[tuple[str, Any]]:
    """Yield ("upstream:mistake", the reference with that mistake in place of the upstream function)."""
    for name in exercise.uses:
        for wrong in upstream[name].wrong:
            yield f"{name}:{wrong.name}", rebind(exercise.reference, {name: wrong.answer})


def rebind(function: Callable[..., Any], names: Mapping[str, Any]) -> Callable[..., Any]:
    """Return a copy of ``function`` that sees other objects under ``names``.

    So do the functions of its module, since it may call them: a mistake two steps upstream comes through the one
    between.
    """
    scope = dict(function.__globals__)
    for name, item in function.__globals__.items():
        if isinstance(item, types.FunctionType) and item.__globals__ is function.__globals__:
            scope[name] = _copy(item, scope)
    scope.update(names)
    return _copy(function, scope)


def _copy(function: Callable[..., Any], scope: dict[str, Any]) -> Callable[..., Any]:
    copy = types.FunctionType(function.__code__, scope, function.__name__, function.__defaults__, function.__closure__)
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def grids(exercise: Exercise) -> dict[str, dict[str, Any]]:
    """Return the exercise's grids as plain data."""
    return {name: _plain_grid(grid) for name, grid in exercise.numbers.items()}


def _plain_grid(grid: Grid) -> dict[str, Any]:
    return {"values": list(grid.values), "shape": list(grid.shape), "practice": grid.practice}


def _drawn(exercise: Exercise, seed: bytes, upstream: Mapping[str, Exercise]) -> list[Case]:
    rng = np.random.default_rng(list(hashlib.sha256(seed + b"/" + exercise.name.encode()).digest()))
    named = {wrong.name: wrong.answer for wrong in exercise.wrong} | dict(following(exercise, upstream))
    return [
        _case(exercise, rung.name, rung.draw(rng), exercise.reference, named)
        for rung in exercise.ladder
        for _ in range(rung.cases)
    ]


def _by_hand(exercise: Exercise, student_id: str) -> list[Case]:
    numbers = draw_numbers(exercise.name, grids(exercise), student_id)
    with np.errstate(all="ignore"):
        named = {wrong.name: wrong.answer(**numbers) for wrong in exercise.wrong}
    return [_case(exercise, BY_HAND, {}, exercise.reference(**numbers), named)]


def _case(exercise: Exercise, rung: str, request: Request, reference: Any, named: Mapping[str, Any]) -> Case:
    with np.errstate(all="ignore"):
        expected = perform(exercise.kind, reference, request)
        replies: dict[str, Reply] = {name: perform(exercise.kind, answer, request) for name, answer in named.items()}
    if "value" not in expected:
        raise AuthoringError(
            f"the reference of {exercise.name!r} gives no value on the rung {rung!r}: {expected}",
            "mend the reference in solutions/ or the rung's draw",
        )
    return Case(rung, request, expected, replies)
