"""The gradient of a smoothed loss with a pencil."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Grid, Right, Wrong

from .likelihood_by_hand import THREE_DECIMALS

PAGE = "cross_entropy#cross-entropy-"

EVEN = {"scores": np.zeros(3), "true_class": np.array([0.0]), "smoothing": np.array([0.3])}
AT_THE_TARGET = EVEN | {"scores": np.log([0.8, 0.1, 0.1])}  # the probabilities equal the smoothed targets


def _shares(scores):
    return np.exp(scores) / np.sum(np.exp(scores))


def _one_hot(true_class):
    return np.eye(3)[int(true_class[0])]


def _targets(true_class, smoothing):
    return (1 - smoothing) * _one_hot(true_class) + smoothing / 3


def gradient_by_hand(scores, true_class, smoothing):
    return _shares(scores) - _targets(true_class, smoothing)


def turned(scores, true_class, smoothing):
    return _targets(true_class, smoothing) - _shares(scores)


def over_the_wrong_classes(scores, true_class, smoothing):
    y = _one_hot(true_class)
    return _shares(scores) - (1 - smoothing) * y - smoothing * (1 - y) / 2


def not_smoothed(scores, true_class, smoothing):
    return _shares(scores) - _one_hot(true_class)


def own_path_only(scores, true_class, smoothing):
    return -_targets(true_class, smoothing) * (1 - _shares(scores))


def counted_from_one(scores, true_class, smoothing):
    return gradient_by_hand(scores, true_class - 1, smoothing)


def without_the_targets(scores, true_class, smoothing):
    return _shares(scores)


def by_the_probabilities(scores, true_class, smoothing):
    return -_targets(true_class, smoothing) / _shares(scores)


def with_three_decimals_on_the_way(scores, true_class, smoothing):
    return np.round(_shares(scores), 3) - np.round(_targets(true_class, smoothing), 3)


def class_by_class(scores, true_class, smoothing):
    total = sum(np.exp(z) for z in scores)
    gradient = [float(np.exp(z) / total - smoothing[0] / 3) for z in scores]
    gradient[int(true_class[0])] -= 1 - float(smoothing[0])
    return gradient


GRADIENT_BY_HAND = Exercise(
    name="gradient_by_hand",
    kind="value",
    reference=gradient_by_hand,
    covers=("label-smoothing-dloss-dz", "row-class-logit-gradient"),
    minutes=8,
    difficulty=1,
    hints=(
        "What are the probabilities, what are the smoothed targets, and what should your three numbers sum to?",
        "Add your numbers up: a shift of all scores leaves the loss as it is, so the sum must be 0.",
        "Scores 0, 0, ln 2, true class 2, smoothing 0.6: probabilities (0.25, 0.25, 0.5), targets (0.2, 0.2, 0.6), "
        "gradient (0.05, 0.05, −0.1).",
    ),
    numbers={
        "scores": Grid((-1.7, -1.1, -0.6, -0.2, 0.3, 0.8, 1.2), (3,), [0.0, -3.0, 1.0]),
        "true_class": Grid((1.0, 2.0), (1,), [0.0]),
        "smoothing": Grid((0.12, 0.24, 0.36), (1,), [0.3]),
    },
    tolerance=THREE_DECIMALS,
    wrong=(
        Wrong(
            "subtracts the probabilities from the targets",
            turned,
            "the gradient points uphill, and this one downhill",
            "Raise the true score a little: does the loss rise or fall, and which sign is that?",
            PAGE + "gradient",
            "seeds: y-minus-yhat",
            confrontation=Confrontation(
                "the loss is said to grow with the score of the true class", lambda f: f(**EVEN)[0] > 0
            ),
        ),
        Wrong(
            "shares among the wrong classes only",
            over_the_wrong_classes,
            "what is taken goes to all classes, and the true one gets its share back",
            "Among how many classes is the smoothing shared?",
            PAGE + "smoothing",
            "seeds: smooth-over-wrong-classes-only",
            confrontation=Confrontation(
                "probabilities that equal the targets are still to be changed",
                lambda f: np.isclose(f(**AT_THE_TARGET)[0], 0.1),
            ),
        ),
        Wrong(
            "forgets the smoothing",
            not_smoothed,
            "the targets are still hard",
            "At which probabilities should the gradient vanish?",
            PAGE + "smoothing",
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "probabilities that equal the targets are still to be changed",
                lambda f: np.isclose(f(**AT_THE_TARGET)[0], -0.2),
            ),
        ),
        Wrong(
            "follows each probability's own score only",
            own_path_only,
            "a score moves the probabilities of all classes, and every one of these paths counts",
            "What should your three numbers sum to?",
            PAGE + "gradient",
            "seeds: chain-rule-without-sum",
            confrontation=Confrontation("all scores should rise at once", lambda f: np.max(f(**EVEN)) < 0),
        ),
        Wrong(
            "counts the classes from 1",
            counted_from_one,
            "class 0 is the first of the three",
            "Which of your numbers belongs to class 0?",
            PAGE + "one-hot",
            "misconceptions: OHT02-labels-from-1",
            confrontation=Confrontation(
                "the score of a wrong class should rise, and that of the true one fall",
                lambda f: f(**EVEN)[2] < 0 < f(**EVEN)[0],
            ),
        ),
        Wrong(
            "does not subtract the targets",
            without_the_targets,
            "the probabilities alone are no errors",
            "What should your three numbers sum to?",
            PAGE + "gradient",
            "surviving mutant",
            confrontation=Confrontation("all scores should fall at once", lambda f: np.min(f(**EVEN)) > 0),
        ),
        Wrong(
            "stops at the derivative by the probabilities",
            by_the_probabilities,
            "the softmax lies between the scores and the probabilities",
            "By what do you differentiate: by the probabilities or by the scores?",
            PAGE + "probabilities",
            "seeds: label-smoothing-dloss-dyhat",
            confrontation=Confrontation("all scores should rise at once", lambda f: np.max(f(**EVEN)) < 0),
        ),
    ),
    right=(
        Right("with three decimals on the way", with_three_decimals_on_the_way),
        Right("class by class", class_by_class),
    ),
)
