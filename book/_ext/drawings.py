"""Draw the book's figures when it is built: one style, the page's own colours, and a text for those who cannot see.

``{drawing} NAME`` runs ``draw()`` of ``book/figures/NAME.py``, which returns a matplotlib figure made with this
module's `INK`, `BLUE`, `ORANGE` and `TEAL`. The figure goes into the page as SVG whose ink is the colour of the text
around it and whose other colours are set in ``book.css``, so it is as readable in dark mode as in light. No kernel is
started, and the page is rebuilt when the figure's file changes. The option ``alt`` is required.
"""

from __future__ import annotations

import html
import io
import re
import runpy
from pathlib import Path
from typing import ClassVar

import matplotlib
from docutils import nodes
from docutils.parsers.rst import directives
from matplotlib.figure import Figure
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

INK, BLUE, ORANGE, TEAL = "#010101", "#010102", "#010103", "#010104"
PAGE_COLOURS = {
    INK: "currentColor",
    BLUE: "var(--drawing-blue)",
    ORANGE: "var(--drawing-orange)",
    TEAL: "var(--drawing-teal)",
}
STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "axes.titlesize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), INK),
}
PIXELS_PER_INCH, POINTS_PER_INCH = 96, 72


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive with Sphinx."""
    app.add_directive("drawing", Drawing)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Drawing(SphinxDirective):
    """A figure drawn by a Python file of its own; the directive's content is the caption."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"alt": directives.unchanged_required, "name": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Draw the figure and put it into the page."""
        name = self.arguments[0]
        if "alt" not in self.options:
            raise self.error(f"The drawing {name!r} has no text for those who cannot see it. Give it an :alt:.")
        path = Path(__file__).resolve().parents[1] / "figures" / f"{name}.py"
        self.env.note_dependency(str(path))
        self.env.note_dependency(__file__)
        with matplotlib.rc_context({**STYLE, "svg.hashsalt": name}):
            svg = svg_of(runpy.run_path(str(path))["draw"]())
        figure = nodes.figure("", nodes.raw("", for_a_page(svg, name, self.options["alt"]), format="html"))
        if self.content:
            caption, messages = self.state.inline_text(" ".join(self.content), self.lineno)
            figure += nodes.caption("", "", *caption, *messages)
        figure["classes"].append("drawing")
        self.add_name(figure)
        return [figure]


def svg_of(figure: Figure) -> str:
    """Return the figure as SVG text with no date in it, so that equal figures are equal files."""
    file = io.StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return file.getvalue()


def for_a_page(svg: str, name: str, alt: str) -> str:
    """Return the SVG ready to stand in a page: described, in the page's colours, with ids of its own."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", svg)
    for drawn, shown in PAGE_COLOURS.items():
        svg = svg.replace(drawn, shown)
    _, _, width, height = re.search(r'viewBox="([^"]+)"', svg)[1].split()
    pixels = float(width) * PIXELS_PER_INCH / POINTS_PER_INCH
    head = (
        f'<svg role="img" aria-label="{html.escape(alt)}" viewBox="0 0 {width} {height}" width="{pixels:.0f}"'
        ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    )
    return head + svg[svg.index(">") + 1 :]
