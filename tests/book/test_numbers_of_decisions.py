"""Every number of the chapter on decisions is what the solutions and NumPy get."""

from __future__ import annotations

import re
import runpy
from typing import Any

import numpy as np
import pytest

from solutions.decisions import (
    best_template,
    best_threshold,
    class_distances,
    expected_utilities,
    mean_utility,
    n_pairs,
    sum_of_sigmoids,
    utility_decision,
)
from solutions.sigmoid import sigmoid
from solutions.softmax import softmax

from .chapter_text import BOOK, NUMBER, Chapter, answer, chosen, from_before, reasons, why

PAGE = Chapter("decisions")
PLANS = ["picnic", "museum", "cinema"]


def numbers(cells):
    """Return the first number of each cell."""
    return np.array([float(re.search(NUMBER, cell)[0]) for cell in cells])


@pytest.fixture(scope="module")
def utilities():
    """The table of the three plans; its rows begin with words that other tables have, too."""
    rows = re.findall(r"^\| (?:dry|rain) \| (.*) \|$", PAGE.text, re.MULTILINE)[:2]
    return np.array([[float(cell) for cell in row.split("|")] for row in rows])


@pytest.fixture(scope="module")
def templates(monkeypatch_module):
    """The pictures of the figure: the sample, and the templates as columns."""
    monkeypatch_module.syspath_prepend(str(BOOK / "_ext"))
    drawn = runpy.run_path(str(BOOK / "figures" / "decisions_templates.py"))
    return drawn["SAMPLE"].ravel(), np.column_stack([each.ravel() for each in drawn["TEMPLATES"].values()])


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_the_pictures_have_the_sums_that_the_box_accepts_which_count_what_agrees(templates):
    sample, columns = templates
    scores = sample @ columns
    assert answer("decisions_pictures").tolist() == scores.tolist()
    agree = (sample[:, None] == columns).sum(axis=0)
    assert (agree - (len(sample) - agree)).tolist() == scores.tolist()
    assert best_template(sample[None], columns, np.zeros(3))[0] == 0 and len(sample) == 9


def test_the_three_templates_in_numbers_have_the_scores_that_the_box_accepts():
    x, W, b = np.split(np.array(PAGE.asked("decisions_templates")[:15]), [3, 12])
    np.testing.assert_allclose(answer("decisions_templates"), x @ W.reshape(3, 3) + b)


def test_the_labels_of_one_class_against_the_rest_are_ones_for_that_class():
    *labels, wanted = PAGE.asked("decisions_rest_labels")
    assert answer("decisions_rest_labels").tolist() == [float(label == wanted) for label in labels]


def test_one_classifier_two_and_none_claim_the_samples_as_the_table_says():
    rows = {name: PAGE.row(name) for name in "ABC"}
    scores = {name: np.array(cells[:3], dtype=float) for name, cells in rows.items()}
    claims = {1: "one", 2: "two", 0: "none"}
    assert all(claims[(scores[name] > 0).sum()] == cells[3] for name, cells in rows.items())
    assert "For A that is class 0, for B and C it is class 1" in PAGE.section("decisions-rest")
    assert [int(np.argmax(scores[name])) for name in "ABC"] == [0, 1, 1]
    assert "nothing makes the answers fit together" in chosen("decisions_nobody")


def test_pairs_are_counted_right_and_see_the_samples_that_the_box_accepts():
    text = PAGE.section("decisions-pairs")
    sizes, counts = re.search(r"For (.*?) classes these are (.*?)\.", text).groups()
    sizes, counts = ([int(x) for x in re.findall(r"\d+", found)] for found in (sizes, counts))
    assert [n_pairs(size) for size in sizes] == counts
    assert answer("decisions_pairs") == n_pairs(6)
    samples, per_class = PAGE.asked("decisions_visits")
    assert samples == 4 * per_class and answer("decisions_visits") == n_pairs(4) * 2 * per_class
    assert answer("decisions_again_counts").tolist() == [5, n_pairs(5)]


