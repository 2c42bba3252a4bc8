"""The widget of softmax regression on irises: regions, boundaries, loss and gradients, and steps of descent.

In JupyterLab::

    widget = IrisRegionsWidget(rate=0.3)
    widget.observe(print, ["weights", "bias", "flower"])
    widget.bias = [2, -0.3, 1]
"""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets
from book_widget import BookWidget, css, esm, fixed, of_author, of_reader
from matplotlib.figure import Figure

# length and width of the petal in cm, species: the rows of exercises/data/iris.csv
FLOWERS = [[1.5, 0.2, 0], [1.4, 0.2, 0], [1.6, 0.2, 0], [4.7, 1.6, 1], [3.3, 1.1, 1], [4.6, 1.3, 1], [5.6, 2.2, 2]]
FLOWERS += [[5.1, 1.5, 2], [5.6, 1.4, 2]]
WEIGHTS = [[-0.4, 0.1, 0.5], [-0.8, 0.7, 0.4]]  # near those after 200 steps with the learning rate 0.1
BIAS = [2.0, -0.3, -1.6]
MARKS = "os^"
Numbers = traitlets.List(traitlets.Float(), minlen=3, maxlen=3)


class IrisRegionsWidget(BookWidget):
    """Softmax regression of three classes in the plane of two inputs."""

    _esm, _css = esm("iris_regions"), css("iris_regions")

    flowers = of_author(traitlets.List(Numbers, FLOWERS, help="each as [length, width, class]"))
    weights = of_reader(traitlets.List(Numbers, WEIGHTS, minlen=2, maxlen=2, help="a row for each input"))
    bias = of_reader(traitlets.List(traitlets.Float(), BIAS, minlen=3, maxlen=3, help="one for each class"))
    factor = of_reader(traitlets.Float(1.0, help="multiplies all weights, from 0.5 to 2"))
    shift = of_reader(traitlets.Float(0.0, help="is added to all biases, from -5 to 5"))
    rate = of_reader(traitlets.Float(0.1, help="the learning rate: 0.03, 0.1, 0.3 or 1"))
    chosen = of_reader(traitlets.Int(0, help="the class whose parameters the sliders show"))
    flower = of_reader(traitlets.List(traitlets.Float(), [2.6, 0.9], minlen=2, maxlen=2, help="flower F"))
    answer = of_reader(traitlets.Unicode("", help="the sum of the gradients of the biases, as typed"))

    @property
    def X(self) -> np.ndarray:
        """The inputs: an array of shape (n_samples, 2)."""
        return np.array(self.flowers)[:, :2]

    @property
    def labels(self) -> np.ndarray:
        """The classes: an array of shape (n_samples,)."""
        return np.array(self.flowers)[:, 2].astype(int)

    @property
    def W(self) -> np.ndarray:
        """The weights as they stand: an array of shape (2, 3)."""
        return self.factor * np.array(self.weights)

    @property
    def b(self) -> np.ndarray:
        """The biases as they stand: an array of shape (3,)."""
        return np.array(self.bias) + self.shift

    def asked(self) -> list[str]:
        """Return the questions."""
        return [
            "The same number is added to all three biases. Do the boundaries between the classes stand still, move "
            "parallel to themselves, or turn, or does the region of one class grow?",
            "All six weights are doubled, and the biases stay. Do the boundaries move towards the origin, away from "
            "it, stand still, or turn?",
            "What do the gradients of the three biases sum to, wherever the parameters stand?",
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return what becomes of flower F, of a boundary and of the gradients when parameters change."""
        heads = [
            "parameters",
            "scores of flower F",
            "its probabilities",
            "the line of classes 0 and 1 crosses width 0 at",
        ]
        heads += ["gradients of the biases"]
        cases = [("as they stand", self.W, self.b), ("2 added to all biases", self.W, self.b + 2)]
        cases += [("weights doubled", 2 * self.W, self.b)]
        return heads, [[name, *self.told(W, b)] for name, W, b in cases]

    def told(self, W: np.ndarray, b: np.ndarray) -> list[str]:
        """Return a row of the table."""
        scores = np.array(self.flower) @ W + b
        crossing = -(b[0] - b[1]) / (W[0, 0] - W[0, 1])
        gradient = np.mean(probabilities(self.X @ W + b) - np.eye(3)[self.labels], axis=0)
        rows = [(scores, 2), (probabilities(scores[None])[0], 3), (gradient, 3)]
        first, second, last = (", ".join(fixed(value, decimals) for value in row) for row, decimals in rows)
        return [first, second, f"{fixed(float(crossing), 2)} cm", last]

    def alt(self) -> str:
        """Return what the drawing shows."""
        right = np.sum(np.argmax(self.X @ self.W + self.b, axis=1) == self.labels)
        return (
            "The plane of length and width of petals, divided by straight lines into the regions of three classes, and "
            f"nine irises of three species in it, {right} of them in the region of their own class."
        )

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return regions, boundaries and flowers."""
        figure = Figure(figsize=(4.6, 3.4), layout="constrained")
        axes = figure.subplots()
        across, up = np.linspace(0, 7, 141), np.linspace(0, 3, 121)
        grid = np.stack(np.meshgrid(across, up), axis=-1)
        classes = np.argmax(grid @ self.W + self.b, axis=-1)
        axes.contourf(across, up, classes, levels=[-0.5, 0.5, 1.5, 2.5], colors=colours, alpha=0.25)
        for j, k in ((0, 1), (0, 2), (1, 2)):
            w, b = self.W[:, j] - self.W[:, k], self.b[j] - self.b[k]
            axes.plot(across, -(w[0] * across + b) / w[1], color=ink, linewidth=0.9)
        for k in range(3):
            points = self.X[self.labels == k]
            axes.plot(points[:, 0], points[:, 1], MARKS[k], color=colours[k], label=f"species {k}")
        axes.plot(*self.flower, "o", color=ink)
        axes.annotate("F", self.flower, (6, 3), textcoords="offset points", color=ink)
        axes.set(xlim=(0, 7), ylim=(0, 3), xlabel="length of the petal in cm", ylabel="width in cm")
        axes.legend(loc="upper left")
        return figure


WIDGET: Any = IrisRegionsWidget


def probabilities(scores: np.ndarray) -> np.ndarray:
    """Return the softmax of each row."""
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)
