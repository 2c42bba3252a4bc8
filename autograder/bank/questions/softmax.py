"""The questions of the chapter on softmax.

Right values come from ``solutions/`` or from NumPy, wrong values from wrong rules that are run here.  Most wrong rules
were seen: in the seeds of the course (a transposed table of gradients, biases cut off instead of rounded), in forum
threads and issues collected in ``learning/misconceptions.yaml`` (its ids stand beside the rule), or in mutants that
earlier checks let through.  The worked steps are computed as well, from numbers of their own.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

import solutions.softmax
from autograder.bank.question import EXACT, Choice, Numeric, Option, Question, WrongValue
from autograder.student.judge import Tolerance

Array = NDArray[np.float64]
softmax: Callable[..., Array] = solutions.softmax.softmax
softmax_jvp: Callable[..., Array] = solutions.softmax.softmax_jvp

# The reader's own sample: sizes all differ, both signs, the classifier prefers a wrong class.
INPUTS = np.array([1.0, 2.0])
WEIGHTS = np.array([[0.5, -1.0, 1.0], [0.0, 1.5, -0.5]])
BIAS = np.array([0.5, 0.0, -0.5])
TARGET = np.array([1.0, 0.0, 0.0])
RATE = 0.1

SCORES = INPUTS @ WEIGHTS + BIAS
POWERS = np.exp(SCORES)


def probabilities(scores: ArrayLike) -> Array:
    """Return the softmax of one row of scores."""
    row: Array = softmax(np.asarray(scores, dtype=float)[None, :])[0]
    return row


P = probabilities(SCORES)
GRADIENT = P - TARGET


def show(values: ArrayLike, digits: int = 3) -> str:
    """Return numbers as a worked step prints them: (0.25, 0.75)."""
    return "(" + ", ".join(f"{value:.{digits}f}" for value in np.ravel(values)) + ")"


# --- one sample, one step --------------------------------------------------------------------------------------------

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
        "Which number is raised to the score?",
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
        WrongValue(  # SMX04
            "the scores are divided by their sum, without powers",
            SCORES / SCORES.sum(),
            ("What makes every score positive and keeps their order?", "One of your probabilities is negative."),
            "softmax#softmax-definition",
        ),
        WrongValue(  # SMX05
            "each score is put through the sigmoid on its own",
            1 / (1 + np.exp(-SCORES)),
            ("Should one probability change when another class's score does?", "Your three numbers sum to about 2."),
            "softmax#softmax-two-classes",
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
        "Which one of the three probabilities does the loss look at?",
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
        WrongValue(  # CE01
            "the minus sign is left out",
            np.log(P[0]),
            ("Can a loss be negative?", "By your rule a classifier that is certain and right has the *largest* loss."),
            "softmax#softmax-by-hand",
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
        "Which score should rise, and what sign does its gradient have then?",
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
        WrongValue(  # JVP01
            "only the diagonal of the Jacobian is used",
            P * (1 - P) * (-TARGET / P),
            ("Does the true probability depend on the other scores?", "Your numbers do not sum to 0."),
            "softmax#softmax-jvp",
            ties=("only the true class gets a gradient",),
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
            ("By what is the gradient multiplied before it is subtracted?",),
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

# --- large scores, rows, two classes ---------------------------------------------------------------------------------

LARGE = np.array([800.0, 803.0, 799.0])

SHIFTED = Numeric(
    "softmax_shifted_scores",
    LARGE - LARGE.max(),
    why="Subtracting the largest score makes the largest exponent 0, so no power exceeds 1.",
    tolerance=Tolerance(rtol=0.0, atol=0.002, reason="whole numbers; wrong ones with three decimals are to be named"),
    hints=(
        "Which number, subtracted from every score, makes the largest of them 0?",
        "Look at the largest of your three exponents. Can a computer raise $e$ to it?",
        "For the scores 50, 52 and 41 the exponents are $50 - 52 = -2$, $52 - 52 = 0$ and $41 - 52 = -11$.",
    ),
    wrong=(
        WrongValue(
            "the smallest score is subtracted",
            LARGE - LARGE.min(),
            ("What happens if the largest score is 5000 and the smallest 0?", "For scores 0 and 5000 it overflows."),
            "softmax#softmax-overflow",
        ),
        WrongValue(  # SMX07
            "the scores are divided by the largest one",
            LARGE / LARGE.max(),
            (
                "Does dividing the scores leave the differences as they are?",
                "Try it on (1, 2) and on (11, 12).",
            ),
            "softmax#softmax-shift",
        ),
        WrongValue(
            "each score is subtracted from the largest",
            LARGE.max() - LARGE,
            ("Which class has the largest exponent in your answer?",),
            "softmax#softmax-overflow",
        ),
        WrongValue(
            "the mean is subtracted",
            LARGE - LARGE.mean(),
            ("How large is the largest exponent for the scores 0, 0 and 6000?",),
            "softmax#softmax-overflow",
        ),
    ),
)

LOG_SUM_EXP = Numeric(
    "softmax_log_sum_exp",
    1000 + np.log(2),
    why="Take 1000 out: $\\ln(e^{1000} + e^{1000}) = 1000 + \\ln(e^0 + e^0)$, and the last logarithm is $\\ln 2$.",
    hints=(
        "What is left inside the logarithm when $e^{1000}$ is taken out of the sum?",
        "Try your rule on the scores 0 and 0. The sum of the powers is 2, so the answer must be $\\ln 2$.",
        f"For the scores 500, 500 and 500 it is $500 + \\ln 3 = {500 + np.log(3):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "the logarithm of the sum is taken for the sum of the logarithms",
            2000.0,
            ("Is $\\ln(1 + 1)$ the same as $\\ln 1 + \\ln 1$?", "For the scores 0 and 0 your rule gives 0."),
            "softmax#softmax-overflow",
        ),
        WrongValue(
            "the largest score is not added back",
            np.log(2),
            ("What became of the factor that was taken out?",),
            "softmax#softmax-overflow",
        ),
        WrongValue(
            "only the largest score counts",
            1000.0,
            ("Does the second score count at all?", "For the scores 0 and 0 your rule gives 0."),
            "softmax#softmax-overflow",
        ),
    ),
)

LOGARITHMS = np.log(np.array([[1.0, 1.0], [3.0, 1.0], [1.0, 4.0]]))  # powers that divide well
TABLE_POWERS = np.exp(LOGARITHMS)

TABLE = Numeric(
    "softmax_table",
    softmax(LOGARITHMS),
    why="Each row is divided by its own sum: 2, 4 and 5.",
    hints=(
        "What should the probabilities of one sample sum to?",
        "Add up each of your rows, then each of your columns. Which of them is one sample?",
        "A row with the powers 1 and 9 has the sum 10 and the shares 0.1 and 0.9, whatever the other rows hold.",
    ),
    wrong=(
        WrongValue(  # SMX01; Stack Overflow 34968722
            "the powers are divided by the sum of the whole table",
            TABLE_POWERS / TABLE_POWERS.sum(),
            ("What does one of your rows sum to?",),
            "softmax#softmax-rows",
        ),
        WrongValue(  # SMX02; deeplearning4j issue 345
            "each column is divided by its sum",
            TABLE_POWERS / TABLE_POWERS.sum(axis=0),
            ("Should one sample's probabilities depend on another sample?",),
            "softmax#softmax-rows",
        ),
        WrongValue(
            "the powers are not divided",
            TABLE_POWERS,
            ("What does one of your rows sum to?",),
            "softmax#softmax-rows",
        ),
        WrongValue(
            "samples stand in columns",
            softmax(LOGARITHMS).T,
            ("How many samples are there, and does each have a row?",),
            "softmax#softmax-rows",
        ),
    ),
)

TWO = np.array([1.2, 0.2])

TWO_CLASSES = Numeric(
    "softmax_two_classes",
    1 / (1 + np.exp(-(TWO[0] - TWO[1]))),
    why="With two classes only the difference counts, and it is 1: the probability is the logistic function of 1.",
    hints=(
        "What is the only thing about two scores that counts?",
        "Shift both scores until the second is 0. What is the first one then?",
        f"For the scores 3 and 1 the difference is 2, and $1 / (1 + e^{{-2}}) = {1 / (1 + np.exp(-2)):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "the logistic function is taken of the first score, not of the difference",
            1 / (1 + np.exp(-TWO[0])),
            ("What would change if both scores were 10 higher?", "By your rule the second score has no say."),
            "softmax#softmax-two-classes",
        ),
        WrongValue(
            "the difference is taken the other way round",
            1 / (1 + np.exp(TWO[0] - TWO[1])),
            ("Which class has the higher score?",),
            "softmax#softmax-two-classes",
        ),
        WrongValue(
            "the scores are divided by their sum, without powers",
            TWO[0] / TWO.sum(),
            ("What would your rule give for the scores 1 and $-1$?",),
            "softmax#softmax-definition",
        ),
    ),
)

# --- the Jacobian ----------------------------------------------------------------------------------------------------

SHARES = np.array([0.5, 0.3, 0.2])
DIRECTION = np.array([1.0, 0.0, 2.0])
JACOBIAN = np.diag(SHARES) - np.outer(SHARES, SHARES)

DIAGONAL = Numeric(
    "softmax_jacobian_diagonal",
    JACOBIAN[2, 2],
    why="$p_k(1 - p_k) = 0.2 \\cdot 0.8$: the numerator pulls up, the denominator takes a part back.",
    tolerance=EXACT,
    hints=(
        "Two terms came out of the quotient rule. Which one is subtracted?",
        "Try your rule on $p_k = 1$. A class that has everything cannot gain, so the slope must be 0.",
        "For $p_k = 0.9$ the slope is $0.9 \\cdot (1 - 0.9) = 0.09$.",
    ),
    wrong=(
        WrongValue(
            "the denominator is treated as a constant",
            SHARES[2],
            ("Does $S$ change when $z_k$ does?", "By your rule a class with probability 1 would go on rising."),
            "softmax#softmax-jacobian",
        ),
        WrongValue(
            "it is the probability of the rest",
            1 - SHARES[2],
            ("By what is $1 - p_k$ multiplied?",),
            "softmax#softmax-jacobian",
        ),
        WrongValue(  # JAC06
            "only the second term is kept",
            -(SHARES[2] ** 2),
            ("Does a probability fall when its own score rises?",),
            "softmax#softmax-jacobian",
        ),
        WrongValue(  # JAC03: p (p - 1)
            "the sign is turned",
            SHARES[2] * (SHARES[2] - 1),
            ("Does a probability fall when its own score rises?",),
            "softmax#softmax-jacobian",
        ),
    ),
)

ROW = Numeric(
    "softmax_jacobian_row",
    JACOBIAN[0],
    why="On the diagonal $p_0(1 - p_0)$, elsewhere $-p_0\\,p_j$; the row sums to 0 because a shift changes nothing.",
    tolerance=Tolerance(rtol=0.0, atol=1e-3, reason="short decimals"),
    hints=(
        "What must the three numbers of the row sum to?",
        "Add 1 to every score: nothing changes. So what do the three slopes of $p_0$ add up to?",
        "For the probabilities (0.1, 0.6, 0.3) row 0 is $(0.09, -0.06, -0.03)$.",
    ),
    wrong=(
        WrongValue(  # JAC01; mantasu/cs231n issue 10
            "the entries off the diagonal are taken to be 0",
            np.diag(np.diag(JACOBIAN))[0],
            ("When another score rises, does $p_0$ stay the same?", "Your numbers do not sum to 0."),
            "softmax#softmax-jacobian",
        ),
        WrongValue(  # JAC04
            "the entries off the diagonal are positive",
            abs(JACOBIAN[0]),
            ("When another score rises, what happens to $p_0$?", "Your numbers do not sum to 0."),
            "softmax#softmax-jacobian",
        ),
        WrongValue(  # JAC03
            "all signs are turned",
            -JACOBIAN[0],
            ("When $z_0$ rises, does $p_0$ fall?",),
            "softmax#softmax-jacobian",
        ),
        WrongValue(  # JAC06
            "the diagonal has lost its first term",
            -SHARES[0] * SHARES,
            ("Does $p_0$ fall when its own score rises?",),
            "softmax#softmax-jacobian",
        ),
        WrongValue(  # JAC05
            "it is the diagonal that is given, not the row",
            np.diag(JACOBIAN),
            ("Which probability do the three numbers of row 0 speak about?",),
            "softmax#softmax-jacobian",
        ),
    ),
)

PRODUCT = Numeric(
    "softmax_jacobian_product",
    softmax_jvp(np.log(SHARES)[None, :], DIRECTION[None, :])[0],
    why="First the dot product, $p \\cdot v = 0.9$; then $p \\odot (v - 0.9)$, which sums to 0.",
    tolerance=Tolerance(rtol=0.0, atol=1e-3, reason="short decimals"),
    hints=(
        "Which single number is subtracted from every entry of $v$?",
        "Try your rule on $v = (1, 1, 1)$, the same push for every score. The answer must be all zeros.",
        "For $p = (0.5, 0.5)$ and $v = (4, 2)$: $p \\cdot v = 3$, $v - 3 = (1, -1)$, and the product is $(0.5, -0.5)$.",
    ),
    wrong=(
        WrongValue(  # JVP01
            "only the diagonal of the Jacobian is used",
            SHARES * (1 - SHARES) * DIRECTION,
            ("Does a probability change when another class's score moves?", "Your numbers do not sum to 0."),
            "softmax#softmax-jacobian",
        ),
        WrongValue(
            "the dot product is not subtracted",
            SHARES * DIRECTION,
            ("What should the changes of the probabilities sum to?", "Try $v = (1, 1, 1)$: nothing may change."),
            "softmax#softmax-jvp",
        ),
        WrongValue(
            "the plain mean of $v$ is subtracted",
            SHARES * (DIRECTION - DIRECTION.mean()),
            ("Which class should count most in the mean: a probable one, or any?",),
            "softmax#softmax-jvp",
        ),
        WrongValue(
            "the dot product is added",
            SHARES * (DIRECTION + SHARES @ DIRECTION),
            ("If one probability rises, what must the others do?",),
            "softmax#softmax-jvp",
        ),
        WrongValue(
            "the dot product is subtracted without the factor $p$",
            SHARES * DIRECTION - SHARES @ DIRECTION,
            ("What stands in front of the bracket?",),
            "softmax#softmax-jvp",
        ),
    ),
)

# --- choices ---------------------------------------------------------------------------------------------------------

SHIFT = Choice(
    "softmax_shift",
    (
        Option("They all rise.", "They cannot all rise: they sum to 1 before and after."),
        Option(
            "They stay 0.5, 0.3 and 0.2.",
            "Every power gets the factor $e^4$, in the numerator and in the sum below it, and it cancels.",
            right=True,
        ),
        Option(
            "The 0.5 rises and the others fall: the classifier gets surer.",
            "That is what a *scale* does. A shift leaves the differences of the scores as they are.",
        ),
        Option(
            "They move closer to 1/3 each.",
            "Compared with 1000 a difference of 1 looks small, but powers turn a difference into a *factor*, and that "
            "factor stays.",
        ),
    ),
    "softmax#softmax-shift",
)

SCALE = Choice(
    "softmax_scale",
    (
        Option("They stay 0.8 and 0.2.", "That is what a shift does. Doubling the scores doubles their difference."),
        Option(
            "The classifier gets surer: 16 to 1, about 0.94 and 0.06.",
            "The powers are squared, so the odds of 4 to 1 become 16 to 1.",
            right=True,
        ),
        Option(
            "The odds double: 8 to 1, about 0.89 and 0.11.",
            "Doubling a score squares its power: $e^{2z} = (e^z)^2$. So the odds are squared, not doubled.",
        ),
        Option(
            "The classifier gets less sure: 2 to 1.",
            "That is what *halving* the scores does: it takes the square root of the odds.",
        ),
    ),
    "softmax#softmax-shift",
)

OVERFLOW = Choice(
    "softmax_overflow",
    (
        Option(
            "(0.5, 0.5), exactly as on paper",
            "On paper, yes. But $e^{900}$ is beyond the largest number a computer holds, $1.8 \\cdot 10^{308}$.",
        ),
        Option("(`nan`, `nan`)", "Both powers are infinite, and infinity by infinity is not a number.", right=True),
        Option("(1, 1)", "Infinity divided by infinity is not 1: NumPy answers `nan`, since nothing is known."),
        Option(
            "an error that stops the program",
            "NumPy warns, and goes on with infinity. That is what makes this fault so easy to overlook.",
        ),
    ),
    "softmax#softmax-overflow",
)

# Seed 004, problem 2: logistic regression as a softmax of two classes.
LOGISTIC = Choice(
    "softmax_logistic",
    (
        Option(
            "$(w, b)$ for class 1 and $(-w, -b)$ for class 0",
            "The difference of these scores is $2(w \\cdot x + b)$, twice too much: the classifier would be too sure.",
        ),
        Option(
            "$(w, b)$ for class 1 and zeros for class 0",
            "The scores are $w \\cdot x + b$ and 0. Their difference is the logistic score, and only it counts.",
            right=True,
        ),
        Option(
            "$(w, b)$ for both classes",
            "Then both scores are equal for every input, and both probabilities are 0.5.",
        ),
        Option(
            "$(w, b)$ for class 1 and $(1 - w, 1 - b)$ for class 0",
            "It is the *probabilities* that sum to 1. Weights and scores have no such duty.",
        ),
    ),
    "softmax#softmax-two-classes",
)

# Seed 000: z = Wx + b with a class in each row, and a gradient with a class in each column.
LAYOUT = Choice(
    "softmax_layout",
    (
        Option(
            "`(4, 2)`, input times score gradient, as in this chapter",
            "That is the gradient for *our* layout. A gradient has the shape of the thing it belongs to.",
        ),
        Option(
            "`(2, 4)`, score gradient times input",
            "The gradient has the shape of $W$: row $k$ is the score gradient of class $k$ times the inputs.",
            right=True,
        ),
        Option(
            "either: the numbers are the same",
            "The same numbers in other places. In a `(3, 3)` table the wrong weights would move, unnoticed.",
        ),
        Option(
            "`(2,)`, one number for each class",
            "That is the gradient of the biases. Each weight needs a number of its own.",
        ),
    ),
    "softmax#softmax-layouts",
)

GRADIENT_SIGN = Choice(
    "softmax_gradient_sign",
    (
        Option("class 0, the most probable", "Its gradient is its probability, $0.899 - 0$: positive, so it falls."),
        Option(
            "class 1, the true one",
            "Its score must rise. Descent subtracts the gradient, so the gradient is negative: $0.060 - 1$.",
            right=True,
        ),
        Option("class 2, the least probable", "It is not the true class, so its score falls: $0.041 - 0$ is positive."),
        Option(
            "none: probabilities are not negative",
            "The gradient is a difference, probability minus target, and the target of one class is 1.",
        ),
    ),
    "softmax#softmax-by-hand",
)

OWN_SLOPE = Choice(
    "softmax_own_slope",
    (
        Option(
            "$p_k$, since $e^{z_k}$ is its own derivative",
            "That would be so if the denominator stood still. But $z_k$ is in $S$ as well.",
        ),
        Option(
            "less than $p_k$, since the denominator grows as well",
            "The numerator pulls the share up, and the growing sum takes a part of that back.",
            right=True,
        ),
        Option(
            "0, since the probabilities always sum to 1",
            "Their *sum* stands still. A single share may grow at the expense of the others.",
        ),
    ),
    "softmax#softmax-jacobian",
)

OTHER_SLOPE = Choice(
    "softmax_other_slope",
    (
        Option("It stays: its own score did not move.", "Its numerator stays, but the sum below it grows."),
        Option("It falls.", "The sum in the denominator grows and the numerator does not.", right=True),
        Option("It rises.", "If all shares rose, they could no longer sum to 1."),
    ),
    "softmax#softmax-jacobian",
)

FALLING_LOSS = Choice(
    "softmax_falling_loss",
    (
        Option(
            "Yes: a wrong gradient would make the loss rise.",
            "The transposed gradient of this chapter lowers it too, from 2.806 to 2.280. Many directions lead down.",
        ),
        Option(
            "No: many wrong gradients lead downhill as well.",
            "Any direction within a right angle of the steepest one lowers the loss. Compare with central differences.",
            right=True,
        ),
        Option(
            "Yes, if it falls for a hundred steps in a row.",
            "A wrong gradient may do that too: nets have been trained to the end with one.",
        ),
    ),
    "softmax#softmax-mistakes",
)

AXIS = Choice(
    "softmax_axis",
    (
        Option("`powers / powers.sum()`", "All 28 numbers together would sum to 1, instead of those of each row."),
        Option(
            "`powers / powers.sum(axis=0)`",
            "This sums over the samples. No error is raised, and each *column* sums to 1.",
        ),
        Option(
            "`powers / powers.sum(axis=1)`",
            "The right axis, but the sums have shape `(4,)`, which does not line up with `(4, 7)`: an error.",
        ),
        Option(
            "`powers / powers.sum(axis=1, keepdims=True)`",
            "The sums have shape `(4, 1)`, so each row is divided by its own.",
            right=True,
        ),
    ),
    "softmax#softmax-rows",
)

RELATIVE = Choice(
    "softmax_relative",
    (
        Option("No: a lower score means a lower probability.", "Only if the other scores stay where they are."),
        Option(
            "Yes: the other scores fell by more.",
            "Only differences count, and the difference to the others has grown.",
            right=True,
        ),
        Option("Yes, but only with two classes.", "It works with any number of classes: lower the rivals by more."),
    ),
    "softmax#softmax-shift",
)

# --- asked again at the end ------------------------------------------------------------------------------------------

UNSURE = Numeric(
    "softmax_unsure_loss",
    -np.log(1 / 4),
    why="Equal scores give 1/4 each, so the loss is $\\ln 4$, whichever class is the true one.",
    hints=(
        "Which probability does each of the four classes get?",
        "Is your number larger than the loss for a probability of 0.5, which is 0.69? It should be.",
        f"With ten classes and equal scores the loss is $\\ln 10 = {np.log(10):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "it is the probability that is given, not its logarithm",
            0.25,
            ("What does the loss do with the probability?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the minus sign is left out",
            np.log(1 / 4),
            ("Can a loss be negative?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the logarithm has base 10",
            np.log10(4),
            ("Which key is the *natural* logarithm: `log` or `ln`?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the logarithm has base 2",
            np.log2(4),
            ("What is the logarithm of $e$ in your rule?",),
            "softmax#softmax-by-hand",
        ),
    ),
)

AGAIN_P, AGAIN_Y = np.array([0.1, 0.7, 0.2]), np.array([0.0, 0.0, 1.0])

GRADIENT_AGAIN = Numeric(
    "softmax_gradient_again",
    AGAIN_P - AGAIN_Y,
    why="$P - Y$: only the true class's score rises, and it gains what the two others lose.",
    hints=(
        "Which entry is negative, and what do the three sum to?",
        "Take a step against your gradient. Does the true class gain?",
        "With probabilities (0.6, 0.4) and true class 1 the gradient is $(0.6, -0.6)$.",
    ),
    wrong=(
        WrongValue(
            "probabilities and targets change places ($Y - P$)",
            AGAIN_Y - AGAIN_P,
            ("Would a step against it raise the true score?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "the target is not subtracted",
            AGAIN_P,
            ("What must the three numbers sum to?",),
            "softmax#softmax-by-hand",
        ),
        WrongValue(
            "it is the derivative by the *probabilities* that is taken",
            -AGAIN_Y / AGAIN_P,
            ("By what do you differentiate: by the probabilities or by the scores?",),
            "softmax#softmax-jvp",
        ),
        WrongValue(
            "only the true class gets a gradient",
            (AGAIN_P - AGAIN_Y) * AGAIN_Y,
            ("What must the three numbers sum to?",),
            "softmax#softmax-jvp",
        ),
        WrongValue(
            "class 1 is taken for the true class (counting from 1 makes class 2 the second)",
            AGAIN_P - np.array([0.0, 1.0, 0.0]),
            ("Which is the first class: 0 or 1?",),
            "softmax#softmax-by-hand",
        ),
    ),
)

WHICH_JACOBIAN = Choice(
    "softmax_which_jacobian",
    (
        Option(
            "$\\begin{bmatrix} 0.24 & 0 \\\\ 0 & 0.24 \\end{bmatrix}$",
            "Its columns do not sum to 0: this is the diagonal alone.",
        ),
        Option(
            "$\\begin{bmatrix} 0.24 & 0.24 \\\\ 0.24 & 0.24 \\end{bmatrix}$",
            "By this table both probabilities rise when one score rises.",
        ),
        Option(
            "$\\begin{bmatrix} 0.24 & -0.24 \\\\ -0.24 & 0.24 \\end{bmatrix}$",
            "Symmetric, columns that sum to 0, and a positive diagonal: the probabilities are 0.4 and 0.6.",
            right=True,
        ),
        Option(
            "$\\begin{bmatrix} 0.4 & -0.6 \\\\ -0.4 & 0.6 \\end{bmatrix}$",
            "Its columns sum to 0, but it is not symmetric, and $p_k p_j$ is.",
        ),
    ),
    "softmax#softmax-jacobian",
)

QUESTIONS: tuple[Question, ...] = (
    SCORES_BY_HAND,
    POWERS_BY_HAND,
    PROBABILITIES_BY_HAND,
    LOSS_BY_HAND,
    SCORE_GRADIENT_BY_HAND,
    WEIGHT_GRADIENT_BY_HAND,
    BIAS_UPDATE_BY_HAND,
    SHIFTED,
    LOG_SUM_EXP,
    TABLE,
    TWO_CLASSES,
    DIAGONAL,
    ROW,
    PRODUCT,
    SHIFT,
    SCALE,
    OVERFLOW,
    LOGISTIC,
    LAYOUT,
    GRADIENT_SIGN,
    OWN_SLOPE,
    OTHER_SLOPE,
    FALLING_LOSS,
    AXIS,
    RELATIVE,
    UNSURE,
    GRADIENT_AGAIN,
    WHICH_JACOBIAN,
)
