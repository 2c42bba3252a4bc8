"""Takes pictures of the built book, to be looked at: `make shots` (needs Chromium and the book).

    python docs/shots.py [--book _build/html] [--into _build/shots] [PAGE ...]

Each page is taken at three widths, light and dark, from top to bottom in slices; each widget once more by itself.
`INTO/index.html` shows every picture, `INTO/widgets.png` all widgets on one contact sheet.
"""

from __future__ import annotations

import argparse
import html
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from autograder.browser import NO_CHROMIUM, chromium, launched, wait_until_typeset

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
SLICE = 3600  # CSS pixels: higher pictures cannot be read when they are shown whole
STILL = """#pst-back-to-top, .skip-link, .bd-header-article { display: none !important }  /* they float over the page */
* { transition: none !important }  /* the theme's side bar slides when the view grows to take a long page */"""
STYLE = """body { font: 16px sans-serif; background: #888 }
figure { display: inline-block; margin: 8px; vertical-align: top }"""


@contextmanager
def shown(browser: Browser, page: Path, width: int, scheme: str) -> Iterator[Page]:
    """Open a page of the book as a file, its formulas set and nothing moving; nothing is asked of the network."""
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), lambda route: route.abort())
        tab = context.new_page()
        tab.emulate_media(reduced_motion="reduce")
        tab.goto(page.as_uri(), wait_until="networkidle")
        wait_until_typeset(tab)
        tab.add_style_tag(content=STILL)
        yield tab


def slices(tab: Page, stem: Path, width: int) -> list[Path]:
    """Take a page from top to bottom; return the pictures in order."""
    height = tab.evaluate("document.documentElement.scrollHeight")
    pictures = []
    for number, top in enumerate(range(0, height, SLICE)):
        picture = stem.with_name(f"{stem.name}-{number + 1:02}.png")
        clip = {"x": 0, "y": top, "width": width, "height": min(SLICE, height - top)}
        tab.screenshot(path=picture, full_page=True, clip=clip)
        pictures.append(picture)
    return pictures


def widgets(tab: Page, stem: Path) -> list[Path]:
    """Take each widget of a page by itself, cut from the whole page: in a scrolled one its pictures would stick."""
    pictures = []
    for number, widget in enumerate(tab.locator("[data-widget]").all()):
        pictures.append(stem.with_name(f"{stem.name}-widget-{number + 1}.png"))
        box = widget.bounding_box()
        assert box, "a widget of a page is shown"
        tab.screenshot(path=pictures[-1], full_page=True, clip={**box})
    return pictures


def figure(picture: Path, into: Path) -> str:
    """Return a picture with its name, for a page beside it."""
    name = picture.relative_to(into)
    return f'<figure><a href="{name}"><img src="{name}" width=320 alt=""></a><figcaption>{name}</figcaption></figure>'


def contact_sheet(title: str, pictures: list[Path], into: Path) -> Path:
    """Write an HTML page that shows pictures side by side; return it."""
    sheet = into / f"{title}.html"
    figures = "\n".join(figure(picture, into) for picture in pictures)
    sheet.write_text(f"<!doctype html><title>{html.escape(title)}</title><style>{STYLE}</style>{figures}", "utf-8")
    return sheet


def taken(browser: Browser, book: Path, pages: list[str], into: Path) -> tuple[list[Path], list[Path]]:
    """Take every page at every width and in every scheme; return the pictures of pages, and those of widgets."""
    of_pages: list[Path] = []
    of_widgets: list[Path] = []
    for name in pages:
        for scheme in SCHEMES:
            for width in WIDTHS:
                stem = into / name.removesuffix(".html") / f"{width}-{scheme}"
                stem.parent.mkdir(parents=True, exist_ok=True)
                with shown(browser, book / name, width, scheme) as tab:
                    of_pages += slices(tab, stem, width)
                    of_widgets += widgets(tab, stem)
        print(f"{name}: done", file=sys.stderr)
    return of_pages, of_widgets


def options() -> argparse.Namespace:
    """Read the command line; end with the cure where the book or the browser is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--book", type=Path, default=ROOT / "_build/html", help="the built book")
    parser.add_argument("--into", type=Path, default=ROOT / "_build/shots", help="where the pictures go")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="e.g. book/softmax.html; every page without")
    chosen = parser.parse_args()
    if chromium() is None:
        parser.error(NO_CHROMIUM)
    known = sorted(str(page.relative_to(chosen.book)) for page in chosen.book.glob("book/**/*.html"))
    unknown = [page for page in chosen.pages if not (chosen.book / page).is_file()]
    if unknown or not known:
        parser.error(f"no page {', '.join(unknown) or 'at all'} in {chosen.book}: `make book` builds {known or 'it'}")
    chosen.pages = chosen.pages or known
    return chosen


def main() -> None:
    """Take the pictures and make the sheets."""
    chosen = options()
    chosen.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = launched(driver)
        of_pages, of_widgets = taken(browser, chosen.book.resolve(), chosen.pages, chosen.into.resolve())
        sheet = contact_sheet("widgets", of_widgets, chosen.into.resolve())
        tab = browser.new_page(viewport={"width": 6 * 345, "height": 900})
        tab.goto(sheet.as_uri())
        tab.screenshot(path=sheet.with_suffix(".png"), full_page=True)
        print(contact_sheet("index", of_pages + of_widgets, chosen.into.resolve()))
        browser.close()


if __name__ == "__main__":
    main()
