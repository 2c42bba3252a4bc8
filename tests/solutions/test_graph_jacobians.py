"""The composition and the network node by node give the seeds' numbers and agree with complex steps and differences."""

from __future__ import annotations

import numpy as np
import pytest

from solutions.computation_graphs import ArrayValue, numerical_gradient
from solutions.graph_jacobians import backward_pass, composition_jacobian, forward_pass

# --- composition_jacobian ---------------------------------------------------------------------------------------------


def composed(x):
    a, b = x
    c, d, e = a - 5 * b, a * b, a - b
    return np.array([3 * c * d, d - e])


def by_complex_step(f, x):
    return np.column_stack([f(x + 1e-200j * unit).imag / 1e-200 for unit in np.eye(len(x))])


def test_the_composition_has_the_jacobian_of_the_seeds_catalogue():
    np.testing.assert_array_equal(composition_jacobian(2.0, 3.0), [[-99, -168], [2, 3]])


@pytest.mark.parametrize("x", [(0.5, -1.5), (-2.0, 0.3), (0.0, 0.0), (1e4, -1e4)], ids=str)
def test_the_jacobian_of_the_composition_agrees_with_complex_steps(x):
    np.testing.assert_allclose(composition_jacobian(*x), by_complex_step(composed, np.array(x)), rtol=1e-12, atol=1e-12)


def test_each_row_is_the_gradient_of_its_result():
    x = np.array([1.2, -0.7])
    for row, i in zip(composition_jacobian(*x), range(2), strict=True):
        np.testing.assert_allclose(row, numerical_gradient(lambda x, i=i: composed(x)[i], x), rtol=1e-8)


def test_whole_numbers_and_single_precision_are_points_too():
    for kind in (int, np.float32):
        np.testing.assert_array_equal(composition_jacobian(kind(2), kind(3)), [[-99, -168], [2, 3]])


# --- the network ------------------------------------------------------------------------------------------------------

X = np.array([[1.0, 1.0, 2.0], [1.0, 1.0, 3.0], [1.0, 2.0, 2.0]])
W = np.array([[0.01, 0.03, 0.02], [0.02, 0.01, 0.03], [0.03, 0.02, 0.01]])  # the seeds have the units in rows
V = np.array([0.01, 0.02, 0.03, 0.04])
Y = np.array([8.0, 11.0, 10.0])


def random_network(n_samples, n_inputs, n_hidden, seed=0):
    rng = np.random.default_rng([seed, n_samples, n_inputs, n_hidden])
    X = np.hstack([np.ones((n_samples, 1)), rng.normal(size=(n_samples, n_inputs))])
    return X, rng.normal(size=(n_inputs + 1, n_hidden)), rng.normal(size=n_hidden + 1), rng.normal(size=n_samples)


def test_the_way_forward_has_the_numbers_of_the_seeds_catalogue():
    sums, activations, outputs = forward_pass(X, W, V)
    np.testing.assert_allclose(sums, [[0.09, 0.08, 0.07], [0.12, 0.10, 0.08], [0.11, 0.09, 0.10]], rtol=1e-12)
    np.testing.assert_allclose(
        activations.T,
        [
            [0.522484824792, 0.529964051765, 0.527472304345],
            [0.519989340156, 0.524979187479, 0.522484824792],
            [0.517492857666, 0.519989340156, 0.524979187479],
        ],
        rtol=1e-11,
    )
    np.testing.assert_allclose(outputs, [0.0567490910072, 0.0571482302659, 0.0572231583298], rtol=1e-11)


def test_the_squared_errors_are_those_of_the_seeds_catalogue():
    errors = (forward_pass(X, W, V)[2] - Y) ** 2
    np.testing.assert_allclose(errors, [63.0952350032, 119.746004854, 98.8588113233], rtol=1e-11)
    assert errors.sum() == pytest.approx(281.700051181, rel=1e-11)


