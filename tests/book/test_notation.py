"""The page on notation: every symbol of every chapter's formulas is in its tables, and its own numbers are right."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import yaml

BOOK = Path(__file__).resolve().parents[2] / "book"
SOLUTIONS = BOOK.parent / "solutions"
PAGE = (BOOK / "notation.md").read_text("utf-8")
# How a formula is set, the root sign and the times sign, which school has taught
LAYOUT = re.compile(
    r"\\(?:[dt]?frac|left|right|[bB]igg?[lr]?|q?quad|[lc]?dots|underbrace|sqrt|times|[lr]vert|[^A-Za-z]|)"
)
SAME = {r"\neq": r"\ne", r"\rVert": r"\lVert", r"\arg": r"\max", r"\mid": "P"}
FENCES = re.compile(r"^(`{3,})\{code-cell\}.*?^\1$", re.DOTALL | re.MULTILINE)
DISPLAYED, INLINE = re.compile(r"\$\$(.*?)\$\$", re.DOTALL), re.compile(r"(?<!\\)\$([^$]+)\$|\{linked\}`([^<`]*)<")
WORDS = re.compile(r"\\(?:text|operatorname|texttt|begin|end|mathrm)\*?\{[^{}]*\}|\\\\\[\d+pt\]")
SYMBOL = re.compile(r"\\(?:hat|tilde|bar)\s*\{?\\?[A-Za-z]+|[A-Za-z]\^\*|\\(?:[A-Za-z]+|.)|[A-Za-z]")
TABLES = re.compile(r"^\|(.*?)\|(.*)\|$", re.MULTILINE)
ARRAY = re.compile(r"^    ([\w, ]+) : array of (?:int, of )?shape (\([^)]*\))", re.MULTILINE)


def symbols(text: str) -> set[str]:
    """Return the symbols of a text's formulas, without what only arranges them."""
    text = FENCES.sub("", text)
    formulas = DISPLAYED.findall(text) + ["".join(found) for found in INLINE.findall(DISPLAYED.sub("", text))]
    found = {re.sub(r"[\s{]", "", symbol) for each in formulas for symbol in SYMBOL.findall(WORDS.sub(" ", each))}
    return {SAME.get(symbol, symbol) for symbol in found if not LAYOUT.fullmatch(symbol)}


def part(label: str) -> str:
    """Return a part of the page, from its label to the next one."""
    return re.split(r"\n\([\w-]+\)=", PAGE.split(f"({label})=")[1])[0]


def first_column(text: str) -> set[str]:
    """Return the symbols that stand in the first column of a text's tables."""
    return set().union(*(symbols(first) for first, _ in TABLES.findall(text)))


EVERYWHERE = first_column(part("notation-symbols"))
IN_PLACES = [
    (symbols(first), set(re.findall(r"\((\w+)\.md\)", rest))) for first, rest in TABLES.findall(part("notation-local"))
]
CONTENTS = yaml.safe_load((BOOK.parent / "_toc.yml").read_text("utf-8"))["parts"]
TAUGHT = ["intro", "glossary"] + [
    Path(page["file"]).name for part in CONTENTS if part["caption"] == "Chapters" for page in part["chapters"]
]
CHAPTERS = {name: symbols((BOOK / f"{name}.md").read_text("utf-8")) for name in TAUGHT}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_symbol_of_a_chapter_is_explained_for_the_whole_course_or_for_that_chapter(chapter):
    here = set().union(*(letters for letters, places in IN_PLACES if chapter in places))
    assert CHAPTERS[chapter] - EVERYWHERE - here == set()


def test_every_symbol_that_the_page_explains_is_used_by_a_chapter():
    used = set().union(*CHAPTERS.values())
    assert EVERYWHERE - used == set()


def test_a_letter_with_a_meaning_in_some_chapters_is_used_in_each_of_them():
    idle = {
        (place, *sorted(letters)) for letters, places in IN_PLACES for place in places if not letters & CHAPTERS[place]
    }
    assert idle == set()


