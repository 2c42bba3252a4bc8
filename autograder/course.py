"""The course directory: nbgrader's folders and gradebook, our manifests, and the course secret.

It lies outside the checkout, since a gradebook must not be where ``git clean`` can reach it.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import manifest
from .errors import CourseError
from .manifest import Manifest

SECRET_FILE = "course_secret"
FOLDERS = ("source", "release", "submitted", "autograded", "feedback", "manifests")

_CONFIG = '''"""nbgrader's configuration of this course.

Grading fails closed: where the package `autograder` cannot be imported, nbgrader is told of preprocessors that do not
exist, and refuses to grade.  (An error that left this file would be worse: nbgrader reports it, forgets all that the
file has said, and runs students' code with no protection.)
"""

import sys

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = {course_id!r}
c.CourseDirectory.root = {root!r}
c.Autograde.sanitize_preprocessors = ["autograder.is_not_installed.Refuse"]
c.Autograde.autograde_preprocessors = ["autograder.is_not_installed.Refuse"]

try:
    from autograder.grading.plugin import configure

    configure(c)
except BaseException as error:
    print(f"The package `autograder` cannot be used, so grading is refused: {{error!r}}", file=sys.stderr)
'''

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,99}")


@dataclass(frozen=True)
class Course:
    """A course directory.

    Parameters
    ----------
    root : Path
        The folder that holds ``nbgrader_config.py``.
    """

    root: Path

    @property
    def db_url(self) -> str:
        """The gradebook's address, as nbgrader writes it."""
        return f"sqlite:///{self.root / 'gradebook.db'}"

    @property
    def course_id(self) -> str:
        """The course's name: its folder's."""
        return self.root.name

    def secret(self) -> bytes:
        """Return the course secret, from which the secret cases are drawn."""
        try:
            return bytes.fromhex((self.root / SECRET_FILE).read_text().strip())
        except FileNotFoundError:
            raise CourseError(
                "the course secret is missing",
                "restore it from a backup: without it, verdicts cannot be repeated",
                file=str(self.root / SECRET_FILE),
            ) from None

    def secret_hash(self) -> str:
        """Return what a receipt says of the secret."""
        return hashlib.sha256(b"receipt/" + self.secret()).hexdigest()

    def manifest_path(self, assignment: str) -> Path:
        """Return where the manifest of ``assignment`` lies."""
        return self.root / "manifests" / f"{assignment}.json"

    def manifest(self, assignment: str) -> Manifest:
        """Return the manifest of a released assignment."""
        return manifest.load(self.manifest_path(assignment))

    def released(self) -> list[str]:
        """Return the names of the released assignments."""
        return sorted(path.stem for path in (self.root / "manifests").glob("*.json"))

    def submitted(self, assignment: str) -> Iterator[tuple[str, Path]]:
        """Yield (student id, folder) of every submission of ``assignment``, in the order of the ids."""
        for folder in sorted((self.root / "submitted").glob("*")):
            if _ID.fullmatch(folder.name) and not folder.is_symlink() and (folder / assignment).is_dir():
                yield folder.name, folder / assignment

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Return the folder of one student's assignment in ``step`` (submitted, autograded or feedback)."""
        if not _ID.fullmatch(student):
            raise CourseError(f"{student!r} is not a student id", "use letters, digits and . _ @ - only")
        return self.root / step / student / assignment


def open_course(directory: Path | None = None) -> Course:
    """Return the course in ``directory``, in ``AUTOGRADER_COURSE``, or in the working directory, in this order."""
    root = Path(directory or os.environ.get("AUTOGRADER_COURSE") or Path.cwd()).resolve()
    if not (root / "nbgrader_config.py").is_file() or not (root / "manifests").is_dir():
        raise CourseError(
            f"{root} is not a course directory",
            "make one with: python -m autograder new-course DIR, then name it with --course DIR or AUTOGRADER_COURSE",
        )
    return Course(root)


def new_course(directory: Path) -> Course:
    """Make a course directory, or complete one; what exists is left as it is."""
    root = directory.resolve()
    if root.exists() and any(root.iterdir()) and not (root / "nbgrader_config.py").exists():
        raise CourseError(f"{root} is not empty and is not a course", "choose a new folder")
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    root.chmod(0o700)
    for folder in FOLDERS:
        (root / folder).mkdir(exist_ok=True)
    _write_once(root / SECRET_FILE, secrets.token_hex(32) + "\n")
    _write_once(root / "nbgrader_config.py", _CONFIG.format(course_id=root.name, root=str(root)))
    return Course(root)


def _write_once(path: Path, text: str) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
