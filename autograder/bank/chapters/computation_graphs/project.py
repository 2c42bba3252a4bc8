"""The chapter put together: the gradient of an expression that is given step by step."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.computation_graphs import gradient_of_expression

from . import expressions, wrong_expressions
from .wrong_expressions import walked

PAGE = "computation_graphs#graphs-"


class Number:
    """A small engine of one's own, with the four operations."""

    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        return Number(self.data + other.data, [(self, 1), (other, 1)])

    def __mul__(self, other):
        return Number(self.data * other.data, [(self, other.data), (other, self.data)])

    def chosen(self, other, name):
        own = self.data >= other.data if name == "maximum" else self.data <= other.data
        return Number(self.data if own else other.data, [(self, 1 if own else 0), (other, 0 if own else 1)])


def with_an_engine(numbers, steps):
    made = [Number(x) for x in numbers]
    for name, i, j in steps:
        x, y = made[i], made[j]
        made.append(x + y if name == "add" else x * y if name == "multiply" else x.chosen(y, name))
    made[-1].grad = 1.0
    for node in reversed(made):
        for parent, local in node.parents:
            parent.grad += node.grad * local
    return np.array([node.grad for node in reversed(made)])


def asking_backwards(numbers, steps):
    """Let each number ask those that were made of it: a sum over its uses."""
    count, ways = walked(numbers, steps)
    uses: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for made, operands in ways:
        for i, slope in operands:
            uses[i].append((made, slope))
    answers: dict[int, float] = {}
    for k in range(count - 1, -1, -1):
        answers[k] = float(k == count - 1) + sum(answers[made] * slope for made, slope in uses[k])
    return list(answers.values())


def _by_inputs(answer, numbers, *steps):
    """Return the derivatives by the inputs, the first input first."""
    return np.asarray(answer(list(numbers), [list(step) for step in steps]))[::-1][: len(numbers)].tolist()


DOUBLED_PRODUCT = (["multiply", 0, 1], ["add", 2, 2])

