"""Grades the corpus: by ours, by ours without a defence, and by nbgrader alone; each returns breaches by recipe."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import Course

from .classroom import (
    AFTER,
    RIGHT,
    WRONG,
    Graded,
    copied,
    grade_by_nbgrader,
    grade_by_ours,
    grade_by_stock,
    hand_in,
    stock_course,
)
from .observe import Look, rows
from .place import Place
from .recipe import Breach, Recipe

FULL, LITE = "full", "lite"
ALONE = (Breach.STOPS, Breach.COST, Breach.OTHERS)  # what cannot be told apart, or spoils it for others, in one class


@dataclass
class Seen:
    """What was seen of a class of attackers.

    ``marks`` are those of every student, by cell.
    """

    breaches: dict[str, set[Breach]]
    marks: dict[str, dict[str, float | None]]
    graded: Graded = field(default_factory=Graded)


def defended(ours: Course, scratch: Path, recipes: Sequence[Recipe], profile: str, nbgrader: bool = False) -> Seen:
    """Grade the attackers as one class, as any class is graded."""
    course = copied(ours, scratch)
    with Place() as place:
        hand_in(course, place, recipes)
        graded = (grade_by_nbgrader if nbgrader else grade_by_ours)(course, place, profile)
        return _seen(Look(course, place, graded), course, recipes, graded)


def undefended(ours: Course, scratch: Path, recipes: Sequence[Recipe], defence: str) -> Seen:
    """Grade the attackers without ``defence``: those who stop a class each alone, those who cost each in a process."""
    stopping = [recipe for recipe in recipes if recipe.breach is Breach.STOPS]
    costing = [[recipe] for recipe in recipes if recipe.breach is Breach.COST]
    others = [recipe for recipe in recipes if recipe.breach not in (Breach.STOPS, Breach.COST)]
    seen = Seen({}, {})
    for i, group in enumerate(group for group in (stopping, *costing, others) if group):
        course = copied(ours, scratch / str(i))
        with Place() as place:
            hand_in(course, place, group)
            graded = grade_by_ours(course, place, FULL, defence, each=group is stopping)
            one = _seen(Look(course, place, graded), course, group, graded)
        seen.breaches |= one.breaches
        seen.marks |= one.marks
        seen.graded.log += graded.log
    return seen


def _seen(look: Look, course: Course, recipes: Sequence[Recipe], graded: Graded) -> Seen:
    return Seen({recipe.name: look.breaches(recipe) for recipe in recipes}, dict(rows(course)), graded)


class Stock:
    """nbgrader alone, with the same assignment and tests as its users write them."""

    def __init__(self, ours: Course, scratch: Path) -> None:
        self._scratch = scratch
        self._course = stock_course(scratch / "stock", ours)
        with Place() as place:
            hand_in(self._course, place, [], (RIGHT, WRONG))
            graded = grade_by_stock(self._course, place, self._scratch)
        assert graded.finished, graded.log

    def breaches(self, recipes: Sequence[Recipe]) -> dict[str, set[Breach]]:
        """Grade the attackers, in one class where they can be told apart, and two classes at a time.

        Whoever stops a class has no mark in it: where a class of several stopped, those without one are graded alone,
        and the others cannot have been it.
        """
        together = [recipe for recipe in recipes if recipe.breach not in ALONE]
        found = self._classes([together[::2], together[1::2]])
        suspects = [recipe for recipe in together if {Breach.STOPS, Breach.LOST} <= found[recipe.name]]
        found = {name: breaches - {Breach.STOPS} for name, breaches in found.items()}
        alone = [recipe for recipe in recipes if recipe.breach in ALONE] + suspects
        return found | self._classes([[recipe] for recipe in alone])

    def _classes(self, groups: Sequence[Sequence[Recipe]]) -> dict[str, set[Breach]]:
        with ThreadPoolExecutor(2) as pool:
            classes = list(pool.map(self._class, (group for group in groups if group)))
        return {name: breaches for each in classes for name, breaches in each.items()}

    def _class(self, recipes: Sequence[Recipe]) -> dict[str, set[Breach]]:
        scratch = Path(tempfile.mkdtemp(dir=self._scratch))
        course = copied(self._course, scratch / "course")
        with Place() as place:
            hand_in(course, place, recipes, (AFTER,))
            seconds = 40 + 10 * len(recipes)
            graded = grade_by_stock(course, place, scratch, seconds)
            return _seen(Look(course, place, graded, stock=True), course, recipes, graded).breaches
