"""A book of the pages in `widget_pages`, built with the book's own extensions in seconds, and a tab that shows one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ..built_once import built_once

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "book/_ext")!r})
extensions = ["myst_nb", "sphinx_book_theme", "self_contained", "drawings", "widgets"]
html_theme = "sphinx_book_theme"
html_static_path = [{str(ROOT / "book/_static")!r}]
html_css_files = ["book.css"]
html_context = {{"default_mode": "auto"}}
html_theme_options = {{"navbar_persistent": [], "navbar_start": [], "navbar_end": []}}
myst_enable_extensions = ["colon_fence", "dollarmath"]
nb_execution_mode = "off"
suppress_warnings = ["myst-nb.lexer"]  # the language of a cell is known once it has run
"""
PAGES = Path(__file__).with_name("widget_pages")
HEAD = "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n"


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages, every warning an error, and return the folder of the result."""
    return built_once(tmp_path_factory, "widget_pages", build) / "html"


def build(folder: Path) -> None:
    """Build the pages into ``folder/html``."""
    source, target = folder / "source", folder / "html"
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text(CONF)
    pages = sorted(PAGES.glob("*.md"))
    for page in pages:
        (source / page.name).write_text(HEAD + page.read_text("utf-8"))
    contents = "\n".join(page.stem for page in pages)
    (source / "index.md").write_text(f"# All pages\n\n```{{toctree}}\n{contents}\n```\n")
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", str(source), str(target)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if built.returncode:
        pytest.fail(f"The small book does not build:\n{built.stdout}\n{built.stderr}", pytrace=False)


@pytest.fixture
def open_page(small_book: Path, browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page of the small book as a file; no request may leave it, and no script may fail."""
    contexts, errors, outside = [], [], []

    def opened(address: str = "", *, size: str = "wide", page: str, **options: Any) -> Any:
        context = browser.new_context(viewport=SIZES[size], **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("request", lambda request: outside.append(request.url) if is_outside(request.url) else None)
        tab.goto((small_book / page).as_uri() + address)
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
    assert outside == []


def is_outside(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:"))


class Reader:
    """What a reader does with one widget of a tab, in the words of the page."""

    def __init__(self, tab: Any, host: str) -> None:
        self.tab = tab
        self.widget = tab.locator(f"#{host}")

    def slider(self, label: str) -> Any:
        return self.widget.get_by_label(label, exact=True)

    def move(self, label: str, value: float) -> None:
        """Set a slider, and wait for the frame after the one in which it is drawn."""
        self.slider(label).fill(str(value))
        self.next_frame()

    def next_frame(self) -> None:
        self.tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def predict(self, about: str, option: str) -> Any:
        """Choose an option, say so, and return the place of the comparison."""
        card = self.widget.locator(f'[data-prediction="{about}"]')
        card.get_by_label(option).check()
        card.get_by_role("button", name="That is my prediction").click()
        self.next_frame()
        return card.locator(".kit-verdict")

    def answer(self, task: str, typed: str) -> str:
        """Type the answer of a task, check it, and return what is said."""
        card = self.widget.locator(f'[data-task="{task}"]')
        card.locator("input").fill(typed)
        card.get_by_role("button", name="Check").click()
        self.next_frame()
        return str(card.locator(".kit-verdict").inner_text())

    def drag(self, point: str, right: float, down: float) -> None:
        """Drag a point of a plot by so many pixels, in three steps."""
        box = self.slider(point).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.tab.mouse.move(x, y)
        self.tab.mouse.down()
        self.tab.mouse.move(x + right, y + down, steps=3)
        self.tab.mouse.up()
        self.next_frame()

    def press(self, point: str, *keys: str) -> None:
        """Press keys while something with a name has the focus."""
        self.slider(point).focus()
        for key in keys:
            self.tab.keyboard.press(key)
        self.next_frame()

    def values(self, selector: str) -> list[float]:
        return [
            float(value) for value in self.widget.locator(selector).evaluate_all("all => all.map(e => e.dataset.value)")
        ]


@pytest.fixture
def reader(open_page: Callable[..., Any]) -> Callable[..., Reader]:
    """Open a page, by default that of the widget's name, and return what a reader of the widget ``host`` can do."""

    def opened(host: str, address: str = "", *, page: str = "", **options: Any) -> Reader:
        reader = Reader(open_page(address, page=page or f"{host}.html", **options), host)
        reader.widget.locator(".kit-widget").wait_for()
        return reader

    return opened


HEARD = """(host) => new Promise((done) => { const said = document.querySelector(`#${host} .kit-said`);
  const heard = () => said.textContent && done(said.textContent);
  new MutationObserver(heard).observe(said, {childList: true}); heard(); })"""


def mathematics(name: str, *functions: str) -> str:
    """Return JavaScript that takes a list of lists of arguments and returns the functions' values for each."""
    calls = ", ".join(f"bookWidgets.{name}.mathematics.{function}(...given)" for function in functions)
    return f"all => all.map(given => [{calls}])"


def extension(name: str) -> Any:
    """Return one of the book's Sphinx extensions, as the book's build finds it."""
    import importlib

    sys.path.insert(0, str(ROOT / "book/_ext"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(ROOT / "book/_ext"))


def module_of(name: str) -> Any:
    """Return the Python module of a widget, as the book's build finds it."""
    return extension("widgets").module_of(name)


def address_of(host: str, **traits: Any) -> str:
    """Return the part of an address that restores a state, as a reader would have copied it."""
    from urllib.parse import urlencode

    return f"#{host}?" + urlencode({trait: json.dumps(value) for trait, value in traits.items()})


def contrast(ink: list[float], paper: list[float]) -> float:
    """The contrast of two colours as the accessibility guidelines define it."""

    def light(colour: list[float]) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in np.array(colour) / 255]
        return float(np.dot((0.2126, 0.7152, 0.0722), linear))

    low, high = sorted((light(ink), light(paper)))
    return (high + 0.05) / (low + 0.05)
