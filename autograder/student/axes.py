"""A stand-in for Matplotlib's Axes that writes down what was drawn, so that a plot can be checked without pixels."""

from __future__ import annotations

from typing import Any

import numpy as np


class RecordingAxes:
    """Takes the calls of a plotting function and keeps lines, labels, title and limits; other calls do nothing."""

    def __init__(self) -> None:
        self._lines: list[dict[str, Any]] = []
        self._texts: dict[str, str] = {"xlabel": "", "ylabel": "", "title": ""}

    def plot(self, *data: Any, label: Any = "", **_style: Any) -> list[Any]:
        """Record one line a column, as Matplotlib draws them."""
        numbers = [np.asarray(item, dtype=float) for item in data if not isinstance(item, str)]
        if not numbers:
            return []
        y = numbers[1] if len(numbers) > 1 else numbers[0]
        x = numbers[0] if len(numbers) > 1 else np.arange(len(y), dtype=float)
        columns = y.reshape(len(y), -1).T
        labels = [label] * len(columns) if isinstance(label, str) else [str(item) for item in label]
        new = [{"x": x, "y": column, "label": str(name)} for column, name in zip(columns, labels, strict=False)]
        self._lines += new
        return [_Ignored() for _ in new]

    def set_xlabel(self, text: str, **_style: Any) -> None:
        """Record the label of the horizontal axis."""
        self._texts["xlabel"] = str(text)

    def set_ylabel(self, text: str, **_style: Any) -> None:
        """Record the label of the vertical axis."""
        self._texts["ylabel"] = str(text)

    def set_title(self, text: str, **_style: Any) -> None:
        """Record the title."""
        self._texts["title"] = str(text)

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
        """Return what was drawn: ``lines`` in order of their labels, and which axes carry a label."""
        lines = sorted(self._lines, key=lambda line: line["label"])
        return {
            "lines": [{"x": line["x"], "y": line["y"]} for line in lines],
            "labelled": [bool(self._texts["xlabel"].strip()), bool(self._texts["ylabel"].strip())],
        }


class _Ignored:
    """Whatever is asked of it, it answers with itself."""

    def __call__(self, *_args: Any, **_kwargs: Any) -> _Ignored:
        return self

    def __getattr__(self, name: str) -> _Ignored:
        if name.startswith("_"):
            raise AttributeError(name)
        return self
