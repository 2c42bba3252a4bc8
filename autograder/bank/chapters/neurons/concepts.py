"""What the parameters of a neuron mean."""

from __future__ import annotations

from autograder.bank.exercise import Exercise, Wrong

DOUBLED_PARAMETERS = Exercise(
    name="doubled_parameters",
    kind="choice",
    reference="b",
    why="the sum is doubled everywhere, so it is 0 where it was 0: normal and offset are quotients, and 2 cancels.",
    covers=("discriminant-parameters-geometry",),
    minutes=2,
    difficulty=1,
    hints=(
        "Where is twice the sum equal to 0?",
        "Take 1 + 2x₁ + 3x₂ and find a point where it is 0. Put the same point into 2 + 4x₁ + 6x₂.",
        "For 5 + 3x₁ + 4x₂ the offset is −5/5 = −1; for 10 + 6x₁ + 8x₂ it is −10/10.",
    ),
    wrong=(
        Wrong(
            "lets the boundary move away",
            "a",
            "the bias is doubled, but so is the length of the weights, and the offset is their quotient",
            "Which quotient says how far the boundary is from the origin?",
            "neurons#neurons-distance",
            "seeds: discriminant-parameters-geometry",
        ),
        Wrong(
            "lets the boundary turn",
            "c",
            "only the direction of the weights turns it, and (2, 3) and (4, 6) point the same way",
            "Do (2, 3) and (4, 6) point in different directions?",
            "neurons#neurons-normal",
            "seeds: discriminant-parameters-geometry",
        ),
        Wrong(
            "exchanges the sides",
            "d",
            "a factor of −2 would do that; a positive factor changes no sign",
            "What is the sign of twice a negative number?",
            "neurons#neurons-boundary",
            "seeds: discriminant-sign-regions",
        ),
    ),
)

EXPLAIN_BIAS_TRICK = Exercise(
    name="explain_bias_trick",
    kind="text",
    covers=("bias-trick",),
    minutes=8,
    difficulty=1,
    hints=(
        "What does a weight do to its input, and what does the bias do?",
        "Compute one sum both ways, with the bias added at the end and with a 1 in front of the sample.",
        "For x = (4, 5), w = (2, 3) and bias 7: 7 · 1 + 2 · 4 + 3 · 5 = 30, the product of (7, 2, 3) and (1, 4, 5).",
    ),
    rubric=(
        "1 point: the bias is the weight of an input that is 1 for every sample.",
        "1 point: so one product of two vectors (or of two tables) gives the whole weighted sum.",
        "1 point: the derivative by the bias is that by any weight with the input 1 in its place.",
    ),
)
