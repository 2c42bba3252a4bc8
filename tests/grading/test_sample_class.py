"""What the sample class honestly earns, no more and no less, and nothing secret anywhere."""

import json
import re

import pytest

from autograder import bank
from autograder.authoring.sample_class import surprises
from autograder.bank.cases import secret_cases
from autograder.grading.records import read_verdicts
from autograder.manifest import Role
from autograder.verdict import State

from .conftest import ASSIGNMENTS


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_submission_earns_what_it_honestly_should(graded_course, assignment):
    manifest = graded_course.course.manifest(assignment)
    results = {result.student: result for result in graded_course.results[assignment]}
    found = [
        line
        for pupil in graded_course.pupils[assignment]
        for line in surprises(manifest, pupil, {v.grade_id: v for v in results[pupil.id].verdicts})
    ]
    assert found == []


def test_the_class_has_at_least_thirty_submissions_and_every_wrong_formula(graded_course):
    stories = {story for pupils in graded_course.pupils.values() for story in (pupil.story for pupil in pupils)}
    assert sum(len(pupils) for pupils in graded_course.pupils.values()) >= 30
    known = [exercise for assignment in graded_course.pupils for exercise in bank.chapter(assignment)]
    assert {wrong.name for exercise in known for wrong in exercise.wrong} <= stories


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_student_and_graded_cell_is_in_exactly_one_state(graded_course, assignment):
    wanted = {
        (pupil.id, cell.grade_id)
        for pupil in graded_course.pupils[assignment]
        for cell in graded_course.course.manifest(assignment).graded()
    }
    rows = read_verdicts(graded_course.course, assignment)
    assert sorted((student, verdict.grade_id) for student, verdict in rows) == sorted(wanted)
    assert all((verdict.score is not None) == (verdict.state is State.SCORED) for _, verdict in rows)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_wrong_formula_is_told_its_name_in_the_comment_beside_it(graded_course, assignment):
    from nbgrader.api import Gradebook

    course = graded_course.course
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for pupil in graded_course.pupils[assignment]:
            for exercise, name in pupil.loses.items():
                if name and bank.find(exercise).kind != "choice":
                    comment = gradebook.find_comment(exercise, assignment, assignment, pupil.id).auto_comment
                    assert name in comment, pupil.id


def numbers_in(reply) -> set[str]:
    """Return the long decimal numbers of a reply, as they would be printed; 1.0000000000000002 is no secret."""
    text = reply if isinstance(reply, str) else repr(reply)
    return {number for number in re.findall(r"\d\.\d{8,}", text) if not re.search("0{6}|9{6}", number)}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_secret_case_is_in_anything_that_students_get_or_graders_open(graded_course, assignment):
    course = graded_course.course
    secret = secret_numbers(course, assignment)
    assert len(secret) > 20
    for folder in ("release", "autograded", "source"):
        for path in (course.root / folder).rglob("*"):
            if path.is_file():
                text = path.read_text(errors="replace")
                assert not secret & numbers_in(text), path
                assert course.secret().hex() not in text, path


def secret_numbers(course, assignment) -> set[str]:
    """Return the numbers of all secret cases of an assignment."""
    cases = [
        case
        for name in course.manifest(assignment).exercises
        for case in secret_cases(bank.find(name), course.secret(), bank.exercises())
    ]
    return numbers_in([[_listed(case.request), _listed(case.expected)] for case in cases])


def _listed(value):
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    return [_listed(item) for item in value] if isinstance(value, (list, tuple)) else value


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_stock_nbgrader_reads_the_same_scores_from_the_autograded_notebooks(graded_course, assignment):
    import nbformat
    from nbgrader.utils import determine_grade

    for result in graded_course.results[assignment]:
        path = graded_course.course.folder("autograded", result.student, assignment) / f"{assignment}.ipynb"
        cells = {
            cell.metadata.nbgrader.grade_id: cell
            for cell in nbformat.read(path, 4).cells
            if "nbgrader" in cell.metadata
        }
        for verdict in result.verdicts:
            cell = graded_course.course.manifest(assignment).by_id()[verdict.grade_id]
            if cell.role is Role.TEST:
                assert determine_grade(cells[verdict.grade_id])[0] == (verdict.score or 0), result.student


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_receipt_names_what_the_verdict_rests_on(graded_course, assignment):
    from nbgrader.api import Gradebook

    from autograder.grading.records import receipt

    course = graded_course.course
    with Gradebook(course.db_url, course.course_id) as gradebook:
        receipts = [receipt(gradebook.db(), assignment, pupil.id) for pupil in graded_course.pupils[assignment]]
    for written in receipts:
        assert written["secret"] == course.secret_hash()
        assert written["manifest"] == course.manifest(assignment).hash()
        assert written["profile"] == "full"
        assert course.secret().hex() not in json.dumps(written)
    assert len({written["key"] for written in receipts}) == len(receipts)


def test_a_feedback_page_has_no_secret_case_no_solution_and_nothing_that_acts(graded_course, tmp_path):
    from autograder.authoring.source import read
    from autograder.grading.feedback import write_feedback

    from .conftest import BOOK, copy_course

    course = copy_course(graded_course.course, tmp_path)
    pages = write_feedback(course, "softmax", students=["wrong-softmax-1", "script-in-text", "untouched"])
    secret = secret_numbers(course, "softmax")
    cells = read(BOOK / "exercises" / "softmax.md").cells
    answers = {line for cell in cells if cell.solution for line in cell.solution.secret_lines}
    assert len(pages) == 3
    for page in pages:
        text = page.read_text()
        assert not secret & numbers_in(text)
        assert '<script>document.title = "moved"' not in text
        assert not re.search(r"<img[^>]*onerror", text)
        if page.parts[-3] == "untouched":
            assert not [line for line in answers if line in text]
