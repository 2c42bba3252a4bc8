"""The oracle of gradients: central differences."""

from __future__ import annotations

from typing import Any

import numpy as np


def slope(function: Any, at: Any, step: float = 1e-6) -> Any:
    """Return the gradient of a function with a number as its value, one entry of ``at`` moved at a time."""
    at = np.asarray(at, dtype=float)
    gradient = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        nudge = np.zeros_like(at)
        nudge[place] = step
        gradient[place] = (function(at + nudge) - function(at - nudge)) / (2 * step)
    return gradient
