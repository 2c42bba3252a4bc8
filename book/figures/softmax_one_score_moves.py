"""The three probabilities while the first score moves and the others rest, with the tangents at 0.7."""

import numpy as np
from drawings import BLUE, INK, ORANGE, TEAL
from matplotlib.figure import Figure

HERE = 0.7
RESTING = (-2.0, -2.4)
LINES = ((BLUE, "-", (1.9, 0.83)), (ORANGE, "--", (-5.8, 0.64)), (TEAL, ":", (-5.8, 0.27)))


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 3.0), layout="constrained")
    axes = figure.subplots()
    moving = np.linspace(-6, 4, 201)
    for k, (colour, dashes, name_at) in enumerate(LINES):
        axes.plot(moving, shares(moving)[k], color=colour, linestyle=dashes, linewidth=2.2)
        axes.text(*name_at, f"class {k}", color=colour)
        here = shares(np.array([HERE]))[k, 0]
        slope = here * ((k == 0) - shares(np.array([HERE]))[0, 0])
        axes.plot([HERE - 1, HERE + 1], [here - slope, here + slope], color=INK, linewidth=1)
        axes.plot(HERE, here, "o", color=INK, markersize=4)
    axes.axvline(HERE, color=INK, linewidth=0.6, linestyle=(0, (2, 4)))
    axes.set(
        xlabel="score of class 0 (the others rest at \N{MINUS SIGN}2 and \N{MINUS SIGN}2.4)",
        ylabel="probability",
        ylim=(-0.05, 1.05),
        xlim=(-6, 4),
    )
    return figure


def shares(moving):
    """Return the probabilities, one row a class, for each value of the first score."""
    powers = np.exp(np.stack([moving, *(np.full_like(moving, z) for z in RESTING)]))
    return powers / powers.sum(axis=0)
