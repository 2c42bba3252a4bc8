"""Makes the README's pictures again: python docs/pictures.py COURSE (after `make demo`, with Chromium)."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console, Group

from autograder.browser import launched
from autograder.course import open_course
from autograder.grading.report import findings, marks_table, mistakes_table, reasons_table

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
ROWS = 8


def picture_of_the_page(browser: Browser) -> None:
    """Take the softmax page where its first figure is."""
    page = browser.new_page(viewport={"width": 1180, "height": 860})
    page.goto((ROOT / "_build/html/book/softmax.html").as_uri() + "#softmax-shift")
    page.wait_for_selector("mjx-container")
    page.add_style_tag(content=".pst-back-to-top, #pst-back-to-top { display: none !important }")
    page.screenshot(path=DOCS / "page.png")


def picture_of_the_summary(browser: Browser, course: Path) -> None:
    """Draw the first rows of each table of the report."""
    found = findings(open_course(course), "softmax")
    tables = [marks_table(found), reasons_table(found), mistakes_table(found)]
    for table in tables:
        for column in table.columns:
            del column._cells[ROWS:]
        del table.rows[ROWS:]
    console = Console(record=True, width=118, file=io.StringIO(), force_terminal=True)
    console.print(Group(*tables))
    with tempfile.TemporaryDirectory() as scratch:
        drawing = Path(scratch) / "summary.svg"
        drawing.write_text(console.export_svg(title="make demo"), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1180, "height": 3000})
        page.set_content(f"<style>body {{ margin: 0 }}</style>{drawing.read_text(encoding='utf-8')}")
        page.locator("svg").screenshot(path=DOCS / "summary.png")


def main() -> None:
    """Make both."""
    with sync_playwright() as driver:
        browser = launched(driver)
        picture_of_the_page(browser)
        picture_of_the_summary(browser, Path(sys.argv[1]))
        browser.close()


if __name__ == "__main__":
    main()
