"""The three sandbox profiles, and which of them a run gets.

*full* is bubblewrap's file system and namespaces, then namespaces, Landlock, seccomp and limits for each student.
*lite* is Landlock, seccomp and limits, for machines that give no namespaces.  *none* is a folder and limits: whoever
asks for it trusts every student with the grader's account.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.errors import SandboxUnavailable

from .sandbox import Capability, FindBubblewrap, find_bubblewrap, probe

FULL, LITE, NONE = "full", "lite", "none"
AUTO = "auto"
CHOICES = (AUTO, FULL, LITE, NONE)
PROFILES = (FULL, LITE, NONE)

WARNING = (
    "NO SANDBOX: students' code runs as you, with your files and your network. It can read and change the gradebook. "
    "Never do this with code of people whom you do not trust."
)
FULL_ALONE = ("bubblewrap", "namespaces")  # layers that lite does without

_found: set[str] = set()  # what this process has seen to work: a class of several assignments asks once for each


def choose(choice: str = AUTO, bubblewrap: FindBubblewrap = find_bubblewrap) -> str:
    """Return the profile for ``choice``, one of CHOICES: for *auto* the best that this machine has, never *none*.

    Raises
    ------
    SandboxUnavailable
        When it cannot be had here, with the first layer that is missing, and its cure.
    """
    if choice in (NONE, *_found) and bubblewrap is find_bubblewrap:
        return choice
    layers = probe(bubblewrap)
    profile = best(layers)
    if profile and (choice in (AUTO, profile) or profile == FULL):  # where full can be had, lite can
        chosen = profile if choice == AUTO else choice
        _found.add(chosen)
        return chosen
    needed = [layer for layer in layers if not layer.present and (choice == FULL or layer.name not in FULL_ALONE)]
    raise SandboxUnavailable(f"the sandbox needs {needed[0].name}: {needed[0].detail}", needed[0].cure)


def best(layers: Sequence[Capability]) -> str:
    """Return the best profile that these layers make: full, lite or, without it, an empty string."""
    missing = [layer.name for layer in layers if not layer.present]
    if not missing:
        return FULL
    return LITE if all(name in FULL_ALONE for name in missing) else ""


def mark(profile: str) -> str:
    """Return what a summary says of a profile that is not full; empty for full."""
    if profile == LITE:
        return "sandbox: lite (no namespaces here; `doctor` says what full needs)"
    return f"sandbox: NONE. {WARNING}" if profile == NONE else ""
