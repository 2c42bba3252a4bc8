"""The composition widget: the product is the solutions' Jacobian, predicted first, and a wrong entry hears the bank."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.bank.chapters.computation_graphs.composition import COMPOSITION_JACOBIAN
from solutions.graph_jacobians import composition_jacobian

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

MODULE = module_of("composition")
WRONG = {wrong.answer.__name__: wrong for wrong in COMPOSITION_JACOBIAN.wrong}
PREDICTED = {"shape": "2x2", "order": "FG"}
ENTRIES = "[data-entry]"


def drawn_points():
    return np.random.default_rng(13).uniform(-3, 3, (100, 2)).tolist()


def test_the_widgets_mathematics_is_that_of_the_solutions_and_the_difference_quotient_agrees(reader):
    evaluate = reader("composition").tab.evaluate
    points = drawn_points()
    for point, (found,) in zip(
        points, evaluate(mathematics("composition", "composed"), [[one] for one in points]), strict=True
    ):
        np.testing.assert_allclose(found, composition_jacobian(*point), rtol=0, atol=1e-12)
    places = [[point, k, i] for point in points for k in (0, 1) for i in (0, 1)]
    quotients = np.reshape(evaluate(mathematics("composition", "quotient"), places), (-1, 2, 2))
    np.testing.assert_allclose(quotients, [composition_jacobian(*point) for point in points], rtol=0, atol=1e-4)


def test_its_wrong_rules_are_the_banks(reader):
    points = drawn_points()
    found = reader("composition").tab.evaluate(mathematics("composition", "wrongJacobians"), [[one] for one in points])
    of_this_shape = {name for name, wrong in WRONG.items() if np.shape(wrong.answer(1.0, 2.0)) == (2, 2)}
    assert of_this_shape == set(found[0][0])
    for point, (tables,) in zip(points, found, strict=True):
        for name, table in tables.items():
            np.testing.assert_allclose(table, WRONG[name].answer(*point), rtol=0, atol=1e-12, err_msg=name)


def test_pythons_own_factors_multiply_to_the_jacobian_of_the_solutions():
    for point in ([1.0, -1.0], [-2.5, 0.3]):
        widget = MODULE.WIDGET(point=point)
        second, first = widget.factors
        np.testing.assert_allclose(second @ first, composition_jacobian(*point), rtol=0, atol=1e-12)
        widget.close()


def test_the_inputs_move_every_value_of_the_graph(reader):
    page = reader("composition")
    page.move("input a", 2)
    page.move("input b", 0.5)
    values = page.values("[data-node]")
    np.testing.assert_allclose(values, [2, 0.5, -0.5, 1, 1.5, -1.5, -0.5], rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("shape", "order", "signs", "because"),
    [
        ("2 × 2", "F times G", "✓✓", ("leaves no trace", "stands on the right")),
        ("3 × 3", "Either: the sizes", "✗✗", ("two of each", "two different tables")),
        ("2 × 3", "G times F", "✗✗", ("second function alone", "for three inputs")),
    ],
)
def test_shape_and_order_are_predicted_before_anything_is_multiplied(reader, shape, order, signs, because):
    page = reader("composition")
    scheme = page.widget.locator(".composition-scheme")
    said = [page.predict("shape", shape).inner_text()]
    assert not scheme.is_visible() and page.widget.locator(".composition-lit").count() == 0
    said.append(page.predict("order", order).inner_text())
    assert "".join(one[0] for one in said) == signs
    assert all(part in one for part, one in zip(because, said, strict=True))
    assert scheme.is_visible() and page.widget.locator(ENTRIES).all_inner_texts() == ["?"] * 4
    assert page.widget.locator(".composition-lit").count() == 6, "three paths of two lines"


def test_a_right_entry_shows_all_and_they_follow_the_inputs_as_their_difference_quotients_do(reader):
    page = reader("composition", address_of("composition", predictions=PREDICTED, point=[2, 1.5], entry=1))
    right = composition_jacobian(2, 1.5)
    assert page.answer("entry", f"{right[0, 1]:.2f}").startswith("✓")
    np.testing.assert_allclose(page.values(ENTRIES), np.ravel(right), rtol=0, atol=1e-12)
    page.move("input b", -2)
    page.widget.get_by_label("v by a").check()
    page.next_frame()
    right = composition_jacobian(2, -2)
    np.testing.assert_allclose(page.values(ENTRIES), np.ravel(right), rtol=0, atol=1e-12)
    entry, quotient = page.values('[data-task="entry"] td')
    np.testing.assert_allclose([entry, quotient], right[1, 0], rtol=0, atol=1e-4)
    lit = page.values(".composition-on")
    np.testing.assert_allclose(np.dot(lit[:3], lit[3:6]), lit[6], rtol=0, atol=1e-12, err_msg="column times row")


def test_a_wrong_entry_hears_which_rule_gives_it_in_the_words_of_the_bank(reader):
    page = reader("composition")
    for name, (k, i) in {
        "path_counted_twice": (0, 0),
        "transposed": (0, 1),
        "taken_at_the_slopes": (0, 1),
        "taken_at_the_inputs": (0, 0),
        "one_path_each": (1, 1),
    }.items():
        address = address_of("composition", predictions=PREDICTED, point=[2, 1.5], entry=2 * k + i)
        page.tab.evaluate("hash => { location.hash = hash; }", address)
        page.next_frame()
        said = page.answer("entry", f"{WRONG[name].answer(2, 1.5)[k][i]:.2f}")
        assert said.startswith("✗") and WRONG[name].why in said, name
        assert page.widget.locator(ENTRIES).all_inner_texts() == ["?"] * 4
    assert "three products" in page.answer("entry", "0,77") and "cannot read" in page.answer("entry", "some")


def test_the_product_can_be_shown_instead_by_the_keyboard_alone(reader):
    page = reader("composition", address_of("composition", predictions=PREDICTED, point=[2, 3]))
    page.widget.get_by_role("button", name="Show it").focus()
    page.tab.keyboard.press("Enter")
    page.next_frame()
    np.testing.assert_allclose(page.values(ENTRIES), np.ravel(composition_jacobian(2, 3)), rtol=0, atol=1e-12)
    way = page.widget.locator(".composition-way").inner_text()
    assert way.startswith("u by a: 18 · 1 + (−39) · 3 + 0 · 1 = −99")


def test_what_a_link_says_out_of_range_is_put_right(reader):
    page = reader("composition", address_of("composition", predictions=PREDICTED, point=[50, -50], entry=9, found=True))
    np.testing.assert_allclose(page.values(ENTRIES), np.ravel(composition_jacobian(3, -3)), rtol=0, atol=1e-12)
    assert page.widget.get_by_label("u by a").is_checked()
