"""Proves what the bank claims of an exercise, on public cases and on the secret cases of several courses."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from autograder import bank
from autograder.errors import ClaimFails
from autograder.student.judge import Case, Judgement, judge
from autograder.student.kinds import perform
from autograder.student.numbers import draw_numbers

from .cases import following, grids, public_cases, secret_cases, student_cases
from .exercise import Exercise, Wrong
from .fairness import applicable, inapplicable

SECRETS = tuple(f"proof {i}".encode() for i in range(5))
LONGEST_HINT = 20
_LINK = re.compile(r"[a-z_]+#[a-z-]+")


@dataclass(frozen=True)
class Proof:
    """What was proven, in counts."""

    exercises: int = 0
    cases: int = 0
    named: int = 0
    ties: int = 0
    right: int = 0
    fair: int = 0
    inapplicable: int = 0
    follows: int = 0

    def __add__(self, other: Proof) -> Proof:
        """Return the counts of both."""
        return Proof(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def line(self) -> str:
        """Return the counts as one line."""
        return (
            f"{self.exercises} exercises, {self.cases} cases: {self.named} wrong formulas named, {self.ties} ties as ties, "
            f"{self.right} right alternatives, {self.fair} fair transformations ({self.inapplicable} inapplicable), "
            f"{self.follows} follow-throughs. All claims hold."
        )


def prove(
    exercise: Exercise,
    secrets: Sequence[bytes] = SECRETS,
    upstream: Mapping[str, Exercise] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Proof:
    """Prove every claim of the bank about ``exercise``.

    Raises
    ------
    ClaimFails
        With the exercise, the claim and who broke it.
    """
    _Words(exercise).check()
    if exercise.kind == "text":
        return Proof(exercises=1)
    known = bank.exercises() if upstream is None else upstream
    total = Proof(exercises=1)
    drawn = list(_drawn(exercise, secrets, known))
    _check_variety(exercise, drawn)
    for student, cases in drawn:
        if progress:
            progress(exercise.name)
        with (
            np.errstate(all="ignore"),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            total += _Claims(exercise, student, cases, known).check()
    return total


def _drawn(
    exercise: Exercise, secrets: Sequence[bytes], upstream: Mapping[str, Exercise]
) -> Iterator[tuple[str, list[Case]]]:
    """Yield (student, cases): the public ones first, then those of each secret or student."""
    if exercise.kind != "choice":
        yield "practice", public_cases(exercise, upstream)
    for secret in secrets:
        student = secret.decode()
        by_hand = exercise.kind == "value"
        yield student, student_cases(exercise, student) if by_hand else secret_cases(exercise, secret, upstream)


def _check_variety(exercise: Exercise, drawn: Sequence[tuple[str, list[Case]]]) -> None:
    """A generator that drew the same cases again and again would prove nothing."""
    if exercise.kind == "choice":
        return
    seen = {
        repr([_plain(case.request) for case in cases] + [_plain(case.expected) for case in cases]) for _, cases in drawn
    }
    if len(seen) < len(drawn):
        raise _fails(exercise, "the drawn cases vary", "two secrets", "let `draw` use its generator")


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


class _Claims:
    """The claims about one exercise on one set of cases."""

    def __init__(
        self, exercise: Exercise, student: str, cases: Sequence[Case], upstream: Mapping[str, Exercise]
    ) -> None:
        self._exercise, self._student, self._cases, self._upstream = exercise, student, cases, upstream

    def check(self) -> Proof:
        """Check them all; return the counts."""
        self._full("the reference earns all", "the reference", self._exercise.reference)
        self._untouched()
        ties = sum(self._wrong(wrong) for wrong in self._exercise.wrong)
        fair = sum(self._right(right.name, right.answer) for right in self._exercise.right)
        return Proof(
            cases=len(self._cases),
            named=len(self._exercise.wrong) - ties,
            ties=ties,
            right=len(self._exercise.right),
            fair=fair,
            inapplicable=len(inapplicable(self._exercise)) * len(self._exercise.right),
            follows=self._following(),
        )

    def _judge(self, implementation: Any) -> Judgement:
        exercise = self._exercise
        answer = implementation
        if exercise.kind == "value" and callable(implementation):
            answer = implementation(**draw_numbers(exercise.name, grids(exercise), self._student))
        replies = [perform(exercise.kind, answer, case.request) for case in self._cases]
        return judge(exercise.kind, self._cases, replies, exercise.shares, exercise.tolerance)

    def _full(self, claim: str, who: str, implementation: Any) -> None:
        judgement = self._judge(implementation)
        if judgement.share != 1.0:
            raise _fails(self._exercise, claim, f"{who} {judgement}", "mend the answer, the rung or the tolerance")

    def _untouched(self) -> None:
        judgement = self._judge(_untouched(self._exercise))
        if judgement.share != 0.0:
            raise _fails(self._exercise, "the untouched release earns nothing", str(judgement), "let a core rung fail")

    def _wrong(self, wrong: Wrong) -> bool:
        """Return whether this wrong formula is one of a tie."""
        judgement = self._judge(wrong.answer)
        if judgement.share >= 1.0:
            raise _fails(
                self._exercise, "every wrong formula loses points", repr(wrong.name), "draw a case that tells it apart"
            )
        if set(judgement.mistakes) != {wrong.name, *wrong.ties}:
            raise _fails(
                self._exercise,
                "every wrong formula is told its name, or its declared tie",
                f"{wrong.name!r} is told {judgement.mistakes or 'no name'}",
                "draw a case that tells it apart, or declare the tie",
            )
        return bool(wrong.ties)

    def _right(self, name: str, answer: Any) -> int:
        """Return how many transformations were tried."""
        self._full("every right alternative earns all", repr(name), answer)
        transformations = applicable(self._exercise)
        for each in transformations:
            self._full("fairness", f"{name!r} that {each.name}", each.apply(answer))
        return len(transformations)

    def _following(self) -> int:
        """Return how many upstream mistakes can be followed through; one that changes nothing here needs no name."""
        count = 0
        for name, answer in following(self._exercise, self._upstream):
            judgement = self._judge(answer)
            valued = all("value" in case.named[name] for case in self._cases)
            if judgement.share < 1.0 and valued and name not in judgement.mistakes:
                raise _fails(
                    self._exercise, "what rightly follows from an upstream mistake is seen", name, "draw telling cases"
                )
            count += judgement.share < 1.0 and valued
        return count


def _untouched(exercise: Exercise) -> Any:
    """Return what the release binds before a student has touched it."""
    if exercise.kind in ("value", "choice"):
        return ...

    def missing(*_: Any) -> Any:
        raise NotImplementedError

    if exercise.kind == "class":
        return type(exercise.name, (), {"__init__": lambda self, data: None, "__add__": missing, "__mul__": missing})
    return missing


class _Words:
    """The claims about what is said of a mistake."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise

    def check(self) -> None:
        """Check hints, links and shares."""
        exercise = self._exercise
        if sum(exercise.shares.values()) >= 1.0:
            raise _fails(exercise, "the core earns something", "the shares of the rungs sum to 1 or more", "lower them")
        names = [wrong.name for wrong in exercise.wrong]
        for wrong in exercise.wrong:
            self._check(wrong, names)

    def _check(self, wrong: Wrong, names: Sequence[str]) -> None:
        if not wrong.hint.endswith("?") or len(wrong.hint.split()) > LONGEST_HINT:
            raise _fails(self._exercise, "a hint is a short question", repr(wrong.hint), "ask, in 20 words at most")
        if not _LINK.fullmatch(wrong.link):
            raise _fails(self._exercise, "a hint leads to a paragraph", repr(wrong.link), "write page#label")
        if names.count(wrong.name) > 1 or not wrong.why or not wrong.source:
            raise _fails(self._exercise, "a mistake has a name, a reason and a source", repr(wrong.name), "give them")


def _fails(exercise: Exercise, claim: str, offender: str, cure: str) -> ClaimFails:
    return ClaimFails(f"{exercise.name}: it is not true that {claim}: {offender}", cure, cell=exercise.name)
