"""The confinement of one student's process without namespaces: Landlock, seccomp and limits give what they gave.

Beside what ``confine`` does in full, seccomp refuses new processes, signals to others and every call that changes a
file's properties by its name, since the files and processes of the grading machine are not out of sight here: only out
of reach.  What stays visible is whether a file or a process exists whose name or number is known, and a file's size.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import tempfile
from collections.abc import Mapping, Sequence

from . import kernel, landlock, seccomp
from .confine import DEVICES_READ, die_first_when_memory_runs_out, limit_resources, processor_seconds
from .reference import check_reference_is_hidden

_PR_SET_PDEATHSIG = 1
_SPARE_TASKS = 64  # what else the same user may start meanwhile, before a student's threads are refused


def confine(limits: Mapping[str, int], box: str, read: Sequence[str], listed: Sequence[str], parent: int) -> None:
    """Confine this process, an ordinary fork of ``parent``, for good.

    Parameters
    ----------
    limits : mapping of str to int
        As for ``confine.confine``; ``processes`` bounds threads, and ``disk_bytes`` is watched by the template.
    box : str
        The work folder, the only place that can be written to.
    read, listed : sequence of str
        What can be read, and the folders on the way to it whose names (not files) can be.

    Raises
    ------
    OSError
        When a layer cannot be applied; then no student code may run.
    """
    enter(box)
    end_with(parent)
    limit_resources({**limits, "processes": limits["processes"] + tasks_of_this_user() + _SPARE_TASKS})
    die_first_when_memory_runs_out()
    landlock.restrict(read=[*read, *DEVICES_READ, box], write=[box, "/dev/null"], listed=listed)
    check_reference_is_hidden()
    seccomp.restrict(alone=True)


def trust(limits: Mapping[str, int], box: str) -> None:
    """Apply what every Unix has, for ``--sandbox none``: a folder and limits, and no wall at all."""
    enter(box)
    for name, value in (
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_CPU, processor_seconds(limits)),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(name, (value, value))
        except (ValueError, OSError):  # macOS has the name of a limit on memory, and no such limit
            continue


def enter(box: str) -> None:
    """Make ``box`` the work folder and the place of temporary files, in a session of its own."""
    os.setsid()
    os.chdir(box)
    os.environ["HOME"] = os.environ["TMPDIR"] = tempfile.tempdir = box


def end_with(parent: int) -> None:
    """Have the kernel end this process when its parent ends; no pid namespace does it here."""
    kernel.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))
    if os.getppid() != parent:  # it was quicker
        raise OSError("the template has ended")


def tasks_of_this_user() -> int:
    """Return how many threads this user runs: without a namespace, RLIMIT_NPROC counts them all."""
    user, count = os.getuid(), 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                if entry.stat().st_uid == user:
                    count += os.stat(f"/proc/{entry.name}/task").st_nlink - 2
            except OSError:  # ended meanwhile
                continue
    return count


def open_up(roots: Sequence[str], hidden: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return (what to let read, which folders to let list) so that ``roots`` can be read and ``hidden`` cannot.

    Landlock only ever adds: where something hidden lies inside a root, its siblings are named one by one.
    """
    real_roots = list(dict.fromkeys(os.path.realpath(root) for root in roots))
    shut = {os.path.realpath(path) for path in hidden}
    read: list[str] = []
    listed: list[str] = []
    while real_roots:
        path = real_roots.pop()
        if path in shut:
            continue
        if not any(each.startswith(path.rstrip("/") + "/") for each in shut):
            read.append(path)
            continue
        listed.append(path)
        real_roots += [entry.path for entry in os.scandir(path) if not entry.is_symlink()]
    return read, listed
