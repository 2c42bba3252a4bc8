"""The descent widget: gradient descent on a parabola and on an elongated bowl, with a learning rate to move.

In JupyterLab::

    widget = DescentWidget(rate=0.1, steps=10)
    widget.observe(print, ["on", "rate", "steps", "start", "place"])
    widget.on = "surface"
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import MINUS, BookWidget, css, esm, fixed, of_reader
from matplotlib.axes import Axes
from matplotlib.figure import Figure

ELONGATION = 10  # the surface's curvature in its steepest direction, divided by that in its flattest
ACROSS, UP = 5, 3.74  # how far the surface is drawn


class DescentWidget(BookWidget):
    """A walk downhill: a curve and a surface, one rate and one curvature for both."""

    _esm, _css = esm("descent"), css("descent")

    on = of_reader(traitlets.Enum(["curve", "surface"], "curve"))
    rate = of_reader(traitlets.Float(0.05, help="the learning rate, from 0.01 to 0.6"))
    curvature = of_reader(traitlets.Float(4.0, help="of the curve, and the steepest of the surface, from 1 to 8"))
    steps = of_reader(traitlets.Int(6, help="how many steps have been taken, from 0 to 20"))
    start = of_reader(traitlets.Float(1.0, help="where the walk on the curve starts, from -2 to 2"))
    place = of_reader(traitlets.List(traitlets.Float(), [-4.0, 1.2], minlen=2, maxlen=2, help="where on the surface"))
    answer = of_reader(traitlets.Unicode("", help="the largest rate of another surface, as typed"))

    def walk(self) -> np.ndarray:
        """Return the places of the walk on the surface or on the curve: an array of shape (1 + steps, 2 or 1)."""
        bends = np.array([self.curvature / ELONGATION, self.curvature] if self.on == "surface" else [self.curvature])
        return walk(np.array(self.place if self.on == "surface" else [self.start]), bends, self.rate, self.steps)

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            "A curve has the curvature 4: its slope at \N{GREEK SMALL LETTER THETA} is 4\N{GREEK SMALL LETTER THETA}. "
            "From which learning rate on does descent run away: 0.25, 0.5, 1, or never?",
            "On the elongated surface a step goes against the gradient. Does it point at the minimum: always, only "
            "from the axes of the ellipses, or never?",
            "Another surface has the curvature 8 in its steepest direction and 0.5 in its flattest. Up to which "
            "learning rate does a walk arrive? Two decimals.",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return where walks with several rates lead, on the curve and on the surface."""
        heads = ["rate", "curve: after 1 step", "2 steps", "10 steps", "surface: after 1 step", "10 steps"]
        rows = []
        for rate in (0.01, 0.1, 0.25, 0.4, 0.48, 0.5, 0.52, 0.6):
            curve = walk(np.array([1.0]), np.array([4.0]), rate, 10)[:, 0]
            surface = walk(np.array([-4.0, 1.2]), np.array([4 / ELONGATION, 4]), rate, 10)
            pairs = ["(" + ", ".join(fixed(float(x), 3) for x in surface[step]) + ")" for step in (1, 10)]
            rows.append([fixed(rate, 2), *(fixed(float(curve[step]), 3) for step in (1, 2, 10)), *pairs])
        return heads, rows

    def alt(self) -> str:
        """Return what the drawing shows."""
        return (
            f"A parabola of curvature {fixed(self.curvature, 0)} with a walk of {self.steps} steps of rate "
            f"{fixed(self.rate, 2)} from {fixed(self.start, 1)} towards the bottom. Beside it the contour lines of a "
            "surface, ellipses three times as long as high, with a walk that first goes to their long axis and then "
            "along it; its first step points past the minimum in their middle."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the curve and the surface, each with a walk."""
        figure = Figure(figsize=(6.4, 2.6), layout="constrained")
        left, right = figure.subplots(1, 2)
        across = np.linspace(-2, 2, 81)
        left.plot(across, loss(across[:, None], np.array([self.curvature])), color=ink, linewidth=1.2)
        bends = np.array([self.curvature])
        places = walk(np.array([self.start]), bends, self.rate, self.steps)
        left.plot(places[:, 0], loss(places, bends), "o-", color=colours[0], markersize=4)
        left.set(xlabel="parameter \N{GREEK SMALL LETTER THETA}", ylabel="loss", xlim=(-2, 2), ylim=(-0.3, 5.2))
        self._draw_surface(right, ink, colours)
        for axis in (left.xaxis, left.yaxis, right.xaxis, right.yaxis):
            axis.set_major_formatter(lambda value, _: f"{value:g}".replace("-", MINUS))
        return figure

    def _draw_surface(self, axes: Axes, ink: str, colours: list[str]) -> None:
        bends = np.array([self.curvature / ELONGATION, self.curvature])
        around = np.linspace(0, 2 * np.pi, 90)
        for length in range(1, 12):
            axes.plot(length * np.cos(around), length * np.sin(around) / ELONGATION**0.5, color=ink, linewidth=0.6)
        places = walk(np.array(self.place), bends, self.rate, 12)
        axes.plot(places[:, 0], places[:, 1], "o-", color=colours[0], markersize=4)
        axes.plot(0, 0, "+", color=ink)
        axes.set(xlabel="parameter $w_1$", ylabel="parameter $w_2$", aspect="equal")
        axes.set(xlim=(-ACROSS, ACROSS), ylim=(-UP, UP))


WIDGET: Any = DescentWidget


def loss(places: np.ndarray, bends: np.ndarray) -> np.ndarray:
    """Return the height at each place: half the sum of each curvature times the coordinate's square."""
    return np.sum(bends * places**2, axis=-1) / 2


def walk(place: np.ndarray, bends: np.ndarray, rate: float, steps: int) -> np.ndarray:
    """Return the places of a walk of so many steps against the gradient, the start among them."""
    return place * (1 - rate * bends) ** np.arange(steps + 1)[:, None]
