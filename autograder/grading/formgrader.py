"""A Jupyter Server extension that keeps the formgrader inside its course.

nbgrader's formgrader takes a folder from the address (``/formgrader/?path=...``) and runs the ``nbgrader_config.py``
in it, inside the instructor's server.  A submission can hold such a file, and a link to it.  Here any folder but the
course's own is refused.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from nbgrader.server_extensions.formgrader.handlers import FormgraderHandler
from tornado import web

_stock_get = FormgraderHandler.get


def _get(handler: Any) -> Any:
    folder = handler.get_argument("path", "")
    if folder and Path(os.path.abspath(folder)).resolve() != Path(handler.coursedir.root).resolve():
        raise web.HTTPError(403, "the formgrader stays in the folder of its course")
    return _stock_get(handler)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Take the place of nbgrader's handler; called by Jupyter Server."""
    FormgraderHandler.get = _get
    server.log.info("The formgrader stays in the folder of its course")
