"""A gradient check of the first layer's weights by differences of the loss."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.judge import Tolerance
from autograder.student.kinds import Request
from solutions.backpropagation import gradients_with_relu, network_forward, network_loss, weight_check

from .draws import with_targets

PAGE = "backpropagation#backpropagation-check"


def slopes(X, targets, W1, b1, W2, b2):
    estimated = np.zeros(W1.shape)
    for place in np.ndindex(W1.shape):
        above, below = np.array(W1, dtype=float), np.array(W1, dtype=float)
        above[place] += 1e-5
        below[place] -= 1e-5
        rise = network_loss(X, targets, above, b1, W2, b2) - network_loss(X, targets, below, b1, W2, b2)
        estimated[place] = rise / 2e-5
    return estimated


def distance(claimed, estimated):
    return float(np.linalg.norm(claimed - estimated) / (np.linalg.norm(claimed) + np.linalg.norm(estimated)))


def divided_by_one_step(X, targets, W1, b1, W2, b2, claimed):
    return distance(claimed, 2 * slopes(X, targets, W1, b1, W2, b2))


def not_divided_by_the_step(X, targets, W1, b1, W2, b2, claimed):
    return distance(claimed, 2e-5 * slopes(X, targets, W1, b1, W2, b2))


def all_at_once(X, targets, W1, b1, W2, b2, claimed):
    above = network_loss(X, targets, W1 + 1e-5, b1, W2, b2)
    below = network_loss(X, targets, W1 - 1e-5, b1, W2, b2)
    return distance(claimed, np.full(W1.shape, (above - below) / 2e-5))


def not_put_back(X, targets, W1, b1, W2, b2, claimed):
    estimated, shift = np.zeros(W1.shape), np.zeros(W1.shape)
    for place in np.ndindex(W1.shape):
        shift[place] = 1e-5
        above = network_loss(X, targets, W1 + shift, b1, W2, b2)
        below = network_loss(X, targets, W1 - shift, b1, W2, b2)
        estimated[place] = (above - below) / 2e-5
    return distance(claimed, estimated)


def not_relative(X, targets, W1, b1, W2, b2, claimed):
    return float(np.linalg.norm(claimed - slopes(X, targets, W1, b1, W2, b2)))


def relative_to_the_claim(X, targets, W1, b1, W2, b2, claimed):
    gap = np.linalg.norm(claimed - slopes(X, targets, W1, b1, W2, b2))
    return float(gap / np.linalg.norm(claimed))


def relative_to_the_estimate(X, targets, W1, b1, W2, b2, claimed):
    estimated = slopes(X, targets, W1, b1, W2, b2)
    return float(np.linalg.norm(claimed - estimated) / np.linalg.norm(estimated))


def with_a_flat_vector(X, targets, W1, b1, W2, b2, claimed):
    weights, step, estimated = W1.ravel(), 1e-5, []
    for i in range(weights.size):
        unit = step * (np.arange(weights.size) == i)
        losses = [network_loss(X, targets, (weights + s * unit).reshape(W1.shape), b1, W2, b2) for s in (1, -1)]
        estimated.append((losses[0] - losses[1]) / (2 * step))
    gap = claimed.ravel() - estimated
    return np.sqrt(gap @ gap) / (np.sqrt(np.sum(claimed**2)) + np.sqrt(np.sum(np.square(estimated))))


def from_one_side(X, targets, W1, b1, W2, b2, claimed):
    start, step = network_loss(X, targets, W1, b1, W2, b2), 1e-6
    estimated = np.zeros(W1.shape)
    for i in range(W1.shape[0]):
        for j in range(W1.shape[1]):
            moved = np.array(W1, dtype=float)
            moved[i, j] += step
            estimated[i, j] = (network_loss(X, targets, moved, b1, W2, b2) - start) / step
    return distance(claimed, estimated)


def _claimed(change: str, *sizes: int) -> Draw:
    draw_network = with_targets(*sizes)

    def draw(rng: np.random.Generator) -> Request:
        X, targets, W1, b1, W2, b2 = draw_network(rng)["args"]
        sums, activations, _, probabilities = network_forward(X, W1, b1, W2, b2)
        right = gradients_with_relu(X, sums, activations, probabilities, targets, W2)[0]
        factors = {"right": 1.0, "short": rng.uniform(0.3, 0.6), "turned": -rng.uniform(0.5, 0.9), "single": 1.0}
        claimed = factors[change] * right
        if change == "single":
            place = np.unravel_index(np.abs(right).argmax(), right.shape)
            claimed[place] *= rng.uniform(1.5, 2.5)
        return {"args": [X, targets, W1, b1, W2, b2, claimed]}

    return draw


# --- one input of 1, one open unit, two classes with equal scores: the slope is -1/2 ----------------------------------


def _told(answer, claimed, scale=1.0, n_inputs=1):
    X, W1, W2 = np.full((1, n_inputs), scale), np.ones((n_inputs, 1)), np.array([[1.0, -1.0]])
    b1 = np.array([1.0 - scale * n_inputs])
    return answer(X, np.array([[1.0, 0.0]]), W1, b1, W2, np.array([-1.0, 1.0]), np.full((n_inputs, 1), claimed * scale))


WEIGHT_CHECK = Exercise(
    name="weight_check",
    kind="function",
    reference=weight_check,
    uses=("network_loss", "network_forward"),
    tolerance=Tolerance(1e-4, 1e-4, "differences with any sensible step, from one side or both"),
    ladder=(
        Rung("a right gradient", _claimed("right", 3, 2, 4, 2)),
        Rung("a gradient that is too short", _claimed("short", 3, 2, 4, 5)),
        Rung("a gradient that points the other way", _claimed("turned", 4, 3, 2, 5)),
        Rung("one wrong entry", _claimed("single", 5, 2, 3, 4)),
    ),
    wrong=(
        Wrong(
            "divides by one step",
            divided_by_one_step,
            "the two points are two steps apart",
            "How far apart are the two points at which you look?",
            PAGE,
            "misconceptions: NUM01-divide-by-h",
            confrontation=Confrontation(
                "a right gradient is told to be off by a third", lambda answer: np.isclose(_told(answer, -1.0), 1 / 3)
            ),
        ),
        Wrong(
            "does not divide by the step",
            not_divided_by_the_step,
            "a slope is a rise divided by a run",
            "What happens to your slopes if you take a step half as long?",
            PAGE,
            "misconceptions: NUM02-not-divided",
            confrontation=Confrontation(
                "a right gradient and its opposite are told to be equally wrong",
                lambda answer: np.isclose(_told(answer, -1.0), _told(answer, 1.0), atol=1e-3),
            ),
        ),
        Wrong(
            "moves all weights at once",
            all_at_once,
            "every weight has a slope of its own, so only one of them may move",
            "How many weights move before you look at the loss?",
            PAGE,
            "misconceptions: NUM03-all-at-once",
            confrontation=Confrontation(
                "with two inputs that are alike, a right gradient is told to be off by a third",
                lambda answer: np.isclose(_told(answer, -1.0, n_inputs=2), 1 / 3),
            ),
        ),
        Wrong(
            "does not put the weights back",
            not_put_back,
            "the weight that was moved is to be put back before the next one moves",
            "After the second weight, how many weights differ from where they were?",
            PAGE,
            "misconceptions: NUM04-not-put-back",
            confrontation=Confrontation(
                "with two inputs that are alike, a right gradient is told to be off by more than a fifth",
                lambda answer: 0.2 < _told(answer, -1.0, n_inputs=2) < 0.3,
            ),
        ),
        Wrong(
            "leaves out the division",
            not_relative,
            "the difference is not compared with the size of the gradients",
            "Is a difference of 0.01 large? Compared with what?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "the opposite of a tiny gradient is told to be nearly right",
                lambda answer: _told(answer, 1.0, scale=0.001) < 0.01,
            ),
        ),
        Wrong(
            "divides by the claimed gradient only",
            relative_to_the_claim,
            "the two gradients are not treated alike, and a claim of zero cannot be checked",
            "What happens if the claimed gradient is zero?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "a claim that is much too short is off by more than 9, where 1 should be the most",
                lambda answer: _told(answer, -0.1) > 8.9,
            ),
        ),
        Wrong(
            "divides by the numerical gradient only",
            relative_to_the_estimate,
            "the two gradients are not treated alike, and the answer may exceed 1",
            "What happens if the claimed gradient is a hundred times too long?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "a claim that is much too long is off by 99, where 1 should be the most",
                lambda answer: _told(answer, -100.0) > 98,
            ),
        ),
    ),
    right=(Right("with a flat vector", with_a_flat_vector), Right("from one side", from_one_side)),
    hints=(
        "Which two losses tell the slope in one single weight?",
        "Check your gradients_with_relu: the answer should be far below 0.0001. Then turn the sign of one entry and "
        "look again.",
        "A claim of (3, 4) and differences of (3, 0): the gap is 4 long, the gradients are 5 and 3 long, and "
        "4/(5 + 3) = 0.5.",
    ),
    equivalent={
        "estimated = np.zeros(W1.shape) -> estimated = -np.zeros(W1.shape)": "every entry is written before it is read",
        "estimated = np.zeros(W1.shape) -> estimated = np.ones(W1.shape)": "every entry is written before it is read",
        "shift = np.zeros(W1.shape) -> shift = -np.zeros(W1.shape)": "the sign of 0 moves nothing",
        "return float(np.linalg.norm(claimed - estimated) / size) "
        "-> return np.linalg.norm(claimed - estimated) / size": "a NumPy number is a number",
    },
    covers=("mlp-grad-hidden-weights",),
    minutes=20,
    difficulty=2,
)
