"""The widget of a network of two layers: trained while one looks on, with the lines of its hidden units.

All that is seen follows from the settings and the number of steps, so a link restores it, and Python trains it::

    widget = TwoLayersWidget(data="spiral", units=12, rate=1.0)
    widget.observe(print, "steps")
    widget.steps = 500
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_reader
from matplotlib.axes import Axes
from matplotlib.figure import Figure

SETS = {"xor": "XOR", "circles": "circles", "spiral": "spiral"}
KINDS = {"relu": "ReLU", "sigmoid": "sigmoid"}
STARTS = {"random": "small, random", "large": "20 times as large", "equal": "all equal"}
SIZES = {"random": (1.0, 0.5), "large": (20.0, 0.5), "equal": (1.0, 1.0)}  # of layer 1, and of biases and layer 2
TOLD = 200  # steps in the table and the drawing
RATES = {"relu": 0.3, "sigmoid": 1.0}  # in the table: sigmoids learn more slowly
MARKS = "os^"
WORD = 2**32
Theta = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


class TwoLayersWidget(BookWidget):
    """A network of two inputs, some hidden units and softmax, trained on all samples at once."""

    _esm, _css = esm("two_layers"), css("two_layers")

    data = of_reader(traitlets.Enum(list(SETS), "xor"))
    units = of_reader(traitlets.Int(4, help="hidden units, from 1 to 12"))
    kind = of_reader(traitlets.Enum(list(KINDS), "relu", help="what the hidden units are"))
    start = of_reader(traitlets.Enum(list(STARTS), "random", help="how the weights start"))
    rate = of_reader(traitlets.Float(0.1, help="the learning rate: 0.01, 0.03, 0.1, 0.3, 1 or 3"))
    seed = of_reader(traitlets.Int(1, help="of the weights at the start, from 1 to 9"))
    steps = of_reader(traitlets.Int(0, help="how many steps have been taken, up to 1500"))

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            "How many hidden units does a network need at least, to get all four corners of XOR right: one, two, or "
            "one for each corner?",
            "All weights start equal, and there are several hidden units. Do their lines part, move together, or stand "
            "still?",
            "The hidden units are sigmoids, and the weights of layer 1 start 20 times as large. Do the lines move "
            "faster in training, hardly at all, or as from small weights?",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return what becomes of XOR with some numbers of units, and from some starts."""
        heads = [
            "hidden units, learning rate",
            "weights of layer 1 start",
            f"right after {TOLD} steps",
            "loss before and after",
        ]
        heads += ["turn of the lines", "farthest apart of two units' weights"]
        cases = [(1, "relu", "random"), (2, "relu", "random"), (4, "relu", "random"), (4, "relu", "equal")]
        cases += [(4, "sigmoid", "random"), (4, "sigmoid", "large")]
        return heads, [told(*case) for case in cases]

    def alt(self) -> str:
        """Return what the drawing shows."""
        samples = len(samples_of(self.data)[0])
        return (
            f"Two pictures of a network of {self.units} hidden units ({KINDS[self.kind]}) on {samples} samples, "
            f"{SETS[self.data]}. Left the plane of the inputs after {TOLD} steps, coloured by the class that the "
            "network finds most probable, with the line of each hidden unit; right the loss, falling step by step."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the plane after some steps, and the loss on the way."""
        X, targets = samples_of(self.data)
        theta = start_of(self.data, self.units, self.start, self.seed)
        losses = []
        for _ in range(TOLD):
            losses.append(loss_of(X, targets, theta, self.kind))
            theta = stepped(X, targets, theta, self.rate, self.kind)
        figure = Figure(figsize=(6.6, 3), layout="constrained")
        plane, curve = figure.subplots(1, 2, width_ratios=(1.25, 1))
        draw_plane(plane, X, targets, theta, self.kind, ink, colours)
        curve.plot(losses, color=colours[0])
        curve.set(xlabel="step", ylabel="loss", ylim=(0, None))
        return figure


WIDGET: Any = TwoLayersWidget


def draw_plane(
    axes: Axes, X: np.ndarray, targets: np.ndarray, theta: Theta, kind: str, ink: str, colours: list[str]
) -> None:
    """Draw regions, samples and the line of each hidden unit."""
    across, up = np.linspace(-2.1, 2.1, 64), np.linspace(-1.68, 1.68, 52)
    grid = np.column_stack([line.ravel() for line in np.meshgrid(across, up)])
    n_classes = targets.shape[1]
    chosen = np.argmax(forward(grid, theta, kind)[1], axis=1).reshape(len(up), len(across))
    levels = np.arange(n_classes + 1) - 0.5
    axes.contourf(across, up, chosen, levels=levels, colors=colours[:n_classes], alpha=0.25)
    for w1, w2, b in zip(*theta[0], theta[1], strict=True):
        if w1 or w2:
            foot, along = -b * np.array([w1, w2]) / (w1**2 + w2**2), np.array([-w2, w1]) / np.hypot(w1, w2)
            line = np.array([foot - 6 * along, foot + 6 * along])
            axes.plot(line[:, 0], line[:, 1], color=ink, linewidth=0.8)
    for k, points in enumerate(X[targets[:, k] == 1] for k in range(n_classes)):
        axes.plot(points[:, 0], points[:, 1], MARKS[k], color=colours[k], markersize=5)
    axes.set(xlim=(-2.1, 2.1), ylim=(-1.68, 1.68), xlabel="input $x_1$", ylabel="input $x_2$", aspect="equal")
    axes.set(xticks=[], yticks=[])


def told(units: int, kind: str, start: str) -> list[str]:
    """Return a row of the table: what becomes of a network on XOR, with the seed 1."""
    rate = RATES[kind]
    X, targets = samples_of("xor")
    first = theta = start_of("xor", units, start, 1)
    for _ in range(TOLD):
        theta = stepped(X, targets, theta, rate, kind)
    right = np.sum(np.argmax(forward(X, theta, kind)[1], axis=1) == np.argmax(targets, axis=1))
    losses = " and ".join(fixed(loss_of(X, targets, each, kind), 3) for each in (first, theta))
    apart = np.max(np.ptp(theta[0], axis=1))
    turn = f"{fixed(turn_of(first[0], theta[0]), 1)}\N{DEGREE SIGN}"
    return [f"{units} {KINDS[kind]}, {rate}", STARTS[start], f"{right} of 4", losses, turn, fixed(float(apart), 2)]


# --- samples and start, as two_layers.js has them --------------------------------------------------------------------


def samples_of(data: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the inputs, of shape (n_samples, 2), and the targets, of shape (n_samples, n_classes)."""
    if data == "xor":
        return np.array([[-1.0, -1], [-1, 1], [1, -1], [1, 1]]), np.eye(2)[[0, 1, 1, 0]]
    if data == "circles":
        labels, radii = np.repeat([0, 1], [12, 24]), np.repeat([0.5, 1.4], [12, 24])
        angles = 2 * np.pi * (np.r_[np.arange(12) / 12, np.arange(24) / 24] + np.repeat([1 / 24, 1 / 48], [12, 24]))
    else:
        labels, radii = np.repeat([0, 1, 2], 20), np.tile(0.2 + 1.3 * np.arange(20) / 19, 3)
        angles = 2 * np.pi * labels / 3 + 3 * radii
    return radii[:, None] * np.column_stack([np.cos(angles), np.sin(angles)]), np.eye(labels.max() + 1)[labels]


def start_of(data: str, units: int, start: str, seed: int) -> Theta:
    """Return W1, b1, W2 and b2 before the first step."""
    n_classes = samples_of(data)[1].shape[1]
    many = (3 + n_classes) * units
    drawn = np.full(many, 0.5) if start == "equal" else normals(seed, many)
    size, rest = SIZES[start]
    W1, b1, W2 = np.split(drawn, [2 * units, 3 * units])
    return size * W1.reshape(2, units), size * rest * b1, rest * W2.reshape(units, n_classes), np.zeros(n_classes)


def normals(seed: int, many: int) -> np.ndarray:
    """Draw from the normal distribution, the same in every language: Mulberry32, then Box and Muller."""
    uniform = mulberry(seed, many + many % 2)
    radii, angles = np.sqrt(-2 * np.log(1 - uniform[::2])), 2 * np.pi * uniform[1::2]
    return np.column_stack([radii * np.cos(angles), radii * np.sin(angles)]).ravel()[:many]


def mulberry(seed: int, many: int) -> np.ndarray:
    """Draw uniformly from [0, 1) with the generator Mulberry32."""
    drawn = []
    for i in range(1, many + 1):
        state = (seed + i * 0x6D2B79F5) % WORD
        mixed = (state ^ state >> 15) * (state | 1) % WORD
        mixed ^= (mixed + (mixed ^ mixed >> 7) * (mixed | 61)) % WORD
        drawn.append((mixed ^ mixed >> 14) / WORD)
    return np.array(drawn)


# --- the network -----------------------------------------------------------------------------------------------------


def sigmoid(sums: np.ndarray) -> np.ndarray:
    """Return the logistic function of each sum, of any size."""
    powers = np.exp(-np.abs(sums))
    return np.where(sums >= 0, 1, powers) / (1 + powers)


def forward(X: np.ndarray, theta: Theta, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the activations of the hidden units and the scores."""
    sums = X @ theta[0] + theta[1]
    activations = np.maximum(sums, 0) if kind == "relu" else sigmoid(sums)
    return activations, activations @ theta[2] + theta[3]


def loss_of(X: np.ndarray, targets: np.ndarray, theta: Theta, kind: str) -> float:
    """Return the mean cross-entropy."""
    scores = forward(X, theta, kind)[1]
    return float(np.mean(np.logaddexp.reduce(scores, axis=1) - np.sum(targets * scores, axis=1)))


def stepped(X: np.ndarray, targets: np.ndarray, theta: Theta, rate: float, kind: str) -> Theta:
    """Return the parameters after one step on all samples."""
    W1, b1, W2, b2 = theta
    activations, scores = forward(X, theta, kind)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    errors = (powers / powers.sum(axis=1, keepdims=True) - targets) / len(X)
    slopes = activations > 0 if kind == "relu" else activations * (1 - activations)
    hidden = slopes * (errors @ W2.T)
    return (
        W1 - rate * X.T @ hidden,
        b1 - rate * hidden.sum(axis=0),
        W2 - rate * activations.T @ errors,
        b2 - rate * errors.sum(axis=0),
    )


def turn_of(first: np.ndarray, last: np.ndarray) -> float:
    """Return by how many degrees the lines of the hidden units have turned, on average."""
    cross, dot = first[0] * last[1] - first[1] * last[0], np.sum(first * last, axis=0)
    return float(np.mean(np.degrees(np.abs(np.arctan2(cross, dot)))))
