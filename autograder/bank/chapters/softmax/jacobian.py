"""The Jacobian of softmax times a direction."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.softmax import softmax, softmax_jvp


def only_the_diagonal(scores, direction):
    probabilities = softmax(scores)
    return probabilities * (1 - probabilities) * direction


def without_the_mean(scores, direction):
    return softmax(scores) * direction


def plain_mean(scores, direction):
    return softmax(scores) * (direction - direction.mean(axis=1, keepdims=True))


def mean_over_the_table(scores, direction):
    probabilities = softmax(scores)
    return probabilities * (direction - np.sum(probabilities * direction))


def mean_added(scores, direction):
    probabilities = softmax(scores)
    return probabilities * (direction + np.sum(probabilities * direction, axis=1, keepdims=True))


def softmax_of_the_direction(scores, direction):
    probabilities = softmax(direction)
    return probabilities * (scores - np.sum(probabilities * scores, axis=1, keepdims=True))


def mean_not_weighted(scores, direction):
    probabilities = softmax(scores)
    return probabilities * direction - np.sum(probabilities * direction, axis=1, keepdims=True)


def turned_sign(scores, direction):
    probabilities = softmax(scores)
    return probabilities * (np.sum(probabilities * direction, axis=1, keepdims=True) - direction)


def plus_off_the_diagonal(scores, direction):
    probabilities = softmax(scores)
    mean = np.sum(probabilities * direction, axis=1, keepdims=True)
    return probabilities * (direction + mean - 2 * probabilities * direction)


def jacobian_itself(scores, direction):
    return np.array([np.diag(p) - np.outer(p, p) for p in softmax(scores)])


def with_the_jacobian(scores, direction):
    rows = []
    for p, v in zip(softmax(scores), direction, strict=True):
        rows.append((np.diag(p) - np.outer(p, p)) @ v)
    return np.array(rows)


def with_einsum(scores, direction):
    p = softmax(scores)
    return p * direction - p * np.einsum("nk,nk->n", p, direction)[:, None]


def _scores_and_direction(n_samples: int, n_classes: int, spread: float = 1.5) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        shape = (n_samples, n_classes)
        return {"args": [spread * rng.normal(size=shape), rng.normal(size=shape)]}

    return draw


def _large_scores_and_direction(rng: np.random.Generator) -> Request:
    return {"args": [1000 + rng.normal(size=(3, 4)), rng.normal(size=(3, 4))]}


SOFTMAX_JVP = Exercise(
    name="softmax_jvp",
    kind="function",
    reference=softmax_jvp,
    uses=("softmax",),
    ladder=(
        Rung("one row", _scores_and_direction(1, 3)),
        Rung("two rows", _scores_and_direction(2, 3), cases=3),
        Rung("five rows", _scores_and_direction(5, 4)),
        Rung("large scores", _large_scores_and_direction, public=False, share=0.25),
    ),
    wrong=(
        Wrong(
            "takes only the diagonal",
            only_the_diagonal,
            "each probability is treated as if it depended on its own score alone",
            "Does this probability change when another class's score moves?",
            "softmax#softmax-jacobian",
            "misconceptions: JVP01-elementwise",
        ),
        Wrong(
            "forgets the mean of the direction",
            without_the_mean,
            "the second term of the Jacobian, the one with two probabilities, is missing",
            "What should the changes of one row's probabilities sum to?",
            "softmax#softmax-jvp",
            "surviving mutant",
        ),
        Wrong(
            "takes the plain mean",
            plain_mean,
            "the mean of the direction must be weighted by the probabilities",
            "Which class should count most in the mean: a probable one, or any?",
            "softmax#softmax-jvp",
            "surviving mutant",
        ),
        Wrong(
            "takes the mean over the whole table",
            mean_over_the_table,
            "the samples get mixed: each row needs a mean of its own",
            "Should one sample's direction change another sample's answer?",
            "softmax#softmax-rows",
            "surviving mutant",
        ),
        Wrong(
            "adds the mean",
            mean_added,
            "the changes of one row's probabilities must cancel, so the mean is subtracted",
            "If one probability rises, what must the others do?",
            "softmax#softmax-jacobian",
            "surviving mutant",
        ),
        Wrong(
            "takes softmax of the direction",
            softmax_of_the_direction,
            "scores and direction have changed places",
            "At which point is the Jacobian taken, and what does it multiply?",
            "softmax#softmax-jvp",
            "misconceptions: JVP02-softmax-of-upstream",
        ),
        Wrong(
            "does not weight the mean that it subtracts",
            mean_not_weighted,
            "the probability in front multiplies the mean as well",
            "What should the changes of one row's probabilities sum to?",
            "softmax#softmax-jvp",
            "surviving mutant",
        ),
        Wrong(
            "turns the sign",
            turned_sign,
            "the direction and its mean have changed places",
            "If only one score rises, does its own probability rise or fall?",
            "softmax#softmax-jacobian",
            "misconceptions: JAC03-sign",
        ),
        Wrong(
            "takes the entries off the diagonal as positive",
            plus_off_the_diagonal,
            "a probability falls when another class's score rises, so those entries are negative",
            "If another class's score rises, what does this probability do?",
            "softmax#softmax-jacobian",
            "misconceptions: JAC04-plus-off-diagonal",
        ),
        Wrong(
            "returns the Jacobians themselves",
            jacobian_itself,
            "the Jacobian of each row is still to be multiplied by the row's direction",
            "Which shape should the answer have?",
            "softmax#softmax-jvp",
            "misconceptions: JVP03-jacobian-not-applied",
        ),
    ),
    right=(Right("with the whole Jacobian", with_the_jacobian), Right("with einsum", with_einsum)),
)
