"""Rules that people use in place of the sweep through an expression."""

from __future__ import annotations

import numpy as np

from solutions.computation_graphs import gate, gradient_of_expression


def walked(numbers, steps):
    """Return how many numbers there are in the end, and of each step what it made, of what, and the slopes."""
    numbers, ways = list(numbers), []
    for name, i, j in steps:
        result, by_x, by_y = gate(name, numbers[i], numbers[j])
        ways.append((len(numbers), ((i, by_x), (j, by_y))))
        numbers.append(result)
    return len(numbers), ways


def seeded(count):
    gradients = np.zeros(count)
    gradients[-1] = 1.0
    return gradients


def overwrites(numbers, steps):
    count, ways = walked(numbers, steps)
    gradients = seeded(count)
    for made, operands in reversed(ways):
        for i, slope in operands:
            gradients[i] = gradients[made] * slope
    return gradients[::-1]


def without_the_one(numbers, steps):
    return np.zeros(walked(numbers, steps)[0])


def in_the_order_of_the_steps(numbers, steps):
    count, ways = walked(numbers, steps)
    gradients = seeded(count)
    for made, operands in ways:
        for i, slope in operands:
            gradients[i] += gradients[made] * slope
    return gradients[::-1]


def first_operand_only(numbers, steps):
    count, ways = walked(numbers, steps)
    gradients = seeded(count)
    for made, operands in reversed(ways):
        i, slope = operands[0]
        gradients[i] += gradients[made] * slope
    return gradients[::-1]


def slopes_added(numbers, steps):
    count, ways = walked(numbers, steps)
    gradients = seeded(count)
    for made, operands in reversed(ways):
        for i, slope in operands:
            gradients[i] += gradients[made] + slope
    return gradients[::-1]


def local_only(numbers, steps):
    count, ways = walked(numbers, steps)
    gradients = seeded(count)
    for _, operands in reversed(ways):
        for i, slope in operands:
            gradients[i] += slope
    return gradients[::-1]


def swept_twice(numbers, steps):
    count, ways = walked(numbers, steps)
    gradients = seeded(count)
    for made, operands in [*reversed(ways), *reversed(ways)]:
        for i, slope in operands:
            gradients[i] += gradients[made] * slope
    return gradients[::-1]


def passes_each_part_on(numbers, steps):
    count, ways = walked(numbers, steps)
    gradients, operands_of = seeded(count), dict(ways)

    def pass_on(made):
        for i, slope in operands_of.get(made, ()):
            gradients[i] += gradients[made] * slope
            pass_on(i)

    if len(ways) < 100:  # as in Python, where a longer chain exceeds the depth of recursion
        pass_on(count - 1)
        return gradients[::-1]
    raise RecursionError


def inputs_first(numbers, steps):
    return gradient_of_expression(numbers, steps)[::-1]
