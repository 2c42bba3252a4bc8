"""The plug-in: nbgrader's own commands and web page grade through our driver.

``configure`` is called by a course's ``nbgrader_config.py``.  It puts a subclass of nbgrader's ``Autograde`` where the
command line (``nbgrader.apps.autogradeapp``) and the Python API (``nbgrader.apps.api``, which the formgrader's button
calls) take it.
"""

from __future__ import annotations

from pathlib import Path

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import nbgrader.apps.generatefeedbackapp
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import ClearSolutions
from traitlets import Dict, Enum
from traitlets.config import Config

from autograder.authoring.blanks import ClearSolutionsButBlanks
from autograder.course import open_course
from autograder.errors import GraderError
from autograder.verdict import State

from . import audit
from .driver import grade
from .export import SafeCsvExport
from .feedback import TrustedFeedback
from .formgrader import stay_in_the_course
from .profiles import AUTO, CHOICES, choose, mark
from .run import Result
from .settings import limits_of


class TrustedAutograde(Autograde):
    """Grades with verdicts that a student's code cannot touch; see ``driver``."""

    sandbox = Enum(CHOICES, AUTO, help="How students' code is confined; auto is the best that there is.").tag(
        config=True
    )
    limits = Dict(help="What students' code may use, by the names of autograder.limits.Limits.").tag(config=True)

    def init_notebooks(self) -> None:
        """Find the submissions; one without a notebook counts too, and is quarantined."""
        try:
            self._course = open_course(Path(self.coursedir.root))
        except GraderError as error:
            self._refuse(str(error))
        wanted = self.coursedir.student_id
        excluded = set(self.coursedir.student_id_exclude.split(","))
        found = [student for student, _ in self._course.submitted(self.coursedir.assignment_id)]
        self._students = [student for student in found if wanted in ("*", student) and student not in excluded]
        if not self._students:
            self._refuse(
                f"no submission of {self.coursedir.assignment_id!r} by {wanted!r} in {self._course.root}/submitted"
            )
        if not self.create_student:
            self._require_known()

    def convert_notebooks(self) -> None:
        """Grade them."""
        try:
            profile = choose(self.sandbox)
            if marked := mark(profile):
                self.log.warning(marked)
            grade(
                self._course,
                self.coursedir.assignment_id,
                students=self._students,
                force=self.force,
                on_result=self._say,
                sandbox=profile,
                limits=limits_of(self.config),
                config=self.config,
            )
        except GraderError as error:
            self._refuse(str(error))

    def _require_known(self) -> None:
        with nbgrader.apps.api.Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            known = {student.id for student in gradebook.students}
        unknown = [student for student in self._students if student not in known]
        if unknown:
            self._refuse(f"no student with id {', '.join(unknown)} in the gradebook")

    def _say(self, result: Result) -> None:
        if result.skipped:
            self.log.info("%s: unchanged since the last grading", result.student)
            return
        self.log.info("%s: %g of %g points", result.student, result.total, result.max_total)
        for verdict in result.verdicts:
            if verdict.state in (State.QUARANTINED, State.NOT_REACHED):
                self.log.warning(
                    "%s, %s: %s: %s", result.student, verdict.grade_id, verdict.state.value, verdict.reason
                )

    def _refuse(self, message: str) -> None:
        self.log.error(message)
        raise NbGraderException(message)


def configure(c: Config) -> None:
    """Make nbgrader grade through our driver in this course."""
    for module in (nbgrader.apps.autogradeapp, nbgrader.apps.api):
        module.Autograde = TrustedAutograde
    for module in (nbgrader.apps.generatefeedbackapp, nbgrader.apps.api):
        module.GenerateFeedback = TrustedFeedback
    stay_in_the_course()
    audit.listen()
    stock = GenerateAssignment.class_traits()["preprocessors"].default_args[0]
    c.GenerateAssignment.preprocessors = [ClearSolutionsButBlanks if each is ClearSolutions else each for each in stock]
    c.ExportApp.plugin_class = SafeCsvExport
    c.Autograde.sanitize_preprocessors = []  # last: what comes before may fail, and grading must then refuse
    c.Autograde.autograde_preprocessors = []
