"""Three walks in a valley that is 25 times as steep across as along: descent, momentum and Adam."""

import numpy as np
from drawings import BLUE, INK, ORANGE, TEAL
from matplotlib.figure import Figure

CURVATURES, START = np.array([1.0, 25.0]), np.array([10.0, 1.0])
STEPS = 20


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 4.6), layout="constrained")
    walks = {
        "descent, rate 0.07": (BLUE, descent(0.07)),
        "momentum, rate 0.1": (ORANGE, momentum(0.1, 0.5)),
        "Adam, rate 0.5": (TEAL, adam(0.5)),
    }
    for axes, (name, (colour, walk)) in zip(
        figure.subplots(3, 1, sharex=True, sharey=True), walks.items(), strict=True
    ):
        valley(axes)
        axes.plot(*walk.T, "o-", color=colour, markersize=3.5, linewidth=1.3)
        axes.set_title(name, loc="left", color=colour)
        axes.set(xlim=(-2.5, 11), ylim=(-1.8, 1.4), ylabel="θ₁", yticks=[-1, 0, 1])
    axes.set(xlabel="θ₀")
    return figure


def valley(axes):
    """Draw lines of equal loss, and the bottom."""
    along, across = np.meshgrid(np.linspace(-2.5, 11, 120), np.linspace(-1.8, 1.4, 80))
    losses = (CURVATURES[0] * along**2 + CURVATURES[1] * across**2) / 2
    axes.contour(along, across, losses, levels=[1, 4, 12, 28, 50], colors=INK, linewidths=0.5, alpha=0.5)
    axes.plot(0, 0, "+", color=INK, markersize=8)


def descent(rate):
    """Return the places of a walk against the gradient."""
    return momentum(rate, 0.0)


def momentum(rate, kept):
    """Return the places of a walk that keeps a part of its velocity."""
    places, velocity = [START], 0.0
    for _ in range(STEPS):
        velocity = kept * velocity + CURVATURES * places[-1]
        places.append(places[-1] - rate * velocity)
    return np.array(places)


def adam(rate):
    """Return the places of a walk with a rate of its own for each parameter."""
    places, m, s = [START], 0.0, 0.0
    for step in range(1, STEPS + 1):
        slope = CURVATURES * places[-1]
        m, s = 0.9 * m + 0.1 * slope, 0.999 * s + 0.001 * slope**2
        places.append(places[-1] - rate * m / (1 - 0.9**step) / np.sqrt(s / (1 - 0.999**step)))
    return np.array(places)
