"""How the logarithm of a sum of powers answers to its scores."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Wrong
from solutions.cross_entropy import log_sum_exp_gradient

from .log_sum import LADDER, ZEROS

PAGE = "cross_entropy#cross-entropy-"
LINK = PAGE + "log-sum-exp"


def sigmoid_of_each(scores):
    return np.exp(-np.logaddexp(0, -scores))


def sign_turned(scores):
    powers = np.exp(np.max(scores, axis=1, keepdims=True) - scores)
    return powers / np.sum(powers, axis=1, keepdims=True)


def bare_powers(scores):
    return np.exp(scores - np.max(scores, axis=1, keepdims=True))


def infinity_by_infinity(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers, axis=1, keepdims=True)


def over_the_whole_table(scores):
    powers = np.exp(scores - np.max(scores))
    return powers / np.sum(powers)


def over_the_samples(scores):
    return log_sum_exp_gradient(scores.T).T


def slope_of_softmax(scores):
    shares = log_sum_exp_gradient(scores)
    return shares * (1 - shares)


def by_its_logarithm(scores):
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1)[:, None])


def by_pairs(scores):
    differences = scores[:, None, :] - scores[:, :, None]
    return 1 / np.exp(np.minimum(differences, 700)).sum(axis=2)


LOG_SUM_EXP_GRADIENT = Exercise(
    name="log_sum_exp_gradient",
    kind="function",
    reference=log_sum_exp_gradient,
    covers=("softmax-regression-gradient-logits",),
    minutes=8,
    difficulty=2,
    hints=(
        "If every score of a row goes up by 1, how much does its log-sum-exp go up?",
        "Move one score by 0.001 up and down, and divide the difference of your log_sum_exp by 0.002. Do you know "
        "these numbers?",
        "For the scores 0 and ln 3 the sum is 4. The logarithm has the slope 1/4, the powers have the slopes 1 and 3: "
        "together 1/4 and 3/4.",
    ),
    ladder=LADDER,
    wrong=(
        Wrong(
            "takes the sigmoid of each score",
            sigmoid_of_each,
            "each class is judged alone, but the sum has all of them in it",
            "Should the slope of one class change when another score rises?",
            LINK,
            "misconceptions: SMX05-sigmoid-per-class",
            confrontation=Confrontation(
                "three scores of 9 go up by 1, and their log-sum-exp by nearly 3",
                lambda f: np.sum(f(np.full((1, 3), 9.0))) > 2.9,
            ),
        ),
        Wrong(
            "turns the sign of the exponent",
            sign_turned,
            "these are the slopes upside down: the highest score gets the smallest one",
            "Which score should matter most?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "the lower of two scores matters more than the higher one",
                lambda f: f(np.array([[0.0, 3.0]]))[0, 0] > f(np.array([[0.0, 3.0]]))[0, 1],
            ),
        ),
        Wrong(
            "stops at the powers",
            bare_powers,
            "this is the slope of the sum; the logarithm has a slope too",
            "What is the derivative of the logarithm of S by S?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "both scores go up by 1, and their log-sum-exp by 2", lambda f: np.sum(f(ZEROS)) == 2
            ),
        ),
        Wrong(
            "divides infinity by infinity",
            infinity_by_infinity,
            "the exponential of a large score is infinite, and infinity divided by infinity is nan",
            "What is the exponential of 1000, and what could you subtract first?",
            LINK,
            "misconceptions: SMX09-overflow",
            confrontation=Confrontation(
                "the slope at the scores 1000 and 1000 is nan", lambda f: np.isnan(f(ZEROS + 1000)).all()
            ),
        ),
        Wrong(
            "sums over the whole table",
            over_the_whole_table,
            "all samples are thrown together; each row has a sum of its own",
            "What should the slopes of one row sum to?",
            LINK,
            "misconceptions: SMX01-whole-table",
            confrontation=Confrontation(
                "the slopes of a row depend on how many other samples there are",
                lambda f: f(np.zeros((10, 2)))[0, 0] < f(ZEROS)[0, 0],
            ),
        ),
        Wrong(
            "sums over the samples",
            over_the_samples,
            "the slopes of a column sum to 1; those of a row should",
            "Which axis disappears when you sum over the classes?",
            LINK,
            "misconceptions: SMX02-axis-0",
            confrontation=Confrontation(
                "two scores of one sample go up by 1, and their log-sum-exp by 2", lambda f: np.sum(f(ZEROS)) == 2
            ),
        ),
        Wrong(
            "differentiates once more",
            slope_of_softmax,
            "this is the slope of the slope",
            "What should the slopes of one row sum to?",
            LINK,
            "misconceptions: DLG04-softmax-slope-twice",
            confrontation=Confrontation(
                "a single score goes up by 1, and its log-sum-exp stays", lambda f: f(np.array([[5.0]]))[0, 0] == 0
            ),
        ),
    ),
    right=(Right("by its logarithm", by_its_logarithm), Right("by pairs", by_pairs)),
    equivalent={
        "powers = np.exp(scores - np.max(scores, axis=1, keepdims=True)) "
        "-> powers = -np.exp(scores - np.max(scores, axis=1, keepdims=True))": "the sign cancels in the share",
    },
)
