"""A class that remembers how it was computed, and walks back."""

from __future__ import annotations

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.computation_graphs import Value

from . import graphs

PAGE = "computation_graphs#graphs-"


def _grads(answer, build, first=2.0, second=5.0):
    """Return the gradients of a and b after the sweep through what is built of them."""
    a, b = answer(first), answer(second)
    build(a, b).backward()
    return [a.grad, b.grad]


def _twice_the_product(a, b):
    product = a * b
    return product + product


def _square_and_more(a, b):
    square = a * a
    return square + square * b


VALUE = Exercise(
    name="Value",
    kind="class",
    reference=Value,
    ladder=(
        Rung("one sum", graphs.one_operation("add"), cases=1),
        Rung("one product", graphs.one_operation("multiply"), cases=2),
        Rung("a sum of products", graphs.sum_of_products, cases=2),
        Rung("a chain", graphs.chain, cases=2),
        Rung("a value used twice", graphs.used_twice, cases=2, share=0.2),
        Rung("two ways of different length", graphs.two_ways, cases=2, share=0.15),
        Rung("random graphs", graphs.random_graph, cases=4, share=0.15),
        Rung("a chain of 10 000 values", graphs.long_chain, cases=1, public=False, share=0.15),
    ),
    wrong=(
        Wrong(
            "overwrites the gradient",
            graphs.Overwrites,
            "where a value is used twice, only the last use counts",
            "What if a value is used twice: which of its two gradients stays?",
            PAGE + "accumulate",
            "misconceptions: GRF01-assign-not-add",
            confrontation=Confrontation(
                "a + a grows only as fast as a",
                lambda answer: _grads(answer, lambda a, b: a + a)[0] == 1,
            ),
        ),
        Wrong(
            "does not start at one",
            graphs.StartsAtZero,
            "every gradient is a multiple of the output's own, which is still zero",
            "What is the derivative of the output by itself?",
            PAGE + "order",
            "misconceptions: GRF03-no-seed",
            confrontation=Confrontation(
                "no number has an effect on a + b",
                lambda answer: _grads(answer, lambda a, b: a + b) == [0, 0],
            ),
        ),
        Wrong(
            "gives each factor its own number",
            graphs.OwnFactor,
            "a factor's derivative is the other factor",
            "If y is 5, by how much does x * y grow when x grows by 1?",
            PAGE + "gates",
            "seeds: multiply-not-swapped",
            confrontation=Confrontation(
                "in 0 times 5 the 0 may move, and nothing happens",
                lambda answer: _grads(answer, lambda a, b: a * b, 0.0)[0] == 0,
            ),
        ),
        Wrong(
            "treats a product as a sum",
            graphs.ProductAsSum,
            "the local derivative of each factor is taken as one",
            "If y is 5, by how much does x * y grow when x grows by 1?",
            PAGE + "gates",
            "surviving mutant",
            confrontation=Confrontation(
                "5 times b grows as fast as b",
                lambda answer: _grads(answer, lambda a, b: a * b, 5.0)[1] == 1,
            ),
        ),
        Wrong(
            "leaves out what arrives from above",
            graphs.LocalOnly,
            "each value gets its local derivative alone, so nothing is chained",
            "Which number do you multiply the local derivative by?",
            PAGE + "chain",
            "surviving mutant",
            confrontation=Confrontation(
                "a has an effect on (a + b) times 0",
                lambda answer: _grads(answer, lambda a, b: (a + b) * answer(0.0))[0] == 1,
            ),
        ),
        Wrong(
            "passes a gradient on before it is complete",
            graphs.TooEarly,
            "a value that is used twice passes its first share on twice",
            "Has everything arrived at a value when it passes its gradient on?",
            PAGE + "order",
            "seeds: topological-order",
            confrontation=Confrontation(
                "ab + ab has four times the slope of ab",
                lambda answer: _grads(answer, _twice_the_product)[0] == 20,
            ),
        ),
        Wrong(
            "goes level by level",
            graphs.LevelByLevel,
            "a value can be reached by a short way before the long way has arrived",
            "Has everything arrived at a value when it passes its gradient on?",
            PAGE + "order",
            "seeds: topological-order",
            confrontation=Confrontation(
                "a² + a² b has the slope 2a in a, whatever b is",
                lambda answer: _grads(answer, _square_and_more)[0] == 4,
            ),
        ),
        Wrong(
            "passes a gradient on each time that a part of it arrives",
            graphs.Recurses,
            "what came before is passed on again with each further part; a long chain exceeds the depth of recursion",
            "When may a value pass its gradient on: after one use, or after all?",
            PAGE + "order",
            "misconceptions: GRF02-recursion",
            confrontation=Confrontation(
                "ab + ab has three times the slope of ab",
                lambda answer: _grads(answer, _twice_the_product)[0] == 15,
            ),
        ),
        Wrong(
            "sweeps from the inputs to the output",
            graphs.FromTheInputs,
            "the values next to the inputs pass their gradient on before they have one",
            "At which end is the first gradient known?",
            PAGE + "order",
            "misconceptions: GRF04-forward-order",
            confrontation=Confrontation(
                "the factors of (a b) c have no effect, but c has",
                lambda answer: _grads(answer, lambda a, b: (a * b) * b)[0] == 0,
            ),
        ),
        Wrong(
            "forgets the second operand",
            graphs.FirstOnly,
            "only the first operand of each operation gets a gradient",
            "How many operands does an operation have?",
            PAGE + "gates",
            "misconceptions: GRF06-one-path",
            confrontation=Confrontation(
                "b has no effect on a + b",
                lambda answer: _grads(answer, lambda a, b: a + b)[1] == 0,
            ),
        ),
    ),
    right=(
        Right("with closures", graphs.WithClosures),
        Right("counting the uses", graphs.CountingUses),
    ),
    hints=(
        "When is a value's gradient complete, so that it may be passed on?",
        "Build `c = a * b; d = c + c` with 2 and 5, and call `d.backward()`. `a.grad` must be 10: not 5, 15 or 20.",
        "For $(3 \\cdot 4) + 3$ the list backwards is: sum, product, then the inputs. The sum gives the product "
        "1 and the 3 its first 1; the product gives the 3 another 4, so 5, and the 4 gets 3.",
    ),
    equivalent={
        "return f'Value({self.data}, grad={self.grad})' -> "
        "return -f'Value({self.data}, grad={self.grad})'": "the release gives __repr__, and no case prints a value",
    },
    covers=("graph-forward-backward-roles", "gate-add", "gate-multiply", "topological-order"),
    minutes=30,
    difficulty=3,
)
