"""Tables of which no two sizes agree unless they should, and networks whose samples have a 1 in front."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers
from autograder.bank.exercise import Draw
from autograder.student.kinds import Request


def network(n_samples: int, n_inputs: int, n_hidden: int, targets: bool = False) -> Draw:
    """Return the draw of X, W and v; with ``targets``, also of y."""

    def draw(rng: np.random.Generator) -> Request:
        X = np.hstack([np.ones((n_samples, 1)), numbers(rng, n_samples, n_inputs)])
        args = [X, numbers(rng, n_inputs + 1, n_hidden), numbers(rng, n_hidden + 1)]
        return {"args": [*args, 3 * numbers(rng, n_samples)] if targets else args}

    return draw
