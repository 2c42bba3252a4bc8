"""Takes in what a student handed in, before anything else looks at it.

``read_submission`` opens files without following links; ``parse_notebook`` runs in a process with limits of its own
(see ``verdict_process``), since even parsing strangers' JSON can eat a machine.
"""

from __future__ import annotations

import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import SubmissionError

MAX_NOTEBOOK = 10 << 20
MAX_DEPTH = 60
MAX_CELLS = 1000
MAX_SOURCE = 200_000
CELL_TYPES = ("code", "markdown", "raw")

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


@dataclass(frozen=True)
class SubmittedCell:
    """One cell of a submission: all that is kept of it."""

    cell_type: str
    source: str
    grade_id: str = ""


@dataclass(frozen=True)
class Submission:
    """The files of a submission that count: the notebook's bytes, and the time stamp that collecting wrote."""

    notebook: bytes
    file_name: str
    timestamp: str = ""


def read_submission(folder: Path, assignment: str) -> Submission:
    """Return what was handed in as ``assignment`` in ``folder``.

    A notebook under another name is accepted when it is the only one.

    Raises
    ------
    SubmissionError
        When there is no notebook, or several and none of the right name, or it is a link, a device or too large.
    """
    if folder.is_symlink():
        raise SubmissionError("the submission's folder is a link", "ask for a plain folder", file=str(folder))
    name = _notebook_name(folder, f"{assignment}.ipynb")
    notebook = _read_regular(folder / name, MAX_NOTEBOOK, "the notebook")
    try:
        timestamp = _read_regular(folder / "timestamp.txt", 200, "the time stamp").decode("ascii", "replace").strip()
    except (SubmissionError, FileNotFoundError):
        timestamp = ""
    return Submission(notebook, name, timestamp)


def _notebook_name(folder: Path, wanted: str) -> str:
    names = sorted(path.name for path in folder.glob("*.ipynb"))
    if wanted in names:
        return wanted
    if len(names) == 1:
        return names[0]
    if not names:
        raise SubmissionError("there is no notebook in the submission", f"ask for {wanted}", file=str(folder))
    raise SubmissionError(
        f"there are {len(names)} notebooks and none is called {wanted}", "rename the right one", file=str(folder)
    )


def _read_regular(path: Path, limit: int, what: str) -> bytes:
    """Read a file that is nothing but a file: no link, device or FIFO, and not larger than ``limit`` bytes.

    Errors call it ``what``: a student chose its name, and the feedback page shows the reason as Markdown.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise SubmissionError(f"{what} cannot be opened as a file ({error.strerror})", "ask for a plain file") from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
            raise SubmissionError(f"{what} is a link or not a regular file", "ask for a plain file")
        if status.st_size > limit:
            raise SubmissionError(f"{what} has {status.st_size} bytes; the limit is {limit}", "ask for a smaller file")
        return file.read(limit + 1)[:limit]


def parse_notebook(data: bytes) -> list[SubmittedCell]:
    """Return the cells of a notebook's JSON: type, source and ``grade_id``; everything else is left behind.

    Raises
    ------
    SubmissionError
        When the bytes are not a notebook of format 4 within the limits.
    """
    _check_depth(data)
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SubmissionError("the notebook is not UTF-8 text", "save it again in Jupyter") from None
    except (ValueError, RecursionError) as error:
        raise SubmissionError(f"the notebook is not valid JSON ({error})"[:200], "save it again in Jupyter") from None
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4 or not isinstance(notebook.get("cells"), list):
        raise SubmissionError("this is not a notebook of format 4", "open it in a current Jupyter and save it")
    if len(notebook["cells"]) > MAX_CELLS:
        raise SubmissionError(f"the notebook has more than {MAX_CELLS} cells", "ask for a shorter one")
    return [cell for item in notebook["cells"] if (cell := _parse_cell(item)) is not None]


def _check_depth(data: bytes) -> None:
    depth = 0
    for bracket in _STRING.sub(b"", data).translate(None, _NOT_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        if depth > MAX_DEPTH:
            raise SubmissionError(
                f"the notebook's JSON is nested more than {MAX_DEPTH} levels deep", "save it again in Jupyter"
            )


def _parse_cell(item: Any) -> SubmittedCell | None:
    if not isinstance(item, dict) or item.get("cell_type") not in CELL_TYPES:
        return None
    source = item.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return None
    source = source.encode("utf-8", "replace").decode()  # lone surrogates cannot be written or sent
    if len(source) > MAX_SOURCE:
        source = f"# This cell was left out: it has {len(source)} characters, more than {MAX_SOURCE}."
    return SubmittedCell(item["cell_type"], source, _grade_id(item))


def _grade_id(item: dict[str, Any]) -> str:
    metadata = item.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) and len(grade_id) <= 100 else ""
