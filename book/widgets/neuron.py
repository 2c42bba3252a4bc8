"""The neuron widget: two weights, a bias, the boundary they make, and three points on one side of it or the other.

In JupyterLab::

    widget = NeuronWidget(weights=[2, 3], bias=1)
    widget.observe(print, ["weights", "bias", "points"])
    widget.factor = 2
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_reader
from matplotlib.figure import Figure

NAMES = "ABC"
REACH = 4
POINTS = [[1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]]
Point = traitlets.List(traitlets.Float(), minlen=2, maxlen=2)


class NeuronWidget(BookWidget):
    """A neuron of two inputs in the plane; everything in it can be dragged."""

    _esm, _css = esm("neuron"), css("neuron")

    weights = of_reader(traitlets.List(traitlets.Float(), [2.0, 3.0], minlen=2, maxlen=2))
    bias = of_reader(traitlets.Float(1.0))
    factor = of_reader(traitlets.Float(1.0, help="multiplies the weights and the bias, from 0.5 to 2"))
    points = of_reader(traitlets.List(Point, POINTS, minlen=3, maxlen=3, help="A, B and C, each as [x1, x2]"))
    answer = of_reader(traitlets.Unicode("", help="the distance of point B, as typed"))

    @property
    def theta(self) -> np.ndarray:
        """The bias, then the weights, as they stand: an array of shape (3,)."""
        return self.factor * np.array([self.bias, *self.weights])

    @property
    def sums(self) -> np.ndarray:
        """The weighted sum at each point: an array of shape (3,)."""
        return np.array(self.points) @ self.theta[1:] + self.theta[0]

    @property
    def distances(self) -> np.ndarray:
        """The signed distance of each point from the boundary: an array of shape (3,)."""
        return self.sums / np.linalg.norm(self.theta[1:])

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            "Both weights and the bias are doubled. What does the boundary do: does it stand still, move away from "
            "the origin, move towards the origin, or turn?",
            f"How far is point B, ({', '.join(fixed(x, 1) for x in self.points[1])}), from the boundary, with a sign "
            "that tells the side? Two decimals.",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the sums at the points, for the parameters as they stand, doubled, and with a larger bias."""
        heads = ["bias and weights", *(f"sum at {name}" for name in NAMES), "length of the weights"]
        rows = []
        for b, *w in (self.theta, 2 * self.theta, self.theta + np.array([1, 0, 0])):
            sums = np.array(self.points) @ w + b
            parameters = ", ".join(fixed(value, 1) for value in (b, *w))
            rows.append([parameters, *(fixed(value, 2) for value in sums), fixed(float(np.linalg.norm(w)), 3)])
        return heads, rows

    def alt(self) -> str:
        """Return what the drawing shows."""
        b, w1, w2 = (fixed(value, 1) for value in self.theta)
        points = "; ".join(
            f"{name} at ({', '.join(fixed(x, 1) for x in point)})"
            for name, point in zip(NAMES, self.points, strict=True)
        )
        return (
            f"The plane of two inputs with the boundary of a neuron of bias {b} and weights {w1} and {w2}, the weights "
            f"as an arrow at right angles to it, and three points: {points}."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the plane with boundary, weights and points."""
        figure = Figure(figsize=(4.2, 3.5), layout="constrained")
        axes = figure.subplots()
        bias, *weights = self.theta
        foot = -bias * np.array(weights) / np.dot(weights, weights)
        along = np.array([-weights[1], weights[0]])
        line = np.array([foot - 9 * along, foot + 9 * along])
        axes.plot(line[:, 0], line[:, 1], color=ink, linewidth=2)
        axes.annotate("", weights, (0, 0), arrowprops={"arrowstyle": "->", "color": colours[0], "linewidth": 2.2})
        axes.annotate("w", weights, (5, 2), textcoords="offset points", color=ink)
        for name, point in zip(NAMES, self.points, strict=True):
            axes.plot(*point, "o", color=colours[1])
            axes.annotate(name, point, (6, 4), textcoords="offset points", color=ink)
        axes.set(xlim=(-5, 5), ylim=(-REACH, REACH), xlabel="input $x_1$", ylabel="input $x_2$", aspect="equal")
        ticks = range(-REACH, REACH + 1, 2)
        axes.set_xticks(ticks, [fixed(tick, 0) for tick in ticks])
        axes.set_yticks(ticks, [fixed(tick, 0) for tick in ticks])
        return figure


WIDGET: Any = NeuronWidget
