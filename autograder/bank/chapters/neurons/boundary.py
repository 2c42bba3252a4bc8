"""The direction of a boundary, and the distance from it."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.neurons import signed_distance, unit_normal

PAGE = "neurons#neurons-"
WIDE = np.array([12.0, 3.0, 4.0])  # weights of length 5, and 13 with the bias
CROSS = np.array([[1.0, 0.0]])


def bias_in_the_length(theta):
    return theta[1:] / np.linalg.norm(theta)


def length_without_squares(theta):
    return theta[1:] / np.sqrt(np.sum(theta))


def first_component_copied(theta):
    return np.full(len(theta) - 1, theta[1] / np.sqrt(np.sum(theta)))


def not_divided(theta):
    return theta[1:]


def bias_normalised_as_well(theta):
    return theta / np.linalg.norm(theta)


def by_pythagoras(theta):
    length = sum(weight**2 for weight in theta[1:]) ** 0.5
    return np.array([weight / length for weight in theta[1:]])


def by_a_dot_product(theta):
    weights = list(theta)[1:]
    return np.divide(weights, np.sqrt(np.dot(weights, weights)))


def _line(n_inputs: int, signs: tuple[float, ...] = (-1.0, 1.0), size: float = 1.0) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        theta = rng.choice(signs, 1 + n_inputs) * rng.uniform(0.5, 4.0, 1 + n_inputs)
        return {"args": [size * theta]}

    return draw


UNIT_NORMAL = Exercise(
    name="unit_normal",
    kind="function",
    reference=unit_normal,
    covers=("hyperplane-normal-and-distance",),
    minutes=5,
    difficulty=1,
    hints=(
        "Which entries of θ say where the boundary *points*, and which one where it *lies*?",
        "Square the numbers of your answer and add them up. Is the sum 1?",
        "For θ = (7, 6, 8): the length of (6, 8) is √(36 + 64) = 10, so the unit normal is (0.6, 0.8).",
    ),
    ladder=(
        Rung("positive parameters", _line(2, signs=(1.0,)), cases=2),
        Rung("two inputs", _line(2), cases=3),
        Rung("four inputs", _line(4)),
        Rung("large parameters", _line(3, size=1e4)),
    ),
    wrong=(
        Wrong(
            "counts the bias into the length",
            bias_in_the_length,
            "the bias is no component of the normal; with it, the result is shorter than 1",
            "If the bias grows, does the boundary turn?",
            PAGE + "normal",
            "seeds: bias-in-norm",
            confrontation=Confrontation(
                "the line 12 + 3x₁ + 4x₂ = 0 has a unit normal that is 5/13 long",
                lambda f: np.isclose(np.linalg.norm(f(WIDE)), 5 / 13),
            ),
        ),
        Wrong(
            "adds up the entries without squaring them",
            length_without_squares,
            "the length comes from squares; so a sum can even be negative, and then its root is nan",
            "What is the length of (3, 4)?",
            PAGE + "normal",
            "seeds: norm-without-squares",
            confrontation=Confrontation(
                "the line 2x₁ + 2x₂ = 0 has a unit normal that is √2 long",
                lambda f: np.isclose(np.linalg.norm(f(np.array([0.0, 2.0, 2.0]))), np.sqrt(2)),
            ),
        ),
        Wrong(
            "copies the first component",
            first_component_copied,
            "all components are equal, whatever the weights are, and the length has no squares",
            "Is your answer parallel to the weights?",
            PAGE + "normal",
            "seeds: normal-component-copied",
            confrontation=Confrontation(
                "the normal of a vertical line, x₁ = 0, points up as much as to the right",
                lambda f: np.array_equal(f(np.array([0.0, 1.0, 0.0])), [1, 1]),
            ),
        ),
        Wrong(
            "does not divide by the length",
            not_divided,
            "these are the weights; their direction is right and their length is not 1",
            "Which length should the answer have?",
            PAGE + "normal",
            "surviving mutant",
            confrontation=Confrontation("a unit normal is 5 long", lambda f: np.isclose(np.linalg.norm(f(WIDE)), 5)),
        ),
        Wrong(
            "treats the bias as a component",
            bias_normalised_as_well,
            "the answer has an entry more than there are inputs",
            "In a plane, how many components has a direction?",
            PAGE + "normal",
            "seeds: bias-in-norm",
            confrontation=Confrontation(
                "the normal of a line in the plane has three components", lambda f: len(f(WIDE)) == 3
            ),
        ),
    ),
    right=(Right("by Pythagoras", by_pythagoras), Right("by a dot product", by_a_dot_product)),
)


def distance_with_the_bias_in_the_length(inputs, theta):
    return (theta[0] + inputs @ theta[1:]) / np.linalg.norm(theta)


def distance_without_squares(inputs, theta):
    return (theta[0] + inputs @ theta[1:]) / np.sqrt(np.sum(theta))


def sum_not_divided(inputs, theta):
    return theta[0] + inputs @ theta[1:]


def bias_forgotten(inputs, theta):
    return inputs @ theta[1:] / np.linalg.norm(theta[1:])


def sign_lost(inputs, theta):
    return np.abs(theta[0] + inputs @ theta[1:]) / np.linalg.norm(theta[1:])


def bias_subtracted(inputs, theta):
    return (inputs @ theta[1:] - theta[0]) / np.linalg.norm(theta[1:])


def along_the_normal(inputs, theta):
    length = np.sqrt(theta[1:] @ theta[1:])
    normal, offset = theta[1:] / length, -theta[0] / length
    return inputs @ normal - offset


def from_a_point_of_the_boundary(inputs, theta):
    weights = theta[1:]
    foot = -theta[0] * weights / np.sum(weights**2)
    return np.array([np.dot(row - foot, weights) / np.sum(weights**2) ** 0.5 for row in inputs])


def _points(n_samples: int, n_inputs: int, signs: tuple[float, ...] = (-1.0, 1.0)) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        theta = rng.choice(signs, 1 + n_inputs) * rng.uniform(0.5, 4.0, 1 + n_inputs)
        inputs = 2 * rng.normal(size=(n_samples, n_inputs))
        inputs[0] = -3 * theta[1:] + rng.normal(size=n_inputs)  # surely on the negative side
        return {"args": [inputs, theta]}

    return draw


SIGNED_DISTANCE = Exercise(
    name="signed_distance",
    kind="function",
    reference=signed_distance,
    covers=("hyperplane-normal-and-distance", "discriminant-parameters-geometry"),
    minutes=10,
    difficulty=2,
    hints=(
        "By how much does the weighted sum grow when you walk one step along the normal?",
        "Double all entries of θ. The boundary stays where it is: do your distances?",
        "For θ = (5, 6, 8) and the sample (1, 3): the sum is 5 + 6 + 24 = 35, the length 10, the distance 3.5.",
    ),
    ladder=(
        Rung("positive parameters", _points(3, 2, signs=(1.0,)), cases=2),
        Rung("two inputs", _points(5, 2), cases=3),
        Rung("three inputs", _points(4, 3)),
        Rung("as many samples as inputs", _points(4, 4)),
    ),
    wrong=(
        Wrong(
            "counts the bias into the length",
            distance_with_the_bias_in_the_length,
            "the bias is no component of the normal, so it does not belong in the length",
            "If the bias grows, do the weights get longer?",
            PAGE + "normal",
            "seeds: bias-in-norm",
            confrontation=Confrontation(
                "the line x₁ = 100 is less than 1 away from the origin",
                lambda f: -1 < f(np.zeros((1, 2)), np.array([-100.0, 1.0, 0.0]))[0] < 0,
            ),
        ),
        Wrong(
            "adds up the entries without squaring them",
            distance_without_squares,
            "the length comes from squares; a sum can be negative, and then its root is nan",
            "What is the length of (3, 4)?",
            PAGE + "normal",
            "seeds: norm-without-squares",
            confrontation=Confrontation(
                "all parameters are doubled, the line stays, and the distances change",
                lambda f: not np.isclose(f(CROSS, WIDE)[0], f(CROSS, 2 * WIDE)[0]),
            ),
        ),
        Wrong(
            "does not divide by the length",
            sum_not_divided,
            "this is the weighted sum, which grows with the weights though the boundary stays",
            "Double all parameters. Does the boundary move?",
            PAGE + "distance",
            "surviving mutant",
            confrontation=Confrontation(
                "the input 1 is 1000 away from the boundary at 0, if the weight is 1000",
                lambda f: f(CROSS, np.array([0.0, 1000.0, 0.0]))[0] == 1000,
            ),
        ),
        Wrong(
            "forgets the bias",
            bias_forgotten,
            "every boundary then goes through the origin",
            "What is the distance of the origin, by your rule?",
            PAGE + "distance",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "the origin lies on every boundary", lambda f: f(np.zeros((1, 2)), WIDE)[0] == 0
            ),
        ),
        Wrong(
            "loses the sign",
            sign_lost,
            "points on both sides get the same number",
            "How does a reader tell the two sides apart?",
            PAGE + "distance",
            "seeds: discriminant-sign-regions",
            confrontation=Confrontation(
                "two points on opposite sides of a line get the same signed distance",
                lambda f: f(np.array([[0.0], [2.0]]), np.array([-1.0, 1.0])).tolist() == [1, 1],
            ),
        ),
        Wrong(
            "subtracts the bias",
            bias_subtracted,
            "the boundary moves to the other side of the origin",
            "For a positive bias, on which side of the boundary is the origin?",
            PAGE + "distance",
            "surviving mutant",
            confrontation=Confrontation(
                "a point on the line x₁ = 1 is 2 away from it",
                lambda f: abs(f(CROSS, np.array([-1.0, 1.0, 0.0]))[0]) == 2,
            ),
        ),
    ),
    right=(
        Right("along the normal", along_the_normal),
        Right("from a point of the boundary", from_a_point_of_the_boundary),
    ),
)
