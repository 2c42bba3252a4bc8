"""The notebook of an assignment, with its solutions for nbgrader and without them for students, and its files."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.manifest import Role
from autograder.student.assignment import FILE as PUBLIC_CASES

from .pages import TEXT_STUB
from .public_cases import public_cases_text
from .source import Assignment, SourceCell

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def source_files(content: Assignment) -> dict[str, str]:
    """Return nbgrader's source of an assignment: the notebook with its solutions, and the files that travel with it."""
    points = {cell.exercise.name: cell.points for cell in content.cells if cell.exercise and cell.points}
    return {
        f"{content.name}.ipynb": _notebook_text(content),
        PUBLIC_CASES: public_cases_text(content.name, content.exercises, points),
        **content.files,
    }


def _notebook_text(content: Assignment) -> str:
    return notebook_text([_notebook_cell(i, cell, cell.source) for i, cell in enumerate(content.cells)])


def draft(content: Assignment) -> str:
    """Return the released notebook as nbgrader will make it, without a course."""
    return notebook_text([_notebook_cell(i, cell, released_text(cell)) for i, cell in enumerate(content.cells)])


def notebook_text(cells: list[Any]) -> str:
    """Return a notebook's file."""
    notebook = new_notebook(cells=cells, metadata={"kernelspec": _KERNEL, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _notebook_cell(number: int, cell: SourceCell, text: str) -> Any:
    make = new_code_cell if cell.cell_type == "code" else new_markdown_cell
    made = make(source=text, id=cell.grade_id or f"yours-{number}")
    if cell.role is None:
        made.metadata["tags"] = ["yours"]
        return made
    graded = cell.role in (Role.TEST, Role.BY_HAND)
    made.metadata["nbgrader"] = {
        "schema_version": 3,
        "grade_id": cell.grade_id,
        "grade": graded,
        "solution": cell.role in (Role.SOLUTION, Role.BY_HAND),
        "locked": cell.role in (Role.GIVEN, Role.TEST),
        "task": False,
        "cell_type": cell.cell_type,
        **({"points": cell.points} if graded else {}),
    }
    return made


def released_text(cell: SourceCell) -> str:
    """Return the text of a cell as students get it."""
    return TEXT_STUB if cell.role is Role.BY_HAND else cell.text
