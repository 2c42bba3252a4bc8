"""A seccomp filter: the system calls that no exercise needs answer "not permitted".

The filter is a list of refusals and not of permissions: NumPy, Python and the C library may start to use a new harmless
call in any release, and files, processes and memory are already bounded by the other layers.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

from . import kernel

# Each refused call with its number on x86_64 and on aarch64; None where the architecture does not have it.
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # the network, and passing descriptors to another process
    "socket": (41, 198), "connect": (42, 203), "accept": (43, 202), "accept4": (288, 242), "bind": (49, 200),
    "listen": (50, 201), "sendmsg": (46, 211), "sendmmsg": (307, 269),
    # other programs
    "execve": (59, 221), "execveat": (322, 281),
    # other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "process_madvise": (440, 440), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    # namespaces and mounts
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    # memory that no limit counts, and that could outlive its process
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "semget": (64, 190),
    "msgget": (68, 186), "mq_open": (240, 180),
    # large or rarely used parts of the kernel
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "fanotify_init": (300, 262), "personality": (135, 92), "modify_ldt": (154, None),
    "iopl": (172, None), "ioperm": (173, None), "lookup_dcookie": (212, 18), "mbind": (237, 235),
    "set_mempolicy": (238, 237), "migrate_pages": (256, 238), "move_pages": (279, 239),
    # for the administrator only
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "mknod": (133, None), "mknodat": (259, 33), "quotactl": (179, 60), "swapon": (167, 224), "swapoff": (168, 225),
    "reboot": (169, 142), "syslog": (103, 116), "acct": (163, 89), "settimeofday": (164, 170), "adjtimex": (159, 171),
    "clock_settime": (227, 112), "clock_adjtime": (305, 266), "vhangup": (153, 58), "sethostname": (170, 161),
    "setdomainname": (171, 162),
}  # fmt: skip

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, the kernel's AUDIT_ARCH
_CLONE = (56, 220)
_CLONE3 = 435
_ANY_NEW_NAMESPACE = 0x7E020000
_X32_CALLS = 0x40000000

# Classic BPF: one instruction is (code, jump if true, jump if false, value).
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_CALL_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16

_MODE_FILTER = 2
Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def restrict() -> None:
    """Refuse the calls above to this process and to all that it starts; cannot be undone."""
    instructions = program(platform.machine())
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
    kernel.forbid_new_privileges()
    argument = _Program(len(instructions), code)
    kernel.prctl(kernel.PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(argument))


def program(machine: str) -> list[Instruction]:
    """Return the filter for an architecture; raise ``OSError`` where none is written."""
    if machine not in _ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no seccomp filter is written for {machine}")
    column, audit_number = _ARCHITECTURES[machine]
    refused = sorted(number for numbers in _REFUSED.values() if (number := numbers[column]) is not None)
    return [
        *_same_architecture(audit_number),
        *_refuse(_CLONE3, errno.ENOSYS),  # its flags lie in memory, out of our sight: libc falls back to clone
        *(step for number in refused for step in _refuse(number, errno.EPERM)),
        *_no_new_namespaces(_CLONE[column]),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _same_architecture(audit_number: int) -> list[Instruction]:
    """Kill what calls through a second numbering of the calls (32 bit, x32), which the list would not fit."""
    return [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, audit_number),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL_NUMBER),
        (_JUMP_AT_LEAST, 0, 1, _X32_CALLS),
        (_RETURN, 0, 0, _KILL),
    ]


def _refuse(number: int, error: int) -> list[Instruction]:
    return [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERROR | error)]


def _no_new_namespaces(clone: int) -> list[Instruction]:
    """Refuse ``clone`` with a namespace flag; the last test of the filter, as it replaces the number it looks at."""
    return [
        (_JUMP_EQUAL, 0, 3, clone),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_ANY_BIT, 0, 1, _ANY_NEW_NAMESPACE),
        (_RETURN, 0, 0, _ERROR | errno.EPERM),
    ]
