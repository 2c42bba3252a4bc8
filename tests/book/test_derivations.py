"""Derivations in a real browser: each step asks before it tells, and nobody is locked out."""

from __future__ import annotations

import pytest

from autograder.browser import wait_until_typeset

from .small_book import answer, box, build_error, choose, open_in, opened, small_book

__all__ = ["small_book"]
FIRST, SECOND = "The first telling", "The second telling."
STEP = "::::{{derivation}}\n:::{{step}} one\n{}\n:::\n::::"
ASK = "```{choice} softmax_own_slope\nWhat?\n```"


@pytest.fixture
def tab(browser, small_book):
    with opened(browser, open_in(small_book)) as page:
        yield page


@pytest.mark.browser
def test_a_step_tells_nothing_before_it_is_answered(tab):
    assert not tab.get_by_text(FIRST).is_visible()
    assert not tab.get_by_text(SECOND).is_visible()


@pytest.mark.browser
def test_a_right_prediction_opens_the_step_and_the_next_question(tab):
    assert not box(tab, "softmax_jacobian_diagonal").is_visible()
    choose(tab, "softmax_own_slope", 1)
    assert tab.get_by_text(FIRST).is_visible()
    assert box(tab, "softmax_jacobian_diagonal").is_visible()
    assert not tab.get_by_text(SECOND).is_visible()
    answer(tab, "softmax_jacobian_diagonal", "0.16")
    assert tab.get_by_text(SECOND).is_visible()


@pytest.mark.browser
def test_a_wrong_prediction_gets_its_reason_and_may_go_on(tab):
    assert "Not a." in choose(tab, "softmax_own_slope", 0)
    assert not tab.get_by_text(FIRST).is_visible()
    tab.get_by_role("button", name="Go on anyway").click()
    assert tab.get_by_text(FIRST).is_visible()
    assert box(tab, "softmax_jacobian_diagonal").is_visible()


@pytest.mark.browser
def test_nobody_goes_on_without_a_prediction(tab):
    assert not tab.get_by_role("button", name="Go on anyway").is_visible()
    box(tab, "softmax_own_slope").get_by_role("button", name="Check").click()
    assert not tab.get_by_role("button", name="Go on anyway").is_visible()
    assert not tab.get_by_text(FIRST).is_visible()


@pytest.mark.browser
def test_a_typed_prediction_that_cannot_be_read_opens_nothing(tab):
    choose(tab, "softmax_own_slope", 1)
    answer(tab, "softmax_jacobian_diagonal", "large")
    assert not tab.get_by_text(SECOND).is_visible()
    assert not box(tab, "softmax_jacobian_diagonal").get_by_role("button", name="Go on anyway").is_visible()


@pytest.mark.browser
def test_the_titles_of_all_steps_are_there_from_the_start(tab):
    assert tab.get_by_text("Step 1 of 2: the first").is_visible()
    assert tab.get_by_text("Step 2 of 2: the second").is_visible()


@pytest.mark.browser
def test_all_steps_can_be_opened_at_once_and_stay_open(tab):
    tab.get_by_role("button", name="Open all steps").click()
    tab.reload()
    tab.wait_for_function("document.documentElement.dataset.answers === 'ready'")
    assert tab.get_by_text(FIRST).is_visible() and tab.get_by_text(SECOND).is_visible()
    assert not tab.get_by_role("button", name="Open all steps").is_visible()


@pytest.mark.browser
def test_a_reload_keeps_what_was_opened_and_no_more(tab):
    choose(tab, "softmax_own_slope", 1)
    tab.reload()
    tab.get_by_text(FIRST).wait_for()
    assert not tab.get_by_text(SECOND).is_visible()


@pytest.mark.browser
def test_starting_a_step_again_shuts_it_and_those_after_it(tab):
    choose(tab, "softmax_own_slope", 1)
    box(tab, "softmax_own_slope").get_by_role("button", name="Start again").click()
    assert not tab.get_by_text(FIRST).is_visible()
    assert not box(tab, "softmax_jacobian_diagonal").is_visible()


@pytest.mark.browser
def test_a_keyboard_alone_goes_through_a_step(tab):
    box(tab, "softmax_own_slope").get_by_role("radio").first.focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.get_by_text(FIRST).is_visible()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('#question-softmax_own_slope') !== null")


@pytest.mark.browser
def test_an_address_that_names_a_place_inside_a_step_opens_it(browser, small_book):
    with opened(browser, open_in(small_book) + "#deep-inside") as page:
        assert page.get_by_text("A place inside.").is_visible()
        assert page.get_by_text(FIRST).is_visible()


@pytest.mark.browser
def test_a_link_within_the_page_to_a_place_inside_a_step_opens_it(tab):
    tab.get_by_role("link", name="into the step").click()
    tab.get_by_text("A place inside.").wait_for(state="visible")


@pytest.mark.browser
def test_without_scripts_all_steps_are_open(browser, small_book):
    with opened(browser, open_in(small_book), java_script_enabled=False) as page:
        assert page.get_by_text(FIRST).is_visible() and page.get_by_text(SECOND).is_visible()


@pytest.mark.browser
def test_on_paper_all_steps_are_open(tab):
    tab.emulate_media(media="print")
    assert tab.get_by_text(FIRST).is_visible() and tab.get_by_text(SECOND).is_visible()
    assert box(tab, "softmax_jacobian_diagonal").is_visible()


@pytest.mark.browser
def test_formulas_inside_closed_steps_are_typeset(tab):
    wait_until_typeset(tab)
    assert tab.locator(".math").count() == tab.locator(".math mjx-container").count() > 0


@pytest.mark.parametrize(
    ("page", "cause"),
    [
        ("::::{derivation}\nText.\n::::", "holds steps, and nothing else"),
        (STEP.format("It is so."), "does not begin with"),
        (STEP.format(ASK), "opens nothing"),
    ],
)
def test_a_step_that_tells_without_asking_stops_the_build(tmp_path, monkeypatch, page, cause):
    error = build_error(tmp_path, page, monkeypatch)
    assert cause in error and "boxes.md" in error


def test_a_step_that_asks_and_then_tells_does_not_stop_the_build(tmp_path, monkeypatch):
    assert build_error(tmp_path, STEP.format(ASK + "\nIt is so."), monkeypatch) == ""
