"""The grader's handle on a student's process: ask within a deadline, take nothing on trust, end it.

::

    with Template(Limits()) as template:
        student = template.spawn({"data.csv": b"1,2"})
        result = student.run_cell("def double(x): return 2 * x", label="double")
        reply = student.perform("double", "function", {"args": [3]})     # {"value": 6}
        student.kill()

A request that is not answered in time, or not answered in the expected shape, is the end of that process; the other
processes of the template do not notice.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

import numpy as np

from autograder.errors import SandboxUnavailable
from autograder.limits import Limits as Limits
from autograder.student import wire
from autograder.student.plain import Malformed

from .profiles import FULL
from .replies import BadReply, CellResult, accepted, cell_result, performed
from .template import TemplateDied, TemplateProcess

Checked = TypeVar("Checked")


class StudentTimeout(Exception):
    """The student's code did not answer in time; its process has been ended."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} seconds")
        self.seconds = seconds


class StudentDied(Exception):
    """The student's process ended, or sent what it may not send."""


class StudentLink:
    """Requests to a student's process over a connected socket; enough for a process that was handed the socket only."""

    def __init__(self, connection: socket.socket, limits: Limits) -> None:
        self.connection = connection
        self._limits = limits
        self._ended: str | None = None

    def run_cell(self, source: str, label: str, seconds: float | None = None) -> CellResult:
        """Run one cell in the student's namespace; ``label`` names it in tracebacks."""
        message = {"op": "cell", "source": source, "label": label}
        return self._checked(cell_result, self._ask(message, seconds or self._limits.cell_seconds))

    def define(self, name: str, value: Any) -> None:
        """Set a variable in the student's namespace to a plain value."""
        message = {"op": "define", "name": name, "value": value}
        self._checked(accepted, self._ask(message, self._limits.call_seconds))

    def perform(self, target: str, kind: str, request: dict[str, Any]) -> dict[str, Any]:
        """Put one request to the student's answer ``target``; return the reply of ``autograder.student.kinds``."""
        message = {"op": "perform", "target": target, "kind": kind, "request": request}
        return self._checked(performed, self._ask(message, self._limits.call_seconds))

    def put_file(self, name: str, content: bytes) -> None:
        """Write a file into the work directory."""
        message = {"op": "file", "name": name, "content": np.frombuffer(content, np.uint8)}
        self._checked(accepted, self._ask(message, self._limits.call_seconds))

    def wait_until_confined(self) -> None:
        """Return when the process has shut itself in; nothing of the student's has run before."""
        reply = self._ask(None, self._limits.cell_seconds)
        if reply != {"status": "ok"}:
            raise SandboxUnavailable(f"a process could not be confined: {reply}", "Run: python -m autograder doctor.")

    def _ask(self, message: dict[str, Any] | None, seconds: float) -> Any:
        """Send a message, if there is one, and return the next reply, both within ``seconds``."""
        if self._ended is not None:
            raise StudentDied(self._ended)
        deadline = time.monotonic() + seconds
        try:
            if message is not None:
                self.connection.settimeout(seconds)
                wire.send(self.connection, message)
            return wire.receive(self.connection, deadline)
        except TimeoutError:
            self._ended = "an earlier request was not answered in time"
            raise StudentTimeout(seconds) from None
        except Malformed as error:
            raise self._died(f"sent no message of ours: {error}") from None
        except OSError as error:
            raise self._died(f"ended: {error}") from None

    def _checked(self, check: Callable[[Any], Checked], reply: Any) -> Checked:
        try:
            return check(reply)
        except BadReply as error:
            raise self._died(f"sent {error}") from None

    def _died(self, reason: str) -> StudentDied:
        self._ended = f"the student's process {reason}"
        return StudentDied(self._ended)


class StudentProcess(StudentLink):
    """A student's process and the means to end it; a process that fails to answer is ended at once.

    ``over`` is, once it has ended, the field of Limits that ended it, where the kernel or the template did.
    ``orphaned`` says that the template was gone by then: nothing that this process failed to do is the student's.
    """

    def __init__(self, template: TemplateProcess, pid: int, connection: socket.socket, limits: Limits) -> None:
        super().__init__(connection, limits)
        self._template = template
        self._pid: int | None = pid
        self.over = ""
        self.orphaned = False

    def kill(self) -> None:
        """End the process and all that it started; harmless when it has ended already."""
        self._ended = self._ended or "the student's process was ended"
        self.connection.close()
        if self._pid is not None:
            try:
                self.over = self._template.kill(self._pid)
            except TemplateDied:
                self.orphaned = True
            self._pid = None

    def _ask(self, message: dict[str, Any] | None, seconds: float) -> Any:
        try:
            return super()._ask(message, seconds)
        except StudentTimeout:
            self.kill()
            raise

    def _died(self, reason: str) -> StudentDied:
        died = super()._died(reason)
        self.kill()
        return died


class Template:
    """Makes students' processes: each a fork of one warm process inside the sandbox.  Use it in a ``with`` statement.

    May be used by several threads.
    """

    def __init__(self, limits: Limits = Limits(), profile: str = FULL) -> None:
        self._limits = limits
        self._profile = profile
        self._lock = threading.Lock()
        self._process = TemplateProcess(profile)

    def spawn(self, files: Mapping[str, bytes] | None = None) -> StudentProcess:
        """Return a new, confined process with ``files`` in its work directory.

        A template that has died is started again, once.

        Raises
        ------
        SandboxUnavailable
            When the template does not start, or the process cannot be confined.
        StudentDied
            When the files do not fit into the work directory.
        TemplateDied
            When the template ends meanwhile.
        """
        mine, theirs = socket.socketpair()
        with theirs:
            student = self._spawn(mine, theirs)
        try:
            student.wait_until_confined()
            for name, content in (files or {}).items():
                student.put_file(name, content)
        except BaseException:
            student.kill()
            if student.orphaned:
                raise TemplateDied("the template ended while it made a process") from None
            raise
        return student

    def _spawn(self, mine: socket.socket, theirs: socket.socket) -> StudentProcess:
        process = self._process
        try:
            pid = process.spawn(theirs, asdict(self._limits))
        except TemplateDied:
            process = self._started_again(process)
            pid = process.spawn(theirs, asdict(self._limits))
        return StudentProcess(process, pid, mine, self._limits)

    def _started_again(self, dead: TemplateProcess) -> TemplateProcess:
        with self._lock:
            if self._process is dead:  # and no other thread has been quicker
                dead.close()
                self._process = TemplateProcess(self._profile)
            return self._process

    def close(self) -> None:
        """End the template and every process that it made."""
        self._process.close()

    def __enter__(self) -> Template:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
