"""``{mistakes} FAMILY``: the known mistakes of one family, each with what it gives and where it is trained.

Which mistake belongs to which family, and where it was printed, stands in ``autograder/bank/families.yaml``; all else
is what the bank says of its wrong formulas. A mistake that the bank does not have stops the build.
"""

from __future__ import annotations

import html
import importlib
import re
from collections.abc import Iterator
from typing import Any

import yaml
from docutils import nodes
from question_parts import ROOT, broken, markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from where_everything_is import Links

FLAG = "mistakes"
SOURCE = re.compile(r"seeds: ([\w-]+)")
EMPHASIS = re.compile(r"\*(.+?)\*")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and its placeholder with Sphinx."""
    app.setup_extension("where_everything_is")  # it knows which exercise stands where
    app.add_directive("mistakes", Mistakes)
    app.add_node(family_place)
    app.connect("env-updated", lambda app, env: [page for page, data in env.metadata.items() if data.get(FLAG)])
    app.connect("doctree-resolved", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class family_place(nodes.General, nodes.Element):  # noqa: N801 - as docutils names its nodes
    """The place of a family's list, until all pages are read."""


class Mistakes(SphinxDirective):
    """The mistakes of one family."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        family = self.arguments[0]
        known = families()
        if family not in known:
            raise broken(self, f"there is no family {family!r}; use one of {', '.join(known)}")
        if unknown := known[family].keys() - wrong_formulas().keys():
            raise broken(self, f"the bank has no mistake with the source {sorted(unknown)[0]!r}")
        self.env.metadata[self.env.docname][FLAG] = True
        return [family_place(family=family)]


def families() -> dict[str, dict[str, str]]:
    """Return for each family its mistakes, and where each was printed."""
    found: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "autograder/bank/families.yaml").read_text("utf-8"))
    return found


def wrong_formulas() -> dict[str, list[tuple[str, Any]]]:
    """Return for each source the wrong formulas that have it, each with its exercise's name."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for exercise in importlib.import_module("autograder.bank").exercises().values():
        for wrong in exercise.wrong:
            for source in SOURCE.findall(wrong.source):
                found.setdefault(source, []).append((exercise.name, wrong))
    return found


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the lists in their places."""
    places = list(doctree.findall(family_place))
    if not places:
        return
    known, links = wrong_formulas(), Links(app, docname)
    for place in places:
        rows = (row(name, known[name], seen, links) for name, seen in families()[place["family"]].items())
        place.replace_self(markup('<dl class="coverage">\n' + "\n".join(rows) + "\n</dl>"))


def row(name: str, wrongs: list[tuple[str, Any]], seen: str, links: Links) -> str:
    """Return one mistake: what it does, what it gives, what holds instead, and where it is trained."""
    first = wrongs[0][1]
    title = html.escape(sentence(first.name))
    said = "".join(f"<dd><span>{head}:</span> {text}</dd>" for head, text in parts(wrongs, seen, links))
    return f'<dt id="mistake-{name}">{title}</dt>{said}'


def parts(wrongs: list[tuple[str, Any]], seen: str, links: Links) -> Iterator[tuple[str, str]]:
    """Yield the lines below a mistake, each with its head."""
    first = wrongs[0][1]
    confronted = next((wrong.confrontation for _, wrong in wrongs if wrong.confrontation), None)
    if confronted is not None:
        yield "What it gives", html.escape(sentence(confronted.says))
    yield "What holds", f"{html.escape(sentence(first.why))} ({links.taught(first.link)})"
    exercises = dict.fromkeys(exercise for exercise, _ in wrongs)
    yield "Trained in", "; ".join(links.graded(exercise) for exercise in exercises)
    if seen:
        yield "Seen in", EMPHASIS.sub(r"<em>\1</em>", html.escape(seen))


def sentence(text: str) -> str:
    """Return a text with a capital in front."""
    return text[:1].upper() + text[1:]
