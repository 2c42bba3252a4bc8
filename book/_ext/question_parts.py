"""What answer boxes, derivations and boxes with a mistake share: HTML elements that hold MyST text, and their script.

A raw node would hide its text from Sphinx: no formulas, no links. An `element` is a tag around ordinary nodes; other
builders than HTML print what is inside. The script and the style sheet go only to pages that have such a box, and are
not kept in a static folder, because Jupyter Book adds all that it finds there to every page.
"""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).resolve().parents[2]
SCRIPT, STYLE = "answers.js", "answers.css"
LINKS = "question_links"  # where a page's links to paragraphs wait until all pages are read

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # for the bank


class element(nodes.General, nodes.Element):  # noqa: N801 - docutils and its visitors call nodes by the class's name
    """One HTML element: a tag, its attributes, and the nodes inside it."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the element, its assets and the check of links with Sphinx."""
    other = dict.fromkeys(("latex", "text", "man", "texinfo"), (write_nothing, write_nothing))
    app.add_node(element, html=(write_start, write_end), **other)
    app.connect("builder-inited", copy_assets)
    app.connect("html-page-context", add_assets)
    app.connect("env-check-consistency", check_links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


# --- elements --------------------------------------------------------------------------------------------------------


def make(tag: str, attributes: dict[str, str], *children: nodes.Node) -> element:
    """Return an element; an attribute whose value is "" is written as a bare name."""
    return element("", *children, tag=tag, attributes=attributes)


def markup(text: str) -> nodes.raw:
    """Return HTML that stands in the page as it is; other builders leave it out."""
    return nodes.raw("", text, format="html")


def parsed(directive: SphinxDirective, text: str) -> list[nodes.Node]:
    """Return a text, which is MyST, as nodes."""
    inside = nodes.Element()
    directive.state.nested_parse(StringList(text.splitlines(), source=""), 0, inside)
    return inside.children


def one_paragraph(directive: SphinxDirective, body: list[nodes.Node]) -> list[nodes.Node]:
    """Return what stands in the one paragraph of ``body``, for places where HTML allows no paragraph."""
    if len(body) != 1 or not isinstance(body[0], nodes.paragraph):
        raise broken(directive, "a text to choose must be one paragraph")
    return body[0].children


def broken(directive: SphinxDirective, cause: str) -> ExtensionError:
    """Return the error that stops the build, with the place in the page."""
    return ExtensionError(f"{directive.get_location()}: {{{directive.name}}}: {cause}")


def write_start(translator: Any, node: element) -> None:
    """Write the start tag."""
    pairs = (f' {name}="{html.escape(value)}"' if value else f" {name}" for name, value in node["attributes"].items())
    translator.body.append(f"<{node['tag']}{''.join(pairs)}>")


def write_end(translator: Any, node: element) -> None:
    """Write the end tag."""
    translator.body.append(f"</{node['tag']}>")


def write_nothing(translator: Any, node: element) -> None:
    """Write no tag: what is inside stands for itself."""


# --- links to paragraphs ---------------------------------------------------------------------------------------------


def link_to(directive: SphinxDirective, question: str, link: str) -> nodes.paragraph:
    """Return "Read again: SECTION" for ``page#label``, and remember the link for `check_links`."""
    env = directive.env
    env.metadata[env.docname].setdefault(LINKS, []).append((question, link))
    label = link.partition("#")[2]
    target = addnodes.pending_xref(
        "",
        nodes.inline("", label),
        refdoc=env.docname,
        refdomain="std",
        reftype="ref",
        reftarget=label,
        refexplicit=False,
        refwarn=True,
    )
    return nodes.paragraph("", "Read again: ", target)


def check_links(app: Sphinx, env: BuildEnvironment) -> None:
    """Stop the build when a question sends its readers to a paragraph that does not exist."""
    labels = env.domains["std"].anonlabels
    places = {f"{page}#{label}" for label, (page, _) in labels.items()}
    for page, metadata in env.metadata.items():
        for question, link in metadata.get(LINKS, ()):
            if f"book/{link}" not in places and link not in places:
                raise ExtensionError(f"{page}: the question {question!r} links to {link!r}, and there is no such label")


# --- the script and the style sheet ----------------------------------------------------------------------------------


def copy_assets(app: Sphinx, names: Sequence[str] = (SCRIPT, STYLE)) -> None:
    """Copy files of ``assets`` into the book: by default the boxes' script and style sheet."""
    if app.builder.format != "html":
        return
    target = Path(app.outdir, "_static")
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copyfile(Path(__file__).with_name("assets") / name, target / name)


def add_assets(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Add the script and the style sheet to a page that has a box."""
    if doctree is not None and any(True for _ in doctree.findall(element)):
        app.add_js_file(SCRIPT, loading_method="defer")
        app.add_css_file(STYLE)
