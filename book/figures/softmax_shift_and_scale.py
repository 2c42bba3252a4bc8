"""Three bar charts of scores above their softmax: as they are, all plus 3, all times 0.3."""

import numpy as np
from drawings import BLUE, INK, ORANGE
from matplotlib.figure import Figure

SCORES = np.array([0.7, -2.0, -2.4])
CASES = {"z": SCORES, "z + 3": SCORES + 3, "0.3 z": 0.3 * SCORES}


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 3.3), layout="constrained")
    grid = figure.subplots(2, 3, sharex=True, sharey="row")
    for column, (title, scores) in zip(grid.T, CASES.items(), strict=True):
        shares = np.exp(scores) / np.exp(scores).sum()
        column[0].set_title(title, style="italic")
        bars(column[0], scores, ORANGE, "{:.1f}")
        bars(column[1], shares, BLUE, "{:.2f}")
    grid[0, 0].set(ylabel="scores", ylim=(-4, 5), yticks=[-2, 0, 2, 4])
    grid[1, 0].set(ylabel="probabilities", ylim=(0, 1.2), yticks=[0, 0.5, 1])
    return figure


def bars(axes, heights, colour, label):
    """Draw one bar a class, each with its value above or below it."""
    axes.bar([0, 1, 2], heights, color=colour, width=0.7)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_xticks([0, 1, 2])
    for place, height in enumerate(heights):
        below = height < 0
        text = label.format(height).replace("-", "\N{MINUS SIGN}")
        axes.annotate(
            text,
            (place, height),
            (0, -3 if below else 3),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            fontsize=10,
        )
