"""Every number of the chapter on training is what the solutions and NumPy get."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from solutions.training import accuracy, class_probabilities, parameter_gradients, train, training_loss

BOOK = Path(__file__).resolve().parents[2] / "book"
PAGE = (BOOK / "training.md").read_text("utf-8").replace("\N{MINUS SIGN}", "-")
FLOWERS = np.loadtxt(BOOK / "exercises" / "data" / "iris.csv", delimiter=",", skiprows=6)
PETALS, SPECIES = FLOWERS[:, 2:4], FLOWERS[:, 4].astype(int)
SINGLE, THREES = [[i] for i in range(9)], [[0, 3, 6], [1, 4, 7], [2, 5, 8]]
IN_TURN = [[i] for batch in THREES for i in batch]
EPOCHS = [(SINGLE, 0.1), (IN_TURN, 0.1), (THREES, 0.1), (SINGLE, 0.03)]


def section(label):
    return re.split(r"\n\([\w-]+\)=", PAGE.split(f"({label})=")[1])[0]


def matrices(text):
    bodies = re.findall(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", text, re.DOTALL)
    return [np.array([[float(x) for x in row.split("&")] for row in body.split(r"\\")]) for body in bodies]


def table(text, first):
    """Return the numbers of the table rows that start with a word."""
    rows = re.findall(rf"^\| {first}(.*)\|$", text, re.MULTILINE)
    return [[float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", row.split("|", 1)[1])] for row in rows]


@pytest.fixture
def start():
    """Weights and biases from which the flowers are learnt."""
    return [matrix for matrix in matrices(section("training-gradient")) if matrix.shape[1] == 3]


def after(start, batches, rate=0.1):
    W, b = train(PETALS, SPECIES, start[0], start[1][0], rate, batches)
    return round(training_loss(PETALS, SPECIES, W, b), 3)


def test_the_losses_at_the_top_are_those_after_each_flower(start):
    printed = np.ravel(table(PAGE.split("(training-count-errors)=")[0], "flowers"))
    assert printed.tolist() == [after(start, [[i] for i in range(n + 1)]) for n in range(9)]
    assert "1.259" in PAGE and after(start, []) == 1.259


def test_the_four_epochs_end_where_the_table_says(start):
    printed = [*table(section("training-iris"), "single"), *table(section("training-iris"), "three")]
    expected = sorted([rate, len(batches), after(start, batches, rate)] for batches, rate in EPOCHS)
    assert sorted(printed) == expected


@pytest.mark.parametrize(("batches", "rate"), [([], 0.1), *EPOCHS])
def test_no_epoch_of_the_table_changes_the_accuracy_of_one_third(start, batches, rate):
    W, b = train(PETALS, SPECIES, start[0], start[1][0], rate, batches)
    assert accuracy(class_probabilities(PETALS, W, b), SPECIES) == pytest.approx(1 / 3)


def test_three_steps_and_six_rates_on_parabolas():
    point = 0.0
    steps = re.findall(r"^\| [123] \| (\S+) \| (\S+) \|", section("training-step"), re.MULTILINE)
    assert len(steps) == 3
    for slope, new in np.array(steps, dtype=float):
        assert slope == pytest.approx(2 * (point - 3))
        point -= 0.1 * slope
        assert new == pytest.approx(point)
    rates = re.findall(r"^\| (0\.\d+) \| (\S+) \| (\S+) \|", section("training-rate"), re.MULTILINE)
    assert len(rates) == 6
    for rate, factor, end in np.array(rates, dtype=float):
        assert factor == pytest.approx(1 - 4 * rate)
        assert end == pytest.approx(abs(factor) ** 10, abs=5e-4)


def test_one_flower_of_one_input_by_hand():
    W, b = matrices(section("training-predict"))
    X, label = np.array([[1.4]]), np.array([0])
    P = class_probabilities(X, W, b[0])
    np.testing.assert_allclose(P.round(3), [[0.615, 0.385]])
    assert "$-\\ln 0.615 = 0.486$" in PAGE and training_loss(X, label, W, b[0]) == pytest.approx(0.486, abs=5e-4)
    before, gradient, new = [each for each in matrices(section("training-gradient")) if each.shape == (2, 2)]
    grad_W, grad_b = parameter_gradients(X, P, label)
    new_W, new_b = train(X, label, W, b[0], 0.1, [[0]])
    np.testing.assert_array_equal(before, np.vstack([b, W]))
    np.testing.assert_array_equal(gradient, np.vstack([grad_b, grad_W]).round(3))
    np.testing.assert_array_equal(new, np.vstack([new_b, new_W]).round(3))
    assert "is 0.404 now" in PAGE and training_loss(X, label, new_W, new_b) == pytest.approx(0.404, abs=5e-4)


def test_the_errors_of_three_flowers_and_the_loss_before_and_after(start):
    W, b, rows = start[0], start[1][0], [0, 3, 6]
    errors = class_probabilities(PETALS[rows], W, b) - np.eye(3)
    np.testing.assert_array_equal(table(section("training-batches"), "flower"), errors.round(4))
    losses = [training_loss(PETALS[rows], SPECIES[rows], *each) for each in ((W, b), one_step(W, b, rows))]
    assert np.round(losses, 3).tolist() == [1.312, 1.029]
    assert "from 1.312 to 1.029" in " ".join(PAGE.split())


def one_step(W, b, rows):
    return train(PETALS, SPECIES, W, b, 0.1, [rows])


def test_the_missing_brackets_give_the_wrong_numbers_that_are_shown(start):
    errors = (class_probabilities(PETALS[[0, 3, 6]], start[0], start[1][0]) - np.eye(3))[:, 0]
    wrong, right = errors[0] / 3 + errors[1:].sum(), errors.mean()
    text = section("training-mistakes")
    for number in (wrong, 0.1 - 0.1 * wrong, right, 0.1 - 0.1 * right):
        assert f"{number:.3f}" in text


def test_the_slope_of_the_cross_entropy_by_the_threshold_is_the_one_that_is_printed():
    x, y = np.array([-2, -1, 1, 2]), np.array([0, 1, 0, 1])
    residual = 1 / (1 + np.exp(-(x + 1.5))) - y
    assert f"{-residual.sum():.3f}" == "-0.895" and "is -0.895 at $t = -1.5$" in PAGE
