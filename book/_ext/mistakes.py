"""``{mistakes} FAMILY``: the known mistakes of one family, each with where it shows and where it is trained.

Which mistake belongs to which family, and where it was printed, stands in ``autograder/bank/families.yaml``; all else
is what the bank says of its wrong formulas. A mistake that the bank does not have stops the build.
"""

from __future__ import annotations

import html
import importlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from docutils import nodes
from late_places import Writer, fill, left_by
from question_parts import ROOT, broken
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from where_everything_is import Links

KIND = "mistakes"
SOURCE = re.compile(r"seeds: ([\w-]+)")
EMPHASIS = re.compile(r"\*(.+?)\*")
TAG = re.compile(r"<[^>]+>")
SYMBOL = re.compile(r"[b-z]\b")  # a letter of a formula at the beginning, but not the article


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and its places with Sphinx."""
    app.setup_extension("late_places")
    app.setup_extension("where_everything_is")  # it knows which exercise stands where
    app.add_directive("mistakes", Mistakes)
    fill(app, KIND, lists)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Mistakes(SphinxDirective):
    """The mistakes of one family."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the place of the list."""
        family = self.arguments[0]
        known = families()
        if family not in known:
            raise broken(self, f"there is no family {family!r}; use one of {', '.join(known)}")
        if unknown := known[family].keys() - wrong_formulas().keys():
            raise broken(self, f"the bank has no mistake with the source {sorted(unknown)[0]!r}")
        return [left_by(self, KIND, family=family)]


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


def lists(app: Sphinx, page: str) -> Writer:
    """Return what writes the list of a family's mistakes."""
    known, links = wrong_formulas(), Links(app, page)

    def written(place: nodes.Element) -> str:
        family = families()[place["family"]]
        titles = titled({name: known[name] for name in family}, links)
        rows = (row(name, titles[name], parts(known[name], seen, links)) for name, seen in family.items())
        return '<dl class="coverage">\n' + "\n".join(rows) + "\n</dl>"

    return written


def titled(family: dict[str, list[tuple[str, Any]]], links: Links) -> dict[str, str]:
    """Return each mistake's title, with the heading of its exercise where two would have the same one."""
    titles = {name: html.escape(sentence(wrongs[0][1].name)) for name, wrongs in family.items()}
    often = Counter(titles.values())
    for name, wrongs in family.items():
        if often[titles[name]] > 1:
            heading = TAG.sub("", links.graded(wrongs[0][0])).partition(", ")[2]
            titles[name] += f" ({heading})"
    return titles


def row(name: str, title: str, said: Iterable[tuple[str, str]]) -> str:
    """Return one mistake: what it does, where it shows, why it is wrong, and where it is trained."""
    lines = "".join(f"<dd><span>{head}:</span> {text}</dd>" for head, text in said)
    return f'<dt id="mistake-{name}">{title}</dt>{lines}'


def parts(wrongs: list[tuple[str, Any]], seen: str, links: Links) -> Iterator[tuple[str, str]]:
    """Yield the lines below a mistake, each with its head."""
    first = wrongs[0][1]
    confronted = next((wrong.confrontation for _, wrong in wrongs if wrong.confrontation), None)
    if confronted is not None:
        yield "Where it shows", f"{html.escape(sentence(confronted.says))}."
    yield "Why it is wrong", f"{html.escape(sentence(first.why))} ({links.taught(first.link)})."
    exercises = dict.fromkeys(exercise for exercise, _ in wrongs)
    yield "Trained in", "; ".join(links.graded(exercise) for exercise in exercises)
    if seen:
        yield "Seen in", EMPHASIS.sub(r"<em>\1</em>", html.escape(seen))


def sentence(text: str) -> str:
    """Return a text with a capital in front, unless a formula begins it, and with printed apostrophes."""
    text = text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    return text if SYMBOL.match(text) else text[:1].upper() + text[1:]
