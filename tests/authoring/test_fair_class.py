"""Right answers earn full marks however they are written, and whatever state their notebook is in."""

import ast
import inspect
from pathlib import Path

import pytest

from autograder import bank
from autograder.authoring import sample_class
from autograder.authoring.fair_class import prove_fair
from autograder.authoring.fair_notebooks import NOTEBOOK_CHANGES, NotebookChange
from autograder.authoring.fair_sources import SOURCE_CHANGES, WRITTEN, SourceChange
from autograder.authoring.source import read
from autograder.authoring.what_counts import left_out, what_counts
from autograder.bank.fairness import TRANSFORMATIONS
from autograder.errors import ClaimFails
from autograder.manifest import Role

EXERCISES = Path(__file__).resolve().parents[2] / "book" / "exercises"
WRITTEN_EXERCISES = [exercise for exercise in bank.exercises().values() if exercise.kind in WRITTEN]


@pytest.fixture
def small(book):
    return book / "exercises" / "small.md"


def test_there_are_more_than_forty_ways_with_names_of_their_own():
    names = [way.name for way in SOURCE_CHANGES] + [way.name for way in NOTEBOOK_CHANGES]
    names += [way.name for way in TRANSFORMATIONS]
    assert len(names) == len(set(names)) > 40


@pytest.mark.parametrize("change", SOURCE_CHANGES, ids=lambda change: change.name)
def test_a_change_of_the_source_gives_another_source_that_can_be_parsed(change):
    fitting = [exercise for exercise in WRITTEN_EXERCISES if exercise.kind in change.kinds]
    sources = {exercise.name: inspect.getsource(exercise.reference) for exercise in fitting}
    changed = {name: ast.dump(ast.parse(change.rewrite(source, name))) for name, source in sources.items()}
    same = [name for name, source in sources.items() if changed[name] == ast.dump(ast.parse(source))]
    assert len(same) < len(sources) * 2 / 3  # a function without names of its own keeps them; short ones have none


def test_right_answers_in_other_ways_earn_full_marks(small):
    content = read(small)
    found = prove_fair(content)
    assert found.submissions == len(SOURCE_CHANGES) + len(NOTEBOOK_CHANGES)
    assert found.tried + found.inapplicable == found.submissions * len(content.exercises)


@pytest.mark.slow
@pytest.mark.parametrize("chapter", bank.CHAPTERS)
def test_right_answers_to_every_assignment_earn_full_marks_in_other_ways(chapter):
    prove_fair(read(EXERCISES / f"{chapter}.md"))


def _spoil(notebook):
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].replace("axis=1", "axis=0")


@pytest.mark.parametrize(
    ("attribute", "change"),
    [
        ("NOTEBOOK_CHANGES", NotebookChange("another axis", _spoil)),
        ("SOURCE_CHANGES", SourceChange("nothing", lambda source, name: f"{name} = None", ("function",), "")),
    ],
)
def test_a_way_that_costs_a_mark_is_told_with_the_exercise(small, monkeypatch, attribute, change):
    monkeypatch.setattr(sample_class, "SOURCE_CHANGES", ())
    monkeypatch.setattr(sample_class, "NOTEBOOK_CHANGES", ())
    monkeypatch.setattr(sample_class, attribute, (change,))
    with pytest.raises(ClaimFails, match=rf"{change.name}\), test_softmax"):
        prove_fair(read(small))


# --- what students are told -----------------------------------------------------------------------------------------


def test_a_release_ends_with_what_counts(small):
    last = read(small).cells[-1]
    assert (last.role, last.grade_id) == (Role.GIVEN, "what_counts")


@pytest.mark.parametrize("chapter", bank.CHAPTERS)
def test_students_are_told_of_every_exercise_how_many_ways_fit_and_why_others_do_not(chapter):
    text = what_counts(bank.chapter(chapter))
    count = len(SOURCE_CHANGES) + len(NOTEBOOK_CHANGES) + len(TRANSFORMATIONS)
    for exercise in bank.chapter(chapter):
        (line,) = [line for line in text.splitlines() if line.startswith("- ") and f"`{exercise.name}`" in line]
        if exercise.kind != "text":
            assert f": {count - len(left_out(exercise))} of {count} ways; " in line


def test_every_way_that_does_not_fit_has_a_reason():
    for exercise in bank.exercises().values():
        if exercise.kind != "text":
            assert all(left_out(exercise).values())
