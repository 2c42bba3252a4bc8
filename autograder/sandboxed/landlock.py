"""Landlock: which files a process may open, decided by the kernel and never to be undone."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

from . import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_ASK_VERSION = ctypes.c_uint32(1)

# The kernel's names, LANDLOCK_ACCESS_FS_*.  What is not named here (EXECUTE, devices, sockets, ioctl) is never granted.
_WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _MAKE_SYM = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 12
_REFER = 1 << 13

_READ = _READ_FILE | _READ_DIR
_WRITE = _READ | _WRITE_FILE | _TRUNCATE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _MAKE_SYM | _REFER
_FILE_RIGHTS = _READ_FILE | _WRITE_FILE | _TRUNCATE  # what may be granted on a path that is no directory

# Number of file rights that each version of the interface knows, from version 1.
_KNOWN_RIGHTS = (13, 14, 15, 15, 16)


def version() -> int:
    """Return the version of Landlock in this kernel; raise ``OSError`` where there is none."""
    return kernel.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)


def restrict(read: Iterable[str], write: Iterable[str], listed: Iterable[str] = ()) -> None:
    """From now on only ``read`` can be read and only ``write`` be written; nothing can be executed.

    Of ``listed`` folders the names inside can be had, and no file.  Paths that do not exist are passed over.  Where
    the kernel can, TCP and signals or abstract sockets to processes outside are refused too.
    """
    found = version()
    known = (1 << _KNOWN_RIGHTS[min(found, len(_KNOWN_RIGHTS)) - 1]) - 1
    rules = _ruleset(found, known)
    for path in read:
        _allow(rules, path, _READ & known)
    for path in write:
        _allow(rules, path, _WRITE & known)
    for path in listed:
        _allow(rules, path, _READ_DIR)
    kernel.forbid_new_privileges()
    kernel.syscall(_RESTRICT_SELF, rules, ctypes.c_uint32(0))
    os.close(rules)


def _ruleset(found: int, file_rights: int) -> int:
    network = 0b11 if found >= 4 else 0  # bind and connect TCP
    scope = 0b11 if found >= 6 else 0  # abstract UNIX sockets and signals
    size = 8 if found < 4 else 16 if found < 6 else 24
    attributes = struct.pack("=QQQ", file_rights, network, scope)
    return kernel.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint32(0))


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    granted = rights if os.path.isdir(path) else rights & _FILE_RIGHTS
    kernel.syscall(_ADD_RULE, rules, _RULE_PATH_BENEATH, struct.pack("=Qi", granted, place), ctypes.c_uint32(0))
    os.close(place)
