"""*My progress* shows what this browser saw solved, keeps it as a file, takes such a file in, and forgets."""

import gzip
import json
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer

import pytest

from .conftest import ROOT, QuietHandler
from .small_book import CONFIGURATION, TARGETS, answer, box, choose, opened, pixels_too_wide, write
from .small_book import PAGES as SMALL

PAGES = {
    "softmax.md": TARGETS + "\n\n```{toctree}\nboxes\nmore\nmy_progress\nglossary\n```\n",
    "boxes.md": SMALL["boxes.md"],
    "glossary.md": SMALL["glossary.md"],
    "more.md": "# More\n\n```{choice} softmax_scale\nEvery score is doubled.\n```\n",
    "my_progress.md": (ROOT / "book/my_progress.md").read_text("utf-8"),
}
FIRST, LAST = "softmax_two_classes", "mistake"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A small book of two pages that ask, with the page of progress, built."""
    configuration = CONFIGURATION.replace('"derivations"', '"derivations", "my_progress"')
    source = write(tmp_path_factory.mktemp("progress"), PAGES, configuration)
    options = ["-W", "-n", "-q", "-b", "html"]
    command = [sys.executable, "-B", "-m", "sphinx", *options, str(source), str(source / "_build")]
    built = subprocess.run(command, capture_output=True, text=True, timeout=200)
    assert built.returncode == 0, built.stderr
    return source / "_build"


@pytest.fixture
def address(pages):
    """The address of the pages on the disk."""
    return pages.as_uri()


@pytest.fixture
def served(pages):
    """The address of the pages on a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(pages))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def tab(browser, address):
    """A tab with storage of its own, on the page of progress."""
    with tab_at(browser, address) as page:
        yield page


@contextmanager
def tab_at(browser, address):
    """Yield a tab on the page of progress, and see that no script failed."""
    with browser.new_context(viewport={"width": 1000, "height": 900}, accept_downloads=True) as context:
        page = context.new_page()
        page.address, errors = address, []
        page.on("pageerror", lambda error: errors.append(str(error)))
        to(page, "my_progress")
        yield page
        assert errors == []


def to(tab, name):
    tab.goto(f"{tab.address}/{name}.html")
    ready = "progress" if name == "my_progress" else "answers"
    tab.wait_for_function(f"document.documentElement.dataset.{ready} === 'ready'")


def rows(tab):
    return [" ".join(row.split()) for row in tab.locator(".progress-chapters > li").all_inner_texts()]


def said(tab):
    return tab.locator(".progress-said").inner_text()


def solve_the_first(tab):
    to(tab, "boxes")
    answer(tab, FIRST, "0.73")
    to(tab, "my_progress")
    wait_until_kept(tab)


def wait_until_kept(tab):
    """Wait for what another page kept: between files of the disk Chromium may pass it on after the page is read."""
    tab.wait_for_function("name => localStorage.getItem('backprop-by-hand/' + name)", arg=FIRST)
    tab.evaluate("dispatchEvent(new Event('pageshow'))")


def take_in(tab, folder, content):
    file = folder / "taken.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    before = said(tab)
    tab.locator(".progress-tools input").set_input_files(file)
    tab.wait_for_function("before => document.querySelector('.progress-said').textContent !== before", arg=before)


def file_with(**answers):
    return {"format": "backprop-by-hand/progress", "version": 1, "answers": answers}


def kept(tab):
    return tab.evaluate("({ ...localStorage })")


def test_a_new_reader_is_led_to_the_first_question_of_each_page(tab):
    asked = len(set(tab.locator(".progress-chapters > li").first.get_attribute("data-boxes").split()))
    assert rows(tab) == [f"Boxes 0 of {asked} done Begin Boxes", "More 0 of 1 done Begin More"]
    tab.get_by_role("link", name="Begin Boxes").click()
    assert tab.url == f"{tab.address}/boxes.html#question-{FIRST}"


def test_what_is_solved_counts_and_the_link_leads_to_the_next_open_question(tab):
    solve_the_first(tab)
    assert " 1 of " in rows(tab)[0]
    names = tab.locator(".progress-chapters > li").first.get_attribute("data-boxes").split()
    next_open = tab.get_by_role("link", name="Go on Boxes")
    assert next_open.get_attribute("href") == f"boxes.html#question-{names[1]}"


def test_a_wrong_answer_is_no_progress_and_nothing_counts_it(tab):
    before = rows(tab)
    to(tab, "boxes")
    answer(tab, FIRST, "0.27")
    choose(tab, LAST, 0)
    to(tab, "my_progress")
    assert rows(tab) == before


def test_a_page_where_all_is_done_has_no_next_question(tab, tmp_path):
    name = tab.locator(".progress-chapters > li").last.get_attribute("data-boxes")
    take_in(tab, tmp_path, file_with(**{name: {"answer": "1", "solved": True}}))
    assert "1 of 1 done" in rows(tab)[1]
    assert not tab.locator(".progress-next").last.is_visible()


