"""Rules for a single cell: its nbgrader metadata, its points, what it imports."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from autograder.manifest import Role

from .solution import Fail

_MARKER = re.compile(r"(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS|MARK SCHEME)")
_AVAILABLE = ("autograder", "matplotlib", "numpy")


def role_of(metadata: Mapping[str, Any]) -> Role:
    """Return what a cell is for, by nbgrader's own two words."""
    if metadata.get("grade"):
        return Role.BY_HAND if metadata.get("solution") else Role.TEST
    return Role.SOLUTION if metadata.get("solution") else Role.GIVEN


def check_metadata(metadata: Mapping[str, Any], cell_type: str, fail: Fail) -> None:
    """Refuse what nbgrader would take otherwise than the author may mean it."""
    role = role_of(metadata)
    if metadata.get("task"):
        raise fail("it is a task cell", "ask for an answer in a cell that is graded by hand")
    locked = role in (Role.GIVEN, Role.TEST)
    if bool(metadata.get("locked")) is not locked:
        raise fail(f"a {role} cell is {'not ' * locked}locked", f"set locked: {str(locked).lower()}")
    if role in (Role.GIVEN, Role.SOLUTION) and metadata.get("points"):
        raise fail(f"a {role} cell has points", "give them to its test")
    if role in (Role.SOLUTION, Role.TEST) and cell_type != "code":
        raise fail(f"a {role} cell is not a code cell", "write it as a {code-cell}")


def check_markers(source: str, fail: Fail) -> None:
    """Refuse text that nbgrader would cut out of the release."""
    marker = _MARKER.search(source)
    if marker:
        raise fail(f"the cell holds nbgrader's marker {marker[0]!r}", "leave it out: solutions stand in solutions/")


def points_of(metadata: Mapping[str, Any], fail: Fail) -> float:
    """Return the points of a graded cell."""
    points = metadata.get("points", 0)
    if type(points) not in (int, float) or not 0 < points < math.inf:
        raise fail("a graded cell has no points", "set points to a positive number")
    return float(points)


def check_imports(source: str, fail: Fail) -> None:
    """Refuse given code that would not run where students run it."""
    try:
        modules = list(_modules(ast.parse(source)))
    except SyntaxError:
        raise fail("a given cell is not plain Python", "leave out magics and ! commands") from None
    for module in modules:
        if module.partition(".")[0] not in _AVAILABLE or module.startswith("autograder."):
            raise fail(f"a given cell imports {module!r}", f"students have {', '.join(_AVAILABLE)} and nothing else")


def _modules(tree: ast.AST) -> Iterator[str]:
    """Yield the modules that are imported anywhere in ``tree``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
