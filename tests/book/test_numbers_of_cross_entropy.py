"""Every number of the chapter on cross-entropy is what the solutions and NumPy get."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from autograder.bank.question import Choice, Numeric
from autograder.bank.questions.cross_entropy import QUESTIONS
from solutions.cross_entropy import (
    cross_entropy,
    cross_entropy_gradient,
    likelihood,
    log_sum_exp,
    log_sum_exp_gradient,
    logistic_loss,
    negative_log_likelihood,
    one_hot,
    regression_gradients,
    smooth_labels,
    softmax_loss,
    softmax_loss_gradient,
)

PAGE = (Path(__file__).resolve().parents[2] / "book" / "cross_entropy.md").read_text("utf-8")
PAGE = PAGE.replace("\N{MINUS SIGN}", "-").replace("{-", "-").replace("},", ",")
NUMBERS = {question.name: question.value for question in QUESTIONS if isinstance(question, Numeric)}
CHOICES = {question.name: question.options for question in QUESTIONS if isinstance(question, Choice)}
NUMBER = r"-?\d+(?:\.\d+)?"


def section(label):
    """Return the text from one label to the next, with one blank between words."""
    return " ".join(re.split(r"\n\([\w-]+\)=", PAGE.split(f"({label})=")[1])[0].split())


def row(first):
    """Return the cells of the table row that starts with these words."""
    (cells,) = re.findall(rf"^\| {re.escape(first)} \|(.*)\|$", PAGE, re.MULTILINE)
    return [cell.strip() for cell in cells.split("|")]


def asked(name):
    """Return the numbers that stand in the text of a box."""
    (text,) = re.findall(rf"```\{{(?:numeric|choice)\}} {name}\n(.*?)```", PAGE, re.DOTALL)
    return [float(number) for number in re.findall(NUMBER, text)]


def answer(name):
    """Return the numbers that a box accepts."""
    return np.asarray(NUMBERS[name])


def chosen(name):
    """Return the text of the right option of a box."""
    (right,) = [option.text for option in CHOICES[name] if option.right]
    return right


def two_columns(p):
    """Return the probabilities of both classes of which only the second one's are given."""
    return np.column_stack([1 - np.asarray(p), p])


@pytest.fixture
def rain():
    return np.array([{"no": 0, "yes": 1}[word] for word in row("rain")])


@pytest.fixture
def forecasts():
    """What both forecasters say of both classes, dry and wet."""
    return [two_columns(np.array(row(who), dtype=float)) for who in ("first", "second")]


def test_the_likelihood_of_the_forecasters_is_right(forecasts, rain):
    first, second = forecasts
    got = " \\cdot ".join(f"{p:g}" for p in first[range(3), rain])
    text = section("cross-entropy-likelihood")
    assert f"{got} = {likelihood(first, rain):.3f} ." in text
    assert "gave {:g}, {:g} and {:g} to what really happened".format(*first[range(3), rain]) in text
    assert "A forecast of {1:g} for rain is a forecast of {0:g} for a dry day".format(*first[1]) in text
    assert answer("ce_likelihood") == pytest.approx(likelihood(second, rain))


def test_the_costs_of_the_forecasters_are_right_and_the_first_one_costs_less(forecasts, rain):
    first, second = forecasts
    costs = " + ".join(f"{-np.log(p):.3f}" for p in first[range(3), rain])
    text = section("cross-entropy-mean")
    assert f"$({costs}) / 3 = {negative_log_likelihood(first, rain):.3f}$" in text
    assert f"$-\\ln {likelihood(first, rain):.3f}$, divided by 3" in text
    assert negative_log_likelihood(first, rain) == pytest.approx(-np.log(likelihood(first, rain)) / 3)
    assert answer("ce_mean_cost") == pytest.approx(negative_log_likelihood(second, rain))
    assert "The first one costs less" in PAGE
    assert negative_log_likelihood(first, rain) < negative_log_likelihood(second, rain)


def test_both_forecasters_were_right_and_surer_on_the_days_that_the_page_says(forecasts, rain):
    first, second = (each[range(3), rain] for each in forecasts)
    assert min(*first, *second) > 0.5
    assert "The first was surer on Monday and on Tuesday, the second on Wednesday" in " ".join(PAGE.split())
    assert (first > second).tolist() == [True, True, False]


def test_so_many_samples_make_a_product_that_is_too_small():
    p, count = asked("ce_many_samples")
    with np.errstate(divide="ignore"):
        assert -np.log(np.prod(np.full(int(count), p))) == np.inf
    assert chosen("ce_many_samples") == "`inf`"


