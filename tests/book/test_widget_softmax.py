"""The softmax widget, moved as readers move it: on a page with no kernel, on paper, without scripts, in JupyterLab."""

from __future__ import annotations

import re
import sys
import zlib

import nbformat
import numpy as np
import pytest
from sphinx.errors import ExtensionError

from solutions.softmax import softmax, softmax_jvp

from ..jupyter import jupyter_lab, with_token
from .widget_fixtures import HEARD, ROOT, Reader, address_of, contrast, open_page, small_book

__all__ = ["open_page", "small_book"]

pytestmark = pytest.mark.browser

START = np.array([1.0, 0.2, -1.0])
SAMPLE = np.array([0.7, -2.0, -2.4])
GZIPPED_BUDGET = 20_000  # bytes: the widget, the kit, its host and the links, of the 30 kB for all scripts of a page
RIGHT_ROW = ("-0.18", "0.20", "−0,02")
MATHEMATICS = "window.bookWidgets.softmax.mathematics"


class Softmax(Reader):
    """What else a reader of this widget does."""

    def probabilities(self):
        return self.values('g[data-link="softmax-p"]')

    def fill_row(self, *entries):
        """Type the row, check it, and return the place of the replies."""
        for field, entry in zip(self.widget.locator("td input:visible").all(), entries, strict=True):
            field.fill(entry)
        self.widget.get_by_role("button", name="Check the row").click()
        self.next_frame()
        return self.widget.locator(".softmax-replies")


@pytest.fixture
def reader(open_page):
    """Open a page and return what a reader of the widget ``host`` can do."""

    def opened(host="scores", address="", *, page="softmax.html", **options):
        reader = Softmax(open_page(address, page=page, **options), host)
        reader.widget.locator(".softmax-widget").wait_for()
        return reader

    return opened


def shares(scores):
    return softmax(np.atleast_2d(scores))[0]


def jacobian(scores):
    """The Jacobian, column by column, from the product that `solutions` has."""
    unit = np.eye(len(scores))
    return softmax_jvp(np.tile(scores, (len(scores), 1)), unit).T


# Mathematics


def test_the_widgets_mathematics_is_that_of_the_solutions(reader):
    rng = np.random.default_rng(3)
    sizes = rng.integers(2, 6, 200)
    drawn = [rng.normal(0, 10.0 ** rng.integers(-3, 4), size).tolist() for size in sizes]
    functions = f"all => all.map(z => {{ const p = {MATHEMATICS}.softmax(z); return [p, {MATHEMATICS}.jacobian(p)]; }})"
    for scores, (p, slopes) in zip(drawn, reader().tab.evaluate(functions, drawn), strict=True):
        np.testing.assert_allclose(p, shares(scores), rtol=0, atol=1e-12)
        np.testing.assert_allclose(slopes, jacobian(scores), rtol=0, atol=1e-12)
        np.testing.assert_allclose(np.sum(slopes, axis=0), 0, atol=1e-12)


def test_the_widgets_gradient_is_the_product_of_the_jacobian_with_the_losss_own(reader):
    rng = np.random.default_rng(5)
    drawn = [(rng.normal(0, 2, size).tolist(), int(rng.integers(size))) for size in rng.integers(2, 6, 200)]
    functions = f"all => all.map(([z, t]) => {MATHEMATICS}.gradient({MATHEMATICS}.softmax(z), t))"
    for (scores, target), slopes in zip(drawn, reader().tab.evaluate(functions, drawn), strict=True):
        from_above = -np.eye(len(scores))[target] / shares(scores)  # the derivative of -ln p by each probability
        np.testing.assert_allclose(slopes, softmax_jvp(np.array([scores]), from_above[None])[0], rtol=0, atol=1e-12)


def test_what_is_drawn_is_what_the_solutions_say(reader):
    rng = np.random.default_rng(4)
    for _ in range(5):
        scores, shift, scale = rng.uniform(-3, 3, 3).tolist(), rng.uniform(-4, 4), rng.uniform(0.1, 2)
        page = reader("slopes", address_of("slopes", scores=scores, shift=shift, scale=scale, row_shown=True))
        standing = scale * np.array(scores) + shift
        np.testing.assert_allclose(page.probabilities(), shares(standing), rtol=0, atol=1e-9)
        np.testing.assert_allclose(page.values("td[data-link]"), jacobian(standing).ravel(), rtol=0, atol=1e-9)


