"""The backward pass widget: a network of two layers, its numbers forward, and each gradient typed before it is shown.

The network is the one that the chapter follows: one sample, two inputs, three hidden ReLU units, three classes with
smoothed targets. What a wrong number is answered with comes from the bank: its wrong formulas are run on the network.

In JupyterLab::

    widget = BackwardPassWidget(samples=4)
    widget.observe(print, ["done", "answer"])
    widget.slope = False
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_author, of_reader
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder.bank.chapters.backpropagation import (
    GRADIENTS_WITH_RELU,
    LAYER_BACKWARD,
    LAYER_GRADIENTS,
    OUTPUT_GRADIENT,
    RELU_BACKWARD,
)
from autograder.bank.exercise import Exercise
from solutions.backpropagation import layer_backward, network_forward

X, TARGETS = np.array([[0.0, 2.0]]), np.array([[0.8, 0.1, 0.1]])
W1, B1 = np.array([[-5.0, 2.0, 2.0], [-5.0, 2.0, -1.0]]), np.array([-3.0, -2.0, -3.0])
W2, B2 = np.array([[3.0, -4.0, 1.0], [-2.0, -4.0, -2.0], [-4.0, -2.0, 3.0]]), np.array([4.0, 5.0, 5.0])
NETWORK = {name: table.tolist() for name, table in zip(("W1", "b1", "W2", "b2"), (W1, B1, W2, B2), strict=True)}
BATCHES = (1, 4)
TIE = 0.01  # two numbers as close as this are one to a reader who rounds

STEPS = (
    "the gradient of the loss by the score of class 0",
    "the gradient by the weight from hidden unit 1 to class 0",
    "the gradient by the weight from hidden unit 0 to class 2",
    "what comes back to the activation of hidden unit 1",
    "what arrives at the sum of hidden unit 2",
    "the gradient by the weight from input 1 to hidden unit 1",
    "the gradient by the bias of hidden unit 1",
)

Reading = tuple[Exercise, list[Any], tuple[Any, ...]]


class BackwardPassWidget(BookWidget):
    """The network of the chapter, its numbers on the drawing."""

    _esm, _css = esm("backward_pass"), css("backward_pass")

    inputs = of_author(traitlets.List(traitlets.Float(), X[0].tolist(), minlen=2, maxlen=2))
    targets = of_author(traitlets.List(traitlets.Float(), TARGETS[0].tolist(), minlen=3, maxlen=3))
    network = of_author(traitlets.Dict(NETWORK, help="W1, b1, W2 and b2 as lists"))
    mistakes = of_author(traitlets.List(help="for each step: a wrong formula's name, why, hint, and values by batch"))
    done = of_reader(traitlets.Int(0, min=0, max=len(STEPS), help="how many gradients have been found or shown"))
    answer = of_reader(traitlets.Unicode("", help="the gradient typed for the next step"))
    samples = of_reader(traitlets.Int(1, help="how many samples the batch has: 1 or 4"))
    back = of_reader(traitlets.Bool(True, help="whether what comes back is a factor on the way through ReLU"))
    slope = of_reader(traitlets.Bool(True, help="whether the unit's own slope is one"))
    rate = of_reader(traitlets.Float(0.1, help="the learning rate of one step, from 0 to 1"))

    @traitlets.default("mistakes")
    def _mistakes(self) -> list[list[dict[str, Any]]]:
        return [mistakes_of(step) for step in range(len(STEPS))]

    def asked(self) -> list[str]:
        """Return the questions."""
        found = [f"From the numbers on the drawing, what is {step}? Two decimals." for step in STEPS]
        return [
            *found,
            "On the way back through ReLU somebody leaves the unit's own slope out. Who notices: the loss after one "
            "step of descent, a gradient check, both, or neither?",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the numbers of the way forward, and the weights."""
        sums, activations, scores, probabilities = network_forward(X, W1, B1, W2, B2)
        by_unit = (sums, activations, scores, probabilities, TARGETS)
        names = ("sum", "activation", "score", "probability", "target")
        rows = [[name, *(short(value) for value in row[0])] for name, row in zip(names, by_unit, strict=True)]
        tables = (("input", W1), ("bias of hidden unit", B1[None]), ("hidden unit", W2), ("bias of class", B2[None]))
        for name, table in tables:
            for number, row in enumerate(table):
                one = len(table) == 1
                label = f"{name} 0, 1, 2" if one else f"weights of {name} {number}"
                rows.append([label, *(short(value) for value in row)])
        return ["", "0", "1", "2"], rows

    def alt(self) -> str:
        """Return what the drawing shows."""
        sums, activations, scores, probabilities = (
            ", ".join(short(value) for value in row[0]) for row in network_forward(X, W1, B1, W2, B2)
        )
        return (
            f"A network of two inputs, 0 and 2, three hidden units with the sums {sums} and the activations "
            f"{activations}, and three classes with the scores {scores}, the probabilities {probabilities} and the "
            "targets 0.800, 0.100, 0.100. Each line between them carries its weight."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the network with its numbers on the way forward."""
        figure = Figure(figsize=(6.4, 3.6), layout="constrained")
        axes = figure.subplots()
        axes.set_axis_off()
        sums, activations, scores, probabilities = (row[0] for row in network_forward(X, W1, B1, W2, B2))
        _edges(axes, 0.35, 1.75, (-0.5, -1.5), W1, ink)
        _edges(axes, 2.75, 4.25, (0, -1, -2), W2, ink)
        _column(axes, 0.2, (-0.5, -1.5), [short(x) for x in X[0]], "inputs", colours[0])
        hidden = [f"{short(h)} | {short(a)}\nbias {short(b)}" for h, a, b in zip(sums, activations, B1, strict=True)]
        _column(axes, 2.25, (0, -1, -2), hidden, "sum | activation", colours[1])
        classes = zip(scores, probabilities, TARGETS[0], B2, strict=True)
        ends = [f"{short(z)} | {short(p)} | {short(y)}\nbias {short(b)}" for z, p, y, b in classes]
        _column(axes, 5.15, (0, -1, -2), ends, "score | probability | target", colours[2])
        axes.set(xlim=(-0.1, 6.2), ylim=(-2.5, 0.75))
        return figure


def _column(axes: Axes, x: float, heights: tuple[float, ...], texts: list[str], head: str, colour: str) -> None:
    """Draw a layer: a box for each of its units, and a heading."""
    box = {"boxstyle": "round", "facecolor": "none", "edgecolor": colour}
    for y, text in zip(heights, texts, strict=True):
        axes.text(x, y, text, ha="center", va="center", bbox=box)
    axes.text(x, 0.6, head, ha="center", va="center")


def _edges(axes: Axes, left: float, right: float, heights: tuple[float, ...], weights: Any, ink: str) -> None:
    """Draw the lines between two layers, each with its weight at its end."""
    for (j, k), weight in np.ndenumerate(weights):
        end = -k + 0.3 - 0.6 * j / (len(weights) - 1)
        axes.plot([left, right - 0.3], [heights[j], end], color=ink, linewidth=0.6)
        axes.text(right, end, short(weight), ha="right", va="center", fontsize=8)


def short(value: float) -> str:
    """Write a whole number without decimals, any other with three."""
    return fixed(value, 0 if float(value).is_integer() else 3)


# --- the bank's wrong formulas, run on this network -------------------------------------------------------------------


def readings(step: int, samples: int) -> list[Reading]:
    """Return the exercises that a step belongs to, with their arguments and where its number stands in the answer.

    The sample is the first of a batch of so many. Where contributions of samples add up, those of the others are 0: the
    gradients of weights and biases are this sample's part.
    """
    values = (*network_forward(X, W1, B1, W2, B2), TARGETS, X)
    H, A, _, P, Y, inputs = (np.repeat(row, samples, axis=0) for row in values)
    first = np.eye(samples, 1)
    H, A, inputs, G = first * H, first * A, first * inputs, first * (P - Y) / samples
    back = layer_backward(W2, G)
    weights, deltas = [A, G], [inputs, np.where(H > 0, back, 0)]
    whole = [np.ones(inputs.shape), H, A, P, Y, W2]  # inputs of 1: nothing but the way to the hidden units can differ
    return [
        [(OUTPUT_GRADIENT, [P, Y], (0, 0))],
        [(LAYER_GRADIENTS, weights, (0, 1, 0))],
        [(LAYER_GRADIENTS, weights, (0, 0, 2)), (GRADIENTS_WITH_RELU, whole, (2, 0, 2))],
        [(LAYER_BACKWARD, [W2, G], (0, 1)), (GRADIENTS_WITH_RELU, whole, (1, 1))],
        [(RELU_BACKWARD, [H, back], (0, 2))],
        [(LAYER_GRADIENTS, deltas, (0, 1, 1))],
        [(LAYER_GRADIENTS, deltas, (1, 1))],
    ][step]


def right_of(step: int, samples: int) -> float:
    """Return the gradient that a step asks for."""
    exercise, arguments, place = readings(step, samples)[0]
    return float(at(exercise.reference(*arguments), place))


def mistakes_of(step: int) -> list[dict[str, Any]]:
    """Return the bank's wrong formulas that a step can tell from the right one, with what each gives, batch by batch.

    A value is None where it cannot be told from the right one.
    """
    found: dict[str, dict[str, Any]] = {}
    for number, samples in enumerate(BATCHES):
        for exercise, arguments, place in readings(step, samples):
            for wrong in exercise.wrong:
                value = wrong_value(exercise.reference, wrong.answer, arguments, place)
                if value is None or abs(value - right_of(step, samples)) < TIE:
                    continue
                said = {"name": wrong.name, "why": wrong.why, "hint": wrong.hint, "values": [None] * len(BATCHES)}
                found.setdefault(wrong.name, said)["values"][number] = value
    return list(found.values())


def wrong_value(reference: Any, answer: Any, arguments: list[Any], place: tuple[Any, ...]) -> float | None:
    """Return the number in which a wrong answer differs, or None where its shape does already."""
    right, wrong = (part(each(*arguments), place) for each in (reference, answer))
    return float(wrong[0][wrong[1]]) if np.shape(wrong[0]) == np.shape(right[0]) else None


def part(answer: Any, place: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Return the table that a place is in, of several, and the place in the table."""
    return (np.asarray(answer[place[0]]), place[1:]) if isinstance(answer, tuple) else (np.asarray(answer), place)


def at(answer: Any, place: tuple[Any, ...]) -> Any:
    """Return the number at a place of an answer."""
    table, inside = part(answer, place)
    return table[inside]


WIDGET: Any = BackwardPassWidget
