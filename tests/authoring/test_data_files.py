"""Declared data files are released with an assignment and shown to its cells; a bad declaration is one error."""

import pytest

from autograder.authoring.release import release
from autograder.authoring.source import read
from autograder.errors import AuthoringError
from autograder.grading.driver import grade

HEAD = "  name: python3\n---\n"
DECLARED = "  name: python3\nbackprop:\n  files: [data/rows.csv]\n---\n"


@pytest.fixture
def declared(book, edit):
    """The small assignment with a data file that it declares and one that it does not."""
    edit(HEAD, DECLARED)
    folder = book / "exercises" / "data"
    folder.mkdir()
    (folder / "rows.csv").write_text("1,2\n3,4\n")
    (folder / "answers.csv").write_text("42\n")
    return book


def test_a_declared_file_is_released_in_its_place_and_no_other(declared, empty_course):
    release(empty_course.root, "small", declared)
    released = {
        str(path.relative_to(empty_course.root / "release/small")): path.read_text()
        for path in (empty_course.root / "release/small").rglob("*.csv")
    }
    assert released == {"data/rows.csv": "1,2\n3,4\n"}


def test_a_changed_data_file_is_a_changed_release(declared, empty_course):
    assert release(empty_course.root, "small", declared).changed
    assert not release(empty_course.root, "small", declared).changed
    (declared / "exercises/data/rows.csv").write_text("1,2\n3,5\n")
    assert release(empty_course.root, "small", declared).changed
    assert (empty_course.root / "release/small/data/rows.csv").read_text() == "1,2\n3,5\n"


def test_a_cell_reads_a_declared_file_while_it_is_graded_and_no_other(declared, empty_course):
    release(empty_course.root, "small", declared)
    notebook = empty_course.root / "release/small/small.ipynb"
    folder = empty_course.root / "submitted/ada/small"
    folder.mkdir(parents=True)
    cell = "import os; print('read', open('data/rows.csv').read().split(), sorted(os.listdir('data')))"
    (folder / "small.ipynb").write_text(with_own_cell(notebook.read_text(), cell))
    grade(empty_course, "small")
    graded = (empty_course.root / "autograded/ada/small/small.ipynb").read_text()
    assert "read ['1,2', '3,4'] ['rows.csv']" in graded


def with_own_cell(text, source):
    """Return a notebook with one more code cell at its end."""
    import nbformat

    notebook = nbformat.reads(text, 4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    return nbformat.writes(notebook)


@pytest.mark.parametrize(
    ("metadata", "cause"),
    [
        ("backprop: [data/rows.csv]", "metadata is malformed"),
        ("backprop: {file: data/rows.csv}", "metadata is malformed"),
        ("backprop: {files: data/rows.csv}", "metadata is malformed"),
        ("backprop: {files: [../intro.csv]}", "no name of a data file"),
        ("backprop: {files: [/etc/passwd]}", "no name of a data file"),
        ("backprop: {files: [data/.hidden.csv]}", "no name of a data file"),
        ("backprop: {files: [data/rows.py]}", "no name of a data file"),
        ("backprop: {files: [public_cases.json]}", "name of the public cases"),
        ("backprop: {files: [7]}", "no name of a data file"),
        ("backprop: {files: [data/columns.csv]}", "data file data/columns.csv is missing"),
        ("backprop: {files: [data/bytes.csv]}", "cannot be read"),
        ("backprop: {files: [data/large.csv]}", "larger than 1 MB"),
    ],
)
def test_a_declaration_that_cannot_be_meant_is_one_error_with_the_file(declared, edit, metadata, cause):
    (declared / "exercises/data/bytes.csv").write_bytes(b"\xff\xfe1,2")
    (declared / "exercises/data/large.csv").write_text("1,2\n" * 300_000)
    edit("backprop:\n  files: [data/rows.csv]\n", metadata + "\n")
    path = declared / "exercises" / "small.md"
    with pytest.raises(AuthoringError, match=cause) as refused:
        read(path)
    assert str(path) in str(refused.value)
