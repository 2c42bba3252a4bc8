"""The processes that grade one assignment: a submission's bytes in, verdicts and a notebook out."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from autograder import bank
from autograder.errors import SubmissionError
from autograder.limits import Limits
from autograder.manifest import Manifest, Role
from autograder.verdict import State, Verdict

from .intake import Submission
from .notebook import write_notebook
from .profiles import FULL
from .rebuild import PlannedCell, rebuild
from .session import Session
from .student_process import Template
from .template import TemplateDied
from .verdicts import VerdictLost, VerdictServer
from .wording import explain


@dataclass(frozen=True)
class Graded:
    """What grading one submission gave: verdicts in the order of the release, the notebook's text, comments."""

    verdicts: tuple[Verdict, ...]
    notebook: str
    comments: dict[str, str]


class Grader:
    """The processes that grade one assignment; use as a context manager."""

    def __init__(
        self, manifest: Manifest, secret: bytes, files: dict[str, bytes], limits: Limits = Limits(), profile: str = FULL
    ) -> None:
        self._manifest, self._files = manifest, files
        self._limits = limits.for_notebook(bank.find(name).limits for name in manifest.exercises)
        self._stack = ExitStack()
        with ExitStack() as starting:
            names = [name for name, entry in manifest.exercises.items() if entry.kind != "text"]
            self._verdicts = starting.enter_context(VerdictServer(names, secret, limits))
            self._template = starting.enter_context(Template(self._limits, profile))
            self._stack = starting.pop_all()

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()

    def grade(self, student_id: str, submission: Submission | SubmissionError) -> Graded:
        """Return the verdicts on one submission; one that cannot be read is quarantined.

        Where a process of ours ended on the way, the submission has a second try: what ended it may have come from
        outside (a person, a machine short of memory), and would not be the student's doing.
        """
        if isinstance(submission, SubmissionError):
            return self._quarantined(submission)
        graded = self._attempt(student_id, submission)
        if any(verdict.state is State.NOT_REACHED for verdict in graded.verdicts):
            graded = self._attempt(student_id, submission)
        return graded

    def _attempt(self, student_id: str, submission: Submission) -> Graded:
        try:
            with self._verdicts.submission(student_id) as link:
                plan = rebuild(self._manifest, link.read(submission.notebook))
                session = Session(self._template, link, self._manifest, student_id, self._files, self._limits)
                session.run(plan)
        except SubmissionError as error:
            return self._quarantined(error)
        except VerdictLost:
            reason = "the notebook takes too much time or memory to read; save it again in Jupyter"
            return self._without_running(State.NOT_REACHED, reason)
        except TemplateDied:
            reason = "the sandbox was ended from outside, more than once; grade this submission again"
            return self._without_running(State.NOT_REACHED, reason)
        return self._graded(plan, session.outputs, session.verdicts)

    def _quarantined(self, error: SubmissionError) -> Graded:
        return self._without_running(State.QUARANTINED, f"the notebook could not be read: {error.cause}")

    def _without_running(self, state: State, reason: str) -> Graded:
        verdicts = {
            cell.grade_id: Verdict(cell.grade_id, state, cell.points, reason=reason) for cell in self._manifest.graded()
        }
        return self._graded(rebuild(self._manifest, []), {}, verdicts)

    def _graded(self, plan: list[PlannedCell], outputs: dict[int, Any], verdicts: dict[str, Verdict]) -> Graded:
        comments: dict[str, str] = {}
        for position, cell in enumerate(plan):
            if cell.released is None or cell.role not in (Role.TEST, Role.BY_HAND):
                continue
            verdict = verdicts[cell.released.grade_id]
            text = explain(bank.find(cell.released.exercise), verdict)
            solution = cell.released.exercise if cell.role is Role.TEST else cell.released.grade_id
            comments[solution] = text
            outputs[position] = _test_outputs(verdict, text)
        ordered = tuple(verdicts[cell.grade_id] for cell in self._manifest.graded())
        return Graded(ordered, write_notebook(plan, outputs), comments)


def _test_outputs(verdict: Verdict, text: str) -> list[dict[str, Any]]:
    """Return outputs from which stock nbgrader reads the same score; no score is an error, never an empty cell."""
    if verdict.state is State.SCORED and verdict.score:
        return [{"type": "stream", "name": "stdout", "text": text + "\n"}, {"type": "score", "score": verdict.score}]
    name = "NotYetRight" if verdict.state is State.SCORED else "NotReached"
    return [{"type": "error", "name": name, "message": text.splitlines()[0], "traceback": text}]
