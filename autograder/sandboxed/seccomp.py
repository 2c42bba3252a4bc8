"""A seccomp filter: the system calls that no exercise needs answer "not permitted".

The filter is a list of refusals and not of permissions: NumPy, Python and the C library may start to use a new harmless
call in any release, and files, processes and memory are already bounded by the other layers.
"""

from __future__ import annotations

import ctypes
import errno
import os
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

# Refused as well where no namespace hides the grading machine's files and processes.
_REFUSED_ALONE: dict[str, tuple[int | None, int | None]] = {
    # new processes (clone and clone3 are looked at below)
    "fork": (57, None), "vfork": (58, None),
    # other processes: signals, priorities, processors
    "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424), "process_mrelease": (448, 448), "get_robust_list": (274, 100),
    "setpriority": (141, 140), "ioprio_set": (251, 30), "sched_setaffinity": (203, 122),
    "sched_setparam": (142, 118), "sched_setscheduler": (144, 119), "sched_setattr": (314, 274),
    # a file's properties by its name, which Landlock does not look at
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "setxattrat": (463, 463), "removexattrat": (466, 466), "file_setattr": (469, 469), "truncate": (76, 45),
    "inotify_init": (253, None), "inotify_init1": (294, 26), "sync": (162, 81), "syncfs": (306, 267),
    # what another process has left in the System V and POSIX tables
    "shmat": (30, 196), "shmctl": (31, 195), "semop": (65, 193), "semtimedop": (220, 192), "semctl": (66, 191),
    "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187), "mq_unlink": (241, 181),
}  # fmt: skip

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, the kernel's AUDIT_ARCH
_CLONE = (56, 220)
_CLONE3 = 435
_OPENAT2 = 437
_ANY_NEW_NAMESPACE = 0x7E020000
_X32_CALLS = 0x40000000
_NEW_THREAD = 0x00010000
_ACCESS_MODE, _TRUNCATE = 3, 0x200  # of open's flags
_ASK_FOR_A_SIGNAL = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: a file can send any signal to any process
_ASK_FOR_A_SIGNAL_BY_IOCTL = (0x8901, 0x8902)  # FIOSETOWN, SIOCSPGRP
_PR_SET_PDEATHSIG = 1

# Classic BPF: one instruction is (code, jump if true, jump if false, value).
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN, _AND = 0x20, 0x15, 0x35, 0x45, 0x06, 0x54
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_CALL_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16

_MODE_FILTER = 2
Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def restrict(*, alone: bool = False) -> None:
    """Refuse the calls above to this process and to all that it starts; cannot be undone.

    With ``alone``, refuse also what reaches other processes and the properties of their files, and new processes.
    """
    instructions = program(platform.machine(), os.getpid() if alone else None)
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
    kernel.forbid_new_privileges()
    argument = _Program(len(instructions), code)
    kernel.prctl(kernel.PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(argument))


def program(machine: str, own_pid: int | None = None) -> list[Instruction]:
    """Return the filter for an architecture; raise ``OSError`` where none is written.

    With ``own_pid``, it is the filter of a process that shares its namespaces with the rest of the machine.
    """
    if machine not in _ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no seccomp filter is written for {machine}")
    column, audit_number = _ARCHITECTURES[machine]
    names = _REFUSED if own_pid is None else _REFUSED | _REFUSED_ALONE
    refused = sorted(number for numbers in names.values() if (number := numbers[column]) is not None)
    return [
        *_same_architecture(audit_number),
        *_refuse(_CLONE3, errno.ENOSYS),  # its flags lie in memory, out of our sight: libc falls back to clone
        *(step for number in refused for step in _refuse(number, errno.EPERM)),
        *([] if own_pid is None else _by_argument(column, own_pid)),
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


def _by_argument(column: int, own_pid: int) -> list[Instruction]:
    """Refuse calls that are harmless with some arguments only."""
    kill, tgkill, prlimit = (62, 129)[column], (234, 131)[column], (302, 261)[column]
    fcntl, ioctl, prctl, sendto = (72, 25)[column], (16, 29)[column], (157, 167)[column], (44, 206)[column]
    return [
        *_refuse(_OPENAT2, errno.ENOSYS),  # as clone3: its flags lie in memory
        *_only(_CLONE[column], 0, (_NEW_THREAD,), mask=_NEW_THREAD),
        *_only(kill, 0, (own_pid,)),
        *_only(tgkill, 0, (own_pid,)),
        *_only(prlimit, 0, (0, own_pid)),
        *_only(sendto, 5, (0,)),  # no address: only over a connection that is there
        *_never(fcntl, 1, _ASK_FOR_A_SIGNAL),
        *_never(ioctl, 1, _ASK_FOR_A_SIGNAL_BY_IOCTL),
        *_never(prctl, 0, (_PR_SET_PDEATHSIG,)),
        *(step for number, flags in ((2, 1), (257, 2)) if column == 0 for step in _no_hidden_write(number, flags)),
        *(_no_hidden_write(56, 2) if column == 1 else []),
    ]


def _no_hidden_write(open_number: int, flags: int) -> list[Instruction]:
    """Refuse to open for neither reading nor writing (mode 3), or to truncate what is opened for reading.

    Landlock before version 3 looks at the access mode alone, and would let both empty a file that may only be read.
    """
    mask = _ACCESS_MODE | _TRUNCATE
    return _never(open_number, flags, (_ACCESS_MODE, _TRUNCATE, mask), mask=mask)


def _only(number: int, argument: int, values: tuple[int, ...], mask: int = 0xFFFFFFFF) -> list[Instruction]:
    """Refuse a call unless the low half of ``argument``, masked, is one of ``values``."""
    tests = [(_JUMP_EQUAL, len(values) - i, 0, value) for i, value in enumerate(values)]
    return _with_argument(number, argument, mask, tests)


def _never(number: int, argument: int, values: tuple[int, ...], mask: int = 0xFFFFFFFF) -> list[Instruction]:
    """Refuse a call if the low half of ``argument``, masked, is one of ``values``."""
    last = len(values) - 1
    tests = [(_JUMP_EQUAL, last - i, 1 if i == last else 0, value) for i, value in enumerate(values)]
    return _with_argument(number, argument, mask, tests)


def _with_argument(number: int, argument: int, mask: int, tests: list[Instruction]) -> list[Instruction]:
    return [
        (_JUMP_EQUAL, 0, len(tests) + 4, number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT + 8 * argument),
        (_AND, 0, 0, mask),
        *tests,
        (_RETURN, 0, 0, _ERROR | errno.EPERM),
        (_LOAD, 0, 0, _CALL_NUMBER),
    ]


def _no_new_namespaces(clone: int) -> list[Instruction]:
    """Refuse ``clone`` with a namespace flag; the last test of the filter, as it replaces the number it looks at."""
    return [
        (_JUMP_EQUAL, 0, 3, clone),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_ANY_BIT, 0, 1, _ANY_NEW_NAMESPACE),
        (_RETURN, 0, 0, _ERROR | errno.EPERM),
    ]
