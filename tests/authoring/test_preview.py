"""The preview: an author sees the exercise, its release, what learners are told and the proof, again on each save."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from markupsafe import escape
from playwright.sync_api import expect

from autograder import bank, check
from autograder.authoring.pages import exercise_page
from autograder.authoring.preview import facts, page
from autograder.authoring.preview.server import HOST, Board, Server
from autograder.authoring.preview.trouble import ROOT, Trouble, names_cell, trouble_of
from autograder.authoring.public_cases import public_cases_text
from autograder.errors import AuthoringError, ClaimFails
from autograder.student.check import CheckFailed

CHECKOUT = Path(__file__).resolve().parents[2]
BOOK = CHECKOUT / "book"
ENTRY = "autograder/bank/chapters/softmax/probabilities.py"
NOTEBOOK = "book/exercises/softmax.md"
SOLUTION = "solutions/softmax.py"
PATIENCE = 60_000  # ms; a browser waits for what it expects, and never longer than it must
FIRST = {exercise.kind: name for name, exercise in reversed(bank.exercises().items()) if exercise.kind != "text"}
EACH = [
    pytest.param(name, marks=[] if name == FIRST[exercise.kind] and exercise.kind != "class" else pytest.mark.slow)
    for name, exercise in bank.exercises().items()
    if exercise.kind != "text"
]  # quickly the first of each kind, and slowly all
HOSTILE = "<script>document.title='hurt'</script><img src=x onerror=\"document.title='hurt'\">"

expect.set_options(timeout=PATIENCE)


# --- what is shown ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EACH)
def test_every_wrong_formula_is_shown_with_what_check_says_word_for_word(name, tmp_path, monkeypatch, capsys):
    exercise = bank.find(name)
    found = facts.gather(name, BOOK)
    assert [each.wrong for each in found.told] == [None, *exercise.wrong]
    (tmp_path / "public_cases.json").write_text(public_cases_text("x", _together(exercise), _points(exercise, found)))
    monkeypatch.chdir(tmp_path)
    for told in found.told:
        answer = told.wrong.answer if told.wrong else exercise.reference
        if exercise.kind != "value":
            assert told.message == _said(name, answer, capsys)
    html = page.exercise_html(found, None)
    for told in found.told:
        assert escape(told.message) in html
        assert escape(told.name) in html


def _together(exercise):
    return {name: bank.find(name) for name in _upstream(exercise)}


def _upstream(exercise):
    return [*(each for name in exercise.uses for each in _upstream(bank.find(name))), exercise.name]


def _points(exercise, found):
    return dict.fromkeys(_upstream(exercise), found.points)


def _said(name, answer, capsys):
    try:
        check(name, answer)
    except CheckFailed as failed:
        return str(failed)
    return capsys.readouterr().out.rstrip()


@pytest.mark.parametrize("name", EACH)
def test_the_reference_earns_all_and_every_wrong_formula_less(name):
    reference, *wrong = facts.gather(name, BOOK).told
    assert reference.share == 1.0
    assert all(each.share < 1.0 for each in wrong)


@pytest.mark.parametrize("name", [*EACH, "explain_overflow"])
def test_the_cells_are_those_of_the_books_page_and_hold_no_solution(name):
    found = facts.gather(name, BOOK)
    path = facts.notebook_of(name, BOOK)
    released = exercise_page(path, path.read_text(encoding="utf-8"))
    assert found.trouble is None
    assert found.cells[-1].points == found.points > 0
    for cell in found.cells:
        assert cell.text in released
        assert "BEGIN SOLUTION" not in cell.text
    assert any(cell.answer for cell in found.cells) == (
        bank.find(name).kind in ("function", "class", "plot", "initialiser")
    )


def test_the_cells_of_an_exercise_begin_at_its_heading_and_end_at_its_points():
    ids = [cell.grade_id for cell in facts.gather("softmax_by_hand", BOOK).cells]
    assert ids == [
        "about_softmax_by_hand", "", "numbers_softmax_by_hand", "ask_softmax_by_hand",
        "softmax_by_hand", "test_softmax_by_hand",
    ]  # fmt: skip


def test_the_files_to_edit_are_named():
    assert facts.gather("softmax", BOOK).files == (NOTEBOOK, ENTRY, SOLUTION)


def test_an_exercise_that_no_notebook_holds_yet_is_shown_without_a_page(tmp_path):
    (tmp_path / "exercises").mkdir()
    found = facts.gather("softmax", tmp_path)
    assert found.cells == ()
    assert "no notebook" in found.trouble.cause
    assert len(found.told) == 1 + len(bank.find("softmax").wrong)


def test_a_rule_that_the_notebook_breaks_is_told_with_its_line_and_the_rest_is_shown(book, edit):
    edit('check("softmax", softmax)', 'check("softmax", max)')
    found = facts.gather("softmax", book)
    lines = (book / "exercises" / "small.md").read_text().splitlines()
    assert "grade_id: test_softmax," in lines[found.trouble.line - 1]
    assert found.trouble.cell == "test_softmax"
    html = page.exercise_html(found, None)
    assert escape(found.trouble.cause) in html
    assert escape(found.told[1].message) in html


def test_a_claim_that_fails_is_told_with_cause_and_cure(monkeypatch):
    def fails(exercise):
        raise ClaimFails("it is not true", "mend it", cell="softmax")

    monkeypatch.setattr(facts, "prove", fails)
    proof = facts.proof(bank.find("softmax"))
    html = page.exercise_html(facts.gather("softmax", BOOK), proof)
    assert "a claim fails" in html
    assert "it is not true" in html
    assert "mend it" in html


@pytest.mark.parametrize("text", [HOSTILE, f"$\\text{{{HOSTILE}}}$", f"`{HOSTILE}`", "[x](javascript:alert(1))"])
def test_markup_in_an_exercises_text_is_shown_and_not_obeyed(text):
    html = page.markdown(text)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_a_formula_becomes_markup_that_browsers_draw():
    assert "<mfrac>" in page.markdown(r"$\frac{1}{2}$")
    assert 'display="block"' in page.markdown("$$x^2$$")
    assert "<mo>\N{PARTIAL DIFFERENTIAL}</mo>" in page.markdown(r"$\partial$")


def test_a_formula_that_cannot_be_read_is_shown_as_it_was_written():
    assert '<code class="broken"' in page.markdown(r"before $\left(a\right$ after")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("nbgrader: {grade_id: softmax, grade: false}", True),
        ('{"nbgrader": {"grade_id": "softmax", "grade": false}}', True),
        ("grade_id: softmax\n", True),
        ("nbgrader: {grade_id: softmax_jvp, grade: false}", False),
        ("nbgrader: {grade_id: test_softmax, grade: false}", False),
    ],
)
def test_a_notebook_names_a_cell_by_its_whole_id(text, named):
    assert names_cell(text, "softmax") is named


# --- trouble ---------------------------------------------------------------------------------------------------------


def test_an_exception_is_told_with_the_line_of_the_authors_own_file():
    with pytest.raises(AuthoringError) as caught:
        bank.find("nowhere")
    assert trouble_of(caught.value).cure.startswith("add it to a chapter")
    with pytest.raises(ModuleNotFoundError) as raised:
        bank.modules("nowhere")
    trouble = trouble_of(raised.value)
    assert trouble.file == "autograder/bank/__init__.py"
    assert trouble.text in (ROOT / trouble.file).read_text().splitlines()[trouble.line - 1]
    assert trouble.cause.startswith("ModuleNotFoundError: ")
    assert trouble.cure == "check the module's name, and that its file exists"


def test_trouble_says_its_place_as_far_as_it_is_known():
    assert str(Trouble("it is broken", "mend it", "a.py", 3, cell="x")) == "a.py, line 3, cell x: it is broken. mend it"
    assert str(Trouble("it is broken", "mend it")) == "it is broken. mend it"


# --- the server ------------------------------------------------------------------------------------------------------


@pytest.fixture
def served():
    board = Board()
    with Server(board, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.05])
        thread.start()
        yield server
        board.close()
        server.shutdown()
        thread.join()


def ask(server, path, host=None):
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=30)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    return connection, answer


@contextmanager
def asked(server, path, host=None):
    connection, answer = ask(server, path, host)
    with closing(connection), answer:
        yield answer


def test_the_server_listens_on_this_machine_only(served):
    assert served.server_address[0] == "127.0.0.1"


def test_the_newest_page_is_served_and_a_watcher_is_told_of_it(served):
    with asked(served, "/changes") as stream:
        assert b'"version": 0' in stream.readline()
        served.board.show("<p>new</p>", working=False)
        assert stream.readline() == b"\n"
        assert b'"version": 1' in stream.readline()
        with asked(served, "/") as answer:
            assert answer.read() == b"<p>new</p>"


def test_another_sites_name_for_this_machine_is_refused(served):
    with asked(served, "/", "evil.example") as answer:
        assert answer.status == 403


def test_there_are_no_other_files(served):
    with asked(served, "/../pyproject.toml") as answer:
        assert answer.status == 404


# --- in a browser ----------------------------------------------------------------------------------------------------


class Preview:
    """A preview that runs on a copy of the checkout."""

    def __init__(self, tree, *options):
        self.tree = tree
        command = [sys.executable, "-m", "autograder", "preview", "softmax", "--no-browser", *options]
        self.process = subprocess.Popen(
            command,
            cwd=tree,
            env=os.environ | {"PYTHONPATH": str(tree)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
        )
        first = self.process.stdout.readline()
        assert first.startswith("softmax is shown at http://127.0.0.1:"), first + self.process.stdout.read()
        self.address = first.split()[4]

    @contextmanager
    def edited(self, file, old, new):
        """Save a change of a file, and mend it afterwards."""
        path = self.tree / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(text, encoding="utf-8")

    def end(self):
        """Press Ctrl-C; return what was printed since the first line, once no process holds the output any more."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.communicate(timeout=60)[0]
        finally:
            self.process.kill()  # for a preview that did not end
            self.process.wait()


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy of what a preview reads."""
    folder = tmp_path_factory.mktemp("tree")
    for part in ("autograder", "solutions", "book/exercises"):
        shutil.copytree(CHECKOUT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def preview(tree):
    running = Preview(tree)
    yield running
    if running.process.poll() is None:
        running.end()


def refuse(route, outside):
    """Note a request that leaves the preview, and refuse it."""
    outside.append(route.request.url)
    route.abort()


@pytest.fixture
def tab(preview, browser):
    """The preview's page as it is when all is well; nothing but the preview may be asked."""
    with browser.new_context() as context:
        opened = context.new_page()
        outside: list[str] = []
        errors: list[str] = []
        context.route(lambda url: not url.startswith(preview.address), lambda route: refuse(route, outside))
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        opened.goto(preview.address)
        expect(opened.locator(".badge")).to_have_text("claims hold")
        opened.evaluate("window.never_reloaded = true")
        yield opened
        assert opened.evaluate("window.never_reloaded")
        assert opened.title() == "softmax – preview"
        assert outside == []
        assert errors == []


