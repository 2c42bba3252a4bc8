"""Templates as pictures, and classifiers of two classes that are asked about many."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

PAGE = "decisions#decisions-"

SAMPLE = np.array([1, -1, -1, 1, 1, 1, -1, -1, -1])  # row by row, as the page's figure shows it
PATTERNS = np.array(
    [[-1, -1, -1, 1, 1, 1, -1, -1, -1], [-1, 1, -1, -1, 1, -1, -1, 1, -1], [1, -1, -1, -1, 1, -1, -1, -1, 1]]
).T
AGREE = np.sum(SAMPLE[:, None] == PATTERNS, axis=0)

PICTURES = Numeric(
    "decisions_pictures",
    (SAMPLE @ PATTERNS).astype(float),
    why="Eight pixels agree with the horizontal bar and one does not: $8 - 1$. Paper on paper counts, too.",
    tolerance=EXACT,
    covers=("template-matching",),
    hints=(
        "In how many pixels does the sample differ from each pattern?",
        "Lay the sample over itself. Your rule must give 9. Turn one pixel: by how much does the sum fall?",
        "With 16 pixels, of which 3 differ: $13 - 3 = 10$.",
    ),
    wrong=(
        WrongValue(
            "the pixels that agree are counted",
            AGREE.astype(float),
            ("What is $(-1) \\cdot (+1)$?",),
            PAGE + "templates",
        ),
        WrongValue(
            "the pixels that differ are counted",
            9.0 - AGREE,
            ("Should a better match have a lower score?",),
            PAGE + "templates",
        ),
        WrongValue(
            "paper counts as 0",
            np.maximum(SAMPLE, 0.0) @ np.maximum(PATTERNS, 0.0),
            ("What is $(-1) \\cdot (-1)$?",),
            PAGE + "templates",
        ),
        WrongValue(
            "the sign is turned",
            -(SAMPLE @ PATTERNS).astype(float),
            ("Which sum has a picture that agrees everywhere?",),
            PAGE + "templates",
        ),
    ),
)

LABELS = np.array([2, 0, 1, 2, 2, 0])

REST_LABELS = Numeric(
    "decisions_rest_labels",
    (LABELS == 2).astype(float),
    why="1 for a sample of class 2, and 0 for one of any other class.",
    tolerance=EXACT,
    covers=("one-vs-rest-decision",),
    hints=(
        "Which two groups does this classifier have to tell apart?",
        "Count the ones. There must be as many as there are samples of class 2.",
        "The labels (1, 0, 1) for class 1 against the rest: (1, 0, 1).",
    ),
    wrong=(
        WrongValue(
            "class and rest have changed places",
            (LABELS != 2).astype(float),
            ("Which label should the samples of class 2 get?",),
            PAGE + "rest",
        ),
        WrongValue(
            "class 0 is set against the rest",
            (LABELS == 0).astype(float),
            ("Which class is meant?",),
            PAGE + "rest",
        ),
        WrongValue(
            "the labels are kept", LABELS.astype(float), ("How many classes has this classifier?",), PAGE + "rest"
        ),
    ),
)

NOBODY = Choice(
    "decisions_nobody",
    (
        Option(
            "C belongs to none of the three classes",
            "Nobody asked that. Each classifier told one class from a mixture of the two others.",
        ),
        Option(
            "each classifier answered its own question, and nothing makes the answers fit together",
            "They were trained apart. The arg max still names the class that refuses least: class 1.",
            right=True,
        ),
        Option(
            "one of the classifiers was trained wrongly",
            "Each may do its own task perfectly. Their *no* regions overlap all the same.",
        ),
        Option(
            "scores have to be positive before they are compared",
            "An order needs no signs. The largest of three negative numbers is the one nearest to 0.",
        ),
    ),
    PAGE + "rest",
    covers=("one-vs-rest-decision",),
)

SAMPLES, CLASSES = 600, 4
PAIRS = CLASSES * (CLASSES - 1) // 2
PER_CLASS = SAMPLES // CLASSES

VISITS = Numeric(
    "decisions_visits",
    float(PAIRS * 2 * PER_CLASS),
    why="Six classifiers, and each sees the 300 samples of its two classes. Against the rest: 4 times all 600.",
    tolerance=EXACT,
    covers=("ovr-ovo-counts",),
    hints=(
        "How many samples have the two classes of one pair?",
        "Take two classes. There is one classifier, and it sees every sample once.",
        "90 samples of three classes: three classifiers with 60 samples each, $3 \\cdot 60 = 180$.",
    ),
    wrong=(
        WrongValue(
            "every classifier sees all samples",
            float(PAIRS * SAMPLES),
            ("What has a sample of class 3 to say about 0 against 1?",),
            PAGE + "pairs",
        ),
        WrongValue(
            "each class is set against all the rest",
            float(CLASSES * SAMPLES),
            ("How many pairs have four classes?",),
            PAGE + "pairs",
        ),
        WrongValue(
            "one class of each pair is counted",
            float(PAIRS * PER_CLASS),
            ("How many classes are in a pair?",),
            PAGE + "pairs",
        ),
        WrongValue(
            "each class is paired with itself as well",
            float(CLASSES * (CLASSES + 1) // 2 * 2 * PER_CLASS),
            ("How many classifiers would your rule take for two classes?",),
            PAGE + "pairs",
            source="seeds: pairs-with-self",
        ),
    ),
)

CYCLE = Choice(
    "decisions_cycle",
    (
        Option("class 0, as it comes first", "A tie can be broken like that, but the votes do not say so."),
        Option("class 2, as it beats the strongest", "It loses to class 1, and class 1 to class 0. Count the votes."),
        Option(
            "none: every class wins once and loses once",
            "As with rock, paper and scissors. Three classifiers of two need not agree on an order.",
            right=True,
        ),
        Option("this cannot happen", "The three were trained apart, each on its own samples."),
    ),
    PAGE + "pairs",
    covers=("ovr-ovo-counts",),
)
