"""The wire between the grader and the process that runs a student's code: version 1.

A message is one frame::

    b"BH" | version u8 | number of buffers u32 | length of the header u32 | length of each buffer u64 ... |
    header (JSON, UTF-8) | buffers (raw array bytes, little endian)

all in network byte order.  The header is plain data as ``plain.encode`` writes it; arrays in it point into the
buffers.  Every length is checked before anything is read, and reading never runs code of the sender's.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

from .plain import Malformed, decode, encode

VERSION = 1
MAX_HEADER = 4 << 20
MAX_BUFFERS = 4096
MAX_PAYLOAD = 64 << 20

_FIXED = struct.Struct("!2sBII")
_LENGTH = struct.Struct("!Q")
_CHUNK = 1 << 18


class Closed(ConnectionError):
    """The other side has closed the connection, or died."""


def pack(message: Any) -> bytes:
    """Return one frame that holds ``message`` (plain data).

    Raises
    ------
    Malformed
        When the message is larger than a frame may be.
    """
    buffers: list[bytes] = []
    header = json.dumps(encode(message, buffers), allow_nan=False).encode()
    sizes = [len(buffer) for buffer in buffers]
    _check_sizes(len(header), sizes)
    lengths = b"".join(_LENGTH.pack(size) for size in sizes)
    return b"".join([_FIXED.pack(b"BH", VERSION, len(buffers), len(header)), lengths, header, *buffers])


def send(connection: socket.socket, message: Any) -> None:
    """Send one message; raise ``Malformed`` when it is too large, ``OSError`` when the other side is gone."""
    connection.sendall(pack(message))


def receive(connection: socket.socket, deadline: float | None = None) -> Any:
    """Return the next message.

    Parameters
    ----------
    deadline : float, optional
        The ``time.monotonic()`` at which the *whole* message must have come; a sender that drips bytes gains nothing.

    Raises
    ------
    Closed
        When the other side is gone.
    TimeoutError
        When the deadline passes.
    Malformed
        When the bytes are not a frame, or hold anything but plain data.
    """
    magic, version, count, header_size = _FIXED.unpack(_read(connection, _FIXED.size, deadline))
    if magic != b"BH" or version != VERSION or count > MAX_BUFFERS:
        raise Malformed("not a message of this version")
    lengths = _read(connection, _LENGTH.size * count, deadline)
    sizes = [size for (size,) in _LENGTH.iter_unpack(lengths)]
    _check_sizes(header_size, sizes)
    header = _read(connection, header_size, deadline)
    buffers = [_read(connection, size, deadline) for size in sizes]
    try:
        parsed = json.loads(header)
    except (ValueError, RecursionError):
        raise Malformed("the header is not JSON") from None
    return decode(parsed, buffers)


def _check_sizes(header: int, buffers: list[int]) -> None:
    if header > MAX_HEADER or len(buffers) > MAX_BUFFERS or sum(buffers) > MAX_PAYLOAD:
        raise Malformed("the message is too large")


def _read(connection: socket.socket, size: int, deadline: float | None) -> bytes:
    data = bytearray()  # which grows with what comes, not with what was announced
    while len(data) < size:
        _arm(connection, deadline)
        received = connection.recv(min(size - len(data), _CHUNK))
        if not received:
            raise Closed("the connection was closed")
        data += received
    return bytes(data)


def _arm(connection: socket.socket, deadline: float | None) -> None:
    if deadline is None:
        connection.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    connection.settimeout(left)
