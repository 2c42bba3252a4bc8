"""A class made from the bank: right answers, every named mistake, and the submissions that break graders.

It serves to try the course before a term, for the demonstration, and for the tests: each pupil knows what its
submission honestly earns.
"""

from __future__ import annotations

import copy
import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import bank
from autograder.bank.exercise import Exercise
from autograder.manifest import Cell, Manifest, Role
from autograder.verdict import State, Verdict

from .as_source import as_source
from .fair_notebooks import NOTEBOOK_CHANGES, Notebook, id_of
from .fair_sources import SOURCE_CHANGES, SourceChange

_EXPLANATION = "Subtracting the largest score leaves the probabilities as they are and keeps every exponent at most 0."


@dataclass(frozen=True)
class Pupil:
    """One submission of the class.

    Parameters
    ----------
    id : str
        The student id.
    story : str
        What is special about the submission, in a few words.
    content : bytes
        The file handed in.
    loses : mapping
        Where points are honestly lost: exercise -> the mistake that feedback must name, or "" if there is no name.
    unread : bool
        Whether the notebook cannot be read, so that all of it is quarantined.
    file_name : str
        Under what name it is handed in; the assignment's by default.
    """

    id: str
    story: str
    content: bytes
    loses: Mapping[str, str] = field(default_factory=dict)
    unread: bool = False
    file_name: str = ""


