"""Computation graphs: the exercises of the chapter and what commonly goes wrong in them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.student.functions import TABLE, WRONG_GRADIENTS
from autograder.student.judge import Tolerance
from autograder.student.kinds import Request
from solutions.computation_graphs import (
    Value,
    descend,
    gradient_check,
    initial_weights,
    numerical_gradient,
)

from . import graphs
from .exercise import Draw, Exercise, Right, Rung, Wrong

PAGE = "computation_graphs#graphs-"
SEPARATE, TOGETHER = ("cubic", "sine"), ("product",)  # how the inputs of a named function act

# --- numerical_gradient ---------------------------------------------------------------------------------------------


def forward_difference(f, x, step=1e-5):
    return np.array([(f(x + step * unit) - f(x)) / step for unit in np.eye(len(x))])


def without_the_two(f, x, step=1e-5):
    return np.array([(f(x + step * unit) - f(x - step * unit)) / step for unit in np.eye(len(x))])


def all_inputs_together(f, x, step=1e-5):
    return np.array([(f(x + step) - f(x - step)) / (2 * step) for _ in x])


def the_other_way_round(f, x, step=1e-5):
    return np.array([(f(x - step * unit) - f(x + step * unit)) / (2 * step) for unit in np.eye(len(x))])


def summed_up(f, x, step=1e-5):
    return float(sum((f(x + step * unit) - f(x - step * unit)) / (2 * step) for unit in np.eye(len(x))))


def differences_not_divided(f, x, step=1e-5):
    return np.array([f(x + step * unit) - f(x - step * unit) for unit in np.eye(len(x))])


def not_put_back(f, x, step=1e-5):
    moved, gradient = np.array(x, dtype=float), []
    for i in range(moved.size):
        moved[i] += step
        above = f(moved)
        moved[i] -= 2 * step
        gradient.append((above - f(moved)) / (2 * step))
    return np.array(gradient)


def with_unit_vectors(f, x, step=1e-5):
    return np.array([(f(x + step * unit) - f(x - step * unit)) / (2 * step) for unit in np.eye(len(x))])


def on_a_copy(f, x, step=1e-5):
    moved, gradient = np.array(x, dtype=float), []
    for i in range(moved.size):
        here = moved[i]
        moved[i] = here + step
        above = f(moved)
        moved[i] = here - step
        below = f(moved)
        moved[i] = here
        gradient.append((above - below) / step / 2)
    return gradient


def _function(n_inputs: int, names: tuple[str, ...], claims: tuple[str, ...] = ()) -> Draw:
    """Return the draw of a function and a point; with ``claims``, also of a gradient that is right or wrong."""

    def draw(rng: np.random.Generator) -> Request:
        coef = rng.uniform(0.5, 2.0, size=n_inputs) * rng.choice([-1.0, 1.0], size=n_inputs)
        described: dict[str, Any] = {"fn": str(rng.choice(names)), "coef": coef.tolist()}
        x = rng.uniform(0.5, 1.5, size=n_inputs) * rng.choice([-1.0, 1.0], size=n_inputs)
        if not claims:
            return {"args": [described, x]}
        return {"args": [described, described | {"gradient": str(rng.choice(claims))}, x]}

    return draw


NUMERICAL_GRADIENT = Exercise(
    name="numerical_gradient",
    kind="function",
    reference=numerical_gradient,
    ladder=(
        Rung("one input", _function(1, SEPARATE), cases=2),
        Rung("two inputs", _function(2, SEPARATE), cases=3),
        Rung("inputs that act together", _function(3, TOGETHER), cases=2),
        Rung("seven inputs", _function(7, (*SEPARATE, "bowl")), cases=2),
    ),
    tolerance=Tolerance(1e-6, 1e-7, "differences with a step of 1e-5 are right to about ten digits"),
    wrong=(
        Wrong(
            "steps to one side only",
            forward_difference,
            "the slope between x and x + step is that of a point half a step further",
            "Is the slope that you measure the one at x, or at a point beside it?",
            PAGE + "numerical-gradient",
            "surviving mutant",
        ),
        Wrong(
            "forgets that the points are two steps apart",
            without_the_two,
            "the difference is divided by one step, so every slope comes out twice as large",
            "How far apart are your two points?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM01-divide-by-h",
        ),
        Wrong(
            "moves all inputs together",
            all_inputs_together,
            "each entry is the slope along the diagonal, which is the sum of all partial derivatives",
            "Which inputs stand still while you measure one slope?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM03-all-at-once",
        ),
        Wrong(
            "takes the points the other way round",
            the_other_way_round,
            "the sign of every slope is turned",
            "For a rising function, should the slope be positive or negative?",
            PAGE + "numerical-gradient",
            "surviving mutant",
        ),
        Wrong(
            "adds the slopes up",
            summed_up,
            "a single number comes back, and the gradient has one entry for each input",
            "What shape should a gradient have?",
            PAGE + "numerical-gradient",
            "surviving mutant",
        ),
        Wrong(
            "does not divide by the step",
            differences_not_divided,
            "these are differences, and a slope is a difference over a distance",
            "What turns a difference into a slope?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM02-not-divided",
        ),
        Wrong(
            "does not put an input back",
            not_put_back,
            "the inputs that were measured first stay moved while the next one is measured",
            "Where do the earlier inputs stand while you measure the next one?",
            PAGE + "numerical-gradient",
            "misconceptions: NUM04-not-put-back",
        ),
    ),
    right=(Right("with unit vectors", with_unit_vectors), Right("moving one entry of a copy", on_a_copy)),
)

# --- gradient_check -------------------------------------------------------------------------------------------------


def not_relative(f, gradient, x):
    return float(np.linalg.norm(gradient(x) - numerical_gradient(f, x)))


def relative_to_the_claim(f, gradient, x):
    claimed = gradient(x)
    return float(np.linalg.norm(claimed - numerical_gradient(f, x)) / np.linalg.norm(claimed))


def with_squares(f, gradient, x):
    claimed, estimated = gradient(x), numerical_gradient(f, x)
    return float(np.sum((claimed - estimated) ** 2) / (np.sum(claimed**2) + np.sum(estimated**2)))


def of_the_sums(f, gradient, x):
    claimed, estimated = gradient(x), numerical_gradient(f, x)
    size = np.linalg.norm(claimed) + np.linalg.norm(estimated)
    return float(abs(np.sum(claimed) - np.sum(estimated)) / size)


def of_the_lengths(f, gradient, x):
    claimed, estimated = np.linalg.norm(gradient(x)), np.linalg.norm(numerical_gradient(f, x))
    return float(abs(claimed - estimated) / (claimed + estimated))


def with_square_roots(f, gradient, x):
    claimed, estimated = np.asarray(gradient(x)), np.asarray(numerical_gradient(f, x))
    lengths = [np.sqrt(np.sum(v * v)) for v in (claimed - estimated, claimed, estimated)]
    return lengths[0] / (lengths[1] + lengths[2])


def with_dot_products(f, gradient, x):
    estimated = np.asarray(numerical_gradient(f, x))
    gap = gradient(x) - estimated
    return float((gap @ gap) ** 0.5 / ((gradient(x) @ gradient(x)) ** 0.5 + (estimated @ estimated) ** 0.5))


GRADIENT_CHECK = Exercise(
    name="gradient_check",
    kind="function",
    reference=gradient_check,
    uses=("numerical_gradient",),
    ladder=(
        # each claim has a rung of its own: left to chance, some course would get no gradient that points another way
        Rung("a right gradient", _function(2, SEPARATE, ("right",))),
        Rung("a gradient that is too short", _function(2, SEPARATE, ("half",)), cases=1),
        Rung("a gradient that points the other way", _function(2, SEPARATE, ("sign",)), cases=1),
        Rung("entries in another order", _function(3, TOGETHER, ("shifted",)), cases=3),
        Rung("six inputs", _function(6, tuple(TABLE), tuple(WRONG_GRADIENTS)), cases=5),
    ),
    tolerance=Tolerance(1e-6, 1e-7, "differences with a step of 1e-5 are right to about ten digits"),
    wrong=(
        Wrong(
            "leaves out the division",
            not_relative,
            "the difference is not compared with the size of the gradients",
            "Is a difference of 0.01 large? Compared with what?",
            PAGE + "gradient-check",
            "surviving mutant",
        ),
        Wrong(
            "divides by the claimed gradient only",
            relative_to_the_claim,
            "the two gradients are not treated alike, and a claim of zero cannot be checked",
            "What happens if the claimed gradient is zero?",
            PAGE + "gradient-check",
            "surviving mutant",
        ),
        Wrong(
            "squares the lengths",
            with_squares,
            "without the square roots a small error looks much smaller",
            "What is the length of (3, 4)?",
            PAGE + "gradient-check",
            "surviving mutant",
        ),
        Wrong(
            "compares the sums of the entries",
            of_the_sums,
            "errors of opposite sign cancel in the sums",
            "Can two different gradients have the same sum?",
            PAGE + "gradient-check",
            "surviving mutant",
        ),
        Wrong(
            "compares the lengths",
            of_the_lengths,
            "a gradient that points the other way has the same length",
            "Can two different gradients have the same length?",
            PAGE + "gradient-check",
            "surviving mutant",
        ),
    ),
    right=(Right("with square roots", with_square_roots), Right("with dot products", with_dot_products)),
)

# --- Value ----------------------------------------------------------------------------------------------------------

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

# --- descend --------------------------------------------------------------------------------------------------------


def uphill(gradient, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] + rate * gradient(path[-1]))
    return np.array(path)


def gradient_at_the_start(gradient, start, rate, steps):
    slope = gradient(start)
    return np.array([start - i * rate * slope for i in range(steps + 1)])


def without_the_start(gradient, start, rate, steps):
    path, point = [], start
    for _ in range(steps):
        point = point - rate * gradient(point)
        path.append(point)
    return np.array(path)


def last_point_only(gradient, start, rate, steps):
    point = start
    for _ in range(steps):
        point = point - rate * gradient(point)
    return point


def same_array_again(gradient, start, rate, steps):
    point = np.array(start)
    path = [point]
    for _ in range(steps):
        point -= rate * gradient(point)
        path.append(point)
    return np.array(path)


def without_the_rate(gradient, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - gradient(path[-1]))
    return np.array(path)


def only_the_step(gradient, start, rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(-rate * gradient(path[-1]))
    return np.array(path)


def into_a_table(gradient, start, rate, steps):
    path = np.empty((steps + 1, len(start)))
    path[0] = start
    for i in range(steps):
        path[i + 1] = path[i] - rate * np.asarray(gradient(path[i]))
    return path


def by_recursion(gradient, start, rate, steps):
    if steps == 0:
        return [start]
    return [start, *by_recursion(gradient, start - rate * gradient(start), rate, steps - 1)]


def _walk(n_inputs: int, steps: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        coef = rng.uniform(0.5, 2.0, size=n_inputs).tolist()
        described = {"fn": str(rng.choice(["bowl", "sine"])), "coef": coef, "gradient": "right"}
        start = rng.uniform(0.5, 1.5, size=n_inputs) * rng.choice([-1.0, 1.0], size=n_inputs)
        return {"args": [described, start, float(rng.uniform(0.1, 0.4)), steps]}

    return draw


DESCEND = Exercise(
    name="descend",
    kind="function",
    reference=descend,
    ladder=(
        Rung("one step", _walk(2, 1)),
        Rung("three steps", _walk(3, 3), cases=3),
        Rung("twenty steps", _walk(4, 20)),
        Rung("no step at all", _walk(3, 0), cases=1, public=False),
    ),
    wrong=(
        Wrong(
            "goes uphill",
            uphill,
            "the step is added, so that the function grows",
            "Which way does the gradient point: up or down?",
            PAGE + "descent",
            "misconceptions: GDS01-plus",
        ),
        Wrong(
            "keeps the gradient of the start",
            gradient_at_the_start,
            "the slope changes on the way, and every step needs its own",
            "Where do you measure the slope before the second step?",
            PAGE + "descent",
            "misconceptions: TRN02-same-gradient",
        ),
        Wrong(
            "leaves out the start",
            without_the_start,
            "the path begins after the first step",
            "How many points are there before the first step?",
            PAGE + "descent",
            "surviving mutant",
        ),
        Wrong(
            "returns the last point only",
            last_point_only,
            "the points on the way are lost",
            "How many rows should the path of three steps have?",
            PAGE + "descent",
            "surviving mutant",
        ),
        Wrong(
            "keeps the same array again and again",
            same_array_again,
            "the array is changed in place, so all rows show the last point",
            "If you change a point after storing it, what does the list hold?",
            PAGE + "descent",
            "misconceptions: GDS08-old-copy-alias",
        ),
        Wrong(
            "leaves out the learning rate",
            without_the_rate,
            "every step is as long as the gradient itself",
            "What decides how far a step goes?",
            PAGE + "descent",
            "surviving mutant",
        ),
        Wrong(
            "forgets where it stood",
            only_the_step,
            "the next point is the step alone, as if every step began at zero",
            "If the gradient is zero, where should the next point be?",
            PAGE + "descent",
            "misconceptions: GDS02-assign",
        ),
    ),
    right=(Right("into a table", into_a_table), Right("by recursion", by_recursion)),
)

# --- initial_weights ------------------------------------------------------------------------------------------------


def variance_as_spread(n_inputs, n_outputs, rng):
    return rng.normal(0.0, 2 / n_inputs, (n_inputs, n_outputs))


def from_the_outputs(n_inputs, n_outputs, rng):
    return rng.normal(0.0, np.sqrt(2 / n_outputs), (n_inputs, n_outputs))


def all_zero(n_inputs, n_outputs, rng):
    return np.zeros((n_inputs, n_outputs))


def other_generator(n_inputs, n_outputs, rng, calls=[]):  # noqa: B006  (what differs from call to call is the mistake)
    calls.append(None)
    return np.random.default_rng(len(calls) % 3).normal(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs))


def own_seed(n_inputs, n_outputs, rng):
    return np.random.default_rng(0).normal(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs))


def outputs_in_rows(n_inputs, n_outputs, rng):
    return rng.normal(0.0, np.sqrt(2 / n_inputs), (n_outputs, n_inputs))


def positive_only(n_inputs, n_outputs, rng):
    return rng.uniform(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs))


def scaled_standard_normal(n_inputs, n_outputs, rng):
    return rng.standard_normal((n_inputs, n_outputs)) * (2 / n_inputs) ** 0.5


def uniform_of_the_same_variance(n_inputs, n_outputs, rng):
    limit = np.sqrt(6 / n_inputs)
    return rng.uniform(-limit, limit, size=(n_inputs, n_outputs))


def _layer(rng: np.random.Generator) -> Request:
    n_inputs, n_outputs = (int(n) for n in (rng.integers(120, 140), rng.integers(70, 80)))
    seed = int(rng.integers(1, 1000))
    return {"args": [n_inputs, n_outputs], "seeds": [seed, seed, seed + 1]}


INITIAL_WEIGHTS = Exercise(
    name="initial_weights",
    kind="initialiser",
    reference=initial_weights,
    ladder=(Rung("a wide layer", _layer, cases=3),),
    tolerance=Tolerance(0.02, 0.01, "9000 draws or more: two means differ by 0.002, two spreads by 0.0013"),
    wrong=(
        Wrong(
            "takes the variance for the spread",
            variance_as_spread,
            "the standard deviation is the square root of the variance",
            "Which of the two does the generator ask for?",
            PAGE + "initialisation",
            "surviving mutant",
        ),
        Wrong(
            "divides by the number of outputs",
            from_the_outputs,
            "a unit sums over its inputs, so their number decides",
            "What does one unit add up: numbers from where?",
            PAGE + "initialisation",
            "surviving mutant",
        ),
        Wrong(
            "starts with zeros",
            all_zero,
            "all units compute the same and get the same gradient, for ever",
            "What makes two hidden units different from each other?",
            PAGE + "initialisation",
            "seeds: weight-initialisation-symmetry",
        ),
        Wrong(
            "draws from a generator of its own",
            other_generator,
            "the result cannot be repeated, since the generator given is not used",
            "Does the same generator give you the same weights again?",
            PAGE + "initialisation",
            "surviving mutant",
        ),
        Wrong(
            "fixes the seed itself",
            own_seed,
            "every layer gets the same weights, whatever generator it is given",
            "Do two different generators give you different weights?",
            PAGE + "initialisation",
            "surviving mutant",
        ),
        Wrong(
            "puts the outputs in rows",
            outputs_in_rows,
            "the table is transposed: inputs in rows, outputs in columns",
            "Which shape makes X @ W possible?",
            PAGE + "initialisation",
            "seeds: dW-transposed",
        ),
        Wrong(
            "draws positive numbers only",
            positive_only,
            "the mean is not zero, so that all units start by agreeing",
            "What should the mean of the weights be?",
            PAGE + "initialisation",
            "surviving mutant",
        ),
    ),
    right=(
        Right("scaling standard normal numbers", scaled_standard_normal),
        Right("uniform numbers of the same variance", uniform_of_the_same_variance),
    ),
)

EXERCISES = (NUMERICAL_GRADIENT, GRADIENT_CHECK, VALUE, DESCEND, INITIAL_WEIGHTS)
