"""The Jacobian of softmax, entry by entry."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import EXACT, Numeric, WrongValue
from autograder.student.judge import Tolerance

from .reference import softmax_jvp

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
        WrongValue(
            "only the second term is kept",
            -(SHARES[2] ** 2),
            ("Does a probability fall when its own score rises?",),
            "softmax#softmax-jacobian",
            source="misconceptions: JAC06-no-diagonal-term",
        ),
        WrongValue(  # p (p - 1)
            "the sign is turned",
            SHARES[2] * (SHARES[2] - 1),
            ("Does a probability fall when its own score rises?",),
            "softmax#softmax-jacobian",
            source="misconceptions: JAC03-sign",
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
        WrongValue(  # mantasu/cs231n issue 10
            "the entries off the diagonal are taken to be 0",
            np.diag(np.diag(JACOBIAN))[0],
            ("When another score rises, does $p_0$ stay the same?", "Your numbers do not sum to 0."),
            "softmax#softmax-jacobian",
            source="misconceptions: JAC01-diagonal-only",
        ),
        WrongValue(
            "the entries off the diagonal are positive",
            abs(JACOBIAN[0]),
            ("When another score rises, what happens to $p_0$?", "Your numbers do not sum to 0."),
            "softmax#softmax-jacobian",
            source="misconceptions: JAC04-plus-off-diagonal",
        ),
        WrongValue(
            "all signs are turned",
            -JACOBIAN[0],
            ("When $z_0$ rises, does $p_0$ fall?",),
            "softmax#softmax-jacobian",
            source="misconceptions: JAC03-sign",
        ),
        WrongValue(
            "the diagonal has lost its first term",
            -SHARES[0] * SHARES,
            ("Does $p_0$ fall when its own score rises?",),
            "softmax#softmax-jacobian",
            source="misconceptions: JAC06-no-diagonal-term",
        ),
        WrongValue(
            "it is the diagonal that is given, not the row",
            np.diag(JACOBIAN),
            ("Which probability do the three numbers of row 0 speak about?", "See {term}`Jacobian`."),
            "softmax#softmax-jacobian",
            source="misconceptions: JAC05-vector",
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
        WrongValue(
            "only the diagonal of the Jacobian is used",
            SHARES * (1 - SHARES) * DIRECTION,
            ("Does a probability change when another class's score moves?", "Your numbers do not sum to 0."),
            "softmax#softmax-jacobian",
            source="misconceptions: JVP01-elementwise",
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
