"""What the page on computation graphs says of engines, stretched arrays and earlier chapters is what NumPy gets."""

from __future__ import annotations

import sys

import numpy as np

from ..differences import slope
from .chapter_text import Chapter, answer, chosen, from_before

CHAPTER = Chapter("computation_graphs")
ARRIVES = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


def test_what_was_stretched_gets_the_sum_over_its_copies():
    X = np.zeros((3, 2))
    assert r"1 & 2 \\ 3 & 4 \\ 5 & 6" in CHAPTER.section("graphs-broadcasting")
    np.testing.assert_allclose(
        answer("graphs_broadcast_bias"), slope(lambda b: (ARRIVES * (X + b)).sum(), np.ones(2)), rtol=1e-8
    )
    np.testing.assert_allclose(
        answer("graphs_broadcast_column"), slope(lambda c: (ARRIVES * (X + c)).sum(), np.ones((3, 1))), rtol=1e-8
    )


def test_python_stops_at_about_1000_calls_within_each_other():
    assert "about 1000" in chosen("graphs_long_chain")
    assert sys.getrecursionlimit() < 10_000


def test_the_questions_at_the_end_have_the_values_of_their_formulas():
    np.testing.assert_allclose(answer("graphs_again_twice"), slope(lambda x: 2 * (x * x + x), 3.0), rtol=1e-8)
    at = np.array(CHAPTER.asked("graphs_again_maximum")[-3:])
    np.testing.assert_allclose(answer("graphs_again_maximum"), slope(lambda p: max(p[0], p[1] * p[2]), at), atol=1e-8)
    rng = np.random.default_rng(0)
    inner, outer = rng.normal(size=(3, 4)), rng.normal(size=(2, 3))
    np.testing.assert_array_equal(answer("graphs_again_shape"), (outer @ inner).shape)
    np.testing.assert_allclose(answer("graphs_recall_row"), np.outer([2, 0, 3], [0.1, -0.3])[0], atol=1e-12)
    assert answer("graphs_recall_steps") == len(range(0, 10, 4))
    assert answer("graphs_recall_count") == np.zeros((784, 10)).size + np.zeros(10).size
    np.testing.assert_allclose(1 / (1 + np.exp(-answer("graphs_recall_log_odds"))), 0.8)


def test_half_of_the_questions_at_the_end_are_from_earlier_chapters():
    asked = CHAPTER.questions("graphs-summary")
    assert len(asked) >= 6
    assert len(from_before("computation_graphs", asked)) * 2 >= len(asked)


def test_the_gradient_of_the_look_back_is_an_outer_product():
    first, second = np.outer([0.2, -0.1], [0.5, 2])
    text = CHAPTER.section("graphs-review")
    assert f"= ({first[0]:g},\\ {first[1]:g})$, and for the other" in text
    assert f"$({second[0]:g},\\ {second[1]:g}}})$" in text  # a brace is left of those that keep a minus in its list


def test_the_check_that_leaves_a_weight_where_it_was_moved_sees_a_mistake_where_there_is_none():
    text = CHAPTER.section("graphs-review").partition("graphs_weight_not_put_back")[2]
    claimed, h = np.array([12.0, 4.0]), 0.001
    by_first = 3 * (2.001**2 - 1.999**2) / (2 * h)
    by_second = 1.999**2 * (3.001 - 2.999) / (2 * h)
    found = np.array([by_first, by_second])
    assert f"/ 0.002$ ${{}} = {by_first:.6g}$" in text and f"/ 0.002$ ${{}} = {by_second:.3f}$" in text
    lengths = np.linalg.norm(claimed), np.linalg.norm(found)
    apart = np.linalg.norm(claimed - found)
    assert f"$(0, {apart:.3f})$" in text
    assert f"their lengths are {lengths[0]:.3f} and {lengths[1]:.3f}" in text
    assert f"${apart:.3f} / {sum(lengths):.3f} = {apart / sum(lengths):.5f}$" in text
    np.testing.assert_allclose(slope(lambda w: w[0] ** 2 * w[1], np.array([2.0, 3.0])), claimed, rtol=1e-6)
