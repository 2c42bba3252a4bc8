"""The engine for arrays agrees with complex steps, wherever NumPy stretches an array and however often it is used.

A graph is written as a function of arrays; the same function runs on ``ArrayValue`` and, wrapped, on complex arrays.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest

from solutions.computation_graphs import ArrayValue, Value, undo_broadcast

STEP = 1e-200


class Plain:
    """A complex array with the operations of the engine and no memory: the oracle's side."""

    def __init__(self, data):
        self.data = np.asarray(data)

    def __add__(self, other):
        return Plain(self.data + other.data)

    def __mul__(self, other):
        return Plain(self.data * other.data)

    def __matmul__(self, other):
        return Plain(self.data @ other.data)

    def sum(self, axis=None):
        return Plain(self.data.sum(axis=axis, keepdims=True))

    def apply(self, function, slope):
        return Plain(function(self.data))


def by_complex_step(f, *arrays):
    """Return the gradient of the sum of f's entries by each array: one tiny imaginary step for each entry."""
    gradients = []
    for which, array in enumerate(arrays):
        gradient = np.zeros(np.shape(array))
        for place in np.ndindex(gradient.shape):
            moved = [np.array(other, dtype=complex) for other in arrays]
            moved[which][place] += 1j * STEP
            gradient[place] = f(*map(Plain, moved)).data.sum().imag / STEP
        gradients.append(gradient)
    return gradients


def by_backward(f, *arrays):
    inputs = [ArrayValue(array) for array in arrays]
    f(*inputs).backward()
    return [value.grad for value in inputs]


def random_array(shape, seed=0):
    rng = np.random.default_rng([seed, *shape])
    return rng.uniform(0.5, 1.5, shape) * rng.choice([-1.0, 1.0], shape)


def assert_agree(f, *arrays):
    for found, expected, array in zip(by_backward(f, *arrays), by_complex_step(f, *arrays), arrays, strict=True):
        assert found.shape == np.shape(array)
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)


# --- undo_broadcast ---------------------------------------------------------------------------------------------------

SHAPES = [(), (1,), (4,), (1, 1), (3, 1), (1, 4), (3, 4), (1, 3, 4), (2, 1, 1), (2, 3, 1), (2, 1, 4), (1, 1, 1)]


def test_the_gradient_of_a_bias_adds_up_the_samples():
    np.testing.assert_array_equal(undo_broadcast(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), (2,)), [9, 12])


def test_a_column_adds_up_its_row_and_stays_a_column():
    np.testing.assert_array_equal(undo_broadcast(np.array([[1.0, 2.0], [3.0, 4.0]]), (2, 1)), [[3], [7]])


def test_a_number_gets_the_sum_of_everything():
    found = undo_broadcast(np.arange(6.0).reshape(2, 3), ())
    assert np.shape(found) == ()
    assert found == 15


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_each_entry_gets_what_all_its_copies_got(shape):
    gradient = random_array((2, 3, 4))
    owner = np.broadcast_to(np.arange(np.prod(shape, dtype=int)).reshape(shape), gradient.shape)
    expected = np.bincount(owner.ravel(), weights=gradient.ravel()).reshape(shape)
    found = undo_broadcast(gradient, shape)
    assert np.shape(found) == shape
    np.testing.assert_allclose(found, expected, rtol=1e-13)


def test_an_array_that_was_not_stretched_keeps_its_gradient():
    gradient = random_array((2, 1, 4))
    np.testing.assert_array_equal(undo_broadcast(gradient, (2, 1, 4)), gradient)


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_large_gradients_and_single_precision_stay_what_they_are(size):
    found = undo_broadcast(np.full((3, 2), size, dtype=np.float32), (2,))
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, [3 * size, 3 * size])


def test_undoing_is_the_counterpart_of_stretching():
    for shape in SHAPES:
        small, large = random_array(shape), random_array((2, 3, 4), seed=1)
        np.testing.assert_allclose(np.sum(small * large), np.sum(small * undo_broadcast(large, shape)), rtol=1e-12)


# --- ArrayValue -------------------------------------------------------------------------------------------------------


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


