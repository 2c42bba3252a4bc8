"""Writes the file of public cases that travels with an assignment; ``autograder.student.assignment`` reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from autograder.bank.cases import grids, public_cases
from autograder.bank.exercise import Exercise, Wrong
from autograder.student.assignment import FORMAT
from autograder.student.judge import Case, observed
from autograder.student.kinds import Reply
from autograder.student.plain import encode


def public_cases_text(assignment: str, exercises: Mapping[str, Exercise], points: Mapping[str, float]) -> str:
    """Return the file's text, the same for the same bank.

    What a student may not know before handing in stays out: the right option of a choice, and every secret case.
    """
    entries = {name: _entry(exercise, exercises, points[name]) for name, exercise in exercises.items()}
    content = {"format": FORMAT, "assignment": assignment, "exercises": entries}
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=None, separators=(",", ":")) + "\n"


def _entry(exercise: Exercise, upstream: Mapping[str, Exercise], points: float) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": exercise.kind, "points": points}
    if exercise.kind == "text":
        return entry
    if exercise.kind == "choice":
        return entry | {"options": sorted([exercise.reference, *(wrong.answer for wrong in exercise.wrong)])}
    return entry | {
        "tolerance": {"rtol": exercise.tolerance.rtol, "atol": exercise.tolerance.atol},
        "rungs": [{"name": rung.name, "share": rung.share, "public": rung.public} for rung in exercise.ladder],
        "cases": [_case(exercise.kind, case) for case in public_cases(exercise, upstream)],
        "mistakes": _mistakes(exercise, upstream),
        "numbers": grids(exercise),
        "uses": list(exercise.uses),
    }


def _case(kind: str, case: Case) -> dict[str, Any]:
    return {
        "rung": case.rung,
        "request": encode(case.request),
        "expected": encode(_observed(kind, case.expected)),
        "named": {name: encode(_observed(kind, reply)) for name, reply in case.named.items()},
    }


def _observed(kind: str, reply: Reply) -> Reply:
    """Return the reply with what is compared in place of thousands of drawn numbers."""
    return reply | {"value": observed(kind, reply["value"])} if "value" in reply else reply


def _mistakes(exercise: Exercise, upstream: Mapping[str, Exercise]) -> dict[str, dict[str, Any]]:
    own = {wrong.name: _mistake(wrong, wrong.why) for wrong in exercise.wrong}
    following = {
        f"{name}:{wrong.name}": _mistake(wrong, f"right, given your {name}, where this happens: {wrong.why}")
        for name in exercise.uses
        for wrong in upstream[name].wrong
    }
    return own | following


def _mistake(wrong: Wrong, why: str) -> dict[str, Any]:
    return {"why": why, "hint": wrong.hint, "link": wrong.link, "ties": list(wrong.ties)}
