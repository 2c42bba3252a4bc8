"""Entropy and what lies above it: how low a loss can get, and where it is lowest."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "cross_entropy#cross-entropy-"
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0006, reason="three decimals, rounded")

Y, P = np.array([0.5, 0.25, 0.25]), np.array([0.2, 0.4, 0.4])
ENTROPY = -np.sum(Y * np.log(Y))

HONEST = Choice(
    "ce_honest",
    (
        Option(
            "1, as rain is the likelier outcome",
            "On three days of ten it does not rain. Such a forecast then costs $-\\ln 0$, which is infinite.",
        ),
        Option("0.7", "What one believes is what costs least. The next lines show why.", right=True),
        Option("0.5, to be on the safe side", "It costs 0.693 on every day. To say 0.7 costs 0.611 on average."),
        Option(
            "0.9: with so much rain it pays to exaggerate",
            "$0.7 \\cdot 0.105 + 0.3 \\cdot 2.303 = 0.76$ on average. The dry days eat up the gain.",
        ),
    ),
    PAGE + "entropy",
    covers=("bce-from-likelihood",),
)

LOWEST_LOSS = Numeric(
    "ce_lowest_loss",
    ENTROPY,
    why="At $p = y$ the loss is the entropy of the targets, here $1.5 \\ln 2$. No classifier gets below it.",
    tolerance=THREE_DECIMALS,
    hints=(
        "Which probabilities make this loss as small as possible?",
        "Take the targets (1, 0, 0) first. There your rule must give 0.",
        "For the targets (0.9, 0.1) it is "
        f"$-0.9 \\ln 0.9 - 0.1 \\ln 0.1 = {-0.9 * np.log(0.9) - 0.1 * np.log(0.1):.3f}$.",
    ),
    wrong=(
        WrongValue(
            "every loss is taken to reach 0",
            0.0,
            ("What does class 1 cost when all the probability is on class 0?",),
            PAGE + "entropy",
        ),
        WrongValue(
            "all classes are treated alike",
            np.log(3),
            ("Does your number change if the targets do?",),
            PAGE + "entropy",
        ),
        WrongValue(
            "only the largest target counts",
            -np.log(Y.max()),
            ("What do the two other targets cost?",),
            PAGE + "entropy",
        ),
        WrongValue(
            "the logarithms have base 2",
            -np.sum(Y * np.log2(Y)),
            ("Which key is the *natural* logarithm?",),
            PAGE + "definition",
        ),
        WrongValue("the minus is left out", -ENTROPY, ("Can a cost be negative?",), PAGE + "definition"),
        WrongValue(
            "the logarithms are not weighted by the targets",
            -np.mean(np.log(Y)),
            ("How often does each class happen, if the targets are right?",),
            PAGE + "entropy",
        ),
    ),
    covers=("label-smoothing-targets",),
)

DIVERGENCE = Numeric(
    "ce_divergence",
    np.sum(Y * np.log(Y / P)),
    why="$0.5 \\ln 2.5 + 0.5 \\ln 0.625$: the loss of 1.263 minus the entropy of 1.040.",
    tolerance=THREE_DECIMALS,
    hints=(
        "By how much does the loss exceed its lowest value?",
        "Set the probabilities equal to the targets. Your rule must give 0.",
        "Targets (0.5, 0.5), probabilities (0.9, 0.1): "
        f"$0.5 \\ln (5/9) + 0.5 \\ln 5 = {0.5 * np.log(5 / 9) + 0.5 * np.log(5):.3f}$.",
    ),
    wrong=(
        WrongValue(
            "it is the whole loss",
            -np.sum(Y * np.log(P)),
            ("What would remain of it if the probabilities were right?",),
            PAGE + "entropy",
        ),
        WrongValue(
            "targets and probabilities have changed places",
            np.sum(P * np.log(P / Y)),
            ("Which of the two says how often a class happens?",),
            PAGE + "entropy",
        ),
        WrongValue(
            "the sign is turned",
            np.sum(Y * np.log(P / Y)),
            ("Can any probabilities cost less than the right ones?",),
            PAGE + "entropy",
        ),
        WrongValue(
            "the logarithms are not weighted by the targets",
            np.sum(np.log(Y / P)),
            ("How often does each class happen, if the targets are right?",),
            PAGE + "entropy",
        ),
    ),
)

SMOOTH = np.array([0.05, 0.05, 0.85, 0.05])

FINISHED = Numeric(
    "ce_finished",
    np.log(0.85 / 0.05),
    why="The odds of two classes are $e^{z_k - z_j}$, and 0.85 to 0.05 is 17 to 1. A one-hot target never ends.",
    hints=(
        "At which probabilities is the loss lowest?",
        "The difference of two scores is the logarithm of their odds. For 0.5 and 0.5 it is 0.",
        f"For the targets 0.8, 0.1 and 0.1 it is $\\ln 8 = {np.log(8):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "the odds against all other classes together are taken",
            np.log(0.85 / 0.15),
            ("Which score is compared: that of one class, or of the rest?",),
            "softmax#softmax-shift",
        ),
        WrongValue(
            "the label's own share of the smoothing is forgotten",
            np.log(0.8 / 0.05),
            ("Do the four targets sum to 1?",),
            PAGE + "smoothing",
        ),
        WrongValue(
            "the targets are subtracted",
            0.85 - 0.05,
            ("Are the targets probabilities or scores?",),
            "softmax#softmax-shift",
        ),
        WrongValue(
            "it is the odds, not their logarithm",
            0.85 / 0.05,
            ("What does the exponential make of a difference of scores?",),
            "softmax#softmax-shift",
        ),
        WrongValue(
            "it is what the label costs",
            -np.log(0.85),
            ("Is this a loss, or a difference of scores?",),
            PAGE + "entropy",
        ),
    ),
    covers=("label-smoothing-targets", "label-smoothing-dloss-dz"),
)
