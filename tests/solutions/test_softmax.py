"""Softmax is what the book says: by hand, at the boundaries, against derivatives, and consistent with itself.

The oracle is the definition in 50 decimal digits, which needs no shift; derivatives come from complex steps.
"""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from matplotlib.figure import Figure

from solutions.softmax import (
    attend,
    log_weight_jacobian,
    plot_temperature,
    predict_with_theta,
    softmax,
    softmax_jacobian,
    softmax_jvp,
    two_class_parameters,
    weight_jacobian,
)

SEED_000 = np.array([[0.7, -2.0, -2.4]])
SHAPES = [(1, 1), (1, 3), (2, 3), (5, 4), (4, 4), (3, 1)]


def in_fifty_digits(row):
    """Return the softmax of one row as the definition has it."""
    with localcontext() as context:
        context.prec = 50
        powers = [Decimal(float(score)).exp() for score in row]
        return [float(power / sum(powers)) for power in powers]


def by_complex_step(scores, direction):
    """Return the directional derivative of softmax: the imaginary part after a tiny imaginary step."""
    powers = np.exp(scores + 1e-200j * direction)
    return (powers / powers.sum(axis=1, keepdims=True)).imag / 1e-200


def random_table(shape, seed=0):
    return 2 * np.random.default_rng([seed, *shape]).normal(size=shape)


# --- by hand --------------------------------------------------------------------------------------------------------


def test_the_worked_example_of_seed_000_gives_the_printed_probabilities():
    np.testing.assert_array_equal(softmax(SEED_000).round(2), [[0.9, 0.06, 0.04]])


def test_the_worked_example_of_seed_000_to_three_decimals():
    np.testing.assert_array_equal(softmax(SEED_000).round(3), [[0.899, 0.06, 0.041]])


def test_equal_scores_share_alike_and_twice_the_power_gets_twice_the_share():
    np.testing.assert_allclose(softmax(np.array([[0, 0, 0], [0, 0, np.log(2)]])), [[1 / 3] * 3, [1 / 4, 1 / 4, 1 / 2]])


def test_two_equal_scores_change_at_a_quarter_along_the_first():
    np.testing.assert_allclose(softmax_jvp(np.zeros((1, 2)), np.array([[1.0, 0.0]])), [[0.25, -0.25]])


def test_the_jacobian_of_the_seeds_catalogue_has_the_printed_first_column():
    scores, direction = np.array([[0.0, -3.0, 1.0]]), np.array([[1.0, 0.0, 0.0]])
    expected = [[0.194957176034, -0.00350654070177, -0.191450635332]]
    np.testing.assert_allclose(softmax_jvp(scores, direction), expected, rtol=1e-10)


# --- the definition, in fifty digits ----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_every_row_agrees_with_the_definition_in_fifty_digits(shape):
    scores = random_table(shape)
    np.testing.assert_allclose(softmax(scores), [in_fifty_digits(row) for row in scores], rtol=1e-14)


@pytest.mark.parametrize("centre", [1e4, -1e4, 708.0, -745.0])
def test_scores_of_any_size_agree_with_the_definition_without_a_warning(centre):
    scores = centre + random_table((3, 4))
    np.testing.assert_allclose(softmax(scores), [in_fifty_digits(row) for row in scores], rtol=1e-11)


def test_scores_that_are_far_apart_give_one_and_zeros():
    np.testing.assert_array_equal(softmax(np.array([[1e4, -1e4, 0.0], [-1e4, -1e4, 1e4]])), [[1, 0, 0], [0, 0, 1]])


def test_single_precision_is_as_right_as_it_can_be():
    scores = random_table((4, 3)).astype(np.float32)
    found = softmax(scores)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, [in_fifty_digits(row) for row in scores], rtol=1e-6)


def test_single_precision_does_not_overflow_where_it_would_first():
    assert np.isfinite(softmax(np.array([[100.0, 0.0], [1e4, -1e4]], dtype=np.float32))).all()


