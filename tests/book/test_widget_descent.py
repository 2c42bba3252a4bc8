"""The descent widget: its walks are those of the solutions; the rate, the surface and the arrow answer predictions."""

from __future__ import annotations

import re

import numpy as np
import pytest

from solutions.training import descent_step

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

PLACE, LOSS, FACTORS = "tbody tr:nth-child(1) td", "tbody tr:nth-child(2) td", "tbody tr:nth-child(3) td"
OPEN = {"limit": "half"}


def gradient(place, bends):
    """The gradient of the loss, one axis at a time, by central differences; exact on a parabola but for rounding."""
    nudges = 0.5 * np.eye(len(place))
    return np.array([height(place + nudge, bends) - height(place - nudge, bends) for nudge in nudges])


def height(place, bends):
    """The loss at a place."""
    return float(np.dot(bends, np.square(place))) / 2


def walked(place, bends, rate, steps):
    """All places of a walk, by the solutions' step."""
    places = [np.array(place, dtype=float)]
    for _ in range(steps):
        places.append(descent_step(places[-1], gradient(places[-1], np.array(bends)), rate))
    return np.array(places)


def place_of(page):
    """Where the walk has come to, exact."""
    return [float(x) for x in page.widget.locator(PLACE).get_attribute("data-value").split(",")]


def test_the_widgets_walks_are_those_of_the_solutions(reader):
    rng = np.random.default_rng(12)
    evaluate = reader("descent").tab.evaluate
    for size in (1, 2):
        place, bends, rate = rng.normal(0, 2, size), rng.uniform(0.2, 8, size), rng.uniform(0.01, 0.3)
        given = [[place.tolist(), bends.tolist(), rate, 20]]
        expected = walked(place, bends, rate, 20)
        np.testing.assert_allclose(
            evaluate(mathematics("descent", "walk"), given)[0][0], expected, rtol=1e-12, atol=1e-12
        )
        found = evaluate(mathematics("descent", "loss", "gradient"), [[place.tolist(), bends.tolist()]])[0]
        np.testing.assert_allclose(found[0], height(place, bends), rtol=1e-12)
        np.testing.assert_allclose(found[1], gradient(place, bends), rtol=0, atol=1e-12)
    off, on = evaluate(mathematics("descent", "missedBy"), [[[1, 1], [0.0, 3.0]], [[0, 2], [1, 5]]])
    np.testing.assert_allclose([*off, *on], [45, 0], rtol=0, atol=1e-6)


def test_pythons_own_walks_are_those_of_the_solutions():
    for on, place, bends in (("curve", [1.0], [4.0]), ("surface", [-4.0, 1.2], [0.4, 4.0])):
        widget = module_of("descent").WIDGET(on=on, rate=0.3, steps=9)
        np.testing.assert_allclose(widget.walk(), walked(place, bends, 0.3, 9), rtol=1e-12, atol=1e-12)
        widget.close()


def test_the_start_is_dragged_and_the_rate_moves_the_whole_walk(reader):
    page = reader("descent")
    path = page.widget.locator("path.kit-line-0").first
    before = path.get_attribute("d")
    page.drag("start of the walk", -150, 30)
    start = float(page.slider("start of the walk").get_attribute("data-value").split()[0])
    assert start < 0, "on the other side, wherever the pointer is above or below the curve"
    np.testing.assert_allclose(place_of(page), walked([start], [4], 0.05, 6)[-1], rtol=0, atol=1e-12)
    moved = path.get_attribute("d")
    page.move("learning rate", 0.3)
    assert len({before, moved, path.get_attribute("d")}) == 3
    np.testing.assert_allclose(place_of(page), walked([start], [4], 0.3, 6)[-1], rtol=0, atol=1e-12)
    assert "from side to side, nearer each time" in page.widget.inner_text()


