"""Runs a notebook's cells in a student's process, and again in a fresh one when the process had to be ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .rebuild import PlannedCell
from .student_process import StudentDied, StudentProcess, StudentTimeout, Template

Output = Mapping[str, Any]


class Runner:
    """One student's process, replaced by a fresh one whenever it ends.

    The fresh process first runs the earlier cells again, without the one that ended it, so that a guilty cell costs
    its own exercise and no others.  ``stopped`` says which cells, by position, were ended and why.
    """

    def __init__(self, template: Template, files: Mapping[str, bytes], student_id: str) -> None:
        self._template, self._files, self._student_id = template, files, student_id
        self._process: StudentProcess | None = None
        self._done: list[tuple[int, PlannedCell]] = []
        self.stopped: dict[int, str] = {}

    def run(self, position: int, cell: PlannedCell) -> Sequence[Output]:
        """Run one cell and return its outputs."""
        try:
            result = self.live().run_cell(cell.source, cell.released.grade_id if cell.released else "cell")
        except (StudentTimeout, StudentDied) as error:
            self.end()
            self.stopped[position] = reason = _why_stopped(error)
            return [{"type": "error", "name": "Stopped", "message": reason, "traceback": reason}]
        self._done.append((position, cell))
        return result.outputs

    def live(self) -> StudentProcess:
        """Return a process that has run the cells so far."""
        while self._process is None:
            self._process = self._template.spawn(self._files)
            self._process.define("student_id", self._student_id)
            again, self._done = self._done, []
            for i, (position, cell) in enumerate(again):
                self.run(position, cell)
                if position in self.stopped:  # it was fine before and has ended the process now: it is left out too
                    self._done += again[i + 1 :]
                    break
        return self._process

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process = None


def _why_stopped(error: Exception) -> str:
    if isinstance(error, StudentTimeout):
        return "This cell took too long and was stopped: does a loop end?"
    return "This cell ended the process: did it use too much memory, or exit?"
