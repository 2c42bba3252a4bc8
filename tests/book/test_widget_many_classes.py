"""The widget of many classes: its scores and distances are those of the solutions, and each rule decides as it says."""

from __future__ import annotations

import numpy as np
import pytest

from solutions.decisions import best_template, class_distances

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

W = np.array([[2, 0.3, -1], [0, 0.4, 1]])
B = np.array([0.5, 0.2, -0.1])
TIE = [-0.3, 1.0]
FOUND = """all => all.map(([x, W, b]) => { const m = bookWidgets.many_classes.mathematics;
  const scores = m.scoresOf(x, W, b);
  const winners = ["scores", "distances", "claims"].map((rule) => m.winner(rule, x, { W, b }));
  return [scores, m.classDistances(scores, W), m.bestTemplate(x, W, b), ...winners]; })"""
PICTURE = "host => host.querySelector('canvas').toDataURL()"


def agree(found, right):
    """Hold that two tables are the same to 1e-12."""
    np.testing.assert_allclose(found, right, rtol=0, atol=1e-12)


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(8)
    drawn = [(rng.normal(0, 2, 2), rng.normal(0, 2, (2, 3)), rng.normal(0, 2, 3)) for _ in range(200)]
    given = [[part.tolist() for part in case] for case in drawn]
    for (x, w, b), found in zip(drawn, reader("many_classes").tab.evaluate(FOUND, given), strict=True):
        scores, distances, best, by_score, by_distance, by_claim = found
        agree(scores, x @ w + b)
        agree(distances, class_distances(np.array([scores]), w)[0])
        assert best == by_score == best_template(x[None], w, b)[0]
        assert by_distance == np.argmax(distances)
        claimed = np.flatnonzero(np.array(scores) > 0)
        assert by_claim == (claimed[0] if len(claimed) == 1 else -1)


def test_python_counts_the_votes_that_the_page_counts(reader):
    widget, X = module_of("many_classes").WIDGET(), np.random.default_rng(9).uniform(-3, 3, (100, 2))
    given = [[x, widget.duels] for x in X.tolist()]
    found = reader("many_classes").tab.evaluate(mathematics("many_classes", "votesOf"), given)
    np.testing.assert_array_equal(np.array(found)[:, 0], widget.votes(X))
    assert (widget.votes(X).sum(axis=1) == 3).all() and widget.votes(np.array([TIE])).tolist() == [[1, 1, 1]]
    widget.close()


def decide_by(page, rule):
    page.widget.get_by_role("radio", name=rule, exact=True).check()
    page.next_frame()


def column(page, number):
    return page.values(f"tbody tr td:nth-child({number})")


def test_a_dragged_sample_has_other_scores_and_each_rule_has_its_own_regions(reader):
    page = reader("many_classes")
    pictures = set()
    for rule in ("the only claim", "largest score", "largest distance", "most votes of the pairs"):
        decide_by(page, rule)
        pictures.add(page.widget.evaluate(PICTURE))
    assert len(pictures) == 4
    page.drag("sample A", -40, 0)
    x = np.array([float(value) for value in page.slider("sample A").get_attribute("data-value").split()])
    assert x[0] < 0.3 and x[1] == 0.9
    agree(column(page, 2), x @ W + B)
    agree(column(page, 3), class_distances((x @ W + B)[None], W)[0])


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("Some places are claimed", "✓", "leave gaps"), ("Every place is claimed", "✗", "They were trained apart")],
)
def test_places_are_claimed_by_several_or_none(reader, option, sign, because):
    page = reader("many_classes", address_of("many_classes", rule="claims", point=[2, -2]))
    said = page.predict("claims", option)
    assert said.inner_text() == "", "class 0 alone claims this place"
    page.press("sample A", *["Shift+ArrowUp"] * 6)
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "claimed by 2 classes" in said.inner_text()


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("By the largest score only.", "✓", "divided by the length"),
        ("By the largest distance only.", "✗", "so the distance stays"),
        ("By both.", "✗", "the distance stays"),
        ("By neither", "✗", "four times as large"),
    ],
)
def test_a_stretched_classifier_wins_by_score_and_not_by_distance(reader, option, sign, because):
    page = reader("many_classes")
    said, handle = page.predict("stretch", option), "Multiply the weights and the bias of class 0 by"
    by_score = page.widget.evaluate(PICTURE)
    page.move(handle, 4)
    assert page.widget.evaluate(PICTURE) != by_score
    assert "from 1.70 to 6.80; its distance is 0.85" in said.inner_text()
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    decide_by(page, "largest distance")
    by_distance = page.widget.evaluate(PICTURE)
    page.move(handle, 1)
    assert page.widget.evaluate(PICTURE) == by_distance


@pytest.mark.parametrize(("option", "sign"), [("Yes.", "✓"), ("No: three votes", "✗")])
def test_three_votes_can_be_one_for_each(reader, option, sign):
    page = reader("many_classes", address_of("many_classes", rule="votes", point=[TIE[0], -1]))
    said = page.predict("votes", option)
    assert said.inner_text() == ""
    page.press("sample A", *["Shift+ArrowUp"] * 4)
    assert column(page, 4) == [1, 1, 1]
    assert said.inner_text().startswith(sign) and "paper, scissors and stone" in said.inner_text()


def test_what_a_link_says_out_of_range_is_put_right(reader):
    page = reader("many_classes", address_of("many_classes", rule="", factor=-8, point=[99, -1e5]))
    assert page.slider("sample A").get_attribute("data-value") == "3 -2.4"
    agree(column(page, 2), np.array([3, -2.4]) @ (W * [0.25, 1, 1]) + B * [0.25, 1, 1])
    assert page.widget.get_by_role("radio", name="the only claim").is_checked()