def test_equal_rules_are_not_guessed_between(reader):
    """With equal scores many rules give the same number: none of them is named."""
    judged = f"([text, p, k, j]) => {MATHEMATICS}.judgeEntry(text, p, k, j)"
    evaluate = reader().tab.evaluate
    third = [1 / 3] * 3
    assert "More than one rule" in evaluate(judged, ["0.22", third, 1, 0])["reply"]
    assert "rule for p₁’s own score" in evaluate(judged, ["0.20", shares(START).tolist(), 1, 0])["reply"]
    assert evaluate(judged, ["0.50", shares(START).tolist(), 1, 0])["reply"].startswith("Not yet")


# Scores, shift, scale


def test_a_moved_score_moves_the_bars(reader):
    page = reader()
    np.testing.assert_allclose(page.probabilities(), shares(START))
    page.move("score of class 1", 2.5)
    np.testing.assert_allclose(page.probabilities(), shares([1.0, 2.5, -1.0]))
    assert page.widget.get_by_role("img", name=re.compile("Probabilities: class 0 0.178")).count() == 1


def test_neither_handle_moves_before_a_prediction(reader):
    page = reader()
    for label in ("Add to every score", "Multiply every score by"):
        assert page.slider(label).is_disabled()
    page.predict("shift", "They stand still.")
    assert page.slider("Add to every score").is_enabled()
    assert page.slider("Multiply every score by").is_disabled()


def test_without_a_choice_nothing_is_predicted(reader):
    page = reader()
    page.widget.get_by_role("button", name="That is my prediction").first.click()
    page.next_frame()
    assert page.slider("Add to every score").is_disabled()


def test_a_right_prediction_is_compared_with_what_happens(reader):
    page = reader()
    said = page.predict("shift", "They stand still.")
    assert said.inner_text() == ""
    page.move("Add to every score", 2.5)
    np.testing.assert_allclose(page.probabilities(), shares(START), atol=1e-12)
    assert said.inner_text().startswith("✓ As you said. Every score moved by +2.5")


@pytest.mark.parametrize(
    ("option", "because"),
    [("They all rise.", "together they make 1"), ("They become more equal.", "leaves every difference as it was")],
)
def test_a_wrong_prediction_hears_why(reader, option, because):
    page = reader()
    said = page.predict("shift", option)
    page.move("Add to every score", -1.5)
    assert said.inner_text().startswith("✗ It came out differently. Every score moved by −1.5")
    assert because in said.inner_text()


def test_a_scale_below_one_makes_the_bars_more_equal(reader):
    page = reader()
    said = page.predict("scale", "The largest grows, the others shrink.")
    page.move("Multiply every score by", 1.5)
    assert said.inner_text() == "", "the question was about a number below 1"
    page.move("Multiply every score by", 0.5)
    assert "from 0.631 to 0.491" in said.inner_text() and "above 1" in said.inner_text()
    page.move("Multiply every score by", 1.0)
    assert said.inner_text().startswith("✗"), "the comparison stays"


def test_the_task_says_what_a_wrong_difference_does(reader):
    page = reader()
    reply = page.widget.locator('[data-task="ratio"] .kit-verdict')

    def answered(text):
        page.widget.get_by_label("z₁ − z₀ =").fill(text)
        page.widget.get_by_role("button", name="Check").click()
        page.next_frame()
        return reply.inner_text()

    assert "7.39 times as likely" in answered("2")
    assert "who should have the higher score" in answered("-0.69")
    assert answered("a lot").startswith("✗ I cannot read this")
    assert "2.01 times" in answered("0.7")
    assert answered("0,69").startswith("✓")
    page.move("score of class 1", 1.7)
    assert "p₁ is 2.01 times p₀" in page.widget.locator('[data-link="softmax-ratio"]').inner_text()


# The Jacobian


def test_moving_a_score_marks_its_column(reader):
    page = reader("slopes")
    page.move("score of class 2", 0.5)
    marked = page.widget.locator("thead .kit-lit")
    assert marked.inner_text() == "▼ score 2", "a sign marks the column, not only a colour"
    page.widget.get_by_role("button", name="score 0").click()
    page.next_frame()
    assert marked.inner_text() == "▼ score 0"


