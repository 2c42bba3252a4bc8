"""Every number of the chapters' worked examples is what NumPy gets."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from solutions.softmax import softmax, softmax_jvp

from ..differences import slope

BOOK = Path(__file__).resolve().parents[2] / "book"
RATE, TRUE_CLASS = 0.1, 1


def chapter(name: str) -> str:
    """Return a chapter's text with one kind of minus sign and one blank between words."""
    return (BOOK / f"{name}.md").read_text("utf-8").replace("\N{MINUS SIGN}", "-")


def section(text: str, label: str) -> str:
    """Return the part of a chapter from a label to the next one."""
    return re.split(r"\n\([\w-]+\)=", text.split(f"({label})=")[1])[0]


def printed_matrices(text: str) -> list[list[list[str]]]:
    """Return the matrices of a text, as rows of numbers as they are printed."""
    bodies = re.findall(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", text, re.DOTALL)
    return [[re.findall(r"-?\d+(?:\.\d+)?", row) for row in body.split(r"\\")] for body in bodies]


def printed_row(text: str, label: str) -> list[str]:
    """Return the numbers of the table row that starts with a label."""
    return [cell.strip() for cell in re.search(rf"^\| {label} \|(.*)\|$", text, re.MULTILINE)[1].split("|")]


def agree(printed, exact) -> bool:
    """Tell whether numbers are correctly rounded to the three decimals they show; with fewer they must be exact."""
    printed, exact = np.array(printed), np.asarray(exact, dtype=float)
    slack = np.array([[0.5e-3 if len(number.partition(".")[2]) == 3 else 0] for number in printed.ravel()])
    return printed.shape == exact.shape and bool(
        (abs(printed.astype(float) - exact).ravel() <= slack.ravel() + 1e-9).all()
    )


def probabilities(scores):
    """Return the softmax of one row of scores, the plain way."""
    return np.exp(scores) / np.exp(scores).sum()


def loss(x, weights, bias):
    """Return the cross-entropy of the one sample."""
    return -np.log(probabilities(x @ weights + bias)[TRUE_CLASS])


@pytest.fixture
def by_hand() -> str:
    return section(chapter("softmax"), "softmax-by-hand")


@pytest.fixture
def given(by_hand):
    """The inputs, weights and biases that the page prints."""
    x, weights, bias = (np.array(matrix, dtype=float) for matrix in printed_matrices(by_hand)[:3])
    return x[0], weights, bias[0]


@pytest.fixture
def updated(given):
    """The weights and biases after one step along the numerical gradient."""
    x, weights, bias = given
    return (
        weights - RATE * slope(lambda w: loss(x, w, bias), weights),
        bias - RATE * slope(lambda b: loss(x, weights, b), bias),
    )


def test_the_forward_pass_is_right(by_hand, given):
    x, weights, bias = given
    scores = x @ weights + bias
    assert agree(printed_row(by_hand, "scores"), scores)
    assert agree(printed_row(by_hand, "powers"), np.exp(scores))
    assert agree(printed_row(by_hand, "probabilities"), probabilities(scores))
    assert f"the sum is {np.exp(scores).sum():.3f}" in by_hand
    assert rf"-\ln {probabilities(scores)[TRUE_CLASS]:.5f} = {loss(*given):.3f}" in by_hand


def test_the_score_gradients_are_those_that_central_differences_give(by_hand, given):
    x, weights, bias = given
    exact = slope(lambda scores: -np.log(probabilities(scores)[TRUE_CLASS]), x @ weights + bias)
    assert agree(printed_row(by_hand, "score gradients"), exact)


def test_the_weight_gradients_are_those_that_central_differences_give(by_hand, given):
    x, weights, bias = given
    *_, gradient, _, _ = printed_matrices(by_hand)
    assert agree(gradient, slope(lambda w: loss(x, w, bias), weights))


def test_the_update_and_what_follows_from_it_are_right(by_hand, given, updated):
    x, _, _ = given
    weights, bias = updated
    *_, new_weights, new_bias = printed_matrices(by_hand)
    assert agree(new_weights, weights.round(8))
    assert agree(new_bias[0], bias)
    assert agree(printed_row(by_hand, "new scores"), x @ weights + bias)
    assert agree(printed_row(by_hand, "new probabilities"), probabilities(x @ weights + bias))
    assert f"from {loss(*given):.3f} to {loss(x, weights, bias):.3f}" in by_hand


def test_the_jacobian_and_the_tangents_are_right(given):
    text = chapter("softmax")
    x, weights, bias = given
    exact = np.stack([slope(lambda z, k=k: probabilities(z)[k], x @ weights + bias) for k in range(3)])
    assert agree(printed_matrices(section(text, "softmax-jacobian"))[0], exact)
    caption = ", ".join(f"{number:.3f}" for number in exact[:2, 0]) + f" and {exact[2, 0]:.3f}"
    assert section(text, "softmax-jacobian").count(caption) == 2


def test_the_table_of_two_samples_is_right():
    text = section(chapter("softmax"), "softmax-rows")
    for sample in ("sample 0", "sample 1"):
        scores, shares, _ = (re.findall(r"-?\d+(?:\.\d+)?", cell) for cell in printed_row(text, sample))
        assert agree(shares, probabilities(np.array(scores, dtype=float)))


def test_the_shifted_scores_give_the_probabilities_in_the_text():
    text = section(chapter("softmax"), "softmax-overflow")
    first, second, third = probabilities(np.array([0.0, -2.0, -10.0]))
    assert f"{first:.3f}, {second:.3f} and {third:.3f}" in text
    assert f"{np.exp(-2.0):.5f} and {np.exp(-10.0):.5f}" in text


SAMPLE = np.array([0.7, -2.0, -2.4])


def in_one_line(label: str) -> str:
    """Return a section of the chapter on softmax with one blank between words."""
    return " ".join(section(chapter("softmax"), label).split())


def test_the_opening_and_its_answer_are_right():
    text = " ".join(chapter("softmax").split())
    assert "$$ z = (0.7,\\ {-2},\\ {-2.4}). $$" in text and f"their sum is ${SAMPLE.sum():.1f}$" in text
    assert 0.7 / SAMPLE.sum() < 0 < min(SAMPLE[1:] / SAMPLE.sum())
    first, second, third = 100 * softmax(SAMPLE[None])[0]
    assert f"{first:.0f}, {second:.0f} and {third:.0f} per cent" in in_one_line("softmax-definition")
    assert "nine to one on class 0" in text and round(first / (100 - first)) == 9


def test_the_drawing_of_shift_and_scale_is_described_with_the_right_numbers():
    text = section(chapter("softmax"), "softmax-shift")
    for scores, words in ((SAMPLE, "Scores 0.7, -2, -2.4 give "), (0.3 * SAMPLE, "The scores times 0.3 give ")):
        assert words + ", ".join(f"{p:.2f}" for p in softmax(scores[None])[0]) in text
    np.testing.assert_allclose(softmax(SAMPLE[None] + 3), softmax(SAMPLE[None]))


def test_the_limits_of_double_precision_are_those_of_the_chapter_and_the_glossary():
    assert r"1.8 \cdot 10^{308}" in section(chapter("softmax"), "softmax-overflow")
    assert f"{np.finfo(float).max:.1e}" == "1.8e+308"
    with np.errstate(over="ignore"):
        assert np.isfinite(np.exp(709.0)) and np.isinf(np.exp(710.0))
    assert r"5 \cdot 10^{-324}" in chapter("glossary") and f"{5e-324:.0e}" == "5e-324" and 5e-324 / 2 == 0
    assert r"e \approx 2.718" in " ".join(chapter("glossary").split()) and f"{np.e:.3f}" == "2.718"


@pytest.mark.parametrize("n_classes", [1, 2, 5, 1000])
def test_log_sum_exp_lies_where_the_chapter_says(n_classes):
    assert "between $m$ and $m + \\ln K$" in in_one_line("softmax-overflow")
    scores = np.random.default_rng(n_classes).normal(0, 3, n_classes)
    for each in (scores, np.zeros(n_classes)):
        above = np.log(np.exp(each).sum()) - each.max()
        assert -1e-12 <= above <= np.log(n_classes) + 1e-12


def test_the_product_with_the_jacobian_is_right():
    text = " ".join(chapter("softmax").split())
    p = softmax(SAMPLE[None])[0]
    v = np.array([0.0, -1 / p[1], 0.0])
    assert f"(0, -1/p_1, 0) = (0, {v[1]:.3f}, 0)" in text
    assert f"{p[1]:.5f} \\cdot ({v[1] + 1:.3f})" in text
    product = softmax_jvp(SAMPLE[None], v[None])[0]
    assert f"({product[0]:.3f},\\ {{{product[1]:.3f}}},\\ {product[2]:.3f})" in text
    np.testing.assert_allclose(product, p - [0, 1, 0])
    assert "50 000 words the table would hold 2.5 billion" in text and 50_000**2 == 2.5e9


def test_the_gradient_by_the_diagonal_alone_is_what_the_chapter_says():
    p = softmax(SAMPLE[None])[0]
    by_diagonal = p * (1 - p) * [0, -1 / p[1], 0]
    assert f"$(0, {by_diagonal[1]:.3f}, 0)$" in in_one_line("softmax-mistakes")
    assert by_diagonal[0] == by_diagonal[2] == 0


def test_the_wrong_numbers_that_the_chapter_names_are_what_the_mistakes_give(given):
    text = " ".join(section(chapter("softmax"), "softmax-mistakes").split())
    x, weights, bias = given
    errors = probabilities(x @ weights + bias) - np.eye(3)[TRUE_CLASS]
    transposed = loss(x, weights - RATE * np.outer(x, errors).T, bias - RATE * errors)
    right = loss(x, weights - RATE * np.outer(x, errors), bias - RATE * errors)
    assert f"from {loss(*given):.3f} to {transposed:.3f}. The correct step reaches {right:.3f}" in text
    powers = np.exp(np.array([[0.7, -2, -2.4], [1, 2, 3]]))
    first = (powers / powers.sum())[0]
    assert f"{first[0]:.3f}, {first[1]:.3f} and {first[2]:.3f}, a row that sums to {first.sum():.3f}" in text


def test_the_graph_of_the_second_chapter_is_computed_right():
    text = " ".join(chapter("computation_graphs").split())

    def graph(x):
        return 3 * (x[0] * x[1] + x[0])

    at = np.array([2.0, -4.0])
    gradient = slope(graph, at)
    assert f"$a = {at.prod():.0f}$, $s = {at.prod() + at[0]:.0f}$, $L = {graph(at):.0f}$" in text
    assert f"The gradient $({gradient[0]:.0f}, {gradient[1]:.0f})$" in text
    assert f"$L(2.01, -4) = {graph([2.01, -4]):.2f}$ and $L(1.99, -4) = {graph([1.99, -4]):.2f}$" in text
    assert f"$L$ falls from {graph(at):.0f} to {graph(at - 0.1 * gradient):.2f}" in text
    assert f"$L$ falls to {graph(at - 0.1 * np.array([-12, 6])):.2f}" in text


def test_the_two_differences_of_the_cube_are_computed_right():
    text = chapter("computation_graphs")
    one_side, both_sides = (2.01**3 - 8) / 0.01, (2.01**3 - 1.99**3) / 0.02
    assert f"(8.120601 - 8) / 0.01$ | {one_side:.4f} | {one_side - 12:.4f} |" in text
    assert f"(8.120601 - 7.880599) / 0.02$ | {both_sides:.4f} | {both_sides - 12:.4f} |" in text
