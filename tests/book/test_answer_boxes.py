"""Answer boxes in a real browser: each kind with right, wrong, misconceived and malformed input, for every reader."""

from __future__ import annotations

import gzip
import math
import random
from dataclasses import replace

import pytest

from autograder.bank.question import Choice, Numeric
from autograder.bank.questions import questions

from .small_book import answer, box, build_error, choose, open_in, opened, pixels_too_wide, said, small_book
from .widget_fixtures import extension

__all__ = ["small_book"]
GRADIENT = "-0.746, 0.690, 0.057"
MATRIX = "-0.746, 0.690, 0.057\n-1.493, 1.379, 0.113"
CONTRAST = """
(selector) => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const element = [...document.querySelectorAll(selector)].find((each) => each.checkVisibility());
  let behind = element;
  while (parse(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  const [a, b] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(parse).map(light);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
"""


@pytest.fixture
def tab(browser, small_book):
    with opened(browser, open_in(small_book)) as page:
        yield page


@pytest.fixture(scope="module")
def used_tab(browser, small_book):
    """One tab for the tests that only type and read: an answer replaces the one before."""
    with opened(browser, open_in(small_book)) as page:
        yield page


# --- right answers, however they are written -------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["0.73", "0.7311", ".731", "1/(1 + exp(-1))", "1 / (1 + e^-1)", "[0.731]", " 0.731 "])
def test_a_number_may_be_a_decimal_a_fraction_or_a_small_calculation(used_tab, typed):
    assert answer(used_tab, "softmax_two_classes", typed).startswith("Right. With two classes")


@pytest.mark.browser
@pytest.mark.parametrize(
    "typed",
    [
        GRADIENT,
        "-0.746 0.690 0.057",
        "(-0.746, 0.690, 0.057)",
        "[-0.746, 0.690, 0.057,]",
        "np.array([-0.746, 0.690, 0.057])",
        "np.array([[-0.746, 0.690, 0.057]])",
        "array([-0.746, 0.690, 0.057], dtype=float)",
        "\N{MINUS SIGN}0.746; 0.690; 0.057",
        "-0.746\n0.690\n0.057",
        "0.254 - 1, 69/100, 0.057",
    ],
)
def test_a_vector_may_be_written_in_any_common_way(used_tab, typed):
    got = used_tab.evaluate(
        "typed => backpropAnswers.judge(JSON.parse(document.querySelector("
        "'#question-softmax_score_gradient > script').textContent), typed)",
        typed,
    )
    assert got["right"], got["message"]


@pytest.mark.browser
@pytest.mark.parametrize(
    "typed",
    [
        MATRIX,
        MATRIX.replace("\n", "; "),
        MATRIX.replace(",", ""),
        "np.array([[-0.746, 0.690, 0.057],\n          [-1.493, 1.379, 0.113]])",
        "[[-0.746  0.690  0.057]\n [-1.493  1.379  0.113]]",
    ],
)
def test_a_matrix_may_be_written_in_any_common_way(used_tab, typed):
    assert answer(used_tab, "softmax_weight_gradient", typed).startswith("Right. Weight")


@pytest.mark.browser
def test_a_right_answer_is_marked_as_solved(tab):
    assert not box(tab, "softmax_two_classes").get_by_text("solved").is_visible()
    answer(tab, "softmax_two_classes", "0.73")
    assert box(tab, "softmax_two_classes").get_by_text("solved").is_visible()


# --- wrong answers ---------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_wrong_vector_is_told_how_many_entries_are_right_and_which_are_not(used_tab):
    reply = answer(used_tab, "softmax_score_gradient", "-0.746, 0.5, 0.057")
    assert reply.startswith("Not yet: 2 of 3 entries are right. Not right: entry 1. No mistake that is known here")


@pytest.mark.browser
def test_a_wrong_entry_of_a_matrix_is_named_by_row_and_column(used_tab):
    reply = answer(used_tab, "softmax_weight_gradient", MATRIX.replace("1.379", "9"))
    assert "5 of 6 entries are right. Not right: row 1, column 1." in reply


@pytest.mark.browser
def test_a_wrong_number_that_no_rule_gives_is_named_after_none(used_tab):
    reply = answer(used_tab, "softmax_two_classes", "0.5")
    assert reply == "Not yet. No mistake that is known here gives this; the hints may help."


