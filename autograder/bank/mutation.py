"""Puts the mutants of every reference to the drawn cases: one that earns full marks is a hole in the cases.

A survivor is either argued to be equivalent in the exercise's entry (``equivalent``), or the cases need another rung.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import signal
import textwrap
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np

from autograder import bank
from autograder.student.judge import Case, judge
from autograder.student.kinds import perform
from autograder.student.numbers import draw_numbers

from .cases import grids, public_cases, secret_cases, student_cases
from .exercise import Exercise
from .mutants import Mutant, mutants

KINDS = ("function", "class", "initialiser", "plot", "value")
MUTANT = "surviving mutant"  # as the source of a wrong formula: a mutant of the reference gives its values
TWO_MUTANTS = "two surviving mutants"  # a mutant of a mutant does
_SECRET = "mutation"
_SECONDS = 1  # of processor time: a busy machine ends nothing that would have ended by itself


class _TooLong(BaseException):
    """No ordinary exception, which `perform` would take for an answer."""


@dataclass(frozen=True)
class Report:
    """What became of the mutants of one exercise.

    Parameters
    ----------
    survivors : tuple of str
        Mutants that earn full marks and are not argued to be equivalent.
    equivalent : tuple of str
        Those that are.
    named : frozenset of str
        The wrong formulas of the bank that some mutant turned out to be.
    stale : tuple of str
        Arguments for mutants that do not survive, or do not exist.
    unfounded : tuple of str
        Wrong formulas that name mutants as their source, and none gives their values.
    """

    exercise: str
    tried: int
    survivors: tuple[str, ...]
    equivalent: tuple[str, ...]
    named: frozenset[str]
    stale: tuple[str, ...]
    unfounded: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether no mutant survives unargued, and everything said of mutants is true."""
        return not (self.survivors or self.stale or self.unfounded)


def mutate(exercise: Exercise) -> Report:
    """Try every mutant of one exercise's reference on its public cases and on those of one course."""
    cases = list(_cases(exercise))
    survivors, named, found = [], set(), mutants(textwrap.dedent(inspect.getsource(exercise.reference)))
    for mutant in found:
        share, mistakes = _share(exercise, mutant, cases)
        named |= set(mistakes)
        if share == 1.0:
            survivors.append(mutant.name)
    claimed = {wrong.name for wrong in exercise.wrong if wrong.source == MUTANT}
    twice = {wrong.name for wrong in exercise.wrong if wrong.source == TWO_MUTANTS}
    unfounded = (claimed - named) | (twice - _named_twice(exercise, found, cases, twice))
    return Report(
        exercise.name,
        len(found),
        tuple(name for name in survivors if name not in exercise.equivalent),
        tuple(name for name in survivors if name in exercise.equivalent),
        frozenset(named),
        tuple(name for name in exercise.equivalent if name not in survivors),
        tuple(sorted(unfounded)),
    )


def _named_twice(
    exercise: Exercise, once: Sequence[Mutant], cases: Sequence[tuple[str, list[Case]]], wanted: set[str]
) -> set[str]:
    """Return those of the wrong formulas ``wanted`` that a mutant of a mutant turns out to be."""
    named: set[str] = set()
    for mutant in (second for first in once for second in mutants(first.source)):
        if wanted <= named:
            break
        named |= set(_share(exercise, mutant, cases)[1])
    return named


def mutate_all(names: Sequence[str], processes: int, on_result: Callable[[Report], None]) -> list[Report]:
    """Do so for several exercises, in as many processes; ``on_result`` is called as they come."""
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    found = []
    with pool:
        for report in pool.map(_mutate_named, names):
            found.append(report)
            on_result(report)
    return found


def _mutate_named(name: str) -> Report:
    return mutate(bank.find(name))


def _cases(exercise: Exercise) -> Iterator[tuple[str, list[Case]]]:
    """Yield (student, cases)."""
    known = bank.exercises()
    yield "practice", public_cases(exercise, known)
    by_hand = exercise.kind == "value"
    yield _SECRET, student_cases(exercise, _SECRET) if by_hand else secret_cases(exercise, _SECRET.encode(), known)


def _share(exercise: Exercise, mutant: Mutant, drawn: Sequence[tuple[str, list[Case]]]) -> tuple[float, list[str]]:
    """Return the least share of the points that the mutant earns, and the names that it is told on all cases."""
    shares, mistakes = [], []
    for student, cases in drawn:
        with quietly():
            try:
                answer = compiled(exercise, mutant)
                if exercise.kind == "value":
                    answer = answer(**draw_numbers(exercise.name, grids(exercise), student))
                replies = [perform(exercise.kind, answer, case.request) for case in cases]
            except (Exception, _TooLong):  # whatever a mutant does, it is not the reference
                return 0.0, []
        judgement = judge(exercise.kind, cases, replies, exercise.shares, exercise.tolerance)
        shares.append(judgement.share)
        mistakes.append(set(judgement.mistakes))
    return min(shares), sorted(set.intersection(*mistakes))


def compiled(exercise: Exercise, mutant: Mutant) -> Any:
    """Return the mutant of the exercise's reference, in the reference's module."""
    reference = exercise.reference
    scope = dict(vars(inspect.getmodule(reference)))
    exec(compile(mutant.source, f"<mutant of {exercise.name}>", "exec"), scope)
    return scope[reference.__name__]


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Let nothing be printed or warned of, and end what does not end."""

    def too_long(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        with (
            np.errstate(all="ignore"),
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
