"""Steps of gradient descent."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.computation_graphs import descend

PAGE = "computation_graphs#graphs-"


def uphill(gradient, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] + rate * gradient(path[-1]))
    return np.array(path)


def gradient_at_the_start(gradient, start, rate, steps):
    slope = gradient(start)
    return np.array([start - i * rate * slope for i in range(steps + 1)])


def without_the_start(gradient, start, rate, steps):
    path, point = [], start
    for _ in range(steps):
        point = point - rate * gradient(point)
        path.append(point)
    return np.array(path)


def last_point_only(gradient, start, rate, steps):
    point = start
    for _ in range(steps):
        point = point - rate * gradient(point)
    return point


def same_array_again(gradient, start, rate, steps):
    point = np.array(start)
    path = [point]
    for _ in range(steps):
        point -= rate * gradient(point)
        path.append(point)
    return np.array(path)


def without_the_rate(gradient, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - gradient(path[-1]))
    return np.array(path)


def only_the_step(gradient, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(-rate * gradient(path[-1]))
    return np.array(path)


def into_a_table(gradient, start, rate, steps):
    path = np.empty((steps + 1, len(start)))
    path[0] = start
    for i in range(steps):
        path[i + 1] = path[i] - rate * np.asarray(gradient(path[i]))
    return path


def by_recursion(gradient, start, rate, steps):
    if steps == 0:
        return [start]
    return [start, *by_recursion(gradient, start - rate * gradient(start), rate, steps - 1)]


def _walk(n_inputs: int, steps: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        coef = rng.uniform(0.5, 2.0, size=n_inputs).tolist()
        described = {"fn": str(rng.choice(["bowl", "sine"])), "coef": coef, "gradient": "right"}
        start = rng.uniform(0.5, 1.5, size=n_inputs) * rng.choice([-1.0, 1.0], size=n_inputs)
        return {"args": [described, start, float(rng.uniform(0.1, 0.4)), steps]}

    return draw


DESCEND = Exercise(
    name="descend",
    kind="function",
    reference=descend,
    ladder=(
        Rung("one step", _walk(2, 1)),
        Rung("three steps", _walk(3, 3), cases=3),
        Rung("twenty steps", _walk(4, 20)),
        Rung("no step at all", _walk(3, 0), cases=1, public=False),
    ),
    wrong=(
        Wrong(
            "goes uphill",
            uphill,
            "the step is added, so that the function grows",
            "Which way does the gradient point: up or down?",
            PAGE + "descent",
            "misconceptions: GDS01-plus",
        ),
        Wrong(
            "keeps the gradient of the start",
            gradient_at_the_start,
            "the slope changes on the way, and every step needs its own",
            "Where do you measure the slope before the second step?",
            PAGE + "descent",
            "misconceptions: TRN02-same-gradient",
        ),
        Wrong(
            "leaves out the start",
            without_the_start,
            "the path begins after the first step",
            "How many points are there before the first step?",
            PAGE + "descent",
            "surviving mutant",
        ),
        Wrong(
            "returns the last point only",
            last_point_only,
            "the points on the way are lost",
            "How many rows should the path of three steps have?",
            PAGE + "descent",
            "surviving mutant",
        ),
        Wrong(
            "keeps the same array again and again",
            same_array_again,
            "the array is changed in place, so all rows show the last point",
            "If you change a point after storing it, what does the list hold?",
            PAGE + "descent",
            "misconceptions: GDS08-old-copy-alias",
        ),
        Wrong(
            "leaves out the learning rate",
            without_the_rate,
            "every step is as long as the gradient itself",
            "What decides how far a step goes?",
            PAGE + "descent",
            "surviving mutant",
        ),
        Wrong(
            "forgets where it stood",
            only_the_step,
            "the next point is the step alone, as if every step began at zero",
            "If the gradient is zero, where should the next point be?",
            PAGE + "descent",
            "misconceptions: GDS02-assign",
        ),
    ),
    right=(Right("into a table", into_a_table), Right("by recursion", by_recursion)),
)
