"""The author's guide says what is there: files, commands, claims.  Its code is included from the files themselves."""

import re
from pathlib import Path

import pytest

from autograder.cli import commands

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "book/authors_guide.md").read_text("utf-8")
PROVERS = ("proof", "words")
FOLDERS = ("book/", "solutions/", "autograder/", "tests/")


def claims() -> list[str]:
    """Return the claims in the first column of the table."""
    table = GUIDE.partition("| Claim |")[2].partition("\n\n")[0]
    return re.findall(r"^\| ([a-z][^|]+) \|", table, re.MULTILINE)


@pytest.mark.parametrize("claim", claims())
def test_a_claim_is_told_in_the_words_of_the_proof(claim):
    assert f'"{claim}"' in "".join((ROOT / f"autograder/bank/{name}.py").read_text("utf-8") for name in PROVERS)


def test_there_are_claims():
    assert len(claims()) > 10


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w./]+/[\w./]*)`", GUIDE))))
def test_a_file_that_the_guide_names_exists(path):
    assert path.startswith(FOLDERS)
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"python -m autograder (\S+)", GUIDE))))
def test_a_command_that_the_guide_names_exists(name):
    assert name in commands.commands


def test_no_code_of_the_project_is_typed_into_the_guide():
    fences = re.findall(r"^`{3,}\{?([\w-]*)", GUIDE, re.MULTILINE)
    assert set(fences) == {"literalinclude", "console", ""}
