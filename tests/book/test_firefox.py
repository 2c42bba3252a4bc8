"""Every widget runs in Firefox, too: its page opens without an error, and an arrow key moves its first slider."""

from __future__ import annotations

import pytest

from .firefox import NO_FIREFOX, Failed, firefox, launched_firefox
from .test_every_widget import HOSTS, MOVABLE, WIDGETS
from .widget_fixtures import small_book

__all__ = ["small_book"]

pytestmark = pytest.mark.slow

FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def fox():
    """A running Firefox."""
    if firefox() is None:
        pytest.skip(NO_FIREFOX)
    with launched_firefox(firefox()) as running:
        yield running


@pytest.mark.parametrize("name", WIDGETS)
def test_an_arrow_key_moves_the_first_slider_and_no_script_fails(fox, small_book, name):
    fox.errors.clear()
    fox.open((small_book / f"{name}.html").as_uri())
    first = f"document.querySelector(`#{HOSTS.get(name, name)} :is({MOVABLE})`)"
    before = fox.evaluate(f"{first}.focus(), {first}.ariaValueText")
    said = [before]
    for key in ("ArrowUp", "ArrowDown"):  # it may stand at an end
        fox.press(key)
        fox.evaluate(FRAME)
        said.append(fox.evaluate(f"{first}.ariaValueText"))
    assert before and len(set(said)) > 1, said
    assert fox.errors == []


def test_an_error_of_a_pages_script_would_be_noticed(fox, tmp_path):
    fox.errors.clear()
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>wrong</title><script>nothing.here</script>")
    fox.open(page.as_uri())
    fox.evaluate(FRAME)
    assert any("nothing is not defined" in error for error in fox.errors)
    with pytest.raises(Failed, match="nothing is not defined"):
        fox.evaluate("nothing.here")
