"""The losses of the network on XOR with the right gradient and with every wrong one that can be trained with."""

from drawings import BLUE, INK, ORANGE, TEAL
from matplotlib.figure import Figure

from autograder.bank.experiment import NETWORK, RIGHT, runs

NAMED = {
    RIGHT: (BLUE, "-", 2.6, (204, 0.0036), "right"),
    "multiplies by the sums": (ORANGE, "--", 2.2, (204, 0.0009), "sums for slopes"),
    "turns the sign": (TEAL, ":", 2.6, (204, 1.25), "sign turned"),
}
HIGHEST, LOWEST = 4, 5e-4


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 3.4), layout="constrained")
    axes = figure.subplots()
    trained = [run for run in runs(NETWORK) if run.losses]
    for run in sorted(trained, key=lambda run: run.name in NAMED):
        colour, dashes, width, place, label = NAMED.get(run.name, (INK, "-", 0.6, None, None))
        axes.plot(run.losses, color=colour, linestyle=dashes, linewidth=width, alpha=1 if label else 0.45)
        if label:
            axes.text(*place, label, color=colour, va="center")
    axes.set(yscale="log", ylim=(LOWEST, HIGHEST), xlim=(0, 268), xlabel="step", ylabel="loss")
    axes.set_xticks([0, 50, 100, 150, 200])
    axes.set_yticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
    axes.minorticks_off()
    return figure
