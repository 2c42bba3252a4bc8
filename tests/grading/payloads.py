"""What a student can write in the hope that it acts on whoever opens it, each with what it would do.

``MARKER`` stands in all of them; ``TRAP`` is another site, which the tests answer for.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MARKER = "gotcha7f3a"
TRAP = "http://trap.test/"
RUN = f"document.title=&quot;{MARKER}&quot;"  # inside an attribute
SCRIPT = f"<script>document.title='{MARKER}'</script>"
LINK = f"javascript:void(document.title='{MARKER}')"
_SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{SCRIPT}</svg>'
_BASE64_SVG = b64encode(_SVG.encode()).decode()
_PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
_COVER = f'<div class="{MARKER}" style="position:fixed;inset:0;z-index:9999;background:white">Score: 4 / 4</div>'


class Act(StrEnum):
    """What is seen where a payload acts."""

    RUNS = "a program runs"
    ASKS = "another site is asked"
    LEADS = "a link runs a program when it is pressed"
    COVERS = "the page is covered"
    HIDES = "the score is hidden"
    LOOKS = "it makes an element of its own"


@dataclass(frozen=True)
class Payload:
    """One of them: ``text`` is the written answer, ``outputs`` what a cell of the notebook holds as its result."""

    name: str
    act: Act
    text: str = ""
    outputs: tuple[Mapping[str, Any], ...] = ()
    attachments: Mapping[str, Any] = field(default_factory=dict)


def _shows(name: str, act: Act, mime: str, data: Any, **metadata: Any) -> Payload:
    shown = {"output_type": "display_data", "data": {mime: data, "text/plain": MARKER}, "metadata": {mime: metadata}}
    return Payload(name, act, outputs=(shown,))


def _raises(name: str, act: Act, *lines: str) -> Payload:
    error = {"output_type": "error", "ename": "ValueError", "evalue": MARKER, "traceback": list(lines)}
    return Payload(name, act, outputs=(error,))


PAYLOADS = [
    Payload("a script", Act.RUNS, SCRIPT),
    Payload("a script behind the end of a code block", Act.RUNS, f"```\nx\n```\n~~~~\n~~~~\n\n{SCRIPT}"),
    Payload("an event handler", Act.RUNS, f'<img src="x:" onerror="{RUN}">'),
    Payload("a handler that opens by itself", Act.RUNS, f'<details open ontoggle="{RUN}">more</details>'),
    Payload("a handler without quotes", Act.RUNS, f"<div><img src=x: onerror=document.title='{MARKER}'></div>"),
    Payload("a drawing with a script", Act.RUNS, _SVG),
    Payload("an animation that runs a program", Act.RUNS,
            f'<svg><animate onbegin="{RUN}" attributeName="x" dur="1s"></animate></svg>'),
    Payload("a frame with a script", Act.RUNS,
            f"<iframe srcdoc=\"<script>parent.document.title='{MARKER}'</script>\"></iframe>"),
    Payload("a link that is a program", Act.LEADS, f'<a href="{LINK}">my derivation</a>'),
    Payload("a link in a drawing", Act.LEADS,
            f'<svg width="99" height="20"><a href="{LINK}"><text y="15">press</text></a></svg>'),
    Payload("a form that sends to a program", Act.LEADS,
            f'<form action="{LINK}"><a class="{MARKER}" onclick="this.parentNode.submit()">send</a></form>'),
    Payload("a refresh to another site", Act.ASKS,
            f'<meta http-equiv="refresh" content="0;url={TRAP}{MARKER}">'),
    Payload("a picture on another site", Act.ASKS, f"![]({TRAP}{MARKER})"),
    Payload("a frame of another site", Act.ASKS, f'<iframe src="{TRAP}{MARKER}"></iframe>'),
    Payload("a style sheet of another site", Act.ASKS, f"<style>@import '{TRAP}{MARKER}';</style>"),
    Payload("an object of another site", Act.ASKS, f'<object data="{TRAP}{MARKER}"></object>'),
    Payload("an address for all others", Act.LOOKS, f'<base href="{TRAP}{MARKER}">'),
    Payload("a sheet over the page", Act.COVERS, _COVER),
    Payload("a style that hides the score", Act.HIDES, f"<style>h4, .{MARKER} {{ display: none }}</style>"),
    Payload("an id that a page's own program looks for", Act.LOOKS, f'<b id="{MARKER}">4</b>'),
    Payload("a formula with a link", Act.LEADS, f"$$\\href{{{LINK}}}{{x}}$$"),
    Payload("a formula with a style", Act.COVERS,
            f"$$\\style{{position:fixed;top:0;left:0;width:3000px;height:3000px;z-index:9999}}"
            f"{{\\class{{{MARKER}}}{{x}}}}$$"),
    Payload("a formula with a class and an id", Act.LOOKS, f"$$\\class{{{MARKER}}}{{\\cssId{{{MARKER}}}{{x}}}}$$"),
    Payload("a formula in a font of its own", Act.LOOKS, f"$$\\unicode[{MARKER}]{{x263A}}$$"),
    Payload("an attached drawing of a score", Act.LOOKS, f"![{MARKER}](attachment:x.svg)",
            attachments={"x.svg": {"image/svg+xml": _BASE64_SVG}}),
    _shows("a result that is a page", Act.RUNS, "text/html", SCRIPT),
    _shows("a result that is a script", Act.RUNS, "application/javascript", f"</script>{SCRIPT}"),
    _shows("a result that is a drawing", Act.LOOKS, "image/svg+xml", _SVG),
    _shows("a result that is Markdown", Act.RUNS, "text/markdown", SCRIPT),
    _shows("a result that is a formula", Act.LEADS, "text/latex", f"$$\\href{{{LINK}}}{{x}}$$"),
    _shows("a picture whose width is a handler", Act.RUNS, "image/png", _PIXEL,
           width=f"1 onload=document.title='{MARKER}'"),
    _raises("a traceback in colours", Act.LOOKS, f"\x1b[31;47m{MARKER}\x1b[0m"),
]  # fmt: skip
