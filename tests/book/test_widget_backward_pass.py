"""The backward pass widget: the solutions' numbers, each gradient is typed first, mistakes have the bank's names."""

from __future__ import annotations

import numpy as np
import pytest

from solutions.backpropagation import (
    gradients_with_relu,
    layer_backward,
    network_forward,
    network_loss,
    output_gradient,
    weight_check,
)

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

MODULE = module_of("backward_pass")
X, TARGETS, W1, b1, W2, b2 = MODULE.X, MODULE.TARGETS, MODULE.W1, MODULE.B1, MODULE.W2, MODULE.B2
PARAMETERS = (W1, b1, W2, b2)
NAMES = ("W1", "b1", "W2", "b2")


def gradients(X, targets, parameters, samples=1):
    """The gradients of the solutions: one sample's part in those of a batch."""
    sums, activations, _, probabilities = network_forward(X, *parameters)
    return [part / samples for part in gradients_with_relu(X, sums, activations, probabilities, targets, parameters[2])]


def drawn_networks():
    rng = np.random.default_rng(11)
    for _ in range(40):
        n_inputs, n_hidden, n_classes = rng.integers(2, 5, 3)
        parameters = [
            rng.normal(0, 2, shape) for shape in ((n_inputs, n_hidden), n_hidden, (n_hidden, n_classes), n_classes)
        ]
        yield rng.normal(0, 2, (1, n_inputs)), rng.dirichlet(np.ones(n_classes), 1), parameters


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    networks = list(drawn_networks())
    given = [
        [
            X[0].tolist(),
            targets[0].tolist(),
            {name: table.tolist() for name, table in zip(NAMES, parameters, strict=True)},
        ]
        for X, targets, parameters in networks
    ]
    evaluate = reader("backward_pass").tab.evaluate
    losses = np.ravel(evaluate(mathematics("backward_pass", "loss"), given))
    found = evaluate(mathematics("backward_pass", "backward"), [[*one, 4] for one in given])
    for (X, targets, parameters), loss, (one,) in zip(networks, losses, found, strict=True):
        np.testing.assert_allclose(loss, network_loss(X, targets, *parameters), rtol=0, atol=1e-12)
        for name, right in zip(NAMES, gradients(X, targets, parameters, samples=4), strict=True):
            np.testing.assert_allclose(one[name], right, rtol=0, atol=1e-12)
    claimed = np.round(gradients(*networks[0])[0], 1)
    ((distance,),) = evaluate(mathematics("backward_pass", "checkDistance"), [[*given[0], claimed.tolist()]])
    X, targets, (one, two, three, four) = networks[0]
    np.testing.assert_allclose(distance, weight_check(X, targets, one, two, three, four, claimed), rtol=1e-6)


def test_every_value_forward_stands_on_the_drawing_and_no_gradient(reader):
    page = reader("backward_pass")
    sums, activations, scores, probabilities = network_forward(X, *PARAMETERS)
    forward = {"x": X, "h": sums, "a": activations, "z": scores, "p": probabilities, "y": TARGETS}
    for spot, values in forward.items():
        np.testing.assert_allclose(on_drawing(page, spot), values[0], rtol=0, atol=1e-12)
    for name, table in zip(NAMES, PARAMETERS, strict=True):
        np.testing.assert_array_equal(np.sort(on_drawing(page, name)), np.sort(table.ravel()))
        assert on_drawing(page, f"g{name}") == [], "it is asked for first"


def on_drawing(page, spot):
    """The numbers of one name that the drawing shows, exact."""
    return page.values(f'svg text[data-spot^="{spot} "][data-value]')


def right_numbers(samples=1):
    """What is asked for, one after the other, by the solutions."""
    probabilities = network_forward(X, *PARAMETERS)[-1]
    by_scores = output_gradient(probabilities, TARGETS) / samples
    by_W1, by_b1, by_W2, _ = gradients(X, TARGETS, PARAMETERS, samples)
    back = layer_backward(W2, by_scores)
    return [by_scores[0, 0], by_W2[1, 0], by_W2[0, 2], back[0, 1], by_b1[2], by_W1[1, 1], by_b1[1]]


@pytest.mark.parametrize("samples", [1, 4])
def test_each_gradient_is_typed_before_it_is_shown_and_at_the_end_all_stand_on_the_drawing(reader, samples):
    page = reader("backward_pass", address_of("backward_pass", samples=samples))
    for step, right in enumerate(right_numbers(samples)):
        asked = page.widget.locator("svg text", has_text="?")
        assert asked.count() == 1 and asked.get_attribute("data-value") is None
        spot = asked.get_attribute("data-spot")
        assert page.answer("gradient", f"{right:.2f}").startswith("✓ Right"), step
        np.testing.assert_allclose(page.values(f'svg text[data-spot="{spot}"]'), [right], rtol=0, atol=1e-12)
    for name, right in zip(NAMES, gradients(X, TARGETS, PARAMETERS, samples), strict=True):
        np.testing.assert_allclose(np.sort(on_drawing(page, f"g{name}")), np.sort(np.ravel(right)), rtol=0, atol=1e-12)
    assert page.widget.locator("svg text", has_text="?").count() == 0
    assert "All gradients" in page.widget.locator('[data-task="gradient"] .kit-title').inner_text()
    assert page.widget.locator(".backward_pass-blamed").count() == 4, "three weights of an open unit, and one before it"


