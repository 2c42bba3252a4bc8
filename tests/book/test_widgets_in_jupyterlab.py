"""Every widget with a kernel: Python observes what the reader does, and what Python sets is drawn."""

from __future__ import annotations

import re
import sys

import nbformat
import pytest

from ..jupyter import jupyter_lab, with_token
from .test_every_widget import MOVABLE, WIDGETS
from .widget_fixtures import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOW = f"""import sys; sys.path.insert(0, {str(ROOT / "book/widgets")!r})
from importlib import import_module
from ipywidgets import Label
from IPython.display import display
widget, told, seen = import_module("NAME").WIDGET(), Label(), []
readers = widget.trait_names(reader=True)
start = {{trait: getattr(widget, trait) for trait in readers}}
def note(change):
    seen.append(change.name)
    told.value = f"seen {{len(seen)}}, at the start: {{all(getattr(widget, t) == start[t] for t in readers)}}."
widget.observe(note, readers)
display(told, widget)"""
SET = "for trait in set(seen): setattr(widget, trait, start[trait])"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Serve a notebook for each widget, and return the server's address."""
    work, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    for name in WIDGETS:
        notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
        notebook.cells = [nbformat.v4.new_code_cell(code) for code in (SHOW.replace("NAME", name), SET)]
        nbformat.write(notebook, work / f"{name}.ipynb")
    with jupyter_lab(sys.executable, work, home) as address:
        yield address


@pytest.mark.parametrize("name", WIDGETS)
def test_python_sees_what_the_reader_does_and_sets_what_is_drawn(browser, lab, name):
    with browser.new_page() as tab:
        outside = []
        tab.on("request", lambda request: outside.append(request.url) if lab.split("//")[1] not in request.url else 0)
        tab.goto(with_token(lab, f"lab/workspaces/{name}/tree/{name}.ipynb"))  # no other notebook is open in it
        run = tab.locator(".jp-NotebookPanel-toolbar").get_by_role("button", name=re.compile("^Run this cell"))
        tab.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        run.click()
        widget = tab.locator(f".{name}-widget")
        widget.wait_for(timeout=60_000)
        control = widget.locator(MOVABLE).first
        before = control.get_attribute("aria-valuetext")
        control.focus()
        tab.keyboard.press("ArrowRight")
        tab.get_by_text(re.compile(r"seen [1-9]\d*, at the start: False")).wait_for()
        assert control.get_attribute("aria-valuetext") != before
        tab.locator(".jp-Cell").nth(1).locator(".jp-InputArea-editor").click()
        run.click()
        tab.get_by_text(re.compile("at the start: True")).wait_for()
        tab.wait_for_function("([node, text]) => node.ariaValueText === text", arg=[control.element_handle(), before])
        assert [url for url in outside if not url.startswith(("data:", "blob:", "ws:"))] == []
