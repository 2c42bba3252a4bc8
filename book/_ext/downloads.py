"""Put each assignment on its page as a file to download: the notebook as students get it, with all that `check` needs.

The archives are made when the build has finished, and only for pages that were read anew: such a page depends on its
solutions and its bank (see ``exercise_pages``), and here on the rest that goes into its archive.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from pathlib import Path

from exercise_pages import EXERCISES, ROOT
from sphinx.application import Sphinx

FOLDER = "downloads"
CELL = re.compile(r"^(?:\+\+\+$|`{3,}\{code-cell\})", re.MULTILINE)
OFFER = """\
+++

:::{{admonition}} Work on this in Jupyter
:class: tip
Download <a href="../../{folder}/{name}.zip" download>{name}.zip</a>: this notebook, and beside it all that `check`
needs. Unpack it. In its folder, run `python -m pip install jupyterlab matplotlib numpy` once, and then
`jupyter lab {name}.ipynb`.
:::

"""


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the hooks with Sphinx."""
    app.setup_extension("exercise_pages")  # first: its hook replaces the page's text
    stale: list[str] = []
    app.connect("env-before-read-docs", lambda app, env, docnames: stale.extend(docnames))
    app.connect("source-read", offer)
    app.connect("build-finished", lambda app, error: None if error else write_archives(app, stale))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def offer(app: Sphinx, docname: str, source: list[str]) -> None:
    """Say on an exercise's page how to work on it in Jupyter."""
    if not docname.startswith(EXERCISES):
        return
    for pattern in ("autograder/bank/*.py", "autograder/student/*.py", f"{EXERCISES}data/*"):
        for file in ROOT.glob(pattern):
            app.env.note_dependency(str(file))
    source[0] = with_offer(source[0], docname.removeprefix(EXERCISES))


def with_offer(page: str, name: str) -> str:
    """Return the page with the offer between its first cell, which has the title, and its second."""
    title = page.index("\n# ")
    second = CELL.search(page, title)
    place = second.start() if second else len(page)
    return page[:place] + OFFER.format(folder=FOLDER, name=name) + page[place:]


def write_archives(app: Sphinx, stale: Iterable[str]) -> None:
    """Write the archives that are missing or stale into the built book."""
    if app.builder.format != "html":
        return
    downloads = importlib.import_module("autograder.authoring.downloads")
    folder = Path(app.outdir, FOLDER)
    folder.mkdir(exist_ok=True)
    for docname in filter(lambda each: each.startswith(EXERCISES), app.env.found_docs):
        name = docname.removeprefix(EXERCISES)
        if docname in stale or not (folder / f"{name}.zip").exists():
            files = downloads.downloaded_files(Path(app.env.doc2path(docname)))
            (folder / f"{name}.zip").write_bytes(downloads.zipped(name, files))
