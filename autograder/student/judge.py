"""Judges replies against cases, in the order in which a learner debugs.

The same judgement is reached in the student's notebook over public cases and in the verdict process over secret ones.
Nothing here knows where the expected values come from, and nothing here runs a student's code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .kinds import Reply, Request

STAGES = ("missing", "raises", "type", "axes", "dtype", "shape", "finite", "values", "arguments")
CHANGED_ITS_INPUT = "changed its input"
CHANGED_ITS_INPUT_COSTS = 0.25

# What float32 and float16 can hold: a right answer in a smaller type is right.
_COARSEST = {2: 5e-3, 4: 2e-5}


@dataclass(frozen=True)
class Tolerance:
    """How far a value may lie from the expected one: ``|got - expected| <= atol + rtol * |expected|``."""

    rtol: float = 1e-7
    atol: float = 1e-9
    reason: str = "double precision, a few operations"


@dataclass(frozen=True)
class Case:
    """One request with the reply that is right and the replies that the known mistakes give."""

    rung: str
    request: Request
    expected: Reply
    named: Mapping[str, Reply] = field(default_factory=dict)


@dataclass(frozen=True)
class Mismatch:
    """Where a reply parts from the expected one: the stage, the part of the value, the first index."""

    stage: str
    part: str = ""
    index: tuple[int, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What an answer has earned, and the first thing that is wrong with it.

    ``share`` is the part of the points earned, in [0, 1].  ``mistakes`` has the names of the known mistakes that give
    exactly these replies: none, one, or several that cannot be told apart.
    """

    share: float
    mismatch: Mismatch | None = None
    rung: str = ""
    case: int | None = None
    mistakes: tuple[str, ...] = ()
    exception: str = ""
    line: int | None = None

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return self.mismatch is None


def judge(
    kind: str, cases: Sequence[Case], replies: Sequence[Reply], shares: Mapping[str, float], tolerance: Tolerance
) -> Judgement:
    """Return the judgement over ``replies``, one for each of ``cases``.

    Parameters
    ----------
    shares : mapping from rung to float
        The part of the points that is lost when this rung fails; 0 for the core, without which nothing is earned.

    Raises
    ------
    ValueError
        When there are no cases: an answer to which nothing was put has not been found right.
    """
    if not cases:
        raise ValueError("there are no cases to judge by")
    mismatches = [compare(kind, case.expected, reply, tolerance) for case, reply in zip(cases, replies, strict=True)]
    failed = [i for i, mismatch in enumerate(mismatches) if mismatch is not None]
    if not failed:
        return Judgement(1.0)
    first = failed[0]
    error = replies[first].get("error", {})
    return Judgement(
        share=_share({(cases[i].rung, mismatches[i].stage) for i in failed}, shares),  # type: ignore[union-attr] # i is in `failed`
        mismatch=mismatches[first],
        rung=cases[first].rung,
        case=first,
        mistakes=diagnose(kind, cases, replies, tolerance),
        exception=error.get("type", ""),
        line=error.get("line"),
    )


def _share(failures: set[tuple[str, str]], shares: Mapping[str, float]) -> float:
    rungs = {rung for rung, stage in failures if stage != "arguments"}
    if any(shares.get(rung, 0.0) == 0.0 for rung in rungs):
        return 0.0
    lost = sum(shares[rung] for rung in rungs)
    if any(stage == "arguments" for _, stage in failures):
        lost += CHANGED_ITS_INPUT_COSTS
    return max(0.0, 1.0 - lost)


def diagnose(kind: str, cases: Sequence[Case], replies: Sequence[Reply], tolerance: Tolerance) -> tuple[str, ...]:
    """Return the names of the known mistakes whose replies equal these on every case.

    A name needs evidence: at least two cases (or all, if there is only one) in which the mistake's *value* differs
    from the right one.  An exception alone names nothing, since many mistakes raise the same one.
    """
    names = [name for name in (cases[0].named if cases else ()) if _matches(name, kind, cases, replies, tolerance)]
    if names:
        return tuple(names)
    changed_only = all(
        compare(kind, case.expected, reply, tolerance) in (None, Mismatch("arguments"))
        for case, reply in zip(cases, replies, strict=True)
    )
    return (CHANGED_ITS_INPUT,) if changed_only else ()


def _matches(name: str, kind: str, cases: Sequence[Case], replies: Sequence[Reply], tolerance: Tolerance) -> bool:
    told_apart = seen = 0
    for case, reply in zip(cases, replies, strict=True):
        wrong = case.named[name]
        if not _same(kind, wrong, reply, tolerance):
            return False
        if compare(kind, case.expected, wrong, tolerance) is not None:
            told_apart += 1
            seen += "value" in wrong
    return told_apart > 0 and seen >= min(2, told_apart)


