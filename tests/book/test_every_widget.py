"""What every widget promises: keys, names, contrast, links, paper, no scripts, and room on a phone."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from .widget_fixtures import HEARD, PAGES, ROOT, Reader, address_of, contrast, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

SCRIPTS = {script.stem for script in (ROOT / "book/widgets").glob("*.js")}
WIDGETS = sorted(SCRIPTS & {page.stem for page in PAGES.glob("*.md")})
HOSTS = {"softmax": "scores"}  # a widget's host on its page, where it is not the widget's name
SCRIPTS_BUDGET = 21_000  # bytes: a widget, the kit, host and links; answers and scrolling make 30 kB of it
BUDGETS = {"computation_graph": 26_000}  # it reads programs, lays graphs out and writes code, which no other one does
MOVABLE = "input[type=range]:not(:disabled), [role=slider]"

every_widget = pytest.mark.parametrize("name", WIDGETS)


@pytest.fixture
def widget(reader):
    """Open a widget's page and return its reader."""
    return lambda name, address="", **options: reader(HOSTS.get(name, name), address, page=f"{name}.html", **options)


def state(page: Reader) -> str:
    """What the page keeps of a widget, as its link tells it."""
    link = page.widget.get_by_role("link", name="Link to this state")
    link.evaluate("link => { link.addEventListener('click', event => event.preventDefault()); link.click(); }")
    return str(link.get_attribute("href"))


def nudge(page: Reader) -> None:
    """Move the first thing that can be moved, by an arrow key."""
    first = page.widget.locator(MOVABLE).first
    before = state(page)
    for key in ("ArrowUp", "ArrowDown"):  # it may stand at an end
        first.focus()
        page.tab.keyboard.press(key)
        page.next_frame()
        if state(page) != before:
            return
    pytest.fail("no arrow key moves the first slider")


@every_widget
def test_a_key_moves_it_and_a_screen_reader_hears_the_state_and_a_link_restores_it(widget, name):
    page = widget(name)
    host = HOSTS.get(name, name)
    nudge(page)
    assert len(page.tab.evaluate(HEARD, host)) > 20
    moved = state(page)
    restored = widget(name, moved)
    assert state(restored) == moved
    restored.widget.get_by_role("button", name="Start again").click()
    restored.next_frame()
    assert state(restored) == f"#{host}?"


@every_widget
def test_a_point_is_dragged(widget, name):
    page = widget(name)
    points = page.widget.get_by_role("slider").and_(page.widget.locator("g")).all()
    for point in points[:1]:
        before = state(page)
        page.drag(point.get_attribute("aria-label"), 24, -24)
        assert state(page) != before


@every_widget
def test_every_control_and_picture_has_a_name(widget, name):
    page = widget(name)
    assert page.widget.evaluate(NAMELESS) == []


NAMELESS = """host => [...host.querySelectorAll('.kit-widget :is(input, button, [role=slider], svg)')]
  .filter(node => !node.closest('[aria-hidden]') && !(node.labels?.length || node.ariaLabel ||
    (node.matches('svg') ? node.querySelector(':scope > title')?.textContent : node.textContent)))
  .map(node => node.outerHTML.slice(0, 200))"""


@every_widget
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_room_on_a_phone_and_its_text_stands_out(widget, name, scheme):
    page = widget(name, size="phone", color_scheme=scheme, reduced_motion="reduce")
    nudge(page)
    assert page.tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    paper, inks = page.widget.evaluate(COLOURS)
    assert len(inks) > 5
    assert [text for ink, text in inks if contrast(ink, paper) < 4.5] == []
    assert (np.mean(paper) < 60) == (scheme == "dark"), "the background is the page's"
    assert page.widget.evaluate("host => host.getAnimations({subtree: true}).length") == 0


@every_widget
def test_nothing_of_it_has_to_be_scrolled_at_a_desk(widget, name):
    page = widget(name)
    page.widget.evaluate("host => { host.style.width = '688px'; }")  # as wide as the book's text gets
    nudge(page)
    assert page.widget.evaluate(CUT) == []


