"""Every number on entropy, squared errors and the review in the chapter on cross-entropy is what NumPy gets."""

from __future__ import annotations

import re

import numpy as np
import pytest

from solutions.cross_entropy import (
    cross_entropy,
    logistic_loss,
    negative_log_likelihood,
    one_hot,
    smooth_labels,
    softmax_loss_gradient,
)
from solutions.neurons import signed_distance
from solutions.sigmoid import sigmoid_gradient
from solutions.softmax import softmax, softmax_jvp

from .chapter_text import NUMBER, Chapter, answer, chosen, from_before, options, reasons, why

PAGE = Chapter("cross_entropy")


def two_columns(p):
    """Return the probabilities of both classes of which only the second one's are given."""
    return np.column_stack([1 - np.asarray(p), p])


def test_an_honest_forecast_costs_least_and_the_others_cost_what_their_reasons_say():
    costs = {p: -0.7 * np.log(p) - 0.3 * np.log(1 - p) for p in np.arange(1, 100) / 100}
    assert min(costs, key=costs.get) == float(chosen("ce_honest")) == 0.7
    told = reasons("ce_honest")
    assert f"To say 0.7 costs {costs[0.7]:.3f} on average" in told and f"= {costs[0.9]:.2f}$" in told
    assert f"costs {costs[0.5]:.3f} on every day" in told
    assert "You believe that it comes with the probability 0.7" in PAGE.section("cross-entropy-entropy")


def test_the_lowest_loss_is_the_entropy_and_a_divergence_is_what_lies_above_it():
    targets = np.array(PAGE.asked("ce_lowest_loss")[:3])
    *again, p0, p1, p2 = PAGE.asked("ce_divergence")
    assert again == targets.tolist()
    lowest = cross_entropy(targets[None], targets[None])
    assert answer("ce_lowest_loss") == pytest.approx(lowest)
    loss = cross_entropy(np.array([[p0, p1, p2]]), targets[None])
    assert answer("ce_divergence") == pytest.approx(loss - lowest)
    others = np.random.default_rng(4).dirichlet(np.ones(3), 200)
    assert min(cross_entropy(p[None], targets[None]) for p in others) > lowest
    assert f"{loss:.3f} minus the entropy of {lowest:.3f}" in why("ce_divergence")


def test_smoothed_targets_have_the_lowest_loss_and_the_scores_that_the_page_says():
    text = PAGE.section("cross-entropy-entropy")
    smoothed, floor = re.search(rf"targets \$\((.*?)\)\$ the loss never falls below ({NUMBER})\.", text).groups()
    targets = np.array([[float(x) for x in smoothed.split(",")]])
    assert f"{cross_entropy(targets, targets):.3f}" == floor
    assert f"A classifier that is finished says {targets.max():g}, and not more" in text
    box = PAGE.section("cross-entropy-summary").split("ce_again_floor")[1]
    smoothing, stopped = re.search(
        rf"three classes and the smoothing ({NUMBER}) the loss has stopped at ({NUMBER})", box
    ).groups()
    np.testing.assert_allclose(targets, smooth_labels(one_hot(np.array([0]), 3), float(smoothing)))
    assert float(stopped) > float(floor)
    assert f"the entropy is {floor}" in reasons("ce_again_floor")
    targets = np.array([PAGE.asked("ce_finished")[:4]])
    scores = np.zeros((1, 4))
    scores[0, 2] = answer("ce_finished")
    np.testing.assert_allclose(softmax_loss_gradient(scores, targets), 0, atol=1e-12)


def test_one_line_of_four_computes_the_loss_of_a_score_of_800():
    z = np.array(PAGE.asked("ce_four_programs")[:2])
    names = {"np": np, "z": z, "softmax": lambda z: softmax(z[None])[0]}
    with np.errstate(all="ignore"):
        results = {option.text: eval(option.text.strip("`"), names) for option in options("ce_four_programs")}
    assert sorted(results.values())[1:] == [800, np.inf, np.inf] and results[chosen("ce_four_programs")] == 800
    constant = min(results.values())
    assert f"It gives {constant:.1f}," in reasons("ce_four_programs")
    assert f"an infinite loss into {constant:.1f}" in PAGE.section("cross-entropy-mistakes")


def slope(function, at, step=1e-6):
    """Return a derivative by a central difference."""
    return (function(at + step) - function(at - step)) / (2 * step)


def squared(z, y):
    """Return half the squared error of a neuron's probability."""
    return (1 / (1 + np.exp(-z)) - y) ** 2 / 2


