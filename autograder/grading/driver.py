"""Grades submissions: the one path that `grade`, `nbgrader autograde` and the formgrader's button all take.

``Grader.grade`` is a function of bytes: a submission in, verdicts and a notebook out.  ``grade`` reads the course,
skips what has not changed, and saves each submission in one transaction, so that it can be stopped at any moment and
started again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder import bank
from autograder.course import Course
from autograder.errors import CourseError, GraderError, SubmissionError
from autograder.manifest import Manifest, Role
from autograder.verdict import State, Verdict

from . import marks, receipts, records
from .course_config import find_alembic, load_config
from .intake import Submission, read_submission
from .notebook import write_notebook
from .rebuild import PlannedCell, rebuild
from .session import Session
from .student_process import Limits, Template
from .verdicts import VerdictServer
from .wording import explain


@dataclass(frozen=True)
class Graded:
    """What grading one submission gave: verdicts in the order of the release, the notebook's text, comments."""

    verdicts: tuple[Verdict, ...]
    notebook: str
    comments: dict[str, str]


@dataclass(frozen=True)
class Move:
    """A score that differs from the one in the gradebook."""

    grade_id: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Result:
    """What became of one submission."""

    student: str
    assignment: str
    verdicts: tuple[Verdict, ...]
    skipped: bool = False
    moves: tuple[Move, ...] = field(default=())

    @property
    def total(self) -> float:
        """The points that grading gave so far."""
        return sum(verdict.score or 0.0 for verdict in self.verdicts)

    @property
    def max_total(self) -> float:
        """The points that can be had."""
        return sum(verdict.max_score for verdict in self.verdicts)


class Grader:
    """The processes that grade one assignment; use as a context manager."""

    def __init__(self, manifest: Manifest, secret: bytes, files: dict[str, bytes], limits: Limits = Limits()) -> None:
        self._manifest, self._files = manifest, files
        self._stack = ExitStack()
        with ExitStack() as starting:
            names = [name for name, entry in manifest.exercises.items() if entry.kind != "text"]
            self._verdicts = starting.enter_context(VerdictServer(names, secret, limits))
            self._template = starting.enter_context(Template(limits))
            self._stack = starting.pop_all()

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()

    def grade(self, student_id: str, submission: Submission | SubmissionError) -> Graded:
        """Return the verdicts on one submission; one that cannot be read is quarantined."""
        if isinstance(submission, SubmissionError):
            return self._quarantined(submission)
        with self._verdicts.submission(student_id) as link:
            try:
                plan = rebuild(self._manifest, link.read(submission.notebook))
            except SubmissionError as error:
                return self._quarantined(error)
            session = Session(self._template, link, self._manifest, student_id, self._files)
            session.run(plan)
        return self._graded(plan, session.outputs, session.verdicts)

    def _quarantined(self, error: SubmissionError) -> Graded:
        reason = f"the notebook could not be read: {error.cause}"
        verdicts = {
            cell.grade_id: Verdict(cell.grade_id, State.QUARANTINED, cell.points, reason=reason)
            for cell in self._manifest.graded()
        }
        return self._graded(rebuild(self._manifest, []), {}, verdicts)

    def _graded(self, plan: list[PlannedCell], outputs: dict[int, Any], verdicts: dict[str, Verdict]) -> Graded:
        comments: dict[str, str] = {}
        for position, cell in enumerate(plan):
            if cell.released is None or cell.role not in (Role.TEST, Role.BY_HAND):
                continue
            verdict = verdicts[cell.released.grade_id]
            text = explain(bank.find(cell.released.exercise), verdict)
            solution = cell.released.exercise if cell.role is Role.TEST else cell.released.grade_id
            comments[solution] = text
            outputs[position] = _test_outputs(verdict, text)
        ordered = tuple(verdicts[cell.grade_id] for cell in self._manifest.graded())
        return Graded(ordered, write_notebook(plan, outputs), comments)


def _test_outputs(verdict: Verdict, text: str) -> list[dict[str, Any]]:
    """Return outputs from which stock nbgrader reads the same score; no score is an error, never an empty cell."""
    if verdict.state is State.SCORED and verdict.score:
        return [{"type": "stream", "name": "stdout", "text": text + "\n"}, {"type": "score", "score": verdict.score}]
    name = "NotYetRight" if verdict.state is State.SCORED else "NotReached"
    return [{"type": "error", "name": name, "message": text.splitlines()[0], "traceback": text}]


def grade(
    course: Course,
    assignment: str,
    *,
    students: Sequence[str] | None = None,
    force: bool = False,
    dry_run: bool = False,
    on_start: Callable[[int], None] | None = None,
    on_result: Callable[[Result], None] | None = None,
    limits: Limits = Limits(),
    config: Config | None = None,
) -> list[Result]:
    """Grade the submissions of ``assignment`` that have changed since their last grading.

    Parameters
    ----------
    students : sequence of str, optional
        Whose submissions; all that are there by default.
    force : bool
        Grade also what has not changed.
    dry_run : bool
        Write nothing; each result's ``moves`` says whose score would move.
    on_start, on_result : callable, optional
        Called with the number of submissions, then with each result.

    Raises
    ------
    CourseError
        When the assignment was not released, or a student named has handed in nothing.
    SandboxUnavailable
        When this machine cannot confine students' code; nothing is graded then.
    """
    find_alembic()
    manifest = course.manifest(assignment)
    chosen = _chosen(course, assignment, students)
    if on_start:
        on_start(len(chosen))
    results: list[Result] = []
    with _Run(course, manifest, limits, config or load_config(course)) as run:
        for student, folder in chosen:
            result = run.one(student, folder, force=force, dry_run=dry_run)
            results.append(result)
            if on_result:
                on_result(result)
    return results


