"""Formula, widget and code that share an id: they light up together, and they say the same number to 1e-9."""

from __future__ import annotations

import html
import math
import re

import numpy as np
import pytest

from solutions.softmax import softmax, softmax_jvp

from .small_book import answer, choose
from .widget_fixtures import Reader

pytestmark = pytest.mark.browser
PAGE = "book/softmax.html"
IDS = ("power", "sum", "p", "gradient", "jacobian-diagonal", "jacobian-off")
HOSTS = {
    "power": "powers",
    "sum": "powers",
    "p": "powers",
    "gradient": "gradient",
    "jacobian-diagonal": "jacobian",
    "jacobian-off": "jacobian",
}
PICKS = {  # which of the numbers that a code cell prints belong to the id
    "power": lambda printed: printed[:3],
    "sum": lambda printed: printed[3:],
    "jacobian-diagonal": lambda printed: printed.reshape(3, 3).diagonal(),
    "jacobian-off": lambda printed: printed.reshape(3, 3)[~np.eye(3, dtype=bool)],
}
TARGET = np.array([0.0, 1.0, 0.0])  # of the sample in the chapter


@pytest.fixture(scope="module")
def tab(built_book, browser):
    """The chapter, with every prediction made, every step of the Jacobian open and its row shown."""
    with browser.new_page(viewport={"width": 1280, "height": 900}) as page:
        page.goto((built_book.html / PAGE).as_uri() + "#widget-softmax-jacobian?row_shown=true")
        page.wait_for_function("document.documentElement.dataset.answers === 'ready'")
        Reader(page, "widget-softmax-powers").predict("powers", "That depends on the other scores.")
        Reader(page, "widget-softmax-gradient").predict("gradient", "It goes to 1.")
        choose(page, "softmax_own_slope", 1)
        answer(page, "softmax_jacobian_diagonal", "0.16")
        choose(page, "softmax_other_slope", 1)
        yield page


@pytest.fixture(scope="module")
def source(built_book):
    """The chapter as it is before any script runs."""
    return html.unescape((built_book.html / PAGE).read_text("utf-8"))


# The parts that share an id


def formula(tab, name):
    return tab.locator(f'.linked[data-link="softmax-{name}"]:has(.math)')


def in_widget(tab, name):
    return tab.locator(f'#widget-softmax-{HOSTS[name]} td[data-link="softmax-{name}"][data-value]')


def code(tab, name):
    return tab.locator(f'.cell[data-link~="softmax-{name}"]')


def tex(source, name):
    """The TeX of the formula, as it was sent to the browser."""
    block = source.split(f'data-link="softmax-{name}" class="linked"')[1]
    return re.search(r"\\[(\[](.*?)\\[)\]]", block, re.DOTALL)[1]


def shown(tab, name):
    """The numbers of the widget, exact."""
    return np.array(
        [float(value) for value in in_widget(tab, name).evaluate_all("all => all.map(e => e.dataset.value)")]
    )


def printed(tab, name):
    """The numbers that the code printed when the book was built."""
    numbers = re.findall(r"-?\d+\.\d*(?:e-?\d+)?", code(tab, name).locator(".cell_output").text_content())
    return PICKS.get(name, np.asarray)(np.array(numbers, dtype=float))


def scores(tab, name):
    """The scores at which the widget stands."""
    sliders = tab.locator(f"#widget-softmax-{HOSTS[name]} .softmax-scores input")
    return np.array([float(value) for value in sliders.evaluate_all("all => all.map(e => e.value)")])


# What a formula says


def python_of(side: str) -> str:
    """Return one side of a formula as Python; the chapter's notation is small enough for that."""
    side = re.sub(r"\\(?:left|right)\b", "", side).replace(r"\,", " ").replace(r"\cdot", "*").strip(" .\n")
    side = re.sub(r"e\^\{(\w)_(\w)\}", r"exp(\1[\2])", side)
    side = re.sub(r"\\sum_\{(\w)\}\s*(exp\([^()]*\))", r"total(lambda \1: \2)", side)
    side = re.sub(r"\b([zpy])_(\w)", r"\1[\2]", side)
    while r"\frac" in side:
        side, changes = re.subn(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1) / (\2))", side)
        assert changes, side
    return re.sub(r"(?<=[\])S\d])\s*(?=[(A-Za-z])", " * ", side.replace("^", "**"))


