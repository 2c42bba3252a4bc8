"""Reads the one source of an assignment: a MyST notebook whose solution cells only name their solution.

``read`` parses and checks; ``Assignment.source`` and ``Assignment.released`` give the texts of a cell for nbgrader's
source notebook and for the release.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext

from autograder import bank
from autograder.bank.exercise import Exercise
from autograder.errors import AuthoringError
from autograder.manifest import Role

from . import what_counts
from .data_files import data_files
from .metadata import check_imports, check_markers, check_metadata, points_of, role_of
from .solution import Solution, solution_of

FindExercise = Callable[[str], Exercise]

_GRADE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")  # nbformat allows a cell id of 64 characters
_CHECK = 'check("{0}", {0})'
VARIABLE_KINDS = ("value", "choice")


@dataclass(frozen=True)
class SourceCell:
    """One cell of the source; ``role`` is None for a cell that is the student's own from the start (tag ``yours``)."""

    cell_type: str
    text: str
    role: Role | None
    grade_id: str = ""
    points: float = 0.0
    exercise: Exercise | None = None
    solution: Solution | None = None

    @property
    def source(self) -> str:
        """The text in nbgrader's source notebook, solution included."""
        return self.solution.marked if self.solution else self.text


@dataclass(frozen=True)
class Assignment:
    """An assignment's cells, checked against every rule of authoring, and its data files (text by name)."""

    name: str
    cells: tuple[SourceCell, ...]
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def exercises(self) -> dict[str, Exercise]:
        """The exercises in their order."""
        graded = [cell.exercise for cell in self.cells if cell.role in (Role.TEST, Role.BY_HAND)]
        return {exercise.name: exercise for exercise in graded if exercise is not None}


def read(path: Path, text: str | None = None, find: FindExercise = bank.find) -> Assignment:
    """Return the assignment in ``path``.

    Raises
    ------
    AuthoringError
        For the first rule that is broken: file, cell, cause, cure.
    """
    content = path.read_text(encoding="utf-8") if text is None else text
    try:
        notebook = jupytext.reads(content, fmt="md:myst")
    except Exception as error:  # jupytext names no common class for what it cannot read
        cure = "mend the cell's metadata, between its --- lines"
        raise AuthoringError(
            f"the notebook cannot be read ({str(error).splitlines()[0]})", cure, file=str(path)
        ) from None
    reader = _Reader(str(path), find)
    cells = [reader.cell(i, cell) for i, cell in enumerate(notebook.cells, start=1)]
    reader.finish(cells)
    return Assignment(path.stem, (*cells, _what_counts(cells)), data_files(path, notebook.metadata))


def _what_counts(cells: list[SourceCell]) -> SourceCell:
    exercises = [cell.exercise for cell in cells if cell.role in (Role.TEST, Role.BY_HAND) and cell.exercise]
    return SourceCell("markdown", what_counts.what_counts(exercises), Role.GIVEN, what_counts.GRADE_ID)


