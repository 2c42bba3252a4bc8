"""A printed chapter holds the text, a drawing for each widget and lines to write on, and gives no answer away."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from .looking import CHAPTER, SCHEMES, shown

WAITING = ".question-hint, .question-answer, .question-reply, .question .opens"
INK = """() => [...new Set([...document.querySelectorAll(".bd-article :is(p, h2, pre, pre span, td)")]
  .map((node) => getComputedStyle(node).color))]"""


@pytest.fixture(scope="module")
def printed(browser, built_book) -> str:
    """Return the words of the softmax chapter as a PDF, with one blank between them."""
    with shown(browser, built_book, CHAPTER, scheme="dark") as tab:
        pages = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    return words("\n".join(page.extract_text() for page in pages))


def words(text: str) -> str:
    """Return a text with its ligatures undone and one blank wherever there is space."""
    return " ".join(text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi").split())


def texts(tab, selector: str) -> list[str]:
    """Return the words of each element, seen or not."""
    return [words(text) for text in tab.locator(selector).all_text_contents()]


def test_all_headings_captions_and_prompts_are_printed(browser, built_book, printed):
    with shown(browser, built_book, CHAPTER) as tab:
        wanted = texts(tab, ".bd-article :is(h1, h2)") + texts(tab, "figcaption .caption-text")
    wanted = [text.rstrip("#").rstrip() for text in wanted]
    assert len(wanted) > 15
    assert [text for text in wanted if text not in printed] == []
    assert printed.count("Answer:") > 5


def test_no_navigation_and_no_button_is_printed(browser, built_book, printed):
    with shown(browser, built_book, CHAPTER) as tab:
        tab.emulate_media(media="print")
        for selector in (".bd-sidebar", ".bd-sidebar-secondary", ".bd-header-article", ".prev-next-footer", ".copybtn"):
            assert not any(part.is_visible() for part in tab.locator(selector).all()), selector
        assert [button for button in tab.get_by_role("button").all() if button.is_visible()] == []
    for text in ("Back to top", "Search the book", "Link to this state", "That is my prediction", "Open all steps"):
        assert text not in printed, text


def test_a_drawing_is_printed_in_place_of_each_widget(browser, built_book):
    with shown(browser, built_book, CHAPTER) as tab:
        tab.emulate_media(media="print")
        hosts = tab.locator(".widget-host")
        assert hosts.count() > 2
        for host in hosts.all():
            assert host.locator(".widget-still svg").is_visible()
            assert not host.locator("input").first.is_visible()


def test_no_hint_and_no_solution_is_printed_unasked(browser, built_book, printed):
    with shown(browser, built_book, CHAPTER) as tab:
        tab.emulate_media(media="print")
        waiting = tab.locator(WAITING)
        assert waiting.count() > 10
        assert [part for part in waiting.all() if part.is_visible()] == []
        told = [line for text in texts(tab, f"{WAITING} p") for line in text.split(". ") if len(line) > 60]
    assert "Hint:" not in printed
    assert [line for line in told if line in printed] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_paper_is_white_and_ink_is_black_in_either_mode(browser, built_book, scheme):
    with shown(browser, built_book, CHAPTER, scheme=scheme) as tab:
        tab.emulate_media(media="print")
        dark = [colour for colour in tab.evaluate(INK) if max(map(float, colour[4:-1].split(","))) > 0x55]
        assert dark == []
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
