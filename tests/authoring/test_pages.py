"""The book's page of an exercise is its release, and nothing but its release."""

from pathlib import Path

import jupytext
import nbformat
import pytest

from autograder.authoring.pages import exercise_page
from autograder.authoring.source import read
from autograder.errors import AuthoringError

from .conftest import ASSIGNMENTS, BOOK, HERE


def page_of(assignment):
    path = BOOK / "exercises" / f"{assignment}.md"
    return exercise_page(path, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_page_shows_cell_by_cell_what_students_get(released, assignment):
    page = jupytext.reads(page_of(assignment), fmt="md:myst")
    given = nbformat.read(released.root / "release" / assignment / f"{assignment}.ipynb", 4)
    assert [(cell.cell_type, cell.source) for cell in page.cells] == [
        (cell.cell_type, cell.source) for cell in given.cells
    ]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_line_of_a_solution_is_on_a_page(assignment):
    page = page_of(assignment)
    for cell in read(BOOK / "exercises" / f"{assignment}.md").cells:
        for line in cell.solution.secret_lines if cell.solution else ():
            assert line not in page


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_page_carries_nothing_of_nbgrader(assignment):
    page = page_of(assignment)
    for word in ("nbgrader", "grade_id", "locked", "solutions.", "BEGIN SOLUTION", "jupytext_version"):
        assert word not in page


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_page_is_the_same_each_time(assignment):
    assert page_of(assignment) == page_of(assignment)


def test_the_text_that_is_handed_over_counts_not_the_file():
    text = (HERE / "small.md").read_text().replace("One row a sample.", "Another text.")
    assert "Another text." in exercise_page(HERE / "small.md", text)


def test_code_that_holds_a_fence_stays_one_cell():
    text = (HERE / "small.md").read_text()
    fenced = text.replace("```{code-cell} ipython3\n---\ntags", "````{code-cell} ipython3\n---\ntags")
    fenced = fenced.replace('"practice"\n```', '"""\n```\n"""\n````')
    page = jupytext.reads(exercise_page(HERE / "small.md", fenced), fmt="md:myst")
    assert page.cells[4].source == 'student_id = """\n```\n"""'


def test_a_broken_exercise_gives_no_page():
    path = HERE / "broken" / "test_that_does_more.md"
    with pytest.raises(AuthoringError) as refused:
        exercise_page(Path("book/exercises/softmax.md"), path.read_text())
    assert refused.value.file == "book/exercises/softmax.md"
