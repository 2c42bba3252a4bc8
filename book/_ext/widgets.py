"""``{widget} NAME``: something to move, with no kernel behind the page; ``{linked} ID``: what lights up with it.

``book/widgets/NAME.py`` holds an anywidget, ``NAME.js`` and ``NAME.css`` what it shows; ``book/widgets/book_widget.py``
says how one is made. JupyterLab runs them unchanged. For a page the widget is made once, at build time::

    ```{widget} softmax
    :name: widget-softmax
    :state: {scores: [1, 0.2, -1], show: [handles, task]}

    The caption.
    ```

and the page gets its state (JSON), its drawing for paper, and its questions with a table of values for browsers that
run no scripts. ``:alt:`` replaces the widget's own description of the drawing.

A page opened as a file may not load an ES module. So the module is wrapped into a classic script, in which
``export default`` becomes an assignment; a module that imports anything stops the build. What widgets share, the kit,
is one script of the page; JupyterLab takes one file for a widget, and gets it with each. Scripts go only to the pages
that need them, and are kept in no static folder, because Jupyter Book adds all that it finds there to every page.

Hovering over an element, or focusing it, lights all elements with the same ``data-link``. Widgets give theirs. In a
page the directive ``{linked} ID`` wraps a formula or a block of code, the role ``{linked}`p_k <ID>``` a formula in a
line, and a code cell takes the tag ``linked-ID``, or several.
"""

from __future__ import annotations

import functools
import html
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import matplotlib
import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from drawings import BLUE, INK, ORANGE, STYLE, TEAL, for_a_page, svg_of
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

ASSETS = Path(__file__).with_name("assets")
WIDGETS = Path(__file__).resolve().parents[1] / "widgets"
LINKED = "Formula, linked with the widget and the code"  # what a screen reader says before it
USED = "widgets"  # in a page's metadata: the widgets that it shows, or an empty list if it only links
EXPORT = re.compile(r"^export default ", re.MULTILINE)
OTHER_MODULE_SYNTAX = re.compile(r"^(?:import|export)\b", re.MULTILINE)
COMMENT = re.compile(r"^ */\*.*?\*/ *\n", re.MULTILINE | re.DOTALL)  # none that follows code in its line


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives, the role and the scripts with Sphinx."""
    app.add_directive("widget", WidgetHost)
    app.add_directive("linked", LinkedBlock)
    app.add_role("linked", LinkedFormula())
    app.connect("env-updated", write_scripts)
    app.connect("html-page-context", add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class WidgetHost(SphinxDirective):
    """A widget as a page shows it; the directive's content is the caption."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {
        "state": directives.unchanged_required,
        "alt": directives.unchanged_required,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Make the widget and put all that it shows without a kernel into the page."""
        name = self.arguments[0]
        kit = (*WIDGETS.glob("kit/*"), WIDGETS / "book_widget.py", ASSETS / "widget_host.js", Path(__file__))
        for file in (*WIDGETS.glob(f"{name}.*"), *WIDGETS.glob(f"{name}/*.js"), *kit):
            self.env.note_dependency(str(file))
        self.env.metadata[self.env.docname].setdefault(USED, []).append(name)
        widget = widget_of(name, self.options.get("state", "{}"), self.get_location())
        figure = nodes.figure("", nodes.raw("", host(name, self.host_id(name), widget, self.options), format="html"))
        if self.content:
            caption, messages = self.state.inline_text(" ".join(self.content), self.lineno)
            figure += nodes.caption("", "", *caption, *messages)
        figure["classes"].append("widget")
        self.label(figure)
        widget.close()
        return [figure]

    def label(self, figure: nodes.figure) -> None:
        """Let ``{numref}`` find the figure by the widget's name; the id of that name is the host's."""
        if name := self.options.get("name"):
            figure["names"].append(nodes.fully_normalize_name(name))
            figure["ids"].append(f"{name}-figure")
            self.state.document.note_explicit_target(figure, figure)

    def host_id(self, name: str) -> str:
        """Return the id by which links find the widget."""
        number = self.env.new_serialno(f"widget-{name}")
        return str(self.options.get("name") or f"widget-{name}" + (f"-{number + 1}" if number else ""))


class LinkedBlock(SphinxDirective):
    """A formula or a block of code that lights up with the elements of the same id."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"label": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the content, wrapped."""
        self.env.metadata[self.env.docname].setdefault(USED, [])
        inside = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, inside)
        label = self.options.get("label", LINKED)
        return [markup(f"<div {link(self.arguments[0], label)}>"), *inside.children, markup("</div>")]


class LinkedFormula(SphinxRole):
    """A formula in a line of text: ``{linked}`p_k <softmax-p>```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the formula, wrapped."""
        self.env.metadata[self.env.docname].setdefault(USED, [])
        found = re.fullmatch(r"(.+?)\s*<([\w-]+)>", self.text, re.DOTALL)
        if found is None:
            raise ExtensionError(f"{self.get_location()}: {{linked}} takes FORMULA <ID>, and found {self.text!r}")
        wrapped = markup(f"<span {link(found[2], LINKED)}>")
        return [wrapped, nodes.math(found[1], found[1]), markup("</span>")], []


def link(name: str, label: str) -> str:
    """Return the attributes of a linked element that can be focused."""
    return f'data-link="{html.escape(name)}" class="linked" tabindex="0" role="group" aria-label="{html.escape(label)}"'


