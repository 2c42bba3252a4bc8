"""The widget of decisions: its mathematics is that of the solutions, and the regions do what is said of them."""

from __future__ import annotations

import numpy as np
import pytest

from solutions.decisions import best_threshold, expected_utilities, utility_decision

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

U = np.array([[6.0, 4, 1], [2, 6, 4], [-10, -4, 8]])
P = np.array([0.6, 0.3, 0.1])
PICTURE = "host => host.querySelector('canvas').toDataURL()"
OPEN = {"predictions": {"chosen": "pills"}}


def agree(found, right):
    """Hold that two tables are the same to 1e-12."""
    np.testing.assert_allclose(found, right, rtol=0, atol=1e-12)


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(5)
    evaluate = reader("decisions").tab.evaluate
    drawn = [(rng.dirichlet(np.ones(3)), rng.normal(0, 5, (3, 4)), rng.normal(0, 5, 3)) for _ in range(200)]
    tables = evaluate(mathematics("decisions", "expectedUtilities"), [[p.tolist(), u.tolist()] for p, u, _ in drawn])
    choices = evaluate(mathematics("decisions", "utilityDecision"), [[p.tolist(), u.tolist()] for p, _, u in drawn])
    for (p, table, prizes), (worth,), (choice,) in zip(drawn, tables, choices, strict=True):
        agree(worth, expected_utilities(p[None], table)[0])
        assert choice == utility_decision(p[None], prizes)[0]
    costs = rng.uniform(0.1, 9, (50, 2))
    found = np.ravel(evaluate(mathematics("decisions", "bestThreshold"), costs.tolist()))
    agree(found, [best_threshold(*cost) for cost in costs])


def test_every_place_of_the_triangle_has_its_probabilities(reader):
    rng = np.random.default_rng(6)
    evaluate = reader("decisions").tab.evaluate
    drawn = rng.dirichlet(np.ones(3), 100)
    places = evaluate(mathematics("decisions", "placeOf"), [[p.tolist()] for p in drawn])
    agree(evaluate(mathematics("decisions", "probabilitiesAt"), places), drawn[:, None])
    outside = evaluate(mathematics("decisions", "probabilitiesAt"), [[[-1, 0]], [[0.5, 2]], [[0.5, -0.3]]])
    agree(outside, [[[1, 0, 0]], [[0, 0, 1]], [[0.5, 0.5, 0]]])


def test_pythons_own_numbers_are_those_of_the_solutions():
    widget = module_of("decisions").WIDGET(bonus=2, ask=1.5)
    agree(widget.worth[:3], expected_utilities(P[None], U + np.array([[0], [0], [2]]))[0])
    assert widget.worth[3] == pytest.approx(1.5)
    widget.close()


def averages(page):
    """What the actions are worth on average, as the table's foot has it."""
    return page.values("tfoot td")


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("Give pills.", "✓", "never far wrong"),
        ("Send home: healthy is the most probable.", "✗", "only if all mistakes cost the same"),
        ("To hospital: there is most to lose", "✗", "only half of it"),
    ],
)
def test_what_an_action_is_worth_is_shown_once_it_was_predicted(reader, option, sign, because):
    page = reader("decisions")
    assert page.widget.locator("tfoot td").all_inner_texts() == ["?"] * 3
    empty = page.widget.evaluate(PICTURE)
    said = page.predict("chosen", option).inner_text()
    assert said.startswith(sign) and because in said
    agree(averages(page), expected_utilities(P[None], U)[0])
    assert page.widget.evaluate(PICTURE) != empty
    assert "Best on average: give pills. Most probable: healthy." in page.widget.inner_text()


def test_probabilities_are_dragged_and_utilities_typed(reader):
    page = reader("decisions", address_of("decisions", **OPEN))
    page.drag("the probabilities", 0, -60)
    p = np.array(page.values("tbody tr td:nth-child(2)"))
    assert p[2] > 0.2 and np.isclose(p.sum(), 1)
    agree(averages(page), p @ U)
    before = page.widget.evaluate(PICTURE)
    page.slider("utility: give pills, if grave").fill("9")
    page.next_frame()
    changed = np.where(U == -4, 9, U)
    agree(averages(page), p @ changed)
    assert page.widget.evaluate(PICTURE) != before
    for key in ("Control+a", "-"):  # a number that is not finished
        page.slider("utility: give pills, if grave").press(key)
    page.next_frame()
    agree(averages(page), p @ changed)
    page.press("the probabilities", *["Shift+ArrowUp"] * 20)
    agree(page.values("tbody tr td:nth-child(2)"), [0, 0, 1])


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("They stand still.", "✓", "within a row"), ("The hospital's region grows.", "✗", "by the same amount")],
)
def test_more_for_every_action_moves_no_region(reader, option, sign, because):
    page = reader("decisions", address_of("decisions", **OPEN))
    handle = "Add to every action, if it is grave"
    assert page.slider(handle).is_disabled()
    before, worth = page.widget.evaluate(PICTURE), averages(page)
    said = page.predict("bonus", option)
    assert said.inner_text() == ""
    page.move(handle, 5)
    assert page.widget.evaluate(PICTURE) == before
    agree(averages(page), np.add(worth, 0.5))
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "worth 0.50 more" in said.inner_text()


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("At a border between two regions.", "✓", "neither much"),
        ("Near a corner", "✗", "there is nothing to ask"),
        ("In the very middle", "✗", "but not the decision"),
    ],
)
def test_asking_wins_first_where_two_regions_meet(reader, option, sign, because):
    page = reader("decisions", address_of("decisions", **OPEN))
    said = page.predict("ask", option)
    before = page.widget.evaluate(PICTURE)
    page.move("Asking a colleague is worth", 2.4)
    assert said.inner_text() == "" and page.widget.evaluate(PICTURE) == before
    page.move("Asking a colleague is worth", 2.7)
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert page.widget.evaluate(PICTURE) != before
    ((found,),) = page.tab.evaluate(
        mathematics("decisions", "doubts"), [[np.column_stack([U, np.full(3, 2.7)]).tolist()]]
    )
    first, second = np.sort(np.array(found["least"]) @ U)[:0:-1]
    assert 0 < found["share"] < 0.05 and first - second < 0.5, "two actions are worth nearly the same there"


def test_a_wrong_threshold_hears_which_rule_gives_it(reader):
    page = reader("decisions")
    hears = {"0,78": "earlier or later", "0.5": "cost the same", "0.28": "Odds", "0.9": "Not yet", "no": "cannot read"}
    for typed, reply in hears.items():
        assert reply in page.answer("threshold", typed)
    assert page.answer("threshold", f"{best_threshold(6 - 1, 8 + 10):.2f}").startswith("✓")


def test_a_table_without_a_doubt_has_no_threshold_and_a_link_is_put_right(reader):
    page = reader(
        "decisions",
        address_of("decisions", **OPEN, probabilities=[-1, 0, 0], utilities=[[99, 0, -1e5], *[[0, 0, 0]] * 2]),
    )
    agree(page.values("tbody tr td:nth-child(2)"), [1 / 3] * 3)
    agree(averages(page), [10 / 3, 0, -10 / 3])
    assert "no threshold" in page.answer("threshold", "0.5")
