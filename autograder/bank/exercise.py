"""What the bank knows of one exercise; everything else (cases, proof, diagnosis, feedback) follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.student.judge import Tolerance
from autograder.student.kinds import Request

Draw = Callable[[np.random.Generator], Request]


@dataclass(frozen=True)
class Rung:
    """One step of the ladder from the smallest case to the edge cases.

    Parameters
    ----------
    name : str
        What a learner reads: "two rows of scores", "scores near 1000".
    draw : callable
        ``draw(rng)`` returns one request; sizes should all differ, so that a transpose shows.
    cases : int
        How many requests are drawn.
    share : float
        The part of the points lost when only this rung fails; 0 for the core, without which nothing is earned.
    public : bool
        Whether students see cases of this rung; a rung that is not public is still named to them.
    """

    name: str
    draw: Draw
    cases: int = 2
    share: float = 0.0
    public: bool = True


@dataclass(frozen=True)
class Confrontation:
    """A case in which a wrong formula gives something that nobody would believe.

    Parameters
    ----------
    says : str
        What a learner can try and will see: "for the scores (0, 0) the two probabilities sum to 2".
    absurd : callable
        ``absurd(answer)`` tries it; true for the wrong formula, false for the reference.
    """

    says: str
    absurd: Callable[[Any], bool]


@dataclass(frozen=True)
class Wrong:
    """A named wrong formula, executable.

    ``why`` says what the rule does, ``hint`` is a question of at most 20 words, ``link`` the label of the book's
    paragraph that helps (``page#label``), ``source`` where the mistake was seen, ``ties`` the names of other wrong
    formulas of this exercise that give the same values on every case, ``confrontation`` a case where it is absurd.
    """

    name: str
    answer: Any
    why: str
    hint: str
    link: str
    source: str
    ties: tuple[str, ...] = ()
    confrontation: Confrontation | None = None


@dataclass(frozen=True)
class Right:
    """An independently written right answer."""

    name: str
    answer: Any


@dataclass(frozen=True)
class Grid:
    """Where a student's own numbers come from: distinct ``values`` in an array of ``shape``."""

    values: tuple[float, ...]
    shape: tuple[int, ...]
    practice: Any


@dataclass(frozen=True)
class Exercise:
    """One entry of the bank.

    ``name`` is the grade_id, the function's name and the test's id.  For the kinds *function*, *class*, *initialiser*
    and *plot*, ``reference``, ``wrong`` and ``right`` hold implementations.  For *value* (by hand) they hold functions
    of the drawn ``numbers`` that return the value.  For *choice* they hold the letters of the options, and each wrong
    one has its reason in ``why``.  A *text* has a ``rubric`` and nothing else.

    For those who plan: ``minutes`` that it takes, ``difficulty`` from 1 (reading the text is enough) to 3 (a project),
    ``covers`` the ids of the catalogue that it grades.  ``hints`` are three rungs: a question, an experiment to run, a
    worked step with other numbers.  An exercise that grades no entry says in ``uncovered`` why the course asks it.
    ``equivalent`` holds mutants of the reference that are no mistakes, as `mutate` prints them ("line -> what it
    becomes"), each with the argument.

    ``limits`` are what an answer may use where the course's limits do not fit: ``{"call_seconds": 20}``; the names are
    those of ``autograder.limits.Limits``.
    """

    name: str
    kind: str
    reference: Any = None
    ladder: tuple[Rung, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    right: tuple[Right, ...] = ()
    uses: tuple[str, ...] = ()
    numbers: Mapping[str, Grid] = field(default_factory=dict)
    tolerance: Tolerance = field(default_factory=Tolerance)
    why: str = ""
    rubric: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    equivalent: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)
    covers: tuple[str, ...] = ()
    uncovered: str = ""
    minutes: int = 0
    difficulty: int = 0

    @property
    def shares(self) -> dict[str, float]:
        """The part of the points that each rung costs."""
        return {rung.name: rung.share for rung in self.ladder}
