"""Backprop by Hand: check your answers here, `from autograder import check`."""

from autograder.student.check import check, numbers

__all__ = ["check", "numbers"]
