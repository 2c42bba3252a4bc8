"""What a course's ``nbgrader_config.py`` says of the sandbox and the limits.

::

    c.TrustedAutograde.sandbox = "full"                     # "auto", "full", "lite" or "none"
    c.TrustedAutograde.limits = {"call_seconds": 8, "memory_bytes": 2 << 30}
"""

from __future__ import annotations

from collections.abc import Mapping

from traitlets.config import Config

from autograder.errors import CourseError
from autograder.limits import Limits

from .profiles import AUTO, CHOICES

_FILE = "nbgrader_config.py"


def sandbox_of(config: Config) -> str:
    """Return the course's choice of sandbox, one of ``profiles.CHOICES``."""
    choice = config.get("TrustedAutograde", {}).get("sandbox", AUTO)
    if choice not in CHOICES:
        raise CourseError(f"c.TrustedAutograde.sandbox is {choice!r}", f"choose from: {', '.join(CHOICES)}", file=_FILE)
    return str(choice)


def limits_of(config: Config) -> Limits:
    """Return the course's limits."""
    changes = config.get("TrustedAutograde", {}).get("limits", {})
    if not isinstance(changes, Mapping):
        raise CourseError("c.TrustedAutograde.limits is no dict", "write {'call_seconds': 8}", file=_FILE)
    return Limits().changed(changes, _FILE)