def test_the_sums_wait_for_a_prediction(reader):
    page = reader("slopes")
    sums = page.widget.locator("tfoot td")
    assert sums.all_inner_texts() == ["?", "?", "?"]
    assert page.predict("sums", "To 1.").inner_text().startswith("✗ It came out differently.")
    page.move("score of class 0", -2)
    assert sums.all_inner_texts() == ["0.000", "0.000", "0.000"]


def test_the_row_is_not_in_the_page_before_it_is_filled(reader):
    page = reader("slopes")
    assert len(page.values("td[data-link][data-value]")) == 6
    for number in jacobian(START)[1]:
        assert f"{number:+.3f}".replace("-", "−") not in page.widget.locator("tbody tr").nth(1).inner_text()


def test_a_wrong_row_hears_which_rule_gives_each_number(reader):
    page = reader("slopes")
    replies = page.fill_row("0.20", "-0.20", "0.09").inner_text()
    assert "This is p₁·(1 − p₁), the rule for p₁’s own score" in replies
    assert "The size is right. When score 1 rises" in replies
    assert "This is p₂ itself" in replies
    assert page.widget.locator('input[aria-invalid="true"]').count() == 3


def test_a_malformed_and_an_empty_entry_are_answered(reader):
    replies = reader("slopes").fill_row("p0*p1", "", RIGHT_ROW[2]).inner_text()
    assert "Score 0: I cannot read this" in replies
    assert "Score 1: Still empty" in replies
    assert "✓ Score 2: Right" in replies


def test_a_right_row_is_shown(reader):
    page = reader("slopes")
    page.fill_row(*RIGHT_ROW)
    assert page.widget.locator('[data-task="row"] .kit-verdict').inner_text().startswith("✓ Right.")
    np.testing.assert_allclose(page.values("td[data-link]"), jacobian(START).ravel())


def test_moved_scores_ask_for_another_row(reader):
    page = reader("slopes")
    replies = page.fill_row("0.20", "0.20", "0.20")
    page.move("score of class 0", -1)
    assert replies.inner_text() == "", "the replies were about other scores"
    assert "Score 0" in page.fill_row(*RIGHT_ROW).inner_text(), "and so was the right row"


def test_a_reader_who_is_stuck_may_see_the_row_after_a_try(reader):
    page = reader("slopes")
    assert not page.widget.get_by_role("button", name="Show me the row").is_visible()
    page.fill_row("0.5", "", "")
    page.widget.get_by_role("button", name="Show me the row").click()
    page.next_frame()
    assert len(page.values("td[data-link][data-value]")) == 9


# Powers, and the gradient of the loss


def column(page, link):
    return page.values(f'td[data-link="{link}"][data-value]')


def test_the_powers_and_their_sum_wait_for_a_prediction(reader):
    page = reader("powers", page="softmax_steps.html")
    assert column(page, "softmax-power") == column(page, "softmax-sum") == []
    assert "2.014" not in page.widget.inner_text()
    said = page.predict("powers", "It rises by 1.").inner_text()
    assert said.startswith("✗ It came out differently. From 0.7 to 1.7, the power goes from 2.014 to 5.474.")
    page.move("score of class 2", 1.5)
    now = np.array([0.7, -2.0, 1.5])
    np.testing.assert_allclose(column(page, "softmax-power"), np.exp(now), rtol=1e-12)
    np.testing.assert_allclose(column(page, "softmax-sum"), [np.exp(now).sum()], rtol=1e-12)
    np.testing.assert_allclose(column(page, "softmax-p"), shares(now), rtol=0, atol=1e-12)


def test_powers_that_are_too_long_to_print_are_not_printed(reader):
    address = address_of("powers", scores=[800, 20, 0], predictions={"powers": "times"})
    page = reader("powers", address, page="softmax_steps.html")
    cells = page.widget.locator('td[data-link="softmax-power"]').all_inner_texts()
    assert cells == ["over a million", "over a million", "1.000"]


def test_probability_minus_target_waits_for_a_prediction_and_follows_the_true_class(reader):
    page = reader("gradient", page="softmax_steps.html")
    assert column(page, "softmax-gradient") == []
    said = page.predict("gradient", "It goes to 0 from below.")
    assert said.inner_text() == "", "nothing has been moved yet"
    np.testing.assert_allclose(column(page, "softmax-gradient"), shares(SAMPLE) - [0, 1, 0], rtol=0, atol=1e-12)
    page.move("score of class 1", 3)
    assert said.inner_text().startswith("✓ As you said. At p₁ = 0.905 it is −0.095.")
    page.widget.get_by_label("class 2", exact=True).check()
    page.next_frame()
    now = np.array([0.7, 3.0, -2.4])
    np.testing.assert_allclose(column(page, "softmax-gradient"), shares(now) - [0, 0, 1], rtol=0, atol=1e-12)
    np.testing.assert_allclose(page.values('[data-link="softmax-loss"]'), -np.log(shares(now)[2]), rtol=1e-12)


