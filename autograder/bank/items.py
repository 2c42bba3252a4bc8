"""How good the exercises are as questions: a class of made-up students answers, and we know why each is wrong.

Every student believes in a few wrong rules and follows each wherever it applies (rules with the same source are the
same belief), slips now and then (a mutant of the reference) and sometimes only miscounts.  So the true cause of each
wrong answer is known, and can be compared with what the student would be told.
"""

from __future__ import annotations

import inspect
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from autograder import bank
from autograder.student.judge import Case, judge
from autograder.student.kinds import Reply, perform
from autograder.student.numbers import draw_numbers

from .cases import grids, secret_cases, student_cases
from .exercise import Exercise
from .mutants import Mutant, mutants
from .mutation import KINDS, compiled, quietly

BELIEVED, SLIPS, NOISE = 0.3, 0.15, 0.05  # the weakest student: share of wrong rules; chances of a slip, a miscount
_GRADED, _ELSEWHERE = "a class", "another class"


@dataclass
class Item:
    """What a class shows about one exercise.

    ``named``, ``tied``, ``unnamed`` and ``wrongly_named`` count wrong answers by what the student is told of the true
    cause.  ``never`` are wrong formulas that nobody in the class believed in, ``blind`` those that cost nothing.
    """

    exercise: str
    right: int = 0
    named: int = 0
    tied: int = 0
    unnamed: int = 0
    wrongly_named: int = 0
    never: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()
    shares: list[float] = field(default_factory=list)
    discrimination: float = float("nan")


@dataclass(frozen=True)
class _Answer:
    """An answer and its true cause: the name of a wrong formula, "slip", "noise", or "" for a right one."""

    cause: str
    implementation: Any


@dataclass(frozen=True)
class _Student:
    """How weak a student is, from 0 to 1, and the sources of the wrong rules that it believes in."""

    weakness: float
    held: frozenset[str]


def items(size: int, seed: int, on_result: Callable[[], None] = lambda: None) -> list[Item]:
    """Return what a class of ``size`` students shows of every exercise whose answers are computed."""
    exercises = [exercise for exercise in bank.exercises().values() if exercise.kind in KINDS]
    sources = sorted({wrong.source for exercise in exercises for wrong in exercise.wrong})
    students = [_student(np.random.default_rng([seed, number]), sources) for number in range(size)]
    found = []
    for number, exercise in enumerate(exercises):
        rng = np.random.default_rng([seed, size, number])
        found.append(_item(exercise, students, rng))
        on_result()
    _discriminate(found)
    return found


def _student(rng: np.random.Generator, sources: Sequence[str]) -> _Student:
    weakness = float(rng.random()) ** 2
    held = frozenset(source for source in sources if rng.random() < BELIEVED * weakness)
    return _Student(weakness, held)


def _item(exercise: Exercise, students: Sequence[_Student], rng: np.random.Generator) -> Item:
    item, believed = Item(exercise.name), Counter[str]()
    slips = mutants(textwrap.dedent(inspect.getsource(exercise.reference)))
    judged: dict[str, tuple[float, list[str], bool]] = {}
    for number, student in enumerate(students):
        answer = _answer(exercise, student, slips, rng)
        key = f"{answer.cause} {number}" if answer.cause in ("slip", "noise") else answer.cause
        if exercise.kind == "value" or key not in judged:
            judged[key] = _judged(exercise, answer, f"student {number}", rng)
        share, mistakes, same = judged[key]
        item.shares.append(share)
        _count(item, answer.cause, share, mistakes, same)
        believed[answer.cause] += 1
    item.never = tuple(wrong.name for wrong in exercise.wrong if not believed[wrong.name])
    item.blind = tuple(wrong.name for wrong in exercise.wrong if judged.get(wrong.name, (0.0,))[0] == 1.0)
    return item


def _answer(exercise: Exercise, student: _Student, slips: Sequence[Mutant], rng: np.random.Generator) -> _Answer:
    fitting = [wrong for wrong in exercise.wrong if wrong.source in student.held]
    if fitting:
        wrong = fitting[int(rng.integers(len(fitting)))]
        return _Answer(wrong.name, wrong.answer)
    luck = rng.random()
    if luck < SLIPS * student.weakness:
        with quietly():
            return _Answer("slip", compiled(exercise, slips[int(rng.integers(len(slips)))]))
    return _Answer("noise" if luck < (SLIPS + NOISE) * student.weakness else "", exercise.reference)


def _judged(
    exercise: Exercise, answer: _Answer, student: str, rng: np.random.Generator
) -> tuple[float, list[str], bool]:
    """Return the share earned, the names told, and whether on quite other cases the same names would be told."""
    told = []
    for secret in (_GRADED, _ELSEWHERE):
        by_hand = f"{student} of {secret}"
        cases = _cases(exercise, secret, by_hand)
        with quietly():
            replies = _replies(exercise, answer, cases, by_hand, rng)
        judgement = judge(exercise.kind, cases, replies, exercise.shares, exercise.tolerance)
        told.append((judgement.share, list(judgement.mistakes)))
    (share, mistakes), (_, elsewhere) = told
    return share, mistakes, set(mistakes) == set(elsewhere)


def _cases(exercise: Exercise, secret: str, student: str) -> list[Case]:
    return student_cases(exercise, student) if exercise.kind == "value" else _drawn(exercise.name, secret)


@cache
def _drawn(name: str, secret: str) -> list[Case]:
    return secret_cases(bank.find(name), secret.encode(), bank.exercises())


def _replies(
    exercise: Exercise, answer: _Answer, cases: Sequence[Case], student: str, rng: np.random.Generator
) -> list[Reply]:
    implementation = answer.implementation
    try:
        if exercise.kind == "value":
            implementation = implementation(**draw_numbers(exercise.name, grids(exercise), student))
        replies = [perform(exercise.kind, implementation, case.request) for case in cases]
    except Exception as error:  # what a slip of the pen does is its own affair
        return [{"error": {"type": type(error).__name__, "line": None, "message": ""}} for _ in cases]
    return [_shaken(reply, rng) for reply in replies] if answer.cause == "noise" else replies


def _shaken(reply: Reply, rng: np.random.Generator) -> Reply:
    """Return a reply whose numbers are off by a little, as miscounted ones are."""
    value = reply.get("value")
    if not isinstance(value, (float, np.ndarray)):
        return reply
    return {"value": np.asarray(value) + rng.choice([-1, 1], np.shape(value)) * rng.uniform(0.01, 0.5, np.shape(value))}


def _count(item: Item, cause: str, share: float, mistakes: Sequence[str], same: bool) -> None:
    if share == 1.0:
        item.right += 1
    elif not mistakes:
        item.unnamed += 1
    elif cause in mistakes:
        item.named += len(mistakes) == 1
        item.tied += len(mistakes) > 1
    elif cause == "slip" and same:
        item.named += 1  # the slip is that very rule: it would be told so on any cases
    else:
        item.wrongly_named += 1


def _discriminate(found: Sequence[Item]) -> None:
    """Correlate the marks of each exercise with the sum of all others."""
    marks = np.array([item.shares for item in found])
    for item, own in zip(found, marks, strict=True):
        others = marks.sum(axis=0) - own
        if np.ptp(own) > 0 and np.ptp(others) > 0:
            item.discrimination = float(np.corrcoef(own, others)[0, 1])
