"""Cost and slope against the score of a sample with the label 1: cross-entropy beside half the squared error."""

import numpy as np
from drawings import BLUE, INK, ORANGE
from matplotlib.figure import Figure

SCORES = np.linspace(-8, 8, 321)


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 2.7), layout="constrained")
    costs, slopes = figure.subplots(1, 2)
    p = 1 / (1 + np.exp(-SCORES))
    both(costs, np.logaddexp(0, -SCORES), (1 - p) ** 2 / 2)
    both(slopes, 1 - p, (1 - p) * p * (1 - p))
    costs.set(title="cost", ylim=(-0.2, 8.2), xlabel="score")
    slopes.set(title="size of the slope", ylim=(-0.025, 1.025), xlabel="score")
    costs.text(-3.4, 4.3, "cross-entropy", color=BLUE)
    costs.text(-7.9, 0.75, "squared", color=ORANGE)
    slopes.text(0.4, 0.72, "cross-\nentropy", color=BLUE)
    slopes.text(-7.8, 0.1, "squared", color=ORANGE)
    return figure


def both(axes, cross_entropy, squared):
    """Draw both curves, told apart by colour and by dashes."""
    axes.axvline(0, color=INK, linewidth=0.6, linestyle=(0, (2, 4)))
    axes.plot(SCORES, cross_entropy, color=BLUE, linewidth=2.2)
    axes.plot(SCORES, squared, color=ORANGE, linewidth=2.2, linestyle="--")
    axes.set_xticks([-8, -4, 0, 4, 8])
