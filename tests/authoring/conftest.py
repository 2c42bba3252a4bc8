"""Books and courses for authoring: a small notebook to release and edit, and both assignments of the course."""

import importlib
import shutil
import sys
from pathlib import Path

import pytest

import solutions
from autograder.authoring.release import release
from autograder.authoring.solution import Solution, solution_of
from autograder.course import Course, new_course
from autograder.errors import AuthoringError

from ..grading.conftest import copy_course

HERE = Path(__file__).resolve().parent
BOOK = HERE.parents[1] / "book"
ASSIGNMENTS = tuple(sorted(path.stem for path in (BOOK / "exercises").glob("*.md")))


@pytest.fixture
def book(tmp_path) -> Path:
    """A book of the test's own, with one small assignment: ``small``."""
    folder = tmp_path / "book"
    (folder / "exercises").mkdir(parents=True)
    shutil.copy(HERE / "small.md", folder / "exercises" / "small.md")
    return folder


@pytest.fixture
def edit(book):
    """Replaces a text in the small assignment."""

    def replace(old: str, new: str) -> None:
        path = book / "exercises" / "small.md"
        text = path.read_text()
        assert text.count(old) == 1
        path.write_text(text.replace(old, new))

    return replace


@pytest.fixture
def empty_course(tmp_path) -> Course:
    """A course with nothing in it."""
    return new_course(tmp_path / "course")


@pytest.fixture(scope="session")
def released_small(tmp_path_factory) -> Course:
    """A course with the small assignment released: copy it (a new gradebook takes nbgrader seconds)."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "exercises").mkdir()
    shutil.copy(HERE / "small.md", folder / "exercises" / "small.md")
    course = new_course(folder / "course")
    release(course.root, "small", folder)
    return course


@pytest.fixture
def course(released_small, tmp_path) -> Course:
    """A course of the test's own with the small assignment released and nothing handed in."""
    return copy_course(released_small, tmp_path)


@pytest.fixture(scope="session")
def released(tmp_path_factory) -> Course:
    """A course with every assignment of the book released: look, do not write."""
    course = new_course(tmp_path_factory.mktemp("authoring") / "course")
    for assignment in ASSIGNMENTS:
        release(course.root, assignment, BOOK)
    return course


@pytest.fixture
def solved(tmp_path, monkeypatch):
    """Reads the solution called ``answer`` from a module with the given text, as a solution cell would."""

    def read(text: str, *, given: tuple[str, ...] = (), earlier: tuple[str, ...] = ()) -> Solution:
        (tmp_path / "written_for_a_test.py").write_text("import numpy as np\n\n\n" + text)
        importlib.invalidate_caches()
        cell = "from solutions.written_for_a_test import answer"
        return solution_of(cell, given, earlier, lambda cause, cure: AuthoringError(cause, cure))

    monkeypatch.setattr(solutions, "__path__", [*solutions.__path__, str(tmp_path)])
    yield read
    sys.modules.pop("solutions.written_for_a_test", None)
