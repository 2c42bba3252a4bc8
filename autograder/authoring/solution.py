"""Puts a solution's source into its cell: body between nbgrader's markers, signature and docstring outside.

A solution of ``solutions/`` is released with its signature and docstring.  The rules below see to it that nothing of
the answer stays in what is released, and that the rest runs in the student's notebook.
"""

from __future__ import annotations

import ast
import builtins
import dis
import importlib
import inspect
import re
import textwrap
import types
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.errors import AuthoringError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
SHORTEST_TELLTALE = 7

Fail = Callable[[str, str], AuthoringError]


@dataclass(frozen=True)
class Solution:
    """One solution.

    ``marked`` is the source with nbgrader's markers, ``released`` what is left of it for students, ``secret_lines``
    the lines that no student may see.
    """

    name: str
    marked: str
    released: str
    secret_lines: tuple[str, ...]


def solution_of(cell: str, given: Collection[str], earlier: Collection[str], fail: Fail) -> Solution:
    """Return the solution that a cell imports.

    Parameters
    ----------
    given : names of the methods of a class that are given whole
    earlier : names of the exercises before this one, which its answer may use
    fail : makes the error, knowing file and cell
    """
    item = _imported(cell, fail)
    source = textwrap.dedent(inspect.getsource(item)).rstrip()
    tree = ast.parse(source).body[0]
    assert isinstance(tree, (ast.FunctionDef, ast.ClassDef))
    functions = list(_to_write(tree, given, fail))
    _check_names(item, tree.name, earlier, fail)
    lines = source.split("\n")
    for function in functions:
        _check_function(function, lines, fail)
    marked, released, secret = _split(lines, functions)
    return Solution(tree.name, marked, released, secret)


def _imported(cell: str, fail: Fail) -> Any:
    cure = "let the cell hold one line: from solutions.CHAPTER import NAME"
    try:
        (statement,) = ast.parse(cell).body
    except (SyntaxError, ValueError):
        raise fail("a solution cell holds more or less than one import", cure) from None
    if not isinstance(statement, ast.ImportFrom) or not (statement.module or "").startswith("solutions."):
        raise fail("a solution cell does not import from solutions", cure)
    if len(statement.names) != 1 or statement.names[0].asname:
        raise fail("a solution cell imports several names, or under another name", cure)
    name = statement.names[0].name
    try:
        return getattr(importlib.import_module(statement.module or ""), name)
    except (ImportError, AttributeError):
        raise fail(f"there is no {name!r} in {statement.module}", "write it there, or mend the name") from None


def _to_write(tree: ast.FunctionDef | ast.ClassDef, given: Collection[str], fail: Fail) -> Iterator[ast.FunctionDef]:
    """Yield the functions whose bodies students write."""
    if tree.decorator_list:
        raise fail("the solution has a decorator", "students would see it: write it out")
    if isinstance(tree, ast.FunctionDef):
        yield tree
        return
    methods = [item for item in tree.body if isinstance(item, ast.FunctionDef)]
    unknown = set(given) - {method.name for method in methods}
    if unknown:
        raise fail(f"the class has no method {', '.join(sorted(unknown))} to be given", "mend the list `given`")
    yield from (method for method in methods if method.name not in given)


def _check_function(function: ast.FunctionDef, lines: list[str], fail: Fail) -> None:
    docstring = ast.get_docstring(function)
    if not docstring:
        raise fail(f"{function.name} has no docstring", "say what it takes and returns; students see only that")
    if function.decorator_list:
        raise fail(f"{function.name} has a decorator", "students would see it: write it out")
    if len(function.body) < 2:
        raise fail(f"{function.name} has no body besides its docstring", "write the solution below the docstring")
    if function.body[0].lineno <= function.lineno:
        raise fail(f"{function.name} is written on one line", "put the body on lines of its own")
    _check_docstring(function, docstring, fail)


def _check_docstring(function: ast.FunctionDef, docstring: str, fail: Fail) -> None:
    """Refuse a docstring that holds an expression of the body: it would give the answer away."""
    said = _squeezed(docstring)
    for statement in function.body[1:]:
        for node in ast.walk(statement):
            if isinstance(node, (ast.BinOp, ast.Call, ast.Compare)):
                formula = _squeezed(ast.unparse(node))
                if len(formula) >= SHORTEST_TELLTALE and formula in said:
                    raise fail(f"the docstring of {function.name} holds {ast.unparse(node)!r}", "say it in words")


def _squeezed(text: str) -> str:
    return re.sub(r"[\s`*_]+", "", text) if "**" not in text else re.sub(r"[\s`_]+", "", text)


def _check_names(item: Any, name: str, earlier: Collection[str], fail: Fail) -> None:
    allowed = {"np", name, *dir(builtins), *earlier}
    functions = [value for value in vars(item).values() if inspect.isfunction(value)] if inspect.isclass(item) else [item]
    used = {used for function in functions for used in _globals(function.__code__)}
    if used - allowed:
        raise fail(
            f"the solution uses {min(used - allowed)!r}, which students do not have",
            "use np, builtins and earlier exercises only",
        )


def _globals(code: types.CodeType) -> set[str]:
    """Return the global names that a function and the functions inside it load."""
    own = {each.argval for each in dis.get_instructions(code) if each.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    inner = [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
    return own.union(*(_globals(each) for each in inner))


def _split(lines: list[str], functions: list[ast.FunctionDef]) -> tuple[str, str, tuple[str, ...]]:
    """Return the marked source, the released one, and the lines between the markers.

    The region begins right after the docstring: a comment before the first statement would stay otherwise.
    """
    marked, released, secret, done = [], [], [], 0
    for function in functions:
        start, end = function.body[0].end_lineno or 0, function.end_lineno or 0
        indent = " " * function.body[0].col_offset
        kept, body = lines[done:start], lines[start:end]
        marked += [*kept, indent + BEGIN, *body, indent + END]
        released += [*kept, *textwrap.indent(STUB, indent).split("\n")]
        secret += [line.strip() for line in body if len(line.strip()) >= SHORTEST_TELLTALE]
        done = end
    return "\n".join(marked + lines[done:]), "\n".join(released + lines[done:]), tuple(secret)
