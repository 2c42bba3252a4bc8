"""Show each exercise in the book as students receive it.

``book/exercises/NAME.md`` is the one source of an exercise: it names its solutions. Before Sphinx reads such a page,
its text is replaced by the release of that exercise, so no solution reaches a page, the search index, the pickled
document trees or the cache of executed notebooks.
"""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = "book/exercises/"
SOLUTION_IMPORT = re.compile(r"^\s*(?:from|import)\s+solutions\.(\w+)", re.MULTILINE)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the hook with Sphinx."""
    app.connect("source-read", show_the_release)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def show_the_release(app: Sphinx, docname: str, source: list[str]) -> None:
    """Replace the text of an exercise's page by its release."""
    if not docname.startswith(EXERCISES):
        return
    path = Path(app.env.doc2path(docname))
    for dependency in files_behind(path, source[0]):
        app.env.note_dependency(str(dependency))
    source[0] = release_of(path, source[0])


def release_of(path: Path, text: str) -> str:
    """Return the released text of the exercise in ``path``; report a broken exercise as an error of the build."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    errors = importlib.import_module("autograder.errors")
    pages = importlib.import_module("autograder.authoring.pages")
    try:
        released: str = pages.exercise_page(path, text)
    except errors.GraderError as error:
        where = error.file or path.relative_to(ROOT).as_posix()
        cell = f"\n  cell:  {error.cell}" if error.cell else ""
        message = (
            f"An exercise cannot be released.\n  file:  {where}{cell}\n  cause: {error.cause}\n  cure:  {error.cure}"
        )
        raise ExtensionError(message) from None
    return released


def files_behind(path: Path, text: str) -> list[Path]:
    """Return the files whose change must rebuild the page: its solutions, its bank and the code that releases it."""
    solutions = [ROOT / f"solutions/{name}.py" for name in sorted({path.stem, *SOLUTION_IMPORT.findall(text)})]
    bank = sorted(ROOT.glob(f"autograder/bank/chapters/{path.stem}/*.py"))
    authoring = sorted(ROOT.glob("autograder/authoring/*.py"))
    return [file for file in (*solutions, *bank, *authoring) if file.exists()]