def test_the_table_of_costs_is_right_and_a_squared_probability_costs_twice_as_much():
    probabilities = np.array(row("*p*"), dtype=float)
    costs = np.array(row("cost"), dtype=float)
    np.testing.assert_allclose(costs, -np.log(probabilities).round(3), atol=1e-12)
    assert min(probabilities) > 0 and max(probabilities) == 1
    p, cost = asked("ce_twice_the_cost")
    assert round(-np.log(p), 3) == cost
    assert -np.log(float(chosen("ce_twice_the_cost"))) == pytest.approx(-2 * np.log(p))


def test_guessing_costs_what_the_box_accepts():
    equal = np.full((9, 3), 1 / 3)
    assert answer("ce_guessing") == pytest.approx(negative_log_likelihood(equal, np.arange(9) % 3))


def test_zero_times_the_logarithm_of_zero_is_no_number_but_the_loss_is_finite():
    *target, first, second = asked("ce_no_logarithm_of_zero")
    P, Y = np.array([[first, second]]), np.array([target])
    with np.errstate(divide="ignore", invalid="ignore"):
        assert np.isnan(-np.sum(Y * np.log(P)))
    assert chosen("ce_no_logarithm_of_zero") == "`nan`" and cross_entropy(P, Y) == 0


def test_the_smoothed_rows_are_right():
    text = section("cross-entropy-smoothing")
    epsilon, *printed = re.search(rf"= ({NUMBER})\$ the row \$\(1, 0, 0\)\$ becomes \$\((.*?)\)", text).groups()
    smoothed = smooth_labels(one_hot(np.array([0]), 3), float(epsilon))[0]
    np.testing.assert_allclose([float(x) for x in printed[0].split(",")], smoothed)
    label, _, epsilon = asked("ce_smoothed_targets")
    expected = smooth_labels(one_hot(np.array([int(label)]), 4), epsilon)[0]
    np.testing.assert_allclose(answer("ce_smoothed_targets"), expected)


@pytest.mark.parametrize(
    ("name", "gradient"),
    [
        ("ce_by_probabilities", cross_entropy_gradient),
        ("ce_by_scores", lambda P, Y: softmax_loss_gradient(np.log(P), Y)),
    ],
)
def test_the_slopes_by_probabilities_and_by_scores_are_right(name, gradient):
    P, Y = np.array(asked(name)).reshape(2, 1, 3)
    np.testing.assert_allclose(answer(name), gradient(P, Y)[0], atol=1e-12)


def test_the_three_flowers_have_the_log_sum_exp_and_the_losses_of_the_page():
    table = np.array([row(f"{label}") for label in range(3)])
    scores = table[:, :3].astype(float)
    assert table[:, 3].tolist() == [f"{number:.3f}" for number in log_sum_exp(scores)]
    losses = [softmax_loss(scores[[i]], np.eye(3)[[i]]) for i in range(3)]
    np.testing.assert_allclose(answer("ce_three_losses"), losses)


def test_the_power_is_too_large_and_what_is_computed_in_its_place_is_not():
    text = section("cross-entropy-log-sum-exp")
    (score,) = re.findall(r"The power of (\d+) is too large", text)
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(float(score)))
    assert log_sum_exp(np.array([[float(score), 0.0]]))[0] == float(score)
    assert log_sum_exp_gradient(np.zeros((1, 4))).tolist() == [[0.25] * 4]
    for label, cost in ((1, lambda z: np.log(1 + np.exp(-z))), (0, lambda z: np.log(1 + np.exp(z)))):
        assert logistic_loss(np.array([0.7]), np.array([label])) == pytest.approx(cost(0.7))


def test_the_terms_of_the_long_way_add_up_to_probability_minus_target():
    P, Y = np.array(asked("ce_by_scores")).reshape(2, 3)
    own = -Y + Y * P
    others = [sum(Y[k] * P[j] for k in range(3) if k != j) for j in range(3)]
    assert "$-\\dfrac{y_j}{p_j} \\cdot p_j (1 - p_j) = -y_j + y_j p_j$" in PAGE
    np.testing.assert_allclose(own + others, P - Y)


@pytest.fixture
def example():
    """The scores and the smoothed targets of the worked example, as its code has them."""
    return re.search(r"scores, targets = (.*)", PAGE)[1]