@pytest.mark.parametrize("target", [99, -1, 0.5])
def test_a_link_to_a_class_that_does_not_exist_takes_the_first(reader, target):
    address = address_of("gradient", target=target, predictions={"gradient": "zero"})
    page = reader("gradient", address, page="softmax_steps.html")
    np.testing.assert_allclose(column(page, "softmax-gradient"), shares(SAMPLE) - [1, 0, 0], rtol=0, atol=1e-12)


def test_the_steps_are_predicted_with_the_keyboard(reader):
    page = reader("gradient", page="softmax_steps.html")
    press = page.tab.keyboard.press
    page.slider("score of class 2").focus()
    press("Tab")  # to the first prediction
    press("ArrowDown")
    press("Enter")
    page.next_frame()
    assert len(column(page, "softmax-gradient")) == 3
    page.widget.get_by_label("class 1", exact=True).focus()
    press("ArrowRight")
    page.next_frame()
    np.testing.assert_allclose(column(page, "softmax-gradient"), shares(SAMPLE) - [0, 0, 1], rtol=0, atol=1e-12)


@pytest.mark.parametrize(("host", "option"), [("powers", "It rises by 1."), ("gradient", "It goes to 1.")])
def test_the_steps_are_no_wider_than_a_phone(reader, host, option):
    page = reader(host, page="softmax_steps.html", size="phone")
    page.predict(host, option)
    table = page.widget.locator(".kit-scroll")
    assert table.evaluate("node => node.scrollWidth - node.clientWidth") <= 0


def test_without_scripts_the_steps_ask_and_give_what_is_needed_to_answer(open_page):
    tab = open_page(page="softmax_steps.html", java_script_enabled=False)
    powers, gradient = (tab.locator(f"#{host}") for host in ("powers", "gradient"))
    assert "becomes of its power" in powers.inner_text() and "becomes of its p − y" in gradient.inner_text()
    rows = [[float(cell) for cell in row.split("\t")[1:]] for row in powers.locator("tbody tr").all_inner_texts()]
    moved = np.add(SAMPLE, [1, 0, 0])
    np.testing.assert_allclose(rows, [[*shares(z), *np.exp(z)] for z in (SAMPLE, moved)], atol=5e-5)
    last = gradient.locator("tbody tr").last.inner_text().split("\t")[1:]
    np.testing.assert_allclose([float(p) for p in last], shares(np.add(SAMPLE, [0, 8, 0])), atol=5e-5)
    assert powers.locator(".widget-still svg").is_visible() and gradient.locator(".widget-still svg").is_visible()


# For everyone


def test_everything_can_be_done_with_the_keyboard(reader):
    page = reader()
    press = page.tab.keyboard.press
    page.slider("score of class 0").focus()
    press("ArrowRight")
    for _ in range(3):
        press("Tab")  # past two scores, to the first question
    press("ArrowDown")  # from no option or the first to one
    press("Enter")
    page.tab.wait_for_function("document.activeElement.type === 'range' && !document.activeElement.disabled")
    for _ in range(6):
        press("ArrowRight")
    page.next_frame()
    assert page.widget.locator('[data-prediction="shift"] .kit-verdict').inner_text().startswith(("✓", "✗"))
    np.testing.assert_allclose(page.probabilities(), shares([1.1, 0.2, -1.0]))


def test_the_row_can_be_filled_with_the_keyboard(reader):
    page = reader("slopes")
    page.widget.locator("td input").nth(3).focus()
    for entry in RIGHT_ROW:
        page.tab.keyboard.type(entry)
        page.tab.keyboard.press("Tab" if entry != RIGHT_ROW[-1] else "Enter")
    page.next_frame()
    assert page.widget.locator('[data-task="row"] .kit-verdict').inner_text().startswith("✓")


