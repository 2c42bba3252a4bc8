"""Feedback pages: nbgrader's own, on which nothing a student wrote can act, written again only when they would change.

nbgrader's ``generate_feedback`` compares the times of handing in, so that a mark or comment given later does not reach
the page, and copies every file beside the notebook.  ``TrustedFeedback`` compares what the page is made from, and takes
the notebook alone.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import nbgrader
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import rmtree

from autograder import __version__
from autograder.course import Course
from autograder.errors import CourseError

from .course_config import load_config

# No script, no frame, no form, no request: a feedback page is only read.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_HEAD = "<head>"
_MADE_FROM = re.compile(r'<meta name="made-from" content="([0-9a-f]{64})">')
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_TIMESTAMP = "timestamp.txt"

OnResult = Callable[[Path], None]


class TrustedFeedback(GenerateFeedback):
    """nbgrader's feedback with a Content-Security-Policy, redone when the notebook, a mark or a comment has changed."""

    assignments: dict[str, list[str]]
    on_result: OnResult | None = None
    students: frozenset[str] | None = None

    def init_notebooks(self) -> None:
        """Find the graded notebooks, of the chosen students only."""
        super().init_notebooks()
        if self.students is not None:
            found = self.assignments
            self.assignments = {name: found[name] for name in found if Path(name).parent.name in self.students}

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Return whether the page must be written; clear the way for it if so."""
        if student_id in self.coursedir.student_id_exclude.split(","):
            return False
        folder = Path(self._format_dest(assignment_id, student_id))
        pages = [folder / f"{Path(notebook).stem}.html" for notebook in self.notebooks]
        self._made_from = self._fingerprint(assignment_id, student_id)
        if not self.force and all(_made_from(page) == self._made_from for page in pages):
            self._report(*pages)
            return False
        if folder.exists():
            rmtree(str(folder))
        return True

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Take over the time of handing in, and no other file."""
        timestamp = Path(self._format_source(assignment_id, student_id)) / _TIMESTAMP
        if timestamp.is_file() and not timestamp.is_symlink():
            folder = Path(self._format_dest(assignment_id, student_id))
            folder.mkdir(parents=True, exist_ok=True)
            (folder / _TIMESTAMP).write_bytes(timestamp.read_bytes())

    def write_single_notebook(self, output: str, resources: Any) -> None:
        """Write one page."""
        super().write_single_notebook(guarded(output, self._made_from), resources)
        self._report(Path(self.writer.build_directory) / f"{resources['unique_key']}.html")

    def _report(self, *pages: Path) -> None:
        for page in pages:
            if self.on_result is not None:
                self.on_result(page)

    def _fingerprint(self, assignment_id: str, student_id: str) -> str:
        digest = hashlib.sha256(f"{__version__} {nbgrader.__version__} {POLICY}".encode())
        for notebook in self.notebooks:
            digest.update(hashlib.sha256(Path(notebook).read_bytes()).digest())
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            submission = gradebook.find_submission(assignment_id, student_id)
            digest.update(json.dumps([_marks(notebook) for notebook in submission.notebooks]).encode())
        return digest.hexdigest()


def write_feedback(
    course: Course, assignment: str, students: Sequence[str] | None = None, on_result: OnResult | None = None
) -> list[Path]:
    """Write the feedback pages of ``assignment`` that would change.

    Parameters
    ----------
    students : sequence of str, optional
        Whose; all that are graded by default.
    on_result : callable, optional
        Called with the path of each page, also of one that is left as it was.

    Returns
    -------
    list of Path
        The pages of these students.

    Raises
    ------
    CourseError
        When nothing of the assignment is graded, or a page cannot be written.
    """
    pages: list[Path] = []

    def report(page: Path) -> None:
        pages.append(course.root / page)
        if on_result is not None:
            on_result(course.root / page)

    course.manifest(assignment)
    _require_graded(course, assignment, students)
    config = load_config(course)
    coursedir = CourseDirectory(config=config, root=str(course.root), assignment_id=assignment)
    converter = TrustedFeedback(coursedir=coursedir, config=config, log=_quiet_log())
    converter.on_result, converter.students = report, None if students is None else frozenset(students)
    before = os.getcwd()
    try:
        os.chdir(course.root)  # nbgrader looks for the notebooks from the course's folder
        converter.start()
    except NbGraderException as error:
        raise CourseError(
            f"feedback on {assignment!r} could not be written ({error})", "read the log above; grade again with --force"
        ) from None
    finally:
        os.chdir(before)
    return pages


def guarded(page: str, made_from: str = "") -> str:
    """Return an HTML page without scripts and with a policy that lets none run, marked with what it was made from."""
    head, found, rest = _SCRIPT.sub("", page).partition(_HEAD)
    if not found:
        raise ValueError("the feedback page has no head: its template is not the one that this version knows")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return f'{head}{found}\n{policy}\n<meta name="made-from" content="{made_from}">{rest}'


def _made_from(page: Path) -> str | None:
    try:
        with page.open(encoding="utf-8") as file:
            found = _MADE_FROM.search(file.read(2000))
    except OSError:
        return None
    return found and found.group(1)


def _marks(notebook: Any) -> list[Any]:
    """Return what a page shows of the gradebook, in one order."""
    grades = sorted([grade.name, grade.score, grade.max_score] for grade in notebook.grades)
    comments = sorted([comment.name, comment.comment or ""] for comment in notebook.comments)
    return [notebook.name, notebook.late_submission_penalty, grades, comments]


def _require_graded(course: Course, assignment: str, students: Sequence[str] | None) -> None:
    graded = {path.parent.name for path in (course.root / "autograded").glob(f"*/{assignment}")}
    missing = [student for student in students or () if student not in graded]
    if missing or not graded:
        who = f" by {', '.join(missing)}" if missing else ""
        raise CourseError(
            f"nothing of {assignment!r}{who} is graded yet", f"grade first: python -m autograder grade {assignment}"
        )


def _quiet_log() -> logging.Logger:
    """Return a log for errors only: nbconvert warns of every picture without a description."""
    log = logging.getLogger("autograder.feedback")
    log.setLevel(logging.ERROR)
    return log
