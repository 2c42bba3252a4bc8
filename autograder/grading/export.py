"""nbgrader's export of the final marks, in which no name is a formula or a row of its own.

nbgrader joins the columns with commas as they are: a student whose name holds a line break writes another student's
row, marks and all, and one whose name begins with ``=`` a formula that runs where the table is opened.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import CsvExportPlugin

from .findings import harmless

_COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip
_DEFAULT = "grades.csv"


class SafeCsvExport(CsvExportPlugin):
    """The same columns and rows as nbgrader's own, each value in its own cell and none of them a formula."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table to ``to``."""
        target = Path(self.to or _DEFAULT)
        self.log.info("Exporting grades to %s", target)
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(_COLUMNS)
            for assignment in _chosen(gradebook.assignments, "name", self.assignment):
                for student in _chosen(gradebook.students, "id", self.student):
                    writer.writerow([_cell(value) for value in _row(gradebook, assignment, student)])


def _chosen(items: Any, name: str, wanted: Any) -> Iterator[Any]:
    ids = {str(each) for each in wanted}
    return (item for item in items if not ids or getattr(item, name) in ids)


def _row(gradebook: Gradebook, assignment: Any, student: Any) -> list[Any]:
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        when, raw, penalty = "", 0.0, 0.0
    else:
        when, raw, penalty = submission.timestamp, submission.score, submission.late_submission_penalty
    person = [student.id, student.last_name, student.first_name, student.email]
    return [assignment.name, assignment.duedate, when, *person, raw, penalty, max(0.0, raw - penalty),
            assignment.max_score]  # fmt: skip


def _cell(value: Any) -> Any:
    """Return a value as one line, since a line break begins a row where a program does not heed quotes."""
    return "" if value is None else harmless(" ".join(value.split())) if isinstance(value, str) else value
