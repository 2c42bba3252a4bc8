"""The template: a warm process that forks one confined process for each student.

``python -m autograder.sandboxed.template FD SETUP`` is started by the grader inside the sandbox.  SETUP is JSON:
``{"profile": "full"}``, or for the other profiles also ``"base"``, the folder in which work folders are made, and the
paths ``"shown"`` and ``"hidden"``.  FD is a socket on which the template takes requests::

    {"op": "spawn", "limits": {...}} and one passed descriptor  -> {"pid": ...}
    {"op": "kill", "pid": ...}                                  -> {"ended": ""} or the limit that it came to

It says ``{"ready": true}`` first, never runs student code itself, and ends when the grader closes the socket; all that
it forked ends with it.
"""

from __future__ import annotations

import gc
import json
import os
import select
import socket
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from . import boxes
from .confine import WIRE_DESCRIPTOR, become_nobody, keep_only
from .makers import Full, Lite, Maker, Trusting
from .reference import check_reference_is_hidden

_MAX_REQUEST = 1 << 16
_SECONDS_BETWEEN_LOOKS = 0.1

Request = dict[str, Any]


def main(control_descriptor: int, setup: Request) -> None:
    """Load everything, then serve requests until the control socket closes."""
    control = socket.socket(fileno=control_descriptor)
    if sys.platform == "linux":
        become_nobody(and_read=setup["profile"] != "full")
    shell = _load(setup["profile"])
    maker = _maker(setup)
    _send(control, {"ready": True})
    try:
        _serve(control, maker, shell)
    finally:
        maker.end_all()
        if "base" in setup:
            boxes.remove(setup["base"])


def _serve(control: socket.socket, maker: Maker, shell: Any) -> None:
    while received := _receive(control, maker):
        request, descriptors = received
        if request["op"] == "spawn":
            reply = _spawn(shell, control, maker, request["limits"], descriptors[0])
        else:
            reply = {"ended": maker.end(request["pid"])}
        for descriptor in descriptors:
            os.close(descriptor)
        _send(control, reply)


def _maker(setup: Request) -> Maker:
    if setup["profile"] == "full":
        return Full()
    if setup["profile"] == "lite":
        return Lite(setup["base"], setup["shown"], setup["hidden"])
    return Trusting(setup["base"])


def _load(profile: str) -> Any:
    from .cells import make_shell, warm_up
    from .process import serve  # noqa: F401  (loaded here so that a fork finds it loaded)

    if profile == "full":
        check_reference_is_hidden()
    shell = make_shell()
    warm_up(shell)
    if sys.platform == "linux":
        _check_single_thread()
    gc.collect()
    gc.freeze()  # the collector would otherwise write to, and so copy, every page that the forks share
    return shell


def _check_single_thread() -> None:
    """Refuse to fork beside a thread: its locks and its work would be missing in every student's process."""
    threads = os.listdir("/proc/self/task")
    if len(threads) != 1:
        raise SystemExit(f"the template runs {len(threads)} threads; are OPENBLAS_NUM_THREADS and its like set to 1?")


def _receive(control: socket.socket, maker: Maker) -> tuple[Request, list[int]] | None:
    while maker.watches and not select.select([control], [], [], _SECONDS_BETWEEN_LOOKS)[0]:
        maker.watch()
    data, descriptors, *_ = socket.recv_fds(control, _MAX_REQUEST, 1)
    return (json.loads(data), descriptors) if data else None


def _send(control: socket.socket, message: Request) -> None:
    control.send(json.dumps(message).encode())


def _spawn(shell: Any, control: socket.socket, maker: Maker, limits: dict[str, int], wire: int) -> Request:
    try:
        child = maker.prepare(limits)
        pid = maker.fork()
    except OSError as error:
        return {"failed": str(error)}
    if pid == 0:
        control.detach()  # `keep_only` closes its descriptor
        _be_student(shell, wire, lambda: maker.confine(child), limits["output_bytes"])
    maker.add(pid, child)
    return {"pid": pid}


def _be_student(shell: Any, descriptor: int, shut_in: Callable[[], None], output_bytes: int) -> NoReturn:
    """Confine this fork and serve its requests; never returns, as the template's loop lies behind it."""
    from autograder.student import wire

    from .process import serve

    try:
        keep_only(descriptor)
        connection = socket.socket(fileno=WIRE_DESCRIPTOR)
        try:
            shut_in()
        except OSError as error:  # the grader must know, and no student code may run
            wire.send(connection, {"failed": str(error)})
        else:
            shell.outputs.limit = output_bytes
            serve(connection, shell)
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
    os._exit(0)  # nothing to tidy up: the sandbox goes, and with it all that it held
