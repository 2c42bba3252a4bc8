"""A class that remembers how it was computed, and walks back."""

from __future__ import annotations

from autograder.bank.exercise import Exercise, Right, Rung, Wrong
from solutions.computation_graphs import Value

from . import graphs

PAGE = "computation_graphs#graphs-"


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
        ),
        Wrong(
            "does not start at one",
            graphs.StartsAtZero,
            "every gradient is a multiple of the output's own, which is still zero",
            "What is the derivative of the output by itself?",
            PAGE + "order",
            "misconceptions: GRF03-no-seed",
        ),
        Wrong(
            "gives each factor its own number",
            graphs.OwnFactor,
            "a factor's derivative is the other factor",
            "If y is 5, by how much does x * y grow when x grows by 1?",
            PAGE + "gates",
            "seeds: multiply-not-swapped",
        ),
        Wrong(
            "treats a product as a sum",
            graphs.ProductAsSum,
            "the local derivative of each factor is taken as one",
            "If y is 5, by how much does x * y grow when x grows by 1?",
            PAGE + "gates",
            "surviving mutant",
        ),
        Wrong(
            "leaves out what arrives from above",
            graphs.LocalOnly,
            "each value gets its local derivative alone, so nothing is chained",
            "Which number do you multiply the local derivative by?",
            PAGE + "chain",
            "surviving mutant",
        ),
        Wrong(
            "passes a gradient on before it is complete",
            graphs.TooEarly,
            "a value that is used twice passes its first share on twice",
            "Has everything arrived at a value when it passes its gradient on?",
            PAGE + "order",
            "surviving mutant",
        ),
        Wrong(
            "goes level by level",
            graphs.LevelByLevel,
            "a value can be reached by a short way before the long way has arrived",
            "Has everything arrived at a value when it passes its gradient on?",
            PAGE + "order",
            "seeds: topological-order",
        ),
        Wrong(
            "passes a gradient on each time that a part of it arrives",
            graphs.Recurses,
            "what came before is passed on again with each further part; a long chain exceeds the depth of recursion",
            "When may a value pass its gradient on: after one use, or after all?",
            PAGE + "order",
            "misconceptions: GRF02-recursion",
        ),
        Wrong(
            "sweeps from the inputs to the output",
            graphs.FromTheInputs,
            "the values next to the inputs pass their gradient on before they have one",
            "At which end is the first gradient known?",
            PAGE + "order",
            "misconceptions: GRF04-forward-order",
        ),
        Wrong(
            "forgets the second operand",
            graphs.FirstOnly,
            "only the first operand of each operation gets a gradient",
            "How many operands does an operation have?",
            PAGE + "gates",
            "surviving mutant",
        ),
    ),
    right=(
        Right("with closures", graphs.WithClosures),
        Right("counting the uses", graphs.CountingUses),
    ),
)
