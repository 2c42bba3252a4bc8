"""The project: softmax regression is trained, batch after batch."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import labels as draw_labels
from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.training import class_probabilities, minibatches, parameter_gradients, train

from .iris import PETALS, SPECIES

PAGE = "training#training-"


def _gradients(X, labels, W, b, rows):
    return parameter_gradients(X[rows], class_probabilities(X[rows], W, b), labels[rows])


def gradients_at_the_start(X, labels, W, b, rate, batches):
    start = W, b
    for rows in batches:
        grad_W, grad_b = _gradients(X, labels, *start, rows)
        W, b = W - rate * grad_W, b - rate * grad_b
    return W, b


def gradients_pile_up(X, labels, W, b, rate, batches):
    total_W, total_b = 0.0, 0.0
    for rows in batches:
        grad_W, grad_b = _gradients(X, labels, W, b, rows)
        total_W, total_b = total_W + grad_W, total_b + grad_b
        W, b = W - rate * total_W, b - rate * total_b
    return W, b


def weights_before_biases(X, labels, W, b, rate, batches):
    for rows in batches:
        W = W - rate * _gradients(X, labels, W, b, rows)[0]
        b = b - rate * _gradients(X, labels, W, b, rows)[1]
    return W, b


def from_zero(X, labels, W, b, rate, batches):
    return train(X, labels, 0 * W, 0 * b, rate, batches)


def biases_left_alone(X, labels, W, b, rate, batches):
    for rows in batches:
        W = W - rate * _gradients(X, labels, W, b, rows)[0]
    return W, b


def row_of_the_step(X, labels, W, b, rate, batches):
    return train(X, labels, W, b, rate, [[i] for i in range(len(batches))])


def into_the_next_class(X, labels, W, b, rate, batches):
    for rows in batches:
        grad_W, grad_b = _gradients(X, labels, W, b, rows)
        W, b = np.roll(W - rate * grad_W, 1, axis=1), np.roll(b - rate * grad_b, 1)
    return W, b


def in_one_table(X, labels, W, b, rate, batches):
    rows_of_ones = np.column_stack([np.ones(len(X)), X])
    theta = np.vstack([b, W])
    for rows in batches:
        powers = np.exp(rows_of_ones[rows] @ theta)
        errors = powers / powers.sum(axis=1)[:, None] - np.eye(len(b))[labels[rows]]
        theta = theta - rate / len(rows) * rows_of_ones[rows].T @ errors
    return theta[1:], theta[0]


def by_recursion(X, labels, W, b, rate, batches):
    if len(batches) == 0:
        return W, b
    W, b = by_recursion(X, labels, W, b, rate, batches[:-1])
    total_W, total_b = np.zeros(W.shape), np.zeros(b.shape)
    for i in batches[-1]:
        scores = X[i] @ W + b
        error = np.exp(scores - np.logaddexp.reduce(scores))
        error[labels[i]] -= 1
        total_W, total_b = total_W + np.outer(X[i], error), total_b + error
    return W - rate * total_W / len(batches[-1]), b - rate * total_b / len(batches[-1])


# --- cases -----------------------------------------------------------------------------------------------------------


def _lists(batches) -> list[list[int]]:
    return [[int(row) for row in batch] for batch in batches]


def _problem(n_samples: int, n_inputs: int, n_classes: int, size: int, epochs: int = 1) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        X, labels = numbers(rng, n_samples, n_inputs), draw_labels(rng, n_samples, n_classes)
        orders = [rng.permutation(n_samples) for _ in range(epochs)]
        batches = [batch for order in orders for batch in _lists(minibatches(order, size))]
        start = [numbers(rng, n_inputs, n_classes), numbers(rng, n_classes)]
        return {"args": [X, labels, *start, float(rng.uniform(0.2, 0.5)), batches]}

    return draw


def _irises(size: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        start = [0.1 * numbers(rng, 2, 3), 0.1 * numbers(rng, 3)]
        batches = _lists(minibatches(rng.permutation(len(PETALS)), size))
        return {"args": [PETALS.copy(), SPECIES.copy(), *start, float(rng.uniform(0.05, 0.2)), batches]}

    return draw


def _no_batches(rng: np.random.Generator) -> Request:
    args = _problem(5, 2, 4, 3)(rng)["args"]
    return {"args": [*args[:-1], []]}


# --- small cases for confrontations: one input, two classes, all weights and biases 0, one sample of class 0 ----------

X, FIRST = np.array([[1.0]]), np.array([0])


def _after(answer, steps, W=0.0, rate=1.0):
    """Return weights and biases of class 0 after some steps on the one sample."""
    new_W, new_b = answer(X, FIRST, np.full((1, 2), W), np.zeros(2), rate, [[0]] * steps)
    return float(np.asarray(new_W)[0, 0]), float(np.asarray(new_b)[0])


def _growth(answer):
    """Return by how much the third step is longer than the first."""
    weights = [_after(answer, steps)[0] for steps in range(4)]
    return (weights[3] - weights[2]) / (weights[1] - weights[0])


TRAIN = Exercise(
    name="train",
    kind="function",
    reference=train,
    uses=("class_probabilities", "parameter_gradients", "descent_step"),
    ladder=(
        Rung("three batches", _problem(7, 2, 4, 3), cases=3),
        Rung("single samples", _problem(4, 3, 5, 1)),
        Rung("nine irises, one by one", _irises(1)),
        Rung("nine irises in batches of four", _irises(4)),
        # only where inputs and classes agree in number does a transposed gradient fit, and can be followed
        Rung("as many inputs as classes", _problem(7, 3, 3, 2), cases=2),
        Rung("twenty steps", _problem(8, 3, 2, 2, epochs=5), share=0.25),
        Rung("no batches", _no_batches, cases=1, share=0.1, public=False),
    ),
    wrong=(
        Wrong(
            "takes all gradients at the start",
            gradients_at_the_start,
            "after a step the classifier is another one, and so are its probabilities",
            "Which weights give the probabilities of the second batch?",
            PAGE + "epochs",
            "misconceptions: TRN02-same-gradient",
            confrontation=Confrontation(
                "the hundredth step on the same sample is as long as the first, although the sample is long learnt",
                lambda answer: np.isclose(_after(answer, 100)[0], 100 * _after(answer, 1)[0]),
            ),
        ),
        Wrong(
            "lets the gradients pile up",
            gradients_pile_up,
            "the gradients of earlier batches are never cleared",
            "Before step 2, what is stored in your gradient?",
            PAGE + "epochs",
            "misconceptions: TRN01-grads-pile-up",
            confrontation=Confrontation(
                "the third step on a sample is longer than the first, although the error has become smaller",
                lambda answer: _growth(answer) > 1,
            ),
        ),
        Wrong(
            "updates the biases with gradients taken after the weights' step",
            weights_before_biases,
            "both gradients belong to the same place: first take both, then step",
            "Were both gradients taken with the same weights?",
            PAGE + "epochs",
            "misconceptions: TRN03-one-after-the-other",
            confrontation=Confrontation(
                "with the input 1 a weight and a bias have the same gradient, and yet they take different steps",
                lambda answer: 0 < _after(answer, 1)[1] < 0.9 * _after(answer, 1)[0],
            ),
        ),
        Wrong(
            "starts from zero",
            from_zero,
            "the weights and biases that were given are not used",
            "If there are no batches, which weights should come back?",
            PAGE + "start",
            "misconceptions: TRN04-zero-start",
            confrontation=Confrontation(
                "without a single batch all weights become 0", lambda answer: _after(answer, 0, W=5.0)[0] == 0
            ),
        ),
        Wrong(
            "leaves the biases as they were",
            biases_left_alone,
            "biases are parameters, and every batch moves them too",
            "Which parameters does a step change?",
            PAGE + "step",
            "surviving mutant",
            confrontation=Confrontation(
                "after a hundred steps the biases are where they began", lambda answer: _after(answer, 100)[1] == 0
            ),
        ),
        Wrong(
            "takes the row with the step's number",
            row_of_the_step,
            "the number of the step and the numbers of the rows are different things",
            "Which rows does the third batch name?",
            PAGE + "epochs",
            "seeds: iteration-index-mix",
            confrontation=Confrontation(
                "a batch that names the second sample learns from the first",
                lambda answer: (
                    float(
                        np.asarray(
                            answer(np.ones((2, 1)), np.array([0, 1]), np.zeros((1, 2)), np.zeros(2), 1.0, [[1]])[1]
                        )[0]
                    )
                    > 0
                ),
            ),
        ),
        Wrong(
            "moves every class's parameters into the next class",
            into_the_next_class,
            "a step leads from one iteration to the next, and not from one class to the next",
            "To which class do the new weights of class 0 belong?",
            PAGE + "step",
            "seeds: class-index-as-iteration",
            confrontation=Confrontation(
                "a sample of class 0 raises the bias of class 1", lambda answer: _after(answer, 1)[1] < 0
            ),
        ),
    ),
    right=(Right("in one table", in_one_table), Right("by recursion", by_recursion)),
    hints=(
        "Which three things happen for each batch, and which of them needs the newest weights?",
        "Print W and b after each batch, and recompute the first step with your three functions by hand.",
        "One input 1, two classes, all parameters 0, rate 1, a sample of class 0 twice: the probabilities are 0.5 and "
        "0.5, so W and b become (0.5, −0.5); then they are 0.881 and 0.119, and W and b become (0.619, −0.619).",
    ),
    covers=(
        "sgd-algorithm-steps",
        "sgd-three-class-update",
        "minibatch-three-class-update",
        "one-feature-update",
        "zero-based-example",
        "cce-update-rule",
    ),
    minutes=30,
    difficulty=3,
)
