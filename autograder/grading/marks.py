"""Writes one submission's marks and records into the gradebook, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from autograder.verdict import State, Verdict

from . import records


@contextmanager
def one_transaction(gradebook: Gradebook) -> Iterator[None]:
    """Make nbgrader's own commits flushes, and commit once at the end; an exception leaves nothing behind."""
    session = gradebook.db()
    commit = session.commit
    session.commit = session.flush
    gradebook.db.commit = session.flush
    try:
        yield
        commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.commit, gradebook.db.commit


def save(
    gradebook: Gradebook,
    assignment: str,
    student: str,
    verdicts: Sequence[Verdict],
    comments: Mapping[str, str],
    receipt: dict[str, Any],
    timestamp: str,
    config: Config,
) -> None:
    """Replace a submission's automatic scores, comments and records; manual scores and comments stay.

    Parameters
    ----------
    comments : mapping from the grade_id of a solution or by-hand cell to the automatic comment
    timestamp : str
        When it was handed in, as nbgrader wrote it; empty if unknown.
    config : Config
        nbgrader's configuration of the course, for the late penalty.

    Notes
    -----
    Must be called inside ``one_transaction``.
    """
    gradebook.update_or_create_student(student)
    when = {"timestamp": timestamp} if timestamp else {}
    with gradebook.db().no_autoflush:  # nbgrader reads while its new submission is half built
        submission = gradebook.update_or_create_submission(assignment, student, **when)
    by_id = {verdict.grade_id: verdict for verdict in verdicts}
    for notebook in submission.notebooks:
        _save_notebook(notebook, by_id, comments)
    gradebook.db.flush()
    for notebook in submission.notebooks:
        gradebook.db.refresh(notebook)
        notebook.late_submission_penalty = _late_penalty(notebook, student, submission.total_seconds_late, config)
    records.write(gradebook.db(), assignment, student, verdicts, receipt)


def _save_notebook(notebook: SubmittedNotebook, verdicts: Mapping[str, Verdict], comments: Mapping[str, str]) -> None:
    for grade in notebook.grades:
        verdict = verdicts[grade.name]
        grade.auto_score = verdict.score
        grade.needs_manual_grade = grade.manual_score is not None or verdict.state is not State.SCORED
    for comment in notebook.comments:
        comment.auto_comment = comments.get(comment.name)


def _late_penalty(notebook: SubmittedNotebook, student: str, seconds_late: float, config: Config) -> float | None:
    if seconds_late <= 0:
        return None
    late = AssignLatePenalties(config=config)
    late.init_plugin()
    penalty = late.plugin_inst.late_submission_penalty(student, notebook.score, seconds_late)
    return None if penalty is None else late._check_late_penalty(notebook, penalty)


def current_scores(gradebook: Gradebook, assignment: str, student: str) -> dict[str, float | None]:
    """Return the automatic scores that the gradebook holds now, by grade_id; empty before the first grading."""
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return {}
    return {grade.name: grade.auto_score for notebook in submission.notebooks for grade in notebook.grades}
