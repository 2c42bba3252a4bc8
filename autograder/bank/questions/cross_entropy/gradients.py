"""Gradients by probabilities, by scores and by weights."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.bank.questions.numbers import show
from autograder.student.judge import Tolerance

PAGE = "cross_entropy#cross-entropy-"
THREE_DECIMALS = Tolerance(rtol=0.0, atol=0.0006, reason="three decimals, rounded")

P, Y = np.array([0.5, 0.2, 0.3]), np.array([0.1, 0.8, 0.1])  # of one sample, its label smoothed

BY_PROBABILITIES = Numeric(
    "ce_by_probabilities",
    -Y / P,
    why="Each probability stands in one term of the sum only, and the derivative of $\\ln p$ is $1/p$.",
    tolerance=THREE_DECIMALS,
    hints=(
        "In how many terms of the loss does $p_0$ stand?",
        "Raise $p_1$ a little in your head. The loss falls. Does your rule say so, and for every class the same?",
        f"Probabilities {show([0.4, 0.6], 1)}, targets {show([0.8, 0.2], 1)}: {show([-2, -1 / 3], 2)}.",
    ),
    wrong=(
        WrongValue(
            "the sum over the classes is kept",
            np.full(3, np.sum(-Y / P)),
            ("In how many terms of the sum does one probability stand?", "All your slopes are equal. Are the classes?"),
            PAGE + "probabilities",
            source="seeds: sum-survives-partial-derivative",
        ),
        WrongValue(
            "the sign is turned",
            Y / P,
            ("If the true class becomes more probable, does the loss rise?",),
            PAGE + "probabilities",
        ),
        WrongValue(  # DLG08, the other way round
            "it is the gradient by the scores",
            P - Y,
            ("By what do you differentiate here?",),
            PAGE + "probabilities",
        ),
        WrongValue(
            "numerator and denominator are exchanged",
            -P / Y,
            ("What is the derivative of $\\ln p$?",),
            PAGE + "probabilities",
        ),
        WrongValue(
            "the logarithm is kept",
            -Y * np.log(P),
            ("What is the derivative of $\\ln p$?",),
            PAGE + "probabilities",
        ),
    ),
    covers=("label-smoothing-dloss-dyhat", "delta-loss-chain"),
)

BY_SCORES = Numeric(
    "ce_by_scores",
    P - Y,
    why="Probability minus target, also for a smoothed target. The three numbers sum to 0.",
    tolerance=THREE_DECIMALS,
    hints=(
        "At which probabilities would there be nothing left to do?",
        "A shift of all scores leaves the loss as it is. What must your three numbers sum to?",
        f"Probabilities {show([0.4, 0.6], 1)}, targets {show([0.8, 0.2], 1)}: {show([-0.4, 0.4], 1)}.",
    ),
    wrong=(
        WrongValue(
            "probabilities and targets change places",
            Y - P,
            ("Should the score of a class that is too probable rise?",),
            PAGE + "gradient",
        ),
        WrongValue(
            "the target is a hard one-hot row",
            P - np.array([0, 1, 0]),
            ("At which probabilities would your gradient vanish?",),
            PAGE + "smoothing",
            source="seeds: smoothing-forgotten",
        ),
        WrongValue(
            "each score acts through its own probability only",
            -Y * (1 - P),
            ("What do your three numbers sum to?", "By your rule all three scores should rise."),
            PAGE + "gradient",
            source="seeds: chain-rule-without-sum",
        ),
        WrongValue(
            "the other classes come in with a minus",
            P * (Y - (1 - Y)) - Y,
            ("What do your three numbers sum to?",),
            PAGE + "gradient",
            source="seeds: minus-for-plus-other-classes",
        ),
        WrongValue(
            "label and prediction are exchanged in the own term",
            -P * (1 - P) - (1 - Y) * P,
            ("Which of the two stands in front of the logarithm?",),
            PAGE + "gradient",
            source="seeds: yhat-for-y-in-derivation",
        ),
        WrongValue(
            "the slope of softmax comes in a second time",
            (P - Y) * P * (1 - P),
            ("What has cancelled when $p - y$ is reached?",),
            PAGE + "gradient",
            source="misconceptions: DLG04-softmax-slope-twice",
        ),
    ),
    covers=("one-hot-dloss-dz", "label-smoothing-dloss-dz", "minibatch-two-dz"),
)

OWN_TERM = Choice(
    "ce_own_term",
    (
        Option(
            "$-y_j\\,(1 - p_j)$",
            "$-y_j \\cdot \\frac{1}{p_j} \\cdot p_j (1 - p_j)$: the probability cancels.",
            right=True,
        ),
        Option("$-p_j\\,(1 - p_j)$", "The target $y_j$ stands in front of the logarithm, and nothing removes it."),
        Option("$-y_j / p_j$", "This is the derivative by $p_j$. The one of $p_j$ by its score is still to come."),
        Option("$y_j\\,p_j$", "That would be the term of another class: for it the derivative of softmax is negative."),
    ),
    PAGE + "gradient",
    covers=("one-hot-dloss-dz",),
)

OTHER_TERMS = Choice(
    "ce_other_terms",
    (
        Option("$-y_k\\,p_j$", "Two minus signs meet here: one from the loss, one from the derivative of softmax."),
        Option(
            "$+y_k\\,p_j$",
            "$-y_k \\cdot \\frac{1}{p_k} \\cdot (-p_k p_j)$: two minus signs make a plus.",
            right=True,
        ),
        Option("$0$", "The score $z_j$ is in the denominator of every probability, $p_k$ included."),
        Option("$+y_k\\,p_k$", "It is $p_k$ that cancels, and $p_j$ that is left."),
    ),
    PAGE + "gradient",
    covers=("one-hot-dloss-dz", "delta-loss-chain"),
)

# One feature and two classes, as in seed 003, at an input that is large enough to make a rounding visible.
ERROR, INPUT = 1 / (1 + np.exp(-0.47)) - 1, 14.0

NOT_ROUNDED = Numeric(
    "ce_not_rounded",
    np.array([INPUT * ERROR, -INPUT * ERROR]),
    why="Input times error. Only the result is rounded.",
    tolerance=Tolerance(rtol=0.0, atol=0.0011, reason="three decimals, with five or more on the way"),
    hints=(
        "Which two numbers are multiplied for the weight of class 0?",
        "Round 0.2946183 to two decimals and multiply by 1000. How far is it from 294.6183?",
        "With the input 3 and the error 0.12346 of one class the slope is 0.37038, which is 0.370.",
    ),
    wrong=(
        WrongValue(
            "the error is rounded to three decimals before it is multiplied",
            INPUT * np.round([ERROR, -ERROR], 3),
            ("Where does the difference of half a hundredth come from?", "Carry two digits more on the way."),
            PAGE + "mistakes",
            source="seeds: rounded-residual-times-x",
        ),
        WrongValue(
            "digits are cut off after the second decimal",
            np.trunc(100 * np.array([INPUT * ERROR, -INPUT * ERROR])) / 100,
            ("How many decimals are asked for, and is the last one rounded?",),
            PAGE + "mistakes",
            source="seeds: truncated-gradient-3c",
        ),
        WrongValue(
            "the input is left out",
            np.array([ERROR, -ERROR]),
            ("What if the input were 0?",),
            PAGE + "parameters",
            source="seeds: bias-gradient-labelled-weight",
        ),
        WrongValue(
            "the sign is turned",
            np.array([-INPUT * ERROR, INPUT * ERROR]),
            ("Should the weight of the true class rise, for a positive input?",),
            PAGE + "gradient",
        ),
    ),
    covers=("one-feature-gradients", "sgd-three-class-gradient", "one-hot-gradient-summary"),
)

SHARED_BIAS = Choice(
    "ce_shared_bias",
    (
        Option(
            "It is the sum of the three errors, and grows.", "The errors of a sample are not just any three numbers."
        ),
        Option(
            "It is 0: the three errors of a sample sum to 0.",
            "A shared bias shifts all scores of a sample, and a shift changes nothing.",
            right=True,
        ),
        Option("It is the same as for three biases.", "Three biases have a gradient of three numbers."),
        Option("It depends on the inputs.", "No input multiplies a bias."),
    ),
    PAGE + "parameters",
    covers=("softmax-regression-gradient-parameters",),
)

WHICH_LAYOUT = Choice(
    "ce_which_layout",
    (
        Option("`X.T @ (P - Y) / n`", "(inputs, samples) times (samples, classes): the shape of $W$.", right=True),
        Option(
            "`(P - Y).T @ X / n`", "Right for those who keep the weights of a class in a *row*. Here it is a column."
        ),
        Option("`X @ (P - Y) / n`", "The shapes (5, 4) and (5, 3) do not fit."),
        Option("`(P - Y).sum(axis=0) / n`", "That is the gradient of the biases."),
    ),
    PAGE + "parameters",
    covers=("row-class-weight-gradient", "cce-gradient", "stochastic-gradient-general"),
)

CERTAIN_AND_WRONG = Choice(
    "ce_certain_and_wrong",
    (
        Option(
            "Nearly 1 in size: the mistake pulls with all its force.",
            "$p - y$ is nearly $0 - 1$. The factor $p(1-p)$, which would be nearly 0, has cancelled.",
            right=True,
        ),
        Option("Nearly 0, as the softmax is flat there.", "With squared errors, yes. Here the logarithm outweighs it."),
        Option("Infinite, as $1/p$ is.", "That is the slope by the probability. Softmax is as flat as $1/p$ is steep."),
        Option("Exactly 0: the sample is lost.", "A loss that is so large must be able to fall."),
    ),
    PAGE + "gradient",
    covers=("row-class-logit-gradient", "bce-gradient-logistic"),
)
