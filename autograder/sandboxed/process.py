"""One student's process: answers the grader's requests, one at a time, until the connection closes.

Student code shares this process and can change anything in it, this module included: it can spoil its own replies and
nothing else.  The grader takes every reply for hostile.

::

    {"op": "cell", "source": ..., "label": ...}                  -> {"status": ..., "outputs": [...]}
    {"op": "file", "name": ..., "content": array of bytes}       -> {"status": "ok"}
    {"op": "define", "name": ..., "value": ...}                  -> {"status": "ok"}
    {"op": "perform", "target": ..., "kind": ..., "request": ..} -> {"value": ...} | {"error": ...} | {"missing": True}
"""

from __future__ import annotations

import contextlib
import os
import random
import socket
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.student import kinds, wire
from autograder.student.plain import Malformed

from .cells import GradingShell, run_cell
from .outputs import Nowhere

Message = dict[str, Any]


def serve(connection: socket.socket, shell: GradingShell) -> None:
    """Answer requests until the other side closes the connection."""
    _repeatable()
    wire.send(connection, {"status": "ok"})
    while True:
        try:
            request = wire.receive(connection)
        except wire.Closed:
            return
        reply = _HANDLERS[request["op"]](shell, request)
        try:
            wire.send(connection, reply)
        except Malformed:
            wire.send(connection, _error("ValueTooLarge"))


def _repeatable() -> None:
    # Unseeded student code gets the same numbers each time, so that a verdict can be replayed.
    random.seed(0)
    np.random.seed(0)


def _cell(shell: GradingShell, request: Message) -> Message:
    return run_cell(shell, request["source"], request["label"])


def _file(shell: GradingShell, request: Message) -> Message:
    folder = os.path.dirname(request["name"])
    if folder:
        os.makedirs(folder, exist_ok=True)
    with open(request["name"], "wb") as file:
        file.write(request["content"].tobytes())
    return {"status": "ok"}


def _define(shell: GradingShell, request: Message) -> Message:
    shell.user_ns[request["name"]] = request["value"]
    return {"status": "ok"}


def _perform(shell: GradingShell, request: Message) -> Message:
    if request["target"] not in shell.user_ns:
        return {"missing": True}
    with contextlib.redirect_stdout(Nowhere()), contextlib.redirect_stderr(Nowhere()):
        try:
            return kinds.perform(request["kind"], shell.user_ns[request["target"]], request["request"])
        except BaseException as error:  # SystemExit and KeyboardInterrupt must not end the process
            return _error(type(error).__name__)
        finally:
            _close_figures()


def _close_figures() -> None:
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


def _error(name: str) -> Message:
    return {"error": {"type": name[:60], "line": None, "message": ""}}


_HANDLERS: dict[str, Callable[[GradingShell, Message], Message]] = {
    "cell": _cell,
    "file": _file,
    "define": _define,
    "perform": _perform,
}
