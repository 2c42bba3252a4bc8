"""The questions and the example with which the chapter on softmax looks back have the numbers of the solutions."""

from __future__ import annotations

import re

import numpy as np
import pytest

from solutions.neurons import weighted_sum_gradient
from solutions.sigmoid import log_sigmoid, log_sigmoid_gradient, sigmoid, sigmoid_gradient

from .chapter_text import NUMBER, Chapter, answer, chosen, from_before, reasons

PAGE = Chapter("softmax")


def test_half_of_the_questions_at_the_end_are_about_chapters_before():
    names = [*PAGE.questions("softmax-summary"), *PAGE.questions("softmax-review")]
    earlier = from_before("softmax", names)
    assert earlier == PAGE.questions("softmax-review")
    assert len(earlier) >= 6 and len(earlier) >= len(names) / 2


def test_the_layer_of_five_neurons_has_the_shapes_that_the_box_accepts():
    samples = {"Seven": 7}[re.search(r"(\w+) samples with three inputs", PAGE.text)[1]]
    X, W = np.zeros((samples, 3)), np.zeros((3, 5))
    assert answer("softmax_recall_shapes").tolist() == [list(W.shape), list((X @ W).shape)]


def test_the_gradients_of_bias_and_weight_are_those_of_the_solution():
    first, second, *slopes = PAGE.asked("softmax_recall_blame")
    found = weighted_sum_gradient(np.array([[first], [second]]), np.array(slopes))
    np.testing.assert_allclose(answer("softmax_recall_blame"), found)


def test_odds_probability_and_log_odds_belong_together():
    p, log_odds = answer("softmax_recall_odds")
    _, for_it, against = PAGE.asked("softmax_recall_odds")
    assert p / (1 - p) == pytest.approx(for_it / against) and sigmoid(np.array([log_odds]))[0] == pytest.approx(p)


def test_the_slopes_of_sigmoid_and_logarithm_are_those_of_the_solutions():
    (sure,) = PAGE.asked("softmax_recall_sure")
    z = np.log(np.array([sure / (1 - sure)]))
    assert sigmoid_gradient(z)[0] < 0.001 and chosen("softmax_recall_sure") == "nearly 0"
    assert f"${sure} \\cdot {1 - sure:.3f}$" in reasons("softmax_recall_sure")
    (s,) = PAGE.asked("softmax_recall_log_slope")
    assert answer("softmax_recall_log_slope") == pytest.approx(log_sigmoid_gradient(np.log(np.array([s / (1 - s)])))[0])


def test_ten_times_the_parameters_keep_the_boundary_and_make_the_neuron_surer():
    sums = np.array([-0.4, 0, 0.3])
    before, after = sigmoid(sums), sigmoid(10 * sums)
    assert after[1] == 0.5 and (abs(after - 0.5) >= abs(before - 0.5)).all()
    assert "stays, and the probabilities move away" in chosen("softmax_recall_tenfold")


def test_the_example_on_the_sigmoid_has_right_numbers_in_its_right_lines():
    text = PAGE.section("softmax-review")
    w, x = (float(n) for n in re.search(rf"weight \$w = ({NUMBER})\$ and sees \$x = ({NUMBER})\$", text).groups())
    z = np.array([w * x])
    assert f"z = w x = {w:g} \\cdot {x:g} = {z[0]:g}$" in text and f"\\sigma(z) = {sigmoid(z)[0]:.3f}$" in text
    slope = log_sigmoid_gradient(z)[0]
    assert f"1 - s = {slope:.3f}$" in text and f"(1 - s) \\cdot x = {slope * x:.3f}$" in text
    grown = log_sigmoid(z + 0.001 * x) - log_sigmoid(z)
    assert f"grows by {grown[0]:.6f}, close to ${slope * x:.3f} \\cdot 0.001$" in text
