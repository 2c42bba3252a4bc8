"""Computation graphs: gradients by differences, gradients by the chain rule, and what to do with them."""

import numpy as np


def numerical_gradient(f, x, step=1e-5):
    """Estimate the gradient of f at x by central differences.

    Parameters
    ----------
    f : callable
        Takes an array of shape (n_inputs,) and returns a number.
    x : array of shape (n_inputs,)
        It is the same afterwards.
    step : float
        How far to go to either side.

    Returns
    -------
    array of shape (n_inputs,)
    """
    gradient = np.zeros(len(x))
    for i in range(len(x)):
        shift = np.zeros(len(x))
        shift[i] = step
        gradient[i] = (f(x + shift) - f(x - shift)) / (2 * step)
    return gradient


def gradient_check(f, gradient, x):
    """Say how far a gradient lies from the numerical one.

    Parameters
    ----------
    f : callable
        Takes an array of shape (n_inputs,) and returns a number.
    gradient : callable
        Takes the same array and returns what is claimed to be the
        gradient there, of shape (n_inputs,).
    x : array of shape (n_inputs,)

    Returns
    -------
    float
        The length of the difference, divided by the sum of the two
        lengths: near 0 if they agree, 1 if they are opposite. Use your
        numerical_gradient.
    """
    claimed, estimated = gradient(x), numerical_gradient(f, x)
    size = np.linalg.norm(claimed) + np.linalg.norm(estimated)
    return float(np.linalg.norm(claimed - estimated) / size)


class Value:
    """A number that remembers how it was made.

    Attributes
    ----------
    data : float
        The number.
    grad : float
        The derivative of the output by this number, once the output's
        backward() has been called.
    parents : tuple
        Pairs (value, local derivative): what this one was made from.
    """

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents

    def __repr__(self):
        return f"Value({self.data}, grad={self.grad})"

    def __add__(self, other):
        """Return the sum, with its parents and local derivatives."""
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        """Return the product, with its parents and local derivatives."""
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def backward(self):
        """Fill in the gradients of this value and all before it.

        Long chains must work: use a loop and a list rather than
        recursion.
        """
        order, seen, todo = [], set(), [(self, False)]
        while todo:
            value, expanded = todo.pop()
            if expanded:
                order.append(value)
            elif id(value) not in seen:
                seen.add(id(value))
                todo.append((value, True))
                todo.extend((parent, False) for parent, _ in value.parents)
        self.grad = 1.0
        for value in reversed(order):
            for parent, local in value.parents:
                parent.grad += value.grad * local


def undo_broadcast(gradient, shape):
    """Give a gradient the shape of the array that was stretched.

    Where shapes differ, NumPy stretches an array: it repeats it along
    axes that it lacks in front, and along axes that have one entry.

    Parameters
    ----------
    gradient : array
        The gradient of the loss by the stretched array, every copy of
        an entry for itself.
    shape : tuple of int
        The shape of the array before it was stretched. It may be (),
        that of a number.

    Returns
    -------
    array of shape ``shape``
        The gradient of the loss by the entries that there were before.
    """
    gradient = np.sum(gradient, axis=tuple(range(np.ndim(gradient) - len(shape))))
    return np.sum(gradient, axis=tuple(i for i, size in enumerate(shape) if size == 1), keepdims=True)