def test_a_screen_reader_is_told_the_state_when_it_rests(reader):
    page = reader()
    assert page.widget.locator(".kit-said").get_attribute("role") == "status"
    assert page.tab.evaluate(HEARD, "scores") == "Scores 1.0, 0.2, −1.0. Probabilities 0.631, 0.284, 0.085."
    page.slider("score of class 1").evaluate(
        """slider => { const said = document.querySelector('#scores .kit-said'); window.heard = [];
        new MutationObserver(() => heard.push(said.textContent)).observe(said, {childList: true});
        for (const value of [0.5, 0.6, 0.7]) {
          slider.value = value; slider.dispatchEvent(new Event("input", {bubbles: true})); } }"""
    )
    page.tab.wait_for_function("heard.length > 0")
    assert page.tab.evaluate("heard") == ["Scores 1.0, 0.7, −1.0. Probabilities 0.533, 0.395, 0.072."]
    assert page.slider("score of class 1").get_attribute("aria-valuetext") == "0.7, probability 0.39"


@pytest.mark.parametrize(
    ("host", "option", "name", "numbers"),
    [
        ("powers", "It is multiplied by e, about 2.72.", "Powers", np.exp),
        ("gradient", "It goes to 0 from below.", "p − y with true class 1:", lambda scores: shares(scores) - [0, 1, 0]),
    ],
)
def test_a_screen_reader_hears_what_a_panel_shows_once_it_is_shown(reader, host, option, name, numbers):
    page = reader(host, page="softmax_steps.html")
    page.move("score of class 0", 0)
    scores = np.array([0.0, -2.0, -2.4])
    start = f"Scores 0.0, −2.0, −2.4. Probabilities {spoken(shares(scores))}."
    assert page.tab.evaluate(HEARD, host) == start
    page.predict(host, option)
    says = "([host, text]) => document.querySelector(`#${host} .kit-said`).textContent === text"
    page.tab.wait_for_function(says, arg=[host, f"{start} {name} {spoken(numbers(scores))}."])


def spoken(numbers):
    return ", ".join(f"{number:.3f}" for number in numbers).replace("-", "−")


def test_a_screen_reader_hears_a_column_but_not_the_row_that_is_to_be_filled(reader):
    page = reader("slopes")
    page.widget.get_by_role("button", name="score 0").click()
    heard = "Reactions to score 0: +0.233, to be filled in, −0.054."
    page.widget.locator(".kit-said", has_text=heard).wait_for(state="attached")


def test_every_control_and_picture_has_a_name(reader):
    page = reader()
    nameless = page.tab.evaluate(
        """() => [...document.querySelectorAll('.softmax-widget :is(input, button)')].filter(control =>
        !(control.labels?.length || control.ariaLabel || control.textContent)).map(control => control.outerHTML)"""
    )
    assert nameless == []
    unnamed = page.tab.locator(".softmax-widget svg:not([aria-hidden])").evaluate_all(
        "all => all.filter(svg => svg.getAttribute('role') !== 'img' || !svg.querySelector('title').textContent).length"
    )
    assert unnamed == 0


def test_nothing_is_wider_than_a_phone(reader):
    page = reader("slopes", size="phone")
    page.predict("sums", "That depends on the scores.")
    page.fill_row("0.20", "-0.20", "0.09")
    assert page.tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    table = page.widget.locator(".kit-scroll")
    assert table.evaluate("node => node.scrollWidth - node.clientWidth") <= 0


def test_on_a_phone_the_bars_stay_in_view_while_a_handle_moves(reader):
    page = reader(size="phone")
    page.predict("scale", "They become more equal.")
    page.slider("Multiply every score by").scroll_into_view_if_needed()
    boxes = [page.widget.locator(".kit-pictures svg").nth(1), page.slider("Multiply every score by")]
    bars, handle = (one.bounding_box() for one in boxes)
    assert bars["y"] >= 0 and bars["y"] + bars["height"] <= handle["y"] < 740


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_page_in_light_and_dark(reader, scheme):
    page = reader(color_scheme=scheme)
    page.predict("shift", "They all rise.")
    page.move("Add to every score", 1)
    pairs = page.tab.evaluate(COLOURS)
    assert len(pairs) > 10
    assert [pair for pair in pairs if contrast(*pair[:2]) < 4.5] == []
    assert (np.mean(pairs[0][1]) < 60) == (scheme == "dark"), "the background is the page's"


