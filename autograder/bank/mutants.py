"""Mutants of a reference: its syntax tree with one small change, as slips of the pen make them.

=================  ====================================================================================
operator           what it does
=================  ====================================================================================
``arithmetic``     exchanges + and -, * and /, takes ** and @ for *
``comparison``     exchanges < and <=, > and >=, == and !=, turns the direction round
``constant``       adds 1 to a number, subtracts 1, takes 0 for it; doubles one with a fraction
``sign``           drops a minus; puts one before an argument, or before what is returned or assigned
``axis``           takes axis 0 for 1, 1 for 0, none for either; drops ``keepdims``
``index``          moves an index by one; drops the end of a slice
``dropped term``   leaves out one side of a sum, difference, product, quotient or power
``dropped call``   takes the argument for the result of a call; drops ``.T``
``other call``     takes the minimum for the maximum, the mean for the sum, powers of 2 for those of e, and so on
``arguments``      exchanges the first two arguments of a call
``condition``      turns a condition round, takes ``or`` for ``and``
``label``          leaves a line of a plot without its label
``assignment``     drops a statement; takes = or -= for +=
=================  ====================================================================================
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Changed = Iterator[tuple[str, ast.AST]]

_ARITHMETIC: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult, ast.MatMult: ast.Mult,
}  # fmt: skip
_COMPARISON: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
_OTHER_CALLS = {
    "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum", "argmax": "argmin", "argmin": "argmax",
    "sum": "mean", "mean": "sum", "zeros": "ones", "ones": "zeros", "zeros_like": "ones_like", "exp": "exp2",
    "log": "exp", "tanh": "sin", "sqrt": "square", "square": "sqrt", "dot": "multiply", "outer": "multiply",
    "cumsum": "cumprod", "log1p": "log", "expm1": "exp", "append": "remove", "reversed": "list", "exp2": "exp",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One mutant: the operator's name, the line as it was and as it became, and the whole source."""

    operator: str
    line: str
    becomes: str
    source: str

    @property
    def name(self) -> str:
        """What the report calls it."""
        return f"{self.line} -> {self.becomes}"


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of ``source``, the text of one function or class, without duplicates."""
    tree = ast.parse(source)
    found: dict[str, Mutant] = {}
    for path, node in _nodes(tree):
        for operator, changed in _changes(node):
            mutant = _with(tree, path, changed)
            text = ast.unparse(mutant)
            if text not in found and text != ast.unparse(tree):
                line, becomes = _lines(ast.unparse(tree), text)
                found[text] = Mutant(operator, line, becomes, text)
    return list(found.values())


# --- the tree -------------------------------------------------------------------------------------------------------

Path = tuple[tuple[str, "int | None"], ...]


def _nodes(node: ast.AST, path: Path = ()) -> Iterator[tuple[Path, ast.AST]]:
    """Yield every node but docstrings and annotations, with the way to it."""
    yield path, node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "ctx"):
            continue
        for i, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_docstring(child):
                yield from _nodes(child, (*path, (name, i)))


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _with(tree: ast.Module, path: Path, changed: ast.AST) -> ast.Module:
    """Return a copy of ``tree`` with another node at ``path``."""
    whole = copy.deepcopy(tree)
    parent: ast.AST = whole
    for name, i in path[:-1]:
        parent = getattr(parent, name) if i is None else getattr(parent, name)[i]
    name, i = path[-1]
    if i is None:
        setattr(parent, name, changed)
    else:
        getattr(parent, name)[i] = changed
    return ast.fix_missing_locations(whole)


def _lines(before: str, after: str) -> tuple[str, str]:
    """Return the first line that differs, as it was and as it became."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    was, now = next((pair for pair in pairs if pair[0] != pair[1]), ("", "nothing"))
    return was.strip(), now.strip()


# --- the operators --------------------------------------------------------------------------------------------------


def _changes(node: ast.AST) -> Changed:
    for kinds, change in _OPERATORS:
        if isinstance(node, kinds):
            yield from change(copy.deepcopy(node))


def _arithmetic(node: ast.BinOp | ast.AugAssign) -> Changed:
    if type(node.op) in _ARITHMETIC:
        yield "arithmetic", _replaced(node, op=_ARITHMETIC[type(node.op)]())


def _dropped_term(node: ast.BinOp) -> Changed:
    yield "dropped term", node.left
    yield "dropped term", node.right


