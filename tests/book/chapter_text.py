"""What the tests of numbers read from a chapter: its sections, its tables, what its boxes ask and accept."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, links
from autograder.bank.questions import find

BOOK = Path(__file__).resolve().parents[2] / "book"
NUMBER = r"-?\d+(?:\.\d+)?"


class Chapter:
    """A chapter's text with one kind of minus sign and none of the braces that keep a minus in a list together."""

    def __init__(self, name: str) -> None:
        text = (BOOK / f"{name}.md").read_text("utf-8")
        self.text = text.replace("\N{MINUS SIGN}", "-").replace("{-", "-").replace("},", ",")

    def section(self, label: str) -> str:
        """Return the text from one label to the next, with one blank between words."""
        return " ".join(re.split(r"\n\([\w-]+\)=", self.text.split(f"({label})=")[1])[0].split())

    def row(self, first: str) -> list[str]:
        """Return the cells of the table row that starts with these words."""
        (cells,) = re.findall(rf"^\| {re.escape(first)} \|(.*)\|$", self.text, re.MULTILINE)
        return [cell.strip() for cell in cells.split("|")]

    def questions(self, label: str) -> list[str]:
        """Return the names of the boxes between one label and the next."""
        return re.findall(r"```\{(?:numeric|choice)\} (\w+)", self.section(label))

    def asked(self, name: str) -> list[float]:
        """Return the numbers that stand in the text of a box."""
        (text,) = re.findall(rf"```\{{(?:numeric|choice)\}} {name}\n(?::title:[^\n]*\n)?(.*?)```", self.text, re.DOTALL)
        return [float(number) for number in re.findall(NUMBER, text)]


def answer(name: str) -> np.ndarray:
    """Return the numbers that a box accepts."""
    question = find(name)
    assert isinstance(question, Numeric)
    return np.asarray(question.value)


def why(name: str) -> str:
    """Return the sentence that meets a right answer."""
    question = find(name)
    assert isinstance(question, Numeric)
    return question.why


def options(name: str) -> tuple[Option, ...]:
    """Return the options of a box."""
    question = find(name)
    assert isinstance(question, Choice)
    return question.options


def chosen(name: str) -> str:
    """Return the text of the right option of a box."""
    (right,) = [option.text for option in options(name) if option.right]
    return right


def reasons(name: str) -> str:
    """Return the reasons of all options of a box."""
    return " ".join(option.reason for option in options(name))


def from_before(chapter: str, names: list[str]) -> list[str]:
    """Return the questions among these whose help stands in another chapter."""
    return [name for name in names if not any(link.startswith(f"{chapter}#") for link in links(find(name)))]
