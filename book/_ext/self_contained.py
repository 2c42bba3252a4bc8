"""Make the built book self-contained: every page works with no network, also when opened as a file.

Two things stand between the theme and that promise, and each has its cure here:

- *MathJax* comes from a content network by default. The pip package ``sphinx-mathjax-offline`` carries it. Only the
  parts that typeset TeX are copied (1.9 MB of 24), and the loader is told to take those.
- *FontAwesome* weighs 1.7 MB as a script and as fonts. The pages' template does not ask for the script, ``book.css``
  draws the few icons that the pages have, and the files are removed.

Files are copied when the build has finished, not kept under ``_static``: Jupyter Book may add every script that it
finds in a static folder to every page.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

MATHJAX_PARTS = (
    "startup.js",
    "core.js",
    "input/tex.js",
    "input/tex/extensions",
    "output/chtml.js",
    "output/chtml/fonts",
    "a11y/assistive-mml.js",
)
MATHJAX_LOADS = ["core", "input/tex", "output/chtml", "a11y/assistive-mml"]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the hooks with Sphinx."""
    app.add_config_value("comments_config", {}, "")  # Jupyter Book sets it even when sphinx_comments is left out
    app.connect("config-inited", use_the_local_mathjax)
    app.connect("build-finished", copy_mathjax)
    app.connect("build-finished", remove_the_icon_fonts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def use_the_local_mathjax(app: Sphinx, config: Config) -> None:
    """Point the pages to our copy of MathJax and name the parts it may load."""
    config.mathjax_path = "mathjax/startup.js"
    config.mathjax3_config = {"loader": {"load": MATHJAX_LOADS}}


def copy_mathjax(app: Sphinx, error: Exception | None) -> None:
    """Copy the parts of MathJax that typeset TeX into the built book."""
    if error or app.builder.format != "html":
        return
    package = importlib.util.find_spec("sphinx-mathjax-offline")
    if package is None or package.origin is None:
        raise ExtensionError("MathJax is missing. Install it: pip install sphinx-mathjax-offline")
    source = Path(package.origin).parent / "static/mathjax"
    target = Path(app.outdir, "_static/mathjax")
    for part in MATHJAX_PARTS:
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, dirs_exist_ok=True)
        else:
            shutil.copyfile(source / part, target / part)


def remove_the_icon_fonts(app: Sphinx, error: Exception | None) -> None:
    """Remove the files that draw the theme's icons."""
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    shutil.rmtree(static / "vendor/fontawesome", ignore_errors=True)
    for script in static.glob("scripts/fontawesome.js*"):
        script.unlink()
