"""Training is what the seeds computed, step by step: by hand, at the boundaries, against derivatives, and consistent.

The seeds keep biases in row 0 of one table; `apart` and `together` translate.  The oracles are the definition in long
double precision, and complex steps.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from solutions.training import (
    accuracy,
    class_probabilities,
    descent_step,
    minibatches,
    parameter_gradients,
    standardise,
    train,
    training_loss,
)

IRIS = Path(__file__).resolve().parents[2] / "book" / "exercises" / "data" / "iris.csv"
ROWS = np.loadtxt(IRIS, delimiter=",", comments="#", skiprows=6)
MEASURES, SPECIES = ROWS[:, :4], ROWS[:, 4].astype(int)
PETALS = MEASURES[:, 2:]
TWO_CLASSES = np.array([[0.1, 0.05], [0.2, -0.1]])  # biases, then the weights of one input
THREE_CLASSES = np.array([[0.1, 0.05, -0.1], [0.1, -0.1, 0.1], [0.2, 0.2, -0.1]])
RATE = 0.1
SIZES = [(1, 3, 2), (5, 4, 3), (7, 2, 5), (4, 4, 4)]


def apart(theta):
    """Return weights and biases of a table that holds the biases in row 0."""
    return theta[1:], theta[0]


def together(W, b):
    return np.vstack([b, W])


def gradients_at(X, labels, W, b):
    return parameter_gradients(X, class_probabilities(X, W, b), labels)


def trained(X, labels, theta, rate, batches):
    W, b = apart(theta)
    return together(*train(X, labels, W, b, rate, batches))


def step(X, labels, theta, rate=RATE):
    """Return the table after one step on all samples."""
    return trained(X, labels, theta, rate, [list(range(len(X)))])


def loss_at(X, labels, theta):
    return training_loss(X, labels, *apart(theta))


def problem(n_samples, n_inputs, n_classes):
    rng = np.random.default_rng([n_samples, n_inputs, n_classes])
    X, labels = rng.normal(size=(n_samples, n_inputs)), rng.integers(n_classes, size=n_samples)
    return X, labels, rng.normal(size=(n_inputs, n_classes)), rng.normal(size=n_classes)


def in_long_double(X, labels, W, b):
    """Return the mean cross-entropy by its definition, with more digits and without a shift."""
    scores = X.astype(np.longdouble) @ W.astype(np.longdouble) + b
    powers = np.exp(scores)
    return float(np.mean([-np.log(p[y] / p.sum()) for p, y in zip(powers, labels, strict=True)]))


def by_complex_step(X, labels, W, b, place):
    """Return the derivative of the loss by one entry of (b, W) stacked."""
    theta = together(W, b).astype(complex)
    theta[place] += 1e-200j
    powers = np.exp(X @ theta[1:] + theta[0])
    shares = powers[np.arange(len(X)), labels] / powers.sum(axis=1)
    return float(np.mean(-np.log(shares)).imag / 1e-200)


# --- by hand: the numbers of the seeds -------------------------------------------------------------------------------


def test_one_step_of_seed_000_gives_the_catalogues_weights_biases_and_losses():
    by_rows = np.array([[0.3, 0.1, -2], [-0.6, -0.5, 2], [-1, -0.5, 0.1]])
    X, labels, theta = np.array([[1.0, 3.0, 0.0]]), np.array([1]), together(by_rows.T, np.full(3, 0.1))
    new = step(X, labels, theta)
    expected = [
        [0.210092536683, -0.169722389951, -2.0],
        [-0.506042277171, -0.218126831514, 2.0],
        [-1.00405025951, -0.512150778535, 0.1],
    ]
    np.testing.assert_allclose(new[1:].T, expected, rtol=1e-10)
    np.testing.assert_allclose(new[0], [0.010092536683, 0.193957722829, 0.0959497404883], rtol=1e-10)
    np.testing.assert_allclose([loss_at(X, labels, theta), loss_at(X, labels, new)], [2.80638922997, 1.16220943806])


@pytest.mark.parametrize("first_class", [0, 1])
def test_one_feature_one_sample_is_the_same_step_whether_classes_count_from_0_or_1(first_class):
    X, labels = np.array([[1.4]]), np.array([first_class]) - first_class
    new = step(X, labels, TWO_CLASSES)
    np.testing.assert_allclose(new, [[0.138461624361, 0.0115383756391], [0.253846274105, -0.153846274105]], rtol=1e-9)
    np.testing.assert_array_equal(new.round(3), [[0.138, 0.012], [0.254, -0.154]])
    losses = [loss_at(X, labels, TWO_CLASSES), loss_at(X, labels, new)]
    np.testing.assert_allclose(losses, [0.485509211647, 0.403952190929], rtol=1e-10)


def test_the_gradient_of_one_sample_is_its_row_times_its_errors():
    W, b = apart(TWO_CLASSES)
    grad_W, grad_b = gradients_at(np.array([[1.4]]), np.array([0]), W, b)
    expected = [[-0.384616243609, 0.384616243609], [-0.538462741052, 0.538462741052]]
    np.testing.assert_allclose(together(grad_W, grad_b), expected, rtol=1e-10)


def test_two_samples_of_one_feature_give_the_catalogues_mean_gradients_and_step():
    X, labels = np.array([[1.4], [4.5]]), np.array([0, 1])
    grad_W, grad_b = gradients_at(X, labels, *apart(TWO_CLASSES))
    np.testing.assert_allclose(grad_b, [0.208783822475, -0.208783822475], rtol=1e-10)
    np.testing.assert_allclose(grad_W, [[1.53568237873, -1.53568237873]], rtol=1e-10)
    expected = [[0.0791216177525, 0.0708783822475], [0.0464317621269, 0.0535682378731]]
    np.testing.assert_allclose(step(X, labels, TWO_CLASSES), expected, rtol=1e-9)


def test_one_iris_of_two_features_gives_the_catalogues_step():
    X, labels = PETALS[1:2], SPECIES[1:2]
    new = step(X, labels, THREE_CLASSES)
    expected = [
        [0.159838959355, 0.0211272747212, -0.130966234077],
        [0.183774543097, -0.14042181539, 0.0566472722928],
        [0.211967791871, 0.194225454944, -0.106193246815],
    ]
    np.testing.assert_allclose(new, expected, rtol=1e-9)
    losses = [loss_at(X, labels, THREE_CLASSES), loss_at(X, labels, new)]
    np.testing.assert_allclose(losses, [0.912272798474, 0.759927747739], rtol=1e-10)


def test_three_irises_give_the_catalogues_gradients_step_and_loss():
    X, labels = PETALS[[0, 3, 6]], SPECIES[[0, 3, 6]]
    grad_W, grad_b = gradients_at(X, labels, *apart(THREE_CLASSES))
    by_class = [
        [0.171068030766, 1.61289612811, 0.667251251122],
        [-0.112829236252, -0.780199339451, -0.277550034378],
        [-0.0582387945145, -0.832696788663, -0.389701216744],
    ]
    np.testing.assert_allclose(together(grad_W, grad_b).T, by_class, rtol=1e-9)
    new = step(X, labels, THREE_CLASSES)
    expected = [
        [0.0828931969234, 0.0612829236252, -0.0941761205486],
        [-0.0612896128114, -0.0219800660549, 0.183269678866],
        [0.133274874888, 0.227755003438, -0.0610298783256],
    ]
    np.testing.assert_allclose(new, expected, rtol=1e-9)
    assert loss_at(X, labels, new) == pytest.approx(1.02916159481, rel=1e-10)


def test_nine_irises_of_four_features_from_zero_give_the_catalogues_gradient():
    W, b = np.zeros((4, 3)), np.zeros(3)
    assert training_loss(MEASURES, SPECIES, W, b) == pytest.approx(np.log(3), rel=1e-14)
    grad_W, grad_b = gradients_at(MEASURES, SPECIES, W, b)
    expected = [
        [0.237037037037, -0.062962962963, -0.174074074074],
        [-0.125925925926, 0.0407407407407, 0.0851851851852],
        [0.737037037037, -0.162962962963, -0.574074074074],
        [0.292592592593, -0.0851851851852, -0.207407407407],
    ]
    np.testing.assert_allclose(grad_W, expected, rtol=1e-9)
    np.testing.assert_allclose(grad_b, np.zeros(3), atol=1e-15)


EPOCHS: dict[str, Any] = {
    "one by one": (
        [[i] for i in range(9)],
        [
            [0.13349228701, 0.00761130604517, -0.0911035930554],
            [-0.225395121951, -0.194685497533, 0.520080619483],
            [0.0442558102197, 0.161779671562, 0.0939645182188],
        ],
        1.48640012225,
    ),
    "one by one, interleaved": (
        [[0], [3], [6], [1], [4], [7], [2], [5], [8]],
        [
            [0.180564050485, 0.0380059063073, -0.168569956793],
            [-0.189064807706, -0.229457340805, 0.518522148511],
            [0.0458162406117, 0.175767589224, 0.0784161701641],
        ],
        1.4502422423,
    ),
    "three by three": (
        [[0, 3, 6], [1, 4, 7], [2, 5, 8]],
        [
            [0.101817317049, 0.0652990962945, -0.117116413343],
            [-0.115654191946, 0.0212856247424, 0.194368567203],
            [0.106503139841, 0.249767575057, -0.056270714898],
        ],
        0.98282447832,
    ),
}


@pytest.mark.parametrize("name", EPOCHS)
def test_one_epoch_on_the_irises_gives_the_catalogues_parameters_and_loss(name):
    batches, expected, loss = EPOCHS[name]
    assert loss_at(PETALS, SPECIES, THREE_CLASSES) == pytest.approx(1.25883384023, rel=1e-10)
    new = trained(PETALS, SPECIES, THREE_CLASSES, RATE, batches)
    np.testing.assert_allclose(new, expected, rtol=1e-9)
    assert loss_at(PETALS, SPECIES, new) == pytest.approx(loss, rel=1e-10)


def test_a_smaller_rate_gives_the_catalogues_loss_after_the_same_epoch():
    new = trained(PETALS, SPECIES, THREE_CLASSES, 0.03, [[i] for i in range(9)])
    assert loss_at(PETALS, SPECIES, new) == pytest.approx(1.0619776765, rel=1e-10)


def test_the_summed_loss_of_the_catalogue_is_a_mean_with_a_larger_rate():
    X = np.array([[0.5, -1.2], [-0.8, 0.4], [1.5, 0.3], [0.1, 0.9], [-1.1, -0.6]])
    labels = np.array([0, 2, 1, 3, 0])
    theta = np.array([[0.1, 0.3, -0.2], [0.0, -0.4, 0.5], [0.2, 0.1, 0.1], [-0.3, 0.2, 0.6]]).T
    new = step(X, labels, theta, rate=RATE * len(X))
    expected = [
        [0.159498291328, 0.208531835323, -0.344380904461],
        [-0.0255235881241, -0.212154224249, 0.519137150959],
        [0.156601828771, 0.0106380561253, 0.152249294206],
        [-0.290576531975, 0.192984332801, 0.672994459296],
    ]
    np.testing.assert_allclose(new.T, expected, rtol=1e-9)
    summed = [len(X) * loss_at(X, labels, each) for each in (theta, new)]
    np.testing.assert_allclose(summed, [6.9071758119, 6.08212946016], rtol=1e-10)


def test_logistic_regression_is_class_1_of_two_classes_when_class_0_has_no_weights():
    X = np.array([[0.5, 1.2], [-1.0, 0.3], [2.0, -0.7], [-0.3, -1.5], [0.2, 0.1]])
    labels, weights = np.array([1, 0, 1, 0, 1]), np.array([-0.2, 0.8, -0.4])
    theta = np.stack([np.zeros(3), weights], axis=1)
    P = class_probabilities(X, *apart(theta))
    residuals = [-0.569546223939, 0.246011283551, -0.157095468885, 0.539914884556, -0.519989340156]
    np.testing.assert_allclose(P[:, 1] - labels, residuals, rtol=1e-9)
    assert ((P.argmax(axis=1) != labels) == [True, False, False, True, True]).all()
    new = step(X, labels, theta, rate=RATE * len(X))
    np.testing.assert_allclose(new[:, 1], [-0.153929513513, 0.911094766669, -0.263844348371], rtol=1e-9)


def test_three_steps_on_a_parabola_are_those_of_the_catalogue():
    points = [np.array(0.0)]
    for _ in range(3):
        points.append(descent_step(points[-1], 2 * (points[-1] - 3), 0.1))
    np.testing.assert_allclose(points[1:], [0.6, 1.08, 1.464], rtol=1e-14)


@pytest.mark.parametrize(
    ("rate", "after_ten"),
    [(0.01, 0.664832635992), (0.1, 0.0060466176), (0.25, 0.0), (0.4, 0.0060466176), (0.5, 1.0), (0.6, 28.9254654976)],
)
def test_ten_steps_on_a_steeper_parabola_end_where_the_catalogue_says(rate, after_ten):
    point = np.array(1.0)
    for _ in range(10):
        point = descent_step(point, 4 * point, rate)
    np.testing.assert_allclose(point, after_ten, rtol=1e-10)


NETWORK: dict[str, Any] = {
    "W1": [[-5.0, 2.0, 2.0], [-5.0, 2.0, -1.0]],
    "b1": [-3.0, -2.0, -3.0],
    "W2": [[3.0, -4.0, 1.0], [-2.0, -4.0, -2.0], [-4.0, -2.0, 3.0]],
    "b2": [4.0, 5.0, 5.0],
}
AFTER: dict[str, Any] = {
    "W1": [[-5.0, 2.0, 2.0], [-5.0, 1.96528515478, -1.0]],
    "b1": [-3.0, -2.01735742261, -3.0],
    "W2": [[3.0, -4.0, 1.0], [-1.89307758575, -3.98264257739, -2.12427983685], [-4.0, -2.0, 3.0]],
    "b2": [4.05346120712, 5.0086787113, 4.93786008157],
}


def smoothed_loss(network):
    """Return the loss of seed 001: input (0, 2), one layer of ReLU, class 0, its target smoothed by 0.3."""
    hidden = np.array([0.0, 2.0]) @ network["W1"] + network["b1"]
    scores = np.where(hidden.real > 0, hidden, 0) @ network["W2"] + network["b2"]
    return -np.array([0.8, 0.1, 0.1]) @ (scores - np.log(np.exp(scores).sum()))


def gradient_of_the_network(network, name):
    gradient = np.zeros_like(network[name])
    for place in np.ndindex(gradient.shape):
        moved = network | {name: network[name].astype(complex)}
        moved[name][place] += 1e-200j
        gradient[place] = smoothed_loss(moved).imag / 1e-200
    return gradient


def test_a_step_of_the_smoothed_network_is_that_of_the_catalogue():
    before = {name: np.array(value) for name, value in NETWORK.items()}
    after = {name: descent_step(value, gradient_of_the_network(before, name), RATE) for name, value in before.items()}
    for name, expected in AFTER.items():
        np.testing.assert_allclose(after[name], expected, rtol=1e-9)
    np.testing.assert_allclose([smoothed_loss(before), smoothed_loss(after)], [1.52656264127, 1.21695372659])


# --- other small cases -----------------------------------------------------------------------------------------------


def test_batches_follow_the_order_and_only_the_last_is_smaller():
    batches = minibatches(np.array([6, 3, 0, 1, 5, 4, 2]), 3)
    assert [batch.tolist() for batch in batches] == [[6, 3, 0], [1, 5, 4], [2]]


def test_a_table_of_two_rows_is_standardised_to_plus_and_minus_one():
    X = np.array([[1.0, 10.0], [3.0, 50.0]])
    np.testing.assert_allclose(standardise(X, X), [[-1, -1], [1, 1]])
    np.testing.assert_allclose(standardise(X, np.array([[2.0, 50.0]])), [[0, 1]])


def test_accuracy_counts_the_samples_whose_true_class_is_the_most_probable():
    P = np.array([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7], [0.3, 0.4, 0.3], [0.2, 0.5, 0.3]])
    assert accuracy(P, np.array([0, 1, 1, 2])) == 0.5


# --- boundaries ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_scores_of_any_size_give_finite_probabilities_losses_and_gradients(size):
    X, labels, W, b = np.array([[1.0, 2.0]]), np.array([1]), np.array([[size, 0.0, 0.0], [0.0, size, 0.0]]), np.zeros(3)
    P = class_probabilities(X, W, b)
    np.testing.assert_array_equal(P, [[0, 1, 0]] if size > 0 else [[0, 0, 1]])
    assert training_loss(X, labels, W, b) == (0.0 if size > 0 else 20000.0)
    for gradient in parameter_gradients(X, P, labels):
        assert np.isfinite(gradient).all()


def test_single_precision_stays_single_and_is_as_right_as_it_can_be():
    X, labels, W, b = problem(5, 4, 3)
    small = [each.astype(np.float32) for each in (X, W, b)]
    P = class_probabilities(*small)
    assert P.dtype == np.float32
    np.testing.assert_allclose(P, class_probabilities(X, W, b), rtol=1e-5)
    assert training_loss(small[0], labels, *small[1:]) == pytest.approx(training_loss(X, labels, W, b), rel=1e-5)


def test_no_batches_leave_the_parameters_as_they_are():
    X, labels, W, b = problem(5, 4, 3)
    new_W, new_b = train(X, labels, W, b, RATE, [])
    np.testing.assert_array_equal(new_W, W)
    np.testing.assert_array_equal(new_b, b)


def test_a_batch_may_be_larger_than_the_table_and_a_table_may_be_empty():
    assert [batch.tolist() for batch in minibatches(np.array([1, 0]), 5)] == [[1, 0]]
    assert minibatches(np.array([], dtype=int), 2) == []


# --- derivatives -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sizes", SIZES)
def test_the_gradients_are_complex_step_derivatives_of_the_loss(sizes):
    X, labels, W, b = problem(*sizes)
    found = together(*gradients_at(X, labels, W, b))
    for place in np.ndindex(found.shape):
        assert found[place] == pytest.approx(by_complex_step(X, labels, W, b, place), rel=1e-10, abs=1e-14)


@pytest.mark.parametrize("sizes", SIZES)
def test_the_gradients_are_difference_quotients_of_our_own_loss(sizes):
    X, labels, W, b = problem(*sizes)
    theta, h = together(W, b), 1e-6
    found = together(*gradients_at(X, labels, W, b))
    for place in np.ndindex(theta.shape):
        shift = np.zeros_like(theta)
        shift[place] = h
        quotient = (loss_at(X, labels, theta + shift) - loss_at(X, labels, theta - shift)) / (2 * h)
        assert found[place] == pytest.approx(quotient, abs=1e-8)


@pytest.mark.parametrize("sizes", SIZES)
def test_the_loss_is_its_definition_in_long_double_precision(sizes):
    arguments = problem(*sizes)
    assert training_loss(*arguments) == pytest.approx(in_long_double(*arguments), rel=1e-14)


# --- consistent with itself ------------------------------------------------------------------------------------------


def test_the_loss_is_minus_the_mean_logarithm_of_the_true_probabilities():
    X, labels, W, b = problem(7, 2, 5)
    P = class_probabilities(X, W, b)
    assert training_loss(X, labels, W, b) == pytest.approx(-np.log(P[np.arange(7), labels]).mean(), rel=1e-14)


def test_one_batch_gives_the_mean_of_the_gradients_of_its_samples():
    X, labels, W, b = problem(5, 4, 3)
    each = [together(*gradients_at(X[i : i + 1], labels[i : i + 1], W, b)) for i in range(5)]
    np.testing.assert_allclose(together(*gradients_at(X, labels, W, b)), np.mean(each, axis=0), rtol=1e-12)


def test_the_gradients_of_the_classes_cancel():
    for gradient in gradients_at(*problem(5, 4, 3)):
        np.testing.assert_allclose(gradient.sum(axis=-1), 0, atol=1e-15)


def test_two_epochs_are_one_long_list_of_batches():
    X, labels, W, b = problem(5, 4, 3)
    batches = minibatches(np.array([3, 1, 4, 0, 2]), 2)
    once = train(X, labels, W, b, RATE, batches)
    twice = train(X, labels, once[0], once[1], RATE, batches)
    for one, other in zip(twice, train(X, labels, W, b, RATE, batches + batches), strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_order_of_rows_within_a_batch_does_not_matter_and_that_of_batches_does():
    X, labels, W, b = problem(5, 4, 3)
    first, other = (train(X, labels, W, b, RATE, batches)[0] for batches in ([[0, 1], [2]], [[1, 0], [2]]))
    np.testing.assert_allclose(first, other, rtol=1e-12)
    assert np.abs(first - train(X, labels, W, b, RATE, [[2], [0, 1]])[0]).max() > 1e-4


@pytest.mark.parametrize("size", [1, 2, 3, 7, 9])
def test_every_row_is_in_exactly_one_batch(size):
    order = np.random.default_rng(0).permutation(7)
    np.testing.assert_array_equal(np.concatenate(minibatches(order, size)), order)


def test_training_rows_are_standardised_and_new_rows_by_the_same_rule():
    X, new = problem(7, 2, 5)[0], problem(4, 2, 3)[0]
    done = standardise(X, X)
    np.testing.assert_allclose(done.mean(axis=0), [0, 0], atol=1e-15)
    np.testing.assert_allclose(done.std(axis=0), [1, 1], rtol=1e-14)
    np.testing.assert_allclose(standardise(X, np.vstack([X, new]))[:7], done, rtol=1e-14)


def test_a_new_unit_of_measurement_changes_nothing_after_standardising():
    X = problem(7, 2, 5)[0]
    np.testing.assert_allclose(standardise(100 * X + 7, 100 * X + 7), standardise(X, X), rtol=1e-12)


@pytest.mark.parametrize("rows", [[[0, 1, 2, 3, 4]], [[1], [3, 0]]])
def test_training_leaves_its_arguments_as_they_are(rows):
    X, labels, W, b = arguments = problem(5, 4, 3)
    copies = [each.copy() for each in arguments]
    train(X, labels, W, b, RATE, rows)
    for argument, copy in zip(arguments, copies, strict=True):
        np.testing.assert_array_equal(argument, copy)
