"""Every number of the introduction and of the chapter on neurons is what NumPy gets."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder.bank.questions import neurons as bank
from autograder.bank.questions.neurons import again, layers, turn
from tests.differences import slope

from .chapter_text import Chapter, answer, chosen, why

PAGE, INTRO = Chapter("neurons"), Chapter("intro")
LINE, THREE = np.array([1.0, 2.0, 3.0]), np.array([[1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]])


def sums(theta, points):
    return theta[0] + np.asarray(points) @ theta[1:]


def length(theta):
    return np.sqrt((np.asarray(theta[1:]) ** 2).sum())


# The introduction


def test_the_network_that_the_introduction_speaks_of_is_that_of_backpropagation():
    section = Chapter("backpropagation").section("backpropagation-numbers")
    sizes = [
        len(row.split("&"))
        for matrix in re.findall(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", section)[:4]
        for row in matrix.split(r"\\")
    ]
    assert f"{sum(sizes)} weights and biases" in INTRO.text
    assert f"a probability of {float(Chapter('backpropagation').row('probabilities')[0]):.2f}" in INTRO.text


def test_the_first_boxes_are_computed_from_the_numbers_that_they_print():
    *inputs, first, second, bias = INTRO.asked("intro_neuron")
    assert answer("intro_neuron") == inputs[0] * first + inputs[1] * second + bias
    hold = slope(lambda theta: sums(theta, inputs), np.array([bias, first, second]))
    np.testing.assert_allclose(answer("intro_hold"), [*hold[1:], hold[0]])


# The line of the chapter


def test_sums_distances_and_sides_of_the_three_points_are_right():
    found = sums(LINE, THREE)
    assert "the sums {:.0f}, {:.0f} and {:.0f}".format(*found) in PAGE.section("neurons-boundary")
    assert [float(cell) for cell in PAGE.row("sum")] == found.tolist()
    assert [float(cell) for cell in PAGE.row("distance")] == (found / length(LINE)).round(3).tolist()
    assert chosen("neurons_sides") == "(1, 1) and (2, -1)".replace("-", "\N{MINUS SIGN}")
    assert [sums(LINE, point) > 0 for point in ((1, 1), (2, -1), (1, -1), (-1, -1))] == [True, True, False, False]


def test_the_normal_and_the_offset_are_right():
    section, (first, second) = PAGE.section("neurons-normal"), LINE[1:] / length(LINE)
    assert rf"\sqrt{{13}} = {length(LINE):.3f}" in section
    assert rf"\hat n = ({first:.4f},\ {second:.4f})" in section
    assert f"${first**2:.4f} + {second**2:.4f} = 1$" in section
    assert f"= {-1 / length(LINE):.4f}$" in PAGE.section("neurons-distance")


def test_the_walk_along_the_boundary_is_one():
    step = np.array([-2, 1]) - [1, -1]
    assert f"$s = ({step[0]}, {step[1]})$" in PAGE.section("neurons-normal") and step @ LINE[1:] == 0
    assert chosen("neurons_along").startswith("It stays 0")


def test_the_offsets_of_four_biases_are_right():
    offsets = [-bias / 5 for bias in (-2, 0, 1, 4)]
    assert "it is {:.1f}, {:.0f}, {:.1f} and {:.1f}.".format(*offsets) in PAGE.section("neurons-distance")


def test_the_wrong_normals_that_the_chapter_names_are_what_the_mistakes_give():
    section = PAGE.section("neurons-mistakes")
    copied, with_bias = 2 / np.sqrt(6), LINE[1:] / np.linalg.norm(LINE)
    assert f"${copied:.3f}^2 + {copied:.3f}^2 = {2 * copied**2:.2f}$" in section
    assert f"({with_bias[0]:.3f}, {with_bias[1]:.3f})$, whose squares add up to {(with_bias**2).sum():.2f}" in section
    assert f"= {-1 / np.sqrt(6):.3f}$" in section
    inputs, weights, bias = np.ones(2), np.array([0.2, 0.3]), 0.1
    assert f"becomes {(inputs * weights + bias).sum():.1f} in place of {inputs @ weights + bias:.1f}" in section
    ahead = LINE[1:] / length(LINE) / length(LINE)
    assert f"{1 / length(LINE):.4f} *ahead*" in section
    assert f"to ({ahead[0]:.3f}, {ahead[1]:.3f}): the sum is {sums(LINE, ahead):.0f}" in section


# The boxes


def test_the_second_neuron_is_the_one_that_the_page_prints():
    section = PAGE.section("neurons-your-turn")
    theta = np.array([turn.BIAS, *turn.WEIGHTS])
    assert f"$g(x) = {theta[0]:.0f} - {-theta[1]:.0f} x_1 + {theta[2]:.0f} x_2$" in section
    printed = re.findall(r"\((-?\d), (-?\d)\)", section.split("Draw")[0])
    np.testing.assert_array_equal(np.array(printed, dtype=float), turn.POINTS)
    assert "go on with are {:.0f}, {:.0f} and {:.0f}".format(*answer("neurons_turn_sums")) in section


def test_the_foot_is_on_the_boundary_and_nearer_than_any_other_point_of_it():
    foot, start = answer("neurons_turn_foot"), turn.POINTS[0]
    theta = np.array([turn.BIAS, *turn.WEIGHTS])
    along = np.array([-theta[2], theta[1]])
    assert sums(theta, foot) == pytest.approx(0)
    nearest = np.linalg.norm(foot - start)
    assert nearest == pytest.approx(abs(answer("neurons_turn_distances")[0]))
    assert all(np.linalg.norm(foot + step * along - start) > nearest for step in (-1, -0.01, 0.01, 1))


def test_no_neuron_knows_exclusive_or_and_the_four_wishes_are_those_of_the_corners():
    corners = np.array([[0, 1], [1, 0], [0, 0], [1, 1]])
    parts = np.hstack([np.ones((4, 1)), corners])
    np.testing.assert_array_equal(parts[:2].sum(axis=0), parts[2:].sum(axis=0))
    assert chosen("neurons_xor") == "They make the same."


def test_the_gradient_is_the_one_that_central_differences_give():
    rows = np.hstack([np.ones((2, 1)), [[1, 2], [3, -1]]])
    pull = np.array([1.0, -2.0])
    np.testing.assert_allclose(answer("neurons_gradient"), slope(lambda theta: pull @ rows @ theta, np.zeros(3)))
    np.testing.assert_allclose(answer("neurons_again_blame"), [again.BLAME.sum(), again.BLAME @ np.zeros(3)])


def test_the_triangle_is_known_by_the_four_neurons():
    def inside(points):
        votes = (np.hstack([np.ones((len(points), 1)), points]) @ layers.INWARDS.T > 0).sum(axis=1)
        return votes - 2.5 > 0

    points = np.random.default_rng(0).uniform(-2, 6, (500, 2))
    wanted = (points > 0).all(axis=1) & (points.sum(axis=1) < 4)
    np.testing.assert_array_equal(inside(points), wanted)
    assert 0 < wanted.sum() < 500
    np.testing.assert_array_equal(answer("neurons_triangle")[-1:] > 0, inside(np.array([[3.0, 2.0]])))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("neurons_turn_sums", [12, 0, -28]),
        ("neurons_turn_distances", [1.2, 0, -2.8]),
        ("neurons_turn_foot", [1.72, 0.04]),
        ("neurons_triangle", [1, 1, 0, -0.5]),
        ("neurons_row_layout", [2, 6]),
        ("neurons_again_sum", 4),
        ("neurons_again_distance", -1.5),
        ("neurons_again_parameters", 26),
        ("neurons_again_blame", [1.5, 0]),
        ("neurons_parameters", 31),
    ],
)
def test_a_value_is_what_was_computed_by_hand(name, value):
    np.testing.assert_allclose(answer(name), value, atol=1e-9)


def test_the_boxes_at_the_end_are_six_and_print_the_numbers_of_the_bank():
    assert len(PAGE.questions("neurons-summary")) == 6
    assert PAGE.asked("neurons_again_sum") == [*again.WEIGHTS, again.BIAS, *again.INPUT]
    assert PAGE.asked("neurons_again_distance") == [*again.NORMAL, again.OFFSET, *again.POINT]
    assert PAGE.asked("neurons_again_blame") == [*again.BLAME, 0]
    assert PAGE.asked("neurons_again_parameters") == [3, 4, 2] and "$16 + 10$" in why("neurons_again_parameters")


def test_every_question_of_the_bank_is_asked_in_the_chapters_order():
    asked = re.findall(r"```\{(?:numeric|choice)\} (\w+)", PAGE.text)
    assert asked == [question.name for question in bank.QUESTIONS]
