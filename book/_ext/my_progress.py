"""``{my-progress} chapters`` and ``{my-progress} tools``: which questions of the book this browser saw answered right.

The page lists every page that asks something, with the names of its boxes; ``assets/progress.js`` compares them with
what ``answers.js`` keeps, exports and imports it as a file, and forgets it. Nothing leaves the browser. Without scripts
the list leads to each page's first question and says what it cannot know.
"""

from __future__ import annotations

import html
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from late_places import Writer, fill, left_by
from question_parts import copy_assets, element, markup
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

FLAG = "my_progress"
BOXES = "boxes"  # where a page's names of boxes wait until all pages are read
SCRIPT, STYLE = "progress.js", "progress.css"
NO_SCRIPTS = (
    "<noscript><p>Your browser runs no scripts here, so this page cannot look up what you have done. Its links lead to"
    " the first question of each chapter.</p></noscript>"
)
TOOLS = """\
<div class="progress-tools" hidden>
<p><button type="button" data-do="save">Save my progress as a file</button>
<button type="button" data-do="load">Take in a file</button>
<input type="file" accept="application/json,.json" aria-label="A file of progress" hidden>
<button type="button" data-do="forget">Forget all my answers</button></p>
<div class="progress-sure" hidden><p id="progress-sure">Forget every answer that this browser keeps? Nobody can bring
them back, but a file that you saved can.</p>
<p><button type="button" data-do="really" aria-describedby="progress-sure">Yes, forget them</button>
<button type="button" data-do="keep">No, keep them</button></p></div>
<p class="progress-said" role="status"></p>
</div>
<noscript><p>Saving, taking in and forgetting need scripts, too.</p></noscript>"""


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive, its places and its assets with Sphinx."""
    app.setup_extension("late_places")
    app.add_directive("my-progress", MyProgress)
    app.connect("doctree-read", note_boxes)
    fill(app, FLAG, chapters)
    app.connect("builder-inited", lambda app: copy_assets(app, (SCRIPT, STYLE)))
    app.connect("html-page-context", add_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class MyProgress(SphinxDirective):
    """The list of chapters, or the tools."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the place of the list, or the tools."""
        part = directives.choice(self.arguments[0], ("chapters", "tools"))
        self.env.metadata[self.env.docname][FLAG] = True
        return [left_by(self, FLAG)] if part == "chapters" else [markup(TOOLS)]


def note_boxes(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the names of a page's boxes, in their order."""
    found = (node["attributes"].get("data-name") for node in doctree.findall(element))
    app.env.metadata[app.env.docname][BOXES] = [name for name in found if name]


def chapters(app: Sphinx, page: str) -> Writer:
    """Return what writes the list of the pages that ask something."""

    def written(_: nodes.Element) -> str:
        rows = "\n".join(row(app, page, asking) for asking in pages_that_ask(app.env))
        return f'{NO_SCRIPTS}\n<ul class="progress-chapters">\n{rows}\n</ul>'

    return written


def pages_that_ask(env: BuildEnvironment) -> list[str]:
    """Return the pages with a box, in the order of the book."""
    return [page for page in env.collect_relations() if env.metadata[page].get(BOXES)]


def row(app: Sphinx, here: str, page: str) -> str:
    """Return one page's row."""
    names, address = app.env.metadata[page][BOXES], html.escape(app.builder.get_relative_uri(here, page))
    title = html.escape(app.env.titles[page].astext())
    count = f"{len(names)} questions" if len(names) > 1 else "1 question"
    begin = f'Begin<span class="visually-hidden"> {title}</span>'
    return (
        f'<li data-page="{address}" data-boxes="{html.escape(" ".join(names))}"><a href="{address}">{title}</a>'
        f'<span class="progress-count">{count}</span>'
        f'<a class="progress-next" href="{address}#question-{names[0]}">{begin}</a></li>'
    )


def add_assets(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Add the script and the style sheet to the page that shows progress."""
    if app.env.metadata.get(page, {}).get(FLAG):
        app.add_js_file(SCRIPT, loading_method="defer")
        app.add_css_file(STYLE)
