"""Named functions of one vector, for exercises whose answer takes a function.

A function cannot cross to another process; its name can.  ``{"fn": "cubic", "coef": [2.0, -1.0]}`` stands for
x -> sum(coef * x**3), built on the student's side from the public table below.  ``{"fn": "cubic", "coef": [...],
"gradient": "right"}`` stands for its gradient, and any other word than ``right`` for a wrong gradient.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Function = Callable[[np.ndarray], Any]


def _cubic(coef: np.ndarray) -> Function:
    return lambda x: float(np.sum(coef * np.asarray(x) ** 3))


def _cubic_gradient(coef: np.ndarray) -> Function:
    return lambda x: 3 * coef * np.asarray(x) ** 2


def _sine(coef: np.ndarray) -> Function:
    return lambda x: float(np.sum(np.sin(coef * np.asarray(x))))


def _sine_gradient(coef: np.ndarray) -> Function:
    return lambda x: coef * np.cos(coef * np.asarray(x))


def _bowl(coef: np.ndarray) -> Function:
    return lambda x: float(np.sum(coef * np.asarray(x) ** 2) / 2)


def _bowl_gradient(coef: np.ndarray) -> Function:
    return lambda x: coef * np.asarray(x)


def _product(coef: np.ndarray) -> Function:
    return lambda x: float(np.prod(coef + np.asarray(x)))


def _product_gradient(coef: np.ndarray) -> Function:
    def gradient(x: np.ndarray) -> np.ndarray:
        factors = coef + np.asarray(x)
        return np.array([np.prod(np.delete(factors, i)) for i in range(len(factors))])

    return gradient


TABLE: dict[str, tuple[Callable[[np.ndarray], Function], Callable[[np.ndarray], Function]]] = {
    "cubic": (_cubic, _cubic_gradient),
    "sine": (_sine, _sine_gradient),
    "bowl": (_bowl, _bowl_gradient),
    "product": (_product, _product_gradient),
}

WRONG_GRADIENTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "right": lambda g: g,
    "sign": lambda g: -g,
    "half": lambda g: g / 2,
    "mean": lambda g: g / len(g),
    "shifted": lambda g: np.roll(g, 1),
}


def build(description: Mapping[str, Any]) -> Function:
    """Return the function that ``description`` names.

    Raises
    ------
    KeyError
        For a name that is not in the table.
    """
    make, make_gradient = TABLE[description["fn"]]
    coef = np.array(description["coef"], dtype=float)
    if "gradient" not in description:
        return make(coef)
    right, twist = make_gradient(coef), WRONG_GRADIENTS[description["gradient"]]
    return lambda x: twist(right(x))
