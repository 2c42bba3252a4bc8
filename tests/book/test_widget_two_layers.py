"""The widget of two layers: its gradients are those of the solutions, and what training shows is what it says."""

from __future__ import annotations

import re

import numpy as np
import pytest

from solutions.backpropagation import (
    gradients_with_relu,
    gradients_with_sigmoid,
    network_forward,
    network_loss,
    train_network,
)
from solutions.sigmoid import sigmoid
from solutions.softmax import softmax

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser


def agree(found, right):
    """Hold that two tables are the same to 1e-12."""
    np.testing.assert_allclose(found, right, rtol=0, atol=1e-12)


def drawn_network(rng, n_samples=7, n_hidden=5, n_classes=3):
    """Inputs, smoothed targets, and the four arrays of parameters."""
    targets = 0.7 * np.eye(n_classes)[rng.integers(n_classes, size=n_samples)] + 0.3 / n_classes
    shapes = ((2, n_hidden), (n_hidden,), (n_hidden, n_classes), (n_classes,))
    return rng.normal(0, 2, (n_samples, 2)), targets, [rng.normal(0, 2, shape) for shape in shapes]


def expected_of(X, targets, theta, kind):
    """Activations, probabilities and the four gradients, by the solutions."""
    sums, activations, _, probabilities = network_forward(X, *theta)
    if kind == "relu":
        return (
            activations,
            probabilities,
            gradients_with_relu(X, sums, activations, probabilities, targets, theta[2]),
        )
    activations = sigmoid(sums)
    probabilities = softmax(activations @ theta[2] + theta[3])
    return activations, probabilities, gradients_with_sigmoid(X, activations, probabilities, targets, theta[2])


GRADIENTS = """all => all.map(({X, targets, theta, kind}) => {
  const { forward, gradients, lossOf, step } = bookWidgets.two_layers.mathematics;
  const values = forward(X, theta, kind);
  return { ...values, loss: lossOf(values.scores, targets), gradients: gradients(X, values, targets, theta, kind),
    stepped: step(X, targets, theta, 0.3, kind) }; })"""


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(3)
    drawn = [(*drawn_network(rng), kind) for kind in ("relu", "sigmoid") for _ in range(40)]
    given = [
        {"X": X.tolist(), "targets": targets.tolist(), "theta": [one.tolist() for one in theta], "kind": kind}
        for X, targets, theta, kind in drawn
    ]
    for (X, targets, theta, kind), found in zip(
        drawn, reader("two_layers").tab.evaluate(GRADIENTS, given), strict=True
    ):
        activations, probabilities, gradients = expected_of(X, targets, theta, kind)
        agree(found["activations"], activations)
        agree(found["probabilities"], probabilities)
        for name, gradient in enumerate(gradients):
            agree(found["gradients"][name], gradient)
            agree(found["stepped"][name], theta[name] - 0.3 * gradient)
        if kind == "relu":
            agree(found["loss"], network_loss(X, targets, *theta))


def test_scores_of_any_size_have_a_loss(reader):
    (given,) = reader("two_layers").tab.evaluate(mathematics("two_layers", "lossOf"), [[[[2000, 0]], [[0, 1]]]])
    assert given == [2000]


def test_python_and_the_page_start_and_train_alike(reader):
    page, module = reader("two_layers"), module_of("two_layers")
    for data, start, seed in (("xor", "random", 1), ("circles", "large", 2), ("spiral", "equal", 9)):
        X, targets = module.samples_of(data)
        theta = module.start_of(data, 5, start, seed)
        settings = {"data": data, "units": 5, "start": start, "seed": seed}
        ((found,),) = page.tab.evaluate(mathematics("two_layers", "startOf"), [[settings]])
        for mine, other in zip(theta, found, strict=True):
            np.testing.assert_allclose(other, mine, rtol=0, atol=1e-11)
        ((samples,),) = page.tab.evaluate(mathematics("two_layers", "DATA"), [[data]])
        agree(np.array(samples)[:, :2], X)
        np.testing.assert_array_equal(np.eye(targets.shape[1])[np.array(samples)[:, 2].astype(int)], targets)


def test_pythons_own_steps_are_those_of_the_solutions():
    module = module_of("two_layers")
    X, targets = module.samples_of("spiral")
    W1, b1, W2, b2 = theta = module.start_of("spiral", 6, "random", 4)
    trained = train_network(X, targets, W1, b1, W2, b2, 0.3, [list(range(len(X)))] * 20)
    by_sigmoid = expected_of(X, targets, theta, "sigmoid")[2]
    once = module.stepped(X, targets, theta, 0.3, "sigmoid")
    for _ in range(20):
        theta = module.stepped(X, targets, theta, 0.3, "relu")
    for mine, right in zip(theta, trained, strict=True):
        agree(mine, right)
    agree(module.loss_of(X, targets, theta, "relu"), network_loss(X, targets, *theta))
    first = module.start_of("spiral", 6, "random", 4)
    for mine, old, slope in zip(once, first, by_sigmoid, strict=True):
        agree(mine, old - 0.3 * slope)


def state(page):
    """What stands above the curve: the step, the loss and how many are right."""
    return page.widget.locator(".two_layers-state").inner_text()


def loss(page):
    return page.values(".two_layers-state")[0]


def press(page, button):
    page.widget.get_by_role("button", name=button, exact=True).click()
    page.next_frame()


def test_a_step_is_taken_and_taken_back_and_settings_begin_anew(reader):
    page = reader("two_layers")
    assert state(page).startswith("Step 0")
    start = loss(page)
    press(page, "One step")
    assert state(page).startswith("Step 1") and loss(page) < start
    page.move("learning rate", 4)
    assert state(page).startswith("Step 0"), "with another rate the curve begins anew"
    press(page, "One step")
    page.move("seed", 2)
    assert state(page).startswith("Step 0") and loss(page) != start
    page.move("seed", 1)
    press(page, "One step")
    press(page, "Reset")
    assert loss(page) == start


