"""Cross-entropy is what the book says: by hand, at the boundaries, against derivatives, and consistent with itself.

The oracle is the definition in 60 decimal digits, which needs no trick; derivatives come from central differences.
"""

from decimal import Decimal, localcontext

import numpy as np
import pytest

from solutions.cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    cross_entropy,
    cross_entropy_gradient,
    likelihood,
    log_sum_exp,
    log_sum_exp_gradient,
    logistic_gradients,
    logistic_loss,
    logistic_loss_gradient,
    negative_log_likelihood,
    one_hot,
    regression_gradients,
    smooth_labels,
    smoothed_regression,
    softmax_loss,
    softmax_loss_gradient,
)

from ..differences import slope

SHAPES = [(1, 2), (1, 3), (2, 3), (5, 4), (4, 4), (3, 1)]

# Seed 001: three classes, of which the first is the true one, and a smoothing of 0.3.
SCORES_001, ONE_HOT_001, SMOOTHING_001 = np.array([[0.0, -3.0, 1.0]]), np.array([[1.0, 0.0, 0.0]]), 0.3
SMOOTH_001 = np.array([[0.8, 0.1, 0.1]])

# Seed 003: two features and three classes, biases in the first row of theta; and one feature and two classes.
THETA_003 = np.array([[0.1, 0.05, -0.1], [0.1, -0.1, 0.1], [0.2, 0.2, -0.1]])
NARROW_003 = np.array([[0.1, 0.05], [0.2, -0.1]])


def in_sixty_digits(scores, targets):
    """Return the mean cross-entropy of softmax as the definition has it."""
    with localcontext() as context:
        context.prec = 60
        context.Emin, context.Emax = -(10**9), 10**9
        costs = []
        for row, wanted in zip(scores, targets, strict=True):
            powers = [Decimal(float(score)).exp() for score in row]
            shares = zip(powers, wanted, strict=True)
            costs.append(-sum(Decimal(float(y)) * (power / sum(powers)).ln() for power, y in shares))
        return float(sum(costs) / len(costs))


def shares(scores):
    return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)


def random_table(shape, seed=0):
    return 2 * np.random.default_rng([seed, *shape]).normal(size=shape)


def random_targets(shape):
    return shares(random_table(shape, seed=1))


def random_labels(n_samples, n_classes):
    return np.random.default_rng([2, n_samples]).integers(0, n_classes, n_samples)


# --- by hand: the figures of the catalogue ----------------------------------------------------------------------------


def test_labels_become_one_hot_rows_and_pick_the_losses_of_the_catalogue():
    targets = one_hot(np.array([0, 2, 1, 0]), 3)
    np.testing.assert_array_equal(targets, [[1, 0, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]])
    losses = [cross_entropy(np.array([[0.2, 0.5, 0.3]]), row[None]) for row in targets]
    np.testing.assert_allclose(losses, [1.60943791243, 1.20397280433, 0.69314718056, 1.60943791243], rtol=1e-11)


def test_the_likelihood_of_three_labels_and_its_negative_logarithm():
    P, labels = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.25, 0.5, 0.25]]), np.array([0, 2, 1])
    np.testing.assert_allclose(likelihood(P, labels), 0.21)
    np.testing.assert_allclose(3 * negative_log_likelihood(P, labels), 1.56064774826, rtol=1e-11)


def test_two_classes_seen_as_a_table_have_the_likelihood_and_the_cost_of_the_catalogue():
    p, labels = np.array([0.9, 0.2, 0.6]), np.array([1, 0, 1])
    np.testing.assert_allclose(likelihood(np.column_stack([1 - p, p]), labels), 0.432)
    np.testing.assert_allclose(3 * binary_cross_entropy(p, labels), 0.839329690738, rtol=1e-11)


def test_one_prediction_costs_what_its_label_says():
    P = np.array([[0.615, 0.385]])
    found = [negative_log_likelihood(P, np.array([label])) for label in (0, 1)]
    np.testing.assert_allclose(found, [0.486133011176, 0.954511944694], rtol=1e-11)


