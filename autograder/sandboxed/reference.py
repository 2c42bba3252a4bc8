"""Makes sure that what is right is out of a student's reach, before the first line of student code."""

from __future__ import annotations

import importlib.util

_PACKAGES = ("autograder.bank", "autograder.grading", "solutions")


class ReferenceInReach(OSError):
    """A module with right answers could be read."""


def check_reference_is_hidden() -> None:
    """Raise ``ReferenceInReach`` where this process could read what is right."""
    for package in _PACKAGES:
        found = importlib.util.find_spec(package)
        if found is not None and found.origin is not None and _opens(found.origin):
            raise ReferenceInReach(f"{package} can be seen from inside the sandbox")


def _opens(path: str) -> bool:
    try:
        open(path).close()
    except OSError:
        return False
    return True
