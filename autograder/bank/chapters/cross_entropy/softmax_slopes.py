"""How the cross-entropy of softmax answers to the scores."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.cross_entropy import log_sum_exp_gradient, softmax_loss_gradient

from .draws import scored, soft_rows

PAGE = "cross_entropy#cross-entropy-"
GRADIENT, MEAN = PAGE + "gradient", PAGE + "mean"

ZEROS, FIRST = np.zeros((1, 2)), np.array([[1.0, 0.0]])  # one sample of class 0, two scores of 0
RIGHT, WRONG = np.array([[50.0, 0.0]]), np.array([[0.0, 50.0]])  # beyond doubt


def turned(scores, targets):
    return -softmax_loss_gradient(scores, targets)


def of_the_sum(scores, targets):
    return log_sum_exp_gradient(scores) - targets


def over_the_classes_too(scores, targets):
    return (log_sum_exp_gradient(scores) - targets) / scores.size


def slope_of_softmax_again(scores, targets):
    P = log_sum_exp_gradient(scores)
    return (P - targets) * P * (1 - P) / len(scores)


def own_path_only(scores, targets):
    P = log_sum_exp_gradient(scores)
    return -targets * (1 - P) / len(scores)


def by_the_probabilities(scores, targets):
    return -targets / log_sum_exp_gradient(scores) / len(scores)


def of_the_largest_target(scores, targets):
    return softmax_loss_gradient(scores, np.eye(scores.shape[1])[np.argmax(targets, axis=1)])


def label_and_prediction_exchanged(scores, targets):
    P = log_sum_exp_gradient(scores)
    others = np.sum(targets, axis=1, keepdims=True) - targets
    return (-P * (1 - P) - others * P) / len(scores)


def minus_for_the_other_classes(scores, targets):
    P = log_sum_exp_gradient(scores)
    others = np.sum(targets, axis=1, keepdims=True) - targets
    return (P * (targets - others) - targets) / len(scores)


def without_the_targets(scores, targets):
    return log_sum_exp_gradient(scores) / len(scores)


def plus_the_targets(scores, targets):
    return (log_sum_exp_gradient(scores) + targets) / len(scores)


def scores_themselves(scores, targets):
    return (scores - targets) / len(scores)


def through_the_jacobian(scores, targets):
    rows = []
    for z, y in zip(scores, targets, strict=True):
        powers = np.exp(z - z.max())
        p = powers / powers.sum()
        rows.append((p * y.sum() - y) / len(scores))
    return np.array(rows)


def from_shifted_powers(scores, targets):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True) / len(scores) - targets / len(scores)


def entry_by_entry(scores, targets):
    gradient = np.zeros(scores.shape)
    for i, k in np.ndindex(scores.shape):
        above = np.minimum(scores[i] - scores[i, k], 700)
        gradient[i, k] = (1 / np.exp(above).sum() - targets[i, k]) / len(scores)
    return gradient


SOFTMAX_LOSS_GRADIENT = Exercise(
    name="softmax_loss_gradient",
    kind="function",
    reference=softmax_loss_gradient,
    uses=("log_sum_exp_gradient",),
    covers=(
        "row-class-logit-gradient",
        "label-smoothing-dloss-dz",
        "delta-loss-chain",
        "one-hot-dloss-dz",
        "minibatch-two-dz",
        "softmax-regression-gradient-logits",
    ),
    minutes=12,
    difficulty=2,
    hints=(
        "What should the gradients of one row sum to, if a shift of all its scores changes nothing?",
        "Move one score by 0.001 up and down, and divide the difference of your softmax_loss by 0.002.",
        "One sample with the scores 0 and ln 3, true class 0: the probabilities are 1/4 and 3/4, the gradient is "
        "(−3/4, 3/4).",
    ),
    ladder=(
        Rung("two samples", scored(2, 3), cases=3),
        Rung("soft targets", scored(3, 5, soft_rows)),
        Rung("one sample", scored(1, 4)),
        Rung("more samples than classes", scored(7, 4, soft_rows)),
        Rung("scores of thousands", scored(4, 3, size=3000.0), share=0.25),
    ),
    wrong=(
        Wrong(
            "subtracts the probabilities from the targets",
            turned,
            "the gradient points uphill, and this one downhill",
            "Raise the true score a little: does the loss rise or fall, and which sign is that?",
            GRADIENT,
            "seeds: y-minus-yhat",
            confrontation=Confrontation(
                "the loss is said to grow with the score of the true class", lambda f: f(ZEROS, FIRST)[0, 0] > 0
            ),
        ),
        Wrong(
            "forgets that the loss is a mean",
            of_the_sum,
            "it is the gradient of the sum over the samples",
            "By which whole number does yours differ from a numerical gradient?",
            MEAN,
            "misconceptions: DLG02-no-1-over-n",
            confrontation=Confrontation(
                "one of ten samples moves the mean as much as if it were alone",
                lambda f: f(np.zeros((10, 2)), np.repeat(FIRST, 10, axis=0))[0, 0] == f(ZEROS, FIRST)[0, 0],
            ),
        ),
        Wrong(
            "divides by the number of classes as well",
            over_the_classes_too,
            "only the samples are averaged",
            "Over what is the mean of the loss taken?",
            MEAN,
            "misconceptions: DLG03-over-n-and-k",
            confrontation=Confrontation(
                "the true score falls behind by 50, and the slope is only 1/2",
                lambda f: np.isclose(f(WRONG, FIRST)[0, 0], -0.5),
            ),
        ),
        Wrong(
            "multiplies by the slope of softmax again",
            slope_of_softmax_again,
            "that factor has cancelled already: the softmax is accounted for",
            "How fast should a sample learn that is certain and wrong?",
            GRADIENT,
            "misconceptions: DLG04-softmax-slope-twice",
            confrontation=Confrontation(
                "a mistake beyond doubt pulls at nothing", lambda f: np.abs(f(WRONG, FIRST)).max() < 1e-9
            ),
        ),
        Wrong(
            "follows each probability's own score only",
            own_path_only,
            "a score moves the probabilities of all classes, and every one of these paths counts",
            "Does the loss change when the score of a wrong class rises?",
            GRADIENT,
            "seeds: chain-rule-without-sum, own-class-samples-only",
            confrontation=Confrontation(
                "the score of the class that is wrongly preferred may stay as it is",
                lambda f: f(WRONG, FIRST)[0, 1] == 0,
            ),
        ),
        Wrong(
            "stops at the derivative by the probabilities",
            by_the_probabilities,
            "the softmax lies between the scores and the probabilities",
            "By what do you differentiate: by the probabilities or by the scores?",
            PAGE + "probabilities",
            "misconceptions: DLG08-derivative-by-p",
            confrontation=Confrontation(
                "the slopes of a row sum to −2, although a shift of its scores changes nothing",
                lambda f: np.isclose(f(ZEROS, FIRST).sum(), -2),
            ),
        ),
        Wrong(
            "looks at the largest target only",
            of_the_largest_target,
            "the other targets are soft, not zero: it is the gradient without smoothing",
            "At which probabilities should the gradient vanish?",
            PAGE + "smoothing",
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "probabilities that equal the targets are still to be changed",
                lambda f: np.abs(f(np.log([[0.6, 0.4]]), np.array([[0.6, 0.4]]))).max() > 0.3,
            ),
        ),
        Wrong(
            "exchanges label and prediction in one term",
            label_and_prediction_exchanged,
            "the term of the own class has the target in front, not the probability",
            "What should the gradients of one row sum to?",
            GRADIENT,
            "seeds: yhat-for-y-in-derivation",
            confrontation=Confrontation(
                "all scores of a sample should rise at once", lambda f: (f(ZEROS, FIRST) < 0).all()
            ),
        ),
        Wrong(
            "loses the plus of the other classes",
            minus_for_the_other_classes,
            "two minus signs make a plus: the terms of the other classes are added",
            "Should the score of a wrong class rise?",
            GRADIENT,
            "seeds: minus-for-plus-other-classes",
            confrontation=Confrontation(
                "all scores of a sample should rise at once", lambda f: (f(ZEROS, FIRST) < 0).all()
            ),
        ),
        Wrong(
            "does not subtract the targets",
            without_the_targets,
            "the probabilities alone are no errors",
            "What should the gradients of one row sum to?",
            GRADIENT,
            "surviving mutant",
            confrontation=Confrontation(
                "a sample that is right beyond doubt should lower its true score", lambda f: f(RIGHT, FIRST)[0, 0] > 0.9
            ),
        ),
        Wrong(
            "adds the targets",
            plus_the_targets,
            "the more the probability exceeds its target, the larger the slope: a difference",
            "What should the gradients of one row sum to?",
            GRADIENT,
            "surviving mutant",
            confrontation=Confrontation(
                "a sample that is right beyond doubt should lower its true score", lambda f: f(RIGHT, FIRST)[0, 0] > 1.9
            ),
        ),
        Wrong(
            "subtracts the targets from the scores",
            scores_themselves,
            "a score has no target; the probabilities have",
            "What should happen to a score of 50 for the true class?",
            GRADIENT,
            "surviving mutant",
            confrontation=Confrontation(
                "a shift of all scores changes the slopes",
                lambda f: not np.allclose(f(ZEROS, FIRST), f(ZEROS + 1, FIRST)),
            ),
        ),
    ),
    right=(
        Right("through the Jacobian", through_the_jacobian),
        Right("from shifted powers", from_shifted_powers),
        Right("entry by entry", entry_by_entry),
    ),
)
