"""Prints the built book as one PDF: `make pdf` (needs Chromium and the book).

    python docs/pdf.py [--book _build/html] [--into _build/backprop-by-hand.pdf] [PAGE ...]

Each page is printed as the browser prints it, with figures in place of widgets and lines in place of answers. The pages
stand in the order of the contents, under a list of contents, with bookmarks, and are numbered through.
"""

from __future__ import annotations

import argparse
import html
import io
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader, PdfWriter

from autograder.browser import NO_CHROMIUM, chromium, launched, wait_until_typeset

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"book/my_progress.html", "book/widgets_gallery.html"}  # nothing of theirs is for paper
LINK = re.compile(r'<a class="[^"]*reference internal"[^>]* href="([\w./]+\.html)"')
SHEET = {"format": "A4", "margin": {"top": "18mm", "bottom": "20mm", "left": "18mm", "right": "18mm"}}
NUMBERS = "<style>@page { margin: 0 } body { margin: 0; font: 10pt sans-serif; text-align: center }"
NUMBERS += " p { margin: 0; height: 297mm; line-height: 574mm; overflow: hidden; break-after: page }</style>"
CONTENTS = "<style>body { font: 12pt/1.7 serif } li { display: flex; justify-content: space-between }"
CONTENTS += " ul { padding: 0 }</style><h1>Backprop by Hand</h1>"


def pages_of(book: Path) -> list[str]:
    """Return the addresses of the book's pages, in the order of its contents."""
    first = "book/intro.html"
    listed = LINK.findall((book / first).read_text("utf-8"))
    found = [(book / "book" / link).resolve().relative_to(book.resolve()).as_posix() for link in listed]
    return [page for page in dict.fromkeys([first, *found]) if page not in LEFT_OUT and (book / page).is_file()]


def printed(browser: Browser, page: Path) -> tuple[str, PdfReader]:
    """Return a page's title, and the page on paper."""
    with browser.new_context(viewport={"width": 1000, "height": 1200}, color_scheme="light") as context:
        context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), lambda route: route.abort())
        tab = context.new_page()
        tab.goto(page.as_uri(), wait_until="networkidle")
        wait_until_typeset(tab)
        title = tab.locator("h1").first.inner_text().rstrip("#").strip()
        return title, PdfReader(io.BytesIO(tab.pdf(**SHEET)))


def sheet_of(browser: Browser, body: str, **options: object) -> PdfReader:
    """Print a text of our own."""
    with browser.new_page() as tab:
        tab.set_content(f"<!doctype html>{body}")
        return PdfReader(io.BytesIO(tab.pdf(**options)))


def contents(browser: Browser, parts: list[tuple[str, PdfReader]]) -> PdfReader:
    """Return the list of contents, with the number of each part's first sheet; it has one sheet itself."""
    lines, number = [], 2
    for title, part in parts:
        lines.append(f"<li><span>{html.escape(title)}</span><span>{number}</span></li>")
        number += len(part.pages)
    return sheet_of(browser, f"{CONTENTS}<ul>{''.join(lines)}</ul>", **SHEET)


def bound(browser: Browser, parts: list[tuple[str, PdfReader]]) -> PdfWriter:
    """Return all parts as one document with contents, bookmarks and numbers."""
    writer = PdfWriter()
    for title, part in [("Contents", contents(browser, parts)), *parts]:
        start = len(writer.pages)
        writer.append(part, import_outline=False)
        writer.add_outline_item(title=title, page_number=start)
    count = len(writer.pages)
    body = NUMBERS + "".join(f"<p>{number}</p>" for number in range(1, count + 1))
    for sheet, number in zip(writer.pages, sheet_of(browser, body, format="A4").pages, strict=False):
        sheet.merge_page(number)
    writer.add_metadata({"/Title": "Backprop by Hand"})
    return writer


def main() -> int:
    """Print the pages that are asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--book", type=Path, default=ROOT / "_build/html")
    parser.add_argument("--into", type=Path, default=ROOT / "_build/backprop-by-hand.pdf")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="such as book/softmax.html")
    asked = parser.parse_args()
    if chromium() is None or not (asked.book / "book/intro.html").is_file():
        print(
            NO_CHROMIUM if chromium() is None else f"There is no book in {asked.book}. Run: make book", file=sys.stderr
        )
        return 1
    with sync_playwright() as driver:
        browser = launched(driver)
        parts = [printed(browser, asked.book / page) for page in asked.pages or pages_of(asked.book)]
        bound(browser, parts).write(asked.into)
        browser.close()
    print(f"{asked.into}: {len(PdfReader(asked.into).pages)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