def _chosen(course: Course, assignment: str, students: Sequence[str] | None) -> list[tuple[str, Path]]:
    found = dict(course.submitted(assignment))
    missing = [student for student in students or () if student not in found]
    if missing:
        raise CourseError(
            f"no submission of {assignment!r} by {', '.join(missing)}", f"look into {course.root / 'submitted'}"
        )
    return [(student, folder) for student, folder in found.items() if students is None or student in students]


class _Run:
    """One run over a class: the gradebook stays open, the processes start when the first submission needs them."""

    def __init__(self, course: Course, manifest: Manifest, limits: Limits, config: Config) -> None:
        self._course, self._manifest, self._limits, self._config = course, manifest, limits, config
        self._basis = receipts.basis(course, manifest, limits)
        self._files = _declared_files(course, manifest)
        self._stack = ExitStack()
        self._grader: Grader | None = None

    def __enter__(self) -> _Run:
        self._gradebook = self._stack.enter_context(Gradebook(self._course.db_url, self._course.course_id))
        records.create_tables(self._gradebook)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()

    def one(self, student: str, folder: Path, *, force: bool, dry_run: bool) -> Result:
        submission = _read(folder, self._manifest.assignment)
        receipt = receipts.receipt(self._basis, student, submission)
        previous = records.receipt(self._gradebook.db(), self._manifest.assignment, student)
        if not force and previous is not None and previous["key"] == receipt["key"] and self._output(student).is_file():
            stored = records.verdicts_of(self._gradebook.db(), self._manifest.assignment, student)
            self._gradebook.db.rollback()
            return Result(student, self._manifest.assignment, tuple(verdict for _, verdict in stored), skipped=True)
        graded = self._processes().grade(student, submission)
        moves = self._moves(student, graded)
        if not dry_run:
            self._save(student, submission, graded, receipt)
        return Result(student, self._manifest.assignment, graded.verdicts, moves=moves)

    def _processes(self) -> Grader:
        if self._grader is None:
            grader = Grader(self._manifest, self._course.secret(), self._files, self._limits)
            self._grader = self._stack.enter_context(grader)
        return self._grader

    def _output(self, student: str) -> Path:
        folder = self._course.folder("autograded", student, self._manifest.assignment)
        return folder / f"{self._manifest.assignment}.ipynb"

    def _moves(self, student: str, graded: Graded) -> tuple[Move, ...]:
        before = marks.current_scores(self._gradebook, self._manifest.assignment, student)
        after = {verdict.grade_id: verdict.score for verdict in graded.verdicts}
        self._gradebook.db.rollback()
        return tuple(Move(name, before.get(name), score) for name, score in after.items() if before.get(name) != score)

    def _save(
        self, student: str, submission: Submission | SubmissionError, graded: Graded, receipt: dict[str, Any]
    ) -> None:
        """Put the files in place, then commit: a run killed in between has no receipt and is repeated."""
        assignment = self._manifest.assignment
        timestamp = receipts.timestamp(submission)
        with marks.one_transaction(self._gradebook):
            marks.save(
                self._gradebook, assignment, student, graded.verdicts, graded.comments, receipt, timestamp, self._config
            )
            _replace_folder(self._output(student).parent, {self._output(student).name: graded.notebook}, timestamp)
        self._gradebook.db.expunge_all()


def _read(folder: Path, assignment: str) -> Submission | SubmissionError:
    try:
        return read_submission(folder, assignment)
    except SubmissionError as error:
        return error
    except OSError as error:
        return SubmissionError(
            f"the submission cannot be read ({error.strerror})", "look at the folder", file=str(folder)
        )


def _declared_files(course: Course, manifest: Manifest) -> dict[str, bytes]:
    """Return the data files of the release, which the student's cells may read."""
    folder = course.root / "source" / manifest.assignment
    try:
        return {name: (folder / name).read_bytes() for name in manifest.files}
    except OSError as error:
        raise GraderError(
            f"a data file of the release is missing ({error})",
            f"release again: python -m autograder release {manifest.assignment}",
        ) from None


def _replace_folder(folder: Path, files: dict[str, str], timestamp: str) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-", ignore_cleanup_errors=True) as scratch:
        new = Path(scratch) / "new"
        new.mkdir(mode=0o755)
        for name, text in _with_timestamp(files, timestamp):
            (new / name).write_text(text, encoding="utf-8")
            os.chmod(new / name, 0o444)
        if folder.exists():
            shutil.move(folder, Path(scratch) / "old")
        new.rename(folder)


def _with_timestamp(files: dict[str, str], timestamp: str) -> Iterator[tuple[str, str]]:
    yield from files.items()
    if timestamp:
        yield "timestamp.txt", timestamp + "\n"
