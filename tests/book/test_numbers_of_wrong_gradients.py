"""Wrong gradients: what the chapter says of the experiment is what comes out of it."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from autograder import bank
from autograder.bank.experiment import IRISES, NETWORK, RIGHT, Run, corners, irises, runs, trained
from autograder.bank.question import Choice, Numeric
from autograder.bank.questions.wrong_gradients import QUESTIONS

BOOK = Path(__file__).resolve().parents[2] / "book"
PAGE = " ".join((BOOK / "wrong_gradients.md").read_text("utf-8").replace("\N{MINUS SIGN}", "-").split())
NUMBERS = {question.name: question.value for question in QUESTIONS if isinstance(question, Numeric)}
CHOICES = {question.name: question.options for question in QUESTIONS if isinstance(question, Choice)}
FATES = ("halves", "falls", "rises", "stopped")
PASSING = [
    "leaves out the samples that are classified rightly",
    "forgets the smoothing",
    "counts a sum of exactly 0 as open",
]


@pytest.fixture(scope="module")
def every():
    return [run for exercises in (IRISES, NETWORK) for run in runs(exercises)]


@pytest.fixture(scope="module")
def wrong(every):
    return [run for run in every if run.name != RIGHT]


@pytest.fixture(scope="module")
def table():
    """The directive's module, which lies beside the book's other extensions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BOOK / "_ext"))
        return importlib.import_module("wrong_gradients")


def called(runs, name, exercise=None):
    (found,) = [run for run in runs if run.name == name and exercise in (None, run.exercise)]
    return found


# --- the experiment --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("exercises", [IRISES, NETWORK])
def test_each_wrong_formula_of_the_bank_is_tried_once_and_the_right_one_before_it(exercises):
    names = [(run.exercise, run.name) for run in runs(exercises)]
    expected = [(name, each.name) for name in exercises for each in bank.find(name).wrong]
    assert names == [(exercises[-1], RIGHT), *expected]


def test_a_right_gradient_passes_the_check_at_the_start_and_later_and_learns_everything(every):
    for run in every:
        if run.name == RIGHT:
            assert max(run.distance, run.later) < 1e-8 and not run.noticed
            assert (run.fate, run.accuracy) == ("halves", 1)


def test_a_formula_that_stops_or_has_a_wrong_shape_is_not_trained_with():
    def stops(*_):
        raise ValueError

    for rule in (stops, lambda X, P, labels: (np.zeros((3, 2)), np.zeros(3))):
        assert trained(irises(), "parameter_gradients", "odd", {"parameter_gradients": rule}).fate == "stopped"


def test_the_fate_of_a_training_is_decided_by_its_first_loss_and_its_last():
    ends = {0.49: "halves", 0.5: "falls", 0.99: "falls", 1.0: "rises", float("nan"): "rises"}
    assert {last: Run("", "", (1.0, 9.0, last)).fate for last in ends} == ends


def test_a_gradient_that_is_turned_round_has_the_distance_one_and_one_that_is_doubled_a_third(every):
    assert called(every, "subtracts the predictions from the targets").distance == pytest.approx(1)
    rule = bank.find("output_gradient").reference
    doubled = trained(corners(), "output_gradient", "doubled", {"output_gradient": lambda P, Y: 2 * rule(P, Y)})
    assert doubled.distance == pytest.approx(NUMBERS["wrong_gradients_twice"])


# --- what the page says of it ----------------------------------------------------------------------------------------


def test_the_page_counts_rightly(wrong):
    fates = Counter(run.fate for run in wrong)
    assert fates == {"halves": 27, "falls": 7, "rises": 15, "stopped": 11}
    of_irises = sum(run.exercise in IRISES for run in wrong)
    for words in (
        f"there are {len(wrong)} of them: {of_irises} for softmax regression, {len(wrong) - of_irises} for a network",
        f"{len(wrong) - fates['stopped']} wrong gradients are left",
        f"{fates['halves']} of the {len(wrong) - fates['stopped']} end below half",
        f"And {fates['rises']} end higher",
        f"each of the {len(wrong) - fates['stopped'] + 2} trainings as a point",
        f"Losses of {len([run for run in runs(NETWORK) if run.losses])} trainings",
    ):
        assert words in PAGE
    assert "Eleven that never start" in PAGE and "Seven more end lower" in PAGE


