"""The Jacobian of softmax times a direction."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.softmax import softmax, softmax_jvp


def _along(answer, *direction):
    """Return how the probabilities of two equal scores change."""
    return np.asarray(answer(np.zeros((1, 2)), np.array([direction])))


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
            confrontation=Confrontation(
                "when both scores rise alike, the probabilities of both classes rise",
                lambda answer: (_along(answer, 1.0, 1.0) > 0.1).all(),
            ),
        ),
        Wrong(
            "forgets the mean of the direction",
            without_the_mean,
            "the second term of the Jacobian, the one with two probabilities, is missing",
            "What should the changes of one row's probabilities sum to?",
            "softmax#softmax-jvp",
            "surviving mutant",
            confrontation=Confrontation(
                "when both scores rise alike, the probabilities of both classes rise",
                lambda answer: (_along(answer, 1.0, 1.0) > 0.1).all(),
            ),
        ),
        Wrong(
            "takes the plain mean",
            plain_mean,
            "the mean of the direction must be weighted by the probabilities",
            "Which class should count most in the mean: a probable one, or any?",
            "softmax#softmax-jvp",
            "two surviving mutants",
            confrontation=Confrontation(
                "for the scores 0 and ln 3 the probabilities change by 1/8 and −3/8, and no longer sum to 1",
                lambda answer: np.allclose(
                    answer(np.array([[0.0, np.log(3)]]), np.array([[1.0, 0.0]])), [[0.125, -0.375]]
                ),
            ),
        ),
        Wrong(
            "takes the mean over the whole table",
            mean_over_the_table,
            "the samples get mixed: each row needs a mean of its own",
            "Should one sample's direction change another sample's answer?",
            "softmax#softmax-rows",
            "surviving mutant",
            confrontation=Confrontation(
                "a sample whose scores stand still has probabilities that change, because another one's scores move",
                lambda answer: (
                    np.abs(np.asarray(answer(np.zeros((2, 2)), np.array([[1.0, 0.0], [0.0, 0.0]])))[1]).max() > 0.1
                ),
            ),
        ),
        Wrong(
            "adds the mean",
            mean_added,
            "the changes of one row's probabilities must cancel, so the mean is subtracted",
            "If one probability rises, what must the others do?",
            "softmax#softmax-jacobian",
            "surviving mutant",
            confrontation=Confrontation(
                "when both scores rise alike, the probabilities of both classes rise",
                lambda answer: (_along(answer, 1.0, 1.0) > 0.1).all(),
            ),
        ),
        Wrong(
            "takes softmax of the direction",
            softmax_of_the_direction,
            "scores and direction have changed places",
            "At which point is the Jacobian taken, and what does it multiply?",
            "softmax#softmax-jvp",
            "misconceptions: JVP02-softmax-of-upstream",
            confrontation=Confrontation(
                "the probabilities of equal scores never change, wherever the scores move",
                lambda answer: np.allclose(_along(answer, 1.0, 0.0), 0),
            ),
        ),
        Wrong(
            "turns the sign",
            turned_sign,
            "the direction and its mean have changed places",
            "If only one score rises, does its own probability rise or fall?",
            "softmax#softmax-jacobian",
            "misconceptions: JAC03-sign",
            confrontation=Confrontation(
                "a class whose score rises becomes less probable",
                lambda answer: _along(answer, 1.0, 0.0)[0, 0] < 0,
            ),
        ),
        Wrong(
            "takes the entries off the diagonal as positive",
            plus_off_the_diagonal,
            "a probability falls when another class's score rises, so those entries are negative",
            "If another class's score rises, what does this probability do?",
            "softmax#softmax-jacobian",
            "misconceptions: JAC04-plus-off-diagonal",
            confrontation=Confrontation(
                "when one score rises, the probabilities of both classes rise",
                lambda answer: (_along(answer, 1.0, 0.0) > 0.1).all(),
            ),
        ),
        Wrong(
            "returns the Jacobians themselves",
            jacobian_itself,
            "the Jacobian of each row is still to be multiplied by the row's direction",
            "Which shape should the answer have?",
            "softmax#softmax-jvp",
            "misconceptions: JVP03-jacobian-not-applied",
            confrontation=Confrontation(
                "one sample gets a whole table instead of a row",
                lambda answer: _along(answer, 1.0, 0.0).shape == (1, 2, 2),
            ),
        ),
    ),
    right=(Right("with the whole Jacobian", with_the_jacobian), Right("with einsum", with_einsum)),
    hints=(
        "If all scores of a sample rise alike, how do its probabilities change?",
        "Compare with (softmax(scores + 1e-6 * direction) - softmax(scores)) / 1e-6, for a table of two rows.",
        "For the probabilities 0.8 and 0.2 and the direction (1, 2) the mean is 0.8 + 0.4 = 1.2; the answer is "
        "0.8 · (1 − 1.2) = −0.16 and 0.2 · (2 − 1.2) = 0.16.",
    ),
    covers=("softmax-jacobian-quotient-rule", "softmax-jacobian-delta-form"),
    minutes=15,
    difficulty=2,
)
