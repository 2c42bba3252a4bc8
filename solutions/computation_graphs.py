"""Computation graphs: gradients by differences, gradients by the chain rule, and what to do with them."""

import numpy as np


def numerical_gradient(f, x, step=1e-5):
    """Estimate the gradient of f at x by central differences, one input at a time.

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
    """Say how far a gradient lies from the numerical one, relative to the size of both.

    Parameters
    ----------
    f : callable
        Takes an array of shape (n_inputs,) and returns a number.
    gradient : callable
        Takes the same array and returns what is claimed to be the gradient there, of shape (n_inputs,).
    x : array of shape (n_inputs,)

    Returns
    -------
    float
        The length of the difference, divided by the sum of the two lengths: near 0 if they agree, 1 if they are
        opposite. Use your numerical_gradient.
    """
    claimed, estimated = gradient(x), numerical_gradient(f, x)
    size = np.linalg.norm(claimed) + np.linalg.norm(estimated)
    return float(np.linalg.norm(claimed - estimated) / size)


class Value:
    """A number that remembers how it was made, so that gradients can flow back to what made it.

    Attributes
    ----------
    data : float
        The number.
    grad : float
        The derivative of the output by this number, once the output's backward() has been called.
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
        """Return the sum of two values, with its two parents and their local derivatives."""
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        """Return the product of two values, with its two parents and their local derivatives."""
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def backward(self):
        """Fill in the gradient of every value that this one was made from, and its own.

        Long chains must work: use a loop and a list rather than recursion.
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


def descend(gradient, start, rate, steps):
    """Walk downhill: repeat a step against the gradient, and keep every point on the way.

    Parameters
    ----------
    gradient : callable
        Takes an array of shape (n_inputs,) and returns the gradient there, of the same shape.
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
        Numbers around zero whose variance is two divided by the number of inputs.
    """
    return rng.normal(0.0, np.sqrt(2 / n_inputs), (n_inputs, n_outputs))
