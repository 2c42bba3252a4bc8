"""What travels with an assignment: its public cases, read from the folder of the notebook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .judge import Case, Tolerance
from .plain import Malformed, decode

FILE = "public_cases.json"
FORMAT = 1


class CheckError(Exception):
    """`check` cannot answer; the message says why and what to do."""


@dataclass(frozen=True)
class PublicExercise:
    """What a student may know of one exercise."""

    name: str
    kind: str
    points: float
    cases: tuple[Case, ...]
    rungs: tuple[Mapping[str, Any], ...]
    mistakes: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, Mapping[str, Any]]
    options: tuple[str, ...]
    tolerance: Tolerance

    @property
    def shares(self) -> dict[str, float]:
        """The part of the points that each rung costs."""
        return {rung["name"]: rung["share"] for rung in self.rungs}


def load_exercise(name: str, folder: Path | None = None) -> PublicExercise:
    """Return the public side of the exercise ``name``.

    Raises
    ------
    CheckError
        When the file of public cases is missing, damaged or of another version, or has no such exercise.
    """
    path = (folder or Path.cwd()) / FILE
    try:
        exercises = _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise CheckError(
            f"The file {FILE} is not in this notebook's folder ({path.parent}). "
            "It comes with the assignment: copy it back next to the notebook, or fetch the assignment again."
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Malformed) as error:
        raise CheckError(f"The file {FILE} cannot be read ({error}). Fetch the assignment again.") from None
    if name not in exercises:
        known = ", ".join(exercises)
        raise CheckError(f"There is no exercise {name!r} in this assignment. Its exercises are: {known}.")
    return exercises[name]


@lru_cache(maxsize=4)
def _read(path: Path, _modified: int) -> dict[str, PublicExercise]:
    data = json.loads(path.read_text(encoding="utf-8"))
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']} is not {FORMAT}; the course and its `autograder` differ in version")
    return {name: _exercise(name, entry) for name, entry in data["exercises"].items()}


def _exercise(name: str, entry: Mapping[str, Any]) -> PublicExercise:
    return PublicExercise(
        name=name,
        kind=entry["kind"],
        points=entry.get("points", 0.0),
        cases=tuple(_case(case) for case in entry.get("cases", ())),
        rungs=tuple(entry.get("rungs", ())),
        mistakes=entry.get("mistakes", {}),
        numbers=entry.get("numbers", {}),
        options=tuple(entry.get("options", ())),
        tolerance=Tolerance(**entry.get("tolerance", {})),
    )


def _case(case: Mapping[str, Any]) -> Case:
    named = {name: decode(reply) for name, reply in case["named"].items()}
    return Case(case["rung"], decode(case["request"]), decode(case["expected"]), named)
