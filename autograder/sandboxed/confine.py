"""The confinement of one student's process, applied between the fork and the first line of student code.

In order, as each step needs what a later one takes away: namespaces of its own (at the fork), descriptors, a private
work directory, no capabilities, limits, Landlock, seccomp.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
import sysconfig
from collections.abc import Mapping

from . import kernel, landlock, namespaces, seccomp

WORK_DIRECTORY = "/box"  # the same path is named in autograder/grading/sandbox.py
WIRE_DESCRIPTOR = 3
_MAX_OPEN_FILES = 128
_NOBODY = 65534
_PR_SET_KEEPCAPS = 8
_READ_AND_SEARCH = 1 << 2  # CAP_DAC_READ_SEARCH

_SYSTEM_READ = ("/usr", "/lib", "/lib64", "/etc")
DEVICES_READ = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")


def confine(limits: Mapping[str, int], user: int, group: int) -> None:
    """Confine this process, a fork made by ``namespaces.fork``, for good.

    Parameters
    ----------
    limits : mapping of str to int
        ``memory_bytes``, ``cpu_seconds``, ``file_bytes``, ``processes`` and ``disk_bytes``.
    user, group : int
        The template's own numbers, as it saw them before the fork.

    Raises
    ------
    OSError
        When a layer cannot be applied; then no student code may run.
    """
    namespaces.keep_identity(user, group)
    os.setsid()
    die_first_when_memory_runs_out()
    namespaces.own_files(WORK_DIRECTORY, limits["disk_bytes"])
    namespaces.drop_capabilities()
    limit_resources(limits)
    landlock.restrict(read=[*readable(), WORK_DIRECTORY], write=[WORK_DIRECTORY, "/dev/null"])
    seccomp.restrict()


def become_nobody(*, and_read: bool = False) -> None:
    """Stop being root, for good: the kernel does not count root's processes, and lets root read much.

    With ``and_read``, keep the power to look into every folder if Python lies where nobody else could (below
    ``/root``): without mounts it cannot be shown elsewhere.  Landlock still decides which files those are.
    """
    if os.getuid() == 0:
        python = (os.__file__, sysconfig.get_path("purelib"))
        kernel.prctl(_PR_SET_KEEPCAPS, ctypes.c_ulong(and_read))
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
        # A changed identity hides /proc/self from its own process; a fork must write its uid_map there.
        kernel.prctl(kernel.PR_SET_DUMPABLE, ctypes.c_ulong(1))
        if and_read:  # `access` asks for the new user, without powers
            reachable = all(os.access(path, os.R_OK) for path in python)
            namespaces.drop_capabilities(but=0 if reachable else _READ_AND_SEARCH)
    kernel.forbid_new_privileges()


def keep_only(wire: int) -> None:
    """Close every descriptor but ``wire``, which becomes number 3; what is printed past Python goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.dup2(wire, WIRE_DESCRIPTOR, inheritable=False)
    os.closerange(WIRE_DESCRIPTOR + 1, os.sysconf("SC_OPEN_MAX"))


def limit_resources(limits: Mapping[str, int]) -> None:
    """Set the limits that the kernel counts for each process; PROCESSES counts in this user namespace only."""
    for name, value in (
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_CPU, processor_seconds(limits)),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_NOFILE, _MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(name)[1]
        bounded = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (bounded, bounded))


def processor_seconds(limits: Mapping[str, int]) -> int:
    """Return after how much processor time the kernel ends a process.

    It counts by its clock's ticks, on a busy machine up to a tenth too many.  With some more than the limit, whoever is
    ended has used all of it by the exact count too, by which the reason is found afterwards.
    """
    seconds = limits["cpu_seconds"]
    return seconds + max(1, seconds // 8)


def readable() -> list[str]:
    """Return the directories that student code may read: the system's libraries, the interpreter and its packages."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    interpreter = {sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), package}
    return [*_SYSTEM_READ, *DEVICES_READ, *sorted(interpreter)]


def die_first_when_memory_runs_out() -> None:
    """Ask the kernel, where memory runs out, to end the process that used it up, and not the grader."""
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
