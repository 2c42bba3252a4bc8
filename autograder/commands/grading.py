"""What an instructor does with submissions: grade, feedback, report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.course import Course, open_course
from autograder.verdict import State

from .options import assignments, for_machines, in_course, only_students, print_json, progress, released

if TYPE_CHECKING:
    from autograder.grading.run import Result

_NAMED = 5


@click.command()
@assignments
@in_course
@only_students
@click.option("--force", is_flag=True, help="Grade again what has not changed.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say whose score would move, and why.")
@click.option("--reason", default="", metavar="TEXT", help="Why marks change, for the audit trail.")
@click.option(
    "--sandbox",
    type=click.Choice(["auto", "full", "lite", "none"]),
    help="How students' code is confined; none trusts it with your account.  [default: the course's choice, or auto]",
)
@for_machines
@click.pass_context
def grade(
    ctx: click.Context,
    assignments: Sequence[str],
    course_folder: Path | None,
    students: Sequence[str],
    force: bool,
    dry_run: bool,
    reason: str,
    sandbox: str | None,
    as_json: bool,
) -> None:
    """Grade what was handed in.

    By default all assignments and all students.

    A submission that has not changed since its last grading, under the same release, is left alone.  Marks given by
    hand stay.  It can be stopped and started again at any moment: nothing is lost, and nothing graded twice.

    \b
    Examples:
      python -m autograder grade softmax
      python -m autograder grade softmax --student ada --student bob
      python -m autograder grade softmax --dry-run            after an erratum: whose score would move?
      python -m autograder grade softmax --reason "erratum 2: large scores"
    """
    course = open_course(course_folder)
    names = released(course, assignments)
    from autograder.grading.driver import grade as grade_class  # takes seconds: a mistyped name is told before
    from autograder.grading.driver import profile_for
    from autograder.grading.profiles import NONE, WARNING, mark

    profile = profile_for(course, sandbox or "")
    if profile == NONE:
        click.echo(WARNING, err=True)

    graded: dict[str, list[Result]] = {}
    for name in names:
        with progress(f"Grading {name}", quiet=as_json) as (start, step):
            graded[name] = grade_class(
                course,
                name,
                students=students or None,
                force=force,
                dry_run=dry_run,
                reason=reason,
                sandbox=profile,
                on_start=start,
                on_result=step,
            )
        if not as_json:
            _say(course, name, graded[name], dry_run)
    if not as_json and mark(profile):
        click.echo(mark(profile))
    if as_json:
        print_json(
            {"dry_run": dry_run, "sandbox": profile, "assignments": [_as_data(*item) for item in graded.items()]}
        )
    if any(_needs_a_look(result, dry_run) for results in graded.values() for result in results):
        ctx.exit(1)


def _needs_a_look(result: Result, dry_run: bool) -> bool:
    return (dry_run and bool(result.moves)) or any(_open(verdict) for verdict in result.verdicts)


def _open(verdict: Any) -> bool:
    return verdict.state in (State.NOT_REACHED, State.QUARANTINED)


def _as_data(name: str, results: Sequence[Result]) -> dict[str, Any]:
    rows = [{"total": result.total, "max_total": result.max_total} | asdict(result) for result in results]
    return {"assignment": name, "results": rows}


def _say(course: Course, name: str, results: Sequence[Result], dry_run: bool) -> None:
    skipped = sum(result.skipped for result in results)
    done = "would be graded (nothing was written)" if dry_run else "graded"
    click.echo(f"{name}: {len(results) - skipped} {done}, {skipped} unchanged")
    if dry_run:
        _say_moves(results)
    for state in (State.QUARANTINED, State.NOT_REACHED):
        who = [result.student for result in results if any(verdict.state is state for verdict in result.verdicts)]
        if who:
            more = f" and {len(who) - _NAMED} more" if len(who) > _NAMED else ""
            click.echo(f"  {state.value}: {', '.join(who[:_NAMED])}{more}")
    if results and not dry_run:
        click.echo(f"  next: python -m autograder report {name} --course {course.root}")


def _say_moves(results: Sequence[Result]) -> None:
    for result in results:
        for move in result.moves:
            before, after = ("none" if score is None else f"{score:g}" for score in (move.before, move.after))
            click.echo(f"  {result.student}, {move.grade_id}: {before} -> {after} ({move.why})")
    if not any(result.moves for result in results):
        click.echo("  no score would move")


@click.command()
@assignments
@in_course
@only_students
def feedback(assignments: Sequence[str], course_folder: Path | None, students: Sequence[str]) -> None:
    """Write each student's feedback page.

    It has the marks, the mistake by name, a hint, and where the book helps.

    A page is written again when the graded notebook, a mark or a comment has changed.  On it, nothing that a student
    wrote can act.  Hand the pages out with `nbgrader release_feedback`, or as files.

    \b
    Examples:
      python -m autograder feedback softmax
      python -m autograder feedback softmax --student ada
    """
    course = open_course(course_folder)
    names = released(course, assignments)
    from autograder.grading.feedback import write_feedback

    for name in names:
        with progress(f"Feedback on {name}", quiet=False) as (start, step):
            start(sum(1 for _ in course.submitted(name)))
            pages = write_feedback(course, name, students=students or None, on_result=step)
        click.echo(f"{name}: {len(pages)} pages in {course.root / 'feedback'}/STUDENT/{name}")


COMMANDS = (grade, feedback)