def test_symbols_are_found_with_their_accents_and_without_words_and_layout():
    text = (
        r"$\hat y_k = \text{softmax}(x^* W)$, $$\tilde{y} \neq \frac{1}{n}\ \begin{bmatrix} b \\[4pt] c \end{bmatrix}$$"
    )
    assert symbols(text) == {r"\haty", "k", "x^*", "W", r"\tildey", r"\ne", "n", "b", "c"}


def test_the_sizes_in_the_docstrings_of_the_solutions_are_on_the_page():
    named = {size for _, shape in arrays() for size in re.findall(r"n_\w+", shape)}
    assert {size for size in ("n_samples", "n_inputs", "n_hidden", "n_outputs", "n_classes") if size in named} == set(
        re.findall(r"`(n_\w+)`", part("notation-symbols").split("### Tables")[0])
    )


def test_a_name_and_its_shape_are_those_of_the_solutions():
    known = {(name, of_a_layer(shape)) for name, shape in arrays()}
    rows = [rest for first, rest in TABLES.findall(part("notation-symbols")) if "`(" in rest]
    for row in rows:
        for names, shape in re.findall(r"((?:`\w+`(?: or )?)+), `(\([^`]*\))`", row):
            for name in re.findall(r"`(\w+)`", names):
                assert (name, of_a_layer(shape)) in known, (name, shape)
    assert len(rows) > 8


def of_a_layer(shape: str) -> str:
    """Return a shape with hidden units and classes counted as what they are to their layer, outputs."""
    return re.sub("n_(classes|hidden)", "n_outputs", shape)


def arrays() -> set[tuple[str, str]]:
    """Return the names and shapes of the arrays that the solutions document."""
    found = [pair for file in SOLUTIONS.glob("*.py") for pair in ARRAY.findall(file.read_text("utf-8"))]
    return {(name.strip(), shape) for names, shape in found for name in names.split(",")}


# The numbers


def matrices(text: str) -> list[np.ndarray]:
    """Return the matrices of a text."""
    bodies = re.findall(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", text, re.DOTALL)
    return [np.array([[float(x) for x in row.split("&")] for row in body.split(r"\\")]) for body in bodies]


def vector(text: str, name: str) -> np.ndarray:
    """Return the vector that a text gives a name."""
    return np.array([float(x.strip("{} ")) for x in re.search(rf"{name} = \(([^)]*)\)", text)[1].split(",")])


def test_the_sample_that_is_translated_is_computed_right_in_both_layouts():
    text = part("notation-layouts")
    weights, ours, theirs = matrices(text)
    x, b, g = (vector(text, name) for name in ("x", "b", "g"))
    np.testing.assert_array_equal(vector(text, r"z = xW \+ b"), x @ weights + b)
    np.testing.assert_array_equal(ours, np.outer(x, g))
    np.testing.assert_array_equal(theirs, ours.T)
    back = part("notation-jacobians")
    np.testing.assert_array_equal(matrices(back)[0], weights.T)
    np.testing.assert_array_equal(vector(back, r"\\end\{bmatrix\}"), weights @ g)


@pytest.mark.parametrize("n_samples", [1, 4])
def test_the_three_layouts_of_the_table_give_the_same_numbers(n_samples):
    rng = np.random.default_rng(n_samples)
    x, w, b, g = (rng.normal(size=shape) for shape in ((n_samples, 2), (2, 3), 3, (n_samples, 3)))
    star, theta = np.hstack([np.ones((n_samples, 1)), x]), np.vstack([b, w])
    columns = (w.T @ x.T + b[:, None], g.T @ x, g.sum(axis=0), w @ g.T)
    inside = (star @ theta, star.T @ g, (star.T @ g)[0], (g @ theta.T)[:, 1:])
    ours = (x @ w + b, x.T @ g, g.sum(axis=0), g @ w.T)
    for one, other, third in zip(ours, columns, inside, strict=True):
        np.testing.assert_allclose(other.T, one)
        np.testing.assert_allclose(third[1:] if third.shape == (3, 3) and third is inside[1] else third, one)
