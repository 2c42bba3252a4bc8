"""Attacks by the code of a solution cell."""

from __future__ import annotations

from ..recipe import WRONG, Breach, Door, Kind, Recipe, in_call, in_cell

_YES = "lambda *arguments, **named: True"

_FRAMES = """import sys
frame = sys._getframe()
while frame is not None:
    for space in (frame.f_locals, frame.f_globals):
        for value in list(space.values()):
            near = getattr(value, "expected", value)
            near = near.get("value") if isinstance(near, dict) else near
            if isinstance(near, np.ndarray) and near.shape == scores.shape and np.allclose(near.sum(axis=1), 1):
                return near.copy()
    frame = frame.f_back"""

_COLLECTOR = """import gc
for value in gc.get_objects():
    for near in value.values() if type(value) is dict else ():
        if type(near) is np.ndarray and near.shape == scores.shape and near is not scores:
            if near.min() > 0 and np.allclose(near.sum(axis=1), 1):
                return near.copy()"""

_NEIGHBOUR = """import json
cells = json.load(open("@ROOT@/submitted/a-honest-right/attacked/attacked.ipynb"))["cells"]
exec(next("".join(c["source"]) for c in cells if "def softmax" in "".join(c["source"])), globals())"""

_GRADEBOOK = """import sqlite3
book = sqlite3.connect("@ROOT@/gradebook.db", timeout=5)
book.execute("UPDATE grade SET manual_score = 0.125")
book.commit()
book.close()"""

_DAEMON = """import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        with open("@PIDS@", "a") as file:
            file.write(f"{os.getpid()}\\n")
        time.sleep(120)
    os._exit(0)
os.wait()"""

_FORKS = """import os, time
for _ in range(40):
    if os.fork() == 0:
        with open("@PIDS@", "a") as file:
            file.write(f"{os.getpid()}\\n")
        time.sleep(2)
        os._exit(0)
for _ in range(40):
    os.wait()"""

_LOOP = """import time
end = time.monotonic() + @SECONDS@ / 2
while time.monotonic() < end:
    pass"""

_LOOP_ONCE = """import time
np.end = getattr(np, "end", None) or time.monotonic() + @SECONDS@
while time.monotonic() < np.end:
    pass"""

_STUBBORN = """import signal, time
for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
end = time.monotonic() + @SECONDS@ / 2
while time.monotonic() < end:
    try:
        time.sleep(0.05)
    except BaseException:
        pass"""

_MEMORY = "hoard = []\nfor _ in range(36): hoard.append(bytearray(b'x') * (1 << 25))"

_EVIL = f"""class Agreeable(np.ndarray):
    def __array_function__(self, function, types, arguments, named): return True
    def __array_ufunc__(self, *arguments, **named): return True
    def __eq__(self, other): return True
    __hash__ = None
    def all(self, *arguments): return True
    def __bool__(self): return True
return ({WRONG}).view(Agreeable)"""

_ENDLESS = """import time
end = np.end = getattr(np, "end", None) or time.monotonic() + @SECONDS@
class Endless:
    def __iter__(self): return self
    def __next__(self):
        if time.monotonic() > end: raise StopIteration
        time.sleep(0.001)
        return 0.25
    def __array__(self, dtype=None, copy=None): return np.array(list(self))
    def __len__(self): return 1 << 40
    def __getitem__(self, index):
        if time.monotonic() > end: raise IndexError
        return 0.25
return iter(Endless())"""

P, A = Kind, Breach


def _python(name: str, kind: Kind, breach: Breach, edit: object, *without: str, slow: bool = False) -> Recipe:
    return Recipe(name, kind, Door.PYTHON, breach, edit, without or ("stock",), slow=slow)  # type: ignore[arg-type]


