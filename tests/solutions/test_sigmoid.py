"""The sigmoid is what the book says: by hand, at the boundaries, against derivatives, and consistent with itself.

The oracle is the definition in 50 decimal digits; derivatives come from complex steps.
"""

from decimal import Decimal, localcontext

import numpy as np
import pytest

from solutions.sigmoid import (
    log_odds,
    log_odds_gradient,
    log_sigmoid,
    log_sigmoid_gradient,
    predict_doses,
    sigmoid,
    sigmoid_gradient,
    step,
)

SUMS = np.array([-37.5, -2.0, -0.3, 0.0, 0.5, 3.0, 41.0])
SHAPES = [(1,), (4,), (2, 3), (3, 3)]


def random_table(shape, seed=0):
    return 3 * np.random.default_rng([seed, *shape]).normal(size=shape)


def in_fifty_digits(formula, numbers):
    """Return ``formula(number)`` for each number, in decimal arithmetic."""
    with localcontext() as context:
        context.prec = 50
        return [float(formula(Decimal(float(number)))) for number in np.ravel(numbers)]


def exact_sigmoid(number):
    return 1 / (1 + (-number).exp())


def by_complex_step(function, at):
    return function(at + 1e-200j).imag / 1e-200


# --- by hand --------------------------------------------------------------------------------------------------------


def test_step_and_sigmoid_at_the_sums_of_the_catalogue():
    sums = np.array([-2.0, -1e-4, 1e-4, 3.0])
    np.testing.assert_array_equal(step(sums), [0, 0, 1, 1])
    np.testing.assert_allclose(sigmoid(sums), [0.119202922022, 0.499975, 0.500025, 0.952574126822], rtol=1e-9)


def test_the_seed_prints_the_sigmoid_near_the_boundary_with_six_digits():
    assert sigmoid(np.array([1e-4])).round(6)[0] == 0.500025


def test_log_odds_become_the_probabilities_of_the_catalogue():
    odds = np.array([-2.0, 0.0, 1.5])
    np.testing.assert_allclose(sigmoid(odds), [0.119202922022, 0.5, 0.817574476194], rtol=1e-11)
    np.testing.assert_allclose(log_odds(np.array([0.119202922022, 0.5, 0.817574476194])), odds, atol=1e-10)


def test_three_to_one_is_three_quarters():
    np.testing.assert_allclose(log_odds(np.array([0.75, 0.5, 0.25])), [np.log(3), 0, -np.log(3)], atol=1e-15)


def test_the_three_derivatives_of_the_catalogue():
    sums = np.array([-2.0, 0.0, 0.5, 3.0])
    np.testing.assert_allclose(
        sigmoid_gradient(sums), [0.104993585404, 0.25, 0.235003712202, 0.0451766597309], rtol=1e-11
    )
    np.testing.assert_allclose(
        log_sigmoid_gradient(sums), [0.880797077978, 0.5, 0.377540668798, 0.0474258731776], rtol=1e-11
    )
    np.testing.assert_allclose(
        -log_sigmoid_gradient(-sums), [-0.119202922022, -0.5, -0.622459331202, -0.952574126822], rtol=1e-11
    )


def test_at_even_odds_the_log_odds_change_four_times_as_fast_as_the_probability():
    np.testing.assert_allclose(log_odds_gradient(np.array([0.5, 0.2])), [4, 6.25])


def test_two_doses_with_known_odds_lie_on_the_line():
    found = predict_doses(np.array([1.0, 3.0]), np.array([1, 4]), np.array([4, 1]), np.array([1.0, 2.0, 3.0, 5.0]))
    np.testing.assert_allclose(found, [1 / 5, 1 / 2, 4 / 5, 64 / 65])


# --- at the boundaries ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [800.0, 1e4])
def test_sums_of_any_size_give_no_warning_and_the_limits(size):
    ends = np.array([-size, size])
    np.testing.assert_array_equal(sigmoid(ends), [0, 1])
    np.testing.assert_array_equal(sigmoid_gradient(ends), [0, 0])
    np.testing.assert_array_equal(log_sigmoid(ends), [-size, 0])
    np.testing.assert_array_equal(log_sigmoid_gradient(ends), [1, 0])


def test_the_tails_keep_all_their_digits():
    sums = np.array([-700.0, -40.0, 40.0])
    np.testing.assert_allclose(sigmoid(sums), in_fifty_digits(exact_sigmoid, sums), rtol=1e-14)
    np.testing.assert_allclose(log_sigmoid(sums), in_fifty_digits(lambda s: exact_sigmoid(s).ln(), sums), rtol=1e-13)
    np.testing.assert_allclose(
        sigmoid_gradient(sums), in_fifty_digits(lambda s: exact_sigmoid(s) * exact_sigmoid(-s), sums), atol=1e-16
    )
    np.testing.assert_allclose(
        log_sigmoid_gradient(sums), in_fifty_digits(lambda s: exact_sigmoid(-s), sums), rtol=1e-13
    )


