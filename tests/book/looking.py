"""What tests of the whole book's look share: a page that is opened, set and left alone with its machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from autograder.browser import wait_until_typeset

CHAPTER = "book/softmax.html"
KINDS = [
    CHAPTER,
    "book/exercises/softmax.html",
    "book/intro.html",
    "book/glossary.html",
    "search.html",
    "genindex.html",
]
WIDTHS = [360, 768, 1280]
SCHEMES = ["light", "dark"]


@contextmanager
def shown(browser: Any, book: Any, page: str, width: int = 1280, scheme: str = "light") -> Iterator[Any]:
    """Yield a tab that shows a page as a file, with its formulas set; what is asked of the network is refused."""
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), lambda route: route.abort())
        tab = context.new_page()
        tab.emulate_media(reduced_motion="reduce")
        tab.goto(f"{book.html.as_uri()}/{page}", wait_until="networkidle")
        wait_until_typeset(tab)
        yield tab
