"""The formgrader, in a real browser: it shows the class, its button grades, and nothing a student wrote acts."""

import sys
from urllib.parse import urlsplit

import pytest
from nbgrader.api import Gradebook

from autograder.grading.audit import changes
from autograder.grading.driver import grade

from ..jupyter import jupyter_lab, with_token
from .conftest import hand_in
from .test_doors import rows

pytestmark = pytest.mark.browser

PUPILS = ("right", "wrong-softmax-1", "script-in-text")


@pytest.fixture
def graded(course):
    hand_in(course, "softmax", *PUPILS)
    grade(course, "softmax")
    return course


@pytest.fixture
def address(graded, tmp_path):
    with jupyter_lab(sys.executable, graded.root, tmp_path) as address:
        yield address


@pytest.fixture
def page(browser, address):
    """Return a page of an instructor who is logged in."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(with_token(address, "formgrader/"))
        page.wait_for_selector("td >> text=softmax")
        yield page


def submission_id(course, student):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        (notebook,) = gradebook.find_submission("softmax", student).notebooks
        return notebook.id


def test_it_lists_the_assignments_and_the_class(address, page):
    page.goto(f"{address}/formgrader/gradebook/softmax/softmax")
    page.wait_for_selector("td >> text=Submission #3")
    page.goto(f"{address}/formgrader/manage_submissions/softmax")
    for pupil in PUPILS:
        page.wait_for_selector(f"tr >> text={pupil}")


def test_its_button_grades_through_our_driver_and_gives_the_same_rows(graded, address, page):
    before = rows(graded)
    with Gradebook(graded.db_url, graded.course_id) as gradebook:
        gradebook.find_grade("test_softmax", "softmax", "softmax", "wrong-softmax-1").auto_score = 4.0
        gradebook.db.commit()
    page.goto(f"{address}/formgrader/manage_submissions/softmax")
    row = page.locator("tr", has=page.locator("td.student-id", has_text="wrong-softmax-1"))
    row.locator("td.autograde a").click()
    page.wait_for_selector(".modal.in >> text=Success")
    assert rows(graded) == before


def test_the_script_in_an_explanation_does_nothing_when_the_instructor_opens_it(graded, address, page):
    asked, before = [], rows(graded)
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url) if "/api/grades" in request.url else None)
    answered = []
    page.on("response", lambda response: answered.append(urlsplit(response.url).hostname))
    page.goto(f"{address}/formgrader/submissions/{submission_id(graded, 'script-in-text')}")
    shown = page.locator("pre", has_text="<script>")
    shown.first.wait_for()
    assert "document.title" in shown.first.inner_text()
    assert page.title() != "moved"
    assert page.locator("a[href^='javascript:document']").count() == 0
    assert page.locator("img[src='x']").count() == 0
    assert not [message for message in asked if "api/grades" not in message]
    assert set(answered) == {"127.0.0.1"}
    assert rows(graded) == before


def test_a_mark_that_a_person_enters_is_on_record_with_who_and_when(graded, address, page):
    page.goto(f"{address}/formgrader/submissions/{submission_id(graded, 'wrong-softmax-1')}")
    score = page.locator("input.score").first
    score.wait_for()
    with page.expect_response(lambda response: "/api/grade/" in response.url and response.request.method == "PUT"):
        score.fill("1.5")
        score.blur()
    last = changes(graded, "softmax", "wrong-softmax-1")[-1]
    assert (last.mark, last.before, last.after, last.reason) == ("manual_score", None, 1.5, "by hand")


def test_the_named_mistake_stands_beside_the_wrong_answer(graded, address, page):
    from autograder import bank

    page.goto(f"{address}/formgrader/submissions/{submission_id(graded, 'wrong-softmax-1')}")
    page.locator("pre", has_text=bank.find("softmax").wrong[0].name).first.wait_for()


def test_a_configuration_file_in_a_submission_is_not_run_when_an_address_names_its_folder(graded, address, page):
    folder = graded.root / "submitted" / "script-in-text" / "softmax"
    (folder / "nbgrader_config.py").write_text(f"open({str(graded.root / 'was-run')!r}, 'w')")
    answer = page.goto(with_token(address, "formgrader/") + f"&path={folder}")
    assert answer.status == 403
    assert not (graded.root / "was-run").exists()
