"""The catalogue is covered, and whoever claims to cover it names what is there."""

from dataclasses import replace

import pytest

from autograder import bank
from autograder.bank import coverage as module
from autograder.bank.coverage import catalogue, coverage
from autograder.errors import AuthoringError

LINE = "softmax-properties"


@pytest.fixture
def with_cover(monkeypatch):
    """Let one exercise cover entries of the test's choice, and nothing else cover any."""

    def cover(*names):
        exercise = replace(bank.find("softmax"), covers=names)
        monkeypatch.setattr(module, "exercises", lambda: {exercise.name: exercise})
        monkeypatch.setattr(module, "questions", dict)

    return cover


def of(name, book):
    return next(each for each in coverage(book) if each.entry.id == name)


def test_the_catalogue_has_an_entry_for_everything_that_the_documents_ask():
    ids = [entry.id for entry in catalogue()]
    assert len(ids) == len(set(ids)) == 124
    assert {entry.seed for entry in catalogue()} == {"000", "001", "002", "003", "004"}


def test_an_entry_is_graded_by_the_exercises_that_cover_it_and_taught_where_their_hints_lead(with_cover, tmp_path):
    with_cover(LINE)
    (tmp_path / "softmax.md").write_text("(softmax-rows)=\n## Rows\n")
    found = of(LINE, tmp_path)
    assert found.graded == ("softmax",)
    assert found.taught == ("softmax#softmax-rows",)
    assert "softmax#softmax-definition" in found.planned
    assert found.holds


def test_an_entry_that_nothing_covers_does_not_hold(with_cover, tmp_path):
    with_cover()
    assert not of(LINE, tmp_path).holds


def test_covering_what_the_catalogue_does_not_have_is_an_error_with_the_exercises_name(with_cover, tmp_path):
    with_cover("softmax-porperties")
    with pytest.raises(AuthoringError, match=r"softmax covers 'softmax-porperties'"):
        coverage(tmp_path)
