"""What `check` says, in the order in which a learner debugs, and what `numbers` draws."""

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import bank, check, numbers
from autograder.authoring.public_cases import public_cases_text
from autograder.bank.cases import student_cases
from autograder.student import check as check_module
from autograder.student.check import CheckFailed
from autograder.student.judge import STAGES
from solutions.computation_graphs import Value, initial_weights
from solutions.softmax import softmax, softmax_jvp

CHECKOUT = Path(__file__).resolve().parents[2]
CHAPTERS = ("softmax", "computation_graphs")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The folder of each assignment, with its public cases and nothing else."""
    found = {}
    for chapter in CHAPTERS:
        exercises = {exercise.name: exercise for exercise in bank.chapter(chapter)}
        found[chapter] = tmp_path_factory.mktemp(chapter)
        text = public_cases_text(chapter, exercises, dict.fromkeys(exercises, 1.0))
        (found[chapter] / "public_cases.json").write_text(text, encoding="utf-8")
    return found


@pytest.fixture(autouse=True)
def in_the_folder_of_softmax(folders, monkeypatch):
    """Every test starts as a notebook does: in its folder, with no numbers drawn."""
    monkeypatch.chdir(folders["softmax"])
    monkeypatch.setattr(check_module, "_drawn_for", {})


@pytest.fixture
def in_the_folder_of_graphs(folders, monkeypatch):
    monkeypatch.chdir(folders["computation_graphs"])


@pytest.fixture
def own_public_cases(folders, monkeypatch, tmp_path):
    """Goes to a folder whose file of public cases is the test's own, written as the text given."""

    def write(text):
        (tmp_path / "public_cases.json").write_text(text, encoding="utf-8")

    monkeypatch.chdir(tmp_path)
    return write


def said(name, answer):
    """Return what `check` says of an answer that is not right."""
    with pytest.raises(CheckFailed) as failed:
        check(name, answer)
    return str(failed.value)


def line(message, word):
    """Return what stands behind ``word`` in a message's table."""
    (found,) = [each for each in message.splitlines() if each.startswith(f"  {word} ")]
    return found.removeprefix(f"  {word}").strip()


def spoilt(spoil):
    """Return softmax with something done to its result."""
    return lambda scores: spoil(softmax(scores))


# --- stage by stage --------------------------------------------------------------------------------------------------


def not_written(scores):
    raise NotImplementedError()


def changes_its_input(scores):
    scores -= np.max(scores, axis=1, keepdims=True)
    return softmax(scores)


def with_a_nan(probabilities):
    return np.where(probabilities == probabilities.max(), np.nan, probabilities)


SPOILT = {
    "missing": (not_written, "it is not written yet"),
    "raises": (lambda: None, "it raised TypeError: "),
    "type": (spoilt(lambda p: None), "it returned nothing (None): is `return` missing?"),
    "axes": (spoilt(lambda p: p[0]), "the result has 1 axes, expected 2"),
    "dtype": (spoilt(lambda p: p > 0), "the result holds bool values, expected numbers such as float64"),
    "shape": (spoilt(lambda p: p.T), "the result has shape (3, 1), expected (1, 3)"),
    "finite": (spoilt(with_a_nan), "nan or infinity does not agree at index [0, "),
    "values": (spoilt(lambda p: p * 0.9), "the values differ, first at index [0, 0]"),
    "arguments": (changes_its_input, "the values are right, but the call changed its input in place: work on a copy"),
}  # fmt: skip


def test_every_stage_has_words_of_its_own():
    assert tuple(SPOILT) == STAGES


@pytest.mark.parametrize("stage", SPOILT)
def test_check_says_what_is_wrong_with_a_function_at_the_stage(stage):
    answer, problem = SPOILT[stage]
    message = said("softmax", answer)
    assert message.startswith("softmax: not yet right.\n")
    assert line(message, "problem").startswith(problem)


