"""What each attack of the corpus brings about where nbgrader grades alone, and where we do, as a table in Markdown.

    python -m benchmarks.attacks [--profile full|lite] [--door DOOR] > table.md

Each attack is handed in by a student of its own beside honest ones, and both columns are measured in this run, with
the same eyes (``tests/attacks/observe.py``).  nbgrader alone runs students' code with the rights of whoever starts it,
so that the attacks really happen: all they reach are files and processes made for them, and each ends by itself.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.attacks.classroom import HONEST, our_course
from tests.attacks.corpus import RECIPES
from tests.attacks.recipe import Breach, Door, Kind, Recipe
from tests.attacks.runs import FULL, LITE, Seen, Stock, defended

Breaches = Mapping[str, set[Breach]]
NOT_TRIED = "not tried"  # our own wire is not there; and nbgrader gives each cell 30 seconds


def tried_on_nbgrader(recipe: Recipe) -> bool:
    """Return whether an attack means anything to nbgrader alone."""
    return "stock" in recipe.without or (recipe.door is not Door.WIRE and not recipe.slow)


def words(breaches: set[Breach] | None) -> str:
    """Return what stands in a cell of the table."""
    if breaches is None:
        return NOT_TRIED
    return ", ".join(breach for breach in Breach if breach in breaches) or "nothing"


def summary(recipes: Sequence[Recipe], ours: Breaches, stock: Breaches) -> Iterator[str]:
    """Yield the lines of a table, a row a class: attacks, tried on nbgrader alone, successes there and here."""
    yield "| kind | all | tried | nbgrader | here |"
    yield "|---|--:|--:|--:|--:|"
    for kind in (*Kind, None):
        names = [recipe.name for recipe in recipes if kind in (recipe.kind, None)]
        tried = [name for name in names if name in stock]
        counts = (
            len(names),
            len(tried),
            sum(bool(stock[name]) for name in tried),
            sum(bool(ours[name]) for name in names),
        )
        if names:
            yield f"| {kind or '**all**'} | " + " | ".join(map(str, counts)) + " |"


def table(recipes: Sequence[Recipe], ours: Breaches, stock: Breaches) -> Iterator[str]:
    """Yield the lines of a table with one row an attack."""
    yield "| attack | door | nbgrader | here |"
    yield "|---|---|---|---|"
    for kind in Kind:
        for recipe in (recipe for recipe in recipes if recipe.kind is kind):
            name = recipe.name
            cells = name.replace("-", " "), recipe.door, words(stock.get(name)), words(ours[name])
            yield "| " + " | ".join(cells) + " |"


def cost(seen: Seen, profile: str) -> str:
    """Return in a sentence what the attacks cost us."""
    times = {name: seconds for name, seconds in seen.graded.seconds.items() if name != "all" and name not in HONEST}
    slowest = max(times, key=lambda name: times[name])
    return (
        f"Ours, profile {profile}: {len(times)} attacks and {len(HONEST)} honest students in "
        f"{seen.graded.seconds['all']:.0f} s, with feedback; the slowest attack ({slowest.replace('-', ' ')}) took "
        f"{times[slowest]:.1f} s, and the largest process {seen.graded.peak >> 20} MB."
    )


def main() -> None:
    """Grade, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", choices=(FULL, LITE), default=FULL, help="our sandbox (default full)")
    parser.add_argument("--door", choices=[str(door) for door in Door], help="attacks by this door only")
    chosen = parser.parse_args()
    recipes = [recipe for recipe in RECIPES if chosen.door in (None, recipe.door)]
    with tempfile.TemporaryDirectory() as scratch:
        course = our_course(Path(scratch) / "ours")
        seen = defended(course, Path(scratch) / "class", recipes, chosen.profile)
        stock = Stock(course, Path(scratch) / "nbgrader").breaches(list(filter(tried_on_nbgrader, recipes)))
    lines = [*summary(recipes, seen.breaches, stock), "", *table(recipes, seen.breaches, stock)]
    print("\n".join([*lines, "", cost(seen, chosen.profile)]))


if __name__ == "__main__":
    main()
