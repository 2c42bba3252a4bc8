"""Every page, the theme's part too, passes axe-core: light and dark, on a phone and on a desk, closed and opened."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from .looking import CHAPTER, KINDS, SCHEMES, shown

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN = "axe.run(document, { resultTypes: ['violations'] })"
UNFOLD = "document.querySelectorAll('details').forEach((box) => { box.open = true; })"
SIZES = [360, 1280]


def violations(tab) -> list[str]:
    """Return each violation of a rule of axe-core as a line: rule, severity, element."""
    tab.evaluate(AXE)
    found = tab.evaluate(RUN)["violations"]
    return [f"{rule['id']} ({rule['impact']}): {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("page", "width", "scheme"), [(KINDS[1], 360, "dark"), (KINDS[4], 1280, "light")])
def test_a_page_has_no_violation(browser, built_book, page, width, scheme):
    with shown(browser, built_book, page, width, scheme) as tab:
        assert violations(tab) == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", SIZES)
def test_no_page_has_a_violation_with_all_its_boxes_unfolded(browser, built_book, width, scheme):
    found = {}
    for page in built_book.pages:
        with shown(browser, built_book, page, width, scheme) as tab:
            tab.evaluate(UNFOLD)
            found[page] = violations(tab)
    assert {page: lines for page, lines in found.items() if lines} == {}
    assert set(KINDS) <= set(found)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("opener", [".primary-toggle", ".secondary-toggle", ".search-button"])
def test_what_opens_over_a_page_on_a_phone_has_no_violation(browser, built_book, opener, scheme):
    with shown(browser, built_book, KINDS[2], 360, scheme) as tab:
        tab.locator(f".bd-header-article {opener}").click()
        assert tab.locator("dialog[open]").count() == 1
        assert violations(tab) == []


@pytest.mark.parametrize(
    ("harm", "rule"),
    [
        ("document.documentElement.lang = ''", "html-has-lang"),
        ("document.querySelector('.bd-article p').style.color = '#aaa'", "color-contrast"),
        ("document.querySelector('.bd-article').insertAdjacentHTML('beforeend', '<button></button>')", "button-name"),
    ],
)
def test_a_harmed_page_has_a_violation(browser, built_book, harm, rule):
    with shown(browser, built_book, KINDS[2]) as tab:
        tab.evaluate(harm)
        assert any(line.startswith(f"{rule} ") for line in violations(tab))


def test_the_keyboard_walks_through_a_chapter_and_what_has_the_focus_is_seen(browser, built_book):
    with shown(browser, built_book, CHAPTER) as tab:
        wanted = set(tab.evaluate(FOCUSABLE))
        reached, hidden = set(), []
        for _ in range(2 * len(wanted)):
            tab.keyboard.press("Tab")
            name, seen = tab.evaluate(FOCUSED)
            reached.add(name)
            if not seen:
                hidden.append(name)
    assert wanted - reached == set()
    assert hidden == []


def test_the_keyboard_meets_the_text_before_the_links_of_the_page(browser, built_book):
    with shown(browser, built_book, CHAPTER) as tab:
        tab.keyboard.press("Tab")
        assert re.search("skip to main", tab.evaluate("document.activeElement.textContent"), re.IGNORECASE)
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.querySelector('#main-content').contains(document.activeElement)")


FOCUSABLE = """() => {
  const isPassed = (node) => {  // Tab goes to one button of a group: the chosen one, or else the first
    const group = node.type === "radio" ? [...document.getElementsByName(node.name)] : [node];
    return node !== (group.find((button) => button.checked) ?? group[0]);
  };
  return [...document.querySelectorAll(".bd-article :is(a[href], button, input, textarea, select, summary)")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled)
    .filter((node) => node.tabIndex >= 0 && !isPassed(node))
    .map((node, index) => (node.dataset.walk = `${index} ${node.outerHTML.slice(0, 100)}`));
}"""
FOCUSED = """() => {
  const node = document.activeElement;
  const { outlineStyle, boxShadow } = getComputedStyle(node);
  const marked = node === document.body || outlineStyle !== "none" || boxShadow !== "none";
  return [node.dataset.walk ?? node.outerHTML.slice(0, 100), marked];
}"""