class ArrayValue:
    """An array that remembers how it was made. Sums and products of different shapes are those of NumPy.

    Attributes
    ----------
    data : array
    grad : array of the same shape
        The derivative of the output by each entry, once the output's
        backward() has been called.
    parents : tuple
        Pairs (value, pull): what this one was made from, and a function
        that carries this one's gradient back to it.
    depth : int
        The number of steps on the longest way from an input; more than
        that of each parent.
    """

    def __init__(self, data, parents=()):
        self.data = np.asarray(data)
        self.grad = np.zeros(self.data.shape)
        self.parents = parents
        self.depth = 1 + max((parent.depth for parent, _ in parents), default=-1)

    def __add__(self, other):
        """Return the sum, entry by entry."""
        return ArrayValue(self.data + other.data, ((self, lambda g: g), (other, lambda g: g)))

    def __mul__(self, other):
        """Return the product, entry by entry."""
        return ArrayValue(self.data * other.data, ((self, lambda g: g * other.data), (other, lambda g: g * self.data)))

    def __matmul__(self, other):
        """Return the matrix product of two tables."""
        pulls = ((self, lambda g: g @ other.data.T), (other, lambda g: self.data.T @ g))
        return ArrayValue(self.data @ other.data, pulls)

    def sum(self, axis=None):
        """Return the sum along an axis, or of all entries; the axes stay, with one entry each."""
        stretch = np.ones(self.data.shape)
        return ArrayValue(self.data.sum(axis=axis, keepdims=True), ((self, lambda g: g * stretch),))

    def apply(self, function, slope):
        """Return the function of each entry; ``slope`` is its derivative. Both take arrays."""
        return ArrayValue(function(self.data), ((self, lambda g: g * slope(self.data)),))

    def backward(self):
        """Fill in the gradient of everything that this array was made from, and its own.

        An array of several entries is treated as the sum of them.
        Gradients are added to those that are there already.
        """
        found, todo = {id(self): self}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if id(parent) not in found:
                    found[id(parent)] = parent
                    todo.append(parent)
        self.grad = np.ones(self.data.shape)
        for value in sorted(found.values(), key=lambda value: -value.depth):
            for parent, pull in value.parents:
                parent.grad = parent.grad + undo_broadcast(pull(value.grad), parent.data.shape)


def gate(name, x, y):
    """Take one step of an expression, and find its local derivatives.

    Parameters
    ----------
    name : str
        "add", "multiply", "maximum" or "minimum".
    x, y : float
        The operands.

    Returns
    -------
    tuple of three floats
        The result, its derivative by x and its derivative by y. Where
        both operands of a maximum or a minimum are equal, the result is
        taken to be x.
    """
    if name == "add":
        return x + y, 1.0, 1.0
    if name == "multiply":
        return x * y, y, x
    first = x >= y if name == "maximum" else x <= y
    return (x, 1.0, 0.0) if first else (y, 0.0, 1.0)


def gradient_of_expression(numbers, steps):
    """Differentiate an expression that is given step by step.

    Parameters
    ----------
    numbers : list of float
        The inputs.
    steps : list of lists [name, i, j]
        Each step makes one more number of two that are there already,
        number i and number j, counted from 0. The name is one that gate
        knows; i and j may be the same.

    Returns
    -------
    array of shape (n_numbers,), inputs and results together
        The derivative of the last number by each number, in the order
        of the sweep: by the last number itself first, by the first
        input last. Use your gate.
    """
    numbers, ways = list(numbers), []
    for name, i, j in steps:
        result, by_x, by_y = gate(name, numbers[i], numbers[j])
        ways.append((len(numbers), i, j, by_x, by_y))
        numbers.append(result)
    gradients = np.zeros(len(numbers))
    gradients[-1] = 1.0
    for made, i, j, by_x, by_y in reversed(ways):
        gradients[i] += gradients[made] * by_x
        gradients[j] += gradients[made] * by_y
    return gradients[::-1]


def descend(gradient, start, rate, steps):
    """Walk downhill, and keep every point on the way.

    Each step goes against the gradient at the point where it starts.

    Parameters
    ----------
    gradient : callable
        Takes an array of shape (n_inputs,) and returns the gradient
        there, of the same shape.
    start : array of shape (n_inputs,)
        It is the same afterwards.
    rate : float
        The learning rate.
    steps : int

    Returns
    -------
    array of shape (steps + 1, n_inputs)
        The points in order, the start first.
    """
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - rate * gradient(path[-1]))
    return np.array(path)


def initial_weights(n_inputs, n_outputs, rng):
    """Draw the first weights of a layer of ReLU units.

    Parameters
    ----------
    n_inputs, n_outputs : int
    rng : numpy.random.Generator
        The only source of chance.

    Returns
    -------
    array of shape (n_inputs, n_outputs)
        Numbers around zero whose variance is two divided by the number
        of inputs.
    """
    return rng.normal(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs))
