"""Who grades is told what holds students' code, and each receipt keeps it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook

from autograder.cli import commands
from autograder.grading.profiles import PROFILES, WARNING
from autograder.grading.records import receipt

from .conftest import hand_in


@pytest.fixture
def handed_in(course):
    hand_in(course, "softmax", "right")
    return course


def graded(course, *options: str):
    return CliRunner().invoke(commands, ["grade", "softmax", "--course", str(course.root), *options])


def profile_on_record(course) -> str:
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return str(receipt(gradebook.db(), "softmax", "right")["profile"])


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_is_told_and_stands_in_the_receipt(handed_in, profile):
    done = graded(handed_in, "--sandbox", profile)
    assert done.exit_code == 0, done.output
    assert profile_on_record(handed_in) == profile
    assert ("sandbox: lite" in done.stdout) == (profile == "lite")
    assert (WARNING in done.stderr) == (f"sandbox: NONE. {WARNING}" in done.stdout) == (profile == "none")


def test_the_best_profile_of_the_machine_is_taken_without_a_word(handed_in):
    done = graded(handed_in)
    assert done.exit_code == 0, done.output
    assert profile_on_record(handed_in) == "full"
    assert "sandbox" not in done.output
