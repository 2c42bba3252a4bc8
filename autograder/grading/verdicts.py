"""The driver's handle on the verdict process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

import autograder
from autograder import bank
from autograder.errors import GraderError, SubmissionError
from autograder.limits import Limits
from autograder.student import wire

from .intake import SubmittedCell

START_SECONDS = 120.0
READ_SECONDS = 30.0

_PACKAGES = str(Path(autograder.__file__).resolve().parents[1])


class VerdictLost(Exception):
    """The verdict process gave no answer: the verdict is not reached."""


class VerdictServer:
    """Starts the verdict process for one assignment; use as a context manager.

    Parameters
    ----------
    exercises : sequence of str
        The bank's names of the assignment's exercises.
    secret : bytes
        The course secret; it goes through a socket, never through arguments or the environment.
    """

    def __init__(self, exercises: Sequence[str], secret: bytes, limits: Limits) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            # -P: nothing is imported from the folder that the grader happens to run in
            command = [sys.executable, "-P", "-m", "autograder.grading.verdict_process", str(theirs.fileno())]
            environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": _PACKAGES}
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=environment, start_new_session=True
            )
        wire.send(self._control, {"exercises": list(exercises), "secret": secret.hex(), "limits": asdict(limits)})
        self._limits = limits.widest(bank.find(name).limits for name in exercises)
        self._ready = False

    def __enter__(self) -> VerdictServer:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def submission(self, student_id: str) -> VerdictLink:
        """Return a link to a fresh child for one submission."""
        mine, theirs = socket.socketpair()
        deadline = time.monotonic() + START_SECONDS
        try:
            if not self._ready:
                wire.receive(self._control, deadline)
                self._ready = True
            with theirs:
                wire.send(self._control, {"student": student_id})
                socket.send_fds(self._control, [b"."], [theirs.fileno()])
            wire.receive(self._control, deadline)
        except (OSError, wire.Closed):
            mine.close()
            raise GraderError(
                "the verdict process did not start",
                "run `python -m autograder prove` to see what is wrong with the bank",
            ) from None
        return VerdictLink(mine, self._limits)


class VerdictLink:
    """One submission's child of the verdict process."""

    def __init__(self, connection: socket.socket, limits: Limits) -> None:
        self._connection = connection
        # A test may make many calls; each has its own limit on the other side, this one is a last resort.
        self._judge_seconds = 60.0 + 2 * limits.exercise_seconds

    def __enter__(self) -> VerdictLink:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        self._connection.close()

    def read(self, notebook: bytes) -> list[SubmittedCell]:
        """Return the notebook's cells, parsed in the child.

        Raises
        ------
        SubmissionError
            When it is refused.
        VerdictLost
            When the child came to its limits over it, or was ended by something else.
        """
        answer = self._ask({"op": "read", "data": np.frombuffer(notebook, np.uint8)}, READ_SECONDS)
        if "refused" in answer:
            raise SubmissionError(answer["refused"], "save it again in Jupyter and hand it in again")
        return [SubmittedCell(**cell) for cell in answer["cells"]]

    def judge(self, exercise: str, student: socket.socket) -> dict[str, Any]:
        """Return the judgement on one exercise as ``verdict_process.Verdicts.judge`` gives it.

        Raises
        ------
        VerdictLost
            When the child died or did not answer in time.
        """
        return self._ask({"op": "judge", "exercise": exercise}, self._judge_seconds, student)

    def _ask(self, request: dict[str, Any], seconds: float, student: socket.socket | None = None) -> dict[str, Any]:
        try:
            self._connection.settimeout(seconds)
            wire.send(self._connection, request)
            if student is not None:
                socket.send_fds(self._connection, [b"."], [student.fileno()])
            answer: dict[str, Any] = wire.receive(self._connection, time.monotonic() + seconds)
        except (OSError, ValueError) as error:
            self.close()  # the child ends on its closed connection, or at its limit of CPU time
            raise VerdictLost(str(error)) from None
        return answer
