"""Pages fit a phone, a tablet and a desk, in light and dark: nothing sticks out, text and buttons are large enough."""

from __future__ import annotations

import pytest

from .looking import CHAPTER, KINDS, SCHEMES, WIDTHS, shown

SMALLEST_TEXT, SMALLEST_CODE, SMALLEST_TARGET = 16, 15, 24  # CSS pixels

STICKING_OUT = """() => {
  const scrolls = (node) => node && (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(node).overflowX)
    || scrolls(node.parentElement));
  const shown = (node) => node.checkVisibility({ visibilityProperty: true })
    && getComputedStyle(node).position !== "fixed";
  return [...document.querySelectorAll("main *")].filter((node) => shown(node) && !scrolls(node.parentElement)
    && node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.outerHTML.slice(0, 120));
}"""
WIDER_INSIDE = """(node, kinds) => node.clientWidth > 1 && node.scrollWidth > node.clientWidth + 2
  && kinds.includes(getComputedStyle(node).overflowX)"""
CUT_OFF = f"""() => [...document.querySelectorAll(".bd-article *")]
  .filter((node) => ({WIDER_INSIDE})(node, ["hidden", "clip"]) && !node.closest("svg, mjx-math, mjx-assistive-mml"))
  .map((node) => node.outerHTML.slice(0, 120))"""
OUT_OF_REACH = f"""() => [...document.querySelectorAll("main *")]
  .filter((node) => ({WIDER_INSIDE})(node, ["auto", "scroll"]) && node.tabIndex < 0
    && !node.querySelector("a[href], button, input, [tabindex='0']"))
  .map((node) => node.outerHTML.slice(0, 120))"""
SMALL_TEXT = """([text, code]) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set();
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const leftOut = node.closest("mjx-container, svg, sup, sub, script, style, noscript");
    if (!walker.currentNode.data.trim() || leftOut || !node.checkVisibility({ visibilityProperty: true })) continue;
    const size = parseFloat(getComputedStyle(node).fontSize);
    if (size < (node.closest("pre, code, kbd") ? code : text)) small.add(`${size} px: ${node.outerHTML.slice(0, 100)}`);
  }
  return [...small];
}"""
SMALL_TARGETS = """(least) => {
  const inText = (node) => node.matches("a") && getComputedStyle(node).display === "inline";
  return [...document.querySelectorAll("a[href], button, summary, input, textarea, select")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !inText(node))
    .map((node) => [node, (node.closest("label") ?? node).getBoundingClientRect()])
    .filter(([node, { width, height }]) => width > 1 && (width < least || height < least))
    .map(([node]) => node.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("page", KINDS)
def test_nothing_sticks_out_is_cut_off_or_out_of_the_keyboards_reach(browser, built_book, page):
    with shown(browser, built_book, page) as tab:
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
            assert tab.evaluate(STICKING_OUT) == [], width
            assert tab.evaluate(CUT_OFF) == [], width
            tab.wait_for_function(f"() => ({OUT_OF_REACH})().length === 0", timeout=5000)  # the theme waits, too


def test_a_wide_formula_scrolls_in_its_box_with_the_arrow_keys(browser, built_book):
    with shown(browser, built_book, CHAPTER, 360) as tab:
        wide = tab.locator("div.math > mjx-container.is-wide").first
        wide.focus()
        tab.keyboard.press("ArrowRight")
        tab.wait_for_function("document.activeElement.scrollLeft > 0")
        assert tab.evaluate("scrollX") == 0


@pytest.mark.parametrize("page", [CHAPTER, KINDS[1], "search.html"])
def test_text_and_targets_are_large_enough(browser, built_book, page):
    with shown(browser, built_book, page) as tab:
        tab.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate(SMALL_TEXT, [SMALLEST_TEXT, SMALLEST_CODE]) == [], width
            assert tab.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == [], width


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_takes_the_readers_colours_and_keeps_the_ones_they_choose(browser, built_book, scheme):
    other = {"light": "dark", "dark": "light"}[scheme]
    with shown(browser, built_book, CHAPTER, scheme=scheme) as tab:
        assert is_dark(tab) == (scheme == "dark")
        tab.locator(".theme-switch-button").click()
        assert is_dark(tab) == (other == "dark")
        tab.goto(f"{built_book.html.as_uri()}/{KINDS[2]}")
        assert is_dark(tab) == (other == "dark")


def is_dark(tab) -> bool:
    """Tell whether text is brighter than the paper behind it."""
    ink, paper = tab.evaluate(
        "[[document.querySelector('.bd-article p'), 'color'], [document.body, 'backgroundColor']]"
        ".map(([node, what]) => getComputedStyle(node)[what])"
        ".map((colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"
    )
    return ink > paper


def test_no_bar_is_empty(browser, built_book):
    empty = """() => [...document.querySelectorAll("header, footer, nav, aside, .bd-header-article")]
      .filter((node) => node.checkVisibility() && node.offsetHeight > 8 && !node.querySelector("a, button, p"))
      .map((node) => node.outerHTML.slice(0, 100))"""
    with shown(browser, built_book, KINDS[2]) as tab:
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate(empty) == [], width


def test_every_icon_is_drawn_without_a_font(browser, built_book):
    with shown(browser, built_book, CHAPTER, 360) as tab:
        masks = tab.evaluate(
            "[...document.querySelectorAll('.fa-solid')]"
            ".map((icon) => [icon.className, getComputedStyle(icon).maskImage])"
        )
    assert len(masks) > 5
    assert [name for name, mask in masks if not mask.startswith('url("data:image/svg+xml')] == []


def test_a_search_finds_a_chapter_from_another_page(browser, built_book):
    with shown(browser, built_book, KINDS[2]) as tab:
        tab.keyboard.press("Control+k")
        tab.keyboard.type("overflow")
        tab.keyboard.press("Enter")
        tab.locator("#search-results a[href*='softmax.html']").first.wait_for()
