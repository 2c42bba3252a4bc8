"""One MyST notebook is the source of an assignment; every rule it can break is named with the cell that breaks it."""

from pathlib import Path

import pytest

from autograder.authoring.source import read
from autograder.errors import AuthoringError
from autograder.manifest import Role

HERE = Path(__file__).resolve().parent

# fixture -> (cell, what the error says); every file of broken/ stands here
BROKEN = {
    "by_hand_without_points": ("explain_overflow", "has no points"),
    "choice_with_a_solution": ("shift_invariance", "is not a blank to fill in"),
    "exercise_not_in_the_bank": ("sofmax", "the bank has no exercise 'sofmax'"),
    "function_graded_by_hand": ("softmax", "graded by hand, and the bank says 'function'"),
    "given_cell_imports_the_bank": ("more", "imports 'autograder.bank'"),
    "given_cell_imports_the_solutions": ("more", "imports 'solutions.softmax'"),
    "given_cell_imports_what_students_lack": ("more", "imports 'scipy'"),
    "given_cell_installs": ("more", "not plain Python"),
    "given_cell_not_locked": ("about", "a given cell is not locked"),
    "given_code_without_metadata": ("2", "no nbgrader metadata"),
    "given_text_without_metadata": ("2", "no nbgrader metadata"),
    "id_is_not_the_functions_name": ("softmax_jvp", "it imports 'softmax'"),
    "id_missing": ("2", "grade_id is missing or malformed"),
    "id_too_long": ("a" * 65, "grade_id is missing or malformed"),
    "id_used_twice": ("softmax", "stands twice"),
    "id_with_a_blank": ("about softmax", "grade_id is missing or malformed"),
    "marker_of_a_hidden_test": ("1", "marker 'BEGIN HIDDEN TESTS'"),
    "marker_of_a_solution": ("1", "marker 'BEGIN SOLUTION'"),
    "metadata_is_not_a_mapping": ("2", "metadata is malformed"),
    "metadata_is_not_yaml": (None, "cannot be read"),
    "more_than_an_import": ("softmax", "more or less than one import"),
    "no_such_chapter": ("softmax", "there is no 'softmax' in solutions.soft_max"),
    "no_such_solution": ("softmax", "there is no 'soft_max' in solutions.softmax"),
    "solution_from_elsewhere": ("softmax", "does not import from solutions"),
    "solution_locked": ("softmax", "a solution cell is locked"),
    "solution_typed_in_the_notebook": ("softmax", "does not import from solutions"),
    "solution_under_another_name": ("softmax", "under another name"),
    "solution_with_points": ("softmax", "a solution cell has points"),
    "solution_without_test": ("softmax", "no test cell"),
    "task_cell": ("about", "a task cell"),
    "test_before_its_solution": ("test_softmax", "does not come before its test"),
    "test_in_markdown": ("test_softmax", "not a code cell"),
    "test_not_locked": ("test_softmax", "a test cell is not locked"),
    "test_of_another_function": ("test_softmax", "something else than its check"),
    "test_that_does_more": ("test_softmax", "something else than its check"),
    "test_with_negative_points": ("test_softmax", "has no points"),
    "test_with_points_that_are_no_number": ("test_softmax", "has no points"),
    "test_without_points": ("test_softmax", "has no points"),
    "text_exercise_in_a_code_cell": ("explain_overflow", "the bank says 'text'"),
    "two_solutions_in_a_cell": ("softmax", "several names"),
    "upstream_exercise_comes_later": ("softmax_jvp", "builds on 'softmax', which does not come earlier"),
    "value_without_its_blank": ("softmax_by_hand", "is not a blank to fill in"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named_with_file_cell_cause_and_cure(name):
    path = HERE / "broken" / f"{name}.md"
    cell, cause = BROKEN[name]
    with pytest.raises(AuthoringError) as refused:
        read(path)
    error = refused.value
    assert (error.file, error.cell) == (str(path), cell)
    assert cause in error.cause
    assert error.cure
    assert "\n" not in str(error)


def test_every_broken_notebook_is_tried():
    assert {path.stem for path in (HERE / "broken").iterdir()} == set(BROKEN)


@pytest.fixture(scope="module")
def small():
    return read(HERE / "small.md")


def test_the_assignment_is_called_like_its_file(small):
    assert small.name == "small"


def test_cells_keep_their_order_and_say_what_they_are_for(small):
    assert [(cell.grade_id, cell.role) for cell in small.cells] == [
        ("setup", Role.GIVEN),
        ("about_softmax", Role.GIVEN),
        ("softmax", Role.SOLUTION),
        ("test_softmax", Role.TEST),
        ("", None),
        ("softmax_by_hand", Role.SOLUTION),
        ("test_softmax_by_hand", Role.TEST),
        ("shift_invariance", Role.SOLUTION),
        ("test_shift_invariance", Role.TEST),
        ("explain_overflow", Role.BY_HAND),
        ("what_counts", Role.GIVEN),
    ]


def test_a_students_own_cell_stays_as_it_is(small):
    (yours,) = [cell for cell in small.cells if cell.role is None]
    assert yours.text == yours.source == 'student_id = "practice"'


def test_a_variable_is_released_as_the_blank_that_its_cell_holds(small):
    (blank,) = [cell for cell in small.cells if cell.grade_id == "shift_invariance"]
    assert blank.text == blank.source == "shift_invariance = ..."


def test_points_belong_to_tests_and_to_answers_graded_by_hand(small):
    assert {cell.grade_id: cell.points for cell in small.cells if cell.points} == {
        "test_softmax": 4.0,
        "test_softmax_by_hand": 2.0,
        "test_shift_invariance": 1.0,
        "explain_overflow": 3.0,
    }


def test_exercises_stand_in_the_order_of_the_notebook(small):
    assert list(small.exercises) == ["softmax", "softmax_by_hand", "shift_invariance", "explain_overflow"]


def test_a_comment_after_the_check_is_something_else_too():
    text = (HERE / "small.md").read_text().replace('check("softmax", softmax)', 'check("softmax", softmax)  # really?')
    with pytest.raises(AuthoringError, match="something else than its check"):
        read(Path("small.md"), text)


# --- the list of methods that are given ------------------------------------------------------------------------------

_SOLUTION = "nbgrader: {grade_id: softmax, grade: false, solution: true, locked: false}"
GIVEN = {
    "nothing": ("null", "the backprop metadata is malformed"),
    "a list": ("[__init__]", "the backprop metadata is malformed"),
    "a misspelt key": ("{gievn: [__init__]}", "the backprop metadata is malformed"),
    "a name outside a list": ("{given: __init__}", "the backprop metadata is malformed"),
    "numbers": ("{given: [1]}", "the backprop metadata is malformed"),
    "methods of a function": ("{given: [__init__]}", "a function has no methods to be given"),
}


@pytest.mark.parametrize("what", GIVEN)
def test_a_list_of_given_methods_is_refused_that_is(what):
    written, cause = GIVEN[what]
    text = (HERE / "small.md").read_text().replace(_SOLUTION, f"{_SOLUTION}\nbackprop: {written}")
    with pytest.raises(AuthoringError) as refused:
        read(Path("small.md"), text)
    assert (refused.value.file, refused.value.cell) == ("small.md", "softmax")
    assert cause in refused.value.cause
    assert "given" in refused.value.cure


# --- where a solution cell leads -------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["from .softmax import softmax", "from ..solutions.softmax import softmax"])
def test_a_solution_is_not_imported_by_a_relative_path(line):
    text = (HERE / "small.md").read_text().replace("from solutions.softmax import softmax", line)
    with pytest.raises(AuthoringError, match="cell softmax: a solution cell does not import from solutions"):
        read(Path("small.md"), text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("def answer(x:\n", "SyntaxError: "), ("raise ValueError('not today')\n", "ValueError: not today")],
)
def test_a_chapter_that_cannot_be_imported_is_named_with_the_reason(solved, text, said):
    with pytest.raises(AuthoringError, match=r"solutions\.written_for_a_test cannot be imported") as refused:
        solved(text)
    assert said in refused.value.cause


# --- what a class would show -----------------------------------------------------------------------------------------

_CLASS = """\
class answer:
    \"\"\"A number that can be doubled.\"\"\"

    def __init__(self, data):
        \"\"\"Keep the number.\"\"\"
        self.data = data
"""
_METHOD = "def twice(self): return answer(self.data * 2)"
SHOWN = {
    "a lambda": "twice = lambda self: answer(self.data * 2)",
    "a loop": f"for _ in range(1):\n        {_METHOD}",
    "an endless loop": f"while True:\n        {_METHOD}\n        break",
    "a branch": f"if True:\n        {_METHOD}",
    "a pattern": f"match 1:\n        case 1:\n            {_METHOD}",
    "an import": "import math",
    "a call": "print('twice: data * 2')",
}


@pytest.mark.parametrize("what", SHOWN)
def test_code_of_a_class_outside_its_methods_would_be_seen_and_is_refused(solved, what):
    with pytest.raises(AuthoringError, match="holds more than methods and attributes"):
        solved(f"{_CLASS}\n    {SHOWN[what]}\n")


def test_an_attribute_of_a_class_is_released_as_it_stands(solved):
    assert "\n    unit: str = 'metre'" in solved(f"{_CLASS}\n    unit: str = 'metre'\n").released


def test_a_class_without_a_docstring_tells_students_nothing_and_is_refused(solved):
    with pytest.raises(AuthoringError, match="the class answer has no docstring"):
        solved(_CLASS.replace('    """A number that can be doubled."""\n\n', ""))


def test_a_name_from_outside_is_found_however_deep_it_is_used(solved):
    deep = "def inner(y):\n        return [(lambda z: z + EPS)(y)]\n    return inner(x)"
    with pytest.raises(AuthoringError, match="uses 'EPS'"):
        solved(f'EPS = 1e-3\n\n\ndef answer(x):\n    """Return something."""\n    {deep}\n')
