"""A real course, released and graded once for all tests that only look at it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.authoring.release import release
from autograder.authoring.sample_class import Classroom, Pupil
from autograder.course import Course, new_course
from autograder.grading.driver import grade
from autograder.grading.run import Result

BOOK = Path(__file__).resolve().parents[2] / "book"
ASSIGNMENTS = ("softmax", "computation_graphs")


@dataclass(frozen=True)
class GradedCourse:
    """A course with both assignments released, handed in and graded."""

    course: Course
    pupils: dict[str, list[Pupil]]
    results: dict[str, list[Result]]


@pytest.fixture(scope="session")
def released_course(tmp_path_factory) -> Course:
    """A course with both assignments released and nothing handed in: copy it before writing."""
    course = new_course(tmp_path_factory.mktemp("released") / "course")
    for assignment in ASSIGNMENTS:
        release(course.root, assignment, BOOK)
    return course


@pytest.fixture(scope="session")
def graded_course(released_course, tmp_path_factory) -> GradedCourse:
    """The sample class, graded: look, do not write."""
    course = copy_course(released_course, tmp_path_factory.mktemp("graded"))
    pupils = {
        assignment: classroom(course, assignment).hand_in(course.root / "submitted") for assignment in ASSIGNMENTS
    }
    results = {assignment: grade(course, assignment) for assignment in ASSIGNMENTS}
    return GradedCourse(course, pupils, results)


@pytest.fixture
def course(released_course, tmp_path) -> Course:
    """A released course of the test's own."""
    return copy_course(released_course, tmp_path)


def classroom(course: Course, assignment: str) -> Classroom:
    """Return the sample class of a released assignment."""
    return Classroom(course.manifest(assignment), course.root / "release" / assignment / f"{assignment}.ipynb")


def copy_course(course: Course, folder: Path) -> Course:
    """Return a copy of ``course`` below ``folder`` whose configuration names its own place."""
    root = folder / course.root.name
    shutil.copytree(course.root, root)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text().replace(str(course.root), str(root)))
    return Course(root)


def hand_in(course: Course, assignment: str, *ids: str) -> list[Pupil]:
    """Hand in the submissions of the pupils called ``ids``."""
    chosen = [pupil for pupil in classroom(course, assignment).pupils() if pupil.id in ids]
    assert len(chosen) == len(ids), f"no such pupil among {ids}"
    for pupil in chosen:
        folder = course.root / "submitted" / pupil.id / assignment
        folder.mkdir(parents=True)
        (folder / (pupil.file_name or f"{assignment}.ipynb")).write_bytes(pupil.content)
    return chosen
