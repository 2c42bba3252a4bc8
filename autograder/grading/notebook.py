"""Writes the autograded notebook, in which nothing that a student wrote can act.

Whoever opens it (the formgrader, the feedback page) sees the student's code as code, the student's text as plain text,
and of the outputs only text and PNG pictures.  Ids, counts and metadata come from the manifest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.utils import compute_checksum

from autograder.manifest import Cell, Role

from .rebuild import PlannedCell

_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f\x9b]")
_PNG = re.compile(r"[A-Za-z0-9+/=\s]*\Z")
_PNG_SIGNATURE = "iVBORw0KGgo"


def write_notebook(plan: Sequence[PlannedCell], outputs: Mapping[int, Sequence[Mapping[str, Any]]]) -> str:
    """Return the notebook's text.

    Parameters
    ----------
    outputs : mapping from the position in ``plan`` to a cell's outputs, as the student process reports them
    """
    cells = [_cell(i, planned, outputs.get(i, ())) for i, planned in enumerate(plan)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return text + "\n"


def _cell(position: int, planned: PlannedCell, outputs: Sequence[Mapping[str, Any]]) -> Any:
    identity = {"id": f"cell-{position}", "metadata": {}}
    if planned.cell_type == "code":
        clean = [clean_output for output in outputs if (clean_output := _output(output)) is not None]
        cell = new_code_cell(source=planned.source, outputs=clean, execution_count=position + 1, **identity)
    elif planned.role is Role.GIVEN:
        cell = new_markdown_cell(source=planned.source, **identity)
    else:
        cell = new_markdown_cell(source=_as_plain_text(planned.source), **identity)
    if planned.released is not None:
        cell.metadata["nbgrader"] = _nbgrader_metadata(planned.released, planned.cell_type)
        cell.metadata["nbgrader"]["checksum"] = compute_checksum(cell)
    return cell


def _nbgrader_metadata(released: Cell, cell_type: str) -> dict[str, Any]:
    graded = released.role in (Role.TEST, Role.BY_HAND)
    return {
        "schema_version": 3,
        "grade_id": released.grade_id,
        "grade": graded,
        "solution": released.role in (Role.SOLUTION, Role.BY_HAND),
        "locked": released.role in (Role.GIVEN, Role.TEST),
        "task": False,
        "cell_type": cell_type,
        **({"points": released.points} if graded else {}),
    }


def _as_plain_text(source: str) -> str:
    """Return Markdown that shows ``source`` letter by letter: a fence longer than any that it holds."""
    if not source.strip():
        return ""
    longest = max((len(run) for run in re.findall(r"~+", source)), default=0)
    fence = "~" * max(4, longest + 1)
    return f"{fence}text\n{_text(source)}\n{fence}"


def _output(output: Mapping[str, Any]) -> Any:
    """Return one output as text or a picture, or None for anything else."""
    kind = output.get("type")
    if kind == "stream":
        return new_output(
            "stream", name="stderr" if output.get("name") == "stderr" else "stdout", text=_text(output["text"])
        )
    if kind == "text":
        return new_output("display_data", data={"text/plain": _text(output["text"])}, metadata={})
    if kind == "png" and _is_png(output["data"]):
        return new_output("display_data", data={"image/png": output["data"], "text/plain": "a figure"}, metadata={})
    if kind == "error":
        name, message = _text(output["name"]), _text(output["message"])
        return new_output("error", ename=name, evalue=message, traceback=_text(output["traceback"]).splitlines())
    if kind == "score":
        return new_output(
            "execute_result", data={"text/plain": repr(float(output["score"]))}, execution_count=1, metadata={}
        )
    return None


def _text(value: Any) -> str:
    """Return text without terminal control codes."""
    return _CONTROL.sub("", str(value))


def _is_png(data: Any) -> bool:
    return isinstance(data, str) and data.startswith(_PNG_SIGNATURE) and _PNG.match(data) is not None
