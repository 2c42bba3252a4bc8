"""The project: a network of two layers is trained on XOR and on a spiral."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.judge import Tolerance
from autograder.student.kinds import Request
from solutions.backpropagation import gradients_with_relu, network_forward, train_network

from . import wrong_training as rules

PAGE = "backpropagation#backpropagation-"


def in_place_on_copies(X, targets, W1, b1, W2, b2, rate, batches):
    parameters = [np.array(value, dtype=float) for value in (W1, b1, W2, b2)]
    for rows in batches:
        sums, activations, _, probabilities = network_forward(X[rows], *parameters)
        found = gradients_with_relu(X[rows], sums, activations, probabilities, targets[rows], parameters[2])
        for parameter, gradient in zip(parameters, found, strict=True):
            parameter -= rate * np.asarray(gradient)
    return tuple(parameters)


def sample_by_sample(X, targets, W1, b1, W2, b2, rate, batches):
    if len(batches) == 0:
        return W1, b1, W2, b2
    step = [0.0, 0.0, 0.0, 0.0]
    for i in batches[0]:
        h = X[i] @ W1 + b1
        a = np.clip(h, 0, None)
        z = a @ W2 + b2
        g = np.exp(z - np.logaddexp.reduce(z)) - targets[i]
        d = np.where(h > 0, W2 @ g, 0)
        step = [old + new for old, new in zip(step, (np.outer(X[i], d), d, np.outer(a, g), g), strict=True)]
    W1, b1, W2, b2 = (p - rate / len(batches[0]) * s for p, s in zip((W1, b1, W2, b2), step, strict=True))
    return sample_by_sample(X, targets, W1, b1, W2, b2, rate, batches[1:])


# --- cases -----------------------------------------------------------------------------------------------------------


def _start(rng: np.random.Generator, n_hidden: int, n_classes: int) -> list[np.ndarray]:
    first = [numbers(rng, 2, n_hidden), 0.5 * numbers(rng, n_hidden)]
    return [*first, 0.5 * numbers(rng, n_hidden, n_classes), 0.2 * numbers(rng, n_classes)]


def _xor(n_hidden: int, size: int, steps: int) -> Draw:
    """Draw a start for the four corners of a square, opposite ones in one class, and batches of ``size``."""

    def draw(rng: np.random.Generator) -> Request:
        X = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
        targets = np.eye(2)[[0, 1, 1, 0]]
        batches = [[int(i) for i in rng.permutation(4)[:size]] for _ in range(steps)]
        return {"args": [X, targets, *_start(rng, n_hidden, 2), float(rng.uniform(0.1, 0.4)), batches]}

    return draw


def _spiral(per_arm: int, n_hidden: int, size: int, steps: int) -> Draw:
    """Draw three arms of a spiral, which are the classes, and batches of their points."""

    def draw(rng: np.random.Generator) -> Request:
        arms = np.repeat(np.arange(3), per_arm)
        far = np.tile(np.linspace(0.3, 1.5, per_arm), 3)
        turn = 2 * np.pi * arms / 3 + 2 * far + 0.2 * rng.normal(size=len(arms))
        X = far[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
        batches = [[int(i) for i in rng.permutation(len(X))[:size]] for _ in range(steps)]
        targets = 0.9 * np.eye(3)[arms] + 0.1 / 3
        return {"args": [X, targets, *_start(rng, n_hidden, 3), float(rng.uniform(0.1, 0.4)), batches]}

    return draw


def _no_batches(rng: np.random.Generator) -> Request:
    args = _xor(3, 3, 1)(rng)["args"]
    return {"args": [*args[:-1], []]}


# --- one input of 1, one open unit, two classes with equal scores, the target class 0 ---------------------------------


def _after(answer, steps=1, rate=0.1, target=1.0, b1=0.0):
    """Return W1, b1, W2 and b2 after some steps on the one sample."""
    X, W1, W2 = np.ones((1, 1)), np.ones((1, 1)), np.array([[1.0, -1.0]])
    start = [W1, np.array([b1]), W2, np.array([-1.0 - b1, 1.0 + b1])]
    found = answer(X, np.array([[target, 1 - target]]), *start, rate, [[0]] * steps)
    return [np.asarray(part, dtype=float).ravel()[0] for part in found]


def _growth(answer):
    """Return by how much the third step of W1 is longer than the first."""
    places = [_after(answer, steps)[0] for steps in range(4)]
    return (places[3] - places[2]) / (places[1] - places[0])


TRAIN_NETWORK = Exercise(
    name="train_network",
    kind="function",
    reference=train_network,
    uses=(
        "network_forward",
        "gradients_with_relu",
        "output_gradient",
        "layer_gradients",
        "layer_backward",
        "relu_backward",
    ),
    tolerance=Tolerance(1e-6, 1e-8, "up to twelve steps in double precision"),
    ladder=(
        # two of everything: here a table that an earlier mistake has transposed still fits, and can be followed through
        Rung("XOR, one step", _xor(2, 2, 1), cases=3),
        Rung("XOR, four steps", _xor(5, 3, 4)),
        Rung("a spiral, five steps", _spiral(4, 5, 7, 5), cases=1),
        Rung("a spiral, twelve steps", _spiral(5, 4, 8, 12), cases=1, public=False),
        Rung("no batch at all", _no_batches, cases=1, public=False, share=0.25),
    ),
    wrong=(
        Wrong(
            "goes uphill",
            rules.uphill,
            "the step is added, so that the loss grows",
            "Which way does the gradient point: up or down?",
            PAGE + "training",
            "misconceptions: GDS01-plus",
            ties=("output_gradient:subtracts the predictions from the targets",),
            confrontation=Confrontation(
                "after a step the score of the true class is lower", lambda answer: _after(answer)[3] < -1
            ),
        ),
        Wrong(
            "leaves out the learning rate",
            rules.without_the_rate,
            "every step is as long as the gradient",
            "What decides how far a step goes?",
            PAGE + "training",
            "surviving mutant",
            confrontation=Confrontation(
                "with the learning rate 0 the parameters move", lambda answer: _after(answer, rate=0.0)[3] != -1
            ),
        ),
        Wrong(
            "forgets where it stood",
            rules.only_the_step,
            "the new parameters are the step alone, as if every step began at zero",
            "If the gradient is zero, where should the parameters be?",
            PAGE + "training",
            "misconceptions: GDS02-assign",
            confrontation=Confrontation(
                "with the learning rate 0 all parameters jump to 0", lambda answer: not any(_after(answer, rate=0.0))
            ),
        ),
        Wrong(
            "keeps the gradient of the start",
            rules.gradients_at_the_start,
            "the slope changes on the way, and every step needs its own",
            "At which parameters do you measure the slope before the second step?",
            PAGE + "training",
            "misconceptions: TRN02-same-gradient",
            confrontation=Confrontation(
                "the third step on the same sample is as long as the first, although the sample is nearly right "
                "by then",
                lambda answer: np.isclose(_growth(answer), 1),
            ),
        ),
        Wrong(
            "lets the gradients pile up",
            rules.gradients_pile_up,
            "each step takes the gradient of its own batch, and the old ones are not in it",
            "What is left in your gradient from the step before?",
            PAGE + "training",
            "misconceptions: TRN01-grads-pile-up",
            confrontation=Confrontation(
                "the third step on the same sample is more than twice as long as the first",
                lambda answer: _growth(answer) > 2,
            ),
        ),
        Wrong(
            "updates one parameter after the other",
            rules.one_after_the_other,
            "all four gradients belong to the same point, so all four are computed before anything moves",
            "At which parameters was the gradient by b2 measured?",
            PAGE + "training",
            "misconceptions: TRN03-one-after-the-other",
            confrontation=Confrontation(
                "the bias of the true class rises by less than its gradient of 1/2 says",
                lambda answer: 0 < _after(answer)[3] + 1 < 0.04,
            ),
        ),
        Wrong(
            "sends the error back through new weights",
            rules.back_through_new_weights,
            "the forward pass was made with the old weights, and the way back must use the same",
            "Has W2 changed between the way forward and the way back?",
            PAGE + "training",
            "misconceptions: HID06-updated-weights",
            confrontation=Confrontation(
                "the weight of the first layer rises by more than its gradient of 1 says",
                lambda answer: _after(answer)[0] > 1.101 and np.isclose(_after(answer)[3], -0.95),
            ),
        ),
        Wrong(
            "leaves the biases alone",
            rules.biases_left_alone,
            "biases have gradients, and they are trained like weights",
            "Which parameters of the network never move?",
            PAGE + "training",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "one class is always the true one, and its bias never rises", lambda answer: _after(answer, 3)[3] == -1
            ),
        ),
        Wrong(
            "trains the second layer only",
            rules.second_layer_only,
            "the hidden layer has to learn as well: that is what the way back is for",
            "Does W1 differ from the one that you were given?",
            PAGE + "training",
            "seeds: hidden-activation-unknown",
            # the errors of a softmax sum to 0, so shared out evenly they leave nothing for the first layer
            ties=("layer_backward:shares the errors out without the weights",),
            confrontation=Confrontation(
                "after three steps the hidden layer is what it was", lambda answer: _after(answer, 3)[:2] == [1, 0]
            ),
        ),
        Wrong(
            "starts from zero",
            rules.from_zero,
            "with all weights at 0 nothing comes back to the first layer, and the units stay alike",
            "Where do you start: at the parameters that you were given, or at 0?",
            PAGE + "training",
            "misconceptions: TRN04-zero-start",
            confrontation=Confrontation(
                "after three steps all weights are still 0",
                lambda answer: _after(answer, 3)[0] == _after(answer, 3)[2] == 0,
            ),
        ),
    ),
    right=(Right("in place on copies", in_place_on_copies), Right("sample by sample", sample_by_sample)),
    hints=(
        "For one batch: what do you compute first, what then, and what moves at the end?",
        "Take a learning rate of 0: nothing may move. Then compare one step of yours with a step against each of "
        "the four "
        "gradients.",
        "A bias at 0.5 whose gradient is −0.2 on the first batch and −0.1 on the second stands, with the rate 0.1, at "
        "0.52 and then at 0.53.",
    ),
    equivalent={
        "stepped = [old - rate * slope for old, slope in zip((W1, b1, W2, b2), gradients, strict=True)] "
        "-> stepped = [old - rate * slope for old, slope in zip((W1, b1, W2, b2), gradients, strict=False)]": (
            "there are four of each, so there is nothing to be strict about"
        ),
    },
    covers=("mlp-label-smoothing-update", "hidden-update-needs-backprop"),
    minutes=30,
    difficulty=3,
)
