"""The sigmoid and its slope, with the tangent at 0 and the slope of its logarithm."""

import numpy as np
from drawings import BLUE, INK, ORANGE, TEAL
from matplotlib.figure import Figure


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 3.0), layout="constrained")
    axes = figure.subplots()
    z = np.linspace(-6, 6, 241)
    s = 1 / (1 + np.exp(-z))
    axes.plot([-2, 2], [0, 1], color=INK, linewidth=0.9, linestyle=(0, (2, 3)))
    for heights, colour, dashes in ((s, BLUE, "-"), (s * (1 - s), ORANGE, "--"), (1 - s, TEAL, ":")):
        axes.plot(z, heights, color=colour, linestyle=dashes, linewidth=2.2)
    axes.text(3.0, 0.86, "$s$", color=BLUE)
    axes.text(1.9, 0.19, "$s(1 - s)$", color=ORANGE)
    axes.text(-5.4, 0.87, "$1 - s$", color=TEAL)
    axes.axhline(0.25, color=INK, linewidth=0.5, linestyle=(0, (1, 5)))
    axes.set(xlabel="weighted sum $z$", xlim=(-6, 6), ylim=(-0.04, 1.04), yticks=[0, 0.25, 0.5, 0.75, 1])
    return figure
