"""The book keeps its promises: it is self-contained, readable on a phone, and gives no solution away."""

from __future__ import annotations

import ast
import gzip
import html
import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

import pytest
from docutils.parsers.rst import DirectiveError

from autograder import bank
from autograder.errors import AuthoringError

ROOT = Path(__file__).resolve().parents[2]
PAGE_BUDGET = 450_000  # bytes that the heaviest page transfers, compressed
OUR_SCRIPTS_BUDGET = 30_000  # bytes of these, compressed
LARGER_BUDGETS = {  # each of these pages has two widgets that hold much text or many rules
    "book/backpropagation.html": 33_000,
    "book/computation_graphs.html": 38_000,  # one of the two reads programs, draws graphs and writes code
    "book/training.html": 33_000,  # three small ones
}
PACKED = {".woff", ".woff2", ".png"}  # files that gzip makes no smaller
RAW_TEX = re.compile(r"\\(frac|begin|partial|sum|top|odot)\b|\$\$|\\\(")
PROMISED_LABELS = {
    "softmax": ["definition", "shift", "overflow", "rows", "by-hand", "jacobian", "jvp", "mistakes"],
    "graphs": [
        "gates",
        "chain",
        "accumulate",
        "order",
        "numerical-gradient",
        "gradient-check",
        "descent",
        "initialisation",
    ],
}
PAGE_OF_LABELS = {"softmax": "book/softmax.html", "graphs": "book/computation_graphs.html"}
GIVEN_METHODS = {"__init__", "__repr__"}  # a released class keeps these


# Self-contained


def test_no_page_asks_anything_of_another_host(visits):
    outside = [
        (seen.page, request)
        for seen in visits
        for request in seen.requests
        if not request.startswith((seen.address, "data:", "blob:"))
    ]
    assert outside == []


def test_no_page_asks_for_a_file_that_is_missing(visits):
    assert [(seen.page, file) for seen in visits for file in seen.failed] == []


def test_no_page_has_a_script_that_fails(visits):
    assert [(seen.page, error) for seen in visits for error in seen.errors] == []


def test_no_page_names_a_content_network(built_book):
    hosts = re.compile(r"(?:src|href)=\"(?:https?:)?//(?!www\.w3\.org)([^/\"]+)|unpkg\.com|jsdelivr\.net|cdnjs\.")
    named = {page: hosts.findall(read(built_book, page)) for page in built_book.pages}
    assert {page: found for page, found in named.items() if found} == {}


def test_a_page_stays_within_its_budget_and_our_scripts_within_theirs(visits, built_book):
    ours = {file.name for folder in ("_ext/assets", "widgets") for file in (ROOT / "book" / folder).glob("*.js")}
    ours |= {"widget_kit.js", *(f"widget-{name}" for name in ours)}
    sizes = {seen.page: compressed(seen, built_book) for seen in visits if seen.address.startswith("file:")}
    pages = {page: sum(files.values()) for page, files in sizes.items()}
    scripts = {page: sum(size for name, size in files.items() if name in ours) for page, files in sizes.items()}
    assert {page: size for page, size in pages.items() if not 20_000 < size <= PAGE_BUDGET} == {}
    assert {page: size for page, size in scripts.items() if size > LARGER_BUDGETS.get(page, OUR_SCRIPTS_BUDGET)} == {}
    assert scripts["book/softmax.html"] > 10_000


def test_no_page_asks_for_an_icon_font_or_the_index_of_the_search(visits):
    heavy = re.compile(r"fontawesome|bootstrap|searchindex")
    asked = [(seen.page, url) for seen in visits for url in seen.requests if heavy.search(url)]
    assert [(page, url) for page, url in asked if page != "search.html"] == []


def test_the_styles_keep_every_rule_for_a_class_that_a_page_has_and_drop_the_others():
    lean = extension("lean_styles").lean
    sheet = (
        "a,.kept b,.gone{x:y}.kept.gone{x:y}@media print{.gone{x:y}}@media print{#here:not(.gone){x:y}}@font-face{x:y}"
    )
    assert "".join(lean(sheet, {"kept", "here"}).split()) == (
        "a,.keptb{x:y}@mediaprint{#here:not(.gone){x:y}}@font-face{x:y}"
    )


def test_the_empty_corner_of_a_table_is_a_cell_and_not_a_head():
    mended = extension("for_all_readers").without_empty_heads(
        '<th class="head"><p></p></th><th class="head"><p>a</p></th>'
    )
    assert mended == '<td class="head"></td><th class="head"><p>a</p></th>'


