"""Neurons are what the book says: by hand, at the boundaries, against derivatives, and consistent with themselves.

The oracle is plain arithmetic with fractions, number by number; derivatives come from central differences.
"""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from solutions.neurons import (
    add_ones,
    inside,
    layer_by_rows,
    n_parameters,
    side,
    signed_distance,
    unit_normal,
    weighted_sum,
    weighted_sum_gradient,
)

LINE = np.array([1.0, 2.0, 3.0])  # 1 + 2 x1 + 3 x2 = 0, the line of seed 002
SHAPES = [(1, 1), (1, 3), (4, 2), (3, 3), (5, 4)]
# a triangle: x1 > 0, x2 > 0, x1 + x2 < 4
TRIANGLE = (np.array([[1.0, 0.0, -1.0], [0.0, 1.0, -1.0]]), np.array([0.0, 0.0, 4.0]))


def random_table(*shape, seed=0):
    return 2 * np.random.default_rng([seed, *shape]).normal(size=shape)


def exact_sum(row, weights, bias):
    """Return the weighted sum of one sample, in fractions."""
    return sum((Fraction(x) * Fraction(w) for x, w in zip(row, weights, strict=True)), Fraction(bias))


# --- by hand --------------------------------------------------------------------------------------------------------


def test_the_first_neuron_of_the_seeds_gives_six_tenths():
    np.testing.assert_allclose(weighted_sum(np.array([[1, 1]]), np.array([0.2, 0.3]), 0.1), [0.6])


def test_four_points_lie_where_the_catalogue_has_them():
    points = np.array([[1, 1], [-1, -1], [1, -1], [-0.5, 0.2]])
    np.testing.assert_allclose(weighted_sum(points, LINE[1:], LINE[0]), [6, -4, 0, 0.6])
    np.testing.assert_array_equal(side(points, LINE[1:], LINE[0]), [1, -1, 0, 1])


def test_a_constant_input_takes_in_the_bias_as_in_the_catalogue():
    inputs, theta = np.array([[1, 2], [1, 3], [2, 2]]), np.array([0.01, 0.02, 0.03])
    np.testing.assert_array_equal(add_ones(inputs), [[1, 1, 2], [1, 1, 3], [1, 2, 2]])
    np.testing.assert_allclose(add_ones(inputs) @ theta, [0.09, 0.12, 0.11])
    np.testing.assert_allclose(weighted_sum(inputs, theta[1:], theta[0]), [0.09, 0.12, 0.11])


def test_the_corrected_normal_and_distance_of_the_seeds_line():
    np.testing.assert_allclose(unit_normal(LINE), [0.554700196225, 0.832050294338], rtol=1e-11)
    np.testing.assert_allclose(-signed_distance(np.zeros((1, 2)), LINE), [-0.277350098113], rtol=1e-11)


@pytest.mark.parametrize(("bias", "offset"), [(-2, 0.4), (0, 0.0), (1, -0.2), (4, -0.8)])
@pytest.mark.parametrize("factor", [1, 2])
def test_the_line_with_the_weights_three_and_four_lies_where_the_catalogue_has_it(bias, offset, factor):
    theta = factor * np.array([bias, 3.0, 4.0])
    np.testing.assert_allclose(signed_distance(offset * unit_normal(theta)[None, :], theta), [0], atol=1e-15)
    np.testing.assert_allclose(signed_distance(np.zeros((1, 2)), theta), [-offset])


@pytest.mark.parametrize(("widths", "count"), [([2, 5, 8], 63), ([8, 3, 1], 31), ([4, 3], 15)])
def test_networks_of_the_catalogue_have_as_many_parameters_as_it_says(widths, count):
    assert n_parameters(widths) == count


@pytest.mark.parametrize(("widths", "shapes"), [([2, 5, 8], [(4, 5), (4, 8)]), ([8, 3, 1], [(4, 3), (4, 1)])])
def test_layers_of_the_catalogue_have_the_shapes_that_it_says(widths, shapes):
    found, values = [], random_table(4, widths[0])
    for before, after in pairwise(widths):
        values = layer_by_rows(values, random_table(after, 1 + before))
        found.append(values.shape)
    assert found == shapes


def test_templates_in_rows_give_the_scores_of_the_catalogue():
    theta = np.array([[0.1, 1, -1, 0.5], [0, -0.5, 0.8, 0.2], [-0.2, 0.3, 0.4, -0.9]])
    np.testing.assert_allclose(layer_by_rows(np.array([[0.9, -0.7, 0.4]]), theta), [[1.9, -0.93, -0.57]])


def test_a_point_is_inside_a_triangle_when_it_is_on_the_inner_side_of_all_three():
    points = np.array([[1, 1], [3, 0.5], [3, 2], [-1, 1], [1, -1], [-1, -1], [5, -0.5]])
    np.testing.assert_array_equal(inside(points, *TRIANGLE), [1, 1, 0, 0, 0, 0, 0])


# --- at the boundaries ----------------------------------------------------------------------------------------------


def test_a_point_on_a_side_is_not_inside():
    np.testing.assert_array_equal(inside(np.array([[0.0, 1.0], [2.0, 2.0], [0.0, 0.0]]), *TRIANGLE), [0, 0, 0])


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_large_inputs_are_weighed_exactly(size):
    inputs = size + random_table(3, 4)
    found = weighted_sum(inputs, random_table(4), 0.5)
    np.testing.assert_allclose(found, [float(exact_sum(row, random_table(4), 0.5)) for row in inputs], rtol=1e-12)