class Classroom:
    """Writes submissions of one released assignment."""

    OTHER_WAYS = len(SOURCE_CHANGES) + len(NOTEBOOK_CHANGES)

    def __init__(self, manifest: Manifest, release: Path) -> None:
        self._manifest = manifest
        self._release: Notebook = json.loads(release.read_text(encoding="utf-8"))
        for cell in self._release["cells"]:
            cell["source"] = "".join(cell["source"])  # nbformat writes lists of lines
        self._exercises = [bank.find(name) for name in manifest.exercises]

    def pupils(self) -> list[Pupil]:
        """Return the class, the same for the same release."""
        return [*self._right(), *self._wrong(), *self._partial(), *self._troublesome()]

    def hand_in(self, submitted: Path) -> list[Pupil]:
        """Write the class into a course's ``submitted`` folder, each file only where it changes; return the class."""
        name = self._manifest.assignment
        pupils = self.pupils()
        for pupil in pupils:
            path = submitted / pupil.id / name / (pupil.file_name or f"{name}.ipynb")
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != pupil.content:
                path.write_bytes(pupil.content)
        return pupils

    def in_other_ways(self) -> Iterator[Pupil]:
        """Yield submissions with the reference's answers, each in another way of writing or another state."""
        for i, change in enumerate(SOURCE_CHANGES, start=1):
            yield self._edited(f"source-{i}", change.name, self._rewritten(change))
        for i, state in enumerate(NOTEBOOK_CHANGES, start=1):
            yield self._edited(f"notebook-{i}", state.name, state.edit)

    # --- who is in the class

    def _right(self) -> Iterator[Pupil]:
        yield self._pupil("right", "the reference's own answers", {})
        most = max(len(exercise.right) for exercise in self._exercises)
        for i in range(most):
            answers = {
                exercise.name: exercise.right[i % len(exercise.right)].answer
                for exercise in self._exercises
                if exercise.right
            }
            yield self._pupil(f"right-other-{i + 1}", "right answers written in another way", answers)

    def _wrong(self) -> Iterator[Pupil]:
        for exercise in self._exercises:
            for i, wrong in enumerate(exercise.wrong, start=1):
                id_ = f"wrong-{exercise.name.replace('_', '-').lower()}-{i}"
                yield self._pupil(id_, wrong.name, {exercise.name: wrong.answer}, {exercise.name: wrong.name})

    def _partial(self) -> Iterator[Pupil]:
        first, *rest = [exercise.name for exercise in self._exercises]
        yield self._edited("partly-answered", "only the first exercise", self._only({first}), dict.fromkeys(rest, ""))
        yield self._edited("untouched", "the release as it was", self._only(set()), dict.fromkeys([first, *rest], ""))

    def _troublesome(self) -> Iterator[Pupil]:
        target = self._target()
        for id_, story, body in _TROUBLE:
            yield self._code(id_, story, target, f"def {target}(*args):\n    {body}\n")
        yield self._edited("test-deleted", "the test cells are deleted", self._without_tests)
        yield self._edited("test-twice", "each test cell stands twice", self._tests_twice)
        yield self._edited("reordered", "the exercises in another order", self._reordered)
        yield self._edited(
            "skip-tags", "tags that ask the grader to skip every cell", self._skip_tags, dict.fromkeys([target], "")
        )
        yield self._pupil("script-in-text", "a script in every text cell", {}, script=_SCRIPT)
        yield Pupil("invalid-json", "half a file", self._bytes(self._answered("invalid-json", {}))[:-200], unread=True)
        right = self._bytes(self._answered("renamed-file", {}))
        yield Pupil(
            "renamed-file", "the file under another name", right, file_name=f"{self._manifest.assignment} (1).ipynb"
        )

    def _target(self) -> str:
        """Return a function that no other exercise builds on, so that trouble with it costs its own points alone."""
        used = {name for exercise in self._exercises for name in exercise.uses}
        return next(each.name for each in self._exercises if each.kind == "function" and each.name not in used)

    # --- how a submission is written

    def _pupil(
        self, id_: str, story: str, answers: Mapping[str, Any], loses: Mapping[str, str] | None = None, script: str = ""
    ) -> Pupil:
        notebook = self._answered(id_, answers, script)
        return Pupil(id_, story, self._bytes(notebook), loses or {})

    def _edited(
        self, id_: str, story: str, edit: Callable[[Notebook], None], loses: Mapping[str, str] | None = None
    ) -> Pupil:
        notebook = self._answered(id_, {})
        edit(notebook)
        return Pupil(id_, story, self._bytes(notebook), loses or {})

    def _code(self, id_: str, story: str, target: str, source: str) -> Pupil:
        notebook = self._answered(id_, {})
        self._cell(notebook, target)["source"] = source
        return Pupil(id_, story, self._bytes(notebook), {target: ""})

    def _answered(self, student_id: str, answers: Mapping[str, Any], script: str = "") -> Notebook:
        """Return the release filled in with the reference's answers, or with those given."""
        notebook = copy.deepcopy(self._release)
        for cell in notebook["cells"]:
            if "yours" in cell["metadata"].get("tags", ()):
                cell["source"] = f'student_id = "{student_id}"'
        for released in self._manifest.cells:
            if released.role in (Role.SOLUTION, Role.BY_HAND):
                exercise = bank.find(released.exercise)
                answer = answers.get(exercise.name, exercise.reference)
                self._cell(notebook, released.grade_id)["source"] = _answer_source(exercise, answer) + script * (
                    exercise.kind == "text"
                )
        return notebook

    @staticmethod
    def _cell(notebook: Notebook, grade_id: str) -> dict[str, Any]:
        return next(cell for cell in notebook["cells"] if id_of(cell) == grade_id)

    @staticmethod
    def _bytes(notebook: Notebook) -> bytes:
        return json.dumps(notebook, indent=1, ensure_ascii=False).encode()

    # --- edits

    def _only(self, answered: set[str]) -> Callable[[Notebook], None]:
        def edit(notebook: Notebook) -> None:
            for released in self._manifest.cells:
                if released.role in (Role.SOLUTION, Role.BY_HAND) and released.exercise not in answered:
                    self._cell(notebook, released.grade_id)["source"] = released.source

        return edit

    def _rewritten(self, change: SourceChange) -> Callable[[Notebook], None]:
        def edit(notebook: Notebook) -> None:
            for exercise in self._exercises:
                if exercise.kind in change.kinds:
                    source = inspect.getsource(exercise.reference).rstrip()
                    self._cell(notebook, exercise.name)["source"] = change.rewrite(source, exercise.name)

        return edit

    def _ids(self, role: Role) -> set[str]:
        return {cell.grade_id for cell in self._manifest.cells if cell.role is role}

    def _without_tests(self, notebook: Notebook) -> None:
        tests = self._ids(Role.TEST)
        notebook["cells"] = [cell for cell in notebook["cells"] if id_of(cell) not in tests]

    def _tests_twice(self, notebook: Notebook) -> None:
        tests = self._ids(Role.TEST)
        doubled = [[cell, copy.deepcopy(cell)] if id_of(cell) in tests else [cell] for cell in notebook["cells"]]
        notebook["cells"] = [cell for group in doubled for cell in group]

    def _reordered(self, notebook: Notebook) -> None:
        """Move every solution and its test, last first, to the end; the given cells stay."""
        moved = self._ids(Role.SOLUTION) | self._ids(Role.BY_HAND)
        stay = [cell for cell in notebook["cells"] if id_of(cell) not in moved]
        notebook["cells"] = stay + [cell for cell in reversed(notebook["cells"]) if id_of(cell) in moved]

    def _skip_tags(self, notebook: Notebook) -> None:
        target = self._target()
        self._cell(notebook, target)["source"] = f"def {target}(*args):\n    return 0\n"
        for cell in notebook["cells"]:
            cell["metadata"]["tags"] = ["skip-execution"]


