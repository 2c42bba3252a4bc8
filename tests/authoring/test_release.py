"""A release is nbgrader's own, holds no solution, is the same each time, and is not changed under anybody's feet."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.api import Gradebook

from autograder import bank, manifest
from autograder.authoring import release as releasing
from autograder.authoring.release import release
from autograder.authoring.source import read
from autograder.bank.cases import student_cases
from autograder.errors import AuthoringError, CourseError
from autograder.manifest import Role
from autograder.student.plain import encode

from .conftest import ASSIGNMENTS, BOOK


def contents(course, *steps):
    """Return the bytes of every file that a release makes, by its path."""
    steps = steps or ("source", "release", "manifests")
    found = (path for step in steps for path in sorted((course.root / step).rglob("*")) if path.is_file())
    return {str(path.relative_to(course.root)): path.read_bytes() for path in found}


def hand_in(course, assignment="small"):
    folder = course.root / "submitted" / "ada" / assignment
    shutil.copytree(course.root / "release" / assignment, folder)


def cells_of(course, step, assignment="small"):
    path = course.root / step / assignment / f"{assignment}.ipynb"
    return {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in nbformat.read(path, 4).cells}


# --- what students get -----------------------------------------------------------------------------------------------


def test_a_release_writes_source_release_and_manifest_and_says_so(empty_course, book):
    done = release(empty_course.root, "small", book)
    assert done.changed
    assert done.manifest == empty_course.manifest("small")
    assert set(contents(empty_course)) == {
        "source/small/small.ipynb",
        "source/small/public_cases.json",
        "release/small/small.ipynb",
        "release/small/public_cases.json",
        "manifests/small.json",
    }


def test_nbgraders_source_holds_the_solution_and_its_release_a_stub(course):
    assert "### BEGIN SOLUTION" in cells_of(course, "source")["softmax"].source
    released = cells_of(course, "release")["softmax"].source
    assert released.startswith("def softmax(scores):\n")
    assert released.endswith("    # YOUR CODE HERE\n    raise NotImplementedError()")


def test_a_variable_is_a_blank_and_an_explanation_is_asked_for(course):
    released = cells_of(course, "release")
    assert released["softmax_by_hand"].source == "softmax_by_hand = ..."
    assert released["explain_overflow"].source == "YOUR ANSWER HERE"


def test_every_cell_has_nbgraders_metadata_of_its_newest_schema(course):
    cells = cells_of(course, "release")
    assert cells["test_softmax"].metadata.nbgrader == {
        "schema_version": 3,
        "grade_id": "test_softmax",
        "cell_type": "code",
        "checksum": cells["test_softmax"].metadata.nbgrader.checksum,
        "grade": True,
        "solution": False,
        "locked": True,
        "task": False,
        "points": 4.0,
    }
    assert cells[None].metadata == {"tags": ["yours"]}


def test_nbgraders_gradebook_knows_the_points(course):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        graded = {cell.name: cell.max_score for cell in gradebook.find_notebook("small", "small").grade_cells}
    assert graded == {"test_softmax": 4, "test_softmax_by_hand": 2, "test_shift_invariance": 1, "explain_overflow": 3}


def test_the_manifest_holds_the_released_texts_in_order_and_the_hash_of_the_public_cases(course, book):
    promised = release(course.root, "small", book).manifest
    released = cells_of(course, "release")
    assert {cell.grade_id: cell.source for cell in promised.cells} == {
        grade_id: cell.source for grade_id, cell in released.items() if grade_id
    }
    assert [cell.grade_id for cell in promised.cells] == [grade_id for grade_id in released if grade_id]
    public_cases = (course.root / "release/small/public_cases.json").read_bytes()
    assert promised.files == {"public_cases.json": hashlib.sha256(public_cases).hexdigest()}


def test_the_manifest_says_of_each_exercise_what_grading_needs(released):
    promised = released.manifest("softmax").exercises["softmax_jvp"]
    assert (promised.kind, promised.points, promised.uses) == ("function", 4.0, ("softmax",))
    assert len(promised.bank_hash) == 64


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_line_of_a_solution_is_in_what_students_get(released, assignment):
    secrets = [
        line
        for cell in read(BOOK / "exercises" / f"{assignment}.md").cells
        if cell.solution
        for line in cell.solution.secret_lines
    ]
    assert secrets
    for path in (released.root / "release" / assignment).rglob("*.*"):
        text = path.read_text()
        for line in secrets:
            assert line not in text
            assert json.dumps(line)[1:-1] not in text


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_nobody_earns_a_point_with_the_untouched_code(released, assignment):
    for cell in released.manifest(assignment).cells:
        if cell.role is Role.SOLUTION:
            assert cell.source == f"{cell.exercise} = ..." or "raise NotImplementedError()" in cell.source


def test_an_answer_by_hand_to_other_numbers_than_the_practice_ones_is_in_no_file(released):
    exercise = bank.find("softmax_by_hand")
    text = (released.root / "release/softmax/public_cases.json").read_text()
    (entry,) = json.loads(text)["exercises"]["softmax_by_hand"]["cases"]
    practice = json.dumps(entry["expected"])
    for student in ("ada", "right", "wrong-softmax-1"):
        (case,) = student_cases(exercise, student)
        assert json.dumps(encode(case.expected)) not in text
        assert json.dumps(encode(case.expected)) != practice


@pytest.fixture(scope="module")
def run_untouched(released, tmp_path_factory):
    """Both notebooks as released, run from the first cell to the last as a student's Jupyter would."""

    def run(assignment):
        folder = tmp_path_factory.mktemp("untouched") / assignment
        shutil.copytree(released.root / "release" / assignment, folder)
        notebook = nbformat.read(folder / f"{assignment}.ipynb", 4)
        kept = {"metadata": {"path": str(folder)}}
        NotebookClient(notebook, kernel_name="python3", allow_errors=True, resources=kept, timeout=60).execute()
        return notebook

    return {assignment: run(assignment) for assignment in ASSIGNMENTS}


