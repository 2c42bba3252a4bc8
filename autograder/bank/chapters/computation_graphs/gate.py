"""One step of an expression, with its local derivatives."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.computation_graphs import gate

GATES = "computation_graphs#graphs-gates"
LARGER = "computation_graphs#graphs-max"


def own_factor(name, x, y):
    return (x * y, x, y) if name == "multiply" else gate(name, x, y)


def passes_to_both(name, x, y):
    result, by_x, by_y = gate(name, x, y)
    return (result, by_x, by_y) if name in ("add", "multiply") else (result, 1.0, 1.0)


def value_for_slope(name, x, y):
    result, by_x, by_y = gate(name, x, y)
    return (result, by_x, by_y) if name in ("add", "multiply") else (result, result * by_x, result * by_y)


def second_is_constant(name, x, y):
    result, by_x, by_y = gate(name, x, y)
    return (result, by_x, 0.0) if name in ("add", "multiply") else (result, by_x, by_y)


def larger_for_smaller(name, x, y):
    return gate({"maximum": "minimum", "minimum": "maximum"}.get(name, name), x, y)


def tie_to_the_second(name, x, y):
    result, by_x, by_y = gate(name, x, y)
    return (result, 0.0, 1.0) if name in ("maximum", "minimum") and x == y else (result, by_x, by_y)


def from_a_table(name, x, y):
    return {
        "add": (x + y, 1.0, 1.0),
        "multiply": (x * y, y, x),
        "maximum": (max(x, y), float(x >= y), float(x < y)),
        "minimum": (min(x, y), float(x <= y), float(x > y)),
    }[name]


def sign_by_sign(name, x, y):
    if name in ("maximum", "minimum"):
        turn = 1 if name == "maximum" else -1
        larger, by_x, by_y = (turn * x, 1, 0) if turn * x >= turn * y else (turn * y, 0, 1)
        return turn * larger, by_x, by_y
    return (np.add(x, y), 1, 1) if name == "add" else (np.multiply(x, y), y, x)


def _step(name: str, first_is_larger: bool | None = None) -> Draw:
    """Return the draw of a step on two numbers of different size and sign."""

    def draw(rng: np.random.Generator) -> Request:
        x, y = rng.permutation([1.0, -1.0]) * rng.uniform([1.5, 2.6], [2.5, 3.5])
        if first_is_larger is not None and (x > y) != first_is_larger:
            x, y = y, x
        return {"args": [name, float(x), float(y)]}

    return draw


def _tie(name: str) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        x = float(rng.uniform(1.5, 3.5) * rng.choice([-1.0, 1.0]))
        return {"args": [name, x, x]}

    return draw


GATE = Exercise(
    name="gate",
    kind="function",
    reference=gate,
    ladder=(
        Rung("a sum", _step("add"), cases=1),
        Rung("a product", _step("multiply")),
        Rung("a maximum whose first operand is larger", _step("maximum", True), cases=1),
        Rung("a maximum whose second operand is larger", _step("maximum", False), cases=1),
        Rung("a minimum whose first operand is larger", _step("minimum", True), cases=1),
        Rung("a minimum whose second operand is larger", _step("minimum", False), cases=1),
        Rung("a maximum of two equal operands", _tie("maximum"), cases=1, share=0.08),
        Rung("a minimum of two equal operands", _tie("minimum"), cases=1, share=0.07),
    ),
    wrong=(
        Wrong(
            "gives each factor its own number",
            own_factor,
            "a factor's derivative is the other factor",
            "If y is 5, by how much does x * y grow when x grows by 1?",
            GATES,
            "seeds: multiply-not-swapped",
            confrontation=Confrontation(
                "in 0 times 5 the 0 may move, and nothing happens", lambda answer: answer("multiply", 0.0, 5.0)[1] == 0
            ),
        ),
        Wrong(
            "lets a maximum pass to both",
            passes_to_both,
            "the result is one of the two numbers, and the other one may move a little without being noticed",
            "The larger number is 5, the smaller one 2. Does 5 change when 2 moves?",
            LARGER,
            "misconceptions: REL03-no-mask",
            confrontation=Confrontation(
                "the maximum of 5 and 2 grows with the 2", lambda answer: answer("maximum", 5.0, 2.0)[2] == 1
            ),
        ),
        Wrong(
            "takes the value for the slope",
            value_for_slope,
            "the result grows as fast as the operand that it is: the slope is 1, however large the number",
            "How fast does the maximum of x and 0 grow at x = 3, and at x = 30?",
            LARGER,
            "misconceptions: REL02-value-for-slope",
            confrontation=Confrontation(
                "the maximum of 30 and 0 grows thirty times as fast as the 30",
                lambda answer: answer("maximum", 30.0, 0.0)[1] == 30,
            ),
        ),
        Wrong(
            "takes the second operand for a constant without a derivative",
            second_is_constant,
            "the derivative by an operand asks what would happen if it moved, whether or not anybody means to move it",
            "If y moved a little, would the result stay?",
            GATES,
            "seeds: constant-derivative-zero-add, constant-derivative-zero-mul",
            confrontation=Confrontation(
                "x + y grows with x and not with y", lambda answer: answer("add", 1.0, 1.0)[1:] == (1, 0)
            ),
        ),
        Wrong(
            "takes the larger for the smaller",
            larger_for_smaller,
            "maximum and minimum have changed places",
            "Which of 5 and 2 is the maximum?",
            LARGER,
            "surviving mutant",
            confrontation=Confrontation(
                "the maximum of 5 and 2 is 2", lambda answer: answer("maximum", 5.0, 2.0)[0] == 2
            ),
        ),
        Wrong(
            "gives a tie to the second",
            tie_to_the_second,
            "somebody has to decide at a tie, and here it is the first operand that counts",
            "What does the text say of two equal operands?",
            LARGER,
            "two surviving mutants",
            confrontation=Confrontation(
                "of two equal numbers the second one is the result",
                lambda answer: answer("maximum", 1.0, 1.0)[1:] == (0, 1),
            ),
        ),
    ),
    right=(Right("from a table", from_a_table), Right("a minimum is a maximum turned round", sign_by_sign)),
    hints=(
        "If x grows by a little and y stays, by how much does the result grow?",
        "Compute the result for x and for x + 0.001, and divide the difference by 0.001. Do the same for y.",
        "The maximum of 7 and 4: at (7.001, 4) it is 7.001, at (7, 4.001) still 7. So the slopes are 1 and 0.",
    ),
    equivalent={
        "first = x >= y if name == 'maximum' else x <= y -> first = -(x >= y if name == 'maximum' else x <= y)": (
            "minus one is as true as one, and only that is asked"
        ),
    },
    covers=("gate-add", "gate-multiply", "gate-add-constant", "gate-multiply-constant", "gate-max", "gate-min"),
    minutes=8,
    difficulty=1,
)