def test_all_trainings_of_a_task_begin_with_the_loss_that_is_printed():
    first = [{f"{run.losses[0]:.3f}" for run in runs(exercises) if run.losses} for exercises in (IRISES, NETWORK)]
    assert [len(losses) for losses in first] == [1, 1]
    words = "All trainings on the irises begin with the loss {}, and those on XOR with {}."
    assert words.format(*first[0], *first[1]) in PAGE


def test_the_two_at_the_top_are_the_right_gradient_and_the_one_that_multiplies_by_the_sums(every):
    right, sums = called(every, RIGHT, "gradients_with_relu"), called(every, "multiplies by the sums")
    for who, run in (("one", right), ("the other", sums)):
        assert f"| {who} | {run.losses[0]:.3f} | {run.losses[-1]:.4f} | {run.accuracy:.0%} |" in PAGE
    assert sums.noticed and sums.losses[-1] < right.losses[-1]


def test_three_wrong_gradients_pass_the_check_and_every_other_one_fails_by_far(wrong):
    checked = [run for run in wrong if run.losses]
    assert [run.name for run in checked if not run.noticed] == PASSING
    assert min(run.distance for run in checked if run.noticed) > 0.02


def test_three_of_the_seven_that_never_start_would_fit_if_all_sizes_were_two(wrong):
    stopped = [run for run in wrong if run.fate == "stopped" and run.exercise in NETWORK]
    rules = {(run.exercise, each.name): each.answer for run in stopped for each in bank.find(run.exercise).wrong}
    again = [
        trained(corners(2), run.exercise, run.name, {run.exercise: rules[run.exercise, run.name]}) for run in stopped
    ]
    assert (len(stopped), sum(bool(run.losses) for run in again)) == (7, 3)
    assert "three of the seven in the network would fit, and train" in PAGE


def test_the_check_is_repeated_where_the_third_is_seen(wrong):
    assert called(wrong, PASSING[0]).later == pytest.approx(1) and "its distance is 1.00" in PAGE
    assert all(called(wrong, name).later < 1e-8 for name in PASSING[1:])


def test_at_the_start_no_flower_is_classified_rightly_and_in_the_end_all_are():
    assert irises().accuracy(irises().start) == 0
    assert called(runs(IRISES), RIGHT).accuracy == 1


def test_two_of_those_that_fall_by_less_than_half_classify_every_flower_rightly(wrong):
    falls = [run for run in wrong if run.fate == "falls"]
    assert [run.exercise for run in falls if run.accuracy == 1] == ["parameter_gradients"] * 2


def test_the_same_mistake_rises_in_one_task_and_falls_below_the_right_gradient_in_the_other(every):
    assert called(every, "does not divide by the number of samples").fate == "rises"
    assert called(every, "adds the samples up", "parameter_gradients").losses[-1] < runs(IRISES)[0].losses[-1]


PREDICTED = {
    "wrong_gradients_no_mask": ("lets everything pass", "halves"),
    "wrong_gradients_not_divided": ("does not divide by the number of samples", "rises"),
    "wrong_gradients_mean_error": ("gives every sample the mean error", "falls"),
    "wrong_gradients_turned": ("turns the sign", "rises"),
}


@pytest.mark.parametrize("name", PREDICTED)
def test_a_prediction_is_judged_by_what_came_out(name, wrong):
    mistake, fate = PREDICTED[name]
    run = called(wrong, mistake)
    assert run.fate == fate == FATES[[option.right for option in CHOICES[name]].index(True)]
    numbers = {number for option in CHOICES[name] for number in re.findall(r"0\.\d{3}|1\.\d{3}", option.reason)}
    assert numbers <= {f"{loss:.3f}" for loss in (run.losses[0], run.losses[-1], np.min(run.losses))}
    assert f"{run.losses[-1]:.3f}" in numbers


