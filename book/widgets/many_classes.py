"""The widget of many classes from classifiers of two: each against the rest, or each against each.

In JupyterLab::

    widget = ManyClassesWidget(rule="votes")
    widget.observe(print, ["rule", "point"])
    widget.factor = 4
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_author, of_reader
from matplotlib.figure import Figure

RULES = {
    "claims": "the only claim",
    "scores": "largest score",
    "distances": "largest distance",
    "votes": "most votes of the pairs",
}
PAIRS = ((0, 1), (0, 2), (1, 2))
DUELS = [[1.0, -1.0, 0.8], [1.5, 0.5, 0.4], [0.5, 1.0, -1.2]]
Numbers = traitlets.List(traitlets.Float(), minlen=3, maxlen=3)


class ManyClassesWidget(BookWidget):
    """Three classifiers against the rest, three of pairs, and four rules that make a choice of three classes."""

    _esm, _css = esm("many_classes"), css("many_classes")

    weights = of_author(traitlets.List(Numbers, [[2.0, 0.3, -1.0], [0.0, 0.4, 1.0]], help="a column for each class"))
    bias = of_author(traitlets.List(traitlets.Float(), [0.5, 0.2, -0.1], minlen=3, maxlen=3))
    duels = of_author(traitlets.List(Numbers, DUELS, help="w1, w2 and b for the pairs 01, 02 and 12"))
    rule = of_reader(traitlets.Enum(list(RULES), "scores"))
    factor = of_reader(traitlets.Float(1.0, help="multiplies weights and bias of class 0, from 0.25 to 4"))
    point = of_reader(traitlets.List(traitlets.Float(), [0.6, 0.9], minlen=2, maxlen=2, help="sample A"))

    @property
    def W(self) -> np.ndarray:
        """The weights as they stand: an array of shape (2, 3)."""
        return np.array(self.weights) * [self.factor, 1, 1]

    @property
    def b(self) -> np.ndarray:
        """The biases as they stand: an array of shape (3,)."""
        return np.array(self.bias) * [self.factor, 1, 1]

    def votes(self, X: np.ndarray) -> np.ndarray:
        """Return how many duels each class wins at each place: an array of shape (n_samples, 3)."""
        duels = np.array(self.duels)
        first_wins = X @ duels[:, :2].T + duels[:, 2] > 0
        return sum(np.eye(3, dtype=int)[np.where(first_wins[:, i], *pair)] for i, pair in enumerate(PAIRS))

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            "Each class has a classifier against the rest, and claims a sample if its score is positive. Is every "
            "place claimed by exactly one class, or are some claimed by several and others by none?",
            "Weights and bias of class 0's classifier are multiplied by 4. Its boundary stays where it is. Does class "
            "0 win more of the plane by the largest score, by the largest distance, by both, or by neither?",
            "Three classifiers of two classes each, one for each pair; every one has a vote. Can it happen that no "
            "class has the most votes?",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return scores, distances and votes at some places, and with class 0's classifier stretched."""
        heads = ["sample", "class 0 times", "scores", "distances", "votes"]
        rows = []
        for point in (self.point, (-1.5, -1.0), (1.0, 1.5), (-0.3, 1.0)):
            for factor in (1, 4):
                x, stretch = np.array([point]), np.array([factor, 1, 1])
                W, b = np.array(self.weights) * stretch, np.array(self.bias) * stretch
                scores = x @ W + b
                columns = [scores[0], scores[0] / np.linalg.norm(W, axis=0)]
                texts = [", ".join(fixed(value, 2) for value in column) for column in columns]
                place = ", ".join(fixed(value, 1) for value in point)
                rows.append([place, str(factor), *texts, ", ".join(map(str, self.votes(x)[0]))])
        return heads, rows

    def alt(self) -> str:
        """Return what the drawing shows."""
        return (
            "Two pictures of the plane of two inputs with three lines each. Left each line is the boundary of a class "
            "against the rest, and the plane is coloured by the largest score; right each line parts a pair of "
            "classes, and the plane is coloured by the most votes; a small triangle in the middle, where each class "
            "has one, stays blank."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the regions by the largest score and by votes."""
        figure = Figure(figsize=(6.6, 3), layout="constrained")
        across, up = np.linspace(-3, 3, 121), np.linspace(-2.4, 2.4, 97)
        grid = np.stack(np.meshgrid(across, up), axis=-1)
        votes = self.votes(grid.reshape(-1, 2)).reshape(*grid.shape[:2], 3)
        by_votes = np.where(votes.max(axis=-1) == 2, votes.argmax(axis=-1), -1)
        duels = np.array(self.duels)
        ways = (
            ("largest score", (grid @ self.W + self.b).argmax(axis=-1), np.vstack([self.W, self.b]).T),
            ("most votes", by_votes, duels),
        )
        for axes, (title, classes, lines) in zip(figure.subplots(1, 2), ways, strict=True):
            axes.contourf(across, up, classes, levels=[-0.5, 0.5, 1.5, 2.5], colors=colours, alpha=0.25)
            for w1, w2, b in lines:
                axes.contour(across, up, grid @ np.array([w1, w2]) + b, levels=[0], colors=ink, linewidths=0.9)
            axes.plot(*self.point, "o", color=ink)
            axes.annotate("A", self.point, (6, 3), textcoords="offset points", color=ink)
            axes.set(title=title, xlabel="input $x_1$", ylabel="input $x_2$", aspect="equal", xticks=[], yticks=[])
        return figure


WIDGET: Any = ManyClassesWidget
