"""Every number of the chapter on the sigmoid is what NumPy and the solutions get."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder.bank.questions import sigmoid as bank
from autograder.bank.questions.sigmoid import again, turn
from solutions.sigmoid import log_odds, log_sigmoid_gradient, sigmoid, sigmoid_gradient
from tests.differences import slope

from .chapter_text import Chapter, answer, chosen, from_before, why

PAGE = Chapter("sigmoid")


def of(number: float) -> float:
    """Return the sigmoid of one number, the plain way."""
    return float(1 / (1 + np.exp(-number)))


def test_the_two_bets_of_the_beginning_are_right():
    text = PAGE.section("sigmoid-definition")
    assert rf"$\sigma(3) = {of(3):.3f}$ and $\sigma(0.0001) = {of(0.0001):.6f}$" in text
    assert f"a bet of twenty to one, since its odds are $e^3 = {np.exp(3):.1f}$" in text and round(np.exp(3)) == 20
    assert f"The sum 3 is worth {of(3):.3f}" in PAGE.section("sigmoid-summary")


def test_the_table_of_probabilities_is_right():
    sums, printed = (PAGE.row(first) for first in ("log-odds $z$", r"probability $\sigma(z)$"))
    for z, p in zip(sums, printed, strict=True):
        assert float(p) == round(of(float(z)), len(p.partition(".")[2]))


def test_the_log_odds_of_the_text_are_right():
    text = PAGE.section("sigmoid-log-odds")
    assert rf"$\ln 4 = {np.log(4):.3f}$" in text and f"get ${-np.log(4):.3f}$" in text
    np.testing.assert_allclose(slope(lambda p: log_odds(p).sum(), np.array([0.5])), 4)
    near, far = (float(np.diff(log_odds(np.array(ends)))[0]) for ends in ((0.5, 0.51), (0.98, 0.99)))
    assert f"From 0.50 to 0.51 the log-odds grow by {near:.2f}, from 0.98 to 0.99 by {far:.2f}." in text


def test_doubled_parameters_square_the_odds():
    assert answer("sigmoid_doubled") == pytest.approx(of(2 * float(log_odds(np.array([0.8]))[0])))


def test_the_slopes_are_those_that_central_differences_give():
    sums = np.array([-2.0, 0.0, 0.5, 3.0])
    by_trying = [slope(lambda z: np.log(sigmoid(z)).sum(), np.array([z]))[0] for z in sums]
    np.testing.assert_allclose(log_sigmoid_gradient(sums), by_trying, atol=1e-8)
    first, second, third, fourth = by_trying
    assert f"it is {first:.3f}, {second:.1f}, {third:.3f} and {fourth:.3f}" in PAGE.section("sigmoid-logarithm")
    rest = slope(lambda z: np.log(1 - sigmoid(z)).sum(), log_odds(np.array([0.3])))
    np.testing.assert_allclose(answer("sigmoid_log_of_rest"), rest[0], atol=1e-8)
    for name, p in (("sigmoid_slope", 0.9), ("sigmoid_again_slope", 0.4)):
        assert answer(name) == pytest.approx(sigmoid_gradient(log_odds(np.array([p])))[0])


def test_the_tangent_at_0_rises_by_1_on_a_way_of_4():
    assert 1 / sigmoid_gradient(np.array([0.0]))[0] == pytest.approx(4)


def test_the_readers_neuron_is_the_one_that_is_printed_and_its_say_is_the_true_derivative():
    section = PAGE.section("sigmoid-your-turn")
    w, b, x = turn.WEIGHTS, turn.BIAS, turn.SAMPLE
    assert f"$w = ({w[0]}, {w[1]})$ and the bias $b = {b}$" in section and f"$x = ({x[0]:.0f}, {x[1]:.0f})$" in section
    assert f"the sum to go on with is {answer('sigmoid_turn_sum'):.1f}" in section
    by_trying = slope(lambda theta: of(theta[0] + x @ theta[1:]), np.array([b, *w]))
    np.testing.assert_allclose(answer("sigmoid_turn_say"), by_trying, atol=1e-8)
    assert answer("sigmoid_turn_slope") == pytest.approx(by_trying[0])
    assert answer("sigmoid_turn_probability") == pytest.approx(of(0.8))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sigmoid_turn_sum", 0.8),
        ("sigmoid_turn_probability", 0.68997),
        ("sigmoid_turn_say", [0.21391, 0.42782, -0.21391]),
        ("sigmoid_doubled", 0.94118),
        ("sigmoid_again_log_odds", -1.38629),
        ("sigmoid_again_rest", 0.3),
        ("sigmoid_recall_distance", -1.6),
        ("sigmoid_recall_blame", [-0.2, -0.1]),
    ],
)
def test_a_value_is_what_was_computed_by_hand(name, value):
    np.testing.assert_allclose(answer(name), value, atol=1e-5)


def test_the_wrong_numbers_that_the_chapter_names_are_what_the_mistakes_give():
    text = PAGE.section("sigmoid-mistakes")
    lost = [1 / (1 + np.exp(z)) for z in (-2, 0, 1.5)]
    assert f"it gives {lost[0]:.3f}, {lost[1]:.1f} and {lost[2]:.3f}" in text
    assert f"it gives {(1 + np.e) ** 1:.1f}" in text
    assert of(of(-50)) >= 0.5 and "never falls below one half" in text
    middle = of(0)
    assert f"it would give {1 - middle**2:.2f}, three times too much" in text
    assert 1 - middle**2 == 3 * middle * (1 - middle)


def test_the_friends_calculation_goes_wrong_where_the_page_says_and_the_correction_is_right():
    text = PAGE.section("sigmoid-review")
    theta, point = np.array([2.0, -2.0, 1.0]), np.array([3.0, 1.0])
    total, length = theta[0] + theta[1:] @ point, np.linalg.norm(theta[1:])
    assert f"= {total:.0f}$" in text and f"= {np.linalg.norm(theta):.0f}$" in text
    assert f"offset: $-2 / 3 = {-2 / 3:.3f}$" in text and f"${total:.0f} / 3 = {total / 3:.0f}$" in text
    assert rf"\sqrt 5 = {length:.3f}$, so the distance is ${total / length:.3f}$" in text
    assert f"offset ${-2 / length:.3f}$" in text
    normal = theta[1:] / length
    assert f"$({normal[0]:.3f}, {normal[1]:.3f})$ leads to the sum ${total + theta[1:] @ normal:.3f}$" in text
    assert 0 < 1e6 / np.linalg.norm([1e6, *theta[1:]]) < 1


def test_half_of_the_six_questions_at_the_end_are_on_neurons_and_print_the_numbers_of_the_bank():
    asked = PAGE.questions("sigmoid-summary")
    assert len(asked) == 6 and len(from_before("sigmoid", asked)) == 3
    assert PAGE.asked("sigmoid_recall_distance") == [*again.NORMAL, again.OFFSET, *again.POINT]
    assert PAGE.asked("sigmoid_recall_blame") == [*again.BLAME, *again.INPUT]
    assert chosen("sigmoid_recall_tripled").startswith("The boundary stays, and every probability other")


def test_the_reasons_print_what_they_say():
    assert f"{np.exp(-0.8):.3f}" in why("sigmoid_turn_probability") and f"{of(0.8):.3f}" in why("sigmoid_turn_slope")


def test_every_question_of_the_bank_is_asked_in_the_chapters_order():
    asked = re.findall(r"```\{(?:numeric|choice)\} (\w+)", PAGE.text)
    assert asked == [question.name for question in bank.QUESTIONS]
