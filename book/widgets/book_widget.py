"""How a widget is made: the base class of all widgets, and their scripts and styles, put together from the kit.

A widget NAME is two files here, and a third where it has a look of its own:

``NAME.py``
    A subclass of `BookWidget` with ``_esm, _css = esm("NAME"), css("NAME")``; at its end ``WIDGET: Any = TheClass``.
    Its traits are all that JavaScript reads: `of_reader` marks what the reader changes (kept, linked, observed),
    `of_author` what only the page sets. Every widget has the trait ``predictions``. It also gives what the page shows
    without scripts and on paper: ``asked()``, ``table()``, ``alt()``, ``draw(ink, colours)``. A list's length and the
    kind of its entries cannot change through a link, so start with a full one.
``NAME.js``
    ``const { make, slider } = kit;`` for what it needs of the kit, then plain functions, at its end ``const render =
    widget({ name, traits, read, panels, aloud });`` and ``export default { render, mathematics: { … } };``. No import.
    The mathematics is what tests compare with ``solutions/`` (``bookWidgets.NAME.mathematics``).
``NAME/*.js``
    Parts of a script that would grow too long: plain functions, put before ``NAME.js`` in its scope, with no export.
``NAME.css``
    Only what the kit lacks, each selector starting with ``.NAME-``.

The kit is ``kit/*.js``, in one scope; what a file exports is in the constant `kit`:

``text``         number fixed signed listed indexed agrees
``elements``     make makeSvg write place newId · slider group choice toggle button buttons checkedField ·
                 card cards pictured together inCards · verdict tell silence
``predictions``  prediction predicted handlePanel numberTask
``tables``       numberTable readout numberCell scrolled slopeBar
``drawing``      mark pictureOfMark dot letterMark apart · scale plot polyline curve boundary scatter regions · handle
``whole``        readTraits change changedAt widget player

Rules. A panel is ``{ node, draw(now), stop() }``: nothing is drawn but in ``draw``, which must not change the model; a
control calls ``change(model, { trait: value })`` and the next frame draws all. A link may say anything of the right
form, so ``read`` puts what is out of range right. Numbers that are shown stand exactly in ``data-value``. Pictures are
at most 280 high together: on a phone they stay in view. Nothing is said by a colour alone: use `mark`, dashes, hatches.
Nothing runs by itself: `player` for what goes on. On ``pictured``'s right side goes what is moved most.

A page places it (the directive is in ``book/_ext/widgets.py``)::

    ```{widget} NAME
    :name: widget-NAME
    :state: {predictions: {}}

    The caption.
    ```

Tests: ``tests/book/widget_pages/NAME.md`` puts it on a page of the small book (``:name: NAME``; every test builds that
book, so let the page come when the widget runs). Then ``test_every_widget.py`` and ``test_widgets_in_jupyterlab.py``
look at it with no further word: keyboard, names, 360 px, dark, links, paper, no scripts, weight. Its own
``test_widget_NAME.py`` has the mathematics against ``solutions/``, its predictions wrong and right, what is drawn when
it is moved.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import anywidget
import traitlets
from matplotlib.figure import Figure

HERE = Path(__file__).resolve().parent
KIT = ("text", "elements", "whole", "predictions", "tables", "drawing")
EXPORT = re.compile(r"^export (?=(?:const|function) (\w+))", re.MULTILINE)
MINUS = "\N{MINUS SIGN}"

Trait = TypeVar("Trait", bound=traitlets.TraitType)


def kit() -> str:
    """Return the kit as an expression, for a script of either kind: an object of all that its files export."""
    source = "\n".join((HERE / "kit" / f"{name}.js").read_text("utf-8") for name in KIT)
    names = EXPORT.findall(source)
    return f"(() => {{\n{EXPORT.sub('', source)}\nreturn {{ {', '.join(names)} }};\n}})()"


def esm(name: str) -> str:
    """Return the ES module of a widget, with the kit in it: what JupyterLab loads."""
    return f"const kit = {kit()};\n{script(name)}"


def script(name: str) -> str:
    """Return the script of a widget without the kit: its parts, where it has any, and its own file after them."""
    files = (*sorted((HERE / name).glob("*.js")), HERE / f"{name}.js")
    return "\n".join(file.read_text("utf-8") for file in files)


def css(name: str) -> str:
    """Return the style sheet of a widget, with the kit's."""
    files = (HERE / "kit/kit.css", HERE / f"{name}.css")
    return "\n".join(file.read_text("utf-8") for file in files if file.exists())


def of_reader(trait: Trait) -> Trait:
    """Mark a trait that the reader changes: it is kept for the next visit, and a link restores it."""
    return trait.tag(sync=True, reader=True)


def of_author(trait: Trait) -> Trait:
    """Mark a trait that only the page or Python sets."""
    return trait.tag(sync=True, reader=False)


class BookWidget(anywidget.AnyWidget):
    """What every widget has."""

    predictions = of_reader(traitlets.Dict(help="what was predicted, by the prediction's key"))

    def asked(self) -> list[str]:
        """Return the questions that the widget asks, each complete in itself."""
        raise NotImplementedError

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the heads and the rows of a table of values from which the questions can be answered."""
        raise NotImplementedError

    def alt(self) -> str:
        """Return what the drawing shows, for those who cannot see it."""
        raise NotImplementedError

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the drawing for paper; `colours` are blue, orange and teal."""
        raise NotImplementedError


def fixed(value: float, decimals: int) -> str:
    """Write a number as the scripts do: with a true minus sign, and none before zero."""
    text = f"{value:.{decimals}f}"
    return (text.lstrip("-") if float(text) == 0 else text).replace("-", MINUS)
