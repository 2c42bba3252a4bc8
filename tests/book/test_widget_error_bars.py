"""The error bars widget: the bars are the solutions' gradient, follow the pull of any one, and sum to 0."""

from __future__ import annotations

import numpy as np
import pytest

from solutions.cross_entropy import one_hot, softmax_loss_gradient

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

MODULE = module_of("error_bars")
SCORES, LABELS = np.array(MODULE.SCORES), [1, 1, 2]
BAR = "bar of sample {}, class {}"


def gradient(scores, labels, *, mean):
    """The solutions' gradient is that of the mean."""
    return softmax_loss_gradient(np.array(scores), one_hot(np.array(labels), 3)) * (1 if mean else len(labels))


def bars(page):
    return np.reshape(page.values("rect.error_bars-bar"), (3, 3))


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(12)
    drawn = [(rng.normal(0, 5, (4, 3)), rng.integers(0, 3, 4), bool(mean)) for mean in rng.integers(0, 2, 100)]
    evaluate = reader("error_bars").tab.evaluate
    given = [[scores.tolist(), labels.tolist(), mean] for scores, labels, mean in drawn]
    found = evaluate(mathematics("error_bars", "gradient"), given)
    for (scores, labels, mean), (one,) in zip(drawn, found, strict=True):
        np.testing.assert_allclose(one, gradient(scores, labels, mean=mean), rtol=0, atol=1e-12)
    pulls = [(float(rng.uniform(0.01, 0.99)), int(rng.integers(3)), scores[0].tolist()) for scores, _, _ in drawn]
    for (p, k, scores), (score,) in zip(pulls, evaluate(mathematics("error_bars", "scoreFor"), pulls), strict=True):
        scores[k] = score
        by_first_class = gradient([scores], [0], mean=False)[0] + [1, 0, 0]
        np.testing.assert_allclose(by_first_class[k], p, rtol=0, atol=1e-12)


def test_pythons_own_numbers_are_those_of_the_solutions():
    for mean in (False, True):
        widget = MODULE.WIDGET(labels=[0, 2, 1], mean=mean)
        np.testing.assert_allclose(widget.gradient, gradient(SCORES, [0, 2, 1], mean=mean), rtol=0, atol=1e-12)
        widget.close()


def test_the_end_of_a_bar_is_pulled_and_the_other_two_of_its_sample_make_up_for_it(reader):
    page = reader("error_bars")
    before = bars(page)
    np.testing.assert_allclose(before, gradient(SCORES, LABELS, mean=False), rtol=0, atol=1e-12)
    page.drag(BAR.format("B", 0), 0, -30)
    after = bars(page)
    assert after[1, 0] > before[1, 0] + 0.1 and (after[1, 1:] < before[1, 1:]).all()
    np.testing.assert_allclose(after.sum(axis=1), 0, atol=1e-12)
    np.testing.assert_array_equal(after[[0, 2]], before[[0, 2]])


def test_arrow_keys_pull_a_bar_and_no_bar_gets_past_what_a_probability_allows(reader):
    page = reader("error_bars")
    page.press(BAR.format("A", 1), "ArrowUp")
    assert bars(page)[0, 1] > gradient(SCORES, LABELS, mean=False)[0, 1]
    page.press(BAR.format("A", 1), *["Shift+ArrowUp"] * 12)
    np.testing.assert_allclose(bars(page)[0, 1], -0.01, atol=1e-12)
    page.press(BAR.format("C", 0), *["Shift+ArrowDown"] * 3)
    np.testing.assert_allclose(bars(page)[2, 0], 0.01, atol=1e-12)


def test_with_the_mean_a_bar_is_pulled_to_where_the_hand_is(reader):
    page = reader("error_bars", address_of("error_bars", mean=True))
    np.testing.assert_allclose(bars(page), gradient(SCORES, LABELS, mean=True), rtol=0, atol=1e-12)
    page.press(BAR.format("B", 0), "ArrowUp")
    at = bars(page)[1, 0]
    np.testing.assert_allclose(at, np.round(gradient(SCORES, LABELS, mean=True)[1, 0] / 0.02 + 1) * 0.02, atol=1e-9)


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("To 0, wherever I pull.", "✓", "the bars are the difference"), ("To 1, as", "✗", "the targets sum to 1 as well")],
)
def test_the_sum_of_a_samples_bars_waits_for_a_prediction(reader, option, sign, because):
    page = reader("error_bars")
    sums = "tbody tr > td:nth-child(3)"
    assert page.widget.locator(sums).all_inner_texts() == ["?"] * 3
    said = page.predict("sum", option).inner_text()
    assert said.startswith(sign) and because in said
    assert page.widget.locator(sums).all_inner_texts() == ["0.00"] * 3


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("That of class 2.", "✓", "has to rise"), ("That of its most probable", "✗", "minus 0 is positive")],
)
def test_another_label_makes_another_bar_negative_and_only_that(reader, option, sign, because):
    page = reader("error_bars")
    said = page.predict("negative", option)
    label = page.widget.get_by_role("group", name="Label of sample A").get_by_label("class 2")
    assert said.inner_text() == ""
    label.check()
    page.next_frame()
    np.testing.assert_allclose(bars(page), gradient(SCORES, [2, 1, 2], mean=False), rtol=0, atol=1e-12)
    np.testing.assert_array_equal(bars(page)[0] < 0, [False, False, True])
    assert said.inner_text().startswith(sign) and because in said.inner_text()


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("Their lengths", "✓", "goes the same way"), ("Some change", "✗", "no sign and no ratio")],
)
def test_the_mean_shortens_all_bars_and_turns_none(reader, option, sign, because):
    page = reader("error_bars")
    before = bars(page)
    said = page.predict("mean", option)
    assert said.inner_text() == ""
    page.widget.get_by_label("mean over the samples").check()
    page.next_frame()
    np.testing.assert_allclose(bars(page), before / 3, rtol=0, atol=1e-12)
    assert said.inner_text().startswith(sign) and because in said.inner_text()


def test_what_a_link_says_out_of_range_is_put_right(reader):
    page = reader("error_bars", address_of("error_bars", labels=[7, 1, 2], scores=[[1e5, 0, 0], [0, 0, 0], [0, 0, 0]]))
    np.testing.assert_allclose(bars(page), gradient([[9, 0, 0], [0] * 3, [0] * 3], [0, 1, 2], mean=False), atol=1e-12)
