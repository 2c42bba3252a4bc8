"""Attacks by the notebook's JSON: metadata, ids, cells, and what is no notebook at all."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from ..recipe import TARGET, TEST, Breach, Door, HandIn, Kind, Recipe, code_cell, id_of, raw, with_the_wrong_answer

_FORGED = [
    {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "4.0"}},
]


def _tag(hand_in: HandIn, **more: Any) -> None:
    for cell in hand_in.notebook["cells"]:
        cell["metadata"]["tags"] = ["skip-execution"]
    hand_in.cell(TEST).update(more)


def _twice(grade_id: str) -> Callable[[HandIn], None]:
    def edit(hand_in: HandIn) -> None:
        cell = hand_in.cell(grade_id)
        hand_in.notebook["cells"].insert(hand_in.notebook["cells"].index(cell), copy.deepcopy(cell))

    return edit


def _metadata(grade_id: str, **changes: Any) -> Callable[[HandIn], None]:
    return lambda hand_in: hand_in.cell(grade_id)["metadata"]["nbgrader"].update(changes)


def _without_metadata(hand_in: HandIn) -> None:
    for cell in hand_in.notebook["cells"]:
        cell["metadata"] = {}


def _test_elsewhere(hand_in: HandIn) -> None:
    """Leave the test under another id, and its own id to an empty cell of the student's."""
    cell = hand_in.cell(TEST)
    empty = code_cell("pass")
    empty["metadata"]["nbgrader"] = {**cell["metadata"]["nbgrader"]}
    cell["metadata"]["nbgrader"]["grade_id"] = "mine"
    hand_in.notebook["cells"].append(empty)


def _deleted(hand_in: HandIn) -> None:
    hand_in.notebook["cells"] = [cell for cell in hand_in.notebook["cells"] if id_of(cell) != TEST]


def _many_cells(hand_in: HandIn) -> None:
    hand_in.notebook["cells"] += [code_cell("import time; time.sleep(1)") for _ in range(30)]


def _old_schema(hand_in: HandIn) -> None:
    for cell in hand_in.notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 99


def _id_markup(hand_in: HandIn) -> None:
    extra = code_cell("1")
    extra["metadata"]["nbgrader"] = {
        **hand_in.cell()["metadata"]["nbgrader"],
        "grade_id": f"x onmouseover={hand_in.names('@MARKER@')}()",
    }
    hand_in.notebook["cells"].append(extra)


def _dumped(**changes: Any) -> Callable[[HandIn], None]:
    def edit(hand_in: HandIn) -> None:
        hand_in.raw = json.dumps(hand_in.notebook | changes).encode()

    return edit


def _half(hand_in: HandIn) -> None:
    hand_in.raw = json.dumps(hand_in.notebook).encode()[:-300]


def _giant_number(hand_in: HandIn) -> None:
    text = json.dumps(hand_in.notebook)
    hand_in.raw = text.replace('"execution_count": null', f'"execution_count": {"9" * 5000}', 1).encode()


def _utf16(hand_in: HandIn) -> None:
    hand_in.raw = json.dumps(hand_in.notebook).encode("utf-16")


def _notebook(name: str, kind: Kind, breach: Breach, edit: object, *without: str, **more: bool) -> Recipe:
    return Recipe(name, kind, Door.NOTEBOOK, breach, with_the_wrong_answer(edit), without or ("stock",), **more)  # type: ignore[arg-type]


def _invalid(name: str, edit: object, breach: Breach = Breach.STOPS, *without: str) -> Recipe:
    return _notebook(name, Kind.INVALID, breach, edit, *(without or ("quarantine",)), unread=True)


RECIPES = [
    _notebook("tags-every-cell-skip-execution", Kind.CELLS, Breach.MARKS, _tag),
    _notebook("hands-in-forged-outputs", Kind.HOOKS, Breach.MARKS, lambda each: _tag(each, outputs=_FORGED)),
    _notebook("writes-the-test-cell-twice", Kind.CELLS, Breach.LOST, _twice(TEST)),
    _notebook("writes-the-solution-twice", Kind.CELLS, Breach.LOST, _twice(TARGET)),
    _notebook("gives-its-test-another-id", Kind.CELLS, Breach.LOST, _test_elsewhere),
    _notebook("deletes-the-test", Kind.CELLS, Breach.LOST, _deleted),
    _notebook("says-the-test-is-no-grade", Kind.CELLS, Breach.LOST, _metadata(TEST, grade=False)),
    _notebook("says-the-test-is-a-solution", Kind.CELLS, Breach.LOST, _metadata(TEST, solution=True, locked=False)),
    _notebook("removes-all-metadata", Kind.CELLS, Breach.LOST, _without_metadata, loses=True),
    _notebook("claims-a-schema-to-come", Kind.INVALID, Breach.STOPS, _old_schema),
    _notebook("adds-thirty-slow-cells", Kind.STOP, Breach.COST, _many_cells, "limits", slow=True),
    _notebook("writes-markup-into-an-id", Kind.MARKUP, Breach.LOST, _id_markup),
    _notebook("hands-in-a-giant-number", Kind.VALUES, Breach.STOPS, _giant_number, "quarantine", unread=True),
    _invalid("hands-in-half-a-file", _half),
    _invalid("hands-in-utf-16", _utf16),
    _invalid("hands-in-nothing", raw(b"")),
    _invalid("hands-in-a-number", raw(b"7")),
    _invalid("hands-in-a-deep-nest", raw(b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")),
    _invalid("hands-in-another-format", _dumped(nbformat=3)),
    _invalid("hands-in-no-list-of-cells", _dumped(cells=None)),
    _invalid("hands-in-two-thousand-cells", lambda each: each.notebook["cells"].extend([code_cell("1")] * 2000)),
    _invalid("hands-in-a-giant-file", raw(b"[" + b" " * (30 << 20) + b"]")),
]
