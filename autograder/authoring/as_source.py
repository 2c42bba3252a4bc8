"""Writes an implementation of the bank as the source that a student could have typed.

An implementation may call helpers of its module.  They go into a function around it, so that no name of theirs meets a
name of the notebook.
"""

from __future__ import annotations

import inspect
import textwrap
import types
from collections.abc import Collection, Iterator
from typing import Any

_OURS = ("autograder.bank", "solutions")


def as_source(name: str, implementation: Any, notebook: Collection[str] = ()) -> str:
    """Return Python source that binds ``name`` to a copy of ``implementation``.

    Parameters
    ----------
    notebook : collection of str
        Names that the notebook provides besides ``np``: the student's own earlier answers are called, not copied.
    """
    parts = [_text(name, value) for name, value in _dependencies(implementation, dict.fromkeys(notebook))]
    body = textwrap.indent("\n\n".join([*parts, f"return {implementation.__name__}"]), "    ")
    return f"def _write_{name}():\n{body}\n\n\n{name} = _write_{name}()"


def _dependencies(item: Any, seen: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what ``item`` needs of its module, then ``item`` itself."""
    if item.__name__ in seen:
        return
    seen[item.__name__] = item
    for name, value in _globals_used(item):
        if isinstance(value, type) or inspect.isfunction(value):
            if value.__module__.startswith(_OURS):
                yield from _dependencies(value, seen)
        elif isinstance(value, (int, float, str, tuple)) and name not in seen:
            seen[name] = value
            yield name, value
    yield item.__name__, item


def _globals_used(item: Any) -> list[tuple[str, Any]]:
    if isinstance(item, type):
        bases = [(base.__name__, base) for base in item.__bases__ if base is not object]
        methods = [value for value in vars(item).values() if inspect.isfunction(value)]
        return bases + [pair for method in methods for pair in _globals_used(method)]
    scope, names = item.__globals__, _names(item.__code__)
    return [(name, scope[name]) for name in names if name in scope]


def _names(code: types.CodeType) -> list[str]:
    inner = [name for constant in code.co_consts if isinstance(constant, types.CodeType) for name in _names(constant)]
    return [*code.co_names, *inner]


def _text(name: str, value: Any) -> str:
    if isinstance(value, type) or inspect.isfunction(value):
        return textwrap.dedent(inspect.getsource(value)).rstrip()
    return f"{name} = {value!r}"
