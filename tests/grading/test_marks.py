"""Marks and records: one transaction a submission, manual marks stay, nothing stale."""

import shutil

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.grading import marks, records
from autograder.grading.course_config import find_alembic
from autograder.verdict import State, Verdict

RECEIPT = {"key": "k"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A gradebook file with one assignment; making one takes nbgrader seconds, copying it none."""
    find_alembic()
    path = tmp_path_factory.mktemp("prepared") / "gradebook.db"
    with Gradebook(f"sqlite:///{path}") as book:
        book.add_assignment("a", duedate="2026-01-01 00:00:00 UTC")
        book.add_notebook("a", "a")
        for name in ("test_f", "test_g"):
            book.add_grade_cell(name, "a", "a", max_score=4, cell_type="code")
        book.add_solution_cell("f", "a", "a")
        records.create_tables(book)
    return path


@pytest.fixture
def gradebook(prepared, tmp_path):
    shutil.copy(prepared, tmp_path / "gradebook.db")
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as book:
        yield book


def save(gradebook, *verdicts, student="ada", comments=None, timestamp="", config=None):
    with marks.one_transaction(gradebook):
        marks.save(gradebook, "a", student, verdicts, comments or {}, RECEIPT, timestamp, config or Config())


def grade(gradebook, name):
    return gradebook.find_grade(name, "a", "a", "ada")


SCORED = Verdict("test_f", State.SCORED, 4.0, 3.0, "values", mistakes=("m",))
LOST = Verdict("test_g", State.NOT_REACHED, 4.0, reason="no answer")


def test_a_scored_cell_has_its_score_and_needs_no_hand(gradebook):
    save(gradebook, SCORED, LOST)
    assert (grade(gradebook, "test_f").auto_score, grade(gradebook, "test_f").needs_manual_grade) == (3.0, False)


def test_a_verdict_that_was_not_reached_is_neither_zero_nor_full_and_asks_for_a_person(gradebook):
    save(gradebook, SCORED, LOST)
    assert (grade(gradebook, "test_g").auto_score, grade(gradebook, "test_g").needs_manual_grade) == (None, True)


def test_a_later_failure_leaves_no_stale_score(gradebook):
    save(gradebook, SCORED, LOST)
    save(gradebook, Verdict("test_f", State.QUARANTINED, 4.0), LOST)
    assert grade(gradebook, "test_f").auto_score is None


def test_a_manual_score_stays_and_is_marked_for_review(gradebook):
    save(gradebook, SCORED, LOST)
    grade(gradebook, "test_f").manual_score = 4.0
    gradebook.db.commit()
    save(gradebook, Verdict("test_f", State.SCORED, 4.0, 1.0), LOST)
    row = grade(gradebook, "test_f")
    assert (row.auto_score, row.manual_score, row.score, row.needs_manual_grade) == (1.0, 4.0, 4.0, True)


def test_a_comment_stands_beside_the_solution_and_a_manual_one_stays(gradebook):
    save(gradebook, SCORED, LOST)
    gradebook.find_comment("f", "a", "a", "ada").manual_comment = "mine"
    gradebook.db.commit()
    save(gradebook, SCORED, LOST, comments={"f": "ours"})
    comment = gradebook.find_comment("f", "a", "a", "ada")
    assert (comment.auto_comment, comment.manual_comment) == ("ours", "mine")


def test_records_come_back_as_they_were_written(gradebook):
    save(gradebook, SCORED, LOST)
    assert records.verdicts_of(gradebook.db(), "a") == [("ada", SCORED), ("ada", LOST)]
    assert records.receipt(gradebook.db(), "a", "ada") == RECEIPT


def test_a_failure_half_way_leaves_nothing_behind(gradebook):
    with pytest.raises(KeyError):
        save(gradebook, SCORED)  # no verdict on test_g
    assert gradebook.students == []
    assert records.verdicts_of(gradebook.db(), "a") == []


def test_an_interruption_between_marks_and_records_leaves_nothing_behind(gradebook, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(records, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(gradebook, SCORED, LOST)
    assert gradebook.students == []


def test_another_students_rows_do_not_move(gradebook):
    save(gradebook, SCORED, LOST)
    save(gradebook, Verdict("test_f", State.SCORED, 4.0, 0.0), LOST, student="eve")
    assert grade(gradebook, "test_f").auto_score == 3.0


def test_the_late_penalty_of_the_course_is_taken_once(gradebook):
    config = Config({"LateSubmissionPlugin": {"penalty_method": "zero"}})
    for _ in range(2):
        save(gradebook, SCORED, LOST, timestamp="2026-01-02 00:00:00 UTC", config=config)
    (notebook,) = gradebook.find_submission("a", "ada").notebooks
    assert (notebook.score, notebook.late_submission_penalty) == (3.0, 3.0)


def test_a_submission_in_time_has_no_penalty(gradebook):
    config = Config({"LateSubmissionPlugin": {"penalty_method": "zero"}})
    save(gradebook, SCORED, LOST, timestamp="2025-12-31 00:00:00 UTC", config=config)
    assert gradebook.find_submission("a", "ada").notebooks[0].late_submission_penalty is None
