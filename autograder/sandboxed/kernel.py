"""Calls to the Linux kernel that Python's standard library has no function for."""

from __future__ import annotations

import ctypes
import os
from typing import Any

PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38

# PyDLL keeps Python's lock during a call: `namespaces.fork` must not let it go while the process is doubled.
_libc = ctypes.PyDLL(None, use_errno=True)


def call(name: str, *arguments: Any) -> int:
    """Call a function of the C library; raise ``OSError`` where it fails."""
    result: int = getattr(_libc, name)(*arguments)
    return _checked(result, name)


def syscall(number: int, *arguments: Any) -> int:
    """Make a system call by its number; raise ``OSError`` where it fails."""
    _libc.syscall.restype = ctypes.c_long
    result: int = _libc.syscall(ctypes.c_long(number), *arguments)
    return _checked(result, f"system call {number}")


def prctl(option: int, *values: Any) -> int:
    """Set a property of this process."""
    return call("prctl", option, *(*values, 0, 0, 0, 0)[:4])


def forbid_new_privileges() -> None:
    """Let no later program gain privileges; Landlock and seccomp ask for it."""
    prctl(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1))


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result
