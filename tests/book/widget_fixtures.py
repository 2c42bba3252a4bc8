"""A book of three small pages, built with the book's own extensions in seconds, and a tab that shows one of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

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
WIDGETS = """
# A page with widgets

```{widget} softmax
:name: scores
:state: {show: [handles, task]}

Move it.
```

```{widget} softmax
:name: slopes
:state: {show: [jacobian]}
```

```{toctree}
linked
steps
plain
```
"""
STEPS = """
# A page with the steps before and after

```{widget} softmax
:name: powers
:state: {scores: [0.7, -2.0, -2.4], show: [powers]}
```

```{widget} softmax
:name: gradient
:state: {scores: [0.7, -2.0, -2.4], target: 1, show: [gradient]}
```
"""
LINKED = """
# A page with formulas

Before it, the formula {linked}`p_k <softmax-p>`.

```{widget} softmax
:name: scores
```

:::{linked} softmax-jacobian
$$ J_{kj} = p_k ([k = j] - p_j) $$
:::

```{code-cell} ipython3
:tags: [linked-softmax-z]
z = [1.0, 0.2, -1.0]
```
"""
PAGES = {"index": WIDGETS, "linked": LINKED, "steps": STEPS, "plain": "# A page without\n\nNothing moves here.\n"}
HEAD = "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n"


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages, every warning an error, and return the folder of the result."""
    source, target = tmp_path_factory.mktemp("small_book"), tmp_path_factory.mktemp("small_html")
    (source / "conf.py").write_text(CONF)
    for name, text in PAGES.items():
        (source / f"{name}.md").write_text(HEAD + text)
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", str(source), str(target)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if built.returncode:
        pytest.fail(f"The small book does not build:\n{built.stdout}\n{built.stderr}", pytrace=False)
    return target


@pytest.fixture
def open_page(small_book: Path, browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page of the small book as a file; no request may leave it, and no script may fail."""
    contexts, errors, outside = [], [], []

    def opened(address: str = "", *, size: str = "wide", page: str = "index.html", **options: Any) -> Any:
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
        return card.locator(".softmax-verdict")

    def probabilities(self) -> list[float]:
        return self.values('g[data-link="softmax-p"]')

    def values(self, selector: str) -> list[float]:
        return [
            float(value) for value in self.widget.locator(selector).evaluate_all("all => all.map(e => e.dataset.value)")
        ]

    def fill_row(self, *entries: str) -> Any:
        """Type the row, check it, and return the place of the replies."""
        for field, entry in zip(self.widget.locator("td input:visible").all(), entries, strict=True):
            field.fill(entry)
        self.widget.get_by_role("button", name="Check the row").click()
        self.next_frame()
        return self.widget.locator(".softmax-replies")


@pytest.fixture
def reader(open_page: Callable[..., Any]) -> Callable[..., Reader]:
    """Open the page and return what a reader of the widget ``host`` can do."""

    def opened(host: str = "scores", address: str = "", **options: Any) -> Reader:
        reader = Reader(open_page(address, **options), host)
        reader.widget.locator(".softmax-widget").wait_for()
        return reader

    return opened


def address_of(host: str, **traits: Any) -> str:
    """Return the part of an address that restores a state, as a reader would have copied it."""
    from urllib.parse import urlencode

    return f"#{host}?" + urlencode({trait: json.dumps(value) for trait, value in traits.items()})
