"""A receipt notices a change of anything that a verdict rests on."""

import importlib
from pathlib import Path

import pytest

from autograder import bank
from autograder.bank import cases
from autograder.bank.fingerprint import defining, fingerprint, used_by


def modules_of(name):
    return {module.__name__ for module in used_by([cases, *defining(bank.find(name))])}


@pytest.mark.parametrize("name", list(bank.exercises()))
def test_a_fingerprint_covers_the_exercise_the_reference_and_all_that_judges(name):
    reference = getattr(bank.find(name).reference, "__module__", "autograder.bank.exercise")
    judging = {f"autograder.student.{each}" for each in ("axes", "functions", "judge", "kinds", "numbers", "plain")}
    assert judging | {reference, "autograder.bank.cases"} <= modules_of(name)


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("Value", "autograder.bank.chapters.computation_graphs.graphs"),
        ("gradient_check", "autograder.bank.chapters.computation_graphs.named_functions"),
        ("softmax_jvp", "autograder.bank.chapters.softmax.probabilities"),  # whose mistakes follow through
        ("softmax", "autograder.student.axes"),
    ],
)
def test_a_change_of_a_module_that_an_exercise_uses_changes_its_fingerprint(tmp_path, monkeypatch, name, module):
    before = fingerprint(bank.find(name))
    used = importlib.import_module(module)
    changed = tmp_path / "changed.py"
    changed.write_text(Path(used.__file__).read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    monkeypatch.setattr(used, "__file__", str(changed))
    assert fingerprint(bank.find(name)) != before


def test_a_change_of_one_exercise_leaves_the_others_of_its_chapter_as_they_are():
    assert "autograder.bank.chapters.softmax.jacobian" not in modules_of("softmax")
    assert "solutions.computation_graphs" not in modules_of("softmax")
