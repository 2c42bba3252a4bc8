"""The folder on disk of a template that no mount namespace gives one: the code that it runs, and work folders.

A template removes its folder when it ends.  Where it and the grader are killed together, the next template does: each
folder is locked for as long as one of the two lives.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.sandboxed import boxes

from .sandbox_files import SHOWN_PARTS

_PACKAGE = Path(__file__).resolve().parents[1]
_PREFIX = "backprop-by-hand-sandbox-"
_LOCK = "lock"
_NOBODY = 65534


class BaseFolder:
    """A new folder below the system's one for temporary files; ``lock`` is the descriptor that keeps it."""

    def __init__(self) -> None:
        for left in _left_over():
            boxes.remove(str(left))
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self.lock = os.open(self.path / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        self.code.mkdir()
        for part in SHOWN_PARTS:
            _copy(_PACKAGE / part, self.code / "autograder" / part)
        self.home.mkdir()
        if os.getuid() == 0:  # the template stops being root, and makes and removes what lies here
            for place in (self.path, self.home):
                os.chown(place, _NOBODY, _NOBODY)

    @property
    def code(self) -> Path:
        """The parts of this package that student code needs: all that the template can import of it."""
        return self.path / "code"

    @property
    def home(self) -> Path:
        """The template's own home, where libraries keep what they find out when they start."""
        return self.path / "home"

    def remove(self) -> None:
        """Remove it, when all processes in it have ended."""
        boxes.remove(str(self.path))
        os.close(self.lock)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def _left_over() -> Iterator[Path]:
    """Yield this user's folders that nobody has locked."""
    owners = {os.getuid(), _NOBODY} if os.getuid() == 0 else {os.getuid()}
    for path in Path(tempfile.gettempdir()).glob(_PREFIX + "*"):
        try:
            if path.is_symlink() or path.stat().st_uid not in owners:
                continue
            lock = os.open(path / _LOCK, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:  # being made, or being removed
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            yield path
        finally:
            os.close(lock)
