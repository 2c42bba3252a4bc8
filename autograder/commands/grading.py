"""What an instructor does with submissions: grade, feedback, report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.course import Course, open_course
from autograder.verdict import State

from .options import assignments, console, for_machines, in_course, print_json, progress, released

if TYPE_CHECKING:
    from autograder.grading.driver import Result

_NAMED = 5
_only = click.option("--student", "students", multiple=True, metavar="ID", help="Only this student; may be repeated.")


@click.command()
@assignments
@in_course
@_only
@click.option("--force", is_flag=True, help="Grade again what has not changed.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say whose score would move.")
@for_machines
@click.pass_context
def grade(
    ctx: click.Context,
    assignments: Sequence[str],
    course_folder: Path | None,
    students: Sequence[str],
    force: bool,
    dry_run: bool,
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
      python -m autograder grade softmax --force --dry-run    after an erratum: whose score would move?
    """
    course = open_course(course_folder)
    names = released(course, assignments)
    from autograder.grading.driver import grade as grade_class  # takes seconds: a mistyped name is told before

    graded: dict[str, list[Result]] = {}
    for name in names:
        with progress(f"Grading {name}", quiet=as_json) as (start, step):
            graded[name] = grade_class(
                course, name, students=students or None, force=force, dry_run=dry_run, on_start=start, on_result=step
            )
        if not as_json:
            _say(course, name, graded[name], dry_run)
    if as_json:
        print_json({"dry_run": dry_run, "assignments": [_as_data(*item) for item in graded.items()]})
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
        _say_moves([(result.student, move) for result in results for move in result.moves])
    for state in (State.QUARANTINED, State.NOT_REACHED):
        who = [result.student for result in results if any(verdict.state is state for verdict in result.verdicts)]
        if who:
            more = f" and {len(who) - _NAMED} more" if len(who) > _NAMED else ""
            click.echo(f"  {state.value}: {', '.join(who[:_NAMED])}{more}")
    if results and not dry_run:
        click.echo(f"  next: python -m autograder report {name} --course {course.root}")


def _say_moves(moves: Sequence[tuple[str, Any]]) -> None:
    for student, move in moves:
        before, after = ("none" if score is None else f"{score:g}" for score in (move.before, move.after))
        click.echo(f"  {student}, {move.grade_id}: {before} -> {after}")
    if not moves:
        click.echo("  no score would move")


@click.command()
@assignments
@in_course
@_only
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


@click.command()
@assignments
@in_course
@click.option(
    "--csv", "csv_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the marks as CSV instead."
)
@for_machines
def report(assignments: Sequence[str], course_folder: Path | None, csv_file: Path | None, as_json: bool) -> None:
    """Show marks, mistakes, and what needs a look.

    Who got what and why, which mistakes occurred how often, with their hints, and what a person must look at.

    These are the grader's own marks; final ones, with those given by hand, come from `nbgrader export`.

    \b
    Examples:
      python -m autograder report softmax
      python -m autograder report softmax --csv softmax.csv
      python -m autograder report --json
    """
    course = open_course(course_folder)
    names = released(course, assignments)
    from autograder.grading.findings import as_csv, as_dict
    from autograder.grading.report import findings, render

    if csv_file is not None:
        if len(names) > 1:
            raise click.UsageError(f"one CSV file holds one assignment: name one of {', '.join(names)}")
        csv_file.write_text(as_csv(findings(course, names[0])), encoding="utf-8")
        click.echo(f"{names[0]}: marks written to {csv_file}")
    elif as_json:
        print_json({"assignments": [as_dict(findings(course, name)) for name in names]})
    else:
        out = console()
        for name in names:
            out.print(render(findings(course, name)))


COMMANDS = (grade, feedback, report)
