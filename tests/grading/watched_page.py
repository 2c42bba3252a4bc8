"""Opens a page in a real browser and says what acts on it.  Every other site is the test's own trap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .payloads import MARKER, TRAP, Act

_MATHJAX = Path(find_spec("sphinx-mathjax-offline").origin).parent / "static/mathjax"
_OWN_ELEMENTS = """marker => [...document.querySelectorAll('*')].filter(element =>
    [...element.attributes].some(attribute =>
        attribute.name !== 'data-order' && attribute.value.includes(marker))  // what a table is sorted by
    || String(element.src).startsWith('data:image/svg')
    || (['SCRIPT', 'STYLE'].includes(element.tagName.toUpperCase()) && element.textContent.includes(marker))
    || (String(element.className).includes('ansi-') && element.textContent.includes(marker))
).map(element => element.outerHTML.slice(0, 200))"""
_COVERED = """marker => {
    const top = document.elementFromPoint(innerWidth / 2, 5);
    return top !== null && top.closest('.' + marker + ', mjx-style, mjx-mstyle, mjx-container') !== null;
}"""


class Watched:
    """A page, and what it has asked other sites for."""

    def __init__(self, page: Any) -> None:
        self.page, self.asked = page, list[str]()

    def acted(self) -> list[str]:
        """Return everything that has acted so far, in words."""
        title = ["a program ran"] if MARKER in self.page.title() else []
        return title + [f"asked {url}" for url in self.asked] + self.page.evaluate(_OWN_ELEMENTS, MARKER)

    def wait_for(self, act: Act) -> None:
        """Wait until ``act`` is seen; playwright's error if it never is."""
        if act is Act.ASKS:
            if not self.asked:
                self.page.wait_for_event("requestfailed", predicate=lambda request: request.url.startswith(TRAP))
        elif act is Act.LEADS:
            link = self.page.locator(f"a[href^='javascript:'], a.{MARKER}").first
            link.dispatch_event("click")
            self._wait("marker => document.title.includes(marker)")
        else:
            self._wait(_SEEN[act])

    def _wait(self, condition: str) -> None:
        self.page.wait_for_function(condition, arg=MARKER)


_SEEN = {
    Act.RUNS: "marker => document.title.includes(marker)",
    Act.COVERS: _COVERED,
    Act.HIDES: "() => document.querySelector('h4')?.offsetHeight === 0",
    Act.LOOKS: f"marker => ({_OWN_ELEMENTS})(marker).length > 0",
}


@contextmanager
def watched(browser: Any) -> Iterator[Watched]:
    """Yield an empty page on which only this machine and a MathJax of this machine's answer."""
    with browser.new_context() as context:
        seen = Watched(context.new_page())
        seen.page.set_default_timeout(60_000)
        context.route(_elsewhere, _answer(seen))
        yield seen


def _elsewhere(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:", "about:", "http://127.0.0.1:", "http://localhost:"))


def _answer(seen: Watched) -> Callable[[Any], None]:
    def answer(route: Any) -> None:
        url = route.request.url
        if url.startswith(TRAP):
            seen.asked.append(url)
            route.abort()
        elif "/mathjax/" in url.lower():
            route.fulfill(path=_MATHJAX / "tex-chtml-full.js")
        else:
            route.abort()

    return answer
