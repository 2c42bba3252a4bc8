"""The references: each is cited by a page, each citation names the right people and year, and they stand in order."""

from __future__ import annotations

import re
from pathlib import Path

BOOK = Path(__file__).resolve().parents[2] / "book"
ENTRY = re.compile(r"^\((ref-[\w-]+)\)=\n(.+?)\((\d{4})\)", re.MULTILINE | re.DOTALL)
CITATION = re.compile(r"\[([^\]]*)\]\(#(ref-[\w-]+)\)")
ENTRIES = {label: (names, year) for label, names, year in ENTRY.findall((BOOK / "references.md").read_text("utf-8"))}
CITED = [
    (page.stem, " ".join(text.split()), label)
    for page in BOOK.glob("*.md")
    for text, label in CITATION.findall(page.read_text("utf-8"))
]


def test_every_citation_has_its_entry_and_every_entry_is_cited():
    assert {label for _, _, label in CITED} == set(ENTRIES)
    assert len(ENTRIES) > 10


def test_a_citation_names_the_first_author_and_the_year_of_its_entry():
    wrong = [
        (page, text)
        for page, text, label in CITED
        if not text.startswith(ENTRIES[label][0].split(",")[0]) or not text.endswith(f", {ENTRIES[label][1]}")
    ]
    assert wrong == []


def test_a_citation_says_et_al_for_three_authors_or_more_and_names_two():
    for page, text, label in CITED:
        families = re.findall(r"([\w-]+), (?:[A-Z]\.[ -]?)+", ENTRIES[label][0])
        wanted = f"{families[0]} et al." if len(families) > 2 else " & ".join(families)
        assert text.startswith(f"{wanted}, "), (page, text)


def test_the_entries_of_each_list_are_in_alphabetical_order():
    for part in (BOOK / "references.md").read_text("utf-8").split("\n## ")[1:]:
        names = [names for _, names, _ in ENTRY.findall(part)]
        assert names == sorted(names) and len(names) > 3
