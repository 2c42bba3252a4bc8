"""Asked again at the end of the chapter: half of it from this one, half from the chapters before."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

from .directions import THREE

PAGE = "wrong_gradients#wrong-gradients-"

# --- this chapter -----------------------------------------------------------------------------------------------------

CLAIM, ESTIMATE = np.array([3.0, 4.0]), np.array([3.0, -4.0])

DISTANCE_AGAIN = Numeric(
    "wrong_gradients_again_distance",
    np.linalg.norm(CLAIM - ESTIMATE) / (np.linalg.norm(CLAIM) + np.linalg.norm(ESTIMATE)),
    why="The difference is (0, 8), of length 8, and each of the two has the length 5.",
    tolerance=THREE,
    hints=(
        "What is the difference of the two, and how long is each of the three vectors?",
        "Let both be the same. Your rule must give 0. Then turn one of them round: it must give 1.",
        "For (1, 0) and (0, 1) the difference has the length 1.414, and the distance is 1.414 / 2 = 0.707.",
    ),
    wrong=(
        WrongValue(
            "the difference is divided by one of the lengths",
            8 / 5,
            ("Which two lengths stand below?",),
            PAGE + "check",
        ),
        WrongValue(
            "the difference is not divided",
            8.0,
            ("Is 8 much? What would you compare it with?",),
            PAGE + "check",
        ),
        WrongValue(
            "the lengths of the two are compared, and not the two",
            0.0,
            ("Is the second number the same in both?",),
            PAGE + "check",
        ),
    ),
)

FITS_AGAIN = Choice(
    "wrong_gradients_again_fits",
    (
        Option(
            "Yes. What counts is how it classifies.",
            "It does so on these points. What it does with others, or with more layers, nobody knows.",
        ),
        Option(
            "No. The gradient is wrong, and it was luck that it was good enough here.",
            "A distance of 0.3 does not come from rounding. On the next task the same code may fail, and nobody will "
            "look for the reason here.",
            right=True,
        ),
        Option("Yes, if the loss still falls.", "27 wrong gradients of this chapter more than halve it."),
    ),
    PAGE + "check",
)

RISES_AGAIN = Choice(
    "wrong_gradients_again_rises",
    (
        Option(
            "in the formula of the gradient", "It was right at three random places, and it does not change on the way."
        ),
        Option(
            "at the learning rate, and at what the step is given",
            "The gradient is right. But too long a step overshoots, and the gradient of other rows does not help.",
            right=True,
        ),
        Option("at the check itself", "Three places where everything agrees to ten digits are no accident."),
    ),
    PAGE + "results",
)

# --- the chapters before ----------------------------------------------------------------------------------------------

SHAPE_RECALLED = Numeric(
    "wrong_gradients_recall_shape",
    np.array([4.0, 3.0]),
    why="A gradient has the shape of what it belongs to. The samples are summed over and leave no trace in it.",
    tolerance=EXACT,
    hints=(
        "Which shape has the table of weights itself?",
        "Take another sample into the batch. Does the number of weights change?",
        "With 7 samples, 2 units and 5 classes the gradient has the shape 2, 5.",
    ),
    wrong=(
        WrongValue(
            "rows and columns change places",
            np.array([3.0, 4.0]),
            ("From where to where do the weights lead, and which of the two stands in rows?",),
            "backpropagation#backpropagation-shapes",
        ),
        WrongValue(
            "it is the shape of the activations",
            np.array([6.0, 4.0]),
            ("Is there a weight for each sample?",),
            "backpropagation#backpropagation-shapes",
        ),
        WrongValue(
            "it is the shape of the scores",
            np.array([6.0, 3.0]),
            ("Is there a weight for each sample?",),
            "backpropagation#backpropagation-shapes",
        ),
    ),
)

LIMIT_RECALLED = Numeric(
    "wrong_gradients_recall_limit",
    2 / 8,
    why="A step multiplies the distance to the bottom by 1 − 8η, which is −1 at η = 1/4.",
    tolerance=THREE,
    hints=(
        "By which factor does one step multiply the distance to the bottom?",
        "Put your rate into one step from θ = 1. It should lead to −1.",
        "For the curvature 5 the limit is 2/5 = 0.4.",
    ),
    wrong=(
        WrongValue(
            "it is the rate that leads to the bottom in one step",
            1 / 8,
            ("Do longer steps run away at once, or come to the other side first?",),
            "training#training-rate",
        ),
        WrongValue(
            "the curvature itself is given",
            8.0,
            ("Should steep losses have large rates, or small ones?",),
            "training#training-rate",
        ),
        WrongValue(
            "the curvature is halved, not turned round",
            4.0,
            ("Where does your rate lead from 1?",),
            "training#training-rate",
        ),
    ),
)

SMOOTHED_RECALLED = Numeric(
    "wrong_gradients_recall_smoothed",
    np.array([0.05, 0.85, 0.05, 0.05]),
    why="Each class gets a quarter of 0.2, and the true class the remaining 0.8 on top.",
    tolerance=THREE,
    hints=(
        "Among how many classes is the share of 0.2 divided?",
        "Your four targets must sum to 1.",
        "With two classes and ε = 0.1 the targets of class 0 are 0.95 and 0.05.",
    ),
    wrong=(
        WrongValue(
            "the share is dealt out to the wrong classes only",
            np.array([0.2 / 3, 0.8, 0.2 / 3, 0.2 / 3]),
            ("Does the true class get a part of the share?",),
            "cross_entropy#cross-entropy-smoothing",
        ),
        WrongValue(
            "nothing is smoothed",
            np.array([0.0, 1.0, 0.0, 0.0]),
            ("What is taken away from the true class?",),
            "cross_entropy#cross-entropy-smoothing",
        ),
        WrongValue(
            "every class gets the whole share",
            np.array([0.2, 0.8, 0.2, 0.2]),
            ("What do your targets sum to?",),
            "cross_entropy#cross-entropy-smoothing",
        ),
    ),
)

SCORES_RECALLED = Numeric(
    "wrong_gradients_recall_scores",
    np.array([0.2, 0.5, -0.7]),
    why="Probability minus target; only the true class has a negative entry, and the three sum to 0.",
    tolerance=THREE,
    hints=(
        "What are the three targets?",
        "A shift of all scores changes nothing. What must the three numbers sum to?",
        "For the probabilities 0.6 and 0.4 and class 0 the gradient is (−0.4, 0.4).",
    ),
    wrong=(
        WrongValue(
            "targets minus probabilities are given",
            np.array([-0.2, -0.5, 0.7]),
            ("Descent subtracts this. Would the true score rise or fall?",),
            "softmax#softmax-by-hand",
            source="misconceptions: DLG01-y-minus-p",
        ),
        WrongValue(
            "the target is not subtracted",
            np.array([0.2, 0.5, 0.3]),
            ("What must the three numbers sum to?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "only the true class is given an error",
            np.array([0.0, 0.0, -0.7]),
            ("Does the loss change when the score of a wrong class rises?",),
            "softmax#softmax-by-hand",
            source="misconceptions: DLG05-true-column-only",
        ),
    ),
)