def test_every_wrong_number_of_the_bank_hears_the_banks_own_words(reader):
    """All mistakes of all steps, for both batches, as the page judges them."""
    widget = MODULE.WIDGET()
    cases = [
        (mistake, [f"{value:.3f}", MODULE.right_of(step, samples), mistakes, samples])
        for step, mistakes in enumerate(widget.mistakes)
        for number, samples in enumerate(MODULE.BATCHES)
        for mistake in mistakes
        if (value := mistake["values"][number]) is not None
    ]
    widget.close()
    assert len(cases) > 40
    evaluate = reader("backward_pass").tab.evaluate
    verdicts = evaluate(mathematics("backward_pass", "judgeGradient"), [given for _, given in cases])
    for (mistake, _), (verdict,) in zip(cases, verdicts, strict=True):
        assert not verdict["right"]
        assert mistake["name"] in verdict["reply"], verdict
        assert (mistake["why"] in verdict["reply"]) != ("cannot be told apart" in verdict["reply"])
    assert sum("cannot be told apart" in verdict["reply"] for (verdict,) in verdicts) < len(cases) / 4


def test_a_wrong_gradient_hears_which_rule_gives_it_and_is_not_shown_the_right_one(reader):
    page = reader("backward_pass")
    for step, samples, typed, hears in WRONG:
        address = address_of("backward_pass", done=step, samples=samples)
        page.tab.evaluate("hash => { location.hash = hash; }", address)
        page.next_frame()
        said = page.answer("gradient", typed)
        assert said.startswith("✗") and hears in said
        assert page.widget.locator(".backward_pass-log li").count() == step


WRONG = [
    (0, 1, "0.53", "subtracts the predictions from the targets"),
    (0, 1, "-0.73", "forgets the smoothing"),
    (0, 4, "-0.53", "does not divide by the number of samples"),
    (1, 1, "0", "transposes the weights' gradient"),
    (1, 4, "-0.067", "averages the weights' gradient again"),
    (1, 1, "1.07", "The size is right"),
    (2, 1, "-8.08", "feeds the sums to the second layer's weights"),
    (3, 1, "1.24", "takes columns of the weights for rows"),
    (3, 1, "1,36", "through the gradient of the weights"),
    (4, 1, "4.18", "lets everything pass"),
    (4, 1, "−20.88", "multiplies by the sums"),
    (5, 1, "0.17", "leaves out the inputs"),
    (6, 1, "0.35", "multiplies the bias gradient by an input"),
    (3, 1, "0.19", "Close"),
    (3, 1, "9", "none of the mistakes"),
    (3, 1, "much", "cannot read"),
]


def test_any_step_can_be_shown_instead_by_the_keyboard_alone(reader):
    page = reader("backward_pass")
    show = page.widget.get_by_role("button", name="Show it")
    for _ in range(7):
        show.focus()
        page.tab.keyboard.press("Enter")
        page.next_frame()
    shown = page.widget.locator(".backward_pass-log li").all_inner_texts()
    assert [line.rsplit(" = ", 1)[1] for line in shown] == ["−0.535", "−1.069", "0", "0.174", "0", "0.347", "0.174"]
    assert not show.is_visible()


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("Only the gradient check", "✓", "A falling loss proves nothing"),
        ("Both: the loss falls less", "✗", "The loss noticed nothing"),
        ("Neither.", "✗", "The check compares every weight"),
    ],
)
def test_a_forgotten_slope_is_predicted_and_then_seen_in_the_check_and_not_in_the_loss(reader, option, sign, because):
    page = reader("backward_pass", address_of("backward_pass", done=7))
    numbers = "table tbody td"
    switch = page.widget.get_by_label("the unit’s own slope")
    assert switch.is_disabled() and page.widget.locator(numbers).all_inner_texts() == ["?", "1.5266", "?"]
    said = page.predict("slope", option)
    right = gradients(X, TARGETS, PARAMETERS)
    stepped = [old - 0.1 * slope for old, slope in zip(PARAMETERS, right, strict=True)]
    np.testing.assert_allclose(page.values(numbers)[1:], [network_loss(X, TARGETS, *p) for p in (PARAMETERS, stepped)])
    assert page.values(numbers)[0] < 1e-6 and said.inner_text() == ""
    switch.uncheck()
    page.next_frame()
    back = layer_backward(W2, right[3][None])
    np.testing.assert_allclose(on_drawing(page, "gh"), back[0], rtol=0, atol=1e-12)
    distance, _, after = page.values(numbers)
    np.testing.assert_allclose(distance, weight_check(X, TARGETS, W1, b1, W2, b2, X.T @ back), rtol=1e-6)
    np.testing.assert_allclose(after, network_loss(X, TARGETS, *stepped), rtol=0, atol=1e-12)
    assert said.inner_text().startswith(sign) and because in said.inner_text()


def test_without_what_comes_back_only_the_slope_is_left(reader):
    page = reader("backward_pass", address_of("backward_pass", done=7, back=False, predictions={"slope": "check"}))
    assert on_drawing(page, "gh") == [0, 1, 0]
    page.widget.get_by_label("the unit’s own slope").uncheck()
    page.next_frame()
    assert on_drawing(page, "gh") == [1, 1, 1]


def test_what_a_link_says_out_of_range_is_put_right(reader):
    page = reader("backward_pass", address_of("backward_pass", done=99, samples=-3, rate=50))
    assert "All gradients" in page.widget.locator('[data-task="gradient"] .kit-title').inner_text()
    assert page.widget.get_by_label("only this one").is_checked()
    assert page.slider("learning rate of one step").input_value() == "1"
