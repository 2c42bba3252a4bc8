"""Twenty thousand hostile messages: each is plain data, or malformed, or cut off, and costs no more than its size."""

import random
import socket
import struct
import tracemalloc
from collections import Counter

import numpy as np
import pytest

from autograder.student import wire
from autograder.student.plain import Malformed, plain

MANY = 20_000
LARGEST_FRAME = 4096
ONE_READ = 300_000  # bytes that a read makes room for, however much was announced
MEMORY_A_BYTE = 600  # an empty list takes two bytes of JSON and 56 of memory, and is copied once while it is checked
FIXED = struct.Struct("!2sBII")

SEEDS = [
    wire.pack(message)
    for message in (
        None,
        {"value": np.linspace(-1, 1, 12).reshape(3, 4)},
        {"value": [np.arange(3, dtype="u1"), np.array([1.5], "f4"), np.zeros((2, 0, 3)), np.array(True)]},
        {"value": {"re": 1 + 2j, "big": 2**300, "special": [float("nan"), float("-inf")]}, "changed": [0, 2]},
        {"error": {"type": "ValueError", "line": 3, "message": "Ω" * 20}},
        {"op": "perform", "target": "softmax", "kind": "function", "request": {"args": [(1, 2.5), "text", None]}},
    )
]
TAGS = [b"int", b"float", b"complex", b"tuple", b"dict", b"array", b"object", b"__reduce__"]
BITS_OF_JSON = [
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    b":",
    b'"',
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"null",
    b"\\ud800",
    b"0",
    b"-1",
]


def flipped(rng, frame):
    at = rng.randrange(len(frame))
    return frame[:at] + bytes([frame[at] ^ 1 << rng.randrange(8)]) + frame[at + 1 :]


def cut(rng, frame):
    return frame[: rng.randrange(len(frame))]


def spliced(rng, frame):
    other = rng.choice(SEEDS)
    return frame[: rng.randrange(len(frame))] + other[rng.randrange(len(other)) :]


def announced(rng, frame):
    """Announce other numbers of buffers and lengths than there are."""
    frame = frame.ljust(FIXED.size, b"B")
    _, version, count, header = FIXED.unpack_from(frame)
    sizes = [0, 1, header, 2**16, 2**31, 2**32 - 1]
    version = rng.choice([version, 0, 255])
    return FIXED.pack(b"BH", version, rng.choice([count, *sizes]), rng.choice(sizes)) + frame[FIXED.size :]


def with_header(rng, frame, change):
    """Change the header, and announce its new length, so that what is inside gets looked at."""
    _, version, count, size = FIXED.unpack_from(frame)
    start = FIXED.size + 8 * count
    header = change(rng, frame[start : start + size])
    return FIXED.pack(b"BH", version, count, len(header)) + frame[FIXED.size : start] + header + frame[start + size :]


def other_tag(rng, header):
    tag = rng.choice([tag for tag in TAGS if tag in header] or TAGS)
    return header.replace(tag, rng.choice(TAGS), 1)


def other_json(rng, header):
    at = rng.randrange(len(header) + 1)
    return header[:at] + rng.choice(BITS_OF_JSON) * rng.randrange(1, 30) + header[at + rng.randrange(3) :]


def other_number(rng, header):
    digits = [at for at, byte in enumerate(header) if 48 <= byte < 58] or [0]
    at = rng.choice(digits)
    return header[:at] + str(rng.choice([-1, 0, 7, 2**31, 2**63, 2**70])).encode() + header[at + 1 :]


def hostile(rng):
    frame = rng.choice(SEEDS)
    for change in rng.sample([other_tag, other_json, other_number], rng.randrange(3)):
        frame = with_header(rng, frame, change)
    for change in rng.sample([announced, flipped, spliced, cut], rng.randrange(3)):
        frame = change(rng, frame) or b"B"
    return frame[:LARGEST_FRAME]


def received(frame):
    """Return what became of a frame: a value, "malformed" or "closed"."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(frame)
        ours.shutdown(socket.SHUT_WR)
        try:
            plain(wire.receive(theirs))
        except Malformed:
            return "malformed"
        except wire.Closed:
            return "closed"
        return "a value"


def outcomes(seed, count):
    rng = random.Random(seed)
    return Counter(received(hostile(rng)) for _ in range(count))


def test_hostile_messages_are_plain_data_or_malformed_or_cut_off():
    found = outcomes(seed=1, count=MANY)
    assert found.total() == MANY
    assert min(found.values()) > MANY / 100 and len(found) == 3, f"the messages are too much alike: {found}"


@pytest.mark.parametrize("count", [20, pytest.param(1_000, marks=pytest.mark.slow)])
def test_a_hostile_message_costs_memory_in_proportion_to_its_size(count):
    rng = random.Random(3)
    for _ in range(count):
        frame = hostile(rng)
        tracemalloc.start()
        try:
            received(frame)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < MEMORY_A_BYTE * len(frame) + ONE_READ, frame
