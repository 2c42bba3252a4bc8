"""What comes in from strangers is read with care, or refused with a reason."""

import json
import os

import pytest

from autograder.errors import SubmissionError
from autograder.grading.intake import MAX_NOTEBOOK, parse_notebook, read_submission


def _notebook(*cells, **fields):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **fields}).encode()


def _code(source, grade_id=None):
    metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": []}


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def test_a_notebook_is_read_with_the_time_it_was_handed_in(folder):
    (folder / "softmax.ipynb").write_bytes(b"{}")
    (folder / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC\n")
    submission = read_submission(folder, "softmax")
    assert (submission.notebook, submission.timestamp) == (b"{}", "2026-01-02 03:04:05 UTC")


def test_a_single_notebook_under_another_name_is_accepted(folder):
    (folder / "softmax (1).ipynb").write_bytes(b"{}")
    assert read_submission(folder, "softmax").file_name == "softmax (1).ipynb"


def test_two_notebooks_of_other_names_are_refused(folder):
    for name in ("a.ipynb", "b.ipynb"):
        (folder / name).write_bytes(b"{}")
    with pytest.raises(SubmissionError, match="2 notebooks and none is called softmax"):
        read_submission(folder, "softmax")


def test_no_notebook_is_refused(folder):
    with pytest.raises(SubmissionError, match="no notebook"):
        read_submission(folder, "softmax")


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_link_to_another_file_is_refused(folder, link):
    (folder / "secret.txt").write_text("the gradebook")
    link(folder / "secret.txt", folder / "softmax.ipynb")
    with pytest.raises(SubmissionError):
        read_submission(folder, "softmax")


def test_a_folder_that_links_to_another_submission_is_refused(folder):
    (folder / "theirs").mkdir()
    (folder / "theirs" / "softmax.ipynb").write_bytes(b"{}")
    os.symlink(folder / "theirs", folder / "mine")
    with pytest.raises(SubmissionError, match="folder is a link"):
        read_submission(folder / "mine", "softmax")


def test_a_pipe_is_refused_without_waiting_for_it(folder):
    os.mkfifo(folder / "softmax.ipynb")
    with pytest.raises(SubmissionError, match="not a regular file"):
        read_submission(folder, "softmax")


def test_a_linked_time_stamp_is_left_out(folder):
    (folder / "softmax.ipynb").write_bytes(b"{}")
    os.symlink("/etc/hostname", folder / "timestamp.txt")
    assert read_submission(folder, "softmax").timestamp == ""


def test_a_file_over_the_limit_is_refused(folder):
    with (folder / "softmax.ipynb").open("wb") as file:
        file.truncate(MAX_NOTEBOOK + 1)
    with pytest.raises(SubmissionError, match="the limit is"):
        read_submission(folder, "softmax")


def test_of_a_cell_only_type_source_and_id_are_kept():
    cell = _code("x = 1", "softmax") | {"outputs": [{"data": {"text/html": "<script>"}}]}
    (parsed,) = parse_notebook(_notebook(cell))
    assert (parsed.cell_type, parsed.source, parsed.grade_id) == ("code", "x = 1", "softmax")


def test_a_source_may_be_a_list_of_lines():
    (parsed,) = parse_notebook(_notebook(_code(["x = 1\n", "y = 2"])))
    assert parsed.source == "x = 1\ny = 2"


def test_a_byte_order_mark_is_no_obstacle():
    assert parse_notebook(b"\xef\xbb\xbf" + _notebook(_code("x"))) != []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "not valid JSON"),
        (b"", "not valid JSON"),
        ("{}".encode("utf-16"), "not UTF-8"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b"[]", "not a notebook of format 4"),
        (_notebook(nbformat=3), "not a notebook of format 4"),
        (_notebook(cells=None), "not a notebook of format 4"),
        (_notebook(*[_code("")] * 1001), "more than 1000 cells"),
    ],
)
def test_what_is_not_a_notebook_is_refused_with_its_reason(data, reason):
    with pytest.raises(SubmissionError, match=reason):
        parse_notebook(data)


@pytest.mark.parametrize(
    "cell",
    [None, 7, [], {}, {"cell_type": "evil"}, {"cell_type": "code", "source": 7}, {"cell_type": ["code"], "source": ""}],
)
def test_a_malformed_cell_is_left_out_and_the_others_stay(cell):
    assert [parsed.source for parsed in parse_notebook(_notebook(cell, _code("x")))] == ["x"]


@pytest.mark.parametrize(
    "metadata", [None, [], {"nbgrader": 3}, {"nbgrader": {"grade_id": {}}}, {"nbgrader": {"grade_id": "x" * 101}}]
)
def test_odd_metadata_is_no_id(metadata):
    cell = _code("x") | {"metadata": metadata}
    assert parse_notebook(_notebook(cell))[0].grade_id == ""


def test_lone_surrogates_become_writable_text():
    (parsed,) = parse_notebook(_notebook(_code("x = '\ud800'")))
    assert parsed.source.encode()