def test_the_reasons_of_the_first_prediction_are_right(wrong):
    lower = [run for run in wrong if run.fate in ("halves", "falls")]
    reasons = " ".join(option.reason for option in CHOICES["wrong_gradients_how_many"])
    good = sum(run.accuracy >= 0.9 for run in wrong if run.exercise in NETWORK)
    trainings = sum(bool(run.losses) for run in wrong)
    of_the_network = sum(bool(run.losses) for run in wrong if run.exercise in NETWORK)
    assert f"It is {len(lower)} of {trainings}," in reasons and f"{good} of {of_the_network} end" in reasons
    assert sum(run.exercise in IRISES for run in lower) == 10 and "there are ten" in reasons
    assert all(run.accuracy == 1 for run in wrong if run.name == "lets everything pass")
    assert called(wrong, "gives every sample the mean error").accuracy == 0.75


def test_the_invented_target_of_hidden_units_lowers_the_loss_as_the_review_says(wrong):
    run = called(wrong, "takes the classes for targets of the hidden units")
    assert f"from {run.losses[0]:.3f} to {run.losses[-1]:.3f}" in PAGE


# --- the tables ------------------------------------------------------------------------------------------------------


def test_the_tables_hold_every_wrong_gradient_once_with_its_numbers(table, wrong):
    right, found = table.split(importlib.import_module("autograder.bank.experiment"))
    assert found == wrong and [run.name for run in right] == [RIGHT] * 2
    asked = re.findall(r"```\{wrong-gradients\} ([a-z ]+?) ?(?=:|```)", PAGE)
    assert sorted(" ".join(asked[:4]).split()) == sorted(FATES) and asked[4:] == ["halves falls"]
    trainings = [run for run in wrong if run.losses]
    lines = table.trained(trainings)[2:]
    assert [line[len("| [") :].split("]")[0] for line in lines] == [run.name for run in trainings]


def test_a_row_says_what_the_training_was(table):
    run = Run("relu_backward", "odd", (0.5, 0.0042), 0.75, 0.251)
    assert table.trained([run])[-1].endswith("| 0.0042 | 75% | 0.25 |")
    ran = Run("relu_backward", "odd", (0.5, 1e9), 0.75, 1e-12)
    assert table.trained([ran])[-1].endswith("| runs\N{NO-BREAK SPACE}away | 75% | passes |")


# --- by hand ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wrong_gradients_first_change", -0.2),
        ("wrong_gradients_twice", 1 / 3),
        ("wrong_gradients_again_distance", 0.8),
        ("wrong_gradients_recall_shape", [4, 3]),
        ("wrong_gradients_recall_limit", 0.25),
        ("wrong_gradients_recall_smoothed", [0.05, 0.85, 0.05, 0.05]),
        ("wrong_gradients_recall_scores", [0.2, 0.5, -0.7]),
    ],
)
def test_a_value_is_what_was_computed_by_hand(name, value):
    np.testing.assert_allclose(NUMBERS[name], value)


def test_the_check_with_half_a_step_gives_what_is_shown():
    above, below = 3.1**2, 2.9**2
    assert (f"{above:.2f}", f"{below:.2f}", f"{above - below:.2f}") == ("9.61", "8.41", "1.20")
    slope = (above - below) / 0.1
    assert f"{slope:.0f}" == "12" and f"{abs(6 - slope) / (6 + slope):.3f}" == "0.333"
    assert all(number in PAGE for number in ("$9.61$ and $8.41$", "$1.20$", "/ 0.1 = 12", "= 0.333", "/ 0.2 = 6"))


def test_the_hidden_units_hear_what_the_correction_says():
    errors, slopes = np.array([-0.3, 0.3]), np.array([0.6 * 0.4, 0.3 * 0.7])
    heard = np.array([[1, -1], [2, 0.5]]) @ errors
    np.testing.assert_allclose(heard, [-0.6, -0.45])
    np.testing.assert_allclose(heard * slopes, [-0.144, -0.0945])
    np.testing.assert_allclose(np.array([0.6 - 1, 0.3]) * slopes, [-0.096, 0.063])
    assert "$(-0.144,\\ {-0.0945})$" in PAGE and "$(-0.096,\\ 0.063)$" in PAGE