def failures(notebook):
    """Yield the id of each cell that fails, with its error."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                yield cell.metadata.nbgrader.grade_id, output


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_an_untouched_release_fails_in_its_checks_alone_and_where_a_stub_is_called(run_untouched, assignment):
    for grade_id, error in failures(run_untouched[assignment]):
        wanted = "CheckFailed" if grade_id.startswith("test_") else "NotImplementedError"
        assert (grade_id, error.ename) == (grade_id, wanted)
        assert grade_id.startswith(("test_", "see_"))


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_check_of_an_untouched_release_says_that_nothing_is_written_yet_and_shows_no_traceback(
    released, run_untouched, assignment
):
    shown = {grade_id: error.traceback for grade_id, error in failures(run_untouched[assignment])}
    for cell in released.manifest(assignment).cells:
        if cell.role is Role.TEST:
            (said,) = shown[cell.grade_id]
            assert "it is not written yet" in said or "not answered yet" in said
            assert "Traceback" not in said and "File" not in said


# --- the same each time ----------------------------------------------------------------------------------------------


def test_two_courses_get_the_same_bytes_whatever_the_hash_seed(released, tmp_path):
    script = (
        "import sys; from pathlib import Path; from autograder.course import new_course\n"
        "from autograder.authoring.release import release\n"
        "course = new_course(Path(sys.argv[1]))\n"
        "for assignment in sys.argv[3:]: release(course.root, assignment, Path(sys.argv[2]))\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "other"), str(BOOK), *ASSIGNMENTS]
    environment = os.environ | {"PYTHONPATH": str(BOOK.parent), "PYTHONHASHSEED": "1"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    other = type(released)(tmp_path / "other")
    assert contents(other) == contents(released)


@pytest.mark.slow
def test_nbgraders_own_command_makes_the_same_release(course):
    before = contents(course)
    nbgrader = str(Path(sys.executable).parent / "nbgrader")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    shutil.rmtree(course.root / "release" / "small")
    done = subprocess.run(
        [nbgrader, "generate_assignment", "small", "--force"],
        cwd=course.root,
        env=os.environ | {"PATH": path, "PYTHONPATH": str(BOOK.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert contents(course) == before


def test_an_unchanged_source_is_not_released_again(course, book):
    first = release(course.root, "small", book)
    times = {path: path.stat().st_mtime_ns for path in course.root.rglob("*")}
    second = release(course.root, "small", book)
    assert (second.changed, second.manifest) == (False, first.manifest)
    assert {path: path.stat().st_mtime_ns for path in course.root.rglob("*")} == times


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"cells": [', '{"nbformat": 4, "cells": []}'])
def test_a_release_that_was_damaged_is_made_again(course, book, text):
    before = contents(course)
    path = course.root / "release" / "small" / "small.ipynb"
    path.unlink() if text is None else path.write_text(text)
    assert release(course.root, "small", book).changed
    assert contents(course) == before


def test_public_cases_that_were_edited_are_written_again(course, book):
    before = contents(course)
    (course.root / "release/small/public_cases.json").write_text("{}")
    assert release(course.root, "small", book).changed
    assert contents(course) == before


# --- after somebody has handed in ------------------------------------------------------------------------------------


def test_before_the_first_submission_everything_may_change(course, book, edit):
    edit("points: 4", "points: 5")
    assert release(course.root, "small", book).manifest.by_id()["test_softmax"].points == 5


def test_texts_may_be_corrected_after_submissions(course, book, edit):
    hand_in(course)
    edit("One row a sample.", "One row for each sample.")
    assert release(course.root, "small", book).changed
    assert "for each sample" in cells_of(course, "release")["about_softmax"].source


_ABOUT = """\
+++ {"nbgrader": {"grade_id": "about_softmax", "grade": false, "solution": false, "locked": true}}

