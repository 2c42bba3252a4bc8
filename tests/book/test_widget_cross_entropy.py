"""The cross-entropy widget: its numbers are those of the solutions; slopes and smoothing wait for their predictions."""

from __future__ import annotations

import re

import numpy as np
import pytest

from solutions.cross_entropy import cross_entropy, smooth_labels, softmax_loss, softmax_loss_gradient
from solutions.softmax import softmax, softmax_jvp

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

RATE = 0.5


def rows(score, target):
    """The scores and the targets of two classes, the true one first."""
    return np.array([[score, 0.0]]), np.array([[target, 1 - target]])


def squared_error(score, target):
    """The squared error of both classes, and its slope by the true score, by the solutions' softmax."""
    scores, targets = rows(score, target)
    missed = softmax(scores) - targets
    return np.sum(missed**2), 2 * np.sum(missed * softmax_jvp(scores, np.array([[1.0, 0.0]])))


def slopes(score, target):
    """The slopes of the cross-entropy and of the squared error by the true score."""
    return softmax_loss_gradient(*rows(score, target))[0, 0], squared_error(score, target)[1]


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(11)
    drawn = [(z, 1 - e / 2) for z, e in zip(rng.normal(0, 4, 100), rng.uniform(0, 1, 100), strict=True)] + [(-700.0, 1)]
    evaluate = reader("cross_entropy").tab.evaluate
    functions = ("crossEntropy", "crossEntropySlope", "squaredError", "squaredErrorSlope")
    found = evaluate(mathematics("cross_entropy", *functions), [list(given) for given in drawn])
    for (z, t), (loss, slope, *squared) in zip(drawn, found, strict=True):
        np.testing.assert_allclose(loss, softmax_loss(*rows(z, t)), rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose([slope, squared[1]], slopes(z, t), rtol=0, atol=1e-12)
        np.testing.assert_allclose(squared[0], squared_error(z, t)[0], rtol=0, atol=1e-12)
    shares = rng.uniform(0, 1, 20)
    targets = np.ravel(evaluate(mathematics("cross_entropy", "smoothed"), [[share] for share in shares.tolist()]))
    smoothed = [smooth_labels(np.array([[1.0, 0.0]]), share)[0, 0] for share in shares]
    np.testing.assert_allclose(targets, smoothed, rtol=0, atol=1e-12)


def test_its_steps_are_steps_of_descent_on_either_cost(reader):
    evaluate = reader("cross_entropy").tab.evaluate
    for score, target, steps in ((-4.0, 1.0, 30), (3.0, 0.8, 9), (1.0, 1.0, 0)):
        expected = [score, score]
        for _ in range(steps):
            expected = [z - RATE * slopes(z, target)[i] for i, z in enumerate(expected)]
        (found,) = evaluate(mathematics("cross_entropy", "walks"), [[score, target, steps]])[0]
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def test_the_table_for_paper_has_the_solutions_numbers():
    widget = module_of("cross_entropy").WIDGET()
    for z, *shown in widget.table()[1]:
        score = float(z.replace("\N{MINUS SIGN}", "-"))
        p = softmax(rows(score, 1.0)[0])
        pairs = zip(
            slopes(score, 1.0), (cross_entropy(p, rows(score, 1.0)[1]), squared_error(score, 1.0)[0]), strict=True
        )
        expected = [p[0, 0], *(number for slope, cost in pairs for number in (cost, slope))]
        found = [float(text.replace("\N{MINUS SIGN}", "-")) for text in shown]
        np.testing.assert_allclose(found, [*expected, softmax_loss(*rows(score, 0.85))], rtol=0, atol=0.00051)
    widget.close()


def column(page, number):
    """The numbers of one column of the table, exact."""
    return page.values(f"tbody tr > td:nth-child({number})")


SHARE, COST, SLOPE = 2, 3, 4


def test_a_dragged_point_has_other_costs(reader):
    page = reader("cross_entropy")
    page.drag("point on the curve", -110, 30)
    score = float(page.slider("point on the curve").get_attribute("data-value").split()[0])
    assert score < -1, "to the left, wherever the pointer is above or below the curve"
    np.testing.assert_allclose(column(page, SHARE), softmax(rows(score, 1.0)[0])[0, 0], rtol=0, atol=1e-12)
    expected = [softmax_loss(*rows(score, 1.0)), squared_error(score, 1.0)[0]]
    np.testing.assert_allclose(column(page, COST), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("The cross-entropy.", "✓", "probability minus target"),
        ("The squared error: a large error, squared.", "✗", "there p is flat"),
    ],
)
def test_the_slopes_wait_for_a_prediction_and_are_then_compared(reader, option, sign, because):
    page = reader("cross_entropy")
    cells = page.widget.locator(f"tbody tr > td:nth-child({SLOPE})")
    assert cells.all_inner_texts() == ["?", "?"] and page.widget.get_by_role("button", name="One step").is_disabled()
    said = page.predict("pull", option)
    page.move("score z", -2)
    assert said.inner_text() == "", "the question was about a neuron that is sure"
    page.move("score z", -4)
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "−0.982 and −0.069" in said.inner_text()
    np.testing.assert_allclose(column(page, SLOPE), slopes(-4.0, 1.0), rtol=0, atol=1e-12)


