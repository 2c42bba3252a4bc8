"""Starts a real Jupyter server on loopback for tests that look at it in a browser."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ADDRESS = re.compile(r"(http://127\.0\.0\.1:(\d+))/\S*\?token=")
_TOKEN = "only-for-this-test"


@contextmanager
def jupyter_lab(python: str, folder: Path, home: Path) -> Iterator[str]:
    """Yield the address of JupyterLab, run by ``python`` in ``folder`` with an empty home."""
    environment = {
        "PATH": f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "MPLCONFIGDIR": str(home / "matplotlib"),
    }
    options = ["--no-browser", "--ip=127.0.0.1", "--port=0", "--allow-root", f"--IdentityProvider.token={_TOKEN}"]
    offline = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command = [python, "-m", "jupyterlab", *options, *offline, f"--ServerApp.root_dir={folder}"]
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield _address(server)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.communicate()


def with_token(address: str, path: str) -> str:
    """Return the address of ``path`` on the server."""
    return f"{address}/{path}?token={_TOKEN}"


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stderr is not None
    said = []
    for line in server.stderr:
        said.append(line)
        if found := _ADDRESS.search(line):
            _wait_until_it_listens(server, int(found[2]))
            return found[1]
    raise AssertionError("Jupyter did not start:\n" + "".join(said))


def _wait_until_it_listens(server: subprocess.Popen[str], port: int) -> None:
    """Jupyter writes its address before its event loop binds the port: knock until someone opens."""
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.05)
        else:
            return
    raise AssertionError(f"Jupyter ended with {server.returncode} before it listened on port {port}.")
