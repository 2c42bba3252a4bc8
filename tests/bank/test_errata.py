"""Each wrong value of the catalogue has a name in the course: as a wrong formula, a wrong option or a wrong answer."""

from collections import Counter

import numpy as np
import pytest

from autograder import bank
from autograder.bank import coverage as module
from autograder.bank.coverage import all_sources, catalogue, wrong_values
from autograder.bank.question import Choice
from autograder.bank.questions import questions
from autograder.bank.sources import is_source, seeds

WRONG = [name for entry in catalogue() for name in entry.wrong]
ITEMS = {**bank.exercises(), **questions()}


def answers(item):
    """Return (source, what the rule gives) for each mistake that an exercise or a question names."""
    if isinstance(item, Choice):
        return [(option.source, option.text) for option in item.options if not option.right]
    return [(wrong.source, getattr(wrong, "answer", None) or wrong.value) for wrong in item.wrong]


def rule(exercise, name):
    (found,) = (wrong for wrong in bank.find(exercise).wrong if name in seeds(wrong.source))
    return found.answer


def one_hot(labels, n_classes):
    return np.eye(n_classes)[labels]


# --- all of them ----------------------------------------------------------------------------------------------------


def test_the_catalogue_has_as_many_wrong_values_as_its_documents_and_each_its_own_name():
    assert len(WRONG) == 110
    assert not [name for name, count in Counter(WRONG).items() if count > 1]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_given_by_a_rule_that_runs_or_is_an_answer_that_can_be_typed_or_chosen(name):
    found = [given for item in wrong_values()[name] for source, given in answers(ITEMS[item]) if name in seeds(source)]
    assert found
    assert all(callable(given) or isinstance(given, str) or np.isfinite(given).all() for given in found)


def test_a_source_among_the_documents_is_one_of_their_entries_wrong_values_or_slips():
    known = {name for entry in catalogue() for name in (entry.id, *entry.wrong, *entry.slips)}
    for item in ITEMS.values():
        for source in all_sources(item):
            assert set(seeds(source)) <= known, (item.name, source)


def test_a_wrong_value_whose_rule_is_taken_away_is_missed(monkeypatch):
    monkeypatch.setattr(module, "questions", dict)
    assert [name for name, items in wrong_values().items() if not items]


@pytest.mark.parametrize(
    ("text", "read", "run"),
    [
        ("seeds: one, another", True, True),
        ("misconceptions: DLG01-y-minus-p", True, True),
        ("surviving mutant", False, True),
        ("two surviving mutants", False, True),
        ("surviving mutants", False, False),
        ("seeds: one,another", False, False),
        ("misconceptions: DLG01", False, False),
        ("a friend", False, False),
        ("", False, False),
    ],
)
def test_a_source_is_somewhere_to_look_it_up(text, read, run):
    assert is_source(text, runs=False) is read
    assert is_source(text, runs=True) is run


# --- two whose rule stands in an earlier exercise, from which it is followed through ----------------------------------


def test_the_rule_of_a_score_gives_the_documents_wrong_gradient_of_the_parameters():
    X = np.array([[1, 0.5, -1.2], [1, -0.8, 0.4], [1, 1.5, 0.3], [1, 0.1, 0.9], [1, -1.1, -0.6]])
    theta = np.array([[0.1, 0.3, -0.2], [0, -0.4, 0.5], [0.2, 0.1, 0.1], [-0.3, 0.2, 0.6]]).T
    by_scores = rule("softmax_loss_gradient", "own-class-samples-only")(X @ theta, one_hot([0, 2, 1, 3, 0], 4))
    found = len(X) * X.T @ by_scores  # the document adds the samples up
    np.testing.assert_allclose(found[:, 0], [-1.2923713136, 0.543275006481, 1.10479782759])
    np.testing.assert_allclose(found[:, 2], [-0.736914954411, 0.589531963529, -0.294765981765])


def test_the_rule_of_a_layer_gives_the_documents_wrong_gradient_of_a_network_for_classes():
    X = np.array([[0.5, -1], [1.5, 0.2], [-0.3, 0.8], [0.9, 1.1]])
    hidden = 1 / (1 + np.exp(-X @ np.array([[0.4, -0.6], [-0.2, 0.3], [0.7, 0.5]]).T))
    V = np.array([[0.6, -0.8, 0.3], [0.1, 0.5, -0.4], [-0.7, 0.2, 0.9]]).T
    powers = np.exp(hidden @ V)
    errors = powers / powers.sum(axis=1, keepdims=True) - one_hot([0, 2, 1, 2], 3)
    back = rule("layer_backward", "output-and-hidden-index-conflated-softmax")(V, errors)
    found = (back * hidden * (1 - hidden)).T @ X
    wanted = [[0.0608064472848, 0.165301107844], [0.124083031566, -0.0616721326046], [-0.226991336561, -0.11290588171]]
    np.testing.assert_allclose(found, wanted)
