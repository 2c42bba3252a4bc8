"""Where the way back begins: prediction minus target."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers, probabilities
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.backpropagation import output_gradient

from .draws import smoothed

LINK = "backpropagation#backpropagation-output"


def turned(predictions, targets):
    return (targets - predictions) / len(predictions)


def not_divided(predictions, targets):
    return predictions - targets


def over_the_outputs_too(predictions, targets):
    return (predictions - targets) / predictions.size


def slope_once_more(predictions, targets):
    return (predictions - targets) * predictions * (1 - predictions) / len(predictions)


def without_targets(predictions, targets):
    return predictions / len(predictions)


def without_predictions(predictions, targets):
    return targets / len(predictions)


def by_the_probabilities(predictions, targets):
    return -targets / predictions / len(predictions)


def weighed_by_the_targets(predictions, targets):
    return targets * (predictions - targets) / len(predictions)


def without_smoothing(predictions, targets):
    hard = np.eye(targets.shape[1])[np.argmax(targets, axis=1)]
    return (predictions - hard) / len(predictions)


def mean_over_the_samples(predictions, targets):
    return np.tile(np.mean(predictions - targets, axis=0) / len(predictions), (len(predictions), 1))


def row_by_row(predictions, targets):
    rows = []
    for prediction, target in zip(predictions, targets, strict=True):
        rows.append([(p - t) / len(predictions) for p, t in zip(prediction, target, strict=True)])
    return np.array(rows)


def in_two_parts(predictions, targets):
    share = 1 / predictions.shape[0]
    return np.subtract(share * predictions, np.multiply(targets, share))


def _classes(n_samples: int, n_classes: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [probabilities(rng, n_samples, n_classes), smoothed(rng, n_samples, n_classes)]}

    return draw


def _one_probability(rng: np.random.Generator) -> Request:
    labels = rng.permutation(np.resize([0.0, 1.0], 5))
    return {"args": [rng.uniform(0.1, 0.9, size=(5, 1)), labels[:, None]]}


def _numbers(rng: np.random.Generator) -> Request:
    return {"args": [numbers(rng, 4, 3), numbers(rng, 4, 3)]}


# --- two samples with the probabilities (0.5, 0.5), both of class 0 --------------------------------------------------

HALF, FIRST = np.full((2, 2), 0.5), np.array([[1.0, 0.0], [1.0, 0.0]])


def _found(answer, predictions=HALF, targets=FIRST):
    return np.asarray(answer(predictions, targets))


OUTPUT_GRADIENT = Exercise(
    name="output_gradient",
    kind="function",
    reference=output_gradient,
    ladder=(
        Rung("two samples of four classes", _classes(2, 4), cases=3),
        Rung("one sample", _classes(1, 3)),
        Rung("one probability for each sample", _one_probability),
        Rung("numbers to predict", _numbers),
    ),
    wrong=(
        Wrong(
            "subtracts the predictions from the targets",
            turned,
            "this is the direction to step in; the gradient points uphill",
            "If a score rises and its class is wrong, does the loss rise or fall?",
            LINK,
            "misconceptions: DLG01-y-minus-p",
            confrontation=Confrontation(
                "a step against it makes the true class less probable", lambda answer: _found(answer)[0, 0] > 0
            ),
        ),
        Wrong(
            "does not divide by the number of samples",
            not_divided,
            "the loss is a mean, so each sample has its share of it",
            "If every sample were shown twice, should the step be twice as long?",
            LINK,
            "misconceptions: DLG02-no-1-over-n",
            confrontation=Confrontation(
                "ten samples together pull ten times as hard as one",
                lambda answer: (
                    np.abs(_found(answer, np.repeat(HALF, 5, axis=0), np.repeat(FIRST, 5, axis=0))).sum()
                    == 10 * np.abs(_found(answer, HALF[:1], FIRST[:1])).sum()
                ),
            ),
        ),
        Wrong(
            "divides by the number of outputs as well",
            over_the_outputs_too,
            "the outputs of a sample are added up, and the mean runs over the samples only",
            "Over what is the mean of the loss taken?",
            LINK,
            "misconceptions: DLG03-over-n-and-k",
            confrontation=Confrontation(
                "one sample is wrong by 1/2 in its true class, and the gradient there is −1/4",
                lambda answer: np.isclose(_found(answer, HALF[:1], FIRST[:1])[0, 0], -0.25),
            ),
        ),
        Wrong(
            "multiplies by the slope of the output once more",
            slope_once_more,
            "the slope of the output layer has cancelled against the derivative of the loss",
            "What is left of the slope when the loss has a logarithm in front of it?",
            LINK,
            "misconceptions: DLG04-softmax-slope-twice",
            confrontation=Confrontation(
                "who is wrong with certainty has nothing to learn",
                lambda answer: not _found(answer, np.array([[0.0, 1.0]]), FIRST[:1]).any(),
            ),
        ),
        Wrong(
            "does not subtract the targets",
            without_targets,
            "the predictions alone are no errors",
            "What should the gradient be where a prediction is exactly right?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "a prediction that is exactly right has a gradient", lambda answer: _found(answer, FIRST).any()
            ),
        ),
        Wrong(
            "leaves out the predictions",
            without_predictions,
            "the targets alone are no errors",
            "What should the gradient be where a prediction is exactly right?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "a prediction of 0 where 0 is right has no gradient, and one of 1 where 1 is right has",
                lambda answer: _found(answer, FIRST)[0, 0] > 0 and not _found(answer, 0 * FIRST, 0 * FIRST).any(),
            ),
        ),
        Wrong(
            "stops at the derivative by the probabilities",
            by_the_probabilities,
            "the softmax lies between the scores and the probabilities, and its Jacobian is still to come",
            "By what do you differentiate: by the probabilities or by the scores?",
            LINK,
            "misconceptions: DLG08-derivative-by-p",
            confrontation=Confrontation(
                "a wrong class with the probability 1/2 is not held back at all",
                lambda answer: _found(answer)[0, 1] == 0,
            ),
        ),
        Wrong(
            "looks at the true class only",
            weighed_by_the_targets,
            "the other classes share the denominator, so their scores have to fall",
            "Does the loss change when the score of a wrong class rises?",
            LINK,
            "misconceptions: DLG05-true-column-only",
            confrontation=Confrontation(
                "the gradients of one sample's scores sum to −1/4, although a shift of all scores changes nothing",
                lambda answer: np.isclose(_found(answer)[0].sum(), -0.25) and _found(answer)[0, 0] > -0.5,
            ),
        ),
        Wrong(
            "forgets the smoothing",
            without_smoothing,
            "the targets that you are given are to be reached, not 0 and 1",
            "At which probabilities should the gradient be 0?",
            LINK,
            "seeds: smoothing-forgotten",
            confrontation=Confrontation(
                "probabilities that equal the targets 0.9 and 0.1 still have a gradient",
                lambda answer: _found(answer, np.array([[0.9, 0.1]]), np.array([[0.9, 0.1]])).any(),
            ),
        ),
        Wrong(
            "gives every sample the mean error",
            mean_over_the_samples,
            "each sample keeps its own row: they meet only when the weights are reached",
            "Should one sample's error change another sample's row?",
            LINK,
            "seeds: residuals-summed-before-use",
            confrontation=Confrontation(
                "a sample predicted exactly has the same gradient as one that is not",
                lambda answer: np.ptp(_found(answer, np.array([[1.0, 0.0], [0.5, 0.5]])), axis=0).max() == 0,
            ),
        ),
    ),
    right=(Right("row by row", row_by_row), Right("in two parts", in_two_parts)),
    hints=(
        "Which derivative has the loss by the prediction, and what does the slope of the output layer make of it?",
        "Put in predictions that equal the targets: all of the gradient must be 0. Then show a sample twice: "
        "each of its "
        "rows must get half.",
        "Two samples with one output each, predictions 0.7 and 0.2, targets 1 and 0: (0.7 − 1)/2 = −0.15 and "
        "0.2/2 = 0.1.",
    ),
    covers=("mlp-binary-classification", "mlp-multiclass-classification", "mlp-regression-single-output"),
    minutes=10,
    difficulty=1,
)
