"""Every slip of the pen in a reference costs points, or is argued to be none."""

import ast
import inspect
from dataclasses import replace

import numpy as np
import pytest

from autograder import bank
from autograder.bank.exercise import Exercise, Right, Rung, Wrong
from autograder.bank.mutants import mutants
from autograder.bank.mutation import KINDS, MUTANT, TWO_MUTANTS, mutate

NAMES = [exercise.name for exercise in bank.exercises().values() if exercise.kind in KINDS]
SLOW = ("Value", "gradient_of_expression", "numerical_gradient")  # long chains, many calls

# --- what mutants there are -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "operator", "becomes"),
    [
        ("def f(a, b):\n    return a + b", "arithmetic", "return a - b"),
        ("def f(a, b):\n    return a + b", "dropped term", "return a"),
        ("def f(a, b):\n    return a + b", "sign", "return -(a + b)"),
        ("def f(a):\n    return a < 1", "comparison", "return a <= 1"),
        ("def f(a):\n    return a < 1", "comparison", "return a > 1"),
        ("def f(a):\n    return a * 2", "constant", "return a * 3"),
        ("def f(a):\n    return np.sum(a, axis=1)", "axis", "return np.sum(a, axis=0)"),
        ("def f(a):\n    return np.sum(a, axis=1)", "axis", "return np.sum(a)"),
        ("def f(a):\n    return np.sum(a, axis=1)", "other call", "return np.mean(a, axis=1)"),
        ("def f(a):\n    return np.exp(a)", "dropped call", "return a"),
        ("def f(a):\n    return a.T", "dropped call", "return a"),
        ("def f(a, b):\n    return g(a, b)", "arguments", "return g(b, a)"),
        ("def f(a):\n    return a[1:]", "index", "return a[:]"),
        ("def f(a):\n    a += 1\n    return a", "assignment", "a = 1"),
        ("def f(a):\n    a += 1\n    return a", "assignment", "pass"),
        ("def f(a):\n    if a:\n        return 1\n    return 2", "condition", "if not a:"),
        ("def f(a, b):\n    return a and b", "condition", "return a or b"),
    ],
)
def test_an_operator_makes_its_mutants(source, operator, becomes):
    assert (operator, becomes) in {(mutant.operator, mutant.becomes) for mutant in mutants(source)}


def test_mutants_differ_from_the_source_and_from_each_other_and_leave_the_docstring_alone():
    source = inspect.getsource(bank.find("softmax").reference)
    found = mutants(source)
    texts = {ast.unparse(ast.parse(mutant.source)) for mutant in found}
    assert len(texts) == len(found) > 20
    assert ast.unparse(ast.parse(source)) not in texts
    assert all("Turn each row of scores" in text for text in texts)


# --- what becomes of them -------------------------------------------------------------------------------------------


def scaled(x):
    """Return twice x, less one."""
    return 2 * x - 1


def scaled_and_less(x):
    return 2 * x + 1


def less_and_scaled_by_three(x):
    return 3 * x


def one_number(rng):
    return {"args": [float(rng.uniform(2, 3))]}


ENTRY = Exercise(
    name="scaled",
    kind="function",
    reference=scaled,
    ladder=(Rung("a number", one_number),),
    wrong=(
        Wrong("adds one", scaled_and_less, "w", "Why?", "a#b", MUTANT),
        Wrong("takes three times", less_and_scaled_by_three, "w", "Why?", "a#b", TWO_MUTANTS),
    ),
    right=(Right("again", scaled),),
)


def test_a_mutant_that_the_cases_notice_does_not_survive():
    report = mutate(ENTRY)
    assert report.tried > 5
    assert report.holds


def test_a_mutant_that_earns_full_marks_is_a_hole_unless_it_is_argued_to_be_equivalent():
    blind = replace(ENTRY, ladder=(Rung("no number at all", lambda rng: {"args": [np.empty(0)]}),), wrong=())
    report = mutate(blind)
    assert report.survivors
    assert not report.holds
    argued = replace(blind, equivalent=dict.fromkeys(report.survivors, "there is nothing to compute"))
    assert mutate(argued).equivalent == report.survivors
    assert mutate(argued).holds


def test_an_argument_for_a_mutant_that_does_not_survive_is_stale():
    report = mutate(replace(ENTRY, equivalent={"return 2 * x - 1 -> return 2 * x + 1": "why not"}))
    assert report.stale == ("return 2 * x - 1 -> return 2 * x + 1",)
    assert not report.holds


def test_a_wrong_formula_that_no_mutant_gives_has_no_mutant_for_a_source():
    once, twice = ENTRY.wrong
    swapped = (replace(once, answer=lambda x: x**5), replace(twice, answer=lambda x: x**7))
    assert mutate(replace(ENTRY, wrong=swapped)).unfounded == ("adds one", "takes three times")


def test_a_mutant_that_does_not_end_is_ended():
    def counted(n):
        while n > 0:
            n -= 1
        return n

    entry = replace(ENTRY, name="counted", reference=counted, wrong=())
    assert mutate(entry).tried > 3


# --- the bank -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow) if n in SLOW else n for n in NAMES])
def test_what_the_bank_says_of_mutants_holds(name):
    report = mutate(bank.find(name))
    assert report.tried
    assert report.survivors == report.stale == report.unfounded == ()
