"""One run over a class: reads submissions, grades what has changed, saves each in one transaction."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.course import Course
from autograder.errors import GraderError, SubmissionError
from autograder.limits import Limits
from autograder.manifest import Manifest
from autograder.verdict import State, Verdict

from . import audit, marks, receipts, records
from .grader import Graded, Grader
from .intake import Submission, read_submission
from .profiles import FULL


@dataclass(frozen=True)
class Move:
    """A score that differs from the one in the gradebook, and why, in words."""

    grade_id: str
    before: float | None
    after: float | None
    why: str = ""


@dataclass(frozen=True)
class Result:
    """What became of one submission; ``why`` it was graded, in words."""

    student: str
    assignment: str
    verdicts: tuple[Verdict, ...]
    skipped: bool = False
    moves: tuple[Move, ...] = field(default=())
    why: str = ""

    @property
    def total(self) -> float:
        """The points that grading gave so far."""
        return sum(verdict.score or 0.0 for verdict in self.verdicts)

    @property
    def max_total(self) -> float:
        """The points that can be had."""
        return sum(verdict.max_score for verdict in self.verdicts)


class Run:
    """One run over a class: the gradebook stays open, the processes start when the first submission needs them."""

    def __init__(
        self, course: Course, manifest: Manifest, limits: Limits, config: Config, reason: str = "", profile: str = FULL
    ) -> None:
        self._course, self._manifest, self._limits, self._config = course, manifest, limits, config
        self._reason, self._profile = reason, profile
        self._basis = receipts.basis(course, manifest, limits, profile)
        self._files = _declared_files(course, manifest)
        self._stack = ExitStack()
        self._grader: Grader | None = None

    def __enter__(self) -> Run:
        self._gradebook = self._stack.enter_context(Gradebook(self._course.db_url, self._course.course_id))
        records.create_tables(self._gradebook)
        audit.create_table(self._gradebook)
        audit.listen()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()

    def one(self, student: str, folder: Path, *, force: bool, dry_run: bool) -> Result:
        """Grade one submission, if it has changed or ``force`` is set, and save it unless this is a dry run."""
        submission = _read(folder, self._manifest.assignment)
        receipt = receipts.receipt(self._basis, student, submission)
        previous = records.receipt(self._gradebook.db(), self._manifest.assignment, student)
        stored = self._still_holds(student, receipt, previous)
        if stored and not force:
            return Result(student, self._manifest.assignment, stored, skipped=True)
        graded = self._processes().grade(student, submission)
        moves = self._moves(student, graded, previous, receipt)
        why = self._why(previous, receipt)
        if not dry_run:
            with audit.because(why):
                self._save(student, submission, graded, receipt)
        return Result(student, self._manifest.assignment, graded.verdicts, moves=moves, why=why)

    def _still_holds(
        self, student: str, receipt: dict[str, Any], previous: dict[str, Any] | None
    ) -> tuple[Verdict, ...]:
        """Return the verdicts on record where a repetition would give the same ones, or else none."""
        if previous is None or previous["key"] != receipt["key"] or not self._output(student).is_file():
            return ()
        found = records.verdicts_of(self._gradebook.db(), self._manifest.assignment, student)
        self._gradebook.db.rollback()
        verdicts = tuple(verdict for _, verdict in found)
        return () if any(verdict.state is State.NOT_REACHED for verdict in verdicts) else verdicts

    def again(self, student: str, folder: Path) -> tuple[list[Verdict], tuple[Verdict, ...], list[str]] | None:
        """Return the verdicts on record, those of a repetition, and what has changed; None if there is no record."""
        assignment = self._manifest.assignment
        submission = _read(folder, assignment)
        previous = records.receipt(self._gradebook.db(), assignment, student)
        stored = [verdict for _, verdict in records.verdicts_of(self._gradebook.db(), assignment, student)]
        self._gradebook.db.rollback()
        if previous is None:
            return None
        changed = receipts.differences(previous, receipts.receipt(self._basis, student, submission))
        return stored, self._processes().grade(student, submission).verdicts, changed

    def _processes(self) -> Grader:
        if self._grader is None:
            grader = Grader(self._manifest, self._course.secret(), self._files, self._limits, self._profile)
            self._grader = self._stack.enter_context(grader)
        return self._grader

    def _output(self, student: str) -> Path:
        folder = self._course.folder("autograded", student, self._manifest.assignment)
        return folder / f"{self._manifest.assignment}.ipynb"

    def _moves(
        self, student: str, graded: Graded, previous: dict[str, Any] | None, receipt: dict[str, Any]
    ) -> tuple[Move, ...]:
        before = marks.current_scores(self._gradebook, self._manifest.assignment, student)
        self._gradebook.db.rollback()
        cells = self._manifest.by_id()
        return tuple(
            Move(
                verdict.grade_id,
                before.get(verdict.grade_id),
                verdict.score,
                self._why(previous, receipt, cells[verdict.grade_id].exercise),
            )
            for verdict in graded.verdicts
            if before.get(verdict.grade_id) != verdict.score
        )

    def _why(self, previous: dict[str, Any] | None, receipt: dict[str, Any], exercise: str = "") -> str:
        changed = receipts.differences(previous, receipt, exercise) or ["graded again"]
        return "; ".join(filter(None, [self._reason, *changed]))

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
