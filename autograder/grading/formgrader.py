"""Keeps the formgrader inside its course, and names out of its pages' programs.

nbgrader's formgrader takes a folder from the address (``/formgrader/?path=...``) and runs the ``nbgrader_config.py``
in it, inside the instructor's server.  A submission can hold such a file, and a link to it.  Here any folder but the
course's own is refused.

On the page of a submission it writes the student's name into the HTML as it is.  Here the name is escaped first.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import Any

from tornado import web

_NAMES = ("student", "last_name", "first_name")
_HANDLERS = "nbgrader.server_extensions.formgrader.handlers"


def stay_in_the_course() -> None:
    """Take the place of nbgrader's handlers; does nothing in a process that has no formgrader."""
    handlers = sys.modules.get(_HANDLERS)
    if handlers is None or getattr(handlers.FormgraderHandler, "stays_in_the_course", False):
        return
    stock_get = handlers.FormgraderHandler.get

    def get(handler: Any) -> Any:
        folder = handler.get_argument("path", "")
        if folder and Path(folder).resolve() != Path(handler.coursedir.root).resolve():
            raise web.HTTPError(403, "the formgrader stays in the folder of its course")
        return stock_get(handler)

    handlers.FormgraderHandler.get = get
    handlers.SubmissionHandler.exporter = property(lambda handler: _Escaping(handler.settings["nbgrader_exporter"]))
    handlers.FormgraderHandler.stays_in_the_course = True


class _Escaping:
    """nbgrader's exporter of one submission's page, given names that are text and no markup."""

    def __init__(self, exporter: Any) -> None:
        self._exporter = exporter

    def from_filename(self, filename: str, resources: dict[str, Any]) -> Any:
        names = {name: escape(resources[name]) for name in _NAMES if resources.get(name)}
        return self._exporter.from_filename(filename, resources={**resources, **names})
