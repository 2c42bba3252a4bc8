"""The pages for instructors: commands exist, the first hour goes as it says, attacks are the corpus."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from autograder.cli import commands
from autograder.course import new_course
from tests.attacks.corpus import RECIPES

BOOK = Path(__file__).resolve().parents[2] / "book"
PAGE = (BOOK / "for_instructors.md").read_text("utf-8")
MARK_PAGE = (BOOK / "what_a_mark_rests_on.md").read_text("utf-8")
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


def rows(table: str) -> list[list[str]]:
    """Return the cells of a Markdown table's rows, without its head."""
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return lines[1:]


def test_the_tables_of_attacks_name_the_whole_corpus_and_add_up():
    counted, named = map(rows, MARK_PAGE.partition("(attacks-compared)=")[2].split("<details>")[:2])
    assert {name: door for name, door, *_ in named} == {
        recipe.name.replace("-", " "): recipe.door.value for recipe in RECIPES
    }
    *kinds, whole = [(kind.strip("*"), *map(int, counts)) for kind, *counts in counted]
    assert {kind: count for kind, count, *_ in kinds} == Counter(recipe.kind.value for recipe in RECIPES)
    assert whole[1:] == tuple(map(sum, zip(*(counts for _, *counts in kinds), strict=True)))
    tried = [there for *_, there, _ in named if there != "not tried"]
    here = [breach for *_, breach in named if breach != "nothing"]
    assert whole[1:] == (len(RECIPES), len(tried), sum(breach != "nothing" for breach in tried), len(here))
