"""nbgrader's own tests give what they give without our plug-in, but for those that are listed with a reason."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import nbgrader
import pytest

from autograder.course import new_course

from .differences import DIFFERENCES, SAYS

HERE = Path(__file__).parent
TESTS = Path(nbgrader.__file__).parent / "tests"
AT_LEAST = {"api": 150, "preprocessors": 100, "test_validator.py": 20, "apps/test_nbgrader_autograde.py": 40}  # tests
LIMIT = 3000  # seconds for one part; the longest takes about five minutes on two cores


class Outcome(NamedTuple):
    """How a test ended, and what it showed if it failed."""

    ended: str
    shown: str = ""


def started(part, folder, environment, *options):
    """Start nbgrader's tests of ``part`` in a process of their own, which reads no configuration of this project's."""
    folder.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\n")
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(("PYTEST_", "JUPYTER_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by its bare name
    command = [sys.executable, "-m", "pytest", "-c", "pytest.ini", f"--rootdir={TESTS}", str(TESTS / part), *options]
    command += ["-p", "no:cacheprovider", "-p", "no:xdist", "--junitxml=outcomes.xml", "-o", "junit_logging=all"]
    with (folder / "said.txt").open("w") as said:  # a pipe that nobody empties would stop it half way
        return subprocess.Popen(
            command, cwd=folder, env={**inherited, "PATH": path, **environment}, stdout=said, stderr=subprocess.STDOUT
        )


def outcomes(process, folder):
    """Return the outcome of every test, by its name below nbgrader's folder ``tests``."""
    ended = process.wait(timeout=LIMIT)
    assert ended in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), (folder / "said.txt").read_text()
    found = {}
    for case in ET.parse(folder / "outcomes.xml").getroot().iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        shown = "\n".join(each.text or "" for each in case)
        found[name] = Outcome(next((each.tag for each in case if each.tag in _NOT_PASSED), "passed"), shown)
    return found


_NOT_PASSED = ("failure", "error", "skipped")


def both_ways(part, folder):
    """Return the outcomes with stock nbgrader and with our plug-in; the two run side by side."""
    configuration = folder / "configuration"
    configuration.mkdir()
    lines = (new_course(folder / "course").root / "nbgrader_config.py").read_text().splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("c.CourseDirectory."))
    (configuration / "nbgrader_config.py").write_text(text)
    plug_in = {"JUPYTER_CONFIG_PATH": str(configuration), "PYTHONPATH": str(HERE)}
    processes = {
        "stock": started(part, folder / "stock", {}),
        "ours": started(part, folder / "ours", plug_in, "-p", "with_plug_in"),
    }
    try:
        return [outcomes(process, folder / name) for name, process in processes.items()]
    finally:
        for process in processes.values():
            process.kill()
            process.wait()


def counted(found):
    return ", ".join(f"{count} {ended}" for ended, count in Counter(each.ended for each in found.values()).items())


@pytest.mark.slow
@pytest.mark.parametrize("part", AT_LEAST)
def test_what_stock_nbgrader_passes_passes_with_our_plug_in_or_is_listed(part, tmp_path, capsys):
    stock, ours = both_ways(part, tmp_path)
    with capsys.disabled():
        print(f"\n{part}: stock {counted(stock)}; with our plug-in {counted(ours)}")
    assert stock.keys() == ours.keys()
    assert len(stock) >= AT_LEAST[part]
    prefix = part.removesuffix(".py").replace("/", ".")
    differ = {name: ours[name] for name in ours if ours[name].ended != stock[name].ended}
    assert sorted(differ) == sorted(name for name in DIFFERENCES if name.startswith(prefix))
    for name, outcome in differ.items():
        assert SAYS[DIFFERENCES[name]] in outcome.shown, f"{name} differs for another reason:\n{outcome.shown}"
