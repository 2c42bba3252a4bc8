"""The report: every submission is accounted for, every mistake has its name, and nothing in it can act."""

import csv
import io
import json

import pytest
from rich.console import Console

from autograder import bank
from autograder.bank.exercise import Exercise, Wrong
from autograder.errors import AuthoringError
from autograder.grading.findings import Findings, as_csv, as_dict, mistakes, needs_a_look, why
from autograder.grading.report import render
from autograder.verdict import State, Verdict

EXERCISES = {"test_f": "f", "test_g": "g", "text": "text"}


def scored(score, *, cell="test_f", **details):
    return Verdict(cell, State.SCORED, 4.0, score, **details)


SUM = scored(1.0, stage="values", rung="two rows", mistakes=("divides by n",))
TIE = scored(0.0, stage="values", rung="one row", mistakes=("transposes", "sums the columns"))
TEXT = Verdict("text", State.BY_HAND, 2.0, reason="a person reads it")
UNREAD = [Verdict(name, State.QUARANTINED, 4.0, reason="no JSON") for name in EXERCISES]


def class_of(**students):
    rows = [(student, verdict) for student, verdicts in students.items() for verdict in verdicts]
    return Findings("a", rows, EXERCISES)


@pytest.fixture(autouse=True)
def small_bank(monkeypatch):
    """A bank with one exercise, whose one mistake has a hint and a link."""
    wrong = Wrong("divides by n", None, "why", "What does each row sum to?", "softmax.md#sums", "here")

    def find(name):
        if name != "f":
            raise AuthoringError("no such exercise", "add it")
        return Exercise("f", "function", wrong=(wrong,))

    monkeypatch.setattr(bank, "find", find)


def printed(findings, width=160):
    text = io.StringIO()
    Console(file=text, width=width, color_system=None).print(render(findings))
    return text.getvalue()


def test_a_submission_that_cannot_be_read_is_one_line():
    text = printed(class_of(eve=UNREAD)).partition("who got what")[2].partition("which mistakes")[0]
    assert [line.split()[:2] for line in text.splitlines() if "eve" in line] == [["eve", "all"]]


def test_marks_are_students_by_exercises_with_totals():
    text = printed(class_of(ada=[scored(4.0), scored(2.5, cell="test_g"), TEXT], bob=UNREAD))
    (ada,) = [line.split() for line in text.splitlines() if line.split()[:2] == ["ada", "4"]]
    assert ada == ["ada", "4", "2.5", "hand", "6.5", "/", "10"]
    assert "unread" in text


def test_a_named_mistake_is_told_with_what_failed_first():
    assert why(SUM) == "values differ, first for: two rows; mistake: divides by n"


def test_a_tie_is_told_as_a_tie():
    assert why(TIE).endswith("; one of these, which cannot be told apart: transposes / sums the columns")


def test_an_exception_is_told_with_its_type_and_line():
    verdict = scored(0.0, stage="raises", rung="one row", exception="IndexError", line=3)
    assert why(verdict) == "raises IndexError in line 3, first for: one row"


def test_an_answer_that_is_not_written_is_told_so():
    assert why(scored(0.0, stage="missing", rung="one row")) == "not written yet"


def test_what_the_grader_says_itself_stands_in_place_of_what_failed_first():
    assert (
        why(scored(0.0, stage="raises", exception="x", reason="the call took too long.")) == "the call took too long."
    )


def test_following_an_earlier_mistake_is_told():
    verdict = scored(4.0, mistakes=("softmax:divides by n",), follows="softmax:divides by n")
    assert why(verdict) == "right, given the mistake divides by n (in softmax)"
    assert mistakes(class_of(ada=[verdict])) == []


def test_the_mistake_of_an_earlier_exercise_made_again_is_told_with_its_place_and_hint():
    verdict = scored(0.0, cell="test_g", mistakes=("f:divides by n",))
    assert why(verdict) == "mistake: divides by n (in f)"
    (mistake,) = mistakes(class_of(ada=[verdict]))
    assert mistake.title() == "divides by n (in f)"
    assert [wrong.hint for wrong in mistake.wrong()] == ["What does each row sum to?"]


def test_a_loss_without_a_known_mistake_is_never_guessed():
    assert why(scored(0.0)) == "no mistake known"


def test_mistakes_are_counted_the_most_common_first_and_a_tie_counts_once():
    found = mistakes(class_of(ada=[TIE], bob=[SUM], cyd=[SUM]))
    assert [(each.names, each.students) for each in found] == [
        (("divides by n",), ("bob", "cyd")),
        (("transposes", "sums the columns"), ("ada",)),
    ]


def test_the_banks_hint_and_the_books_paragraph_stand_beside_a_mistake():
    text = printed(class_of(bob=[SUM]))
    assert "What does each row sum to?" in text
    assert "softmax.md#sums" in text


def test_a_mistake_of_an_exercise_that_the_bank_no_longer_has_is_still_reported():
    verdict = scored(0.0, cell="test_g", mistakes=("changed its input",))
    assert "changed its input" in printed(class_of(ada=[verdict]))


def test_what_needs_a_look_is_grouped_the_unreadable_first():
    looks = needs_a_look(class_of(ada=[TEXT], bob=[TEXT], eve=UNREAD))
    assert [(look.state, look.students) for look in looks] == [
        (State.QUARANTINED, ("eve",)),
        (State.BY_HAND, ("ada", "bob")),
    ]
    assert looks[0].exercises == ("f", "g", "text")


def test_every_cell_is_counted_in_exactly_one_state():
    found = class_of(ada=[SUM, TEXT], eve=UNREAD)
    assert sum(found.states().values()) == len(found.rows)


def test_the_data_form_is_json_and_says_the_same():
    data = json.loads(json.dumps(as_dict(class_of(bob=[SUM, TEXT], eve=UNREAD))))
    assert data["states"] == {"scored": 1, "not reached": 0, "quarantined": 3, "by hand": 1}
    assert data["students"][0]["verdicts"][0]["why"] == why(SUM)
    assert data["mistakes"][0]["hints"] == ["What does each row sum to?"]


def test_csv_leaves_empty_what_has_no_score_and_counts_it():
    rows = list(csv.reader(io.StringIO(as_csv(class_of(ada=[scored(4.0), scored(2.5, cell="test_g"), TEXT])))))
    assert rows == [
        ["student", "f", "g", "text", "total", "max", "open"],
        ["ada", "4.0", "2.5", "", "6.5", "10.0", "1"],
    ]


@pytest.mark.parametrize("student", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_the_csv_is_a_formula(student):
    assert as_csv(class_of(**{student: [SUM]})).splitlines()[1].startswith("'" + student)


@pytest.mark.parametrize("name", ["\x1b[2J", "\x9b31m", "a\rb", "[bold]x[/bold]", "\u202egnp", "[/]"])
def test_a_name_that_a_student_chose_steers_no_terminal(name):
    text = printed(class_of(ada=[scored(0.0, stage="raises", rung="r", exception=name)]))
    assert not [letter for letter in text if not letter.isprintable() and letter != "\n"]
    assert "raises " + "".join(letter if letter.isprintable() else "?" for letter in name) in text


def test_a_report_on_nothing_says_what_to_do():
    assert "python -m autograder grade a" in printed(class_of())


def test_the_report_fits_a_narrow_terminal():
    text = printed(class_of(ada=[SUM, TIE, TEXT], bob=UNREAD), width=80)
    assert max(map(len, text.splitlines())) <= 80
