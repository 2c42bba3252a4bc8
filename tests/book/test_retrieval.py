"""Every chapter ends with questions to be answered from memory and, from the second on, a look back at the one before.

Which chapter a question is about follows from where its help leads: see ``autograder.bank.question.links``.
"""

from __future__ import annotations

import re

import pytest
import yaml

from autograder.bank.question import Choice, Option, links
from autograder.bank.questions import find

from .chapter_text import BOOK

BOX = re.compile(r"^`{3,}\{(?:numeric|choice)\} (\w+)$", re.MULTILINE)
EXAMPLE = re.compile(r"^:{3,}\{find-the-mistake\} \w+$", re.MULTILINE)
PARTS = yaml.safe_load((BOOK.parent / "_toc.yml").read_text("utf-8"))["parts"]
CHAPTERS = [
    page["file"].removeprefix("book/") for part in PARTS if part["caption"] == "Chapters" for page in part["chapters"]
]


def end_of(text: str) -> tuple[str, str]:
    """Return what a chapter asks at its end, and its look back; both are empty where there is none."""
    summary = text.partition("\n## Summary\n")[2]
    asked, _, review = summary.partition("\n## Looking back")
    return asked, review


def about(question: str) -> set[str]:
    """Return the chapters to which a question's help leads."""
    return {link.partition("#")[0] for link in links(find(question))}


def shortcomings(text: str, before: list[str]) -> list[str]:
    """Return what is missing at the end of a chapter that has these chapters before it."""
    asked, review = end_of(text)
    boxes = BOX.findall(asked) + BOX.findall(review)
    earlier = [box for box in boxes if about(box) <= set(before)]
    found = {
        f"{len(boxes)} questions, not six": len(boxes) < 6,
        f"{len(earlier)} of {len(boxes)} questions from earlier chapters": bool(before)
        and 2 * len(earlier) < len(boxes),
        "no mistake to be found in a calculation of the chapter before": bool(before)
        and not EXAMPLE.search(review.partition(f"({before[-1]}.md")[2]),
    }
    return [words for words, missing in found.items() if missing]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_ends_with_questions_half_of_them_from_earlier_chapters_and_a_look_back(chapter):
    text = (BOOK / f"{chapter}.md").read_text("utf-8")
    assert shortcomings(text, CHAPTERS[: CHAPTERS.index(chapter)]) == []


@pytest.fixture
def end(monkeypatch):
    """The end of a chapter with as many questions about it, and about the one before, as one asks for."""
    options = (Option("right", "So.", right=True), Option("wrong", "So."), Option("other", "So."))
    page = {"own": "softmax#softmax-shift", "old": "sigmoid#sigmoid-slope"}
    monkeypatch.setattr(f"{__name__}.find", lambda name: Choice(name, options, page[name[:3]]))

    def write(own: int, old: int, review: str) -> str:
        boxes = "".join(f"```{{choice}} {name}\nWhich?\n```\n" for name in ["own"] * own + ["old"] * old)
        return f"# Softmax\n\n## Summary\n\n{boxes}\n## Looking back: sigmoid\n\n{review}"

    return write


LOOK_BACK = "The [sigmoid](sigmoid.md).\n\n::::{find-the-mistake} name\n"


def test_an_end_with_all_that_belongs_to_it_lacks_nothing(end):
    assert shortcomings(end(3, 3, LOOK_BACK), ["neurons", "sigmoid"]) == []


def test_too_few_questions_too_few_of_them_old_and_a_look_too_far_back_are_missed(end):
    assert "5 questions, not six" in shortcomings(end(2, 3, LOOK_BACK), ["neurons", "sigmoid"])
    assert "2 of 6 questions from earlier chapters" in shortcomings(end(4, 2, LOOK_BACK), ["neurons", "sigmoid"])
    for review in ("The [sigmoid](sigmoid.md).", LOOK_BACK.replace("sigmoid", "neurons")):
        (missing,) = shortcomings(end(3, 3, review), ["neurons", "sigmoid"])
        assert missing.startswith("no mistake to be found")