def test_a_logistic_regression_of_five_samples():
    X = np.array([[0.5, 1.2], [-1.0, 0.3], [2.0, -0.7], [-0.3, -1.5], [0.2, 0.1]])
    labels, w, b = np.array([1, 0, 1, 0, 1]), np.array([0.8, -0.4]), -0.2
    np.testing.assert_allclose(5 * logistic_loss(X @ w + b, labels), 2.80648552629, rtol=1e-11)
    grad_w, grad_b = logistic_gradients(X, labels, w, b)
    np.testing.assert_allclose(5 * grad_b, -0.460704864874, rtol=1e-11)
    np.testing.assert_allclose(5 * grad_w, [-1.11094766669, -1.36155651629], rtol=1e-11)


def test_seed_001_smooths_its_labels():
    np.testing.assert_allclose(smooth_labels(ONE_HOT_001, SMOOTHING_001), SMOOTH_001)


def test_seed_001_has_its_loss_with_and_without_smoothing():
    np.testing.assert_allclose(softmax_loss(SCORES_001, SMOOTH_001), 1.52656264127, rtol=1e-11)
    np.testing.assert_allclose(softmax_loss(SCORES_001, ONE_HOT_001), 1.32656264127, rtol=1e-11)


def test_seed_001_has_its_gradients_by_the_probabilities_and_by_the_scores():
    by_probabilities = cross_entropy_gradient(shares(SCORES_001), SMOOTH_001)
    np.testing.assert_allclose(by_probabilities, [[-3.01445511746, -7.56836869563, -0.138619508006]], rtol=1e-11)
    by_scores = softmax_loss_gradient(SCORES_001, SMOOTH_001)
    np.testing.assert_allclose(by_scores, [[-0.534612071228, -0.0867871130462, 0.621399184274]], rtol=1e-11)


@pytest.mark.parametrize(
    ("scores", "label", "expected"),
    [
        ([0.7, -2, -2.4], 1, [0.89907463317, -0.939577228287, 0.0405025951166]),
        ([0.3, -0.2, 0.9], 1, [0.291660028719, -0.823099250369, 0.531439221651]),
        ([0.5, -1.0, 2.0], 2, [0.17529039214, 0.0391125732707, -0.214402965411]),
        ([0.38, -0.09], 0, [-0.384616243609, 0.384616243609]),
    ],
)
def test_the_score_gradients_of_the_catalogue(scores, label, expected):
    found = softmax_loss_gradient(np.array([scores]), one_hot(np.array([label]), len(scores)))
    np.testing.assert_allclose(found, [expected], rtol=1e-10)


def test_seed_004_has_its_loss_from_the_scores():
    np.testing.assert_allclose(softmax_loss(np.array([[0.5, -1.0, 2.0]]), one_hot(np.array([2]), 3)), 0.241311296657)


def test_seed_003_has_its_gradient_by_the_probabilities():
    P = shares(np.array([[0.38, -0.09]]))
    np.testing.assert_allclose(cross_entropy_gradient(P, np.array([[1.0, 0.0]])), [[-1.62500226828, 0]], rtol=1e-11)


def test_seed_003_has_its_two_score_gradients_in_one_batch():
    scores = np.array([1.4, 4.5])[:, None] * NARROW_003[1] + NARROW_003[0]
    np.testing.assert_allclose(log_sum_exp_gradient(scores)[:, 0], [0.615383756391, 0.802183888559], rtol=1e-11)
    found = 2 * softmax_loss_gradient(scores, np.eye(2))
    np.testing.assert_allclose(found[:, 0], [-0.384616243609, 0.802183888559], rtol=1e-11)
    np.testing.assert_allclose(found[:, 1], [0.384616243609, -0.802183888559], rtol=1e-11)


def test_seed_003_has_its_gradients_with_one_feature():
    grad_W, grad_b = regression_gradients(np.array([[1.4]]), np.array([[1.0, 0.0]]), NARROW_003[1:], NARROW_003[0])
    np.testing.assert_allclose(grad_W, [[-0.538462741052, 0.538462741052]], rtol=1e-11)
    np.testing.assert_allclose(grad_b, [-0.384616243609, 0.384616243609], rtol=1e-11)


def test_seed_003_has_its_gradient_for_three_classes_column_by_column():
    X, targets = np.array([[1.4, 0.2]]), np.array([[1.0, 0.0, 0.0]])
    grad_W, grad_b = regression_gradients(X, targets, THETA_003[1:], THETA_003[0])
    expected = [
        [-0.598389593553, -0.837745430975, -0.119677918711],
        [0.288727252788, 0.404218153903, 0.0577454505575],
        [0.309662340766, 0.433527277072, 0.0619324681532],
    ]
    np.testing.assert_allclose(np.vstack([grad_b, grad_W]).T, expected, rtol=1e-10)


