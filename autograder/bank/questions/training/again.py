"""Asked again at the end of the chapter: half of it from this one, half from the chapters before."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue

from .reference import THREE

PAGE = "training#training-"

# --- this chapter -----------------------------------------------------------------------------------------------------

STEP_AGAIN = Numeric(
    "training_again_step",
    2 - 0.6 * 2.5 * 2,
    why="The factor is 1 − 0.6 · 2.5 = −0.5: to the other side, and half as far away.",
    tolerance=EXACT,
    hints=(
        "What is the slope of the parabola at 2?",
        "Start at 0, the bottom. Your rule must leave you there.",
        "With the curvature 3, the rate 0.5 and the start 4 the slope is 12, and the step leads to 4 − 6 = −2.",
    ),
    wrong=(
        WrongValue(
            "the gradient is added",
            2 + 0.6 * 2.5 * 2,
            ("Is the bottom on this side?",),
            PAGE + "step",
            source="seeds: gradient-ascent",
        ),
        WrongValue(
            "the factor alone is given",
            1 - 0.6 * 2.5,
            ("What does the factor multiply?",),
            PAGE + "rate",
        ),
        WrongValue(
            "the slope is taken to be half of what it is",
            2 - 0.6 * 2.5,
            ("What is the derivative of half a square?",),
            PAGE + "rate",
        ),
        WrongValue(
            "the rate is left out",
            2 - 2.5 * 2,
            ("By what is the slope multiplied before it is subtracted?",),
            PAGE + "step",
        ),
    ),
    covers=("gradient-descent-update-rule", "learning-rate-regimes"),
)

STEPS_AGAIN = Numeric(
    "training_again_steps",
    20.0 * 16,
    why="An epoch has 15 full batches and one of 40: 16 steps.",
    tolerance=EXACT,
    hints=(
        "How many batches has one epoch, the last and smaller one counted?",
        "Add up the sizes of the batches of one epoch. Is every sample in one of them?",
        "100 samples in batches of 30 make 4 steps an epoch, and 12 steps in 3 epochs.",
    ),
    wrong=(
        WrongValue(
            "the samples that are left over are dropped",
            20.0 * 15,
            ("Where do the last 40 samples of each epoch go?",),
            PAGE + "epochs",
        ),
        WrongValue(
            "a batch is cut in pieces",
            20 * 1000 / 64,
            ("Can one take a part of a step?", "A batch ends where its epoch ends."),
            PAGE + "epochs",
        ),
        WrongValue(
            "one epoch is counted",
            16.0,
            ("How many epochs are there?",),
            PAGE + "epochs",
        ),
    ),
    covers=("sgd-algorithm-steps",),
)

SUM_AGAIN = Choice(
    "training_again_sum",
    (
        Option(
            "It must be 32 times as large.",
            "The sum is already 32 times as long as the mean. The step would be 32 · 32 times as long.",
        ),
        Option(
            "It must be divided by 32.",
            "The sum of 32 gradients is 32 times their mean. Rate times gradient is to stay the same.",
            right=True,
        ),
        Option(
            "It may stay: only the direction counts.", "The direction is the same, but the step is 32 times longer."
        ),
        Option(
            "It must be divided by the root of 32.", "That belongs to the spread of the gradients, not to their sum."
        ),
    ),
    PAGE + "batches",
    covers=("batch-gradient-general",),
)

RISES_AGAIN = Choice(
    "training_again_rises",
    (
        Option(
            "No. The rate may be too large for single samples.",
            "The nine flowers show it: nine right gradients, and a higher loss.",
            right=True,
        ),
        Option(
            "Yes: with a right gradient every step leads downhill.",
            "It does so for the loss of the sample it was taken from, and only as long as the step is short.",
        ),
        Option("Yes, if the rows were shuffled.", "Shuffled or not, one sample does not speak for all of them."),
    ),
    PAGE + "iris",
    covers=("sgd-algorithm-steps",),
)

# --- the chapters before ----------------------------------------------------------------------------------------------

COUNT_RECALLED = Numeric(
    "training_recall_count",
    5.0 * 3 + 3,
    why="Each of the three neurons has five weights and a bias.",
    tolerance=EXACT,
    hints=(
        "How many numbers does one of the three neurons have?",
        "Add a fourth neuron in your head. By how much does the count grow?",
        "Two inputs and four neurons: 2 · 4 weights and 4 biases, together 12.",
    ),
    wrong=(
        WrongValue(
            "the biases are left out",
            15.0,
            ("What is added to each score, whatever the inputs are?",),
            "neurons#neurons-layers",
        ),
        WrongValue(
            "there is one bias for all",
            16.0,
            ("Do the three neurons share their bias?",),
            "neurons#neurons-layers",
        ),
        WrongValue(
            "there is a bias for each input",
            20.0,
            ("To what is a bias added: to an input, or to a score?",),
            "neurons#neurons-layers",
        ),
        WrongValue(
            "inputs and neurons are added up",
            8.0,
            ("Is there a weight for each input, or one for each pair of input and neuron?",),
            "neurons#neurons-layers",
        ),
    ),
)

ODDS_RECALLED = Numeric(
    "training_recall_odds",
    np.log(0.8 / 0.2),
    why="The odds are 4 to 1, and their natural logarithm is 1.386. The sigmoid leads back to 0.8.",
    tolerance=THREE,
    hints=(
        "What are the odds, and what is done with them?",
        "Put 0.5 into your rule. The log-odds must be 0.",
        "For the probability 0.9 the odds are 9 to 1, and the log-odds 2.197.",
    ),
    wrong=(
        WrongValue(
            "the odds are given",
            4.0,
            ("Which odds belong to log-odds of 0?",),
            "sigmoid#sigmoid-log-odds",
        ),
        WrongValue(
            "the odds are turned round",
            np.log(0.2 / 0.8),
            ("Is class 1 the likelier one here?",),
            "sigmoid#sigmoid-log-odds",
        ),
        WrongValue(
            "the logarithm of the probability is taken",
            np.log(0.8),
            ("By what is the probability divided first?",),
            "sigmoid#sigmoid-log-odds",
        ),
        WrongValue(
            "the logarithm has base 10",
            np.log10(4),
            ("Which key is the *natural* logarithm?",),
            "sigmoid#sigmoid-log-odds",
        ),
    ),
)

SHARES_RECALLED = Numeric(
    "training_recall_softmax",
    np.array([0.25, 0.25, 0.5]),
    why="Only differences count: ln 2 more makes twice the power, so the shares are as 1 to 1 to 2.",
    tolerance=THREE,
    hints=(
        "What is the power of a score that is larger by $\\ln 2$?",
        "Take 5 away from all three scores. The answer must not change.",
        "The scores 0 and ln 3 have the powers 1 and 3, and the probabilities 0.25 and 0.75.",
    ),
    wrong=(
        WrongValue(
            "the scores are divided by their sum",
            np.array([5, 5, 5 + np.log(2)]) / (15 + np.log(2)),
            ("What is done to the scores before they are divided?",),
            "softmax#softmax-definition",
        ),
        WrongValue(
            "each score goes through a sigmoid of its own",
            1 / (1 + np.exp(-np.array([5, 5, 5 + np.log(2)]))),
            ("What do your three numbers sum to?",),
            "softmax#softmax-definition",
        ),
        WrongValue(
            "the largest score takes it all",
            np.array([0.0, 0.0, 1.0]),
            ("Is the third class certain, with so small a lead?",),
            "softmax#softmax-definition",
        ),
    ),
)

SURE_AND_WRONG = Numeric(
    "training_recall_cross_entropy",
    np.array([-np.log(0.1), 0.9]),
    why="Its own class got 0.1, which costs 2.303; the slope by the score is probability minus label, 0.9 − 0.",
    tolerance=THREE,
    hints=(
        "Which probability did the sample's own class get?",
        "Let the probability of class 1 be 0. Both of your numbers must be 0.",
        "For 0.4 in place of 0.9 the cost is $-\\ln 0.6 = 0.511$, and the slope 0.4.",
    ),
    wrong=(
        WrongValue(
            "the cost is that of the other class",
            np.array([-np.log(0.9), 0.9]),
            ("Which class is the true one, and what did it get?",),
            "cross_entropy#cross-entropy-binary",
        ),
        WrongValue(
            "the label is taken to be 1",
            np.array([-np.log(0.9), -0.1]),
            ("What is the label of this sample?",),
            "cross_entropy#cross-entropy-binary",
        ),
        WrongValue(
            "the slope has the wrong sign",
            np.array([-np.log(0.1), -0.9]),
            ("If the score grows, does this sample's cost grow or fall?",),
            "cross_entropy#cross-entropy-gradient",
            source="misconceptions: DLG01-y-minus-p",
        ),
        WrongValue(
            "the slope of the sigmoid is multiplied in again",
            np.array([-np.log(0.1), 0.9 * 0.1 * 0.9]),
            ("What has the slope of the sigmoid cancelled against?",),
            "cross_entropy#cross-entropy-gradient",
            source="misconceptions: DLG04-softmax-slope-twice",
        ),
    ),
)