COLOURS = """() => {
  const numbers = colour => { const c = new OffscreenCanvas(1, 1).getContext('2d'); c.fillStyle = colour;
    c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const paper = numbers(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll('#scores .softmax-widget :is(p, label, legend, output, button, svg text)')]
    .filter(node => node.checkVisibility() && !node.closest('.kit-locked, g, .kit-said, [aria-hidden]'))
    .map(node => { const style = getComputedStyle(node);
      return [numbers(node.closest('svg') ? style.fill : style.color), paper, node.outerHTML]; });
}"""


def test_nothing_moves_by_itself(reader):
    page = reader(reduced_motion="reduce")
    page.predict("shift", "They stand still.")
    page.move("Add to every score", 2)
    assert page.tab.evaluate("document.querySelector('#scores').getAnimations({subtree: true}).length") == 0


# The page


def test_a_link_restores_the_state(reader):
    page = reader()
    page.predict("shift", "They all rise.")
    page.move("score of class 2", 1.3)
    page.move("Add to every score", -2)
    page.widget.get_by_role("link", name="Link to this state").click()
    address = page.tab.url.partition("softmax.html")[2]
    restored = reader("scores", address)  # in another browser
    assert restored.slider("score of class 2").input_value() == "1.3"
    assert restored.slider("Add to every score").input_value() == "-2"
    assert restored.widget.locator('[data-prediction="shift"] .kit-verdict').inner_text().startswith("✗")
    assert restored.widget.bounding_box()["y"] < 200


def test_a_link_restores_the_true_class_and_what_was_predicted(reader):
    page = reader("gradient", page="softmax_steps.html")
    page.predict("gradient", "It goes to 1.")
    page.widget.get_by_label("class 2", exact=True).check()
    page.widget.get_by_role("link", name="Link to this state").click()
    restored = reader("gradient", page.tab.url.partition("softmax_steps.html")[2], page="softmax_steps.html")
    assert restored.widget.get_by_label("class 2", exact=True).is_checked()
    np.testing.assert_allclose(column(restored, "softmax-gradient"), shares(SAMPLE) - [0, 0, 1], rtol=0, atol=1e-12)


STATES = """async (states) => { const all = [];
  for (const hash of states) {
    location.hash = hash;
    await new Promise((done) => addEventListener('hashchange', done, {once: true}));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const host = document.querySelector('#' + hash.slice(1).split('?')[0]);
    const read = (link) => [...host.querySelectorAll(`td[data-link="${link}"]`)].map((td) => +td.dataset.value);
    all.push(['softmax-power', 'softmax-p', 'softmax-gradient'].map(read));
  }
  return all; }"""


def test_a_hundred_random_states_are_drawn_as_the_solutions_say(reader):
    rng = np.random.default_rng(6)
    states = [(rng.uniform(-3, 3, 3).round(1).tolist(), int(rng.integers(3))) for _ in range(50)]
    powers = [address_of("powers", scores=z, predictions={"powers": "add"}) for z, _ in states]
    slopes = [address_of("gradient", scores=z, target=t, predictions={"gradient": "zero"}) for z, t in states]
    drawn = reader("powers", page="softmax_steps.html").tab.evaluate(STATES, powers + slopes)
    for (scores, _), (power, p, _) in zip(states, drawn[:50], strict=True):
        np.testing.assert_allclose(power, np.exp(scores), rtol=0, atol=1e-9)
        np.testing.assert_allclose(p, shares(scores), rtol=0, atol=1e-12)
    for (scores, target), (_, p, gradient) in zip(states, drawn[50:], strict=True):
        np.testing.assert_allclose(p, shares(scores), rtol=0, atol=1e-12)
        np.testing.assert_allclose(gradient, shares(scores) - np.eye(3)[target], rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    "traits",
    [
        {"scores": [1, 2]},
        {"scores": ["1", "2", "3"]},
        {"scores": [1e999, 0, 0]},
        {"shift": None},
        {"predictions": {"shift": {"still": 1}}},
        {"show": ["jacobian"]},
        {"filled": [["x"]], "answer": "9" * 10_000},
    ],
)
def test_a_link_with_nonsense_changes_nothing(reader, traits):
    page = reader("scores", address_of("scores", **traits))
    np.testing.assert_allclose(page.probabilities(), shares(START))
    assert page.slider("Add to every score").is_disabled()
    assert page.widget.locator("table:visible").count() == 0


