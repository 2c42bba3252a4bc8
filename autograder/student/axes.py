"""A stand-in for Matplotlib's Axes that writes down what was drawn, so that a plot can be checked without pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np


class RecordingAxes:
    """Takes the calls of a plotting function and keeps lines and labels; other calls do nothing."""

    def __init__(self) -> None:
        self._lines: list[_Line] = []
        self._texts: dict[str, str] = {"xlabel": "", "ylabel": "", "title": ""}

    def plot(self, *data: Any, label: Any = None, **_style: Any) -> list[_Line]:
        """Record one line a column, as Matplotlib draws them; like Matplotlib, keep copies of the numbers."""
        numbers = [np.atleast_1d(np.array(item, dtype=float)) for item in data if not isinstance(item, str)]
        if not numbers:
            return []
        y = numbers[1] if len(numbers) > 1 else numbers[0]
        x = numbers[0] if len(numbers) > 1 else np.arange(len(y), dtype=float)
        columns = y.reshape(len(y), -1).T
        labels = list(label) if isinstance(label, (list, tuple, np.ndarray)) else [label] * len(columns)
        new = [_Line(x, column, name) for column, name in zip(columns, labels, strict=False)]
        self._lines += new
        return new

    semilogx = semilogy = loglog = plot

    def legend(self, *arguments: Any, **_style: Any) -> _Ignored:
        """Record the labels that a legend gives to lines: ``legend(labels)`` or ``legend(lines, labels)``."""
        if len(arguments) > 1:
            _set_labels(arguments[0], arguments[1])
        elif arguments:
            _set_labels(self._lines, arguments[0])
        return _Ignored()

    def set_xlabel(self, xlabel: str, **_style: Any) -> None:
        """Record the label of the horizontal axis."""
        self._texts["xlabel"] = str(xlabel)

    def set_ylabel(self, ylabel: str, **_style: Any) -> None:
        """Record the label of the vertical axis."""
        self._texts["ylabel"] = str(ylabel)

    def set_title(self, label: str, **_style: Any) -> None:
        """Record the title."""
        self._texts["title"] = str(label)

    def set(self, **properties: Any) -> None:
        """Record what ``Axes.set`` would set."""
        for name in self._texts:
            if name in properties:
                self._texts[name] = str(properties[name])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return _Ignored()

    def recorded(self) -> dict[str, Any]:
        """Return what was drawn.

        ``lines`` come in the order of their labels, ``labelled`` says which axes carry a label, and ``told apart``
        whether a legend can tell the lines apart.
        """
        lines = sorted(self._lines, key=lambda line: line.label)
        labels = {line.label for line in lines}
        return {
            "lines": [{"x": line.x, "y": line.y} for line in lines],
            "labelled": [bool(self._texts["xlabel"].strip()), bool(self._texts["ylabel"].strip())],
            "told apart": len(labels) == len(lines) and "" not in labels,
        }


class _Ignored:
    """Whatever is asked of it, it answers with itself."""

    def __call__(self, *_args: Any, **_kwargs: Any) -> _Ignored:
        return self

    def __getattr__(self, name: str) -> _Ignored:
        if name.startswith("_"):
            raise AttributeError(name)
        return self


class _Line(_Ignored):
    """One line, which can be given its label afterwards."""

    def __init__(self, x: np.ndarray, y: np.ndarray, label: Any) -> None:
        self.x, self.y, self.label = x, y, ""
        self.set_label(label)

    def set_label(self, label: Any) -> None:
        """Keep the label that a legend would show: none for None, and none that begins with an underscore."""
        text = "" if label is None else str(label).strip()
        self.label = "" if text.startswith("_") else text


def _set_labels(lines: Iterable[Any], labels: Sequence[Any]) -> None:
    for line, label in zip(lines, labels, strict=False):
        if isinstance(line, _Line):
            line.set_label(label)
