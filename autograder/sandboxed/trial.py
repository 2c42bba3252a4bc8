"""Tries one layer of the confinement in a process of its own, started by ``autograder.grading.sandbox``.

Prints one line: what was found, or (with exit code 1) why the layer cannot be had.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from typing import NoReturn

from . import confine, landlock, namespaces, seccomp


def try_landlock() -> str:
    """Shut every file and look whether one still opens."""
    found = landlock.version()
    landlock.restrict(read=[], write=[])
    _expect_refusal(lambda: os.listdir("/"))
    return f"version {found}"


def try_seccomp() -> str:
    """Install the filter and look whether a socket can still be made."""
    seccomp.restrict()
    _expect_refusal(socket.socket)
    return "filter installed"


def try_namespaces() -> str:
    """Fork into namespaces of its own, as for a student; meant to be run inside bubblewrap."""
    confine.become_nobody()
    user, group = os.getuid(), os.getgid()
    pid = namespaces.fork()
    if pid == 0:
        _be_alone(user, group)
    if os.waitpid(pid, 0)[1] != 0:
        raise OSError("a process in namespaces of its own could not set up its files")
    return "a process of its own, without network"


def _be_alone(user: int, group: int) -> NoReturn:
    try:
        namespaces.keep_identity(user, group)
        namespaces.own_files(confine.WORK_DIRECTORY, 1 << 20)
        namespaces.drop_capabilities()
        os._exit(0 if os.getpid() == 1 else 1)
    finally:
        os._exit(1)


def _expect_refusal(action: Callable[[], object]) -> None:
    try:
        action()
    except PermissionError:
        return
    raise OSError("the kernel accepts the restriction but does not enforce it")


_TRIALS = {"landlock": try_landlock, "seccomp": try_seccomp, "namespaces": try_namespaces}


def main() -> None:
    """Try the layer that the command line names."""
    try:
        print(_TRIALS[sys.argv[1]]())
    except OSError as reason:
        print(reason)
        sys.exit(1)