RECIPES = [
    _python(
        "makes-allclose-agree",
        P.PATCHED,
        A.MARKS,
        in_cell(f"np.allclose = np.testing.assert_allclose = np.array_equal = {_YES}"),
    ),
    _python(
        "makes-what-allclose-calls-agree",
        P.PATCHED,
        A.MARKS,
        in_cell(f"import numpy._core.numeric as numeric\nnumeric.isclose = {_YES}"),
    ),
    _python("returns-an-array-that-agrees-with-all", P.VALUES, A.MARKS, in_call(_EVIL)),
    _python("returns-something-without-end", P.VALUES, A.COST, in_call(_ENDLESS), "limits", slow=True),
    _python(
        "returns-a-small-array-of-giant-shape",
        P.VALUES,
        A.COST,
        in_call(f"return np.broadcast_to({WRONG}, (120_000_000 // scores.size, *scores.shape))"),
    ),
    _python("takes-the-expected-value-from-the-callers-frame", P.REACH, A.MARKS, in_call(_FRAMES)),
    _python("takes-the-expected-value-from-the-collector", P.REACH, A.MARKS, in_call(_COLLECTOR)),
    _python(
        "imports-the-reference",
        P.REACH,
        A.MARKS,
        in_cell("import sys\nsys.path.insert(0, '@CHECKOUT@')\nfrom solutions.softmax import softmax"),
        "sandbox",
        "stock",
    ),
    _python(
        "asks-the-bank",
        P.REACH,
        A.MARKS,
        in_cell(
            "import sys\nsys.path.insert(0, '@CHECKOUT@')\n"
            "for name in [name for name in sys.modules if name.startswith('autograder')]: del sys.modules[name]\n"
            "from autograder import bank\nsoftmax = bank.find('softmax').reference"
        ),
        "sandbox",
        "stock",
    ),
    _python(
        "reads-a-file-of-the-graders",
        P.REACH,
        A.SECRET,
        in_cell("print(open('@TREASURE@').read())"),
        "sandbox",
        "stock",
    ),
    _python("reads-the-environment", P.REACH, A.SECRET, in_cell("import os\nprint(dict(os.environ))")),
    _python(
        "reads-another-process-in-proc",
        P.REACH,
        A.SECRET,
        in_cell("print(open('/proc/@VICTIM@/environ').read())"),
        "sandbox",
        "stock",
    ),
    _python(
        "reads-the-course-secret",
        P.REACH,
        A.SECRET,
        in_cell("print(open('@ROOT@/course_secret').read())"),
    ),
    _python("copies-a-neighbours-answer", P.REACH, A.MARKS, in_cell(_NEIGHBOUR)),
    _python("writes-into-the-gradebook", P.REACH, A.OTHERS, in_cell(_GRADEBOOK)),
    _python(
        "writes-a-file-of-the-graders",
        P.REACH,
        A.OTHERS,
        in_cell("open('@TREASURE@', 'a').write('mine')"),
        "sandbox",
        "stock",
    ),
    _python(
        "kills-another-process", P.REACH, A.PROCESS, in_cell("import os\nos.kill(@VICTIM@, 9)"), "sandbox", "stock"
    ),
    _python("exits-in-its-cell", P.STOP, A.STOPS, in_cell("import os\nos._exit(0)"), "one process for all"),
    _python("exits-in-a-call", P.STOP, A.STOPS, in_call("import os\nos._exit(0)"), "one process for all"),
    _python(
        "crashes-the-interpreter", P.STOP, A.STOPS, in_cell("import ctypes\nctypes.string_at(0)"), "one process for all"
    ),
    _python("loops-in-its-cell", P.STOP, A.COST, in_cell(_LOOP), "limits", slow=True),
    _python("loops-in-a-call", P.STOP, A.COST, in_call(_LOOP_ONCE), "limits", slow=True),
    _python("ignores-every-signal", P.STOP, A.COST, in_cell(_STUBBORN), "limits", slow=True),
    _python("floods-the-memory-in-its-cell", P.STOP, A.COST, in_cell(_MEMORY), "limits", "stock"),
    _python("floods-the-memory-in-a-call", P.STOP, A.COST, in_call(_MEMORY), "limits", "stock"),
    _python(
        "floods-the-disk",
        P.STOP,
        A.COST,
        in_cell("for n in range(60): open(f'{n}.bin', 'wb').write(bytes(1 << 20))"),
    ),
    _python(
        "floods-the-output",
        P.STOP,
        A.COST,
        in_cell("for n in range(3000): print('x' * 10_000)"),
        "limits",
    ),
    _python("starts-forty-processes", P.STOP, A.COST, in_cell(_FORKS), "sandbox", "stock"),
    _python("leaves-a-process-behind", P.STOP, A.PROCESS, in_cell(_DAEMON), "sandbox", "stock"),
    _python(
        "opens-a-connection",
        P.NETWORK,
        A.NETWORK,
        in_cell("import socket\nsocket.create_connection(('127.0.0.1', @PORT@), 2).sendall(b'@SELF@\\n')"),
        "sandbox",
        "stock",
    ),
    _python("prints-its-arguments", P.PRINTED, A.SECRET, in_call("print(scores.tolist())")),
    _python("raises-its-arguments", P.PRINTED, A.SECRET, in_call("raise ValueError(scores.tolist())")),
    _python(
        "names-an-exception-after-its-arguments",
        P.PRINTED,
        A.SECRET,
        in_call("raise type('E' + str(float(scores.flat[0])).replace('-', 'm')[:40], (Exception,), {})()"),
        "names of exceptions",
        "stock",
    ),
    _python(
        "keeps-its-arguments-for-a-later-cell",
        P.PRINTED,
        A.SECRET,
        lambda hand_in: (
            in_call("kept.append(scores.tolist())", before="kept = []")(hand_in),
            hand_in.insert("print(kept)", before="explain_overflow"),
        ),
        "two runs",
        "stock",
    ),
    _python(
        "warns-of-its-arguments", P.PRINTED, A.SECRET, in_call("import warnings\nwarnings.warn(str(scores.tolist()))")
    ),
    _python(
        "gives-a-cell-markup-as-its-exception",
        P.MARKUP,
        A.ACTS,
        in_cell("from IPython.display import HTML, display\ndisplay(HTML('<script>@MARKER@</script>'))\n1 / 0"),
    ),
    _python(
        "puts-a-module-of-its-own-into-sys-modules",
        P.SHADOWS,
        A.MARKS,
        in_cell(
            "import sys, types\nfake = types.ModuleType('numpy')\nfake.__dict__.update(np.__dict__)\n"
            f"fake.allclose = {_YES}\nsys.modules['numpy'] = np = fake"
        ),
    ),
]
