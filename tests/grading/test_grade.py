"""Grading a class: what is skipped, what moves, and what happens when it is stopped."""

import os
import signal
import subprocess
import sys

import pytest

from autograder.errors import CourseError
from autograder.grading import verdicts
from autograder.grading.driver import grade
from autograder.grading.records import read_verdicts
from autograder.grading.runner import Runner
from autograder.grading.student_process import StudentLink, StudentProcess
from autograder.grading.verdicts import VerdictLink
from autograder.verdict import State

from .conftest import copy_course, hand_in
from .test_doors import rows


def test_a_second_run_grades_only_what_has_changed(course):
    hand_in(course, "softmax", "right", "wrong-softmax-1")
    grade(course, "softmax")
    notebook = course.root / "submitted" / "right" / "softmax" / "softmax.ipynb"
    notebook.write_bytes(notebook.read_bytes() + b"\n")
    assert {result.student: result.skipped for result in grade(course, "softmax")} == {
        "right": False,
        "wrong-softmax-1": True,
    }


def test_a_dry_run_writes_nothing_and_says_whose_score_would_move(course):
    hand_in(course, "softmax", "right")
    (result,) = grade(course, "softmax", dry_run=True)
    assert {move.grade_id: (move.before, move.after) for move in result.moves}["test_softmax"][0] is None
    assert rows(course) == []
    assert not (course.root / "autograded" / "right").exists()


def test_after_grading_nothing_moves(course):
    hand_in(course, "softmax", "right", "raises")
    grade(course, "softmax")
    assert [result.moves for result in grade(course, "softmax", force=True, dry_run=True)] == [(), ()]


def test_a_score_that_was_changed_behind_our_back_is_seen_to_move(course):
    from nbgrader.api import Gradebook

    hand_in(course, "softmax", "right")
    (graded,) = grade(course, "softmax")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.find_grade("test_softmax", "softmax", "softmax", "right").auto_score = 0.5
        gradebook.db.commit()
    (result,) = grade(course, "softmax", force=True, dry_run=True)
    full = next(verdict.score for verdict in graded.verdicts if verdict.grade_id == "test_softmax")
    assert [(move.grade_id, move.before, move.after) for move in result.moves] == [("test_softmax", 0.5, full)]


@pytest.mark.parametrize("bad", ["invalid-json", "endless-loop", "memory-bomb", "reads-what-it-should-not"])
def test_one_bad_submission_changes_no_other_row(course, tmp_path, bad):
    hand_in(course, "softmax", "right", "wrong-softmax-1")
    without = copy_course(course, tmp_path / "without")
    hand_in(course, "softmax", bad)
    for each in (course, without):
        grade(each, "softmax")
    assert [row for row in rows(course) if row[0] != bad] == rows(without)


