"""A real Firefox, driven by the protocol that it speaks itself, WebDriver BiDi: no driver program lies between."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import websocket

NO_FIREFOX = "no Firefox: install Debian's package `firefox-esr`, or name one in the environment variable FIREFOX"
PREFERENCES = """
user_pref("app.update.enabled", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "http://127.0.0.1:9/");
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
"""
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
KEYS = {"ArrowUp": "\ue013", "ArrowDown": "\ue015"}
NO_SCRIPTS_FAULT = "downloadable font"  # the small book has no icons
PATIENCE = 60  # seconds for one answer, on a busy machine


def firefox() -> str | None:
    """Return the path of the browser that FIREFOX names, or of the first that is installed; None without one."""
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


class Failed(Exception):
    """Firefox refused a command, or a script of a page failed; the message is its own."""


class Firefox:
    """A running browser with one tab."""

    def __init__(self, address: str) -> None:
        self.socket = websocket.create_connection(f"{address}/session", timeout=PATIENCE, suppress_origin=True)
        self.numbers = itertools.count(1)
        self.errors: list[str] = []  # what scripts of pages have thrown
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.tab = self.ask("browsingContext.create", type="tab")["context"]

    def close(self) -> None:
        """Hang up; the browser goes on until its process ends."""
        self.socket.close()

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a command and return its result; note what pages log meanwhile."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (message := json.loads(self.socket.recv())).get("id") != number:
            entry = message.get("params", {})
            if message.get("method") == "log.entryAdded" and entry.get("type") == "javascript":
                self.errors += [entry["text"]] if not entry["text"].startswith(NO_SCRIPTS_FAULT) else []
        if message["type"] == "error":
            raise Failed(f"{method}: {message['error']}: {message['message']}")
        return message["result"]

    def open(self, address: str) -> None:
        """Show a page, and wait until it has been loaded."""
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Return the text, the number or the truth value of an expression, awaited."""
        target = {"context": self.tab}
        found = self.ask("script.evaluate", expression=expression, target=target, awaitPromise=True)
        if found["type"] == "exception":
            raise Failed(found["exceptionDetails"]["text"])
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key and let it go; what has the focus gets it."""
        strokes = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        self.ask("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": strokes}])


@contextmanager
def launched_firefox(path: str) -> Iterator[Firefox]:
    """Start a browser without a window, in a fresh profile; nothing remains of it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        (Path(home) / "user.js").write_text(PREFERENCES)
        command = [path, "--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0"]
        environment = {**os.environ, "HOME": home, "MOZ_CRASHREPORTER_DISABLE": "1"}
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, bufsize=1) as process:
            try:
                with closing(Firefox(address_told_by(process))) as running:
                    yield running
            finally:
                process.terminate()


def address_told_by(process: subprocess.Popen[str]) -> str:
    """Return the address at which a starting browser listens."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if found := LISTENS.search(line):
            threading.Thread(target=process.stderr.read, daemon=True).start()  # else it waits when the pipe is full
            return found[1]
    raise Failed(f"Firefox ended before it listened: {''.join(said)}")
