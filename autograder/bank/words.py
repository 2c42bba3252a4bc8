"""Checks what the bank says of one exercise: to those who plan, to those who are stuck, to those who are wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from autograder.errors import ClaimFails

from .exercise import Exercise, Wrong
from .sources import is_source

LONGEST_HINT = 20
FEWEST_RIGHT = 2
RUNGS = 3
DIFFICULTIES = (1, 2, 3)
_WRITTEN = ("function", "class", "initialiser", "plot")
_LINK = re.compile(r"[a-z_]+#[a-z-]+")


def check_words(exercise: Exercise) -> None:
    """Check the tolerance, right alternatives, shares, hints, the plan, and links and sources of wrong formulas.

    Raises
    ------
    ClaimFails
        With the exercise, the claim and what breaks it.
    """
    tolerance = exercise.tolerance
    if not (np.isfinite([tolerance.rtol, tolerance.atol]).all() and tolerance.reason):
        raise fails(exercise, "the tolerance is finite and has a reason", repr(tolerance), "give both")
    if exercise.kind in _WRITTEN and len(exercise.right) < FEWEST_RIGHT:
        found = f"there are {len(exercise.right)} right alternatives"
        raise fails(exercise, f"{FEWEST_RIGHT} right alternatives are tried", found, "write another")
    if sum(exercise.shares.values()) >= 1.0:
        raise fails(exercise, "the core earns something", "the shares of the rungs sum to 1 or more", "lower them")
    _check_plan(exercise)
    names = [wrong.name for wrong in exercise.wrong]
    for wrong in exercise.wrong:
        _check_wrong(exercise, wrong, names)


def fails(exercise: Exercise, claim: str, offender: str, cure: str) -> ClaimFails:
    """Return the error for a claim about ``exercise`` that ``offender`` breaks."""
    return ClaimFails(f"{exercise.name}: it is not true that {claim}: {offender}", cure, cell=exercise.name)


def _check_plan(exercise: Exercise) -> None:
    """Check what those who plan, and those who are stuck, are told."""
    if len(exercise.hints) != RUNGS or not all(hint.strip() for hint in exercise.hints):
        found = f"there are {len([hint for hint in exercise.hints if hint.strip()])}"
        cure = "write a question, an experiment to run, and a worked step with other numbers"
        raise fails(exercise, f"there are {RUNGS} hints", found, cure)
    if exercise.minutes < 1:
        raise fails(exercise, "an exercise takes time", f"{exercise.minutes} minutes", "estimate the `minutes`")
    if exercise.difficulty not in DIFFICULTIES:
        cure = "give the `difficulty`: 1 (reading is enough), 2, or 3 (a project)"
        raise fails(exercise, "the difficulty is 1, 2 or 3", str(exercise.difficulty), cure)
    if bool(exercise.covers) == bool(exercise.uncovered.strip()):
        found = "both are given" if exercise.covers else "neither is given"
        cure = "give `covers`, or say in `uncovered` why it grades no entry of the catalogue"
        raise fails(exercise, "an exercise covers an entry of the catalogue, or says why none", found, cure)


def _check_wrong(exercise: Exercise, wrong: Wrong, names: Sequence[str]) -> None:
    if not wrong.hint.endswith("?") or len(wrong.hint.split()) > LONGEST_HINT:
        raise fails(exercise, "a hint is a short question", repr(wrong.hint), "ask, in 20 words at most")
    if not _LINK.fullmatch(wrong.link):
        raise fails(exercise, "a hint leads to a paragraph", repr(wrong.link), "write page#label")
    if names.count(wrong.name) > 1 or not wrong.why:
        raise fails(exercise, "a mistake has a name and a reason of its own", repr(wrong.name), "give them")
    if not is_source(wrong.source, runs=True):
        cure = "write `misconceptions: ID`, `seeds: ID`, `surviving mutant` or `two surviving mutants`"
        raise fails(exercise, "a mistake has a source", f"{wrong.name!r} has {wrong.source!r}", cure)
    if wrong.confrontation is None and exercise.kind != "choice":  # an option is answered with its reason
        cure = "give a `confrontation`: a case where the rule gives something that nobody would believe"
        raise fails(exercise, "a wrong formula can be seen to be absurd", repr(wrong.name), cure)
