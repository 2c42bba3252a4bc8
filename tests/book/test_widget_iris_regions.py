"""The widget of irises: its steps are those of the solutions, and its boundaries do what is said of them."""

from __future__ import annotations

import numpy as np
import pytest

from solutions.training import accuracy, class_probabilities, descent_step, parameter_gradients, train, training_loss

from .widget_fixtures import ROOT, address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

W = np.array([[-0.4, 0.1, 0.5], [-0.8, 0.7, 0.4]])
B = np.array([2, -0.3, -1.6])


def flowers():
    """The inputs and labels of the course's nine irises, petals only."""
    rows = np.loadtxt(ROOT / "book/exercises/data/iris.csv", delimiter=",", skiprows=6)
    return rows[:, 2:4], rows[:, 4].astype(int)


X, LABELS = flowers()


def agree(found, right):
    """Hold that two tables are the same to 1e-12."""
    np.testing.assert_allclose(found, right, rtol=0, atol=1e-12)


FOUND = """all => all.map(([X, labels, W, b]) => { const m = bookWidgets.iris_regions.mathematics;
  const P = m.classProbabilities(X, W, b);
  return [P, m.trainingLoss(X, labels, W, b), ...m.parameterGradients(X, P, labels), m.accuracy(P, labels),
    ...m.descended(X, labels, W, b, 0.3, 4)]; })"""


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(11)
    drawn = [
        (rng.normal(0, 3, (7, 2)), rng.integers(3, size=7), rng.normal(0, 2, (2, 3)), rng.normal(0, 2, 3))
        for _ in range(60)
    ]
    given = [[part.tolist() for part in case] for case in drawn]
    for (x, labels, w, b), found in zip(drawn, reader("iris_regions").tab.evaluate(FOUND, given), strict=True):
        P, loss, grad_w, grad_b, share, later_w, later_b = found
        right = class_probabilities(x, w, b)
        agree(P, right)
        agree(loss, training_loss(x, labels, w, b))
        agree(share, accuracy(right, labels))
        for mine, other in zip((grad_w, grad_b), parameter_gradients(x, right, labels), strict=True):
            agree(mine, other)
        for mine, other in zip((later_w, later_b), train(x, labels, w, b, 0.3, [list(range(7))] * 4), strict=True):
            agree(mine, other)


def test_scores_of_any_size_have_a_loss_and_probabilities(reader):
    ask = mathematics("iris_regions", "trainingLoss")
    assert reader("iris_regions").tab.evaluate(ask, [[[[900, 1]], [2], [[1, 0, 0], [0, 0, 0]], [0, 0, 0]]]) == [[900]]


def test_the_flowers_are_those_of_the_exercises_and_python_says_the_same_of_them():
    widget = module_of("iris_regions").WIDGET(factor=2, shift=1)
    agree(widget.X, X)
    np.testing.assert_array_equal(widget.labels, LABELS)
    agree(module_of("iris_regions").probabilities(X @ widget.W + widget.b), class_probabilities(X, 2 * W, B + 1))
    widget.close()


def lines(page):
    """The three boundaries, as they are drawn."""
    return page.widget.locator("path.kit-ink").evaluate_all("all => all.map(line => line.getAttribute('d'))")


def column(page, table, number):
    """The numbers in a column of the first or the second table, exact."""
    return page.values(f".kit-cards .kit-scroll >> nth={table} >> tbody tr > td:nth-child({number})")


def loss(page):
    return page.values(".iris_regions-state")[0]


