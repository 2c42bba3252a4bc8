"""Plain data come back as they were, through JSON and over the wire; nothing hostile does more than raise Malformed."""

import collections
import json
import math
import socket
import struct
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.student import wire
from autograder.student.plain import DTYPES, MAX_DEPTH, MAX_ITEMS, Malformed, NotPlain, decode, encode, plain

# --- what may cross -------------------------------------------------------------------------------------------------


@st.composite
def arrays(draw):
    """Return arrays of every dtype that may cross, of up to three axes, with any bytes in them."""
    dtype = np.dtype(draw(st.sampled_from(sorted(DTYPES))))
    shape = tuple(draw(st.lists(st.integers(0, 4), max_size=3)))
    size = math.prod(shape) * dtype.itemsize
    raw = draw(st.binary(min_size=size, max_size=size))
    if dtype.kind == "b":
        raw = bytes(byte & 1 for byte in raw)
    return np.frombuffer(raw, dtype).reshape(shape)


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**200), 2**200), st.floats(), st.complex_numbers(), st.text(max_size=20)
)


def nested(inner):
    return st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=8), inner, max_size=4),
    )


PLAIN = st.recursive(SCALARS | arrays(), nested, max_leaves=12)


def same(one, other):
    """Return whether two plain data are the same: types, dtypes, every bit of every array, nan included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(item, other[key]) for key, item in one.items())
    if isinstance(one, (float, complex)):
        return repr(one) == repr(other)
    return one == other


@given(PLAIN)
def test_plain_data_come_back_from_json_as_they_were(value):
    assert same(decode(json.loads(json.dumps(encode(value), allow_nan=False))), value)


@given(PLAIN)
def test_plain_data_come_back_with_their_arrays_beside_them(value):
    buffers: list[bytes] = []
    header = json.loads(json.dumps(encode(value, buffers), allow_nan=False))
    assert same(decode(header, buffers), value)


@given(PLAIN)
def test_plain_data_stay_as_they_are(value):
    assert same(plain(value), value)


def over_the_wire(frame):
    """Send bytes, close, and return what the other side receives."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        ours.sendall(frame)
        ours.shutdown(socket.SHUT_WR)
        return wire.receive(theirs)


@given(PLAIN)
def test_plain_data_come_back_over_the_wire(value):
    assert same(over_the_wire(wire.pack(value)), value)


def test_an_array_comes_back_in_the_byte_order_of_this_machine():
    assert same(decode(encode(plain(np.arange(3, dtype=">f4")))), np.arange(3, dtype="f4"))


def test_an_array_that_came_back_may_be_written_to():
    found = decode(encode(np.arange(3.0)))
    found[0] = 7
    assert found.flags.c_contiguous


def test_a_frame_cut_anywhere_is_a_closed_connection():
    frame = wire.pack({"value": np.arange(3.0), "text": "abc"})
    for length in range(len(frame)):
        with pytest.raises(wire.Closed):
            over_the_wire(frame[:length])


# --- what a student hands back --------------------------------------------------------------------------------------

Point = collections.namedtuple("Point", "x y")


class Odd(np.ndarray):
    pass


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Point(1, 2.5), (1, 2.5)),
        ((i for i in range(3)), [0, 1, 2]),
        (range(3), [0, 1, 2]),
        (map(float, "12"), [1.0, 2.0]),
        (Fraction(1, 4), 0.25),
        ({0: 1.0, "b": 2}, {"0": 1.0, "b": 2}),
        (collections.OrderedDict(a=1), {"a": 1}),
        ({3}, [3]),
        (np.float64(1.5), 1.5),
        (np.int32(3), 3),
        (np.bool_(True), True),
        (np.str_("c"), "c"),
        (np.array(["a", "b"]), ["a", "b"]),
        (np.float32(0.5), 0.5),
        (np.array(2.5), np.array(2.5)),
        (np.arange(6.0).reshape(2, 3).T, np.arange(6.0).reshape(2, 3).T.copy()),
        (np.arange(3.0).view(Odd), np.arange(3.0)),
        ([(1, np.ones(2))], [(1, np.ones(2))]),
    ],
)
def test_what_means_the_same_becomes_the_same(value, expected):
    assert same(plain(value), expected)


class Lazy:
    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("never asked")


class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 0


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (np.ma.masked_array([1.0], mask=[True]), "masked array"),
        (np.array([1, "a"], dtype=object), "dtype object"),
        (np.array(["2020-01-01"], dtype="M8[D]"), "make it an array of numbers"),
        (np.zeros(1, dtype=[("a", float)]), "make it an array of numbers"),
        (Lazy(), "type Lazy"),
        (lambda x: x, "type function"),
        (b"bytes", "type bytes"),
        (Endless(), f"more than {MAX_ITEMS}"),
        (np.zeros((64 << 20) + 8, dtype=np.uint8), "too large"),
        (1 << 10_000, "too many digits"),
        ("a" * 200_000, "too long"),
        ({(1, 2): 3}, "keys"),
        ({1.5: 3}, "keys"),
    ],
)
def test_what_may_not_cross_is_refused_with_a_word(value, says):
    with pytest.raises(NotPlain, match=says):
        plain(value)


def test_a_value_that_holds_itself_is_refused():
    value: list[Any] = []
    value.append(value)
    with pytest.raises(NotPlain, match="nested"):
        plain(value)


def test_only_plain_data_are_encoded():
    for value in (Fraction(1, 2), object(), np.float64(1), {1, 2}):
        with pytest.raises(NotPlain):
            encode(value)


