"""Plain data: the only values that pass between a student's code and the grader.

``plain`` turns what student code hands back into plain data, or refuses with a message that a student understands.
``encode`` and ``decode`` write plain data as JSON.  Decoding runs no code of the sender's: no pickle, no imports, no
evaluation; what is not on the list below is refused.

Plain data are None, bool, int, float, complex, str, list, tuple, dict with str keys, and arrays of a fixed set of
dtypes.  Arrays come back as C-ordered copies in native byte order.

In JSON, None, booleans, texts, lists, finite floats and integers of less than 53 bits stand for themselves.  Anything
else is an object with one key, its tag:

=============================== ======================================================================================
``{"int": "9007199254740993"}`` an integer of 53 to 8192 bits, in decimal digits
``{"float": "nan"}``            nan, inf or -inf, which JSON does not have
``{"complex": [re, im]}``       two floats, each as above
``{"tuple": [...]}``            a tuple
``{"dict": {"key": ...}}``      a dict; its keys are texts
``{"array": [code, shape, i]}`` an array: the code of its dtype (kind and bytes an item, "?" for bool), its shape, and
                                the number of the buffer that holds its items, or, where there are no buffers, the items
                                themselves in base64; C order, little endian
=============================== ======================================================================================
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

MAX_DEPTH = 12
MAX_ITEMS = 100_000
MAX_STRING = 100_000
MAX_INT_BITS = 8192
MAX_ARRAY_BYTES = 64 << 20
DTYPES = frozenset(["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"])

_SPECIAL_FLOATS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class NotPlain(TypeError):
    """A value that may not cross; the message says what to return instead."""


class Malformed(ValueError):
    """Encoded data that ``encode`` could not have written."""


# --- from a student's object to plain data -------------------------------------------------------------------------


def plain(value: Any, depth: int = 0) -> Any:
    """Return ``value`` as plain data.

    Generators and ranges become lists, namedtuples become tuples, a Fraction becomes a float, integer keys become
    strings, array scalars become Python numbers, subclasses of arrays become arrays.

    Raises
    ------
    NotPlain
        For masked and object arrays, for objects of other types, and for what is too deep or too large.
    """
    if depth > MAX_DEPTH:
        raise NotPlain(f"the value is nested more than {MAX_DEPTH} levels deep")
    if value is None or type(value) in (bool, float, complex):
        return value
    if type(value) is int:
        return _bounded_int(value)
    if type(value) is str:
        return _bounded_str(value)
    if isinstance(value, (np.ndarray, np.generic)):
        return _plain_array(value)
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, Mapping):
        return {_plain_key(key): plain(item, depth + 1) for key, item in _bounded(value.items())}
    if isinstance(value, tuple):
        return tuple(plain(item, depth + 1) for item in _bounded(value))
    if isinstance(value, (list, range, set, frozenset, Iterator)):
        return [plain(item, depth + 1) for item in _bounded(value)]
    raise NotPlain(
        f"a value of type {type(value).__name__} cannot be graded; "
        "return numbers, strings, lists, tuples, dicts or NumPy arrays"
    )


def _bounded_int(value: int) -> int:
    if value.bit_length() > MAX_INT_BITS:
        raise NotPlain("the integer has too many digits")
    return value


def _bounded_str(value: str) -> str:
    if len(value) > MAX_STRING:
        raise NotPlain("the text is too long")
    return value


def _bounded(items: Any) -> Iterator[Any]:
    for count, item in enumerate(items):
        if count >= MAX_ITEMS:
            raise NotPlain(f"the value has more than {MAX_ITEMS} items")
        yield item


def _plain_key(key: Any) -> str:
    if type(key) is str or type(key) is int:
        return str(key)
    raise NotPlain("the keys of a dict must be strings or integers")


def _plain_array(value: Any) -> Any:
    if isinstance(value, np.ma.MaskedArray):
        raise NotPlain("a masked array cannot be graded; return an ordinary array (see numpy.ma.filled)")
    if value.dtype.kind == "U":
        return plain(value.tolist())
    array = np.array(value, order="C", subok=False)
    if _dtype_code(array) not in DTYPES:
        raise NotPlain(f"an array of dtype {array.dtype} cannot be graded; make it an array of numbers")
    if array.nbytes > MAX_ARRAY_BYTES:
        raise NotPlain("the array is too large")
    return array.item() if isinstance(value, np.generic) else array


def _dtype_code(array: np.ndarray) -> str:
    return "?" if array.dtype.kind == "b" else f"{array.dtype.kind}{array.dtype.itemsize}"


# --- plain data as JSON --------------------------------------------------------------------------------------------


def encode(value: Any, buffers: list[bytes] | None = None) -> Any:
    """Return plain data as an object that ``json.dumps(..., allow_nan=False)`` accepts.

    Parameters
    ----------
    buffers : list of bytes, optional
        Where the bytes of arrays go; without it they are written into the JSON itself, in base64.
    """
    if value is None or type(value) in (bool, str):
        return value
    if type(value) is int:
        return value if value.bit_length() < 53 else {"int": str(value)}
    if type(value) is float:
        return value if math.isfinite(value) else {"float": str(value)}
    if type(value) is complex:
        return {"complex": [encode(value.real), encode(value.imag)]}
    if type(value) is list:
        return [encode(item, buffers) for item in value]
    if type(value) is tuple:
        return {"tuple": [encode(item, buffers) for item in value]}
    if type(value) is dict:
        return {"dict": {key: encode(item, buffers) for key, item in value.items()}}
    if type(value) is np.ndarray:
        return {"array": _encode_array(value, buffers)}
    raise NotPlain(f"a value of type {type(value).__name__} is not plain data")


def _encode_array(array: np.ndarray, buffers: list[bytes] | None) -> list[Any]:
    code = _dtype_code(array)
    raw = np.ascontiguousarray(array).astype(np.dtype(code).newbyteorder("<"), copy=False).tobytes()
    if buffers is None:
        return [code, list(array.shape), base64.b64encode(raw).decode()]
    buffers.append(raw)
    return [code, list(array.shape), len(buffers) - 1]


def decode(data: Any, buffers: list[bytes] | None = None) -> Any:
    """Return the plain data that ``encode`` wrote.

    Raises
    ------
    Malformed
        For anything that ``encode`` could not have written, however it is built.
    """
    try:
        return _decode(data, buffers, 0)
    except Malformed:
        raise
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise Malformed(f"malformed data ({type(error).__name__})") from None


def _decode(data: Any, buffers: list[bytes] | None, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise Malformed("nested too deeply")
    if data is None or type(data) in (bool, int, float, str):
        return data
    if type(data) is list:
        return [_decode(item, buffers, depth + 1) for item in data]
    if type(data) is not dict or len(data) != 1:
        raise Malformed("neither a value nor a tagged value")
    (tag, content), *_ = data.items()
    if tag == "int" and type(content) is str and len(content) <= MAX_INT_BITS // 3:
        return _bounded_int(int(content))
    if tag == "float":
        return _SPECIAL_FLOATS[content]
    if tag == "complex":
        real, imag = map(_decode_part, content)
        return complex(real, imag)
    if tag == "tuple" and type(content) is list:
        return tuple(_decode(item, buffers, depth + 1) for item in content)
    if tag == "dict" and type(content) is dict:
        return {key: _decode(item, buffers, depth + 1) for key, item in content.items()}
    if tag == "array":
        return _decode_array(content, buffers)
    raise Malformed(f"unknown tag {tag[:20]!r}")


def _decode_part(part: Any) -> float:
    """Return one of the two floats of a complex number."""
    return part if type(part) is float else _SPECIAL_FLOATS[part["float"]]


def _decode_array(content: Any, buffers: list[bytes] | None) -> np.ndarray:
    code, shape, source = content
    if code not in DTYPES or len(shape) > 32 or not all(type(n) is int and 0 <= n <= MAX_ARRAY_BYTES for n in shape):
        raise Malformed("malformed array")
    if buffers is None:
        raw = base64.b64decode(source, validate=True)
    elif type(source) is int and source >= 0:
        raw = buffers[source]
    else:
        raise Malformed("malformed array")
    stored = np.dtype(code).newbyteorder("<")
    if math.prod(shape) * stored.itemsize != len(raw) or len(raw) > MAX_ARRAY_BYTES:
        raise Malformed("an array whose bytes do not fit its shape")
    return np.frombuffer(raw, stored).reshape(shape).astype(np.dtype(code))
