"""Whatever dies, fills up or locks while a class is graded: the same command afterwards makes it all good."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import hand_in

MACHINE = Path(__file__).with_name("faulty_machine.py")
PUPILS = ("right", "wrong-softmax-1", "raises", "invalid-json")
FEW, MANY = 6, 200


def moments(course, scratch, seed, count):
    """Disturb gradings of ``course`` at ``count`` moments; return what the machine prints of each."""
    scratch.mkdir()
    command = [sys.executable, str(MACHINE), str(course.root), str(scratch), str(seed), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    undisturbed, *found = map(json.loads, done.stdout.splitlines())
    assert undisturbed["marks"] > 0
    return found


@pytest.mark.parametrize(("seed", "count"), [(1, FEW), pytest.param(2, MANY, marks=pytest.mark.slow)])
def test_after_a_fault_the_same_command_gives_what_an_undisturbed_run_gives(course, tmp_path, seed, count):
    hand_in(course, "softmax", *PUPILS)
    found = moments(course, tmp_path / "disk", seed, count)
    assert len(found) == count
    assert [each for each in found if each["differs"] or each["left"] or each["again"] != 0] == []
    assert any(each["exit"] != 0 for each in found), "no fault was felt"
