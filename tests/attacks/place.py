"""What attacks reach for: files, a process, the environment and a server, each with something secret in it."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from .recipe import MARKER

CHECKOUT = Path(__file__).resolve().parents[2]
NOBODY = 65534 if os.getuid() == 0 else os.getuid()
SECONDS = 16  # how long what "never ends" takes where nothing ends it
VICTIM_SECONDS = "900"


class Place:
    """One folder of treasures for a class of attackers; a context manager."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="attacked-"))
        self.canary = secrets.token_hex(12)
        self.environment = {"ATTACKED_CANARY": self.canary}
        self.reached: set[str] = set()
        self._victims: dict[str, subprocess.Popen[bytes]] = {}
        self._server = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> Place:
        self.folder.chmod(0o711)
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for victim in self._victims.values():
            victim.kill()
            victim.wait()
        for path in (self.folder / "pids").glob("*"):
            for pid in self.left_over(path.name):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.folder)

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                with contextlib.suppress(OSError):
                    said = connection.recv(400).decode(errors="replace")
                    self.reached.add(said.removeprefix("GET /").split()[0])

    def names(self, name: str, root: Path) -> Callable[[str], str]:
        """Return what puts the paths and numbers that belong to the attacker ``name`` into a text."""

        def fill(text: str) -> str:
            for key, value in self._values(name, root):
                if f"@{key}@" in text:
                    text = text.replace(f"@{key}@", value())
            return text

        return fill

    def _values(self, name: str, root: Path) -> Iterator[tuple[str, Callable[[], str]]]:
        yield "MARKER", lambda: MARKER
        yield "SELF", lambda: name
        yield "ROOT", lambda: str(root)
        yield "CHECKOUT", lambda: str(CHECKOUT)
        yield "SECONDS", lambda: str(SECONDS)
        yield "PORT", lambda: str(self._server.getsockname()[1])
        yield "TREASURES", lambda: str(self.treasure(name).parent)
        yield "TREASURE", lambda: str(self.treasure(name))
        yield "PIDS", lambda: str(self._file("pids", name, ""))
        yield "VICTIM", lambda: str(self._victim(name))

    # --- files

    def treasure(self, name: str) -> Path:
        """Return a file that only its owner, whom students' code runs as, may read and write."""
        return self._file(f"treasures/{name}", "gradebook.txt", self._text())

    def _text(self) -> str:
        return f"everyone's marks: {self.canary}\n"

    def _file(self, folder: str, name: str, text: str) -> Path:
        path = self.folder / folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            os.chown(path, NOBODY, -1)
            path.chmod(0o600)
        return path

    def changed(self, name: str) -> bool:
        """Return whether the attacker's treasure is no longer what it was."""
        return self.treasure(name).read_text() != self._text()

    # --- processes

    def _victim(self, name: str) -> int:
        identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
        self._victims[name] = subprocess.Popen(
            ["/bin/sleep", VICTIM_SECONDS],
            env={"VICTIMS_SECRET": self.canary},
            **identity,  # type: ignore[call-overload]
        )
        return self._victims[name].pid

    def killed(self, name: str) -> bool:
        """Return whether the attacker's victim has ended."""
        return name in self._victims and self._victims[name].poll() is not None

    def started(self, name: str) -> list[int]:
        """Return the processes that the attacker says to have started."""
        path = self.folder / "pids" / name
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def left_over(self, name: str) -> list[int]:
        """Return those of them that are still there."""
        return [pid for pid in self.started(name) if Path(f"/proc/{pid}").exists()]
