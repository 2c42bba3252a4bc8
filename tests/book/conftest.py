"""Build the book once, visit every page once as a file and once over HTTP, and keep what was seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from autograder.browser import wait_until_typeset

from ..built_once import built_once

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 740}


@dataclass(frozen=True)
class BuiltBook:
    """The built book: the folder of everything written, the folder of the pages, and the pages."""

    build: Path
    html: Path

    @property
    def pages(self) -> list[str]:
        """The addresses of all pages, relative to the book (not the templates that the theme leaves in _static)."""
        found = (page.relative_to(self.html).as_posix() for page in self.html.rglob("*.html"))
        return sorted(page for page in found if not page.startswith("_static/"))


@dataclass
class Visit:
    """What a browser saw on one page."""

    page: str
    address: str
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    pixels_too_wide: int = 0
    formulas: int = 0
    typeset: int = 0
    bad_formulas: int = 0
    text: str = ""


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> BuiltBook:
    """Build the book from the checkout, with every warning an error."""
    target = built_once(tmp_path_factory, "book", build)
    return BuiltBook(target / "_build", target / "_build/html")


def build(target: Path) -> None:
    """Build the book into a folder; say what was printed if it cannot be built."""
    jupyter_book = shutil.which("jupyter-book", path=str(Path(sys.executable).parent)) or "jupyter-book"
    built = subprocess.run(
        [jupyter_book, "build", str(ROOT), "--path-output", str(target), "-W", "-n", "--keep-going"],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"},
    )
    if built.returncode:
        pytest.fail(f"The book does not build:\n{built.stdout[-3000:]}\n{built.stderr[-3000:]}", pytrace=False)


@pytest.fixture(scope="session")
def served_book(built_book: BuiltBook) -> Iterator[str]:
    """Serve the book from this machine and return its address."""
    handler = partial(QuietHandler, directory=str(built_book.html))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    """A file server that writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def visits(built_book: BuiltBook, served_book: str, browser: Any) -> list[Visit]:
    """Every page on a phone, opened as a file and over HTTP."""
    addresses = (built_book.html.as_uri(), served_book)
    return [visit(browser, page, address) for address in addresses for page in built_book.pages]


def visit(browser: Any, page: str, address: str) -> Visit:
    """Open one page, wait until its formulas are set, and note what there is to see."""
    seen = Visit(page, address)
    with browser.new_page(viewport=PHONE) as tab:
        tab.on("request", lambda request: seen.requests.append(request.url))
        tab.on("requestfailed", lambda request: seen.failed.append(request.url))
        tab.on("response", lambda response: seen.failed.extend([] if response.ok else [response.url]))
        tab.on("pageerror", lambda error: seen.errors.append(str(error)))
        tab.goto(f"{address}/{page}", wait_until="networkidle")
        wait_until_typeset(tab)
        seen.pixels_too_wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        seen.formulas = tab.locator(".math").count()
        seen.typeset = tab.locator(".math mjx-container").count()
        seen.bad_formulas = tab.locator("mjx-merror, [data-mjx-error]").count()
        seen.text = tab.locator("body").inner_text()
    return seen
