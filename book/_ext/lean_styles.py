"""Leave out of the theme's style sheets what no page of the book can use.

The largest holds all of Bootstrap and two thousand icons: 397 kB, of which a page needs a tenth. When the build
has finished, a rule stays only if each class and id that its selector requires occurs in some page or script of the
book. The check errs on the side of keeping: any word of a script counts as a class, and arguments of ``:not()``,
``:is()`` and the like are not looked at. The book's own sheets stay as they are: its scripts put names together.
Each build starts from the theme's own files again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2
from sphinx.application import Sphinx

SHEETS = ("basic.css", "mystnb.*.css", "styles/*.css")
GROUPS = {"media", "supports", "layer", "container"}  # at-rules that hold rules
WORD = re.compile(r"[A-Za-z_][\w-]*")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the hook with Sphinx."""
    app.connect("build-finished", make_styles_lean)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def make_styles_lean(app: Sphinx, error: Exception | None) -> None:
    """Rewrite the built book's style sheets."""
    if error or app.builder.format != "html":
        return
    outdir = Path(app.outdir)
    used = names_used(outdir)
    for sheet in (path for pattern in SHEETS for path in (outdir / "_static").glob(pattern)):
        sheet.write_text(lean(sheet.read_text("utf-8"), used), "utf-8")


def names_used(outdir: Path) -> set[str]:
    """Return the pages' classes and ids, and every word of the scripts (but MathJax's, which has its own styles)."""
    names: set[str] = set()
    for page in outdir.rglob("*.html"):
        names |= Names(page.read_text("utf-8")).found
    for script in outdir.rglob("*.js"):
        if "mathjax" not in script.parts:
            names.update(WORD.findall(script.read_text("utf-8")))
    return names


class Names(HTMLParser):
    """Collects the classes and ids of a page, and the words of the scripts in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(name for key, value in attrs if key in ("class", "id") for name in (value or "").split())

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.found.update(WORD.findall(data))


def lean(sheet: str, used: set[str]) -> str:
    """Return a style sheet without comments and without rules for classes or ids that are not among the used names."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return "".join(text + "\n" for text in lean_rules(rules, used))


def lean_rules(rules: Iterable[Any], used: set[str]) -> Iterator[str]:
    """Yield the text of each rule that can match something."""
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [part for part in selectors(rule.prelude) if required(part) <= used]
            if kept:
                yield ",".join(tinycss2.serialize(part).strip() for part in kept) + body(rule)
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS and rule.content is not None:
            rules_inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inner = list(lean_rules(rules_inside, used))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{''.join(inner)}}}"
        else:
            yield rule.serialize()


def body(rule: Any) -> str:
    """Return a rule's declarations in their braces."""
    return "{" + tinycss2.serialize(rule.content).strip() + "}"


def selectors(prelude: list[Any]) -> list[list[Any]]:
    """Split a rule's selectors at their commas."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def required(selector: list[Any]) -> set[str]:
    """Return the classes and ids without which a selector matches nothing."""
    names = {token.value for token in selector if token.type == "hash"}
    for dot, name in pairwise(selector):
        if dot.type == "literal" and dot.value == "." and name.type == "ident":
            names.add(name.value)
    return names
