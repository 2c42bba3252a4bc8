"""Grades a class in a process of its own, where a defence may be taken away and what it costs can be measured.

    python -m tests.attacks.grade_class COURSE PROFILE WITHOUT all|each

Prints a line of JSON a submission, with the seconds that it took, and another when all pages are written.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from autograder.course import Course
from autograder.grading.driver import grade
from autograder.grading.feedback import write_feedback
from autograder.grading.run import Result

from .classroom import AFTER, HONEST
from .defences import without
from .recipe import ASSIGNMENT


def main(root: str, profile: str, defence: str, which: str) -> None:
    """Grade ``all`` at once and write every page of feedback, or ``each`` alone."""
    course, last = Course(Path(root)), time.monotonic()

    def say(result: Result) -> None:
        nonlocal last
        now = time.monotonic()
        _print(student=result.student, seconds=now - last)
        last = now

    with without(defence):
        if which == "all":
            grade(course, ASSIGNMENT, sandbox=profile, on_result=say)
            write_feedback(course, ASSIGNMENT)
        else:
            _grade_each(course, profile)
    _print(finished=True)


def _grade_each(course: Course, profile: str) -> None:
    for student, _ in course.submitted(ASSIGNMENT):
        if student not in HONEST:
            try:
                grade(course, ASSIGNMENT, students=[student, AFTER], force=True, sandbox=profile)
                write_feedback(course, ASSIGNMENT, [student])
            except Exception as error:  # any that reaches the instructor has stopped the class
                _print(stopped=student, why=repr(error))


def _print(**said: object) -> None:
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
