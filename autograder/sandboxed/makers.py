"""How the template makes, watches and ends students' processes under each sandbox profile."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from . import boxes, confine, lite, namespaces

Limits = dict[str, int]


@dataclass(frozen=True)
class Child:
    """A process that was made, with the limits it was given and its work folder (empty: one of its own mount)."""

    limits: Limits
    box: str = ""


class Maker:
    """Makes processes; what differs between profiles is ``fork`` and ``confine``."""

    watches = False

    def __init__(self) -> None:
        self._children: dict[int, Child] = {}
        self._over: dict[int, str] = {}
        self._made = 0

    def fork(self) -> int:
        """Fork, and return as ``os.fork`` does."""
        return os.fork()

    def confine(self, child: Child) -> None:
        """Confine this process, a fork, for good; ``OSError`` where that cannot be done."""
        raise NotImplementedError

    def prepare(self, limits: Limits) -> Child:
        """Return what the next process gets."""
        return Child(limits)

    def add(self, pid: int, child: Child) -> None:
        """Remember a process that was forked."""
        self._children[pid] = child

    def watch(self) -> None:
        """Look after what the kernel does not bound."""

    def end(self, pid: int) -> str:
        """End a process and all that it started; return the limit that it had come to (a name in Limits), or ''."""
        child = self._children.pop(pid, None)
        if child is None:
            return ""
        _kill(pid)
        _, status, used = os.wait4(pid, 0)
        if child.box:
            boxes.remove(child.box)
        over = self._over.pop(pid, "")
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGKILL, signal.SIGXCPU)
        if killed and used.ru_utime + used.ru_stime >= child.limits["cpu_seconds"] - 0.1:
            return over or "cpu_seconds"
        return over

    def end_all(self) -> None:
        """End every process."""
        for pid in list(self._children):
            self.end(pid)


def _kill(pid: int) -> None:
    """Kill a process that is not reaped yet, and the session that it leads where it has become a leader."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


class Full(Maker):
    """Namespaces of its own, below bubblewrap's: see ``confine``."""

    def __init__(self) -> None:
        super().__init__()
        sys.path.append(confine.WORK_DIRECTORY)  # last: a student's random.py must not stand for the library's
        self._identity = os.getuid(), os.getgid()

    def fork(self) -> int:
        """Fork into namespaces of its own."""
        return namespaces.fork()

    def confine(self, child: Child) -> None:
        """See ``confine.confine``."""
        confine.confine(child.limits, *self._identity)


class Trusting(Maker):
    """A folder below ``base`` and limits, and no wall: for ``--sandbox none``."""

    watches = True

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base

    def prepare(self, limits: Limits) -> Child:
        """Make its work folder."""
        self._made += 1
        return Child(limits, boxes.make(self._base, self._made))

    def confine(self, child: Child) -> None:
        """See ``lite.trust``."""
        sys.path.append(child.box)
        lite.trust(child.limits, child.box)

    def watch(self) -> None:
        """End processes whose work folder holds more than it may."""
        for pid, child in self._children.items():
            if pid not in self._over and boxes.exceeds(child.box, child.limits["disk_bytes"]):
                self._over[pid] = "disk_bytes"
                _kill(pid)


class Lite(Trusting):
    """Landlock, seccomp and limits: see ``lite.confine``."""

    def __init__(self, base: str, shown: Sequence[str], hidden: Sequence[str]) -> None:
        super().__init__(base)
        self._read, self._listed = lite.open_up(shown, hidden)
        self._template = os.getpid()

    def confine(self, child: Child) -> None:
        """See ``lite.confine``."""
        sys.path.append(child.box)
        lite.confine(child.limits, child.box, self._read, self._listed, self._template)
