"""The cross-entropy widget: one sample, its score, what two costs ask for it, and how hard each pulls at the score.

In JupyterLab::

    widget = CrossEntropyWidget(score=-4)
    widget.observe(print, ["score", "smoothing", "steps"])
    widget.steps = 20
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import MINUS, BookWidget, css, esm, fixed, of_reader
from matplotlib.figure import Figure

REACH = 5
SMOOTHED = 0.3  # the smoothing that the task asks about


class CrossEntropyWidget(BookWidget):
    """A sample of two classes: cross-entropy and squared error over the score of its true class."""

    _esm, _css = esm("cross_entropy"), css("cross_entropy")

    score = of_reader(traitlets.Float(1.0, help="the log-odds of the true class, from -5 to 5"))
    smoothing = of_reader(traitlets.Float(0.0, help="the share that is taken from the target, from 0 to 0.5"))
    steps = of_reader(traitlets.Int(0, help="how many steps of descent both costs have taken, from 0 to 100"))
    answer = of_reader(traitlets.Unicode("", help="the cheapest probability, as typed"))

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            "A neuron is confidently wrong: the true class gets almost no probability. Which cost pulls its score up "
            "harder, the cross-entropy or the squared error, or do both about alike?",
            "A share of the target is taken away and spread over both classes. Where is the cross-entropy lowest now: "
            "still at an endless score, at a finite one, or at the score 0?",
            f"With the smoothing {SMOOTHED}, which probability of the true class costs least? Two decimals.",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return both costs and their slopes at several scores, and the cross-entropy of a smoothed target."""
        heads = ["score", "probability", "cross-entropy", "its slope", "squared error", "its slope"]
        smoothed = smoothed_target(SMOOTHED)
        rows = []
        for z in (-5, -4, -3, -2, -1, 0, 1, 1.5, 1.7, 2, 3, 4, 5):
            values = (probability(z), *cross_entropy(z, 1), *squared_error(z, 1), cross_entropy(z, smoothed)[0])
            rows.append([fixed(z, 1), *(fixed(float(value), 3) for value in values)])
        return [*heads, f"cross-entropy, smoothing {SMOOTHED}"], rows

    def alt(self) -> str:
        """Return what the drawing shows."""
        return (
            "Two drawings over the score of the true class from -5 to 5. Above the costs: the cross-entropy, full, "
            "falls like a straight line and then flattens; the squared error, dashed, is flat at both ends. Below "
            "their slopes: that of the cross-entropy goes from -1 to 0; that of the squared error is near 0 at both "
            "ends, and -0.59 at the most."
        ).replace(" -", f" {MINUS}")

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return both costs, and their slopes below."""
        figure = Figure(figsize=(4.8, 3.8), layout="constrained")
        across = np.linspace(-REACH, REACH, 121)
        target = smoothed_target(self.smoothing)
        above, below = figure.subplots(2, sharex=True, height_ratios=(3, 2))
        for row, axes in enumerate((above, below)):
            axes.plot(across, cross_entropy(across, target)[row], color=colours[0], linewidth=2.2)
            axes.plot(across, squared_error(across, target)[row], color=colours[1], linestyle="--", linewidth=2.2)
        above.annotate("cross-entropy", (-2.4, 3.2), color=ink)
        above.annotate("squared error", (-4.8, 0.8), color=ink)
        ticks = range(-4, REACH, 2)
        below.set_xticks(ticks, [fixed(z, 0) for z in ticks])
        below.set_yticks((-1, 0), [fixed(slope, 0) for slope in (-1, 0)])
        above.set(ylabel="cost")
        below.set(xlabel="score of the true class", ylabel="slope")
        return figure


WIDGET: Any = CrossEntropyWidget


def probability(score: Any) -> Any:
    """Return the probability of the true class."""
    return np.exp(-np.logaddexp(0, -np.asarray(score)))


def smoothed_target(smoothing: float) -> float:
    """Return what is asked of the true class of two."""
    return 1 - smoothing / 2


def cross_entropy(score: Any, target: float) -> tuple[Any, Any]:
    """Return the cost and its slope by the score."""
    return np.logaddexp(0, score) - target * np.asarray(score), probability(score) - target


def squared_error(score: Any, target: float) -> tuple[Any, Any]:
    """Return the cost, summed over both classes, and its slope by the score."""
    p = probability(score)
    return 2 * (p - target) ** 2, 4 * (p - target) * p * (1 - p)