def test_a_single_class_is_certain():
    np.testing.assert_array_equal(softmax(random_table((3, 1))), np.ones((3, 1)))


def test_whole_numbers_are_scores_too():
    np.testing.assert_array_equal(softmax(np.array([[1, 2, 3]])), softmax(np.array([[1.0, 2.0, 3.0]])))


# --- derivatives ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_the_jacobian_product_is_the_complex_step_derivative(shape):
    scores, direction = random_table(shape), random_table(shape, seed=1)
    np.testing.assert_allclose(
        softmax_jvp(scores, direction), by_complex_step(scores, direction), rtol=1e-11, atol=1e-15
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_the_jacobian_product_is_the_difference_quotient_of_our_own_softmax(shape):
    scores, direction, step = random_table(shape), random_table(shape, seed=1), 1e-6
    quotient = (softmax(scores + step * direction) - softmax(scores - step * direction)) / (2 * step)
    np.testing.assert_allclose(softmax_jvp(scores, direction), quotient, atol=1e-9)


def test_the_jacobian_product_is_finite_for_large_scores():
    found = softmax_jvp(np.array([[1e4, -1e4, 9999.0]]), np.array([[1.0, 2.0, 3.0]]))
    p = 1 / (1 + np.exp(-1))
    np.testing.assert_allclose(found, [[-2 * p * (1 - p), 0, 2 * p * (1 - p)]], atol=1e-12)


# --- consistent with itself -------------------------------------------------------------------------------------------


def test_each_row_sums_to_one_and_is_positive():
    found = softmax(random_table((5, 4)))
    np.testing.assert_allclose(found.sum(axis=1), np.ones(5), rtol=1e-14)
    assert (found > 0).all()


def test_a_shift_of_a_row_changes_nothing_and_a_scale_does():
    scores = random_table((5, 4))
    np.testing.assert_allclose(softmax(scores + np.arange(5)[:, None]), softmax(scores), rtol=1e-13)
    assert np.abs(softmax(2 * scores) - softmax(scores)).max() > 0.05


def test_rows_do_not_know_of_each_other():
    scores = random_table((5, 4))
    np.testing.assert_array_equal(softmax(scores)[2:3], softmax(scores[2:3]))


def test_exchanged_classes_exchange_their_probabilities():
    scores, order = random_table((3, 4)), [2, 0, 3, 1]
    np.testing.assert_allclose(softmax(scores[:, order]), softmax(scores)[:, order], rtol=1e-14)


def test_two_classes_are_the_logistic_function_of_the_difference():
    scores = random_table((6, 2))
    np.testing.assert_allclose(softmax(scores)[:, 0], 1 / (1 + np.exp(scores[:, 1] - scores[:, 0])), rtol=1e-13)


def test_the_changes_of_a_row_cancel_and_a_common_direction_changes_nothing():
    scores, direction = random_table((5, 4)), random_table((5, 4), seed=1)
    np.testing.assert_allclose(softmax_jvp(scores, direction).sum(axis=1), np.zeros(5), atol=1e-15)
    np.testing.assert_allclose(softmax_jvp(scores, np.full((5, 4), 7.0)), np.zeros((5, 4)), atol=1e-14)


def test_the_jacobian_is_linear_and_symmetric():
    scores, u, v = random_table((5, 4)), random_table((5, 4), seed=1), random_table((5, 4), seed=2)
    np.testing.assert_allclose(
        softmax_jvp(scores, 2 * u - v), 2 * softmax_jvp(scores, u) - softmax_jvp(scores, v), atol=1e-14
    )
    np.testing.assert_allclose(
        (u * softmax_jvp(scores, v)).sum(axis=1), (v * softmax_jvp(scores, u)).sum(axis=1), atol=1e-14
    )


@pytest.mark.parametrize("function", [softmax, softmax_jvp])
def test_the_arguments_are_the_same_afterwards(function):
    arguments = [random_table((2, 3)), random_table((2, 3), seed=1)][: function.__code__.co_argcount]
    copies = [argument.copy() for argument in arguments]
    function(*arguments)
    np.testing.assert_array_equal(arguments, copies)


# --- the classifier around it -----------------------------------------------------------------------------------------

SEED_002 = np.array([[0.2, 0.4, -0.5], [-0.1, 0.3, 0.1]])  # the catalogue keeps a class in a row
SEED_003 = np.array([[0.1, 0.05, -0.1], [0.1, -0.1, 0.1], [0.2, 0.2, -0.1]])
INPUTS_002 = np.array([1.0, 2.0])


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        (
            [0.0, -3.0, 1.0],
            [
                [0.194957176034, -0.00350654070177, -0.191450635332],
                [-0.00350654070177, 0.0130383065721, -0.00953176587037],
                [-0.191450635332, -0.00953176587037, 0.200982401203],
            ],
        ),
        (
            [0.2, -0.4, 1.0],
            [
                [0.19474966509, -0.0385246214526, -0.156225043637],
                [-0.0385246214526, 0.12426274325, -0.0857381217974],
                [-0.156225043637, -0.0857381217974, 0.241963165434],
            ],
        ),
        ([0.38, -0.09], [[0.236686588761, -0.236686588761], [-0.236686588761, 0.236686588761]]),
    ],
)
def test_the_jacobians_of_the_seeds_are_those_of_the_catalogue(scores, expected):
    np.testing.assert_allclose(softmax_jacobian(np.array(scores)), expected, rtol=1e-10)