def test_the_way_back_has_the_numbers_of_the_seeds_catalogue():
    grad_outputs, grad_v, grad_activations, grad_sums, grad_W = backward_pass(X, W, V, Y)
    np.testing.assert_allclose(grad_outputs, [-15.886501818, -21.8857035395, -19.8855536833], rtol=1e-11)
    np.testing.assert_allclose(grad_v, [-57.6577590408, -30.3881710669, -30.1402504914, -30.0409855817], rtol=1e-11)
    np.testing.assert_allclose(
        grad_W.T,
        [
            [-0.28743499866, -0.38656260359, -0.68390551589],
            [-0.431531479368, -0.580371527396, -1.0267960613],
            [-0.575537030053, -0.773896255437, -1.36958129742],
        ],
        rtol=1e-11,
    )
    slopes = grad_sums / grad_activations
    np.testing.assert_allclose(slopes[:, 0], [0.249494432654, 0.249102155602, 0.249245272494], rtol=1e-11)
    np.testing.assert_allclose(slopes[:, 2], [0.249693999931, 0.24960042628, 0.249376040193], rtol=1e-11)
    np.testing.assert_array_equal(grad_activations, np.outer(grad_outputs, [0.02, 0.03, 0.04]))


@pytest.mark.parametrize("sizes", [(1, 1, 1), (1, 2, 3), (5, 2, 3), (4, 3, 2), (3, 2, 3)], ids=str)
def test_both_parameters_gradients_agree_with_differences(sizes):
    X, W, v, y = random_network(*sizes)

    def loss(parameters):
        hidden, output = parameters[: W.size].reshape(W.shape), parameters[W.size :]
        return np.sum((forward_pass(X, hidden, output)[2] - y) ** 2)

    _, grad_v, _, _, grad_W = backward_pass(X, W, v, y)
    expected = numerical_gradient(loss, np.concatenate([W.ravel(), v]))
    np.testing.assert_allclose(np.concatenate([grad_W.ravel(), grad_v]), expected, rtol=1e-6, atol=1e-8)


def test_every_node_on_the_way_back_agrees_with_the_engine_for_arrays():
    X, W, v, y = random_network(5, 2, 3)
    one = ArrayValue(1.0)
    weights, bias, others = ArrayValue(W), ArrayValue(v[:1]), ArrayValue(v[1:, None])
    sums = ArrayValue(X) @ weights
    activations = sums.apply(lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2)
    outputs = activations @ others + bias
    errors = outputs + ArrayValue(-y[:, None]) * one
    (errors * errors).sum().backward()
    expected = (outputs.grad[:, 0], np.append(bias.grad, others.grad), activations.grad, sums.grad, weights.grad)
    for found, right in zip(backward_pass(X, W, v, y), expected, strict=True):
        np.testing.assert_allclose(found, right, rtol=1e-11, atol=1e-14)


def test_one_sample_and_single_precision_are_enough():
    X, W, v, y = (part.astype(np.float32) for part in random_network(1, 2, 3))
    for part in (*forward_pass(X, W, v), *backward_pass(X, W, v, y)):
        assert part.dtype == np.float32
        assert np.isfinite(part).all()


def test_sums_of_ten_thousand_close_or_open_a_unit_for_good():
    X = np.array([[1.0, 1e4], [1.0, -1e4]])
    with np.errstate(over="raise"):
        _, activations, outputs = forward_pass(X, np.array([[0.0], [1.0]]), np.array([0.5, 2.0]))
        parts = backward_pass(X, np.array([[0.0], [1.0]]), np.array([0.5, 2.0]), np.array([1.0, 1.0]))
    np.testing.assert_array_equal(activations, [[1], [0]])
    np.testing.assert_array_equal(outputs, [2.5, 0.5])
    assert not parts[4].any()


def test_three_times_the_same_sample_has_three_times_the_gradient():
    X, W, v, y = random_network(1, 2, 3)
    once, thrice = backward_pass(X, W, v, y), backward_pass(np.repeat(X, 3, 0), W, v, np.repeat(y, 3))
    np.testing.assert_allclose(3 * once[4], thrice[4], rtol=1e-12)
    np.testing.assert_allclose(3 * once[1], thrice[1], rtol=1e-12)


def test_the_arguments_are_the_same_afterwards():
    parts = random_network(5, 2, 3)
    before = [part.copy() for part in parts]
    backward_pass(*parts)
    for part, was in zip(parts, before, strict=True):
        np.testing.assert_array_equal(part, was)
