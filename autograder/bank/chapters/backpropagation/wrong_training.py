"""Rules that people use in place of training a network of two layers."""

from __future__ import annotations

from solutions.backpropagation import (
    gradients_with_relu,
    layer_backward,
    layer_gradients,
    network_forward,
    output_gradient,
    relu_backward,
    train_network,
)


def gradients(X, targets, W1, b1, W2, b2, rows):
    sums, activations, _, probabilities = network_forward(X[rows], W1, b1, W2, b2)
    return gradients_with_relu(X[rows], sums, activations, probabilities, targets[rows], W2)


def uphill(X, targets, W1, b1, W2, b2, rate, batches):
    return train_network(X, targets, W1, b1, W2, b2, -rate, batches)


def without_the_rate(X, targets, W1, b1, W2, b2, rate, batches):
    return train_network(X, targets, W1, b1, W2, b2, 1.0, batches)


def only_the_step(X, targets, W1, b1, W2, b2, rate, batches):
    for rows in batches:
        W1, b1, W2, b2 = (-rate * slope for slope in gradients(X, targets, W1, b1, W2, b2, rows))
    return W1, b1, W2, b2


def gradients_at_the_start(X, targets, W1, b1, W2, b2, rate, batches):
    start = W1, b1, W2, b2
    for rows in batches:
        grad_W1, grad_b1, grad_W2, grad_b2 = gradients(X, targets, *start, rows)
        W1, b1, W2, b2 = W1 - rate * grad_W1, b1 - rate * grad_b1, W2 - rate * grad_W2, b2 - rate * grad_b2
    return W1, b1, W2, b2


def gradients_pile_up(X, targets, W1, b1, W2, b2, rate, batches):
    total = [0.0, 0.0, 0.0, 0.0]
    for rows in batches:
        found = gradients(X, targets, W1, b1, W2, b2, rows)
        total = [old + new for old, new in zip(total, found, strict=True)]
        W1, b1, W2, b2 = (old - rate * t for old, t in zip((W1, b1, W2, b2), total, strict=True))
    return W1, b1, W2, b2


def one_after_the_other(X, targets, W1, b1, W2, b2, rate, batches):
    for rows in batches:
        W1 = W1 - rate * gradients(X, targets, W1, b1, W2, b2, rows)[0]
        b1 = b1 - rate * gradients(X, targets, W1, b1, W2, b2, rows)[1]
        W2 = W2 - rate * gradients(X, targets, W1, b1, W2, b2, rows)[2]
        b2 = b2 - rate * gradients(X, targets, W1, b1, W2, b2, rows)[3]
    return W1, b1, W2, b2


def back_through_new_weights(X, targets, W1, b1, W2, b2, rate, batches):
    for rows in batches:
        sums, activations, _, probabilities = network_forward(X[rows], W1, b1, W2, b2)
        grad_scores = output_gradient(probabilities, targets[rows])
        grad_W2, grad_b2 = layer_gradients(activations, grad_scores)
        W2, b2 = W2 - rate * grad_W2, b2 - rate * grad_b2
        grad_W1, grad_b1 = layer_gradients(X[rows], relu_backward(sums, layer_backward(W2, grad_scores)))
        W1, b1 = W1 - rate * grad_W1, b1 - rate * grad_b1
    return W1, b1, W2, b2


def biases_left_alone(X, targets, W1, b1, W2, b2, rate, batches):
    for rows in batches:
        grad_W1, _, grad_W2, _ = gradients(X, targets, W1, b1, W2, b2, rows)
        W1, W2 = W1 - rate * grad_W1, W2 - rate * grad_W2
    return W1, b1, W2, b2


def second_layer_only(X, targets, W1, b1, W2, b2, rate, batches):
    for rows in batches:
        _, _, grad_W2, grad_b2 = gradients(X, targets, W1, b1, W2, b2, rows)
        W2, b2 = W2 - rate * grad_W2, b2 - rate * grad_b2
    return W1, b1, W2, b2


def from_zero(X, targets, W1, b1, W2, b2, rate, batches):
    return train_network(X, targets, 0 * W1, 0 * b1, 0 * W2, 0 * b2, rate, batches)