def test_the_jacobian_times_a_direction_is_the_product_without_it():
    scores, direction = random_table((1, 5)), random_table((1, 5), seed=1)
    found = softmax_jacobian(scores[0]) @ direction[0]
    np.testing.assert_allclose(found, softmax_jvp(scores, direction)[0], rtol=1e-12, atol=1e-15)


def test_the_slopes_by_the_weights_of_seed_002_are_those_of_the_catalogue():
    expected = [  # (probability, class of the weights) for the first input, which is 1
        [0.173967727327, -0.136709926054, -0.0372578012731],
        [-0.136709926054, 0.237987130223, -0.101277204169],
        [-0.0372578012731, -0.101277204169, 0.138535005442],
    ]
    found = weight_jacobian(INPUTS_002, SEED_002)
    np.testing.assert_allclose(found, np.multiply.outer(expected, INPUTS_002).transpose(0, 2, 1), rtol=1e-10)


def test_the_slopes_of_the_logarithms_of_seed_002_are_those_of_the_catalogue():
    expected = [
        [0.775739501473, -0.609603237986, -0.166136263488],
        [-0.224260498527, 0.390396762014, -0.166136263488],
        [-0.224260498527, -0.609603237986, 0.833863736512],
    ]
    found = log_weight_jacobian(INPUTS_002, SEED_002)
    np.testing.assert_allclose(found, np.multiply.outer(expected, INPUTS_002).transpose(0, 2, 1), rtol=1e-10)


@pytest.mark.parametrize("of_logarithm", [False, True])
def test_the_slopes_by_each_weight_are_complex_steps(of_logarithm):
    inputs, weights = random_table((1, 4))[0], random_table((4, 3))
    found = (log_weight_jacobian if of_logarithm else weight_jacobian)(inputs, weights)
    for i, k in np.ndindex(4, 3):
        moved = weights.astype(complex)
        moved[i, k] += 1e-200j
        powers = np.exp(inputs @ moved)
        shares = np.log(powers / powers.sum()) if of_logarithm else powers / powers.sum()
        np.testing.assert_allclose(found[:, i, k], shares.imag / 1e-200, rtol=1e-11, atol=1e-15)


