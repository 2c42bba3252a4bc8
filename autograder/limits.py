"""What one student's code may use: the course's limits, and an exercise's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from .errors import GraderError

_OF_ONE_EXERCISE = ("cell_seconds", "call_seconds", "exercise_seconds")


@dataclass(frozen=True)
class Limits:
    """What one student's code may use; seconds are by the clock, except ``cpu_seconds``.

    ``cell_seconds``, ``call_seconds`` and ``exercise_seconds`` (all calls of one test together) hold for one exercise.
    ``notebook_seconds`` is how long cells that the student added are run: many slow ones would otherwise add up.
    The others hold for the process that runs a whole notebook.
    """

    cell_seconds: float = 10
    call_seconds: float = 4
    exercise_seconds: float = 10
    notebook_seconds: float = 120
    cpu_seconds: int = 120
    memory_bytes: int = 1 << 30
    processes: int = 8
    file_bytes: int = 16 << 20
    disk_bytes: int = 64 << 20
    output_bytes: int = 1 << 20

    def changed(self, changes: Mapping[str, Any], place: str) -> Limits:
        """Return these limits with ``changes``, which were found at ``place``.

        Raises
        ------
        GraderError
            When a name is no limit, or a value no positive number (a whole one where bytes or processes are counted).
        """
        known = {field.name: type(field.default) for field in fields(self)}
        for name, value in changes.items():
            if name not in known:
                raise GraderError(f"{name!r} is no limit", f"choose from: {', '.join(known)}", file=place)
            if (
                type(value) not in (int, float)
                or not 0 < value < float("inf")
                or (_whole(name) and value != int(value))
            ):
                kind = "a positive whole number" if _whole(name) else "a positive number"
                raise GraderError(f"the limit {name} is {value!r}", f"give {kind}", file=place)
        return replace(self, **{name: int(value) if _whole(name) else value for name, value in changes.items()})

    def widest(self, exercises: Iterable[Mapping[str, float]]) -> Limits:
        """Return for each limit the largest that the course or one of ``exercises`` sets."""
        every = [asdict(self), *(asdict(self.changed(each, "the bank")) for each in exercises)]
        return replace(self, **{name: max(each[name] for each in every) for name in every[0]})

    def for_notebook(self, exercises: Iterable[Mapping[str, float]]) -> Limits:
        """Return what holds for the process that runs a notebook with ``exercises``: the widest but for the times."""
        return replace(self.widest(exercises), **{name: getattr(self, name) for name in _OF_ONE_EXERCISE})

    def for_exercise(self, own: Mapping[str, float]) -> Limits:
        """Return what holds for an exercise with limits of its ``own``, in the process of its notebook."""
        return self.changed({name: own[name] for name in _OF_ONE_EXERCISE if name in own}, "the bank")

    def exceeded(self, name: str) -> str:
        """Return in words what code did that came to the limit ``name``: "took longer than 4 seconds"."""
        value = getattr(self, name)
        if name == "cpu_seconds":
            return f"used more than {value} seconds of processor time"
        if name.endswith("_seconds"):
            return f"took longer than {value:g} second{'' if value == 1 else 's'}"
        if name == "processes":
            return f"started more than {value} processes"
        did = {"memory_bytes": "used more than {} of memory", "file_bytes": "wrote a file of more than {}"}
        did |= {"disk_bytes": "wrote more than {}", "output_bytes": "printed more than {}"}
        return did[name].format(size(value))


def size(count: float) -> str:
    """Return a number of bytes in words, to the power of 1024 that fits: "64 MB"."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1024:
            return f"{count:.3g} {unit}"
        count /= 1024
    return f"{count:.3g} GB"


def _whole(name: str) -> bool:
    return not name.endswith("_seconds") or name == "cpu_seconds"