@pytest.mark.browser
def test_an_answer_that_was_rounded_carelessly_is_called_close(used_tab):
    assert "very close" in answer(used_tab, "softmax_two_classes", "0.72")


@pytest.mark.browser
def test_a_known_mistake_is_named_with_a_question_and_the_paragraph_that_helps(tab):
    reply = answer(tab, "softmax_two_classes", "0.27")
    assert reply.startswith("Not yet. This is what you get if the difference is taken the other way round. Which class")
    link = box(tab, "softmax_two_classes").get_by_role("status").get_by_role("link", name="About two-classes")
    assert link.get_attribute("href") == "softmax.html#softmax-two-classes"


@pytest.mark.browser
def test_rules_that_give_the_same_numbers_are_both_named_as_a_tie(used_tab):
    reply = answer(used_tab, "softmax_score_gradient", "-0.746, 0, 0")
    assert "More than one rule gives these numbers" in reply
    assert "if only the true class gets a gradient" in reply
    assert "if only the diagonal of the Jacobian is used" in reply


@pytest.mark.browser
def test_a_transposed_matrix_is_named_though_its_shape_is_wrong(used_tab):
    reply = answer(used_tab, "softmax_weight_gradient", "-0.746 -1.493; 0.690 1.379; 0.057 0.113")
    assert "2 rows of 3 numbers are asked, and you gave 3 rows of 2 numbers." in reply
    assert "if rows and columns change places" in reply


@pytest.mark.browser
def test_a_wrong_shape_that_no_rule_gives_is_said_and_nothing_else(used_tab):
    reply = answer(used_tab, "softmax_score_gradient", "1, 2")
    assert reply == "Not yet: 3 numbers are asked, and you gave 2 numbers."


@pytest.mark.browser
def test_the_reply_to_the_last_answer_replaces_the_one_before(used_tab):
    answer(used_tab, "softmax_two_classes", "0.27")
    assert "other way round" not in answer(used_tab, "softmax_two_classes", "0.73")


# --- what cannot be read ---------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Type an answer first."),
        ("73%", "Write a share such as 0.25 in place of 25%."),
        ("p = 0.73", "Write the value alone"),
        ("p", "The name “p” is not known here."),
        ("\\frac{1}{3}", "in place of TeX"),
        ("1/0", "That divides by zero."),
        ("exp(1000)", "That is no finite number"),
        ("sqrt(-1)", "That is no finite number"),
        ("(1 + 2", "A bracket is opened and not closed."),
        ("1 + 2)", "A bracket is closed that was never opened."),
        ("exp 2", "Write exp with brackets"),
        ("2 +", "stops too early"),
        ("* 2", "A number is missing before “*”."),
        ("2(3)", "Between “2” and “(” something is missing"),
        ("0.5!", "“!” is no part of a number."),
        ("constructor", "The name “constructor” is not known"),
        ("[[1, 2], [3]]", "Row 1 has one number, row 0 has 2."),
        ("1,,2", "An entry is missing"),
        ("[1, 2", "A bracket is opened and not closed."),
        ("[1], 2", "The brackets do not fit together"),
        ("[[[1]]]", "more brackets than a table"),
        ("1 - 2; 3", "Put commas between the numbers"),
        ("(" * 300 + "1" + ")" * 300, "nested too deeply"),
        ("1+" * 1500 + "1", "too long"),
    ],
)
def test_malformed_input_gets_a_message_that_says_what_is_wrong(used_tab, typed, message):
    assert message in answer(used_tab, "softmax_two_classes", typed)
    field = used_tab.get_by_label("Your answer: one number").first
    assert field.get_attribute("aria-invalid") == "true"
    assert field.evaluate("each => each === document.activeElement")


@pytest.mark.browser
def test_a_decimal_comma_is_recognised(used_tab):
    assert "write a point: 0.5" in answer(used_tab, "softmax_two_classes", "0,73")


@pytest.mark.browser
def test_the_field_is_valid_again_after_a_readable_answer(used_tab):
    answer(used_tab, "softmax_two_classes", "huh")
    answer(used_tab, "softmax_two_classes", "0.5")
    assert used_tab.get_by_label("Your answer: one number").first.get_attribute("aria-invalid") is None


