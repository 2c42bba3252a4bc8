"""How fast we grade, against stock nbgrader on the same submissions in the same run.

    python benchmarks/grading.py [--submissions N]

Prints submissions a second for both, their ratio, and the cost of one call and one test cell.  Compare the figures of
one run with each other, and not those of two runs.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from autograder import bank
from autograder.authoring.as_source import as_source
from autograder.authoring.release import release
from autograder.authoring.sample_class import Classroom
from autograder.course import Course, new_course
from autograder.grading.driver import grade
from autograder.grading.student_process import Limits, Template
from autograder.grading.verdicts import VerdictServer

BOOK = Path(__file__).resolve().parents[1] / "book"
ASSIGNMENT = "softmax"
SLOW_ON_PURPOSE = {"endless-loop", "memory-bomb", "invalid-json", "renamed-file"}


def make_course(root: Path, submissions: int, *, stock: bool) -> Course:
    """Return a course with that many submissions that run to their end, graded by us or by stock nbgrader."""
    course = new_course(root)
    release(course.root, ASSIGNMENT, BOOK)
    notebook = course.root / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    pupils = [
        pupil for pupil in Classroom(course.manifest(ASSIGNMENT), notebook).pupils() if pupil.id not in SLOW_ON_PURPOSE
    ]
    for i in range(submissions):
        pupil = pupils[i % len(pupils)]
        folder = course.root / "submitted" / f"{pupil.id}-{i}" / ASSIGNMENT
        folder.mkdir(parents=True)
        (folder / f"{ASSIGNMENT}.ipynb").write_bytes(pupil.content)
    if stock:
        config = f"c = get_config()\nc.CourseDirectory.course_id = {root.name!r}\n"
        (course.root / "nbgrader_config.py").write_text(config)
    return course


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def stock_autograde(course: Course) -> None:
    """Run stock nbgrader's own command."""
    command = [str(Path(sys.executable).parent / "nbgrader"), "autograde", ASSIGNMENT]
    subprocess.run(command, cwd=course.root, check=True, capture_output=True)


def call_and_test_cell() -> tuple[float, float, float]:
    """Return the medians, in seconds, of one call, one test cell, and one process made ready."""
    name = "softmax"
    calls, cells, spawns = [], [], []
    source = "import numpy as np\n" + as_source(name, bank.find(name).reference)
    with VerdictServer([name], b"benchmark", Limits()) as verdicts, Template(Limits()) as template:
        template.spawn({}).kill()
        for _ in range(20):
            start = time.perf_counter()
            student = template.spawn({})
            spawns.append(time.perf_counter() - start)
            student.run_cell(source, name)
            with verdicts.submission("ada") as link:
                cells.append(seconds(partial(link.judge, name, student.connection)))
            request = {"args": [np.zeros((2, 3))]}
            calls += [seconds(partial(student.perform, name, "function", request)) for _ in range(20)]
            student.kill()
    return statistics.median(calls), statistics.median(cells), statistics.median(spawns)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=30, help="how many submissions to grade (default 30)")
    count = parser.parse_args().submissions
    with tempfile.TemporaryDirectory() as scratch:
        ours = make_course(Path(scratch) / "ours", count, stock=False)
        stock = make_course(Path(scratch) / "stock", count, stock=True)
        ours_seconds = seconds(lambda: grade(ours, ASSIGNMENT))
        again_seconds = seconds(lambda: grade(ours, ASSIGNMENT))
        stock_seconds = seconds(lambda: stock_autograde(stock))
    call, cell, spawn = call_and_test_cell()
    print(f"{count} submissions of {ASSIGNMENT}, one after the other, with start-up:")
    print(f"  ours             {ours_seconds:7.2f} s   {count / ours_seconds:7.2f} a second")
    print(f"  ours, unchanged  {again_seconds:7.2f} s")
    print(f"  stock nbgrader   {stock_seconds:7.2f} s   {count / stock_seconds:7.2f} a second")
    print(f"  ratio            {stock_seconds / ours_seconds:7.1f}")
    print("medians:")
    print(f"  one call {call * 1e6:.0f} us, one test cell {cell * 1e3:.2f} ms, one process {spawn * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
