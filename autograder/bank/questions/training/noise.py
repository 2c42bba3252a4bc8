"""Why a small step pays, what a batch is worth, how the rate may fall, and when to stop."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import BY_HAND, Choice, Numeric, Option, WrongValue

from .reference import THREE

PAGE = "training#training-"

# --- what a small step gains ------------------------------------------------------------------------------------------

GRADIENT, SHORT_RATE = np.array([3.0, -4.0]), 0.01

FIRST_ORDER = Numeric(
    "training_first_order",
    -SHORT_RATE * GRADIENT @ GRADIENT,
    why="Each slope meets its own move, and the move is minus the rate times that slope: a minus times a square.",
    tolerance=THREE,
    hints=(
        "By how much does each of the two numbers move, and which slope belongs to it?",
        "Turn the sign of one slope. The loss must still fall, by just as much.",
        "With the slopes 2 and −1 and the rate 0.1 the moves are −0.2 and 0.1, and the loss changes by "
        "2 · (−0.2) + (−1) · 0.1 = −0.5.",
    ),
    wrong=(
        WrongValue(
            "the gradient is added",
            SHORT_RATE * GRADIENT @ GRADIENT,
            ("Does the loss rise or fall when you go downhill?",),
            PAGE + "step",
            source="seeds: gradient-ascent",
        ),
        WrongValue(
            "the length of the gradient is not squared",
            -SHORT_RATE * np.linalg.norm(GRADIENT),
            ("How often does each slope enter: in the move only, or once more?",),
            PAGE + "step",
        ),
        WrongValue(
            "the slopes are added up, signs and all",
            -SHORT_RATE * GRADIENT.sum(),
            ("Can two slopes cancel, if each number moves downhill by itself?",),
            PAGE + "step",
        ),
        WrongValue(
            "the rate is squared as well",
            -(SHORT_RATE**2) * GRADIENT @ GRADIENT,
            ("Where does the rate enter: in the move, in the slope, or in both?",),
            PAGE + "step",
        ),
    ),
    covers=("gradient-descent-update-rule",),
)

# --- the noise of a batch ---------------------------------------------------------------------------------------------

SPREAD, SMALL, LARGE = 2.0, 4, 64

BATCH_SPREAD = Numeric(
    "training_batch_spread",
    SPREAD * np.sqrt(SMALL / LARGE),
    why="Sixteen times as many samples, and a quarter of the spread: it falls with the root of the size.",
    tolerance=THREE,
    hints=(
        "How many times as large is the batch, and what is the root of that?",
        "A quarter of the samples must have twice the spread. Has it, by your rule?",
        "If batches of 10 have the spread 6, batches of 90 have the spread 6/3 = 2.",
    ),
    wrong=(
        WrongValue(
            "the spread falls with the size, and not with its root",
            SPREAD * SMALL / LARGE,
            ("Errors to either side cancel only in part. Does the formula above hold the size, or its root?",),
            PAGE + "noise",
        ),
        WrongValue(
            "the spread does not depend on the size",
            SPREAD,
            ("Why should a mean over more samples lie as far away?",),
            PAGE + "noise",
        ),
        WrongValue(
            "the spread grows with the root of the size",
            SPREAD * np.sqrt(LARGE / SMALL),
            ("Is that the spread of the sum, or of the mean?",),
            PAGE + "noise",
        ),
        WrongValue(
            "the root of the new size alone is taken",
            SPREAD / np.sqrt(LARGE),
            ("The spread 2 was that of which batch size?",),
            PAGE + "noise",
        ),
    ),
    covers=("sgd-algorithm-steps",),
)

NEVER_RESTS = Choice(
    "training_never_rests",
    (
        Option(
            "They stop at the bottom, since the gradient is 0 there.",
            "The *mean* gradient is. Each sample pulls in a direction of its own there, and they cancel only together.",
        ),
        Option(
            "They go on hopping around the bottom, and less far with a smaller rate.",
            "A step is the rate times one sample's gradient, and that is not 0 where the mean is.",
            right=True,
        ),
        Option("They run away, as with any rate that is too large.", "The mean still pulls back to the bottom."),
    ),
    PAGE + "noise",
    covers=("sgd-algorithm-steps", "learning-rate-regimes"),
)

HALVED_RATE = Numeric(
    "training_halved_rate",
    0.4 / 2**3,
    why="It has been halved after 10, 20 and 30 epochs: three times.",
    tolerance=THREE,
    hints=(
        "How often has the rate been halved by then?",
        "Write down the rates of the epochs 0, 10 and 20. Each is half of the one before.",
        "Halved every 5 epochs from 0.8, the rate of epoch 12 is 0.8 / 2 / 2 = 0.2.",
    ),
    wrong=(
        WrongValue(
            "it is halved in every epoch",
            0.4 / 2**35,
            ("After how many epochs is the rate halved for the first time?",),
            PAGE + "schedule",
        ),
        WrongValue(
            "it is divided by the number of halvings",
            0.4 / 3,
            ("What is half of a half?",),
            PAGE + "schedule",
        ),
        WrongValue(
            "it is halved only once",
            0.2,
            ("What happens after epoch 20?",),
            PAGE + "schedule",
        ),
        WrongValue(
            "the rate falls within the ten epochs, too",
            0.4 / 2**3.5,
            ("Is the rate of epoch 35 another one than that of epoch 30?",),
            PAGE + "schedule",
        ),
    ),
    covers=("learning-rate-regimes",),
)

# --- when to stop -----------------------------------------------------------------------------------------------------

HELD_OUT = Choice(
    "training_held_out",
    (
        Option("Those after epoch 40: the training loss is lowest there.", "On the flowers that it has seen, yes."),
        Option(
            "Those after epoch 20: the loss on the other flowers is lowest there.",
            "Nobody needs a prediction for the flowers whose species is known. The others speak for those to come.",
            right=True,
        ),
        Option("Those after epoch 10: there the two losses are nearest to each other.", "Both are still falling."),
        Option(
            "The mean of all four.", "Three of the four are worse than the one after epoch 20, and all of them enter."
        ),
    ),
    PAGE + "held-out",
    covers=("gradient-descent-stopping",),
)

# --- how large random weights should be -------------------------------------------------------------------------------

FAN_IN, WEIGHT_SPREAD = 100, 0.5

SUM_SPREAD = Numeric(
    "training_sum_spread",
    WEIGHT_SPREAD * np.sqrt(FAN_IN),
    why="Terms of either sign partly cancel: the spread of their sum grows with the root of their number.",
    tolerance=BY_HAND,
    hints=(
        "The terms have either sign. Does the spread of their sum grow with their number, or with its root?",
        "Throw a coin 100 times, +1 or −1. How far from 0 is the sum, typically: 1, 10 or 100?",
        "With 16 inputs and the spread 0.25 the sum has the spread 0.25 · 4 = 1.",
    ),
    wrong=(
        WrongValue(
            "the spreads are added up",
            WEIGHT_SPREAD * FAN_IN,
            ("Do all 100 terms have the same sign?",),
            PAGE + "start",
        ),
        WrongValue(
            "the sum is taken to spread like one term",
            WEIGHT_SPREAD,
            ("Does a sum of 100 terms lie as near to 0 as one of them?",),
            PAGE + "start",
        ),
        WrongValue(
            "it is the square of the spread",
            WEIGHT_SPREAD**2 * FAN_IN,
            ("Which of the two adds up: the spread or its square?", "You have the square. Take its root."),
            PAGE + "start",
        ),
        WrongValue(
            "the mean is taken and not the sum",
            WEIGHT_SPREAD / np.sqrt(FAN_IN),
            ("Does a neuron average its inputs, or add them up?",),
            PAGE + "start",
        ),
    ),
    covers=("weight-initialisation-symmetry",),
)
