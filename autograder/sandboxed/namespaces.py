"""A child process in namespaces of its own: no other process, no network, and a work directory of its own."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct

from . import kernel

_CLONE_NUMBERS = {"x86_64": 56, "aarch64": 220}

_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = (
    0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip
_OWN_NAMESPACES = _NEWNS | _NEWUTS | _NEWIPC | _NEWUSER | _NEWPID | _NEWNET

_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 1, 2, 4, 8, 1 << 14, 1 << 18
_CAPABILITY_VERSION_3 = 0x20080522

# An inode costs kernel memory that a tmpfs's size does not count.
_MAX_INODES = 4096


def fork() -> int:
    """Fork into new user, mount, pid, network, IPC and UTS namespaces; return as ``os.fork`` does.

    The child is process 1 of its pid namespace: it can see and signal nothing outside, and all that it starts dies
    with it.  It must call ``keep_identity`` first.  Unsharing and forking as two steps would copy the template's page
    tables twice for each student.  The C library's own fork handlers do not run: only for callers with one thread.
    """
    number = _CLONE_NUMBERS[platform.machine()]
    before, in_parent, in_child = (
        getattr(ctypes.pythonapi, f"PyOS_{name}") for name in ("BeforeFork", "AfterFork_Parent", "AfterFork_Child")
    )
    nothing = ctypes.c_long(0)
    before()
    try:
        pid = kernel.syscall(number, ctypes.c_long(_OWN_NAMESPACES | signal.SIGCHLD), *[nothing] * 4)
    except OSError:
        in_parent()
        raise
    if pid:
        in_parent()
    else:
        in_child()
    return pid


def keep_identity(user: int, group: int) -> None:
    """Give this process, which has just been forked, the numbers that its parent has."""
    # The kernel lets an unprivileged process map its own two numbers only, and its groups only once they are frozen.
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


def own_files(work_directory: str, disk_bytes: int) -> None:
    """Give this process an empty work directory of limited size, and hide /proc."""
    kernel.call("mount", None, b"/", None, ctypes.c_ulong(_MS_REC | _MS_PRIVATE), None)
    _tmpfs(work_directory, _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, f"size={disk_bytes},nr_inodes={_MAX_INODES},mode=0700")
    _tmpfs("/proc", _MS_RDONLY | _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, "size=4k,mode=0555")
    os.chdir(work_directory)


def _tmpfs(path: str, flags: int, options: str) -> None:
    kernel.call("mount", b"tmpfs", path.encode(), b"tmpfs", ctypes.c_ulong(flags), options.encode())


def drop_capabilities(but: int = 0) -> None:
    """Give up the powers that root, or the creator of a user namespace, has; ``but`` a mask of the first 32."""
    header = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    kernel.call("capset", header, struct.pack("=6I", but, but, 0, 0, 0, 0))
