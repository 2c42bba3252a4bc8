"""A layer as four tables: samples times weights, plus biases, are sums. One row and one column are picked out."""

from drawings import BLUE, INK, ORANGE, TEAL
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

SAMPLES, INPUTS, OUTPUTS = 4, 2, 3
ROW, COLUMN = 1, 2


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(6.2, 2.5), layout="constrained")
    axes = figure.subplots()
    table(axes, 0, SAMPLES, INPUTS, "X", {(ROW, i): BLUE for i in range(INPUTS)}, "samples", "inputs")
    table(axes, 4.6, INPUTS, OUTPUTS, "W", {(i, COLUMN): ORANGE for i in range(INPUTS)}, "inputs", "outputs")
    table(axes, 9.4, 1, OUTPUTS, "b", {(0, COLUMN): ORANGE}, "", "outputs")
    table(axes, 14, SAMPLES, OUTPUTS, "Z", {(ROW, COLUMN): TEAL}, "samples", "outputs")
    for sign, x in (("@", 2.9), ("+", 8.5), ("=", 12.9)):
        axes.text(x, 0, sign, ha="center", va="center", fontsize=15)
    axes.set(xlim=(-0.9, 17.1), ylim=(-3.2, 2.9), aspect="equal")
    axes.axis("off")
    return figure


def table(axes, left, rows, columns, name, coloured, down, across):
    """Draw a table around the middle line, with the names of its axes and some coloured cells."""
    top = rows / 2
    for row in range(rows):
        for column in range(columns):
            colour = coloured.get((row, column))
            cell = Rectangle((left + column, top - row - 1), 1, 1, fill=False, edgecolor=INK, linewidth=0.8)
            axes.add_patch(cell)
            if colour:
                axes.add_patch(Rectangle((left + column, top - row - 1), 1, 1, color=colour, alpha=0.55, linewidth=0))
    axes.text(left + columns / 2, -2.75, name, ha="center", va="center", fontsize=14)
    axes.text(left + columns / 2, top + 0.2, across, ha="center", va="bottom", fontsize=11)
    axes.text(left - 0.2, 0, down, ha="right", va="center", rotation=90, fontsize=11)
