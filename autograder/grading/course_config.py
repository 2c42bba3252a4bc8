"""nbgrader's configuration of a course, read from its ``nbgrader_config.py`` and nowhere else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import Course
from autograder.errors import CourseError


def load_config(course: Course) -> Config:
    """Return the configuration that the course's own file sets."""
    path = course.root / "nbgrader_config.py"
    try:
        config: Config = PyFileConfigLoader(path.name, path=str(course.root)).load_config()
    except Exception as error:  # the file is Python: anything can go wrong in it
        raise CourseError(f"the configuration cannot be read ({error})", "mend it", file=str(path)) from None
    config.CourseDirectory.db_url = course.db_url
    return config


def find_alembic() -> None:
    """Put the interpreter's folder on PATH: nbgrader calls ``alembic`` by its bare name for a new gradebook."""
    folder = str(Path(sys.executable).parent)
    if folder not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = folder + os.pathsep + os.environ.get("PATH", "")
