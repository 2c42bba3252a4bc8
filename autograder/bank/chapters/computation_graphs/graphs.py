"""Computation graphs as programs, and classes that walk them rightly and wrongly.

A program is a list of operations on numbered values; the values to look at come in the order of the backward sweep,
from the output to the inputs, so that the first difference is at the first value that goes wrong.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Draw
from autograder.student.kinds import Request

LONGEST = 200  # of a longer sweep, its two ends are looked at: the output, and the inputs that everything must reach

# --- programs -------------------------------------------------------------------------------------------------------


def _program(numbers: Any, operations: list[tuple[str, int, int]]) -> Request:
    program: list[list[Any]] = [["new", float(number)] for number in numbers]
    program += [list(operation) for operation in operations]
    last = len(program) - 1
    sweep = list(range(last, -1, -1))
    if len(sweep) > LONGEST:
        sweep = sweep[: LONGEST // 2] + sweep[-LONGEST // 2 :]
    return {"program": [*program, ["call", last, "backward"]], "return": [["data", sweep], ["grad", sweep]]}


def _numbers(rng: np.random.Generator, count: int) -> Any:
    """Return numbers of both signs whose sizes all differ from each other and from 1."""
    return rng.permutation(np.linspace(1.5, 3.5, count) + rng.uniform(0, 0.2, count)) * rng.choice([-1, 1], count)


def one_operation(name: str) -> Draw:
    """Return the draw of a graph with one operation."""
    return lambda rng: _program(_numbers(rng, 2), [(name, 0, 1)])


def sum_of_products(rng: np.random.Generator) -> Request:
    """Draw a * b + c * d."""
    return _program(_numbers(rng, 4), [("multiply", 0, 1), ("multiply", 2, 3), ("add", 4, 5)])


def chain(rng: np.random.Generator) -> Request:
    """Draw ((a * b) + c) * d: one way from the output to each input, with a product at both ends."""
    return _program(_numbers(rng, 4), [("multiply", 0, 1), ("add", 4, 2), ("multiply", 5, 3)])


def used_twice(rng: np.random.Generator) -> Request:
    """Draw (a * b) + a, and its square: values that are used twice, once in one operation."""
    return _program(_numbers(rng, 2), [("multiply", 0, 1), ("add", 2, 0), ("multiply", 3, 3)])


def two_ways(rng: np.random.Generator) -> Request:
    """Draw a graph in which a value is reached by a short way and by a long one, and has parents of its own."""
    operations = [("multiply", 0, 1), ("add", 3, 2), ("multiply", 4, 2), ("multiply", 5, 3), ("add", 3, 6)]
    return _program(_numbers(rng, 3), operations)


def random_graph(rng: np.random.Generator) -> Request:
    """Draw a graph of eight operations on three numbers; later values are used more often."""
    operations: list[tuple[str, int, int]] = []
    for made in range(3, 10):
        left, right = (int(made - 1 - min(rng.geometric(0.4) - 1, made - 1)) for _ in range(2))
        operations.append((str(rng.choice(["add", "multiply"])), left, right))
    return _program(_numbers(rng, 3) / 2, [*operations, ("add", 9, 3)])


def long_chain(rng: np.random.Generator) -> Request:
    """Draw a chain of 10 000 sums, in which the second number is used at every step."""
    return _program(_numbers(rng, 2), [("add", 0, 1), *(("add", i, 1) for i in range(2, 10_000))])


# --- right in other ways --------------------------------------------------------------------------------------------


class Node:
    """A value whose backward sweep is split into parts, so that each part can go wrong alone."""

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents

    def __add__(self, other):
        return type(self)(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return type(self)(self.data * other.data, ((self, other.data), (other, self.data)))

    def order(self):
        """Return the values from the inputs to the output."""
        order, seen, todo = [], set(), [(self, False)]
        while todo:
            node, ready = todo.pop()
            if ready:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                todo += [(node, True), *((parent, False) for parent, _ in node.parents)]
        return order

    def give(self, parent, local):
        parent.grad += self.grad * local

    def backward(self):
        self.grad = 1.0
        for node in reversed(self.order()):
            for parent, local in node.parents:
                node.give(parent, local)


class WithClosures:
    """Keeps a function that passes its gradient on, as many small engines do."""

    def __init__(self, data, parents=()):
        self.data, self.grad, self.used, self.push = data, 0.0, parents, None

    def __add__(self, other):
        out = WithClosures(self.data + other.data, (self, other))

        def push():
            self.grad += out.grad
            other.grad += out.grad

        out.push = push
        return out

    def __mul__(self, other):
        out = WithClosures(self.data * other.data, (self, other))

        def push():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.push = push
        return out

    def backward(self):
        order, seen, todo = [], set(), [self]
        while todo:
            node = todo[-1]
            waiting = [each for each in node.used if id(each) not in seen]
            if waiting and id(node) not in seen:
                todo.append(waiting[0])
                continue
            todo.pop()
            if id(node) not in seen:
                seen.add(id(node))
                order.append(node)
        self.grad = 1.0
        for node in order[::-1]:
            if node.push:
                node.push()


class CountingUses(Node):
    """Lets a value pass its gradient on when as many gradients have arrived as it has uses."""

    def backward(self):
        uses: dict[int, int] = {}
        todo, seen = [self], {id(self)}
        while todo:
            for parent, _ in todo.pop().parents:
                uses[id(parent)] = uses.get(id(parent), 0) + 1
                if id(parent) not in seen:
                    seen.add(id(parent))
                    todo.append(parent)
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, local in node.parents:
                parent.grad += local * node.grad
                uses[id(parent)] -= 1
                if uses[id(parent)] == 0:
                    ready.append(parent)


# --- wrong ----------------------------------------------------------------------------------------------------------


class Overwrites(Node):
    def give(self, parent, local):
        parent.grad = self.grad * local


class StartsAtZero(Node):
    def backward(self):
        for node in reversed(self.order()):
            for parent, local in node.parents:
                node.give(parent, local)


class OwnFactor(Node):
    def __mul__(self, other):
        return type(self)(self.data * other.data, ((self, self.data), (other, other.data)))


class ProductAsSum(Node):
    def __mul__(self, other):
        return type(self)(self.data * other.data, ((self, 1.0), (other, 1.0)))


class LocalOnly(Node):
    def give(self, parent, local):
        parent.grad += local


class TooEarly(Node):
    def backward(self):
        self.grad, todo = 1.0, [self]
        while todo:
            node = todo.pop()
            for parent, local in node.parents:
                node.give(parent, local)
                todo.append(parent)


class LevelByLevel(Node):
    def order(self):
        order, seen = [self], {id(self)}
        for node in order:
            for parent, _ in node.parents:
                if id(parent) not in seen:
                    seen.add(id(parent))
                    order.append(parent)
        return order[::-1]


class Recurses(Node):
    def backward(self):
        self.grad = 1.0
        self.pass_on()

    def pass_on(self):
        for parent, local in self.parents:
            parent.grad += self.grad * local
            parent.pass_on()


class FromTheInputs(Node):
    def backward(self):
        self.grad = 1.0
        for node in self.order():
            for parent, local in node.parents:
                node.give(parent, local)


class FirstOnly(Node):
    def backward(self):
        self.grad = 1.0
        for node in reversed(self.order()):
            for parent, local in node.parents[:1]:
                node.give(parent, local)
