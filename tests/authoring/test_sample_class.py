"""The sample class hands in what students could have typed: copies of the bank's code, which give the bank's values."""

import json
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from autograder import bank
from autograder.authoring.as_source import as_source
from autograder.authoring.sample_class import Classroom, surprises
from autograder.bank.cases import public_cases
from autograder.manifest import Role
from autograder.student.kinds import perform
from autograder.student.plain import encode
from autograder.verdict import State, Verdict

from .conftest import ASSIGNMENTS

CALLED = ("function", "class", "initialiser", "plot")
EXERCISES = bank.exercises()


def implementations(*kinds):
    """Return (exercise, story, implementation) for everything that the bank has written down."""
    return [
        pytest.param(exercise, implementation, id=f"{exercise.name}: {story}")
        for exercise in EXERCISES.values()
        if exercise.kind in kinds
        for story, implementation in [
            ("the reference", exercise.reference),
            *((right.name, right.answer) for right in exercise.right),
            *((wrong.name, wrong.answer) for wrong in exercise.wrong),
        ]
    ]


def typed(source, **names):
    """Return the notebook's names after a cell with ``source`` was run; it had NumPy and ``names``."""
    scope = {"np": np, **names}
    exec(compile(source, "<typed>", "exec"), scope)
    return scope


@lru_cache
def requests(name):
    """Return one request of each public rung."""
    return list({case.rung: case.request for case in public_cases(EXERCISES[name], EXERCISES)}.values())


def replies(exercise, answer):
    """Return what ``answer`` gives on every public rung."""
    with np.errstate(all="ignore"):
        return [encode(perform(exercise.kind, answer, request)) for request in requests(exercise.name)]


# --- code as a student could have typed it ---------------------------------------------------------------------------


@pytest.mark.parametrize(("exercise", "implementation"), implementations(*CALLED))
def test_a_copy_runs_with_numpy_alone_and_gives_the_same_values(exercise, implementation):
    alone = typed(as_source(exercise.name, implementation))[exercise.name]
    assert alone is not implementation
    assert replies(exercise, alone) == replies(exercise, implementation)


@pytest.mark.parametrize(("exercise", "implementation"), implementations("value"))
def test_a_copy_of_a_calculation_by_hand_gives_the_same_numbers(exercise, implementation):
    practice = {name: np.array(grid.practice) for name, grid in exercise.numbers.items()}
    alone = typed(as_source("_by_hand", implementation))["_by_hand"]
    np.testing.assert_array_equal(alone(**practice), implementation(**practice))


@pytest.mark.parametrize(("exercise", "implementation"), implementations(*CALLED))
def test_a_copy_leaves_one_name_in_the_notebook_besides_its_wrapper(exercise, implementation):
    before = set(typed("")) | {exercise.name, f"_write_{exercise.name}"}
    assert set(typed(as_source(exercise.name, implementation))) == before


def test_a_copy_calls_the_students_own_earlier_answer_and_brings_none_of_its_own():
    exercise = bank.find("softmax_jvp")
    source = as_source("softmax_jvp", exercise.reference, notebook=exercise.uses)
    assert "def softmax(" not in source
    jvp = typed(source, softmax=lambda scores: np.full(np.shape(scores), 7.0))["softmax_jvp"]
    np.testing.assert_array_equal(jvp(np.zeros((1, 2)), np.array([[1.0, 0.0]])), [[-42.0, -49.0]])


STEP, NAMES = 0.5, ("a", "b")


def uses_constants(x):
    return [(name, x + STEP) for name in NAMES]


def test_a_copy_brings_the_constants_of_its_module_with_it_and_keeps_them_to_itself():
    scope = typed(as_source("answer", uses_constants))
    assert scope["answer"](1.0) == [("a", 1.5), ("b", 1.5)]
    assert not {"STEP", "NAMES"} & set(scope)


# --- the class -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def classrooms(released):
    return {
        assignment: Classroom(
            released.manifest(assignment), released.root / "release" / assignment / f"{assignment}.ipynb"
        )
        for assignment in ASSIGNMENTS
    }


@pytest.fixture(scope="module")
def classes(classrooms):
    return {assignment: classroom.pupils() for assignment, classroom in classrooms.items()}


