"""What an author asks of the bank: do the cases notice every slip, is the catalogue covered."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.errors import ClaimFails

from .options import console, default_book, for_machines, print_json, progress

WEAK = 0.1  # a lower correlation with all other marks says that an exercise measures something else

if TYPE_CHECKING:
    from rich.table import Table

    from autograder.bank.coverage import Covered
    from autograder.bank.items import Item
    from autograder.bank.mutation import Report


@click.command()
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--processes", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True, metavar="N")
@for_machines
def mutate(exercises: Sequence[str], processes: int, as_json: bool) -> None:
    """Look for slips that the drawn cases do not notice.

    By default in all of the bank.  Makes every small change of each reference (an operator, an axis, an index, a sign,
    a constant, a term or a call left out; autograder/bank/mutants.py lists them) and grades it on the public cases and
    on those of one course.  A mutant that earns full marks must be argued to be equivalent in the exercise's entry,
    under `equivalent`; otherwise the cases have a hole (exit code 4).

    \b
    Examples:
      python -m autograder mutate
      python -m autograder mutate softmax softmax_jvp
    """
    from autograder import bank
    from autograder.bank.mutation import KINDS, mutate_all

    chosen = [bank.find(name) for name in exercises] or list(bank.exercises().values())
    names = [exercise.name for exercise in chosen if exercise.kind in KINDS]
    with progress("Mutating", quiet=as_json) as (start, step):
        start(len(names))
        reports = mutate_all(names, processes, on_result=step)
    if as_json:
        print_json({"exercises": [asdict(report) | {"named": sorted(report.named)} for report in reports]})
    else:
        for report in reports:
            _say(report)
        tried = sum(report.tried for report in reports)
        equivalent = sum(len(report.equivalent) for report in reports)
        survivors = sum(len(report.survivors) for report in reports)
        click.echo(
            f"{len(reports)} exercises, {tried} mutants: {equivalent} argued to be equivalent, {survivors} survive"
        )
    broken = [report.exercise for report in reports if not report.holds]
    if broken:
        cure = "draw a case that notices it, or argue in the entry why it is no mistake"
        raise ClaimFails(f"what is said of mutants does not hold in {', '.join(broken)}", cure, cell=broken[0])


def _say(report: Report) -> None:
    click.echo(f"{report.exercise}: {report.tried} mutants, {len(report.equivalent)} argued to be equivalent")
    for name in report.survivors:
        click.echo(f"  survives: {name}")
    for name in report.stale:
        click.echo(f"  argued, but does not survive: {name}")
    for name in report.unfounded:
        click.echo(f"  no mutant gives the values of: {name}")


@click.command()
@click.option("--book", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The book's folder.")
@click.option("--missing", is_flag=True, help="Show only what is neither tried nor graded.")
@for_machines
def coverage(book: Path | None, missing: bool, as_json: bool) -> None:
    """Say where the catalogue is taught, tried and graded.

    Entry by entry: the paragraphs that teach it (those still to be written count as planned), the questions of the
    pages that let a reader try it, the exercises that grade it.  Ends with how many of the catalogue's wrong values are
    named when somebody gives them, and how many entries are tried or graded; exit code 1 while some are not.

    \b
    Examples:
      python -m autograder coverage
      python -m autograder coverage --missing
    """
    from autograder.bank.coverage import coverage as find_coverage
    from autograder.bank.coverage import wrong_values

    found, wrong = find_coverage(book or default_book()), wrong_values()
    if as_json:
        print_json({"entries": [asdict(each) for each in found], "wrong_values": wrong})
    else:
        out = console()
        out.print(_table([each for each in found if not (missing and each.holds)]))
        for name in (name for name, items in wrong.items() if not items):
            out.print(f"the wrong value {name} has no rule")
        out.print(f"{sum(map(bool, wrong.values()))} of {len(wrong)} wrong values")
        out.print(f"{sum(each.holds for each in found)} of {len(found)}")
    if not (all(each.holds for each in found) and all(wrong.values())):
        click.get_current_context().exit(1)


def _table(found: Sequence[Covered]) -> Table:
    from rich.table import Table

    table = Table("entry", "taught", "tried", "graded", box=None)
    for each in found:
        planned = f"planned: {', '.join(each.planned)}" if each.planned else ""
        taught = ", ".join(each.taught) or planned or "-"
        table.add_row(each.entry.id, taught, ", ".join(each.tried) or "-", ", ".join(each.graded) or "-")
    return table


@click.command()
@click.option("--students", "size", type=click.IntRange(2), default=300, show_default=True, metavar="N")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed makes another class.")
@for_machines
def items(size: int, seed: int, as_json: bool) -> None:
    """Say how good the exercises are as questions.

    Makes up a class: each student believes in a few wrong rules and follows them consistently, slips and miscounts.  So
    the true cause of every wrong answer is known.  For each exercise: how often a student would be told the true cause,
    a tie, nothing, or something else (which must never happen: exit code 4); how well it tells strong students from
    weak ones; which wrong formulas occurred to nobody, or cost nothing.

    \b
    Examples:
      python -m autograder items
      python -m autograder items --students 1000 --seed 7
    """
    from autograder import bank
    from autograder.bank.items import items as find_items
    from autograder.bank.mutation import KINDS

    with progress("Asking the class", quiet=as_json) as (start, step):
        start(sum(exercise.kind in KINDS for exercise in bank.exercises().values()))
        found = find_items(size, seed, on_result=step)
    wrongly = [item.exercise for item in found if item.wrongly_named]
    if as_json:
        print_json({"items": [asdict(item) | {"shares": None} for item in found]})
    else:
        out = console()
        out.print(_items_table(found))
        sums = {part: sum(getattr(item, part) for item in found) for part in ("named", "tied", "unnamed")}
        said = ", ".join(f"{count} {part}" for part, count in sums.items())
        out.print(
            f"{len(found)} exercises, {size} students: {said}, {sum(item.wrongly_named for item in found)} wrongly"
        )
    if wrongly:
        cure = "draw a case that tells the two causes apart, or declare the tie"
        raise ClaimFails(f"a wrong cause is named in {', '.join(wrongly)}", cure, cell=wrongly[0])


def _items_table(found: Sequence[Item]) -> Table:
    from rich.table import Table

    columns = ("exercise", "right", "named", "tied", "unnamed", "wrongly", "discrimination", "remarks")
    table = Table(*columns, box=None)
    for item in found:
        remarks = [f"{len(item.never)} wrong formulas occurred to nobody"] if item.never else []
        remarks += [f"costs nothing: {name}" for name in item.blind]
        remarks += ["does not tell students apart"] if not item.discrimination > WEAK else []
        counts = (item.right, item.named, item.tied, item.unnamed, item.wrongly_named)
        table.add_row(item.exercise, *map(str, counts), f"{item.discrimination:.2f}", "; ".join(remarks))
    return table


COMMANDS = (mutate, coverage, items)
