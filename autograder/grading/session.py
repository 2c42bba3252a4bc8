"""Runs one rebuilt notebook twice: once to be shown, once to be judged.

What is shown has never seen a secret case, and what has seen one is never shown: a function could keep the arguments
of a secret call, and a later cell print them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.limits import Limits
from autograder.manifest import Cell, Manifest, Role
from autograder.verdict import State, Verdict

from .rebuild import PlannedCell
from .runner import Output, Runner, limits_for
from .student_process import StudentDied, StudentTimeout, Template
from .verdict_process import NO_ANSWER, NO_ANSWER_ALTOGETHER, PROCESS_ENDED
from .verdicts import VerdictLink, VerdictLost

_EXCEEDED = {
    NO_ANSWER: "call_seconds",
    NO_ANSWER_ALTOGETHER: "exercise_seconds",
    "out of memory": "memory_bytes",
}
_FULL_DISK, _FULL_FILE = "[Errno 28]", "[Errno 27]"
_NO_THREAD = "can't start new thread"


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
    limits: Limits = field(default_factory=Limits)
    outputs: dict[int, Sequence[Output]] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    _stopped: dict[int, str] = field(default_factory=dict)

    def run(self, plan: Sequence[PlannedCell]) -> None:
        """Run the cells in order; afterwards ``outputs`` and ``verdicts`` are complete.

        Raises
        ------
        TemplateDied
            When something outside the sandbox ended the student's process; what was found so far counts for nothing.
        """
        self._show(plan)
        self._judge_all(plan)

    def _show(self, plan: Sequence[PlannedCell]) -> None:
        runner = Runner(self.template, self.files, self.student_id, self.limits)
        try:
            for position, cell in enumerate(plan):
                if _runs(cell):
                    self.outputs[position] = runner.run(position, cell)
        finally:
            runner.end()
        self._stopped = runner.stopped

    def _judge_all(self, plan: Sequence[PlannedCell]) -> None:
        runner = Runner(self.template, self.files, self.student_id, self.limits)
        runner.stopped |= self._stopped
        try:
            for position, cell in enumerate(plan):
                if cell.role is Role.TEST:
                    self._judge(cell, plan, runner)
                elif cell.role is Role.BY_HAND:
                    self._leave_to_a_person(cell)
                elif _runs(cell) and position not in runner.stopped:
                    runner.run(position, cell)
        finally:
            runner.end()

    def _judge(self, cell: PlannedCell, plan: Sequence[PlannedCell], runner: Runner) -> None:
        assert cell.released is not None
        test = cell.released
        solution = next(i for i, each in enumerate(plan) if each.role is Role.SOLUTION and _is_for(each, test))
        if solution in runner.stopped:
            self.verdicts[test.grade_id] = _zero(test, "raises", runner.stopped[solution])
            return
        try:
            judgement, over = self._judged(test.exercise, runner)
        except (VerdictLost, StudentTimeout, StudentDied):
            runner.end()
            reason = "the verdict process gave no answer; grade this submission again, or by hand"
            self.verdicts[test.grade_id] = Verdict(test.grade_id, State.NOT_REACHED, test.points, reason=reason)
            return
        reason = self._reason(judgement, over, plan[solution], self.outputs.get(solution, ()))
        self.verdicts[test.grade_id] = _verdict(test, judgement, plan[solution], reason)

    def _judged(self, exercise: str, runner: Runner, *, again: bool = True) -> tuple[dict[str, Any], str]:
        """Return the judgement and the limit that ended the process; as with cells, an unknown end is tried again."""
        judgement = self.verdict_link.judge(exercise, runner.live().connection)
        over = runner.end() if judgement["ended"] else ""
        if again and judgement["ended"] == PROCESS_ENDED and not over:
            return self._judged(exercise, runner, again=False)
        return judgement, over

    def _reason(self, judgement: Mapping[str, Any], over: str, solution: PlannedCell, outputs: Sequence[Output]) -> str:
        """Return what the stage alone does not say: the call was stopped, or the cell never came to its end."""
        limits = limits_for(solution, self.limits)
        if ended := judgement["ended"]:
            limit = over or _EXCEEDED.get(ended, "")
            what = limits.exceeded(limit) if limit else "ended the process"
            who = "all calls together" if limit == "exercise_seconds" else "the call"
            return f"First failure, {judgement['rung']}: {who} {what}."
        errors = [output for output in outputs if output["type"] == "error"]
        if judgement["stage"] == "missing" and solution.answered and errors:
            where = f" in line {errors[0]['line']}" if errors[0].get("line") else ""
            return f"Your cell {_stopped_by(errors[0], limits)}{where}."
        return ""

    def _leave_to_a_person(self, cell: PlannedCell) -> None:
        assert cell.released is not None
        released = cell.released
        if cell.answered:
            verdict = Verdict(released.grade_id, State.BY_HAND, released.points, reason="a person reads this answer")
        else:
            verdict = _zero(released, "missing", "Not answered.")
        self.verdicts[released.grade_id] = verdict


def _runs(cell: PlannedCell) -> bool:
    return cell.cell_type == "code" and cell.role is not Role.TEST and bool(cell.source.strip())


def _is_for(cell: PlannedCell, test: Cell) -> bool:
    return cell.released is not None and cell.released.exercise == test.exercise


def _zero(cell: Cell, stage: str, reason: str) -> Verdict:
    return Verdict(cell.grade_id, State.SCORED, cell.points, 0.0, stage, reason=reason)


def _verdict(test: Cell, judgement: Mapping[str, Any], solution: PlannedCell, reason: str) -> Verdict:
    line = judgement["line"]
    return Verdict(
        grade_id=test.grade_id,
        state=State.SCORED,
        max_score=test.points,
        score=round(test.points * judgement["share"], 6),
        stage=judgement["stage"],
        rung=judgement["rung"],
        mistakes=tuple(judgement["mistakes"]),
        follows=judgement["follows"],
        exception=judgement["exception"],
        line=line if line and line <= len(solution.source.splitlines()) else None,
        reason=reason,
    )


def _stopped_by(error: Output, limits: Limits) -> str:
    if error["name"] == "MemoryError":
        return limits.exceeded("memory_bytes")
    if error["name"] == "OSError" and error["message"].startswith((_FULL_DISK, _FULL_FILE)):
        return limits.exceeded("disk_bytes" if error["message"].startswith(_FULL_DISK) else "file_bytes")
    if error["name"] == "BlockingIOError" or error["message"].startswith(_NO_THREAD):
        return limits.exceeded("processes")
    return f"stopped with {error['name']}"