def drawn(rng: random.Random, depth: int = 3) -> str:
    """Return an expression in Python's grammar, at times a broken one."""
    if depth == 0 or rng.random() < 0.25:
        return rng.choice(["2", "0.5", "3.25", ".125", "1e-2", "7.", "e", "pi", "2.5E+1"])
    one, other = drawn(rng, depth - 1), drawn(rng, depth - 1)
    form = rng.choice(["{} + {}", "{}-{}", "{} * {}", "{}/{}", "({})", "-{}", "+{}", "exp({})", "sqrt({})", "{}**{}"])
    if rng.random() < 0.02:
        form = rng.choice(["{} {}", "{} +* {}", "({}", "{})", "exp {}", "{}//{}", "{}%{}"])
    return form.format(one, other)


def python_value(expression: str) -> float | None:
    """Return what Python makes of an expression, None where it makes no finite real number of it."""
    names = {"exp": math.exp, "sqrt": math.sqrt, "e": math.e, "pi": math.pi, "__builtins__": {}}
    try:
        value = eval(expression, names)  # drawn above, from this alphabet
    except (SyntaxError, ArithmeticError, ValueError, TypeError):
        return None
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None


@pytest.mark.browser
def test_the_page_reads_500_drawn_expressions_as_python_does(used_tab):
    rng = random.Random(20)
    unknown = ("//", "%")  # Python's, not ours: to be refused
    expressions = [drawn(rng) for _ in range(500)]
    wanted = [None if any(sign in each for sign in unknown) else python_value(each) for each in expressions]
    assert sum(value is None for value in wanted) > 20 and sum(value is not None for value in wanted) > 300
    read = "(all) => all.map((each) => { try { return backpropAnswers.readNumber(each) } catch { return null } })"
    for expression, value, got in zip(expressions, wanted, used_tab.evaluate(read, expressions), strict=True):
        assert (got is None) == (value is None), (expression, value, got)
        assert value is None or math.isclose(got, value, rel_tol=1e-12), (expression, value, got)


# --- choices ---------------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_every_option_is_met_with_its_own_reason(used_tab):
    assert choose(used_tab, "softmax_shift", 0).startswith("Not a. They cannot all rise")
    assert choose(used_tab, "softmax_shift", 2).startswith("Not c. That is what a scale does")
    assert choose(used_tab, "softmax_shift", 1).startswith("Right: b. Every power gets the factor")


@pytest.mark.browser
def test_checking_before_choosing_asks_to_choose(tab):
    box(tab, "softmax_shift").get_by_role("button", name="Check").click()
    assert said(tab, "softmax_shift") == "Choose an option first."


# --- hints -----------------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_hints_come_in_three_rungs_each_behind_the_one_before(tab):
    question = box(tab, "softmax_two_classes")
    for summary in ("Hint: a question", "Next hint: an experiment", "Last hint: a worked step with other numbers"):
        assert question.locator("summary:visible").last.inner_text() == summary
        question.get_by_text(summary).click()
    assert question.get_by_text("For the scores 3 and 1").is_visible()


# --- what is kept ----------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_reload_brings_back_answers_replies_and_what_was_solved(tab):
    answer(tab, "softmax_two_classes", "0.73")
    answer(tab, "softmax_score_gradient", "-0.746, 0, 0")
    choose(tab, "softmax_shift", 1)
    answer(tab, "softmax_two_classes", "0.27")
    tab.reload()
    tab.wait_for_function("document.documentElement.dataset.answers === 'ready'")
    assert tab.get_by_label("Your answer: one number").first.input_value() == "0.27"
    assert "other way round" in said(tab, "softmax_two_classes")
    assert box(tab, "softmax_two_classes").get_by_text("solved").is_visible()
    assert "More than one rule" in said(tab, "softmax_score_gradient")
    assert box(tab, "softmax_shift").get_by_role("radio").nth(1).is_checked()
    assert said(tab, "softmax_shift").startswith("Right: b.")


