"""A class with attackers between honest students: handed in, graded by us or by nbgrader alone, and looked at."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import bank
from autograder.authoring.as_source import as_source
from autograder.authoring.release import release
from autograder.course import Course, new_course

from .place import CHECKOUT, Place
from .recipe import ASSIGNMENT, WRONG_ANSWER, HandIn, Recipe, id_of

RIGHT, WRONG, AFTER = "a-honest-right", "a-honest-wrong", "zz-honest-after"
HONEST = (RIGHT, WRONG, AFTER)
FULL_MARKS = {RIGHT: 4.0, WRONG: 0.0, AFTER: 0.0}
LIMITS = {
    "cell_seconds": 1.5, "call_seconds": 1.5, "exercise_seconds": 3, "notebook_seconds": 1.5, "memory_bytes": 512 << 20,
    "disk_bytes": 16 << 20, "file_bytes": 4 << 20, "output_bytes": 200_000,
}  # fmt: skip
_RIGHT_CHOICE, _TEXT = 'shift_invariance = "c"', "The powers get too large."

# What an instructor who uses nbgrader alone would write: `z` and `expected` are nowhere in the release.
STOCK_TEST = """### BEGIN HIDDEN TESTS
z = np.random.default_rng(20261).normal(size=(3, 4))
expected = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
assert np.allclose(softmax(z), expected)
### END HIDDEN TESTS"""
STOCK_TESTS = {"test_softmax": STOCK_TEST, "test_shift_invariance": 'assert shift_invariance == "c"'}
STOCK_CONFIG = """c = get_config()
c.CourseDirectory.course_id = {name!r}
c.CourseDirectory.root = {root!r}
"""


@dataclass
class Graded:
    """What became of a class: seconds by student, the peak of memory in bytes, whether it came to its end.

    ``stopped`` names those who stopped it, where each was graded alone.
    ``before`` has the hashes of what no submission may change, from just before.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    peak: int = 0
    finished: bool = False
    stopped: set[str] = field(default_factory=set)
    log: str = ""
    before: dict[str, str] = field(default_factory=dict)


def our_course(root: Path) -> Course:
    """Return a new course of ours with the small assignment released."""
    course = new_course(root)
    with tempfile.TemporaryDirectory() as book:
        exercises = Path(book) / "exercises"
        exercises.mkdir()
        shutil.copy(Path(__file__).with_name(f"{ASSIGNMENT}.md"), exercises)
        release(course.root, ASSIGNMENT, Path(book))
    return course


def stock_course(root: Path, ours: Course) -> Course:
    """Return a course of nbgrader's alone, with the same assignment and tests as its users write them."""
    source = root / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(STOCK_CONFIG.format(name=root.name, root=str(root)))
    notebook = json.loads((ours.root / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text())
    for cell in notebook["cells"]:
        cell["source"] = STOCK_TESTS.get(id_of(cell), cell["source"])
    (source / f"{ASSIGNMENT}.ipynb").write_text(json.dumps(notebook))
    (root / "course_secret").write_text((ours.root / "course_secret").read_text())
    done = nbgrader(root, {}, "generate_assignment", ASSIGNMENT)
    assert done.finished, done.log
    return Course(root)


def copied(course: Course, root: Path) -> Course:
    """Return a copy of a course whose configuration names its own place."""
    shutil.copytree(course.root, root, symlinks=True)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text().replace(str(course.root), str(root)))
    return Course(root)


# --- handing in ------------------------------------------------------------------------------------------------------


def hand_in(course: Course, place: Place, recipes: Iterable[Recipe], honest: Iterable[str] = HONEST) -> None:
    """Write the submissions of the honest students and of the attackers."""
    for student in honest:
        _submission(course, student, place, student == RIGHT).write()
    for recipe in recipes:
        submission = _submission(course, recipe.name, place, right=False)
        recipe.edit(submission)
        submission.write()


