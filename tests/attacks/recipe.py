"""What an attack is: a small edit of an otherwise honest, wrong submission, and what it would bring about."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

ASSIGNMENT = "attacked"
TARGET, TEST = "softmax", "test_softmax"
MARKER = "gotcha7f3a"  # stands in everything that is meant to act where it is shown

WRONG = "np.exp(scores) / np.sum(np.exp(scores))"
WRONG_ANSWER = f"def softmax(scores):\n    return {WRONG}\n"


class Kind(StrEnum):
    """What an attack works with: the classes of the trust model."""

    PATCHED = "patched libraries and objects"
    HOOKS = "hooks and forged messages"
    CELLS = "tags, ids and cells"
    SHADOWS = "shadowing modules, start-up files"
    REACH = "reaching what is not theirs"
    STOP = "exits, loops, bombs, leftovers"
    NETWORK = "network"
    VALUES = "values built to hurt"
    PRINTED = "giving away secret calls"
    LINKS = "links and archives"
    MARKUP = "script and markup"
    INVALID = "invalid notebooks"


class Door(StrEnum):
    """Where it comes in."""

    PYTHON = "Python"
    IPYTHON = "IPython"
    NOTEBOOK = "notebook JSON"
    FILES = "files"
    RENDERED = "rendered output"
    WIRE = "the wire"


class Breach(StrEnum):
    """What an attack brings about where it succeeds; none of these may ever be seen of ours."""

    MARKS = "more marks"
    OTHERS = "others' marks or files"
    PROCESS = "another process, or one left over"
    SECRET = "something secret"
    STOPS = "the class stops"
    LOST = "no mark, and no reason"
    ACTS = "markup acts"
    NETWORK = "reaches the network"
    COST = "costs without bound"


@dataclass
class HandIn:
    """One submission while it is written.

    Parameters
    ----------
    names : mapping from a name to what stands for it in the attack's texts: ``@NAME@``
    """

    notebook: dict[str, Any]
    folder: Path
    names: Callable[[str], str]
    raw: bytes | None = field(default=None)

    def cell(self, grade_id: str = TARGET) -> dict[str, Any]:
        """Return one released cell."""
        return next(cell for cell in self.notebook["cells"] if id_of(cell) == grade_id)

    def code(self, source: str, grade_id: str = TARGET) -> None:
        """Replace a cell's source."""
        self.cell(grade_id)["source"] = self.names(source)

    def insert(self, source: str, before: str, **fields: Any) -> None:
        """Add a cell of the student's own before a released one."""
        place = self.notebook["cells"].index(self.cell(before))
        self.notebook["cells"].insert(place, {**code_cell(self.names(source)), **fields})

    def text(self, source: str) -> None:
        """Replace the written answer."""
        self.code(source, "explain_overflow")

    def file(self, name: str, content: str | bytes) -> None:
        """Put a file beside the notebook."""
        data = self.names(content).encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)

    def link(self, name: str, target: str, make: Callable[[str, str], None] = os.symlink) -> None:
        """Put a link beside the notebook."""
        make(self.names(target), str(self.folder / name))

    def write(self) -> None:
        """Write the notebook, unless the attack has put something else in its place."""
        path = self.folder / f"{ASSIGNMENT}.ipynb"
        if not os.path.lexists(path):
            path.write_bytes(json.dumps(self.notebook, indent=1).encode() if self.raw is None else self.raw)


@dataclass(frozen=True)
class Recipe:
    """One attack.

    Parameters
    ----------
    name : str
        What it tries, as the id of the student who hands it in.
    breach : Breach
        What is seen where it succeeds.
    without : tuple of str
        The defences (of ``defences.py``, or "stock": nbgrader alone) without which it succeeds.
    unread : bool
        Whether our grader refuses the notebook as a whole.
    slow : bool
        Whether it takes more than a second where it fails, as a limit has to be waited for.
    loses : bool
        Whether the attacker spoils other exercises of their own, too.
    """

    name: str
    kind: Kind
    door: Door
    breach: Breach
    edit: Callable[[HandIn], Any]
    without: tuple[str, ...] = ("stock",)
    unread: bool = False
    slow: bool = False
    loses: bool = False


def code_cell(source: str) -> dict[str, Any]:
    """Return a code cell as a student adds it."""
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


def id_of(cell: dict[str, Any]) -> str:
    """Return a cell's grade_id, or an empty string."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def with_the_wrong_answer(edit: Callable[[HandIn], Any]) -> Callable[[HandIn], None]:
    """Return an edit that writes the wrong answer first."""

    def both(hand_in: HandIn) -> None:
        hand_in.code(WRONG_ANSWER)
        edit(hand_in)

    return both


def in_cell(source: str) -> Callable[[HandIn], None]:
    """Return an edit: the solution cell gives the wrong answer and then runs ``source``."""
    return lambda hand_in: hand_in.code(f"{WRONG_ANSWER}\n{source}")


def in_call(body: str, before: str = "", after: str = "") -> Callable[[HandIn], None]:
    """Return an edit: the answer runs ``body``, which may return, and then gives the wrong value."""

    def edit(hand_in: HandIn) -> None:
        lines = "".join(f"    {line}\n" for line in body.splitlines())
        hand_in.code(f"{before}\ndef softmax(scores):\n{lines}    return {WRONG}\n{after}")

    return edit


def in_text(source: str) -> Callable[[HandIn], None]:
    """Return an edit: ``source`` is the written answer."""
    return lambda hand_in: hand_in.text(source)


def raw(data: bytes) -> Callable[[HandIn], None]:
    """Return an edit: the notebook's file holds ``data``."""

    def edit(hand_in: HandIn) -> None:
        hand_in.raw = data

    return edit