ALL_AT_ONCE = [
    (lambda p: None, "it returned nothing"),
    (lambda p: p.astype(complex).T[0] * np.nan, "the result has 1 axes"),
    (lambda p: p.astype(complex).T * np.nan, "the result holds complex128"),
    (lambda p: p.T * np.nan, "the result has shape"),
    (lambda p: p * np.nan, "nan or infinity"),
    (lambda p: p * 2, "the values differ"),
]


@pytest.mark.parametrize(("spoil", "first"), ALL_AT_ONCE, ids=[first for _, first in ALL_AT_ONCE])
def test_of_everything_that_is_wrong_the_first_thing_is_said_and_no_other(spoil, first):
    def answer(scores):
        result = spoil(softmax(scores))
        scores[:] = 0  # wrong as well, and told last
        return result

    message = said("softmax", answer)
    assert line(message, "problem").startswith(first)
    assert [words for _, words in ALL_AT_ONCE if words in message] == [first]
    assert "in place" not in message


@pytest.mark.parametrize("answer", [None, ...])
def test_an_answer_that_is_not_there_is_not_written_yet(answer):
    assert line(said("softmax", answer), "problem") == "it is not written yet"


def test_an_exception_is_told_with_its_line_in_the_students_cell():
    scope = {"np": np}
    exec(
        compile("def softmax(scores):\n    powers = np.exp(scores)\n    return power\n", "<ipython-input-7>", "exec"),
        scope,
    )
    problem = line(said("softmax", scope["softmax"]), "problem")
    assert problem == "it raised NameError in line 3 of your cell: name 'power' is not defined"


def test_a_result_of_another_sort_is_told_with_both_sorts():
    assert line(said("softmax", spoilt(str)), "problem") == (
        "it returned a str where an array of shape (1, 3) is expected"
    )


def test_the_case_is_told_with_its_place_on_the_ladder_and_what_was_asked():
    message = said("softmax", lambda scores: softmax(scores) if len(scores) == 1 else scores)
    assert line(message, "case") == "two rows of scores (2 of 8)"
    assert line(message, "asked").startswith("softmax([[")
    assert message.count("[[") == 3  # asked, got, expected


def test_got_and_expected_stand_below_one_another():
    message = said("softmax", spoilt(lambda p: p * 0))
    assert line(message, "got") == "[[0., 0., 0.]]"
    assert message.index("  got ") < message.index("  expected ")


def test_the_place_on_the_ladder_of_a_class_comes_with_its_program_and_the_part_that_differs(in_the_folder_of_graphs):
    class Product(Value):
        def __mul__(self, other):
            return Product(self.data + other.data, ((self, other.data), (other, self.data)))

        def __add__(self, other):
            return Product(self.data + other.data, ((self, 1.0), (other, 1.0)))

    message = said("Value", Product)
    asked = line(message, "asked")
    assert asked.startswith("n0 = Value(") and " = n0 * n1" in asked and asked.endswith("backward()")
    assert line(message, "part") in ("data", "grad")


def test_what_an_initialisers_draws_have_in_common_is_told_in_words(in_the_folder_of_graphs):
    message = said("initial_weights", lambda n_inputs, n_outputs, rng: np.ones((n_inputs, n_outputs)))
    assert line(message, "asked").startswith("initial_weights(") and line(message, "asked").endswith(", rng)")
    assert line(message, "part") == "mean"


# --- which rule gives that -------------------------------------------------------------------------------------------


def wrong_answers(name):
    return {wrong.name: wrong for wrong in bank.find(name).wrong}


def over_the_whole_table():
    return wrong_answers("softmax")["normalises over the whole table"]


def test_a_known_mistake_is_named_with_its_reason_a_question_and_the_place_in_the_book():
    wrong = over_the_whole_table()
    message = said("softmax", wrong.answer)
    assert f"These are the values you get if your answer {wrong.name}: {wrong.why}" in message
    assert f"  Hint: {wrong.hint}" in message.splitlines()
    assert f"  In the book: {wrong.link}" in message.splitlines()


@pytest.mark.parametrize("name", wrong_answers("softmax"))
def test_every_wrong_formula_of_softmax_is_told_its_name_and_its_ties(name):
    wrong = wrong_answers("softmax")[name]
    message = said("softmax", wrong.answer)
    assert [other for other in wrong_answers("softmax") if f"{other}:" in message] == [
        other for other in wrong_answers("softmax") if other == name or other in wrong.ties
    ]


