"""One save, one process: reads the author's files afresh and sends what is to be shown.

A message holds the page's inside (``html``) or the ``trouble`` that stands in its place, and with the last one the
proof in words (``proof``).
"""

from __future__ import annotations

import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from .trouble import Trouble, trouble_of

Message = dict[str, Any]


def show(name: str, book: Path, pipe: Connection[Message, None]) -> None:
    """Send the page of the exercise ``name``, first without its proof, then with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the preview, which then ends this process
    sys.dont_write_bytecode = True  # two saves within a second would share one compiled file
    try:
        _show(name, book, pipe)
    except Exception as error:  # whatever the author's files raise while they are being edited
        pipe.send({"trouble": trouble_of(error)})


def _show(name: str, book: Path, pipe: Connection[Message, None]) -> None:
    from . import facts, page  # they import the author's files, one of which may be broken

    found = facts.gather(name, book)
    pipe.send({"html": page.exercise_html(found, None)})
    proof = facts.proof(found.exercise)
    words = f"a claim fails: {proof}" if isinstance(proof, Trouble) else proof
    pipe.send({"html": page.exercise_html(found, proof), "proof": words})
