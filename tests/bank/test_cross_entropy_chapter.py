"""The wrong formulas of the chapter give what the catalogue of the seeds says they give, and pencil draws are fair."""

import re
from itertools import combinations

import numpy as np
import pytest

from autograder.bank.cases import following, student_cases
from autograder.bank.chapters.cross_entropy import EXERCISES
from autograder.student.judge import compare

NAMES = {exercise.name: exercise for exercise in EXERCISES}
BY_HAND = {exercise.name: exercise for exercise in EXERCISES if exercise.kind == "value"}
STUDENTS = [f"student {i}" for i in range(300)]

SCORES_001, SMOOTH_001 = np.array([[0.0, -3.0, 1.0]]), np.array([[0.8, 0.1, 0.1]])
SCORES_003, ONE_HOT_003 = np.array([[0.3, -0.2, 0.9]]), np.array([[0.0, 1.0, 0.0]])


def wrong(exercise, source):
    """Return the wrong formula of an exercise that has this source."""
    (found,) = [each for each in NAMES[exercise].wrong if source in re.findall(r"[\w-]+", each.source)]
    return found.answer


def followed(exercise, mistake):
    """Return the reference with an earlier exercise's mistake in it."""
    return dict(following(NAMES[exercise], NAMES))[mistake]


@pytest.mark.parametrize(
    ("source", "scores", "targets", "expected"),
    [
        ("y-minus-yhat", [[0.7, -2, -2.4]], [[0.0, 1, 0]], [-0.89907463317, 0.939577228287, -0.0405025951166]),
        ("chain-rule-without-sum", SCORES_001, SMOOTH_001, [-0.587689656982, -0.0986787113046, -0.0278600815726]),
        ("smoothing-forgotten", SCORES_001, SMOOTH_001, [-0.734612071228, 0.0132128869538, 0.721399184274]),
        ("yhat-for-y-in-derivation", SCORES_003, ONE_HOT_003, [-0.498254485085, -0.145606874411, -0.780450796993]),
        ("minus-for-plus-other-classes", SCORES_003, ONE_HOT_003, [-0.291660028719, -0.823099250369, -0.531439221651]),
    ],
)
def test_wrong_score_gradients_are_those_of_the_catalogue(source, scores, targets, expected):
    found = wrong("softmax_loss_gradient", source)(np.array(scores), np.array(targets))
    np.testing.assert_allclose(found, [expected], rtol=1e-9)


def test_a_sum_that_survives_the_partial_derivative_stands_in_every_place():
    shares = np.exp(SCORES_001) / np.exp(SCORES_001).sum()
    found = wrong("cross_entropy_gradient", "sum-survives-partial-derivative")(shares, SMOOTH_001)
    np.testing.assert_allclose(found, np.full((1, 3), -10.7214433211), rtol=1e-10)


def test_smoothing_over_the_wrong_classes_is_that_of_the_catalogue():
    found = wrong("smooth_labels", "smooth-over-wrong-classes-only")(np.array([[1.0, 0, 0]]), 0.3)
    np.testing.assert_allclose(found, [[0.7, 0.15, 0.15]])


def test_a_wrong_sign_in_the_scores_of_logistic_regression_follows_through_to_the_gradients_of_the_catalogue():
    X = np.array([[0.5, 1.2], [-1.0, 0.3], [2.0, -0.7], [-0.3, -1.5], [0.2, 0.1]])
    turned = followed("logistic_gradients", "logistic_loss_gradient:subtracts the probability from the label")
    grad_w, grad_b = turned(X, np.array([1, 0, 1, 0, 1]), np.array([0.8, -0.4]), -0.2)
    np.testing.assert_allclose(5 * np.append(grad_b, grad_w), [0.460704864874, 1.11094766669, 1.36155651629])


def test_samples_of_the_own_class_only_follow_through_to_the_gradients_of_the_catalogue():
    X = np.array([[0.5, -1.2], [-0.8, 0.4], [1.5, 0.3], [0.1, 0.9], [-1.1, -0.6]])
    theta = np.array([[0.1, 0.3, -0.2], [0.0, -0.4, 0.5], [0.2, 0.1, 0.1], [-0.3, 0.2, 0.6]]).T
    targets = np.eye(4)[[0, 2, 1, 3, 0]]
    mistake = "softmax_loss_gradient:follows each probability's own score only"
    grad_W, grad_b = followed("regression_gradients", mistake)(X, targets, theta[1:], theta[0])
    expected = [
        [-1.2923713136, 0.543275006481, 1.10479782759],
        [-0.870649133859, -1.30597370079, -0.261194740158],
        [-0.736914954411, 0.589531963529, -0.294765981765],
        [-0.74594089599, -0.074594089599, -0.671346806391],
    ]
    np.testing.assert_allclose(5 * np.vstack([grad_b, grad_W]).T, expected, rtol=1e-9)
    stray = wrong("regression_gradients", "stray-sum-over-classes")(X, targets, theta[1:], theta[0])
    np.testing.assert_allclose(np.vstack([stray[1], stray[0]]), np.zeros((3, 4)), atol=1e-15)


def test_wrong_weight_gradients_are_those_of_the_catalogue():
    W = np.array([[0.3, 0.1, -2], [-0.6, -0.5, 2], [-1, -0.5, 0.1]]).T
    arguments = (np.array([[1.0, 3, 0]]), np.array([[0.0, 1, 0]]), W, np.full(3, 0.1))
    transposed = wrong("regression_gradients", "rows-forward-columns-gradient")(*arguments)[0].T
    errors = np.array([0.89907463317, -0.939577228287, 0.0405025951166])
    np.testing.assert_allclose(transposed, [errors, 3 * errors, 0 * errors], rtol=1e-10)
    assert np.abs(wrong("regression_gradients", "shared-bias")(*arguments)[1]).max() < 1e-15
    one_feature = (np.array([[1.4]]), np.array([[1.0, 0]]), np.array([[0.2, -0.1]]), np.array([0.1, 0.05]))
    missing = wrong("regression_gradients", "bias-gradient-labelled-weight")(*one_feature)[0]
    np.testing.assert_allclose(missing, [[-0.384616243609, 0.384616243609]], rtol=1e-10)


def test_practice_by_hand_has_the_numbers_of_the_catalogue():
    (case,) = student_cases(BY_HAND["likelihood_by_hand"], "practice")
    np.testing.assert_allclose(case.expected["value"], [0.432, 0.839329690738 / 3], rtol=1e-9)
    (case,) = student_cases(BY_HAND["gradient_by_hand"], "practice")
    np.testing.assert_allclose(case.expected["value"], [-0.534612071228, -0.0867871130462, 0.621399184274], rtol=1e-9)


@pytest.mark.parametrize("name", BY_HAND)
def test_no_student_draws_numbers_with_which_two_rules_agree_or_a_wrong_one_is_right(name):
    exercise = BY_HAND[name]
    for student in STUDENTS:
        (case,) = student_cases(exercise, student)
        for one, other in combinations([case.expected, *case.named.values()], 2):
            assert compare("value", one, other, exercise.tolerance) is not None, student


def test_every_wrong_formula_that_is_run_has_a_case_where_it_is_absurd():
    without = [each.name for exercise in EXERCISES for each in exercise.wrong if each.confrontation is None]
    chosen = [each.name for exercise in EXERCISES if exercise.kind == "choice" for each in exercise.wrong]
    assert without == chosen
