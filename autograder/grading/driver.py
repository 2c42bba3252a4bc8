"""Grades submissions: the one path that `grade`, `nbgrader autograde` and the formgrader's button all take.

``Grader.grade`` is a function of bytes: a submission in, verdicts and a notebook out.  ``grade`` reads the course,
skips what has not changed, and saves each submission in one transaction, so that it can be stopped at any moment and
started again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from traitlets.config import Config

from autograder.course import Course
from autograder.errors import CourseError
from autograder.limits import Limits

from .course_config import find_alembic, load_config
from .profiles import choose
from .run import Result, Run
from .settings import limits_of, sandbox_of


def grade(
    course: Course,
    assignment: str,
    *,
    students: Sequence[str] | None = None,
    force: bool = False,
    dry_run: bool = False,
    reason: str = "",
    on_start: Callable[[int], None] | None = None,
    on_result: Callable[[Result], None] | None = None,
    sandbox: str = "",
    limits: Limits | None = None,
    config: Config | None = None,
) -> list[Result]:
    """Grade the submissions of ``assignment`` that have changed since their last grading.

    Parameters
    ----------
    students : sequence of str, optional
        Whose submissions; all that are there by default.
    force : bool
        Grade also what has not changed.
    dry_run : bool
        Write nothing; each result's ``moves`` says whose score would move.
    reason : str
        Why marks change, for the audit trail; what has changed since the last grading is written beside it.
    sandbox : str, optional
        One of ``profiles.CHOICES``; by default the course's choice.
    limits : Limits, optional
        By default the course's.
    on_start, on_result : callable, optional
        Called with the number of submissions, then with each result.

    Raises
    ------
    CourseError
        When the assignment was not released, or a student named has handed in nothing.
    SandboxUnavailable
        When this machine cannot confine students' code; nothing is graded then.
    """
    find_alembic()
    manifest = course.manifest(assignment)
    chosen = chosen_submissions(course, assignment, students)
    if on_start:
        on_start(len(chosen))
    results: list[Result] = []
    config = config or load_config(course)
    profile = choose(sandbox or sandbox_of(config))
    with Run(course, manifest, limits or limits_of(config), config, reason, profile) as run:
        for student, folder in chosen:
            result = run.one(student, folder, force=force, dry_run=dry_run)
            results.append(result)
            if on_result:
                on_result(result)
    return results


def profile_for(course: Course, sandbox: str = "") -> str:
    """Return the profile that a run gets with ``sandbox``, or without one by the course's choice.

    Raises
    ------
    SandboxUnavailable
        When this machine does not have it.
    """
    return choose(sandbox or sandbox_of(load_config(course)))


def chosen_submissions(course: Course, assignment: str, students: Sequence[str] | None) -> list[tuple[str, Path]]:
    """Return (student, folder) of those who were named, or of all; ``CourseError`` for one who handed in nothing."""
    found = dict(course.submitted(assignment))
    missing = [student for student in students or () if student not in found]
    if missing:
        raise CourseError(
            f"no submission of {assignment!r} by {', '.join(missing)}", f"look into {course.root / 'submitted'}"
        )
    return [(student, folder) for student, folder in found.items() if students is None or student in students]
