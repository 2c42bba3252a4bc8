"""The composition widget: one function after another, two Jacobians, and their product, entry by entry.

In JupyterLab::

    widget = CompositionWidget(point=[2, -1])
    widget.observe(print, ["point", "entry", "answer"])
    widget.entry = 3
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_author, of_reader
from matplotlib.figure import Figure

from autograder.bank.chapters.computation_graphs.composition import COMPOSITION_JACOBIAN

BETWEEN = ("c = a \N{MINUS SIGN} 5b", "d = ab", "e = a \N{MINUS SIGN} b")
RESULTS = ("u = 3cd", "v = d \N{MINUS SIGN} e")
POINT = [1.0, -1.0]


class CompositionWidget(BookWidget):
    """Two inputs, three values in between, two results."""

    _esm, _css = esm("composition"), css("composition")

    point = of_reader(traitlets.List(traitlets.Float(), POINT, minlen=2, maxlen=2, help="a and b, from -3 to 3"))
    entry = of_reader(traitlets.Int(0, help="which entry of the product is lit: 0 and 1 in the first row, then 2, 3"))
    answer = of_reader(traitlets.Unicode("", help="the entry, as typed"))
    found = of_reader(traitlets.Bool(False, help="whether an entry has been found or shown"))
    mistakes = of_author(traitlets.Dict(help="the bank's wrong formulas: name, why and hint, by the name of each"))

    @traitlets.default("mistakes")
    def _mistakes(self) -> dict[str, list[str]]:
        return {wrong.answer.__name__: [wrong.name, wrong.why, wrong.hint] for wrong in COMPOSITION_JACOBIAN.wrong}

    @property
    def factors(self) -> tuple[np.ndarray, np.ndarray]:
        """The Jacobian of the second function, of shape (2, 3), and that of the first, of shape (3, 2)."""
        a, b = self.point
        second = np.array([[3 * a * b, 3 * (a - 5 * b), 0], [0, 1, -1]])
        return second, np.array([[1, -5], [b, a], [1, -1]])

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            f"The first function makes of a and b the three values {', '.join(BETWEEN)}, the second one makes "
            f"of them {' and '.join(RESULTS)}. Which shape has the Jacobian of both together?",
            "It is a product of the two Jacobians. Which of them stands on the right?",
            f"At a = {fixed(self.point[0], 1)}, b = {fixed(self.point[1], 1)}: what is the entry for u and a?",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return all entries of the two Jacobians."""
        second, first = self.factors
        heads = ["derivative of", *(f"by {name}" for name in "abcde")]
        of_first = [[name, *_written(row), "", "", ""] for name, row in zip(BETWEEN, first, strict=True)]
        return heads, of_first + [[name, "", "", *_written(row)] for name, row in zip(RESULTS, second, strict=True)]

    def alt(self) -> str:
        """Return what the drawing shows."""
        second, first = (" and ".join(f"({', '.join(_written(row))})" for row in table) for table in self.factors)
        return (
            f"Lines lead from the inputs a and b to c, d and e, and from these to the results u and v. Each line has "
            f"its derivative: by a and b, in the rows c, d, e, {first}; by c, d and e, in the rows u, v, {second}."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the two functions as a graph, with a derivative on each line."""
        figure = Figure(figsize=(6.2, 3.2), layout="constrained")
        axes = figure.subplots()
        axes.set_axis_off()
        a, b = self.point
        columns = (
            [f"a = {fixed(a, 1)}", f"b = {fixed(b, 1)}"],
            list(BETWEEN),
            list(RESULTS),
        )
        second, first = self.factors
        for x, slopes in ((0, first.T), (2, second.T)):
            for (i, j), slope in np.ndenumerate(slopes):
                ends = _height(i, len(slopes)), _height(j, slopes.shape[1])
                axes.plot([x, x + 2], ends, color=ink, linewidth=0.7, zorder=0)
                place = x + 1.46, ends[0] + 0.73 * (ends[1] - ends[0])
                axes.text(*place, fixed(slope, 1), ha="center", va="bottom", fontsize=8, color=ink)
        for number, names in enumerate(columns):
            box = {"boxstyle": "round", "facecolor": "white", "edgecolor": colours[number]}
            for i, name in enumerate(names):
                axes.text(2 * number, _height(i, len(names)), name, ha="center", va="center", color="black", bbox=box)
        axes.set(xlim=(-0.6, 4.6), ylim=(-1.3, 1.3))
        return figure


def _height(number: int, count: int) -> float:
    """Return where the middle of one of so many boxes stands."""
    return (count - 1) / 2 - number


def _written(values: Any) -> list[str]:
    return [fixed(float(value), 1) for value in values]


WIDGET: Any = CompositionWidget
