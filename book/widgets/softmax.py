"""The softmax widget: what its JavaScript shows, as traits that Python sets and observes.

In JupyterLab::

    widget = SoftmaxWidget(show=["jacobian"])
    widget.observe(print, "scores")
    widget.scores = [1000, 998, 990]

On the book's pages there is no kernel: `widgets.py` makes the widget once, at build time, and writes its state, its
table and its drawing into the page.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import traitlets
from book_widget import MINUS, BookWidget, css, esm, of_author, of_reader
from matplotlib.figure import Figure

PANELS = ("handles", "task", "powers", "jacobian", "gradient")


class SoftmaxWidget(BookWidget):
    """Scores to move, and the probabilities that softmax makes of them.

    `show` lists what stands there of five panels: ``handles`` move all scores together, ``task`` asks for a ratio,
    ``powers`` shows the way from scores to probabilities, ``jacobian`` how each probability reacts to each score,
    ``gradient`` probabilities minus targets.
    """

    _esm, _css = esm("softmax"), css("softmax")

    show = of_author(traitlets.List(traitlets.Enum(PANELS), list(PANELS)))
    row = of_author(traitlets.Int(1, help="the row of the Jacobian that the reader fills"))

    scores = of_reader(traitlets.List(traitlets.Float(), [1.0, 0.2, -1.0], minlen=2, maxlen=5))
    shift = of_reader(traitlets.Float(0.0, help="added to every score"))
    scale = of_reader(traitlets.Float(1.0, help="multiplies every score, before the shift"))
    target = of_reader(traitlets.Int(0, help="the true class"))
    chosen = of_reader(traitlets.Int(-1, help="the score whose column is marked"))
    filled = of_reader(traitlets.List(traitlets.Unicode(), help="the row as the reader typed it"))
    row_shown = of_reader(traitlets.Bool(False, help="whether the row was right, or asked for"))
    answer = of_reader(traitlets.Unicode("", help="the difference typed for the task"))

    questions: ClassVar[dict[str, list[str]]] = {
        "handles": [
            "The same number is added to every score. What will the probabilities do: rise, stand still, become more "
            "equal, or will the largest grow and the others shrink?",
            "Every score is multiplied by the same number below 1. What will the probabilities do?",
        ],
        "task": [
            "Make class 1 twice as likely as class 0 without touching the score of class 0. Which difference of the "
            "two scores do you need, to two decimals?"
        ],
        "powers": [
            "A score rises by exactly 1. What becomes of its power: does it rise by 1, is it multiplied by e (about "
            "2.72), or does that depend on the other scores?"
        ],
        "jacobian": [
            "One score rises a little, and every probability reacts. What do the reactions sum to?",
            "Fill in the empty row of the table, to two decimals.",
        ],
        "gradient": [
            "The score of the true class rises until its probability is nearly 1. What becomes of its p \N{MINUS SIGN} "
            "y: does it go to 1, does it go to 0 from below, or does it become positive in the end?"
        ],
    }

    @property
    def standing(self) -> np.ndarray:
        """The scores as they stand, scaled and shifted: an array of shape (n_classes,)."""
        return self.scale * np.array(self.scores) + self.shift

    @property
    def probabilities(self) -> np.ndarray:
        """The softmax of the scores as they stand: an array of shape (n_classes,)."""
        return shares(self.standing)

    @property
    def jacobian(self) -> np.ndarray:
        """The reaction of probability k to score j: an array of shape (n_classes, n_classes)."""
        p = self.probabilities
        return np.diag(p) - np.outer(p, p)

    @property
    def gradient(self) -> np.ndarray:
        """The gradient of the cross-entropy by the scores: an array of shape (n_classes,)."""
        return self.probabilities - np.eye(len(self.scores))[self.target]

    # --- for the page: what stands there without scripts and on paper ---

    def asked(self) -> list[str]:
        """Return the questions of the panels that are shown."""
        return [question for panel in self.show for question in self.questions[panel]]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the heads and the rows of a table of values from which the questions can be answered."""
        classes = range(len(self.scores))
        heads = ["scores"] + [f"probability of class {k}" for k in classes]
        cases = [self.scores]
        if "powers" in self.show:
            cases += [[z + (k == 0) for k, z in enumerate(self.scores)]]
        if "handles" in self.show:
            cases += [[z + 2 for z in self.scores], [0.5 * z for z in self.scores]]
        if "jacobian" in self.show:
            cases += [[z + 0.1 * (j == k) for k, z in enumerate(self.scores)] for j in classes]
        if "gradient" in self.show:
            cases += [[z + rise * (k == self.target) for k, z in enumerate(self.scores)] for rise in (2, 4, 8)]
        rows = [[listed(scores), *(f"{p:.4f}" for p in shares(np.array(scores)))] for scores in cases]
        if "powers" in self.show:
            heads += [f"power of class {k}" for k in classes]
            rows = [row + [f"{np.exp(z):.4f}" for z in scores] for row, scores in zip(rows, cases, strict=True)]
        return heads, rows

    def alt(self) -> str:
        """Return what the drawing shows, for those who cannot see it."""
        start = f"Scores {listed(self.scores)}; probabilities {', '.join(f'{p:.3f}' for p in self.probabilities)}."
        if "jacobian" in self.show:
            rows = [f"row {k}: {', '.join(signed(x) for x in row)}" for k, row in enumerate(self.jacobian)]
            rows[self.row] = f"row {self.row}: to be filled in"
            return f"{start} A table of how each probability reacts to each score; {'; '.join(rows)}."
        if "powers" in self.show:
            powers = ", ".join(f"{power:.3f}" for power in np.exp(self.standing))
            return f"{start} The curve of the power against the score, with a mark at each score: powers {powers}."
        if "gradient" in self.show:
            return f"{start} The true class is class {self.target}. Bars of p and y, and a line for each p {MINUS} y."
        return (
            f"{start} Two plots of the probabilities: while the same number is added to all scores they are level "
            "lines; while all scores are multiplied by a number they start equal at 0 and draw apart."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the drawing for paper."""
        if "jacobian" in self.show:
            return draw_table(self, ink, colours)
        if "powers" in self.show:
            return draw_powers(self, ink, colours)
        if "gradient" in self.show:
            return draw_gradient(self, ink, colours)
        return draw_handles(self, ink, colours)


WIDGET: Any = SoftmaxWidget  # the name by which the directive finds it


def shares(scores: np.ndarray) -> np.ndarray:
    """Return the softmax along the first axis."""
    powers = np.exp(scores - scores.max(axis=0))
    return powers / powers.sum(axis=0)


def listed(scores: list[float]) -> str:
    return ", ".join(f"{z:.1f}" for z in scores).replace("-", MINUS)


def signed(slope: float) -> str:
    return f"{slope:+.3f}".replace("-", MINUS)


def draw_handles(widget: SoftmaxWidget, ink: str, colours: list[str]) -> Figure:
    """Draw the probabilities against the shift and against the scale."""
    figure = Figure(figsize=(6.2, 2.5), layout="constrained")
    plots = figure.subplots(1, 2, sharey=True)
    scores = np.array(widget.scores)[:, None]
    shifts, scales = np.linspace(-4, 4, 81), np.linspace(0, 2, 81)
    cases = ((shifts, scores + shifts, "added to every score"), (scales, scores * scales, "multiplies every score"))
    for axes, (across, moved, label) in zip(plots, cases, strict=True):
        for k, share in enumerate(shares(moved)):
            axes.plot(across, share, color=colours[k % 3], linestyle=("-", "--", ":")[k % 3], linewidth=2.2)
            axes.annotate(f"class {k}", (across[-1], share[-1]), (4, -4), textcoords="offset points", color=ink)
        axes.set(xlabel=label, ylim=(0, 1), xticks=[across[0], across[40], across[-1]])
    plots[0].set_ylabel("probability")
    return figure


def draw_powers(widget: SoftmaxWidget, ink: str, colours: list[str]) -> Figure:
    """Draw the exponential, and each score with its power."""
    figure = Figure(figsize=(4.6, 2.4), layout="constrained")
    axes = figure.subplots()
    scores = widget.standing
    across = np.linspace(min(scores.min(), 0) - 0.5, scores.max() + 0.5, 81)
    axes.plot(across, np.exp(across), color=ink, linewidth=1.2)
    for rank, k in enumerate(np.argsort(scores)):
        z, power, highest = scores[k], np.exp(scores[k]), rank == len(scores) - 1
        axes.plot([z, z], [0, power], color=colours[k % 3], linewidth=2.2, marker="os^"[k % 3], markevery=[1])
        offset, side = ((-6, 6), "right") if highest else ((2, 8 + 14 * ((rank + 1) % 2)), "left")
        axes.annotate(f"class {k}: {power:.3f}", (z, power), offset, ha=side, color=ink, textcoords="offset points")
    axes.set(xlabel="score", ylabel="power", ylim=(0, None))
    return figure


def draw_gradient(widget: SoftmaxWidget, ink: str, colours: list[str]) -> Figure:
    """Draw probability and target of each class as bars, and a line on which to write their difference."""
    figure = Figure(figsize=(5.2, 0.62 * len(widget.scores) + 0.6), layout="constrained")
    axes = figure.subplots()
    for k, p in enumerate(widget.probabilities):
        axes.barh([k - 0.17, k + 0.17], [p, float(k == widget.target)], height=0.3, color=[colours[0], colours[1]])
        axes.text(p + 0.02, k - 0.17, f"$p_{k}$ = {p:.3f}", va="center", color=ink)
        axes.text(float(k == widget.target) + 0.02, k + 0.17, f"$y_{k}$", va="center", color=ink)
        axes.text(1.25, k, f"$p_{k} - y_{k}$ =", va="center", color=ink)
        axes.plot([1.6, 1.95], [k + 0.15, k + 0.15], color=ink, linewidth=1, linestyle=":")
    axes.set(xlim=(0, 2), ylim=(len(widget.scores) - 0.5, -0.5))
    axes.axis("off")
    return figure


def draw_table(widget: SoftmaxWidget, ink: str, colours: list[str]) -> Figure:
    """Draw the Jacobian with an empty row to fill, and a bar in each cell."""
    count = len(widget.scores)
    figure = Figure(figsize=(1.3 * count + 1, 0.62 * count + 0.8), layout="constrained")
    axes = figure.subplots()
    axes.set(xlim=(-1, count - 0.5), ylim=(count - 0.5, -1))
    axes.axis("off")
    for j in range(count):
        axes.text(j, -0.7, f"score {j}", ha="center", va="center", color=ink)
        axes.text(-0.65, j, f"$p_{j}$", ha="right", va="center", color=ink)
        for k in range(count):
            draw_cell(axes, k, j, None if k == widget.row else widget.jacobian[k, j], ink, colours)
    return figure


def draw_cell(axes: Any, k: int, j: int, slope: float | None, ink: str, colours: list[str]) -> None:
    """Draw one cell: its number and its bar, or a line to write on."""
    axes.plot([j - 0.48, j + 0.48], [k + 0.48, k + 0.48], color=ink, linewidth=0.6)
    if slope is None:
        axes.plot([j - 0.35, j + 0.35], [k + 0.2, k + 0.2], color=ink, linewidth=1, linestyle=":")
        return
    axes.text(j, k - 0.08, signed(slope), ha="center", va="center", color=ink)
    axes.barh(k + 0.33, 1.8 * slope, left=j, height=0.12, color=colours[int(slope < 0)])
