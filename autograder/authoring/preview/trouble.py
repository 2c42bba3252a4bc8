"""What an author reads when something cannot be shown: the file, the line, the cause, and what to do."""

from __future__ import annotations

import linecache
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from autograder.errors import GraderError

ROOT = Path(__file__).resolve().parents[3]
_HERE = Path(__file__).resolve().parent
_CURES = {
    ModuleNotFoundError: "check the module's name, and that its file exists",
    ImportError: "check that the module defines this name",
    NameError: "define the name before this line, or import it",
}
_MEND = "mend this line"


@dataclass(frozen=True)
class Trouble:
    """Why something cannot be shown; ``line`` counts from 1 and is 0 where none is known, ``text`` is that line."""

    cause: str
    cure: str
    file: str = ""
    line: int = 0
    text: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """File, line and cell, as far as they are known."""
        line = f"line {self.line}" if self.line else ""
        return ", ".join(part for part in (self.file, line, f"cell {self.cell}" if self.cell else "") if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.cause}. {self.cure}" if self.place else f"{self.cause}. {self.cure}"


def trouble_of(error: BaseException) -> Trouble:
    """Return what an author should read about ``error``."""
    if isinstance(error, GraderError):
        return _of_ours(error)
    if isinstance(error, SyntaxError) and error.filename:
        cause = f"{type(error).__name__}: {error.msg}"
        return Trouble(cause, _MEND, _shown(error.filename), error.lineno or 0, (error.text or "").strip())
    cause = f"{type(error).__name__}: {error}".splitlines()[0]
    cure = next((cure for sort, cure in _CURES.items() if isinstance(error, sort)), _MEND)
    for frame in _own_frames(error.__traceback__):
        text = linecache.getline(frame.filename, frame.lineno or 0).strip()
        return Trouble(cause, cure, _shown(frame.filename), frame.lineno or 0, text)
    return Trouble(cause, "look at what was saved last")


def _of_ours(error: GraderError) -> Trouble:
    if not error.file:
        return Trouble(error.cause, error.cure)
    line, text = _line_of_cell(error.file, error.cell) if error.cell else (0, "")
    return Trouble(error.cause, error.cure, _shown(error.file), line, text, error.cell or "")


def _line_of_cell(file: str, cell: str) -> tuple[int, str]:
    """Return where the cell's metadata stands; (0, "") for a cell that has no id yet."""
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0, ""
    for number, line in enumerate(lines, start=1):
        if names_cell(line, cell):
            return number, line
    return 0, ""


def names_cell(text: str, cell: str) -> bool:
    """Return whether a notebook's text gives a cell the ``grade_id`` that is asked for."""
    return re.search(rf"""\bgrade_id["']?\s*:\s*["']?{re.escape(cell)}["']?\s*[,}}\n]""", text + "\n") is not None


def _own_frames(trace: TracebackType | None) -> Iterator[traceback.FrameSummary]:
    """Yield the frames in the author's files, the innermost first."""
    for frame in reversed(traceback.extract_tb(trace)):
        path = Path(frame.filename)
        if path.is_relative_to(ROOT) and not path.is_relative_to(_HERE) and "site-packages" not in path.parts:
            yield frame


def _shown(file: str) -> str:
    path = Path(file)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
