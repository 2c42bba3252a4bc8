"""A boundary with a pencil."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Grid, Right, Wrong
from autograder.student.judge import Tolerance

PAGE = "neurons#neurons-"
WIDE = {"bias": np.array(12.0), "weights": np.array([3.0, 4.0])}


def boundary_by_hand(bias, weights):
    return np.append(weights, -bias) / np.hypot(*weights)


def bias_in_the_length(bias, weights):
    return np.append(weights, -bias) / np.sqrt(bias**2 + np.sum(weights**2))


def length_without_squares(bias, weights):
    return np.append(weights, -bias) / np.sqrt(bias + np.sum(weights))


def first_component_copied(bias, weights):
    return np.array([weights[0], weights[0], -bias]) / np.sqrt(bias + np.sum(weights))


def offset_with_the_sign_of_the_bias(bias, weights):
    return np.append(weights, bias) / np.hypot(*weights)


def nothing_divided(bias, weights):
    return np.append(weights, -bias)


def with_the_length_to_two_decimals(bias, weights):
    length = np.round(np.sqrt(weights[0] ** 2 + weights[1] ** 2), 2)
    return [weights[0] / length, weights[1] / length, -bias / length]


def to_two_decimals(bias, weights):
    return np.round(np.append(weights, -bias) / np.linalg.norm(weights), 2)


BOUNDARY_BY_HAND = Exercise(
    name="boundary_by_hand",
    kind="value",
    reference=boundary_by_hand,
    covers=("hyperplane-normal-and-distance", "discriminant-parameters-geometry"),
    minutes=8,
    difficulty=1,
    hints=(
        "Which two of the three parameters make up the normal, and how long is it?",
        "Square your first two numbers and add them up. Is the sum 1?",
        "For 10 + 6x₁ + 8x₂: the length of (6, 8) is 10, so the normal is (0.6, 0.8) and the offset −10/10 = −1.",
    ),
    # the sum of all three is above 0 and never 1, so that the length without squares exists and changes something
    numbers={
        "bias": Grid((-3.2, -2.8, -2.4, 3.0, 3.5, 4.0), (), 1.0),
        "weights": Grid((2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0), (2,), [2.0, 3.0]),
    },
    tolerance=Tolerance(rtol=0.0, atol=0.006, reason="two decimals by hand, with the length rounded on the way"),
    wrong=(
        Wrong(
            "counts the bias into the length",
            bias_in_the_length,
            "the bias is no component of the normal, so it does not belong in the length",
            "Do the squares of your first two numbers add up to 1?",
            PAGE + "normal",
            "seeds: bias-in-norm",
            confrontation=Confrontation(
                "for 12 + 3x₁ + 4x₂ the unit normal is 5/13 long",
                lambda f: np.isclose(np.hypot(*f(**WIDE)[:2]), 5 / 13),
            ),
        ),
        Wrong(
            "adds up the parameters without squaring them",
            length_without_squares,
            "the length of the normal comes from squares",
            "What is the length of (3, 4)?",
            PAGE + "normal",
            "seeds: norm-without-squares",
            confrontation=Confrontation(
                "for 12 + 3x₁ + 4x₂ the unit normal is longer than 1.1", lambda f: np.hypot(*f(**WIDE)[:2]) > 1.1
            ),
        ),
        Wrong(
            "copies the first component of the normal",
            first_component_copied,
            "a normal with two equal components is not parallel to the weights, and its length has no squares",
            "Is your normal parallel to the weights?",
            PAGE + "normal",
            "seeds: normal-component-copied",
            confrontation=Confrontation(
                "weights of 3 and 4 have a normal with two equal components", lambda f: f(**WIDE)[0] == f(**WIDE)[1]
            ),
        ),
        Wrong(
            "gives the offset the sign of the bias",
            offset_with_the_sign_of_the_bias,
            "with a positive bias the origin is on the positive side, so the boundary lies behind it",
            "Put your point, offset times normal, into the formula. Is the result 0?",
            PAGE + "distance",
            "surviving mutant",
            confrontation=Confrontation(
                "the point that should lie on 12 + 3x₁ + 4x₂ = 0 gives 24",
                lambda f: np.isclose(12 + np.array([3, 4]) @ f(**WIDE)[:2] * f(**WIDE)[2], 24, atol=0.1),
            ),
        ),
        Wrong(
            "does not divide by the length",
            nothing_divided,
            "these are the parameters, which change when all of them are doubled; the boundary does not",
            "How long is your unit normal?",
            PAGE + "normal",
            "seeds: discriminant-parameters-geometry",
            confrontation=Confrontation(
                "for 12 + 3x₁ + 4x₂ the unit normal is 5 long", lambda f: np.hypot(*f(**WIDE)[:2]) == 5
            ),
        ),
    ),
    right=(
        Right("with the length to two decimals", with_the_length_to_two_decimals),
        Right("to two decimals", to_two_decimals),
    ),
)
