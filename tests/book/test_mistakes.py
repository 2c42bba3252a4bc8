"""*Mistakes worth making*: every mistake of a family, with what the bank says of it and where it is trained."""

from __future__ import annotations

import pytest
import yaml
from bs4 import BeautifulSoup

from autograder import bank

from .conftest import ROOT
from .widget_fixtures import extension

PAGE = "book/mistakes.html"
FAMILIES = yaml.safe_load((ROOT / "autograder/bank/families.yaml").read_text("utf-8"))
PRINTED = {name: seen for family in FAMILIES.values() for name, seen in family.items()}


@pytest.fixture(scope="module")
def shown(built_book):
    """The mistakes of the page by name, each with the text below it."""
    article = BeautifulSoup((built_book.html / PAGE).read_text("utf-8"), "html.parser").select_one("article")
    found = {}
    for term in article.select("dl.coverage > dt"):
        lines = [place for place in term.find_next_siblings("dd") if place.find_previous_sibling("dt") is term]
        found[str(term["id"]).removeprefix("mistake-")] = lines
    return found


def test_every_mistake_of_a_family_is_shown_once_and_belongs_to_one(shown):
    assert list(shown) == list(PRINTED)
    assert sum(map(len, FAMILIES.values())) == len(PRINTED)


def test_a_mistake_says_why_it_is_wrong_and_leads_to_its_exercise(shown):
    for name, lines in shown.items():
        heads = [line.span.text for line in lines]
        assert {"Why it is wrong:", "Trained in:"} <= set(heads), name
        assert ("Seen in:" in heads) == bool(PRINTED[name]), name
        trained = lines[heads.index("Trained in:")]
        assert all("exercises/" in link["href"] for link in trained.select("a")), name


def test_most_mistakes_have_a_case_in_which_nobody_would_believe_them(shown):
    told = [name for name, lines in shown.items() if lines[0].span.text == "Where it shows:"]
    assert len(told) > 0.9 * len(shown)


def test_the_bank_knows_every_mistake_of_the_families(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "book/_ext")
    known = extension("mistakes").wrong_formulas()
    assert set(PRINTED) <= set(known)
    assert all(wrong in bank.find(exercise).wrong for pairs in known.values() for exercise, wrong in pairs)