@pytest.mark.parametrize("leaf", [1.5, 1j, complex(math.inf, -0.0), np.array(1j), 2**60])
def test_what_is_as_deep_as_may_be_comes_back(leaf):
    value: Any = leaf
    for _ in range(MAX_DEPTH):
        value = [value]
    assert same(decode(encode(plain(value))), value)
    with pytest.raises(NotPlain):
        plain([value])
    with pytest.raises(Malformed):
        decode(encode([value]))


# --- what an attacker sends -----------------------------------------------------------------------------------------

TAGS = st.sampled_from(["int", "float", "complex", "tuple", "dict", "array", "", "__class__", "object"])
CODES = st.sampled_from([*sorted(DTYPES), "O", "V8", "U4", "f16", "M8", "", "f8,f8", "|O"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        | st.dictionaries(TAGS, inner, min_size=1, max_size=1)
        | st.tuples(CODES, st.lists(st.integers(-2, 2**70), max_size=4), inner).map(lambda each: {"array": list(each)})
    ),
    max_leaves=20,
)


def is_plain(value):
    return same(plain(value), value)


@given(JSON, st.none() | st.lists(st.binary(max_size=16), max_size=3))
def test_whatever_json_comes_is_plain_data_or_malformed(data, buffers):
    try:
        value = decode(data, buffers)
    except Malformed:
        return
    assert is_plain(value)


@given(st.binary(max_size=200))
def test_whatever_header_comes_is_plain_data_or_malformed(header):
    frame = struct.pack("!2sBII", b"BH", wire.VERSION, 0, len(header)) + header
    try:
        value = over_the_wire(frame)
    except Malformed:
        return
    assert is_plain(value)


@given(st.binary(max_size=120))
def test_whatever_bytes_come_are_a_closed_connection_or_malformed(frame):
    with pytest.raises((wire.Closed, Malformed)):
        over_the_wire(frame)


DEEP = 100_000


@pytest.mark.parametrize(
    "data",
    [
        {"array": ["f8", [1 << 40], 0]},
        {"array": ["f8", [-1], 0]},
        {"array": ["f8", [2], -1]},
        {"array": ["f8", [2], 9]},
        {"array": ["f8", [2], True]},
        {"array": ["f8", [True, 2], 0]},
        {"array": ["f8", [2.0], 0]},
        {"array": ["f8", 2, 0]},
        {"array": ["O", [2], 0]},
        {"array": [["f8"], [2], 0]},
        {"array": ["f8", [0] * 40, 0]},
        {"array": ["f8", [3], 0]},
        {"array": ["f8", [2]]},
        {"int": "1" * 5000},
        {"int": 5},
        {"int": "five"},
        {"float": "1e5"},
        {"float": ["nan"]},
        {"complex": [1]},
        {"complex": [1, "a"]},
        {"complex": [1, 2]},
        {"complex": [{"complex": [1.0, 2.0]}, 0.0]},
        {"dict": [1]},
        {"tuple": {"a": 1}},
        {"dict": {"a": {"pickle": "x"}}},
        {"tuple": [], "dict": {}},
        {},
        {"__reduce__": []},
        object(),
        b"raw",
    ],
    ids=lambda data: "an object" if type(data) is object else repr(data),
)
def test_hostile_data_are_malformed_and_nothing_else(data):
    with pytest.raises(Malformed):
        decode(data, [b"\0" * 16])


def test_base64_that_is_none_is_malformed():
    for source in ("!!!!", "AAAA", 5, None, "é"):
        with pytest.raises(Malformed):
            decode({"array": ["f8", [1], source]})


def test_deep_json_is_malformed_before_it_is_walked():
    nested: dict[str, list[Any]] = {"tuple": []}
    for _ in range(100):
        nested = {"tuple": [nested]}
    with pytest.raises(Malformed, match="deep"):
        decode(nested)
    header = b"[" * DEEP + b"]" * DEEP
    with pytest.raises(Malformed):
        over_the_wire(struct.pack("!2sBII", b"BH", wire.VERSION, 0, len(header)) + header)


@pytest.mark.parametrize(
    "frame",
    [
        struct.pack("!2sBII", b"XX", wire.VERSION, 0, 2) + b"{}",
        struct.pack("!2sBII", b"BH", wire.VERSION + 1, 0, 4) + b"null",
        struct.pack("!2sBII", b"BH", wire.VERSION, 0, wire.MAX_HEADER + 1),
        struct.pack("!2sBII", b"BH", wire.VERSION, wire.MAX_BUFFERS + 1, 4),
        struct.pack("!2sBII", b"BH", wire.VERSION, 1, 4) + struct.pack("!Q", wire.MAX_PAYLOAD + 1),
        struct.pack("!2sBII", b"BH", wire.VERSION, 1, 4) + struct.pack("!Q", 2**64 - 1),
    ],
    ids=[
        "another format",
        "another version",
        "a huge header",
        "too many buffers",
        "a huge buffer",
        "an endless buffer",
    ],
)
def test_a_frame_that_announces_what_may_not_be_is_refused_before_it_is_read(frame):
    with pytest.raises(Malformed):
        over_the_wire(frame)


def test_what_is_too_large_is_not_sent():
    with pytest.raises(Malformed, match="too large"):
        wire.pack("a" * (wire.MAX_HEADER + 1))


def test_a_sender_that_drips_gains_no_time():
    import time

    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(b"B")
        start = time.monotonic()
        with pytest.raises(TimeoutError):
            wire.receive(theirs, start + 0.05)
        assert time.monotonic() - start < 5