def test_mistakes_that_cannot_be_told_apart_are_all_told_and_none_gets_its_hint():
    tied = wrong_answers("softmax")["leaves out the division"]
    (other,) = tied.ties
    message = said("softmax", tied.answer)
    assert "These are the values of a known mistake; these cannot be told apart here:" in message
    assert f"    - {tied.name}: {tied.why}" in message.splitlines()
    assert f"    - {other}: {wrong_answers('softmax')[other].why}" in message.splitlines()
    assert "Hint" not in message


@pytest.mark.parametrize("stage", SPOILT)
def test_values_that_no_known_mistake_gives_get_no_name(stage):
    message = said("softmax", SPOILT[stage][0])
    assert "These are the values" not in message
    assert "Hint" not in message and "In the book" not in message


def test_a_mistake_on_some_cases_alone_gets_no_name():
    wrong = over_the_whole_table()
    assert "These are the values" not in said("softmax", lambda s: softmax(s) if len(s) == 2 else wrong.answer(s))


def test_what_rightly_follows_from_a_mistake_in_an_earlier_exercise_says_so():
    wrong = over_the_whole_table()

    def jvp(scores, direction):
        p = wrong.answer(scores)
        return p * (direction - np.sum(p * direction, axis=1, keepdims=True))

    message = said("softmax_jvp", jvp)
    assert f"softmax:{wrong.name}: right, given your softmax, where this happens: {wrong.why}" in message


# --- an answer that is right -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chapter", "name", "answer"),
    [
        ("softmax", "softmax", softmax),
        ("softmax", "softmax_jvp", softmax_jvp),
        ("computation_graphs", "Value", Value),
        ("computation_graphs", "initial_weights", initial_weights),
    ],
)
def test_a_right_answer_is_told_so_and_what_grading_may_still_find(folders, monkeypatch, capsys, chapter, name, answer):
    monkeypatch.chdir(folders[chapter])
    check(name, answer)
    exercise = bank.find(name)
    count = sum(rung.cases for rung in exercise.ladder if rung.public)
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"{name}: right on all {count} public cases."
    assert second.startswith("Grading draws other numbers of the same sorts")
    hidden = [rung.name for rung in exercise.ladder if not rung.public]
    assert second.partition(" It also looks at: ")[2] == ("; ".join(hidden) + "." if hidden else "")


def test_check_gives_nothing_back_as_nbgrader_would_take_it_for_points(capsys):
    ask: Callable[..., object] = check
    assert ask("softmax", softmax) is None
    assert ask("shift_invariance", "a") is None


def test_an_answer_fitted_to_large_scores_as_the_secret_cases_have_them_is_right_here(capsys):
    check("softmax_jvp", lambda scores, direction: softmax_jvp(np.clip(scores, -50, 50), direction))
    assert "It also looks at: large scores." in capsys.readouterr().out


def test_warnings_of_the_answer_do_not_hide_what_check_says():
    answer = wrong_answers("softmax")["does not shift the scores"].answer
    assert "nan or infinity" in line(said("softmax", answer), "problem")


# --- by hand ---------------------------------------------------------------------------------------------------------

OF_PRACTICE = [0.898, 0.06, 0.041]


def test_the_practice_numbers_are_checked_in_full(capsys):
    numbers("softmax_by_hand", "practice")
    check("softmax_by_hand", OF_PRACTICE)
    assert "softmax_by_hand: right on all 1 public cases." in capsys.readouterr().out
    message = said("softmax_by_hand", OF_PRACTICE[::-1])
    assert line(message, "asked") == "the value of softmax_by_hand for the practice numbers"
    assert line(message, "got") == "[0.041, 0.06, 0.898]"


def test_two_decimals_are_enough_by_hand(capsys):
    check("softmax_by_hand", [0.9, 0.06, 0.04])
    assert "right" in capsys.readouterr().out