def test_it_trains_from_a_press_until_it_is_paused_and_the_regions_follow(reader):
    page = reader("two_layers")
    before = page.widget.evaluate(PICTURE)
    press(page, "Start")
    page.tab.wait_for_function("() => / [1-9]\\d+:/.test(document.querySelector('.two_layers-state').textContent)")
    press(page, "Pause")
    stopped = state(page)
    page.next_frame()
    assert state(page) == stopped and not stopped.startswith("Step 0")
    assert page.widget.evaluate(PICTURE) != before
    module = module_of("two_layers")
    X, targets = module.samples_of("xor")
    W1, b1, W2, b2 = module.start_of("xor", 4, "random", 1)
    taken = int(re.search(r"Step (\d+)", stopped)[1])
    trained = train_network(X, targets, W1, b1, W2, b2, 0.1, [[0, 1, 2, 3]] * taken)
    np.testing.assert_allclose(loss(page), network_loss(X, targets, *trained), rtol=0, atol=1e-9)


PICTURE = "host => host.querySelector('canvas').toDataURL()"


def test_with_reduced_motion_nothing_runs_by_itself(reader):
    page = reader("two_layers", reduced_motion="reduce")
    press(page, "Start")
    assert state(page).startswith("Step 60")
    page.next_frame()
    assert state(page).startswith("Step 60")


def steps(page, presses):
    """Take 60 steps for each press; nothing runs by itself."""
    for _ in range(presses):
        press(page, "Start")


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("Two.", "✓", "only from some seeds"), ("One.", "✗", "one corner stays"), ("Four,", "✗", "the band is a class")],
)
def test_the_fewest_units_for_xor_are_found_by_trying(reader, option, sign, because):
    page = reader("two_layers", address_of("two_layers", rate=0.3), reduced_motion="reduce")
    said = page.predict("fewest", option)
    steps(page, 1)
    assert "4 of 4" in state(page) and said.inner_text() == "", "four units are no evidence"
    page.move("hidden units", 1)
    steps(page, 1)
    assert "4 of 4" not in state(page) and said.inner_text() == ""
    page.move("hidden units", 2)
    steps(page, 2)
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "With 2 units and the seed 1 all four are right after 120 steps." in said.inner_text()


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("They move together, as one line.", "✓", "take the same step"),
        ("Each finds a place of its own.", "✗", "Nothing tells them apart"),
        ("Nothing moves: all gradients are 0.", "✗", "it moves layer 2"),
    ],
)
def test_units_that_start_equal_stay_equal(reader, option, sign, because):
    page = reader("two_layers", address_of("two_layers", rate=0.3), reduced_motion="reduce")
    said = page.predict("twins", option)
    page.widget.get_by_label("all equal").check()
    page.next_frame()
    before = line_of_units(page)
    assert len(before) == 1 and said.inner_text() == ""
    steps(page, 1)
    after = line_of_units(page)
    assert len(after) == 1 and after != before, "one line, and it has moved"
    assert said.inner_text().startswith(sign) and because in said.inner_text()


def line_of_units(page):
    """The different lines of the hidden units, as they are drawn."""
    return set(page.widget.locator(".two_layers-plane .kit-ink").evaluate_all(LINES))


LINES = "all => all.map(line => line.getAttribute('d')).filter(Boolean)"


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("They hardly move.", "✓", "layer 2 has done it alone"),
        ("They move faster: large weights, large steps.", "✗", "not as the weight"),
        ("They move as from small weights.", "✗", "Large weights make large sums"),
    ],
)
def test_sigmoids_with_large_weights_hardly_turn_and_their_slopes_all_but_vanish(reader, option, sign, because):
    page = reader("two_layers", address_of("two_layers", kind="sigmoid", rate=1), reduced_motion="reduce")
    said = page.predict("flat", option)
    (back_small, _), slopes_small = page.values(".two_layers-back text[data-value]")[::-1], unit_slopes(page)
    steps(page, 2)
    assert said.inner_text() == "", "the weights were small"
    page.widget.get_by_label("20 times as large").check()
    page.next_frame()
    assert max(slopes_small) > 0.1 > 5 * np.mean(unit_slopes(page))
    back_large, _ = page.values(".two_layers-back text[data-value]")[::-1]
    assert back_large < back_small / 2
    steps(page, 2)
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    turned = re.search(r"turned by ([\d.]+)°", said.inner_text())
    assert float(turned[1]) < 3


def unit_slopes(page):
    """The mean slopes of the four units that there are."""
    return page.values(".two_layers-back rect[data-value]")[:4]


def test_more_samples_have_more_marks_and_the_wrong_ones_are_framed(reader):
    page = reader("two_layers", address_of("two_layers", data="spiral"))
    assert page.widget.locator(".two_layers-plane g[data-value]:visible").count() == 60
    right = int(re.search(r"(\d+) of 60 right", state(page))[1])
    assert page.widget.locator(".two_layers-wrong").count() == 60 - right


def test_what_a_link_says_out_of_range_is_put_right(reader):
    nonsense = address_of("two_layers", data="moon", kind="step", start="", units=99, seed=-3.5, rate=2.2, steps=1e5)
    page = reader("two_layers", nonsense)
    assert state(page).startswith("Step 1500") and "of 4 right" in state(page)
    assert page.widget.get_by_role("button", name="Start", exact=True).is_disabled(), "all steps are taken"
    shown = [page.slider(name).get_attribute("aria-valuetext") for name in ("hidden units", "learning rate", "seed")]
    assert shown == ["12", "3", "1"]
