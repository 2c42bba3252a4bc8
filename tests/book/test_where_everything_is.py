"""*Where everything is*: each entry of the catalogue, in words, with links to where it is taught, tried and graded."""

from types import SimpleNamespace

import pytest
import yaml
from bs4 import BeautifulSoup

from autograder.bank.coverage import catalogue, coverage

from .conftest import ROOT
from .test_book import extension

PAGE = "book/where_everything_is.html"
TOPICS = yaml.safe_load((ROOT / "autograder/bank/topics.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def article(built_book):
    return BeautifulSoup((built_book.html / PAGE).read_text("utf-8"), "html.parser").select_one("article")


@pytest.fixture
def row(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "book/_ext")
    return extension("where_everything_is").row


def test_every_entry_has_a_topic_in_words_of_its_own_and_no_topic_is_left_over():
    assert list(dict.fromkeys(entry.id for entry in catalogue() if entry.id not in TOPICS)) == []
    assert set(TOPICS) == {entry.id for entry in catalogue()}
    assert len(set(TOPICS.values())) == len(TOPICS)
    assert [topic for topic in TOPICS.values() if len(topic) > 75 or topic.endswith(".")] == []


def test_every_entry_stands_on_the_page_under_its_chapter(article):
    shown = [term["id"].removeprefix("entry-") for term in article.select("dl.coverage > dt")]
    assert sorted(shown) == sorted(entry.id for entry in catalogue())
    assert len(article.select("h2")) == len({entry.chapter for entry in catalogue()})


def test_every_entry_leads_to_all_places_that_the_bank_knows(article):
    for covered in coverage(ROOT / "book"):
        links = set()
        for place in article.select_one(f"#entry-{covered.entry.id}").find_next_siblings():
            if place.name == "dt":
                break
            links |= {link["href"] for link in place.select("a")}
        anchors = {link.partition("#")[2] for link in links}
        assert {link.partition("#")[2] for link in covered.taught} <= anchors, covered.entry.id
        assert sum("exercises/" in link for link in links) >= bool(covered.graded), covered.entry.id
        assert any(anchor.startswith("question-") for anchor in anchors) or not covered.tried, covered.entry.id


def test_an_entry_that_is_nowhere_to_be_tried_stops_the_build(row):
    lost = SimpleNamespace(entry=SimpleNamespace(id="bias-trick"), holds=False)
    with pytest.raises(Exception, match="'bias-trick' of the catalogue is nowhere"):
        row(lost, TOPICS, None)


def test_an_entry_without_a_topic_stops_the_build(row):
    with pytest.raises(Exception, match="has no topic"):
        row(SimpleNamespace(entry=SimpleNamespace(id="new"), holds=True), TOPICS, None)
