"""What exceeds a limit costs its own exercise alone, and the student is told which limit it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from traitlets.config import Config

from autograder import bank
from autograder.errors import CourseError, GraderError
from autograder.grading.grader import Graded, Grader
from autograder.grading.intake import Submission
from autograder.grading.profiles import FULL, LITE
from autograder.grading.settings import limits_of, sandbox_of
from autograder.limits import Limits
from autograder.student.assignment import FILE as PUBLIC_CASES

from .conftest import classroom

SMALL = Limits(
    cell_seconds=2, call_seconds=2, cpu_seconds=60, disk_bytes=4 << 20, file_bytes=2 << 20, output_bytes=1 << 20
)
GUILTY = "softmax_jvp"  # no other exercise of its notebook calls it
# what a student writes into the body of a function, or in its place, and what feedback then says
IN_THE_CALL = {
    "while True: pass": "the call took longer than 2 seconds",
    "return bytearray(2 << 30)": "the call used more than 1 GB of memory",
}
IN_THE_CELL = {
    "while True: pass": "This cell took longer than 2 seconds and was stopped",
    "hold = bytearray(2 << 30)": "Your cell used more than 1 GB of memory in line 1",
    "import threading\nfor _ in range(400): threading.Thread(target=threading.Event().wait, daemon=True).start()": (
        "Your cell started more than 8 processes in line 2"
    ),
    "open('large', 'wb').write(bytes(3 << 20))": "Your cell wrote a file of more than 2 MB in line 1",
}


def notebook(course, **sources: str) -> Submission:
    """Return the right answers to the assignment softmax, with some solution cells replaced."""
    (right,) = (pupil for pupil in classroom(course, "softmax").pupils() if pupil.id == "right")
    content = json.loads(right.content)
    for cell in content["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in sources:
            cell["source"] = sources.pop(name)
    assert not sources
    return Submission(json.dumps(content).encode(), "softmax.ipynb")


def data(course) -> dict[str, bytes]:
    """Return the data files of the assignment softmax: the answers by hand look up their numbers there."""
    return {PUBLIC_CASES: (course.root / "source" / "softmax" / PUBLIC_CASES).read_bytes()}


@pytest.fixture(scope="module", params=[FULL, LITE])
def grader(request, released_course):
    manifest = released_course.manifest("softmax")
    with Grader(manifest, released_course.secret(), data(released_course), SMALL, request.param) as grader:
        yield grader


def alone(graded: Graded) -> str:
    """Return what feedback says of the guilty exercise; every other exercise has full marks, or waits for a person."""
    lost = {verdict.grade_id for verdict in graded.verdicts if verdict.score is not None and not verdict.score}
    assert lost == {f"test_{GUILTY}"}, lost
    assert all(verdict.score in (None, 0.0, verdict.max_score) for verdict in graded.verdicts)
    return graded.comments[GUILTY]


@pytest.mark.parametrize("body", IN_THE_CALL)
def test_a_call_that_exceeds_a_limit_costs_its_exercise_alone_and_says_which(grader, released_course, body):
    handed_in = notebook(released_course, softmax_jvp=f"def softmax_jvp(scores, direction):\n    {body}\n")
    assert IN_THE_CALL[body] in alone(grader.grade("right", handed_in))


@pytest.mark.parametrize("line", IN_THE_CELL)
def test_a_cell_that_exceeds_a_limit_costs_its_exercise_alone_and_says_which(grader, released_course, line):
    assert IN_THE_CELL[line] in alone(grader.grade("right", notebook(released_course, softmax_jvp=line)))


def test_a_full_disk_is_named(grader, released_course):
    flood = "for n in range(90): open(str(n), 'wb').write(bytes(1 << 20))"
    text = alone(grader.grade("right", notebook(released_course, softmax_jvp=flood + "\nwhile True: pass")))
    assert "wrote more than 4 MB" in text


def test_who_prints_too_much_loses_nothing_but_the_rest_of_the_print(grader, released_course):
    before = "print('x' * (2 << 20))\n" + source_of(released_course, GUILTY)
    graded = grader.grade("right", notebook(released_course, softmax_jvp=before))
    assert all(verdict.score in (None, verdict.max_score) for verdict in graded.verdicts)
    assert "this cell printed more than 1 MB" in graded.notebook


def source_of(course, name: str) -> str:
    """Return the right pupil's cell ``name``."""
    cells = json.loads(notebook(course).notebook)["cells"]
    source = next(cell["source"] for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)
    return source if isinstance(source, str) else "".join(source)


