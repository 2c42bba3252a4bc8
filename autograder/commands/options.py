"""What commands share: their options, where the course and the book are, and what they print on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.course import Course
from autograder.errors import AuthoringError, CourseError

if TYPE_CHECKING:
    from rich.console import Console

_PACKAGE = Path(__file__).resolve().parents[1]
_WIDTH_OF_A_FILE = 120

in_course = click.option(
    "--course",
    "course_folder",
    type=click.Path(path_type=Path),
    envvar="AUTOGRADER_COURSE",
    metavar="DIR",
    help="The course folder.  [default: AUTOGRADER_COURSE, or the working directory]",
)
for_machines = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs, and nothing else.")
only_students = click.option(
    "--student", "students", multiple=True, metavar="ID", help="Only this student; may be repeated."
)
assignments = click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")


def released(course: Course, names: Sequence[str]) -> list[str]:
    """Return the assignments that were named, or all that are released; raise ``CourseError`` for one that is not."""
    found = course.released()
    for name in names:
        if name not in found:
            known = f"released so far: {', '.join(found)}" if found else "nothing is released so far"
            raise CourseError(
                f"{name!r} is not released in {course.root} ({known})",
                f"release it: python -m autograder release {name}",
            )
    if not found:
        raise CourseError(f"nothing is released in {course.root}", "release first: python -m autograder release")
    return list(dict.fromkeys(names)) or found


def default_book() -> Path:
    """Return the checkout's book, or the exercises that an installed wheel carries."""
    checkout = _PACKAGE.parent / "book"
    return checkout if (checkout / "exercises").is_dir() else _PACKAGE / "book"


def exercises_of(book: Path) -> list[str]:
    """Return the names of the assignments in a book's folder."""
    names = sorted(path.stem for path in (book / "exercises").glob("*.md"))
    if not names:
        raise AuthoringError(
            "no exercises are here", "name the book's folder: --book DIR", file=str(book / "exercises")
        )
    return names


def print_json(data: Any) -> None:
    """Print data for another program."""
    click.echo(json.dumps(data, indent=1, ensure_ascii=False))


def console() -> Console:
    """Return what tables are printed on; a file gets lines of one fixed width."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=_WIDTH_OF_A_FILE)


@contextmanager
def progress(title: str, *, quiet: bool) -> Iterator[tuple[Callable[[int], None], Callable[..., None]]]:
    """Yield (start with a total, one step on); a bar is drawn on a terminal only."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    terminal = Console(stderr=True)
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()]
    hidden = quiet or not terminal.is_terminal
    with Progress(*columns, TimeRemainingColumn(), console=terminal, disable=hidden, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield (lambda total: bar.update(task, total=total)), (lambda *_: bar.advance(task))
