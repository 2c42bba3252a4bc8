"""What an exercise's verdicts depend on, as a hash."""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from . import CHAPTERS, cases, find, modules
from .exercise import Exercise

_OURS = ("autograder.", "solutions.")


def fingerprint(exercise: Exercise) -> str:
    """Return the SHA-256 over all modules that ``exercise`` uses: its own, the reference's, those that judge."""
    digest = hashlib.sha256()
    for module in sorted(used_by([cases, *defining(exercise)]), key=lambda module: module.__name__):
        digest.update(Path(inspect.getsourcefile(module) or "").read_bytes())
    return digest.hexdigest()


def defining(exercise: Exercise) -> Iterator[ModuleType]:
    """Yield the modules of the bank that hold ``exercise`` and, as mistakes follow through, those it builds on."""
    chapters = [module for name in CHAPTERS for module in modules(name)]
    for each in (exercise, *(find(name) for name in exercise.uses)):
        yield from (module for module in chapters if any(item is each for item in vars(module).values()))


def used_by(start: Iterable[ModuleType]) -> set[ModuleType]:
    """Return our modules from which anything in ``start`` comes, over as many steps as it takes."""
    found: set[ModuleType] = set()
    waiting = list(start)
    while waiting:
        module = waiting.pop()
        if module not in found and module.__name__.startswith(_OURS):
            found.add(module)
            waiting += _sources(module)
    return found


def _sources(module: ModuleType) -> Iterator[ModuleType]:
    """Yield the modules that the names of ``module`` lead to."""
    for item in vars(module).values():
        name = item.__name__ if inspect.ismodule(item) else getattr(item, "__module__", None)
        if isinstance(name, str) and name in sys.modules:
            yield sys.modules[name]
