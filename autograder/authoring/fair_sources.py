"""Other ways to write the source of a right answer: none of them may cost a mark.

Each change takes the source of a function or class as the reference has it, and returns source that binds the same name
to something that does the same.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

FUNCTIONS = ("function", "plot", "initialiser")
WRITTEN = (*FUNCTIONS, "class")
NO_FUNCTION = "the answer is not a function"
NO_CLASS = "the answer is not a class"
NOT_WRITTEN = "the answer is a value, which has no source"

Rewrite = Callable[[str, str], str]


@dataclass(frozen=True)
class SourceChange:
    """One other way to write an answer; ``unless`` says why it does not apply to other ``kinds``."""

    name: str
    rewrite: Rewrite
    kinds: tuple[str, ...]
    unless: str


# --- around the whole answer ----------------------------------------------------------------------------------------


def _around(template: str) -> Rewrite:
    """Return the change that gives the answer another name, WORK, and binds NAME by ``template``."""

    def rewrite(source: str, name: str) -> str:
        work = f"own_{name}"
        renamed = source.replace(f"def {name}(", f"def {work}(", 1).replace(f"class {name}", f"class {work}", 1)
        return f"{renamed}\n\n\n{textwrap.dedent(template).strip().replace('NAME', name).replace('WORK', work)}"

    return rewrite


def _defined_twice(source: str, name: str) -> str:
    return f"def {name}(*given):\n    raise ValueError('a first attempt')\n\n\n{source}"


def _in_an_if(source: str, name: str) -> str:
    return f"if {name!r}:\n{textwrap.indent(source, '    ')}"


def _in_a_function(source: str, name: str) -> str:
    return f"def _make():\n{textwrap.indent(source, '    ')}\n    return {name}\n\n\n{name} = _make()"


def _from_a_text(source: str, name: str) -> str:
    return f"exec({source!r})"


# --- inside the answer ----------------------------------------------------------------------------------------------


def _changed(transformer: type[ast.NodeTransformer]) -> Rewrite:
    def rewrite(source: str, name: str) -> str:
        return ast.unparse(ast.fix_missing_locations(transformer().visit(ast.parse(source))))

    return rewrite


class _WithoutDocstrings(ast.NodeTransformer):
    def _strip(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        self.generic_visit(node)
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return node

    visit_FunctionDef = visit_ClassDef = _strip  # noqa: N815  (the names are ast's)


class _OtherLocals(ast.NodeTransformer):
    """Gives what a function assigns to other names."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        assigned = {
            each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        }
        assigned -= {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}  # whose names callers may use
        for each in ast.walk(node):
            if isinstance(each, ast.Name) and each.id in assigned:
                each.id = f"größe_{each.id}"
        return node


class _OwnImports(ast.NodeTransformer):
    """Imports NumPy inside each function, under its whole name."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        at = 1 if ast.get_docstring(node) is not None else 0
        node.body.insert(at, ast.Import([ast.alias("numpy")]))
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name("numpy", node.ctx) if node.id == "np" else node


class _TypeHints(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        for argument in node.args.args:
            argument.annotation = ast.Constant("np.ndarray | float")
        node.returns = ast.Constant("np.ndarray")
        return node


# --- the list -------------------------------------------------------------------------------------------------------

_AROUND_FUNCTIONS = {
    "a helper function does the work": "def NAME(*given):\n    return WORK(*given)",
    "a lambda": "NAME = lambda *given, **named: WORK(*given, **named)",
    "a decorator of one's own": """
        def _loudly(function):
            def louder(*given, **named):
                return function(*given, **named)
            return louder

        NAME = _loudly(WORK)
        """,
    "a partial function": "import functools\nNAME = functools.partial(WORK)",
    "an object that can be called": """
        class _Answer:
            def __call__(self, *given):
                return WORK(*given)

        NAME = _Answer()
        """,
    "a method of an object": """
        class _Answer:
            def do(self, *given):
                return WORK(*given)

        NAME = _Answer().do
        """,
    "a static method": "class _Answer:\n    do = staticmethod(WORK)\n\nNAME = _Answer.do",
    "recursion": """
        def again_NAME(times, *given):
            return again_NAME(times - 1, *given) if times else WORK(*given)

        def NAME(*given):
            return again_NAME(3, *given)
        """,
    "a loop that is left early": """
        def NAME(*given):
            while True:
                answer = WORK(*given)
                if answer is not NotImplemented:
                    break
            return answer
        """,
    "a generator inside": """
        def NAME(*given):
            def steps():
                yield WORK(*given)
            return next(steps())
        """,
    "arguments by name": """
        import inspect

        def NAME(*given):
            return WORK(**dict(zip(inspect.signature(WORK).parameters, given)))
        """,
    "an argument of one's own with a default": "def NAME(*given, verbose=False):\n    return WORK(*given)",
    "a try that cleans up": """
        def NAME(*given):
            try:
                return WORK(*given)
            finally:
                given = None
        """,
    "warnings switched off inside": """
        import warnings

        def NAME(*given):
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                return WORK(*given)
        """,
    "a global that counts": """
        _calls = 0

        def NAME(*given):
            global _calls
            _calls += 1
            return WORK(*given)
        """,
    "an assignment within the return": "def NAME(*given):\n    return (answer := WORK(*given))",
    "its own assertion": """
        def NAME(*given):
            answer = WORK(*given)
            assert answer is not NotImplemented
            return answer
        """,
}

_AROUND_CLASSES = {
    "a subclass": "class NAME(WORK):\n    pass",
    "a decorated class": "def _same(cls):\n    return cls\n\n@_same\nclass NAME(WORK):\n    colour = 'blue'",
    "methods of one's own": """
        class NAME(WORK):
            def __repr__(self):
                return "NAME"

            def helper(self):
                return self
        """,
}

SOURCE_CHANGES: tuple[SourceChange, ...] = (
    *(SourceChange(name, _around(text), FUNCTIONS, NO_FUNCTION) for name, text in _AROUND_FUNCTIONS.items()),
    *(SourceChange(name, _around(text), ("class",), NO_CLASS) for name, text in _AROUND_CLASSES.items()),
    SourceChange("defined twice", _defined_twice, WRITTEN, NOT_WRITTEN),
    SourceChange("defined in an if", _in_an_if, WRITTEN, NOT_WRITTEN),
    SourceChange("defined in a function", _in_a_function, WRITTEN, NOT_WRITTEN),
    SourceChange("defined from a text", _from_a_text, WRITTEN, NOT_WRITTEN),
    SourceChange("no docstring", _changed(_WithoutDocstrings), WRITTEN, NOT_WRITTEN),
    SourceChange("other names inside", _changed(_OtherLocals), WRITTEN, NOT_WRITTEN),
    SourceChange("imports inside", _changed(_OwnImports), WRITTEN, NOT_WRITTEN),
    SourceChange("type hints", _changed(_TypeHints), WRITTEN, NOT_WRITTEN),
)
