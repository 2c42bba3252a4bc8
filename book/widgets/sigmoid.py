"""The sigmoid widget: a weighted sum to move, and what the step and the logistic function make of it.

In JupyterLab::

    widget = SigmoidWidget(sum=1.5)
    widget.observe(print, "sum")
    widget.sum = -2
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_reader
from matplotlib.figure import Figure

REACH = 6


class SigmoidWidget(BookWidget):
    """The step and the sigmoid over the weighted sum, with a point to move along them."""

    _esm, _css = esm("sigmoid"), css("sigmoid")

    sum = of_reader(traitlets.Float(1.5, help="the weighted sum, from -6 to 6"))
    answer = of_reader(traitlets.Unicode("", help="the sum typed for the task"))

    @property
    def probability(self) -> float:
        """The probability of class 1."""
        return float(sigmoid(np.array(self.sum)))

    @property
    def slope(self) -> float:
        """How fast the probability changes with the sum."""
        return self.probability * (1 - self.probability)

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            "Where does the probability answer most to a small change of the sum: at the sum 0, at a large sum, or "
            "everywhere alike?",
            "The sum grows by 1. What becomes of the odds p / (1 \N{MINUS SIGN} p): do they grow by 1, are they "
            "multiplied by e, or does that depend on where one starts?",
            "Which sum makes the neuron 90 per cent sure of class 1? Two decimals.",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return step, probability and odds at sums that differ by 1, and close to some of them."""
        heads = ["sum", "step", "probability", "odds"]
        sums = np.array([-4, -3, -2, -1, 0, 0.1, 1, 2, 2.2, 3, 4, 4.1])
        cases = zip(sums, sums > 0, sigmoid(sums), np.exp(sums), strict=True)
        return heads, [[fixed(z, 1), str(int(step)), f"{p:.4f}", f"{odds:.4f}"] for z, step, p, odds in cases]

    def alt(self) -> str:
        """Return what the drawing shows."""
        return (
            "Two curves over the weighted sum from -6 to 6: the step, dashed, which jumps from 0 to 1 at the sum 0; "
            "the sigmoid, which rises smoothly from 0 to 1 and is one half at the sum 0. A mark at the sum "
            f"{fixed(self.sum, 1)}, where the sigmoid is {self.probability:.3f}."
        ).replace("-6", "\N{MINUS SIGN}6")

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the two curves, with a mark where the sum stands."""
        figure = Figure(figsize=(4.8, 2.6), layout="constrained")
        axes = figure.subplots()
        across = np.linspace(-REACH, REACH, 121)
        axes.plot([-REACH, 0, 0, REACH], [0, 0, 1, 1], color=colours[1], linestyle="--", linewidth=2.2)
        axes.plot(across, sigmoid(across), color=colours[0], linewidth=2.2)
        axes.plot(self.sum, self.probability, "o", color=ink)
        axes.annotate("sigmoid", (1.2, 0.62), color=ink)
        axes.annotate("step", (0.2, 0.12), color=ink)
        ticks = range(-REACH, REACH + 1, 2)
        axes.set_xticks(ticks, [fixed(z, 0) for z in ticks])
        axes.set(xlabel="weighted sum $z$", ylabel="probability of class 1", yticks=[0, 0.5, 1])
        return figure


WIDGET: Any = SigmoidWidget


def sigmoid(sums: np.ndarray) -> np.ndarray:
    """Return the logistic function of each sum, of any size."""
    powers = np.exp(-np.abs(sums))
    return np.where(sums >= 0, 1, powers) / (1 + powers)
