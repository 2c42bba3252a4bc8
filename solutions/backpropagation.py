"""Backpropagation: a network of two layers forward, and the gradient of its loss backward, layer by layer."""

import numpy as np


def network_forward(X, W1, b1, W2, b2):
    """Take inputs forward through two layers, and keep all values.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    W1 : array of shape (n_inputs, n_hidden)
    b1 : array of shape (n_hidden,)
    W2 : array of shape (n_hidden, n_classes)
    b2 : array of shape (n_classes,)

    Returns
    -------
    tuple
        The sums of the hidden units and their activations, which are
        the ReLU of the sums, both of shape (n_samples, n_hidden); then
        the scores and their softmax, both of shape (n_samples,
        n_classes). The softmax is finite for scores of any size.
    """
    sums = X @ W1 + b1
    activations = np.maximum(sums, 0)
    scores = activations @ W2 + b2
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return sums, activations, scores, powers / np.sum(powers, axis=1, keepdims=True)


def network_loss(X, targets, W1, b1, W2, b2):
    """Measure a network by its mean cross-entropy over the samples.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    targets : array of shape (n_samples, n_classes)
        How probable each class should be: 0 and 1, or smoothed. Each
        row sums to 1.
    W1, b1, W2, b2 : arrays
        The parameters, as network_forward takes them.

    Returns
    -------
    float
        Finite for scores of any size. Use your network_forward.
    """
    scores = network_forward(X, W1, b1, W2, b2)[2]
    largest = np.max(scores, axis=1, keepdims=True)
    log_sums = largest + np.log(np.sum(np.exp(scores - largest), axis=1, keepdims=True))
    return float(np.mean(np.sum(targets * (log_sums - scores), axis=1)))


def output_gradient(predictions, targets):
    """Find the gradient of the mean loss by the output layer's sums.

    It is the same for three output layers: linear with half the squared
    error, sigmoid with binary cross-entropy, softmax with
    cross-entropy. The loss of a sample is the sum over its outputs, and
    the mean runs over the samples.

    Parameters
    ----------
    predictions : array of shape (n_samples, n_outputs)
        What the output layer gave.
    targets : array of shape (n_samples, n_outputs)
        What it should have given.

    Returns
    -------
    array of shape (n_samples, n_outputs)
    """
    return (predictions - targets) / len(predictions)


def layer_gradients(inputs, grad_sums):
    """Find the gradients by the weights and the biases of one layer.

    Parameters
    ----------
    inputs : array of shape (n_samples, n_inputs)
        What the layer was fed.
    grad_sums : array of shape (n_samples, n_outputs)
        The gradient of the loss by the layer's sums. The mean over the
        samples is taken in it already.

    Returns
    -------
    tuple
        The gradient by the weights, of shape (n_inputs, n_outputs), and
        that by the biases, of shape (n_outputs,).
    """
    return inputs.T @ grad_sums, np.sum(grad_sums, axis=0)


def layer_backward(W, grad_sums):
    """Carry a gradient back from a layer's sums to its inputs.

    Parameters
    ----------
    W : array of shape (n_inputs, n_outputs)
    grad_sums : array of shape (n_samples, n_outputs)
        The gradient of the loss by the layer's sums.

    Returns
    -------
    array of shape (n_samples, n_inputs)
    """
    return grad_sums @ W.T


def relu_backward(sums, grad_activations):
    """Carry a gradient back through ReLU.

    Parameters
    ----------
    sums : array of shape (n_samples, n_hidden)
        What ReLU was applied to.
    grad_activations : array of the same shape
        The gradient of the loss by what came out.

    Returns
    -------
    array of the same shape
        The gradient by the sums. Where a sum is exactly 0, ReLU counts
        as closed.
    """
    return np.where(sums > 0, grad_activations, 0)


def sigmoid_backward(activations, grad_activations):
    """Carry a gradient back through the sigmoid.

    Parameters
    ----------
    activations : array of shape (n_samples, n_hidden)
        What the sigmoid gave.
    grad_activations : array of the same shape
        The gradient of the loss by these activations.

    Returns
    -------
    array of the same shape
        The gradient by what the sigmoid was applied to.
    """
    return grad_activations * activations * (1 - activations)