def test_processor_time_is_named(released_course):
    manifest = released_course.manifest("softmax")
    limits = replace(SMALL, cpu_seconds=3, cell_seconds=60)
    with Grader(manifest, released_course.secret(), data(released_course), limits) as grader:
        text = alone(grader.grade("right", notebook(released_course, softmax_jvp="while True: pass")))
    assert "used more than 3 seconds of processor time" in text


def test_an_exercise_may_have_more_time_than_the_course_gives(released_course, monkeypatch):
    slow = "import time\nend = time.process_time() + 0.8\nwhile time.process_time() < end: pass\n"
    handed_in = notebook(released_course, softmax_jvp=slow + source_of(released_course, GUILTY))
    manifest, find = released_course.manifest("softmax"), bank.find
    limits = replace(SMALL, cell_seconds=0.5)
    with Grader(manifest, released_course.secret(), data(released_course), limits) as grader:
        assert "took longer than 0.5 seconds" in alone(grader.grade("right", handed_in))

    def with_time(name):
        return replace(find(name), limits={"cell_seconds": 60})

    monkeypatch.setattr(bank, "find", with_time)
    with Grader(manifest, released_course.secret(), data(released_course), limits) as grader:
        assert all(verdict.score in (None, verdict.max_score) for verdict in grader.grade("right", handed_in).verdicts)


# --- where limits come from ------------------------------------------------------------------------------------------


def test_times_are_an_exercises_own_and_the_rest_is_the_largest_of_its_notebook():
    course = Limits(call_seconds=4, memory_bytes=1 << 30)
    slow, big = {"call_seconds": 20}, {"memory_bytes": 2 << 30}
    assert course.for_exercise(slow).call_seconds == 20 and course.for_exercise(big) == course
    notebooks = course.for_notebook([slow, big])
    assert (notebooks.call_seconds, notebooks.memory_bytes) == (4, 2 << 30)


@pytest.mark.parametrize("changes", [
    {"cal_seconds": 3}, {"call_seconds": 0}, {"call_seconds": "4"},
    {"memory_bytes": 1.5}, {"cpu_seconds": True}, {"call_seconds": float("nan")},
])  # fmt: skip
def test_a_limit_that_cannot_be_meant_is_refused(changes):
    with pytest.raises(GraderError, match=next(iter(changes))):
        Limits().changed(changes, "nbgrader_config.py")


def test_a_course_sets_its_sandbox_and_limits_in_its_configuration():
    config = Config({"TrustedAutograde": {"sandbox": "lite", "limits": {"call_seconds": 8}}})
    assert sandbox_of(config) == LITE and limits_of(config) == Limits(call_seconds=8)
    assert sandbox_of(Config()) == "auto" and limits_of(Config()) == Limits()
    with pytest.raises(CourseError, match="choose from: auto, full, lite, none"):
        sandbox_of(Config({"TrustedAutograde": {"sandbox": "strong"}}))
    with pytest.raises(CourseError, match="no dict"):
        limits_of(Config({"TrustedAutograde": {"limits": [4]}}))


@pytest.mark.parametrize(("name", "words"), [
    ("call_seconds", "took longer than 4 seconds"), ("memory_bytes", "used more than 1 GB of memory"),
    ("output_bytes", "printed more than 1 MB"), ("disk_bytes", "wrote more than 64 MB"),
    ("cpu_seconds", "used more than 120 seconds of processor time"), ("processes", "started more than 8 processes"),
])  # fmt: skip
def test_a_limit_is_named_in_plain_words(name, words):
    assert Limits().exceeded(name) == words