def test_a_mistake_by_hand_is_named_for_the_practice_numbers():
    wrong = wrong_answers("softmax_by_hand")["turns the sign of the scores"]
    message = said("softmax_by_hand", wrong.answer(np.array([0.7, -2.0, -2.4])))
    assert f"if your answer {wrong.name}: " in message


@pytest.mark.parametrize("answer", [[0.9, 0.06, 0.04], [0.0, 0.0, 0.0]], ids=["right for practice", "wrong"])
def test_an_answer_to_ones_own_numbers_is_recorded_and_not_judged(capsys, answer):
    numbers("softmax_by_hand", "ada")
    check("softmax_by_hand", answer)
    assert capsys.readouterr().out == (
        "softmax_by_hand: recorded for 'ada'. Grading compares it with your own numbers.\n"
    )


@pytest.mark.parametrize(
    "answer",
    [
        [0.5, 0.5],
        0.5,
        "a third",
        softmax,
        [[0.1, 0.2], [0.3]],
    ],
)
def test_an_answer_to_ones_own_numbers_must_have_the_shape_that_is_asked(answer):
    numbers("softmax_by_hand", "ada")
    assert said("softmax_by_hand", answer) == "softmax_by_hand: an array of shape (3,) is expected."


def test_going_back_to_practice_makes_check_judge_again():
    numbers("softmax_by_hand", "ada")
    numbers("softmax_by_hand", "practice")
    assert "not yet right" in said("softmax_by_hand", [0.0, 0.0, 0.0])


@pytest.mark.parametrize("name", ["softmax_by_hand", "shift_invariance"])
@pytest.mark.parametrize("answer", [None, ...])
def test_a_blank_that_is_not_filled_in_is_not_answered_yet(name, answer):
    assert said(name, answer) == f"{name}: not answered yet: replace the three dots by your answer."


# --- choices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("option", "abcd")
def test_of_a_choice_every_option_is_recorded_with_the_same_words(capsys, option):
    check("shift_invariance", option)
    assert capsys.readouterr().out == (
        "shift_invariance: recorded. The answer, with a reason for each option, comes with the feedback.\n"
    )


@pytest.mark.parametrize("answer", ["e", "C", "", "ab", 3, ["c"], {"c"}], ids=repr)
def test_what_is_not_one_of_the_options_is_told_with_all_of_them(answer):
    assert said("shift_invariance", answer) == (
        f"shift_invariance: {answer!r} is not one of the options 'a', 'b', 'c', 'd'."
    )


@pytest.mark.parametrize("options", [["a", "c"], ["c"]])
def test_an_array_of_options_is_not_one_of_the_options(options):
    assert "is not one of the options" in said("shift_invariance", np.array(options))


# --- the file of public cases ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ask", [lambda: check("softmax", softmax), lambda: numbers("softmax_by_hand", "ada")])
def test_without_its_file_check_says_where_it_looked_and_what_to_do(own_public_cases, tmp_path, ask):
    with pytest.raises(CheckFailed) as failed:
        ask()
    message = str(failed.value)
    assert f"public_cases.json is not in this notebook's folder ({tmp_path})" in message
    assert "copy it back next to the notebook, or fetch the assignment again" in message


