"""The loss from the scores, on the mini-batch of seed 003."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.bank.questions.numbers import show
from autograder.student.judge import Tolerance

PAGE = "cross_entropy#cross-entropy-"
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0011, reason="three decimals, with three on the way")

# Three samples with the labels 0, 1, 2; scores with two decimals.
SCORES = np.array([[0.29, 0.06, 0.03], [0.89, 0.10, 0.21], [1.10, 0.10, 0.24]])
LEVELS = np.log(np.exp(SCORES).sum(axis=1))
LOSSES = LEVELS - np.diag(SCORES)

LOSSES_BY_HAND = Numeric(
    "ce_three_losses",
    LOSSES,
    why="Log-sum-exp of the row minus the score of the label. Their mean, 1.311, is worse than guessing.",
    tolerance=THREE_DECIMALS,
    hints=(
        "Which score of each row is subtracted from the log-sum-exp?",
        "Add 1 to all scores of the first row. The log-sum-exp goes up by 1, and so does the label's score.",
        f"Scores 0 and 1, label 0: $\\ln(1 + 2.7183) - 0 = {np.log(1 + np.e):.3f}$.",
    ),
    wrong=(
        WrongValue(
            "digits are cut off after the second decimal",
            np.floor(100 * LOSSES) / 100,
            (
                "Which number with two decimals is nearest to 0.9286?",
                "0.9286 is 0.93 to two decimals. Keep three here.",
            ),
            PAGE + "mistakes",
            source="seeds: truncated-log",
        ),
        WrongValue(
            "the score of the label is added",
            LEVELS + np.diag(SCORES),
            ("Should a higher score of the label make the loss larger?",),
            PAGE + "scores",
        ),
        WrongValue("only the log-sum-exp is given", LEVELS, ("Where does the label come in?",), PAGE + "scores"),
        WrongValue(
            "the highest score is subtracted, not that of the label",
            LEVELS - SCORES.max(axis=1),
            ("Which score belongs to the label of the second sample?",),
            PAGE + "scores",
        ),
        WrongValue("the sign is turned", -LOSSES, ("Can a loss be negative?",), PAGE + "definition"),
        WrongValue(
            "the labels are counted from 1",
            LEVELS - SCORES[np.arange(3), [2, 0, 1]],
            ("Which column belongs to label 0?",),
            PAGE + "one-hot",
        ),
    ),
    covers=("minibatch-three-class-loss",),
)

COMMON_FACTOR = Choice(
    "ce_common_factor",
    (
        Option(
            "$\\ln S$",
            "It is the same for all classes, so it comes out of the sum, times $\\sum_k y_k = 1$.",
            right=True,
        ),
        Option("$K \\ln S$", "It is there once for each class, but each time with the target in front."),
        Option("$0$", "Not every target is 0. Together they are 1."),
        Option("$y_k \\ln S$", "No $k$ can be left after a sum over $k$."),
    ),
    PAGE + "scores",
    covers=("softmax-regression-gradient-logits",),
)

SMOOTHED = Numeric(
    "ce_smoothed_targets",
    0.8 * np.eye(4)[2] + 0.2 / 4,
    why="0.8 of the one-hot row stays, and each of the four classes gets a quarter of 0.2. They sum to 1.",
    hints=(
        "Among how many classes is the 0.2 shared?",
        "Add your four numbers up. Do they sum to 1? And is the true class one of those who get a share?",
        f"Three classes, label 0, smoothing 0.6: {show([0.6, 0.2, 0.2], 1)}.",
    ),
    wrong=(
        WrongValue(  # two decimals must tell it: 0.80 and 0.067
            "only the wrong classes get a share",
            0.8 * np.eye(4)[2] + 0.2 / 3 * (1 - np.eye(4)[2]),
            ("With a smoothing of 1, should the true class get nothing?",),
            PAGE + "smoothing",
            source="seeds: smooth-over-wrong-classes-only",
        ),
        WrongValue(
            "nothing is taken from the true class",
            np.eye(4)[2] + 0.2 / 4,
            ("What do your four targets sum to?",),
            PAGE + "smoothing",
        ),
        WrongValue(
            "every class gets the whole 0.2",
            0.8 * np.eye(4)[2] + 0.2,
            ("What do your four targets sum to?",),
            PAGE + "smoothing",
        ),
        WrongValue(
            "what is kept and what is shared are exchanged",
            0.2 * np.eye(4)[2] + 0.8 / 4,
            ("Which target should be by far the largest?",),
            PAGE + "smoothing",
        ),
        WrongValue(
            "the classes are counted from 1",
            0.8 * np.eye(4)[1] + 0.2 / 4,
            ("Which place belongs to class 2?",),
            PAGE + "one-hot",
        ),
    ),
    covers=("label-smoothing-targets",),
)