## Softmax

One row a sample.
"""
FROZEN = {
    "a given cell's id": ("about_softmax", "on_softmax", "about_softmax is gone; on_softmax is new"),
    "a new cell": ("## Softmax", 'A.\n\n+++ {"nbgrader": {"grade_id": "b", "locked": true}}\n\nB.', "b is new"),
    "a cell's type": (
        _ABOUT,
        "```{code-cell}\n---\nnbgrader: {grade_id: about_softmax, locked: true}\n---\n1\n```\n",
        "about_softmax: cell type markdown becomes code",
    ),
}


@pytest.mark.parametrize("what", FROZEN)
def test_after_submissions_there_is_no_change_of(course, book, edit, what):
    hand_in(course)
    before = contents(course)
    old, new, said = FROZEN[what]
    edit(old, new)
    with pytest.raises(CourseError) as refused:
        release(course.root, "small", book)
    assert said in refused.value.cause
    assert contents(course) == before


def test_after_submissions_there_is_no_change_of_order(course, book, edit):
    hand_in(course)
    edit(_ABOUT, "")
    edit("YOUR ANSWER HERE\n", "YOUR ANSWER HERE\n\n" + _ABOUT)
    with pytest.raises(CourseError, match="the order changes from about_softmax on"):
        release(course.root, "small", book)


def test_submissions_of_another_assignment_freeze_nothing(course, book, edit):
    (course.root / "submitted" / "ada" / "other").mkdir(parents=True)
    edit("about_softmax", "on_softmax")
    assert release(course.root, "small", book).changed


def test_points_may_be_corrected_after_submissions(course, book, edit):
    hand_in(course)
    edit("points: 4", "points: 5")
    assert release(course.root, "small", book).manifest.by_id()["test_softmax"].points == 5


# --- when it fails ---------------------------------------------------------------------------------------------------


def test_an_assignment_that_does_not_exist_is_named_with_its_place(course, book):
    with pytest.raises(CourseError, match=r"no exercise 'smal'.*smal\.md"):
        release(course.root, "smal", book)


def test_a_source_that_breaks_a_rule_leaves_the_release_as_it_was(course, book, edit):
    before = contents(course)
    edit('check("softmax", softmax)', "check()")
    with pytest.raises(AuthoringError):
        release(course.root, "small", book)
    assert contents(course) == before


@pytest.mark.parametrize("step", ["_generate", "_check_secrets"])
@pytest.mark.parametrize("error", [CourseError("it broke", "mend it"), KeyboardInterrupt()])
def test_a_release_that_fails_half_way_is_undone(course, book, edit, monkeypatch, step, error):
    before = contents(course)
    edit("One row a sample.", "One row for each sample.")

    def fail(*_):
        raise error

    monkeypatch.setattr(releasing, step, fail)
    with pytest.raises(type(error)):
        release(course.root, "small", book)
    assert contents(course) == before
    assert not list(course.root.glob(".undo-*"))


def test_a_first_release_that_fails_leaves_nothing(empty_course, book, monkeypatch):
    def fail(*_):
        raise CourseError("it broke", "mend it")

    monkeypatch.setattr(releasing, "_generate", fail)
    with pytest.raises(CourseError):
        release(empty_course.root, "small", book)
    assert contents(empty_course) == {}


def test_a_given_text_that_shows_a_line_of_a_solution_is_refused(empty_course, book, edit):
    edit("One row a sample.", "Do `return powers / np.sum(powers, axis=1, keepdims=True)`.")
    with pytest.raises(AuthoringError, match="shows a line of a solution: return powers"):
        release(empty_course.root, "small", book)
    assert contents(empty_course) == {}


def test_a_students_own_cell_that_shows_a_line_of_a_solution_is_refused(course, book, edit):
    edit('student_id = "practice"', "return_ = 1  # return powers / np.sum(powers, axis=1, keepdims=True)")
    with pytest.raises(AuthoringError, match="shows a line of a solution"):
        release(course.root, "small", book)


def test_a_release_that_nbgrader_refuses_says_why(empty_course, book, monkeypatch):
    empty = '{"nbformat": 4, "nbformat_minor": 5, "cells": []}'
    monkeypatch.setattr("autograder.authoring.notebook._notebook_text", lambda _: empty)
    with pytest.raises(CourseError) as refused:
        release(empty_course.root, "small", book)
    assert "could not generate the release: " in refused.value.cause
    assert "see the the above" not in refused.value.cause
    assert contents(empty_course) == {}


def test_a_released_manifest_can_be_read_again(released):
    for assignment in ASSIGNMENTS:
        path = Path(released.manifest_path(assignment))
        assert manifest.load(path).dumps() == path.read_text(encoding="utf-8")
