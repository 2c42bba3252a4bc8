"""What a shift of the scores does, and why large scores are shifted."""

from __future__ import annotations

from autograder.bank.exercise import Exercise, Wrong

SHIFT_INVARIANCE = Exercise(
    name="shift_invariance",
    kind="choice",
    reference="c",
    why="a common factor of all powers stands in the numerator and in the denominator, and cancels.",
    wrong=(
        Wrong(
            "thinks that higher scores mean higher probabilities",
            "a",
            "all scores rise, so each class gains as much as its rivals",
            "What happens to the differences of the scores?",
            "softmax#softmax-shift",
            "seeds: softmax-properties",
        ),
        Wrong(
            "takes a shift for a scale",
            "b",
            "multiplying the scores would do that; adding the same number to each does not",
            "What happens to the differences of the scores?",
            "softmax#softmax-shift",
            "seeds: softmax-properties",
        ),
        Wrong(
            "expects an overflow on paper",
            "d",
            "on paper nothing overflows, and 5 is far from any limit of a computer",
            "How large is the exponential of 5?",
            "softmax#softmax-overflow",
            "misconceptions: SMX09-overflow",
        ),
    ),
    hints=(
        "By which factor does each of the powers grow?",
        "Compute the probabilities of the scores (1, 2) and of (6, 7) with your softmax.",
        "With 3 added, the powers of 0 and 1 become 20.09 and 54.60; the first has 20.09 / 74.69 = 0.269 of the sum, "
        "as 1 / 3.718 = 0.269.",
    ),
    covers=("softmax-properties",),
    minutes=2,
    difficulty=1,
)


EXPLAIN_OVERFLOW = Exercise(
    name="explain_overflow",
    kind="text",
    rubric=(
        "1 point: the exponential of a large score exceeds the largest number that the computer holds.",
        "1 point: subtracting the largest score leaves the probabilities as they are, with the reason.",
        "1 point: afterwards no power exceeds 1, and the sum is at least 1.",
    ),
    hints=(
        "How large is the exponential of 1000, and how large may a number be?",
        "Compute np.exp(1000.0) and np.exp(1000.0) / np.exp(1000.0).",
        "For 801 and 800: subtract 801. The exponents 0 and −1 have the powers 1 and 0.368, and the shares 0.731 and "
        "0.269, which are also those of 1 and 0.",
    ),
    covers=("softmax-properties",),
    minutes=8,
    difficulty=2,
)
