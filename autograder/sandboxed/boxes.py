"""Work folders where no mount gives one: made for each student's process, watched, and removed with all they hold."""

from __future__ import annotations

import itertools
import os
import secrets
import stat

_COST_OF_A_FILE = 4096  # an empty file costs a block of its folder and an inode, which no size counts
_BLOCK = 512  # what st_blocks counts in


def make(base: str, number: int) -> str:
    """Return a new, empty folder below ``base`` for one process."""
    path = os.path.join(base, f"box-{number}")
    os.mkdir(path, 0o700)
    return path


def exceeds(folder: str, bytes_allowed: int) -> bool:
    """Return whether ``folder`` holds more than that; what cannot be looked into holds too much.

    The count stops where it exceeds, so that looking costs no more than the limit does.
    """
    waiting, left = [folder], bytes_allowed
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    found = entry.stat(follow_symlinks=False)
                    left -= _COST_OF_A_FILE + found.st_blocks * _BLOCK
                    if left < 0:
                        return True
                    if stat.S_ISDIR(found.st_mode):
                        waiting.append(entry.path)
        except FileNotFoundError:  # removed while we looked
            continue
        except OSError:  # shut, or nested deeper than a path can be long
            return True
    return False


def remove(folder: str) -> None:
    """Remove ``folder`` when no process uses it any more, however deep, shut or full it is.

    Folders inside are moved up before they are emptied: a nest of thousands is no deeper than one for us.
    """
    token = secrets.token_hex(8)
    numbers = itertools.count()
    try:
        while entries := list(os.scandir(folder)):
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _flatten(entry.path, f"{folder}/{token}-", numbers)
                else:
                    os.unlink(entry.path)
        os.rmdir(folder)
    except FileNotFoundError:
        pass


def _flatten(folder: str, above: str, numbers: itertools.count[int]) -> None:
    os.chmod(folder, 0o700)
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            os.chmod(entry.path, 0o700)  # a folder that is moved is written to: its ".." changes
            os.rename(entry.path, f"{above}{next(numbers)}")
        else:
            os.unlink(entry.path)
    os.rmdir(folder)
