"""Every change of a mark is on record: who, when, from, to, why; and a grading on record can be repeated."""

import getpass
import re
from datetime import datetime

import pytest
from nbgrader.api import Gradebook

from autograder.authoring.release import release
from autograder.authoring.sample_class import Classroom
from autograder.errors import CourseError
from autograder.grading import audit
from autograder.grading.audit import changes
from autograder.grading.driver import grade
from autograder.grading.records import VERDICTS, read_verdicts
from autograder.grading.replay import replay

from .conftest import BOOK, hand_in
from .test_doors import rows


def moved(course, student="right"):
    """Return the changes of one student's marks, without who and when."""
    found = changes(course, "softmax", student)
    return [(each.grade_id, each.mark, each.before, each.after, each.reason) for each in found]


def set_by_hand(course, student, grade_id, **values):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        mark = gradebook.find_grade(grade_id, "softmax", "softmax", student)
        for name, value in values.items():
            setattr(mark, name, value)
        gradebook.db.commit()


@pytest.fixture
def graded(course):
    hand_in(course, "softmax", "right", "wrong-softmax-1")
    grade(course, "softmax")
    return course


def test_the_first_grading_is_on_record_with_who_and_when(graded):
    found = changes(graded, "softmax", "right")
    scored = [verdict for student, verdict in read_verdicts(graded, "softmax") if student == "right" and verdict.score]
    assert {(each.grade_id, each.after) for each in found} == {(each.grade_id, each.score) for each in scored}
    assert {(each.who, each.mark, each.before, each.reason) for each in found} == {
        (getpass.getuser(), "auto_score", None, "graded for the first time")
    }
    assert all(datetime.fromisoformat(each.time).tzinfo for each in found)


def test_grading_again_without_a_change_leaves_no_trace(graded):
    before = changes(graded, "softmax")
    grade(graded, "softmax", force=True)
    assert changes(graded, "softmax") == before


def test_a_mark_by_hand_is_on_record_and_survives_regrading(graded):
    count = len(moved(graded))
    set_by_hand(graded, "right", "test_softmax", manual_score=1.5, extra_credit=0.5)
    set_by_hand(graded, "right", "test_softmax", manual_score=2.0)
    assert moved(graded)[count:] == [
        ("test_softmax", "manual_score", None, 1.5, "by hand"),
        ("test_softmax", "extra_credit", None, 0.5, "by hand"),
        ("test_softmax", "manual_score", 1.5, 2.0, "by hand"),
    ]
    grade(graded, "softmax", force=True)
    with Gradebook(graded.db_url, graded.course_id) as gradebook:
        mark = gradebook.find_grade("test_softmax", "softmax", "softmax", "right")
        assert (mark.manual_score, mark.extra_credit, mark.auto_score) == (2.0, 0.5, 4.0)


def test_an_overwritten_mark_that_was_not_read_before_is_on_record_with_what_it_was(graded):
    with Gradebook(graded.db_url, graded.course_id) as gradebook:
        mark = gradebook.find_grade("test_softmax", "softmax", "softmax", "right")
        gradebook.db.commit()  # which forgets what was read
        mark.auto_score = 0.25
        gradebook.db.commit()
    assert moved(graded)[-1] == ("test_softmax", "auto_score", 4.0, 0.25, "by hand")


def test_a_change_that_is_not_committed_is_not_on_record(graded):
    before = changes(graded, "softmax")
    with Gradebook(graded.db_url, graded.course_id) as gradebook:
        gradebook.find_grade("test_softmax", "softmax", "softmax", "right").auto_score = 0.0
        gradebook.db.flush()
        gradebook.db.rollback()
    assert changes(graded, "softmax") == before


