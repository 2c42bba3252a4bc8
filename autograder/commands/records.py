"""What an instructor reads of what was graded: report, replay, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.course import open_course

from .options import assignments, console, for_machines, in_course, only_students, print_json, progress, released

if TYPE_CHECKING:
    from autograder.grading.replay import Replayed


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


@click.command()
@assignments
@in_course
@only_students
@for_machines
@click.pass_context
def replay(
    ctx: click.Context, assignments: Sequence[str], course_folder: Path | None, students: Sequence[str], as_json: bool
) -> None:
    """Repeat gradings and compare with what is on record.

    Writes nothing.  Where a verdict comes out otherwise, says what has changed since: the submission, the release, the
    bank, the environment.  Nothing of that means that the submission is not deterministic, or the record not ours.
    Exit code 1 when anything differs.

    \b
    Examples:
      python -m autograder replay softmax --student ada
      python -m autograder replay --json
    """
    course = open_course(course_folder)
    names = released(course, assignments)
    from autograder.grading.replay import replay as replay_class

    found: dict[str, list[Replayed]] = {}
    for name in names:
        with progress(f"Replaying {name}", quiet=as_json) as (start, step):
            found[name] = replay_class(course, name, students=students or None, on_start=start, on_result=step)
    if as_json:
        print_json({"assignments": {name: [asdict(each) for each in replayed] for name, replayed in found.items()}})
    else:
        for name, replayed in found.items():
            same = sum(not each.differences for each in replayed)
            click.echo(f"{name}: {same} of {len(replayed)} came out the same")
            for each in replayed:
                _say_differences(each)
    if any(each.differences for replayed in found.values() for each in replayed):
        ctx.exit(1)


def _say_differences(replayed: Replayed) -> None:
    for difference in replayed.differences:
        click.echo(f"  {replayed.student}, {difference} ({'; '.join(replayed.changed) or 'nothing has changed'})")


@click.command()
@assignments
@in_course
@only_students
@for_machines
def changes(assignments: Sequence[str], course_folder: Path | None, students: Sequence[str], as_json: bool) -> None:
    """Show the audit trail: every change of a mark.

    When, by whom, from what to what, and why; the oldest first.  It covers what this grader writes, what `nbgrader
    autograde` writes, and what a person enters in the formgrader of this course.

    \b
    Examples:
      python -m autograder changes softmax --student ada
      python -m autograder changes --json
    """
    course = open_course(course_folder)
    names = released(course, assignments)
    from autograder.grading.audit import changes as read_changes

    found = [change for name in names for change in read_changes(course, name)]
    found = [change for change in found if not students or change.student in students]
    if as_json:
        print_json({"changes": [asdict(change) for change in found]})
        return
    for change in found:
        before, after = ("none" if mark is None else f"{mark:g}" for mark in (change.before, change.after))
        what = f"{change.student}, {change.assignment}, {change.grade_id}, {change.mark}: {before} -> {after}"
        click.echo(f"{change.time} {change.who}: {what} ({change.reason})")
    if not found:
        click.echo("no mark has changed")


COMMANDS = (report, replay, changes)