GRAPHS = {
    "a sum": lambda a, b: a + b,
    "a product": lambda a, b: a * b,
    "used twice": lambda a, b: a * b + a,
    "a square of a sum": lambda a, b: (a + b) * (a + b),
    "two ways of different length": lambda a, b: (a * b) * ((a * b + a) * b),
    "sums along axes": lambda a, b: (a * b).sum(axis=0) * (a + b).sum(axis=-1),
    "a function of each entry": lambda a, b: (a * b + b).apply(sigmoid, sigmoid_slope) * a,
}
PAIRS = [((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 1), (1, 4)), ((3, 4), ()), ((2, 1, 4), (3, 1)), ((1,), (3, 2))]


@pytest.mark.parametrize("shapes", PAIRS, ids=str)
@pytest.mark.parametrize("name", GRAPHS)
def test_the_sweep_over_arrays_agrees_with_complex_steps(name, shapes):
    first, second = shapes
    assert_agree(GRAPHS[name], random_array(first), random_array(second, seed=1))


def test_a_matrix_product_agrees_with_complex_steps():
    assert_agree(lambda a, b: (a @ b) * (a @ b), random_array((2, 3)), random_array((3, 4), seed=1))


def test_a_layer_by_hand():
    X, W, b = ArrayValue([[1.0, 2.0], [3.0, -1.0]]), ArrayValue([[5.0], [7.0]]), ArrayValue([0.5])
    output = X @ W + b
    output.backward()
    np.testing.assert_array_equal(output.data, [[19.5], [8.5]])
    np.testing.assert_array_equal(W.grad, [[4], [1]])
    np.testing.assert_array_equal(b.grad, [2])
    np.testing.assert_array_equal(X.grad, [[5, 7], [5, 7]])


def test_a_network_of_two_layers_agrees_with_complex_steps():
    def loss(X, W1, b1, W2, b2):
        hidden = (X @ W1 + b1).apply(sigmoid, sigmoid_slope)
        scores = hidden @ W2 + b2
        return scores.apply(np.exp, np.exp).sum(axis=1).apply(np.log, np.reciprocal).sum()

    sizes = [(5, 2), (2, 3), (3,), (3, 4), (4,)]
    assert_agree(loss, *(random_array(shape, seed) for seed, shape in enumerate(sizes)))


def test_arrays_of_one_entry_have_the_gradients_of_single_values():
    numbers = [1.5, -2.0, 0.7]
    gradients = []
    engines: tuple[Any, ...] = (Value, ArrayValue)
    for engine in engines:
        a, b, c = map(engine, numbers)
        product = a * b
        ((product + c) * product + a * product).backward()
        gradients.append([float(value.grad) for value in (a, b, c)])
    np.testing.assert_allclose(gradients[0], gradients[1], rtol=1e-14)


def test_the_sweep_leaves_the_arrays_as_they_were_and_shares_no_memory_between_gradients():
    a, b = random_array((2, 3)), random_array((3,))
    before = a.copy(), b.copy()
    first, second = ArrayValue(a), ArrayValue(b)
    total = first + second
    total.backward()
    first.grad[:] = 7
    assert (total.grad == 1).all()
    np.testing.assert_array_equal(a, before[0])
    np.testing.assert_array_equal(b, before[1])


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_single_precision_and_large_numbers_have_finite_gradients(size):
    a, b = ArrayValue(np.full((2, 3), size, dtype=np.float32)), ArrayValue(np.ones(3, dtype=np.float32))
    (a * a * b).backward()
    np.testing.assert_allclose(b.grad, np.full(3, 2 * size**2), rtol=1e-6)


def test_a_chain_of_ten_thousand_arrays_needs_no_deep_recursion():
    assert sys.getrecursionlimit() < 10_000
    start, one = ArrayValue([2.0, 3.0]), ArrayValue(1.0)
    end = start
    for _ in range(10_000):
        end = end * one
    end.backward()
    np.testing.assert_array_equal(start.grad, [1, 1])
    assert one.grad == 5.0 * 10_000
