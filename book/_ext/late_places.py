"""Places of a page that can be filled only when all pages have been read.

A directive leaves a place of its kind, with what it was told; the kind's extension says, once a page is written, what
stands in each. Pages with such places are written anew when any page changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from docutils import nodes
from question_parts import markup
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

FLAG = "late_places"
Writer = Callable[[nodes.Element], str]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the place with Sphinx, and the pages that are to be written anew."""
    app.setup_extension("question_parts")
    app.add_node(late_place)
    app.connect("env-updated", pages_with_places)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class late_place(nodes.General, nodes.Element):  # noqa: N801 - as docutils names its nodes
    """A place that waits until all pages are read; it holds its kind and what its directive was told."""


def left_by(directive: SphinxDirective, kind: str, **told: Any) -> late_place:
    """Return the place of a directive."""
    directive.env.metadata[directive.env.docname][FLAG] = True
    return late_place(kind=kind, **told)


def pages_with_places(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages that hold a place."""
    return [page for page, data in env.metadata.items() if data.get(FLAG)]


def fill(app: Sphinx, kind: str, writer: Callable[[Sphinx, str], Writer]) -> None:
    """Have the places of a kind filled: ``writer(app, page)``, called once a page, returns what writes a place."""

    def fill_page(app: Sphinx, doctree: nodes.document, page: str) -> None:
        places = [place for place in doctree.findall(late_place) if place["kind"] == kind]
        written = writer(app, page) if places else None
        for place in places:
            place.replace_self(markup(written(place)))

    app.connect("doctree-resolved", fill_page)