def _answer_source(exercise: Exercise, answer: Any) -> str:
    if exercise.kind == "text":
        return _EXPLANATION
    if exercise.kind == "choice":
        return f"{exercise.name} = {answer!r}"
    if exercise.kind == "value":
        given = f'__import__("autograder").numbers("{exercise.name}", student_id)'
        return as_source("_by_hand", answer) + f"\n{exercise.name} = _by_hand(**{given})"
    return as_source(exercise.name, answer, notebook=exercise.uses)


_SCRIPT = """

<script>document.title = "moved"; fetch("/formgrader/api/grades")</script>
<img src="x" onerror="document.title = 'moved'">
[click](javascript:document.title='moved')
"""

_TROUBLE = (
    ("raises", "an exception in the function", 'raise ValueError("not today")'),
    ("endless-loop", "a loop that does not end", "while True:\n        pass"),
    (
        "memory-bomb",
        "asks for memory without end",
        "hoard = []\n    while True:\n        hoard.append(bytearray(1 << 26))",
    ),
    (
        "reads-what-it-should-not",
        "looks for the reference and the gradebook",
        "import glob, os\n"
        "    found = glob.glob('/**/gradebook.db', recursive=True) + glob.glob('/**/course_secret', recursive=True)\n"
        "    import solutions.softmax\n"
        "    return found",
    ),
)


def surprises(manifest: Manifest, pupil: Pupil, verdicts: Mapping[str, Verdict]) -> list[str]:
    """Return where the verdicts on ``pupil``, by grade_id, are not what the submission honestly earns."""
    found = []
    for cell in manifest.graded():
        verdict = verdicts.get(cell.grade_id)
        wanted = _wanted(pupil, cell)
        if verdict is None or not wanted(verdict):
            found.append(f"{pupil.id} ({pupil.story}), {cell.grade_id}: {verdict}")
    return found


def _wanted(pupil: Pupil, cell: Cell) -> Callable[[Verdict], bool]:
    if pupil.unread:
        return lambda verdict: verdict.state is State.QUARANTINED
    if cell.exercise in pupil.loses:
        name = pupil.loses[cell.exercise]
        return lambda verdict: (
            verdict.state is State.SCORED
            and verdict.score is not None
            and verdict.score < verdict.max_score
            and (not name or name in verdict.mistakes)
        )
    if cell.role is Role.BY_HAND:
        return lambda verdict: verdict.state is State.BY_HAND
    return lambda verdict: verdict.state is State.SCORED and verdict.score == verdict.max_score
