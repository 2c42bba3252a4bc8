"""Runs one rebuilt notebook in the student's process and puts each test to it.

When the process has to be ended, because a cell or a call takes too long or kills it, a fresh one runs the earlier
cells again without the guilty one, so that one exercise costs its own points and no others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.manifest import Manifest, Role
from autograder.verdict import State, Verdict

from .rebuild import PlannedCell
from .student_process import StudentDied, StudentProcess, StudentTimeout, Template
from .verdicts import VerdictLink, VerdictLost

Output = Mapping[str, Any]


@dataclass
class Session:
    """One submission's run.

    Parameters
    ----------
    files : mapping from name to content
        The declared data files, put into the work directory.
    """

    template: Template
    verdict_link: VerdictLink
    manifest: Manifest
    student_id: str
    files: Mapping[str, bytes]
    outputs: dict[int, Sequence[Output]] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    _stopped: dict[str, str] = field(default_factory=dict)
    _done: list[PlannedCell] = field(default_factory=list)
    _process: StudentProcess | None = None

    def run(self, plan: Sequence[PlannedCell]) -> None:
        """Run the cells in order; afterwards ``outputs`` and ``verdicts`` are complete."""
        try:
            for position, cell in enumerate(plan):
                if cell.role is Role.TEST:
                    self._judge(cell)
                elif cell.role is Role.BY_HAND:
                    self._leave_to_a_person(cell)
                elif cell.cell_type == "code" and cell.source.strip():
                    self.outputs[position] = self._run_cell(cell)
        finally:
            self._end()

    def _run_cell(self, cell: PlannedCell) -> Sequence[Output]:
        try:
            result = self._live().run_cell(cell.source, _label(cell))
        except (StudentTimeout, StudentDied) as error:
            self._end()
            reason = _why_stopped("cell", error)
            if cell.released is not None and cell.released.exercise:
                self._stopped[cell.released.exercise] = reason
            return [{"type": "error", "name": "Stopped", "message": reason, "traceback": reason}]
        self._done.append(cell)
        return result.outputs

    def _judge(self, cell: PlannedCell) -> None:
        assert cell.released is not None
        test = cell.released
        if test.exercise in self._stopped:
            reason = self._stopped[test.exercise]
            self.verdicts[test.grade_id] = Verdict(test.grade_id, State.SCORED, test.points, 0.0, "raises", reason=reason)
            return
        try:
            judgement = self.verdict_link.judge(test.exercise, self._live().connection)
        except (VerdictLost, StudentTimeout, StudentDied):
            self._end()
            reason = "the verdict process gave no answer; grade this submission again, or by hand"
            self.verdicts[test.grade_id] = Verdict(test.grade_id, State.NOT_REACHED, test.points, reason=reason)
            return
        if judgement["ended"]:
            self._end()
        self.verdicts[test.grade_id] = _verdict(test.grade_id, test.points, judgement)

    def _leave_to_a_person(self, cell: PlannedCell) -> None:
        assert cell.released is not None
        grade_id, points = cell.released.grade_id, cell.released.points
        if cell.answered:
            self.verdicts[grade_id] = Verdict(grade_id, State.BY_HAND, points, reason="a person reads this answer")
        else:
            self.verdicts[grade_id] = Verdict(grade_id, State.SCORED, points, 0.0, "missing", reason="Not answered.")

    def _live(self) -> StudentProcess:
        """Return the student's process; a fresh one first runs what the ended one had done."""
        while self._process is None:
            self._process = self.template.spawn(self.files)
            self._process.define("student_id", self.student_id)
            again, self._done = self._done, []
            for position, cell in enumerate(again):
                self._run_cell(cell)
                if self._process is None:  # it was fine before and has ended the process now: it is left out too
                    self._done += again[position + 1 :]
                    break
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None


def _label(cell: PlannedCell) -> str:
    return cell.released.grade_id if cell.released else "cell"


def _why_stopped(what: str, error: Exception) -> str:
    if isinstance(error, StudentTimeout):
        return f"This {what} took too long and was stopped: does a loop end?"
    return f"This {what} ended the process: did it use too much memory, or exit?"


def _verdict(grade_id: str, points: float, judgement: Mapping[str, Any]) -> Verdict:
    ended = {"no answer in time": "call took too long", "the process ended": "call ended the process"}
    reason = f"First failure, {judgement['rung']}: the {ended[judgement['ended']]}." if judgement["ended"] else ""
    return Verdict(
        grade_id=grade_id,
        state=State.SCORED,
        max_score=points,
        score=round(points * judgement["share"], 6),
        stage=judgement["stage"],
        rung=judgement["rung"],
        mistakes=tuple(judgement["mistakes"]),
        follows=judgement["follows"],
        exception=judgement["exception"],
        line=judgement["line"],
        reason=reason,
    )
