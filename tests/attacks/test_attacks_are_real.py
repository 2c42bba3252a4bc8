"""Each attack succeeds where the defence that stops it is taken away, or where nbgrader grades alone."""

from __future__ import annotations

import pytest

from .classroom import our_course
from .corpus import RECIPES
from .defences import DEFENCES
from .recipe import Breach, Recipe
from .runs import Stock, undefended

STOCK = "stock"
NAMES = [*DEFENCES, "sandbox"]
QUICK = ("names of exceptions",)  # one small class, in seconds


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """A course of ours with nothing handed in."""
    return our_course(tmp_path_factory.mktemp("attacks") / "ours")


def failures(recipes: list[Recipe], breaches: dict[str, set[Breach]]) -> list[str]:
    """Return the attacks that did not bring about what they should."""
    return [
        f"{recipe.name}: {', '.join(breaches[recipe.name]) or 'nothing'}, and not {recipe.breach}"
        for recipe in recipes
        if recipe.breach not in breaches[recipe.name]
    ]


@pytest.mark.parametrize(
    "defence", [pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow) for name in NAMES]
)
def test_attacks_succeed_without_the_defence_that_stops_them(ours, tmp_path, defence):
    recipes = [recipe for recipe in RECIPES if defence in recipe.without]
    assert recipes, "a defence that nothing attacks"
    seen = undefended(ours, tmp_path, recipes, defence)
    assert failures(recipes, seen.breaches) == [], seen.graded.log[-2000:]


@pytest.mark.slow
def test_attacks_succeed_where_nbgrader_grades_alone(ours, tmp_path):
    recipes = [recipe for recipe in RECIPES if STOCK in recipe.without]
    assert failures(recipes, Stock(ours, tmp_path).breaches(recipes)) == []


def test_every_attack_is_seen_to_succeed_by_one_of_these_tests():
    assert {name for recipe in RECIPES for name in recipe.without} == {STOCK, *NAMES}