def says(formula: str, z) -> list[list[float]]:
    """Return what each side of a formula is for each class, or for each pair of classes that differ."""
    classes = range(len(z))

    def total(term):
        return sum(term(j) for j in classes)

    S = total(lambda j: math.exp(z[j]))
    known = {"exp": math.exp, "total": total, "S": S, "z": z, "y": TARGET, "p": [math.exp(each) / S for each in z]}
    if "p_j" in formula:
        places = [(k, j) for k in classes for j in classes if j != k]
    else:
        places = [(k, k) for k in classes if k == 0 or "k" in formula]
    sides = [python_of(side) for side in formula.split("=") if r"\partial" not in side]
    return [[eval(side, {**known, "k": k, "j": j}) for k, j in places] for side in sides]


def by_the_solutions(name, z):
    """The same numbers, from `solutions/`."""
    p = softmax(z[None])[0]
    jacobian = softmax_jvp(np.tile(z, (3, 1)), np.eye(3)).T
    return {
        "power": np.exp(z),
        "sum": np.exp(z).sum(),
        "p": p,
        "gradient": softmax_jvp(z[None], (-TARGET / p)[None])[0],
        "jacobian-diagonal": jacobian.diagonal(),
        "jacobian-off": jacobian[~np.eye(3, dtype=bool)],
    }[name]


@pytest.mark.parametrize("name", IDS)
def test_formula_widget_and_code_say_the_same_number(tab, source, name):
    z = scores(tab, name)
    exact = by_the_solutions(name, z)
    np.testing.assert_allclose(shown(tab, name), np.ravel(exact), rtol=0, atol=1e-9)
    np.testing.assert_allclose(printed(tab, name), np.ravel(exact), rtol=0, atol=1e-9)
    sides = says(tex(source, name), z)
    assert sides, "the formula says nothing that can be computed"
    for side in sides:
        np.testing.assert_allclose(side, np.ravel(exact), rtol=0, atol=1e-9)


def test_a_formula_with_a_wrong_sign_would_be_found():
    z = np.array([0.7, -2.0, -2.4])
    (right,), (wrong,) = (says(rf"\partial = p_k {sign} y_k", z) for sign in "-+")
    np.testing.assert_allclose(right, by_the_solutions("gradient", z), atol=1e-9)
    assert abs(np.subtract(wrong, right)).max() > 1


def test_the_code_of_the_jacobian_waits_until_the_reader_opens_it(tab):
    cell = code(tab, "jacobian-off")
    assert not cell.locator("pre").first.is_visible()
    cell.locator("summary").click()
    assert cell.locator("pre").first.is_visible()


# Lighting

PARTS = {"formula": formula, "widget": in_widget, "code": code}


def lit(tab, name):
    """The parts that are lit."""
    return {key for key, part in PARTS.items() if "is-lit" in (part(tab, name).first.get_attribute("class") or "")}


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("pointed_at", PARTS)
def test_pointing_at_one_of_the_three_lights_the_two_others(tab, pointed_at, name):
    tab.evaluate("document.activeElement.blur()")
    PARTS[pointed_at](tab, name).first.hover()
    assert lit(tab, name) == set(PARTS)
    tab.mouse.move(0, 0)
    assert tab.locator(".is-lit").count() == 0


@pytest.mark.parametrize("name", IDS)
def test_the_tab_key_stops_at_each_of_the_three_and_lights_the_two_others(tab, name):
    tab.mouse.move(0, 0)
    starts = {"widget": f"#widget-softmax-{HOSTS[name]} .softmax-scores input", "code": START_OF_CODE[name]}
    for part, start in starts.items():
        tab.locator(start).first.focus()
        for _ in range(STOPS):
            tab.keyboard.press("Tab")
            if tab.evaluate(WHERE, f"softmax-{name}") == part:
                break
        assert tab.evaluate(WHERE, f"softmax-{name}") == part, f"{STOPS} stops, and none of them at the {part}"
        assert lit(tab, name) == set(PARTS)
    formula(tab, name).focus()
    assert formula(tab, name).get_attribute("tabindex") == "0" and lit(tab, name) == set(PARTS)


STOPS = 12
START_OF_CODE = {
    **dict.fromkeys(("power", "sum", "p"), "#widget-softmax-powers .widget-controls a"),
    "gradient": "#widget-softmax-gradient .widget-controls a",
    **dict.fromkeys(("jacobian-diagonal", "jacobian-off"), "#question-softmax_jacobian_row input"),
}
WHERE = """(id) => {
  const at = document.activeElement.closest('[data-link]');
  if (!at || !at.dataset.link.split(' ').includes(id)) return null;
  return at.matches('.cell') ? 'code' : at.closest('.widget-host') ? 'widget' : null;
}"""
