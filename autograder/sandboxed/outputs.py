"""What one cell has shown so far, as plain dicts and within a bound.

::

    {"type": "stream", "name": "stdout" | "stderr", "text": ...}
    {"type": "text", "text": ...}                         a displayed value, as text/plain
    {"type": "png", "data": ...}                          a figure, in base64
    {"type": "error", "name": ..., "message": ..., "line": ... | None, "traceback": ...}
"""

from __future__ import annotations

import base64
import io
import json
from typing import Any

Output = dict[str, Any]

# Charged for each output, so that very many very short ones are bounded too.
_COST_OF_AN_OUTPUT = 100
_MAX_MESSAGE, _MAX_TRACEBACK = 2_000, 20_000


class Outputs:
    """The outputs of one cell; what goes beyond ``limit`` bytes is left out, and a note says so."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.clear()

    def clear(self) -> None:
        """Forget everything: a new cell begins, or the cell asked for it."""
        self._left = self.limit
        self._truncated = False
        self._items: list[Output] = []
        self._last_stream: io.StringIO | None = None

    def write(self, name: str, text: str) -> None:
        """Add text to a stream."""
        if self._truncated or not text:
            return
        follows = bool(self._last_stream) and self._items[-1]["name"] == name
        if not self._charge(_size(text), 0 if follows else _COST_OF_AN_OUTPUT):
            text = text[: max(self._left, 0) // 6]  # one character takes at most 6 bytes of JSON, or 12 for two
        if not follows:
            self._last_stream = io.StringIO()
            self._items.append({"type": "stream", "name": name, "text": self._last_stream})
        assert self._last_stream is not None
        self._last_stream.write(text)

    def show(self, data: dict[str, Any]) -> None:
        """Add a displayed value from its representations, keyed by MIME type."""
        png, text = data.get("image/png"), data.get("text/plain")
        if png is not None:
            encoded = png if isinstance(png, str) else base64.b64encode(png).decode()
            self._add({"type": "png", "data": encoded}, _size(encoded))
        elif isinstance(text, str):
            self._add({"type": "text", "text": text}, _size(text))

    def error(self, name: str, message: str, line: int | None, traceback: str) -> None:
        """Add an error; it is cut rather than left out, as it says why the cell stopped."""
        self._last_stream = None
        self._items.append(
            {
                "type": "error",
                "name": name[:100],
                "message": message[:_MAX_MESSAGE],
                "line": line,
                "traceback": traceback[-_MAX_TRACEBACK:],
            }
        )

    def collected(self) -> list[Output]:
        """Return the outputs as plain data."""
        items = [
            {**item, "text": item["text"].getvalue()} if item["type"] == "stream" else item for item in self._items
        ]
        if self._truncated:
            note = f"[The rest was left out: this cell printed more than {_size_in_words(self.limit)}.]\n"
            items.append({"type": "stream", "name": "stderr", "text": note})
        return items

    def _add(self, item: Output, size: int) -> None:
        if not self._truncated and self._charge(size, _COST_OF_AN_OUTPUT):
            self._last_stream = None
            self._items.append(item)

    def _charge(self, size: int, fixed: int) -> bool:
        left = self._left - size - fixed
        if left < 0:
            self._truncated = True
            self._left -= fixed
            return False
        self._left = left
        return True


def _size(text: str) -> int:
    return len(json.dumps(text))  # as it will be written on the wire, where a control character takes 6 bytes


def _size_in_words(count: int) -> str:
    return f"{count / (1 << 20):.3g} MB" if count >= 1 << 20 else f"{count} bytes"


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a cell."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, outputs: Outputs, name: str) -> None:
        self._outputs = outputs
        self._name = name

    @property
    def name(self) -> str:
        """The name that an ordinary stream shows."""
        return f"<{self._name}>"

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Add ``text`` to the cell's outputs."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs.write(self._name, text)
        return len(text)


class Nowhere(io.TextIOBase):
    """A stream that keeps nothing: what student code prints while it is asked for secret values."""

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Throw ``text`` away."""
        return len(text)
