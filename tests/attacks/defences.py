"""Takes one defence away, by its name, so that the attacks it stops can be seen to succeed.  For tests only."""

from __future__ import annotations

import contextlib
import json
import pickle
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from nbformat.v4 import new_output

from autograder.grading import (
    driver,
    feedback,
    intake,
    notebook,
    replies,
    session,
    student_process,
    template,
    verdicts,
)
from autograder.grading.grader import Grader
from autograder.grading.runner import Runner
from autograder.limits import Limits
from autograder.manifest import Role
from autograder.student import wire

WIDE = Limits(60, 60, 60, 600, 300, 6 << 30, 1000, 1 << 30, 1 << 30, 1 << 30)

_TEMPLATE = """
import json, os, sys
from autograder.student import plain, wire
plain.MAX_ITEMS = wire.MAX_HEADER = wire.MAX_PAYLOAD = 1 << 40
from autograder.sandboxed import template
template.main(int(sys.argv[1]), json.loads(sys.argv[2]))
os._exit(0)
"""
_VERDICTS = """
import socket, sys
from autograder.grading import verdict_process
verdict_process._exception = lambda name: name
verdict_process.serve(socket.socket(fileno=int(sys.argv[1])))
"""

Patch = pytest.MonkeyPatch


def _no_limits(patch: Patch) -> None:
    """Let everything take as long, and be as large, as it likes."""
    patch.setattr(driver, "limits_of", lambda config: WIDE)
    patch.setattr(template, "_PROGRAM", ["-c", _TEMPLATE])
    patch.setattr(wire, "MAX_HEADER", 1 << 40)
    patch.setattr(wire, "MAX_PAYLOAD", 1 << 40)


def _one_process(patch: Patch) -> None:
    """Have no fresh process for a student whose process has ended."""

    def run_cell(self: Runner, position: int, cell: Any) -> Any:
        return self.live().run_cell(cell.source, "cell").outputs

    patch.setattr(Runner, "run", run_cell)
    patch.setattr(Runner, "end", lambda self: "")


def _no_quarantine(patch: Patch) -> None:
    """Let the error of a notebook that cannot be read go its way."""

    def refuse(self: Grader, error: Exception) -> None:
        raise error

    patch.setattr(Grader, "_quarantined", refuse)


def _any_file(patch: Patch) -> None:
    """Read whatever a path leads to."""
    patch.setattr(intake, "_read_regular", lambda path, limit: Path(path).read_bytes())


def _pages_as_they_are(patch: Patch) -> None:
    patch.setattr(feedback, "guarded", lambda page, made_from="": page)


def _text_as_it_is(patch: Patch) -> None:
    """Show a written answer as Markdown, as nbgrader does."""
    _pages_as_they_are(patch)
    patch.setattr(notebook, "_as_plain_text", lambda source: source)


def _short_fence(patch: Patch) -> None:
    """Put a written answer between fences that it can close."""
    _pages_as_they_are(patch)
    patch.setattr(notebook, "_as_plain_text", lambda source: f"~~~~text\n{source}\n~~~~")


def _any_output(patch: Patch) -> None:
    """Take whatever a student's process says that a cell has shown."""
    _pages_as_they_are(patch)
    known = notebook._output

    def output(each: Any) -> Any:
        html = each.get("type") == "html"
        return new_output("display_data", data={"text/html": each["text"]}, metadata={}) if html else known(each)

    patch.setattr(replies, "_output", lambda each: each)
    patch.setattr(notebook, "_output", output)


def _any_name(patch: Patch) -> None:
    """Tell the student the name of any exception that a secret call has raised."""
    start = subprocess.Popen

    def popen(command: list[str], **named: Any) -> Any:
        if "autograder.grading.verdict_process" in command:
            command = [command[0], "-P", "-c", _VERDICTS, command[-1]]
        return start(command, **named)

    patch.setattr(verdicts, "subprocess", SimpleNamespace(**{**vars(subprocess), "Popen": popen}))


def _one_run(patch: Patch) -> None:
    """Show what the process shows that is asked for the secret cases."""

    def run_once(self: session.Session, plan: Any) -> None:
        runner = Runner(self.template, self.files, self.student_id, self.limits)
        for position, cell in enumerate(plan):
            if cell.role is Role.TEST:
                self._judge(cell, plan, runner)
            elif cell.role is Role.BY_HAND:
                self._leave_to_a_person(cell)
            elif session._runs(cell):
                self.outputs[position] = runner.run(position, cell)
        runner.end()

    patch.setattr(session.Session, "run", run_once)


def _unpickling(patch: Patch) -> None:
    """Read a message that is no JSON as a pickle."""

    def loads(data: bytes) -> Any:
        try:
            return json.loads(data)
        except ValueError:
            return pickle.loads(data)

    patch.setattr(wire, "json", SimpleNamespace(loads=loads, dumps=json.dumps))


def _unchecked_messages(patch: Patch) -> None:
    """Let the error of a message that cannot be read go its way."""

    def ask(self: student_process.StudentLink, message: Any, seconds: float) -> Any:
        if message is not None:
            wire.send(self.connection, message)
        self.connection.settimeout(seconds)
        return wire.receive(self.connection)

    patch.setattr(student_process.StudentProcess, "_ask", ask)


DEFENCES = {
    "limits": _no_limits,
    "one process for all": _one_process,
    "quarantine": _no_quarantine,
    "plain files only": _any_file,
    "plain text": _text_as_it_is,
    "long fences": _short_fence,
    "known outputs only": _any_output,
    "names of exceptions": _any_name,
    "two runs": _one_run,
    "JSON only": _unpickling,
    "checked messages": _unchecked_messages,
}


@contextlib.contextmanager
def without(name: str) -> Iterator[None]:
    """Take the defence ``name`` away from this process; "" and "sandbox" (a profile of its own) take nothing."""
    with pytest.MonkeyPatch.context() as patch:
        if name in DEFENCES:
            DEFENCES[name](patch)
        yield
