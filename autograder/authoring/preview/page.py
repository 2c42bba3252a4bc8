"""Facts of an exercise as HTML: one page in itself, which asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import html
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from latex2mathml.converter import convert_to_element
from markdown_it import MarkdownIt
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from .trouble import Trouble

if TYPE_CHECKING:  # the preview itself loads this module, and never the author's
    from .facts import Facts

_HERE = Path(__file__).resolve().parent


def exercise_html(facts: Facts, proof: str | Trouble | None) -> str:
    """Return the inside of the page; ``proof`` is None as long as it runs."""
    failed = isinstance(proof, Trouble)
    state = "runs" if proof is None else "fails" if failed else "holds"
    return _render("exercise.html", facts=facts, exercise=facts.exercise, proof=proof, state=state)


def trouble_html(name: str, trouble: Trouble) -> str:
    """Return the inside of the page when there is nothing else to show."""
    return _render("trouble.html", name=name, trouble=trouble)


def whole_page(name: str, inside: str, *, live: bool) -> str:
    """Return the page around what is shown; a live one has the script that fetches a newer one."""
    script = (_HERE / "live.js").read_text(encoding="utf-8") if live else ""
    return _render(
        "page.html",
        name=name,
        inside=Markup(inside),
        style=Markup((_HERE / "page.css").read_text(encoding="utf-8") + _code_colours()),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _render(template: str, **values: Any) -> str:
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters.update(markdown=markdown, python=python, share=_share)
    return templates


def _share(share: float) -> str:
    return f"{100 * share:.0f} %"


# --- text, formulas, code -------------------------------------------------------------------------------------------


def markdown(text: str) -> Markup:
    """Return an exercise's text as HTML; markup in it is shown, not obeyed."""
    return Markup(_reader().render(text))


def python(code: str) -> Markup:
    """Return code with its colours."""
    return Markup(highlight(code, PythonLexer(), HtmlFormatter(cssclass="code", wrapcode=True)))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "highlight": _highlighted}).enable("table")
    return reader.use(dollarmath_plugin, double_inline=True, renderer=_formula)


def _highlighted(code: str, language: str, _attributes: str) -> str:
    return str(python(code)) if language in ("python", "ipython3") else ""


def _formula(tex: str, options: dict[str, Any]) -> str:
    """Return a formula as MathML, which browsers draw by themselves."""
    try:
        element = convert_to_element(tex, display="block" if options["display_mode"] else "inline")
    except Exception as error:  # the library names no common class for TeX that it cannot read
        return f'<code class="broken" title="{type(error).__name__}">{html.escape(tex)}</code>'
    for part in element.iter():  # the library leaves entities in its texts, which would be escaped a second time
        part.text = html.unescape(part.text) if part.text else part.text
    return ElementTree.tostring(element, encoding="unicode")


@cache
def _code_colours() -> str:
    """Return the book's two colour schemes for code."""
    light = HtmlFormatter(style="a11y-high-contrast-light", cssclass="code").get_style_defs(".code")
    dark = HtmlFormatter(style="a11y-high-contrast-dark", cssclass="code").get_style_defs(".code")
    return f"\n{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
