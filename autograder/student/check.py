"""`check`: the one function that a student calls, and `numbers`, which gives each student numbers of their own."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import messages
from .assignment import CheckError, PublicExercise, load_exercise
from .judge import judge
from .kinds import perform
from .numbers import PRACTICE, draw_numbers

OLDEST_NUMPY = (1, 24)

_drawn_for: dict[str, str] = {}


class CheckFailed(AssertionError):
    """An answer that is not yet right; the message is all that a notebook shows."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def check(name: str, answer: Any) -> None:
    """Put the public cases of the exercise ``name`` to ``answer``; print that all is well, or say what is not.

    Raises
    ------
    CheckFailed
        When the answer is not yet right, or cannot be checked; the message says why and what to do.
    """
    _require_numpy()
    try:
        exercise = load_exercise(name)
    except CheckError as error:
        raise CheckFailed(f"{name}: {error}") from None
    if exercise.kind in ("choice", "value") and not _is_practice(exercise, answer):
        return
    with np.errstate(all="ignore"):
        replies = [perform(exercise.kind, answer, case.request) for case in exercise.cases]
        judgement = judge(exercise.kind, exercise.cases, replies, exercise.shares, exercise.tolerance)
    if not judgement.right:
        assert judgement.case is not None
        raise CheckFailed(messages.failed(exercise, judgement, replies[judgement.case]))
    print(messages.passed(exercise))


def numbers(name: str, student_id: str) -> dict[str, np.ndarray]:
    """Return the numbers of the by-hand exercise ``name`` that belong to ``student_id``.

    The id ``practice`` gives the numbers of the book's worked example, for which `check` tells you everything.
    """
    try:
        exercise = load_exercise(name)
    except CheckError as error:
        raise CheckFailed(f"{name}: {error}") from None
    _drawn_for[name] = str(student_id)
    return draw_numbers(name, exercise.numbers, str(student_id))


def _is_practice(exercise: PublicExercise, answer: Any) -> bool:
    """Record an answer that only grading can judge; return whether this one can be judged here."""
    if answer is None or answer is Ellipsis:
        raise CheckFailed(f"{exercise.name}: not answered yet: replace the three dots by your answer.")
    if exercise.kind == "choice":
        _require_option(exercise, answer)
        print(f"{exercise.name}: recorded. The answer, with a reason for each option, comes with the feedback.")
        return False
    if _drawn_for.get(exercise.name, PRACTICE) == PRACTICE:
        return True
    reply = perform("value", answer, {})
    want = exercise.cases[0].expected["value"]
    if "value" not in reply or _shape(reply["value"]) != np.shape(want):
        raise CheckFailed(f"{exercise.name}: an array of shape {np.shape(want)} is expected.")
    print(f"{exercise.name}: recorded for {_drawn_for[exercise.name]!r}. Grading compares it with your own numbers.")
    return False


def _shape(value: Any) -> tuple[int, ...] | None:
    """Return the shape of ``value``; None when its rows differ in length."""
    try:
        shape: tuple[int, ...] = np.shape(value)
    except ValueError:
        return None
    return shape


def _require_option(exercise: PublicExercise, answer: Any) -> None:
    if not isinstance(answer, str) or answer not in exercise.options:
        options = ", ".join(repr(option) for option in exercise.options)
        raise CheckFailed(f"{exercise.name}: {answer!r} is not one of the options {options}.")


def _require_numpy() -> None:
    version = tuple(int(part) for part in np.__version__.split(".")[:2])
    if version < OLDEST_NUMPY:
        wanted = ".".join(str(part) for part in OLDEST_NUMPY)
        raise CheckFailed(
            f"These checks need NumPy {wanted} or newer; this is NumPy {np.__version__}. "
            "Update it with: pip install --upgrade numpy, then restart the kernel."
        )
