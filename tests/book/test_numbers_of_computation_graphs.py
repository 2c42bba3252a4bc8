"""What the page on computation graphs prints and asks is what central differences and complex steps get."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from autograder.bank.question import Numeric
from autograder.bank.questions import find
from solutions.computation_graphs import numerical_gradient

PAGE = (Path(__file__).resolve().parents[2] / "book" / "computation_graphs.md").read_text("utf-8")
PAGE = PAGE.replace("\N{MINUS SIGN}", "-").replace("{", "").replace("}", "")


def matrices(label):
    """Return the matrices of one section, as the page prints them."""
    text = re.split(r"\n\([\w-]+\)=", PAGE.split(f"({label})=")[1])[0]
    bodies = re.findall(r"\\beginbmatrix(.*?)\\endbmatrix", text, re.DOTALL)
    return [np.array([[float(x) for x in row.split("&")] for row in body.split(r"\\")]) for body in bodies]


def value(name):
    question = find(name)
    assert isinstance(question, Numeric)
    return np.asarray(question.value)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def jacobian(function, x):
    """Return a row for each result and a column for each input, by complex steps."""
    return np.column_stack([function(x + 1e-200j * unit).imag / 1e-200 for unit in np.eye(len(x))])


X, W, V, Y = matrices("graphs-network")


def outputs(hidden, output):
    return output[0] + sigmoid(X @ hidden) @ output[1:]


def loss(parameters):
    """Return the network's loss: the parameters in one row, W before v."""
    return ((outputs(parameters[: W.size].reshape(W.shape), parameters[W.size :]) - Y[:, 0]) ** 2).sum()


@pytest.fixture
def gradient():
    parameters = np.concatenate([W.ravel(), V[:, 0]])
    return np.array([slope(parameters, unit) for unit in np.eye(len(parameters))])


def slope(parameters, unit):
    return loss(parameters + 1e-200j * unit).imag / 1e-200


def test_the_network_that_the_page_prints_gives_what_its_boxes_expect():
    np.testing.assert_allclose(value("graphs_sums"), X @ W, rtol=1e-12)
    np.testing.assert_allclose(value("graphs_output"), 100 * outputs(W, V[:, 0]), rtol=1e-12)
    assert value("graphs_total") == pytest.approx(loss(np.concatenate([W.ravel(), V[:, 0]])))
    assert value("graphs_parameters") == W.size + V.size


def test_the_way_back_is_what_complex_steps_give(gradient):
    np.testing.assert_allclose(value("graphs_hidden_weights"), gradient[: W.size].reshape(W.shape), rtol=1e-10)
    np.testing.assert_allclose(value("graphs_output_weights"), gradient[W.size :], rtol=1e-10)


def test_the_table_of_one_unit_is_its_jacobian():
    np.testing.assert_allclose(
        value("graphs_unit_table"), 100 * jacobian(lambda w: sigmoid(X @ w), W[:, 1]), rtol=1e-10
    )


def test_the_printed_activations_of_the_first_units_are_right():
    for unit in sigmoid(X @ W)[:, :2].T:
        assert f"({', '.join(format(number, '.4f') for number in unit)})" in PAGE
    assert f"unit 2 is {sigmoid(X @ W)[0, 1]:.7f}." in PAGE


def test_the_corrected_mistake_is_the_right_gradient_and_the_mistaken_one_is_not(gradient):
    factors = re.findall(r"(-?\s?\d\d\.\d{3}) \\cdot (0\.\d{4})", PAGE)
    pairs = np.array([[float(number.replace(" ", "")) for number in pair] for pair in factors[-3:]])
    assert -(abs(pairs[:, 0]) @ pairs[:, 1]) * V[1, 0] == pytest.approx(gradient[0], abs=1e-3)
    assert "= -0.287$" in PAGE and "which is $-0.862$" in PAGE
    assert gradient[0] == pytest.approx(-0.287, abs=5e-4)


def test_two_layers_with_numbers_are_what_differences_give():
    def squared(w):
        return (w[1] * sigmoid(w[0] * 1.5) - 0.4) ** 2

    def of_a_zero(w):
        return -np.log(1 - sigmoid(w[1] * sigmoid(w[0] * 1.5)))

    at = np.array([0.7, -1.3])
    np.testing.assert_allclose(value("graphs_two_layers"), numerical_gradient(squared, at), rtol=1e-7)
    np.testing.assert_allclose(value("graphs_cross_entropy"), numerical_gradient(of_a_zero, at), rtol=1e-7)


def test_two_sigmoids_in_a_row_are_what_differences_give():
    def half_squared(w):
        return (sigmoid(-0.8 * sigmoid(w[0] * 1.5)) - 1) ** 2 / 2

    assert value("graphs_two_sigmoids") == pytest.approx(numerical_gradient(half_squared, np.array([0.4]))[0], rel=1e-6)


def test_the_biases_of_two_units_are_what_differences_give():
    x, weights, v = np.array([0.5, -1.5]), np.array([[0.2, -0.4], [0.7, 0.1]]), np.array([1.2, -0.6])

    def squared(b):
        return (v @ sigmoid(weights @ x + b) + 0.05 + 0.15 - 0.8) ** 2

    found = numerical_gradient(squared, np.array([0.1, -0.3]))
    np.testing.assert_allclose(value("graphs_bias_paths"), found, rtol=1e-7)


def outer(u):
    return np.array([u[0] ** 2 + 2 * u[1], 3 * u[0] + 4 * u[1] ** 2])


def composed(p):
    a, b = p
    c, d, e = a - 5 * b, a * b, a - b
    return np.array([3 * c * d, d - e])


def test_the_jacobians_are_what_complex_steps_give():
    first, second = matrices("graphs-jacobians")[:2]
    found = jacobian(lambda x: first @ (second @ x), np.array([0.3, -0.7]))
    np.testing.assert_allclose(value("graphs_jacobian_product"), found, rtol=1e-12)
    np.testing.assert_allclose(value("graphs_composition"), jacobian(composed, np.array([2.0, 3.0])), rtol=1e-12)
    np.testing.assert_allclose(value("graphs_jacobian_at_a_point"), jacobian(outer, np.array([1.0, 2.0])), rtol=1e-12)
    for row, x in zip(value("graphs_two_ways"), (0.5, 3.0), strict=True):
        found = jacobian(lambda p: outer(np.array([p[0], p[0] ** 2])), np.array([x]))
        np.testing.assert_allclose(row, found[:, 0], rtol=1e-12)
