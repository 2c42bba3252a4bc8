"""The numbers of the chapter on backpropagation about many layers, and of its look back, are what NumPy gets."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import numpy as np
import pytest

from .chapter_text import BOOK, Chapter, answer, from_before, reasons

CHAPTER = Chapter("backpropagation")


@pytest.fixture
def first_layer(monkeypatch):
    """Return by its words what the first layer of each start hears, compared with the last."""
    monkeypatch.setitem(sys.modules, "drawings", type("Colours", (), dict.fromkeys(("BLUE", "INK", "ORANGE", "TEAL"))))
    figure = runpy.run_path(str(Path(BOOK, "figures", "backpropagation_depth.py")))
    return {words: figure["sizes"](unit, spread)[0] for unit, spread, _, _, words in figure["STARTS"]}


def test_what_the_first_layer_hears_is_what_the_figure_draws(first_layer):
    text = CHAPTER.section("backpropagation-depth")
    assert first_layer["ReLU, √2"] == pytest.approx(0.71, abs=0.005)
    assert first_layer["ReLU, 2"] == pytest.approx(16, abs=0.5)
    assert first_layer["ReLU, 1"] == pytest.approx(0.031, abs=0.0005)
    assert first_layer["sigmoid, 1"] == pytest.approx(0.0000021, abs=5e-8)
    for words in ("hears 0.71 of", "to 0.031.", "0.0000021", "16 times as much", "two millionths"):
        assert words in text


def test_a_chain_of_sigmoids_passes_on_the_product_of_its_slopes():
    weights, bias, count = 1.0, -0.5, 5  # an activation of one half makes every sum 0

    def last_sum(first_sum: float) -> float:
        total = first_sum
        for _ in range(count - 1):
            total = weights / (1 + np.exp(-total)) + bias
        return float(total)

    slope = (last_sum(1e-3) - last_sum(-1e-3)) / 2e-3
    assert last_sum(0.0) == 0
    np.testing.assert_allclose(answer("backprop_chain_of_sigmoids"), slope, rtol=1e-5)
    assert slope < 0.01
    assert answer("backprop_weight_that_keeps") * 0.25 == 1


def test_the_slope_at_3_and_the_growth_of_an_open_chain():
    s = 1 / (1 + np.exp(-3))
    assert f"the slope {s * (1 - s):.3f}" in CHAPTER.section("backpropagation-depth")
    assert f"1.5^{{19}} = {1.5**19:.0f}" in reasons("backprop_open_chain")


def test_the_gradients_of_the_look_back_are_those_of_its_errors():
    text = CHAPTER.section("backpropagation-review")
    X, errors = np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([[-0.4, 0.4], [0.2, -0.2]])
    gradient = X.T @ errors / 2
    assert f"W_00 = \\tfrac12 \\big(1 \\cdot (-0.4) + 3 \\cdot 0.2\\big) = {gradient[0, 0]:.1f}" in plain(text)
    assert f"(-0.2)\\big) = {gradient[0, 1]:.1f}$. A weight" in plain(text)
    assert f"W_11 = \\tfrac12 \\big(2 \\cdot 0.4 + 1 \\cdot (-0.2)\\big) = {gradient[1, 1]:.1f}" in plain(text)
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-15)


def plain(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def test_half_of_the_questions_at_the_end_are_from_earlier_chapters():
    asked = CHAPTER.questions("backpropagation-summary")
    assert len(asked) >= 6
    assert len(from_before("backpropagation", asked)) * 2 >= len(asked)
