"""A book of two pages with every kind of box, built without a kernel, for tests in a browser and of the build."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..built_once import built_once

ROOT = Path(__file__).resolve().parents[2]
EXTENSIONS = ROOT / "book/_ext"
LABELS = ("definition", "shift", "two-classes", "overflow", "rows", "by-hand", "jacobian", "jvp", "layouts", "mistakes")
CONFIGURATION = f"""
import sys
sys.path.insert(0, {str(EXTENSIONS)!r})
extensions = ["myst_parser", "self_contained", "answer_boxes", "derivations", "find_the_mistake"]
myst_enable_extensions = ["dollarmath", "colon_fence"]
html_theme = "sphinx_book_theme"
html_static_path = [{str(ROOT / "book/_static")!r}]
templates_path = [{str(ROOT / "book/_templates")!r}]
html_css_files = ["book.css"]
project = "Small"
exclude_patterns = ["_build"]
root_doc = "softmax"
"""
TARGETS = "# Softmax\n\n" + "\n\n".join(f"(softmax-{label})=\n## About {label}\n\nText." for label in LABELS)
BOXES = r"""
# Boxes

```{numeric} softmax_two_classes
What is $p_0$ for the scores 1.2 and 0.2?
```

```{numeric} softmax_score_gradient
The gradient of the three scores.
```

```{numeric} softmax_weight_gradient
The gradient of the weights.
```

```{choice} softmax_shift
Every score goes up by 4. What becomes of the probabilities?
```

::::{derivation}
:::{step} the first
```{choice} softmax_own_slope
How fast does $p_k$ grow?
```
The first telling: $p_k(1 - p_k)$.
:::
:::{step} the second
```{numeric} softmax_jacobian_diagonal
How fast does a probability of 0.2 grow?
```
The second telling.

(deep-inside)=
A place inside.
:::
::::

::::{find-the-mistake} mistake
:source: *Some notes*, page 3
Where does it go wrong?
:::{line}
:because: Two and two.
$2 + 2 = 4$
:::
:::{line}
:wrong:
:because: It is 6.
$2 \cdot 3 = 5$
:::
:::{line}
:because: One from two.
$2 - 1 = 1$
:::
:::{correction}
The correction: $2 \cdot 3 = 6$.
:::
::::

Elsewhere: [into the step](#deep-inside) and [the pages](softmax.md).
"""
ELSEWHERE = re.compile(r"\[([^\]]*)\]\(#(?!softmax-)[\w-]+\)")  # a link to a page that the small book lacks
PAGES = {
    "softmax.md": TARGETS + "\n\n```{toctree}\nboxes\nglossary\n```\n",
    "boxes.md": BOXES,
    "glossary.md": ELSEWHERE.sub(r"\1", (ROOT / "book/glossary.md").read_text("utf-8")),
}


def write(folder: Path, pages: dict[str, str], configuration: str = CONFIGURATION) -> Path:
    """Write the sources of a small book."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"conf.py": configuration, **pages}.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small book, with every warning an error, and return its folder of pages."""
    return built_once(tmp_path_factory, "small_book", build) / "_build"


def build(folder: Path) -> None:
    """Build the small book into ``folder/_build``."""
    source = write(folder, PAGES)
    command = [
        sys.executable,
        "-B",
        "-m",
        "sphinx",
        "-W",
        "-n",
        "-q",
        "-b",
        "html",
        str(source),
        str(source / "_build"),
    ]
    built = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if built.returncode:
        pytest.fail(f"The small book does not build:\n{built.stdout}\n{built.stderr}", pytrace=False)


def build_error(folder: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Build a book whose second page is ``page``; return the error that stops it, or "" when none does."""
    monkeypatch.syspath_prepend(str(EXTENSIONS))
    plain = CONFIGURATION.replace('html_theme = "sphinx_book_theme"', "").replace('"self_contained", ', "")
    source = write(folder, {**PAGES, "boxes.md": "# Boxes\n\n" + page}, plain)
    with warnings.catch_warnings(), patch_docutils(), docutils_namespace():
        warnings.simplefilter("ignore")  # Sphinx's own, on its dependencies
        try:
            app = Sphinx(source, source, source / "_out", source / "_trees", "dummy", status=None, warning=None)
            app.build()
        except Exception as error:  # any: what matters is what the author reads
            return str(error)
    return ""


@contextmanager
def opened(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """Yield a tab of its own, with storage of its own, that may ask for nothing but files; keep what it asked for."""
    with browser.new_context(**{"viewport": {"width": 1000, "height": 900}, **options}) as context:
        tab = context.new_page()
        tab.outside, tab.errors = [], []
        context.route(lambda url: not url.startswith(("file:", "data:")), lambda route: refuse(tab, route))
        tab.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.goto(address, wait_until="load")
        if options.get("java_script_enabled", True):
            tab.wait_for_function("document.documentElement.dataset.answers === 'ready'")
        yield tab
        assert tab.outside == [], "a page asked for something outside"
        assert tab.errors == [], "a script failed"


def refuse(tab: Any, route: Any) -> None:
    """Note a request that leaves the book, and refuse it."""
    tab.outside.append(route.request.url)
    route.abort()


def box(tab: Any, name: str) -> Any:
    """Return the box of a question."""
    return tab.locator(f"#question-{name}")


def answer(tab: Any, name: str, typed: str) -> str:
    """Type an answer, check it, and return what is said."""
    question = box(tab, name)
    question.locator("input[type=text], textarea").fill(typed)
    question.get_by_role("button", name="Check").click()
    return said(tab, name)


def choose(tab: Any, name: str, option: int) -> str:
    """Choose an option, check it, and return what is said."""
    question = box(tab, name)
    question.get_by_role("radio").nth(option).check()
    question.get_by_role("button", name="Check").click()
    return said(tab, name)


def said(tab: Any, name: str) -> str:
    """Return the reply that a reader sees, in one line."""
    return " ".join(box(tab, name).get_by_role("status").inner_text().split())


def pixels_too_wide(tab: Any) -> int:
    """Return by how much the page is wider than its window."""
    return int(tab.evaluate("document.documentElement.scrollWidth - innerWidth"))


def open_in(place: Path) -> str:
    """Return the address of the page with the boxes."""
    return (place / "boxes.html").as_uri()