DAMAGED = {
    "empty": "",
    "cut": '{"format": 1, "exercises": {"softm',
    "a list": "[]",
    "without exercises": '{"format": 1}',
    "exercises as a list": '{"format": 1, "exercises": []}',
    "an exercise of no kind": '{"format": 1, "exercises": {"softmax": {}}}',
    "an exercise that is a number": '{"format": 1, "exercises": {"softmax": 3}}',
    "a tolerance that is none": '{"format": 1, "exercises": {"softmax": {"kind": "value", "tolerance": {"tol": 1}}}}',
    "cases that are none": '{"format": 1, "exercises": {"softmax": {"kind": "function", "cases": [{"rung": "one"}]}}}',
    "values that are none": (
        '{"format": 1, "exercises": {"softmax": {"kind": "function", "cases": '
        '[{"rung": "one", "request": {"pickle": "x"}, "expected": {}, "named": {}}]}}}'
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_file_is_told_as_such(own_public_cases, how):
    own_public_cases(DAMAGED[how])
    message = said("softmax", softmax)
    assert message.startswith("softmax: The file public_cases.json cannot be read (")
    assert message.endswith("Fetch the assignment again.")


def test_a_file_of_another_version_is_told_with_both_versions(own_public_cases, folders):
    data = json.loads((folders["softmax"] / "public_cases.json").read_text())
    own_public_cases(json.dumps(data | {"format": 2}))
    assert "format 2 is not 1; the course and its `autograder` differ in version" in said("softmax", softmax)


def test_a_file_that_was_replaced_is_read_again(own_public_cases, folders, tmp_path, capsys):
    own_public_cases("{}")
    assert "cannot be read" in said("softmax", softmax)
    own_public_cases((folders["softmax"] / "public_cases.json").read_text())
    os.utime(tmp_path / "public_cases.json", ns=(1, 1))
    check("softmax", softmax)
    assert "right on all" in capsys.readouterr().out


@pytest.mark.parametrize("ask", [lambda: check("sofmax", softmax), lambda: numbers("sofmax", "ada")])
def test_an_exercise_that_is_not_there_is_told_with_those_that_are(ask):
    with pytest.raises(CheckFailed, match=r"sofmax: There is no exercise 'sofmax'.* are: softmax, softmax_jacobian, "):
        ask()


# --- numbers ---------------------------------------------------------------------------------------------------------


def test_numbers_are_the_same_whenever_and_wherever_they_are_drawn():
    np.testing.assert_array_equal(numbers("softmax_by_hand", "ada")["scores"], [3.0, -1.0, -0.5])


def test_practice_gives_the_numbers_of_the_worked_example():
    np.testing.assert_array_equal(numbers("softmax_by_hand", "practice")["scores"], [0.7, -2.0, -2.4])


def test_numbers_come_from_the_grid_without_repetition_and_differ_from_student_to_student():
    (grid,) = bank.find("softmax_by_hand").numbers.values()
    drawn = [tuple(numbers("softmax_by_hand", f"student-{i}")["scores"]) for i in range(100)]
    assert all(set(each) <= set(grid.values) and len(set(each)) == len(each) == 3 for each in drawn)
    assert len(set(drawn)) > 50
    assert {value for each in drawn for value in each} == set(grid.values)


@pytest.mark.parametrize("student", ["ada", "practice", "Åsa", "12345", ""])
def test_the_grader_expects_what_follows_from_the_numbers_that_the_notebook_shows(student):
    exercise = bank.find("softmax_by_hand")
    (case,) = student_cases(exercise, student)
    np.testing.assert_array_equal(exercise.reference(**numbers(exercise.name, student)), case.expected["value"])


def test_an_id_written_as_a_number_is_the_same_id():
    number: Any = 12345
    np.testing.assert_array_equal(
        numbers("softmax_by_hand", number)["scores"], numbers("softmax_by_hand", "12345")["scores"]
    )


# --- in a notebook ---------------------------------------------------------------------------------------------------

_SESSION = """
    from IPython.core.interactiveshell import InteractiveShell
    shell = InteractiveShell()
    shell.history_manager.enabled = False
    shell.run_cell("from autograder import check, numbers")
    shell.run_cell("def softmax(scores):\\n    raise NotImplementedError()")
    shell.run_cell('check("softmax", softmax)')
    shell.run_cell('check("nothing", softmax)')
    shell.run_cell('numbers("nothing", "ada")')
"""


def test_a_notebook_shows_the_message_and_no_traceback(folders, tmp_path):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(_SESSION)],
        cwd=folders["softmax"],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "IPYTHONDIR": str(tmp_path), "PYTHONHASHSEED": "3"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    first, *others = done.stdout.split("\nnothing: ")
    assert first.startswith("softmax: not yet right.\n") and first.endswith("it is not written yet")
    assert len(others) == 2 and all(each.startswith("There is no exercise 'nothing'") for each in others)
    assert "Traceback" not in done.stdout and "CheckFailed" not in done.stdout
