"""Builds the notebook that is graded: given cells and tests from the manifest, the rest from the submission.

Of the submission only the sources count.  Tags and metadata are gone by now; a ``grade_id`` serves to recognise a
solution cell, and to know the given cells and tests that are replaced by the manifest's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.manifest import Cell, Manifest, Role

from .intake import SubmittedCell


@dataclass(frozen=True)
class PlannedCell:
    """One cell of the graded notebook; ``released`` is None for a cell that the student added."""

    cell_type: str
    source: str
    released: Cell | None = None
    answered: bool = True

    @property
    def role(self) -> Role | None:
        """The role the release gave this cell."""
        return self.released.role if self.released else None


def rebuild(manifest: Manifest, submitted: Sequence[SubmittedCell]) -> list[PlannedCell]:
    """Return the cells to run, in order.

    The student's cells keep their order.  Each given cell stands before the solution that it came before in the
    release.  A test stands where the student left it if all solutions that it needs come earlier, else right after
    the last of them: a moved test costs nothing, and neither does a helper between solution and test.
    """
    plan = _with_missing(manifest, _recognise(manifest, submitted))
    return _place_tests(manifest, plan)


def _recognise(manifest: Manifest, submitted: Iterable[SubmittedCell]) -> list[PlannedCell]:
    known, seen = manifest.by_id(), set[str]()
    plan: list[PlannedCell] = []
    for cell in submitted:
        released = known.get(cell.grade_id)
        if released is None or not _fits(released, cell):
            plan.append(PlannedCell(cell.cell_type, cell.source))
        elif released.role in (Role.GIVEN, Role.TEST):
            if cell.grade_id not in seen or released.role is Role.TEST:
                plan.append(_given(released))
        elif cell.grade_id in seen:
            plan.append(PlannedCell(cell.cell_type, cell.source))
        else:
            answered = cell.source.strip() not in ("", released.source.strip())
            plan.append(PlannedCell(released.cell_type, cell.source, released, answered))
        seen.add(cell.grade_id)
    return plan


def _fits(released: Cell, cell: SubmittedCell) -> bool:
    """Whether a submitted cell can stand for the released one: code may not come back as text."""
    return released.cell_type != "code" or cell.cell_type == "code" or released.role in (Role.GIVEN, Role.TEST)


def _given(released: Cell) -> PlannedCell:
    return PlannedCell(released.cell_type, released.source, released)


def _with_missing(manifest: Manifest, plan: Sequence[PlannedCell]) -> list[PlannedCell]:
    """Put each given cell before the solution it belongs to, and what was deleted at the end."""
    order = [cell for cell in manifest.cells if cell.role is not Role.TEST]
    placed, out = set[str](), list[PlannedCell]()

    def place(cell: PlannedCell) -> None:
        if cell.released is not None and cell.role is not Role.TEST:
            if cell.released.grade_id in placed:
                return
            placed.add(cell.released.grade_id)
        out.append(cell)

    for cell in plan:
        if cell.role in (Role.SOLUTION, Role.BY_HAND):
            for earlier in order[: order.index(cell.released)]:  # type: ignore[arg-type]  # a role comes from `released`
                if earlier.role is Role.GIVEN:
                    place(_given(earlier))
        place(cell)
    for released in order:
        blank = released.role is not Role.GIVEN
        place(PlannedCell(released.cell_type, "" if blank else released.source, released, answered=not blank))
    return out


def _place_tests(manifest: Manifest, plan: Sequence[PlannedCell]) -> list[PlannedCell]:
    needed = {cell.grade_id: _needed(manifest, cell) for cell in manifest.cells if cell.role is Role.TEST}
    last = {
        test: max((i for i, cell in enumerate(plan) if _solves(cell, names)), default=-1)
        for test, names in needed.items()
    }
    kept = {test: _kept(plan, test, last[test]) for test in needed}
    tests = {cell.grade_id: cell for cell in manifest.cells if cell.role is Role.TEST}
    out = [_given(tests[test]) for test in needed if kept[test] is None and last[test] == -1]
    for i, cell in enumerate(plan):
        if cell.released is None or cell.role is not Role.TEST or kept[cell.released.grade_id] == i:
            out.append(cell)
        out += [_given(tests[test]) for test in needed if kept[test] is None and last[test] == i]
    return out


def _needed(manifest: Manifest, test: Cell) -> set[str]:
    return {test.exercise, *manifest.exercises[test.exercise].uses}


def _solves(cell: PlannedCell, exercises: set[str]) -> bool:
    return cell.role is Role.SOLUTION and cell.released is not None and cell.released.exercise in exercises


def _kept(plan: Sequence[PlannedCell], test: str, after: int) -> int | None:
    """Return where the student left this test, if that is after the solutions that it needs."""
    for i, cell in enumerate(plan):
        if i > after and cell.role is Role.TEST and cell.released is not None and cell.released.grade_id == test:
            return i
    return None
