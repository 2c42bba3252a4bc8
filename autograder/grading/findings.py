"""What a graded class shows, as plain facts: marks, mistakes, what needs a look.  Pure functions of the verdicts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from autograder import bank
from autograder.bank.exercise import Wrong
from autograder.errors import AuthoringError
from autograder.verdict import State, Verdict

Row = tuple[str, Verdict]

FORMAT = 1
_LONGEST = 200
_STAGES = {
    "missing": "not written yet",
    "type": "another type than asked",
    "axes": "another number of axes than asked",
    "dtype": "not real numbers",
    "shape": "another shape than asked",
    "finite": "nan or infinity differs",
    "values": "values differ",
    "arguments": "changes its input",
}


@dataclass(frozen=True)
class Findings:
    """One assignment's verdicts, and to which exercise each graded cell belongs.

    ``exercises`` maps grade_id to exercise, in the order of the release.
    """

    assignment: str
    rows: Sequence[Row]
    exercises: Mapping[str, str]

    def by_student(self) -> dict[str, dict[str, Verdict]]:
        """Return student -> grade_id -> verdict."""
        found: dict[str, dict[str, Verdict]] = {}
        for student, verdict in self.rows:
            found.setdefault(student, {})[verdict.grade_id] = verdict
        return found

    def states(self) -> dict[str, int]:
        """Return how many cells are in each state."""
        return {state.value: sum(verdict.state is state for _, verdict in self.rows) for state in State}


@dataclass(frozen=True)
class Mistake:
    """A named mistake, or several that cannot be told apart, with all who made it."""

    exercise: str
    names: tuple[str, ...]
    students: tuple[str, ...]

    def title(self) -> str:
        """Return its name, or the names of those that cannot be told apart."""
        return " or ".join(_with_place(name) for name in self.names)

    def wrong(self) -> list[Wrong]:
        """Return what the bank knows of it; nothing for a mistake that belongs to no exercise in particular."""
        return [wrong for name in self.names for wrong in _wrong(self.exercise, name)]


def _wrong(exercise: str, mistake: str) -> list[Wrong]:
    upstream, _, name = mistake.rpartition(":")
    try:
        return [wrong for wrong in bank.find(upstream or exercise).wrong if wrong.name == name]
    except AuthoringError:  # graded with an older bank
        return []


@dataclass(frozen=True)
class Look:
    """Something that a person must look at: who, in which exercises, and why."""

    state: State
    reason: str
    exercises: tuple[str, ...]
    students: tuple[str, ...]


def total(verdicts: Iterable[Verdict]) -> float:
    """Return the points given so far."""
    return sum(verdict.score or 0.0 for verdict in verdicts)


def max_total(verdicts: Iterable[Verdict]) -> float:
    """Return the points that can be had."""
    return sum(verdict.max_score for verdict in verdicts)


def mistakes(findings: Findings) -> list[Mistake]:
    """Return the named mistakes, the most common first; one that only follows from an earlier one is counted there."""
    made: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for student, verdict in findings.rows:
        if verdict.mistakes and not verdict.follows:
            key = (findings.exercises.get(verdict.grade_id, verdict.grade_id), verdict.mistakes)
            made.setdefault(key, []).append(student)
    found = [Mistake(exercise, names, tuple(students)) for (exercise, names), students in made.items()]
    return sorted(found, key=lambda mistake: (-len(mistake.students), mistake.exercise, mistake.names))


def needs_a_look(findings: Findings) -> list[Look]:
    """Return what is not scored, grouped: the same reason in the same exercises is one entry."""
    cells: dict[tuple[State, str, str], list[str]] = {}
    for student, verdict in findings.rows:
        if verdict.state is not State.SCORED:
            exercise = findings.exercises.get(verdict.grade_id, verdict.grade_id)
            cells.setdefault((verdict.state, verdict.reason, student), []).append(exercise)
    grouped: dict[tuple[State, str, tuple[str, ...]], list[str]] = {}
    for (state, reason, student), exercises in cells.items():
        grouped.setdefault((state, reason, tuple(exercises)), []).append(student)
    order = [State.QUARANTINED, State.NOT_REACHED, State.BY_HAND]
    looks = [Look(state, reason, names, tuple(who)) for (state, reason, names), who in grouped.items()]
    return sorted(looks, key=lambda look: order.index(look.state))


def why(verdict: Verdict) -> str:
    """Return in one line why a cell has the points that it has."""
    if verdict.state is not State.SCORED:
        return printable(f"{verdict.state.value}: {verdict.reason}" if verdict.reason else verdict.state.value)
    if verdict.follows:
        return printable(f"right, given the mistake {_with_place(verdict.follows)}")
    parts = [verdict.reason or (_first_failure(verdict) if verdict.stage else "")]
    if len(verdict.mistakes) == 1:
        parts.append(f"mistake: {_with_place(verdict.mistakes[0])}")
    elif verdict.mistakes:
        names = " / ".join(_with_place(name) for name in verdict.mistakes)
        parts.append(f"one of these, which cannot be told apart: {names}")
    full = verdict.score == verdict.max_score
    return printable("; ".join(filter(None, parts)) or ("right" if full else "no mistake known"))


def _first_failure(verdict: Verdict) -> str:
    what = f"raises {verdict.exception}" if verdict.stage == "raises" else _STAGES.get(verdict.stage, verdict.stage)
    line = f" in line {verdict.line}" if verdict.line else ""
    return (
        f"{what}{line}, first for: {verdict.rung}" if verdict.rung and verdict.stage != "missing" else f"{what}{line}"
    )


def _with_place(mistake: str) -> str:
    """Return a mistake's name; for one of an earlier exercise ("softmax:forgets to shift") with that one's name."""
    upstream, _, name = mistake.rpartition(":")
    return f"{name} (in {upstream})" if upstream else name


def printable(text: str) -> str:
    """Return text that cannot steer a terminal: an exception's name is the student's own, for one."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text)
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"


# --- for other programs ----------------------------------------------------------------------------------------------


def as_dict(findings: Findings) -> dict[str, Any]:
    """Return all of it as data for JSON."""
    return {
        "format": FORMAT,
        "assignment": findings.assignment,
        "states": findings.states(),
        "students": [_student(findings, *item) for item in findings.by_student().items()],
        "mistakes": [asdict(each) | {"hints": [wrong.hint for wrong in each.wrong()]} for each in mistakes(findings)],
        "needs_a_look": [asdict(each) for each in needs_a_look(findings)],
    }


def _student(findings: Findings, student: str, verdicts: Mapping[str, Verdict]) -> dict[str, Any]:
    return {
        "student": student,
        "total": total(verdicts.values()),
        "max_total": max_total(verdicts.values()),
        "verdicts": [
            asdict(each) | {"exercise": findings.exercises.get(each.grade_id, each.grade_id), "why": why(each)}
            for each in verdicts.values()
        ],
    }


def as_csv(findings: Findings) -> str:
    """Return the marks as CSV: one student a row; what has no score is left empty, and counted at the end."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([harmless(each) for each in ("student", *findings.exercises.values(), "total", "max", "open")])
    for student, verdicts in findings.by_student().items():
        scores = [verdicts[grade_id].score if grade_id in verdicts else None for grade_id in findings.exercises]
        unscored = sum(verdict.score is None for verdict in verdicts.values())
        sums = [total(verdicts.values()), max_total(verdicts.values())]
        writer.writerow([harmless(student), *("" if score is None else score for score in scores), *sums, unscored])
    return table.getvalue()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
