"""The batches widget: its training is that of the solutions; what a pass does is predicted for each size of batch."""

from __future__ import annotations

import re

import numpy as np
import pytest

from solutions.training import class_probabilities, descent_step, minibatches, parameter_gradients, train, training_loss

from .widget_fixtures import ROOT, address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

TABLE = np.loadtxt(ROOT / "book/exercises/data/iris.csv", delimiter=",", skiprows=6)[:, 2:]
X, LABELS = TABLE[:, :2], TABLE[:, 2].astype(int)
START = np.array([[0.1, -0.1, 0.1], [0.2, 0.2, -0.1]]), np.array([0.1, 0.05, -0.1])
IN_ORDER = {"table": np.arange(9), "turns": np.array([0, 3, 6, 1, 4, 7, 2, 5, 8])}
SIZES = [1, 3, 9]
LOSS = "tbody tr > td:nth-child(3)"
OPEN = {"first": "both", "turns": "threes"}


def losses(orders, size, rate):
    """The mean loss at the start and after each step, by the solutions; `orders` has a row for each pass."""
    theta, found = START, [training_loss(X, LABELS, *START)]
    for rows in (batch for order in orders for batch in minibatches(order, size)):
        theta = train(X, LABELS, *theta, rate, [rows])
        found.append(training_loss(X, LABELS, *theta))
    return found


def after(passes, kind="table", rate=0.1):
    """The losses of the three sizes after so many passes."""
    return [losses([IN_ORDER[kind]] * passes, size, rate)[-1] for size in SIZES]


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(13)
    evaluate = reader("batches").tab.evaluate
    functions = ("trainingLoss", "parameterGradients")
    for _ in range(20):
        x, labels = rng.normal(0, 3, (5, 2)), rng.integers(0, 3, 5)
        W, b, rate = rng.normal(0, 2, (2, 3)), rng.normal(0, 2, 3), rng.uniform(0.01, 1)
        parameters = {"W": W.tolist(), "b": b.tolist()}
        flowers = [[*row, int(label)] for row, label in zip(x.tolist(), labels, strict=True)]
        ((loss, grad),) = evaluate(mathematics("batches", *functions), [[flowers, parameters]])
        P = class_probabilities(x, W, b)
        shares = evaluate(mathematics("batches", "classProbabilities"), [[flower, parameters] for flower in flowers])
        np.testing.assert_allclose(np.squeeze(shares, 1), P, rtol=0, atol=1e-12)
        np.testing.assert_allclose(loss, training_loss(x, labels, W, b), rtol=1e-12)
        expected = parameter_gradients(x, P, labels)
        ((stepped,),) = evaluate(mathematics("batches", "descentStep"), [[parameters, grad, rate]])
        for found, new, old, wanted in zip(grad.values(), stepped.values(), (W, b), expected, strict=True):
            np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-12)
            np.testing.assert_allclose(new, descent_step(old, wanted, rate), rtol=0, atol=1e-12)


def test_its_passes_are_those_of_the_solutions_in_every_order(reader):
    evaluate = reader("batches").tab.evaluate
    flowers = TABLE.tolist()
    for kind in ("table", "turns", "shuffled"):
        given = [[kind, 5, pass_] for pass_ in range(6)]
        orders = np.squeeze(evaluate(mathematics("batches", "orderOf"), given), 1)
        assert (np.sort(orders) == np.arange(9)).all()
        if kind in IN_ORDER:
            assert (orders == IN_ORDER[kind]).all()
        runs = evaluate(mathematics("batches", "run"), [[flowers, kind, 5, size, 0.1, 54] for size in SIZES])
        for (found,), size in zip(runs, SIZES, strict=True):
            np.testing.assert_allclose(found, losses(orders, size, 0.1), rtol=0, atol=1e-12)


def test_another_seed_shuffles_otherwise_and_no_place_is_preferred(reader):
    shuffled = [["shuffled", seed, pass_] for seed in range(100) for pass_ in range(6)]
    orders = np.squeeze(reader("batches").tab.evaluate(mathematics("batches", "orderOf"), shuffled), 1)
    counts = [np.bincount(column, minlength=9) for column in orders.T]
    assert np.min(counts) > 35 and np.max(counts) < 105, "of 600 orders each flower is in each place about 67 times"
    assert len(np.unique(orders, axis=0)) > 590


