"""Proves that right answers earn full marks however they are written, on the very path that grades students."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import ClaimFails
from autograder.grading.grader import Grader
from autograder.grading.intake import Submission

from .fair_notebooks import NOTEBOOK_CHANGES
from .fair_sources import SOURCE_CHANGES
from .notebook import draft, source_files
from .release import manifest_of
from .sample_class import Classroom, Pupil, surprises
from .source import Assignment

_SECRET = b"proof of fairness"


@dataclass(frozen=True)
class FairClass:
    """What was tried: ``submissions`` graded, ``tried`` pairs of exercise and change, ``inapplicable`` pairs."""

    submissions: int = 0
    tried: int = 0
    inapplicable: int = 0

    def line(self) -> str:
        """Return the counts as one line."""
        return (
            f"{self.submissions} right submissions in other ways, {self.tried} answers tried, all with full marks "
            f"({self.inapplicable} ways that do not fit)"
        )


def prove_fair(content: Assignment, on_result: Callable[[Pupil], None] | None = None) -> FairClass:
    """Grade the reference's answers to an assignment in every other way of writing and state of the notebook.

    Raises
    ------
    ClaimFails
        With the first exercise and change that cost a mark.
    SandboxUnavailable
        When this machine cannot confine students' code.
    """
    files = source_files(content)
    manifest = manifest_of(content, files)
    with tempfile.TemporaryDirectory() as scratch:
        release = Path(scratch) / f"{content.name}.ipynb"
        release.write_text(draft(content), encoding="utf-8")
        pupils = list(Classroom(manifest, release).in_other_ways())
    declared = {name: text.encode() for name, text in files.items() if name in manifest.files}
    with Grader(manifest, _SECRET, declared) as grader:
        for pupil in pupils:
            graded = grader.grade(pupil.id, Submission(pupil.content, f"{content.name}.ipynb"))
            for line in surprises(manifest, pupil, {verdict.grade_id: verdict for verdict in graded.verdicts}):
                claim = "a right answer earns all however it is written"
                raise ClaimFails(f"{content.name}: it is not true that {claim}: {line}", "mend what grades it")
            if on_result:
                on_result(pupil)
    pairs = [(exercise.kind, change) for exercise in content.exercises.values() for change in SOURCE_CHANGES]
    left_out = sum(kind not in change.kinds for kind, change in pairs)
    tried = len(pairs) - left_out + len(content.exercises) * len(NOTEBOOK_CHANGES)
    return FairClass(len(pupils), tried, left_out)
