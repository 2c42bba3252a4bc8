"""Training by hand is fair to every student, and its data are those of the file that says where they come from."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from autograder.bank.cases import student_cases
from autograder.bank.chapters.training import EXERCISES
from autograder.bank.chapters.training.iris import PETALS, SPECIES
from autograder.student.judge import compare
from autograder.student.kinds import perform
from autograder.student.numbers import draw_numbers

IRIS = Path(__file__).resolve().parents[2] / "book" / "exercises" / "data" / "iris.csv"
BY_HAND = {exercise.name: exercise for exercise in EXERCISES if exercise.kind == "value"}
STUDENTS = [f"student {i}" for i in range(300)]


def numbers_of(exercise, student):
    grids = {
        name: {"values": each.values, "shape": each.shape, "practice": each.practice}
        for name, each in exercise.numbers.items()
    }
    return draw_numbers(exercise.name, grids, student)


def test_the_irises_of_the_bank_are_those_of_the_file():
    rows = np.loadtxt(IRIS, delimiter=",", comments="#", skiprows=6)
    np.testing.assert_array_equal(PETALS, rows[:, 2:4])
    np.testing.assert_array_equal(SPECIES, rows[:, 4])


def agree(exercise, one, other):
    return compare("value", one, other, exercise.tolerance) is None


@pytest.mark.parametrize("name", BY_HAND)
def test_no_student_draws_numbers_with_which_a_wrong_rule_is_right(name):
    exercise = BY_HAND[name]
    for student in STUDENTS:
        (case,) = student_cases(exercise, student)
        right = [rule for rule, reply in case.named.items() if agree(exercise, case.expected, reply)]
        assert right == [], student


@pytest.mark.parametrize("name", BY_HAND)
def test_hardly_any_student_draws_numbers_with_which_two_wrong_rules_agree(name):
    exercise = BY_HAND[name]
    cases = [student_cases(exercise, student)[0] for student in STUDENTS]
    agreed = [case for case in cases for pair in combinations(case.named.values(), 2) if agree(exercise, *pair)]
    assert len(agreed) <= len(STUDENTS) / 100


@pytest.mark.parametrize("name", BY_HAND)
def test_no_student_draws_numbers_with_which_a_right_way_is_too_coarse(name):
    exercise = BY_HAND[name]
    for student in STUDENTS:
        (case,) = student_cases(exercise, student)
        for right in exercise.right:
            reply = perform("value", right.answer(**numbers_of(exercise, student)), case.request)
            assert compare("value", case.expected, reply, exercise.tolerance) is None, (student, right.name)


def test_practice_is_the_worked_example_of_seed_000_and_its_mistakes_are_those_of_the_catalogue():
    (case,) = student_cases(BY_HAND["update_by_hand"], "practice")
    expected = [[0.2101, -0.1697, -2.0], [-0.5060, -0.2181, 2.0], [-1.0041, -0.5122, 0.1]]
    np.testing.assert_allclose(case.expected["value"], expected, atol=5e-5)
    transposed = case.named["takes rows on the way forward and columns on the way back"]["value"]
    printed = [[0.21, 0.194, -2.004], [-0.87, -0.218, 1.988], [-1, -0.5, 0.1]]
    np.testing.assert_allclose(transposed, printed, atol=5e-4)
    throughout = case.named["takes columns all the way"]["value"]
    catalogue = [
        [0.299594808858, 0.199552194534, -2.09914700339],
        [-0.601215573425, -0.201343416398, 1.70255898982],
        [-1.0, -0.5, 0.1],
    ]
    np.testing.assert_allclose(throughout, catalogue, rtol=1e-9)


def test_practice_on_the_parabola_is_that_of_the_catalogue():
    (case,) = student_cases(BY_HAND["descent_by_hand"], "practice")
    np.testing.assert_allclose(case.expected["value"], [0.6, 1.08, 1.464])
    np.testing.assert_allclose(case.named["goes uphill"]["value"], [-0.6, -1.32, -2.184])
