"""What each sandbox profile costs, side by side, on the same submissions in the same run.

    python -m benchmarks.sandboxes [--submissions N] [--rounds N]

Prints for none, lite and full: submissions a second, one call, one process made ready, and the memory of a student's
process and its template.  The profiles take turns within each round, so that what else the machine does meets all of
them; compare the figures of one run with each other, and not those of two runs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from autograder import bank
from autograder.authoring.as_source import as_source
from autograder.course import Course
from autograder.errors import SandboxUnavailable
from autograder.grading.driver import grade
from autograder.grading.profiles import FULL, LITE, NONE, choose
from autograder.grading.student_process import Limits, StudentProcess, Template
from benchmarks.grading import ASSIGNMENT, make_course, seconds

NAME = "softmax"
SOURCE = "import numpy as np\n" + as_source(NAME, bank.find(NAME).reference)
CALLS = 200
Figures = dict[str, list[float]]


def can_be_had() -> list[str]:
    """Return the profiles that this machine has, the cheapest first."""
    found = []
    for profile in (NONE, LITE, FULL):
        try:
            found.append(choose(profile))
        except SandboxUnavailable as error:
            print(f"{profile} cannot be had here: {error}")
    return found


def processes_below(pid: int) -> Iterator[int]:
    """Yield the processes that ``pid`` has made, and theirs."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from processes_below(int(child))


def proportional_set_size(pid: int) -> float:
    """Return the memory of a process in bytes: pages that several share count in equal parts."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    (line,) = (line for line in rollup.splitlines() if line.startswith("Pss:"))
    return float(line.split()[1]) * 1024


def held_by(student: StudentProcess) -> float:
    """Return the memory of a sandbox with one student's process in it, in bytes."""
    student.perform(NAME, "function", {"args": [np.zeros((2, 3))]})
    return sum(map(proportional_set_size, processes_below(os.getpid())))


def measure_processes(template: Template, figures: Figures) -> None:
    """Add the figures of one process made ready, and of calls of it."""
    start = time.perf_counter()
    student = template.spawn({})
    figures["spawn"].append(time.perf_counter() - start)
    student.run_cell(SOURCE, NAME)
    request: dict[str, Any] = {"args": [np.zeros((2, 3))]}
    call = partial(student.perform, NAME, "function", request)
    figures["call"] += [seconds(call) for _ in range(CALLS)]
    student.kill()


def measure_memory(profile: str) -> float:
    """Return the memory of a worker's sandbox: the template, what holds it, and one student's process."""
    with Template(Limits(), profile) as template:
        student = template.spawn({})
        student.run_cell(SOURCE, NAME)
        held = held_by(student)
        student.kill()
    return held


def measure(courses: Mapping[str, Course], count: int, rounds: int) -> dict[str, Figures]:
    """Return the figures of each profile: seconds, and bytes."""
    figures: dict[str, Figures] = {
        profile: {"submission": [], "call": [], "spawn": [], "memory": [measure_memory(profile)]} for profile in courses
    }
    with ExitStack() as stack:
        templates = {profile: stack.enter_context(Template(Limits(), profile)) for profile in courses}
        for _ in range(10 * rounds):
            for profile, template in templates.items():
                measure_processes(template, figures[profile])
    for _ in range(rounds):
        for profile, course in courses.items():
            taken = seconds(partial(grade, course, ASSIGNMENT, force=True, sandbox=profile))
            figures[profile]["submission"].append(taken / count)
    return figures


def table(figures: Mapping[str, Figures]) -> str:
    """Return the figures' medians as a table, each with its ratio to the first profile's."""
    rows: dict[str, tuple[str, Callable[[float], float]]] = {
        "submissions a second": ("submission", lambda value: 1 / value),
        "one call, ms": ("call", lambda value: value * 1e3),
        "one process made ready, ms": ("spawn", lambda value: value * 1e3),
        "memory a worker, MB": ("memory", lambda value: value / (1 << 20)),
    }
    lines = [f"{'':28}" + "".join(f"{profile:>18}" for profile in figures)]
    for title, (key, unit) in rows.items():
        values = [unit(statistics.median(each[key])) for each in figures.values()]
        cells = "".join(f"{value:10.2f} ({value / values[0]:4.2f})" for value in values)
        lines.append(f"{title:28}{cells}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=12, help="how many submissions to grade (default 12)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each profile has its turn (default 3)")
    given = parser.parse_args()
    profiles = can_be_had()
    with tempfile.TemporaryDirectory() as scratch:
        courses = {name: make_course(Path(scratch) / name, given.submissions, stock=False) for name in profiles}
        figures = measure(courses, given.submissions, given.rounds)
    print(
        f"{given.submissions} submissions of {ASSIGNMENT}, medians of {given.rounds} rounds; (ratio to {profiles[0]}):"
    )
    print(table(figures))


if __name__ == "__main__":
    main()
