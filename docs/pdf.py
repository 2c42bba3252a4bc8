"""Prints the built book as one PDF: `make pdf` (needs Chromium and the book).

    python docs/pdf.py [--book _build/html] [--into _build/backprop-by-hand.pdf] [PAGE ...]

Each page is printed as the browser prints it, with figures in place of widgets and lines in place of answers. The pages
stand in the order of the contents, under a list of contents, with bookmarks for pages and sections, and are numbered
through. Links between pages, and from the list of contents, lead to places of the document.
"""

from __future__ import annotations

import argparse
import html
import io
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, Destination, Fit, FloatObject, IndirectObject, NameObject, NullObject

from autograder.browser import NO_CHROMIUM, chromium, launched, wait_until_typeset

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"book/my_progress.html", "book/widgets_gallery.html"}  # nothing of theirs is for paper
LINK = re.compile(r'<a class="[^"]*reference internal"[^>]* href="([\w./]+\.html)"')
SHEET = {"format": "A4", "margin": {"top": "18mm", "bottom": "20mm", "left": "18mm", "right": "18mm"}}
NUMBERS = "<style>@page { margin: 0 } body { margin: 0; font: 10pt sans-serif; text-align: center }"
NUMBERS += " p { margin: 0; height: 297mm; line-height: 574mm; overflow: hidden; break-after: page }</style>"
CONTENTS = "<style>body { font: 12pt/1.7 serif } a { display: flex; justify-content: space-between; color: inherit }"
CONTENTS += " a { text-decoration: none } li { list-style: none } ul { padding: 0 }</style><h1>Backprop by Hand</h1>"
HEADINGS = """() => {
  const all = "h1, h2, h3, h4, h5, h6, [role='heading']";
  const shown = [...document.querySelectorAll(all)].filter((heading) => heading.getClientRects().length);
  const above = (place) => shown.indexOf((place.closest("section") ?? document).querySelector(all));
  return [shown.map((heading) => heading.innerText),
    Object.fromEntries([...document.querySelectorAll("article [id]")].map((place) => [place.id, above(place)]))];
}"""


@dataclass(frozen=True)
class Part:
    """A page on paper: its address, sheets and headings, and which heading stands above each named place."""

    address: str
    sheets: PdfReader
    headings: list[str]
    above: Mapping[str, int]

    @property
    def title(self) -> str:
        """The first heading."""
        return self.headings[0]


@dataclass(frozen=True)
class Place:
    """A place of the document: the number of its sheet, and how high it stands there, in points."""

    sheet: int
    top: float | None = None


def pages_of(book: Path) -> list[str]:
    """Return the addresses of the book's pages, in the order of its contents."""
    first = "book/intro.html"
    listed = LINK.findall((book / first).read_text("utf-8"))
    found = [(book / "book" / link).resolve().relative_to(book.resolve()).as_posix() for link in listed]
    return [page for page in dict.fromkeys([first, *found]) if page not in LEFT_OUT and (book / page).is_file()]


def printed(browser: Browser, page: Path) -> Part:
    """Print a page of the book."""
    with browser.new_context(viewport={"width": 1000, "height": 1200}, color_scheme="light") as context:
        context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), lambda route: route.abort())
        tab = context.new_page()
        tab.goto(page.as_uri(), wait_until="networkidle")
        wait_until_typeset(tab)
        tab.emulate_media(media="print")
        headings, above = tab.evaluate(HEADINGS)
        sheets = PdfReader(io.BytesIO(tab.pdf(**SHEET, outline=True, tagged=True)))
        return Part(page.as_uri(), sheets, [plain(heading) for heading in headings], above)


def plain(heading: str) -> str:
    """Return the words of a heading, without the sign that links to it."""
    return " ".join(heading.split()).rstrip("#").strip()


def sheet_of(browser: Browser, body: str, **options: object) -> PdfReader:
    """Print a text of our own."""
    with browser.new_page() as tab:
        tab.set_content(f"<!doctype html>{body}")
        return PdfReader(io.BytesIO(tab.pdf(**options)))


