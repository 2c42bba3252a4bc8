"""The batches widget: single flowers, threes and all nine at once train the same softmax regression, side by side.

In JupyterLab::

    widget = BatchesWidget(rate=0.03, predictions={"first": "none"})
    widget.observe(print, ["seen", "rate", "order", "seed"])
    widget.seen = 27
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_author, of_reader
from matplotlib.figure import Figure

FLOWERS = [  # petal length and width in centimetres, species: the rows of exercises/data/iris.csv
    [1.5, 0.2, 0],
    [1.4, 0.2, 0],
    [1.6, 0.2, 0],
    [4.7, 1.6, 1],
    [3.3, 1.1, 1],
    [4.6, 1.3, 1],
    [5.6, 2.2, 2],
    [5.1, 1.5, 2],
    [5.6, 1.4, 2],
]
START = np.array([[0.1, 0.05, -0.1], [0.1, -0.1, 0.1], [0.2, 0.2, -0.1]])  # biases in row 0, weights below
ORDERS = {"table": "in the order of the table", "turns": "one of each species in turn"}
IN_ORDER = {"table": [0, 1, 2, 3, 4, 5, 6, 7, 8], "turns": [0, 3, 6, 1, 4, 7, 2, 5, 8]}
SIZES = {"single flowers": 1, "threes": 3, "all nine": 9}
PASSES = 6


class BatchesWidget(BookWidget):
    """Three ways to spend the same passes over nine flowers."""

    _esm, _css = esm("batches"), css("batches")

    flowers = of_author(traitlets.List(traitlets.List(traitlets.Float()), FLOWERS, help="[length, width, species]"))
    seen = of_reader(traitlets.Int(3, help="how many flowers have been shown, from 0 to 54: six passes"))
    rate = of_reader(traitlets.Float(0.1, help="the learning rate, from 0.01 to 0.15"))
    order = of_reader(traitlets.Enum([*ORDERS, "shuffled"], "table"))
    seed = of_reader(traitlets.Int(1, help="decides how the flowers are shuffled, anew for each pass"))
    answer = of_reader(traitlets.Unicode("", help="the largest rate, as typed"))

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            "One pass over the nine flowers in the order of the table, at the rate 0.1. Every step goes down the loss "
            "of its own batch. Where does the mean loss of all nine end above its start: with none of the three "
            "batch sizes, with single flowers only, with single flowers and threes, or with all?",
            "Now the flowers come one of each species in turn. Who ends the first pass below the start that did not "
            "before: nobody, the threes, or the threes and the single flowers?",
            "Single flowers, in the order of the table: which is the largest rate, in hundredths, with which the "
            "first pass ends below the start?",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the mean loss after passes, for both orders, several rates and the three sizes."""
        rows = []
        for order, rate in (("table", 0.1), ("turns", 0.1), *(("table", hundredth / 100) for hundredth in range(3, 9))):
            for name, size in SIZES.items():
                losses = run(IN_ORDER[order], size, rate)
                after = (losses[passes * 9 // size] for passes in (0, 1, 2, PASSES))
                rows.append([ORDERS[order], fixed(rate, 2), name, *(fixed(loss, 3) for loss in after)])
        return ["order", "rate", "batches", "loss at the start", "after 1 pass", "2 passes", f"{PASSES} passes"], rows

    def alt(self) -> str:
        """Return what the drawing shows."""
        losses = {name: run(IN_ORDER["table"], size, self.rate)[9 // size] for name, size in SIZES.items()}
        said = ", ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
        return (
            f"The mean loss of nine flowers over {PASSES} passes at the rate {fixed(self.rate, 2)}, in the order of "
            f"the table, for three batch sizes. It starts at 1.259. After one pass: {said}."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the three losses over the passes, in the order of the table."""
        figure = Figure(figsize=(5.4, 3), layout="constrained")
        axes = figure.subplots()
        for name, style, mark, colour in zip(SIZES, ("-", "--", ":"), "os^", colours, strict=True):
            losses = run(IN_ORDER["table"], SIZES[name], self.rate)
            passes = np.arange(len(losses)) * SIZES[name] / 9
            every = 9 // SIZES[name]
            axes.plot(passes, losses, style, color=colour, marker=mark, markevery=every, linewidth=2, label=name)
        axes.axhline(run(IN_ORDER["table"], 9, self.rate)[0], color=ink, linewidth=0.7)
        axes.set(xlabel="passes over the nine flowers", ylabel="mean loss")
        axes.legend(frameon=False)
        return figure


WIDGET: Any = BatchesWidget


def probabilities(theta: np.ndarray) -> np.ndarray:
    """Return the probabilities of the three species for each flower: an array of shape (9, 3)."""
    powers = np.exp(np.array([[1, length, width] for length, width, _ in FLOWERS]) @ theta)
    return powers / powers.sum(axis=1, keepdims=True)


def run(order: list[int], size: int, rate: float) -> list[float]:
    """Return the mean loss at the start and after each step of all passes."""
    inputs = np.array([[1, length, width] for length, width, _ in FLOWERS])
    targets = np.eye(3)[[int(species) for *_, species in FLOWERS]]
    theta, losses = START, []
    batches = [order[first : first + size] for first in range(0, 9, size)] * PASSES
    for rows in [*batches, None]:
        shares = probabilities(theta)
        losses.append(float(-np.mean(np.log(np.sum(shares * targets, axis=1)))))
        if rows is not None:
            theta = theta - rate * inputs[rows].T @ (shares - targets)[rows] / size
    return losses
