"""Several samples at once, and epochs."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Numeric, WrongValue

from .reference import RATE, THREE, class_probabilities, cut, parameter_gradients, train, training_loss

PAGE = "training#training-"

# --- two samples of one input -----------------------------------------------------------------------------------------

X, LABELS, TARGETS = np.array([[1.4], [4.5]]), np.array([0, 1]), np.eye(2)
W, B = np.array([[0.2, -0.1]]), np.array([0.1, 0.05])
ERRORS = class_probabilities(X, W, B) - TARGETS
GRAD_W, GRAD_B = parameter_gradients(X, ERRORS + TARGETS, LABELS)
NEW_W, NEW_B = train(X, LABELS, W, B, RATE, [[0, 1]])
THETA, GRADIENT = np.vstack([B, W]), np.vstack([GRAD_B, GRAD_W])

MEAN_GRADIENTS = Numeric(
    "training_mean_gradients",
    np.array([GRAD_B[0], GRAD_W[0, 0]]),
    why="Both samples have their say: their contributions are added up, and the sum is halved.",
    tolerance=THREE,
    hints=(
        "What does each of the two samples contribute, before anything is divided?",
        "Suppose both samples were the first one. Then the mean must be what the first one contributes.",
        "With the inputs 2 and 3 and the errors −0.5 and 0.3 the mean gradients are −0.2/2 = −0.1 for the bias and "
        "(−1 + 0.9)/2 = −0.05 for the weight.",
    ),
    wrong=(
        WrongValue(
            "the samples are added up and not averaged",
            np.array([ERRORS[:, 0].sum(), X[:, 0] @ ERRORS[:, 0]]),
            ("How long would your step be with a hundred equal samples?",),
            PAGE + "batches",
            source="seeds: minibatch-sum-instead-of-mean",
        ),
        WrongValue(
            "only the first term is divided by 2",
            np.array([ERRORS[0, 0] / 2 + ERRORS[1, 0], 1.4 * ERRORS[0, 0] / 2 + 4.5 * ERRORS[1, 0]]),
            ("Which brackets are missing in your formula?",),
            PAGE + "batches",
            source="seeds: mean-over-first-term-only",
        ),
        WrongValue(
            "the inputs are averaged first, then the errors",
            np.array([GRAD_B[0], X.mean() * ERRORS[:, 0].mean()]),
            ("Which input belongs to which error?",),
            PAGE + "batches",
        ),
        WrongValue(
            "the sign is turned",
            -np.array([GRAD_B[0], GRAD_W[0, 0]]),
            ("Is the larger of the two errors positive or negative?",),
            PAGE + "gradient",
        ),
    ),
    covers=("minibatch-two-gradients",),
)

NEW_PARAMETERS = Numeric(
    "training_new_parameters",
    np.vstack([NEW_B, NEW_W]),
    why="Class 1 moves against class 0: with two classes the errors are opposite.",
    tolerance=THREE,
    hints=(
        "How do the gradients of class 1 follow from those of class 0?",
        "The two biases moved by opposite amounts, so their sum is still 0.15. And that of the weights?",
        "A weight of 0.4 with the gradient 1.2 and the rate 0.1 becomes 0.28, and its rival rises by 0.12.",
    ),
    wrong=(
        WrongValue(
            "the gradient is added",
            THETA + RATE * GRADIENT,
            ("Both gradients of class 0 are positive: should its parameters rise?",),
            PAGE + "step",
        ),
        WrongValue(
            "the samples are added up and not averaged",
            THETA - RATE * 2 * GRADIENT,
            ("Is the loss of a batch a sum or a mean?",),
            PAGE + "batches",
        ),
        WrongValue(
            "digits are cut off after two decimals",
            cut(THETA - RATE * GRADIENT),
            ("How many decimals are asked for, and is the last one rounded?",),
            PAGE + "mistakes",
            source="seeds: truncated-update-1d, truncated-update-1d-again",
        ),
        WrongValue(
            "rows and columns change places on the way back",
            THETA - RATE * GRADIENT.T,
            ("Which row of the gradient belongs to the biases?",),
            PAGE + "layouts",
        ),
        WrongValue(
            "the learning rate is left out",
            THETA - GRADIENT,
            ("By what is the gradient multiplied before it is subtracted?",),
            PAGE + "step",
        ),
    ),
    covers=("minibatch-two-gradients", "one-feature-update"),
)

# --- three irises -----------------------------------------------------------------------------------------------------

IRISES, IRIS_LABELS = np.array([[1.5, 0.2], [4.7, 1.6], [5.6, 2.2]]), np.array([0, 1, 2])
IRIS_W, IRIS_B = np.array([[0.1, -0.1, 0.1], [0.2, 0.2, -0.1]]), np.array([0.1, 0.05, -0.1])
IRIS_ERRORS = class_probabilities(IRISES, IRIS_W, IRIS_B) - np.eye(3)
BIAS_GRADIENT = parameter_gradients(IRISES, IRIS_ERRORS + np.eye(3), IRIS_LABELS)[1]

THREE_IRISES = Numeric(
    "training_three_irises",
    BIAS_GRADIENT,
    why="Each column of errors is added up and divided by 3; the three results sum to 0.",
    tolerance=THREE,
    hints=(
        "Which numbers of the table belong to the bias of class 0: a row or a column?",
        "Add your three numbers up. The errors of every sample sum to 0, so what must come out?",
        "Two samples with the errors (−0.5, 0.5) and (0.1, −0.1) give the bias gradients (−0.2, 0.2).",
    ),
    wrong=(
        WrongValue(
            "the samples are added up and not averaged",
            IRIS_ERRORS.sum(axis=0),
            ("How long would your step be with a hundred equal samples?",),
            PAGE + "batches",
            source="seeds: minibatch-sum-instead-of-mean",
        ),
        WrongValue(
            "only the first sample is divided by 3",
            IRIS_ERRORS[0] / 3 + IRIS_ERRORS[1:].sum(axis=0),
            ("Which brackets are missing in your formula?",),
            PAGE + "batches",
            source="seeds: mean-over-first-term-only",
        ),
        WrongValue(
            "digits are cut off after two decimals",
            cut(BIAS_GRADIENT),
            ("How many decimals are asked for, and is the last one rounded?",),
            PAGE + "mistakes",
            source="seeds: truncated-gradient-mb",
        ),
        WrongValue(
            "the errors are added up over the classes",
            IRIS_ERRORS.sum(axis=1),
            ("Must the errors of one sample not cancel?",),
            PAGE + "gradient",
            source="misconceptions: BIA03-wrong-axis",
        ),
    ),
    covers=("minibatch-three-class-gradient",),
)

LOSS_AT_ZERO = Numeric(
    "training_loss_at_zero",
    training_loss(IRISES, IRIS_LABELS, np.zeros((2, 3)), np.zeros(3)),
    why="Every class gets 1/3, so every sample costs ln 3, and so does their mean, whatever the data are.",
    hints=(
        "Which probabilities does each flower get when all parameters are 0?",
        "Would the loss change if there were only one flower, or if the labels were others?",
        "With ten classes the loss at zero is ln 10 = 2.30.",
    ),
    wrong=(
        WrongValue(
            "the nine losses are added up and not averaged",
            9 * np.log(3),
            ("Is the loss of a table a sum or a mean?",),
            PAGE + "loss",
        ),
        WrongValue(
            "the logarithm has base 10",
            np.log10(3),
            ("Which key is the *natural* logarithm: `log` or `ln`?",),
            PAGE + "loss",
        ),
        WrongValue(
            "the minus sign is left out",
            np.log(1 / 3),
            ("Can a loss be negative?",),
            PAGE + "loss",
        ),
        WrongValue(
            "the loss is thought to be 0 at zero",
            0.0,
            ("Is a classifier certain of the truth when all its weights are 0?",),
            PAGE + "loss",
        ),
    ),
    covers=("batch-gradient-general",),
)
