"""Each student's own numbers for a by-hand exercise.

The numbers come from a hash of the exercise and the student's id, so that the notebook and the grader draw the same
ones with any version of Python and NumPy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np

PRACTICE = "practice"


def draw_numbers(exercise: str, grids: Mapping[str, Mapping[str, Any]], student_id: str) -> dict[str, np.ndarray]:
    """Return the arrays that belong to ``student_id``.

    Parameters
    ----------
    grids : mapping
        For each name ``{"values": [...], "shape": [...], "practice": nested list}``; the numbers of one array are
        drawn from ``values`` without repetition.  The id ``practice`` gives the numbers of the book's worked example.
    """
    if student_id == PRACTICE:
        return {name: np.array(grid["practice"], dtype=float) for name, grid in grids.items()}
    return {name: _drawn(f"{exercise}/{name}/{student_id}", grid) for name, grid in grids.items()}


def _drawn(key: str, grid: Mapping[str, Any]) -> np.ndarray:
    ranked = sorted(grid["values"], key=lambda value: hashlib.sha256(f"{key}/{value!r}".encode()).digest())
    size = int(np.prod(grid["shape"]))
    return np.array(ranked[:size], dtype=float).reshape(grid["shape"])