# Readable


def test_every_formula_is_typeset(visits):
    assert sum(seen.formulas for seen in visits) > 0
    assert [(seen.page, seen.formulas, seen.typeset) for seen in visits if seen.formulas != seen.typeset] == []
    assert [seen.page for seen in visits if seen.bad_formulas] == []


def test_no_page_shows_raw_tex(visits):
    assert [(seen.page, found[0]) for seen in visits if (found := RAW_TEX.search(seen.text))] == []


def test_no_page_is_wider_than_a_phone_of_360_pixels(visits):
    assert [(seen.page, seen.pixels_too_wide) for seen in visits if seen.pixels_too_wide > 0] == []


def test_every_picture_has_a_text_for_those_who_cannot_see_it(built_book):
    pictures = [(page, tag) for page in built_book.pages for tag in elements(built_book, page) if is_picture(tag)]
    assert any(page == "book/softmax.html" for page, _ in pictures)
    texts = ("alt", "aria-label", "aria-labelledby")
    silent = [(page, name) for page, (name, has) in pictures if not any(has.get(text) for text in texts)]
    assert silent == []


def test_every_internal_link_leads_somewhere(built_book):
    targets = {page: labels(built_book, page) for page in built_book.pages}
    broken = []
    for page in built_book.pages:
        for name, has in elements(built_book, page):
            link = urlsplit(has.get("href") or has.get("src") or "")
            if link.scheme or link.netloc or (not link.path and not link.fragment):
                continue
            file = (built_book.html / page).parent / unquote(link.path) if link.path else built_book.html / page
            file = file.resolve()
            if not file.is_file():
                broken.append((page, name, link.geturl()))
            elif link.fragment and file.suffix == ".html":
                aim = file.relative_to(built_book.html.resolve()).as_posix()
                if unquote(link.fragment) not in targets[aim]:
                    broken.append((page, name, link.geturl()))
    assert broken == []


@pytest.mark.parametrize("chapter", PROMISED_LABELS)
def test_every_paragraph_that_hints_may_link_to_has_its_label(built_book, chapter):
    promised = {f"{chapter}-{label}" for label in PROMISED_LABELS[chapter]}
    assert promised - labels(built_book, PAGE_OF_LABELS[chapter]) == set()


def test_every_hint_of_the_bank_links_to_a_paragraph_of_the_book(built_book):
    links = {wrong.link for exercise in bank.exercises().values() for wrong in exercise.wrong}
    assert links
    lost = {link for link in links if not leads_to_a_label(built_book, link)}
    assert lost == set()


# Nothing given away


def test_no_file_of_the_build_holds_a_solution(built_book):
    bodies = solution_bodies()
    assert bodies, "there are no solutions to look for"
    files = {
        file: bare(file.read_text("utf-8", errors="replace")) for file in built_book.build.rglob("*") if file.is_file()
    }
    leaks = [(name, str(file)) for file, text in files.items() for name, lines in bodies.items() if holds(text, lines)]
    assert leaks == []


def test_a_solution_would_be_found_in_a_page_and_in_a_notebook(tmp_path):
    name, lines = max(solution_bodies().items(), key=lambda entry: len(entry[1]))
    page = "".join(f"<span>{html.escape(line[:4])}</span>{html.escape(line[4:])}<br>" for line in lines)
    notebook = '"source": [' + ", ".join('"' + line.replace('"', '\\"') + '\\n"' for line in lines) + "]"
    assert holds(bare(page), lines) and holds(bare(notebook), lines), name
    assert not holds(bare("<p>nothing of the kind</p>"), lines)


def test_the_build_publishes_no_sources(built_book):
    assert not list(built_book.html.rglob("_sources"))
    assert not list(built_book.html.rglob("*.md"))


def test_an_exercise_page_is_the_release(built_book):
    for source in sorted((ROOT / "book/exercises").glob("*.md")):
        page = re.sub(r"<[^>]+>", "", read(built_book, f"book/exercises/{source.stem}.html"))
        assert "NotImplementedError" in page, source.name
        assert "check(" in page, source.name
        assert "from solutions" not in page, source.name


