"""The autograded notebook: nothing in it can act, and stock nbgrader reads the same scores from it."""

import nbformat
import pytest
from nbgrader.utils import determine_grade

from autograder.grading.notebook import write_notebook
from autograder.grading.rebuild import PlannedCell
from autograder.manifest import Cell, Role

TEST = Cell("test_f", Role.TEST, "code", 'check("f", f)', 4.0, "f")
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def read(plan, outputs=None):
    return nbformat.reads(write_notebook(plan, outputs or {}), as_version=4)


@pytest.mark.parametrize("score", [4.0, 2.5, 0.25])
def test_stock_nbgrader_reads_the_score_that_was_written(score):
    said = {"type": "stream", "name": "stdout", "text": "well done"}
    notebook = read([PlannedCell("code", TEST.source, TEST)], {0: [said, {"type": "score", "score": score}]})
    assert determine_grade(notebook.cells[0]) == (score, 4.0)


def test_stock_nbgrader_reads_no_points_from_an_error():
    error = {"type": "error", "name": "NotReached", "message": "no answer", "traceback": "no answer"}
    notebook = read([PlannedCell("code", TEST.source, TEST)], {0: [error]})
    assert determine_grade(notebook.cells[0]) == (0, 4.0)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "~~~~\n<b>out</b>\n~~~~", "~~~~~~~~ x", "[a](javascript:b)"]
)
def test_a_students_text_is_fenced_whole(text):
    source = read([PlannedCell("markdown", text)]).cells[0].source
    first, *inside, last = source.split("\n")
    assert first == last + "text"
    assert "\n".join(inside) == text
    assert last not in text


def test_a_given_text_is_rendered_as_it_was_released():
    given = Cell("intro", Role.GIVEN, "markdown", "# Softmax")
    assert read([PlannedCell("markdown", given.source, given)]).cells[0].source == "# Softmax"


@pytest.mark.parametrize(
    "output",
    [
        {"type": "html", "text": "<script>"},
        {"type": "display_data", "data": {"text/html": "<script>"}},
        {"type": "png", "data": '"><script>alert(1)</script>'},
        {"type": "png", "data": "iVBORw0KGgo<script>"},
        {},
    ],
)
def test_an_output_that_is_neither_text_nor_a_picture_is_left_out(output):
    assert read([PlannedCell("code", "x")], {0: [output]}).cells[0].outputs == []


def test_a_picture_is_kept():
    (output,) = read([PlannedCell("code", "x")], {0: [{"type": "png", "data": PNG}]}).cells[0].outputs
    assert output.data["image/png"] == PNG


def test_terminal_codes_are_taken_out():
    said = {"type": "stream", "name": "stdout", "text": "\x1b[31mred\x1b[0m\x07"}
    assert read([PlannedCell("code", "x")], {0: [said]}).cells[0].outputs[0].text == "red"


def test_ids_counts_and_metadata_are_not_the_students():
    cell = read([PlannedCell("code", "x")]).cells[0]
    assert (cell.id, cell.execution_count, dict(cell.metadata)) == ("cell-0", 1, {})