def test_each_class_of_the_cycle_wins_once():
    beats = re.findall(r"class (\d) beats class (\d)", PAGE.section("decisions-pairs"))
    assert sorted(winner for winner, _ in beats) == sorted(loser for _, loser in beats) == ["0", "1", "2"]
    assert chosen("decisions_cycle").startswith("none")


def test_scores_lengths_and_distances_of_the_table_belong_together():
    x = np.array([0.6, 0.9])
    assert "Take the point (0.6, 0.9)" in PAGE.section("decisions-distances")
    columns = np.array([re.findall(NUMBER, cell) for cell in PAGE.row("weights")], dtype=float).T
    scores = x @ columns + numbers(PAGE.row("bias"))
    np.testing.assert_allclose(scores, numbers(PAGE.row("score")))
    np.testing.assert_allclose(np.linalg.norm(columns, axis=0), numbers(PAGE.row("length of the weights")), atol=5e-4)
    distances = class_distances(scores[None], columns)[0]
    np.testing.assert_allclose(distances, numbers(PAGE.row("signed distance")), atol=5e-4)
    assert scores.argmax() == 0 and distances.argmax() == 1


def test_the_sigmoids_have_the_sums_of_the_text():
    for label, pattern in (
        ("decisions-sigmoids", rf"scores \((1.*?)\) they sum to ({NUMBER}), and for \((.*?)\) to ({NUMBER})\."),
        ("decisions-mistakes", rf"(For) the scores (.*?) it is ({NUMBER})"),
    ):
        *rest, scores, printed = re.search(pattern, PAGE.section(label)).groups()
        scores = np.array([re.findall(NUMBER, scores)], dtype=float)
        assert f"{sum_of_sigmoids(scores)[0]:.3f}" == printed
        if len(rest) == 2:
            first = np.array([re.findall(NUMBER, rest[0])], dtype=float)
            assert f"{sum_of_sigmoids(first)[0]:.3f}" == rest[1]
    assert sum_of_sigmoids(np.zeros((1, 3)))[0] == 1.5 and "the sum is near 1.5" in PAGE.section("decisions-mistakes")
    assert answer("decisions_sigmoids") == pytest.approx(sum_of_sigmoids(-np.log([[4.0, 9.0, 9.0]]))[0])


def test_the_steps_of_a_choice_have_the_numbers_of_their_boxes():
    p, u = np.array(PAGE.asked("decisions_worth")).reshape(2, 3)
    np.testing.assert_allclose(answer("decisions_worth"), p * u)
    u, p = np.array(PAGE.asked("decisions_chosen")).reshape(2, 3)
    (best,), worth = utility_decision(p[None], u), p * u
    assert chosen("decisions_chosen") == f"class {best}, with {worth[best]:g} on average"


def test_the_table_of_best_choices_is_right_and_so_are_the_two_halves_of_the_rule():
    rows = re.findall(r"^\| ([\d., ]+) \| ([\d., *]+) \| (\d) \| (\d) \|$", PAGE.text, re.MULTILINE)
    p = np.array([row[0].split(",") for row in rows], dtype=float)
    worth = np.array([row[1].replace("*", "").split(",") for row in rows], dtype=float)
    u = np.array([1.0, 4, 2])
    np.testing.assert_allclose(worth, p * u)
    assert [int(row[2]) for row in rows] == p.argmax(axis=1).tolist()
    assert [int(row[3]) for row in rows] == utility_decision(p, u).tolist()
    halves = "classes {}, {}, {}, {} in the table above, the second always class {}".format(
        *p.argmax(axis=1), u.argmax()
    )
    assert halves in PAGE.section("decisions-mistakes")