def test_progress_travels_in_a_file_from_the_disk_to_a_server(tab, browser, served, tmp_path):
    solve_the_first(tab)
    with tab.expect_download() as started:
        tab.get_by_role("button", name="Save my progress as a file").click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    assert file.name == "my_progress.json"
    with tab_at(browser, served) as other:
        assert " 0 of " in rows(other)[0]
        take_in(other, tmp_path, file.read_text("utf-8"))
        assert said(other) == "Taken in: 1 answer."
        assert rows(other) == rows(tab)
        to(other, "boxes")
        assert box(other, FIRST).locator(".question-solved").is_visible()


def test_a_file_is_merged_with_what_is_there(tab, tmp_path):
    solve_the_first(tab)
    theirs = {FIRST: {"answer": "0.27"}, "softmax_shift": {"answer": "0", "opened": True}, LAST: {"solved": True}}
    take_in(tab, tmp_path, file_with(**theirs))
    assert " 2 of " in rows(tab)[0]
    assert json.loads(kept(tab)[f"backprop-by-hand/{FIRST}"]) == {"answer": "0.73", "solved": True}
    assert json.loads(kept(tab)["backprop-by-hand/softmax_shift"]) == {"answer": "0", "opened": True}


def test_a_right_answer_in_the_file_replaces_an_open_one(tab, tmp_path):
    to(tab, "boxes")
    answer(tab, FIRST, "0.5")
    to(tab, "my_progress")
    wait_until_kept(tab)
    take_in(tab, tmp_path, file_with(**{FIRST: {"answer": "0.73", "solved": True}}))
    assert json.loads(kept(tab)[f"backprop-by-hand/{FIRST}"]) == {"answer": "0.73", "solved": True}


def test_questions_that_the_book_does_not_ask_are_left_out_and_named(tab, tmp_path):
    take_in(tab, tmp_path, file_with(gone={"solved": True}, __proto__x={"solved": True}))
    assert said(tab).startswith("Taken in: 0 answers. 2 belong to questions that this edition")
    assert "backprop-by-hand/gone" not in kept(tab)


OTHER_FILES = [
    "",
    "not JSON",
    "[]",
    "null",
    {},
    {"format": "another", "version": 1, "answers": {}},
    {"format": "backprop-by-hand/progress", "version": 2, "answers": {}},
    file_with(softmax_shift="solved"),
    file_with(softmax_shift={"solved": "yes"}),
    file_with(softmax_shift={"score": 5}),
    file_with(softmax_shift={"answer": "1" * 5000}),
    {"format": "backprop-by-hand/progress", "version": 1, "answers": [{"solved": True}]},
    " " * 2_000_001,
]


def test_any_other_file_gets_one_message_and_changes_nothing(tab, tmp_path):
    tab.evaluate("name => localStorage.setItem('backprop-by-hand/' + name, '{\"solved\":true}')", FIRST)
    before = kept(tab)
    for content in OTHER_FILES:
        tab.evaluate("document.querySelector('.progress-said').textContent = ''")
        take_in(tab, tmp_path, content)
        assert said(tab).startswith("This is not a file that this page saved, so nothing was changed."), content
        assert kept(tab) == before, content


def test_forgetting_asks_first_and_then_forgets_every_answer_and_nothing_else(tab):
    solve_the_first(tab)
    tab.evaluate("localStorage.setItem('mode', 'dark')")
    tab.get_by_role("button", name="Forget all my answers").click()
    tab.get_by_role("button", name="No, keep them").click()
    assert " 1 of " in rows(tab)[0]
    tab.get_by_role("button", name="Forget all my answers").click()
    tab.get_by_role("button", name="Yes, forget them").click()
    assert " 0 of " in rows(tab)[0]
    assert said(tab) == "All answers are forgotten."
    assert [key for key in kept(tab) if key.startswith("backprop-by-hand/")] == []
    assert kept(tab)["mode"] == "dark"


def test_the_keyboard_is_enough_to_decide_against_forgetting(tab):
    tab.get_by_role("button", name="Forget all my answers").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.textContent") == "No, keep them"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.textContent") == "Forget all my answers"


def test_without_scripts_the_page_says_so_and_leads_to_the_first_questions(browser, pages):
    with opened(browser, (pages / "my_progress.html").as_uri(), java_script_enabled=False) as tab:
        assert "Your browser runs no scripts here" in tab.locator("main").inner_text()
        assert "questions" in rows(tab)[0] and "done" not in rows(tab)[0]
        assert tab.locator(".progress-tools").is_hidden()


def test_the_page_fits_a_phone(browser, pages):
    with browser.new_page(viewport={"width": 360, "height": 740}) as tab:
        tab.goto((pages / "my_progress.html").as_uri())
        assert pixels_too_wide(tab) <= 0


def test_the_script_is_small_and_only_where_it_is_needed(pages):
    script = (pages / "_static/progress.js").read_text("utf-8")
    assert len(gzip.compress(script.encode())) < 4000
    assert "eval(" not in script and "innerHTML" not in script
    loading = {page.name for page in pages.glob("*.html") if "progress.js" in page.read_text("utf-8")}
    assert loading == {"my_progress.html"}
