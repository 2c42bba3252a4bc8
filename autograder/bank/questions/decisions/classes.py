"""Many classes from classifiers of two."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

PAGE = "decisions#decisions-"

PAIRS = Numeric(
    "decisions_pairs",
    6 * 5 // 2,
    why="$6 \\cdot 5$ ordered pairs, and each pair of classes is among them twice.",
    tolerance=EXACT,
    covers=("ovr-ovo-counts",),
    hints=(
        "How many other classes does one class meet?",
        "Try your rule on two classes. One classifier is enough there.",
        "Four classes: $4 \\cdot 3 / 2 = 6$.",
    ),
    wrong=(
        WrongValue(
            "each class meets itself as well",
            6 * 7 // 2,
            ("How many classifiers would your rule take for two classes?",),
            PAGE + "pairs",
            source="seeds: pairs-with-self",
        ),
        WrongValue(
            "every pair is counted twice",
            6 * 5,
            ("Are 0 against 1 and 1 against 0 two classifiers?",),
            PAGE + "pairs",
            source="seeds: ordered-pairs",
        ),
        WrongValue(
            "each class is set against all the rest together",
            6,
            ("How many pairs can be made from four classes?",),
            PAGE + "pairs",
        ),
    ),
)

X, W, B = (
    np.array([0.9, -0.7, 0.4]),
    np.array([[1, -0.5, 0.3], [-1, 0.8, 0.4], [0.5, 0.2, -0.9]]),
    np.array([0.1, 0, -0.2]),
)

TEMPLATES = Numeric(
    "decisions_templates",
    X @ W + B,
    why="Column by column: $0.1 + 0.9 + 0.7 + 0.2$ for class 0, and so on. Class 0 matches best.",
    tolerance=EXACT,
    covers=("template-matching",),
    hints=(
        "Which numbers of the table belong to class 0?",
        "Is your score for class 0 the largest? Its template has the same signs as the sample.",
        "For the sample (1, 2), the template (3, −4) and the bias 0.5: $0.5 + 3 - 8 = -4.5$.",
    ),
    wrong=(
        WrongValue(
            "the biases are left out", X @ W, ("What has each class besides its template?",), PAGE + "templates"
        ),
        WrongValue(
            "the rows are taken for the templates",
            W @ X + B,
            ("Does a template stand in a row or in a column, in this course?",),
            PAGE + "templates",
        ),
        WrongValue(
            "the products are not signed",
            abs(X) @ abs(W) + B,
            ("Should a template whose sign is opposite to the sample's gain by it?",),
            PAGE + "templates",
        ),
    ),
)

SCORES, COLUMNS = np.array([10.0, 9.0]), np.array([[6.0, 0.0], [8.0, 3.0]])
LENGTHS = np.linalg.norm(COLUMNS, axis=0)

DISTANCES = Numeric(
    "decisions_distances",
    SCORES / LENGTHS,
    why="The columns have the lengths 10 and 3. Class 0 has the larger score, class 1 is farther from its boundary.",
    covers=("one-vs-rest-decision",),
    hints=(
        "How long is each column of the weights?",
        "Halve the weights of class 0, and its score with them. Your distance should stay.",
        "The score 15 and the column (3, 4): the length is 5, the distance $15 / 5 = 3$.",
    ),
    wrong=(
        WrongValue("nothing is divided", SCORES, ("Are these scores or distances?",), PAGE + "distances"),
        WrongValue(
            "the rows' lengths are taken",
            SCORES / np.linalg.norm(COLUMNS, axis=1),
            ("Which weights belong to class 0?",),
            PAGE + "distances",
        ),
        WrongValue(
            "the length of the whole table is taken",
            SCORES / np.linalg.norm(COLUMNS),
            ("Do the weights of one class move the boundary of the other?",),
            PAGE + "distances",
        ),
        WrongValue(
            "the weights are added up without squaring them",
            SCORES / np.sqrt(np.sum(COLUMNS, axis=0)),
            ("What is the length of (3, 4)?",),
            PAGE + "distances",
        ),
    ),
)

WHEN_THEY_AGREE = Choice(
    "decisions_when_they_agree",
    (
        Option("if the scores are all positive", "Ours were positive, 1.7, 0.74 and 0.2, and the two did not agree."),
        Option(
            "if all columns of the weights are equally long",
            "Then all scores are divided by the same number, and the largest stays the largest.",
            right=True,
        ),
        Option("if there is no bias", "A bias has no part in the lengths. They may differ all the same."),
        Option(
            "always: a positive factor changes no order", "One factor for all would not. These are several factors."
        ),
    ),
    PAGE + "distances",
    covers=("one-vs-rest-decision",),
)

LOW = np.log(np.array([1 / 4, 1 / 9, 1 / 9]))

SIGMOIDS = Numeric(
    "decisions_sigmoids",
    np.sum(1 / (1 + np.exp(-LOW))),
    why="$0.2 + 0.1 + 0.1$: no class is likely, and nothing makes the three sum to 1.",
    covers=("sigmoid-versus-softmax-outputs",),
    hints=(
        "Does a sigmoid know of the other scores?",
        "The odds of class 0 are 1 to 4. Which probability is that?",
        "For the scores $\\ln 4$ and $\\ln 9$ it is $0.8 + 0.9 = 1.7$.",
    ),
    wrong=(
        WrongValue(
            "it is assumed that they sum to 1", 1.0, ("Which function makes the classes compete?",), PAGE + "sigmoids"
        ),
        WrongValue(
            "the odds are summed",
            np.sum(np.exp(LOW)),
            ("Are 1 to 4 a probability of a quarter, or of a fifth?",),
            PAGE + "sigmoids",
        ),
        WrongValue(
            "the minus in the exponent is lost",
            np.sum(1 / (1 + np.exp(LOW))),
            ("Are negative scores more or less than an even chance?",),
            PAGE + "sigmoids",
        ),
        WrongValue(
            "the sigmoid of the sum is taken",
            1 / (1 + np.exp(-np.sum(LOW))),
            ("What comes first: the sum or the sigmoid?",),
            PAGE + "sigmoids",
        ),
    ),
)