def _submission(course: Course, student: str, place: Place, right: bool) -> HandIn:
    folder = course.root / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    notebook = copy.deepcopy(json.loads((course.root / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()))
    submission = HandIn(notebook, folder, place.names(student, course.root))
    submission.code(as_source("softmax", bank.find("softmax").reference) if right else WRONG_ANSWER)
    submission.code(_RIGHT_CHOICE, "shift_invariance")
    submission.text(_TEXT)
    return submission


# --- grading ---------------------------------------------------------------------------------------------------------


def grade_by_ours(course: Course, place: Place, profile: str, without: str = "", *, each: bool = False) -> Graded:
    """Grade the class by `grade`, in a process of its own, and write its feedback.

    With ``each``, every attacker is a class alone with the last honest student, and there is no feedback.
    """
    _say(course, f"c.TrustedAutograde.limits = {LIMITS}\n")
    profile = "none" if without == "sandbox" else profile
    command = ["-m", "tests.attacks.grade_class", str(course.root), profile, without, "each" if each else "all"]
    before = fingerprint(course)
    graded = _measured([sys.executable, *command], CHECKOUT, place.environment, 600)
    graded.before = before
    for line in graded.log.splitlines():
        if line.startswith("{"):
            said = json.loads(line)
            graded.seconds |= {said["student"]: said["seconds"]} if "student" in said else {}
            graded.stopped |= {said["stopped"]} if "stopped" in said else set()
    graded.finished &= '{"finished": true}' in graded.log
    return graded


def grade_by_nbgrader(course: Course, place: Place, profile: str) -> Graded:
    """Grade the class by `nbgrader autograde` with our plug-in, and write its feedback."""
    _say(course, f"c.TrustedAutograde.limits = {LIMITS}\nc.TrustedAutograde.sandbox = {profile!r}\n")
    before = fingerprint(course)
    graded = nbgrader(course.root, place.environment, "autograde", ASSIGNMENT)
    graded.before = before
    pages = nbgrader(course.root, place.environment, "generate_feedback", ASSIGNMENT)
    graded.finished &= pages.finished
    graded.log += pages.log
    return graded


def grade_by_stock(course: Course, place: Place, home: Path, seconds: float = 40) -> Graded:
    """Grade by nbgrader alone, as its users do; what does not come to an end is ended after ``seconds``."""
    environment = {**place.environment, "HOME": str(home)}
    before = fingerprint(course)
    graded = nbgrader(course.root, environment, "autograde", ASSIGNMENT, seconds=seconds)
    graded.before = before
    nbgrader(course.root, environment, "generate_feedback", ASSIGNMENT, seconds=seconds)
    return graded


def fingerprint(course: Course) -> dict[str, str]:
    """Return the hashes of what no submission may change."""
    places = [course.root / name for name in ("source", "release", "manifests")]
    files = [path for place in places for path in sorted(place.rglob("*")) if path.is_file()]
    files += [course.root / "nbgrader_config.py", course.root / "course_secret"]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.exists()}


def _say(course: Course, lines: str) -> None:
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("\n" + lines)


def nbgrader(root: Path, environment: Mapping[str, str], *arguments: str, seconds: float = 600) -> Graded:
    """Run one of nbgrader's commands in a course."""
    command = [str(Path(sys.executable).parent / "nbgrader"), *arguments]
    return _measured(command, root, environment, seconds)


def _measured(command: list[str], folder: Path, environment: Mapping[str, str], seconds: float) -> Graded:
    """Run a command in a session of its own, which is ended as a whole after ``seconds``."""
    graded, start = Graded(), time.monotonic()
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    everything: dict[str, Any] = {**os.environ, "PATH": path, **environment}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=everything,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        status, peak = _wait(process.pid, start + seconds)
        process.returncode = status
        log.seek(0)
        graded.log = log.read().decode(errors="replace")
    graded.peak, graded.finished = peak, status == 0
    graded.seconds["all"] = time.monotonic() - start
    return graded


def _wait(pid: int, deadline: float) -> tuple[int, int]:
    """Return exit status and peak memory in bytes of a process with all that it waited for."""
    while True:
        found, status, used = os.wait4(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status), used.ru_maxrss << 10
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
            deadline = float("inf")
        time.sleep(0.02)
