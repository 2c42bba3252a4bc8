"""Attacks by messages: between the kernel and nbgrader, or between a student's process and ours."""

from __future__ import annotations

from ..recipe import Breach, Door, Kind, Recipe, in_call, in_cell

_SEND = """import os, sys, time
sys.path.insert(0, '@CHECKOUT@')
from autograder.student import wire
def send(data):
    sent = 0
    while sent < len(data):
        sent += os.write(3, data[sent:])
"""

_FORGE = """session, kernel = get_ipython().kernel.session, get_ipython().kernel
plain = type(session).send
def quiet(self, stream, kind, *arguments, **named):
    content = arguments[0] if arguments else named.get("content")
    if kind == "error": return None
    if kind == "execute_reply" and isinstance(content, dict):
        for name in ("ename", "evalue", "traceback"): content.pop(name, None)
        content.update(status="ok", user_expressions={}, payload=[])
    return plain(self, stream, kind, *arguments, **named)
type(session).send = quiet"""

_PICKLE = """import pickle, struct
class Opens:
    def __reduce__(self): return (os.truncate, ("@TREASURE@", 0))
header = pickle.dumps(Opens())
send(struct.pack("!2sBII", b"BH", 1, 0, len(header)) + header)
os._exit(0)"""

_ANNOUNCES = """import struct
send(struct.pack("!2sBII", b"BH", 1, 0, 1_200_000_000))
block = b" " * (1 << 20)
for _ in range(1144): send(block)
os._exit(0)"""

_DRIPS = """import struct
send(struct.pack("!2sBII", b"BH", 1, 0, 4_000_000))
end = time.monotonic() + @SECONDS@ / 2
while time.monotonic() < end:
    send(b" ")
    time.sleep(0.1)
os._exit(0)"""

_DEEP = """import struct
header = b"[" * 100_000
send(struct.pack("!2sBII", b"BH", 1, 0, len(header)) + header)
os._exit(0)"""

_HTML = """page = {"type": "html", "text": "<script>@MARKER@()</script>"}
send(wire.pack({"status": "ok", "outputs": [page]}))
os._exit(0)"""

_TYPE = 'send(wire.pack({"error": {"type": str(float(scores.flat[0])), "line": None, "message": ""}}))'


def _wire(name: str, kind: Kind, breach: Breach, source: str, *without: str, **more: bool) -> Recipe:
    return Recipe(name, kind, Door.WIRE, breach, in_cell(_SEND + source), without, **more)


RECIPES = [
    Recipe("drops-every-message-of-an-error", Kind.HOOKS, Door.WIRE, Breach.MARKS, in_cell(_FORGE)),
    _wire("sends-a-pickle", Kind.REACH, Breach.OTHERS, _PICKLE, "JSON only"),
    _wire("announces-a-giant-message", Kind.STOP, Breach.COST, _ANNOUNCES, "limits"),
    _wire("drips-a-message", Kind.STOP, Breach.COST, _DRIPS, "limits", slow=True),
    _wire("sends-garbage", Kind.STOP, Breach.STOPS, "send(b'GARBAGE' * 1000)", "checked messages"),
    _wire("sends-a-deep-nest", Kind.VALUES, Breach.STOPS, _DEEP, "checked messages"),
    _wire("forges-an-output-of-html", Kind.MARKUP, Breach.ACTS, _HTML, "known outputs only"),
    Recipe(
        "forges-an-exception-named-after-its-arguments",
        Kind.PRINTED,
        Door.WIRE,
        Breach.SECRET,
        in_call(_TYPE, before=_SEND),
        ("names of exceptions",),
    ),
]