def test_a_walk_goes_on_by_itself_until_it_is_paused_and_goes_back(reader):
    page = reader("descent")
    page.widget.get_by_role("button", name="One step").click()
    page.next_frame()
    np.testing.assert_allclose(place_of(page), walked([1], [4], 0.05, 7)[-1], rtol=0, atol=1e-12)
    page.widget.get_by_role("button", name="Walk").click()
    page.widget.get_by_text(re.compile(r"After (8|9|1\d|20) steps")).wait_for()
    page.widget.get_by_role("button", name="To the start").click()
    page.next_frame()
    page.next_frame()
    assert place_of(page) == [1]


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("Above 0.5.", "✓", "2 / curvature"),
        ("Above 0.25.", "✗", "arrives in one step"),
        ("Never:", "✗", "which way is down"),
    ],
)
def test_no_rate_runs_away_before_a_prediction_says_which_one_does(reader, option, sign, because):
    page = reader("descent")
    rate = page.slider("learning rate")
    assert rate.get_attribute("max") == "0.4" and page.slider("curvature").is_disabled()
    assert page.widget.locator(FACTORS).inner_text() == "?"
    said = page.predict("limit", option)
    page.move("learning rate", 0.5)
    assert said.inner_text() == "" and "for ever" in page.widget.inner_text(), "this is the limit itself"
    page.move("learning rate", 0.6)
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "by −1.40" in said.inner_text()
    np.testing.assert_allclose(page.values(FACTORS), [1 - 0.6 * 4], rtol=0, atol=1e-12)
    assert height(place_of(page), [4]) > 10


def test_a_steeper_curve_runs_away_sooner(reader):
    page = reader("descent", address_of("descent", rate=0.3, predictions=OPEN))
    assert "nearer each time" in page.widget.inner_text()
    page.move("curvature", 7)
    assert "runs away" in page.widget.inner_text()
    np.testing.assert_allclose(place_of(page), walked([1], [7], 0.3, 6)[-1], rtol=1e-12)


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("Only from the axes of the ellipses.", "✓", "bends, or swings"), ("Yes:", "✗", "miss the middle")],
)
def test_the_arrow_is_drawn_after_a_prediction_and_misses_the_minimum_off_the_axes(reader, option, sign, because):
    page = reader("descent")
    page.slider("a surface").check()
    page.next_frame()
    arrow = page.widget.locator(".descent-arrow")
    assert arrow.get_attribute("d") == "" and not page.slider("start of the walk").is_visible()
    np.testing.assert_allclose(place_of(page), walked([-4, 1.2], [0.4, 4], 0.05, 6)[-1], rtol=0, atol=1e-12)
    said = page.predict("arrow", option)
    assert said.inner_text() == "" and len(arrow.get_attribute("d")) > 20
    page.press("start on the surface", "ArrowRight", "Shift+ArrowUp")
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    place = np.array([-3.9, 1.7])
    away = gradient(place, np.array([0.4, 4]))
    angle = np.degrees(np.arccos(place @ away / np.linalg.norm(place) / np.linalg.norm(away)))
    assert f"misses by {angle:.0f}°" in said.inner_text()


HEARD = {
    "4": "the flat direction",
    "0.125": "arrives in one step",
    "0,47": "do not make a mean",
    "0.235": "do not add up",
    "2": "the flat direction arrives",
    "0.5": "the curvature 4",
    "0.3": "Not yet",
    "slow": "cannot read",
    "0,25": "✓",
}


def test_a_wrong_limit_of_a_surface_hears_which_rule_gives_it_and_the_right_one_is_told_so(reader):
    page = reader("descent")
    said = {typed: page.answer("other", typed) for typed in HEARD}
    assert {typed: reply for typed, reply in said.items() if HEARD[typed] not in reply} == {}


def test_what_a_link_says_out_of_range_is_put_right(reader):
    page = reader("descent", address_of("descent", rate=90, curvature=-3, steps=1000, start=77))
    np.testing.assert_allclose(place_of(page), walked([2], [4], 0.4, 20)[-1], rtol=0, atol=1e-12)
    page = reader(
        "descent", address_of("descent", rate=-1, curvature=90, on="surface", place=[9, -9], predictions=OPEN)
    )
    np.testing.assert_allclose(place_of(page), walked([5, -3.7], [0.8, 8], 0.01, 6)[-1], rtol=0, atol=1e-12)
