"""Decisions are what the book says: by hand, at the boundaries, against trying everything, and consistent.

The oracle tries every choice, one sample at a time, in plain Python.
"""

import math
from itertools import combinations

import numpy as np
import pytest

from solutions.decisions import (
    best_template,
    best_threshold,
    class_distances,
    expected_utilities,
    mean_utility,
    n_pairs,
    sum_of_sigmoids,
    utility_decision,
)

FOUR = np.array([[0.5, 0.3, 0.2], [0.85, 0.1, 0.05], [0.1, 0.2, 0.7], [0.3, 0.2, 0.5]])
WORTH = np.array([1.0, 4.0, 2.0])


def random_probabilities(n_samples, n_classes, seed=0):
    return np.random.default_rng([seed, n_samples, n_classes]).dirichlet(np.ones(n_classes), n_samples)


def random_table(*shape, seed=0):
    return 2 * np.random.default_rng([seed, *shape]).normal(size=shape)


def worth(row, utilities, action):
    """Return what an action is worth on average, summed term by term."""
    return math.fsum(p * utilities[k][action] for k, p in enumerate(row))


# --- by hand --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n_classes", "pairs"), [(2, 1), (3, 3), (4, 6), (10, 45)])
def test_pairs_of_classes_are_as_many_as_the_catalogue_says(n_classes, pairs):
    assert n_pairs(n_classes) == pairs


def test_scores_and_distances_of_the_catalogue_name_different_classes():
    theta = np.array([[0.5, 2, 0], [0.2, 0.3, 0.4], [-0.1, -1, 1]])  # a row for each class, as the seed has it
    weights, bias, point = theta[:, 1:].T, theta[:, 0], np.array([[0.6, 0.9]])
    scores = point @ weights + bias
    np.testing.assert_allclose(scores, [[1.7, 0.74, 0.2]])
    np.testing.assert_allclose(class_distances(scores, weights), [[0.85, 1.48, 0.141421356237]], rtol=1e-11)
    assert best_template(point, weights, bias) == [0]
    assert np.argmax(class_distances(scores, weights), axis=1) == [1]


def test_the_best_template_of_the_catalogue():
    theta = np.array([[0.1, 1, -1, 0.5], [0, -0.5, 0.8, 0.2], [-0.2, 0.3, 0.4, -0.9]])
    np.testing.assert_array_equal(best_template(np.array([[0.9, -0.7, 0.4]]), theta[:, 1:].T, theta[:, 0]), [0])


def test_a_large_bias_wins_where_no_template_matches():
    nothing, weights = np.zeros((1, 2)), random_table(2, 3)
    np.testing.assert_array_equal(best_template(nothing, weights, np.array([-1.0, 0.5, 2.0])), [2])


def test_sigmoids_sum_to_more_or_to_less_than_one():
    found = sum_of_sigmoids(np.array([[1, 2, 0.5], [-3, -2, -4]]))
    np.testing.assert_allclose(found, [2.23431498781, 0.184615005162], rtol=1e-11)


def test_the_choices_of_the_catalogue_are_worth_most():
    np.testing.assert_array_equal(utility_decision(FOUR, WORTH), [1, 0, 2, 2])
    table = [[0.5, 1.2, 0.4], [0.85, 0.4, 0.1], [0.1, 0.8, 1.4], [0.3, 0.8, 1.0]]
    np.testing.assert_allclose(expected_utilities(FOUR, np.diag(WORTH)), table)
    np.testing.assert_allclose(expected_utilities(FOUR, np.diag(WORTH)).max(axis=1), [1.2, 0.85, 1.4, 1.0])


def test_an_alarm_that_costs_a_ninth_of_a_miss_is_sounded_at_a_tenth():
    assert best_threshold(1.0, 9.0) == pytest.approx(0.1)


def test_decisions_are_paid_by_what_is_true():
    # the third sample gets class 2, worth 2; the first gets class 1 and is class 0, worth nothing
    assert mean_utility(FOUR, np.diag(WORTH), np.array([0, 0, 2, 1])) == pytest.approx((0 + 1 + 2 + 0) / 4)


# --- at the boundaries ----------------------------------------------------------------------------------------------


def test_scores_of_any_size_give_no_warning_and_whole_sums():
    np.testing.assert_array_equal(sum_of_sigmoids(np.array([[1e4, -1e4, 1e4], [-1e4, -1e4, -1e4]])), [2, 0])


def test_equal_worth_leaves_the_most_probable_class():
    probabilities = random_probabilities(30, 4)
    np.testing.assert_array_equal(utility_decision(probabilities, np.full(4, 7.0)), probabilities.argmax(axis=1))


