"""What an author does with exercises: release, prove, preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.course import open_course
from autograder.errors import AuthoringError
from autograder.manifest import Manifest

from .options import assignments, default_book, exercises_of, for_machines, in_course, print_json, progress

if TYPE_CHECKING:
    from autograder.authoring.fair_class import FairClass
    from autograder.bank.exercise import Exercise
    from autograder.bank.proof import Proof

_PREVIEWS = Path("_build/preview")


@click.command()
@assignments
@in_course
@click.option("--book", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The book's folder.")
@for_machines
def release(assignments: Sequence[str], course_folder: Path | None, book: Path | None, as_json: bool) -> None:
    """Turn exercises into what students get.

    By default all assignments of the book.  Writes nbgrader's source/, then release/ with the solutions taken out, and
    the manifest by which submissions are graded.  After the first submission ids and kinds are frozen; points, texts
    and cases may be corrected and released again, and `grade --dry-run` then says whose score would move.

    \b
    Examples:
      python -m autograder release softmax
      python -m autograder release --course ~/nn-2026
      python -m autograder release softmax --book ../my-book/book
    """
    course = open_course(course_folder)
    book = book or default_book()
    known = exercises_of(book)
    unknown = [name for name in assignments if name not in known]
    if unknown:
        raise AuthoringError(f"no exercise {unknown[0]!r} in {book / 'exercises'}", f"there are: {', '.join(known)}")
    from autograder.authoring.release import release as release_assignment  # takes seconds: mistakes are told before

    done: list[dict[str, Any]] = []
    for name in dict.fromkeys(assignments or known):
        released = release_assignment(course.root, name, book)
        done.append(_facts(released.manifest) | {"changed": released.changed})
        if not as_json:
            what = "released" if released.changed else "unchanged"
            click.echo("{assignment}: {what}: {exercises} exercises, {points:g} points".format(what=what, **done[-1]))
    if as_json:
        print_json({"assignments": done})
    else:
        click.echo(
            f"Students get what is in {course.root / 'release'}; submissions go into {course.root / 'submitted'}"
        )


def _facts(manifest: Manifest) -> dict[str, Any]:
    points = sum(cell.points for cell in manifest.cells)
    return {
        "assignment": manifest.assignment,
        "exercises": len(manifest.exercises),
        "points": points,
        "manifest": manifest.hash(),
    }


@click.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--quick", is_flag=True, help="Leave out the right answers written in other ways and graded.")
@click.option("--ways", is_flag=True, help="List the ways that do not fit an exercise, each with the reason.")
@for_machines
def prove(exercises: Sequence[str], quick: bool, ways: bool, as_json: bool) -> None:
    """Prove that exercises judge rightly.

    By default all of the bank.  For each: the reference earns all, the untouched release nothing; every wrong formula
    loses points and is named (or is declared to tie with another); every right alternative earns all.  Then right
    answers to the assignments that hold these exercises are written in other ways, and graded in the sandbox as those
    of students are: none may lose a mark.  Ends with a line of counts, or with the first claim that fails (exit code
    4).

    \b
    Examples:
      python -m autograder prove
      python -m autograder prove softmax --quick
      python -m autograder prove softmax --ways
    """
    from autograder import bank

    chosen = [bank.find(name) for name in exercises] or list(bank.exercises().values())
    if ways:
        _list_ways(chosen, as_json)
        return
    proofs = _proofs(chosen, as_json)
    fair = {} if quick else _fair_classes({exercise.name for exercise in chosen}, as_json)
    if as_json:
        each = {name: asdict(proof) for name, proof in proofs.items()}
        classes = {name: asdict(found) for name, found in fair.items()}
        print_json({"exercises": each, "total": asdict(_total(proofs)), "assignments": classes})
        return
    for name, proof in proofs.items():
        click.echo(f"{name}: {proof.cases} cases, {proof.named} wrong formulas named, {proof.right} right alternatives")
    for name, found in fair.items():
        click.echo(f"assignment {name}: {found.line()}")
    click.echo(_total(proofs).line())


def _total(proofs: Mapping[str, Proof]) -> Proof:
    from autograder.bank.proof import Proof

    return sum(proofs.values(), Proof())


def _proofs(chosen: Sequence[Exercise], quiet: bool) -> dict[str, Proof]:
    from autograder.bank.proof import prove as prove_one

    proofs: dict[str, Proof] = {}
    with progress("Proving", quiet=quiet) as (start, step):
        start(len(chosen))
        for exercise in chosen:
            proofs[exercise.name] = prove_one(exercise)
            step()
    return proofs


def _fair_classes(names: set[str], quiet: bool) -> dict[str, FairClass]:
    """Prove the fairness of every assignment that holds one of the exercises."""
    from autograder.authoring.fair_class import prove_fair
    from autograder.authoring.sample_class import Classroom
    from autograder.authoring.source import read

    folder = default_book() / "exercises"
    contents = [read(folder / f"{name}.md") for name in exercises_of(default_book())]
    contents = [content for content in contents if names & set(content.exercises)]
    found: dict[str, FairClass] = {}
    with progress("Grading right answers", quiet=quiet) as (start, step):
        start(len(contents) * Classroom.OTHER_WAYS)
        for content in contents:
            found[content.name] = prove_fair(content, on_result=lambda pupil: step())
    return found


def _list_ways(chosen: Sequence[Exercise], as_json: bool) -> None:
    from autograder.authoring.what_counts import left_out

    left = {exercise.name: left_out(exercise) for exercise in chosen if exercise.kind != "text"}
    if as_json:
        print_json(left)
        return
    for name, ways in left.items():
        for way, reason in ways.items():
            click.echo(f"{name}: {way}: {reason}")


@click.command()
@click.argument("exercise")
@click.option("--once", is_flag=True, help="Write the page as one file, print its path, and end.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to serve on.  [default: any free one]")
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
@click.option("--book", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The book's folder.")
def preview(exercise: str, once: bool, port: int, no_browser: bool, book: Path | None) -> None:
    """Show one exercise to its author, again on each save.

    Its page, what students get of it, what a learner is told on each wrong answer, the points, and whether the bank's
    claims hold.  Served on this machine only, until Ctrl-C; the browser follows each save of the exercise, its bank
    entry or its solution.  What cannot be read is shown with file, line and cure, and the preview goes on.

    \b
    Examples:
      python -m autograder preview softmax
      python -m autograder preview softmax --port 8001 --no-browser
      python -m autograder preview softmax --once
    """
    from autograder.authoring.preview import run

    book = (book or default_book()).resolve()
    run.require_known(exercise)
    if once:
        path, proven = run.write_once(exercise, book, _PREVIEWS)
        click.echo(proven, err=True)
        click.echo(path.resolve())
        return

    def started(address: str) -> None:
        click.echo(f"{exercise} is shown at {address} (Ctrl-C ends it)")
        if not no_browser:
            click.launch(address)

    try:
        run.serve(exercise, book, port, started, click.echo)
    except OSError as error:
        raise click.UsageError(f"port {port} cannot be had ({error.strerror}): choose another, or none") from None
    click.echo("The preview has ended.")


COMMANDS = (release, prove, preview)
