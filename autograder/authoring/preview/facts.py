"""What a preview shows of one exercise, asked of the bank, of the release and of `check` itself."""

from __future__ import annotations

import contextlib
import inspect
import io
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder import bank
from autograder.authoring.pages import TEXT_STUB
from autograder.authoring.public_cases import public_cases_text
from autograder.authoring.source import Assignment, SourceCell, read
from autograder.bank.cases import grids, secret_cases, student_cases
from autograder.bank.exercise import Exercise, Wrong
from autograder.bank.proof import prove
from autograder.errors import AuthoringError, ClaimFails
from autograder.manifest import Role
from autograder.student.assignment import FILE
from autograder.student.check import CheckFailed, check
from autograder.student.judge import Case, judge
from autograder.student.kinds import perform
from autograder.student.numbers import PRACTICE, draw_numbers

from .trouble import Trouble, names_cell, trouble_of

GRADED_AS = "preview"  # the secret, or the student id, that the shown marks are drawn from
_YOURS = "the student's own"


@dataclass(frozen=True)
class ShownCell:
    """One cell as students get it; ``answer`` is the text with the solution, where the release takes one out."""

    grade_id: str
    role: str
    cell_type: str
    text: str
    points: float
    locked: bool
    answer: str = ""


@dataclass(frozen=True)
class Told:
    """What a learner is told for one answer, and the part of the points that it earns when it is graded."""

    name: str
    message: str
    share: float
    wrong: Wrong | None = None


@dataclass(frozen=True)
class Facts:
    """One exercise: its entry, its cells (none before a notebook holds it), and what each answer is told."""

    exercise: Exercise
    cells: tuple[ShownCell, ...]
    told: tuple[Told, ...]
    points: float
    files: tuple[str, ...]
    trouble: Trouble | None = None


def gather(name: str, book: Path) -> Facts:
    """Return all that is shown of the exercise ``name``, except its proof, which may take longer.

    A rule that the notebook breaks is part of the facts, so that the rest can still be shown.
    """
    exercise = bank.find(name)
    assignment, trouble = _assignment(name, book)
    points = _points(assignment)
    told = tuple(_told(exercise, points.get(name, 1.0))) if exercise.kind != "text" else ()
    cells = tuple(_shown(cell) for cell in cells_of(assignment, name)) if assignment else ()
    return Facts(exercise, cells, told, points.get(name, 0.0), tuple(_files(exercise, name, book)), trouble)


def proof(exercise: Exercise) -> str | Trouble:
    """Return the proof's line of counts, or the claim that does not hold."""
    try:
        return prove(exercise).line()
    except ClaimFails as error:
        return trouble_of(error)


# --- the release ----------------------------------------------------------------------------------------------------


def _assignment(name: str, book: Path) -> tuple[Assignment | None, Trouble | None]:
    path = notebook_of(name, book)
    if path is None:
        cure = f"give a cell of a notebook in {(book / 'exercises').name}/ the grade_id {name}, and one test_{name}"
        return None, Trouble(f"no notebook of the book holds {name!r} yet", cure)
    try:
        return read(path), None
    except AuthoringError as error:
        return None, trouble_of(error)


def notebook_of(name: str, book: Path) -> Path | None:
    """Return the notebook with a cell of this ``grade_id``; the others may be broken, and are not read."""
    paths = sorted((book / "exercises").glob("*.md"))
    return next((path for path in paths if names_cell(path.read_text(encoding="utf-8"), name)), None)


def _points(assignment: Assignment | None) -> dict[str, float]:
    cells = assignment.cells if assignment else ()
    return {cell.exercise.name: cell.points for cell in cells if cell.exercise and cell.points}


def cells_of(assignment: Assignment, name: str) -> list[SourceCell]:
    """Return the cells of one exercise: from its heading to the cell that bears its points."""
    graded = [i for i, cell in enumerate(assignment.cells) if cell.role in (Role.TEST, Role.BY_HAND)]
    last = next(i for i in graded if (found := assignment.cells[i].exercise) and found.name == name)
    first = max((i + 1 for i in graded if i < last), default=0)
    cells = list(assignment.cells[first : last + 1])
    headings = [i for i, cell in enumerate(cells) if cell.cell_type == "markdown" and cell.text.startswith("## ")]
    return cells[headings[-1] if headings else 0 :]


def _shown(cell: SourceCell) -> ShownCell:
    text = TEXT_STUB if cell.role is Role.BY_HAND else cell.text
    locked = cell.role in (Role.GIVEN, Role.TEST)
    answer = cell.source if cell.solution and cell.source != cell.text else ""
    return ShownCell(cell.grade_id, cell.role or _YOURS, cell.cell_type, text, cell.points, locked, answer)


def _files(exercise: Exercise, name: str, book: Path) -> Iterator[str]:
    """Yield the files to edit: the notebook, the bank's entry, the solution."""
    root = book.resolve().parent
    notebook = notebook_of(name, book)
    entry = next(
        (m.__file__ for c in bank.CHAPTERS for m in bank.modules(c) if any(v is exercise for v in vars(m).values())), ""
    )
    solution = inspect.getsourcefile(inspect.unwrap(exercise.reference)) if callable(exercise.reference) else ""
    for file in dict.fromkeys((str(notebook or ""), entry, solution)):
        if file:
            path = Path(file).resolve()
            yield path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


# --- what a learner is told -----------------------------------------------------------------------------------------


def _told(exercise: Exercise, points: float) -> Iterator[Told]:
    upstream = _with_upstream(exercise)
    cases = _graded(exercise, upstream)
    answers: dict[str, tuple[Any, Wrong | None]] = {"the reference": (exercise.reference, None)}
    answers |= {wrong.name: (wrong.answer, wrong) for wrong in exercise.wrong}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        text = public_cases_text("preview", upstream, dict.fromkeys(upstream, points))
        Path(FILE).write_text(text, encoding="utf-8")
        for name, (answer, wrong) in answers.items():
            yield Told(name, _message(exercise, answer), _share(exercise, cases, answer), wrong)


def _with_upstream(exercise: Exercise) -> dict[str, Exercise]:
    """Return the exercise and all that it builds on."""
    found: dict[str, Exercise] = {}
    for name in exercise.uses:
        found |= _with_upstream(bank.find(name))
    return found | {exercise.name: exercise}


def _graded(exercise: Exercise, upstream: Mapping[str, Exercise]) -> list[Case]:
    if exercise.kind == "value":
        return student_cases(exercise, GRADED_AS)
    return secret_cases(exercise, GRADED_AS.encode(), upstream)


def _message(exercise: Exercise, answer: Any) -> str:
    """Return what `check` prints or raises for this answer, word for word."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
        try:
            check(exercise.name, _with_numbers(exercise, answer, PRACTICE))
        except CheckFailed as failed:
            print(failed)
    return printed.getvalue().rstrip()


def _share(exercise: Exercise, cases: list[Case], answer: Any) -> float:
    with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        given = _with_numbers(exercise, answer, GRADED_AS)
        replies = [perform(exercise.kind, given, case.request) for case in cases]
    return judge(exercise.kind, cases, replies, exercise.shares, exercise.tolerance).share


def _with_numbers(exercise: Exercise, answer: Any, student: str) -> Any:
    """Return a by-hand answer for a student's numbers; any other answer is itself."""
    if exercise.kind != "value" or not callable(answer):
        return answer
    return answer(**draw_numbers(exercise.name, grids(exercise), student))
