"""What travels with an assignment: enough for `check`, and nothing that a student may not know before handing in."""

import json

import pytest

from autograder import bank
from autograder.authoring.public_cases import public_cases_text
from autograder.bank.cases import public_cases, secret_cases
from autograder.student.assignment import load_exercise
from autograder.student.judge import observed
from autograder.student.plain import encode

from .conftest import ASSIGNMENTS


def chapter(assignment):
    return {exercise.name: exercise for exercise in bank.chapter(assignment)}


def text_of(assignment):
    exercises = chapter(assignment)
    return public_cases_text(assignment, exercises, dict.fromkeys(exercises, 2.0))


def entries(assignment):
    return json.loads(text_of(assignment))["exercises"]


def test_every_exercise_of_a_chapter_of_the_bank_stands_in_its_notebook(released):
    for assignment in ASSIGNMENTS:
        assert list(released.manifest(assignment).exercises) == list(chapter(assignment))


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_students_side_reads_back_what_the_bank_drew(tmp_path, assignment):
    (tmp_path / "public_cases.json").write_text(text_of(assignment), encoding="utf-8")
    exercises = chapter(assignment)
    for name, exercise in exercises.items():
        read = load_exercise(name, tmp_path)
        assert (read.kind, read.points) == (exercise.kind, 2.0)
        drawn = public_cases(exercise, exercises)
        assert len(read.cases) == len(drawn)
        for got, want in zip(read.cases, drawn, strict=True):
            assert got.rung == want.rung
            assert encode(got.expected["value"]) == encode(observed(exercise.kind, want.expected["value"]))
            assert set(got.named) == set(want.named)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_mistake_that_a_case_names_is_explained(assignment):
    for entry in entries(assignment).values():
        for case in entry.get("cases", ()):
            assert set(case["named"]) <= set(entry["mistakes"])


def test_a_mistake_that_follows_from_an_earlier_exercise_says_from_which():
    mistakes = entries("softmax")["softmax_jvp"]["mistakes"]
    following = {name: mistake["why"] for name, mistake in mistakes.items() if name.startswith("softmax:")}
    assert {name.removeprefix("softmax:") for name in following} == {wrong.name for wrong in bank.find("softmax").wrong}
    assert all("softmax" in why for why in following.values())


def test_of_a_choice_students_get_the_letters_in_their_order_and_neither_the_right_one_nor_a_reason():
    entry = entries("softmax")["shift_invariance"]
    assert entry == {"kind": "choice", "points": 2.0, "options": ["a", "b", "c", "d"]}
    text = text_of("softmax")
    choice = bank.find("shift_invariance")
    assert not [wrong for wrong in choice.wrong if wrong.why in text or (wrong.hint and wrong.hint in text)]
    assert not choice.why or choice.why not in text


def test_of_a_text_students_get_its_kind_and_points_and_not_the_rubric():
    assert entries("softmax")["explain_overflow"] == {"kind": "text", "points": 2.0}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_cases_of_rungs_that_are_not_public_stay_at_home(assignment):
    for entry in entries(assignment).values():
        public = {rung["name"] for rung in entry.get("rungs", ()) if rung["public"]}
        drawn = {case["rung"] for case in entry.get("cases", ())}
        assert entry["kind"] == "value" or drawn <= public


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_secret_case_is_public(assignment):
    exercises = chapter(assignment)
    for name, exercise in exercises.items():
        if exercise.kind == "function":
            shown = {json.dumps(case["request"]) for case in entries(assignment)[name]["cases"]}
            secret = {json.dumps(encode(case.request)) for case in secret_cases(exercise, b"a course", exercises)}
            assert not shown & secret


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_file_is_the_same_each_time_and_plain_json(assignment):
    def refuse(word):
        raise AssertionError(f"{word} is not JSON")

    assert text_of(assignment) == text_of(assignment)
    json.loads(text_of(assignment), parse_constant=refuse)