def markup(text: str) -> nodes.raw:
    """Return HTML that stands in the page as it is; other builders leave it out."""
    return nodes.raw("", text, format="html")


# --- the widget in the page ------------------------------------------------------------------------------------------


def widget_of(name: str, state: str, where: str) -> Any:
    """Return the widget in the state that the page asks for, or stop the build with what is wrong."""
    try:
        wanted = yaml.safe_load(state)
        made = module_of(name).WIDGET
        unknown = set(wanted) - set(made.class_trait_names(reader=is_tagged))
        if not isinstance(wanted, dict) or unknown:
            raise ValueError(f"the state is a mapping of traits, and these are none: {sorted(unknown)}")
        return made(**wanted)
    except Exception as error:  # a file, a YAML text or a trait: the author sees which, and where
        raise ExtensionError(f"{where}: {{widget}} {name}: {error}") from error


@functools.cache
def module_of(name: str) -> ModuleType:
    """Return the Python module of a widget."""
    spec = importlib.util.spec_from_file_location(f"book_widget_{name}", WIDGETS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    if str(WIDGETS) not in sys.path:
        sys.path.append(str(WIDGETS))  # where a widget finds what it shares with the others
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def host(name: str, host_id: str, widget: Any, options: dict[str, str]) -> str:
    """Return the element that the script fills, with what stands in it until then."""
    with matplotlib.rc_context({**STYLE, "svg.hashsalt": host_id}):
        svg = svg_of(widget.draw(INK, [BLUE, ORANGE, TEAL]))
    return (
        f'<div class="widget-host" id="{html.escape(host_id)}" data-widget="{name}">'
        f"{state_of(widget)}"
        f'<div class="widget-still">{for_a_page(svg, host_id, options.get("alt") or widget.alt())}</div>'
        f"<noscript>{without_scripts(widget)}</noscript></div>"
    )


def state_of(widget: Any) -> str:
    """Return the widget's state, and which of it is the reader's, as JSON that no text in it can break out of."""
    traits = widget.trait_names(reader=is_tagged)
    readers = widget.trait_names(reader=True)
    text = json.dumps({"state": {name: getattr(widget, name) for name in traits}, "reader": readers}, sort_keys=True)
    return f'<script type="application/json">{text.replace("<", chr(92) + "u003c")}</script>'


def is_tagged(tag: bool | None) -> bool:
    """Return whether a trait is one that the widget's JavaScript reads, the reader's or not."""
    return tag is not None


def without_scripts(widget: Any) -> str:
    """Return the questions and the table of values."""
    heads, rows = widget.table()
    asked = "".join(f"<li>{html.escape(question)}</li>" for question in widget.asked())
    head = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return (
        f"<p>Without scripts nothing moves here. The numbers will do:</p><ol>{asked}</ol>"
        f'<div class="widget-scroll"><table class="table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


# --- the scripts -----------------------------------------------------------------------------------------------------


def as_classic_script(name: str, source: str) -> str:
    """Return a widget's ES module as a script that a page opened as a file can load."""
    assigned, exports = EXPORT.subn(f'(window.bookWidgets ??= {{}})["{name}"] = ', source)
    if exports != 1 or OTHER_MODULE_SYNTAX.search(assigned):
        raise ExtensionError(f"book/widgets/{name}.js must import nothing and have one export, `export default ...`")
    return alone(f"const kit = window.bookKit;\n{assigned}")


def alone(source: str) -> str:
    """Return a script whose names are its own, without the comments, which weigh a third of it."""
    return f'(() => {{\n"use strict";\n{COMMENT.sub("", source)}\n}})();\n'


def write_scripts(app: Sphinx, env: BuildEnvironment) -> None:
    """Write the scripts and style sheets that pages use, before the pages, which name them with their checksums."""
    if app.builder.format != "html":
        return
    target = Path(app.outdir, "_static")
    target.mkdir(parents=True, exist_ok=True)
    for asset in ("widget_host.js", "linked.js", "widgets.css"):
        (target / asset).write_text((ASSETS / asset).read_text("utf-8"), "utf-8")
    (target / "widget_kit.js").write_text(alone(f"window.bookKit = {module_of('book_widget').kit()};"), "utf-8")
    (target / "widget_kit.css").write_text((WIDGETS / "kit/kit.css").read_text("utf-8"), "utf-8")
    for name in {name for page in env.metadata.values() for name in page.get(USED, [])}:
        script, sheet = module_of("book_widget").script(name), WIDGETS / f"{name}.css"
        (target / f"widget-{name}.js").write_text(as_classic_script(name, script), "utf-8")
        if sheet.exists():
            (target / f"widget-{name}.css").write_text(sheet.read_text("utf-8"), "utf-8")


def add_scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Add to a page the scripts of the widgets that it shows."""
    used = app.env.metadata.get(page, {}).get(USED)
    if doctree is None or used is None:
        return
    app.add_css_file("widgets.css")
    if used:
        app.add_css_file("widget_kit.css")
        app.add_js_file("widget_kit.js", loading_method="defer")
    for name in sorted(set(used)):
        if (WIDGETS / f"{name}.css").exists():
            app.add_css_file(f"widget-{name}.css")
        app.add_js_file(f"widget-{name}.js", loading_method="defer")
    if used:
        app.add_js_file("widget_host.js", loading_method="defer", priority=900)  # after the widgets
    app.add_js_file("linked.js", loading_method="defer", priority=900)