@pytest.mark.browser
def test_one_answer_can_be_forgotten_and_the_others_stay(tab):
    answer(tab, "softmax_two_classes", "0.73")
    choose(tab, "softmax_shift", 1)
    box(tab, "softmax_two_classes").get_by_role("button", name="Start again").click()
    tab.reload()
    tab.wait_for_function("document.documentElement.dataset.answers === 'ready'")
    assert tab.get_by_label("Your answer: one number").first.input_value() == ""
    assert not box(tab, "softmax_two_classes").get_by_text("solved").is_visible()
    assert said(tab, "softmax_shift").startswith("Right: b.")


@pytest.mark.browser
def test_all_answers_of_the_page_can_be_forgotten(tab):
    answer(tab, "softmax_two_classes", "0.73")
    assert tab.get_by_text("1 of the 7 questions on this page solved").is_visible()
    tab.get_by_role("button", name="Forget my answers on this page").click()
    assert tab.get_by_text("All answers on this page are forgotten.").is_visible()
    assert tab.evaluate("localStorage.length - (localStorage.mode ? 1 : 0) - (localStorage.theme ? 1 : 0)") == 0


@pytest.mark.browser
def test_the_boxes_work_where_nothing_can_be_kept(browser, small_book):
    with browser.new_context() as context:
        context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
        page = context.new_page()
        page.goto(open_in(small_book), wait_until="load")
        page.wait_for_function("document.documentElement.dataset.answers === 'ready'")
        assert answer(page, "softmax_two_classes", "0.73").startswith("Right.")


# --- every reader ----------------------------------------------------------------------------------------------------


def press_until(tab, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(150):
        tab.keyboard.press("Tab")
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


@pytest.mark.browser
def test_a_keyboard_is_enough(tab):
    press_until(tab, "#question-softmax_two_classes-answer")
    tab.keyboard.type("0.27")
    tab.keyboard.press("Enter")
    assert "other way round" in said(tab, "softmax_two_classes")
    press_until(tab, "#question-softmax_two_classes summary")
    tab.keyboard.press("Enter")
    assert box(tab, "softmax_two_classes").get_by_text("What is the only thing").is_visible()
    press_until(tab, "#question-softmax_shift input")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert said(tab, "softmax_shift").startswith("Right: b.")


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ((), "one number"),
        ((1,), "1 number"),
        ((3,), "3 numbers"),
        ((3, 1), "3 rows of 1 number"),
        ((1, 2), "1 row of 2 numbers"),
        ((2, 3), "2 rows of 3 numbers"),
    ],
)
def test_a_shape_is_told_in_words(shape, words):
    assert extension("answer_boxes").size(shape) == words


@pytest.mark.browser
def test_a_screen_reader_hears_names_and_replies(tab):
    assert tab.get_by_role("group", name="Your turn").count() >= 3
    assert tab.get_by_role("textbox", name="Your answer: 2 rows of 3 numbers").count() == 1
    options = tab.get_by_role("radiogroup", name="Every score goes up by 4. What becomes of the probabilities?")
    assert options.get_by_role("radio").count() == 4
    assert box(tab, "softmax_shift").get_by_role("status").count() == 1
    described = tab.get_by_label("Your answer: one number").first.get_attribute("aria-describedby")
    assert "fraction" in tab.locator(f"#{described}").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_reply_can_be_read_in_light_and_in_dark(browser, small_book, mode):
    with opened(browser, open_in(small_book), color_scheme=mode) as page:
        assert page.evaluate("document.documentElement.dataset.theme") == mode
        answer(page, "softmax_two_classes", "0.73")
        choose(page, "softmax_shift", 0)
        parts = (
            "[data-verdict=right] .question-verdict", "[data-verdict=not-yet] .question-verdict", ".question-title",
            ".question-solved", ".question-format", ".question-mark", "button[type=submit]", "button[type=reset]",
            ".question-hint summary", ".question-entry input", ".step[data-waiting] .step-title", ".question-progress",
        )  # fmt: skip
        assert {part: ratio for part in parts if (ratio := page.evaluate(CONTRAST, part)) < 4.5} == {}


