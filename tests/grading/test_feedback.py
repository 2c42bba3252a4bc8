"""Feedback pages: what reaches a student, and when a page is written again."""

from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.course import new_course
from autograder.errors import CourseError
from autograder.grading import marks, records
from autograder.grading.course_config import find_alembic
from autograder.grading.feedback import POLICY, guarded, write_feedback
from autograder.grading.notebook import write_notebook
from autograder.grading.rebuild import rebuild
from autograder.manifest import Cell, ExerciseEntry, Manifest, Role
from autograder.verdict import State, Verdict

MANIFEST = Manifest(
    "a",
    (
        Cell("intro", Role.GIVEN, "markdown", "What is $1 + 1$?"),
        Cell("f", Role.SOLUTION, "code", "def f(): ...", exercise="f"),
        Cell("test_f", Role.TEST, "code", 'check("f", f)', points=2.0, exercise="f"),
    ),
    {"f": ExerciseEntry("function", 2.0, (), "")},
    {},
)
HOSTILE = "</pre><script>document.title = 'moved'</script><img src=x onerror=\"document.title = 'moved'\">"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course with two graded students; each test brings it into the state that it needs."""
    find_alembic()
    course = new_course(tmp_path_factory.mktemp("feedback") / "course")
    course.manifest_path("a").write_text(MANIFEST.dumps())
    with Gradebook(course.db_url, course.course_id) as book:
        book.add_assignment("a", duedate="2026-01-01 00:00:00 UTC")
        book.add_notebook("a", "a")
        book.add_solution_cell("f", "a", "a")
        book.add_grade_cell("test_f", "a", "a", max_score=2, cell_type="code")
        records.create_tables(book)
    for student in ("ada", "bob"):
        grade(course, student, 2.0)
    return course


def grade(course, student, score, comment="2 of 2 points."):
    plan = rebuild(MANIFEST, [])
    outputs = {i: [{"type": "stream", "name": "stdout", "text": HOSTILE}] for i, _ in enumerate(plan)}
    folder = course.folder("autograded", student, "a")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.ipynb").write_text(write_notebook(plan, outputs))
    (folder / "timestamp.txt").write_text("2025-12-01 00:00:00 UTC\n")
    (folder / "beside.html").write_text("handed in beside the notebook")
    verdict = Verdict("test_f", State.SCORED, 2.0, score)
    with Gradebook(course.db_url, course.course_id) as book, marks.one_transaction(book):
        marks.save(book, "a", student, [verdict], {"f": comment}, {"key": "k"}, "", Config())


def times(pages):
    return [page.stat().st_mtime_ns for page in pages]


def test_every_graded_student_gets_a_page_with_marks_and_comment(graded):
    pages = write_feedback(graded, "a")
    assert [page.parent.parent.name for page in pages] == ["ada", "bob"]
    text = pages[0].read_text()
    assert "Score: 2.0 / 2.0" in text
    assert "2 of 2 points." in text


def test_nothing_is_written_again_when_nothing_has_changed(graded):
    pages = write_feedback(graded, "a")
    before = times(pages)
    assert write_feedback(graded, "a") == pages
    assert times(pages) == before


def test_a_new_mark_rewrites_that_students_page_only(graded):
    ada, bob = write_feedback(graded, "a")
    before = times([ada, bob])
    grade(graded, "ada", 0.5, "0.5 of 2 points.")
    write_feedback(graded, "a")
    assert [new != old for new, old in zip(times([ada, bob]), before, strict=True)] == [True, False]
    assert "0.5 of 2 points." in ada.read_text()


def test_a_persons_comment_rewrites_the_page(graded):
    (_, bob) = write_feedback(graded, "a")
    with Gradebook(graded.db_url, graded.course_id) as book:
        book.find_comment("f", "a", "a", "bob").manual_comment = "Seen by a person."
        book.db.commit()
    write_feedback(graded, "a")
    assert "Seen by a person." in bob.read_text()


def test_no_other_file_reaches_feedback(graded):
    for page in write_feedback(graded, "a"):
        assert sorted(path.name for path in page.parent.iterdir()) == ["a.html", "timestamp.txt"]


def test_a_page_holds_no_script_and_forbids_them(graded):
    text = write_feedback(graded, "a")[0].read_text()
    assert "<script" not in text
    assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in text
    assert text.index("Content-Security-Policy") < text.index("<style")


def test_one_student_can_be_chosen_and_progress_is_told(graded):
    seen: list[Path] = []
    pages = write_feedback(graded, "a", students=["bob"], on_result=seen.append)
    assert seen == pages == [graded.root / "feedback" / "bob" / "a" / "a.html"]


def test_feedback_before_grading_is_one_clear_error(graded):
    with pytest.raises(CourseError, match="by zoe is graded yet"):
        write_feedback(graded, "a", students=["zoe"])


def test_a_template_without_a_head_is_refused_rather_than_left_unguarded():
    with pytest.raises(ValueError, match="no head"):
        guarded("<p>another template</p>")


def test_what_a_student_prints_does_nothing_in_a_browser(graded, browser):
    page = write_feedback(graded, "a")[0]
    with browser.new_page() as tab:
        loaded = []
        tab.on("requestfinished", lambda request: loaded.append(request.url))
        tab.goto(page.as_uri())
        assert tab.title() == "a"
        assert loaded == [page.as_uri()]
