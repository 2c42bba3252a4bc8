"""What a student's process may answer.  Whatever it sends is hostile until it has passed through here.

The wire has already made sure that a reply is plain data of bounded size; here its shape is checked, and what will be
shown to people is cleaned.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from dataclasses import dataclass
from typing import Any

Output = dict[str, Any]

_MAX_NAME, _MAX_MESSAGE, _MAX_TRACEBACK = 100, 2_000, 20_000
_MAX_LINE = 1_000_000
_MAX_OUTPUTS = 20_000
_MAX_FIGURE_SIDE = 10_000
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

_ESCAPE_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class BadReply(ValueError):
    """An answer that the code of ``autograder.sandboxed`` does not give."""


@dataclass(frozen=True)
class CellResult:
    """How a cell ended (``"ok"`` or ``"error"``), and what it showed."""

    status: str
    outputs: tuple[Output, ...]


def cell_result(reply: Any) -> CellResult:
    """Return a checked reply to a cell; the kinds of output are listed in ``autograder/sandboxed/outputs.py``."""
    status, outputs = _fields(reply, "status", "outputs")
    if status not in ("ok", "error") or type(outputs) is not list or len(outputs) > _MAX_OUTPUTS:
        raise BadReply("a malformed result of a cell")
    return CellResult(status, tuple(_output(output) for output in outputs))


def accepted(reply: Any) -> None:
    """Check a reply that only says yes."""
    if reply != {"status": "ok"}:
        raise BadReply("a request was not accepted")


def performed(reply: Any) -> dict[str, Any]:
    """Return a checked reply of ``autograder.student.kinds``; the value itself is for the judge."""
    keys = set(reply) if type(reply) is dict else set()
    if keys == {"value"}:
        return dict(reply)
    if keys == {"value", "changed"} and _is_list_of_int(reply["changed"]):
        return dict(reply)
    if keys == {"missing"} and reply["missing"] is True:
        return {"missing": True}
    if keys == {"error"}:
        name, line, message = _fields(reply["error"], "type", "line", "message")
        return {"error": {"type": _text(name, _MAX_NAME), "line": _line(line), "message": _text(message, _MAX_MESSAGE)}}
    raise BadReply("a malformed reply to a call")


def clean(text: str) -> str:
    """Return ``text`` without escape sequences, control characters and halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", _ESCAPE_SEQUENCE.sub("", whole))


def _output(output: Any) -> Output:
    kind = output.get("type") if type(output) is dict else None
    if type(kind) is not str or kind not in _OUTPUTS:
        raise BadReply("an output of an unknown kind")
    return {"type": kind, **_OUTPUTS[kind](output)}


def _stream(output: Output) -> Output:
    _, name, text = _fields(output, "type", "name", "text")
    if name not in ("stdout", "stderr"):
        raise BadReply("an unknown stream")
    return {"name": name, "text": _text(text)}


def _displayed(output: Output) -> Output:
    _, text = _fields(output, "type", "text")
    return {"text": _text(text)}


def _figure(output: Output) -> Output:
    _, data = _fields(output, "type", "data")
    try:
        image = base64.b64decode(_text(data).replace("\n", ""), validate=True)
    except binascii.Error:
        raise BadReply("a figure that is not base64") from None
    if not image.startswith(_PNG) or len(image) < 24 or max(struct.unpack("!II", image[16:24])) > _MAX_FIGURE_SIDE:
        raise BadReply("a figure that is no PNG image, or too large a one")
    return {"data": base64.b64encode(image).decode()}


def _error(output: Output) -> Output:
    _, name, message, line, trace = _fields(output, "type", "name", "message", "line", "traceback")
    return {
        "name": _text(name, _MAX_NAME),
        "message": _text(message, _MAX_MESSAGE),
        "line": _line(line),
        "traceback": _text(trace, _MAX_TRACEBACK),
    }


_OUTPUTS = {"stream": _stream, "text": _displayed, "png": _figure, "error": _error}


def _fields(reply: Any, *names: str) -> list[Any]:
    if type(reply) is not dict or set(reply) != set(names):
        raise BadReply(f"a reply without exactly the fields {', '.join(names)}")
    return [reply[name] for name in names]


def _text(value: Any, longest: int | None = None) -> str:
    if type(value) is not str or (longest is not None and len(value) > longest):
        raise BadReply("a text that is missing or too long")
    return clean(value)


def _line(value: Any) -> int | None:
    if value is None or (type(value) is int and 0 < value <= _MAX_LINE):
        return value
    raise BadReply("a line number that is none")


def _is_list_of_int(value: Any) -> bool:
    return type(value) is list and all(type(item) is int for item in value)