@pytest.mark.browser
def test_no_box_is_wider_than_a_phone_of_360_pixels(browser, small_book):
    with opened(browser, open_in(small_book), viewport={"width": 360, "height": 740}) as page:
        answer(page, "softmax_weight_gradient", "1" * 200 + "x" * 200)
        answer(page, "softmax_score_gradient", "-0.746, 0, 0")
        choose(page, "softmax_shift", 0)
        page.get_by_role("button", name="Open all steps").click()
        for summary in page.locator("summary").all():
            summary.evaluate("each => each.parentElement.open = true")
        assert pixels_too_wide(page) <= 0


@pytest.mark.browser
def test_without_scripts_the_prompt_is_there_and_the_answer_waits_to_be_opened(browser, small_book):
    with opened(browser, open_in(small_book), java_script_enabled=False) as page:
        question = box(page, "softmax_two_classes")
        assert question.get_by_text("for the scores 1.2 and 0.2?").is_visible()
        assert not question.get_by_role("button", name="Check").is_visible()
        assert not question.get_by_text("0.731", exact=True).is_visible()
        question.get_by_text("Compare with the answer").click()
        assert question.get_by_text("0.731", exact=True).is_visible()
        box(page, "softmax_shift").get_by_text("Compare with the answer").click()
        assert box(page, "softmax_shift").get_by_text("Option b.").is_visible()
        question.get_by_text("Hint: a question").click()
        assert question.get_by_text("What is the only thing").is_visible()


@pytest.mark.browser
def test_on_paper_there_is_the_prompt_and_a_line_to_write_on(tab):
    answer(tab, "softmax_two_classes", "0.27")
    tab.emulate_media(media="print")
    question = box(tab, "softmax_two_classes")
    assert question.get_by_text("for the scores 1.2 and 0.2?").is_visible()
    assert question.locator(".question-line").is_visible()
    for part in ("input", "button", ".question-reply", "summary"):
        assert not question.locator(part).first.is_visible(), part
    assert len(tab.pdf()) > 1000


# --- the build -------------------------------------------------------------------------------------------------------


def test_only_pages_with_a_box_load_the_script(small_book):
    assert "answers.js" not in (small_book / "softmax.html").read_text("utf-8")
    assert "answers.js" in (small_book / "boxes.html").read_text("utf-8")


def test_the_script_calls_no_eval_and_weighs_less_than_12_kilobytes_compressed(small_book):
    script = (small_book / "_static/answers.js").read_bytes()
    assert b"eval(" not in script and b"Function(" not in script and b"fetch(" not in script
    assert len(gzip.compress(script)) < 12_000


@pytest.mark.parametrize(
    ("page", "cause"),
    [
        ("```{numeric} softmax_scored\nWhat?\n```", "no question 'softmax_scored'"),
        ("```{numeric} softmax_scores\n```", "has no prompt"),
        ("```{choice} softmax_scores\nWhat?\n```", "is a numeric question"),
        ("```{numeric} softmax_shift\nWhat?\n```", "is a choice question"),
    ],
)
def test_a_box_that_cannot_be_made_stops_the_build_and_says_where(tmp_path, monkeypatch, page, cause):
    error = build_error(tmp_path, page, monkeypatch)
    assert cause in error and "boxes.md" in error


def test_a_sound_box_does_not_stop_the_build(tmp_path, monkeypatch):
    assert build_error(tmp_path, "```{numeric} softmax_scores\nWhat?\n```", monkeypatch) == ""


def test_a_question_with_a_fault_stops_the_build(tmp_path, monkeypatch):
    sound = questions()["softmax_scores"]
    assert isinstance(sound, Numeric)
    monkeypatch.setitem(
        questions(), "softmax_scores", replace(sound, wrong=(replace(sound.wrong[0], value=sound.value),))
    )
    error = build_error(tmp_path, "```{numeric} softmax_scores\nWhat?\n```", monkeypatch)
    assert "cannot be told from the right one" in error


def test_a_link_to_a_paragraph_that_does_not_exist_stops_the_build(tmp_path, monkeypatch):
    sound = questions()["softmax_shift"]
    assert isinstance(sound, Choice)
    monkeypatch.setitem(questions(), "softmax_shift", replace(sound, link="softmax#softmax-nowhere"))
    error = build_error(tmp_path, "```{choice} softmax_shift\nWhat?\n```", monkeypatch)
    assert "softmax#softmax-nowhere" in error and "no such label" in error
