"""Asked again at the end of the chapter: half of it from this one, half from the chapters before."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "decisions#decisions-"
SHORT = Tolerance(rtol=0.0, atol=1e-3, reason="short decimals")

COUNTS_AGAIN = Numeric(
    "decisions_again_counts",
    np.array([5.0, 10.0]),
    why="One for each class, and one for each of the $5 \\cdot 4 / 2$ pairs.",
    tolerance=EXACT,
    covers=("ovr-ovo-counts",),
    hints=(
        "How many other classes does each class meet?",
        "Try both rules on three classes. They give the same number there.",
        "For eight classes: 8, and $8 \\cdot 7 / 2 = 28$.",
    ),
    wrong=(
        WrongValue(
            "each class meets itself as well",
            np.array([5.0, 15.0]),
            ("How many classifiers would your rule take for two classes?",),
            PAGE + "pairs",
            source="seeds: pairs-with-self",
        ),
        WrongValue(
            "every pair is counted twice",
            np.array([5.0, 20.0]),
            ("Are 0 against 1 and 1 against 0 two classifiers?",),
            PAGE + "pairs",
            source="seeds: ordered-pairs",
        ),
        WrongValue(
            "the two ways have changed places",
            np.array([10.0, 5.0]),
            ("Which of the two was asked for first?",),
            PAGE + "pairs",
        ),
    ),
)

DOUBLED_AGAIN = Choice(
    "decisions_again_doubled",
    (
        Option(
            "Nothing: a factor changes no boundary.",
            "The boundary of class 1 alone stays. The *comparison* with the other classes does not.",
        ),
        Option(
            "Its own boundary stays, its scores double, and the choice may change.",
            "A score grows with the weights. Divided by their length it would be what it was.",
            right=True,
        ),
        Option("Its boundary moves away from the origin.", "The sum is 0 where it was 0: both sides are doubled."),
        Option("Class 1 is chosen more often, everywhere.", "Only where its score is positive. A negative one falls."),
    ),
    PAGE + "distances",
    covers=("one-vs-rest-decision",),
)

P, U = np.array([0.6, 0.3, 0.1]), np.array([1.0, 3.0, 5.0])

BEST_AGAIN = Choice(
    "decisions_again_best",
    (
        Option(
            "class 0, as it is the most probable", "It is worth 0.6 on average.", source="seeds: most-probable-class"
        ),
        Option("class 1", "$0.3 \\cdot 3 = 0.9$, against 0.6 and 0.5.", right=True),
        Option("class 2, as it pays most", "It is worth 0.5 on average.", source="seeds: largest-utility"),
        Option("any: they are worth the same on average", "They are worth 0.6, 0.9 and 0.5."),
    ),
    PAGE + "utility",
    covers=("utility-decision",),
)

THRESHOLD_AGAIN = Numeric(
    "decisions_again_threshold",
    2 / (2 + 6),
    why="At 0.25 an alarm costs $0.75 \\cdot 2$ on average and silence $0.25 \\cdot 6$: both 1.5.",
    tolerance=SHORT,
    covers=("utility-decision",),
    hints=(
        "At which probability do alarm and silence cost the same on average?",
        "Let a miss become much dearer. Your threshold should fall.",
        "With the costs 1 and 9 it is $1 / (1 + 9) = 0.1$.",
    ),
    wrong=(
        WrongValue(
            "the two costs have changed places",
            6 / (2 + 6),
            ("If a miss is dearer, should the alarm come earlier or later?",),
            PAGE + "threshold",
        ),
        WrongValue(
            "these are the odds",
            2 / 6,
            ("Odds of 1 to 1 are a probability of one half. What are 2 to 6?",),
            PAGE + "threshold",
        ),
        WrongValue("one half is taken", 0.5, ("Do both mistakes cost the same?",), PAGE + "threshold"),
    ),
)

# --- from the chapters before ----------------------------------------------------------------------------------------

POWERS = np.array([2.0, 3.0, 1.0])

SOFTMAX_RECALLED = Numeric(
    "decisions_recall_softmax",
    POWERS / POWERS.sum(),
    why="The powers are 2, 3 and 1, and their sum is 6.",
    hints=(
        "Which number is $e^{\\ln 2}$?",
        "Add your three numbers up. Do they sum to 1?",
        "For the scores $\\ln 4$ and 0 the powers are 4 and 1, so it is 0.8 and 0.2.",
    ),
    wrong=(
        WrongValue(
            "a sigmoid is taken of each score",
            POWERS / (POWERS + 1),
            ("What do your three numbers sum to?",),
            "softmax#softmax-two-classes",
        ),
        WrongValue(
            "nothing is divided by the sum",
            POWERS,
            ("Can a probability be larger than 1?",),
            "softmax#softmax-definition",
        ),
        WrongValue(
            "the scores are divided by their sum, with no powers",
            np.log(POWERS) / np.log(POWERS).sum(),
            ("Which probability would a negative score get by your rule?",),
            "softmax#softmax-definition",
        ),
    ),
    covers=("softmax-properties",),
)

COST_RECALLED = Numeric(
    "decisions_recall_cost",
    2.0,
    why="$0.04 = 0.2^2$, and the logarithm makes a factor of an exponent.",
    tolerance=SHORT,
    hints=(
        "How is 0.04 made of 0.2?",
        "Compare 0.25 with 0.5 first: 1.386 and 0.693.",
        "The loss of a label with 0.001 is three times that of one with 0.1.",
    ),
    wrong=(
        WrongValue(
            "the probabilities are compared, not their logarithms",
            5.0,
            ("What is the loss of a label with the probability $p$?",),
            "cross_entropy#cross-entropy-definition",
        ),
        WrongValue(
            "the question is turned round",
            0.5,
            ("Which of the two labels is less probable, and so has the larger loss?",),
            "cross_entropy#cross-entropy-definition",
        ),
        WrongValue(
            "it is by how much the loss grows, not how many times as large it is",
            np.log(5),
            ("Is a difference or a quotient asked for?",),
            "cross_entropy#cross-entropy-definition",
        ),
    ),
    covers=("two-class-delta-loss",),
)

STEP_RECALLED = Numeric(
    "decisions_recall_step",
    2 - 0.1 * -3.0,
    why="Against the gradient: the loss falls as the parameter grows, so the parameter grows.",
    tolerance=SHORT,
    hints=(
        "Does the loss rise or fall when the parameter grows?",
        "Turn the sign of the gradient. Your parameter should then move the other way.",
        "From 5 with the gradient 4 and the learning rate 0.5: $5 - 0.5 \\cdot 4 = 3$.",
    ),
    wrong=(
        WrongValue(
            "the step goes along the gradient",
            2 + 0.1 * -3.0,
            ("Does the loss rise or fall along the gradient?",),
            "training#training-step",
            source="seeds: gradient-ascent",
        ),
        WrongValue(
            "the learning rate is left out",
            5.0,
            ("By what is the gradient multiplied first?",),
            "training#training-step",
        ),
        WrongValue(
            "it is the step, not the new value",
            0.3,
            ("From where do you start?",),
            "training#training-step",
        ),
    ),
    covers=("gradient-descent-update-rule",),
)

RELU_RECALLED = Choice(
    "decisions_recall_relu",
    (
        Option(
            "0.8 times its input", "The unit gives 0, and would still give 0 if its weights were slightly different."
        ),
        Option(
            "0, whatever its input was",
            "The slope of ReLU is 0 to the left of 0, and what comes back from the loss is multiplied by it.",
            right=True,
        ),
        Option("−0.4 times its input", "The slope of ReLU is 0 or 1. The sum that enters is no factor."),
        Option("0.8, whatever its input was", "That would be right for the bias of a unit whose sum is positive."),
    ),
    "backpropagation#backpropagation-relu",
)