def _comparison(node: ast.Compare) -> Changed:
    for i, operator in enumerate(node.ops):
        for other in _COMPARISON.get(type(operator), ()):
            yield "comparison", _replaced(node, ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])


def _constant(node: ast.Constant) -> Changed:
    value = node.value
    if type(value) is bool:
        yield "constant", ast.Constant(not value)
    elif type(value) is int:
        yield from (("constant", ast.Constant(other)) for other in {value + 1, value - 1, 0} - {value})
    elif type(value) is float:
        yield from (("constant", ast.Constant(other)) for other in {2 * value, value + 1.0, 0.0} - {value})


def _sign(node: ast.UnaryOp) -> Changed:
    if isinstance(node.op, ast.USub):
        yield "sign", node.operand
    if isinstance(node.op, ast.Not):
        yield "condition", node.operand


def _returned(node: ast.Return | ast.Assign) -> Changed:
    if node.value is not None and not isinstance(node.value, (ast.Tuple, ast.List, ast.Constant)):
        yield "sign", _replaced(node, value=ast.UnaryOp(ast.USub(), node.value))


def _call(node: ast.Call) -> Changed:
    for i, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:i], *node.keywords[i + 1 :]]
        if keyword.arg in ("axis", "keepdims"):
            yield "axis", _replaced(node, keywords=rest)
        if keyword.arg == "label":
            yield "label", _replaced(node, keywords=rest)
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            other = ast.keyword("axis", ast.Constant(1 if keyword.value.value == 0 else 0))
            yield "axis", _replaced(node, keywords=[*node.keywords[:i], other, *node.keywords[i + 1 :]])
    if isinstance(node.func, ast.Attribute):
        receiver, name = node.func.value, node.func.attr
        if name in _OTHER_CALLS:
            yield "other call", _replaced(node, func=ast.Attribute(receiver, _OTHER_CALLS[name], ast.Load()))
        if not (isinstance(receiver, ast.Name) and receiver.id == "np"):
            yield "dropped call", receiver
    if isinstance(node.func, ast.Name) and node.func.id in _OTHER_CALLS:
        yield "other call", _replaced(node, func=ast.Name(_OTHER_CALLS[node.func.id], ast.Load()))
    if node.args:
        yield "dropped call", node.args[0]
    if node.args and not _has_no_sign(node):
        yield "sign", _replaced(node, args=[ast.UnaryOp(ast.USub(), node.args[0]), *node.args[1:]])
    if len(node.args) > 1:
        yield "arguments", _replaced(node, args=[node.args[1], node.args[0], *node.args[2:]])


def _has_no_sign(node: ast.Call) -> bool:
    """Return whether a minus before the first argument cannot matter: a length, a norm, a zero."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    zero = isinstance(node.args[0], ast.Constant) and node.args[0].value == 0
    return zero or name in ("len", "norm", "abs", "square", "zip", "enumerate", "range", "sorted")


def _attribute(node: ast.Attribute) -> Changed:
    if node.attr == "T":
        yield "dropped call", node.value


def _slice(node: ast.Slice) -> Changed:
    for end in ("lower", "upper", "step"):
        if getattr(node, end) is not None:
            yield "index", _replaced(node, **{end: None})


def _condition(node: ast.If | ast.While | ast.IfExp) -> Changed:
    yield "condition", _replaced(node, test=ast.UnaryOp(ast.Not(), node.test))


def _both(node: ast.BoolOp) -> Changed:
    yield "condition", _replaced(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _statement(node: ast.stmt) -> Changed:
    yield "assignment", ast.Pass()
    if isinstance(node, ast.AugAssign):
        yield "assignment", ast.Assign([node.target], node.value)


def _replaced(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.deepcopy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


_OPERATORS: tuple[tuple[tuple[type[ast.AST], ...], Callable[..., Changed]], ...] = (
    ((ast.BinOp, ast.AugAssign), _arithmetic),
    ((ast.BinOp,), _dropped_term),
    ((ast.Compare,), _comparison),
    ((ast.Constant,), _constant),
    ((ast.UnaryOp,), _sign),
    ((ast.Return, ast.Assign), _returned),
    ((ast.Call,), _call),
    ((ast.Attribute,), _attribute),
    ((ast.Slice,), _slice),
    ((ast.If, ast.While, ast.IfExp), _condition),
    ((ast.BoolOp,), _both),
    ((ast.Assign, ast.AugAssign, ast.Expr), _statement),
)
