"""Attacks by what the instructor or the student opens: written answers and outputs."""

from __future__ import annotations

from ..recipe import WRONG_ANSWER, Breach, Door, HandIn, Kind, Recipe, in_cell

_SVG = '<svg width="9" height="9" onload="@MARKER@()"><script>@MARKER@()</script></svg>'


def _text(name: str, kind: Kind, source: str, *without: str) -> Recipe:
    def edit(hand_in: HandIn) -> None:
        hand_in.code(WRONG_ANSWER)
        hand_in.text(source)

    return Recipe(name, kind, Door.RENDERED, Breach.ACTS, edit, without or ("plain text", "stock"))


def _attachment(hand_in: HandIn) -> None:
    hand_in.code(WRONG_ANSWER)
    hand_in.text("![a plot](attachment:not-there.png)")


RECIPES = [
    _text("puts-a-script-into-its-answer", Kind.MARKUP, "<script>@MARKER@()</script>"),
    _text("puts-a-handler-into-its-answer", Kind.MARKUP, '<img src="x" onerror="@MARKER@()">'),
    _text("puts-a-program-behind-a-link", Kind.LINKS, '<a href="javascript:@MARKER@()">the derivation</a>'),
    _text("puts-a-drawing-into-its-answer", Kind.MARKUP, _SVG),
    _text("puts-a-frame-into-its-answer", Kind.MARKUP, '<iframe srcdoc="<script>@MARKER@()</script>"></iframe>'),
    _text(
        "sends-the-reader-elsewhere",
        Kind.NETWORK,
        '<meta http-equiv="refresh" content="0; url=http://127.0.0.1:@PORT@/@MARKER@">',
    ),
    _text("asks-a-server-for-a-picture", Kind.NETWORK, "![](http://127.0.0.1:@PORT@/@MARKER@)"),
    _text("asks-the-formgrader-for-a-mark", Kind.REACH, '<img src="/formgrader/?path=submitted/@SELF@/@MARKER@">'),
    _text(
        "draws-a-mark-of-its-own",
        Kind.CELLS,
        '<style>.@MARKER@, .score { display: none }</style><form action="/@MARKER@"><b>4 / 4</b></form>',
    ),
    _text(
        "closes-the-fence-it-is-shown-in", Kind.MARKUP, "~~~~\n\n<script>@MARKER@()</script>\n\n~~~~\n", "long fences"
    ),
    Recipe("shows-an-attachment-that-is-missing", Kind.STOP, Door.RENDERED, Breach.STOPS, _attachment, ("plain text",)),
    Recipe(
        "shows-a-value-that-renders-itself",
        Kind.VALUES,
        Door.RENDERED,
        Breach.ACTS,
        in_cell("class Plot:\n    def _repr_html_(self): return '<script>@MARKER@()</script>'\nPlot()"),
    ),
]
