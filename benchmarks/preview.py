"""How soon an author sees what they have saved.

    python benchmarks/preview.py [--exercise softmax] [--saves 10]

Runs the preview on a copy of the checkout, opens it in Chromium, and changes the exercise's heading again and again.
*Start* is the time from the command to the first page, *save* from the end of writing the file to the heading that the
browser shows, *proof* from there to the proof's result.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from autograder.browser import launched

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300_000  # ms


def main() -> None:
    """Measure, and print seconds."""
    options = argparse.ArgumentParser(description="How soon an author sees what they have saved.")
    options.add_argument("--exercise", default="softmax")
    options.add_argument("--saves", type=int, default=10)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for part in ("autograder", "solutions", "book/exercises"):
            shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
        measure(tree, chosen.exercise, chosen.saves)


def measure(tree: Path, exercise: str, saves: int) -> None:
    """Start a preview in ``tree``, save, look, and end it."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "autograder", "preview", exercise, "--no-browser"]
    environment = os.environ | {"PYTHONPATH": str(tree)}
    running = subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    try:
        address = running.stdout.readline().split()[4]
        with sync_playwright() as driver:
            browser = launched(driver)
            tab = browser.new_page()
            tab.goto(address)
            tab.locator("#release").wait_for(timeout=PATIENCE)
            print(f"start  {time.perf_counter() - began:.2f} s")
            _report([_save(tab, tree, exercise, i) for i in range(saves)])
            browser.close()
    finally:
        running.kill()
        running.communicate()


def _save(tab: Any, tree: Path, exercise: str, number: int) -> tuple[float, float]:
    """Wait for the proof, save another heading, and return the seconds to its page and to its proof."""
    tab.locator(".badge.holds, .badge.fails").wait_for(timeout=PATIENCE)
    path = next(
        each for each in (tree / "book/exercises").glob("*.md") if f"id: {exercise}," in each.read_text("utf-8")
    )
    heading = f"## Saved {number}\n\n"
    text = path.read_text("utf-8")
    mark = text.index("\n\n", text.index(f'"about_{exercise}"')) + 2
    changed = text[:mark] + heading + text[mark:].removeprefix(f"## Saved {number - 1}\n\n")
    path.write_text(changed, "utf-8")
    saved = time.perf_counter()
    tab.get_by_role("heading", name=f"Saved {number}", exact=True).wait_for(timeout=PATIENCE)
    seen = time.perf_counter()
    tab.locator(".badge.holds, .badge.fails").wait_for(timeout=PATIENCE)
    return seen - saved, time.perf_counter() - seen


def _report(times: list[tuple[float, float]]) -> None:
    for name, each in zip(("save", "proof"), zip(*times, strict=True), strict=True):
        print(f"{name:6} {statistics.median(each):.2f} s (median of {len(each)}), {max(each):.2f} s at most")


if __name__ == "__main__":
    main()
