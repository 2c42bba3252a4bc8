"""What an exercise's verdicts depend on, as a hash."""

from __future__ import annotations

import hashlib
import importlib
import inspect
from pathlib import Path

from autograder.student import functions, judge, kinds, numbers, plain

from . import CHAPTERS, cases, chapter
from .exercise import Exercise

_JUDGING = (cases, functions, judge, kinds, numbers, plain)


def fingerprint(exercise: Exercise) -> str:
    """Return the SHA-256 over the bank's chapter, the reference's module and the code that judges."""
    modules = [importlib.import_module(f"autograder.bank.{name}") for name in CHAPTERS if exercise in chapter(name)]
    sources = [inspect.getsourcefile(module) for module in (*modules, *_JUDGING)]
    if inspect.isroutine(exercise.reference) or inspect.isclass(exercise.reference):
        sources.append(inspect.getsourcefile(exercise.reference))
    digest = hashlib.sha256()
    for source in sorted({source for source in sources if source}):
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()
