"""The book's page of an exercise: the release, and nothing but the release."""

from __future__ import annotations

import re
from pathlib import Path

from autograder import bank
from autograder.manifest import Role

from .source import FindExercise, SourceCell, read

_HEADER = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
"""
TEXT_STUB = "YOUR ANSWER HERE"


def exercise_page(path: Path, text: str, find: FindExercise = bank.find) -> str:
    """Return the MyST text of the page: what students get, with no solution in it.

    Parameters
    ----------
    path : Path
        The source, for messages; its name is the assignment's.
    text : str
        The source's text.
    """
    assignment = read(path, text, find)
    return "\n".join([_HEADER, *(_block(cell) for cell in assignment.cells)])


def _block(cell: SourceCell) -> str:
    text = TEXT_STUB if cell.role is Role.BY_HAND else cell.text
    if cell.cell_type == "code":
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", text))])
        return f"{fence}{{code-cell}} ipython3\n{text}\n{fence}\n"
    return f"+++\n\n{text}\n"