def _same(kind: str, wrong: Reply, reply: Reply, tolerance: Tolerance) -> bool:
    if "value" in wrong:
        return compare(kind, wrong, reply, tolerance) is None
    if "error" in wrong:
        return "error" in reply and reply["error"].get("type") == wrong["error"]["type"]
    return "missing" in wrong and "missing" in reply


# --- one reply ------------------------------------------------------------------------------------------------------


def compare(kind: str, expected: Reply, reply: Reply, tolerance: Tolerance) -> Mismatch | None:
    """Return the first stage at which ``reply`` parts from ``expected``, or None."""
    if "missing" in reply:
        return Mismatch("missing")
    if "value" not in reply:
        return Mismatch("raises")
    want, got = (observed(kind, item["value"]) for item in (expected, reply))
    mismatch = _compare(want, got, tolerance, "")
    if mismatch is None and reply.get("changed") and not expected.get("changed"):
        return Mismatch("arguments")
    return mismatch


def observed(kind: str, value: Any) -> Any:
    """Return what is compared: the value itself, but for an initialiser's draws what they have in common.

    What has been observed already comes back as it is, and so does what is not three tables of numbers.
    """
    if kind != "initialiser" or not isinstance(value, list) or len(value) != 3:
        return value
    draws = [_as_numbers(item) for item in value]
    if any(draw is None or draw.dtype.kind not in "fiu" or draw.size == 0 for draw in draws):
        return value
    first, again, other = (np.asarray(draw, dtype=float) for draw in draws)
    return {
        "shape": np.array(first.shape),
        "mean": float(np.mean(first)),
        "spread": float(np.std(first)),
        "same seed, same numbers": bool(np.array_equal(first, again)),
        "other seed, other numbers": not np.array_equal(first, other),
    }


def _compare(want: Any, got: Any, tolerance: Tolerance, part: str) -> Mismatch | None:
    if isinstance(want, dict):
        return _compare_parts(want, got if isinstance(got, dict) else None, tolerance, part)
    if isinstance(want, (list, tuple)) and not _is_numbers(want):
        numbered = dict(enumerate(got)) if isinstance(got, (list, tuple)) else None
        return _compare_parts(dict(enumerate(want)), numbered, tolerance, part)
    if isinstance(want, (str, bool)) or want is None:
        return (
            None
            if type(got) is type(want) and got == want
            else Mismatch("values" if type(got) is type(want) else "type", part)
        )
    return _compare_numbers(np.asarray(want), got, tolerance, part)


def _is_numbers(value: Sequence[Any]) -> bool:
    return len(value) > 0 and all(type(item) in (int, float) for item in value)


def _compare_parts(
    want: dict[Any, Any], got: dict[Any, Any] | None, tolerance: Tolerance, part: str
) -> Mismatch | None:
    if got is None or got.keys() != want.keys():
        return Mismatch("type", part)
    for key, item in want.items():
        mismatch = _compare(item, got[key], tolerance, f"{part}.{key}" if part else str(key))
        if mismatch is not None:
            return mismatch
    return None


def _compare_numbers(want: np.ndarray, got: Any, tolerance: Tolerance, part: str) -> Mismatch | None:
    array = _as_numbers(got)
    if array is None:
        return Mismatch("type", part)
    if array.ndim != want.ndim:
        return Mismatch("axes", part)
    if array.dtype.kind not in "fiu":
        return Mismatch("dtype", part)
    if array.shape != want.shape:
        return Mismatch("shape", part)
    return _first_difference(want, array, tolerance, part)


def _as_numbers(got: Any) -> np.ndarray | None:
    if got is None or isinstance(got, (str, dict)):
        return None
    try:
        array = np.asarray(got)
    except (ValueError, TypeError, OverflowError):  # a ragged list
        return None
    return array if array.dtype.kind in "fiubc" else None


def _first_difference(want: np.ndarray, got: np.ndarray, tolerance: Tolerance, part: str) -> Mismatch | None:
    coarse = _COARSEST.get(got.dtype.itemsize, 0.0) if got.dtype.kind == "f" else 0.0
    rtol, atol = max(tolerance.rtol, coarse), max(tolerance.atol, coarse)
    with np.errstate(all="ignore"):
        finite = np.isfinite(want)
        if (np.isfinite(got) != finite).any():
            return Mismatch("finite", part, _first(np.isfinite(got) != finite))
        differs = ~np.isclose(got.astype(float), want.astype(float), rtol=rtol, atol=atol, equal_nan=True)
    return Mismatch("values", part, _first(differs)) if differs.any() else None


def _first(mask: np.ndarray) -> tuple[int, ...]:
    return tuple(int(i) for i in np.argwhere(mask)[0])
