"""The triangle that three neurons know: their boundaries, arrows to the inner side, a point inside and one outside."""

import numpy as np
from drawings import BLUE, INK, ORANGE, TEAL
from matplotlib.figure import Figure

REACH = (-1.4, 5.2)
NEURONS = ((0, 1, 0, BLUE), (0, 0, 1, ORANGE), (4, -1, -1, TEAL))  # bias, two weights, colour
NAMES = ((0.12, 4.75, "$x_1 = 0$"), (-1.3, 0.15, "$x_2 = 0$"), (1.3, 3.05, "$x_1 + x_2 = 4$"))
POINTS = {"(1, 1)": (1, 1), "(3, 2)": (3, 2)}


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.4, 3.7), layout="constrained")
    axes = figure.subplots()
    axes.fill([0, 4, 0], [0, 0, 4], color=INK, alpha=0.08, linewidth=0)
    for bias, first, second, colour in NEURONS:
        weights = np.array([first, second])
        normal = weights / np.linalg.norm(weights)
        foot = np.array([4 / 3, 4 / 3]) - normal * (bias + weights @ [4 / 3, 4 / 3]) / np.linalg.norm(weights)
        along = np.array([-normal[1], normal[0]])
        ends = np.array([foot - 8 * along, foot + 8 * along])
        axes.plot(*ends.T, color=colour, linewidth=2)
        axes.annotate("", foot + 0.55 * normal, foot, arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 2})
    for x, y, text in NAMES:
        axes.text(x, y, text)
    for name, (x, y) in POINTS.items():
        axes.plot(x, y, "o", color=INK, markersize=5)
        axes.annotate(name, (x, y), (6, 5), textcoords="offset points")
    axes.set(xlim=REACH, ylim=REACH, aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    return figure
