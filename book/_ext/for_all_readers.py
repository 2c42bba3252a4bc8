"""Mend what the theme and docutils leave in the way of readers who use a keyboard or a screen reader.

- An empty table head (the corner above the row names) becomes an empty cell: a head that heads nothing is announced.
- A formula wider than its column scrolls in its own box; a script makes such a box reachable with the keyboard.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.fileutil import copy_asset_file

SCRIPT = Path(__file__).parent / "assets/scrolling.js"
EMPTY_HEAD = re.compile(r"<th class=\"([^\"]*)\">\s*(?:<p>\s*</p>)?\s*</th>")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the hooks with Sphinx."""
    app.connect("html-page-context", mend)
    app.connect("build-finished", copy_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def mend(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Change a page's body before it is written."""
    if "body" in context:
        context["body"] = without_empty_heads(context["body"])
        if "math" in context["body"]:
            app.add_js_file(SCRIPT.name, loading_method="defer")


def without_empty_heads(body: str) -> str:
    """Return the HTML with a cell in place of each table head that has no text."""
    return EMPTY_HEAD.sub(r'<td class="\1"></td>', body)


def copy_script(app: Sphinx, error: Exception | None) -> None:
    """Copy the script into the built book."""
    if error is None and app.builder.format == "html":
        copy_asset_file(str(SCRIPT), str(Path(app.outdir, "_static")))
