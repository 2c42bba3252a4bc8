"""Every question of the bank keeps its promises, and a question that does not is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.bank.question import EXACT, Choice, Numeric, Option, WrongValue, faults, links, same
from autograder.bank.questions import find, questions
from autograder.bank.questions.softmax import one_step as chapter
from autograder.errors import AuthoringError

from ..differences import slope

BOOK = Path(__file__).resolve().parents[2] / "book"
NUMERIC = [question for question in questions().values() if isinstance(question, Numeric)]
CHOICES = [question for question in questions().values() if isinstance(question, Choice)]
ASKED = re.compile(r"^`{3,}\{(numeric|choice)\} (\S+)$", re.MULTILINE)


def named(question):
    return question.name


def pages() -> dict[str, str]:
    return {page.stem: page.read_text("utf-8") for page in BOOK.glob("*.md")}


def agrees(question, typed, wanted) -> bool:
    """Tell whether the page would take what is typed for a value."""
    typed, wanted = np.asarray(typed), np.asarray(wanted)
    allowed = question.tolerance.atol + question.tolerance.rtol * abs(wanted)
    return typed.shape == wanted.shape and bool((abs(typed - wanted) <= allowed).all())


def value_of(name):
    question = find(name)
    assert isinstance(question, Numeric)
    return question.value


def shares(scores):
    return np.exp(scores) / np.exp(scores).sum()


# --- what every question promises ------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", questions().values(), ids=named)
def test_a_question_of_the_bank_has_no_fault(question):
    assert faults(question) == []


def test_the_chapter_on_softmax_has_enough_to_ask():
    assert len(NUMERIC) >= 10 and len(CHOICES) >= 5


@pytest.mark.parametrize("question", questions().values(), ids=named)
def test_every_paragraph_that_a_question_sends_its_readers_to_exists(question):
    for link in links(question):
        page, _, label = link.partition("#")
        assert f"({label})=" in pages()[page], link


def test_every_question_is_asked_once_and_as_what_it_is():
    asked = [found for text in pages().values() for found in ASKED.findall(text)]
    assert sorted(asked) == sorted((type(each).__name__.lower(), each.name) for each in questions().values())


@pytest.mark.parametrize("question", NUMERIC, ids=named)
def test_the_right_answer_rounded_to_three_decimals_is_right_and_nothing_else(question):
    typed = np.round(question.value, 3)
    assert agrees(question, typed, question.value)
    assert [wrong.rule for wrong in question.wrong if agrees(question, typed, wrong.value)] == []


@pytest.mark.parametrize("question", NUMERIC, ids=named)
def test_a_wrong_answer_rounded_to_three_decimals_is_named_with_its_ties_and_never_right(question):
    for wrong in question.wrong:
        typed = np.round(wrong.value, 3)
        found = {other.rule for other in question.wrong if agrees(question, typed, other.value)}
        assert found == {wrong.rule, *wrong.ties}
        assert not agrees(question, typed, question.value)


# --- the values, from elsewhere --------------------------------------------------------------------------------------


def test_the_gradients_are_those_that_central_differences_give():
    def loss(weights, bias):
        return -np.log(shares(chapter.INPUTS @ weights + bias)[0])

    def of_scores(scores):
        return -np.log(shares(scores)[0])

    np.testing.assert_allclose(value_of("softmax_loss"), loss(chapter.WEIGHTS, chapter.BIAS))
    np.testing.assert_allclose(value_of("softmax_score_gradient"), slope(of_scores, chapter.SCORES), atol=1e-8)
    of_weights = slope(lambda weights: loss(weights, chapter.BIAS), chapter.WEIGHTS)
    np.testing.assert_allclose(value_of("softmax_weight_gradient"), of_weights, atol=1e-8)
    of_bias = slope(lambda bias: loss(chapter.WEIGHTS, bias), chapter.BIAS)
    np.testing.assert_allclose(value_of("softmax_new_bias"), chapter.BIAS - 0.1 * of_bias, atol=1e-8)


def test_the_jacobian_and_its_product_are_those_that_central_differences_give():
    scores = np.log(np.array([0.5, 0.3, 0.2]))
    jacobian = np.stack([slope(lambda z, k=k: shares(z)[k], scores) for k in range(3)])
    np.testing.assert_allclose(value_of("softmax_jacobian_row"), jacobian[0], atol=1e-8)
    np.testing.assert_allclose(value_of("softmax_jacobian_diagonal"), jacobian[2, 2], atol=1e-8)
    np.testing.assert_allclose(value_of("softmax_jacobian_product"), jacobian @ [1, 0, 2], atol=1e-8)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("softmax_scores", [1, 2, -0.5]),
        ("softmax_powers", [2.71828, 7.38906, 0.60653]),
        ("softmax_probabilities", [0.25372, 0.68967, 0.05661]),
        ("softmax_shifted_scores", [-3, 0, -4]),
        ("softmax_log_sum_exp", np.logaddexp(1000, 1000)),
        ("softmax_table", [[1 / 2, 1 / 2], [3 / 4, 1 / 4], [1 / 5, 4 / 5]]),
        ("softmax_two_classes", 0.73106),
        ("softmax_unsure_loss", 1.38629),
        ("softmax_gradient_again", [0.1, 0.7, -0.8]),
    ],
)
def test_a_value_is_what_was_computed_by_hand(name, value):
    np.testing.assert_allclose(value_of(name), value, atol=1e-5)


def test_the_page_prints_the_numbers_of_the_bank_and_they_are_not_those_of_the_text():
    section = pages()["softmax"].split("(softmax-your-turn)=")[1].split("\n(")[0]
    bodies = re.findall(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", section, re.DOTALL)
    printed = [np.array([[float(x) for x in row.split("&")] for row in body.split(r"\\")]) for body in bodies]
    for shown, kept in zip(printed, (chapter.INPUTS, chapter.WEIGHTS, chapter.BIAS), strict=True):
        np.testing.assert_array_equal(shown, np.atleast_2d(kept))
    assert not same(chapter.SCORES, [0.7, -2, -2.4], EXACT)


# --- a question with a fault is refused ------------------------------------------------------------------------------

HINTS = ("What is half of it?", "Try 4.", "Half of 10 is 5.")
SOUND = Numeric("sound", 3.0, "Half of 6.", HINTS, (WrongValue("it is doubled", 12.0, ("Twice or half?",), "a#b"),))
WRONG = SOUND.wrong[0]
OPTIONS = (Option("yes", "It is.", right=True), Option("no", "It is."), Option("perhaps", "It is."))


@pytest.mark.parametrize(
    ("broken", "cause"),
    [
        (replace(SOUND, value=np.nan), "not a finite number"),
        (replace(SOUND, value=np.zeros((1, 1, 1))), "not a finite number"),
        (replace(SOUND, why=" "), "nothing says why"),
        (replace(SOUND, wrong=(replace(WRONG, value=3.001),)), "cannot be told from the right one"),
        (replace(SOUND, wrong=(replace(WRONG, value=np.inf),)), "is not finite"),
        (replace(SOUND, wrong=(WRONG, replace(WRONG, rule="other"))), "no tie is declared"),
        (replace(SOUND, wrong=(WRONG, replace(WRONG, rule="other", ties=(WRONG.rule,)))), "no tie is declared"),
        (
            replace(
                SOUND, wrong=(replace(WRONG, ties=("o",)), replace(WRONG, rule="o", value=1.0, ties=(WRONG.rule,)))
            ),
            "their values differ",
        ),
        (replace(SOUND, wrong=(WRONG, replace(WRONG, value=1.0))), "the same rule"),
        (replace(SOUND, hints=HINTS[:2]), "there are 2 hints"),
        (replace(SOUND, hints=("Halve it.", *HINTS[1:])), "no question"),
        (replace(SOUND, hints=("so " * 20 + "what?", *HINTS[1:])), "no question"),
        (replace(SOUND, hints=(*HINTS[:2], "")), "a hint is empty"),
        (replace(SOUND, hints=(*HINTS[:2], "It is 3.")), "a hint contains the answer"),
        (replace(SOUND, hints=(*HINTS[:2], "It is 3.004 or so.")), "a hint contains the answer"),
        (replace(SOUND, wrong=(replace(WRONG, hints=("Is it 3?",)),)), "a hint contains the answer"),
        (
            replace(SOUND, value=[-1.0, 2.0], hints=(*HINTS[:2], "(5, \N{MINUS SIGN}1, 2)")),
            "a hint contains the answer",
        ),
        (replace(SOUND, wrong=(replace(WRONG, hints=()),)), "a hint is empty"),
        (replace(SOUND, wrong=(replace(WRONG, link="b"),)), "no link of the form"),
        (Choice("choice", OPTIONS[:2], "a#b"), "there are 2 options"),
        (Choice("choice", (*OPTIONS[1:], Option("never", "No.")), "a#b"), "not exactly one right option"),
        (Choice("choice", (*OPTIONS, replace(OPTIONS[0], text="also")), "a#b"), "not exactly one right option"),
        (Choice("choice", (*OPTIONS, OPTIONS[1]), "a#b"), "two options are the same"),
        (Choice("choice", (*OPTIONS, Option("never", "")), "a#b"), "has no reason"),
        (Choice("choice", OPTIONS, "nowhere"), "no link of the form"),
        (
            replace(SOUND, wrong=(replace(WRONG, source="surviving mutant"),)),
            "the source 'surviving mutant' is neither",
        ),
        (Choice("choice", (*OPTIONS, Option("never", "No.", source="a friend")), "a#b"), "the source 'a friend'"),
        (
            Choice("choice", (replace(OPTIONS[0], source="seeds: one"), *OPTIONS[1:]), "a#b"),
            "the right option has a source",
        ),
    ],
)
def test_a_fault_is_found_and_named(broken, cause):
    assert any(cause in found for found in faults(broken)), faults(broken)


@pytest.mark.parametrize("sound", [SOUND, Choice("choice", OPTIONS, "a#b")], ids=named)
def test_a_sound_question_has_no_fault(sound):
    assert faults(sound) == []


def test_a_tie_that_both_rules_declare_is_no_fault():
    tie = (replace(WRONG, ties=("other",)), replace(WRONG, rule="other", ties=(WRONG.rule,)))
    assert faults(replace(SOUND, wrong=tie)) == []


def test_the_numbers_of_the_answer_in_another_order_give_nothing_away():
    assert faults(replace(SOUND, value=[1.0, 2.0], hints=(*HINTS[:2], "(2, 1)"))) == []


def test_a_question_with_a_fault_is_not_given_out(monkeypatch):
    monkeypatch.setitem(questions(), "sound", replace(SOUND, why=""))
    with pytest.raises(AuthoringError, match="nothing says why"):
        find("sound")


def test_a_question_that_does_not_exist_is_an_error_that_says_which_do():
    with pytest.raises(AuthoringError, match="softmax_scores"):
        find("softmax_scored")
