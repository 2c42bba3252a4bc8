"""Every error that this project raises on purpose, each with a cause and a cure.

::

    GraderError                 what went wrong, and what to do
    ├── AuthoringError          an exercise, its notebook or its bank entry breaks a rule (exit 3)
    ├── ClaimFails              `prove` found a claim that does not hold (exit 4)
    ├── CourseError             the course directory, its secret, a manifest or the gradebook (exit 5)
    ├── SubmissionError         a submission that cannot be read; it is quarantined (never stops a class)
    └── SandboxUnavailable      this machine cannot confine student code (exit 6)
"""

from __future__ import annotations


class GraderError(Exception):
    """A failure with its cause and its cure.

    Parameters
    ----------
    cause : str
        What is wrong, in one line, without a full stop at the end.
    cure : str
        What to do about it, in one line.
    file, cell : str, optional
        Where: a path, and a cell's ``grade_id`` or number.
    """

    exit_code = 1

    def __init__(self, cause: str, cure: str, *, file: str | None = None, cell: str | None = None) -> None:
        super().__init__(cause, cure)
        self.cause, self.cure, self.file, self.cell = cause, cure, file, cell

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.cell and f"cell {self.cell}") if part)
        return f"{place}: {self.cause}. {self.cure}" if place else f"{self.cause}. {self.cure}"


class AuthoringError(GraderError):
    """An exercise, its notebook or its bank entry breaks a rule."""

    exit_code = 3


class ClaimFails(GraderError):
    """A claim of the bank does not hold."""

    exit_code = 4


class CourseError(GraderError):
    """The course directory, its secret, a manifest or the gradebook is missing or does not fit."""

    exit_code = 5


class SubmissionError(GraderError):
    """A submission that cannot be read; its marks are quarantined and the class goes on."""


class SandboxUnavailable(GraderError):
    """The machine cannot confine student code."""

    exit_code = 6
