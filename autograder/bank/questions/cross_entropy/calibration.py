"""What one temperature does to a trained classifier."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue

CALIBRATION, SHIFT = "cross_entropy#cross-entropy-calibration", "softmax#softmax-shift"

SAID, TRUE = 0.9, 0.75
SAID_ODDS, TRUE_ODDS = SAID / (1 - SAID), TRUE / (1 - TRUE)

TEMPERATURE_KEEPS = Choice(
    "ce_temperature_keeps",
    (
        Option(
            "The number of right choices: a classifier that is less sure is right less often.",
            "All scores are divided by the same number. The largest stays the largest, so every choice stays.",
        ),
        Option(
            "The loss, and it can only fall.",
            "It falls if the classifier was too sure. If it was not, a temperature of 2 makes the loss rise.",
        ),
        Option(
            "The loss, up or down, but no choice.",
            "The order of the scores stays, and with it every choice. The loss reads how sure the classifier is.",
            right=True,
        ),
        Option(
            "Nothing: only differences of scores count.",
            "A *shift* leaves the differences alone. A temperature of 2 halves them.",
        ),
    ),
    CALIBRATION,
)

TEMPERATURE = Numeric(
    "ce_temperature",
    np.log(SAID_ODDS) / np.log(TRUE_ODDS),
    why="Odds of 9 to 1 are to become 3 to 1, and halving the scores takes the square root of the odds.",
    hints=(
        "What are the odds of 0.9, and what are those of 0.75?",
        "Divide the log-odds of 0.9 by your temperature. The sigmoid of the result must be 0.75.",
        "From odds of 125 to 1 to odds of 5 to 1: $\\ln 125 / \\ln 5 = 3$.",
    ),
    wrong=(
        WrongValue(
            "the probabilities are divided",
            SAID / TRUE,
            ("What is divided by a temperature: the scores or the probabilities?",),
            SHIFT,
        ),
        WrongValue(
            "the odds are divided",
            SAID_ODDS / TRUE_ODDS,
            ("What happens to the odds when the scores are halved?",),
            SHIFT,
        ),
        WrongValue(
            "the scores are multiplied by it",
            np.log(TRUE_ODDS) / np.log(SAID_ODDS),
            ("Is this classifier to become surer or less sure?",),
            CALIBRATION,
        ),
        WrongValue(
            "one log-odds is subtracted from the other",
            np.log(SAID_ODDS) - np.log(TRUE_ODDS),
            ("Is something taken from the scores, or are they divided?",),
            CALIBRATION,
        ),
        WrongValue(
            "the logarithms are those of the probabilities",
            np.log(SAID) / np.log(TRUE),
            ("Is the difference of two scores the logarithm of a probability, or of odds?",),
            SHIFT,
        ),
    ),
)
