"""What `doctor` looks at: Python, packages, the sandbox, the course folder, and what is only nice to have."""

from __future__ import annotations

import platform
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from autograder.browser import chromium
from autograder.course import SECRET_FILE, Course, open_course
from autograder.errors import CourseError

_PROFILES = {
    "full": "full",
    "lite": "lite: holds students' code without namespaces; for full, see what is absent above",
    "": "neither full nor lite",
}
_NEVER_NONE = "grade on another machine; never use --sandbox none on code of people whom you do not trust"


@dataclass(frozen=True)
class Check:
    """One thing looked at.  ``needed`` says that grading is impossible without it."""

    name: str
    present: bool
    detail: str
    cure: str = ""
    needed: bool = False

    def line(self) -> str:
        """Return the check as one line, with the cure of what is missing."""
        mark = "present" if self.present else "MISSING" if self.needed else "absent"
        cure = f"  -> {self.cure}" if self.cure and not self.present else ""
        return f"{mark:8} {self.name:24} {self.detail}{cure}"


def examine(course_folder: Path | None) -> list[Check]:
    """Look at everything; changes nothing."""
    return [*_python(), *_packages(), *_sandbox(), *_course(course_folder), *_nice_to_have()]


def _python() -> Iterator[Check]:
    version, cure = platform.python_version(), "install Python 3.11 or newer"
    yield Check("Python", sys.version_info >= (3, 11), version, cure, needed=True)


def _packages() -> Iterator[Check]:
    for name in ("nbgrader", "numpy", "ipython", "matplotlib"):
        yield _package(name, needed=True, cure=f"pip install {name}")
    yield _package("jupyter-book", needed=False, cure="to build the book: pip install 'backprop-by-hand[book]'")


def _package(name: str, *, needed: bool, cure: str) -> Check:
    try:
        return Check(name, True, metadata.version(name), needed=needed)
    except metadata.PackageNotFoundError:
        return Check(name, False, "not installed", cure, needed)


def _sandbox() -> Iterator[Check]:
    try:
        from autograder.grading.profiles import FULL_ALONE, LITE, best
        from autograder.grading.sandbox import probe
    except ImportError as error:  # on Windows some of what it is made of does not exist
        cure = "grade on Linux (or in a virtual machine); students can work on any system"
        yield Check("sandbox", False, str(error), cure, needed=True)
        return
    layers = probe()
    profile = best(layers)
    for found in layers:
        needed = profile != LITE or found.name not in FULL_ALONE
        yield Check(f"sandbox: {found.name}", found.present, found.detail, found.cure, needed)
    yield Check("sandbox profile", bool(profile), _PROFILES[profile], _NEVER_NONE, needed=True)


def _course(folder: Path | None) -> Iterator[Check]:
    try:
        course = open_course(folder)
    except CourseError as error:
        yield Check("course folder", False, error.cause, error.cure)
        return
    yield Check("course folder", True, str(course.root))
    yield _private(course)
    lost = "restore it from a backup: without it, verdicts cannot be repeated"
    yield Check("course secret", (course.root / SECRET_FILE).is_file(), SECRET_FILE, lost, needed=True)
    names = course.released()
    counts = [f"{name} ({sum(1 for _ in course.submitted(name))} handed in)" for name in names]
    yield Check("released", bool(names), ", ".join(counts) or "nothing", "python -m autograder release")
    gradebook = (course.root / "gradebook.db").is_file()
    yield Check("gradebook", gradebook, "gradebook.db", "grading makes it")


def _private(course: Course) -> Check:
    mode = stat.S_IMODE(course.root.stat().st_mode)
    return Check("private", not mode & 0o077, f"mode {mode:04o}", f"others can read it: chmod 700 {course.root}")


def _nice_to_have() -> Iterator[Check]:
    browser = chromium()
    yield Check(
        "Chromium", browser is not None, browser or "not found", "only for the browser tests: apt-get install chromium"
    )