def test_the_page_shows_the_exercise_its_release_what_learners_are_told_the_points_and_the_proof(tab):
    exercise = bank.find("softmax")
    expect(tab.locator("#page h2").last).to_have_text("Softmax")
    expect(tab.locator("#release")).to_contain_text("test_softmax code, test, locked, 4 points")
    expect(tab.locator("#release pre").nth(1)).to_contain_text("raise NotImplementedError()")
    for wrong in exercise.wrong:
        told = tab.locator(".told", has=tab.get_by_role("heading", name=wrong.name + " earns", exact=False)).first
        expect(told).to_contain_text(wrong.hint)
        expect(told.locator(".message")).to_contain_text("softmax: ")
    expect(tab.locator("#points tbody tr")).to_have_count(len(exercise.ladder))
    expect(tab.locator("#points")).to_contain_text("25 % lost, 1 of 4")
    expect(tab.locator("#proof")).to_contain_text("All claims hold.")


def test_a_saved_change_is_seen_without_a_reload_and_the_reader_stays_where_they_are(preview, tab):
    tab.locator("#answer-softmax summary").click()
    tab.locator("#points").scroll_into_view_if_needed()
    place = tab.evaluate("scrollY")
    with preview.edited(NOTEBOOK, "Write softmax for a table", "Write the famous function for a table"):
        expect(tab.locator("#page")).to_contain_text("Write the famous function for a table")
        assert place > 0
        assert tab.evaluate("scrollY") == place
        expect(tab.locator("#answer-softmax")).to_have_attribute("open", "")
    expect(tab.locator("#page")).to_contain_text("Write softmax for a table")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [(SOLUTION, "return", "retrun it"), (ENTRY, "SOFTMAX = Exercise(", "SOFTMAX = = Exercise(")],
)
def test_a_syntax_error_is_shown_with_its_line_and_cure_and_goes_when_it_is_mended(preview, tab, file, old, new):
    text = (preview.tree / file).read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    with preview.edited(file, old, new):
        alert = tab.get_by_role("alert")
        expect(alert).to_have_count(1)
        expect(alert).to_contain_text("SyntaxError")
        expect(alert).to_contain_text(f"{file}, line {line}")
        expect(alert).to_contain_text(new)
        expect(alert).to_contain_text("What to do: mend this line.")
    expect(tab.locator(".badge")).to_have_text("claims hold")


