"""An IPython shell without a kernel: runs a cell and collects what it shows.

Everything a student's notebook may use in a cell works (magics, display, inline figures, top-level await); what cannot
work while grading (``input``, ``exit``, shell commands, other figure windows) does nothing, or says why it cannot.
"""

from __future__ import annotations

import builtins
import importlib
import re
import sys
import traceback
from collections import Counter
from types import TracebackType
from typing import Any

import matplotlib_inline.backend_inline  # noqa: F401  (its import makes figures ordinary outputs of a cell)
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets.config import Config

from .outputs import Outputs, Stream

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b")
_NO_COMMANDS = "Shell commands do not run while grading.\n"


class CellCompiler(CachingCompiler):
    """Compiles each cell under the file name ``<cell LABEL>``, so that a traceback says which cell it means."""

    def __init__(self) -> None:
        super().__init__()
        self._used: Counter[str] = Counter()
        self.filename = "<cell ?>"

    def begin(self, label: str) -> None:
        """Name what is compiled from now on; cells with the same label are told apart by a number."""
        self._used[label] += 1
        number = self._used[label]
        self.filename = f"<cell {label}>" if number == 1 else f"<cell {label} ({number})>"

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """Return the file name under which a cell is compiled."""
        return self.filename

    def format_code_name(self, name: str) -> tuple[str, str] | None:
        """Return how a traceback shows that name."""
        return ("Cell", name[len("<cell ") : -1]) if name in self._filename_map else None


class CollectingPublisher(DisplayPublisher):
    """Takes what ``display`` and figures publish."""

    def publish(self, data: dict[str, Any], *_: Any, **__: Any) -> None:
        """Collect one displayed value."""
        self.shell.outputs.show(data)

    def clear_output(self, wait: bool = False) -> None:
        """Forget what the cell has shown, as the notebook does."""
        self.shell.outputs.clear()


class CollectingDisplayHook(DisplayHook):
    """Takes the value of a cell's last expression."""

    def write_output_prompt(self) -> None:
        """Print no prompt."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        """Collect the value."""
        assert self.shell is not None  # IPython makes the hook with its shell
        self.shell.outputs.show(format_dict)

    def finish_displayhook(self) -> None:
        """Print no empty line."""
        self._is_active = False


class GradingShell(InteractiveShell):
    """IPython's shell, collecting into ``outputs``."""

    compile: CellCompiler

    def __init__(self, **settings: Any) -> None:
        self.outputs = Outputs(1 << 20)
        settings.update(displayhook_class=CollectingDisplayHook, display_pub_class=CollectingPublisher)
        super().__init__(**settings)

    def enable_gui(self, gui: str | None = None) -> None:
        """Start no event loop: figures are inline."""

    def enable_matplotlib(self, gui: str | None = None) -> Any:
        """Make figures inline, whichever way the notebook asks for them."""
        return super().enable_matplotlib("inline")

    def ask_exit(self) -> None:
        """Let ``exit()`` and ``quit()`` end nothing: the cells after it are graded too."""

    def system(self, cmd: str) -> None:
        """Run no shell command (``!pip install`` in a correct notebook must not be an error)."""
        self.outputs.write("stderr", _NO_COMMANDS)
        self.user_ns["_exit_code"] = 1

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Run no shell command."""
        self.outputs.write("stderr", _NO_COMMANDS)
        return SList() if split else ""

    def transform_cell(self, raw_cell: str) -> str:
        """Return the cell as Python; IPython drops empty first lines, which would shift every line number."""
        dropped = len(raw_cell) - len(raw_cell.lstrip())
        python: str = super().transform_cell(raw_cell)
        return "\n" * raw_cell[:dropped].count("\n") + python

    def _showtraceback(self, etype: Any, evalue: BaseException, stb: Any) -> None:
        text = stb if isinstance(stb, str) else "\n".join(stb)
        line = line_in_file(evalue, self.compile.filename)
        self.outputs.error(etype.__name__, _message(evalue), line, _ANSI.sub("", text))


def make_shell() -> GradingShell:
    """Return the one shell of this process, ready for a first cell."""
    config = Config()
    config.HistoryManager.enabled = False  # its thread would not survive a fork
    config.InteractiveShell.colors = "nocolor"
    config.DisplayFormatter.active_types = ["text/plain", "image/png"]
    shell = GradingShell.instance(config=config, compiler_class=CellCompiler)
    shell.enable_matplotlib()
    builtins.input = _no_input
    return shell


def warm_up(shell: GradingShell) -> None:
    """Load and run what a student's cells will ask for first, so that each fork finds it loaded."""
    for module in ("asyncio", "numpy.fft", "numpy.linalg", "numpy.random", "numpy.testing"):
        importlib.import_module(module)
    run_cell(shell, "import matplotlib.pyplot as plt; plt.plot([0, 1]); plt.title('$x$'); plt.show()", "")
    run_cell(shell, "1 / 0", "")
    shell.reset(new_session=True)
    shell.outputs.clear()


def run_cell(shell: GradingShell, source: str, label: str) -> dict[str, Any]:
    """Run one cell; return ``{"status": "ok" | "error", "outputs": [...]}``."""
    shell.outputs.clear()
    shell.compile.begin(label)
    standard = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Stream(shell.outputs, "stdout"), Stream(shell.outputs, "stderr")
    try:
        succeeded = shell.run_cell(source, store_history=True).success
    except BaseException as error:  # SystemExit and its like from a hook of the student's
        succeeded = False
        shell.outputs.error(type(error).__name__, _message(error), None, "")
    finally:
        sys.stdout, sys.stderr = standard
    return {"status": "ok" if succeeded else "error", "outputs": shell.outputs.collected()}


def line_in_file(error: BaseException, filename: str) -> int | None:
    """Return the innermost line of ``filename`` that ``error`` passed, or the one that a syntax error names."""
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno
    return _innermost(error.__traceback__, filename)


def _innermost(trace: TracebackType | None, filename: str) -> int | None:
    lines = [number for frame, number in traceback.walk_tb(trace) if frame.f_code.co_filename == filename]
    return lines[-1] if lines else None


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # an exception of the student's own may not even print
        return ""


def _no_input(prompt: object = "") -> str:
    raise RuntimeError("input() cannot be used here: nobody is there to answer while a notebook is graded")
