"""What an author asks of the drawn cases: whether they notice every slip."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from autograder.errors import ClaimFails

from .options import for_machines, print_json, progress

if TYPE_CHECKING:
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


COMMANDS = (mutate,)
