"""The verdict process: trusted, bounded, and never runs a student's code.

``python -m autograder.grading.verdict_process FD`` reads the names of the exercises and the course secret from its
control socket, draws the secret cases once, and forks one child for each submission.  The child parses the notebook
and puts the secret cases to the student's process through the wire; whatever comes back is plain data or an error.
"""

from __future__ import annotations

import builtins
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from autograder import bank
from autograder.bank.cases import secret_cases, student_cases
from autograder.bank.exercise import Exercise
from autograder.errors import SubmissionError
from autograder.limits import Limits
from autograder.student import wire
from autograder.student.judge import Case, Judgement, judge
from autograder.student.kinds import Reply

from .intake import parse_notebook
from .student_process import StudentDied, StudentLink, StudentTimeout

MEMORY = 4 << 30
CPU_SECONDS = 120
PROCESS_ENDED = "the process ended"
NO_ANSWER = "no answer in time"  # to one call
NO_ANSWER_ALTOGETHER = "no answer in time altogether"  # to all calls of an exercise

_KNOWN_EXCEPTIONS = {
    name for name, item in vars(builtins).items() if isinstance(item, type) and issubclass(item, BaseException)
}
_KNOWN_EXCEPTIONS |= {"LinAlgError", "AxisError", "NotPlain", NO_ANSWER, NO_ANSWER_ALTOGETHER, PROCESS_ENDED}


class Verdicts:
    """The verdicts on one submission, in the child that belongs to it."""

    def __init__(self, student_id: str, cases: Mapping[str, list[Case]], limits: Limits) -> None:
        self._student_id = student_id
        self._cases = cases
        self._limits = limits
        self._mistakes: dict[str, tuple[str, ...]] = {}

    def read(self, data: np.ndarray) -> dict[str, Any]:
        """Return the cells of a notebook given as an array of bytes, or why it is refused."""
        try:
            return {"cells": [asdict(cell) for cell in parse_notebook(data.tobytes())]}
        except SubmissionError as error:
            return {"refused": error.cause}
        except MemoryError:
            return {"refused": "the notebook needs too much memory to be read"}

    def judge(self, name: str, connection: socket.socket) -> dict[str, Any]:
        """Put the secret cases of the exercise ``name`` to the student; return the judgement as plain data."""
        exercise = bank.find(name)
        cases = student_cases(exercise, self._student_id) if exercise.kind == "value" else self._cases[name]
        limits = self._limits.for_exercise(exercise.limits)
        replies, ended = self._ask(exercise, cases, StudentLink(connection, limits), limits.exercise_seconds)
        with np.errstate(all="ignore"):
            judgement = judge(exercise.kind, cases, replies, exercise.shares, exercise.tolerance)
        self._mistakes[name] = judgement.mistakes
        follows = self._follows(exercise, judgement)
        return _plain(judgement, follows) | {"ended": ended}

    def _ask(
        self, exercise: Exercise, cases: list[Case], student: StudentLink, seconds: float
    ) -> tuple[list[Reply], str]:
        """Return one reply a case, and how the student's process ended, if it did: nothing is asked after that."""
        replies: list[Reply] = []
        ended, deadline = "", time.monotonic() + seconds
        for case in cases:
            if not ended:
                reply, ended = _perform(student, exercise, case)
                if time.monotonic() > deadline:
                    ended = ended or NO_ANSWER_ALTOGETHER
            else:
                reply = _error(ended)
            replies.append(reply)
        return replies, ended

    def _follows(self, exercise: Exercise, judgement: Judgement) -> str:
        """Return the upstream mistake that these values rightly follow from, if the upstream shows it."""
        for mistake in judgement.mistakes:
            upstream, _, name = mistake.partition(":")
            if upstream in exercise.uses and name in self._mistakes.get(upstream, ()):
                return mistake
        return ""


def _perform(student: StudentLink, exercise: Exercise, case: Case) -> tuple[Reply, str]:
    """Return the reply to one case, and why no further one may be asked."""
    try:
        reply = student.perform(exercise.name, exercise.kind, case.request)
    except StudentTimeout:
        return _error(NO_ANSWER), NO_ANSWER
    except StudentDied:
        return _error(PROCESS_ENDED), PROCESS_ENDED
    if exercise.kind == "initialiser" and not isinstance(reply.get("value", []), list):
        return _error("NotPlain"), ""  # what draws have in common is computed on this side, from the draws
    return reply, "out of memory" if reply.get("error", {}).get("type") == "MemoryError" else ""


def _error(kind: str) -> Reply:
    return {"error": {"type": kind, "line": None, "message": ""}}


def _plain(judgement: Judgement, follows: str) -> dict[str, Any]:
    return {
        "share": 1.0 if follows else float(judgement.share),
        "stage": judgement.mismatch.stage if judgement.mismatch else "",
        "part": judgement.mismatch.part if judgement.mismatch else "",
        "rung": judgement.rung,
        "mistakes": list(judgement.mistakes),
        "follows": follows,
        "exception": _exception(judgement.exception),
        "line": judgement.line,
    }


def _exception(name: str) -> str:
    """Return the name of a well-known exception only: a class of the student's own could carry a secret in its name."""
    return name if not name or name in _KNOWN_EXCEPTIONS else "an exception of its own"


def _serve_submission(connection: socket.socket, verdicts: Verdicts) -> None:
    while True:
        try:
            request = wire.receive(connection)
        except wire.Closed:
            return
        if request["op"] == "read":
            answer = verdicts.read(request["data"])
        else:
            _, descriptors, _, _ = socket.recv_fds(connection, 1, 1)
            with socket.socket(fileno=descriptors[0]) as student:
                answer = verdicts.judge(request["exercise"], student)
        wire.send(connection, answer)


def _child(connection: socket.socket, student_id: str, cases: Mapping[str, list[Case]], limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _serve_submission(connection, Verdicts(student_id, cases, limits))


def serve(control: socket.socket) -> None:
    """Answer the grader until it closes the control socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the driver's to handle
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the kernel
    setup = wire.receive(control)
    secret = bytes.fromhex(setup["secret"])
    limits = Limits(**setup["limits"])
    upstream = bank.exercises()
    cases = {name: secret_cases(bank.find(name), secret, upstream) for name in setup["exercises"]}
    wire.send(control, {"ready": True})
    while True:
        try:
            request = wire.receive(control)
        except wire.Closed:
            return
        _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        connection = socket.socket(fileno=descriptors[0])
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                control.close()
                _child(connection, request["student"], cases, limits)
                status = 0
            finally:
                os._exit(status)
        connection.close()
        wire.send(control, {"started": True})


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
