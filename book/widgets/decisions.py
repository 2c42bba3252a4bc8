"""The widget of decisions: probabilities on a triangle, a table of utilities, and what each action is worth on average.

In JupyterLab::

    widget = DecisionsWidget(probabilities=[0.2, 0.3, 0.5])
    widget.observe(print, ["probabilities", "utilities"])
    widget.ask = 3
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_reader
from matplotlib.figure import Figure

CLASSES = ("healthy", "mild", "grave")
ACTIONS = ("send home", "give pills", "to hospital")
UTILITIES = [[6.0, 4.0, 1.0], [2.0, 6.0, 4.0], [-10.0, -4.0, 8.0]]
CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(3) / 2]])
Numbers = traitlets.List(traitlets.Float(), minlen=3, maxlen=3)


class DecisionsWidget(BookWidget):
    """Three classes, three actions, and a fourth: to ask."""

    _esm, _css = esm("decisions"), css("decisions")

    probabilities = of_reader(traitlets.List(traitlets.Float(), [0.6, 0.3, 0.1], minlen=3, maxlen=3))
    utilities = of_reader(traitlets.List(Numbers, UTILITIES, minlen=3, maxlen=3, help="a row for each class"))
    bonus = of_reader(traitlets.Float(0.0, help="what every action is worth more if it is grave, from -5 to 5"))
    ask = of_reader(traitlets.Float(-10.0, help="what asking is worth, from -10 to 10"))
    answer = of_reader(traitlets.Unicode("", help="the threshold, as typed"))

    @property
    def U(self) -> np.ndarray:
        """What each action is worth for each class, asking last: an array of shape (3, 4)."""
        table = np.array(self.utilities)
        table[2] += self.bonus
        return np.column_stack([table, np.full(3, self.ask)])

    @property
    def worth(self) -> np.ndarray:
        """What each action is worth on average: an array of shape (4,)."""
        return np.array(self.probabilities) @ self.U

    def asked(self) -> list[str]:
        """Return the questions."""
        table = "; ".join(
            f"if {name}, " + ", ".join(f"{action} {fixed(u, 0)}" for action, u in zip(ACTIONS, row, strict=True))
            for name, row in zip(CLASSES, self.utilities, strict=True)
        )
        return [
            f"What an action is worth depends on what is true: {table}. The probabilities are healthy 0.6, mild 0.3, "
            "grave 0.1. Which action is worth most on average?",
            "If the case is grave, every action is worth 5 more than the table says. Do the regions on the triangle, "
            "in which an action is best, stand still, or does one of them grow?",
            "A fourth action, to ask a colleague, is worth the same whatever is true. Its worth rises slowly. Where "
            "does it win first: near a corner, in the very middle, or at a border between two regions?",
            "Suppose that it is not mild. From which probability of grave on is the hospital worth more than sending "
            "home? Two decimals.",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return what the actions are worth for some probabilities."""
        heads = [*(f"probability: {name}" for name in CLASSES), *ACTIONS, "best on average"]
        cases = [
            (0.6, 0.3, 0.1),
            (1, 0, 0),
            (0, 1, 0),
            (0, 0, 1),
            (0.8, 0, 0.2),
            (0.75, 0, 0.25),
            (1 / 3, 1 / 3, 1 / 3),
        ]
        rows = []
        for case in cases:
            worth = np.array(case) @ self.U[:, :3]
            numbers = [fixed(value, 2) for value in (*case, *worth)]
            rows.append([*numbers, ACTIONS[int(np.argmax(worth))]])
        return heads, rows

    def alt(self) -> str:
        """Return what the drawing shows."""
        chances = ", ".join(f"{name} {fixed(p, 2)}" for name, p in zip(CLASSES, self.probabilities, strict=True))
        return (
            "All probabilities of three classes as a triangle, each corner a class that is certain, divided by "
            "straight lines into regions where one of three actions is worth most on average. A mark stands at "
            f"{chances}."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the triangle with its regions and the probabilities."""
        figure = Figure(figsize=(4.4, 3.6), layout="constrained")
        axes = figure.subplots()
        p = np.array([[i, j, 80 - i - j] for i in range(81) for j in range(81 - i)]) / 80
        best = np.argmax(p @ self.U, axis=1)
        places = p @ CORNERS
        for action, name in enumerate((*ACTIONS, "ask a colleague")):
            if action in best:
                colour = ink if action == 3 else colours[action]
                inside = places[best == action]
                axes.plot(inside[:, 0], inside[:, 1], ".s^x"[action], color=colour, markersize=2, label=name)
        outline = CORNERS[[0, 1, 2, 0]]
        axes.plot(outline[:, 0], outline[:, 1], color=ink, linewidth=1)
        for name, corner, shift in zip(CLASSES, CORNERS, (-14, -14, 6), strict=True):
            axes.annotate(name, corner, (0, shift), textcoords="offset points", ha="center", color=ink)
        axes.plot(*(np.array(self.probabilities) @ CORNERS), "o", color=ink, markersize=8)
        axes.set(xlim=(-0.1, 1.1), ylim=(-0.1, 1.0), aspect="equal")
        axes.set_axis_off()
        axes.legend(loc="upper left", markerscale=4, fontsize="small")
        return figure


WIDGET: Any = DecisionsWidget
