"""What an author does with exercises: release, prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from autograder.course import open_course
from autograder.errors import AuthoringError
from autograder.manifest import Manifest

from .options import assignments, default_book, exercises_of, for_machines, in_course, print_json, progress


@click.command()
@assignments
@in_course
@click.option("--book", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The book's folder.")
@for_machines
def release(assignments: Sequence[str], course_folder: Path | None, book: Path | None, as_json: bool) -> None:
    """Turn exercises into what students get.

    By default all assignments of the book.  Writes nbgrader's source/, then release/ with the solutions taken out, and
    the manifest by which submissions are graded.  After the first submission ids, points and kinds are frozen; texts
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
@for_machines
def prove(exercises: Sequence[str], as_json: bool) -> None:
    """Prove that exercises judge rightly.

    By default all of the bank.  For each: the reference earns all, the untouched release nothing; every wrong formula
    loses points and is named (or is declared to tie with another); every right alternative earns all.  Ends with a line
    of counts, or with the first claim that fails (exit code 4).

    \b
    Examples:
      python -m autograder prove
      python -m autograder prove softmax
    """
    from autograder import bank
    from autograder.bank.proof import Proof
    from autograder.bank.proof import prove as prove_one

    chosen = [bank.find(name) for name in exercises] or list(bank.exercises().values())
    proofs: dict[str, Proof] = {}
    with progress("Proving", quiet=as_json) as (start, step):
        start(len(chosen))
        for exercise in chosen:
            proofs[exercise.name] = prove_one(exercise)
            step()
    total = sum(proofs.values(), Proof())
    if as_json:
        print_json({"exercises": {name: asdict(each) for name, each in proofs.items()}, "total": asdict(total)})
        return
    for name, each in proofs.items():
        click.echo(f"{name}: {each.cases} cases, {each.named} wrong formulas named, {each.right} right alternatives")
    click.echo(total.line())


COMMANDS = (release, prove)
