"""The questions that the pages ask.  One module a chapter."""

from __future__ import annotations

import importlib
from functools import cache

from autograder.bank.question import Question, faults
from autograder.errors import AuthoringError

CHAPTERS = (
    "intro",
    "notation",
    "neurons",
    "sigmoid",
    "softmax",
    "cross_entropy",
    "training",
    "backpropagation",
    "wrong_gradients",
    "computation_graphs",
    "decisions",
)


@cache
def questions() -> dict[str, Question]:
    """Return every question by name; raise ``AuthoringError`` when two have the same name."""
    found: dict[str, Question] = {}
    for chapter in CHAPTERS:
        for question in importlib.import_module(f"{__name__}.{chapter}").QUESTIONS:
            if question.name in found:
                raise AuthoringError(f"two questions are called {question.name!r}", "rename one of them")
            found[question.name] = question
    return found


def find(name: str) -> Question:
    """Return the question called ``name``; raise ``AuthoringError`` when there is none, or it has a fault."""
    if name not in questions():
        raise AuthoringError(
            f"the bank has no question {name!r}",
            f"add it to a module of autograder/bank/questions, or use one of {', '.join(questions())}",
        )
    question = questions()[name]
    found = faults(question)
    if found:
        raise AuthoringError(
            f"the question {name!r} may not be asked: {'; '.join(found)}",
            "mend it in autograder/bank/questions",
        )
    return question
