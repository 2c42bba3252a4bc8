"""Trains with each wrong gradient of the bank, and puts each to a gradient check.

The chapter on wrong gradients that still train shows what comes out.  A wrong formula of a gradient exercise takes the
place of the right one in a training that is otherwise right: softmax regression on nine irises, or a network of two
layers with ReLU on forty points around the corners of XOR.  Everything is seeded, so every build shows the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

import solutions.backpropagation
import solutions.training
from autograder import bank

from .chapters.training.iris import PETALS, SPECIES

Array = NDArray[np.float64]
Parameters = Sequence[Array]
Rule = Callable[..., Any]

class_probabilities: Callable[..., Array] = solutions.training.class_probabilities
training_loss: Callable[..., float] = solutions.training.training_loss
parameter_gradients: Rule = solutions.training.parameter_gradients
standardise: Callable[..., Array] = solutions.training.standardise
network_forward: Callable[..., tuple[Array, ...]] = solutions.backpropagation.network_forward
network_loss: Callable[..., float] = solutions.backpropagation.network_loss

IRISES = ("parameter_gradients",)
LAYERS = ("output_gradient", "layer_gradients", "layer_backward", "relu_backward")
NETWORK = (*LAYERS, "gradients_with_relu")
RIGHT = "the right gradient"
RATE, STEP, SHAKEN = 0.5, 1e-5, 1e-6  # of descent; of the central differences; the distance above which a check fails
CORNERS, CLASSES, AROUND, SPREAD = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]]), np.array([0, 1, 1, 0]), 10, 0.3
HIDDEN, SEED = 6, 16


@dataclass(frozen=True, eq=False)
class Task:
    """Something to learn: where training starts, the loss, the share that is right, the gradients with some rules."""

    start: tuple[Array, ...]
    steps: int
    loss: Callable[[Parameters], float]
    accuracy: Callable[[Parameters], float]
    gradients: Callable[[Parameters, dict[str, Rule]], Sequence[Any]]


@dataclass(frozen=True)
class Run:
    """What became of one gradient.

    Parameters
    ----------
    exercise, name : str
        The exercise, and the bank's name of the wrong formula, or `RIGHT`.
    losses : tuple of float
        Before the first step and after each one; empty if there was no training.
    accuracy : float
        The share of samples that are classified rightly in the end.
    distance, later : float
        Those of two gradient checks, at the start and where the right gradient leads: near 0 if the gradient is
        right, 1 if it points the opposite way.
    """

    exercise: str
    name: str
    losses: tuple[float, ...] = ()
    accuracy: float = float("nan")
    distance: float = float("nan")
    later: float = float("nan")

    @property
    def fate(self) -> str:
        """``stopped`` without a training; else ``halves``, ``falls`` or ``rises``, by the last loss and the first."""
        if not self.losses:
            return "stopped"
        first, last = self.losses[0], self.losses[-1]
        return "halves" if last < first / 2 else "falls" if last < first else "rises"

    @property
    def noticed(self) -> bool:
        """Whether the gradient check at the start fails."""
        return self.distance > SHAKEN


@cache
def runs(exercises: tuple[str, ...]) -> tuple[Run, ...]:
    """Return what becomes of the right gradient and of every wrong one of these exercises, which share a task."""
    task = irises() if exercises == IRISES else corners()
    wrong = [(name, each.name, {name: each.answer}) for name in exercises for each in bank.find(name).wrong]
    return tuple(trained(task, *each) for each in [(exercises[-1], RIGHT, {}), *wrong])


def trained(task: Task, exercise: str, name: str, rules: dict[str, Rule]) -> Run:
    """Train with some rules in place of the right ones; what stops or has a wrong shape is not trained with."""
    try:
        claimed = task.gradients(task.start, rules)
    except (ValueError, IndexError):
        return Run(exercise, name)
    if any(np.shape(one) != other.shape for one, other in zip(claimed, task.start, strict=True)):
        return Run(exercise, name)
    distances = [distance(task, rules, later) for later in (False, True)]
    with np.errstate(all="ignore"):  # some run away until nothing is left but nan
        losses, end = descend(task, rules)
        return Run(exercise, name, losses, task.accuracy(end), *distances)


@cache
def learnt(task: Task) -> tuple[Array, ...]:
    """Return where the right gradient leads."""
    return tuple(descend(task, {})[1])


def descend(task: Task, rules: dict[str, Rule]) -> tuple[tuple[float, ...], list[Array]]:
    """Return the loss before the first step and after each, and where the steps lead."""
    parameters = list(task.start)
    losses = [task.loss(parameters)]
    for _ in range(task.steps):
        found = task.gradients(parameters, rules)
        parameters = [old - RATE * slope for old, slope in zip(parameters, found, strict=True)]
        losses.append(task.loss(parameters))
    return tuple(losses), parameters


# --- the gradient check ----------------------------------------------------------------------------------------------


def distance(task: Task, rules: dict[str, Rule], later: bool) -> float:
    """Return the length of the difference of gradient and central differences, divided by the sum of their lengths."""
    claimed, estimated = vector(task.gradients(learnt(task) if later else task.start, rules)), slopes(task, later)
    sizes = np.linalg.norm(claimed) + np.linalg.norm(estimated)
    return float(np.linalg.norm(claimed - estimated) / sizes)


@cache
def slopes(task: Task, later: bool) -> Array:
    """Return the central differences of the loss by all parameters, in one row."""
    point, found = learnt(task) if later else task.start, []
    for which, table in enumerate(point):
        for place in np.ndindex(table.shape):
            above, below = ([each.copy() for each in point] for _ in range(2))
            above[which][place] += STEP
            below[which][place] -= STEP
            found.append((task.loss(above) - task.loss(below)) / (2 * STEP))
    return np.array(found)


def vector(tables: Sequence[Any]) -> Array:
    """Return all entries of some tables in one row."""
    return np.concatenate([np.ravel(table) for table in tables])


# --- what is learnt --------------------------------------------------------------------------------------------------


@cache
def irises() -> Task:
    """Return softmax regression on the petals of nine irises, standardised, from the weights of the chapter."""
    X, labels = standardise(PETALS, PETALS), SPECIES
    start = np.array([[0.1, -0.1, 0.1], [0.2, 0.2, -0.1]]), np.array([0.1, 0.05, -0.1])

    def probabilities(parameters: Parameters) -> Array:
        return class_probabilities(X, *parameters)

    def gradients(parameters: Parameters, rules: dict[str, Rule]) -> Sequence[Any]:
        rule = rules.get("parameter_gradients", parameter_gradients)
        return tuple(rule(X, probabilities(parameters), labels))

    return Task(
        start,
        100,
        lambda parameters: training_loss(X, labels, *parameters),
        lambda parameters: float(np.mean(np.argmax(probabilities(parameters), axis=1) == labels)),
        gradients,
    )


@cache
def corners(hidden: int = HIDDEN) -> Task:
    """Return a network of two layers and forty points around the corners of XOR; nearly all sizes differ."""
    rng = np.random.default_rng(SEED)
    which = np.repeat(np.arange(len(CORNERS)), AROUND)
    X = CORNERS[which] + SPREAD * rng.normal(size=(len(which), 2))
    targets = np.eye(2)[CLASSES[which]]
    W1, b1 = rng.normal(size=(2, hidden)), 0.1 * rng.normal(size=hidden)
    start = W1, b1, rng.normal(size=(hidden, 2)), 0.1 * rng.normal(size=2)

    def right_share(parameters: Parameters) -> float:
        scores = network_forward(X, *parameters)[2]
        return float(np.mean(np.argmax(scores, axis=1) == CLASSES[which]))

    def gradients(parameters: Parameters, rules: dict[str, Rule]) -> Sequence[Any]:
        return through_the_network(X, targets, parameters, rules)

    return Task(start, 200, lambda parameters: network_loss(X, targets, *parameters), right_share, gradients)


def through_the_network(X: Array, targets: Array, parameters: Parameters, rules: dict[str, Rule]) -> Sequence[Any]:
    """Walk the way back with some rules in place of the right ones."""
    sums, activations, _, P = network_forward(X, *parameters)
    W2 = parameters[2]
    if "gradients_with_relu" in rules:
        return tuple(rules["gradients_with_relu"](X, sums, activations, P, targets, W2))
    right = {name: getattr(solutions.backpropagation, name) for name in LAYERS}
    output, layer, back, relu = ({**right, **rules}[name] for name in LAYERS)
    grad_scores = output(P, targets)
    grad_sums = relu(sums, back(W2, grad_scores))
    return *layer(X, grad_sums), *layer(activations, grad_scores)
