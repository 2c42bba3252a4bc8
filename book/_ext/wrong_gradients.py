"""``{wrong-gradients} FATE ...``: a table of what became of the bank's wrong gradients, trained with at build time.

``FATE`` is one of those of ``autograder/bank/experiment.py``: *halves*, *falls*, *rises*, *stopped*. The table has a
row for each wrong gradient with that fate, after the right gradient of each task where the option ``right`` is given.
With the option ``pass`` it has those that pass the gradient check at the start, and no others.
"""

from __future__ import annotations

import importlib
import math
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from question_parts import ROOT, broken, parsed
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

PAGES = {
    "parameter_gradients": "exercises/training.md#the-gradients",
    "output_gradient": "exercises/backpropagation.md#where-the-way-back-begins",
    "layer_gradients": "exercises/backpropagation.md#weights-and-biases-of-a-layer",
    "layer_backward": "exercises/backpropagation.md#through-the-weights",
    "relu_backward": "exercises/backpropagation.md#through-relu",
    "gradients_with_relu": "exercises/backpropagation.md#all-four-gradients-relu-in-the-middle",
}
FILES = (
    "autograder/bank/experiment.py",
    "autograder/bank/chapters/training",
    "autograder/bank/chapters/backpropagation",
)
FATES = ("halves", "falls", "rises", "stopped")
FAR = 100.0  # a loss above it is no number to compare


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive with Sphinx."""
    app.add_directive("wrong-gradients", WrongGradients)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class WrongGradients(SphinxDirective):
    """The table."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"right": directives.flag, "pass": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Return the table's nodes."""
        fates = self.arguments[0].split()
        if unknown := [fate for fate in fates if fate not in FATES]:
            raise broken(self, f"{unknown[0]!r} is none of {', '.join(FATES)}")
        for name in FILES:
            path = ROOT / name
            for file in [path] if path.is_file() else path.glob("*.py"):
                self.env.note_dependency(str(file))
        experiment = importlib.import_module("autograder.bank.experiment")
        right, wrong = split(experiment)
        chosen = [run for run in wrong if run.fate in fates and ("pass" not in self.options or not run.noticed)]
        rows = [*(right if "right" in self.options else []), *chosen]
        return parsed(self, "\n".join(trained(rows) if rows[0].losses else untrained(rows)))


def split(experiment: Any) -> tuple[list[Any], list[Any]]:
    """Return what became of the right gradients, and of the wrong ones."""
    found = [run for exercises in (experiment.IRISES, experiment.NETWORK) for run in experiment.runs(exercises)]
    right = [run for run in found if run.name == experiment.RIGHT]
    return right, [run for run in found if run not in right]


def trained(runs: list[Any]) -> list[str]:
    """Return the lines of a table of trainings."""
    return ["| gradient | last loss | hits | check |", "|---|---|---|---|"] + [
        f"| {called(run)} | {loss(run.losses[-1])} | {run.accuracy:.0%} | {distance(run)} |" for run in runs
    ]


def untrained(runs: list[Any]) -> list[str]:
    """Return the lines of a table of what was never trained with."""
    return ["| gradient | of the exercise |", "|---|---|"] + [f"| {called(run)} | `{run.exercise}` |" for run in runs]


def called(run: Any) -> str:
    """Return the name of a gradient as a link to the exercise that trains it, with its task."""
    task = "irises" if run.exercise == "parameter_gradients" else "XOR"
    return f"[{run.name}]({PAGES[run.exercise]}), {task}"


def loss(value: float) -> str:
    """Return a last loss as text."""
    if not math.isfinite(value) or value > FAR:
        return "runs\N{NO-BREAK SPACE}away"
    return f"{value:.4f}" if value < 0.01 else f"{value:.3f}"


def distance(run: Any) -> str:
    """Return what the gradient check says, as text."""
    return f"{run.distance:.2f}" if run.noticed else "passes"
