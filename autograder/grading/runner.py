"""Runs a notebook's cells in a student's process, and again in a fresh one when the process had to be ended."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from autograder import bank
from autograder.limits import Limits

from .rebuild import PlannedCell
from .student_process import StudentDied, StudentProcess, StudentTimeout, Template
from .template import TemplateDied

Output = Mapping[str, Any]


class Runner:
    """One student's process, replaced by a fresh one whenever it ends.

    The fresh process first runs the earlier cells again, without the one that ended it, so that a guilty cell costs
    its own exercise and no others.  ``stopped`` says which cells, by position, were ended and why.
    """

    def __init__(
        self, template: Template, files: Mapping[str, bytes], student_id: str, limits: Limits = Limits()
    ) -> None:
        self._template, self._files, self._student_id, self._limits = template, files, student_id, limits
        self._process: StudentProcess | None = None
        self._done: list[tuple[int, PlannedCell]] = []
        self.stopped: dict[int, str] = {}
        self._deadline = time.monotonic() + limits.notebook_seconds

    def run(self, position: int, cell: PlannedCell, *, again: bool = True) -> Sequence[Output]:
        """Run one cell and return its outputs.

        A process that ends for no known reason may have been ended from outside: such a cell has a second try,
        unless ``again`` is False.  Cells that the student added are left out once the notebook has had its time.
        """
        if cell.released is None and time.monotonic() > self._deadline:
            return self._left_out(position, f"Not run: the notebook {self._limits.exceeded('notebook_seconds')}.")
        label = cell.released.grade_id if cell.released else "cell"
        try:
            result = self.live().run_cell(cell.source, label, limits_for(cell, self._limits).cell_seconds)
        except (StudentTimeout, StudentDied) as error:
            over = self.end()
            if again and not over and isinstance(error, StudentDied):
                return self.run(position, cell, again=False)
            return self._left_out(position, self._why_stopped(error, over))
        self._done.append((position, cell))
        return result.outputs

    def _runs(self) -> bool:
        return self._process is not None

    def _left_out(self, position: int, reason: str) -> Sequence[Output]:
        self.stopped[position] = reason
        return [{"type": "error", "name": "Stopped", "message": reason, "traceback": reason}]

    def live(self) -> StudentProcess:
        """Return a process that has run the cells so far."""
        while self._process is None:
            self._process = self._template.spawn(self._files)
            self._process.define("student_id", self._student_id)
            again, self._done = self._done, []
            for i, (position, cell) in enumerate(again):
                self.run(position, cell)
                if not self._runs():  # it was fine before and has ended the process now: it is left out too
                    self._done += again[i + 1 :]
                    break
        return self._process

    def end(self) -> str:
        """End the process, if there is one; return the limit (a field of Limits) that had ended it before, or ''.

        Raises
        ------
        TemplateDied
            When the template is gone, and the process with it: then no cell is to blame.
        """
        process, self._process = self._process, None
        if process is None:
            return ""
        process.kill()
        if process.orphaned:
            raise TemplateDied("the template of this process is gone")
        return process.over

    def _why_stopped(self, error: Exception, over: str) -> str:
        if over:
            return f"This cell {self._limits.exceeded(over)} and was stopped."
        if isinstance(error, StudentTimeout):
            took = replace(self._limits, cell_seconds=error.seconds).exceeded("cell_seconds")
            return f"This cell {took} and was stopped: does a loop end?"
        return "This cell ended the process: did it exit, or bring Python down?"


def limits_for(cell: PlannedCell, limits: Limits) -> Limits:
    """Return what holds for the exercise that a cell belongs to."""
    if cell.released is None or not cell.released.exercise:
        return limits
    return limits.for_exercise(bank.find(cell.released.exercise).limits)
