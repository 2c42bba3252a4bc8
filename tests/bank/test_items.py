"""A made-up class, whose mistakes are known, is told the true cause of each: named, tied or nothing, never another."""

from dataclasses import replace

import numpy as np
import pytest

from autograder import bank
from autograder.bank import items as module
from autograder.bank.exercise import Exercise, Right, Rung, Wrong
from autograder.bank.items import items


def doubled(x):
    return 2 * x


def squared(x):
    return x**2


def numbers(rng):
    return {"args": [rng.uniform(3, 9, size=4)]}


ENTRY = Exercise(
    name="doubled",
    kind="function",
    reference=doubled,
    ladder=(Rung("numbers", numbers),),
    wrong=(Wrong("squares", squared, "w", "Why?", "a#b", "seeds: squares"),),
    right=(Right("again", doubled), Right("sum", lambda x: x + x)),
)


@pytest.fixture
def asked(monkeypatch):
    """Ask a class about exercises of the test's own."""

    def ask(*exercises, size=60, seed=1):
        known = {exercise.name: exercise for exercise in exercises}
        monkeypatch.setattr(bank, "exercises", lambda: known)
        monkeypatch.setattr(bank, "find", known.__getitem__)
        module._drawn.cache_clear()
        found = items(size, seed)
        module._drawn.cache_clear()
        return found

    return ask


def test_nobody_is_told_a_wrong_cause():
    found = items(40, seed=3)
    assert {item.exercise: item.wrongly_named for item in found if item.wrongly_named} == {}
    assert sum(item.named for item in found) > len(found)


def test_every_student_is_counted_once(asked):
    (item,) = asked(ENTRY)
    assert item.right + item.named + item.tied + item.unnamed + item.wrongly_named == 60
    assert item.named > 0 and item.right > 0


def test_the_same_seed_makes_the_same_class_and_another_makes_another(asked):
    first, again, other = asked(ENTRY), asked(ENTRY), asked(ENTRY, seed=2)
    assert first[0].shares == again[0].shares != other[0].shares


def test_a_rule_that_costs_nothing_is_found(asked):
    blind = replace(ENTRY, ladder=(Rung("two", lambda rng: {"args": [np.array([2.0])]}),))
    (item,) = asked(blind)
    assert item.blind == ("squares",)


def test_a_rule_that_is_told_another_ones_name_is_found(asked, monkeypatch):
    judged = vars(module)["judge"]

    def confused(*given):
        judgement = judged(*given)
        return replace(judgement, mistakes=("something else",)) if judgement.mistakes else judgement

    monkeypatch.setattr(module, "judge", confused)
    (item,) = asked(ENTRY)
    assert item.wrongly_named > 0
    assert item.named == 0


def test_an_exercise_that_everyone_gets_right_tells_nobody_apart(asked):
    easy = replace(ENTRY, name="easy", wrong=(), reference=abs)
    hard, easy = asked(ENTRY, replace(easy, reference=doubled))
    assert not easy.discrimination > hard.discrimination
