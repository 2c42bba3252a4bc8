"""How a worked step prints its numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def show(values: ArrayLike, digits: int = 3) -> str:
    """Return numbers as a worked step prints them: (0.25, 0.75)."""
    return "(" + ", ".join(f"{value:.{digits}f}" for value in np.ravel(values)) + ")"