def test_a_run_that_is_killed_goes_on_where_it_stopped_and_loses_nothing(course, tmp_path):
    hand_in(course, "softmax", "right", "raises", "test-twice", "wrong-softmax-1")
    whole = copy_course(course, tmp_path / "whole")
    grade(whole, "softmax")
    script = (
        "import os, signal, sys; from pathlib import Path; from autograder.course import Course; "
        "from autograder.grading.driver import grade; seen = []\n"
        "def stop(result):\n"
        "    seen.append(result)\n"
        "    if len(seen) == 2: os.kill(os.getpid(), signal.SIGKILL)\n"
        "grade(Course(Path(sys.argv[1])), 'softmax', on_result=stop)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(course.root)], check=False, env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    assert len({student for student, _ in read_verdicts(course, "softmax")}) == 2
    assert [result.skipped for result in grade(course, "softmax")] == [True, True, False, False]
    assert rows(course) == rows(whole)


@pytest.fixture
def template_dies(monkeypatch):
    """Return a function: after it, the template is killed while a cell runs, so many times."""
    run = Runner.run

    def from_now_on(times):
        left = [times]

        def disturbed(runner, position, cell):
            if cell.released and cell.released.grade_id == "softmax" and left[0] > 0:
                left[0] -= 1
                process = runner.live()._template._process
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            return run(runner, position, cell)

        monkeypatch.setattr(Runner, "run", disturbed)

    return from_now_on


def test_no_cell_is_blamed_for_a_template_that_was_killed_beside_it(course, tmp_path, template_dies):
    hand_in(course, "softmax", "right", "wrong-softmax-1")
    undisturbed = copy_course(course, tmp_path / "undisturbed")
    grade(undisturbed, "softmax")
    template_dies(1)
    grade(course, "softmax")
    assert rows(course) == rows(undisturbed)
    assert read_verdicts(course, "softmax") == read_verdicts(undisturbed, "softmax")


@pytest.mark.parametrize(("kind", "moment"), [(StudentLink, "run_cell"), (VerdictLink, "judge")])
def test_no_cell_is_blamed_for_a_process_that_was_killed_from_outside(course, tmp_path, monkeypatch, kind, moment):
    hand_in(course, "softmax", "right")
    undisturbed = copy_course(course, tmp_path / "undisturbed")
    grade(undisturbed, "softmax")
    live, ask = Runner.live, getattr(kind, moment)
    alive: list[StudentProcess] = []
    killed: list[StudentProcess] = []

    def noted(runner):
        alive.append(live(runner))
        return alive[-1]

    def disturbed(*arguments):
        if alive and not killed:
            killed.append(alive[-1])
            killed[0]._template.kill(killed[0]._pid)
        return ask(*arguments)

    monkeypatch.setattr(Runner, "live", noted)
    monkeypatch.setattr(kind, moment, disturbed)
    grade(course, "softmax")
    assert killed
    assert rows(course) == rows(undisturbed)
    assert read_verdicts(course, "softmax") == read_verdicts(undisturbed, "softmax")


@pytest.mark.parametrize("moment", ["read", "judge"])
def test_a_verdict_process_that_is_lost_once_is_not_missed(course, tmp_path, monkeypatch, moment):
    hand_in(course, "softmax", "right")
    undisturbed = copy_course(course, tmp_path / "undisturbed")
    grade(undisturbed, "softmax")
    ask = getattr(VerdictLink, moment)
    lost: list[VerdictLink] = []

    def disturbed(link, *arguments):
        if not lost:
            lost.append(link)
            link.close()
        return ask(link, *arguments)

    monkeypatch.setattr(VerdictLink, moment, disturbed)
    grade(course, "softmax")
    assert lost
    assert rows(course) == rows(undisturbed)
    assert read_verdicts(course, "softmax") == read_verdicts(undisturbed, "softmax")


def test_a_notebook_that_cannot_be_read_in_time_has_no_marks_and_is_looked_at_again(course, monkeypatch):
    hand_in(course, "softmax", "right")
    with monkeypatch.context() as patch:
        patch.setattr(verdicts, "READ_SECONDS", 0)
        (result,) = grade(course, "softmax")
    assert {verdict.state for verdict in result.verdicts} == {State.NOT_REACHED}
    assert "save it again in Jupyter" in result.verdicts[0].reason
    (again,) = grade(course, "softmax")
    assert not again.skipped


def test_a_submission_whose_sandbox_is_ended_again_and_again_has_no_marks_and_is_graded_next_time(
    course, template_dies
):
    hand_in(course, "softmax", "right")
    template_dies(2)
    (lost,) = grade(course, "softmax")
    assert {verdict.state for verdict in lost.verdicts} == {State.NOT_REACHED}
    assert {verdict.score for verdict in lost.verdicts} == {None}
    (found,) = grade(course, "softmax")
    assert not found.skipped
    assert State.NOT_REACHED not in {verdict.state for verdict in found.verdicts}


def test_an_assignment_that_was_not_released_is_one_clear_error(course):
    with pytest.raises(CourseError, match="release the assignment first"):
        grade(course, "sigmoid")


def test_a_folder_that_is_no_student_id_is_left_alone(course):
    hand_in(course, "softmax", "right")
    (course.root / "submitted" / "..evil" / "softmax").mkdir(parents=True)
    os.symlink(course.root / "submitted" / "right", course.root / "submitted" / "twin")
    assert [result.student for result in grade(course, "softmax")] == ["right"]
