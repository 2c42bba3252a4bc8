"""A small machine on which grading is disturbed at seeded moments: run by ``test_faults.py`` in a process of its own.

    python tests/grading/faulty_machine.py TEMPLATE_COURSE SCRATCH SEED COUNT

Works in mount namespaces of its own, where it may fill a disk and make a file read-only.  For each moment: a fresh copy
of the course on a small disk; a grader; a fault; its end; the fault mended; the same command again.  Prints one line of
JSON a moment: the fault, when, what differs afterwards from an undisturbed run, and what was left behind.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.grading.driver import grade
from autograder.grading.records import RECEIPTS, VERDICTS

State = dict[str, Any]

ASSIGNMENT = "softmax"
DISK = 24 << 20
_NEWNS, _NEWUSER = 0x00020000, 0x10000000
_MS_RDONLY, _MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 1, 32, 4096, 1 << 14, 1 << 18
_DETACH = 2
_ADDRESS = re.compile(r"0x[0-9a-f]+")
_C = ctypes.CDLL(None, use_errno=True)


# --- mounts ---------------------------------------------------------------------------------------------------------


def own_mounts() -> None:
    """Enter mount namespaces of this process's own; as a user without powers, user namespaces too."""
    user, group = os.getuid(), os.getgid()
    if _C.unshare(_NEWNS if user == 0 else _NEWNS | _NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    mount(None, "/", None, _MS_REC | _MS_PRIVATE)


def mount(source: str | None, target: str, kind: str | None, flags: int = 0, options: str | None = None) -> None:
    parts = [None if part is None else part.encode() for part in (source, target, kind)]
    if _C.mount(*parts, ctypes.c_ulong(flags), None if options is None else options.encode()):
        raise OSError(ctypes.get_errno(), f"mount {target}")


def unmount(target: str) -> None:
    if _C.umount2(target.encode(), _DETACH):
        raise OSError(ctypes.get_errno(), f"umount {target}")


# --- a run ----------------------------------------------------------------------------------------------------------


def started(course: Course) -> int:
    """Start a grader; return its process id."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (1, 2):
            os.dup2(nowhere, standard)
        try:
            grade(course, ASSIGNMENT)
            os._exit(0)
        except BaseException:  # its traceback is of no interest: the fault is known
            os._exit(1)
    return pid


def state(course: Course) -> State:
    """Return rows and files, without keys and times."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        marks = [
            [student.id, mark.name, mark.auto_score, mark.manual_score, mark.needs_manual_grade]
            for student in gradebook.students
            for submission in student.submissions
            for notebook in submission.notebooks
            for mark in notebook.grades
        ]
        records = [
            list(map(str, row)) for table in (VERDICTS, RECEIPTS) for row in gradebook.db.execute(table.select())
        ]
    files = {
        str(path.relative_to(course.root)): _ADDRESS.sub("0x", path.read_text())  # <Legend at 0x7f...>
        for path in sorted((course.root / "autograded").rglob("*"))
        if path.is_file()
    }
    return {"marks": sorted(marks), "records": sorted(records), "files": files}


def descendants(pid: int) -> list[int]:
    """Return the processes below ``pid``."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [each for child in map(int, children) for each in (child, *descendants(child))]


def of_kind(pid: int, word: str) -> list[int]:
    """Return those of them whose command line holds ``word``."""
    found = []
    for each in descendants(pid):
        with contextlib.suppress(OSError):
            if word in Path(f"/proc/{each}/cmdline").read_text():
                found.append(each)
    return found


# --- faults ---------------------------------------------------------------------------------------------------------


def kill(word: str = "") -> Callable[..., contextlib.AbstractContextManager[None]]:
    """Return the fault that kills the driver, or one of the processes below it whose command line holds ``word``."""

    @contextlib.contextmanager
    def killed(course: Course, pid: int, rng: random.Random) -> Iterator[None]:
        found = of_kind(pid, word) if word else [pid]
        for each in rng.sample(found, min(1, len(found))):
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        yield

    return killed


@contextlib.contextmanager
def full_disk(course: Course, pid: int, rng: random.Random) -> Iterator[None]:
    filler = course.root.parent / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1 << 16))
        except OSError:
            pass  # now it is full
    yield
    filler.unlink()


@contextlib.contextmanager
def locked_database(course: Course, pid: int, rng: random.Random) -> Iterator[None]:
    connection = sqlite3.connect(course.root / "gradebook.db", isolation_level=None, timeout=30)
    connection.execute("BEGIN EXCLUSIVE")
    yield
    connection.close()


@contextlib.contextmanager
def read_only_database(course: Course, pid: int, rng: random.Random) -> Iterator[None]:
    place = str(course.root)
    mount(place, place, None, _MS_BIND)
    mount(None, place, None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY)
    yield
    unmount(place)


FAULTS = {
    "kill the driver": kill(),
    "kill the verdict process": kill("verdict_process"),
    "kill the template": kill("sandboxed.template"),
    "fill the disk": full_disk,
    "lock the database": locked_database,
    "make the course read-only": read_only_database,
}


# --- one moment -----------------------------------------------------------------------------------------------------


def disturbed(
    template: Path, place: Path, fault: str, delay: float, rng: random.Random, wanted: State
) -> dict[str, Any]:
    """Disturb one run, mend the fault, run again; return what came of it."""
    course = fresh(template, place)
    pid = started(course)
    time.sleep(delay)  # the moment itself
    with FAULTS[fault](course, pid, rng):
        _, status = os.waitpid(pid, 0)
    again = started(course)
    _, second = os.waitpid(again, 0)
    differs = [part for part, value in state(course).items() if value != wanted[part]]
    left = leftovers(course)
    code = os.waitstatus_to_exitcode(status)
    return {"fault": fault, "delay": round(delay, 3), "exit": code, "again": os.waitstatus_to_exitcode(second),
            "differs": differs, "left": left}  # fmt: skip


def fresh(template: Path, place: Path) -> Course:
    """Return a new copy of the course."""
    root = place / "course"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(template, root)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text().replace(str(template), str(root)))
    return Course(root)


def leftovers(course: Course) -> list[str]:
    """Return processes, mounts and temporary files that a run has left."""
    deadline = time.monotonic() + 10
    while (alive := of_kind(1, str(course.root)) + descendants(os.getpid())) and time.monotonic() < deadline:
        time.sleep(0.05)  # what was killed needs a moment to be gone
    found = [f"process {pid}" for pid in alive]
    found += [str(path) for path in course.root.rglob("*") if path.name.startswith((".new-", ".undo-"))]
    found += [str(path) for path in Path(tempfile.gettempdir()).iterdir()]
    mounts = Path("/proc/self/mounts").read_text().splitlines()
    return found + [line for line in mounts if str(course.root) in line]


def main(template: Path, scratch: Path, seed: int, count: int) -> None:
    """Print one line a moment."""
    own_mounts()
    mount("tmpfs", str(scratch), "tmpfs", 0, f"size={DISK}")
    temporary = scratch / "tmp"
    temporary.mkdir()
    tempfile.tempdir = str(temporary)
    os.environ["TMPDIR"] = str(temporary)
    rng = random.Random(seed)
    start = time.monotonic()
    course = fresh(template, scratch)
    os.waitpid(started(course), 0)
    length, wanted = time.monotonic() - start, state(course)
    print(json.dumps({"undisturbed": length, "marks": len(wanted["marks"])}), flush=True)
    faults = list(FAULTS)
    for number in range(count):
        fault = faults[number % len(faults)]
        found = disturbed(template, scratch, fault, rng.uniform(0, length), rng, wanted)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
