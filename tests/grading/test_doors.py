"""One way of grading behind every door: our command, nbgrader's, and the call behind the formgrader's button."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI

from autograder.grading.course_config import load_config
from autograder.grading.driver import grade
from autograder.grading.records import read_verdicts

from .conftest import copy_course, hand_in

PUPILS = ("right", "wrong-softmax-1", "raises", "test-deleted", "invalid-json", "renamed-file", "script-in-text")


def rows(course):
    """Return what the gradebook says of every student and cell."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return sorted(
            (student.id, grade.name, grade.auto_score, grade.needs_manual_grade, comment_of(notebook, grade.name))
            for student in gradebook.students
            for submission in student.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        )


def comment_of(notebook, test):
    comments = {comment.name: comment.auto_comment for comment in notebook.comments}
    return str(comments.get(test.removeprefix("test_")))


@pytest.fixture
def handed_in(course):
    hand_in(course, "softmax", *PUPILS)
    return course


@pytest.fixture
def ours(handed_in, tmp_path):
    """The same submissions, graded by our own command."""
    course = copy_course(handed_in, tmp_path / "ours")
    grade(course, "softmax")
    return course


def nbgrader(course, *arguments, path=""):
    command = [str(Path(sys.executable).parent / "nbgrader"), *arguments]
    environment = os.environ | {"PYTHONPATH": path}
    return subprocess.run(command, cwd=course.root, env=environment, capture_output=True, text=True, check=False)


def test_nbgrader_autograde_gives_the_same_rows_as_grade(handed_in, ours):
    done = nbgrader(handed_in, "autograde", "softmax")
    assert done.returncode == 0, done.stderr
    assert rows(handed_in) == rows(ours)
    assert read_verdicts(handed_in, "softmax") == read_verdicts(ours, "softmax")


def test_the_call_behind_the_formgraders_button_gives_the_same_rows_as_grade(handed_in, ours):
    api = NbGraderAPI(config=load_config(handed_in))
    for pupil in PUPILS:
        done = api.autograde("softmax", pupil)
        assert done["success"], done
    assert rows(handed_in) == rows(ours)


def test_nbgraders_own_feedback_and_export_work_on_the_result(ours):
    for command in (["generate_feedback", "softmax"], ["export"]):
        done = nbgrader(ours, *command)
        assert done.returncode == 0, done.stderr
    assert "right" in (ours.root / "grades.csv").read_text()
    page = (ours.root / "feedback" / "right" / "softmax" / "softmax.html").read_text()
    assert "Content-Security-Policy" in page


def test_grading_is_refused_where_the_package_cannot_be_imported(handed_in, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "autograder.py").write_text("raise ImportError('broken')")
    done = nbgrader(handed_in, "autograde", "softmax", path=str(tmp_path / "broken"))
    assert done.returncode != 0
    assert [row for row in rows(handed_in) if row[2] is not None] == []


def test_a_submission_of_nobody_is_one_clear_error(handed_in):
    done = nbgrader(handed_in, "autograde", "softmax", "--student", "nobody")
    assert done.returncode == 1
    assert "no submission of 'softmax' by 'nobody'" in done.stderr
    assert "Traceback" not in done.stderr
