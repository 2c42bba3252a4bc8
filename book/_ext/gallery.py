"""``{gallery}``: every widget of the book with its drawing, one line, a question that it asks, and where it stands.

What is shown is found anew at each build: the widgets in the chapters, in the order of ``_toc.yml``. The line is the
first of the widget's Python class, the drawing that of its first place, in the state that it has there. No script is
loaded: the page links to the places where the widgets can be moved.
"""

from __future__ import annotations

import html
import inspect
import re
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib
import yaml
from docutils import nodes
from drawings import BLUE, INK, ORANGE, STYLE, TEAL, for_a_page, svg_of
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from widgets import WIDGETS, widget_of

ROOT = Path(__file__).resolve().parents[2]
PLACED = re.compile(r"^[`:]{3,}\{widget\} (\w+) *\n((?::\w+:.*\n)*)", re.MULTILINE)
OPTION = re.compile(r"^:(\w+): (.*)$", re.MULTILINE)
HEADING = re.compile(r"^##? (.+)$", re.MULTILINE)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive with Sphinx."""
    app.add_directive("gallery", Gallery)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Place(NamedTuple):
    """Where a widget stands: the page without its suffix, the id in it, titles of page and section, its state."""

    widget: str
    page: str
    id: str
    title: str
    section: str
    state: str


class Gallery(SphinxDirective):
    """All widgets of the book; it takes no arguments."""

    def run(self) -> list[nodes.Node]:
        """Draw each widget that stands in a chapter, and link to its places."""
        pages = pages_of(ROOT / "_toc.yml")
        for file in (ROOT / "_toc.yml", Path(__file__), *(ROOT / f"{page}.md" for page in pages)):
            self.env.note_dependency(str(file))
        places: dict[str, list[Place]] = {}
        for place in (place for page in pages for place in places_in(page, (ROOT / f"{page}.md").read_text("utf-8"))):
            places.setdefault(place.widget, []).append(place)
        return [self.shown(found) for found in places.values()]

    def shown(self, places: list[Place]) -> nodes.raw:
        """Return one widget's part of the page."""
        first = places[0]
        self.env.note_dependency(str(WIDGETS / f"{first.widget}.py"))
        widget = widget_of(first.widget, first.state, self.get_location())
        with matplotlib.rc_context({**STYLE, "svg.hashsalt": first.widget}):
            svg = svg_of(widget.draw(INK, [BLUE, ORANGE, TEAL]))
        drawing = for_a_page(svg, f"gallery-{first.widget}", widget.alt())
        links = " · ".join(self.link(place) for place in places)
        line = (inspect.getdoc(type(widget)) or "").partition("\n")[0]  # anywidget makes a class of the class
        text = (
            f"<p><strong>{html.escape(line)}</strong></p><p><em>{html.escape(widget.asked()[0])}</em></p><p>{links}</p>"
        )
        widget.close()
        return nodes.raw("", f'<div class="gallery"><div>{drawing}</div><div>{text}</div></div>', format="html")

    def link(self, place: Place) -> str:
        """Return a link to a place, in the words of the book."""
        builder: Any = self.env.app.builder
        address = builder.get_relative_uri(self.env.docname, place.page)
        words = place.title if place.section == place.title else f"{place.title}: {place.section}"
        return f'<a href="{html.escape(address)}#{html.escape(place.id)}">{html.escape(words)}</a>'


def pages_of(contents: Path) -> list[str]:
    """Return the book's Markdown pages in their order, without suffix."""
    parts = yaml.safe_load(contents.read_text("utf-8"))
    named = [parts["root"], *(entry["file"] for part in parts["parts"] for entry in part["chapters"])]
    return [page for page in named if (contents.parent / f"{page}.md").is_file()]


def places_in(page: str, text: str) -> list[Place]:
    """Return the widgets of a page, those that have a name, in their order."""
    title = (HEADING.search(text) or ["", page])[1]
    found = []
    for match in PLACED.finditer(text):
        options = dict(OPTION.findall(match[2]))
        section = HEADING.findall(text[: match.start()])[-1]
        if "name" in options:
            found.append(Place(match[1], page, options["name"], title, section, options.get("state", "{}")))
    return found
