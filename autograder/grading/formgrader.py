"""Keeps the formgrader inside its course.

nbgrader's formgrader takes a folder from the address (``/formgrader/?path=...``) and runs the ``nbgrader_config.py``
in it, inside the instructor's server.  A submission can hold such a file, and a link to it.  Here any folder but the
course's own is refused.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tornado import web

_HANDLERS = "nbgrader.server_extensions.formgrader.handlers"


def stay_in_the_course() -> None:
    """Take the place of nbgrader's handler; does nothing in a process that has no formgrader."""
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
    handlers.FormgraderHandler.stays_in_the_course = True
