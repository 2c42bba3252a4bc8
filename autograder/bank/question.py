"""What the bank knows of one question that a page asks: the answer, the wrong answers it can name, and the hints.

A question belongs to a reader and a page, an exercise (``exercise.py``) to a student and a mark.  Nothing here is
secret: the page carries every value.  What a question promises is checked by `faults`, before a page is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from autograder.student.judge import Tolerance

from .sources import is_source

RUNGS = ("a question", "an experiment", "a worked step with other numbers")
LONGEST_QUESTION = 20  # words: longer ones are skipped, not read
LETTERS = "abcdefgh"
_LINK = re.compile(r"[\w/]+#[\w-]+")
_NUMBER = re.compile(r"[-\N{MINUS SIGN}]?\d+(?:\.\d+)?")
BY_HAND = Tolerance(rtol=0.0, atol=0.0051, reason="two decimals, rounded; a digit more is welcome")
EXACT = Tolerance(rtol=0.0, atol=1e-6, reason="whole numbers and short decimals")


@dataclass(frozen=True)
class WrongValue:
    """The value that a wrong rule gives.

    Parameters
    ----------
    rule : str
        Ends the sentence "This is what you get if ...".
    value : number or array
        Computed by the wrong rule.  It may have another shape than the right answer.
    hints : tuple of str
        A question and, where there is one, a small experiment in which the rule gives something absurd.
    link : str
        ``page#label`` of the paragraph that helps.
    ties : tuple of str
        Other rules of this question that give the same value.
    source : str
        Where the mistake was seen, if it was: ``seeds: ID`` or ``misconceptions: ID``.
    """

    rule: str
    value: Any
    hints: tuple[str, ...]
    link: str
    ties: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Numeric:
    """A question whose answer is a number, a vector or a matrix.

    ``why`` is the sentence that a right answer is met with; ``hints`` are the three `RUNGS`; ``covers`` are the ids of
    the catalogue that the question lets a reader try.
    """

    name: str
    value: Any
    why: str
    hints: tuple[str, ...]
    wrong: tuple[WrongValue, ...]
    tolerance: Tolerance = BY_HAND
    covers: tuple[str, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the answer."""
        return np.shape(self.value)


@dataclass(frozen=True)
class Option:
    """One answer to choose, with the reason why it is right or wrong, and the ``source`` of a wrong one as above."""

    text: str
    reason: str
    right: bool = False
    source: str = ""


@dataclass(frozen=True)
class Choice:
    """A question with one right answer among several; ``link`` is the paragraph that helps, ``covers`` as above."""

    name: str
    options: tuple[Option, ...]
    link: str
    covers: tuple[str, ...] = ()


Question = Numeric | Choice


def faults(question: Question) -> list[str]:
    """Return what is wrong with a question, as sentences; nothing for one that may be asked."""
    found = _faults_of_choice(question) if isinstance(question, Choice) else _faults_of_numeric(question)
    return [*found, *_faults_of_sources(question)]


def links(question: Question) -> list[str]:
    """Return the paragraphs that a question sends its readers to."""
    return [question.link] if isinstance(question, Choice) else [wrong.link for wrong in question.wrong]


def sources(question: Question) -> list[str]:
    """Return where its wrong answers were seen, for those that were."""
    answers = question.options if isinstance(question, Choice) else question.wrong
    return [answer.source for answer in answers if answer.source]


def same(one: Any, other: Any, tolerance: Tolerance) -> bool:
    """Tell whether one answer could count as both values: their ranges of tolerance meet."""
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if one.shape != other.shape:
        return False
    reach = 2 * tolerance.atol + tolerance.rtol * (abs(one) + abs(other))
    return bool((abs(one - other) <= reach).all())


def _faults_of_sources(question: Question) -> Iterator[str]:
    cure = "neither `seeds: ID` nor `misconceptions: ID`"
    yield from (f"the source {text!r} is {cure}" for text in sources(question) if not is_source(text, runs=False))
    if isinstance(question, Choice) and any(option.right and option.source for option in question.options):
        yield "the right option has a source, as only a mistake has one"


# --- numeric ---------------------------------------------------------------------------------------------------------


def _faults_of_numeric(question: Numeric) -> Iterator[str]:
    if np.ndim(question.value) > 2 or not np.isfinite(question.value).all():
        yield "the value is not a finite number, vector or matrix"
        return
    if not question.why.strip():
        yield "nothing says why the right answer is right"
    yield from _faults_of_values(question)
    yield from _faults_of_hints(question)
    yield from (f"{link!r} is no link of the form page#label" for link in links(question) if not _LINK.fullmatch(link))


def _faults_of_values(question: Numeric) -> Iterator[str]:
    for wrong in question.wrong:
        if not np.isfinite(wrong.value).all():
            yield f"the value of {wrong.rule!r} is not finite"
        elif same(wrong.value, question.value, question.tolerance):
            yield f"the value of {wrong.rule!r} cannot be told from the right one"
    for one, other in combinations(question.wrong, 2):
        tie = same(one.value, other.value, question.tolerance)
        declared = (other.rule in one.ties, one.rule in other.ties)
        if tie and not all(declared):
            yield f"{one.rule!r} and {other.rule!r} give the same value, and no tie is declared in both"
        if not tie and any(declared):
            yield f"{one.rule!r} and {other.rule!r} are declared a tie, but their values differ"


def _faults_of_hints(question: Numeric) -> Iterator[str]:
    if len(question.hints) != len(RUNGS):
        yield f"there are {len(question.hints)} hints, not {len(RUNGS)}: {', '.join(RUNGS)}"
    if len({wrong.rule for wrong in question.wrong}) < len(question.wrong):
        yield "two wrong values have the same rule"
    for ladder in (question.hints, *(wrong.hints for wrong in question.wrong)):
        if not ladder or not all(hint.strip() for hint in ladder):
            yield "a hint is empty"
            continue
        if not ladder[0].rstrip().endswith("?") or len(ladder[0].split()) > LONGEST_QUESTION:
            yield f"the first hint is no question of at most {LONGEST_QUESTION} words: {ladder[0]!r}"
        yield from (f"a hint contains the answer: {hint!r}" for hint in ladder if gives_away(hint, question))


def gives_away(text: str, question: Numeric) -> bool:
    """Tell whether the numbers of the answer stand in a text, in their order."""
    printed = [float(number.replace("\N{MINUS SIGN}", "-")) for number in _NUMBER.findall(text)]
    answer = np.ravel(question.value)
    windows = (np.array(printed[start : start + answer.size]) for start in range(len(printed) - answer.size + 1))
    allowed = question.tolerance.atol + question.tolerance.rtol * abs(answer)
    return any(bool((abs(window - answer) <= allowed).all()) for window in windows)


# --- choice ----------------------------------------------------------------------------------------------------------


def _faults_of_choice(question: Choice) -> Iterator[str]:
    if not 2 < len(question.options) <= len(LETTERS):
        yield f"there are {len(question.options)} options, not between 3 and {len(LETTERS)}"
    if sum(option.right for option in question.options) != 1:
        yield "there is not exactly one right option"
    if len({option.text for option in question.options}) < len(question.options):
        yield "two options are the same"
    yield from (f"the option {option.text!r} has no reason" for option in question.options if not option.reason.strip())
    if not _LINK.fullmatch(question.link):
        yield f"{question.link!r} is no link of the form page#label"