GRADIENT_OF_EXPRESSION = Exercise(
    name="gradient_of_expression",
    kind="function",
    reference=gradient_of_expression,
    uses=("gate",),
    ladder=(
        Rung("one sum", expressions.given(2, [["add", 0, 1]]), cases=1),
        Rung("one product", expressions.given(2, [["multiply", 0, 1]]), cases=1),
        Rung("a chain", expressions.given(4, [["multiply", 0, 1], ["add", 4, 2], ["multiply", 5, 3]])),
        Rung(
            "a larger and a smaller number",
            expressions.given(4, [["maximum", 0, 1], ["minimum", 2, 3], ["multiply", 4, 5]]),
        ),
        Rung(
            "a number used twice",
            expressions.given(2, [["multiply", 0, 1], ["add", 2, 0], ["multiply", 3, 3]]),
            share=0.2,
        ),
        Rung(
            "two ways of different length",
            expressions.given(
                3, [["multiply", 0, 1], ["add", 3, 2], ["multiply", 4, 2], ["multiply", 5, 3], ["add", 3, 6]]
            ),
            share=0.15,
        ),
        Rung("the squared error of a unit with ReLU", expressions.neuron, share=0.1),
        Rung("random expressions", expressions.random_expression, cases=4, share=0.15),
        Rung("2 000 steps", expressions.long_chain, cases=1, public=False, share=0.15),
    ),
    wrong=(
        Wrong(
            "overwrites the gradient",
            wrong_expressions.overwrites,
            "where a number is used twice, only one use counts",
            "What if a number is used twice: which of its two gradients stays?",
            PAGE + "accumulate",
            "misconceptions: GRF01-assign-not-add",
            confrontation=Confrontation(
                "a + a grows only as fast as a", lambda answer: _by_inputs(answer, [2.0], ["add", 0, 0]) == [1]
            ),
        ),
        Wrong(
            "does not start at one",
            wrong_expressions.without_the_one,
            "every gradient is a multiple of the last number's own",
            "What is the derivative of the last number by itself?",
            PAGE + "chain",
            "misconceptions: GRF03-no-seed",
            confrontation=Confrontation(
                "no number has an effect on a + b",
                lambda answer: _by_inputs(answer, [2.0, 5.0], ["add", 0, 1]) == [0, 0],
            ),
        ),
        Wrong(
            "sweeps from the inputs to the output",
            wrong_expressions.in_the_order_of_the_steps,
            "the first steps pass their gradient on before they have one",
            "At which end is the first gradient known?",
            PAGE + "order",
            "misconceptions: GRF04-forward-order",
            confrontation=Confrontation(
                "a and b have no effect on ab + ab",
                lambda answer: _by_inputs(answer, [2.0, 5.0], *DOUBLED_PRODUCT) == [0, 0],
            ),
        ),
        Wrong(
            "forgets the second operand",
            wrong_expressions.first_operand_only,
            "only the first operand of each step gets a gradient",
            "How many operands does a step have?",
            PAGE + "gates",
            "misconceptions: GRF06-one-path",
            confrontation=Confrontation(
                "b has no effect on a + b", lambda answer: _by_inputs(answer, [2.0, 5.0], ["add", 0, 1])[1] == 0
            ),
        ),
        Wrong(
            "adds the slopes along a path",
            wrong_expressions.slopes_added,
            "along a path the local derivatives multiply",
            "If one link of the chain has the slope 0, can anything get through?",
            PAGE + "chain",
            "misconceptions: GRF08-plus-of-slopes",
            confrontation=Confrontation(
                "the smaller of two numbers has an effect on the maximum",
                lambda answer: _by_inputs(answer, [2.0, 5.0], ["maximum", 0, 1])[0] == 1,
            ),
        ),
        Wrong(
            "leaves out what arrives from above",
            wrong_expressions.local_only,
            "each number gets the local derivatives alone, so nothing is chained",
            "Which number do you multiply the local derivative by?",
            PAGE + "chain",
            "two surviving mutants",
            confrontation=Confrontation(
                "a has an effect on (a + b) times 0",
                lambda answer: _by_inputs(answer, [2.0, 5.0, 0.0], ["add", 0, 1], ["multiply", 3, 2])[0] == 1,
            ),
        ),
        Wrong(
            "sweeps twice",
            wrong_expressions.swept_twice,
            "the second sweep adds to what the first one left behind",
            "Run your sweep again. Should the gradient change?",
            PAGE + "accumulate",
            "misconceptions: GRF05-backward-twice",
            confrontation=Confrontation(
                "a + b grows twice as fast as a",
                lambda answer: _by_inputs(answer, [2.0, 5.0], ["add", 0, 1]) == [2, 2],
            ),
        ),
        Wrong(
            "passes a gradient on each time that a part of it arrives",
            wrong_expressions.passes_each_part_on,
            "what came before is passed on again with each further part; a long chain exceeds the depth of recursion",
            "When may a number pass its gradient on: after one use, or after all?",
            PAGE + "order",
            "misconceptions: GRF02-recursion",
            confrontation=Confrontation(
                "ab + ab has three times the slope of ab",
                lambda answer: _by_inputs(answer, [2.0, 5.0], *DOUBLED_PRODUCT)[0] == 15,
            ),
        ),
        Wrong(
            "puts the inputs first",
            wrong_expressions.inputs_first,
            "the numbers are right, and in the order of the steps; the sweep begins at the other end",
            "Which derivative is always 1, and where does it stand in your answer?",
            PAGE + "order",
            "surviving mutant",
            confrontation=Confrontation(
                "5 a, with the inputs 5 and a, has the slope 1 in the last number made, which comes last",
                lambda answer: answer([5.0, 2.0], [["multiply", 0, 1]])[2] == 1,
            ),
        ),
    ),
    right=(Right("with an engine", with_an_engine), Right("asking backwards", asking_backwards)),
    hints=(
        "The steps are in an order in which each comes after its operands. So in which order may they be swept?",
        "Write an expression of your own as steps, and measure the slope of its last number by your "
        "numerical_gradient. Where do the two part?",
        "The inputs 3 and 4, steps multiply 0 1 and add 2 0: the list is 3, 4, 12, 15. The 15 gets 1; the 12 gets 1 "
        "and the 3 its first 1; the product gives the 3 another 4 and the 4 gets 3. The answer: 1, 1, 3, 5.",
    ),
    equivalent={
        "gradients = np.zeros(len(numbers)) -> gradients = -np.zeros(len(numbers))": "minus zero is zero",
    },
    covers=(
        "graph-forward-backward-roles",
        "topological-order",
        "gate-max",
        "gate-min",
        "gate-add-constant",
        "gate-multiply-constant",
    ),
    minutes=40,
    difficulty=3,
)