class _Reader:
    """Checks cell after cell, knowing what came before."""

    def __init__(self, file: str, find: FindExercise) -> None:
        self._file, self._find = file, find
        self._solved: dict[str, Exercise] = {}
        self._ids = {what_counts.GRADE_ID}

    def cell(self, number: int, cell: Any) -> SourceCell:
        """Return one checked cell."""
        check_markers(cell.source, self._error_in(str(number)))
        metadata = cell.metadata.get("nbgrader")
        if metadata is None:
            return self._yours(number, cell)
        if not isinstance(metadata, Mapping):
            raise self._error(str(number), "the nbgrader metadata is malformed", "write {grade_id: ..., locked: ...}")
        grade_id = metadata.get("grade_id", "")
        where = grade_id or str(number)
        if not isinstance(grade_id, str) or not _GRADE_ID.fullmatch(grade_id):
            raise self._error(where, "the grade_id is missing or malformed", "use at most 64 letters, digits and _")
        if grade_id in self._ids:
            raise self._error(where, "the grade_id stands twice", "give each cell one of its own")
        self._ids.add(grade_id)
        check_metadata(metadata, cell.cell_type, self._error_in(grade_id))
        return self._by_role(role_of(metadata), grade_id, metadata, cell)

    def _by_role(self, role: Role, grade_id: str, metadata: Any, cell: Any) -> SourceCell:
        if role is Role.SOLUTION:
            return self._solution(grade_id, cell)
        if role is Role.TEST:
            return self._test(grade_id, metadata, cell)
        if role is Role.BY_HAND:
            return self._by_hand(grade_id, metadata, cell)
        if cell.cell_type == "code":
            check_imports(cell.source, self._error_in(grade_id))
        return SourceCell(cell.cell_type, cell.source, Role.GIVEN, grade_id)

    def _yours(self, number: int, cell: Any) -> SourceCell:
        if cell.cell_type != "code" or "yours" not in cell.metadata.get("tags", ()):
            raise self._error(
                str(number), "the cell has no nbgrader metadata", "lock it with a grade_id, or tag a code cell `yours`"
            )
        return SourceCell("code", cell.source, None)

    def _solution(self, grade_id: str, cell: Any) -> SourceCell:
        exercise = self._exercise(grade_id, grade_id)
        if exercise.kind == "text":
            raise self._error(grade_id, "it is code, and the bank says 'text'", "write the answer's cell in markdown")
        for name in exercise.uses:
            if name not in self._solved:
                raise self._error(grade_id, f"it builds on {name!r}, which does not come earlier", "move it up")
        if exercise.kind in VARIABLE_KINDS:
            solution = self._variable(grade_id, cell.source)
        else:
            given = self._given(grade_id, cell.metadata.get("backprop", {"given": []}))
            solution = solution_of(cell.source, given, exercise.uses, self._error_in(grade_id))
            if solution.name != grade_id:
                raise self._error(grade_id, f"it imports {solution.name!r}", "use the function's name as grade_id")
        self._solved[grade_id] = exercise
        return SourceCell("code", solution.released, Role.SOLUTION, grade_id, 0.0, exercise, solution)

    def _given(self, grade_id: str, backprop: Any) -> tuple[str, ...]:
        """Return the names of the methods of a class that are given."""
        names = backprop["given"] if isinstance(backprop, Mapping) and list(backprop) == ["given"] else None
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise self._error(grade_id, "the backprop metadata is malformed", "write backprop: {given: [METHOD, ...]}")
        return tuple(names)

    def _variable(self, grade_id: str, source: str) -> Solution:
        if source.strip() != f"{grade_id} = ...":
            raise self._error(grade_id, "the cell is not a blank to fill in", f"write exactly: {grade_id} = ...")
        return Solution(grade_id, source, source, ())

    def _test(self, grade_id: str, metadata: Any, cell: Any) -> SourceCell:
        name = grade_id.removeprefix("test_")
        if grade_id == name or cell.source.strip() != _CHECK.format(name):
            cure = f"call the cell test_NAME and let its whole text be {_CHECK.format('NAME')}"
            raise self._error(grade_id, "the test cell holds something else than its check", cure)
        if name not in self._solved:
            raise self._error(grade_id, f"the solution {name!r} does not come before its test", "move it up")
        points = points_of(metadata, self._error_in(grade_id))
        return SourceCell("code", cell.source, Role.TEST, grade_id, points, self._solved[name])

    def _by_hand(self, grade_id: str, metadata: Any, cell: Any) -> SourceCell:
        exercise = self._exercise(grade_id, grade_id)
        if exercise.kind != "text" or cell.cell_type != "markdown":
            raise self._error(grade_id, f"it is graded by hand, and the bank says {exercise.kind!r}", "make them agree")
        points = points_of(metadata, self._error_in(grade_id))
        return SourceCell("markdown", cell.source, Role.BY_HAND, grade_id, points, exercise)

    def _exercise(self, grade_id: str, name: str) -> Exercise:
        try:
            return self._find(name)
        except AuthoringError as error:
            raise self._error(grade_id, error.cause, error.cure) from None

    def finish(self, cells: list[SourceCell]) -> None:
        """Check what can only be seen at the end."""
        tested = {cell.exercise.name for cell in cells if cell.role is Role.TEST and cell.exercise}
        for name in self._solved:
            if name not in tested:
                raise self._error(name, "the exercise has no test cell", f"add a cell with {_CHECK.format(name)}")

    def _error_in(self, grade_id: str) -> Callable[[str, str], AuthoringError]:
        return lambda cause, cure: self._error(grade_id, cause, cure)

    def _error(self, cell: str, cause: str, cure: str) -> AuthoringError:
        return AuthoringError(cause, cure, file=self._file, cell=cell)