def test_a_long_and_a_short_normal_both_get_the_length_one():
    for factor in (1e-150, 1e-4, 1e4, 1e150):
        np.testing.assert_allclose(unit_normal(factor * LINE), unit_normal(LINE), rtol=1e-14)


def test_single_precision_stays_single_precision():
    inputs, theta = random_table(3, 2).astype(np.float32), LINE.astype(np.float32)
    for found in (
        weighted_sum(inputs, theta[1:], np.float32(1)),
        add_ones(inputs),
        unit_normal(theta),
        signed_distance(inputs, theta),
        layer_by_rows(inputs, theta[None, :]),
    ):
        assert found.dtype == np.float32
    np.testing.assert_allclose(
        signed_distance(inputs, theta), signed_distance(inputs.astype(float), LINE), rtol=1e-5, atol=1e-6
    )


def test_a_network_of_inputs_alone_has_no_parameters():
    assert n_parameters([7]) == 0


# --- derivatives ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_the_gradient_is_the_difference_quotient_of_a_loss(shape):
    inputs, upstream, theta, step = (
        random_table(*shape),
        random_table(shape[0], seed=1),
        random_table(1 + shape[1]),
        1e-3,
    )

    def loss(at):
        return float(upstream @ weighted_sum(inputs, at[1:], at[0]))  # linear, so no step is too large

    quotient = [(loss(theta + step * nudge) - loss(theta - step * nudge)) / (2 * step) for nudge in np.eye(len(theta))]
    np.testing.assert_allclose(weighted_sum_gradient(inputs, upstream), quotient, rtol=1e-9, atol=1e-9)


def test_the_weighted_sum_grows_fastest_along_the_unit_normal():
    theta, step = random_table(4), 1e-6
    directions = random_table(200, 3)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    growth = weighted_sum(step * directions, theta[1:], 0.0)
    best = weighted_sum(step * unit_normal(theta)[None, :], theta[1:], 0.0)
    assert (growth < best).all()


# --- consistent with themselves -------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_every_sample_has_the_sum_that_fractions_give(shape):
    inputs, weights = random_table(*shape), random_table(shape[1], seed=1)
    expected = [float(exact_sum(row, weights, -0.7)) for row in inputs]
    np.testing.assert_allclose(weighted_sum(inputs, weights, -0.7), expected, rtol=1e-13, atol=1e-15)


def test_a_step_along_the_normal_changes_the_distance_by_its_length():
    inputs, theta = random_table(5, 3), random_table(4)
    moved = signed_distance(inputs + 2.5 * unit_normal(theta), theta)
    np.testing.assert_allclose(moved, signed_distance(inputs, theta) + 2.5, rtol=1e-13)


def test_the_foot_of_the_distance_lies_on_the_boundary():
    inputs, theta = random_table(5, 3), random_table(4)
    feet = inputs - signed_distance(inputs, theta)[:, None] * unit_normal(theta)
    np.testing.assert_allclose(weighted_sum(feet, theta[1:], theta[0]), np.zeros(5), atol=1e-14)


def test_a_positive_factor_moves_no_boundary_and_a_negative_one_exchanges_the_sides():
    inputs, theta = random_table(5, 3), random_table(4)
    np.testing.assert_allclose(signed_distance(inputs, 3 * theta), signed_distance(inputs, theta), rtol=1e-13)
    np.testing.assert_array_equal(side(inputs, -theta[1:], -theta[0]), -side(inputs, theta[1:], theta[0]))


def test_rows_of_parameters_are_neurons_one_by_one():
    inputs, theta = random_table(5, 3), random_table(2, 4)
    one_by_one = [weighted_sum(inputs, row[1:], row[0]) for row in theta]
    np.testing.assert_allclose(layer_by_rows(inputs, theta), np.transpose(one_by_one), rtol=1e-13)


def test_the_parameters_are_as_many_as_the_arrays_hold():
    widths = [3, 7, 2, 5]
    arrays = [np.ones((1 + before, after)) for before, after in pairwise(widths)]
    assert n_parameters(widths) == sum(array.size for array in arrays)


def test_the_two_layers_agree_with_asking_every_side():
    points, weights, bias = random_table(200, 2), random_table(2, 4), np.full(4, 2.0)
    expected = np.all([[float(exact_sum(p, weights[:, k], bias[k])) > 0 for k in range(4)] for p in points], axis=1)
    assert 0 < expected.sum() < 200
    np.testing.assert_array_equal(inside(points, weights, bias), expected)


def test_the_arguments_are_the_same_afterwards():
    inputs, theta, bias = random_table(3, 2), random_table(3), random_table(2)
    copies = [each.copy() for each in (inputs, theta, bias)]
    side(inputs, theta[1:], theta[0])
    weighted_sum_gradient(inputs, theta)
    signed_distance(inputs, theta)
    layer_by_rows(inputs, theta[None, :])
    inside(inputs, inputs[:2], bias)
    for before, after in zip(copies, (inputs, theta, bias), strict=True):
        np.testing.assert_array_equal(before, after)
