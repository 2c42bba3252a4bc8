"""One sample, one step: from inputs to an updated bias, by hand."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Numeric, WrongValue
from autograder.bank.questions.numbers import show
from autograder.student.judge import Tolerance

from .reference import probabilities

# The reader's own sample: sizes all differ, both signs, the classifier prefers a wrong class.
INPUTS = np.array([1.0, 2.0])
WEIGHTS = np.array([[0.5, -1.0, 1.0], [0.0, 1.5, -0.5]])
BIAS = np.array([0.5, 0.0, -0.5])
TARGET = np.array([1.0, 0.0, 0.0])
RATE = 0.1

SCORES = INPUTS @ WEIGHTS + BIAS
POWERS = np.exp(SCORES)
P = probabilities(SCORES)
GRADIENT = P - TARGET

SCORES_BY_HAND = Numeric(
    "softmax_scores",
    SCORES,
    why="Score $k$ is the row of inputs times column $k$ of $W$, plus the bias of class $k$.",
    tolerance=EXACT,
    hints=(
        "Which numbers of $W$ belong to class 0: a row or a column?",
        "Set both inputs to 0 in your head. What is left of the three scores? That part must be in your answer too.",
        f"With inputs (3, 1), weights of one class 0.2 and 0.4, and bias 0.1, its score is "
        f"$3 \\cdot 0.2 + 1 \\cdot 0.4 + 0.1 = {3 * 0.2 + 0.4 + 0.1:.1f}$.",
    ),
    wrong=(
        WrongValue(
            "the bias is left out",
            INPUTS @ WEIGHTS,
            ("What would the scores be if both inputs were 0?", "With inputs 0 your rule gives 0 for every class."),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the weights are added up without the inputs",
            WEIGHTS.sum(axis=0) + BIAS,
            ("Where does the second input come in?", "Double the inputs: your scores would stay the same."),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the bias is subtracted",
            INPUTS @ WEIGHTS - BIAS,
            ("What does a positive bias do to a score?",),
            "softmax#softmax-by-hand",
        ),
    ),
)

POWERS_BY_HAND = Numeric(
    "softmax_powers",
    POWERS,
    why="$e^z$ is positive for every score, also for a negative one, and it keeps their order.",
    hints=(
        "Which number is raised to the score to make its {term}`power`?",
        "Try your rule on the score 0. The power must be 1. On the score 1 it must be 2.718.",
        f"For the scores 0.5 and $-1$ the powers are $e^{{0.5}} = {np.exp(0.5):.2f}$ and "
        f"$e^{{-1}} = 1 / 2.718 = {np.exp(-1):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "2 is raised to the scores, in place of $e$",
            2**SCORES,
            ("Which number is $e$?", "Your rule gives 2 for the score 1, where $e^1$ is 2.718."),
            "softmax#softmax-definition",
        ),
        WrongValue(
            "10 is raised to the scores (the key $10^x$)",
            10**SCORES,
            ("Which key of the calculator stands for $e^x$?", "Your rule gives 10 for the score 1."),
            "softmax#softmax-definition",
        ),
        WrongValue(
            "each score is squared",
            SCORES**2,
            ("Which two scores would get the same power, 3 and which other?", "Squares lose the order of the scores."),
            "softmax#softmax-definition",
        ),
        WrongValue(
            "the scores are multiplied by $e$",
            np.e * SCORES,
            ("Can a power of $e$ be negative?",),
            "softmax#softmax-definition",
        ),
    ),
)

PROBABILITIES_BY_HAND = Numeric(
    "softmax_probabilities",
    P,
    why="Each power is divided by the sum of all three, so the shares are positive and sum to 1.",
    hints=(
        "What must your three numbers sum to?",
        "Add your numbers up. If the sum is not 1, which step makes it 1?",
        f"For the scores 0, 1 and $-1$ the powers are {show(np.exp([0, 1, -1]), 2)}. Their sum is "
        f"{np.exp([0, 1, -1]).sum():.2f}, and the shares are {show(probabilities([0, 1, -1]), 2)}.",
    ),
    wrong=(
        WrongValue(
            "the powers are not divided by their sum",
            POWERS,
            ("What do your three numbers sum to?", "One of them is above 7. How sure can one be?"),
            "softmax#softmax-definition",
        ),
        WrongValue(
            "the scores are divided by their sum, without powers",
            SCORES / SCORES.sum(),
            ("What makes every score positive and keeps their order?", "One of your probabilities is negative."),
            "softmax#softmax-definition",
            source="misconceptions: SMX04-no-exp",
        ),
        WrongValue(
            "each score is put through the sigmoid on its own",
            1 / (1 + np.exp(-SCORES)),
            ("Should one probability change when another class's score does?", "Your three numbers sum to about 2."),
            "softmax#softmax-two-classes",
            source="misconceptions: SMX05-sigmoid-per-class",
        ),
        WrongValue(  # a mutant that an earlier check let through
            "the powers are divided by the largest one",
            POWERS / POWERS.max(),
            ("What do your three numbers sum to?", "A probability of 1 leaves nothing for the two others."),
            "softmax#softmax-definition",
        ),
        WrongValue(
            "the sign of the scores is turned",
            probabilities(-SCORES),
            ("Which class has the highest score, and which got your highest probability?",),
            "softmax#softmax-definition",
        ),
        WrongValue(
            "the shares are written in per cent",
            np.round(100 * P, 1),
            ("What should the three numbers sum to: 100, or 1?",),
            "softmax#softmax-definition",
        ),
    ),
    tolerance=Tolerance(rtol=0.002, atol=0.0045, reason="two decimals by hand, with powers rounded on the way"),
)

LOSS_BY_HAND = Numeric(
    "softmax_loss",
    -np.log(P[0]),
    why="The loss is minus the natural logarithm of the probability that the *true* class got.",
    hints=(
        "Which one of the three probabilities does the {term}`loss <cross-entropy>` look at?",
        "Try your rule on a classifier that gives the true class probability 1. The loss must be 0. Then on 0.1: it "
        "must be large and positive.",
        f"If the true class has probability 0.4, the loss is $-\\ln 0.4 = {-np.log(0.4):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "the logarithm has base 10",
            -np.log10(P[0]),
            ("Which key is the *natural* logarithm: `log` or `ln`?", "Your key gives 1 for 10; $\\ln$ gives 2.303."),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the logarithm has base 2",
            -np.log2(P[0]),
            ("What is the logarithm of $e$ in your rule?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the minus sign is left out",
            np.log(P[0]),
            ("Can a loss be negative?", "By your rule a classifier that is certain and right has the *largest* loss."),
            "softmax#softmax-by-hand",
            source="misconceptions: CE01-no-minus",
        ),
        WrongValue(
            "the most probable class is taken for the true one",
            -np.log(P.max()),
            ("Which class is the true one?", "By your rule a classifier that is certain, and wrong, has loss 0."),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the probability is subtracted from 1, without a logarithm",
            1 - P[0],
            ("How large should the loss be for a true class of probability 0.0001?",),
            "softmax#softmax-by-hand",
        ),
    ),
)

SCORE_GRADIENT_BY_HAND = Numeric(
    "softmax_score_gradient",
    GRADIENT,
    why="For softmax followed by cross-entropy the gradient of the scores is $P - Y$, and it sums to 0.",
    hints=(
        "Which score should rise, and what sign does its {term}`gradient` have then?",
        "Add your three numbers up. A shift of all scores leaves the loss as it is, so what must their sum be?",
        "With probabilities (0.2, 0.5, 0.3) and true class 2 the gradient is "
        f"{show(np.array([0.2, 0.5, 0.3]) - np.array([0, 0, 1]), 1)}.",
    ),
    wrong=(
        WrongValue(
            "probabilities and targets change places ($Y - P$)",
            -GRADIENT,
            ("Descent subtracts the gradient. Would your true score rise or fall?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the target is not subtracted",
            P,
            ("What do your three numbers sum to, and what should they sum to?", "Your step lowers the true score too."),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "it is divided by the number of classes",
            GRADIENT / 3,
            ("The mean runs over samples. How many samples are there?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "only the true class gets a gradient",
            GRADIENT * TARGET,
            ("Does a wrong score change the true probability?", "Your numbers do not sum to 0."),
            "softmax#softmax-jvp",
            ties=("only the diagonal of the Jacobian is used",),
        ),
        WrongValue(
            "only the diagonal of the Jacobian is used",
            P * (1 - P) * (-TARGET / P),
            ("Does the true probability depend on the other scores?", "Your numbers do not sum to 0."),
            "softmax#softmax-jvp",
            ties=("only the true class gets a gradient",),
            source="misconceptions: JVP01-elementwise",
        ),
        WrongValue(
            "it is the derivative by the *probabilities* that is taken",
            -TARGET / P,
            ("By what do you differentiate: by the probabilities or by the scores?",),
            "softmax#softmax-jvp",
        ),
    ),
)

WEIGHT_GRADIENT_BY_HAND = Numeric(
    "softmax_weight_gradient",
    np.outer(INPUTS, GRADIENT),
    why="Weight $W_{ik}$ acts through score $k$, where input $i$ multiplies it: input $i$ times score gradient $k$.",
    hints=(
        "What shape must the gradient of $W$ have?",
        "Set the second input to 0 in your head. Which of your numbers must become 0, since those weights had no say?",
        "With inputs (2, 5) and score gradient $(0.3, -0.4, 0.1)$ row 0 is 2 times it, $(0.6, -0.8, 0.2)$, and row 1 "
        "is 5 times it, $(1.5, -2.0, 0.5)$.",
    ),
    wrong=(
        WrongValue(  # seed 000: the wrong table that started this chapter
            "rows and columns change places, a row for each class",
            np.outer(GRADIENT, INPUTS),
            ("What is the shape of $W$ here: `(n_inputs, n_classes)` or the other way round?",),
            "softmax#softmax-layouts",
        ),
        WrongValue(
            "the inputs are left out",
            np.outer(np.ones(2), GRADIENT),
            ("By what is the weight multiplied on its way into the score?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "probabilities and targets change places ($Y - P$)",
            -np.outer(INPUTS, GRADIENT),
            ("Descent subtracts the gradient. Would the true score rise or fall?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the target is not subtracted",
            np.outer(INPUTS, P),
            ("Which of the three columns belongs to the true class?", "Your step lowers the true score too."),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the score gradients are multiplied by the weights",
            WEIGHTS * GRADIENT,
            ("What is the derivative of $x \\cdot w$ by $w$?",),
            "softmax#softmax-by-hand",
        ),
    ),
)

BIAS_UPDATE_BY_HAND = Numeric(
    "softmax_new_bias",
    BIAS - RATE * GRADIENT,
    why="The bias gradient of one sample is its score gradient, and descent subtracts a tenth of it.",
    hints=(
        "In which direction must the bias of the true class move?",
        "The three changes must sum to 0, as the score gradients do. Do yours?",
        "With bias 0.2, gradient $-0.5$ and rate 0.1 the new bias is $0.2 - 0.1 \\cdot (-0.5) = 0.25$.",
    ),
    wrong=(
        WrongValue(
            "the gradient is added",
            BIAS + RATE * GRADIENT,
            ("Does the bias of the true class rise in your step?", "Your step makes the loss larger."),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the learning rate is left out",
            BIAS - GRADIENT,
            ("By what is the gradient multiplied before it is subtracted?", "See {term}`learning rate`."),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the inputs multiply the bias gradient",
            BIAS - RATE * GRADIENT * INPUTS.sum(),
            ("By what is a bias multiplied on its way into the score?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the old bias is left out",
            -RATE * GRADIENT,
            ("Where does the step start?",),
            "softmax#softmax-by-hand",
        ),
    ),
)
