"""Backpropagation is what the seeds computed: by hand, at the boundaries, against derivatives, and consistent.

The seeds sum the loss over the samples, have no biases in the sigmoid networks and keep the weights of a unit in a row:
`as_in_the_seeds` translates.  The oracles are central differences of a loss that is written down here once more, and
that loss in long double precision.
"""

import numpy as np
import pytest

from solutions.backpropagation import (
    gradients_with_relu,
    gradients_with_sigmoid,
    layer_backward,
    layer_gradients,
    network_forward,
    network_loss,
    output_gradient,
    relu_backward,
    sigmoid_backward,
    train_network,
    weight_check,
)

# Seed 001, problem 2: the 2-3-3 network of the worked example, with the input that the catalogue recovered.
WORKED = {
    "X": np.array([[0.0, 2.0]]),
    "W1": np.array([[-5.0, 2, 2], [-5, 2, -1]]),
    "b1": np.array([-3.0, -2, -3]),
    "W2": np.array([[3.0, -4, 1], [-2, -4, -2], [-4, -2, 3]]),
    "b2": np.array([4.0, 5, 5]),
}
SMOOTHED = np.array([[0.8, 0.1, 0.1]])
# Seed 001, problem 1: no size is equal to another.
UNEQUAL = {
    "X": np.array([[1.0, 2.0]]),
    "W1": np.array([[0.5, -0.3, -0.6], [0.2, 0.4, 0.1]]),
    "b1": np.array([0.1, -0.2, -0.3]),
    "W2": np.array([[0.3, -0.5, 0.2, 0.7], [-0.4, 0.6, 0.1, -0.2], [0.5, 0.2, -0.3, 0.4]]),
    "b2": np.array([0.05, -0.1, 0.0, 0.2]),
}
UNEQUAL_TARGETS = np.array([[0.05, 0.05, 0.85, 0.05]])
# Seed 002: four samples, two inputs, three sigmoid units; a unit is a row.
X = np.array([[0.5, -1.0], [1.5, 0.2], [-0.3, 0.8], [0.9, 1.1]])
HIDDEN = np.array([[0.4, -0.6], [-0.2, 0.3], [0.7, 0.5]])
ONE_OUTPUT = np.array([[0.6, -0.8, 0.3]])
THREE_OUTPUTS = np.array([[0.6, -0.8, 0.3], [0.1, 0.5, -0.4], [-0.7, 0.2, 0.9]])
NUMBERS = np.array([[1.0, 0.0, -0.5], [0.3, 0.8, 0.1], [-0.2, 0.4, 0.9], [0.5, -1.0, 0.6]])

SIZES = [(1, 2, 3, 4), (5, 3, 4, 2), (3, 4, 2, 5), (4, 4, 4, 4)]


def sigmoid(sums):
    return 1 / (1 + np.exp(-sums))


