"""The book is consistent: spelling, formulas, easy sentences, short paragraphs, described figures, code that runs.

Elsewhere: links and anchors, texts of pictures (`test_book`), words of the glossary (`test_glossary`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from spellchecker import SpellChecker

from autograder.browser import wait_until_typeset

from .conftest import ROOT

OWN_WORDS = Path(__file__).with_name("words.txt")
DESK = {"width": 1280, "height": 900}
MOST_LINES = 8
HARDEST = 8.0  # grade of Flesch and Kincaid: what a reader of 14 years reads with ease
HARDER_FOR_A_REASON = {  # page -> why it may be harder
    "book/references.html": "titles and names of papers are what they are",
}
WORD = re.compile("[A-Za-zÀ-ž]+(?:'[a-z]+)?")
NO_PROSE = "pre, script, style, noscript, svg, .headerlink"
LONG_PARAGRAPHS = """most => {
  for (const node of document.querySelectorAll(".bd-article [hidden]")) node.hidden = false;
  for (const node of document.querySelectorAll(".bd-article details")) node.open = true;
  for (const node of document.querySelectorAll(".bd-article [data-waiting]")) node.removeAttribute("data-waiting");
  const lines = (node) => node.getBoundingClientRect().height / parseFloat(getComputedStyle(node).lineHeight);
  return [...document.querySelectorAll(".bd-article p")].filter((node) => lines(node) > most + 0.5)
    .map((node) => `${lines(node).toFixed(1)} lines: ${node.innerText.slice(0, 60)}`);
}"""


@pytest.fixture(scope="module")
def articles(built_book) -> dict[str, Tag]:
    """The text of every page that we write, by the page's address."""
    pages = [page for page in built_book.pages if page.startswith("book/")]
    read = {page: BeautifulSoup((built_book.html / page).read_text("utf-8"), "html.parser") for page in pages}
    return {page: soup.select_one("article") for page, soup in read.items()}


@pytest.fixture(scope="module")
def proses(articles) -> dict[str, Tag]:
    """The articles with a letter in place of each formula and word of code."""
    return {page: prose(article) for page, article in articles.items()}


def prose(article: Tag) -> Tag:
    """Return a copy of an article with a letter in place of each formula and word of code."""
    copy = BeautifulSoup(str(article), "html.parser")
    for part in copy.select(NO_PROSE):
        part.decompose()
    for part in copy.select(".math, code, kbd, samp"):
        part.replace_with("x")
    return copy


# --- spelling --------------------------------------------------------------------------------------------------------


@cache
def dictionary() -> SpellChecker:
    return SpellChecker()


def own_words() -> list[str]:
    return OWN_WORDS.read_text("utf-8").split()


def misspelt(text: str) -> list[str]:
    """Return the words that neither the checker's dictionary nor our list has."""
    words = {re.sub(r"'s?$", "", word).lower() for word in WORD.findall(text.replace("’", "'"))}
    return sorted(dictionary().unknown(word for word in words if len(word) > 2) - set(own_words()))


def test_every_word_is_spelt_as_in_a_dictionary_or_stands_in_our_list(proses):
    text = {page: article.get_text(" ") for page, article in proses.items()}
    wrong = misspelt(" ".join(text.values()))
    assert {word: [page for page in text if word in text[page].lower()] for word in wrong} == {}


def test_a_misspelt_word_would_be_found():
    assert misspelt("The gradiant of the softmax’s loss, recieved twice.") == ["gradiant", "recieved"]


def test_our_list_is_sorted_and_has_no_word_that_the_dictionary_has():
    words = own_words()
    assert words == sorted(set(words))
    assert dictionary().known(words) == set()


# --- formulas --------------------------------------------------------------------------------------------------------


def unset(article: Tag) -> list[str]:
    """Return where a dollar sign is left in a prose, as it is when a line break has torn a formula apart."""
    return re.findall(r".{0,20}\$.{0,20}", " ".join(article.get_text(" ").split()))


def test_no_formula_is_left_as_it_was_typed(proses):
    assert {page: found for page, article in proses.items() if (found := unset(article))} == {}


def test_a_torn_formula_would_be_found():
    torn = BeautifulSoup("<p>the odds are $e^{z_k</p><ul><li>z_j}$, so they</li></ul>", "html.parser")
    whole = BeautifulSoup('<p>the odds are <span class="math">e</span>, so they</p>', "html.parser")
    assert unset(torn) and not unset(whole)


# --- sentences and paragraphs ----------------------------------------------------------------------------------------


