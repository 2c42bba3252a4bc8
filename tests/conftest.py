"""What all tests share: a real browser, no way out of this machine, and a run that may not leave tests out.

In the environment: ``CHROMIUM`` names the browser; ``BACKPROP_NO_SKIPS=1`` makes every skipped test a failure.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.browser import NO_CHROMIUM, chromium, launched

# --- a run that may not leave tests out ------------------------------------------------------------------------------


def skips_are_failures() -> bool:
    """Return whether this run must not leave a test out."""
    return os.environ.get("BACKPROP_NO_SKIPS", "") not in ("", "0")


def _skipped(config: pytest.Config) -> list[Any]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return [] if reporter is None else reporter.stats.get("skipped", [])


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run when tests were left out and none may be."""
    if skips_are_failures() and _skipped(session.config) and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say why such a run failed."""
    count = len(_skipped(config))
    if skips_are_failures() and count:
        terminalreporter.write_line(f"BACKPROP_NO_SKIPS is set and {count} tests were skipped: see above", red=True)


# --- no way out of this machine --------------------------------------------------------------------------------------

_LOCAL_NAMES = ("", "localhost", socket.gethostname())
_refused: list[str] = []


class LeavesTheMachine(Exception):
    """A test tried to reach another machine."""


def _is_here(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return name in _LOCAL_NAMES


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse connections, datagrams and name look-ups that leave the machine; Python calls this for every one."""
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""  # a Unix socket's address is a path
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not _is_here(host):
        _refused.append(f"{event} {host}")
        raise LeavesTheMachine(f"tests stay on this machine, and this one asked for {host}")


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Iterator[None]:
    """Fail a test that tried to leave, also where a library caught the refusal."""
    _refused.clear()
    yield
    assert not _refused, f"tests stay on this machine: {', '.join(_refused)}"


# --- a real browser --------------------------------------------------------------------------------------------------


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for the browser, so that `-m "not browser"` leaves them out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return a running browser, driven by playwright; a page of it is closed by the test that opens it."""
    from playwright.sync_api import sync_playwright

    if chromium() is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as driver:
        running = launched(driver)
        yield running
        running.close()
