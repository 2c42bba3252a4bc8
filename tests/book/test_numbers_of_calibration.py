"""Every number on calibration in the chapter on cross-entropy is what the solutions get from the same draws."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from solutions.cross_entropy import regression_gradients, smooth_labels, softmax_loss
from solutions.softmax import softmax

from .chapter_text import BOOK, NUMBER, Chapter, answer, chosen

PAGE = Chapter("cross_entropy")
TEXT = PAGE.section("cross-entropy-calibration")
GROUPS = {"below 0.6": (0, 0.6), "0.6 to 0.8": (0.6, 0.8), "0.8 to 0.95": (0.8, 0.95), "above 0.95": (0.95, 2)}
ONE_HOT, A_LITTLE, MUCH = 0, 0.1, 0.3
TEMPERATURES = np.arange(2, 100) / 10


class Trained(NamedTuple):
    """A classifier's scores for its own samples and for others, their targets, and its best temperature."""

    own: np.ndarray
    own_targets: np.ndarray
    scores: np.ndarray
    targets: np.ndarray
    best: float


@cache
def trained(smoothing: float, seed: int = 0) -> Trained:
    """Draw the samples of the page, train on 60 of them, and choose a temperature on 300 others."""
    rng = np.random.default_rng(seed)
    truth = 0.7 * rng.normal(size=(10, 3))
    (X, Y), (X_aside, Y_aside), (X_test, Y_test) = (draw(rng, truth, n) for n in (60, 300, 3000))
    W, targets = np.zeros((10, 3)), smooth_labels(Y, smoothing)
    for _ in range(2000):
        W -= 0.5 * regression_gradients(X, targets, W, np.zeros(3))[0]
    best = min(TEMPERATURES, key=lambda T: softmax_loss(X_aside @ W / T, Y_aside))
    return Trained(X @ W, Y, X_test @ W, Y_test, float(best))


def draw(rng: np.random.Generator, truth: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return inputs, and one-hot labels that are drawn from the probabilities of the true weights."""
    X = rng.normal(size=(n, 10))
    shares = softmax(X @ truth)
    return X, np.eye(3)[(rng.random((n, 1)) > shares.cumsum(axis=1)).sum(axis=1)]


def says(scores: np.ndarray) -> np.ndarray:
    """Return the probability of each sample's chosen class."""
    return softmax(scores).max(axis=1)


def right(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Tell for each sample whether the chosen class is the true one."""
    return scores.argmax(axis=1) == targets.argmax(axis=1)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_has_the_size_the_mean_and_the_share_of_the_table(group):
    found, (low, high) = trained(ONE_HOT), GROUPS[group]
    p = says(found.scores)
    chosen_here = (low <= p) & (p < high)
    correct = right(found.scores, found.targets)[chosen_here]
    assert PAGE.row(group) == [f"{chosen_here.sum()}", f"{p[chosen_here].mean():.2f}", f"{correct.mean():.2f}"]


def test_the_classifier_is_honest_about_its_own_samples_and_too_sure_of_others():
    found = trained(ONE_HOT)
    share = right(found.own, found.own_targets).mean()
    assert f"it says {says(found.own).mean():.2f} on average and is right for {share:.2f} of them" in TEXT
    assert says(found.scores).mean() > right(found.scores, found.targets).mean() + 0.2
    surest = says(found.scores) >= 0.95
    assert f"where it says {says(found.scores)[surest].mean():.2f}, it is wrong about every fourth time" in TEXT
    assert 1 - right(found.scores, found.targets)[surest].mean() == pytest.approx(1 / 4, abs=0.02)


def test_one_temperature_mends_the_means_and_the_loss_as_the_page_says():
    found = trained(ONE_HOT)
    cooler = found.scores / found.best
    assert f"here 300: it is {found.best:.1f}." in TEXT
    assert f"says falls from {says(found.scores).mean():.2f} to {says(cooler).mean():.2f}" in TEXT
    assert f"close to the {right(cooler, found.targets).mean():.2f} of its choices that are right" in TEXT
    before, after = softmax_loss(found.scores, found.targets), softmax_loss(cooler, found.targets)
    assert f"and the loss from {before:.2f} to {after:.2f}." in TEXT


@pytest.mark.parametrize(("row", "smoothing"), [("0.0", ONE_HOT), ("0.1", A_LITTLE), ("0.3", MUCH)])
def test_label_smoothing_has_the_row_of_its_table(row, smoothing):
    found = trained(smoothing)
    shares = (says(found.scores).mean(), right(found.scores, found.targets).mean())
    assert PAGE.row(row) == [*(f"{share:.2f}" for share in shares), f"{found.best:.1f}"]


def test_other_seeds_have_temperatures_in_the_range_of_the_page_and_all_of_them_are_too_sure():
    first, last, low, high = re.search(
        rf"seeds (\d) to (\d) the best \$T\$ for \$\\epsilon = 0\$ lies between ({NUMBER}) and ({NUMBER})", TEXT
    ).groups()
    best = [trained(ONE_HOT, seed).best for seed in range(int(first), int(last) + 1)]
    assert (f"{min(best):.1f}", f"{max(best):.1f}") == (low, high) and min(best) > 1


def test_much_smoothing_makes_the_classifier_too_unsure():
    best = [trained(smoothing).best for smoothing in (ONE_HOT, A_LITTLE, MUCH)]
    assert best[0] > best[1] > 1 > best[2]
    assert says(trained(MUCH).scores).mean() < right(trained(MUCH).scores, trained(MUCH).targets).mean()


def test_the_cell_of_the_page_prints_the_numbers_of_the_page(capsys):
    text = (BOOK / "cross_entropy.md").read_text("utf-8")
    (cell,) = re.findall(r"```\{code-cell\} ipython3\n:tags: \[hide-cell\]\n(.*?)```", text, re.DOTALL)
    exec(cell, {})  # the page's own
    printed = capsys.readouterr().out
    first = printed.split("smoothing 0.1")[0].split("  T ")[1]
    assert [line.split() for line in first.splitlines()[1:]] == [PAGE.row(group) for group in GROUPS]
    for row, smoothing in (("0.0", "0"), ("0.1", "0.1"), ("0.3", "0.3")):
        mean, share, best = PAGE.row(row)
        part = printed.split(f"smoothing {smoothing}, ")[1]
        assert part.startswith(f"best T {best}, right {share}\n  T 1.0: loss ")
        assert f"mean {mean}" in part.splitlines()[1]


def test_a_temperature_changes_no_choice_and_the_loss_in_either_direction():
    assert chosen("ce_temperature_keeps").startswith("The loss, up or down, but no choice")
    for smoothing, falls in ((ONE_HOT, True), (MUCH, False)):
        found = trained(smoothing)
        np.testing.assert_array_equal(found.scores.argmax(axis=1), (found.scores / 2).argmax(axis=1))
        change = softmax_loss(found.scores / 2, found.targets) - softmax_loss(found.scores, found.targets)
        assert (change < 0) is falls


def test_the_temperature_that_is_asked_for_makes_three_quarters_of_nine_tenths():
    said, wanted = re.search(
        rf"a classifier says ({NUMBER})\. It is right for three quarters.*?say ({NUMBER})\?", TEXT
    ).groups()
    p, share = float(said), float(wanted)
    assert share == 3 / 4
    cooler = softmax(np.log([[p, 1 - p]]) / answer("ce_temperature"))
    np.testing.assert_allclose(cooler[0], [share, 1 - share])
