"""The last loss of each training and what the gradient check said before the first step."""

from drawings import BLUE, INK, ORANGE
from matplotlib.figure import Figure

from autograder.bank.experiment import IRISES, NETWORK, RIGHT, runs

HIGHEST = 10  # what runs away is drawn at the edge


def draw() -> Figure:
    """Return the figure."""
    figure = Figure(figsize=(4.9, 3.4), layout="constrained")
    axes = figure.subplots()
    trained = [run for exercises in (IRISES, NETWORK) for run in runs(exercises) if run.losses]
    for right, colour, mark, size in ((False, ORANGE, "o", 5), (True, BLUE, "D", 8)):
        chosen = [run for run in trained if (run.name == RIGHT) == right]
        lasts = [min(run.losses[-1], HIGHEST) if run.losses[-1] == run.losses[-1] else HIGHEST for run in chosen]
        axes.plot(
            lasts, [run.distance for run in chosen], mark, color=colour, markersize=size, fillstyle="none", mew=1.4
        )
    axes.axhline(1e-6, color=INK, linewidth=0.8, linestyle=(0, (2, 4)))
    axes.text(0.0013, 3e-6, "fails above, passes below", color=INK)
    axes.text(0.006, 3.5e-11, "right gradients", color=BLUE)
    axes.text(0.0013, 1.2e-3, "wrong gradients", color=ORANGE)
    axes.set(xscale="log", yscale="log", xlim=(7e-4, 14), ylim=(3e-12, 4))
    axes.set(xlabel="loss after the last step", ylabel="distance in the gradient check")
    axes.set_xticks([0.001, 0.01, 0.1, 1, 10], ["0.001", "0.01", "0.1", "1", "10 or more"])
    axes.set_yticks([1, 1e-3, 1e-6, 1e-9], ["1", "0.001", "0.000001", "0.000000001"])
    axes.minorticks_off()
    return figure
