"""What readers who learn alone download: it runs anywhere, and tells no more than what students of a course get."""

import json
import os
import subprocess
import sys

import nbformat
import pytest

from autograder import bank
from autograder.authoring.downloads import downloaded_files, zipped
from autograder.authoring.public_cases import public_cases_text
from autograder.authoring.source import read
from autograder.bank.cases import secret_cases

from ..book.test_book import bare, holds, solution_bodies
from ..grading.conftest import released_course  # noqa: F401  (a fixture)
from .conftest import ASSIGNMENTS, BOOK, HERE

STUDENT = HERE.parents[1] / ".venv-student/bin/python"
CALLED = ("function", "class", "initialiser", "plot")
WHERE = "import autograder\nprint(autograder.__file__)"


def source_of(assignment):
    return BOOK / "exercises" / f"{assignment}.md"


@pytest.fixture(scope="module")
def downloads():
    """The files of every download, by assignment."""
    return {assignment: downloaded_files(source_of(assignment)) for assignment in ASSIGNMENTS}


@pytest.mark.slow
def test_a_download_holds_what_a_release_holds(released_course, downloads):
    files, folder = downloads["softmax"], released_course.root / "release/softmax"
    given = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    wanted, got = (nbformat.reads(text.pop("softmax.ipynb"), 4).cells for text in (given, dict(files)))
    assert [(cell.cell_type, cell.source) for cell in got] == [(cell.cell_type, cell.source) for cell in wanted]
    assert given.items() <= files.items()


def test_a_download_holds_no_solution(downloads):
    bodies = solution_bodies()
    texts = {(a, name): bare(text) for a, files in downloads.items() for name, text in files.items()}
    assert [(where, name) for where, text in texts.items() for name in bodies if holds(text, bodies[name])] == []


def test_a_solution_would_be_found_in_a_download():
    (cell,) = [cell for cell in read(source_of("softmax")).cells if cell.grade_id == "softmax"]
    assert holds(bare(json.dumps(cell.source)), solution_bodies()["softmax.softmax"])


def kept_back(shown, exercises):
    """Return the exercises of which a file of public cases shows a case that is not public."""
    public = {each.name: {rung.name for rung in each.ladder if rung.public} for each in exercises if each.ladder}
    entries = json.loads(shown)["exercises"]
    return [name for name in public if {case["rung"] for case in entries[name]["cases"]} - public[name]]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_download_holds_no_case_that_is_not_public(downloads, assignment):
    assert kept_back(downloads[assignment]["public_cases.json"], bank.chapter(assignment)) == []


def test_a_case_that_is_not_public_would_be_found(monkeypatch):
    every_case = lambda exercise, upstream: secret_cases(exercise, b"public", upstream)  # noqa: E731 - one line is enough
    monkeypatch.setattr("autograder.authoring.public_cases.public_cases", every_case)
    exercises = {exercise.name: exercise for exercise in bank.chapter("softmax")}
    shown = public_cases_text("softmax", exercises, dict.fromkeys(exercises, 1.0))
    assert "softmax" in kept_back(shown, exercises.values())


def test_the_same_content_gives_the_same_bytes(downloads):
    again = zipped("softmax", downloaded_files(source_of("softmax")))
    assert zipped("softmax", dict(reversed(downloads["softmax"].items()))) == again


@pytest.mark.parametrize(
    "assignment", [each if each == "softmax" else pytest.param(each, marks=pytest.mark.slow) for each in ASSIGNMENTS]
)
def test_a_download_runs_where_it_is_unpacked_and_check_finds_right_answers_right(downloads, tmp_path, assignment):
    unpack(downloads[assignment], tmp_path)
    notebook = nbformat.read(tmp_path / f"{assignment}.ipynb", 4)
    answers = {cell.grade_id: cell.source for cell in read(source_of(assignment)).cells if cell.solution}
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    notebook.cells.append(nbformat.v4.new_code_cell(WHERE))
    said = run(notebook, tmp_path)
    called = [exercise.name for exercise in bank.chapter(assignment) if exercise.kind in CALLED]
    assert called
    assert {name: said[f"test_{name}"] for name in called if f"{name}: right on all" not in said[f"test_{name}"]} == {}
    assert said[notebook.cells[-1].id].startswith(str(tmp_path))


def test_an_untouched_download_is_told_what_is_missing(downloads, tmp_path):
    unpack(downloads["sigmoid"], tmp_path)
    said = run(nbformat.read(tmp_path / "sigmoid.ipynb", 4), tmp_path)
    assert "not written yet" in said["test_sigmoid"]
    assert "Traceback" not in said["test_sigmoid"]


def unpack(files, folder):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def run(notebook, folder):
    """Run a notebook in its folder, as a student's Jupyter does; return what each code cell says, by the cell's id."""
    python = str(STUDENT) if STUDENT.exists() else sys.executable
    nbformat.write(notebook, folder / "mine.ipynb")
    done = subprocess.run(
        [python, "-m", "nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--inplace", "mine.ipynb"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    cells = nbformat.read(folder / "mine.ipynb", 4).cells
    return {cell.id: "".join(map(text_of, cell.outputs)) for cell in cells if cell.cell_type == "code"}


def text_of(output):
    return output.get("text") or "\n".join(output.get("traceback", ()))
