"""Every attack of the corpus earns what the honest wrong answer earns, and brings about nothing else."""

from __future__ import annotations

import random

import pytest

from .classroom import FULL_MARKS, HONEST, WRONG, our_course
from .corpus import NOT_APPLICABLE, RECIPES
from .observe import PEAK
from .recipe import Door, Kind, Recipe
from .runs import FULL, LITE, Seen, defended

SEED, FEW = 1, 18


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """A course of ours with nothing handed in."""
    return our_course(tmp_path_factory.mktemp("attacks") / "ours")


def quick() -> list[Recipe]:
    """Return a seeded choice of the attacks that wait for no limit, at least one of each door."""
    rng, chosen = random.Random(SEED), list[Recipe]()
    for door in Door:
        there = [recipe for recipe in RECIPES if recipe.door is door and not recipe.slow]
        chosen += rng.sample(there, min(len(there), FEW // len(Door)))
    return chosen


def surprises(seen: Seen, recipes: list[Recipe]) -> list[str]:
    """Return what any of the attacks has brought about, or cost its own student beyond the exercise."""
    found = [f"{name}: {', '.join(breaches)}" for name, breaches in seen.breaches.items() if breaches]
    for recipe in recipes:
        marks, honest = seen.marks[recipe.name], seen.marks[WRONG]
        if recipe.unread:
            expected = dict.fromkeys(honest)
        elif recipe.loses:
            expected = marks | {"test_softmax": honest["test_softmax"]}
        else:
            expected = honest
        if marks != expected:
            found.append(f"{recipe.name}: earns {marks}, and should {expected}")
    return found


def check(seen: Seen, recipes: list[Recipe]) -> None:
    assert seen.graded.finished, seen.graded.log[-2000:]
    assert surprises(seen, recipes) == []
    assert {student: seen.marks[student]["test_softmax"] for student in HONEST} == FULL_MARKS
    assert seen.graded.peak < PEAK


def test_attacks_earn_what_the_honest_wrong_answer_earns_and_change_nothing_else(ours, tmp_path):
    recipes = quick()
    check(defended(ours, tmp_path / "class", recipes, FULL), recipes)


@pytest.mark.slow
@pytest.mark.parametrize("by_nbgrader", [False, True], ids=["by grade", "by nbgrader autograde"])
@pytest.mark.parametrize("profile", [FULL, LITE])
def test_the_whole_corpus_earns_what_the_honest_wrong_answer_earns(ours, tmp_path, profile, by_nbgrader):
    check(defended(ours, tmp_path / "class", RECIPES, profile, by_nbgrader), RECIPES)


# --- the corpus itself -----------------------------------------------------------------------------------------------


def test_every_class_has_an_attack_at_every_door_or_a_reason_why_not():
    tried = {(recipe.kind, recipe.door) for recipe in RECIPES}
    assert {(kind, door) for kind in Kind for door in Door} - tried == set(NOT_APPLICABLE)
    assert all(NOT_APPLICABLE.values())


def test_every_attack_has_a_name_of_its_own_and_a_defence_without_which_it_succeeds():
    assert len({recipe.name for recipe in RECIPES}) == len(RECIPES)
    assert [recipe.name for recipe in RECIPES if not recipe.without] == []
