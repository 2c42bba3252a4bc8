"""Steps that remember: momentum and Adam."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import BY_HAND, EXACT, Choice, Numeric, Option, WrongValue

from .reference import RATE, THREE, Array

PAGE = "training#training-"

SLOPE, KEPT, LONG_KEPT = -2.0, 0.5, 0.9


def slide(kept: float = KEPT, share: float = 1.0, sign: float = -1.0) -> Array:
    """Return three places on a straight slope: ``kept`` of the old velocity stays, ``share`` of the slope comes in."""
    place, velocity, places = 0.0, 0.0, []
    for _ in range(3):
        velocity = kept * velocity + share * SLOPE
        place += sign * RATE * velocity
        places.append(place)
    return np.array(places)


MOMENTUM = Numeric(
    "training_momentum",
    slide(),
    why="The velocities are −2, −3 and −3.5: each step is longer than the one before, though the slope is the same.",
    tolerance=EXACT,
    hints=(
        "What is the velocity after the first step, and what is half of it?",
        "Write the three velocities down before you move. Each is half of the last one, plus the slope.",
        "With the slope 4, β = 0.5 and the rate 0.1 the velocities are 4, 6, 7, and the places −0.4, −1, −1.7.",
    ),
    wrong=(
        WrongValue(
            "nothing is remembered",
            slide(kept=0.0),
            ("Where does the old velocity enter?", "This is plain descent."),
            PAGE + "momentum",
        ),
        WrongValue(
            "all of the old velocity is kept",
            slide(kept=1.0),
            ("Which part of the old velocity is kept?",),
            PAGE + "momentum",
        ),
        WrongValue(
            "the slope enters with the share 1 − β",
            slide(share=1 - KEPT),
            ("By what is the slope multiplied in this rule?", "That is how Adam averages."),
            PAGE + "momentum",
        ),
        WrongValue(
            "the velocity is added",
            slide(sign=1.0),
            ("The slope is negative: on which side does the loss fall?",),
            PAGE + "momentum",
            source="seeds: gradient-ascent",
        ),
    ),
    covers=("gradient-descent-update-rule",),
)

LONG_RUN = Numeric(
    "training_momentum_long_run",
    1 / (1 - LONG_KEPT),
    why="The velocity no longer changes when what is kept and the slope make it up again: v = 0.9 v + g, so v = 10 g.",
    tolerance=BY_HAND,
    hints=(
        "What must hold for a velocity that stays as it is?",
        "Add up 1 + 0.9 + 0.81 and so on, ten terms. Are you past 6?",
        "With β = 0.75 the velocity v = 0.75 v + g leads to v = 4 g.",
    ),
    wrong=(
        WrongValue(
            "only the last step is remembered",
            1 + LONG_KEPT,
            ("What does the velocity of the last step hold: one slope, or those before it, too?",),
            PAGE + "momentum",
        ),
        WrongValue(
            "it is divided by β",
            1 / LONG_KEPT,
            ("Solve v = 0.9 v + g for v. By what do you divide?",),
            PAGE + "momentum",
        ),
        WrongValue(
            "β itself is given",
            LONG_KEPT,
            ("Are the steps shorter than without momentum?",),
            PAGE + "momentum",
        ),
        WrongValue(
            "it is β divided by 1 − β",
            LONG_KEPT / (1 - LONG_KEPT),
            ("Does the newest slope count as well?",),
            PAGE + "momentum",
        ),
    ),
)

SLOPES = np.array([0.3, -20.0])

ADAM_FIRST = Numeric(
    "training_adam_first",
    -RATE * np.sign(SLOPES),
    why="Slope divided by the root of its own square is its sign. Both parameters move by the whole rate.",
    tolerance=THREE,
    hints=(
        "After one step, what are the two averages made of, once they are corrected?",
        "Multiply a slope by 1000. Do both averages grow, and does their quotient?",
        "With the slope 7 and the rate 0.2 the first step is −0.2 · 7 / √49 = −0.2.",
    ),
    wrong=(
        WrongValue(
            "the step is that of plain descent",
            -RATE * SLOPES,
            ("By what is the average of the slopes divided?",),
            PAGE + "adam",
        ),
        WrongValue(
            "the gradient is added",
            RATE * np.sign(SLOPES),
            ("In which direction does the loss fall, where the slope is positive?",),
            PAGE + "adam",
            source="seeds: gradient-ascent",
        ),
        WrongValue(
            "the averages are not corrected for their start at 0",
            -RATE * 0.1 / np.sqrt(0.001) * np.sign(SLOPES),
            ("Which part of the first slope is in each average before the correction?",),
            PAGE + "adam",
        ),
        WrongValue(
            "it is divided by the square, without its root",
            -RATE / SLOPES,
            ("Which unit has a slope divided by its square?", "A steeper slope must not give a shorter step here."),
            PAGE + "adam",
        ),
    ),
)

ADAM_SCALE = Choice(
    "training_adam_scale",
    (
        Option("They are 1000 times as long.", "That is so in plain descent, and with momentum."),
        Option(
            "They stay the same.",
            "The average of the slopes grows 1000 times, and so does the root of the average of their squares.",
            right=True,
        ),
        Option("They are 1000 times as short.", "The division takes the factor away, and no more than that."),
    ),
    PAGE + "adam",
    covers=("learning-rate-regimes",),
)
