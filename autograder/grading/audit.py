"""The audit trail: every change of a mark, by whom, when, from what to what, and why.

nbgrader keeps one value a mark and forgets the one before.  ``listen`` has SQLAlchemy write a row into a table of ours
whenever a mark is flushed, whoever sets it: our grading, `nbgrader autograde`, or a person in the formgrader.  The row
stands in the same transaction as the mark, so that neither is there without the other.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nbgrader.api import Grade, Gradebook
from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, event, inspect, select
from sqlalchemy.orm import LoaderCallableStatus, Session

from autograder.course import Course

BY_HAND = "by hand"
MARKS = ("auto_score", "manual_score", "extra_credit")

_METADATA = MetaData()
CHANGES = Table(
    "backprop_change",
    _METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("time", String(32), nullable=False),
    Column("who", String(128), nullable=False),
    Column("assignment", String(128), nullable=False),
    Column("student", String(128), nullable=False),
    Column("grade_id", String(128), nullable=False),
    Column("mark", String(16), nullable=False),
    Column("before", Float),
    Column("after", Float),
    Column("reason", Text, nullable=False),
)

_reason: ContextVar[str] = ContextVar("reason", default=BY_HAND)


@dataclass(frozen=True)
class Change:
    """One change of a mark; ``mark`` is the column of nbgrader's that changed, None stands for no mark."""

    time: str
    who: str
    assignment: str
    student: str
    grade_id: str
    mark: str
    before: float | None
    after: float | None
    reason: str


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Give the changes within this block a reason."""
    token = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(token)


def who() -> str:
    """Return the person on whose behalf this process runs: the hub's user, or the system's."""
    return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()


def create_table(gradebook: Gradebook) -> None:
    """Make the table where it is missing."""
    _METADATA.create_all(gradebook.engine)


def listen() -> None:
    """Record changes of marks in every session of this process, from now on; harmless when called again."""
    if event.contains(Session, "after_flush", _record):
        return
    event.listen(Session, "after_flush", _record)
    for mark in MARKS:
        event.listen(getattr(Grade, mark), "set", _remember, active_history=True)


def _remember(*_: Any) -> None:
    """Do nothing: that someone listens has SQLAlchemy load the mark that is overwritten."""


def changes(course: Course, assignment: str, student: str | None = None) -> list[Change]:
    """Return the recorded changes of an assignment's marks, the oldest first."""
    query = select(CHANGES).where(CHANGES.c.assignment == assignment).order_by(CHANGES.c.number)
    if student is not None:
        query = query.where(CHANGES.c.student == student)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        create_table(gradebook)
        rows = gradebook.db.execute(query).mappings().all()
    return [Change(**{key: value for key, value in row.items() if key != "number"}) for row in rows]


def _record(session: Session, _: Any) -> None:
    grades = [item for item in (*session.new, *session.dirty) if isinstance(item, Grade)]
    rows = [row for grade in grades for row in _rows(grade)]
    if rows:
        connection = session.connection()
        CHANGES.create(connection, checkfirst=True)  # where a gradebook is opened by nbgrader alone
        connection.execute(CHANGES.insert(), rows)


def _rows(grade: Grade) -> Iterator[dict[str, Any]]:
    for mark in MARKS:
        history = inspect(grade).attrs[mark].history
        before = next((value for value in history.deleted or () if value is not LoaderCallableStatus.NO_VALUE), None)
        after = next(iter(history.added or ()), None)
        if history.has_changes() and before != after:
            yield {
                "time": datetime.now(UTC).isoformat(timespec="seconds"),
                "who": who(),
                "assignment": grade.assignment.name,
                "student": grade.student.id,
                "grade_id": grade.name,
                "mark": mark,
                "before": before,
                "after": after,
                "reason": _reason.get(),
            }