def test_tiny_probabilities_have_exact_log_odds():
    np.testing.assert_allclose(
        log_odds(np.array([1e-300, 1e-20])), in_fifty_digits(lambda p: (p / (1 - p)).ln(), [1e-300, 1e-20]), rtol=1e-15
    )


def test_nothing_fires_at_exactly_zero():
    np.testing.assert_array_equal(step(np.array([0.0, -0.0, 5e-324])), [0, 0, 1])


@pytest.mark.parametrize("function", [sigmoid, sigmoid_gradient, log_sigmoid, log_sigmoid_gradient])
def test_single_precision_stays_single_precision_and_finite(function):
    sums = np.array([-1e4, -100, -2, 0, 3, 100, 1e4], dtype=np.float32)
    found = function(sums)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, function(sums.astype(float)), rtol=1e-5, atol=1e-30)


# --- derivatives ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_the_gradients_are_complex_step_derivatives(shape):
    sums = random_table(shape)
    np.testing.assert_allclose(
        sigmoid_gradient(sums), by_complex_step(lambda z: 1 / (1 + np.exp(-z)), sums), rtol=1e-10
    )
    np.testing.assert_allclose(
        log_sigmoid_gradient(sums), by_complex_step(lambda z: -np.log(1 + np.exp(-z)), sums), rtol=1e-12
    )
    shares = np.random.default_rng(1).uniform(0.05, 0.95, shape)
    np.testing.assert_allclose(
        log_odds_gradient(shares), by_complex_step(lambda p: np.log(p / (1 - p)), shares), rtol=1e-12
    )


@pytest.mark.parametrize(("function", "gradient"), [(sigmoid, sigmoid_gradient), (log_sigmoid, log_sigmoid_gradient)])
def test_the_gradients_are_difference_quotients_of_our_own_functions(function, gradient):
    nudge = 1e-6
    quotient = (function(SUMS + nudge) - function(SUMS - nudge)) / (2 * nudge)
    np.testing.assert_allclose(gradient(SUMS), quotient, atol=1e-9)


# --- consistent with itself -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_agrees_with_the_definition_in_fifty_digits(shape):
    sums = random_table(shape)
    np.testing.assert_allclose(np.ravel(sigmoid(sums)), in_fifty_digits(exact_sigmoid, sums), rtol=1e-14)
    assert sigmoid(sums).shape == sums.shape


def test_log_odds_and_sigmoid_undo_each_other():
    sums = random_table((20,))
    np.testing.assert_allclose(log_odds(sigmoid(sums)), sums, rtol=1e-9)


def test_the_slopes_of_inverse_functions_multiply_to_one():
    sums = random_table((20,))
    np.testing.assert_allclose(sigmoid_gradient(sums) * log_odds_gradient(sigmoid(sums)), np.ones(20), rtol=1e-9)


def test_the_two_outcomes_share_all_of_the_probability():
    np.testing.assert_allclose(sigmoid(SUMS) + sigmoid(-SUMS), np.ones(7), rtol=1e-15)


def test_the_sigmoid_passes_one_half_where_the_step_fires():
    sums = random_table((50,))
    np.testing.assert_array_equal(step(sums), sigmoid(sums) > 0.5)


def test_the_logarithm_is_that_of_the_sigmoid_where_both_are_well():
    sums = random_table((50,))
    np.testing.assert_allclose(log_sigmoid(sums), np.log(sigmoid(sums)), rtol=1e-12)


def test_no_slope_is_steeper_than_a_quarter():
    assert (sigmoid_gradient(random_table((500,))) < 0.25).all() and sigmoid_gradient(np.zeros(1))[0] == 0.25


def test_exchanging_well_and_ill_exchanges_the_probabilities():
    doses, well, ill = np.array([1.0, 2.0, 4.0, 5.0]), np.array([2, 5, 6, 9]), np.array([8, 6, 3, 2])
    new = np.array([0.0, 3.0, 7.0])
    np.testing.assert_allclose(predict_doses(doses, well, ill, new), 1 - predict_doses(doses, ill, well, new))


def test_the_arguments_are_the_same_afterwards():
    for function in (step, sigmoid, sigmoid_gradient, log_sigmoid, log_sigmoid_gradient):
        sums = random_table((4,))
        function(sums)
        np.testing.assert_array_equal(sums, random_table((4,)))
