"""Verdicts and receipts, in tables of their own inside nbgrader's gradebook.

nbgrader's migrations leave tables alone that they do not know, and one transaction covers marks and records.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from nbgrader.api import Gradebook
from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, delete, select
from sqlalchemy.orm import Session

from autograder.course import Course
from autograder.verdict import State, Verdict

_METADATA = MetaData()

VERDICTS = Table(
    "backprop_verdict",
    _METADATA,
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("grade_id", String(128), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("state", String(32), nullable=False),
    Column("max_score", Float, nullable=False),
    Column("score", Float),
    Column("details", Text, nullable=False),
)

RECEIPTS = Table(
    "backprop_receipt",
    _METADATA,
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("receipt", Text, nullable=False),
)

_OWN_COLUMNS = ("grade_id", "state", "max_score", "score")


def create_tables(gradebook: Gradebook) -> None:
    """Make the tables where they are missing."""
    _METADATA.create_all(gradebook.engine)


def write(
    session: Session, assignment: str, student: str, verdicts: Sequence[Verdict], receipt: dict[str, Any]
) -> None:
    """Replace the records of one submission, inside the caller's transaction."""
    for table in (VERDICTS, RECEIPTS):
        session.execute(delete(table).where(table.c.assignment == assignment, table.c.student == student))
    rows = [
        {"assignment": assignment, "student": student, "position": position, **_row(verdict)}
        for position, verdict in enumerate(verdicts)
    ]
    if rows:
        session.execute(VERDICTS.insert(), rows)
    text = json.dumps(receipt, sort_keys=True)
    session.execute(
        RECEIPTS.insert(), {"assignment": assignment, "student": student, "key": receipt["key"], "receipt": text}
    )


def _row(verdict: Verdict) -> dict[str, Any]:
    fields = asdict(verdict)
    own = {name: fields.pop(name) for name in _OWN_COLUMNS}
    return own | {"details": json.dumps(fields, sort_keys=True)}


def receipt(session: Session, assignment: str, student: str) -> dict[str, Any] | None:
    """Return the receipt of a submission's last grading, or None."""
    query = select(RECEIPTS.c.receipt).where(RECEIPTS.c.assignment == assignment, RECEIPTS.c.student == student)
    text = session.execute(query).scalar_one_or_none()
    return None if text is None else json.loads(text)


def verdicts_of(session: Session, assignment: str, student: str | None = None) -> list[tuple[str, Verdict]]:
    """Return (student, verdict) in the order of students and cells."""
    query = select(VERDICTS).where(VERDICTS.c.assignment == assignment)
    if student is not None:
        query = query.where(VERDICTS.c.student == student)
    rows = session.execute(query.order_by(VERDICTS.c.student, VERDICTS.c.position)).mappings()
    return [(row["student"], _verdict(dict(row))) for row in rows]


def _verdict(row: dict[str, Any]) -> Verdict:
    details = json.loads(row["details"])
    details["mistakes"] = tuple(details["mistakes"])
    own = {name: row[name] for name in _OWN_COLUMNS}
    return Verdict(**(own | {"state": State(own["state"])} | details))


def read_verdicts(course: Course, assignment: str) -> list[tuple[str, Verdict]]:
    """Return (student, verdict) for every graded cell of ``assignment``."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        create_tables(gradebook)
        return verdicts_of(gradebook.db, assignment)
