"""Boxes with a mistake in a real browser: the reader picks a line, each line has its answer, the correction opens."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from .small_book import box, build_error, choose, open_in, opened, said, small_book

__all__ = ["small_book"]
CORRECTION = "The correction:"
CHAPTER = Path(__file__).resolve().parents[2] / "book/softmax.md"
LINE = ":::{line}\n:because: So.\nText.\n:::\n"
WRONG = LINE.replace(":because:", ":wrong:\n:because:")
END = ":::{correction}\nSo.\n:::\n"


def example(body: str, options: str = ":source: *Notes*\n") -> str:
    return f"::::{{find-the-mistake}} name\n{options}\nWhere?\n\n{body}::::"


@pytest.fixture
def tab(browser, small_book):
    with opened(browser, open_in(small_book)) as page:
        yield page


@pytest.mark.browser
def test_the_wrong_line_is_met_with_its_reason_and_the_correction(tab):
    assert not tab.get_by_text(CORRECTION).is_visible()
    assert choose(tab, "mistake", 1) == "Found: line 2. It is 6."
    assert tab.get_by_text(CORRECTION).is_visible()


@pytest.mark.browser
def test_a_right_line_is_defended_and_the_correction_stays_shut(tab):
    assert choose(tab, "mistake", 0) == "Line 1 is right. Two and two."
    assert not tab.get_by_text(CORRECTION).is_visible()


@pytest.mark.browser
def test_whoever_tried_may_see_the_mistake(tab):
    assert not tab.get_by_role("button", name="Show the mistake").is_visible()
    choose(tab, "mistake", 0)
    tab.get_by_role("button", name="Show the mistake").click()
    assert tab.get_by_text(CORRECTION).is_visible()


@pytest.mark.browser
def test_checking_before_picking_asks_to_pick(tab):
    box(tab, "mistake").get_by_role("button", name="Check").click()
    assert said(tab, "mistake") == "Choose a line first."


@pytest.mark.browser
def test_a_keyboard_alone_finds_the_mistake(tab):
    box(tab, "mistake").get_by_role("radio").first.focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert said(tab, "mistake").startswith("Found: line 2.")


@pytest.mark.browser
def test_a_reload_keeps_what_was_found(tab):
    choose(tab, "mistake", 1)
    tab.reload()
    tab.wait_for_function("document.documentElement.dataset.answers === 'ready'")
    assert said(tab, "mistake").startswith("Found: line 2.")
    assert tab.get_by_text(CORRECTION).is_visible()


@pytest.mark.browser
def test_the_source_is_named_with_the_correction(tab):
    choose(tab, "mistake", 1)
    assert tab.get_by_text("Seen in: Some notes, page 3").is_visible()


@pytest.mark.browser
def test_without_scripts_the_lines_and_the_correction_are_there(browser, small_book):
    with opened(browser, open_in(small_book), java_script_enabled=False) as page:
        assert page.get_by_text(CORRECTION).is_visible()
        assert box(page, "mistake").get_by_role("radio").count() == 3


@pytest.mark.browser
def test_on_paper_the_lines_are_there_and_not_the_correction_of_a_mistake_that_is_still_to_be_found(tab):
    tab.emulate_media(media="print")
    assert not tab.get_by_text(CORRECTION).is_visible()
    assert box(tab, "mistake").locator(".question-option").count() == 3


@pytest.mark.parametrize(
    ("page", "cause"),
    [
        (example(LINE * 2 + WRONG + END, ""), "does not say where it was seen"),
        (example(LINE * 3 + END), "0 lines of 'name' are marked as wrong"),
        (example(LINE + WRONG * 2 + END), "2 lines of 'name' are marked as wrong"),
        (example(LINE + WRONG + END), "3 to 9"),
        (example(LINE * 2 + WRONG), "one {correction}"),
        (example(LINE * 2 + WRONG + END).replace(":because: So.\n", "", 1), "why it is right or wrong"),
        (example(LINE * 2 + WRONG + END).replace("Text.", "Text.\n\nMore.", 1), "must be one paragraph"),
    ],
)
def test_an_example_that_is_not_whole_stops_the_build(tmp_path, monkeypatch, page, cause):
    error = build_error(tmp_path, page, monkeypatch)
    assert cause in error and "boxes.md" in error


def test_a_whole_example_does_not_stop_the_build(tmp_path, monkeypatch):
    assert build_error(tmp_path, example(LINE * 2 + WRONG + END), monkeypatch) == ""


def test_the_lines_of_the_chapters_example_are_right_but_for_the_one_marked_wrong():
    text = CHAPTER.read_text("utf-8").split("{find-the-mistake} softmax_transposed_gradient")[1].split("\n::::\n")[0]
    bodies = re.findall(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", text, re.DOTALL)
    weights, wrong, right = (np.array([row.split("&") for row in body.split(r"\\")], dtype=float) for body in bodies)
    inputs, target = np.array([1.0, 3.0, 0.0]), np.array([0.0, 1.0, 0.0])
    scores = weights @ inputs + 0.1
    shares = np.exp(scores) / np.exp(scores).sum()
    gradient = (shares - target).round(2)
    rows = [
        np.array(re.findall(r"-?\d+\.?\d*", row), dtype=float)
        for row in re.findall(r"= \(([^)]*)\)\$", text.split(":::{line}", 1)[1])
    ]
    np.testing.assert_allclose(rows[0], scores)
    np.testing.assert_allclose(rows[1], shares, atol=0.005)
    np.testing.assert_allclose(rows[2], gradient)
    np.testing.assert_allclose(rows[3], gradient)
    np.testing.assert_allclose(right, np.outer(gradient, inputs))
    np.testing.assert_allclose(wrong, right.T)
    marked = text.split(":wrong:")[1].split(":::")[0]
    assert bodies[1] in marked