def test_the_plans_are_worth_what_boxes_cell_and_table_say(utilities, capsys):
    text = PAGE.section("decisions-table")
    rain, other = (float(found) for found in re.findall(rf"[Rr]ain has the probability ({NUMBER})", text))
    first = expected_utilities(np.array([[1 - rain, rain]]), utilities)[0]
    np.testing.assert_allclose(answer("decisions_picnic"), first)
    (cell,) = re.findall(r"```\{code-cell\} ipython3\n(.*?)```", PAGE.text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(cell, names)  # the page's own
    np.testing.assert_array_equal(names["U"], utilities)
    np.testing.assert_allclose(names["P"], [[1 - rain, rain], [1 - other, other]])
    assert "best plans: [2 0]" in capsys.readouterr().out
    shifted = names["P"] @ (utilities + np.array([[0], [10]]))
    assert shifted.argmax(axis=1).tolist() == names["worth"].argmax(axis=1).tolist() and chosen("decisions_row_shift")


def test_the_four_days_earned_what_the_box_accepts(utilities):
    days = [PAGE.row(f"{day}") for day in range(4)]
    rain, best = (np.array([float(day[column]) for day in days]) for column in (0, 2))
    came = np.array([["dry", "rain"].index(day[3]) for day in days])
    p = np.column_stack([1 - rain, rain])
    worth = expected_utilities(p, utilities)
    assert [PLANS[plan] for plan in worth.argmax(axis=1)] == [day[1] for day in days]
    np.testing.assert_allclose(worth.max(axis=1), best)
    text = PAGE.section("decisions-worth")
    assert f"What was expected, {worth.max(axis=1).mean():g} on average" in text
    assert answer("decisions_earned") == pytest.approx(mean_utility(p, utilities, came))
    counted = re.findall(r"^\| (?:dry|rain) \| (.*) \|$", PAGE.text, re.MULTILINE)[2:]
    confusion = np.array([[int(cell) for cell in row.split("|")] for row in counted])
    assert (confusion * utilities).sum() / confusion.sum() == pytest.approx(answer("decisions_earned"))


def cheapest(p, *costs):
    """Return which of several costs is lowest at each probability of danger."""
    return np.argmin([np.broadcast_to(cost, p.shape) for cost in costs], axis=0)


def test_the_thresholds_are_where_the_cheaper_action_changes():
    p, false_alarm, miss = PAGE.asked("decisions_two_costs")
    np.testing.assert_allclose(answer("decisions_two_costs"), [(1 - p) * false_alarm, p * miss])
    for name in ("decisions_threshold", "decisions_again_threshold"):
        false_alarm, miss = PAGE.asked(name)
        grid = np.linspace(0, 1, 10001)
        alarm = cheapest(grid, grid * miss, (1 - grid) * false_alarm)
        assert answer(name) == pytest.approx(best_threshold(false_alarm, miss))
        assert grid[alarm.argmax()] == pytest.approx(answer(name), abs=2e-4)
    false_alarm, miss = PAGE.asked("decisions_threshold_score")
    assert sigmoid(np.array([answer("decisions_threshold_score")]))[0] == pytest.approx(
        best_threshold(false_alarm, miss)
    )
    assert best_threshold(1, 9) == pytest.approx(0.1)
    assert "the threshold is 0.1: at the probability 0.1" in PAGE.section("decisions-threshold")


def test_to_refuse_is_best_where_the_boxes_and_the_figure_say():
    wrong, expert = PAGE.asked("decisions_reject_below")
    grid = np.linspace(0, 1, 10001)
    asks = cheapest(grid, (1 - grid) * wrong, expert) == 1
    assert grid[asks].max() == pytest.approx(answer("decisions_reject_below"), abs=2e-4)
    false_alarm, miss, look = PAGE.asked("decisions_reject_band")
    looks = grid[cheapest(grid, grid * miss, (1 - grid) * false_alarm, look) == 2]
    np.testing.assert_allclose([looks.min(), looks.max()], answer("decisions_reject_band"), atol=2e-4)
    text = PAGE.section("decisions-reject")
    low, high = (f"{end:.2f}" for end in answer("decisions_reject_band"))
    assert f"silence up to {low}, a look up to {high}, then the alarm" in text
    crossing = best_threshold(false_alarm, miss)
    assert f"cross at {crossing:g}, at a cost of {crossing * miss:.1f}" in text
    assert f"change over at {crossing:g}, where both cost {crossing * miss:.1f}. So a look that costs more than" in text


def test_an_expert_who_is_too_dear_is_never_asked():
    classes, wrong, expert = 4, *PAGE.asked("decisions_reject_never")
    worst = (1 - 1 / classes) * wrong
    assert worst < expert and chosen("decisions_reject_never") == "never"
    assert f"= {worst:g}$" in reasons("decisions_reject_never")


def test_the_questions_at_the_end_have_the_answers_that_can_be_computed():
    p, u = np.array(PAGE.asked("decisions_again_best")).reshape(2, 3)
    assert chosen("decisions_again_best") == f"class {utility_decision(p[None], u)[0]}"
    assert "{1:g}$, against {0:g} and {2:g}".format(*p * u) in reasons("decisions_again_best")
    np.testing.assert_allclose(answer("decisions_recall_softmax"), softmax(np.log([[2.0, 3, 1]]))[0])
    cheap, dear = PAGE.asked("decisions_recall_cost")
    assert answer("decisions_recall_cost") == pytest.approx(np.log(dear) / np.log(cheap))
    start, gradient, rate = PAGE.asked("decisions_recall_step")
    assert answer("decisions_recall_step") == pytest.approx(start - rate * gradient)
    assert "both 1.5" in why("decisions_again_threshold") and 0.25 * 6 == 0.75 * 2 == 1.5


def test_doubled_weights_leave_a_boundary_and_change_a_choice():
    scores, weights = np.array([[1.0, 0.8, -1.0]]), np.eye(3)
    doubled = scores * [[1, 2, 1]]
    assert scores.argmax() != doubled.argmax() and (np.sign(scores) == np.sign(doubled)).all()
    np.testing.assert_allclose(class_distances(doubled, weights * [1, 2, 1]), class_distances(scores, weights))


def test_half_of_the_questions_at_the_end_are_about_chapters_before():
    names = PAGE.questions("decisions-summary")
    assert len(names) >= 6 and len(from_before("decisions", names)) >= len(names) / 2


def test_the_example_of_the_chapter_on_graphs_has_one_wrong_line():
    text = PAGE.section("decisions-review")
    w1, w2, x, y = (
        float(n)
        for n in re.search(
            rf"\$w_1 = ({NUMBER})\$, \$w_2 = ({NUMBER})\$, \$x = ({NUMBER})\$ and \$y = ({NUMBER})\$", text
        ).groups()
    )
    z = sigmoid(np.array([w1 * x]))[0]
    error = w2 * z - y
    assert f"The sum is ${w1:g} \\cdot {x:g} = {w1 * x:g}$, and $\\sigma({w1 * x:g}) = {z:.3f}$" in text
    back, inner = 2 * error, z * (1 - z) * x
    assert f"z = {z:.3f}$, $\\hat y = {w2:g} z = {w2 * z:.3f}$, $L = {error:.3f}^2 = {error**2:.3f}$" in text
    assert f"2 (\\hat y - y) = {back:.3f}$" in text
    assert f"= {back:.3f} \\cdot {z:.3f} \\cdot {inner:.3f}$ ${{}} = {back * z * inner:.3f}$" in text
    assert f"= {back:.3f} \\cdot {w2:g} \\cdot {inner:.3f}$ ${{}} = {back * w2 * inner:.3f}$" in text
    assert f"${back:.3f} \\cdot {z:.3f} = {back * z:.3f}$" in text
    grown = ((w2 + 0.001) * z - y) ** 2 - error**2
    slip = 0.001 * back * z * inner
    assert f"raise $w_2$ by 0.001, and $L$ grows by {grown:.6f}, not by {slip:.6f}" in text