def contents(browser: Browser, parts: list[Part]) -> PdfReader:
    """Return the list of contents, with the number of each part's first sheet; it has one sheet itself."""
    lines, number = [], 2
    for part in parts:
        line = f"<span>{html.escape(part.title)}</span><span>{number}</span>"
        lines.append(f'<li><a href="{html.escape(part.address)}">{line}</a></li>')
        number += len(part.sheets.pages)
    return sheet_of(browser, f"{CONTENTS}<ul>{''.join(lines)}</ul>", **SHEET)


def bound(browser: Browser, parts: list[Part]) -> PdfWriter:
    """Return all parts as one document with contents, bookmarks, links and numbers."""
    writer = PdfWriter()
    writer.append(contents(browser, parts), import_outline=False)
    writer.add_outline_item(title="Contents", page_number=0)
    places: dict[str, Place] = {}
    for part in parts:
        places |= added(writer, part)
    for sheet in writer.pages:
        link(sheet, writer, places)
    body = NUMBERS + "".join(f"<p>{number}</p>" for number in range(1, len(writer.pages) + 1))
    for sheet, number in zip(writer.pages, sheet_of(browser, body, format="A4").pages, strict=False):
        sheet.merge_page(number)
    writer.add_metadata({"/Title": "Backprop by Hand"})
    return writer


def added(writer: PdfWriter, part: Part) -> dict[str, Place]:
    """Append a part with bookmarks for its sections; return its places by their addresses."""
    start = len(writer.pages)
    writer.append(part.sheets, import_outline=False)
    parents = {0: writer.add_outline_item(title=part.title, page_number=start)}
    places = [Place(start)]
    # Chromium writes some titles twice where a heading is moved to the next sheet: the titles are the page's own
    for title, (depth, mark) in list(zip(part.headings, sections(part.sheets.outline), strict=True))[1:]:
        place = Place(start + (part.sheets.get_destination_page_number(mark) or 0), mark.top)
        where = {"page_number": place.sheet, "parent": parents[depth - 1], "fit": Fit.xyz(top=place.top)}
        parents[depth] = writer.add_outline_item(title=title, **where)
        places.append(place)
    return {part.address: places[0]} | {f"{part.address}#{name}": places[max(n, 0)] for name, n in part.above.items()}


def sections(outline: list[Destination | list], depth: int = 0) -> Iterator[tuple[int, Destination]]:
    """Yield the headings of an outline, each with its depth."""
    for entry in outline:
        if isinstance(entry, list):
            yield from sections(entry, depth + 1)
        else:
            yield depth, entry


def link(sheet: PageObject, writer: PdfWriter, places: Mapping[str, Place]) -> None:
    """Let the links of a sheet that lead to files lead to places of the document, or else nowhere."""
    kept = ArrayObject()
    for reference in sheet.get("/Annots", ()):
        note = reference.get_object()
        address = str(note.get("/A", {}).get("/URI", ""))
        place = places.get(address) or places.get(address.partition("#")[0])
        if place:
            del note[NameObject("/A")]
            note[NameObject("/Dest")] = destination(writer.pages[place.sheet].indirect_reference, place.top)
        if place or not address.startswith("file:"):
            kept.append(reference)
    sheet[NameObject("/Annots")] = kept


def destination(sheet: IndirectObject | None, top: float | None) -> ArrayObject:
    """Return a place as PDF writes it: the zoom and the left edge stay as they are."""
    height = NullObject() if top is None else FloatObject(top)
    return ArrayObject([sheet or NullObject(), NameObject("/XYZ"), NullObject(), height, NullObject()])


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
        book = asked.book.resolve()
        parts = [printed(browser, book / page) for page in asked.pages or pages_of(book)]
        bound(browser, parts).write(asked.into)
        browser.close()
    print(f"{asked.into}: {len(PdfReader(asked.into).pages)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
