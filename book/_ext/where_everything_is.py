"""``{where-everything-is} CHAPTER``: for each entry of the catalogue, where it is taught, tried and graded.

The data is that of ``python -m autograder coverage``; words for the entries stand in ``autograder/bank/topics.yaml``.
An entry that is nowhere to be tried or graded, or has no topic, stops the build.
"""

from __future__ import annotations

import html
import importlib
import re
import sys
from typing import Any

import yaml
from docutils import nodes
from late_places import Writer, fill, left_by
from my_progress import BOXES
from question_parts import ROOT, broken
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

KIND, CHECKED = "where_everything_is", "checked"
EXERCISES = "book/exercises/"
GRADED = re.compile(r'^check\("(\w+)"', re.MULTILINE)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive and its places with Sphinx."""
    app.setup_extension("late_places")
    app.setup_extension("my_progress")  # it knows which box stands where
    app.add_directive("where-everything-is", WhereEverythingIs)
    app.connect("doctree-read", note_exercises)
    fill(app, KIND, entries)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class WhereEverythingIs(SphinxDirective):
    """The entries of one chapter."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the place of the list."""
        chapter = self.arguments[0]
        if chapter not in importlib.import_module("autograder.bank").CHAPTERS:
            raise broken(self, f"the bank has no chapter {chapter!r}")
        return [left_by(self, KIND, chapter=chapter)]


def note_exercises(app: Sphinx, doctree: nodes.document) -> None:
    """Remember under which heading of an exercise page each exercise is checked."""
    if not app.env.docname.startswith(EXERCISES):
        return
    found: dict[str, tuple[str, str]] = {}
    for block in doctree.findall(nodes.literal_block):
        section = next((node for node in ancestors(block) if isinstance(node, nodes.section)), None)
        if section is not None:
            found |= dict.fromkeys(GRADED.findall(block.astext()), (section["ids"][0], section[0].astext()))
    app.env.metadata[app.env.docname][CHECKED] = found


def ancestors(node: nodes.Node) -> Any:
    """Yield the nodes around a node, from the inside."""
    while node.parent is not None:
        node = node.parent
        yield node


def entries(app: Sphinx, page: str) -> Writer:
    """Return what writes the list of a chapter's entries."""
    coverage = importlib.import_module("autograder.bank.coverage").coverage(ROOT / "book")
    topics = yaml.safe_load((ROOT / "autograder/bank/topics.yaml").read_text("utf-8"))

    def written(place: nodes.Element) -> str:
        links = Links(app, page, place["chapter"])
        rows = (row(covered, topics, links) for covered in coverage if covered.entry.chapter == place["chapter"])
        return '<dl class="coverage">\n' + "\n".join(rows) + "\n</dl>"

    return written


def row(covered: Any, topics: dict[str, str], links: Links) -> str:
    """Return one entry: its topic, and its places."""
    name = covered.entry.id
    if not covered.holds or name not in topics:
        raise ExtensionError(f"the entry {name!r} of the catalogue is nowhere to be tried or has no topic")
    tried = sorted((question for question in covered.tried if question in links.boxes), key=links.rank)
    kinds = {
        "Taught": sorted({links.taught(link) for link in covered.taught}),
        "Tried": [links.tried(question) for question in tried],
        "Graded": [links.graded(exercise) for exercise in covered.graded],
    }
    said = "".join(f"<dd><span>{kind}:</span> {'; '.join(places)}</dd>" for kind, places in kinds.items() if places)
    return f'<dt id="entry-{name}">{html.escape(topics[name])}</dt>{said}'


class Links:
    """Links from one page to paragraphs, boxes and exercises, named as a reader of one chapter's list knows them."""

    def __init__(self, app: Sphinx, here: str, chapter: str = "") -> None:
        self._app, self._env, self._here = app, app.env, here
        self._own = {f"book/{chapter}", f"{EXERCISES}{chapter}"}
        self.boxes = {name: (page, n) for page, names in boxes(app.env).items() for n, name in enumerate(names, 1)}
        checked = {page: data.get(CHECKED, {}) for page, data in app.env.metadata.items()}
        self._checked = {name: (page, *place) for page, places in checked.items() for name, place in places.items()}

    def _link(self, page: str, anchor: str, text: str) -> str:
        address = self._app.builder.get_relative_uri(self._here, page)
        return f'<a href="{html.escape(address)}#{anchor}">{html.escape(text)}</a>'

    def _named(self, page: str, words: str) -> str:
        """Return the words, after the page's title unless it is one of the chapter itself."""
        return words if page in self._own else f"{self._env.titles[page].astext()}, {words}"

    def taught(self, link: str) -> str:
        """Return the link to a paragraph, by the heading above it."""
        label = link.partition("#")[2]
        standard = self._env.domains["std"]
        page, anchor, *title = standard.labels.get(label) or standard.anonlabels[label]
        return self._link(page, anchor, self._named(page, title[0]) if title else self._env.titles[page].astext())

    def rank(self, question: str) -> int:
        """Return what sorts boxes: those of the chapter by their numbers, then all others as they come."""
        page, number = self.boxes[question]
        return number if page in self._own else sys.maxsize

    def tried(self, question: str) -> str:
        """Return the link to a box, by its number on its page."""
        page, number = self.boxes[question]
        return self._link(page, f"question-{question}", self._named(page, f"question\N{NO-BREAK SPACE}{number}"))

    def graded(self, exercise: str) -> str:
        """Return the link to an exercise, by its heading."""
        if exercise not in self._checked:  # graded by a person: no cell of the page checks it
            bank = importlib.import_module("autograder.bank")
            of = next(each for each in bank.CHAPTERS if any(one.name == exercise for one in bank.chapter(each)))
            page = f"{EXERCISES}{of}"
            return self._link(page, "what-counts", self._named(page, "in your own words"))
        page, anchor, title = self._checked[exercise]
        return self._link(page, anchor, self._named(page, title))


def boxes(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the names of the boxes of each page."""
    return {page: data.get(BOXES, []) for page, data in env.metadata.items()}
