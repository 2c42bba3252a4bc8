"""Weighted sums, near and far from 0."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Draw
from autograder.student.kinds import Request


def sums_of(*shape: int, spread: float = 2.0) -> Draw:
    """Draw sums with the standard deviation ``spread``."""
    return lambda rng: {"args": [spread * rng.normal(size=shape)]}


def far_out(rng: np.random.Generator) -> Request:
    """Draw sums near 1000 and beyond, where powers overflow, and two ordinary ones."""
    return {"args": [np.append(np.array([-1.0, 1.0, -1.0]) * rng.uniform(800, 1e4, size=3), rng.normal(size=2))]}
