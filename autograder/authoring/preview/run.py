"""Makes the page of an exercise again after each save, each time in a fresh process."""

from __future__ import annotations

import contextlib
import difflib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.errors import AuthoringError

from . import page
from .child import Message
from .rendering import Rendering, prepare
from .server import Board, Server
from .trouble import ROOT

_LOOK_EVERY = 0.2  # seconds between two looks at the files
_WATCHED = (".py", ".md", ".csv", ".html", ".css", ".js")

Seen = dict[Path, tuple[int, int]]


def require_known(name: str) -> None:
    """Raise ``AuthoringError`` with the names that come close when the bank has no such exercise."""
    try:
        from autograder import bank

        known = list(bank.exercises())
    except Exception:  # the bank itself is broken: the page says how
        return
    if name not in known:
        close = difflib.get_close_matches(name, known)
        cure = f"did you mean {' or '.join(close)}?" if close else f"there are: {', '.join(known)}"
        raise AuthoringError(f"the bank has no exercise {name!r}", cure)


def write_once(name: str, book: Path, folder: Path) -> tuple[Path, str]:
    """Write the page into ``folder`` as one file; return its path, and the proof's result in words.

    Raises
    ------
    AuthoringError
        When there is nothing to show: what is broken, where, and what to do.
    """
    messages: list[Message] = []
    prepare()
    rendering = Rendering(name, book, messages.append)
    try:
        rendering.wait()
    finally:
        rendering.stop()
    last = messages[-1]
    if "trouble" in last:
        trouble = last["trouble"]
        raise AuthoringError(trouble.cause, trouble.cure, file=trouble.place)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.html"
    path.write_text(page.whole_page(name, last["html"], live=False), encoding="utf-8")
    return path, last["proof"]


def serve(name: str, book: Path, port: int, started: Callable[[str], None], said: Callable[[str], None]) -> None:
    """Show the page on loopback until it is interrupted, and make it again after each save.

    Parameters
    ----------
    port : int
        0 for any that is free.
    started : callable
        ``started(address)`` is called when the page can be opened.
    said : callable
        ``said(text)`` gets one line for each page: the seconds it took, or what is broken.

    Raises
    ------
    OSError
        When the port is taken.
    """
    prepare()
    board = Board()
    board.show(page.whole_page(name, "<p>The page is being made.</p>", live=True), working=True)
    with Server(board, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            started(server.address)
            for seen in _saves(book):
                _show(name, book, board, said, seen)
        except KeyboardInterrupt:
            return
        finally:
            board.close()
            server.shutdown()


def _show(name: str, book: Path, board: Board, said: Callable[[str], None], seen: Seen) -> None:
    """Make the pages of one save, and wait until something else is saved."""
    began = time.monotonic()

    def put_up(message: Message) -> None:
        trouble = message.get("trouble")
        inside = page.trouble_html(name, trouble) if trouble else message["html"]
        board.show(page.whole_page(name, inside, live=True), working=not trouble and "proof" not in message)
        said(f"{time.monotonic() - began:.1f} s: {trouble or message.get('proof') or 'page made, proof runs'}")

    board.work()
    rendering = Rendering(name, book, put_up)
    try:
        while files(book) == seen:
            time.sleep(_LOOK_EVERY)
    finally:
        rendering.stop()


# --- files ----------------------------------------------------------------------------------------------------------


def files(book: Path) -> Seen:
    """Return when each file was saved that can change the page, and its size."""
    seen: Seen = {}
    for folder in (ROOT / "autograder", ROOT / "solutions", book / "exercises"):
        for path in folder.rglob("*"):
            if path.suffix in _WATCHED:
                with contextlib.suppress(OSError):  # an editor has just replaced it
                    found = path.stat()
                    seen[path] = (found.st_mtime_ns, found.st_size)
    return seen


def _saves(book: Path) -> Iterator[Seen]:
    """Yield the state of the files now, and whenever it is asked again, as soon as it rests."""
    while True:
        before, now = None, files(book)
        while now != before:
            time.sleep(_LOOK_EVERY / 4)
            before, now = now, files(book)
        yield now
