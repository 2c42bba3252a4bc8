"""The glossary: every word in it is used, every use leads to it, and hints lead back to the text."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

CHAPTER = "book/softmax.html"
GLOSSARY = "book/glossary.html"
LONGEST = 60  # words: an entry is read on the way, not studied


@pytest.fixture(scope="module")
def pages(built_book):
    """Every page that somebody wrote, parsed; the index, which Sphinx makes, links every word."""
    written = [page for page in built_book.pages if page.startswith("book/")]
    return {page: BeautifulSoup((built_book.html / page).read_text("utf-8"), "html.parser") for page in written}


@pytest.fixture(scope="module")
def entries(pages):
    """The ids of the words that share an entry, and the entry."""
    found, words = [], []
    for part in pages[GLOSSARY].select("dl.glossary > dt, dl.glossary > dd"):
        if part.name == "dt":
            words.append(part["id"])
        else:
            found.append((words, part))
            words = []
    return found


def links(part, page):
    """The links of a part of a page as (page, label)."""
    for link in part.select("a[href]"):
        path, _, label = unquote(link["href"]).partition("#")
        yield ("book/" + path if path else page), label


def test_the_words_stand_in_alphabetical_order(entries):
    first = [words[0] for words, _ in entries]
    assert len(first) > 20
    assert first == sorted(first, key=str.lower)


def test_every_word_is_used_somewhere(entries, pages):
    used = {label for page, soup in pages.items() if page != GLOSSARY for _, label in links(soup, page)}
    assert [words for words, _ in entries if not used & set(words)] == []


def test_every_use_of_a_word_leads_to_its_entry(entries, pages):
    known = {word for words, _ in entries for word in words}
    uses = [(page, use) for page, soup in pages.items() for use in soup.select(".std-term")]
    assert len(uses) > 20
    lost = [(page, use.text) for page, use in uses if use.name != "a" and use.find_parent("a") is None]
    assert lost == []
    aims = {label for page, soup in pages.items() for aim, label in links(soup, page) if label.startswith("term-")}
    assert aims <= known


def test_a_word_is_explained_at_its_first_use_in_the_chapter(pages, entries):
    """Whatever the chapter links, it links where the word first stands in its text, headings and boxes aside."""
    article = BeautifulSoup(str(pages[CHAPTER].select_one("article")), "html.parser")
    aside = article.select("h1, h2, h3, .question, .widget, .cell, .math, .headerlink, script, figcaption, noscript")
    for part in aside:
        part.decompose()
    for link in article.select('a[href*="glossary.html#term-"]'):
        link.replace_with(f"[[{link.text}]]")
    text = " ".join(article.get_text(" ").split())
    late = []
    for word in re.findall(r"\[\[(.*?)\]\]", text):
        before = text.split(f"[[{word}]]")[0]
        if re.search(rf"(?<!\[)\b{re.escape(word.lower())}\b", before.lower()):
            late.append(word)
    assert late == []


def test_an_entry_is_short_and_its_links_lead_to_labels(entries, pages):
    for words, entry in entries:
        assert 5 < len(entry.text.split()) <= LONGEST, words
        for page, label in links(entry, GLOSSARY):
            assert pages[page].find(id=label) is not None, (words, label)


def test_every_ladder_of_hints_leads_back_to_a_paragraph(pages):
    """To one of this chapter, or for a question about an earlier chapter to one of that."""
    ladders = pages[CHAPTER].select(".question-numeric > .question-hint")
    assert len(ladders) == len(pages[CHAPTER].select(".question-numeric")) > 10
    for ladder in ladders:
        aims = list(links(ladder, CHAPTER))
        assert any(aim != GLOSSARY for aim, _ in aims), ladder.text
        assert all(pages[aim].find(id=label) is not None for aim, label in aims), ladder.text


def test_every_named_mistake_leads_back_to_a_paragraph(pages):
    replies = pages[CHAPTER].select('[data-reply^="wrong-"]')
    assert len(replies) > 40
    for reply in replies:
        aims = list(links(reply, CHAPTER))
        assert any(aim != GLOSSARY for aim, _ in aims), reply.text
        assert all(pages[aim].find(id=label) is not None for aim, label in aims), reply.text


def test_hints_lead_to_the_glossary_where_a_word_may_be_the_trouble(pages):
    boxes = pages[CHAPTER].select(".question")
    aims = {label for box in boxes for page, label in links(box, CHAPTER) if page == GLOSSARY}
    assert {"term-overflow", "term-learning-rate", "term-Jacobian", "term-cross-entropy"} <= aims
