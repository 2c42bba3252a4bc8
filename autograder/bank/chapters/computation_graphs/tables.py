"""Tables of which no two sizes agree unless they should, and networks whose samples have a 1 in front."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Draw
from autograder.student.kinds import Request


def table(rng: np.random.Generator, *shape: int) -> Any:
    """Draw numbers of both signs between a half and two in size."""
    signs = rng.permutation(np.resize([-1.0, 1.0], int(np.prod(shape)))).reshape(shape)
    return signs * rng.uniform(0.5, 2.0, size=shape)


def network(n_samples: int, n_inputs: int, n_hidden: int, targets: bool = False) -> Draw:
    """Return the draw of X, W and v; with ``targets``, also of y."""

    def draw(rng: np.random.Generator) -> Request:
        X = np.hstack([np.ones((n_samples, 1)), table(rng, n_samples, n_inputs)])
        args = [X, table(rng, n_inputs + 1, n_hidden), table(rng, n_hidden + 1)]
        return {"args": [*args, 3 * table(rng, n_samples)] if targets else args}

    return draw
