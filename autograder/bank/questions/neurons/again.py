"""Asked again at the end of the chapter."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

PAGE = "neurons#neurons-"
INPUT, WEIGHTS, BIAS = np.array([1.0, 0.0, 2.0]), np.array([2.0, -1.0, 3.0]), -4.0

AGAIN_SUM = Numeric(
    "neurons_again_sum",
    BIAS + INPUT @ WEIGHTS,
    why="$-4 + 2 + 0 + 6$: the input 0 takes its weight out of the game.",
    tolerance=EXACT,
    hints=(
        "Which of the three products is 0?",
        "Set all inputs to 0. What is left of your sum?",
        "For the inputs 3 and 1, the weights 2 and 5 and the bias −1: $-1 + 6 + 5 = 10$.",
    ),
    wrong=(
        WrongValue(
            "the bias is left out",
            INPUT @ WEIGHTS,
            ("If every input is 0, what should the neuron answer?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "the bias is added once for each input",
            np.sum(INPUT * WEIGHTS + BIAS),
            ("If there were 100 inputs, how often would your bias be counted?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU05-bias-per-input",
        ),
        WrongValue(
            "the input 0 is treated as a 1",
            BIAS + np.array([1.0, 1.0, 2.0]) @ WEIGHTS,
            ("How much does a weight matter whose input is 0?",),
            PAGE + "weighted-sum",
        ),
        WrongValue(
            "the minus of the bias is lost",
            -BIAS + INPUT @ WEIGHTS,
            ("Does this bias raise the sum or lower it?",),
            PAGE + "weighted-sum",
        ),
    ),
)

NORMAL, OFFSET, POINT = np.array([8.0, -6.0]), -5.0, np.array([1.0, 3.0])
HEIGHT = OFFSET + POINT @ NORMAL

AGAIN_DISTANCE = Numeric(
    "neurons_again_distance",
    HEIGHT / np.linalg.norm(NORMAL),
    why="The sum is $-5 + 8 - 18 = -15$, and the weights have the length 10. The point is behind the boundary.",
    hints=(
        "What is the sum of the point, and how long are the weights?",
        "Take one step of length 1 along the weights. By how much does the sum grow?",
        "For the weights (3, 4), the bias 1 and the point (2, 2): $(1 + 6 + 8) / 5 = 3$.",
    ),
    wrong=(
        WrongValue(
            "the sign is lost",
            -HEIGHT / np.linalg.norm(NORMAL),
            ("On which side of the boundary is the point?",),
            PAGE + "distance",
        ),
        WrongValue(
            "the sum is not divided by the length of the weights",
            HEIGHT,
            ("Double all three parameters: does the point move?",),
            PAGE + "distance",
        ),
        WrongValue(
            "the bias is counted into the length",
            HEIGHT / np.linalg.norm([OFFSET, *NORMAL]),
            ("Does the boundary turn when the bias changes?",),
            PAGE + "normal",
            source="seeds: bias-in-norm",
        ),
        WrongValue(
            "the bias is left out of the sum",
            POINT @ NORMAL / np.linalg.norm(NORMAL),
            ("What is the sum of the origin?",),
            PAGE + "weighted-sum",
            source="misconceptions: NEU03-bias-forgotten",
        ),
    ),
)

AGAIN_MOVES = Choice(
    "neurons_again_moves",
    (
        Option("All weights and the bias are doubled.", "Then sums are doubled, and 0 stays 0: nothing moves."),
        Option("The bias grows.", "The direction belongs to the weights. Only the offset changes.", right=True),
        Option("One of two weights grows.", "Then the weights point elsewhere, and the boundary turns with them."),
        Option("All weights and the bias change their signs.", "Only the two sides change places."),
    ),
    PAGE + "distance",
)

AGAIN_PARAMETERS = Numeric(
    "neurons_again_parameters",
    (3 + 1) * 4 + (4 + 1) * 2,
    why="Four neurons own 3 weights and a bias each, and two own 4 weights and a bias: $16 + 10$.",
    tolerance=EXACT,
    hints=(
        "How many numbers does one neuron of the middle layer own?",
        "Count the arrows first, then add one number for each neuron that sums.",
        "The widths 2, 5, 8 have $(2 + 1) \\cdot 5 + (5 + 1) \\cdot 8 = 63$ parameters.",
    ),
    wrong=(
        WrongValue(
            "the biases are left out",
            3 * 4 + 4 * 2,
            ("What does a neuron own besides its weights?",),
            PAGE + "parameters",
            source="misconceptions: NEU03-bias-forgotten",
        ),
        WrongValue(
            "each input gets a bias instead of each neuron",
            3 * (4 + 1) + 4 * (2 + 1),
            ("Who adds the bias: the one that sends, or the one that sums?",),
            PAGE + "parameters",
            source="misconceptions: NEU05-bias-per-input",
        ),
        WrongValue(
            "each layer has a single bias",
            3 * 4 + 1 + 4 * 2 + 1,
            ("Do the four neurons of a layer share a bias?",),
            PAGE + "parameters",
            source="misconceptions: BIA02-one-number",
        ),
    ),
)

BLAME = np.array([0.5, -0.25, 1.25])

AGAIN_BLAME = Numeric(
    "neurons_again_blame",
    np.array([BLAME.sum(), 0.0]),
    why="The bias has the input 1 in every sample, so its derivative is the sum. An input of 0 leaves its weight out.",
    tolerance=EXACT,
    hints=(
        "Which input belongs to the bias, and which one to the weight?",
        "Change the weight a lot. Does any of the three sums notice?",
        "For $\\delta = (2, 3)$ and the inputs 4 and 5 they are 5 and $2 \\cdot 4 + 3 \\cdot 5 = 23$.",
    ),
    wrong=(
        WrongValue(
            "the mean over the samples is taken",
            np.array([BLAME.mean(), 0.0]),
            ("If the loss is a mean, its 1/n is in $\\delta$ already. What is left to divide by?",),
            PAGE + "gradient",
            source="misconceptions: BIA04-mean-again",
        ),
        WrongValue(
            "the weight is treated like the bias",
            np.array([BLAME.sum(), BLAME.sum()]),
            ("If the weight grows, by how much does a sum grow whose input is 0?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "the signs are lost",
            np.array([abs(BLAME).sum(), 0.0]),
            ("Does the second sample ask for the same as the others?",),
            PAGE + "gradient",
        ),
    ),
)

AGAIN_LAYERS = Choice(
    "neurons_again_layers",
    (
        Option("A triangle, or any other region with straight sides.", "For that each neuron has to say 1 or 0."),
        Option(
            "As many straight lines as it has neurons in the first layer.",
            "They are added up again. What comes out is one weighted sum of the inputs.",
        ),
        Option(
            "One side of one straight line, like a single neuron.",
            "A sum of sums is a weighted sum of the inputs. Something has to bend between the layers.",
            right=True,
        ),
        Option("Nothing at all.", "It knows as much as one neuron, which is something."),
    ),
    PAGE + "layers",
)
