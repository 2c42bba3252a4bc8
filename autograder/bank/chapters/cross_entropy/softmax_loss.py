"""The cross-entropy of softmax, straight from the scores."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.cross_entropy import log_sum_exp, softmax_loss

from .draws import scored, soft_rows

PAGE = "cross_entropy#cross-entropy-"
SCORES, MEAN = PAGE + "scores", PAGE + "mean"

ZEROS, FIRST = np.zeros((1, 2)), np.array([[1.0, 0.0]])  # one sample of class 0, two scores of 0


def through_the_probabilities(scores, targets):
    powers = np.exp(scores)
    shares = powers / np.sum(powers, axis=1, keepdims=True)
    return -np.mean(np.sum(targets * np.log(shares), axis=1))


def summed(scores, targets):
    return len(scores) * softmax_loss(scores, targets)


def over_the_classes_too(scores, targets):
    return softmax_loss(scores, targets) / scores.shape[1]


def without_the_log_sum(scores, targets):
    return -np.mean(np.sum(targets * scores, axis=1))


def without_the_targets(scores, targets):
    return np.mean(log_sum_exp(scores))


def target_scores_added(scores, targets):
    return np.mean(log_sum_exp(scores) + np.sum(targets * scores, axis=1))


def turned(scores, targets):
    return -softmax_loss(scores, targets)


def softmax_twice(scores, targets):
    return softmax_loss(np.exp(scores - log_sum_exp(scores)[:, None]), targets)


def hardened(scores, targets):
    return softmax_loss(scores, np.eye(scores.shape[1])[np.argmax(targets, axis=1)])


def from_log_probabilities(scores, targets):
    shifted = scores - scores.max(axis=1, keepdims=True)
    logarithms = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -(targets * logarithms).sum() / len(scores)


def sample_by_sample(scores, targets):
    losses = [np.logaddexp.reduce(z) - z @ y for z, y in zip(scores, targets, strict=True)]
    return sum(losses) / len(losses)


def _far_behind(rng: np.random.Generator) -> Request:
    """Draw scores whose powers do not overflow, but whose true classes get a probability that is rounded to 0."""
    scores, targets = scored(3, 4)(rng)["args"]
    return {"args": [scores - 1000 * targets, targets]}


SOFTMAX_LOSS = Exercise(
    name="softmax_loss",
    kind="function",
    reference=softmax_loss,
    uses=("log_sum_exp",),
    covers=(
        "mlp-smoothed-loss-numeric",
        "softmax-regression-gradient-logits",
        "batch-loss-mean",
        "minibatch-three-class-loss",
    ),
    equivalent={
        "return float(np.mean(log_sum_exp(scores) - np.sum(targets * scores, axis=1))) "
        "-> return np.mean(log_sum_exp(scores) - np.sum(targets * scores, axis=1))": "the same number",
    },
    minutes=10,
    difficulty=2,
    hints=(
        "What is the logarithm of a fraction, and where has the division gone?",
        "Add 1000 to every score of a row: the loss must stay the same. Equal scores of four classes must cost ln 4.",
        "For the scores 0 and ln 3 and the true class 0: the log-sum-exp is ln 4 = 1.386, minus the score 0.",
    ),
    ladder=(
        Rung("two samples", scored(2, 3), cases=3),
        Rung("soft targets", scored(3, 5, soft_rows)),
        Rung("one sample", scored(1, 4)),
        Rung("more samples than classes", scored(7, 4, soft_rows)),
        Rung("true classes far behind", _far_behind, share=0.15),
        Rung("scores of thousands", scored(4, 3, size=3000.0), share=0.15),
    ),
    wrong=(
        Wrong(
            "goes through the probabilities",
            through_the_probabilities,
            "powers of large scores are infinite, and the probability of a low score is rounded to 0",
            "What is the logarithm of a probability that the computer has rounded to 0?",
            SCORES,
            "misconceptions: CE12-log-of-zero",
            confrontation=Confrontation(
                "the scores 1000 and 1000 cost nan", lambda f: np.isnan(f(ZEROS + 1000, FIRST))
            ),
        ),
        Wrong(
            "adds the samples up",
            summed,
            "it is the sum over the samples, and not their mean",
            "If every sample were shown twice, should the loss double?",
            MEAN,
            "misconceptions: CE02-sum-not-mean",
            confrontation=Confrontation(
                "the same sample shown ten times costs ten times as much",
                lambda f: np.isclose(f(np.zeros((10, 2)), np.repeat(FIRST, 10, axis=0)), 10 * np.log(2)),
            ),
        ),
        Wrong(
            "takes the mean over the classes as well",
            over_the_classes_too,
            "the classes of a sample add up, only samples are averaged",
            "Which axis is summed, and which is averaged?",
            MEAN,
            "misconceptions: CE03-mean-over-classes-too",
            confrontation=Confrontation(
                "guessing between two costs 0.35 instead of ln 2",
                lambda f: np.isclose(f(ZEROS, FIRST), np.log(2) / 2),
            ),
        ),
        Wrong(
            "leaves out the log-sum-exp",
            without_the_log_sum,
            "nothing holds the scores together: to raise the true one is free",
            "What keeps the true score from growing for ever?",
            SCORES,
            "two surviving mutants",
            confrontation=Confrontation(
                "a score of 1000 for the true class costs −1000", lambda f: f(1000 * FIRST, FIRST) == -1000
            ),
        ),
        Wrong(
            "leaves out the targets",
            without_the_targets,
            "the loss does not know which class is the true one",
            "Which term of your formula changes when the target does?",
            SCORES,
            "surviving mutant",
            confrontation=Confrontation(
                "the loss is the same whichever class is true",
                lambda f: f(np.array([[3.0, 0.0]]), FIRST) == f(np.array([[3.0, 0.0]]), 1 - FIRST),
            ),
        ),
        Wrong(
            "adds the target's score",
            target_scores_added,
            "a high score of the true class should make the loss smaller",
            "If the true score rises, should the loss rise?",
            SCORES,
            "surviving mutant",
            confrontation=Confrontation(
                "a score of 1000 for the true class costs 2000", lambda f: f(1000 * FIRST, FIRST) == 2000
            ),
        ),
        Wrong(
            "turns the sign",
            turned,
            "the logarithm of a number below 1 is negative, and a loss is not",
            "Can a loss be negative?",
            SCORES,
            "misconceptions: CE01-no-minus",
            confrontation=Confrontation("to be unsure costs less than nothing", lambda f: f(ZEROS, FIRST) < 0),
        ),
        Wrong(
            "takes softmax twice",
            softmax_twice,
            "the probabilities are treated as scores, and levelled again",
            "What does your loss give for a score of 1000 for the true class?",
            SCORES,
            "misconceptions: CE06-softmax-twice",
            confrontation=Confrontation(
                "a sample that is right beyond doubt costs 0.31", lambda f: f(1000 * FIRST, FIRST) > 0.3
            ),
        ),
        Wrong(
            "looks at the largest target only",
            hardened,
            "the other targets are soft, not zero: their classes count as well",
            "Which targets of a smoothed row may be left out?",
            PAGE + "smoothing",
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "for the targets 0.6 and 0.4 it is best to be certain",
                lambda f: f(np.array([[50.0, 0.0]]), np.array([[0.6, 0.4]])) < 0.01,
            ),
        ),
    ),
    right=(Right("from log-probabilities", from_log_probabilities), Right("sample by sample", sample_by_sample)),
)