def test_a_press_takes_one_step_of_descent_and_reset_leads_to_the_chapters_start(reader):
    page = reader("iris_regions")
    agree(loss(page), training_loss(X, LABELS, W, B))
    gradients = parameter_gradients(X, class_probabilities(X, W, B), LABELS)
    agree([column(page, 1, 2), column(page, 1, 3)], gradients[0])
    agree(column(page, 1, 4), gradients[1])
    page.widget.get_by_role("button", name="One step").click()
    page.next_frame()
    w, b = (descent_step(old, slope, 0.1) for old, slope in zip((W, B), gradients, strict=True))
    agree([column(page, 0, 2), column(page, 0, 3)], w)
    agree(column(page, 0, 4), b)
    agree(loss(page), training_loss(X, LABELS, w, b))
    page.widget.get_by_role("button", name="Reset").click()
    page.next_frame()
    assert page.widget.locator(".iris_regions-state").inner_text() == "Loss 1.259, accuracy 3 of 9"


def test_the_sliders_belong_to_the_chosen_class_and_the_flower_is_dragged(reader):
    page = reader("iris_regions")
    page.widget.get_by_label("1", exact=True).check()
    page.move("bias", 1.5)
    page.move("weight, width", -1)
    agree(column(page, 0, 4), [2, 1.5, -1.6])
    agree(column(page, 0, 3), [-0.8, -1, 0.4])
    page.drag("flower F", 60, 0)
    x = [float(value) for value in page.slider("flower F").get_attribute("data-value").split()]
    assert x[0] > 3 and x[1] == 0.9
    now = W[0], np.array([-0.8, -1, 0.4])
    agree(column(page, 0, 6), class_probabilities(np.array([x]), np.array(now), np.array([2, 1.5, -1.6]))[0])


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("They stand still.", "✓", "leaves them equal"),
        ("Each moves, parallel to itself.", "✗", "if one bias alone changed"),
        ("The region of one class grows", "✗", "none overtakes another"),
        ("They turn.", "✗", "equal shifts cancel"),
    ],
)
def test_one_number_for_all_biases_moves_no_boundary(reader, option, sign, because):
    page = reader("iris_regions")
    handle = "Add to all three biases"
    assert page.slider(handle).is_disabled()
    said, before, probabilities = page.predict("shift", option), lines(page), column(page, 0, 6)
    assert said.inner_text() == ""
    page.move(handle, -4)
    assert lines(page) == before
    agree(column(page, 0, 6), probabilities)
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "from 0.24 to −3.76" in said.inner_text()


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [
        ("Each moves towards the origin", "✓", "that length has doubled"),
        ("Each moves away from the origin", "✗", "in the denominator"),
        ("They stand still.", "✗", "if the biases were doubled, too"),
        ("They turn.", "✗", "keeps every direction"),
    ],
)
def test_twice_the_weights_brings_the_boundaries_half_way_to_the_origin(reader, option, sign, because):
    page = reader("iris_regions")
    said = page.predict("double", option)
    page.move("Multiply all six weights by", 1.9)
    assert said.inner_text() == ""
    page.move("Multiply all six weights by", 2)
    far = 2.3 / np.hypot(0.5, 1.5)
    assert f"lay {far:.2f} cm from the origin, and now {far / 2:.2f}." in said.inner_text()
    assert said.inner_text().startswith(sign) and because in said.inner_text()


@pytest.mark.parametrize(
    ("typed", "hears"),
    [("0", "✓"), ("1", "The probabilities sum to 1"), ("0.2", "Not yet"), ("nothing", "cannot read")],
)
def test_the_gradients_of_the_biases_sum_to_nothing(reader, typed, hears):
    page = reader("iris_regions")
    assert hears in page.answer("sum", typed)
    agree(sum(column(page, 1, 4)), 0)


def test_flowers_in_the_wrong_region_are_framed_and_a_link_is_put_right(reader):
    nonsense = address_of("iris_regions", factor=9, shift=-1e5, rate=0, chosen=7.4, flower=[-5, 99], bias=[1e6, 0, 0])
    page = reader("iris_regions", nonsense)
    assert page.slider("flower F").get_attribute("data-value") == "0 3"
    agree(column(page, 0, 2), 2 * W[0])
    agree(column(page, 0, 4), [45, -5, -5])
    assert page.widget.locator(".iris_regions-wrong").count() == 6, "all lie in the region of class 0"