def test_from_a_sure_mistake_cross_entropy_gets_away_and_squared_error_hardly_moves(reader):
    page = reader("cross_entropy", address_of("cross_entropy", score=-5, steps=19, predictions={"pull": "cross"}))
    assert column(page, SHARE)[0] < 0.9 and column(page, SHARE)[1] < 0.012
    page.widget.get_by_role("button", name="One step").click()
    page.next_frame()
    (found,) = page.tab.evaluate(mathematics("cross_entropy", "walks"), [[-5, 1, 20]])[0]
    np.testing.assert_allclose(column(page, SHARE), [softmax(rows(z, 1.0)[0])[0, 0] for z in found], rtol=0, atol=1e-12)
    page.widget.get_by_role("button", name="Back").click()
    page.next_frame()
    np.testing.assert_allclose(column(page, SHARE), softmax(rows(-5.0, 1.0)[0])[0, 0], rtol=0, atol=1e-12)


def test_descent_goes_on_by_itself_until_it_is_paused(reader):
    page = reader("cross_entropy", address_of("cross_entropy", score=-5, predictions={"pull": "cross"}))
    page.widget.get_by_role("button", name="Descend").click()
    page.widget.get_by_text(re.compile(r"After \d+ steps")).wait_for()
    page.widget.get_by_role("button", name="Pause").click()
    page.next_frame()
    paused = column(page, COST)
    page.next_frame()
    assert column(page, COST) == paused


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("At some finite score; beyond it the cost rises.", "✓", "reached at a finite score"),
        ("Still at an endless score; only the height changes.", "✗", "has a target, too"),
    ],
)
def test_a_smoothed_target_has_its_cost_lowest_at_a_finite_score(reader, option, sign, because):
    page = reader("cross_entropy")
    assert page.slider("smoothing ε").is_disabled()
    said = page.predict("least", option)
    page.move("smoothing ε", 0.2)
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "The targets are 0.900 and 0.100, and the slope is 0 at the score 2.20" in said.inner_text()
    assert abs(slopes(np.log(9), 0.9)[0]) < 1e-12
    np.testing.assert_allclose(column(page, COST)[0], softmax_loss(*rows(1.0, 0.9)), rtol=0, atol=1e-12)


HEARD = {
    "0.7": "gets its share back",
    "0,15": "the other class gets",
    "1": "without smoothing",
    "1.15": "sum to",
    "0.8": "three classes",
    "1.73": "This is the score",
    "0.6": "Not yet",
    "high": "cannot read",
    "0,85": "✓",
}


def test_a_wrong_best_probability_hears_which_rule_gives_it_and_the_right_one_is_told_so(reader):
    page = reader("cross_entropy")
    said = {typed: page.answer("best", typed) for typed in HEARD}
    assert {typed: reply for typed, reply in said.items() if HEARD[typed] not in reply} == {}


def test_what_a_link_says_out_of_range_is_put_right(reader):
    page = reader("cross_entropy", address_of("cross_entropy", score=-900, smoothing=7, steps=-3))
    np.testing.assert_allclose(column(page, COST)[0], softmax_loss(*rows(-5.0, 0.75)), rtol=0, atol=1e-12)
