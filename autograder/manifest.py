"""The manifest: what a release promised, and all that grading needs to know of it.

``release`` writes one for each assignment into the course's ``manifests/``.  Ids and kinds are frozen from then on;
texts, cases and points may be corrected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from .errors import CourseError

FORMAT = 1


class Role(StrEnum):
    """What a released cell is for."""

    GIVEN = "given"  # locked text or code
    SOLUTION = "solution"  # the student writes it; a test cell judges it
    TEST = "test"  # locked, graded automatically
    BY_HAND = "by hand"  # the student writes it; a person grades it


@dataclass(frozen=True)
class Cell:
    """One released cell, in its place.

    ``exercise`` is the bank's name of the exercise that a solution, test or by-hand cell belongs to.
    """

    grade_id: str
    role: Role
    cell_type: str
    source: str
    points: float = 0.0
    exercise: str = ""


@dataclass(frozen=True)
class ExerciseEntry:
    """What the release fixed of one exercise; ``uses`` names the exercises that it builds on."""

    kind: str
    points: float
    uses: tuple[str, ...]
    bank_hash: str


@dataclass(frozen=True)
class Manifest:
    """One released assignment.

    ``files`` are the data files that travel with it (the public cases among them), by name, with their SHA-256.
    """

    assignment: str
    cells: tuple[Cell, ...]
    exercises: Mapping[str, ExerciseEntry]
    files: Mapping[str, str]
    format: int = FORMAT

    def graded(self) -> list[Cell]:
        """Return the cells that carry points, in order."""
        return [cell for cell in self.cells if cell.role in (Role.TEST, Role.BY_HAND)]

    def by_id(self) -> dict[str, Cell]:
        """Return the cells by their ``grade_id``."""
        return {cell.grade_id: cell for cell in self.cells}

    def dumps(self) -> str:
        """Return the manifest as JSON text, the same for the same manifest."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"

    def hash(self) -> str:
        """Return the SHA-256 of the manifest's text."""
        return hashlib.sha256(self.dumps().encode()).hexdigest()


def load(path: Path) -> Manifest:
    """Read a manifest; raise ``CourseError`` when it is missing, damaged or of another format."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseError(
            f"no manifest {path.name}",
            f"release the assignment first: python -m autograder release {path.stem}",
            file=str(path),
        ) from None
    except (OSError, ValueError) as error:
        raise CourseError(
            f"the manifest cannot be read ({error})", "release the assignment again", file=str(path)
        ) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CourseError(f"the manifest is not of format {FORMAT}", "release the assignment again", file=str(path))
    return _from_json(data)


def _from_json(data: dict[str, Any]) -> Manifest:
    return Manifest(
        assignment=data["assignment"],
        cells=tuple(Cell(**{**cell, "role": Role(cell["role"])}) for cell in data["cells"]),
        exercises={
            name: ExerciseEntry(**{**entry, "uses": tuple(entry["uses"])}) for name, entry in data["exercises"].items()
        },
        files=data["files"],
    )
