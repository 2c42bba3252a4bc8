"""Finds what a released solution would tell of its answer: comments, formulas in docstrings, names that do not exist.

What students see of a solution is everything outside its bodies: signatures, docstrings, methods that are given.
"""

from __future__ import annotations

import ast
import io
import re
import symtable
import tokenize
from collections.abc import Collection, Iterator

SHORTEST_TELLTALE = 7
_OPERATORS = (ast.BinOp, ast.BoolOp, ast.Call, ast.Compare)
_SHAPE = re.compile(r"of\s+shape\s*\([^()]*\)")


def shown_comment(source: str, kept_back: Collection[int]) -> str:
    """Return the first comment outside the lines that are ``kept_back`` (numbered from 1), or "" if there is none."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.start[0] not in kept_back:
            return token.string
    return ""


def told_formula(tree: ast.AST, functions: Collection[ast.FunctionDef]) -> str:
    """Return an expression of the functions' bodies that stands in a docstring of ``tree``, or "" if there is none.

    White space, backticks and the prefix ``np.`` make no difference.  The shapes of arguments and results do not count
    (``of shape (n_steps + 1, n_inputs)``), nor do trifles such as ``len(x)``, unless all that is returned is one.
    """
    documented = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef)))
    said = _squeezed(_SHAPE.sub("", "\n".join(ast.get_docstring(node) or "" for node in documented)))
    for function in functions:
        for expression in _telltales(function):
            if _squeezed(expression) in said:
                return expression
    return ""


def _telltales(function: ast.FunctionDef) -> Iterator[str]:
    for statement in function.body[1:]:
        returned = [node.value for node in ast.walk(statement) if isinstance(node, ast.Return)]
        for node in ast.walk(statement):
            if isinstance(node, _OPERATORS):
                text = ast.unparse(node)
                operators = sum(isinstance(part, _OPERATORS) for part in ast.walk(node))
                if node in returned or operators > 1 or len(_squeezed(text)) >= SHORTEST_TELLTALE:
                    yield text


def _squeezed(text: str) -> str:
    return re.sub(r"\b(?:np|numpy)\.|[\s`]+", "", text)


def free_names(source: str) -> set[str]:
    """Return the names that ``source`` takes from outside: in bodies, defaults, annotations, bases and class bodies."""
    return _free(symtable.symtable(source, "solution", "exec"))


def _free(table: symtable.SymbolTable) -> set[str]:
    own = {each.get_name() for each in table.get_symbols() if each.is_referenced() and each.is_global()}
    return own.union(*(_free(inner) for inner in table.get_children()))
