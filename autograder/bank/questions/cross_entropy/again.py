"""Asked again at the end of the chapter: half of it from this one, half from the chapters before."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "cross_entropy#cross-entropy-"
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0006, reason="three decimals, rounded")
SHORT = Tolerance(rtol=0.0, atol=1e-3, reason="short decimals")

GOT = np.array([0.5, 0.125])  # what two labels got

LOSS_AGAIN = Numeric(
    "ce_again_loss",
    -np.mean(np.log(GOT)),
    why="0.693 and three times as much, since 0.125 is $0.5^3$. Their mean is twice 0.693.",
    tolerance=THREE_DECIMALS,
    hints=(
        "What does each of the two labels cost by itself?",
        "Let both labels get 0.5. Then your rule must give 0.693.",
        f"For two labels with 0.4 and 0.8 it is $(0.916 + 0.223) / 2 = {-np.log(0.32) / 2:.3f}$.",
    ),
    wrong=(
        WrongValue(
            "the probabilities are averaged before the logarithm",
            -np.log(np.mean(GOT)),
            ("Which is averaged: the probabilities or the costs?",),
            PAGE + "mean",
        ),
        WrongValue(
            "the costs are added up",
            -np.sum(np.log(GOT)),
            ("Should a longer table cost more?",),
            PAGE + "mean",
            source="misconceptions: CE02-sum-not-mean",
        ),
        WrongValue(
            "the logarithms have base 10",
            -np.mean(np.log10(GOT)),
            ("Which key is the *natural* logarithm?",),
            PAGE + "definition",
            source="misconceptions: CE10-log10",
        ),
        WrongValue(
            "the minus is left out",
            np.mean(np.log(GOT)),
            ("Can a cost be negative?",),
            PAGE + "definition",
            source="misconceptions: CE01-no-minus",
        ),
    ),
    covers=("batch-loss-mean",),
)

P, HARD = np.array([0.2, 0.5, 0.3]), np.array([1.0, 0.0, 0.0])
TARGETS = 0.7 * HARD + 0.3 / 3

GRADIENT_AGAIN = Numeric(
    "ce_again_gradient",
    (P - TARGETS) / 2,
    why="The targets are (0.8, 0.1, 0.1). Probability minus target, shared among two samples.",
    tolerance=THREE_DECIMALS,
    hints=(
        "Which targets has the sample after smoothing, and by how many samples is its error divided?",
        "Your three numbers must sum to 0. And they should all be 0 if the probabilities were the targets.",
        "Without smoothing, a sample of class 1 with the probabilities (0.4, 0.6), one of four: $(0.1, -0.1)$.",
    ),
    wrong=(
        WrongValue(
            "nothing is divided by the number of samples",
            P - TARGETS,
            ("Is the loss a sum or a mean?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "the target is a hard one-hot row",
            (P - HARD) / 2,
            ("At which probabilities would your gradient vanish?",),
            PAGE + "smoothing",
            source="seeds: smoothing-forgotten",
        ),
        WrongValue(
            "probabilities and targets change places",
            (TARGETS - P) / 2,
            ("Should the score of a class that is too probable rise?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "it is the gradient by the probabilities",
            -TARGETS / P / 2,
            ("By what do you differentiate here?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "only the wrong classes get a share of the smoothing",
            (P - np.array([0.7, 0.15, 0.15])) / 2,
            ("Among how many classes is the 0.3 shared?",),
            PAGE + "smoothing",
            source="seeds: smooth-over-wrong-classes-only",
        ),
    ),
    covers=("label-smoothing-dloss-dz", "row-class-logit-gradient"),
)

FLOOR_AGAIN = Choice(
    "ce_again_floor",
    (
        Option("Yes: a good classifier reaches 0.", "With one-hot targets it may come close. These are smoothed."),
        Option(
            "Perhaps not: no loss with such targets is below their entropy.",
            "For three classes and $\\epsilon = 0.3$ the entropy is 0.639. Compare with *that*, not with 0.",
            right=True,
        ),
        Option("Yes: the learning rate is too small.", "That can be, but this number alone does not say so."),
        Option("No: a loss means nothing, only accuracy counts.", "Accuracy does not see how sure a classifier is."),
    ),
    PAGE + "entropy",
    covers=("label-smoothing-targets",),
)

SQUARED_AGAIN = Choice(
    "ce_again_squared",
    (
        Option(
            "Its slope is $(p - y)\\,p(1-p)$, and $p(1-p)$ is nearly 0 there.",
            "The sigmoid is flat where it is certain, rightly or wrongly. In cross-entropy the factor cancels.",
            right=True,
        ),
        Option("The squared error itself is nearly 0.", "For a certain mistake it is nearly one half, its largest."),
        Option("Its slope has the wrong sign.", "The sign is right. It is the size that vanishes."),
        Option("It cannot be differentiated at $p = 0$.", "It can, and no sigmoid ever says 0."),
    ),
    PAGE + "squared",
)

# --- from the chapters before ----------------------------------------------------------------------------------------

WEIGHTS, BIAS, POINT = np.array([3.0, -4.0]), 2.0, np.array([2.0, -1.0])
SUM = BIAS + WEIGHTS @ POINT

DISTANCE_RECALLED = Numeric(
    "ce_recall_distance",
    SUM / np.linalg.norm(WEIGHTS),
    why="The sum is $2 + 6 + 4 = 12$, the length of the weights 5.",
    tolerance=SHORT,
    hints=(
        "What is the weighted sum, and how long are the weights?",
        "Double all three parameters. The boundary stays, so your distance must stay, too.",
        "The weights (5, 12), the bias 1 and the point (1, 1): $18 / 13 = 1.385$.",
    ),
    wrong=(
        WrongValue("the sum is not divided", SUM, ("Is this a sum or a distance?",), "neurons#neurons-distance"),
        WrongValue(
            "the bias is in the length",
            SUM / np.sqrt(WEIGHTS @ WEIGHTS + BIAS**2),
            ("Has the bias a direction?",),
            "neurons#neurons-normal",
            source="seeds: bias-in-norm",
        ),
        WrongValue(
            "the length is the sum of the weights' sizes",
            SUM / np.abs(WEIGHTS).sum(),
            ("How long is the longest side of a triangle with the sides 3 and 4?",),
            "neurons#neurons-normal",
        ),
        WrongValue(
            "the bias is left out of the sum",
            WEIGHTS @ POINT / np.linalg.norm(WEIGHTS),
            ("What is the sum at the origin?",),
            "neurons#neurons-weighted-sum",
        ),
    ),
    covers=("hyperplane-normal-and-distance",),
)

LOG_ODDS = -np.log(4)

SLOPE_RECALLED = Numeric(
    "ce_recall_slope",
    0.2 * (1 - 0.2),
    why="Odds of 1 to 4 are the probability 0.2, and the slope is $s(1 - s)$.",
    tolerance=SHORT,
    hints=(
        "Which probability has the odds 1 to 4?",
        "Is your slope positive, and at most a quarter? That of a sigmoid is.",
        "For the sum $\\ln 9$ the probability is 0.9 and the slope $0.9 \\cdot 0.1 = 0.09$.",
    ),
    wrong=(
        WrongValue(
            "the rule is fed with the sum instead of the activation",
            LOG_ODDS * (1 - LOG_ODDS),
            ("Can a curve that always rises have a negative slope?",),
            "sigmoid#sigmoid-slope",
        ),
        WrongValue(
            "it is the probability, not its slope", 0.2, ("How fast does it *change*?",), "sigmoid#sigmoid-definition"
        ),
        WrongValue(
            "it is the slope of the logarithm",
            0.8,
            ("Which of the two is asked for: $s$ or $\\ln s$?",),
            "sigmoid#sigmoid-logarithm",
        ),
        WrongValue(
            "it is the slope of the hyperbolic tangent",
            1 - 0.2**2,
            ("Can a sigmoid be steeper than a quarter?",),
            "sigmoid#sigmoid-slope",
        ),
        WrongValue(
            "the odds are taken for the probability",
            0.25 * 0.75,
            ("Are 1 to 4 a probability of a quarter, or of a fifth?",),
            "sigmoid#sigmoid-log-odds",
        ),
    ),
    covers=("log-sigmoid-derivative",),
)

SHARES = np.array([0.5, 0.3, 0.2])

SCALE_RECALLED = Numeric(
    "ce_recall_scale",
    SHARES**2 / np.sum(SHARES**2),
    why="A shift changes nothing. A factor of 2 squares the odds: 25 to 9 to 4.",
    hints=(
        "Which of the two acts on the probabilities: the shift or the factor?",
        "The odds of two classes are $e^{z_k - z_j}$. What happens to them when both scores are doubled?",
        "The probabilities 0.75 and 0.25 have the odds 3 to 1. Doubled scores give 9 to 1, so 0.9 and 0.1.",
    ),
    wrong=(
        WrongValue(
            "a factor is taken to cancel like a shift",
            SHARES,
            ("Does $e^{2z} = 2 e^z$?",),
            "softmax#softmax-shift",
        ),
        WrongValue(
            "nothing is divided by the sum", SHARES**2, ("What do your three numbers sum to?",), "softmax#softmax-shift"
        ),
        WrongValue(
            "the probabilities are doubled",
            2 * SHARES,
            ("What do your three numbers sum to?",),
            "softmax#softmax-shift",
        ),
        WrongValue(
            "the scores are halved",
            np.sqrt(SHARES) / np.sum(np.sqrt(SHARES)),
            ("Does a factor above 1 make a classifier surer or less sure?",),
            "softmax#softmax-shift",
        ),
    ),
    covers=("softmax-properties",),
)

CONSTANT_RECALLED = Choice(
    "ce_recall_constant",
    (
        Option("$3\\,p_k$", "That is one of the two terms. The dot product $p \\cdot v = 3$ is subtracted in it."),
        Option(
            "0 for every class",
            "$p \\odot (v - p \\cdot v)$ with $p \\cdot v = 3$. The probabilities always sum to 1.",
            right=True,
        ),
        Option("3 for every class", "A shift of all scores changes no probability, so such a slope cannot be."),
        Option("$3\\,p_k (1 - p_k)$", "This uses the diagonal of the Jacobian only."),
    ),
    "softmax#softmax-jvp",
    covers=("softmax-jacobian-delta-form",),
)
