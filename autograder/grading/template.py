"""The grader's end of the template: starts it in the sandbox, has it fork and kill.  Its other end is
``autograder/sandboxed/template.py``.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from typing import Any

from autograder.errors import SandboxUnavailable

from . import sandbox
from .base_folder import BaseFolder
from .profiles import FULL
from .sandbox_files import hidden, shown

_SECONDS_TO_START = 60
_SECONDS_TO_ANSWER = 20
_SECONDS_TO_END = 5
_MAX_REPLY = 1 << 16
_CURE = "Run: python -m autograder doctor."
_PROGRAM = ["-m", "autograder.sandboxed.template"]
# macOS, where only the profile none can run, has no such socket; requests are short and take turns.
_SOCKET = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_STREAM


class TemplateDied(Exception):
    """The template process ended, or does not answer."""


class TemplateProcess:
    """The warm process in the sandbox.

    It is a new program and no fork of the caller's, so that a server with threads can start it.  Several threads may
    use it.
    """

    def __init__(self, profile: str = FULL) -> None:
        self._lock = threading.Lock()
        self._base = None if profile == FULL else BaseFolder()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, _SOCKET)
        with theirs, tempfile.TemporaryFile() as messages:
            argv = [sys.executable, *_PROGRAM, str(theirs.fileno()), json.dumps(_setup(profile, self._base))]
            base = self._base
            self._process = subprocess.Popen(
                sandbox.command(argv) if base is None else argv,
                pass_fds=[theirs.fileno(), *([] if base is None else [base.lock])],
                cwd=None if base is None else base.home,
                env=None if base is None else sandbox.environment(str(base.home), str(base.code)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=messages,
                start_new_session=True,  # Ctrl-C is for the grader; and one signal ends all of the sandbox
            )
            theirs.close()
            self._wait_until_ready(messages)

    def _wait_until_ready(self, messages: Any) -> None:
        self._control.settimeout(_SECONDS_TO_START)
        try:
            self._reply()
        except OSError:
            self.close()
            messages.seek(0)
            lines = messages.read().decode(errors="replace").strip().splitlines()
            reason = lines[-1] if lines else "it gave no reason"
            raise SandboxUnavailable(f"the sandboxed template did not start: {reason}", _CURE) from None
        self._control.settimeout(_SECONDS_TO_ANSWER)

    def spawn(self, connection: socket.socket, limits: dict[str, Any]) -> int:
        """Have a process forked that speaks on ``connection``; return the number by which the template knows it."""
        reply = self._request({"op": "spawn", "limits": limits}, [connection.fileno()])
        if "pid" not in reply:
            raise SandboxUnavailable(f"a process could not be made: {reply['failed']}", _CURE)
        return int(reply["pid"])

    def kill(self, pid: int) -> str:
        """End a process that ``spawn`` made; return the limit (a field of Limits) that it had come to, or ''.

        Raises
        ------
        TemplateDied
            When the template is gone: then so are all of its processes.
        """
        return str(self._request({"op": "kill", "pid": pid}, [])["ended"])

    def close(self) -> None:
        """End the template and all that it made."""
        self._control.close()
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._base is not None:
            self._base.remove()
            self._base = None

    def _request(self, request: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        with self._lock:
            try:
                socket.send_fds(self._control, [json.dumps(request).encode()], descriptors)
                return self._reply()
            except OSError as error:
                self._control.close()  # a late reply must not be taken for the next one's; and the template ends
                raise TemplateDied(str(error)) from None

    def _reply(self) -> dict[str, Any]:
        data = self._control.recv(_MAX_REPLY)
        if not data:
            raise ConnectionError("the template ended")
        reply: dict[str, Any] = json.loads(data)
        return reply


def _setup(profile: str, base: BaseFolder | None) -> dict[str, Any]:
    if base is None:
        return {"profile": profile}
    paths = {"shown": [*shown(), str(base.code)], "hidden": hidden()}
    return {"profile": profile, "base": str(base.path), **paths}