def sources(pupil):
    return {
        cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"])
        for cell in json.loads(pupil.content)["cells"]
    }


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_class_is_the_same_each_time(classrooms, classes, assignment):
    assert classrooms[assignment].pupils() == classes[assignment]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_two_pupils_have_the_same_id(classes, assignment):
    ids = [pupil.id.casefold() for pupil in classes[assignment]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_id_is_one_that_the_course_takes_in(classrooms, released, tmp_path, assignment):
    course = type(released)(tmp_path)
    pupils = classrooms[assignment].hand_in(tmp_path / "submitted")
    assert sorted(student for student, _ in course.submitted(assignment)) == sorted(pupil.id for pupil in pupils)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_named_mistake_has_a_pupil_who_loses_points_for_it_and_for_nothing_else(classes, released, assignment):
    losses = [dict(pupil.loses) for pupil in classes[assignment]]
    for name in released.manifest(assignment).exercises:
        for wrong in bank.find(name).wrong:
            assert losses.count({name: wrong.name}) == 1


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_right_answer_of_the_bank_is_handed_in_by_a_pupil_who_loses_nothing(classes, released, assignment):
    handed_in = [sources(pupil) for pupil in classes[assignment] if pupil.id.startswith("right")]
    assert not [pupil.id for pupil in classes[assignment] if pupil.id.startswith("right") and pupil.loses]
    for name in released.manifest(assignment).exercises:
        exercise = bank.find(name)
        texts = {cells[name] for cells in handed_in}
        if exercise.kind in CALLED:
            for right in exercise.right:
                assert as_source(name, right.answer, notebook=exercise.uses) in texts


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_all_but_the_half_file_are_notebooks_and_only_that_is_unread(classes, assignment):
    def is_notebook(pupil):
        try:
            return bool(json.loads(pupil.content)["cells"])
        except ValueError:
            return False

    assert [pupil.id for pupil in classes[assignment] if not is_notebook(pupil)] == ["invalid-json"]
    assert [pupil.id for pupil in classes[assignment] if pupil.unread] == ["invalid-json"]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_pupil_changes_answers_and_leaves_given_cells_and_tests_alone(classes, released, assignment):
    locked = {
        cell.grade_id: cell.source
        for cell in released.manifest(assignment).cells
        if cell.role in (Role.GIVEN, Role.TEST)
    }
    for pupil in classes[assignment]:
        if not pupil.unread and pupil.id != "test-deleted":
            cells = sources(pupil)
            assert {grade_id: cells[grade_id] for grade_id in locked} == locked, pupil.id


def test_handing_in_again_writes_only_what_changed(classrooms, tmp_path):
    pupils = classrooms["softmax"].hand_in(tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == len(pupils)
    (edited,) = [path for path in files if path.parts[-3] == "right"]
    edited.write_text("{}")
    times = {path: path.stat().st_mtime_ns for path in files if path != edited}
    assert classrooms["softmax"].hand_in(tmp_path) == pupils
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert edited.read_bytes() == next(pupil.content for pupil in pupils if pupil.id == "right")


def test_one_pupil_hands_in_under_another_name(classrooms, tmp_path):
    classrooms["softmax"].hand_in(tmp_path)
    (path,) = (tmp_path / "renamed-file" / "softmax").iterdir()
    assert path.name == "softmax (1).ipynb"


# --- what is a surprise ----------------------------------------------------------------------------------------------


def honest(manifest, pupil):
    """Return the verdicts that ``pupil`` honestly earns."""
    found = {}
    for cell in manifest.graded():
        lost = cell.exercise in pupil.loses
        state = State.BY_HAND if cell.role is Role.BY_HAND and not lost else State.SCORED
        name = pupil.loses.get(cell.exercise)
        found[cell.grade_id] = Verdict(
            cell.grade_id,
            state,
            cell.points,
            score=None if state is State.BY_HAND else 0.0 if lost else cell.points,
            mistakes=(name,) if name else (),
        )
    return found


@pytest.fixture
def wrong(classes):
    (pupil,) = [pupil for pupil in classes["softmax"] if pupil.id == "wrong-softmax-1"]
    return pupil


def test_what_is_honestly_earned_is_no_surprise(released, wrong):
    manifest = released.manifest("softmax")
    assert surprises(manifest, wrong, honest(manifest, wrong)) == []


@pytest.mark.parametrize(
    ("grade_id", "change"),
    [
        ("test_softmax", {"score": 4.0}),
        ("test_softmax", {"mistakes": ("divides the scores by their sum",)}),
        ("test_softmax", {"state": State.QUARANTINED, "score": None}),
        ("test_softmax_jvp", {"score": 3.0}),
        ("explain_overflow", {"state": State.SCORED, "score": 3.0}),
    ],
)
def test_points_too_many_or_too_few_and_a_mistake_not_named_are_surprises(released, wrong, grade_id, change):
    manifest = released.manifest("softmax")
    verdicts = honest(manifest, wrong)
    verdicts[grade_id] = replace(verdicts[grade_id], **change)
    (found,) = surprises(manifest, wrong, verdicts)
    assert found.startswith(f"wrong-softmax-1 (normalises over the whole table), {grade_id}: ")


def test_a_verdict_that_is_missing_is_a_surprise(released, wrong):
    manifest = released.manifest("softmax")
    verdicts = honest(manifest, wrong)
    del verdicts["test_softmax_jvp"]
    assert len(surprises(manifest, wrong, verdicts)) == 1
