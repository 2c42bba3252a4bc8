"""The verdict on one graded cell of one submission: what the gradebook, the report and the feedback are made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Every student x graded cell is in exactly one of these states."""

    SCORED = "scored"
    NOT_REACHED = "not reached"
    QUARANTINED = "quarantined"
    BY_HAND = "by hand"


@dataclass(frozen=True)
class Verdict:
    """What is known of one graded cell.

    ``score`` is in points and None unless the state is *scored*.  ``stage``, ``rung``, ``exception`` and ``line`` say
    what failed first; ``mistakes`` has the named mistakes that give exactly these values (several are a tie);
    ``follows`` is the upstream mistake that this answer rightly follows from.
    """

    grade_id: str
    state: State
    max_score: float
    score: float | None = None
    stage: str = ""
    rung: str = ""
    mistakes: tuple[str, ...] = ()
    follows: str = ""
    exception: str = ""
    line: int | None = None
    reason: str = ""
