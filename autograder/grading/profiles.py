"""The three sandbox profiles, and which of them a run gets.

*full* is bubblewrap's file system and namespaces, then namespaces, Landlock, seccomp and limits for each student.
*lite* is Landlock, seccomp and limits, for machines that give no namespaces.  *none* is a folder and limits: whoever
asks for it trusts every student with the grader's account.
"""

from __future__ import annotations

from autograder.errors import SandboxUnavailable

from .sandbox import FindBubblewrap, find_bubblewrap, probe

FULL, LITE, NONE = "full", "lite", "none"
AUTO = "auto"
CHOICES = (AUTO, FULL, LITE, NONE)
PROFILES = (FULL, LITE, NONE)

WARNING = (
    "NO SANDBOX: students' code runs as you, with your files and your network. It can read and change the gradebook. "
    "Never do this with code of people whom you do not trust."
)
_NEEDED_BY_FULL_ALONE = ("bubblewrap", "namespaces")


def choose(choice: str = AUTO, bubblewrap: FindBubblewrap = find_bubblewrap) -> str:
    """Return the profile for ``choice``, one of CHOICES: for *auto* the best that this machine has, never *none*.

    Raises
    ------
    SandboxUnavailable
        When it cannot be had here, with the first layer that is missing, and its cure.
    """
    if choice == NONE:
        return NONE
    missing = [capability for capability in probe(bubblewrap) if not capability.present]
    if choice in (AUTO, FULL) and not missing:
        return FULL
    if choice in (AUTO, LITE) and all(capability.name in _NEEDED_BY_FULL_ALONE for capability in missing):
        return LITE
    wanted = [each for each in missing if choice == FULL or each.name not in _NEEDED_BY_FULL_ALONE]
    raise SandboxUnavailable(f"the sandbox needs {wanted[0].name}: {wanted[0].detail}", wanted[0].cure)


def available(bubblewrap: FindBubblewrap = find_bubblewrap) -> str:
    """Return the best profile that this machine has; empty where it has neither full nor lite."""
    try:
        return choose(AUTO, bubblewrap)
    except SandboxUnavailable:
        return ""


def mark(profile: str) -> str:
    """Return what a summary says of a profile that is not full; empty for full."""
    if profile == LITE:
        return "sandbox: lite (no namespaces here; `doctor` says what full needs)"
    return f"sandbox: NONE. {WARNING}" if profile == NONE else ""