def test_the_slopes_by_the_weights_are_finite_for_large_scores():
    inputs, weights = np.array([1.0, -1.0]), np.array([[1e4, 0.0, -1e4], [0.0, 1e4, 1.0]])
    assert np.isfinite(weight_jacobian(inputs, weights)).all()
    np.testing.assert_array_equal(
        log_weight_jacobian(inputs, weights)[:, 0], np.array([[0, 0, 0], [-1, 1, 0], [-1, 0, 1]])
    )


@pytest.mark.parametrize(
    ("inputs", "theta", "expected"),
    [
        (
            [[1.4], [4.5]],
            [[0.1, 0.05], [0.2, -0.1]],
            [[0.615383756391, 0.384616243609], [0.802183888559, 0.197816111441]],
        ),
        ([[1.4, 0.2]], SEED_003, [[0.401610406447, 0.288727252788, 0.309662340766]]),
        (
            [[1.5, 0.2], [4.7, 1.6], [5.6, 2.2]],
            SEED_003,
            [
                [0.403919689088, 0.284637394103, 0.311442916809],
                [0.532426452524, 0.197837259442, 0.269736288034],
                [0.576857950687, 0.179037637699, 0.244104411614],
            ],
        ),
    ],
)
def test_the_predictions_of_seed_003_are_those_of_the_catalogue(inputs, theta, expected):
    np.testing.assert_allclose(predict_with_theta(np.array(inputs), np.array(theta)), expected, rtol=1e-10)


def test_a_logistic_regression_and_its_softmax_say_the_same():
    inputs, weights, bias = np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, 0.0]]), np.array([0.8, -0.5]), 0.3
    found = two_class_parameters(weights, bias)
    expected = [0.524979187479, 0.320821300825, 0.574442516812]
    np.testing.assert_allclose(softmax(inputs @ found[0] + found[1])[:, 1], expected, rtol=1e-10)
    theta = np.vstack([found[1], found[0]])
    np.testing.assert_allclose(predict_with_theta(inputs, theta)[:, 1], expected, rtol=1e-10)


def test_a_query_that_fits_no_key_better_gets_the_plain_mean():
    values = random_table((4, 2))
    np.testing.assert_allclose(attend(np.zeros((3, 5)), random_table((4, 5)), values, 2.0), [values.mean(axis=0)] * 3)


def test_at_a_low_temperature_a_query_gets_the_value_of_the_key_that_fits_best():
    queries, keys, values = random_table((3, 5)), random_table((4, 5), seed=1), random_table((4, 2), seed=2)
    found = attend(queries, keys, values, 1e-4)
    np.testing.assert_allclose(found, values[np.argmax(queries @ keys.T, axis=1)], atol=1e-12)


# --- the plot, on real axes -------------------------------------------------------------------------------------------


@pytest.fixture
def drawn():
    axes = Figure().subplots()
    plot_temperature(axes, SEED_000[0], np.array([0.5, 1.0, 4.0, 1e6]))
    return axes


def test_the_plot_has_one_line_a_class_in_order_each_with_its_label(drawn):
    assert [line.get_label() for line in drawn.lines] == ["class 0", "class 1", "class 2"]


def test_the_lines_show_the_probabilities_of_the_divided_scores(drawn):
    expected = np.array([in_fifty_digits(SEED_000[0] / t) for t in (0.5, 1.0, 4.0, 1e6)])
    np.testing.assert_allclose([line.get_ydata() for line in drawn.lines], expected.T, rtol=1e-13)
    for line in drawn.lines:
        np.testing.assert_array_equal(line.get_xdata(), [0.5, 1.0, 4.0, 1e6])


def test_a_high_temperature_makes_all_classes_alike(drawn):
    np.testing.assert_allclose([line.get_ydata()[-1] for line in drawn.lines], [1 / 3] * 3, atol=1e-5)


def test_both_axes_say_what_they_show(drawn):
    assert (drawn.get_xlabel(), drawn.get_ylabel()) == ("temperature", "probability")
