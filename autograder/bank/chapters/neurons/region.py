"""The chapter's project: a network of two layers that knows a region."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.neurons import inside

PAGE = "neurons#neurons-"
# the square of width 2 around the origin: each of the four sides is 1 away
SQUARE = (np.array([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 1.0, -1.0]]), np.ones(4))
CENTRE, FAR = np.zeros((1, 2)), np.array([[50.0, 0.5]])


def _hidden(inputs, weights, bias):
    return np.where(inputs @ weights + bias > 0, 1.0, 0.0)


def any_side_will_do(inputs, weights, bias):
    return np.where(_hidden(inputs, weights, bias).sum(axis=1) - 0.5 > 0, 1.0, 0.0)


def never_fires(inputs, weights, bias):
    return np.where(_hidden(inputs, weights, bias).sum(axis=1) - len(bias) > 0, 1.0, 0.0)


def number_of_sides(inputs, weights, bias):
    return _hidden(inputs, weights, bias).sum(axis=1)


def no_step_in_between(inputs, weights, bias):
    sums = inputs @ weights + bias
    return np.where(np.sum(sums, axis=1) + 0.5 - len(bias) > 0, 1.0, 0.0)


def outside_of_all(inputs, weights, bias):
    hidden = np.where(inputs @ weights + bias < 0, 1.0, 0.0)
    return np.where(hidden.sum(axis=1) + 0.5 - len(bias) > 0, 1.0, 0.0)


def ask_every_side(inputs, weights, bias):
    return np.all(inputs @ weights + bias > 0, axis=1).astype(int)


def the_nearest_side_decides(inputs, weights, bias):
    return np.array([1 if min(row @ weights + bias) > 0 else 0 for row in inputs])


def side_after_side(inputs, weights, bias):
    found = np.ones(len(inputs))
    for k in range(weights.shape[1]):
        found = found * (inputs @ weights[:, k] > -bias[k])
    return found


def _region(n_samples: int, n_inputs: int, n_sides: int) -> Draw:
    """Draw a region that is open at one end, and points: inside, around it, and one on the outer side of all sides."""

    def draw(rng: np.random.Generator) -> Request:
        axis = rng.normal(size=n_inputs)
        axis /= np.linalg.norm(axis)
        weights = rng.normal(size=(n_inputs, n_sides))
        along = axis @ weights
        weights += np.outer(axis, np.abs(along) + 0.3 - along)  # all sides look towards the open end
        centre = rng.choice([-1.0, 1.0], n_inputs) * rng.uniform(1, 2, n_inputs)
        points = rng.choice([0.1, 1.0, 3.0, 9.0], (n_samples, 1)) * rng.normal(size=(n_samples, n_inputs))
        points[:2] = 0.1 * axis, -30 * axis
        return {"args": [centre + points, weights, rng.uniform(0.5, 1.5, n_sides) - centre @ weights]}

    return draw


INSIDE = Exercise(
    name="inside",
    kind="function",
    reference=inside,
    covers=("layer-widths-expand", "discriminant-sign-regions"),
    minutes=25,
    difficulty=3,
    equivalent={
        "hidden = (inputs @ weights + bias > 0).astype(float) -> hidden = inputs @ weights + bias > 0": (
            "truth values add up like ones and zeros"
        ),
        "hidden = (inputs @ weights + bias > 0).astype(float) -> "
        "hidden = (inputs @ weights + bias >= 0).astype(float)": (
            "no drawn point lies exactly on a side: all numbers are drawn from a continuum"
        ),
        "return (np.sum(hidden, axis=1) > len(bias) - 0.5).astype(float) -> "
        "return (np.sum(hidden, axis=1) >= len(bias) - 0.5).astype(float)": "a count is never half a number",
        "return (np.sum(hidden, axis=1) > len(bias) - 0.5).astype(float) -> "
        "return (np.sum(hidden, axis=1) > len(bias) - 1.0).astype(float)": (
            "more than all but one is all, since a count is a whole number"
        ),
    },
    hints=(
        "How many hidden neurons fire for a point inside, and how many at most for a point outside?",
        "Feed your output neuron by hand: all sides 1; all but one; none. For which does it fire?",
        "With two sides: weights 1 and 1 and bias −1.5. Both fire: 0.5, above 0. One fires: −0.5. None: −1.5.",
    ),
    ladder=(
        Rung("three sides in the plane", _region(20, 2, 3), cases=3),
        Rung("five sides in the plane", _region(40, 2, 5)),
        Rung("four sides in space", _region(30, 3, 4)),
    ),
    wrong=(
        Wrong(
            "fires when any side agrees",
            any_side_will_do,
            "the output neuron says *or*; a point inside needs all sides to agree",
            "How many hidden neurons must fire before the output neuron does?",
            PAGE + "layers",
            "surviving mutant",
            confrontation=Confrontation(
                "a point 50 away from a square of width 2 is inside", lambda f: f(FAR, *SQUARE)[0] == 1
            ),
        ),
        Wrong(
            "keeps silent even inside",
            never_fires,
            "with all sides agreeing the last sum is exactly 0, and 0 is not above 0",
            "What is the sum of your output neuron when all sides agree?",
            PAGE + "layers",
            "surviving mutant",
            confrontation=Confrontation("the centre of a square is not inside", lambda f: f(CENTRE, *SQUARE)[0] == 0),
        ),
        Wrong(
            "counts the sides that agree",
            number_of_sides,
            "the output neuron is missing: it has to turn the count into 1 or 0",
            "Which two answers can there be?",
            PAGE + "layers",
            "seeds: step-versus-logistic",
            confrontation=Confrontation(
                "the centre of a square is inside four times", lambda f: f(CENTRE, *SQUARE)[0] == 4
            ),
        ),
        Wrong(
            "skips the step of the hidden layer",
            no_step_in_between,
            "two layers without a step between them are one layer, and its boundary is one straight line",
            "Can one very happy side outvote the others?",
            PAGE + "layers",
            "seeds: layer-widths-expand",
            confrontation=Confrontation(
                "a large square (each side 2 away) has a point inside that is 50 away",
                lambda f: f(FAR, SQUARE[0], 2 * SQUARE[1])[0] == 1,
            ),
        ),
        Wrong(
            "looks for the outer side",
            outside_of_all,
            "the weights point inwards, so inside all sums are positive",
            "Which sign has the sum on the side that the weights point to?",
            PAGE + "boundary",
            "surviving mutant",
            confrontation=Confrontation("the centre of a square is not inside", lambda f: f(CENTRE, *SQUARE)[0] == 0),
        ),
    ),
    right=(
        Right("asking every side", ask_every_side),
        Right("the nearest side decides", the_nearest_side_decides),
        Right("side after side", side_after_side),
    ),
)
