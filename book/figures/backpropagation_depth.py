"""How large the gradients by the sums of ten layers are, for four ways to start."""

import numpy as np
from drawings import BLUE, INK, ORANGE, TEAL
from matplotlib.figure import Figure

LAYERS, UNITS, SAMPLES, SEED = 10, 64, 200, 0
# unit, spread of a weight times the root of the number of units, colour, dashes, where the words stand
STARTS = (
    ("relu", 2.0, ORANGE, "-", "ReLU, 2"),
    ("relu", np.sqrt(2), BLUE, "-", "ReLU, √2"),
    ("relu", 1.0, TEAL, "--", "ReLU, 1"),
    ("sigmoid", 1.0, INK, ":", "sigmoid, 1"),
)


def sizes(unit: str, spread: float) -> np.ndarray:
    """Return the mean size of the gradient by the sums of each layer, first layer first; the last one has size 1."""
    rng = np.random.default_rng(SEED)
    activations, passed = rng.normal(size=(SAMPLES, UNITS)), []
    for _ in range(LAYERS):
        weights = spread / np.sqrt(UNITS) * rng.normal(size=(UNITS, UNITS))
        sums = activations @ weights
        activations = np.maximum(sums, 0) if unit == "relu" else 1 / (1 + np.exp(-sums))
        slopes = (sums > 0) if unit == "relu" else activations * (1 - activations)
        passed.append((weights, slopes))
    back, found = rng.normal(size=activations.shape), []
    for weights, slopes in reversed(passed):
        by_sums = back * slopes
        found.append(np.abs(by_sums).mean())
        back = by_sums @ weights.T
    return np.array(found[::-1]) / found[0]


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 3.0), layout="constrained")
    axes = figure.subplots()
    layers = np.arange(1, LAYERS + 1)
    for unit, spread, colour, dashes, words in STARTS:
        size = sizes(unit, spread)
        axes.plot(layers, size, color=colour, linestyle=dashes, linewidth=2.2, marker="o", markersize=3.5)
        axes.annotate(words, (1, size[0]), (-7, 0), textcoords="offset points", ha="right", va="center", color=colour)
    axes.set(yscale="log", xlabel="layer", xlim=(-2.9, LAYERS + 0.3), ylim=(5e-7, 60))
    axes.set_title("size of the gradient")
    axes.set_xticks(layers)
    decades = [1e-6, 1e-4, 1e-2, 1.0]
    axes.set_yticks(decades, ["one millionth", "1/10 000", "1/100", "1"])
    axes.minorticks_off()
    return figure
