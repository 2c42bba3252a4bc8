"""The template: a warm process that forks one confined process for each student.

``python -m autograder.sandboxed.template FD`` is started by the grader inside the sandbox.  FD is a SOCK_SEQPACKET
socket on which it takes requests::

    {"op": "spawn", "limits": {...}} and one passed descriptor  -> {"pid": ...}
    {"op": "kill", "pid": ...}                                  -> {"killed": true | false}

It says ``{"ready": true}`` first, never runs student code itself, and ends when the grader closes the socket; all that
it forked ends with it.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from . import namespaces
from .confine import WIRE_DESCRIPTOR, WORK_DIRECTORY, become_nobody, confine, keep_only

_MAX_REQUEST = 1 << 16

Request = dict[str, Any]


def main(control_descriptor: int) -> None:
    """Load everything, then serve requests until the control socket closes."""
    become_nobody()
    control = socket.socket(fileno=control_descriptor)
    shell = _load()
    children: set[int] = set()
    _send(control, {"ready": True})
    while received := _receive(control):
        request, descriptors = received
        _reap(children)
        if request["op"] == "spawn":
            reply = _spawn(shell, control, request["limits"], descriptors[0], children)
        else:
            reply = {"killed": _kill(request["pid"], children)}
        for descriptor in descriptors:
            os.close(descriptor)
        _send(control, reply)


def _load() -> Any:
    from .cells import make_shell, warm_up
    from .process import serve  # noqa: F401  (loaded here so that a fork finds it loaded)

    _check_reference_is_hidden()
    sys.path.append(WORK_DIRECTORY)  # last: a student's random.py must not stand for the library's
    shell = make_shell()
    warm_up(shell)
    _check_single_thread()
    gc.collect()
    gc.freeze()  # the collector would otherwise write to, and so copy, every page that the forks share
    return shell


def _check_reference_is_hidden() -> None:
    """Refuse to start where a student's code could import what is right."""
    for package in ("autograder.bank", "autograder.grading", "solutions"):
        found = importlib.util.find_spec(package)
        if found is not None and found.origin is not None:  # an empty, masked folder has no origin
            raise SystemExit(f"{package} can be seen from inside the sandbox")


def _check_single_thread() -> None:
    """Refuse to fork beside a thread: its locks and its work would be missing in every student's process."""
    threads = os.listdir("/proc/self/task")
    if len(threads) != 1:
        raise SystemExit(f"the template runs {len(threads)} threads; are OPENBLAS_NUM_THREADS and its like set to 1?")


def _receive(control: socket.socket) -> tuple[Request, list[int]] | None:
    data, descriptors, *_ = socket.recv_fds(control, _MAX_REQUEST, 1)
    return (json.loads(data), descriptors) if data else None


def _send(control: socket.socket, message: Request) -> None:
    control.send(json.dumps(message).encode())


def _spawn(shell: Any, control: socket.socket, limits: dict[str, int], wire: int, children: set[int]) -> Request:
    user, group = os.getuid(), os.getgid()
    try:
        pid = namespaces.fork()
    except OSError as error:
        return {"failed": str(error)}
    if pid == 0:
        control.detach()  # `keep_only` closes its descriptor
        _be_student(shell, wire, lambda: confine(limits, user, group), limits["output_bytes"])
    children.add(pid)
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


def _kill(pid: int, children: set[int]) -> bool:
    """End a student's process and, as it is process 1 of its namespace, all that it started."""
    if pid not in children:
        return False
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    children.discard(pid)
    return True


def _reap(children: set[int]) -> None:
    for pid in list(children):
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            children.discard(pid)


if __name__ == "__main__":
    main(int(sys.argv[1]))
    os._exit(0)  # nothing to tidy up: the sandbox goes, and with it all that it held
