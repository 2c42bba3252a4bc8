"""Every number of the chapter on training is what the solutions and NumPy get."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import numpy as np
import pytest

from autograder.bank.question import Numeric
from autograder.bank.questions.training import QUESTIONS
from solutions.training import accuracy, class_probabilities, parameter_gradients, standardise, train, training_loss

from ..differences import slope

BOOK = Path(__file__).resolve().parents[2] / "book"
PAGE = (BOOK / "training.md").read_text("utf-8").replace("\N{MINUS SIGN}", "-")
FLOWERS = np.loadtxt(BOOK / "exercises" / "data" / "iris.csv", delimiter=",", skiprows=6)
PETALS, SPECIES = FLOWERS[:, 2:4], FLOWERS[:, 4].astype(int)
SINGLE, THREES = [[i] for i in range(9)], [[0, 3, 6], [1, 4, 7], [2, 5, 8]]
IN_TURN = [[i] for batch in THREES for i in batch]
NUMBERS = {question.name: question.value for question in QUESTIONS if isinstance(question, Numeric)}
EPOCHS = [(SINGLE, 0.1), (IN_TURN, 0.1), (THREES, 0.1), (SINGLE, 0.03)]


def section(label):
    return re.split(r"\n\([\w-]+\)=", PAGE.split(f"({label})=")[1])[0]


def matrices(text):
    bodies = re.findall(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", text, re.DOTALL)
    return [np.array([[float(x) for x in row.split("&")] for row in body.split(r"\\")]) for body in bodies]


def table(text, first):
    """Return the numbers of the table rows that start with a word."""
    rows = re.findall(rf"^\| {first}(.*)\|$", text, re.MULTILINE)
    return [[float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", row.split("|", 1)[1])] for row in rows]


@pytest.fixture
def start():
    """Weights and biases from which the flowers are learnt."""
    return [matrix for matrix in matrices(section("training-gradient")) if matrix.shape[1] == 3]


def after(start, batches, rate=0.1):
    W, b = train(PETALS, SPECIES, start[0], start[1][0], rate, batches)
    return round(training_loss(PETALS, SPECIES, W, b), 3)


def test_the_losses_at_the_top_are_those_after_each_flower(start):
    printed = np.ravel(table(PAGE.split("(training-count-errors)=")[0], "flowers"))
    assert printed.tolist() == [after(start, [[i] for i in range(n + 1)]) for n in range(9)]
    assert "1.259" in PAGE and after(start, []) == 1.259


def test_the_four_epochs_end_where_the_table_says(start):
    printed = [*table(section("training-iris"), "single"), *table(section("training-iris"), "three")]
    expected = sorted([rate, len(batches), after(start, batches, rate)] for batches, rate in EPOCHS)
    assert sorted(printed) == expected


@pytest.mark.parametrize(("batches", "rate"), [([], 0.1), *EPOCHS])
def test_no_epoch_of_the_table_changes_the_accuracy_of_one_third(start, batches, rate):
    W, b = train(PETALS, SPECIES, start[0], start[1][0], rate, batches)
    assert accuracy(class_probabilities(PETALS, W, b), SPECIES) == pytest.approx(1 / 3)


def test_three_steps_and_six_rates_on_parabolas():
    point = 0.0
    steps = re.findall(r"^\| [123] \| (\S+) \| (\S+) \|", section("training-step"), re.MULTILINE)
    assert len(steps) == 3
    for steep, new in np.array(steps, dtype=float):
        assert steep == pytest.approx(2 * (point - 3))
        point -= 0.1 * steep
        assert new == pytest.approx(point)
    rates = re.findall(r"^\| (0\.\d+) \| (\S+) \| (\S+) \|", section("training-rate"), re.MULTILINE)
    assert len(rates) == 6
    for rate, factor, end in np.array(rates, dtype=float):
        assert factor == pytest.approx(1 - 4 * rate)
        assert end == pytest.approx(abs(factor) ** 10, abs=5e-4)


def test_one_flower_of_one_input_by_hand():
    W, b = matrices(section("training-predict"))
    X, label = np.array([[1.4]]), np.array([0])
    P = class_probabilities(X, W, b[0])
    np.testing.assert_allclose(P.round(3), [[0.615, 0.385]])
    assert "$-\\ln 0.615 = 0.486$" in PAGE and training_loss(X, label, W, b[0]) == pytest.approx(0.486, abs=5e-4)
    before, gradient, new = [each for each in matrices(section("training-gradient")) if each.shape == (2, 2)]
    grad_W, grad_b = parameter_gradients(X, P, label)
    new_W, new_b = train(X, label, W, b[0], 0.1, [[0]])
    np.testing.assert_array_equal(before, np.vstack([b, W]))
    np.testing.assert_array_equal(gradient, np.vstack([grad_b, grad_W]).round(3))
    np.testing.assert_array_equal(new, np.vstack([new_b, new_W]).round(3))
    assert "is 0.404 now" in PAGE and training_loss(X, label, new_W, new_b) == pytest.approx(0.404, abs=5e-4)


def test_the_errors_of_three_flowers_and_the_loss_before_and_after(start):
    W, b, rows = start[0], start[1][0], [0, 3, 6]
    errors = class_probabilities(PETALS[rows], W, b) - np.eye(3)
    np.testing.assert_array_equal(table(section("training-batches"), "flower"), errors.round(4))
    losses = [training_loss(PETALS[rows], SPECIES[rows], *each) for each in ((W, b), one_step(W, b, rows))]
    assert np.round(losses, 3).tolist() == [1.312, 1.029]
    assert "from 1.312 to 1.029" in " ".join(PAGE.split())


def one_step(W, b, rows):
    return train(PETALS, SPECIES, W, b, 0.1, [rows])


def test_the_missing_brackets_give_the_wrong_numbers_that_are_shown(start):
    errors = (class_probabilities(PETALS[[0, 3, 6]], start[0], start[1][0]) - np.eye(3))[:, 0]
    wrong, right = errors[0] / 3 + errors[1:].sum(), errors.mean()
    text = section("training-mistakes")
    for number in (wrong, 0.1 - 0.1 * wrong, right, 0.1 - 0.1 * right):
        assert f"{number:.3f}" in text


def test_the_slope_of_the_cross_entropy_by_the_threshold_is_the_one_that_is_printed():
    x, y = np.array([-2, -1, 1, 2]), np.array([0, 1, 0, 1])
    residual = 1 / (1 + np.exp(-(x + 1.5))) - y
    assert f"{-residual.sum():.3f}" == "-0.895" and "is -0.895 at $t = -1.5$" in PAGE


def test_two_hundred_epochs_of_the_exercises_go_down_all_the_time_and_less_and_less():
    rng, X = np.random.default_rng(0), standardise(PETALS, PETALS)
    W, b, losses = np.zeros((2, 3)), np.zeros(3), [np.log(3)]
    for _ in range(200):
        order = rng.permutation(9)
        W, b = train(X, SPECIES, W, b, 0.5, [order[:3], order[3:6], order[6:]])
        losses.append(training_loss(X, SPECIES, W, b))
    assert (np.diff(losses) < 0).all()
    falls = -np.diff(losses[::20])
    assert (np.diff(falls) < 0).all()
    assert "falls fast at first, and then ever more slowly" in (BOOK / "exercises" / "training.md").read_text("utf-8")


# --- what a batch is worth, and what a scale is worth ----------------------------------------------------------------


def gradient(W, b, rows):
    """Return the gradient of the mean loss of some flowers, as one vector."""
    found = parameter_gradients(PETALS[rows], class_probabilities(PETALS[rows], W, b), SPECIES[rows])
    return np.concatenate([np.ravel(part) for part in found])


def test_the_gradients_of_single_flowers_are_as_long_and_as_far_off_as_printed(start):
    whole = gradient(start[0], start[1][0], range(9))
    rows = re.findall(r"^\| flower (\d) \| (\S+) \| (\d+)° away \|$", section("training-noise"), re.MULTILINE)
    printed = {int(flower): (float(length), int(degrees)) for flower, length, degrees in rows}
    assert set(printed) == {0, 3, 6}
    assert f"{np.linalg.norm(whole):.2f}" == "1.86" and "| all nine flowers | 1.86 |" in PAGE
    for flower, (length, degrees) in printed.items():
        own = gradient(start[0], start[1][0], [flower])
        assert f"{np.linalg.norm(own):.2f}" == f"{length:.2f}"
        angle = np.arccos(own @ whole / np.linalg.norm(own) / np.linalg.norm(whole))
        assert degrees == pytest.approx(np.degrees(angle), abs=0.5)


def test_the_spread_falls_with_the_root_of_the_size_of_a_batch(start):
    W, b = start[0], start[1][0]
    whole = gradient(W, b, range(9))
    spread = np.sqrt(np.mean([np.sum((gradient(W, b, [i]) - whole) ** 2) for i in range(9)]))
    assert f"{spread:.2f}" == "3.70" and "\\frac{3.70}{\\sqrt{m}}" in PAGE
    pairs = [np.sum((gradient(W, b, [i, j]) - whole) ** 2) for i in range(9) for j in range(9)]
    assert np.sqrt(np.mean(pairs)) == pytest.approx(spread / np.sqrt(2))


def test_a_hundred_steps_end_where_the_table_says_with_and_without_a_scale(start):
    rates, raw, scaled = (
        np.array(*table(section("training-scale"), first)) for first in ("rate", "petals in", "petals s")
    )
    for X, printed in ((PETALS, raw), (standardise(PETALS, PETALS), scaled)):
        ends = [
            training_loss(X, SPECIES, *train(X, SPECIES, start[0], start[1][0], rate, [range(9)] * 100))
            for rate in rates
        ]
        np.testing.assert_array_equal(np.round(ends, 3), printed)


@pytest.mark.parametrize(("X", "limit"), [(PETALS, "0.32"), (standardise(PETALS, PETALS), "3.08")])
def test_the_limit_of_the_rate_is_that_of_the_steepest_direction(X, limit):
    def slopes(parameters):
        W, b = parameters[:6].reshape(2, 3), parameters[6:]
        found = parameter_gradients(X, class_probabilities(X, W, b), SPECIES)
        return np.concatenate([np.ravel(part) for part in found])

    curvatures = np.stack([slope(lambda at, i=i: slopes(at)[i], np.zeros(9)) for i in range(9)])
    assert f"{2 / np.linalg.eigvalsh(curvatures).max():.2f}" == limit and limit in section("training-scale")


# --- momentum and Adam -----------------------------------------------------------------------------------------------


def steps_needed(rule, curvatures, limit=20000):
    """Return how many steps take the loss below 0.001, or None."""
    theta = np.array([10.0, 1.0])
    moves = rule(lambda: curvatures * theta)
    for step in range(limit):
        if np.sum(curvatures * theta**2) / 2 < 0.001:
            return step
        theta = theta + next(moves)
        if not np.abs(theta).max() < 1e6:
            return None
    return None


def plain(rate):
    def rule(gradient):
        while True:
            yield -rate * gradient()

    return rule


def with_momentum(rate, kept):
    def rule(gradient):
        velocity = 0.0
        while True:
            velocity = kept * velocity + gradient()
            yield -rate * velocity

    return rule


def adam(rate):
    def rule(gradient):
        m, s, t = 0.0, 0.0, 0
        while True:
            g, t = gradient(), t + 1
            m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2
            yield -rate * (m / (1 - 0.9**t)) / np.sqrt(s / (1 - 0.999**t) + 1e-16)

    return rule


RULES = {
    "descent | 0.07": plain(0.07),
    "descent | 0.0007": plain(0.0007),
    "momentum, $\\beta = 0.5$ | 0.1": with_momentum(0.1, 0.5),
    "Adam | 0.5": adam(0.5),
}


@pytest.mark.parametrize("name", RULES)
def test_the_rules_need_as_many_steps_in_both_valleys_as_printed(name):
    (printed,) = re.findall(rf"^\| {re.escape(name)} \| (.*) \| (.*) \|$", PAGE, re.MULTILINE)
    needed = [steps_needed(RULES[name], np.array([1.0, across])) for across in (25.0, 2500.0)]
    assert [{"runs away": None}.get(cell, cell) for cell in printed] == [each and str(each) for each in needed]


def test_the_walks_of_the_figure_end_where_its_text_says_and_follow_the_rules_of_the_page(monkeypatch):
    monkeypatch.syspath_prepend(str(BOOK / "_ext"))
    drawn = runpy.run_path(str(BOOK / "figures" / "training_valley.py"))
    walks = {
        "descent | 0.07": drawn["descent"](0.07),
        "momentum": drawn["momentum"](0.1, 0.5),
        "Adam": drawn["adam"](0.5),
    }
    for name, walk in walks.items():
        (rule,) = [rule for key, rule in RULES.items() if key.startswith(name)]
        place = drawn["START"]
        moves = rule(lambda: drawn["CURVATURES"] * place)  # noqa: B023 - the place where the walk is
        for shown in walk:
            np.testing.assert_allclose(place, shown, atol=1e-6)
            place = place + next(moves)
    (text,) = re.findall(r"training_valley\n:name: \S+\n:alt: (.*)", PAGE)
    assert f"gets to {walks['descent | 0.07'][-1][0]:.1f}" in text and f"gets to {walks['Adam'][-1][0]:.1f}" in text
    assert abs(walks["momentum"][16]).max() < 0.05 and "after 16 steps" in text and len(walks["Adam"]) == 21


def test_the_boxes_on_momentum_and_adam_follow_the_rules_of_the_page():
    moves = with_momentum(0.1, 0.5)(lambda: np.array(-2.0))
    np.testing.assert_allclose(NUMBERS["training_momentum"], np.cumsum([next(moves) for _ in range(3)]))
    moves = with_momentum(1.0, 0.9)(lambda: np.array(1.0))
    assert NUMBERS["training_momentum_long_run"] == pytest.approx(-[next(moves) for _ in range(300)][-1])
    np.testing.assert_allclose(NUMBERS["training_adam_first"], next(adam(0.1)(lambda: np.array([0.3, -20.0]))))


def test_a_small_step_gains_what_the_box_says():
    slopes = np.array([3.0, -4.0])
    assert NUMBERS["training_first_order"] == pytest.approx(slopes @ (-0.01 * slopes))


def test_sums_of_random_terms_spread_as_the_box_says():
    rng = np.random.default_rng(0)
    sums = [rng.normal(size=100) @ (0.5 * rng.normal(size=100)) for _ in range(4000)]
    assert np.std(sums) == pytest.approx(NUMBERS["training_sum_spread"], rel=0.05)


# --- the mistakes ----------------------------------------------------------------------------------------------------


def test_the_flipped_truth_gives_the_changes_that_are_shown():
    text = re.sub(r"\{(-[\d.]+)\}", r"\1", section("training-mistakes"))
    p = np.array([0.2, 0.5, 0.3])
    for truth, shown in (([1, 0, 1], "(0.16,\\ -0.10,\\ 0.14)"), ([0, 1, 0], "(-0.04,\\ 0.10,\\ -0.06)")):
        changes = -0.1 * (p - truth) * 2
        assert "(" + ",\\ ".join(f"{change:.2f}" for change in changes) + ")" == shown and shown in text


def test_the_lost_bracket_gives_the_loss_that_is_shown_and_the_right_one_too():
    p, y = np.array([0.8, 0.3]), np.array([1, 0])
    costs = -np.log([0.8, 0.7])
    assert f"{(costs[0] - costs[1]) / 2:.3f}" == "-0.067" and "(0.223 - 0.357) = -0.067" in PAGE
    assert f"{costs.mean():.3f}" == "0.290" and "(0.223 + 0.357) = 0.290" in PAGE
    np.testing.assert_allclose((p - y) / 2, [-0.1, 0.15])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("training_mistakes", [2, 1, 2, 1, 2]),
        ("training_three_steps", [2, 3, 3.5]),
        ("training_two_steps", [0.5, 0.25]),
        ("training_best_rate", 0.2),
        ("training_everyone", -0.15393),
        ("training_smoothed_bias", [4.05346, 5.00868, 4.93786]),
        ("training_loss_changes", [19.9, 0.0019]),
        ("training_batch_spread", 0.5),
        ("training_halved_rate", 0.05),
        ("training_again_step", -1),
        ("training_again_steps", 320),
        ("training_recall_count", 18),
        ("training_recall_odds", 1.38629),
        ("training_recall_softmax", [0.25, 0.25, 0.5]),
        ("training_recall_cross_entropy", [2.30259, 0.9]),
    ],
)
def test_a_value_is_what_was_computed_by_hand(name, value):
    np.testing.assert_allclose(NUMBERS[name], value, atol=1e-5)
