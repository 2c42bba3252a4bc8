"""How often the classifier is right."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.training import accuracy

from .draws import judged

PAGE = "training#training-accuracy"


def error_rate(P, labels):
    return np.mean(np.argmax(P, axis=1) != labels)


def classes_from_one(P, labels):
    return np.mean(np.argmax(P, axis=1) == labels - 1)


def best_sample_of_each_class(P, labels):
    return np.mean(np.argmax(P, axis=0) == labels)


def counted(P, labels):
    right = 0
    for row, label in zip(P, labels, strict=True):
        right += all(row[label] >= other for other in row)
    return right / len(P)


def by_the_largest(P, labels):
    return float((P[np.arange(len(P)), labels] == P.max(axis=1)).sum()) / len(labels)


SURE, LABELS = np.array([[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]]), np.array([0, 0, 1])

ACCURACY = Exercise(
    name="accuracy",
    kind="function",
    reference=accuracy,
    ladder=(
        Rung("five samples", judged(5, 3), cases=3),
        Rung("seven samples", judged(7, 4)),
        Rung("as many samples as classes", judged(5, 5), cases=2),
        Rung("more classes than samples", judged(3, 6)),
        Rung("one sample", judged(1, 3), share=0.25, cases=1),
    ),
    wrong=(
        Wrong(
            "counts the mistakes",
            error_rate,
            "it is the share of samples that are classified wrongly",
            "What is the accuracy of a classifier that is always right?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "a classifier that is always right has the accuracy 0", lambda answer: bool(answer(SURE, LABELS) == 0)
            ),
        ),
        Wrong(
            "counts the classes from 1",
            classes_from_one,
            "label 0 is the first class, as it is the first column",
            "Which column belongs to label 0?",
            PAGE,
            "misconceptions: OHT02-labels-from-1",
            confrontation=Confrontation(
                "of four samples that are all classified rightly not one counts",
                lambda answer: bool(answer(SURE[[0, 1, 2, 2]], LABELS[[0, 1, 2, 2]]) == 0),
            ),
        ),
        Wrong(
            "looks for the best sample of each class",
            best_sample_of_each_class,
            "the largest number of each column is sought, not of each row",
            "Over which axis do the classes run?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "two samples, both of class 0 and both found, are only half right",
                lambda answer: answer(np.array([[0.9, 0.1], [0.8, 0.2]]), np.array([0, 0])) == 0.5,
            ),
        ),
    ),
    right=(Right("counted", counted), Right("by the largest", by_the_largest)),
    hints=(
        "Which class does the classifier choose for a sample?",
        "Make every true class certain: the answer must be 1. Then shift all labels by one class: it must be 0.",
        "The rows (0.2, 0.8), (0.6, 0.4) and (0.3, 0.7) choose the classes 1, 0, 1. For the true classes 1, 1, 1 the "
        "accuracy is 2/3.",
    ),
    equivalent={
        "return float(np.mean(np.argmax(P, axis=1) == labels)) "
        "-> return np.mean(np.argmax(P, axis=1) == labels)": "the same number, as an array scalar",
    },
    covers=("zero-one-loss-flat",),
    minutes=6,
    difficulty=1,
)
