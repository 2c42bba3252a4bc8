"""What is seen after a class was graded: each breach is found in the same way whoever has graded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook

from autograder import bank
from autograder.bank.cases import secret_cases
from autograder.course import Course
from autograder.grading.records import read_verdicts

from .classroom import AFTER, FULL_MARKS, HONEST, WRONG, Graded, fingerprint
from .place import Place
from .recipe import ASSIGNMENT, MARKER, Breach, Recipe

SECONDS = 14.0  # what one attack may take of ours, on a busy machine: a limit or two, and no more
PEAK = 900 << 20  # bytes of the largest process; students may have 512 MB
KEPT = 20 << 20  # bytes that a submission may leave in the course
MANY = 16  # processes
GRADED = {"test_softmax", "test_shift_invariance", "explain_overflow"}

Rows = dict[str, dict[str, float | None]]


def rows(course: Course) -> Rows:
    """Return every student's marks by cell, as nbgrader reckons them."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return {
            submission.student.id: {
                grade.name: grade.manual_score if grade.manual_score is not None else grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions(ASSIGNMENT)
        }


# --- secrets ---------------------------------------------------------------------------------------------------------


def numbers_in(text: str) -> set[str]:
    """Return the long decimals of a text; 1.0000000000000002 is no secret."""
    return {number for number in re.findall(r"\d\.\d{8,}", text) if not re.search("0{6}|9{6}", number)}


def secrets_of(course: Course, place: Place, stock: bool) -> set[str]:
    """Return the texts that no student may see."""
    if stock:
        drawn = numbers_in(repr(np.random.default_rng(20261).normal(size=(3, 4)).tolist()))
    else:
        cases = secret_cases(bank.find("softmax"), course.secret(), bank.exercises())
        drawn = numbers_in(repr([[_listed(case.request), _listed(case.expected)] for case in cases]))
    return {place.canary, (course.root / "course_secret").read_text().strip(), *drawn}


def _listed(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    return [_listed(item) for item in value] if isinstance(value, (list, tuple)) else value


def given_back(course: Course, student: str) -> Iterator[Path]:
    """Yield the files that a student, or who grades it, opens."""
    for step in ("autograded", "feedback"):
        for path in sorted((course.root / step / student).rglob("*")):
            if path.is_file():
                yield path


# --- markup ----------------------------------------------------------------------------------------------------------


def acts(page: str) -> bool:
    """Return whether the marker stands in a page where it would act or address, and not as text."""
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.find_all(True):
        if MARKER in str(tag.attrs):
            return True
        if tag.name in ("script", "style") and MARKER in (tag.string or ""):
            return True
    return False


# --- breaches --------------------------------------------------------------------------------------------------------


class Look:
    """Looks at a graded class; ``stock`` says that nbgrader alone has graded it."""

    def __init__(self, course: Course, place: Place, graded: Graded, stock: bool = False) -> None:
        self._course, self._place, self._graded = course, place, graded
        self._rows = rows(course)
        self._verdicts = [] if stock else read_verdicts(course, ASSIGNMENT)
        self._secrets = secrets_of(course, place, stock)
        self._shown = self._secrets_shown(WRONG)
        self._stock = stock

    def breaches(self, recipe: Recipe) -> set[Breach]:
        """Return what an attack has brought about."""
        name = recipe.name
        found = {
            Breach.MARKS: self._gains(name),
            Breach.OTHERS: self._place.changed(name) or self.harms(),
            Breach.PROCESS: self._place.killed(name) or bool(self._place.left_over(name)),
            Breach.SECRET: bool(self._secrets_shown(name) - self._shown),
            Breach.STOPS: self._stops(name),
            Breach.LOST: self._lost(name),
            Breach.ACTS: any(acts(path.read_text(errors="replace")) for path in self._pages(name)),
            Breach.NETWORK: name in self._place.reached,
            Breach.COST: self._costs(name),
        }
        return {breach for breach, happened in found.items() if happened}

    def marks(self, student: str) -> dict[str, float | None]:
        """Return a student's marks by cell."""
        return self._rows.get(student, {})

    def _gains(self, name: str) -> bool:
        """Whether any cell has more than the honest wrong answer's."""
        honest = self.marks(WRONG)
        return any((mark or 0) > (honest.get(cell) or 0) for cell, mark in self.marks(name).items())

    def harms(self) -> bool:
        """Whether an honest student's mark, or a file of the course, is not what it should be."""
        graded = [student for student in HONEST if student in self._rows]
        changed = any(self.marks(student).get("test_softmax") != FULL_MARKS[student] for student in graded)
        return changed or fingerprint(self._course) != self._graded.before

    def _secrets_shown(self, student: str) -> set[str]:
        found = set[str]()
        for path in given_back(self._course, student):
            text = path.read_text(errors="replace")
            found |= self._secrets & numbers_in(text)
            found |= {secret for secret in self._secrets if secret.isalnum() and secret in text}
        return found

    def _stops(self, name: str) -> bool:
        """Whether grading did not come to its end, or another's mark was not reached."""
        unmarked = self.marks(AFTER).get("test_softmax") is None
        return name in self._graded.stopped or unmarked or (not self._stock and not self._graded.finished)

    def _lost(self, name: str) -> bool:
        """Whether the attacker has neither a mark nor a state that says why."""
        if self._stock:
            return self.marks(name).get("test_softmax") is None
        return {verdict.grade_id for student, verdict in self._verdicts if student == name} != GRADED

    def _pages(self, name: str) -> Iterable[Path]:
        folder = self._course.root / "feedback" / name
        return [path for path in folder.rglob("*") if path.suffix in (".html", ".svg") and path.is_file()]

    def _costs(self, name: str) -> bool:
        kept = sum(path.stat().st_size for path in given_back(self._course, name))
        slow = self._graded.seconds.get(name, 0.0) > SECONDS
        return slow or self._graded.peak > PEAK or kept > KEPT or len(self._place.started(name)) > MANY
