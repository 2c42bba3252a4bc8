"""An assignment as one file for readers who learn alone: unpacked, it runs in any Jupyter, and `check` answers.

It holds what students of a course get (the notebook with blanks, the public cases, the data files) and beside it the
students' side of this package, so that nothing of ours has to be installed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import autograder
from autograder import bank
from autograder.student.assignment import FILE as PUBLIC_CASES

from .notebook import draft, source_files
from .source import FindExercise, read

_PACKAGE = Path(autograder.__file__).parent
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows: the same content gives the same bytes
HOW_TO = """\
{name}: exercises of Backprop by Hand

1. In this folder, once: python -m pip install jupyterlab matplotlib numpy
2. jupyter lab {name}.ipynb

Keep the other files beside the notebook: its cells called check(...) read them.
"""


def downloaded_files(path: Path, find: FindExercise = bank.find) -> dict[str, str]:
    """Return the text of each file of the download of the assignment in ``path``, by its name.

    Raises
    ------
    AuthoringError
        When the source breaks a rule of authoring.
    """
    content = read(path, find=find)
    files = source_files(content)
    return {
        f"{content.name}.ipynb": draft(content),  # in place of the one with solutions
        PUBLIC_CASES: files[PUBLIC_CASES],
        **content.files,
        "how_to_start.txt": HOW_TO.format(name=content.name),
        **_students_side(),
    }


def zipped(name: str, files: Mapping[str, str]) -> bytes:
    """Return a zip archive of the files in a folder called ``name``; the same bytes for the same files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{name}/{file}", _LONG_AGO)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, text)
    return target.getvalue()


def _students_side() -> dict[str, str]:
    sources = [_PACKAGE / "__init__.py", *sorted((_PACKAGE / "student").glob("*.py"))]
    return {f"autograder/{file.relative_to(_PACKAGE).as_posix()}": file.read_text("utf-8") for file in sources}