def test_the_state_survives_a_reload_until_the_reader_starts_again(reader):
    page = reader("slopes")
    page.fill_row(*RIGHT_ROW)
    page.move("score of class 0", -0.5)
    page.tab.reload()
    page.widget.locator(".softmax-widget").wait_for()
    assert page.slider("score of class 0").input_value() == "-0.5"
    assert page.widget.locator("td input:visible").count() == 0
    page.widget.get_by_role("button", name="Start again").click()
    page.next_frame()
    assert page.slider("score of class 0").input_value() == "1"
    assert page.widget.locator("td input:visible").count() == 3


def test_two_widgets_of_a_page_do_not_share_a_state(reader):
    page = reader()
    page.move("score of class 0", -3)
    assert page.tab.locator("#slopes").get_by_label("score of class 0").input_value() == "1"


def test_without_scripts_the_questions_and_a_table_of_values_stand_there(open_page):
    tab = open_page(page="softmax.html", java_script_enabled=False)
    text = tab.locator("#scores").inner_text()
    assert "What will the probabilities do" in text and "twice as likely" in text
    numbers = [[float(p) for p in row.split("\t")[1:]] for row in tab.locator("#scores tbody tr").all_inner_texts()]
    np.testing.assert_allclose(numbers, [shares(START), shares(START + 2), shares(START / 2)], atol=5e-5)
    drawing = tab.locator("#scores .widget-still svg")
    line = drawing.locator("path[style*=drawing-blue]").first
    assert drawing.is_visible() and line.evaluate("node => getComputedStyle(node).stroke") == "rgb(0, 114, 178)"


def test_on_paper_the_drawing_stands_in_for_the_widget(reader):
    page = reader()
    still, live = page.widget.locator(".widget-still svg"), page.widget.locator(".softmax-widget")
    assert live.is_visible() and not still.is_visible()
    page.tab.emulate_media(media="print")
    assert still.is_visible() and not live.is_visible()
    drawn = strokes(page.tab.pdf())
    page.tab.add_style_tag(content=".widget-still { display: none }")
    assert strokes(page.tab.pdf()) < drawn - 20


