"""Other states in which a notebook with right answers may come: none of them may cost a mark.

Each change edits a notebook (as parsed JSON) in which every exercise is answered rightly.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Notebook = dict[str, Any]
Cell = dict[str, Any]


@dataclass(frozen=True)
class NotebookChange:
    """One other state of a notebook."""

    name: str
    edit: Callable[[Notebook], None]


def id_of(cell: Cell) -> str:
    """Return a cell's ``grade_id``; "" for one of the student's own."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _code(source: str, **metadata: Any) -> Cell:
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}


def _is_solution(cell: Cell) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution")) and cell["cell_type"] == "code"


def _is_test(cell: Cell) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade")) and cell["cell_type"] == "code"


# --- cells of the student's own -------------------------------------------------------------------------------------


def _between(*sources: str) -> Callable[[Notebook], None]:
    """Return the edit that puts cells before every solution and after every test."""

    def edit(notebook: Notebook) -> None:
        cells: list[Cell] = []
        for cell in notebook["cells"]:
            own = [_code(source) for source in sources]
            cells += [*own, cell] if _is_solution(cell) else [cell, *own] if _is_test(cell) else [cell]
        notebook["cells"] = cells

    return edit


def _inside(before: str = "", after: str = "") -> Callable[[Notebook], None]:
    """Return the edit that adds lines to every solution cell."""

    def edit(notebook: Notebook) -> None:
        for cell in filter(_is_solution, notebook["cells"]):
            cell["source"] = f"{before}{cell['source']}{after}"

    return edit


# --- cells in other places ------------------------------------------------------------------------------------------


def _reordered(notebook: Notebook) -> None:
    """Move all tests to the end, last first."""
    tests = [cell for cell in notebook["cells"] if _is_test(cell)]
    notebook["cells"] = [cell for cell in notebook["cells"] if not _is_test(cell)] + tests[::-1]


def _solutions_twice(notebook: Notebook) -> None:
    doubled = [[cell, copy.deepcopy(cell)] if _is_solution(cell) else [cell] for cell in notebook["cells"]]
    notebook["cells"] = [cell for group in doubled for cell in group]


def _without(unwanted: Callable[[Cell], bool]) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        notebook["cells"] = [cell for cell in notebook["cells"] if not unwanted(cell)]

    return edit


def _given_text(cell: Cell) -> bool:
    return cell["cell_type"] == "markdown" and not cell["metadata"].get("nbgrader", {}).get("grade")


def _answers_in_new_cells(notebook: Notebook) -> None:
    """Leave the solution cells as calls of cells that the student has added before them."""
    cells: list[Cell] = []
    for cell in notebook["cells"]:
        if _is_solution(cell):
            cells.append(_code(cell["source"]))
            cell["source"] = "# see the cell above"
        cells.append(cell)
    notebook["cells"] = cells


# --- what an editor leaves behind -----------------------------------------------------------------------------------


def _every_cell(change: Callable[[Cell], None]) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        for cell in notebook["cells"]:
            change(cell)

    return edit


def _as_lines(cell: Cell) -> None:
    cell["source"] = cell["source"].splitlines(keepends=True)


def _windows_lines(cell: Cell) -> None:
    cell["source"] = cell["source"].replace("\n", "\r\n")


def _collapsed(cell: Cell) -> None:
    cell["metadata"] |= {"collapsed": True, "scrolled": "auto", "tags": ["hide-input", "mine"], "slideshow": {}}


def _other_ids(cell: Cell) -> None:
    cell["id"] = f"other-{id(cell)}"


def _run_before(cell: Cell) -> None:
    """Leave outputs and counts of an earlier run, of every kind."""
    if cell["cell_type"] != "code":
        return
    cell["execution_count"] = 417
    cell["outputs"] = [
        {"output_type": "stream", "name": "stderr", "text": "old\n" * 1000},
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<b>old</b>", "text/plain": "old"}},
        {"output_type": "execute_result", "execution_count": 3, "metadata": {}, "data": {"text/plain": "0.25"}},
        {"output_type": "error", "ename": "NameError", "evalue": "old", "traceback": ["old"]},
    ]


def _edited_tests(notebook: Notebook) -> None:
    for cell in filter(_is_test, notebook["cells"]):
        cell["source"] = f"# I have run this\n{cell['source']}\nprint('all is well')"


def _old_format(notebook: Notebook) -> None:
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 2
    for cell in notebook["cells"]:
        cell.pop("id", None)


def _other_kernel(notebook: Notebook) -> None:
    notebook["metadata"] = {"kernelspec": {"name": "nn-env", "display_name": "nn", "language": "python"}, "colab": {}}


_PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])\nplt.title('mine')\nplt.show()"

NOTEBOOK_CHANGES: tuple[NotebookChange, ...] = (
    NotebookChange("helper cells between", _between("def helper(x):\n    return x", "helper(3)")),
    NotebookChange("cells that fail between", _between("1 / 0", "this is no Python", "raise KeyError('mine')")),
    NotebookChange("cells that print between", _between("print('thinking' * 100)")),
    NotebookChange("cells that write to stderr between", _between("import sys\nprint('thinking', file=sys.stderr)")),
    NotebookChange("cells that warn between", _between("import warnings\nwarnings.warn('mine')")),
    NotebookChange("plots between", _between(_PLOT)),
    NotebookChange("plots closed and drawn again", _between(_PLOT, "plt.close('all')", "plt.figure(); plt.ioff()")),
    NotebookChange("magics between", _between("%matplotlib inline", "%time 1 + 1", "%%timeit -n1 -r1\n2 + 2")),
    NotebookChange("values shown between", _between("np.arange(10_000).reshape(100, 100)", "'mine'", "None")),
    NotebookChange("other random numbers", _between("import random\nrandom.seed(5); np.random.seed(5)")),
    NotebookChange("other print options", _between("np.set_printoptions(precision=1, suppress=True)")),
    NotebookChange(
        "files of one's own", _between("import os\nos.makedirs('mine', exist_ok=True)\nopen('mine/notes', 'w').close()")
    ),
    NotebookChange("builtins taken as names", _between("input = [1]; copyright = 3; quit = 4; license = 5")),
    NotebookChange("empty cells and text between", _between("", "# nothing", "   \n")),
    NotebookChange("top-level await", _between("import asyncio\nawait asyncio.sleep(0)")),
    NotebookChange("a magic at the head of a solution's cell", _inside(before="%matplotlib inline\n")),
    NotebookChange("prints in a solution's cell", _inside("print('mine')\n", "\nprint('done')\n'shown'")),
    NotebookChange("a failing last line in a solution's cell", _inside(after="\nassert 1 == 2, 'my own test'")),
    NotebookChange("blank lines and comments", _inside("\n\n# mine\n", "   \n\n\n# end\n")),
    NotebookChange("tests at the end, last first", _reordered),
    NotebookChange("solutions twice", _solutions_twice),
    NotebookChange("tests deleted", _without(_is_test)),
    NotebookChange("given texts deleted", _without(_given_text)),
    NotebookChange("answers in cells of their own", _answers_in_new_cells),
    NotebookChange("tests edited", _edited_tests),
    NotebookChange("run before, with old outputs", _every_cell(_run_before)),
    NotebookChange("tags and folded cells", _every_cell(_collapsed)),
    NotebookChange("other cell ids", _every_cell(_other_ids)),
    NotebookChange("an older notebook format", _old_format),
    NotebookChange("sources as lists of lines", _every_cell(_as_lines)),
    NotebookChange("line ends of Windows", _every_cell(_windows_lines)),
    NotebookChange("another kernel's name", _other_kernel),
)
