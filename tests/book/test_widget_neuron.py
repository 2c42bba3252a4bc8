"""The neuron widget: its numbers are those of the solutions, its boundary stands still, its distance is measured."""

from __future__ import annotations

import numpy as np
import pytest

from solutions.neurons import signed_distance, unit_normal, weighted_sum

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

THETA = np.array([1.0, 2.0, 3.0])
POINTS = np.array([[1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]])


def sums(page):
    """The numbers of the table's first column, exact."""
    return page.values("tbody tr > td:nth-child(2)")


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(7)
    drawn = [(rng.normal(0, 3, 2), rng.normal(0, 3, 3)) for _ in range(200)]
    evaluate = reader("neuron").tab.evaluate
    given = [[x.tolist(), theta[1:].tolist(), theta[0]] for x, theta in drawn]
    by_theta = [[x.tolist(), theta.tolist()] for x, theta in drawn]
    found_sums = np.ravel(evaluate(mathematics("neuron", "weightedSum"), given))
    distances = np.ravel(evaluate(mathematics("neuron", "signedDistance"), by_theta))
    normals = evaluate(mathematics("neuron", "unitNormal"), [[theta.tolist()] for _, theta in drawn])
    for (x, theta), z, distance, (normal,) in zip(drawn, found_sums, distances, normals, strict=True):
        np.testing.assert_allclose(z, weighted_sum(x[None], theta[1:], theta[0])[0], rtol=0, atol=1e-12)
        np.testing.assert_allclose(distance, signed_distance(x[None], theta)[0], rtol=0, atol=1e-12)
        np.testing.assert_allclose(normal, unit_normal(theta), rtol=0, atol=1e-12)


def test_pythons_own_numbers_are_those_of_the_solutions():
    widget = module_of("neuron").WIDGET(weights=[2, 3], bias=1, factor=0.5)
    np.testing.assert_allclose(widget.sums, weighted_sum(POINTS, THETA[1:] / 2, 0.5), rtol=0, atol=1e-12)
    np.testing.assert_allclose(widget.distances, signed_distance(POINTS, THETA), rtol=0, atol=1e-12)
    widget.close()


def test_a_dragged_point_has_another_sum_and_a_moved_bias_changes_all(reader):
    page = reader("neuron")
    np.testing.assert_allclose(sums(page), weighted_sum(POINTS, THETA[1:], 1))
    page.drag("point B", 40, 0)
    x, y = map(float, page.slider("point B").get_attribute("data-value").split())
    assert x > -1 and y == -1, "to the right, and a step of the grid is no larger than a tenth"
    np.testing.assert_allclose(sums(page)[1], 1 + 2 * x + 3 * y, rtol=0, atol=1e-12)
    before = sums(page)
    page.move("bias b", 2.5)
    np.testing.assert_allclose(np.subtract(sums(page), before), 1.5, atol=1e-12)


def test_arrow_keys_move_a_point_and_stop_at_the_edge(reader):
    page = reader("neuron")
    page.press("tip of the weights", "ArrowUp", "ArrowLeft", "Shift+ArrowLeft")
    assert page.slider("tip of the weights").get_attribute("data-value") == "1.4 3.1"
    page.press("tip of the weights", *["Shift+ArrowUp"] * 3)
    assert page.slider("tip of the weights").get_attribute("data-value") == "1.4 4"


def line(page):
    """The path of the boundary, as it is drawn."""
    return page.widget.locator("path.kit-ink").get_attribute("d")


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("It stands still.", "✓", "twice the sum is 0, too"), ("It turns.", "✗", "their direction stays")],
)
def test_a_prediction_of_twice_everything_is_compared_with_what_happens(reader, option, sign, because):
    page = reader("neuron")
    handle = "Multiply both weights and the bias by"
    assert page.slider(handle).is_disabled()
    before = line(page)
    said = page.predict("double", option)
    page.move(handle, 1.5)
    assert said.inner_text() == "", "the question was about twice everything"
    page.move(handle, 2)
    assert line(page) == before
    np.testing.assert_allclose(sums(page), 2 * weighted_sum(POINTS, THETA[1:], 1))
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "from 6.00 to 12.00" in said.inner_text()


@pytest.mark.parametrize(
    ("typed", "hears"),
    [
        ("-4", "the sum itself"),
        ("1,11", "The size is right"),
        ("-1.07", "The bias is in your length"),
        ("-0.31", "take its root"),
        ("-1.39", "the bias is missing in the sum"),
        ("-0.8", "not their sum"),
        ("7", "Not yet"),
        ("far", "cannot read"),
    ],
)
def test_a_wrong_distance_hears_which_rule_gives_it(reader, typed, hears):
    assert hears in reader("neuron").answer("distance", typed)


def test_a_right_distance_shows_all_of_them_until_something_moves(reader):
    page = reader("neuron")
    column = "tbody tr > td:nth-child(4)"
    assert page.widget.locator(column).all_inner_texts() == ["?", "?", "?"]
    assert page.answer("distance", "-1,11").startswith("✓")
    np.testing.assert_allclose(page.values(column), signed_distance(POINTS, THETA), rtol=0, atol=1e-12)
    page.move("weight w₁", -1)
    assert page.widget.locator(column).all_inner_texts() == ["?", "?", "?"]
    assert page.widget.locator('[data-task="distance"] .kit-verdict').inner_text() == "", (
        "it was about another boundary"
    )
    assert page.answer("distance", "-1.11").startswith("✗"), "and so was the answer"


def test_a_neuron_without_weights_has_no_boundary_and_no_distance(reader):
    page = reader("neuron", address_of("neuron", weights=[0, 0]))
    assert line(page) == ""
    assert "no boundary" in page.answer("distance", "1")


def test_what_a_link_says_out_of_range_is_put_right(reader):
    page = reader("neuron", address_of("neuron", factor=0, weights=[1e5, -1e5], points=[[9, 9], [0, 0], [0, -9]]))
    np.testing.assert_allclose(sums(page), 0.5 * (1 + np.array([4, 0, 16])))


PIXEL = """host => { const canvas = host.querySelector('canvas');
  return [...canvas.getContext('2d').getImageData(canvas.width - 1, 0, 1, 1).data].slice(0, 3); }"""


def test_the_plane_changes_its_colours_with_the_pages_theme_though_nothing_is_moved(reader):
    page = reader("neuron", color_scheme="light")
    light = page.widget.evaluate(PIXEL)
    page.tab.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.next_frame()
    dark = page.widget.evaluate(PIXEL)
    assert dark != light
    page.move("bias b", 1.1)
    assert page.widget.evaluate(PIXEL) == dark, "as it is drawn when something is moved"
