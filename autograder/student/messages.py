"""What `check` says, in plain words: what was asked, what came, what was expected, and which rule gives that."""

from __future__ import annotations

from typing import Any

import numpy as np

from .assignment import PublicExercise
from .judge import Case, Judgement, Mismatch
from .kinds import Reply

_OPERATORS = {"add": "+", "multiply": "*"}


def passed(exercise: PublicExercise) -> str:
    """Return the message for an answer that is right on all public cases."""
    count = len(exercise.cases)
    return f"{exercise.name}: right on all {count} public cases.\n" + _what_grading_adds(exercise)


def failed(exercise: PublicExercise, judgement: Judgement, reply: Reply) -> str:
    """Return the message for an answer that is wrong, first thing first."""
    assert judgement.mismatch is not None
    assert judgement.case is not None
    case = exercise.cases[judgement.case]
    rungs = [rung["name"] for rung in exercise.rungs]
    place = f" ({rungs.index(case.rung) + 1} of {len(rungs)})" if case.rung in rungs else ""
    lines = [
        f"{exercise.name}: not yet right.",
        f"  case      {case.rung}{place}",
        f"  asked     {_asked(exercise, case)}",
        *_gap(judgement.mismatch, case, reply),
        *_named(exercise, judgement.mistakes),
    ]
    return "\n".join(line for line in lines if line)


def _what_grading_adds(exercise: PublicExercise) -> str:
    hidden = [rung["name"] for rung in exercise.rungs if not rung["public"]]
    more = f" It also looks at: {'; '.join(hidden)}." if hidden else ""
    return f"Grading draws other numbers of the same sorts, so an answer fitted to these cases will not pass.{more}"


# --- what was asked -------------------------------------------------------------------------------------------------


def _asked(exercise: PublicExercise, case: Case) -> str:
    request = case.request
    if "program" in request:
        return _program(exercise.name, request)
    if "args" in request:
        first = ["ax"] if exercise.kind == "plot" else []
        last = ["rng"] if exercise.kind == "initialiser" else []
        arguments = ", ".join([*first, *(_show(value) for value in request["args"]), *last])
        return f"{exercise.name}({arguments})"
    return f"the value of {exercise.name} for the practice numbers"


def _program(name: str, request: dict[str, Any]) -> str:
    lines, count = [], 0
    for operation, *operands in request["program"][:12]:
        if operation == "call":
            lines.append(f"n{operands[0]}.{operands[1]}()")
            continue
        right = f"{name}({operands[0]:g})" if operation == "new" else _combination(operation, operands)
        lines.append(f"n{count} = {right}")
        count += 1
    more = "; ..." if len(request["program"]) > 12 else ""
    return "; ".join(lines) + more


def _combination(operation: str, operands: list[int]) -> str:
    return f"n{operands[0]} {_OPERATORS[operation]} n{operands[1]}"


def _show(value: Any) -> str:
    if isinstance(value, dict) and "fn" in value:
        gradient = f", {value['gradient']} gradient" if "gradient" in value else ""
        return f"<{value['fn']} with coefficients {_show(value['coef'])}{gradient}>"
    if isinstance(value, np.ndarray):
        text = np.array2string(value, precision=5, separator=", ", threshold=40, suppress_small=True)
        return text.replace("\n", "\n            ")
    if isinstance(value, float):
        return f"{value:.6g}"
    text = repr(value)
    return text if len(text) <= 400 else text[:400] + " ..."


# --- the gap between got and expected -------------------------------------------------------------------------------


def _gap(mismatch: Mismatch, case: Case, reply: Reply) -> list[str]:
    if mismatch.stage == "missing":
        return ["  problem   it is not written yet"]
    if mismatch.stage == "raises":
        return [f"  problem   {_raised(reply)}"]
    want, got = _at(case.expected.get("value"), mismatch), _at(reply.get("value"), mismatch)
    return [f"  problem   {_problem(mismatch, want, got)}", *_part(mismatch), *_values(mismatch, want, got)]


def _raised(reply: Reply) -> str:
    error = reply["error"]
    where = f" in line {error['line']} of your cell" if error.get("line") else ""
    return f"it raised {error['type']}{where}: {error['message']}"


def _at(value: Any, mismatch: Mismatch) -> Any:
    for key in mismatch.part.split(".") if mismatch.part else ():
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, (list, tuple)) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return value
    return value


def _part(mismatch: Mismatch) -> list[str]:
    return [f"  part      {mismatch.part}"] if mismatch.part else []


def _problem(mismatch: Mismatch, want: Any, got: Any) -> str:
    index = f" at index {list(mismatch.index)}" if mismatch.index else ""
    if mismatch.stage == "type":
        missing = "it returned nothing (None): is `return` missing?"
        return missing if got is None else f"it returned a {type(got).__name__} where {_sort(want)} is expected"
    if mismatch.stage == "axes":
        return f"the result has {np.ndim(got)} axes, expected {np.ndim(want)}"
    if mismatch.stage == "dtype":
        return f"the result holds {np.asarray(got).dtype} values, expected numbers such as {np.asarray(want).dtype}"
    if mismatch.stage == "shape":
        return f"the result has shape {np.shape(got)}, expected {np.shape(want)}"
    if mismatch.stage == "finite":
        return f"nan or infinity does not agree{index}"
    if mismatch.stage == "arguments":
        return "the values are right, but the call changed its input in place: work on a copy"
    return f"the values differ, first{index}" if index else "the values differ"


def _sort(want: Any) -> str:
    if isinstance(want, np.ndarray):
        return f"an array of shape {want.shape}"
    return f"a {type(want).__name__}"


def _values(mismatch: Mismatch, want: Any, got: Any) -> list[str]:
    if mismatch.stage in ("arguments", "type") and got is None:
        return []
    return [f"  got       {_show(got)}", f"  expected  {_show(want)}"]


# --- which rule gives that ------------------------------------------------------------------------------------------


def _named(exercise: PublicExercise, mistakes: tuple[str, ...]) -> list[str]:
    known = [(name, exercise.mistakes[name]) for name in mistakes if name in exercise.mistakes]
    if not known:
        return []
    if len(known) > 1:
        return ["  These are the values of a known mistake; these cannot be told apart here:"] + [
            f"    - {name}: {mistake['why']}" for name, mistake in known
        ]
    (name, mistake), *_ = known
    return [
        f"  These are the values you get if your answer {name}: {mistake['why']}",
        f"  Hint: {mistake['hint']}" if mistake.get("hint") else "",
        f"  In the book: {mistake['link']}" if mistake.get("link") else "",
    ]