def test_a_wrong_solution_makes_a_claim_fail(preview, tab):
    with preview.edited(SOLUTION, "axis=1", "axis=0"):
        expect(tab.locator(".badge")).to_have_text("a claim fails")
        expect(tab.locator("#proof").get_by_role("alert")).to_contain_text("What to do: ")
    expect(tab.locator(".badge")).to_have_text("claims hold")


def test_hostile_text_in_a_docstring_is_shown_and_not_obeyed(preview, tab):
    with preview.edited(SOLUTION, '"""Turn each row', f'r"""{HOSTILE} each row'):
        expect(tab.locator("#page")).to_contain_text("<script>document.title='hurt'</script>")
        expect(tab.locator("#release")).to_contain_text(HOSTILE[:30])
        assert tab.locator("main script, main img").count() == 0
    expect(tab.locator("#page")).to_contain_text("Turn each row")


def test_the_page_is_no_wider_than_a_phone_and_takes_the_readers_colours(tab):
    tab.set_viewport_size({"width": 360, "height": 740})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    grounds = []
    for colours in ("light", "dark"):
        tab.emulate_media(color_scheme=colours)
        grounds.append(tab.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert grounds[0] != grounds[1]


def test_ctrl_c_ends_the_preview_and_all_its_processes(tree):
    running = Preview(tree)
    assert "Traceback" not in (printed := running.end())
    assert printed.endswith("The preview has ended.\n")
    assert running.process.returncode == 0


def test_once_writes_one_file_that_asks_for_nothing(tree, browser, tmp_path):
    command = [sys.executable, "-m", "autograder", "preview", "softmax", "--once"]
    environment = os.environ | {"PYTHONPATH": str(tree)}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=True)
    path = Path(done.stdout.strip())
    assert "All claims hold." in done.stderr
    moved = shutil.copy(path, tmp_path)
    with browser.new_context() as context:
        opened, requests = context.new_page(), []
        opened.on("request", lambda request: requests.append(request.url))
        opened.goto(Path(moved).as_uri())
        expect(opened.locator("#proof")).to_contain_text("All claims hold.")
        assert [url for url in requests if not url.startswith("data:")] == [Path(moved).as_uri()]
        assert opened.locator("script").count() == 0


@pytest.mark.slow
def test_once_tells_what_is_broken_in_one_line_with_its_code(tree):
    path = tree / "solutions" / "softmax.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("return", "retrun it", 1), encoding="utf-8")
    command = [sys.executable, "-m", "autograder", "preview", "softmax", "--once"]
    environment = os.environ | {"PYTHONPATH": str(tree)}
    try:
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    finally:
        path.write_text(text, encoding="utf-8")
    assert done.returncode == 3
    assert done.stderr.startswith("error: solutions/softmax.py, line ")
    assert "SyntaxError" in done.stderr
    assert len(done.stderr.splitlines()) == 1
