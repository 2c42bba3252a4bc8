"""After an erratum: a corrected text and corrected cases are released, and a dry run says whose score would move."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.grading.driver import grade

from .conftest import hand_in
from .test_doors import rows

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def corrected(tmp_path):
    """A copy of the checkout in which an exercise's text and the worth of one of its rungs are corrected."""
    copy = tmp_path / "corrected"
    for folder in ("autograder", "solutions", "book"):
        shutil.copytree(CHECKOUT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    edit(
        copy / "autograder/bank/chapters/softmax/probabilities.py",
        "centre=1000.0), share=0.25",
        "centre=1000.0), share=0.5",
    )
    edit(
        copy / "book/exercises/softmax.md",
        "Write softmax for a table of scores",
        "Write the softmax of a table of scores",
    )
    return copy


def edit(path, before, after):
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def autograder(checkout, course, *arguments):
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "autograder", *arguments, "--course", str(course.root)]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)


def test_a_corrected_release_and_a_dry_run_show_whose_score_would_move(course, corrected):
    hand_in(course, "softmax", "right", "wrong-softmax-1", "wrong-softmax-3")
    grade(course, "softmax")
    before = rows(course)
    released = autograder(corrected, course, "release", "softmax")
    assert released.returncode == 0, released.stderr
    assert "Write the softmax of" in (course.root / "release/softmax/softmax.ipynb").read_text()
    dry = autograder(corrected, course, "grade", "softmax", "--dry-run")
    moved = [line.strip() for line in dry.stdout.splitlines() if "->" in line]
    why = "the release was corrected; the exercise softmax was changed"
    assert moved == [f"wrong-softmax-3, test_softmax: 2 -> 1 ({why})"], dry.stdout + dry.stderr
    assert rows(course) == before
