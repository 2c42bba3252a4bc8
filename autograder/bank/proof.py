"""Proves what the bank claims of an exercise, on public cases and on the secret cases of several courses."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from autograder import bank
from autograder.student.judge import Case, Judgement, Tolerance, compare, judge, observed
from autograder.student.kinds import perform
from autograder.student.numbers import draw_numbers

from .cases import following, grids, public_cases, secret_cases, student_cases
from .exercise import Exercise, Wrong
from .fairness import applicable, inapplicable, sort_of
from .words import check_words, fails

SECRETS = tuple(f"proof {i}".encode() for i in range(5))


@dataclass(frozen=True)
class Proof:
    """What was proven, in counts, each over the public cases and the cases of every secret.

    ``named`` and ``ties`` are wrong formulas told by name alone and together with their ties, ``fair`` right answers
    transformed, ``moved`` numbers moved by ten tolerances, ``follows`` mistakes of an earlier exercise followed through
    (of which ``follow_ties`` cannot be told from each other here), ``silent`` those that leave no trace or no value.
    """

    exercises: int = 0
    cases: int = 0
    named: int = 0
    ties: int = 0
    right: int = 0
    fair: int = 0
    inapplicable: int = 0
    moved: int = 0
    follows: int = 0
    follow_ties: int = 0
    silent: int = 0

    def __add__(self, other: Proof) -> Proof:
        """Return the counts of both."""
        return Proof(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def line(self) -> str:
        """Return the counts as one line."""
        return (
            f"{self.exercises} exercises, {self.cases} cases: {self.named} wrong formulas named, "
            f"{self.ties} ties as ties, {self.right} right alternatives, {self.fair} fair transformations "
            f"({self.inapplicable} inapplicable), {self.moved} moved numbers noticed, {self.follows} follow-throughs "
            f"({self.follow_ties} ties, {self.silent} without a trace). All claims hold."
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
    check_words(exercise)
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
    """Refuse a generator that draws the same case twice: it would prove nothing."""
    if exercise.kind == "choice":
        return
    seen: set[str] = set()
    for student, cases in drawn:
        for case in cases:
            numbers = draw_numbers(exercise.name, grids(exercise), student) if exercise.kind == "value" else {}
            key = repr([case.rung, _plain(case.request), _plain(numbers)])
            if key in seen:
                offender = f"a case of {case.rung!r} for {student!r} was drawn before"
                raise fails(exercise, "the drawn cases differ", offender, "let `draw` use its generator")
            seen.add(key)


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
        exercise = self._exercise
        self._full("the reference earns all", "the reference", exercise.reference)
        self._untouched()
        ties = sum(self._wrong(wrong) for wrong in exercise.wrong)
        for right in exercise.right:
            self._full("every right alternative earns all", repr(right.name), right.answer)
        return (
            self._fair()
            + self._following()
            + Proof(
                cases=len(self._cases),
                named=len(exercise.wrong) - ties,
                ties=ties,
                right=len(exercise.right),
                moved=sum(self._moved(case) for case in self._cases),
            )
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
            raise fails(self._exercise, claim, f"{who} {judgement}", "mend the answer, the rung or the tolerance")

    def _untouched(self) -> None:
        judgement = self._judge(_untouched(self._exercise))
        if judgement.share != 0.0:
            raise fails(self._exercise, "the untouched release earns nothing", str(judgement), "let a core rung fail")

    def _wrong(self, wrong: Wrong) -> bool:
        """Return whether this wrong formula is one of a tie."""
        judgement = self._judge(wrong.answer)
        if judgement.share >= 1.0:
            raise fails(
                self._exercise, "every wrong formula loses points", repr(wrong.name), "draw a case that tells it apart"
            )
        if set(judgement.mistakes) != {wrong.name, *wrong.ties}:
            raise fails(
                self._exercise,
                "every wrong formula is told its name, or its declared tie",
                f"{wrong.name!r} is told {judgement.mistakes or 'no name'}",
                "draw a case that tells it apart, or declare the tie",
            )
        self._confront(wrong)
        return bool(wrong.ties)

    def _confront(self, wrong: Wrong) -> None:
        if wrong.confrontation is None:
            return
        for who, answer, absurd in (
            (wrong.name, wrong.answer, True),
            ("the reference", self._exercise.reference, False),
        ):
            if bool(wrong.confrontation.absurd(answer)) is not absurd:
                found = f"{who!r} {'does not give' if absurd else 'gives'} it: {wrong.confrontation.says!r}"
                cure = "choose a case where the two differ in kind"
                raise fails(self._exercise, "a confrontation shows something absurd", found, cure)

    def _fair(self) -> Proof:
        """Put every right answer in every other way."""
        exercise = self._exercise
        sort = sort_of(exercise, self._cases[0].expected["value"])
        answers = {"the reference": exercise.reference} | {right.name: right.answer for right in exercise.right}
        fair = applicable(exercise, sort)
        for name, answer in answers.items():
            for each in fair:
                self._full(
                    "every right answer earns all in other ways too", f"{name!r} {each.name}", each.apply(answer)
                )
        return Proof(fair=len(answers) * len(fair), inapplicable=len(answers) * len(inapplicable(exercise, sort)))

    def _moved(self, case: Case) -> int:
        """Return how many numbers of the expected value were moved by ten tolerances, one at a time."""
        exercise, count = self._exercise, 0
        for value in _with_one_moved(observed(exercise.kind, case.expected["value"]), exercise.tolerance):
            if compare(exercise.kind, case.expected, {"value": value}, exercise.tolerance) is None:
                raise fails(
                    exercise,
                    "a number moved by ten tolerances is noticed",
                    f"on the rung {case.rung!r} it is not",
                    "let the reference return double precision, and check the tolerance",
                )
            count += 1
        return count

    def _following(self) -> Proof:
        """Follow every mistake of the exercises that this one builds on."""
        follows = ties = silent = 0
        for name, answer in following(self._exercise, self._upstream):
            judgement = self._judge(answer)
            if judgement.share == 1.0 or not all("value" in case.named[name] for case in self._cases):
                silent += 1  # it changes nothing here, or raises, and an exception is no evidence
                continue
            others = set(judgement.mistakes) - {name, *self._tied_with(name)}
            if name not in judgement.mistakes or any(other.partition(":")[0] not in self._upstream for other in others):
                offender = f"{name!r} is told {judgement.mistakes or 'no name'}"
                raise fails(
                    self._exercise, "what follows from an earlier mistake is seen", offender, "draw a case that tells"
                )
            follows, ties = follows + 1, ties + (len(judgement.mistakes) > 1)
        return Proof(follows=follows, follow_ties=ties, silent=silent)

    def _tied_with(self, follow: str) -> set[str]:
        """Return the wrong formulas of this exercise that declare to give what follows from an earlier mistake."""
        return {wrong.name for wrong in self._exercise.wrong if follow in wrong.ties}


def _with_one_moved(value: Any, tolerance: Tolerance) -> Iterator[Any]:
    """Yield copies of ``value``, in each of which the last number of one part is moved by ten tolerances."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from (value | {key: moved} for moved in _with_one_moved(item, tolerance))
    elif isinstance(value, (list, tuple)) and not all(type(item) in (int, float) for item in value):
        for i, item in enumerate(value):
            yield from ([*value[:i], moved, *value[i + 1 :]] for moved in _with_one_moved(item, tolerance))
    elif not isinstance(value, (str, bool)) and np.size(value):
        moved = np.array(value)  # in the type of the value: a coarse one widens what is accepted
        if moved.dtype.kind in "iu":
            moved = moved.astype(float)  # an integer could not move by so little
        last = moved.reshape(-1)[-1]
        moved.reshape(-1)[-1] = last + 10 * (tolerance.atol + tolerance.rtol * abs(last))
        yield moved


def _untouched(exercise: Exercise) -> Any:
    """Return what the release binds before a student has touched it."""
    if exercise.kind in ("value", "choice"):
        return ...

    def missing(*_: Any) -> Any:
        raise NotImplementedError

    if exercise.kind == "class":
        return type(exercise.name, (), {"__init__": lambda self, data: None, "__add__": missing, "__mul__": missing})
    return missing
