"""How an answer of each kind is asked for a value.

``perform(kind, answer, request)`` puts one request (plain data) to one answer and returns a *reply* (plain data)::

    {"value": ...}                                        what came back
    {"value": ..., "changed": [0]}                        and which arguments the call changed in place
    {"error": {"type": ..., "line": ..., "message": ...}} what was raised
    {"missing": True}                                     nothing to ask: not written yet

The same function runs in the student's notebook, in the sandbox, and for the reference and every wrong formula of the
bank, so that all of them are compared in the same terms.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from . import functions
from .axes import RecordingAxes
from .plain import NotPlain, plain

Request = dict[str, Any]
Reply = dict[str, Any]


def perform(kind: str, answer: Any, request: Request) -> Reply:
    """Return the reply of ``answer`` to ``request``; what the answer raises is part of the reply."""
    if answer is None or answer is Ellipsis:
        return {"missing": True}
    try:
        return _KINDS[kind](answer, request)
    except NotImplementedError as error:
        return {"missing": True} if not str(error) else failure(error)
    except Exception as error:  # whatever a student's code raises is a reply, not our failure
        return failure(error)


def failure(error: BaseException) -> Reply:
    """Return the reply that says what was raised and on which line of the student's cell."""
    try:
        message = str(error)[:500]
    except Exception:  # an exception of the student's own may not even print
        message = ""
    return {"error": {"type": type(error).__name__[:60], "line": _line_in_cell(error), "message": message}}


def _line_in_cell(error: BaseException) -> int | None:
    line, trace = None, error.__traceback__
    while trace is not None:
        if _is_cell(trace.tb_frame.f_code.co_filename):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _is_cell(filename: str) -> bool:
    return filename.startswith(("<ipython-input", "<cell")) or "ipykernel_" in filename


# --- one function for each kind -------------------------------------------------------------------------------------


def _function(answer: Callable[..., Any], request: Request) -> Reply:
    arguments = [_argument(value) for value in request["args"]]
    before = [_digest(value) for value in arguments]
    value = plain(answer(*arguments))
    changed = [i for i, value_before in enumerate(before) if _digest(arguments[i]) != value_before]
    return {"value": value, "changed": changed} if changed else {"value": value}


def _argument(value: Any) -> Any:
    if isinstance(value, dict) and "fn" in value:
        return functions.build(value)
    return value.copy() if isinstance(value, (np.ndarray, list)) else value


def _digest(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return (value.shape, value.dtype.str, value.tobytes())
    return repr(value) if isinstance(value, (list, dict)) else None


def _class(answer: Callable[..., Any], request: Request) -> Reply:
    """Run a program: ``new`` makes a node from a number, ``add`` and ``multiply`` combine two, ``call`` a method."""
    nodes: list[Any] = []
    for operation, *operands in request["program"]:
        if operation == "new":
            nodes.append(answer(operands[0]))
        elif operation == "add":
            nodes.append(nodes[operands[0]] + nodes[operands[1]])
        elif operation == "multiply":
            nodes.append(nodes[operands[0]] * nodes[operands[1]])
        else:
            getattr(nodes[operands[0]], operands[1])()
    return {"value": {name: [_number(nodes[i], name) for i in chosen] for name, chosen in request["return"]}}


def _number(node: Any, name: str) -> float:
    value = plain(getattr(node, name))
    if np.ndim(value) or not isinstance(value, (bool, int, float, np.ndarray)):
        raise NotPlain(f"{name} should be a number, and is a {type(value).__name__}")
    return float(value)


def _initialiser(answer: Callable[..., Any], request: Request) -> Reply:
    """Call the initialiser once for each seed: two equal seeds show repeatability, two different ones variety."""
    return {"value": [plain(answer(*request["args"], np.random.default_rng(seed))) for seed in request["seeds"]]}


def _plot(answer: Callable[..., Any], request: Request) -> Reply:
    axes = RecordingAxes()
    answer(axes, *[_argument(value) for value in request["args"]])
    return {"value": plain(axes.recorded())}


def _value(answer: Any, request: Request) -> Reply:
    if callable(answer):
        raise NotPlain("this is a function; give the value itself")
    return {"value": plain(answer)}


_KINDS: dict[str, Callable[[Any, Request], Reply]] = {
    "function": _function,
    "class": _class,
    "initialiser": _initialiser,
    "plot": _plot,
    "value": _value,
    "choice": _value,
}

KINDS = (*_KINDS, "text")
