"""The page on running the course: its commands exist, and its first hour goes as it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli import commands
from autograder.course import new_course

PAGE = (Path(__file__).resolve().parents[2] / "book/for_instructors.md").read_text("utf-8")
TYPED = re.findall(r"^\$ (.+)$", PAGE, re.MULTILINE)
OURS = [line.removeprefix("python -m autograder ") for line in TYPED if line.startswith("python -m autograder ")]


@pytest.mark.parametrize("line", sorted(set(OURS)))
def test_a_command_of_the_page_exists_with_its_options(line):
    name, *words = line.split()
    options = {option for parameter in commands.commands[name].params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.slow
def test_the_first_hour_goes_as_the_page_says(tmp_path):
    course = new_course(tmp_path / "nn-2026")
    hour = PAGE.partition("Now play both parts")[2].partition("(instructors-term)=")[0]
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for line in re.findall(r"^\$ (.+)$", hour, re.MULTILINE):
        done = subprocess.run(line, shell=True, cwd=course.root, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    page = (course.root / "feedback/me/softmax/softmax.html").read_text("utf-8")
    assert "not answered" in page.lower()
