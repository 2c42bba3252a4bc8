"""Attacks by the shell that runs the cells."""

from __future__ import annotations

from ..recipe import Breach, Door, Kind, Recipe, in_call, in_cell

_DROP_ASSERTS = """import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return None
get_ipython().ast_transformers.append(Drop())"""

_HISTORY = """source = get_ipython().user_ns["In"][-1]
spaces = dict(z=scores, np=np)
for line in source.splitlines():
    if line.startswith("expected ="):
        exec(line, spaces)
        return spaces["expected"]"""

_STARTUP = """import os
folder = os.path.expanduser("~/.ipython/profile_default/startup")
os.makedirs(folder, exist_ok=True)
open(folder + "/00.py", "w").write("import numpy\\nnumpy.allclose = lambda *a, **k: True\\n")"""

_SLOW = """import time
class Slow:
    def __repr__(self): time.sleep(@SECONDS@ / 2)
Slow()"""

_EMPTY = "get_ipython().input_transformers_post.append(lambda lines: [])"

_COMPILER = """shell = get_ipython()
parse = shell.compile.ast_parse
shell.compile.ast_parse = lambda source, *a, **k: parse("" if "assert" in source else source, *a, **k)"""

_RUN = """shell = get_ipython()
run = type(shell).run_cell_async
async def quiet(self, source, *a, transformed_cell=None, **k):
    if "assert" in source: source = transformed_cell = "pass"
    return await run(self, source, *a, transformed_cell=transformed_cell, **k)
type(shell).run_cell_async = quiet"""


def _ipython(name: str, kind: Kind, breach: Breach, edit: object, *without: str, **more: bool) -> Recipe:
    return Recipe(name, kind, Door.IPYTHON, breach, edit, without or ("stock",), **more)  # type: ignore[arg-type]


RECIPES = [
    _ipython("transforms-the-test-into-nothing", Kind.HOOKS, Breach.MARKS, in_cell(_EMPTY), loses=True),
    _ipython("drops-assertions-from-the-syntax-tree", Kind.HOOKS, Breach.MARKS, in_cell(_DROP_ASSERTS)),
    _ipython("runs-another-text-than-the-cells", Kind.HOOKS, Breach.MARKS, in_cell(_RUN)),
    _ipython("patches-the-compiler", Kind.PATCHED, Breach.MARKS, in_cell(_COMPILER)),
    _ipython("computes-what-the-test-in-the-history-expects", Kind.REACH, Breach.MARKS, in_call(_HISTORY)),
    _ipython("reads-a-file-by-a-shell-command", Kind.REACH, Breach.SECRET, in_cell("!cat @TREASURE@")),
    _ipython("leaves-a-start-up-file-for-the-next", Kind.SHADOWS, Breach.OTHERS, in_cell(_STARTUP)),
    _ipython(
        "shows-a-value-whose-text-never-ends",
        Kind.VALUES,
        Breach.COST,
        in_cell(_SLOW),
        "limits",
        slow=True,
    ),
    _ipython("displays-its-arguments", Kind.PRINTED, Breach.SECRET, in_call("display(scores.tolist())")),
    _ipython(
        "shows-html-by-a-magic",
        Kind.MARKUP,
        Breach.ACTS,
        lambda hand_in: hand_in.insert("%%html\n<script>@MARKER@</script>", before="explain_overflow"),
    ),
    _ipython(
        "shows-a-script-by-a-display-object",
        Kind.MARKUP,
        Breach.ACTS,
        in_cell("from IPython.display import Javascript, display\ndisplay(Javascript('@MARKER@()'))"),
    ),
    _ipython(
        "fetches-by-a-magic",
        Kind.NETWORK,
        Breach.NETWORK,
        in_cell("get_ipython().run_line_magic('load', 'http://127.0.0.1:@PORT@/@SELF@')"),
    ),
    _ipython(
        "ends-the-process-before-every-cell",
        Kind.STOP,
        Breach.STOPS,
        in_cell("import os\nget_ipython().events.register('pre_run_cell', lambda *_: os._exit(1))"),
        "one process for all",
        loses=True,
    ),
]