def shares(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def half_square(scores, targets):
    return 0.5 * np.sum((scores - targets) ** 2)


def binary(scores, targets):
    p = sigmoid(scores)
    return -np.sum(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def several(scores, targets):
    return -np.sum(targets * np.log(shares(scores)))


HEADS = {
    "linear": (lambda scores: scores, half_square),
    "sigmoid": (sigmoid, binary),
    "softmax": (shares, several),
}


def as_in_the_seeds(head, targets, V):
    """Return (dW, dV) of a sigmoid network: summed over the samples, a unit in a row."""
    predict, _ = HEADS[head]
    A = sigmoid(X @ HIDDEN.T)
    grad_W, _, grad_V, _ = gradients_with_sigmoid(X, A, predict(A @ V.T), targets, V.T)
    return len(X) * grad_W.T, len(X) * grad_V.T


def network(n_samples, n_inputs, n_hidden, n_classes):
    """Draw a network in which no sum lies close to 0, and smoothed targets."""
    rng = np.random.default_rng([n_samples, n_inputs, n_hidden, n_classes])
    given = {"X": rng.normal(size=(n_samples, n_inputs)), "targets": shares(rng.normal(size=(n_samples, n_classes)))}
    given |= {"W1": rng.normal(size=(n_inputs, n_hidden)), "b1": rng.normal(size=n_hidden)}
    given |= {"W2": rng.normal(size=(n_hidden, n_classes)), "b2": rng.normal(size=n_classes)}
    assert np.abs(given["X"] @ given["W1"] + given["b1"]).min() > 1e-3
    return given


def gradients_of(given):
    sums, activations, _, probabilities = network_forward(*(given[name] for name in ("X", "W1", "b1", "W2", "b2")))
    return gradients_with_relu(given["X"], sums, activations, probabilities, given["targets"], given["W2"])


def loss_in_long_double(X, targets, W1, b1, W2, b2):
    """Return the mean cross-entropy by its definition."""
    sums = X.astype(np.longdouble) @ W1 + b1
    powers = np.exp(np.where(sums < 0, 0, sums) @ W2 + b2)
    return float(np.mean([-np.sum(t * np.log(p / p.sum())) for t, p in zip(targets, powers, strict=True)]))


def by_differences(loss, array, step=1e-6):
    """Return the gradient of ``loss()`` by an array that it reads, entry by entry."""
    gradient = np.empty(array.shape)
    for place in np.ndindex(array.shape):
        kept, found = array[place], []
        for moved in (kept + step, kept - step):
            array[place] = moved
            found.append(loss())
        array[place] = kept
        gradient[place] = (found[0] - found[1]) / (2 * step)
    return gradient


# --- by hand: the worked example ------------------------------------------------------------------------------------


def test_the_worked_example_goes_forward_as_printed():
    sums, activations, scores, probabilities = network_forward(**WORKED)
    np.testing.assert_array_equal(sums, [[-13, 2, -5]])
    np.testing.assert_array_equal(activations, [[0, 2, 0]])
    np.testing.assert_array_equal(scores, [[0, -3, 1]])
    np.testing.assert_allclose(probabilities, [[0.265387928772, 0.0132128869538, 0.721399184274]], rtol=1e-11)


def test_the_worked_example_has_the_printed_loss_with_and_without_smoothing():
    assert network_loss(targets=SMOOTHED, **WORKED) == pytest.approx(1.52656264127, rel=1e-11)
    assert network_loss(targets=np.array([[1.0, 0, 0]]), **WORKED) == pytest.approx(1.32656264127, rel=1e-11)


def test_the_worked_example_goes_backward_as_the_catalogue_has_it_unrounded():
    grad_W1, grad_b1, grad_W2, grad_b2 = gradients_of(WORKED | {"targets": SMOOTHED})
    errors = [-0.534612071228, -0.0867871130462, 0.621399184274]
    np.testing.assert_allclose(grad_b2, errors, rtol=1e-11)
    of_unit_1 = [-1.06922414246, -0.173574226092, 1.24279836855]
    np.testing.assert_allclose(grad_W2, np.array([[0, 0, 0], of_unit_1, [0, 0, 0]]), rtol=1e-11)
    np.testing.assert_allclose(grad_b1, [0, 0.173574226092, 0], rtol=1e-11)
    np.testing.assert_allclose(grad_W1, np.array([[0, 0, 0], [0, 0.347148452185, 0]]), rtol=1e-11)


def test_the_input_of_the_worked_example_is_the_only_one_that_gives_its_sums():
    x, residual, rank, _ = np.linalg.lstsq(WORKED["W1"].T, np.array([-13.0, 2, -5]) - WORKED["b1"], rcond=None)
    np.testing.assert_allclose(x, WORKED["X"][0], atol=1e-12)
    assert rank == 2
    assert residual[0] < 1e-20


def test_the_network_of_unequal_sizes_has_the_gradients_of_the_catalogue():
    grad_W1, grad_b1, grad_W2, grad_b2 = gradients_of(UNEQUAL | {"targets": UNEQUAL_TARGETS})
    errors = [0.179227560343, 0.0696672797941, -0.620772439657, 0.371877599521]
    np.testing.assert_allclose(grad_b2, errors, rtol=1e-10)
    second = [0.0537682681028, 0.0209001839382, -0.186231731897, 0.111563279856]
    np.testing.assert_allclose(grad_W2, np.array([errors, second, [0.0] * 4]), rtol=1e-10)
    np.testing.assert_allclose(
        layer_backward(UNEQUAL["W2"], np.array([errors])), [[0.155094459939, -0.16634342013, 0.438530007836]], rtol=1e-9
    )
    np.testing.assert_allclose(grad_b1, [0.155094459939, -0.16634342013, 0], rtol=1e-10)
    np.testing.assert_allclose(
        grad_W1, [[0.155094459939, -0.16634342013, 0], [0.310188919877, -0.332686840261, 0]], rtol=1e-10
    )


def test_shapes_and_number_of_parameters_are_those_of_the_catalogue():
    found = gradients_of(UNEQUAL | {"targets": UNEQUAL_TARGETS})
    assert [gradient.shape for gradient in found] == [(2, 3), (3,), (3, 4), (4,)]
    assert sum(gradient.size for gradient in found) == 25
    assert [value.shape[1] for value in network_forward(**UNEQUAL)] == [3, 3, 4, 4]


def test_relu_passes_what_comes_back_where_it_was_open_and_is_closed_at_zero():
    np.testing.assert_array_equal(relu_backward(np.array([[-13, 2, -5, 0]]), np.ones((1, 4))), [[0, 1, 0, 0]])


def test_each_sum_depends_on_its_own_weights_only_and_at_the_rate_of_the_input():
    inputs, n_hidden = np.array([[1.0, 2.0]]), 3
    by_weights = [layer_gradients(inputs, np.eye(n_hidden)[[p]])[0] for p in range(n_hidden)]
    expected = [[[1, 0, 0], [2, 0, 0]], [[0, 1, 0], [0, 2, 0]], [[0, 0, 1], [0, 0, 2]]]
    np.testing.assert_array_equal(by_weights, expected)


# --- by hand: sigmoid networks of seed 002 --------------------------------------------------------------------------


def test_the_regression_with_one_output_is_the_catalogues():
    targets = np.array([[1.0], [-0.5], [0.2], [0.8]])
    dW, dV = as_in_the_seeds("linear", targets, ONE_OUTPUT)
    np.testing.assert_allclose(dV, [[-0.486375694705, -0.542622746451, -0.51332944836]], rtol=1e-9)
    expected = [
        [0.0225771621896, -0.0315159648052],
        [-0.0300698018213, 0.0301466616245],
        [0.00282104988069, 0.0044535885418],
    ]
    np.testing.assert_allclose(dW, expected, rtol=1e-9)


def test_the_regression_with_three_outputs_is_the_catalogues():
    dW, dV = as_in_the_seeds("linear", NUMBERS, THREE_OUTPUTS)
    expected_dV = [
        [-0.711169272054, -0.503845866709, -0.672510793533],
        [-0.126507342074, 0.0421695054874, 0.0217339470468],
        [0.26720812341, -0.0538701185039, 0.0453924300657],
    ]
    np.testing.assert_allclose(dV, expected_dV, rtol=1e-9)
    expected_dW = [
        [-0.236392019648, 0.211501645108],
        [0.186170450608, -0.0374997011092],
        [0.0924417838431, -0.21996249127],
    ]
    np.testing.assert_allclose(dW, expected_dW, rtol=1e-9)


def test_the_classification_with_two_classes_is_the_catalogues():
    targets = np.array([[1.0], [0.0], [0.0], [1.0]])
    dW, dV = as_in_the_seeds("sigmoid", targets, ONE_OUTPUT)
    np.testing.assert_allclose(dV, [[0.00442347938713, 0.0836033345933, 0.112053705846]], rtol=1e-9)
    expected = [
        [0.00696167159804, 0.0468549116994],
        [-0.00830337078074, -0.0757591720094],
        [-0.0046577887325, 0.0387878661018],
    ]
    np.testing.assert_allclose(dW, expected, rtol=1e-9)


def test_the_classification_with_three_classes_is_the_catalogues():
    dW, dV = as_in_the_seeds("softmax", np.eye(3)[[0, 2, 1, 2]], THREE_OUTPUTS)
    expected_dV = [
        [2.03438244284e-05, 0.208854344624, 0.339727960683],
        [0.262947171993, 0.00285904073063, 0.188087738647],
        [-0.262967515818, -0.211713385355, -0.52781569933],
    ]
    np.testing.assert_allclose(dV, expected_dV, rtol=1e-7)
    expected_dW = [
        [0.320201538264, 0.271688705662],
        [-0.0238675880608, -0.33432823167],
        [-0.296811388085, 0.0309658846949],
    ]
    np.testing.assert_allclose(dW, expected_dW, rtol=1e-9)


@pytest.mark.parametrize(
    ("head", "targets", "V", "loss"),
    [
        ("linear", np.array([[1.0], [-0.5], [0.2], [0.8]]), ONE_OUTPUT, 0.89117634044),
        ("linear", NUMBERS, THREE_OUTPUTS, 1.60483172909),
        ("sigmoid", np.array([[1.0], [0.0], [0.0], [1.0]]), ONE_OUTPUT, 2.72655458689),
        ("softmax", np.eye(3)[[0, 2, 1, 2]], THREE_OUTPUTS, 3.89020296307),
    ],
)
def test_the_losses_that_the_derivatives_below_are_taken_of_are_the_catalogues(head, targets, V, loss):
    assert HEADS[head][1](sigmoid(X @ HIDDEN.T) @ V.T, targets) == pytest.approx(loss, rel=1e-10)


# --- at the boundaries ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_huge_scores_give_probabilities_and_a_finite_loss(size):
    given = {"X": np.ones((1, 1)), "W1": np.ones((1, 1)), "b1": np.zeros(1), "W2": np.array([[size, 0.0]])}
    given["b2"] = np.zeros(2)
    expected = [1.0, 0.0] if size > 0 else [0.0, 1.0]
    np.testing.assert_array_equal(network_forward(**given)[3], [expected])
    assert network_loss(targets=np.array([expected]), **given) == 0
    assert network_loss(targets=np.array([expected[::-1]]), **given) == pytest.approx(1e4)


def test_single_precision_stays_single_and_is_as_right_as_it_can_be():
    given = network(3, 4, 2, 5)
    single = {name: value.astype(np.float32) for name, value in given.items()}
    for found, expected in zip(gradients_of(single), gradients_of(given), strict=True):
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, expected, atol=2e-6)


def test_a_sample_predicted_with_certainty_and_rightly_moves_nothing():
    given = network(1, 2, 3, 4)
    sums, activations, _, probabilities = network_forward(*(given[name] for name in ("X", "W1", "b1", "W2", "b2")))
    for gradient in gradients_with_relu(given["X"], sums, activations, probabilities, probabilities, given["W2"]):
        np.testing.assert_array_equal(gradient, 0)


def test_a_unit_that_is_closed_for_all_samples_learns_nothing():
    given = network(5, 3, 4, 2)
    given["b1"][1] = -1e4
    grad_W1, grad_b1, grad_W2, _ = gradients_of(given)
    assert not grad_W1[:, 1].any()
    assert not grad_W2[1].any()
    assert grad_b1[1] == 0
    assert grad_W1[:, 0].all()


def test_no_function_changes_what_it_is_given():
    given = network(5, 3, 4, 2)
    kept = {name: value.copy() for name, value in given.items()}
    for value in given.values():
        value.flags.writeable = False
    train_network(**given, rate=0.1, batches=[[0, 1], [2, 3, 4]])
    weight_check(**given, claimed=given["W1"])
    for name, value in given.items():
        np.testing.assert_array_equal(value, kept[name])


# --- derivatives ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sizes", SIZES)
def test_the_loss_is_the_definition_in_long_double(sizes):
    given = network(*sizes)
    assert network_loss(**given) == pytest.approx(loss_in_long_double(**given), rel=1e-13)


@pytest.mark.parametrize("sizes", SIZES)
def test_every_gradient_of_the_relu_network_is_that_of_central_differences(sizes):
    given = network(*sizes)
    for name, gradient in zip(("W1", "b1", "W2", "b2"), gradients_of(given), strict=True):
        expected = by_differences(lambda: loss_in_long_double(**given), given[name])
        np.testing.assert_allclose(gradient, expected, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("sizes", [*SIZES, (5, 3, 4, 1)])
def test_every_gradient_of_a_sigmoid_network_is_that_of_central_differences(head, sizes):
    predict, loss = HEADS[head]
    given = network(*sizes)
    parts = [given[name] for name in ("W1", "b1", "W2", "b2")]

    def mean_loss():
        A = sigmoid(given["X"] @ parts[0] + parts[1])
        return loss(A @ parts[2] + parts[3], given["targets"]) / len(A)

    A = sigmoid(given["X"] @ parts[0] + parts[1])
    found = gradients_with_sigmoid(given["X"], A, predict(A @ parts[2] + parts[3]), given["targets"], parts[2])
    for gradient, part in zip(found, parts, strict=True):
        np.testing.assert_allclose(gradient, by_differences(mean_loss, part), atol=1e-8)


@pytest.mark.parametrize("sizes", SIZES)
def test_a_gradient_carried_back_through_a_layer_is_that_of_central_differences(sizes):
    given = network(*sizes)
    inputs, W, upstream = given["X"] @ given["W1"], given["W2"], given["targets"] - 0.3
    found = layer_backward(W, upstream)
    np.testing.assert_allclose(found, by_differences(lambda: np.sum(upstream * (inputs @ W)), inputs), atol=1e-8)


def test_slopes_of_relu_and_sigmoid_are_those_of_central_differences():
    sums = np.array([[-3.0, -0.5, 0.2, 4.0]])
    upstream = np.array([[1.0, -2.0, 3.0, -0.5]])
    relu = by_differences(lambda: np.sum(upstream * np.maximum(sums, 0)), sums)
    np.testing.assert_allclose(relu_backward(sums, upstream), relu, atol=1e-8)
    smooth = by_differences(lambda: np.sum(upstream * sigmoid(sums)), sums)
    np.testing.assert_allclose(sigmoid_backward(sigmoid(sums), upstream), smooth, atol=1e-8)


# --- consistent with itself -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sizes", SIZES)
def test_the_check_accepts_the_right_gradient_and_tells_how_wrong_another_is(sizes):
    given = network(*sizes)
    right = gradients_of(given)[0]
    assert weight_check(**given, claimed=right) < 1e-7
    assert weight_check(**given, claimed=-right) == pytest.approx(1, abs=1e-7)
    assert weight_check(**given, claimed=3 * right) == pytest.approx(0.5, abs=1e-7)


def test_showing_every_sample_twice_changes_no_gradient():
    given = network(3, 4, 2, 5)
    twice = given | {name: np.vstack([given[name]] * 2) for name in ("X", "targets")}
    for once, again in zip(gradients_of(given), gradients_of(twice), strict=True):
        np.testing.assert_allclose(once, again, rtol=1e-12)


def test_the_gradient_is_linear_in_what_comes_back():
    given = network(5, 3, 4, 2)
    sums, upstream = given["X"] @ given["W1"], given["X"] @ given["W1"] - 0.1
    for carry in (relu_backward, sigmoid_backward):
        np.testing.assert_allclose(carry(sums, 3 * upstream), 3 * carry(sums, upstream), rtol=1e-12)


def test_training_is_a_chain_of_single_steps():
    given = network(5, 3, 4, 2)
    batches = [[0, 3], [1, 2, 4], [0, 3]]
    at_once = train_network(**given, rate=0.3, batches=batches)
    for rows in batches:
        stepped = train_network(**given, rate=0.3, batches=[rows])
        given |= dict(zip(("W1", "b1", "W2", "b2"), stepped, strict=True))
    for one, other in zip(at_once, stepped, strict=True):
        np.testing.assert_array_equal(one, other)


def test_one_step_of_training_subtracts_the_rate_times_the_gradient():
    given = network(5, 3, 4, 2)
    stepped = train_network(**given, rate=0.3, batches=[[0, 1, 2, 3, 4]])
    for name, new, gradient in zip(("W1", "b1", "W2", "b2"), stepped, gradients_of(given), strict=True):
        np.testing.assert_allclose(new, given[name] - 0.3 * gradient, rtol=1e-14)


def test_the_smoothed_update_of_the_seeds_is_one_step_at_a_rate_of_a_tenth():
    stepped = train_network(**WORKED, targets=SMOOTHED, rate=0.1, batches=[[0]])
    assert stepped[0][1, 1] == pytest.approx(2 - 0.1 * 0.347148452185)
    assert stepped[1][1] == pytest.approx(-2 - 0.1 * 0.173574226092)


def test_no_batch_leaves_the_parameters_where_they_were():
    given = network(1, 2, 3, 4)
    for name, new in zip(("W1", "b1", "W2", "b2"), train_network(**given, rate=0.3, batches=[]), strict=True):
        np.testing.assert_array_equal(new, given[name])


def test_the_output_gradient_of_a_batch_has_the_parts_of_its_samples():
    predictions, targets = NUMBERS, THREE_OUTPUTS[[0, 1, 2, 0]]
    by_sample = [output_gradient(predictions[[i]], targets[[i]])[0] for i in range(4)]
    np.testing.assert_allclose(4 * output_gradient(predictions, targets), by_sample)
