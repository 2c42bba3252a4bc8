"""Shows the newest page to browsers on this machine, and tells them when there is a newer one."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "127.0.0.1"
_STILL_HERE = 10.0  # seconds after which a silent browser is written to, to learn whether it has left


class Board:
    """What is shown now; whoever watches is woken by each change."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._page, self._version, self._working, self._closed = "", 0, True, False

    @property
    def page(self) -> str:
        """The newest page."""
        with self._changed:
            return self._page

    def show(self, page: str, *, working: bool) -> None:
        """Put up a page; ``working`` says whether another one follows."""
        with self._changed:
            self._page, self._version, self._working = page, self._version + 1, working
            self._changed.notify_all()

    def work(self) -> None:
        """Say that a newer page is being made."""
        with self._changed:
            self._working = True
            self._changed.notify_all()

    def close(self) -> None:
        """Send all watchers home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def after(self, seen: dict[str, Any] | None) -> dict[str, Any] | None:
        """Wait for something else than ``seen``; return it, or ``seen`` after a while, or None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state() != seen, _STILL_HERE)
            return None if self._closed else self._state()

    def _state(self) -> dict[str, Any]:
        return {"version": self._version, "working": self._working}


class Server(ThreadingHTTPServer):
    """The server of one board, on loopback only.

    Parameters
    ----------
    board : Board
        What is shown.
    port : int
        0 for any that is free; ``address`` says which.
    """

    daemon_threads = True

    def __init__(self, board: Board, port: int) -> None:
        self.board = board
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        """Answer with the page, or with the stream of its changes."""
        pages: dict[str, Callable[[], None]] = {"/": self._page, "/changes": self._changes}
        if self.headers.get("Host") not in (
            f"{HOST}:{self.server.server_port}",
            f"localhost:{self.server.server_port}",
        ):
            self.send_error(HTTPStatus.FORBIDDEN)  # another site's name, made to point to this machine
        elif self.path in pages:
            pages[self.path]()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _page(self) -> None:
        content = self.server.board.page.encode()
        self._begin("text/html; charset=utf-8", {"Content-Length": str(len(content))})
        self.wfile.write(content)

    def _changes(self) -> None:
        self._begin("text/event-stream")
        state = None
        try:
            while (newer := self.server.board.after(state)) is not None:
                self.wfile.write(f"data: {json.dumps(newer)}\n\n".encode())
                self.wfile.flush()
                state = newer
        except OSError:  # the browser has left
            return

    def _begin(self, content_type: str, more: dict[str, str] | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        for name, value in {"Content-Type": content_type, "Cache-Control": "no-store", **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what an author should read."""
