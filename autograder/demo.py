"""The demonstration: the whole course once, from source to marks, on a class made from the bank."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.authoring.release import release
from autograder.authoring.sample_class import Classroom, Pupil, surprises
from autograder.course import Course, new_course
from autograder.errors import GraderError
from autograder.grading.driver import grade
from autograder.grading.feedback import write_feedback
from autograder.grading.records import read_verdicts
from autograder.grading.report import print_report
from autograder.grading.run import Result

CHECKOUT = Path(__file__).resolve().parents[1]
ASSIGNMENTS = ("softmax", "computation_graphs")


def run(directory: Path, console: Console, assignments: Sequence[str] = ASSIGNMENTS) -> int:
    """Build the book, release, hand in, grade, write feedback, and say what came of it.

    Run again, it redoes only what has changed.  Returns 0 when every submission got what it honestly earns.

    Raises
    ------
    AuthoringError
        When the book has no exercises of that name.
    """
    page = _build_book(console)
    course = new_course(directory)
    console.print(f"Course directory: [bold]{course.root}[/bold]")
    unexpected = []
    for assignment in assignments:
        release(course.root, assignment, CHECKOUT / "book")
        pupils = _hand_in(course, assignment)
        console.print(f"Released [bold]{assignment}[/bold]; {len(pupils)} submissions handed in.")
        _grade(course, assignment, len(pupils), console)
        _write_feedback(course, assignment, len(pupils), console)
        unexpected += _surprises(course, assignment, pupils)
    for assignment in assignments:
        print_report(course, assignment, console)
    _where_to_look(course, page, assignments[0], unexpected, console)
    return 1 if unexpected else 0


def _build_book(console: Console) -> Path:
    jupyter_book = str(Path(sys.executable).parent / "jupyter-book")
    command = [jupyter_book, "build", str(CHECKOUT), "--warningiserror", "--nitpick", "--keep-going"]
    with console.status("Building the book"):
        built = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, check=False)
    if built.returncode:
        raise GraderError(f"the book does not build:\n{built.stdout}{built.stderr}", "mend the page that it names")
    page = CHECKOUT / "_build" / "html" / "index.html"
    console.print(f"Book: [bold]{page}[/bold]")
    return page


def _hand_in(course: Course, assignment: str) -> list[Pupil]:
    notebook = course.root / "release" / assignment / f"{assignment}.ipynb"
    return Classroom(course.manifest(assignment), notebook).hand_in(course.root / "submitted")


def _grade(course: Course, assignment: str, count: int, console: Console) -> None:
    skipped = 0

    def step(advance: Callable[[], None]) -> Callable[[Result], None]:
        def on_result(result: Result) -> None:
            nonlocal skipped
            skipped += result.skipped
            advance()

        return on_result

    with _progress(console) as progress:
        task = progress.add_task(f"Grading {assignment}", total=count)
        results = grade(course, assignment, on_result=step(lambda: progress.advance(task)))
    console.print(f"Graded {len(results) - skipped}, unchanged {skipped}.")


def _write_feedback(course: Course, assignment: str, count: int, console: Console) -> None:
    with _progress(console) as progress:
        task = progress.add_task(f"Feedback {assignment}", total=count)
        write_feedback(course, assignment, on_result=lambda *_: progress.advance(task))


def _surprises(course: Course, assignment: str, pupils: list[Pupil]) -> list[str]:
    verdicts: dict[str, dict[str, object]] = {}
    for student, verdict in read_verdicts(course, assignment):
        verdicts.setdefault(student, {})[verdict.grade_id] = verdict
    manifest = course.manifest(assignment)
    return [line for pupil in pupils for line in surprises(manifest, pupil, verdicts.get(pupil.id, {}))]  # type: ignore[arg-type]


def _where_to_look(course: Course, page: Path, assignment: str, unexpected: list[str], console: Console) -> None:
    console.rule("Where to look next")
    console.print(f"The book:      {page}")
    console.print(f"A feedback:    {course.root / 'feedback' / 'right' / assignment / f'{assignment}.html'}")
    console.print(f"The gradebook: {course.root / 'gradebook.db'} (nbgrader export, or the formgrader:")
    console.print(f"               cd {course.root} && jupyter lab, then the Nbgrader menu)")
    console.print(f"Any table again: python -m autograder report {assignment} --course {course.root}")
    if unexpected:
        console.print("[bold red]These submissions did not get what they honestly earn:[/bold red]")
        for line in unexpected:
            console.print("  " + line, markup=False)
    else:
        console.print("Every submission got what it honestly earns, and every named mistake was told its name.")


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )
