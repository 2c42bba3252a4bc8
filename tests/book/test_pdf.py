"""The whole book as one PDF: every chapter is there and can be found, nothing is there that only a screen can use."""

import importlib.util
import sys

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from .conftest import ROOT
from .test_print import words

SPEC = importlib.util.spec_from_file_location("pdf", ROOT / "docs/pdf.py")
CONTROLS = ("Back to top", "Search the book", "Link to this state", "That is my prediction", "Hint:", "Check\n")


@pytest.fixture(scope="module")
def pdf():
    """The script."""
    module = sys.modules["pdf"] = importlib.util.module_from_spec(SPEC)
    SPEC.loader.exec_module(module)
    return module


def bound(pdf, browser, book, pages, folder):
    """Return the titles of the pages, and the pages as one document, read again."""
    parts = [pdf.printed(browser, book.html / page) for page in pages]
    pdf.bound(browser, parts).write(folder / "book.pdf")
    return [part.title for part in parts], PdfReader(folder / "book.pdf")


def bookmarks(document):
    """Return the bookmarks of the pages with their sheets, and below each title those of its sections."""
    sheets, below, title = {}, {}, ""
    for entry in document.outline:
        if isinstance(entry, list):
            below[title] = entry
        else:
            title = entry.title
            sheets[title] = document.get_destination_page_number(entry)
    return sheets, below


def links(document, sheet):
    """Return the numbers of the sheets to which the links of a sheet lead."""
    notes = [note.get_object() for note in sheet.get("/Annots", ())]
    numbers = {each.indirect_reference.idnum: number for number, each in enumerate(document.pages)}
    return [numbers[note["/Dest"][0].idnum] for note in notes if isinstance(note.get("/Dest"), list)]


def check(titles, document):
    """Compare bookmarks, contents, numbers and texts of a document with the titles of its parts."""
    marks, _ = bookmarks(document)
    assert list(marks) == ["Contents", *titles]
    sheets = [words(sheet.extract_text()) for sheet in document.pages]
    for title in titles:
        assert words(title) in sheets[marks[title]], title
        assert words(title) in sheets[0] and str(marks[title] + 1) in sheets[0].split(), title
    assert links(document, document.pages[0]) == [marks[title] for title in titles]
    assert [number for number, sheet in enumerate(sheets, 1) if str(number) not in sheet.split()] == []
    text = "\n".join(sheets)
    assert [control for control in CONTROLS if control in text] == []


def test_parts_are_bound_with_contents_bookmarks_and_numbers(browser, built_book, pdf, tmp_path):
    pages = ["book/sigmoid.html", "book/references.html"]
    titles, document = bound(pdf, browser, built_book, pages, tmp_path)
    assert len(titles) == 2
    check(titles, document)
    sheets, below = bookmarks(document)
    chapter = BeautifulSoup((built_book.html / pages[0]).read_text("utf-8"), "html.parser").select("article h2")
    marks = [mark for mark in below[titles[0]] if not isinstance(mark, list)]
    assert [mark.title for mark in marks] == [pdf.plain(heading.text) for heading in chapter]
    for mark in marks:
        assert words(mark.title) in words(document.pages[document.get_destination_page_number(mark)].extract_text())
    assert sheets[titles[0]] <= document.get_destination_page_number(marks[0]) < sheets[titles[1]]
    assert marks[0].top != marks[1].top  # a place on the sheet, not only the sheet


def test_links_lead_to_places_of_the_document_and_never_to_files(browser, built_book, pdf, tmp_path):
    pages = ["book/sigmoid.html", "book/neurons.html"]
    titles, document = bound(pdf, browser, built_book, pages, tmp_path)
    sheets, _ = bookmarks(document)
    found = [links(document, sheet) for sheet in document.pages]
    assert any(sheets[titles[1]] in there for there in found[1 : sheets[titles[1]]])
    assert any(sheets[titles[0]] in there for there in found[sheets[titles[1]] :])
    addresses = [
        str(note.get_object().get("/A", {}).get("/URI", ""))
        for sheet in document.pages
        for note in sheet.get("/Annots", ())
    ]
    assert [address for address in addresses if address.startswith("file:")] == []


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