def strokes(pdf):
    """Count the lines and curves that are drawn in a PDF."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    drawn = b"".join(zlib.decompress(stream) for stream in streams if stream[:1] == b"x")
    return len(re.findall(rb"\b[lc]\n", drawn))


def test_the_drawing_says_what_it_shows(small_book):
    page = (small_book / "softmax.html").read_text()
    alts = re.findall(r'widget-still"><svg role="img" aria-label="([^"]+)"', page)
    assert len(alts) == 2 and all("probabilities 0.631, 0.284, 0.085" in alt for alt in alts)
    assert "row 1: to be filled in" in alts[1]


def test_what_belongs_together_lights_up_together(reader):
    page = reader("linked-scores", page="softmax_linked.html")
    lit = page.tab.locator(".is-lit")
    page.tab.locator('span[data-link="softmax-p"]').hover()
    bars, column = page.widget.locator("g.is-lit").count(), page.widget.locator(".kit-table .is-lit").count()
    assert (bars, column) == (3, 8), "three bars, and in two tables a head and three numbers"
    assert lit.count() == 12, "and the formula"
    page.tab.locator('[data-link="softmax-jacobian"].linked').focus()
    page.tab.mouse.move(0, 0)
    assert page.tab.locator("table.is-lit").count() == 1
    page.tab.locator('.cell[data-link="softmax-z"]').hover()
    assert page.tab.locator("svg.is-lit").count() == 1
    page.tab.mouse.move(0, 0)
    page.slider("score of class 1").focus()
    assert page.tab.locator('.cell[data-link="softmax-z"].is-lit').count() == 1


def test_only_pages_with_a_widget_load_its_scripts(small_book):
    with_it, without = ((small_book / page).read_text() for page in ("softmax.html", "plain.html"))
    for file in (
        "widget-softmax.js",
        "widget_kit.js",
        "widget_host.js",
        "linked.js",
        "widgets.css",
        "widget-softmax.css",
    ):
        assert f"_static/{file}?v=" in with_it and file not in without


def test_the_scripts_stay_within_their_budget(small_book):
    import gzip

    files = ("widget-softmax.js", "widget_kit.js", "widget_host.js", "linked.js")
    assert sum(len(gzip.compress((small_book / "_static" / file).read_bytes())) for file in files) < GZIPPED_BUDGET


def test_a_module_that_imports_something_stops_the_build(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "book/_ext"))
    from widgets import as_classic_script  # type: ignore[import-not-found]  # an extension of the book

    wrapped = as_classic_script("softmax", (ROOT / "book/widgets/softmax.js").read_text())
    assert "export" not in re.sub(r"/\*.*?\*/", "", wrapped, flags=re.DOTALL)
    for source in ('import x from "y";\nexport default {};\n', "export const a = 1;\n", "const a = 1;\n"):
        with pytest.raises(ExtensionError, match="must import nothing"):
            as_classic_script("other", source)


@pytest.mark.parametrize(
    "state", ["{scores: [1]}", "{scores: [1, x]}", "{show: [nonsense]}", "{nonsense: 1}", "[]", "{scores"]
)
def test_a_state_that_the_widget_cannot_have_stops_the_build(monkeypatch, state):
    monkeypatch.syspath_prepend(str(ROOT / "book/_ext"))
    from widgets import widget_of

    with pytest.raises(ExtensionError, match=re.escape("page.md:7: {widget} softmax")):
        widget_of("softmax", state, "page.md:7")


# Python


def test_pythons_own_numbers_are_those_of_the_solutions(monkeypatch):
    widget = a_widget(monkeypatch, scores=[0.7, -2.0, -2.4], shift=1.5, scale=0.5, target=2)
    standing = 0.5 * np.array([0.7, -2.0, -2.4]) + 1.5
    np.testing.assert_allclose(widget.probabilities, shares(standing), rtol=0, atol=1e-15)
    np.testing.assert_allclose(widget.jacobian, jacobian(standing), rtol=0, atol=1e-15)
    np.testing.assert_allclose(widget.gradient, shares(standing) - [0, 0, 1], rtol=0, atol=1e-15)


def a_widget(monkeypatch, **traits):
    monkeypatch.syspath_prepend(str(ROOT / "book/_ext"))
    from widgets import module_of

    return module_of("softmax").WIDGET(**traits)


@pytest.mark.slow
def test_in_jupyterlab_python_sees_every_step_and_sets_what_is_drawn(browser, tmp_path):
    """The same file with a kernel: 20 steps of a slider are 20 calls of an observer; Python's scores are drawn."""
    work, home = tmp_path / "work", tmp_path / "home"
    work.mkdir()
    home.mkdir()
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    notebook.cells = [nbformat.v4.new_code_cell(code) for code in LAB_CELLS]
    nbformat.write(notebook, work / "lab.ipynb")
    with jupyter_lab(sys.executable, work, home) as address, browser.new_page() as tab:
        outside = []
        tab.on(
            "request",
            lambda request: outside.append(request.url) if address.split("//")[1] not in request.url else None,
        )
        tab.goto(with_token(address, "lab/tree/lab.ipynb"))
        run = tab.locator(".jp-NotebookPanel-toolbar").get_by_role("button", name=re.compile("^Run this cell"))
        tab.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        run.click()
        widget = tab.locator(".softmax-widget")
        widget.wait_for(timeout=60_000)
        widget.get_by_label("score of class 0").focus()
        for step in range(1, 21):
            tab.keyboard.press("ArrowUp")
            tab.wait_for_function(f"document.querySelector('.jp-OutputArea').innerText.includes('observed {step} ')")
        assert "observed 20 [3.0, 0.2, -1.0]" in tab.locator(".jp-OutputArea").first.inner_text()
        tab.locator(".jp-Cell").nth(1).locator(".jp-InputArea-editor").click()
        run.click()
        tab.wait_for_function("document.querySelector('[data-link=softmax-z] [data-value]').dataset.value === '1000'")
        drawn = widget.locator('g[data-link="softmax-p"]').evaluate_all("all => all.map(e => +e.dataset.value)")
        np.testing.assert_allclose(drawn, shares([1000.0, 998.0, 990.0]), rtol=0, atol=1e-9)
        assert [url for url in outside if not url.startswith(("data:", "blob:", "ws:"))] == []


LAB_CELLS = [
    f"""import sys; sys.path.insert(0, {str(ROOT / "book/widgets")!r})
from softmax import SoftmaxWidget
from ipywidgets import Label
from IPython.display import display
widget, seen, told = SoftmaxWidget(), [], Label()
def note(change):
    seen.append(change.new)
    told.value = f"observed {{len(seen)}} {{change.new}} "
widget.observe(note, "scores")
display(told, widget)""",
    "widget.scores = [1000, 998, 990]",
]
