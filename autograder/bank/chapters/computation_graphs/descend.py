"""Steps of gradient descent."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
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


def signs_only(gradient, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * np.sign(gradient(path[-1])))
    return np.array(path)


def divided_by_the_rate(gradient, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - gradient(path[-1]) / rate)
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


def _walk_from(answer, start, slope=2.0, rate=0.25, steps=2):
    """Return the points of a walk on a parabola whose bottom is at 0."""
    return np.asarray(answer(lambda x: slope * x, np.array([start]), rate, steps))[:, 0]


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
            confrontation=Confrontation(
                "from 1 the path leads away from the bottom at 0",
                lambda answer: _walk_from(answer, 1.0)[1] > 1,
            ),
        ),
        Wrong(
            "keeps the gradient of the start",
            gradient_at_the_start,
            "the slope changes on the way, and every step needs its own",
            "Where do you measure the slope before the second step?",
            PAGE + "descent",
            "misconceptions: TRN02-same-gradient",
            confrontation=Confrontation(
                "after eight steps it is three times as far from the bottom, on the other side",
                lambda answer: _walk_from(answer, 1.0, steps=8)[-1] < -2,
            ),
        ),
        Wrong(
            "keeps the same array again and again",
            same_array_again,
            "the array is changed in place, so all rows show the last point",
            "If you change a point after storing it, what does the list hold?",
            PAGE + "descent",
            "misconceptions: GDS08-old-copy-alias",
            confrontation=Confrontation(
                "the path does not begin at its start",
                lambda answer: _walk_from(answer, 1.0)[0] != 1,
            ),
        ),
        Wrong(
            "leaves out the learning rate",
            without_the_rate,
            "every step is as long as the gradient itself",
            "What decides how far a step goes?",
            PAGE + "descent",
            "surviving mutant",
            confrontation=Confrontation(
                "with a learning rate of 0 the point moves",
                lambda answer: _walk_from(answer, 1.0, rate=0.0)[1] != 1,
            ),
        ),
        Wrong(
            "forgets where it stood",
            only_the_step,
            "the next point is the step alone, as if every step began at zero",
            "If the gradient is zero, where should the next point be?",
            PAGE + "descent",
            "misconceptions: GDS02-assign",
            confrontation=Confrontation(
                "on a plain the point jumps to 0",
                lambda answer: _walk_from(answer, 1.0, slope=0.0)[1] == 0,
            ),
        ),
        Wrong(
            "keeps the sign of the gradient only",
            signs_only,
            "all steps are of the same length, however flat it is",
            "Near the bottom, should the steps get smaller?",
            PAGE + "descent",
            "misconceptions: GDS05-sign-only",
            confrontation=Confrontation(
                "close to the bottom, a step leads far beyond it",
                lambda answer: _walk_from(answer, 0.01)[1] < -0.2,
            ),
        ),
        Wrong(
            "divides by the learning rate",
            divided_by_the_rate,
            "a smaller learning rate makes a longer step",
            "Halve the learning rate. Does your step get shorter?",
            PAGE + "descent",
            "misconceptions: GDS06-divide-by-lr",
            confrontation=Confrontation(
                "with a learning rate of 0.01 the first step is 200 long",
                lambda answer: _walk_from(answer, 1.0, rate=0.01)[1] < -100,
            ),
        ),
    ),
    right=(Right("into a table", into_a_table), Right("by recursion", by_recursion)),
    hints=(
        "Which point does each gradient belong to, and how many points are there before the first step?",
        "Walk with a learning rate of 0: every row must be the start. Then walk with the gradient `2 * x` from 1.",
        "With $4x$, the start 3 and the rate 0.1: $3 - 0.1 \\cdot 12 = 1.8$, then $1.8 - 0.1 \\cdot 7.2 = 1.08$.",
    ),
    equivalent={
        "return np.array(path) -> return path": "a list of the same points, which is accepted",
    },
    covers=("gradient-descent-update-rule",),
    minutes=8,
    difficulty=1,
)
