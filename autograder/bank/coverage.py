"""Where each entry of the course's catalogue is taught, tried and graded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from autograder.errors import AuthoringError

from . import exercises
from .exercise import Exercise
from .question import Question, sources
from .questions import questions
from .sources import seeds

_CATALOGUE = Path(__file__).with_name("catalogue.yaml")
_LABEL = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One entry of the catalogue: what a source document of the course asks or teaches.

    ``wrong`` are the ids of wrong values, ``slips`` those of mistakes that give no other value.
    """

    id: str
    seed: str
    chapter: str
    kind: str
    wrong: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()


@dataclass(frozen=True)
class Covered:
    """Where one entry is covered.

    Parameters
    ----------
    taught : tuple of str
        Paragraphs (``page#label``) that the hints of its exercises and questions lead to and that are written.
    planned : tuple of str
        Those that are still to be written.
    tried, graded : tuple of str
        Questions of the pages, exercises of the assignments.
    """

    entry: Entry
    taught: tuple[str, ...]
    planned: tuple[str, ...]
    tried: tuple[str, ...]
    graded: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether a learner can answer it somewhere and be told."""
        return bool(self.tried or self.graded)


@cache
def catalogue() -> tuple[Entry, ...]:
    """Return every entry, in the order of the source documents."""
    entries = yaml.safe_load(_CATALOGUE.read_text(encoding="utf-8"))
    return tuple(_entry(**each) for each in entries)


def _entry(wrong: Sequence[str] = (), slips: Sequence[str] = (), **fields: str) -> Entry:
    return Entry(wrong=tuple(wrong), slips=tuple(slips), **fields)


def coverage(book: Path) -> list[Covered]:
    """Return where each entry is covered, with the pages of ``book``.

    Raises
    ------
    AuthoringError
        When an exercise or a question covers an entry that the catalogue does not have.
    """
    _require_known()
    written = {
        f"{page.stem}#{label}" for page in book.glob("*.md") for label in _LABEL.findall(page.read_text("utf-8"))
    }
    return [_covered(entry, written) for entry in catalogue()]


def wrong_values() -> dict[str, tuple[str, ...]]:
    """Return for each wrong value of the catalogue the exercises and questions that name its rule."""
    found: dict[str, list[str]] = {name: [] for entry in catalogue() for name in entry.wrong}
    for item in (*exercises().values(), *questions().values()):
        named = {name for source in all_sources(item) for name in seeds(source)}
        for name in named & set(found):
            found[name].append(item.name)
    return {name: tuple(items) for name, items in found.items()}


def all_sources(item: Exercise | Question) -> list[str]:
    """Return where the mistakes that an exercise or a question names were seen."""
    return [wrong.source for wrong in item.wrong] if isinstance(item, Exercise) else sources(item)


def _covered(entry: Entry, written: set[str]) -> Covered:
    graded = [exercise for exercise in exercises().values() if entry.id in exercise.covers]
    tried = [question for question in questions().values() if entry.id in question.covers]
    links = [wrong.link for item in (*graded, *tried) for wrong in getattr(item, "wrong", ())]
    links += [item.link for item in tried if hasattr(item, "link")]
    return Covered(
        entry,
        _sorted(link for link in links if link in written),
        _sorted(link for link in links if link not in written),
        tuple(item.name for item in tried),
        tuple(item.name for item in graded),
    )


def _sorted(links: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(links)))


def _require_known() -> None:
    known = {entry.id for entry in catalogue()}
    for item in (*exercises().values(), *questions().values()):
        for name in item.covers:
            if name not in known:
                cure = f"mend the id, or add it to {_CATALOGUE.name}"
                raise AuthoringError(f"{item.name} covers {name!r}, which the catalogue does not have", cure)