def test_seed_003_has_its_loss_of_a_mini_batch():
    scores = np.array([[1.5, 0.2], [4.7, 1.6], [5.6, 2.2]]) @ THETA_003[1:] + THETA_003[0]
    logarithms = np.diag(scores) - log_sum_exp(scores)
    np.testing.assert_allclose(logarithms, [-0.906539210168, -1.62031050826, -1.41015922877], rtol=1e-11)
    np.testing.assert_allclose(softmax_loss(scores, np.eye(3)), 1.31233631573, rtol=1e-11)


def test_an_iris_pulls_at_zero_parameters_as_the_catalogue_says():
    X, targets = np.array([[4.7, 3.2, 1.6, 0.2]]), np.array([[1.0, 0.0, 0.0]])
    grad_W, grad_b = regression_gradients(X, targets, np.zeros((4, 3)), np.zeros(3))
    np.testing.assert_allclose(grad_b, [-2 / 3, 1 / 3, 1 / 3])
    np.testing.assert_allclose(grad_W[:, 0], [-3.13333333333, -2.13333333333, -1.06666666667, -0.133333333333])
    np.testing.assert_allclose(grad_W[:, 1], [1.56666666667, 1.06666666667, 0.533333333333, 0.0666666666667])
    np.testing.assert_allclose(grad_W[:, 2], grad_W[:, 1])


def test_nine_irises_have_the_loss_of_the_catalogue_and_at_zero_that_of_guessing():
    setosa = [[5.2, 3.5, 1.5, 0.2], [5.2, 3.4, 1.4, 0.2], [4.7, 3.2, 1.6, 0.2]]
    versicolor = [[6.3, 3.3, 4.7, 1.6], [4.9, 2.4, 3.3, 1.1], [6.6, 2.9, 4.6, 1.3]]
    virginica = [[6.4, 2.8, 5.6, 2.2], [6.3, 2.8, 5.1, 1.5], [6.1, 2.6, 5.6, 1.4]]
    W = np.array([[0.0, 0.1, 0.0], [0.2, 0.0, -0.1], [-0.3, 0.1, 0.2], [-0.1, 0.0, 0.3]])
    X, b, labels = np.array(setosa + versicolor + virginica), np.array([0.1, 0.0, -0.1]), np.repeat([0, 1, 2], 3)
    np.testing.assert_allclose(smoothed_regression(X, one_hot(labels, 3), W, b, 0.0)[0], 0.853005974565, rtol=1e-11)
    np.testing.assert_allclose(
        smoothed_regression(X, one_hot(labels, 3), 0 * W, 0 * b, 0.0)[0], 1.09861228867, rtol=1e-11
    )


def test_seed_000_has_its_weight_gradient_in_our_layout():
    by_class = np.array([[0.3, 0.1, -2], [-0.6, -0.5, 2], [-1, -0.5, 0.1]])
    grad_W, grad_b = regression_gradients(np.array([[1.0, 3, 0]]), np.array([[0.0, 1, 0]]), by_class.T, np.full(3, 0.1))
    expected = [
        [0.89907463317, 2.69722389951, 0.0],
        [-0.939577228287, -2.81873168486, 0.0],
        [0.0405025951166, 0.12150778535, 0.0],
    ]
    np.testing.assert_allclose(grad_W.T, expected, rtol=1e-10)
    np.testing.assert_allclose(grad_b, [0.89907463317, -0.939577228287, 0.0405025951166], rtol=1e-10)


def test_seed_002_has_its_gradient_of_softmax_regression_in_our_layout():
    X = np.array([[0.5, -1.2], [-0.8, 0.4], [1.5, 0.3], [0.1, 0.9], [-1.1, -0.6]])
    theta = np.array([[0.1, 0.3, -0.2], [0.0, -0.4, 0.5], [0.2, 0.1, 0.1], [-0.3, 0.2, 0.6]]).T
    loss, grad_W, grad_b = smoothed_regression(X, np.eye(4)[[0, 2, 1, 3, 0]], theta[1:], theta[0], 0.0)
    expected = [
        [-0.594982913279, 0.914681646768, 1.44380904461],
        [0.255235881241, -1.87845775751, -0.19137150959],
        [0.433981712288, 0.893619438747, -0.522492942063],
        [-0.0942346802498, 0.0701566719928, -0.729944592959],
    ]
    np.testing.assert_allclose(5 * loss, 6.9071758119, rtol=1e-11)
    np.testing.assert_allclose(5 * np.vstack([grad_b, grad_W]).T, expected, rtol=1e-10)


