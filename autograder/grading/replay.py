"""Repeats gradings that are on record, writes nothing, and says what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from autograder.course import Course
from autograder.verdict import Verdict

from .course_config import find_alembic, load_config
from .driver import chosen_submissions
from .profiles import choose
from .run import Run
from .settings import limits_of, sandbox_of


@dataclass(frozen=True)
class Replayed:
    """One submission graded again.

    Parameters
    ----------
    differences : tuple of str
        Where verdicts came out otherwise: state, score, mistakes.
    changed : tuple of str
        What the verdict rests on now and did not then; without it, a difference means that the submission is not
        deterministic, or that the record was changed.
    """

    student: str
    differences: tuple[str, ...]
    changed: tuple[str, ...]


def replay(
    course: Course,
    assignment: str,
    *,
    students: Sequence[str] | None = None,
    on_start: Callable[[int], None] | None = None,
    on_result: Callable[[Replayed], None] | None = None,
) -> list[Replayed]:
    """Grade again what is on record, in order of students; those never graded are left out.

    Raises
    ------
    CourseError
        When the assignment was not released, or a student named has handed in nothing.
    SandboxUnavailable
        When this machine cannot confine students' code.
    """
    find_alembic()
    chosen = chosen_submissions(course, assignment, students)
    if on_start:
        on_start(len(chosen))
    found: list[Replayed] = []
    config = load_config(course)
    profile = choose(sandbox_of(config))
    with Run(course, course.manifest(assignment), limits_of(config), config, profile=profile) as run:
        for student, folder in chosen:
            again = run.again(student, folder)
            if again is None:
                continue
            before, after, changed = again
            found.append(Replayed(student, tuple(_differences(before, after)), tuple(changed)))
            if on_result:
                on_result(found[-1])
    return found


def _differences(before: Sequence[Verdict], after: Sequence[Verdict]) -> Iterator[str]:
    old, new = ({verdict.grade_id: verdict for verdict in verdicts} for verdicts in (before, after))
    for grade_id in dict.fromkeys([*old, *new]):
        was, now = (_words(verdicts.get(grade_id)) for verdicts in (old, new))
        if was != now:
            yield f"{grade_id}: {was} became {now}"


def _words(verdict: Verdict | None) -> str:
    if verdict is None:
        return "nothing"
    score = "no score" if verdict.score is None else f"{verdict.score:g} of {verdict.max_score:g}"
    named = f" ({', '.join(verdict.mistakes)})" if verdict.mistakes else ""
    return f"{verdict.state.value}, {score}{named}"
