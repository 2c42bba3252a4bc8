"""The whole book as one PDF: every chapter is there and can be found, nothing is there that only a screen can use."""

import importlib.util

import pytest
from pypdf import PdfReader

from .conftest import ROOT
from .test_print import words

SPEC = importlib.util.spec_from_file_location("pdf", ROOT / "docs/pdf.py")
CONTROLS = ("Back to top", "Search the book", "Link to this state", "That is my prediction", "Hint:", "Check\n")


@pytest.fixture(scope="module")
def pdf():
    """The script."""
    module = importlib.util.module_from_spec(SPEC)
    SPEC.loader.exec_module(module)
    return module


def bound(pdf, browser, book, pages, folder):
    """Return the pages as one document, read again."""
    parts = [pdf.printed(browser, book.html / page) for page in pages]
    pdf.bound(browser, parts).write(folder / "book.pdf")
    return [title for title, _ in parts], PdfReader(folder / "book.pdf")


def check(titles, document):
    """Compare bookmarks, contents, numbers and texts of a document with the titles of its parts."""
    marks = {mark.title: document.get_destination_page_number(mark) for mark in document.outline}
    assert list(marks) == ["Contents", *titles]
    sheets = [words(sheet.extract_text()) for sheet in document.pages]
    for title in titles:
        assert words(title) in sheets[marks[title]], title
        assert words(title) in sheets[0] and str(marks[title] + 1) in sheets[0].split(), title
    assert [number for number, sheet in enumerate(sheets, 1) if str(number) not in sheet.split()] == []
    text = "\n".join(sheets)
    assert [control for control in CONTROLS if control in text] == []


def test_parts_are_bound_with_contents_bookmarks_and_numbers(browser, built_book, pdf, tmp_path):
    titles, document = bound(pdf, browser, built_book, ["book/sigmoid.html", "book/references.html"], tmp_path)
    assert len(titles) == 2
    check(titles, document)


@pytest.mark.slow
def test_the_whole_book_is_one_document(browser, built_book, pdf, tmp_path):
    pages = pdf.pages_of(built_book.html)
    titles, document = bound(pdf, browser, built_book, pages, tmp_path)
    check(titles, document)
    assert len(document.pages) > 3 * len(pages)


def test_every_page_of_the_contents_is_printed_but_those_for_the_screen(built_book, pdf):
    pages = {page for page in built_book.pages if page.startswith("book/")}
    assert pages - set(pdf.pages_of(built_book.html)) == pdf.LEFT_OUT


def test_without_a_book_the_script_says_how_to_get_one(pdf, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["pdf.py", "--book", str(tmp_path)])
    assert pdf.main() == 1
    assert capsys.readouterr().err.strip()
