"""What comes before and around a course: new-course, doctor, demo."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from autograder.course import new_course as make_course
from autograder.errors import SandboxUnavailable

from .options import console, for_machines, in_course, print_json


@click.command("new-course")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def new_course(directory: Path) -> None:
    """Make a course folder.

    It holds nbgrader's folders and configuration, and the course secret.

    Keep it outside the checkout, readable by you alone, and back it up: the secret in it draws the cases that students
    are graded on, and without it verdicts cannot be repeated.  A folder that is a course already is left as it is.

    \b
    Example:
      python -m autograder new-course ~/nn-2026
    """
    course = make_course(directory)
    click.echo(f"Course folder: {course.root}")
    click.echo(f"  next: python -m autograder release --course {course.root}")


@click.command()
@in_course
@for_machines
@click.pass_context
def doctor(ctx: click.Context, course_folder: Path | None, as_json: bool) -> None:
    """Say what this machine can do.

    And what to do about what is missing.  Grading runs on Linux; students can work on any system, and in the browser.
    Exits with 0 where grading is possible, else with 6.

    \b
    Examples:
      python -m autograder doctor
      python -m autograder doctor --course ~/nn-2026
    """
    from autograder.commands.examination import examine

    checks = examine(course_folder)
    possible = all(check.present for check in checks if check.needed)
    if as_json:
        print_json({"grading_possible": possible, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            click.echo(check.line())
        click.echo(
            "Grading is possible here." if possible else "Grading is not possible here; see what is missing above."
        )
    if not possible:
        ctx.exit(SandboxUnavailable.exit_code)


@click.command()
@click.option(
    "--course",
    "course_folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("_course"),
    metavar="DIR",
    show_default=True,
    help="Where to make the course folder.",
)
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--all", "every", is_flag=True, help="Take every assignment of the course (many minutes).")
@click.pass_context
def demo(ctx: click.Context, course_folder: Path, assignments: tuple[str, ...], every: bool) -> None:
    """Show the whole course once, with two assignments or those named.

    Builds the book, releases, makes a class from the bank, grades it, writes feedback, and reports.  Run again, it
    redoes only what has changed.  Needs the checkout, not just the installed package.

    \b
    Examples:
      python -m autograder demo
      python -m autograder demo backpropagation
      python -m autograder demo --all --course ~/all-of-it
    """
    from autograder import bank
    from autograder.demo import ASSIGNMENTS, run

    if every and assignments:
        raise click.UsageError("name assignments, or say --all")
    ctx.exit(run(course_folder, console(), bank.CHAPTERS if every else assignments or ASSIGNMENTS))


COMMANDS = (new_course, doctor, demo)