def test_a_single_class_needs_no_pair_and_no_thought():
    assert n_pairs(1) == 0
    np.testing.assert_array_equal(utility_decision(np.ones((3, 1)), np.array([-2.0])), [0, 0, 0])


def test_single_precision_gives_the_same_choices():
    found = utility_decision(FOUR.astype(np.float32), WORTH.astype(np.float32))
    np.testing.assert_array_equal(found, utility_decision(FOUR, WORTH))
    sums = sum_of_sigmoids(np.array([[1, 1e4], [-1e4, 2]], dtype=np.float32))
    assert sums.dtype == np.float32 and np.isfinite(sums).all()


# --- against trying everything --------------------------------------------------------------------------------------


@pytest.mark.parametrize("n_classes", range(1, 9))
def test_every_pair_is_counted_once(n_classes):
    assert n_pairs(n_classes) == len(list(combinations(range(n_classes), 2)))


def test_no_other_choice_is_worth_more():
    probabilities, utilities = random_probabilities(20, 3), random_table(3, 4)
    found = expected_utilities(probabilities, utilities)
    expected = [[worth(row, utilities, action) for action in range(4)] for row in probabilities]
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)


def test_the_threshold_is_where_both_actions_cost_the_same_and_around_it_one_is_cheaper():
    for false_alarm, miss in ((1.0, 9.0), (3.0, 2.0), (0.1, 50.0)):
        edge = best_threshold(false_alarm, miss)
        for p, sounds in ((edge - 1e-6, False), (edge + 1e-6, True)):
            assert ((1 - p) * false_alarm < p * miss) is sounds


def test_the_mean_is_that_of_every_sample_by_itself():
    probabilities, utilities = random_probabilities(40, 3), random_table(3, 4)
    labels = np.random.default_rng(2).integers(0, 3, 40)
    total = 0.0
    for row, label in zip(probabilities, labels, strict=True):
        total += utilities[label, max(range(4), key=lambda action: worth(row, utilities, action))]
    assert mean_utility(probabilities, utilities, labels) == pytest.approx(total / 40)


# --- consistent -----------------------------------------------------------------------------------------------------


def test_only_true_classes_paying_is_a_diagonal_table():
    probabilities = random_probabilities(50, 3)
    by_table = expected_utilities(probabilities, np.diag(WORTH)).argmax(axis=1)
    np.testing.assert_array_equal(utility_decision(probabilities, WORTH), by_table)


def test_a_gift_that_every_action_gets_changes_no_choice():
    probabilities, utilities = random_probabilities(50, 3), random_table(3, 4)
    gift = np.array([[10.0], [-20.0], [30.0]])
    np.testing.assert_array_equal(
        expected_utilities(probabilities, utilities + gift).argmax(axis=1),
        expected_utilities(probabilities, utilities).argmax(axis=1),
    )


def test_columns_of_the_same_length_make_distances_and_scores_agree():
    weights, inputs = random_table(2, 5), random_table(30, 2)
    weights /= np.linalg.norm(weights, axis=0)
    distances = class_distances(inputs @ weights + 0.5, weights)
    np.testing.assert_array_equal(distances.argmax(axis=1), best_template(inputs, weights, np.full(5, 0.5)))


def test_a_class_is_as_far_away_after_its_parameters_are_doubled():
    weights, scores = random_table(2, 3), random_table(4, 3)
    factors = np.array([1.0, 2.0, 5.0])
    np.testing.assert_allclose(class_distances(scores * factors, weights * factors), class_distances(scores, weights))


def test_deciding_with_the_true_probabilities_beats_the_most_probable_class_in_the_long_run():
    rng = np.random.default_rng(3)
    probabilities = random_probabilities(4000, 3)
    labels = np.array([rng.choice(3, p=row) for row in probabilities])
    most_probable = np.diag(WORTH)[labels, probabilities.argmax(axis=1)].mean()
    assert mean_utility(probabilities, np.diag(WORTH), labels) > most_probable + 0.1


def test_the_arguments_are_the_same_afterwards():
    probabilities, utilities, labels = FOUR.copy(), np.diag(WORTH), np.array([0, 1, 2, 2])
    mean_utility(probabilities, utilities, labels)
    utility_decision(probabilities, WORTH)
    class_distances(probabilities, utilities)
    np.testing.assert_array_equal(probabilities, FOUR)
    np.testing.assert_array_equal(utilities, np.diag(WORTH))