def gradients_with_sigmoid(X, activations, predictions, targets, W2):
    """Find all gradients of a network whose hidden units are sigmoids.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    activations : array of shape (n_samples, n_hidden)
        What the hidden units gave.
    predictions : array of shape (n_samples, n_outputs)
        What the output layer gave: any of the three that
        output_gradient knows.
    targets : array of shape (n_samples, n_outputs)
    W2 : array of shape (n_hidden, n_outputs)

    Returns
    -------
    tuple
        The gradients by W1, b1, W2 and b2, each in the shape of its
        parameter. Use your output_gradient, layer_gradients,
        layer_backward and sigmoid_backward.
    """
    grad_scores = output_gradient(predictions, targets)
    grad_sums = sigmoid_backward(activations, layer_backward(W2, grad_scores))
    return *layer_gradients(X, grad_sums), *layer_gradients(activations, grad_scores)


def gradients_with_relu(X, sums, activations, probabilities, targets, W2):
    """Find all gradients of a network whose hidden units are ReLUs.

    Its output layer is softmax, as in network_forward.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    sums : array of shape (n_samples, n_hidden)
    activations : array of shape (n_samples, n_hidden)
    probabilities : array of shape (n_samples, n_classes)
        These three come from network_forward.
    targets : array of shape (n_samples, n_classes)
    W2 : array of shape (n_hidden, n_classes)

    Returns
    -------
    tuple
        The gradients by W1, b1, W2 and b2, each in the shape of its
        parameter. Use your output_gradient, layer_gradients,
        layer_backward and relu_backward.
    """
    grad_scores = output_gradient(probabilities, targets)
    grad_sums = relu_backward(sums, layer_backward(W2, grad_scores))
    return *layer_gradients(X, grad_sums), *layer_gradients(activations, grad_scores)


def weight_check(X, targets, W1, b1, W2, b2, claimed):
    """Compare a claimed gradient by W1 with differences of the loss.

    Parameters
    ----------
    X, targets, W1, b1, W2, b2 : arrays
        As network_loss takes them. They are the same afterwards.
    claimed : array of shape (n_inputs, n_hidden)
        What is claimed to be the gradient of the loss by W1.

    Returns
    -------
    float
        The length of the difference, divided by the sum of the two
        lengths, where all entries of a table make one long vector: near
        0 if they agree, 1 if they are opposite. Use your network_loss,
        and a step of 0.00001.
    """
    estimated = np.zeros(W1.shape)
    for place in np.ndindex(W1.shape):
        shift = np.zeros(W1.shape)
        shift[place] = 1e-5
        above = network_loss(X, targets, W1 + shift, b1, W2, b2)
        below = network_loss(X, targets, W1 - shift, b1, W2, b2)
        estimated[place] = (above - below) / 2e-5
    size = np.linalg.norm(claimed) + np.linalg.norm(estimated)
    return float(np.linalg.norm(claimed - estimated) / size)


def train_network(X, targets, W1, b1, W2, b2, rate, batches):
    """Train a network of two layers.

    Take one step of descent for each batch, in their order.

    Parameters
    ----------
    X : array of shape (n_samples, n_inputs)
    targets : array of shape (n_samples, n_classes)
    W1, b1, W2, b2 : arrays
        The parameters to start from, as network_forward takes them.
        They are the same afterwards.
    rate : float
        The learning rate.
    batches : list of lists of int
        For each step, the numbers of the rows of X that it looks at.

    Returns
    -------
    tuple
        The new W1, b1, W2 and b2. Use your network_forward and
        gradients_with_relu.
    """
    for rows in batches:
        sums, activations, _, probabilities = network_forward(X[rows], W1, b1, W2, b2)
        gradients = gradients_with_relu(X[rows], sums, activations, probabilities, targets[rows], W2)
        stepped = [old - rate * slope for old, slope in zip((W1, b1, W2, b2), gradients, strict=True)]
        W1, b1, W2, b2 = stepped
    return W1, b1, W2, b2
