"""The sigmoid widget: its numbers are those of the solutions; slope and odds wait for their predictions."""

from __future__ import annotations

import numpy as np
import pytest

from solutions.sigmoid import log_odds, sigmoid, sigmoid_gradient, step

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

NUMBERS = "tbody td"


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(8)
    sums = np.concatenate([rng.normal(0, 4, 100), rng.normal(0, 900, 100), [0.0]])
    given = [[z] for z in sums.tolist()]
    evaluate = reader("sigmoid").tab.evaluate
    found = np.array(evaluate(mathematics("sigmoid", "step", "sigmoid", "sigmoidSlope"), given)).T
    for ours, theirs in zip(found, (step, sigmoid, sigmoid_gradient), strict=True):
        np.testing.assert_allclose(ours, theirs(sums), rtol=0, atol=1e-12)
    shares = rng.uniform(0.001, 0.999, 100)
    odds = np.ravel(evaluate(mathematics("sigmoid", "logOdds"), [[p] for p in shares.tolist()]))
    np.testing.assert_allclose(odds, log_odds(shares), rtol=0, atol=1e-12)


def test_pythons_own_numbers_are_those_of_the_solutions():
    for z in (-700.0, -0.3, 0.0, 5.5):
        widget = module_of("sigmoid").WIDGET(sum=z)
        np.testing.assert_allclose(widget.probability, sigmoid(np.array([z]))[0], rtol=0, atol=1e-12)
        np.testing.assert_allclose(widget.slope, sigmoid_gradient(np.array([z]))[0], rtol=0, atol=1e-12)
        widget.close()


def shown(page):
    """The numbers beside the curves that do not wait, exact."""
    return page.values(f"{NUMBERS}[data-value]")


def test_the_point_goes_along_the_curve_and_the_numbers_with_it(reader):
    page = reader("sigmoid")
    page.drag("point on the curve", -90, 40)
    z, p = map(float, page.slider("point on the curve").get_attribute("data-value").split())
    assert z < 0, "to the left, wherever the pointer is above or below the curve"
    np.testing.assert_allclose(p, sigmoid(np.array([z]))[0], rtol=0, atol=1e-12)
    np.testing.assert_allclose(shown(page), [0, p], rtol=0, atol=1e-12)
    page.press("point on the curve", "ArrowRight", "Shift+ArrowRight")
    np.testing.assert_allclose(shown(page)[1], sigmoid(np.array([z + 0.6]))[0], rtol=0, atol=1e-12)


def tangent(page):
    return page.widget.locator(".sigmoid-tangent").evaluate("line => line.getTotalLength()")


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("At the sum 0, where it is one half.", "✓", "largest together when they are equal"),
        ("At a large sum, where the neuron is sure.", "✗", "hardly reacts any more"),
    ],
)
def test_the_slope_waits_for_a_prediction_and_is_then_compared(reader, option, sign, because):
    page = reader("sigmoid")
    assert page.widget.locator(NUMBERS).last.inner_text() == "?" and tangent(page) == 0
    said = page.predict("steepest", option)
    assert said.inner_text() == "" and tangent(page) > 10
    page.move("sum z", 0)
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "the slope is 0.250" in said.inner_text()
    np.testing.assert_allclose(shown(page)[-1], sigmoid_gradient(np.array([0.0]))[0], rtol=0, atol=1e-12)


@pytest.mark.parametrize(("option", "sign"), [("They grow by 1.", "✗"), ("They are multiplied by e", "✓")])
def test_the_odds_wait_for_a_prediction_and_are_then_compared(reader, option, sign):
    page = reader("sigmoid")
    assert page.widget.locator(NUMBERS).nth(2).inner_text() == "?"
    said = page.predict("odds", option).inner_text()
    assert said.startswith(sign) and "the odds go from 4.482 to 12.182" in said
    np.testing.assert_allclose(shown(page)[2], np.exp(1.5), rtol=1e-12)


@pytest.mark.parametrize(
    ("typed", "hears"),
    [
        ("0.9", "the probability itself"),
        ("9", "These are the odds"),
        ("0.95", "base 10"),
        ("-2.20", "The size is right"),
        ("-0,11", "Divide by the rest"),
        ("0.71", "the other way"),
        ("3", "the probability 0.953"),
        ("2.23", "Close"),
        ("very", "cannot read"),
    ],
)
def test_a_wrong_sum_hears_which_rule_gives_it(reader, typed, hears):
    assert hears in reader("sigmoid").answer("sure", typed)


def test_a_right_sum_is_told_so(reader):
    assert reader("sigmoid").answer("sure", "2,2").startswith("✓")


def test_a_sum_out_of_range_stops_at_the_end(reader):
    page = reader("sigmoid", address_of("sigmoid", sum=900))
    np.testing.assert_allclose(shown(page)[1], sigmoid(np.array([6.0]))[0], rtol=0, atol=1e-12)