def test_pythons_own_numbers_are_those_of_the_solutions():
    module = module_of("batches")
    np.testing.assert_array_equal(module.FLOWERS, TABLE)
    for order in IN_ORDER.values():
        for size in SIZES:
            np.testing.assert_allclose(
                module.run(order.tolist(), size, 0.07), losses([order] * 6, size, 0.07), rtol=0, atol=1e-12
            )


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("With single flowers and with threes.", "✓", "nothing to average"),
        ("Nowhere", "✗", "right for its own loss"),
        ("With all three sizes.", "✗", "cancels before the step"),
    ],
)
def test_the_first_pass_does_not_end_before_a_prediction_and_raises_the_loss(reader, option, sign, because):
    page = reader("batches")
    assert page.slider("flowers shown").get_attribute("max") == "8"
    said = page.predict("first", option)
    page.move("flowers shown", 8)
    assert said.inner_text() == "", "a flower is missing"
    page.widget.get_by_role("button", name="One flower").click()
    page.next_frame()
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    np.testing.assert_allclose(page.values(LOSS), after(1), rtol=0, atol=1e-12)
    single, threes, nine = after(1)
    assert nine < training_loss(X, LABELS, *START) < threes < single
    assert f"single flowers {single:.3f}, threes {threes:.3f}, all nine {nine:.3f}" in said.inner_text()


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("The threes.", "✓", "nobody to cancel with"), ("Nobody", "✗", "and other batches")],
)
def test_mixed_batches_are_predicted_and_then_chosen(reader, option, sign, because):
    page = reader("batches", address_of("batches", seen=9, predictions={"first": "none"}))
    turns = page.slider("one of each species in turn")
    assert turns.is_disabled()
    said = page.predict("turns", option)
    assert said.inner_text() == ""
    turns.check()
    page.next_frame()
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    np.testing.assert_allclose(page.values(LOSS), after(1, "turns"), rtol=0, atol=1e-12)
    single, threes, _ = after(1, "turns")
    assert threes < training_loss(X, LABELS, *START) < single


def path(page, number):
    return page.widget.locator(f".kit-plot path.kit-line-{number}").get_attribute("d")


def test_the_lines_grow_with_what_is_shown_and_change_with_the_rate_and_the_order(reader):
    page = reader("batches", address_of("batches", seen=27, order="shuffled", predictions=OPEN))
    assert [path(page, k).count("L") for k in range(3)] == [27, 9, 3]
    ends = {path(page, k).split("L")[-1].split()[0] for k in range(3)}
    assert len(ends) == 1, "all three have seen the same flowers"
    before = [path(page, k) for k in range(3)]
    page.widget.get_by_role("button", name="Shuffle again").click()
    page.next_frame()
    changed = [path(page, k) for k in range(3)]
    assert changed[0] != before[0] and changed[2] == before[2], "a batch of all does not ask for an order"
    page.slider("as in the table").check()
    page.move("learning rate", 0.03)
    np.testing.assert_allclose(page.values(LOSS), after(3, rate=0.03), rtol=0, atol=1e-12)
    assert not page.widget.get_by_role("button", name="Shuffle again").is_visible()


def test_training_goes_on_by_itself_and_goes_back(reader):
    page = reader("batches", address_of("batches", predictions=OPEN))
    page.widget.get_by_role("button", name="Train").click()
    page.widget.locator("output").get_by_text(re.compile(r"^([6-9]|\d\d)$")).wait_for()
    page.widget.get_by_role("button", name="To the start").click()
    page.next_frame()
    page.next_frame()
    np.testing.assert_allclose(page.values(LOSS), after(0), rtol=0, atol=1e-12)


def test_the_largest_rate_that_lowers_the_first_pass_is_found_by_trying(reader):
    page = reader("batches")
    start = training_loss(X, LABELS, *START)
    below = [rate for rate in range(1, 16) if after(1, rate=rate / 100)[0] < start]
    right = f"0.0{max(below)}"
    heard = {
        "0.03": "below the start. So does a larger",
        "0,08": "above the start",
        "3": "Try there",
        "x": "cannot read",
    }
    heard[right] = "✓"
    said = {typed: page.answer("rate", typed) for typed in heard}
    assert {typed: reply for typed, reply in said.items() if heard[typed] not in reply} == {}
    assert f"{after(1, rate=0.03)[0]:.3f}" in said["0.03"]


def test_what_a_link_says_out_of_range_is_put_right(reader):
    page = reader("batches", address_of("batches", seen=999, rate=7, order="turns"))
    expected = [losses([IN_ORDER["table"]], size, 0.15)[8 // size] for size in SIZES]
    np.testing.assert_allclose(page.values(LOSS), expected, rtol=0, atol=1e-12)
