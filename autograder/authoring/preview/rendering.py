"""Runs ``child`` in a process that holds other people's modules already, and none of the author's."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from pathlib import Path

from .child import Message, show
from .trouble import Trouble

# What takes seconds to load and does not change while an author works: loaded once, by the process that is forked.
_PRELOADED = ["numpy", "jupytext", "jinja2", "latex2mathml.converter", "markdown_it", "pygments.formatters"]
_CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
_CONTEXT = multiprocessing.get_context("forkserver") if _CAN_FORK else multiprocessing.get_context("spawn")


def prepare() -> None:
    """Say what is to be loaded once; before the first rendering."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process with threads should not be forked
    _CONTEXT.set_forkserver_preload(_PRELOADED)


class Rendering:
    """The pages of one save; ``on_message`` gets them, on a thread of its own."""

    def __init__(self, name: str, book: Path, on_message: Callable[[Message], None]) -> None:
        self._stopped = False
        self._pipe, theirs = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=show, args=(name, book, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._reader = threading.Thread(target=self._read, args=[on_message], daemon=True)
        self._reader.start()

    def _read(self, on_message: Callable[[Message], None]) -> None:
        last: Message = {}
        while last.keys().isdisjoint(("trouble", "proof")):
            try:
                last = self._pipe.recv()
            except (EOFError, OSError):
                last = {"trouble": self._silence()}
            if not self._stopped:
                on_message(last)

    def _silence(self) -> Trouble:
        self._process.join()
        cause = f"the process that makes the page ended with {self._process.exitcode}"
        return Trouble(cause, "see what it wrote on the terminal, and look at what was saved last")

    def wait(self) -> None:
        """Wait until all pages have come."""
        self._reader.join()

    def stop(self) -> None:
        """End the process, whatever it is doing; no page comes after this."""
        self._stopped = True
        self._process.kill()
        self._reader.join()
        self._process.join()
        self._process.close()
        self._pipe.close()