def test_the_worked_example_is_right(example):
    text = section("cross-entropy-by-hand")
    scores, label, smoothing = re.search(
        rf"three scores are \$\((.*?)\)\$, the true class is class (\d), and the smoothing is ({NUMBER})\.", text
    ).groups()
    scores = np.array([[float(score) for score in scores.split(",")]])
    targets = smooth_labels(one_hot(np.array([int(label)]), 3), float(smoothing))
    p, gradient = log_sum_exp_gradient(scores)[0], softmax_loss_gradient(scores, targets)[0]
    assert "targets are $({:.1f}, {:.1f}, {:.1f})$".format(*targets[0]) in text
    level, share = log_sum_exp(scores)[0], (targets * scores).sum()
    assert f"\\ln {np.exp(scores - scores.max()).sum():.3f}$ ${{}} = {level:.3f}$" in text
    terms = [
        f"{y:.1f} \\cdot " + (f"{z:g}" if z >= 0 else f"({z:g})") for y, z in zip(targets[0], scores[0], strict=True)
    ]
    assert f"${' + '.join(terms)} = {share:.1f}$" in text
    kept = 1 - float(smoothing)
    assert f"one-hot row {kept:g} stays, and each class gets {float(smoothing) / 3:.1f} more" in text
    assert f"loss is {softmax_loss(scores, targets):.3f}. **Step 4" in text
    assert "e^{{z_k - {:.3f}}}$, with no division: $({:.3f}, {:.3f}, {:.3f})$".format(level, *p) in text
    assert r"({:.3f},\ {:.3f},\ {:.3f}) .".format(*gradient) in text
    assert "its probability is below 0.1" in text and p[1] < 0.1
    moved = scores - gradient
    assert "new scores are $({:.3f}, {:.3f}, {:.3f})$".format(*moved[0]) in text
    assert f"their loss is {softmax_loss(moved, targets):.3f}, down from {softmax_loss(scores, targets):.3f}" in text
    code = [np.array([float(x) for x in re.findall(NUMBER, part)]) for part in re.findall(r"\[(.*?)\]", example)]
    np.testing.assert_allclose(code, [scores[0], targets[0]])


def test_the_two_lines_that_the_cell_prints_agree(capsys):
    *_, cell = re.findall(r"```\{code-cell\} ipython3\n(.*?)```", PAGE, re.DOTALL)
    with np.printoptions():
        exec(cell, {})  # the page's own
    rule, differences = (line.partition("[")[2] for line in capsys.readouterr().out.splitlines())
    example = re.search(r"(-0\S+),\\ (-0\S+),\\ (0\S+)\) \.", section("cross-entropy-by-hand")).groups()
    assert rule == differences and rule.strip("]").split() == list(example)


def test_a_regression_of_one_input_has_the_gradients_that_the_box_accepts():
    size, label, _, difference, *_ = asked("ce_not_rounded")
    W, target = np.array([[difference / size, 0.0]]), one_hot(np.array([int(label)]), 2)
    grad_W, _ = regression_gradients(np.array([[size]]), target, W, np.zeros(2))
    np.testing.assert_allclose(answer("ce_not_rounded"), grad_W[0])


def test_the_shapes_of_the_layout_fit_each_other_and_a_shared_bias_stays():
    shapes = re.findall(r"`(\w)`\D+?\((\d), (\d)\)|`(W)` \((\d), (\d)\)", section("cross-entropy-parameters"))
    sizes = {"".join(found[::3]): (int(found[1] or found[4]), int(found[2] or found[5])) for found in shapes}
    rng = np.random.default_rng(0)
    X, W, Y = rng.normal(size=sizes["X"]), rng.normal(size=sizes["W"]), np.eye(3)[[0, 1, 2, 0, 1]]
    grad_W, grad_b = regression_gradients(X, Y, W, np.zeros(3))
    assert grad_W.shape == sizes["W"] and Y.shape == sizes["P"]
    assert grad_b.sum() == pytest.approx(0, abs=1e-15)


def test_the_digits_that_are_cut_off_are_not_those_of_rounding():
    text = section("cross-entropy-mistakes")
    exact, rounded = re.search(rf"\$({NUMBER})\$ to two decimals is \$({NUMBER})\$", text).groups()
    assert f"{float(exact):.2f}" == rounded and int(100 * float(exact)) / 100 != float(rounded)


def test_the_mistakes_do_what_the_page_says_of_them():
    p, y = np.array([0.5, 0.2, 0.3]), np.array([0.0, 1.0, 0.0])
    lost = p * (y - (1 - y)) - y
    np.testing.assert_array_equal(lost[y == 0], -p[y == 0])
    assert "all scores of a sample should rise at once" in section("cross-entropy-mistakes") and (lost < 0).all()
    np.testing.assert_allclose(p * (y + (1 - y)) - y, p - y)
    assert -np.mean(y * np.log(p)) == pytest.approx(cross_entropy(p[None], y[None]) / 3)
    sure = np.array([1 - 1e-9, 1e-9])
    assert np.abs((sure - y[:2]) * sure * (1 - sure)).max() < 1e-8 < 1 - 1e-8 < np.abs(sure - y[:2]).min()
