"""Every number of the chapter on backpropagation is what the solutions and NumPy get."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import solutions.backpropagation
from autograder.bank import find
from autograder.bank.questions.backpropagation import reference as own
from autograder.student.numbers import PRACTICE, draw_numbers
from solutions.backpropagation import (
    gradients_with_relu,
    layer_backward,
    network_forward,
    network_loss,
    output_gradient,
    train_network,
)

BOOK = Path(__file__).resolve().parents[2] / "book"
PAGE = (BOOK / "backpropagation.md").read_text("utf-8")
PAGE = PAGE.replace("\N{MINUS SIGN}", "-").replace("{", "").replace("}", "")
X, TARGETS = np.array([[0.0, 2.0]]), np.array([[0.8, 0.1, 0.1]])


def section(label):
    """Return the text from one label to the next."""
    return re.split(r"\n\([\w-]+\)=", PAGE.split(f"({label})=")[1])[0]


def matrices(text):
    bodies = re.findall(r"\\beginbmatrix(.*?)\\endbmatrix", text, re.DOTALL)
    return [np.array([[float(x) for x in row.split("&")] for row in body.split(r"\\")]) for body in bodies]


def printed(text):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def parameters(label):
    W1, b1, W2, b2 = (matrix for matrix in matrices(section(label)) if matrix.shape != (1, 2))
    return W1, b1[0], W2, b2[0]


@pytest.fixture
def network():
    """The parameters of the worked example, as the page prints them."""
    return parameters("backpropagation-numbers")


@pytest.fixture
def backward(network):
    sums, activations, _, probabilities = network_forward(X, *network)
    return gradients_with_relu(X, sums, activations, probabilities, TARGETS, network[2])


def test_the_table_of_the_way_forward_is_what_the_network_gives(network):
    text = section("backpropagation-numbers")
    for name, values in zip(
        ("sums", "activations", "scores", "probabilities"), network_forward(X, *network), strict=True
    ):
        (row,) = re.findall(rf"^\| {name} \|(.*)\|$", text, re.MULTILINE)
        np.testing.assert_allclose(printed(row), values[0], atol=5e-5, err_msg=name)
    assert f"$L = {network_loss(X, TARGETS, *network):.4f}$" in text


def test_the_tables_of_the_way_back_are_the_gradients(backward):
    (of_second,) = matrices(section("backpropagation-layer"))
    (of_first, _) = matrices(section("backpropagation-relu"))
    np.testing.assert_allclose(of_second, backward[2], atol=5e-5)
    np.testing.assert_allclose(of_first, backward[0], atol=5e-5)


def test_the_rows_on_the_way_back_are_what_comes_out_of_each_step(network, backward):
    errors = output_gradient(network_forward(X, *network)[3], TARGETS)
    np.testing.assert_allclose(
        printed(section("backpropagation-output").split("&= (-")[1])[1:3], errors[0, 1:], atol=5e-5
    )
    back = printed(section("backpropagation-activations").split("All three units hear")[1])[:3]
    np.testing.assert_allclose(back, layer_backward(network[2], errors)[0], atol=5e-5)
    assert f"(0,\\ {backward[1][1]:.4f},\\ 0)" in section("backpropagation-relu")


def test_the_second_example_is_the_practice_of_the_exercise_by_hand():
    exercise = find("hidden_by_hand")
    grids = {name: {"practice": grid.practice} for name, grid in exercise.numbers.items()}
    (_, table) = matrices(section("backpropagation-relu"))
    np.testing.assert_allclose(table, exercise.reference(**draw_numbers("hidden_by_hand", grids, PRACTICE)))


def test_the_network_of_the_readers_own_turn_is_that_of_the_questions():
    found = matrices(section("backpropagation-your-turn"))
    for one, other in zip(found, (own.X, own.W1, own.B1[None], own.W2, own.B2[None]), strict=True):
        np.testing.assert_array_equal(one, other)
    powers = printed(section("backpropagation-your-turn").split("powers of the scores are")[1])[:4]
    np.testing.assert_allclose(powers, np.exp(own.Z[0]), atol=5e-4)


def test_the_losses_beside_the_one_weight_are_what_the_network_gives(network):
    (row,) = re.findall(r"^\| loss \|(.*)\|$", section("backpropagation-check"), re.MULTILINE)
    W1, *others = network
    for moved, loss in zip((1.99, 2.0, 2.01), printed(row), strict=True):
        W1[1, 1] = moved
        assert network_loss(X, TARGETS, W1, *others) == pytest.approx(loss, abs=5e-6)


def test_a_step_with_columns_for_rows_lowers_the_loss_more_than_the_right_one(network, backward):
    W1, b1, W2, b2 = network
    right = train_network(X, TARGETS, W1, b1, W2, b2, 0.1, [[0]])
    wrong = W2.T @ backward[3] * (network_forward(X, *network)[0][0] > 0)
    mistaken = W1 - 0.1 * np.outer(X[0], wrong), b1 - 0.1 * wrong, *right[2:]
    text = " ".join(section("backpropagation-check").split())
    assert f"is then {wrong[1]:.4f} in place of {backward[1][1]:.4f}" in text
    before, by_mistake, by_right = (network_loss(X, TARGETS, *at) for at in (network, mistaken, right))
    assert f"from {before:.4f} to {by_mistake:.4f}. The right gradient lowers it to {by_right:.4f}" in text


def test_the_step_of_training_leads_where_the_page_says(network):
    W1, b1, W2, b2 = network
    W1, b1, _, b2 = train_network(X, TARGETS, W1, b1, W2, b2, 0.1, [[0]])
    text = " ".join(section("backpropagation-training").split())
    assert f"from 2 to {W1[1, 1]:.4f}, its bias from $-2$ to ${b1[1]:.4f}$" in text
    assert "$({:.4f},\\ {:.4f},\\ {:.4f})$".format(*b2) in text


def test_the_true_class_becomes_as_probable_as_the_page_says(network):
    W1, b1, W2, b2 = network
    trained = train_network(X, TARGETS, W1, b1, W2, b2, 0.1, [[0]])
    before, after = (network_forward(X, *found)[3][0, 0] for found in (network, trained))
    text = " ".join(section("backpropagation-training").split())
    assert f"true class rises from {before:.3f} to {after:.3f}." in text


def test_the_digits_that_are_to_be_rounded_and_the_share_of_a_forgotten_mask_are_right(network, backward):
    assert f"unit 1 is {backward[1][1]:.9f}, and" in " ".join(section("backpropagation-relu").split())
    back = network[2] @ backward[3]
    text = " ".join(section("backpropagation-indices").split())
    assert f"gets the gradient {back[2]:.4f}. That is {back[2] / back[1]:.0f} times what" in text


def test_what_the_units_of_the_second_example_hear_is_computed_right():
    text = " ".join(section("backpropagation-relu").split("### A second example")[1].split())
    rows = [printed(row) for row in re.findall(r"\$\(([^()]*)\)\$", text.split("rows of $W_2$ are")[1])[:4]]
    weights, errors = np.array(rows[:3]), np.array(rows[3])
    first, second, third = weights @ errors
    assert f"= {first:.1f}$, unit 1 hears ${second:.1f}$ and unit 2 hears ${third:.0f}$" in text


# the question in one's own words at the end of the exercises


def computed(name, names):
    """Run a cell of the exercises, without what it draws, and return the names that it leaves behind."""
    text = (BOOK / "exercises" / "backpropagation.md").read_text("utf-8")
    cell = re.search(rf"grade_id: {name},[^\n]*\n---\n(.*?)\n```", text, re.DOTALL)[1]
    exec(cell.split("\nplace = ")[0], names)  # the page's own
    return names


def losses():
    """Train on XOR and on the spiral as the two cells do, and return both losses."""
    names = {"np": np, **vars(solutions.backpropagation)}
    xor = computed("see_xor", names)["after"]
    found = computed("see_spiral", names)
    return xor, network_loss(found["points"], found["classes"], *found["trained"])


def test_the_losses_of_the_friend_and_of_the_right_gradient_are_what_training_gives(monkeypatch, capsys):
    text = " ".join((BOOK / "exercises" / "backpropagation.md").read_text("utf-8").split())
    xor, spiral = losses()
    assert f"With the right gradient the losses are {xor:.3f} and {spiral:.3f}." in text
    monkeypatch.setattr(solutions.backpropagation, "relu_backward", lambda sums, grad: grad * np.maximum(sums, 0))
    xor, spiral = losses()
    assert f"XOR ends at a loss of {xor:.3f}, and the spiral at {spiral:.3f} with every point" in text
    assert capsys.readouterr().out.count("right 1.0") == 2
