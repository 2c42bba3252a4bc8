"""Expressions for the chapter's project: small ones, a neuron, a network, random ones and a long one."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Draw
from autograder.student.kinds import Request
from solutions.computation_graphs import gate

LONG = 2_000
NAMES = ("add", "multiply", "maximum", "minimum")
Step = list[Any]


def inputs(rng: np.random.Generator, count: int) -> list[float]:
    """Draw numbers of both signs whose sizes all differ from each other and from 1."""
    sizes = rng.permutation(np.linspace(1.5, 3.5, count) + rng.uniform(0, 0.2, count))
    return [float(x) for x in sizes * rng.permutation(np.resize([-1.0, 1.0], count))]


def given(count: int, steps: list[Step]) -> Draw:
    """Return the draw of these steps on so many numbers."""
    return lambda rng: {"args": [inputs(rng, count), [list(step) for step in steps]]}


def _far_from_ties(numbers: list[float], steps: list[Step]) -> bool:
    """Return whether no maximum or minimum has operands that are nearly equal, and the numbers stay moderate."""
    numbers = list(numbers)
    for name, i, j in steps:
        if name in ("maximum", "minimum") and abs(numbers[i] - numbers[j]) < 0.01:
            return False
        numbers.append(gate(name, numbers[i], numbers[j])[0])
    return max(map(abs, numbers)) < 1e4


# x w + b, through ReLU, minus the target, squared: inputs x, w, b, 0, -1, y
NEURON: list[Step] = [
    ["multiply", 0, 1],
    ["add", 6, 2],
    ["maximum", 7, 3],
    ["multiply", 4, 5],
    ["add", 8, 9],
    ["multiply", 10, 10],
]


def neuron(rng: np.random.Generator) -> Request:
    """Draw the squared error of one open unit with ReLU."""
    x, w, b, y = rng.uniform(0.5, 2.5, size=4)
    sign = rng.choice([-1.0, 1.0])
    return {"args": [[float(sign * x), float(sign * w), float(b), 0.0, -1.0, float(y)], [list(s) for s in NEURON]]}


def random_expression(rng: np.random.Generator) -> Request:
    """Draw ten steps on three numbers, of each kind at least one; later numbers are used more often."""
    while True:
        numbers, steps = inputs(rng, 3), []
        kinds = rng.permutation([*NAMES, *rng.choice(["add", "multiply"], size=5)])
        for made, kind in enumerate(kinds, start=3):
            i, j = (int(made - 1 - min(rng.geometric(0.4) - 1, made - 1)) for _ in range(2))
            if kind in ("maximum", "minimum") and i == j:
                j = (i + 1) % made
            steps.append([str(kind), i, j])
        steps.append(["multiply", 11, int(rng.integers(3))])
        if _far_from_ties(numbers, steps):
            return {"args": [numbers, steps]}


def long_chain(rng: np.random.Generator) -> Request:
    """Draw a chain of sums in which the second number is used at every step."""
    return {"args": [inputs(rng, 2), [["add", 0, 1], *(["add", k, 1] for k in range(2, LONG))]]}
