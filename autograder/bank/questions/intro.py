"""The two questions of the introduction: a learner's first number, and the first one that has to do with blame.

Wrong values with a source are those of ``learning/misconceptions.yaml`` (NEU03, NEU05, LIN04).
"""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Numeric, Question, WrongValue

PAGE = "neurons#neurons-"
INPUT, WEIGHTS, BIAS = np.array([2.0, 3.0]), np.array([4.0, -1.0]), 1.0

NEURON = Numeric(
    "intro_neuron",
    BIAS + INPUT @ WEIGHTS,
    why="$2 \\cdot 4 + 3 \\cdot (-1) + 1 = 8 - 3 + 1$.",
    tolerance=EXACT,
    hints=(
        "Two products and the bias are added. What are the two products?",
        "Set both inputs to 0. What should the neuron say then?",
        "For the inputs 1 and 5, the weights 2 and 4 and the bias 7: $2 + 20 + 7 = 29$.",
    ),
    wrong=(
        WrongValue(
            "the bias is left out",
            INPUT @ WEIGHTS,
            ("If every input is 0, what should the neuron say?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "the minus of the second weight is lost",
            BIAS + INPUT @ abs(WEIGHTS),
            ("Does the second input raise the result or lower it?",),
            PAGE + "weighted-sum",
        ),
        WrongValue(
            "the bias is added once for each input",
            np.sum(INPUT * WEIGHTS + BIAS),
            ("If there were 100 inputs, how often would your bias be counted?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU05-bias-per-input",
        ),
        WrongValue(
            "inputs and weights are all added up",
            BIAS + np.sum(INPUT + WEIGHTS),
            ("What does a neuron do with an input and its weight?",),
            PAGE + "weighted-sum",
        ),
    ),
)

HOLD = Numeric(
    "intro_hold",
    np.array([*INPUT, 1.0]),
    why="A weight moves the result by its input, so by 2 and by 3. The bias has no factor and moves it by 1.",
    tolerance=EXACT,
    hints=(
        "If the first weight is 5 in place of 4, what does the neuron say?",
        "Make the second weight 0 in place of −1. By how much did the result grow, and why by so much?",
        "With the inputs 7 and −2 the three numbers would be (7, −2, 1).",
    ),
    wrong=(
        WrongValue(
            "these are the weights, not what they are multiplied by",
            np.array([*WEIGHTS, 1.0]),
            ("Which factor of the product stays as it is when the weight moves?",),
            PAGE + "gradient",
            source="misconceptions: LIN04-weights-not-inputs",
        ),
        WrongValue(
            "these are the three parts of the sum",
            np.array([*(INPUT * WEIGHTS), BIAS]),
            ("By how much does $2 w$ grow if $w$ goes from 4 to 5?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "the bias is taken for something that cannot move",
            np.array([*INPUT, 0.0]),
            ("Add 1 to the bias. What becomes of the result?",),
            PAGE + "gradient",
        ),
    ),
)

QUESTIONS: tuple[Question, ...] = (NEURON, HOLD)
