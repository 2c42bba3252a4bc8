"""Which files the sandbox shows, all of them read-only: the system's libraries, Python with its packages, and three
parts of this project.  The reference must be out of reach however the project is installed.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

SHOWN_AS = "/course"  # where the sandbox shows the few parts of this package that student code needs
SHOWN_PARTS = ("__init__.py", "student", "sandboxed")
_PACKAGE = Path(__file__).resolve().parents[1]
_OURS = ("autograder", "solutions")

_SYSTEM = (
    "/usr", "/lib", "/lib64", "/bin",
    "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime",
)  # fmt: skip


def file_system() -> list[str]:
    """Return bubblewrap's options that build the file system: shallow paths first, so that deeper ones override them.

    A mask inside a directory that is shown hides, and what is shown inside a mask can be seen.
    """
    steps = {path: _show(path) for path in shown()}
    steps.update({path: ["--tmpfs", path] for path in hidden() if _lies_in(path, steps)})
    steps.update({f"{SHOWN_AS}/autograder/{part}": _show(_PACKAGE / part, part) for part in SHOWN_PARTS})
    options: list[str] = []
    made = {"/"}
    for path in sorted(steps, key=lambda path: path.count("/")):
        options += [*_folders_above(path, steps, made), *steps[path]]
    return options


def shown() -> list[str]:
    """Return the paths of the system's libraries and of Python with its packages."""
    return [path for path in (*_SYSTEM, *_interpreter()) if os.path.lexists(path)]


def _show(source: str | Path, part: str | None = None) -> list[str]:
    target = str(source) if part is None else f"{SHOWN_AS}/autograder/{part}"
    if part is None and os.path.islink(source) and source in _SYSTEM:  # /lib -> usr/lib
        return ["--symlink", os.readlink(source), target]
    return ["--ro-bind", str(source), target]


def _folders_above(path: str, steps: Iterable[str], made: set[str]) -> list[str]:
    """Make the folders that lead to ``path``: bubblewrap's own would be closed to a process that is not root."""
    above = [str(folder) for folder in reversed(Path(path).parents) if not _lies_in(str(folder), steps)]
    new = [folder for folder in above if folder not in made]
    made.update(new)
    return [option for folder in new for option in ("--perms", "0755", "--dir", folder)]


def _interpreter() -> list[str]:
    """Return the directories of Python and its packages, by the names in use and by their real ones."""
    named = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, sysconfig.get_path("stdlib")}
    both = named | {os.path.realpath(path) for path in named}
    return sorted(path for path in both if not _lies_in(path, ("/usr", *(both - {path}))))


def hidden() -> list[str]:
    """Return the directories that hold, or could hold, the reference, wherever this project is installed."""
    root = _PACKAGE.parent
    installed = {os.path.join(entry or ".", name) for entry in (*sys.path, str(root)) for name in _OURS}
    paths = {os.path.realpath(path) for path in installed} | {os.path.abspath(path) for path in installed}
    if (root / "pyproject.toml").exists():  # a checkout: its tests and history give answers away too
        paths.add(str(root))
    return sorted(path for path in paths if os.path.isdir(path))


def _lies_in(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)
