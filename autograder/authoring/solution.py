"""Puts a solution's source into its cell: body between nbgrader's markers, signature and docstring outside.

A solution of ``solutions/`` is released with its signature and docstring.  The rules below see to it that nothing of
the answer stays in what is released, and that the rest runs in the student's notebook.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import textwrap
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.errors import AuthoringError

from .leaks import SHORTEST_TELLTALE, free_names, shown_comment, told_formula

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"

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
    earlier : names of the exercises that this one builds on, which its answer may use
    fail : makes the error, knowing file and cell
    """
    source = textwrap.dedent(inspect.getsource(_imported(cell, fail))).rstrip()
    tree = ast.parse(source).body[0]
    if not isinstance(tree, (ast.FunctionDef, ast.ClassDef)):
        raise fail("the solution is neither an ordinary function nor a class", "write it with def or class")
    functions = list(_to_write(tree, given, fail))
    _check_names(source, tree.name, earlier, fail)
    for function in functions:
        _check_function(function, fail)
    _check_leaks(source, tree, functions, fail)
    marked, released, secret = _split(source.split("\n"), functions)
    return Solution(tree.name, marked, released, secret)


def _imported(cell: str, fail: Fail) -> Any:
    cure = "let the cell hold one line: from solutions.CHAPTER import NAME"
    try:
        (statement,) = ast.parse(cell).body
    except (SyntaxError, ValueError):
        raise fail("a solution cell holds more or less than one import", cure) from None
    if not isinstance(statement, ast.ImportFrom) or statement.level or not _is_chapter(statement.module):
        raise fail("a solution cell does not import from solutions", cure)
    if len(statement.names) != 1 or statement.names[0].asname:
        raise fail("a solution cell imports several names, or under another name", cure)
    module, name = statement.module or "", statement.names[0].name
    try:
        item = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        raise fail(f"there is no {name!r} in {module}", "write it there, or mend the name") from None
    except Exception as error:  # whatever the module does while it is imported
        raise fail(f"{module} cannot be imported ({type(error).__name__}: {error})", "mend the module") from None
    if not (inspect.isfunction(item) or inspect.isclass(item)) or (item.__module__, item.__name__) != (module, name):
        raise fail(f"{name!r} is not a function or class of {module} itself", "define it there, with def or class")
    return item


def _is_chapter(module: str | None) -> bool:
    return (module or "").startswith("solutions.")


def _to_write(tree: ast.FunctionDef | ast.ClassDef, given: Collection[str], fail: Fail) -> Iterator[ast.FunctionDef]:
    """Yield the functions whose bodies students write."""
    if tree.decorator_list:
        raise fail("the solution has a decorator", "students would see it: write it out")
    if isinstance(tree, ast.FunctionDef):
        if given:
            raise fail("a function has no methods to be given", "leave out the list `given`")
        yield tree
        return
    if not ast.get_docstring(tree):
        raise fail(f"the class {tree.name} has no docstring", "say what it stands for; students see only that")
    methods = [item for item in tree.body if isinstance(item, ast.FunctionDef)]
    unknown = set(given) - {method.name for method in methods}
    if unknown:
        raise fail(f"the class has no method {', '.join(sorted(unknown))} to be given", "mend the list `given`")
    if not all(map(_may_be_seen, tree.body[1:])):
        raise fail("the class holds more than methods and attributes", "students would see it: write methods only")
    if set(given) >= {method.name for method in methods}:
        raise fail("every method of the class is given", "leave one out of the list `given`, for students to write")
    yield from (method for method in methods if method.name not in given)


def _may_be_seen(item: ast.stmt) -> bool:
    """Return whether ``item`` of a class is a method, which has its own rules, or an attribute without code."""
    if isinstance(item, (ast.Assign, ast.AnnAssign)):
        return not any(isinstance(node, ast.Lambda) for node in ast.walk(item))
    return isinstance(item, ast.FunctionDef)


def _check_function(function: ast.FunctionDef, fail: Fail) -> None:
    if not ast.get_docstring(function):
        raise fail(f"{function.name} has no docstring", "say what it takes and returns; students see only that")
    if function.decorator_list:
        raise fail(f"{function.name} has a decorator", "students would see it: write it out")
    if len(function.body) < 2:
        raise fail(f"{function.name} has no body besides its docstring", "write the solution below the docstring")
    docstring, first = function.body[:2]
    if docstring.lineno <= function.lineno or first.lineno <= _last(docstring):
        raise fail(f"{function.name} is written on one line", "put docstring and body on lines of their own")


def _check_leaks(
    source: str, tree: ast.FunctionDef | ast.ClassDef, functions: Collection[ast.FunctionDef], fail: Fail
) -> None:
    methods = tree.body if isinstance(tree, ast.ClassDef) else []
    given = [method for method in methods if isinstance(method, ast.FunctionDef) and method not in functions]
    silent = [_body(function) for function in functions] + [range(each.lineno, _last(each) + 1) for each in given]
    comment = shown_comment(source, {line for lines in silent for line in lines})
    if comment:
        raise fail(f"students would see the comment {comment!r}", "move it between the first and last line of the body")
    formula = told_formula(tree, functions)
    if formula:
        raise fail(f"a docstring of {tree.name} holds {formula!r}, which is part of the answer", "say it in words")


def _body(function: ast.FunctionDef) -> range:
    """Return the numbers of the lines below the docstring."""
    return range(_last(function.body[0]) + 1, _last(function) + 1)


def _last(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _check_names(source: str, name: str, earlier: Collection[str], fail: Fail) -> None:
    unknown = free_names(source) - {"np", name, *dir(builtins), *earlier}
    if unknown:
        raise fail(
            f"the solution uses {min(unknown)!r}, which students do not have",
            "use np, builtins and the exercises that the bank's `uses` names, only",
        )


def _split(lines: list[str], functions: list[ast.FunctionDef]) -> tuple[str, str, tuple[str, ...]]:
    """Return the marked source, the released one, and the lines between the markers.

    The region begins right after the docstring: a comment before the first statement would stay otherwise.
    """
    marked, released, secret, done = [], [], [], 0
    for function in functions:
        start, end = _last(function.body[0]), _last(function)
        indent = " " * function.body[0].col_offset
        kept, body = lines[done:start], lines[start:end]
        marked += [*kept, indent + BEGIN, *body, indent + END]
        released += [*kept, *textwrap.indent(STUB, indent).split("\n")]
        secret += [line.strip() for line in body if len(line.strip()) >= SHORTEST_TELLTALE]
        done = end
    return "\n".join(marked + lines[done:]), "\n".join(released + lines[done:]), tuple(secret)
