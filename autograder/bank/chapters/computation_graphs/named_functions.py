"""Functions by name, for exercises whose arguments are functions: see ``autograder.student.functions``."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Draw
from autograder.student.kinds import Request

SEPARATE, TOGETHER = ("cubic", "sine"), ("product",)  # how the inputs of a named function act


def named_function(n_inputs: int, names: tuple[str, ...], claims: tuple[str, ...] = ()) -> Draw:
    """Return the draw of a function and a point; with ``claims``, also of a gradient that is right or wrong."""

    def draw(rng: np.random.Generator) -> Request:
        coef = rng.uniform(0.5, 2.0, size=n_inputs) * rng.choice([-1.0, 1.0], size=n_inputs)
        described: dict[str, Any] = {"fn": str(rng.choice(names)), "coef": coef.tolist()}
        x = rng.uniform(0.5, 1.5, size=n_inputs) * rng.choice([-1.0, 1.0], size=n_inputs)
        if not claims:
            return {"args": [described, x]}
        return {"args": [described, described | {"gradient": str(rng.choice(claims))}, x]}

    return draw
