"""What silence, a look and an alarm cost on average, by the probability of danger; the lowest is bold."""

from itertools import pairwise

import numpy as np
from drawings import BLUE, INK, ORANGE, TEAL
from matplotlib.figure import Figure

FALSE_ALARM, MISS, LOOK = 3, 7, 1
ENDS = (0, LOOK / MISS, 1 - LOOK / FALSE_ALARM, 1)


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 2.9), layout="constrained")
    axes = figure.subplots()
    lines = (
        (lambda p: p * MISS, ORANGE, "-", "silence", (0.36, 4.1)),
        (lambda p: 0 * p + LOOK, TEAL, ":", "look", (0.86, 1.12)),
        (lambda p: (1 - p) * FALSE_ALARM, BLUE, "--", "alarm", (0.02, 3.12)),
    )
    for (cost, colour, dashes, name, place), ends in zip(lines, pairwise(ENDS), strict=True):
        everywhere, where_lowest = np.array([0.0, 1.0]), np.array(ends)
        axes.plot(everywhere, cost(everywhere), color=colour, linestyle=dashes, linewidth=1.6)
        axes.plot(where_lowest, cost(where_lowest), color=colour, linewidth=4, solid_capstyle="butt")
        axes.text(*place, name, color=colour)
    for end in ENDS[1:3]:
        axes.axvline(end, color=INK, linewidth=0.6, linestyle=(0, (2, 4)))
    axes.set(xlabel="probability of danger", ylabel="average cost", xlim=(0, 1), ylim=(0, 5))
    axes.set_xticks([0, 1 / 7, 0.3, 2 / 3, 1], ["0", "0.14", "0.3", "0.67", "1"])
    return figure
