"""Every assignment of the course, graded from end to end: each submission of a made class gets what it earns."""

import pytest

from autograder import bank
from autograder.authoring.release import release
from autograder.authoring.sample_class import Classroom, surprises
from autograder.course import new_course
from autograder.grading.driver import grade
from autograder.verdict import State

from .conftest import BOOK

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """One course with all assignments released."""
    course = new_course(tmp_path_factory.mktemp("term") / "course")
    for assignment in bank.CHAPTERS:
        release(course.root, assignment, BOOK)
    return course


@pytest.mark.parametrize("assignment", bank.CHAPTERS)
def test_a_class_is_graded_with_every_cell_reached_and_every_mistake_named(term, assignment):
    manifest = term.manifest(assignment)
    classroom = Classroom(manifest, term.root / "release" / assignment / f"{assignment}.ipynb")
    pupils = {pupil.id: pupil for pupil in classroom.hand_in(term.root / "submitted")}
    results = grade(term, assignment)
    assert {result.student for result in results} == set(pupils)
    found = [
        line
        for result in results
        for line in surprises(manifest, pupils[result.student], {v.grade_id: v for v in result.verdicts})
    ]
    assert found == []
    assert State.NOT_REACHED not in {verdict.state for result in results for verdict in result.verdicts}
