"""Releases an assignment: source notebook, public cases, nbgrader's own release, manifest."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.apps.api import NbGraderAPI

from autograder import bank
from autograder.bank.fingerprint import fingerprint
from autograder.course import Course, open_course
from autograder.errors import AuthoringError, CourseError
from autograder.grading.course_config import find_alembic, load_config
from autograder.manifest import Cell, ExerciseEntry, Manifest
from autograder.student.assignment import FILE as PUBLIC_CASES

from .frozen import require_frozen
from .notebook import released_text, source_files
from .source import Assignment, FindExercise, SourceCell, read

_REASON = re.compile(r"^ *([\w.]*(?:Error|Exception): .+)", re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """What a release gave: the manifest, and whether anything had changed since the last one."""

    manifest: Manifest
    changed: bool


def release(course_root: Path, assignment: str, book: Path, find: FindExercise = bank.find) -> Release:
    """Release ``assignment`` into the course, from ``book/exercises/ASSIGNMENT.md``.

    Raises
    ------
    AuthoringError
        When the source breaks a rule of authoring, or the release would show a solution.
    CourseError
        When there are submissions already and ids, points, kinds or order would change.
    """
    course = open_course(course_root)
    path = book / "exercises" / f"{assignment}.md"
    if not path.is_file():
        raise CourseError(f"there is no exercise {assignment!r}", f"write it as {path}, or check the name")
    content = read(path, find=find)
    files = source_files(content)
    manifest = manifest_of(content, files)
    if _is_current(course, content, manifest, files):
        return Release(manifest, changed=False)
    require_frozen(course, manifest)
    with _undone_on_failure(course, assignment):
        _write(course.root / "source" / assignment, files)
        _generate(course, assignment)
        _check_release(course, content, files)
        _write(course.root / "manifests", {f"{assignment}.json": manifest.dumps()})
    return Release(manifest, changed=True)


# --- nbgrader's release ----------------------------------------------------------------------------------------------


def _generate(course: Course, assignment: str) -> None:
    find_alembic()
    done = NbGraderAPI(config=load_config(course)).generate_assignment(assignment, force=True, create=True)
    if not done["success"]:
        # nbgrader's log has the cause; its error says "see above"
        said = _REASON.findall(f"{done.get('log')}\n{done.get('error')}")
        raise CourseError(
            f"nbgrader could not generate the release: {said[0] if said else 'it does not say why'}",
            f"run `nbgrader generate_assignment {assignment} --force` in {course.root} to see more",
        )


def _check_release(course: Course, content: Assignment, files: Mapping[str, str]) -> None:
    """Read back what nbgrader made: it must be what the manifest says, with no line of a solution in it."""
    folder = course.root / "release" / content.name
    path = folder / f"{content.name}.ipynb"
    cells = nbformat.read(path, 4).cells
    released = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in cells}
    for cell in content.cells:
        if cell.role is not None and released.get(cell.grade_id) != released_text(cell):
            raise AuthoringError(
                "nbgrader's release differs from what the manifest promises",
                "look for markers such as BEGIN SOLUTION in the text",
                file=str(path),
                cell=cell.grade_id,
            )
    _check_secrets(
        content, {path: "\n".join(cell.source for cell in cells), folder / PUBLIC_CASES: files[PUBLIC_CASES]}
    )


def _check_secrets(content: Assignment, shown: Mapping[Path, str]) -> None:
    lines = [line for cell in content.cells if cell.solution for line in cell.solution.secret_lines]
    for path, text in shown.items():
        for line in lines:
            if line in text or json.dumps(line, ensure_ascii=False)[1:-1] in text:
                raise AuthoringError(f"the release shows a line of a solution: {line}", "reword it", file=str(path))


# --- the manifest ---------------------------------------------------------------------------------------------------


def manifest_of(content: Assignment, files: Mapping[str, str]) -> Manifest:
    """Return what a release of ``content`` with the source ``files`` promises."""
    points = {cell.exercise.name: cell.points for cell in content.cells if cell.exercise and cell.points}
    return Manifest(
        assignment=content.name,
        cells=tuple(_manifest_cell(cell) for cell in content.cells if cell.role is not None),
        exercises={
            name: ExerciseEntry(exercise.kind, points[name], exercise.uses, fingerprint(exercise))
            for name, exercise in content.exercises.items()
        },
        files={name: hashlib.sha256(files[name].encode()).hexdigest() for name in (PUBLIC_CASES, *content.files)},
    )


def _manifest_cell(cell: SourceCell) -> Cell:
    assert cell.role is not None
    exercise = cell.exercise.name if cell.exercise else ""
    return Cell(cell.grade_id, cell.role, cell.cell_type, released_text(cell), cell.points, exercise)


# --- files ----------------------------------------------------------------------------------------------------------


def _is_current(course: Course, content: Assignment, manifest: Manifest, files: Mapping[str, str]) -> bool:
    """Return whether a release would write nothing new; one that was damaged since is written again."""
    name = manifest.assignment
    wanted = {course.root / "source" / name / file: text for file, text in files.items()}
    wanted |= {course.root / "release" / name / file: files[file] for file in manifest.files}
    wanted[course.manifest_path(name)] = manifest.dumps()
    try:
        if any(path.read_text(encoding="utf-8") != text for path, text in wanted.items()):
            return False
        _check_release(course, content, files)
    except (
        OSError,
        ValueError,
        AttributeError,
        nbformat.ValidationError,
        AuthoringError,
    ):  # missing, unreadable, changed
        return False
    return True


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f".{path.name}.new")
        scratch.write_text(text, encoding="utf-8")
        os.replace(scratch, path)


@contextmanager
def _undone_on_failure(course: Course, assignment: str) -> Iterator[None]:
    """Put source and release back as they were if anything fails."""
    folders = [course.root / step / assignment for step in ("source", "release")]
    with tempfile.TemporaryDirectory(dir=course.root, prefix=".undo-") as scratch:
        kept = {folder: Path(scratch) / folder.parent.name for folder in folders if folder.exists()}
        for folder, copy in kept.items():
            shutil.copytree(folder, copy)
        try:
            yield
        except BaseException:
            for folder in folders:
                shutil.rmtree(folder, ignore_errors=True)
                if folder in kept:
                    shutil.copytree(kept[folder], folder)
            raise
