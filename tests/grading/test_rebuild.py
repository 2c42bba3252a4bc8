"""The graded notebook: the manifest's cells, the student's sources, and tests where they are fair."""

import pytest

from autograder.grading.intake import SubmittedCell
from autograder.grading.rebuild import rebuild
from autograder.manifest import Cell, ExerciseEntry, Manifest, Role


@pytest.fixture
def manifest():
    cells = (
        Cell("setup", Role.GIVEN, "code", "import numpy as np"),
        Cell("f", Role.SOLUTION, "code", "def f(): ...", exercise="f"),
        Cell("test_f", Role.TEST, "code", 'check("f", f)', 2.0, "f"),
        Cell("intro_g", Role.GIVEN, "markdown", "Now g."),
        Cell("g", Role.SOLUTION, "code", "def g(): ...", exercise="g"),
        Cell("test_g", Role.TEST, "code", 'check("g", g)', 3.0, "g"),
        Cell("why", Role.BY_HAND, "markdown", "Say why.", 1.0, "why"),
    )
    entries = {
        "f": ExerciseEntry("function", 2.0, (), ""),
        "g": ExerciseEntry("function", 3.0, ("f",), ""),
        "why": ExerciseEntry("text", 1.0, (), ""),
    }
    return Manifest("a", cells, entries, {})


@pytest.fixture
def as_released(manifest):
    return [SubmittedCell(cell.cell_type, cell.source, cell.grade_id) for cell in manifest.cells]


def ids(plan):
    return [cell.released.grade_id if cell.released else cell.source for cell in plan]


def test_the_release_comes_back_as_it_was(manifest, as_released):
    assert ids(rebuild(manifest, as_released)) == [cell.grade_id for cell in manifest.cells]


def test_an_unchanged_cell_counts_as_not_answered(manifest, as_released):
    assert not any(
        cell.answered for cell in rebuild(manifest, as_released) if cell.role in (Role.SOLUTION, Role.BY_HAND)
    )


def test_given_cells_and_tests_have_the_manifests_text(manifest, as_released):
    forged = [SubmittedCell(cell.cell_type, "forged", cell.grade_id) for cell in as_released]
    plan = rebuild(manifest, forged)
    assert {cell.source for cell in plan if cell.role in (Role.GIVEN, Role.TEST)} == {
        "import numpy as np",
        "Now g.",
        'check("f", f)',
        'check("g", g)',
    }


def test_every_graded_cell_is_there_exactly_once_whatever_is_missing(manifest, as_released):
    for missing in range(len(as_released)):
        plan = rebuild(manifest, as_released[:missing] + as_released[missing + 1 :])
        assert sorted(ids(plan)) == sorted(cell.grade_id for cell in manifest.cells)
    assert sorted(ids(rebuild(manifest, []))) == sorted(cell.grade_id for cell in manifest.cells)


def test_a_test_never_comes_before_the_solutions_it_needs(manifest, as_released):
    plan = ids(rebuild(manifest, as_released[::-1]))
    assert plan.index("f") < plan.index("test_f")
    assert max(plan.index("f"), plan.index("g")) < plan.index("test_g")


def test_the_set_up_comes_before_the_first_solution_even_when_it_was_moved(manifest, as_released):
    plan = ids(rebuild(manifest, as_released[1:] + as_released[:1]))
    assert plan.index("setup") < plan.index("f")


def test_a_helper_between_solution_and_test_stays_there(manifest, as_released):
    helper = SubmittedCell("code", "def helper(): ...")
    plan = ids(rebuild(manifest, [*as_released[:2], helper, *as_released[2:]]))
    assert plan[:4] == ["setup", "f", "def helper(): ...", "test_f"]


def test_a_deleted_test_comes_right_after_its_solution(manifest, as_released):
    plan = ids(rebuild(manifest, [cell for cell in as_released if cell.grade_id != "test_f"]))
    assert plan.index("test_f") == plan.index("f") + 1


def test_of_a_solution_that_stands_twice_the_first_keeps_the_id_and_both_run(manifest, as_released):
    again = SubmittedCell("code", "def f(): return 2", "f")
    plan = rebuild(manifest, [*as_released[:2], again, *as_released[2:]])
    assert ids(plan)[:3] == ["setup", "f", "def f(): return 2"]


def test_a_test_that_stands_twice_counts_once(manifest, as_released):
    doubled = [cell for cell in as_released for _ in range(2 if cell.grade_id.startswith("test") else 1)]
    assert sorted(ids(rebuild(manifest, doubled))) == sorted(cell.grade_id for cell in manifest.cells)


def test_code_handed_in_as_text_does_not_run(manifest, as_released):
    as_text = [SubmittedCell("markdown", cell.source, cell.grade_id) for cell in as_released]
    plan = rebuild(manifest, as_text)
    assert [cell.source for cell in plan if cell.role is Role.SOLUTION] == ["", ""]


def test_a_solution_whose_id_was_lost_still_runs_before_its_test(manifest, as_released):
    lost = [SubmittedCell("code", "def f(): return 1") if cell.grade_id == "f" else cell for cell in as_released]
    plan = ids(rebuild(manifest, lost))
    assert plan.index("def f(): return 1") < plan.index("test_f")