CUT = """host => [...host.querySelectorAll('.kit-scroll')].filter(box => box.scrollWidth > box.clientWidth)
  .map(box => [box.textContent.slice(0, 60), box.scrollWidth, box.clientWidth])"""
COLOURS = """host => {
  const numbers = colour => { const c = new OffscreenCanvas(1, 1).getContext('2d'); c.fillStyle = colour;
    c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const texts = [...host.querySelectorAll('.kit-widget :is(p, label, legend, output, button, td, th, svg text)')]
    .filter(node => node.textContent && node.checkVisibility())
    .filter(node => !node.closest('.kit-locked, .kit-said, g, [aria-hidden]'));
  const ink = node => getComputedStyle(node)[node.closest('svg') ? 'fill' : 'color'];
  const paper = getComputedStyle(document.body).backgroundColor;
  return [numbers(paper), texts.map(node => [numbers(ink(node)), node.outerHTML])];
}"""


@every_widget
def test_a_table_that_is_wider_than_its_place_takes_the_focus_so_that_keys_scroll_it(widget, name):
    page = widget(name)
    page.tab.evaluate(NARROW)
    page.next_frame()
    assert page.widget.evaluate(STUCK) == []


NARROW = "document.querySelectorAll('.kit-scroll').forEach((box) => { box.style.maxWidth = '4rem'; })"
STUCK = """host => [...host.querySelectorAll('.kit-scroll')].filter(box => box.checkVisibility())
  .filter(box => box.scrollWidth > box.clientWidth + 1 && !(box.tabIndex === 0 && box.ariaLabel))
  .map(box => box.outerHTML.slice(0, 200))"""


@every_widget
def test_a_link_with_nonsense_changes_nothing(widget, name):
    page = widget(name)
    start = json.loads(page.widget.locator("script").text_content())
    nonsense = [None, {"a": {"b": 1}}, "x" * 50, [["x"]], 1e999]
    for value in nonsense:
        traits = {trait: value for trait in start["reader"] if not isinstance(start["state"][trait], type(value))}
        page.tab.evaluate("hash => { location.hash = hash; }", address_of(HOSTS.get(name, name), **traits))
        page.next_frame()
        assert state(page) == f"#{HOSTS.get(name, name)}?"


@every_widget
def test_without_scripts_and_on_paper_there_are_questions_numbers_and_a_drawing(open_page, name):
    tab = open_page(page=f"{name}.html", java_script_enabled=False)
    host = tab.locator(f"#{HOSTS.get(name, name)}")
    assert "?" in host.locator("noscript ol").inner_text()
    assert host.locator("tbody tr").count() >= 2
    drawing = host.locator(".widget-still svg")
    assert drawing.is_visible() and len(drawing.get_attribute("aria-label")) > 40
    tab.emulate_media(media="print")
    assert drawing.is_visible() and not host.locator("noscript").is_visible()


@every_widget
def test_its_scripts_stay_within_their_budget(small_book, name):
    files = (f"widget-{name}.js", "widget_kit.js", "widget_host.js", "linked.js")
    sizes = {file: len(gzip.compress(Path(small_book, "_static", file).read_bytes())) for file in files}
    assert sum(sizes.values()) < BUDGETS.get(name, SCRIPTS_BUDGET), sizes


def test_every_widget_stands_on_a_page_of_the_book():
    pages = "\n".join(page.read_text("utf-8") for page in (ROOT / "book").glob("*.md"))
    assert [name for name in WIDGETS if f"```{{widget}} {name}\n" not in pages] == []


def test_python_makes_every_widget_and_what_the_page_shows_of_it():
    for name in WIDGETS:
        made = module_of(name).WIDGET()
        heads, rows = made.table()
        assert made.asked() and all(len(row) == len(heads) for row in rows), name
        made.close()