def test_a_broken_exercise_stops_the_build_with_file_cell_cause_and_cure(monkeypatch):
    def refuse(path, text):
        raise AuthoringError("the cell names no function", "Name one", file="book/exercises/x.md", cell="softmax")

    pages = pytest.importorskip("autograder.authoring.pages")
    monkeypatch.setattr(pages, "exercise_page", refuse)
    hook = extension("exercise_pages")
    with pytest.raises(hook.ExtensionError) as stopped:
        hook.release_of(ROOT / "book/exercises/x.md", "")
    for part in ("book/exercises/x.md", "softmax", "the cell names no function", "Name one"):
        assert part in str(stopped.value)


def test_an_exercise_page_is_rebuilt_when_a_solution_it_names_or_its_bank_changes():
    source = ROOT / "book/exercises/softmax.md"
    behind = extension("exercise_pages").files_behind(source, source.read_text("utf-8"))
    assert ROOT / "solutions/softmax.py" in behind
    assert ROOT / "autograder/bank/chapters/softmax/__init__.py" in behind
    assert all(file.is_file() for file in behind)


def test_a_drawing_without_a_description_is_refused():
    directive = extension("drawings").Drawing
    undescribed = directive("drawing", ["x"], {}, [], 1, 0, "", *[FakeState()] * 2)
    with pytest.raises(DirectiveError) as refused:
        undescribed.run()
    assert ":alt:" in refused.value.msg


class FakeState:
    """As much of a parser's state as a refused directive asks for."""

    document = None
    reporter = None


# Helpers


def extension(name: str) -> ModuleType:
    """Load one of the book's own Sphinx extensions."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"book/_ext/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compressed(seen, book) -> dict[str, int]:
    """Return the compressed size of each file that a visit to a page asked for, in bytes."""
    paths = {unquote(urlsplit(url).path).split("/html/")[-1] for url in seen.requests if url.startswith("file:")}
    files = [book.html / path for path in paths]
    return {
        file.name: file.stat().st_size if file.suffix in PACKED else len(gzip.compress(file.read_bytes()))
        for file in files
    }


def read(book, page: str) -> str:
    """Return a page's HTML."""
    return (book.html / page).read_text("utf-8")


class Elements(HTMLParser):
    """Collects the start tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and its attributes."""
        self.found.append((tag, dict(attrs)))


def elements(book, page: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return (name, attributes) of all elements of a page."""
    return Elements(read(book, page)).found


def labels(book, page: str) -> set[str]:
    """Return the ids that links to a page may name."""
    return {has["id"] for _, has in elements(book, page) if "id" in has}


def leads_to_a_label(book, link: str) -> bool:
    """Tell whether ``page#label`` names a label of a page of the book."""
    page, _, label = link.partition("#")
    address = f"book/{page}.html"
    return address in book.pages and label in labels(book, address)


def is_picture(element) -> bool:
    """Tell whether an element is a picture of the text, not an ornament hidden from readers of the screen."""
    name, has = element
    return name in {"img", "svg"} and has.get("aria-hidden") != "true"


def solution_bodies() -> dict[str, list[str]]:
    """Return the lines of the body of every function and method of the solutions that a release leaves out."""
    bodies = {}
    for file in sorted((ROOT / "solutions").glob("*.py")):
        text = file.read_text("utf-8")
        for name, function in functions_in(ast.parse(text)):
            statements = function.body[1:] if ast.get_docstring(function) else function.body
            source = "\n".join(ast.get_source_segment(text, statement) or "" for statement in statements)
            bodies[f"{file.stem}.{name}"] = [line for line in source.splitlines() if line.strip()]
    return bodies


def functions_in(scope: ast.Module | ast.ClassDef) -> list[tuple[str, ast.FunctionDef]]:
    """Return the functions of a module and the methods of its classes, without those that are given to students."""
    found = []
    for node in scope.body:
        if isinstance(node, ast.ClassDef):
            found += [(f"{node.name}.{name}", method) for name, method in functions_in(node)]
        elif isinstance(node, ast.FunctionDef) and node.name not in GIVEN_METHODS:
            found.append((node.name, node))
    return found


def bare(text: str) -> str:
    """Return a text without tags, entities, escapes and white space, so that code is found however it is written."""
    return re.sub(r"[\s\\]", "", html.unescape(re.sub(r"<[^<>]*>", "", text)))


def holds(text: str, lines: list[str]) -> bool:
    """Tell whether a bare text holds all these lines."""
    return all(re.sub(r"[\s\\]", "", line) in text for line in lines)
