"""A sample of nine pixels beside the templates of three classes."""

import numpy as np
from drawings import BLUE, INK
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

SAMPLE = np.array([[1, -1, -1], [1, 1, 1], [-1, -1, -1]])
TEMPLATES = {
    "class 0": np.array([[-1, -1, -1], [1, 1, 1], [-1, -1, -1]]),
    "class 1": np.array([[-1, 1, -1], [-1, 1, -1], [-1, 1, -1]]),
    "class 2": np.array([[1, -1, -1], [-1, 1, -1], [-1, -1, 1]]),
}


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 1.55), layout="constrained")
    first, *others = figure.subplots(1, 4)
    picture(first, SAMPLE, "sample")
    for axes, (name, template) in zip(others, TEMPLATES.items(), strict=True):
        picture(axes, template, name)
    return figure


def picture(axes, pixels, title):
    """Draw pixels, filled for ink and with their outlines for paper."""
    for (row, column), ink in np.ndenumerate(pixels):
        colours = {"facecolor": BLUE} if ink > 0 else {"facecolor": "none"}
        axes.add_patch(Rectangle((column, 2 - row), 1, 1, edgecolor=INK, linewidth=0.8, **colours))
    axes.set(xlim=(-0.05, 3.05), ylim=(-0.05, 3.05), aspect="equal", title=title, xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