def test_the_hubs_user_is_who_changed_a_mark(graded, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", "instructor-2")
    set_by_hand(graded, "right", "test_softmax", manual_score=3.0)
    assert changes(graded, "softmax", "right")[-1].who == "instructor-2"


# --- corrections ----------------------------------------------------------------------------------------------------


def resubmit(course, student, answers_of):
    """Let one pupil hand in what another has written."""
    notebook = course.root / "release" / "softmax" / "softmax.ipynb"
    pupils = {pupil.id: pupil for pupil in Classroom(course.manifest("softmax"), notebook).pupils()}
    path = course.root / "submitted" / student / "softmax" / "softmax.ipynb"
    path.write_bytes(pupils[answers_of].content)


def test_the_reason_names_what_has_changed_and_what_the_instructor_says(graded):
    resubmit(graded, "right", "wrong-softmax-1")
    (dry,) = grade(graded, "softmax", students=["right"], reason="late copy", dry_run=True)
    why = "late copy; the submission was handed in again"
    assert {move.why for move in dry.moves} == {why}
    grade(graded, "softmax", reason="late copy")
    assert ("test_softmax", "auto_score", 4.0, 0.0, why) in moved(graded)


@pytest.fixture
def dearer(tmp_path):
    """The book with another number of points for one exercise."""
    exercises = tmp_path / "book" / "exercises"
    exercises.mkdir(parents=True)
    text = (BOOK / "exercises" / "softmax.md").read_text()
    start = text.index("grade_id: test_softmax,")
    (exercises / "softmax.md").write_text(text[:start] + text[start:].replace("points: 4", "points: 6", 1))
    return exercises.parent


def test_points_may_be_corrected_and_the_marks_that_move_are_told(graded, dearer):
    release(graded.root, "softmax", dearer)
    dry = {result.student: result.moves for result in grade(graded, "softmax", dry_run=True)}
    assert [(move.grade_id, move.before, move.after, move.why) for move in dry["right"]] == [
        ("test_softmax", 4.0, 6.0, "the release was corrected")
    ]
    assert dry["wrong-softmax-1"] == ()
    grade(graded, "softmax")
    with Gradebook(graded.db_url, graded.course_id) as gradebook:
        mark = gradebook.find_grade("test_softmax", "softmax", "softmax", "right")
        assert (mark.auto_score, mark.max_score) == (6.0, 6.0)


# --- replay ---------------------------------------------------------------------------------------------------------


def test_a_grading_on_record_comes_out_the_same_and_nothing_is_written(graded):
    before = rows(graded), changes(graded, "softmax")
    again = replay(graded, "softmax")
    assert [(each.student, each.differences, each.changed) for each in again] == [
        ("right", (), ()),
        ("wrong-softmax-1", (), ()),
    ]
    assert (rows(graded), changes(graded, "softmax")) == before


def test_a_record_that_was_changed_is_told(graded):
    with Gradebook(graded.db_url, graded.course_id) as gradebook:
        ours = (VERDICTS.c.student == "right") & (VERDICTS.c.grade_id == "test_softmax")
        gradebook.db.execute(VERDICTS.update().where(ours).values(score=1.0))
        gradebook.db.commit()
    (again,) = replay(graded, "softmax", students=["right"])
    assert again.differences == ("test_softmax: scored, 1 of 4 became scored, 4 of 4",)
    assert again.changed == ()


def test_a_replay_tells_what_the_verdict_now_rests_on(graded):
    resubmit(graded, "right", "wrong-softmax-1")
    (again,) = replay(graded, "softmax", students=["right"])
    assert again.changed == ("the submission was handed in again",)
    (difference,) = (each for each in again.differences if each.startswith("test_softmax:"))
    assert re.fullmatch(r"test_softmax: scored, 4 of 4 became scored, 0 of 4 \(normalises .*\)", difference)


def test_what_was_never_graded_is_left_out_and_a_stranger_is_an_error(course):
    hand_in(course, "softmax", "right")
    assert replay(course, "softmax") == []
    with pytest.raises(CourseError, match="nobody"):
        replay(course, "softmax", students=["nobody"])


def test_differences_of_environment_are_told_by_name(graded, monkeypatch):
    from autograder.grading import receipts

    basis = receipts.basis

    def elsewhere(*given):
        found = basis(*given)
        return found | {"environment": found["environment"] | {"numpy": "9.9"}, "secret": "another"}

    monkeypatch.setattr(receipts, "basis", elsewhere)
    (again,) = replay(graded, "softmax", students=["right"])
    assert again.differences == ()
    assert again.changed[0] == "the course secret is another"
    assert again.changed[1].startswith("numpy: ") and again.changed[1].endswith(" became 9.9")


def test_listening_twice_writes_one_row_a_change(graded):
    audit.listen()
    audit.listen()
    count = len(moved(graded))
    set_by_hand(graded, "right", "test_softmax", manual_score=3.5)
    assert len(moved(graded)) == count + 1
