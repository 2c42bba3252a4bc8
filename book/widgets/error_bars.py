"""The error bars widget: probability minus target for three samples, as bars that can be pulled.

In JupyterLab::

    widget = ErrorBarsWidget(labels=[0, 1, 1])
    widget.observe(print, ["scores", "labels", "mean"])
    widget.mean = True
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_reader
from matplotlib.figure import Figure

NAMES = "ABC"
SCORES = [[0.5, 1.0, -0.5], [1.5, 0.0, 0.5], [-0.5, 0.5, 2.0]]
CLASSES = 3
Row = traitlets.List(traitlets.Float(), minlen=CLASSES, maxlen=CLASSES)


class ErrorBarsWidget(BookWidget):
    """The gradient of the cross-entropy by the scores of three samples."""

    _esm, _css = esm("error_bars"), css("error_bars")

    scores = of_reader(traitlets.List(Row, SCORES, minlen=3, maxlen=3, help="a row for each sample"))
    labels = of_reader(traitlets.List(traitlets.Int(), [1, 1, 2], minlen=3, maxlen=3, help="the true classes"))
    mean = of_reader(traitlets.Bool(False, help="whether the loss is the mean over the samples, or their sum"))

    @property
    def probabilities(self) -> np.ndarray:
        """The softmax of each row of scores: an array of shape (3, 3)."""
        powers = np.exp(np.array(self.scores) - np.max(self.scores, axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    @property
    def gradient(self) -> np.ndarray:
        """Probability minus target, divided by 3 if the loss is a mean: an array of shape (3, 3)."""
        errors = self.probabilities - np.eye(CLASSES)[self.labels]
        return errors / len(NAMES) if self.mean else errors

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            "What do the three bars of one sample sum to: to 0, to 1, or does that depend on the scores?",
            "The label of sample A is changed to class 2, and the scores stay. Which bar of sample A is negative then: "
            "that of class 2, that of the most probable class, or that of the least probable one?",
            "The loss becomes a mean over the three samples. What changes in the bars: their lengths, their "
            "directions, or both?",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return scores, probabilities and bars of each sample, for the label as it stands and for class 2."""
        heads = ["sample", "scores", "probabilities", "label", "bars", "bars with 1/3"]
        rows = []
        for labels in (self.labels, [2, *self.labels[1:]]):
            other = type(self)(scores=self.scores, labels=labels)
            for name, scores, p, label, bars in zip(
                NAMES, self.scores, self.probabilities, labels, other.gradient, strict=True
            ):
                lists = [_listed(values, places) for values, places in ((scores, 1), (p, 2), (bars, 2), (bars / 3, 2))]
                rows.append([name, *lists[:2], str(label), *lists[2:]])
            other.close()
        return heads, [row for number, row in enumerate(rows) if row not in rows[:number]]

    def alt(self) -> str:
        """Return what the drawing shows."""
        bars = "; ".join(f"sample {name} {_listed(row, 2)}" for name, row in zip(NAMES, self.gradient, strict=True))
        return f"Probability minus target as bars, class by class: {bars}. The bar of the label points down."

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the bars of the three samples."""
        figure = Figure(figsize=(5, 2.6), layout="constrained")
        axes = figure.subplots()
        for number, (row, p) in enumerate(zip(self.gradient, self.probabilities, strict=True)):
            places = 3.5 * number + np.arange(CLASSES)
            axes.bar(places, row, color=colours, width=0.7)
            for k, (place, value) in enumerate(zip(places, row, strict=True)):
                up = "bottom" if value > 0 else "top"
                axes.text(place, value, fixed(value, 2), ha="center", va=up, color=ink)
                axes.text(place, -1.3, f"{k}\n{p[k]:.2f}\n{int(k == self.labels[number])}", **CENTRED)
            axes.text(places[1], 1.15, f"sample {NAMES[number]}", **CENTRED)
        axes.text(-1.2, -1.3, "class\np\ny", **CENTRED)
        axes.axhline(0, color=ink, linewidth=0.8)
        axes.set(
            xlim=(-1.7, 9.6),
            ylim=(-1.7, 1.4),
            xticks=[],
            yticks=[-1, 0, 1],
            yticklabels=[fixed(y, 0) for y in (-1, 0, 1)],
        )
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        return figure


CENTRED: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 8}


def _listed(values: Any, decimals: int) -> str:
    return ", ".join(fixed(float(value), decimals) for value in values)


WIDGET: Any = ErrorBarsWidget