def test_the_slopes_of_the_squared_error_are_those_of_differences():
    label, p, _ = PAGE.asked("ce_squared_slope")
    z = np.log(p / (1 - p))
    expected = [slope(lambda z: squared(z, label), z), slope(lambda z: logistic_loss(np.array([z]), np.array([0])), z)]
    np.testing.assert_allclose(answer("ce_squared_slope"), expected, atol=1e-8)


def test_the_undecided_sample_is_moved_most_by_squared_errors():
    samples = PAGE.asked("ce_moves_most")[2:]
    pushes = [abs(slope(lambda z: squared(z, 1), np.log(p / (1 - p)))) for p in samples]
    assert chosen("ce_moves_most").startswith(f"the one with {samples[np.argmax(pushes)]:g},")
    assert "= {:.3f}$, against {:.3f} and {:.3f}".format(*pushes) in reasons("ce_moves_most")


def test_cross_entropy_bends_upwards_everywhere_and_the_squared_error_does_not():
    scores = np.linspace(-6, 6, 25)
    for y in (0, 1):
        bend = slope(lambda z, y=y: 1 / (1 + np.exp(-z)) - y, scores)
        p = 1 / (1 + np.exp(-scores))
        np.testing.assert_allclose(bend, p * (1 - p), atol=1e-8)
    assert slope(lambda z: slope(lambda u: squared(u, 1), z), -4.0, 1e-3) < 0


def test_the_questions_at_the_end_have_the_answers_of_the_solutions():
    got = np.array(PAGE.asked("ce_again_loss"))
    assert answer("ce_again_loss") == pytest.approx(negative_log_likelihood(two_columns(got), np.array([1, 1])))
    *p, label, smoothing = PAGE.asked("ce_again_gradient")
    targets = smooth_labels(one_hot(np.array([int(label), 0]), 3), smoothing)
    gradient = softmax_loss_gradient(np.log(np.array([p, [0.3, 0.3, 0.4]])), targets)
    np.testing.assert_allclose(answer("ce_again_gradient"), gradient[0])


def test_the_questions_on_chapters_before_have_the_answers_of_their_solutions():
    first, second, bias, *point = PAGE.asked("ce_recall_distance")
    distance = signed_distance(np.array([point]), np.array([bias, first, second]))
    assert answer("ce_recall_distance") == pytest.approx(distance[0])
    assert answer("ce_recall_slope") == pytest.approx(sigmoid_gradient(-np.log(np.array([4.0])))[0])
    *p, up = PAGE.asked("ce_recall_scale")
    np.testing.assert_allclose(answer("ce_recall_scale"), softmax(2 * (np.log([p]) + up))[0])
    v = np.array([[float(x) for x in re.search(r"\$v = \((.*?)\)\$", PAGE.text)[1].split(",")]])
    assert chosen("ce_recall_constant") == "0 for every class"
    np.testing.assert_allclose(softmax_jvp(np.array([[0.3, -1, 2]]), v), 0, atol=1e-12)


def test_half_of_the_questions_at_the_end_are_about_chapters_before():
    names = PAGE.questions("cross-entropy-summary")
    assert len(names) >= 6 and len(from_before("cross_entropy", names)) >= len(names) / 2


def test_the_example_of_the_chapter_before_has_one_wrong_line():
    text = PAGE.section("cross-entropy-review")
    x, w0, b0, w1, b1 = (
        float(number)
        for number in re.search(
            rf"petal of length ({NUMBER})\. Class 0 has the weight ({NUMBER}) and the bias ({NUMBER}), "
            rf"class 1 the weight ({NUMBER}) and the bias ({NUMBER})\.",
            text,
        ).groups()
    )
    z = np.array([w0 * x + b0, w1 * x + b1])
    powers, p = np.exp(z), softmax(z[None])[0]
    assert f"z_0 = {w0} \\cdot {x} + {b0} = {z[0]:.2f}$ and $z_1 = {w1} \\cdot {x} + {b1} = {z[1]:.2f}" in text
    sums = f"S = e^{{{z[0]:.2f}}} + e^{{{z[1]:.2f}}}$ ${{}} = {powers[0]:.3f} + {powers[1]:.3f}$"
    assert f"{sums} ${{}} = {powers.sum():.3f}".replace("{-", "-") in text
    assert (
        all(f"p_{k} = e^{{z_0}} / S = {p[0]:.3f}" in text for k in range(2))
        and f"-\\ln p_0 = {-np.log(p[0]):.3f}" in text
    )
    assert f"= {powers[1]:.3f} / {powers.sum():.3f} = {p[1]:.3f}" in text
    assert f"{p[0]:.3f} + {p[1]:.3f}$ is {p.sum():g}, and" in text
    assert f"{p[0]:.3f} + {p[0]:.3f}$ is {2 * p[0]:.3f}" in text
    assert f"would get {p[0]:.3f} in place of {p[1]:.3f}" in text
