"""The data files of an assignment: declared in its notebook, kept beside it, released with it, shown to its cells.

The notebook's metadata names them, by their places below ``book/exercises/``::

    ---
    backprop:
      files: [data/iris.csv]
    ---

A student's notebook finds each in the same place below its own folder, and so does a cell in the sandbox.  Other files
travel nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.errors import AuthoringError
from autograder.student.assignment import FILE as PUBLIC_CASES

_NAME = re.compile(r"(?:[a-z0-9_][a-z0-9_-]*/)*[a-z0-9_][a-z0-9_-]*\.(?:csv|json|txt)")
_MOST_BYTES = 1 << 20
_DECLARE = "write `backprop: {files: [data/NAME.csv, ...]}` between the --- lines"


def data_files(path: Path, metadata: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of each data file that the notebook in ``path`` declares, by its name.

    Raises
    ------
    AuthoringError
        When the declaration is malformed, or a file is missing, too large or no text.
    """
    declared = metadata.get("backprop", {"files": []})
    names = declared.get("files") if isinstance(declared, Mapping) and list(declared) == ["files"] else None
    if not isinstance(names, list):
        raise AuthoringError("the notebook's backprop metadata is malformed", _DECLARE, file=str(path))
    return {name: _text(path, name) for name in names}


def _text(path: Path, name: Any) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        cure = "name a .csv, .json or .txt file below the notebook's folder, in small letters, digits, _ and -"
        raise AuthoringError(f"{name!r} is no name of a data file", cure, file=str(path))
    if name == PUBLIC_CASES:
        raise AuthoringError(f"{name} is the name of the public cases", "call it something else", file=str(path))
    file = path.parent / name
    try:
        content = file.read_bytes()
        text = content.decode("utf-8")
    except FileNotFoundError:
        raise AuthoringError(f"the data file {name} is missing", f"put it at {file}", file=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        cause = f"the data file {name} cannot be read ({error})"
        raise AuthoringError(cause, "save it as a file of text in UTF-8", file=str(path)) from None
    if len(content) > _MOST_BYTES:
        raise AuthoringError(f"the data file {name} is larger than 1 MB", "take fewer rows", file=str(path))
    return text
