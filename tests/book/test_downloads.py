"""Each exercise's page offers the assignment as a file, for those who learn alone."""

import io
import zipfile

import pytest

from .test_book import ROOT, elements, extension

PAGE = "---\nkernelspec: {}\n---\n\n+++\n\n# Title\n\nText.\n\n```{code-cell} ipython3\nx\n```\n\n+++\n\nMore.\n"


def test_each_exercise_page_offers_its_assignment_as_it_is_released(built_book):
    pages = [page for page in built_book.pages if page.startswith("book/exercises/")]
    assert pages
    for page in pages:
        (link,) = [has["href"] for name, has in elements(built_book, page) if "download" in has]
        archive = (built_book.html / page).parent / link
        name = archive.stem
        assert page == f"book/exercises/{name}.html"
        with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as content:
            assert content.testzip() is None
            assert {f"{name}/{name}.ipynb", f"{name}/public_cases.json"} <= set(content.namelist())


def test_the_offer_stands_after_the_cell_with_the_title(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "book/_ext")
    before, after = extension("downloads").with_offer(PAGE, "small").split("Work on this in Jupyter")
    assert "Text." in before and "code-cell" not in before
    assert "small.zip" in after and "code-cell" in after


@pytest.mark.parametrize("text", ["no title", ""])
def test_a_page_without_a_title_is_an_error(monkeypatch, text):
    monkeypatch.syspath_prepend(ROOT / "book/_ext")
    with pytest.raises(ValueError):
        extension("downloads").with_offer(text, "small")
