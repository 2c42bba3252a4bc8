"""Epochs, scales and the share that is right."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

from .reference import standardise

PAGE = "training#training-"

# --- epochs -----------------------------------------------------------------------------------------------------------

STEPS = Numeric(
    "training_steps",
    5.0,
    why="Four batches are full, and the fifth has the 22 samples that are left.",
    tolerance=EXACT,
    hints=(
        "How many batches are full, and what is left over?",
        "Add the sizes of your batches up. Is every sample in one of them?",
        "100 samples in batches of 30 take 4 steps: three full batches and one of 10.",
    ),
    wrong=(
        WrongValue(
            "the samples that are left over are dropped",
            4.0,
            ("Where do the last 22 samples go?",),
            PAGE + "epochs",
        ),
        WrongValue(
            "a batch is cut in pieces",
            4.69,
            ("Can one take a part of a step?",),
            PAGE + "epochs",
        ),
        WrongValue(
            "one step is taken for each sample",
            150.0,
            ("How many samples does one step look at?",),
            PAGE + "epochs",
        ),
        WrongValue(
            "one step is taken for the whole table",
            1.0,
            ("How many batches are there in one epoch?",),
            PAGE + "epochs",
        ),
    ),
    covers=("sgd-algorithm-steps",),
)

WHY_HIGHER = Choice(
    "training_why_higher",
    (
        Option(
            "The gradients of single samples are wrong.",
            "Each is right for its own sample. The mean of the nine is the gradient of the mean loss.",
        ),
        Option(
            "The steps are too long for single samples.",
            "The same gradients with the rate 0.03 end at 1.062, below the start.",
            right=True,
        ),
        Option(
            "The flowers came in the order of their species.",
            "That costs something, but the interleaved order ends above the start as well: at 1.450.",
        ),
        Option("Nine steps are too few.", "Three steps on batches were enough to get to 0.983."),
    ),
    PAGE + "iris",
    covers=("sgd-algorithm-steps",),
)

SHUFFLED = Choice(
    "training_shuffled",
    (
        Option("Nothing: the same flowers are in the table.", "The flowers are, but each has another one's species."),
        Option(
            "The classifier learns that the inputs say nothing about the species.",
            "Labels that are dealt out at random carry nothing else. Shuffle row *numbers*, and use them for both.",
            right=True,
        ),
        Option("The loss cannot be computed any more.", "All shapes fit, and no error tells you. That is the trouble."),
    ),
    PAGE + "shuffle",
    covers=("sgd-algorithm-steps",),
)

# --- scale and accuracy -----------------------------------------------------------------------------------------------

COLUMN, NEW = np.array([[2.0], [4.0], [6.0], [8.0]]), np.array([[9.0]])

STANDARDISED = Numeric(
    "training_standardised",
    standardise(COLUMN, NEW)[0, 0],
    why="9 lies 4 above the mean of the training values, and their standard deviation is 2.236.",
    hints=(
        "What is the mean of the four training values, and how far do they lie from it?",
        "Put the training values themselves through your rule. Do they get the mean 0 and the spread 1?",
        "For the training values 1 and 5 the mean is 3 and the standard deviation 2, and 6 becomes 1.5.",
    ),
    wrong=(
        WrongValue(
            "it is divided by the variance",
            4 / 5,
            ("In which unit is the variance measured: centimetres, or square centimetres?",),
            PAGE + "scale",
        ),
        WrongValue(
            "the mean is not subtracted",
            9 / np.sqrt(5),
            ("What should a value become that equals the mean?",),
            PAGE + "scale",
        ),
        WrongValue(
            "the squared distances are divided by 3 in place of 4",
            4 / np.std(COLUMN, ddof=1),
            ("Over how many values is the mean taken here?",),
            PAGE + "scale",
        ),
        WrongValue(
            "it is not divided by the spread",
            4.0,
            ("In which unit is your answer: in centimetres or in spreads?",),
            PAGE + "scale",
        ),
        WrongValue(
            "the new value is used for mean and spread, too",
            (9 - 5.8) / np.std([2, 4, 6, 8, 9]),
            ("Which values set the scale: the old ones, or all?",),
            PAGE + "scale",
        ),
    ),
)

LEAK = Choice(
    "training_scale_of_new_rows",
    (
        Option(
            "Those of the new flowers.",
            "Then the same flower would get other numbers in other company. A single one would always become 0.",
        ),
        Option(
            "Those of the flowers that it was trained on.",
            "The weights were fitted to that scale, and a new flower has no say in it.",
            right=True,
        ),
        Option(
            "Those of all flowers together.",
            "Then a new flower would change what the trained weights mean, and measuring on it would flatter you.",
        ),
        Option("None: it is trained already.", "Its weights belong to standardised inputs. Raw ones would be far off."),
    ),
    PAGE + "scale",
)

ACCURACY_STANDS = Choice(
    "training_accuracy_stands",
    (
        Option("No: if the loss falls, more must be right.", "A true class that goes from 0.3 to 0.4 is still wrong."),
        Option(
            "Yes: probabilities can improve without a single new decision.",
            "The loss answers to every small change, the accuracy only when a decision changes.",
            right=True,
        ),
        Option("Only at the very end, when all is right.", "It can happen anywhere, and often does for many epochs."),
    ),
    PAGE + "accuracy",
    covers=("zero-one-loss-flat",),
)
