"""Whatever numbers a student is given for a pencil exercise, right roundings earn the marks and mistakes show."""

from itertools import islice, permutations, product

import numpy as np
import pytest

from autograder import bank

ASKED = ("boundary_by_hand", "probability_by_hand", "utility_by_hand", "hidden_by_hand")
NAMES = [name for name in ASKED if name in bank.exercises()]
MOST = 3000  # of the possible draws, evenly spread


def possible_draws(exercise):
    """Return every way to draw the exercise's numbers, or ``MOST`` of them."""
    ways = [
        [np.reshape(row, grid.shape) for row in permutations(grid.values, int(np.prod(grid.shape)))]
        for grid in exercise.numbers.values()
    ]
    count = int(np.prod([len(way) for way in ways]))
    return [
        dict(zip(exercise.numbers, draw, strict=True)) for draw in islice(product(*ways), 0, None, 1 + count // MOST)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_possible_draw_is_fair_and_tells_mistakes_apart(name):
    exercise = bank.find(name)
    near = exercise.tolerance.atol
    draws = possible_draws(exercise)
    assert len(draws) > 100
    for numbers in draws:
        expected = exercise.reference(**numbers)
        for right in exercise.right:
            assert np.abs(right.answer(**numbers) - expected).max() <= near, (right.name, numbers)
        wrong = [each.answer(**numbers) for each in exercise.wrong]
        for i, value in enumerate(wrong):
            assert np.isfinite(value).all(), (exercise.wrong[i].name, numbers)
            for other in [expected, *wrong[:i]]:
                same = np.shape(value) == np.shape(other) and np.allclose(value, other, rtol=0, atol=2 * near)
                assert not same, (exercise.wrong[i].name, numbers)
