"""The browser of tests, benchmarks and pictures: the system's Chromium, driven by playwright."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_IS_LOADED = "() => document.readyState === 'complete'"
_IS_TYPESET = "() => window.MathJax?.startup?.promise?.then(() => true) ?? true"

NO_CHROMIUM = "no Chromium: install Debian's package `chromium`, or name one in the environment variable CHROMIUM"


def chromium() -> str | None:
    """Return the path of the browser that CHROMIUM names, or of the first that is installed; None without one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


def launched(driver: Playwright) -> Browser:
    """Start the browser, without a window and without traffic of its own.

    Raises
    ------
    FileNotFoundError
        There is none; the message says the cure.
    """
    path = chromium()
    if path is None:
        raise FileNotFoundError(NO_CHROMIUM)
    return driver.chromium.launch(executable_path=path, args=list(_ARGUMENTS))


def wait_until_typeset(page: Page) -> None:
    """Wait until MathJax has set all formulas of an opened page.

    MathJax makes its promise when its script has run, which is after the page was read: on a slow machine an idle
    network says nothing of that.
    """
    page.wait_for_function(_IS_LOADED)
    page.evaluate(_IS_TYPESET)