def syllables(word: str) -> int:
    """Return about how many syllables a word has: its groups of vowels, but for a silent e at its end."""
    spoken = re.sub(r"(?<=[^aeioul])(?:es|ed|e)$", "", word.lower())
    return max(1, len(re.findall("[aeiouy]+", spoken)))


def sentences(article: Tag) -> Iterator[list[str]]:
    """Yield the words of each sentence; formulas alone are none."""
    for paragraph in article.select("p"):
        for sentence in re.split(r"[.?!]+(?:\s+|$)", paragraph.get_text(" ")):
            words = WORD.findall(sentence)
            if sum(len(word) > 1 for word in words) > 2:
                yield words


def grade(article: Tag) -> float:
    """Return the school grade after Flesch and Kincaid."""
    said = list(sentences(article))
    words = [word for sentence in said for word in sentence]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_no_page_is_harder_to_read_than_agreed(proses):
    grades = {page: grade(article) for page, article in proses.items() if any(sentences(article))}
    assert len(grades) > 15
    assert {page: f"{g:.1f}" for page, g in grades.items() if g > HARDEST and page not in HARDER_FOR_A_REASON} == {}
    assert [page for page in HARDER_FOR_A_REASON if grades.get(page, 0) <= HARDEST] == []


def test_hard_sentences_would_be_found():
    easy = BeautifulSoup("<p>The slope is one. We go down. The loss gets less.</p>", "html.parser")
    hard = BeautifulSoup(f"<p>{'Considerable multidimensional generalisation necessitates ' * 5}.</p>", "html.parser")
    assert grade(easy) < 3 < HARDEST < grade(hard)


@pytest.mark.slow
def test_no_paragraph_is_longer_than_eight_lines_at_a_desk(browser, built_book, articles):
    long = {}
    with browser.new_page(viewport=DESK) as tab:
        for page in articles:
            tab.goto(f"{built_book.html.as_uri()}/{page}")
            wait_until_typeset(tab)
            long[page] = tab.evaluate(LONG_PARAGRAPHS, MOST_LINES)
    assert {page: found for page, found in long.items() if found} == {}


def test_a_long_paragraph_would_be_found(browser):
    with browser.new_page(viewport=DESK) as tab:
        tab.set_content(f"<article class='bd-article' style='line-height: 20px'><p>{'word ' * 2000}</p></article>")
        assert len(tab.evaluate(LONG_PARAGRAPHS, MOST_LINES)) == 1


# --- figures and code ------------------------------------------------------------------------------------------------


def described(article: Tag, picture: Tag) -> str:
    """Return the text of a picture."""
    named = (article.select_one(f"#{name}") for name in str(picture.get("aria-labelledby", "")).split())
    return str(picture.get("alt") or picture.get("aria-label") or " ".join(part.get_text() for part in named if part))


def test_every_figure_is_described_by_a_sentence_of_its_own(articles):
    texts = [
        (page, described(article, picture))
        for page, article in articles.items()
        for picture in article.select("figure img, figure svg[role=img]")
    ]
    assert len(texts) > 5
    assert [(page, text) for page, text in texts if len(text.split()) < 4] == []
    assert len({text for _, text in texts}) == len(texts)


def sources() -> dict[str, str]:
    """Return the text of every page that the book is built from, by its address."""
    files = sorted((ROOT / "book").glob("*.md"))
    return {f"book/{file.stem}.html": file.read_text("utf-8") for file in files}


def test_every_code_cell_was_run_when_the_book_was_built_and_none_complains(articles):
    execute = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["execute"]
    assert execute["raise_on_error"] and execute["execute_notebooks"] in ("cache", "force")
    assert execute["exclude_patterns"] == ["book/exercises/*"]
    cells = {page: len(re.findall(r"^`{3,}\{code-cell\}", text, re.MULTILINE)) for page, text in sources().items()}
    shown = {page: len(articles[page].select("div.cell")) for page in cells if page in articles}
    assert sum(cells.values()) > 5
    assert {page: (cells[page], count) for page, count in shown.items() if cells[page] != count} == {}
    assert [page for page in shown if articles[page].select(".output.traceback, .output.stderr")] == []


def test_python_that_is_shown_and_not_run_can_be_read_by_python():
    blocks = re.compile(r"^(`{3,})(?:python|ipython3?)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
    shown = [code for text in sources().values() for _, code in blocks.findall(text)]
    assert shown
    for code in shown:
        ast.parse(code)
