"""What is asked of a prediction: one-hot rows, and rows that are smoothed."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import labels as draw_labels
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.cross_entropy import one_hot, smooth_labels

from .draws import one_hot_rows, soft_rows

PAGE = "cross_entropy#cross-entropy-"


def as_many_columns_as_samples(labels, n_classes):
    return np.eye(len(labels))[labels]


def counted_from_one(labels, n_classes):
    return np.eye(n_classes)[labels - 1]


def classes_in_rows(labels, n_classes):
    return np.eye(n_classes)[labels].T


def number_in_place_of_one(labels, n_classes):
    return labels[:, None] * np.eye(n_classes)[labels]


def zeros_and_ones_exchanged(labels, n_classes):
    return 1 - np.eye(n_classes)[labels]


def filled_in(labels, n_classes):
    targets = np.zeros((len(labels), n_classes))
    targets[np.arange(len(labels)), labels] = 1
    return targets


def by_comparison(labels, n_classes):
    return (labels[:, None] == np.arange(n_classes)[None, :]).astype(float)


def _labels(n_samples: int, n_classes: int, shown: int | None = None) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [draw_labels(rng, n_samples, shown or n_classes), n_classes]}

    return draw


ONE_HOT = Exercise(
    name="one_hot",
    kind="function",
    reference=one_hot,
    covers=("one-hot-encoding",),
    minutes=5,
    difficulty=1,
    hints=(
        "How many rows and how many columns should there be for five labels of three classes?",
        "Print your answer for the labels 0, 1, 2: the ones must stand on the diagonal.",
        "For the labels 2 and 0 of four classes the rows are (0, 0, 1, 0) and (1, 0, 0, 0).",
    ),
    ladder=(
        Rung("fewer labels than classes", _labels(6, 9), cases=3),
        Rung("more labels than classes", _labels(13, 4), cases=3),
        Rung("two classes", _labels(23, 2)),
        Rung("classes that no sample has", _labels(11, 6, shown=4)),
    ),
    wrong=(
        Wrong(
            "makes as many columns as there are samples",
            as_many_columns_as_samples,
            "the width of a row is the number of classes, whatever the number of samples",
            "How many columns should a one-hot row have?",
            PAGE + "one-hot",
            "misconceptions: OHT01-eye-of-n",
            confrontation=Confrontation(
                "ten samples of two classes get ten columns",
                lambda f: np.shape(f(np.arange(10) % 2, 2))[1] == 10,
            ),
        ),
        Wrong(
            "counts the classes from 1",
            counted_from_one,
            "label 0 is the first class; the index −1 wraps round to the last column without a word",
            "In which column is the 1 of label 0?",
            PAGE + "one-hot",
            "misconceptions: OHT02-labels-from-1",
            confrontation=Confrontation(
                "the first class gets the 1 in the last column", lambda f: f(np.array([0]), 3)[0][2] == 1
            ),
        ),
        Wrong(
            "puts the samples into columns",
            classes_in_rows,
            "rows and columns have changed places: a sample is a row",
            "What should the numbers of one row sum to?",
            PAGE + "one-hot",
            "misconceptions: LIN01-transposed",
            confrontation=Confrontation(
                "one sample gets three rows", lambda f: np.shape(f(np.array([1]), 3)) == (3, 1)
            ),
        ),
        Wrong(
            "writes the number of the class in place of the 1",
            number_in_place_of_one,
            "a label is a name and no amount: every sample has one class",
            "What does your row sum to for label 0, and for label 2?",
            PAGE + "one-hot",
            "misconceptions: CE11-label-as-weight",
            confrontation=Confrontation(
                "a sample of class 0 has no class at all", lambda f: np.sum(f(np.array([0]), 3)) == 0
            ),
        ),
        Wrong(
            "exchanges zeros and ones",
            zeros_and_ones_exchanged,
            "the 1 marks the true class, and the zeros the others",
            "How many ones should a row have?",
            PAGE + "one-hot",
            "seeds: indicator-flipped",
            confrontation=Confrontation(
                "one sample belongs to two classes of three", lambda f: np.sum(f(np.array([1]), 3)) == 2
            ),
        ),
    ),
    right=(Right("filled in", filled_in), Right("by comparison", by_comparison)),
)


def over_the_other_classes(targets, smoothing):
    return (1 - smoothing) * targets + smoothing * (1 - targets) / (targets.shape[1] - 1)


def nothing_taken_away(targets, smoothing):
    return targets + smoothing / targets.shape[1]


def nothing_given_back(targets, smoothing):
    return (1 - smoothing) * targets


def everything_to_each(targets, smoothing):
    return (1 - smoothing) * targets + smoothing


def shared_among_samples(targets, smoothing):
    return (1 - smoothing) * targets + smoothing / targets.shape[0]


def mixed_with_the_uniform(targets, smoothing):
    uniform = np.full(targets.shape, 1 / targets.shape[1])
    return targets + smoothing * (uniform - targets)


def row_by_row(targets, smoothing):
    n_classes = len(targets[0])
    return [[y - smoothing * y + smoothing / n_classes for y in row] for row in targets]


def _smoothed(n_samples: int, n_classes: int, soft: bool = False) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        targets = (soft_rows if soft else one_hot_rows)(rng, n_samples, n_classes)
        return {"args": [targets, float(rng.uniform(0.1, 0.4))]}

    return draw


FIRST_OF_THREE = np.array([[1.0, 0.0, 0.0]])

SMOOTH_LABELS = Exercise(
    name="smooth_labels",
    kind="function",
    reference=smooth_labels,
    covers=("label-smoothing-targets",),
    minutes=6,
    difficulty=1,
    hints=(
        "What should every row sum to, however much is smoothed?",
        "Smooth a row of three classes with 1: all three targets must be 1/3. Then with 0: nothing may change.",
        "Two classes, smoothing 0.2: of the 1 there remains 0.8, and 0.2 / 2 = 0.1 goes to each: (0.9, 0.1).",
    ),
    ladder=(
        Rung("two samples", _smoothed(2, 3), cases=3),
        Rung("one sample", _smoothed(1, 4)),
        Rung("more samples than classes", _smoothed(6, 5)),
        Rung("targets that are soft already", _smoothed(3, 4, soft=True)),
    ),
    wrong=(
        Wrong(
            "shares among the wrong classes only",
            over_the_other_classes,
            "what is taken goes to all classes, and the true one gets its share back",
            "With full smoothing, should the true class keep nothing?",
            PAGE + "smoothing",
            "seeds: smooth-over-wrong-classes-only",
            confrontation=Confrontation(
                "with full smoothing the true class becomes the only impossible one",
                lambda f: np.allclose(f(FIRST_OF_THREE, 1.0), [[0, 0.5, 0.5]]),
            ),
        ),
        Wrong(
            "takes nothing away",
            nothing_taken_away,
            "the equal parts are added, and the targets stay as large as they were",
            "What does a row of your targets sum to?",
            PAGE + "smoothing",
            "surviving mutant",
            confrontation=Confrontation(
                "with full smoothing a row sums to 2", lambda f: np.isclose(np.sum(f(FIRST_OF_THREE, 1.0)), 2)
            ),
        ),
        Wrong(
            "gives nothing back",
            nothing_given_back,
            "a part is taken away, and nobody gets it",
            "What does a row of your targets sum to?",
            PAGE + "smoothing",
            "surviving mutant",
            confrontation=Confrontation(
                "with full smoothing nothing is left at all", lambda f: np.sum(f(FIRST_OF_THREE, 1.0)) == 0
            ),
        ),
        Wrong(
            "gives the whole part to each class",
            everything_to_each,
            "the part is to be shared out: each class gets a fraction of it",
            "What does a row of your targets sum to?",
            PAGE + "smoothing",
            "surviving mutant",
            confrontation=Confrontation(
                "with full smoothing each of three classes is certain",
                lambda f: np.allclose(f(FIRST_OF_THREE, 1.0), 1),
            ),
        ),
        Wrong(
            "shares among the samples",
            shared_among_samples,
            "the part of one sample goes to its classes, and not to the other samples",
            "By what number do you divide: that of classes or that of samples?",
            PAGE + "smoothing",
            "surviving mutant",
            confrontation=Confrontation(
                "one sample of three classes gets targets that sum to 3",
                lambda f: np.isclose(np.sum(f(FIRST_OF_THREE, 1.0)), 3),
            ),
        ),
    ),
    right=(Right("mixed with the uniform", mixed_with_the_uniform), Right("row by row", row_by_row)),
)