def test_seed_004_has_its_gradients_by_the_parameters_in_our_layout():
    X = np.array([[0.5, -1.0], [1.5, 0.2], [-0.3, 0.8], [0.9, 1.1]])
    W, b = np.array([[0.2, -0.3], [0.5, 0.1], [-0.4, 0.6]]).T, np.array([0.1, -0.2, 0.3])
    loss, grad_W, grad_b = smoothed_regression(X, np.eye(3)[[0, 2, 1, 2]], W, b, 0.0)
    expected = [[0.425572363885, 0.966706949163], [1.36001761049, -0.482532056142], [-1.78558997437, -0.484174893021]]
    np.testing.assert_allclose(4 * loss, 4.73692939028, rtol=1e-11)
    np.testing.assert_allclose(4 * grad_W.T, expected, rtol=1e-10)
    np.testing.assert_allclose(4 * grad_b, [0.29337127949, 0.267391766159, -0.560763045648], rtol=1e-10)


# --- boundaries, against the definition in sixty digits ---------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_the_loss_from_scores_agrees_with_the_definition_in_sixty_digits(shape):
    scores, targets = random_table(shape), random_targets(shape)
    np.testing.assert_allclose(softmax_loss(scores, targets), in_sixty_digits(scores, targets), rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("centre", [1e4, -1e4, 708.0, -745.0])
def test_scores_of_any_size_have_the_loss_of_the_definition_without_a_warning(centre):
    scores, targets = centre + random_table((3, 4)), random_targets((3, 4))
    np.testing.assert_allclose(softmax_loss(scores, targets), in_sixty_digits(scores, targets), rtol=1e-10)
    np.testing.assert_allclose(log_sum_exp_gradient(scores), shares(scores - centre), rtol=1e-10)


def test_a_certain_mistake_costs_the_whole_difference_of_the_scores():
    scores = np.array([[1e4, -1e4, 0.0]])
    np.testing.assert_array_equal(softmax_loss(scores, np.array([[0.0, 1.0, 0.0]])), 2e4)
    np.testing.assert_array_equal(softmax_loss_gradient(scores, np.array([[0.0, 1.0, 0.0]])), [[1, -1, 0]])


@pytest.mark.parametrize(("score", "label", "loss"), [(1e4, 0, 1e4), (1e4, 1, 0.0), (-1e4, 0, 0.0), (-1e4, 1, 1e4)])
def test_logistic_regression_may_be_certain_too(score, label, loss):
    scores, labels = np.array([score]), np.array([label])
    assert logistic_loss(scores, labels) == loss
    np.testing.assert_array_equal(logistic_loss_gradient(scores, labels), [np.sign(score) * (loss > 0)])


def test_a_tiny_loss_keeps_its_digits():
    np.testing.assert_allclose(logistic_loss(np.array([50.0]), np.array([1])), np.exp(-50.0), rtol=1e-14)


def test_a_certain_and_right_prediction_costs_nothing_and_is_no_zero_times_infinity():
    assert binary_cross_entropy(np.array([1.0, 0.0]), np.array([1, 0])) == 0
    assert cross_entropy(np.eye(3), np.eye(3)) == 0
    np.testing.assert_array_equal(cross_entropy_gradient(np.eye(3), np.eye(3)), -np.eye(3) / 3)
    np.testing.assert_array_equal(
        binary_cross_entropy_gradient(np.array([1.0, 0.0]), np.array([1, 0])), [-1 / 2, 1 / 2]
    )


def test_so_many_samples_that_their_likelihood_is_zero_still_have_a_finite_cost():
    P, labels = np.tile([0.25, 0.75], (2000, 1)), np.zeros(2000, dtype=int)
    assert likelihood(P, labels) == 0
    np.testing.assert_allclose(negative_log_likelihood(P, labels), np.log(4))


def test_single_precision_is_as_right_as_it_can_be():
    scores, targets = random_table((4, 3)).astype(np.float32), random_targets((4, 3)).astype(np.float32)
    assert log_sum_exp(scores).dtype == log_sum_exp_gradient(scores).dtype == np.float32
    np.testing.assert_allclose(softmax_loss(scores, targets), in_sixty_digits(scores, targets), rtol=2e-6)
    np.testing.assert_allclose(softmax_loss_gradient(scores, targets), (shares(scores) - targets) / 4, atol=1e-6)


def test_single_precision_does_not_overflow_where_it_would_first():
    scores = np.array([[100.0, 0.0], [1e4, -1e4]], dtype=np.float32)
    assert np.isfinite(softmax_loss(scores, np.eye(2, dtype=np.float32)))
    np.testing.assert_allclose(log_sum_exp_gradient(scores), [[1, 0], [1, 0]], atol=1e-40)
    assert np.isfinite(logistic_loss(scores[:, 0], np.array([0, 1])))


def test_one_sample_of_a_single_class_costs_nothing():
    assert softmax_loss(np.array([[3.0]]), np.array([[1.0]])) == 0
    np.testing.assert_array_equal(softmax_loss_gradient(np.array([[3.0]]), np.array([[1.0]])), [[0]])


# --- numerical derivatives --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_the_slopes_by_scores_are_those_of_central_differences(shape):
    scores, targets = random_table(shape), random_targets(shape)
    of_loss = slope(lambda z: softmax_loss(z, targets), scores)
    np.testing.assert_allclose(softmax_loss_gradient(scores, targets), of_loss, atol=1e-8)
    np.testing.assert_allclose(log_sum_exp_gradient(scores), slope(lambda z: log_sum_exp(z).sum(), scores), atol=1e-8)


def test_the_slopes_by_probabilities_are_those_of_central_differences_with_each_of_them_free():
    P, targets, labels = shares(random_table((5, 4)) / 4), random_targets((5, 4)), np.array([1, 0, 1])
    of_loss = slope(lambda p: cross_entropy(p, targets), P, 1e-7)
    np.testing.assert_allclose(cross_entropy_gradient(P, targets), of_loss, rtol=1e-5)
    p = np.array([0.9, 0.3, 0.2])
    of_binary = slope(lambda p: binary_cross_entropy(p, labels), p)
    np.testing.assert_allclose(binary_cross_entropy_gradient(p, labels), of_binary, rtol=1e-8)


def test_the_slopes_of_logistic_regression_are_those_of_central_differences():
    X, labels, w, b = random_table((5, 3)), np.array([0, 1, 1, 0, 1]), np.array([0.4, -0.7, 0.2]), -0.3
    grad_w, grad_b = logistic_gradients(X, labels, w, b)
    np.testing.assert_allclose(grad_w, slope(lambda w: logistic_loss(X @ w + b, labels), w), atol=1e-8)
    np.testing.assert_allclose(grad_b, slope(lambda b: logistic_loss(X @ w + b, labels), b), atol=1e-8)
    scores = X @ w + b
    np.testing.assert_allclose(
        logistic_loss_gradient(scores, labels), slope(lambda z: logistic_loss(z, labels), scores), atol=1e-9
    )


@pytest.mark.parametrize("smoothing", [0.0, 0.3, 1.0])
def test_the_slopes_of_softmax_regression_are_those_of_central_differences(smoothing):
    X, W, b, hard = random_table((6, 3)), random_table((3, 4)), random_table((4,)), np.eye(4)[random_labels(6, 4)]
    loss, grad_W, grad_b = smoothed_regression(X, hard, W, b, smoothing)
    smoothed = (1 - smoothing) * hard + smoothing / 4
    np.testing.assert_allclose(loss, in_sixty_digits(X @ W + b, smoothed), rtol=1e-12)
    np.testing.assert_allclose(grad_W, slope(lambda W: smoothed_regression(X, hard, W, b, smoothing)[0], W), atol=1e-8)
    np.testing.assert_allclose(grad_b, slope(lambda b: smoothed_regression(X, hard, W, b, smoothing)[0], b), atol=1e-8)


# --- consistent with itself -------------------------------------------------------------------------------------------


def test_the_three_ways_to_one_loss_agree():
    scores, labels = random_table((5, 4)), random_labels(5, 4)
    expected = negative_log_likelihood(shares(scores), labels)
    np.testing.assert_allclose(cross_entropy(shares(scores), one_hot(labels, 4)), expected, rtol=1e-13)
    np.testing.assert_allclose(softmax_loss(scores, one_hot(labels, 4)), expected, rtol=1e-13)


def test_the_power_of_minus_the_summed_cost_is_the_likelihood():
    P, labels = shares(random_table((5, 4))), random_labels(5, 4)
    np.testing.assert_allclose(np.exp(-5 * negative_log_likelihood(P, labels)), likelihood(P, labels), rtol=1e-13)


def test_two_classes_are_the_binary_case_with_the_other_score_zero():
    z, labels = random_table((6,)), np.array([1, 0, 0, 1, 1, 0])
    table = np.column_stack([np.zeros(6), z])
    np.testing.assert_allclose(softmax_loss(table, one_hot(labels, 2)), logistic_loss(z, labels), rtol=1e-13)
    np.testing.assert_allclose(binary_cross_entropy(1 / (1 + np.exp(-z)), labels), logistic_loss(z, labels), rtol=1e-13)
    gradient = softmax_loss_gradient(table, one_hot(labels, 2))[:, 1]
    np.testing.assert_allclose(logistic_loss_gradient(z, labels), gradient, atol=1e-16)


def test_the_gradient_by_scores_is_the_one_by_probabilities_through_the_jacobian_of_softmax():
    scores, targets = random_table((5, 4)), random_targets((5, 4))
    P, upstream = shares(scores), cross_entropy_gradient(shares(scores), targets)
    through = P * (upstream - np.sum(P * upstream, axis=1, keepdims=True))
    np.testing.assert_allclose(softmax_loss_gradient(scores, targets), through, atol=1e-15)


def test_the_score_gradients_of_every_sample_cancel_and_vanish_at_the_target():
    scores, targets = random_table((5, 4)), random_targets((5, 4))
    np.testing.assert_allclose(softmax_loss_gradient(scores, targets).sum(axis=1), np.zeros(5), atol=1e-15)
    np.testing.assert_allclose(softmax_loss_gradient(np.log(targets), targets), np.zeros((5, 4)), atol=1e-15)


def test_smoothing_mixes_two_cross_entropies():
    P, targets = shares(random_table((5, 4))), one_hot(random_labels(5, 4), 4)
    mixture = 0.9 * cross_entropy(P, targets) + 0.1 * cross_entropy(P, np.full((5, 4), 1 / 4))
    np.testing.assert_allclose(cross_entropy(P, smooth_labels(targets, 0.1)), mixture, rtol=1e-13)


def test_no_smoothing_leaves_the_targets_and_full_smoothing_levels_them():
    targets = one_hot(np.array([2, 0]), 3)
    np.testing.assert_array_equal(smooth_labels(targets, 0.0), targets)
    np.testing.assert_array_equal(smooth_labels(targets, 1.0), np.full((2, 3), 1 / 3))


def test_the_same_samples_shown_twice_cost_the_same_and_pull_the_same():
    X, targets, W, b = random_table((3, 2)), np.eye(4)[[0, 3, 1]], random_table((2, 4)), random_table((4,))
    once = smoothed_regression(X, targets, W, b, 0.2)
    twice = smoothed_regression(np.vstack([X, X]), np.vstack([targets, targets]), W, b, 0.2)
    for one, two in zip(once, twice, strict=True):
        np.testing.assert_allclose(two, one, rtol=1e-12)


def test_log_sum_exp_lies_between_the_largest_score_and_the_logarithm_of_the_number_of_classes_above_it():
    scores = random_table((5, 4))
    above = log_sum_exp(scores) - scores.max(axis=1)
    assert (above > 0).all() and (above < np.log(4)).all()
    np.testing.assert_allclose(log_sum_exp(np.full((1, 4), 7.0)), [7 + np.log(4)])


def test_the_arguments_are_the_same_afterwards():
    X, W, b, targets = random_table((5, 3)), random_table((3, 4)), random_table((4,)), random_targets((5, 4))
    copies = [X.copy(), W.copy(), b.copy(), targets.copy()]
    smoothed_regression(X, targets, W, b, 0.1)
    regression_gradients(X, targets, W, b)
    cross_entropy_gradient(targets, targets)
    for argument, copy in zip([X, W, b, targets], copies, strict=True):
        np.testing.assert_array_equal(argument, copy)
