"""Attacks by files and links beside the notebook, or in its place."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable

from ..recipe import ASSIGNMENT, Breach, Door, HandIn, Kind, Recipe, in_call, with_the_wrong_answer

_NOTEBOOK = f"{ASSIGNMENT}.ipynb"
_NUMPY = """import os, sys
here = sys.path.pop(0)
del sys.modules["numpy"]
import numpy
numpy.allclose = lambda *a, **k: True
sys.path.insert(0, here)
"""


def _links_the_notebook(target: str, make: Callable[[str, str], None] = os.symlink) -> Callable[[HandIn], None]:
    return lambda hand_in: hand_in.link(_NOTEBOOK, target, make)


def _pipe(name: str) -> Callable[[HandIn], None]:
    return lambda hand_in: os.mkfifo(hand_in.folder / name)


def _zip(hand_in: HandIn) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.bin", bytes(60 << 20))
    hand_in.file("more.zip", packed.getvalue() + bytes(60 << 20))


def _folder_in_place(hand_in: HandIn) -> None:
    (hand_in.folder / _NOTEBOOK).mkdir()


def _nothing(hand_in: HandIn) -> None:
    """Leave a link to nowhere in the notebook's place."""
    hand_in.link(_NOTEBOOK, "/nowhere")


def _files(name: str, kind: Kind, breach: Breach, edit: object, *without: str, **more: bool) -> Recipe:
    return Recipe(name, kind, Door.FILES, breach, with_the_wrong_answer(edit), without or ("stock",), **more)  # type: ignore[arg-type]


RECIPES = [
    _files("brings-a-numpy-of-its-own", Kind.SHADOWS, Breach.MARKS, lambda each: each.file("numpy.py", _NUMPY)),
    _files(
        "links-a-file-of-the-graders",
        Kind.LINKS,
        Breach.SECRET,
        lambda each: each.link("data.txt", "@TREASURE@"),
    ),
    _files(
        "ties-a-file-of-the-graders-by-a-hard-link",
        Kind.LINKS,
        Breach.SECRET,
        lambda each: each.link("data.txt", "@TREASURE@", os.link),
    ),
    _files(
        "links-a-neighbours-notebook",
        Kind.REACH,
        Breach.MARKS,
        _links_the_notebook("@ROOT@/submitted/a-honest-right/attacked/attacked.ipynb"),
        "plain files only",
        "stock",
        unread=True,
    ),
    _files(
        "ties-the-notebook-with-the-solutions-by-a-hard-link",
        Kind.LINKS,
        Breach.MARKS,
        _links_the_notebook("@ROOT@/source/attacked/attacked.ipynb", os.link),
        "stock",
        unread=True,
    ),
    _files("hands-in-a-pipe-beside-the-notebook", Kind.STOP, Breach.LOST, _pipe("data.csv")),
    _files("hands-in-a-pipe-as-the-notebook", Kind.STOP, Breach.STOPS, _pipe(_NOTEBOOK), unread=True),
    _files("hands-in-a-folder-as-the-notebook", Kind.INVALID, Breach.LOST, _folder_in_place, unread=True),
    _files("hands-in-a-link-to-nowhere", Kind.INVALID, Breach.STOPS, _nothing, "quarantine", unread=True),
    _files("hands-in-a-giant-archive", Kind.LINKS, Breach.COST, _zip),
    _files(
        "hands-in-a-page-beside-the-notebook",
        Kind.MARKUP,
        Breach.ACTS,
        lambda each: each.file("notes.html", "<script>@MARKER@()</script>"),
    ),
    _files(
        "hands-in-a-picture-that-is-a-program",
        Kind.MARKUP,
        Breach.ACTS,
        lambda each: each.file(
            "plot.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="@MARKER@()"><script>@MARKER@()</script></svg>'
        ),
    ),
    Recipe(
        "writes-its-arguments-into-a-file",
        Kind.PRINTED,
        Door.FILES,
        Breach.SECRET,
        in_call("open('kept.txt', 'a').write(str(scores.tolist()))"),
    ),
]
